//! Parameters of functions and arguments of calls, in CPython's words.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{ParseError, ParseErrorType as Error};

use crate::text::TextRange;

use super::super::Cause;
use super::super::lexer::Kind;
use super::explain::Explained;
use super::site::Site;

/// The fault for `error`, if it is in parameters or arguments.
pub(super) fn explain(site: &Site<'_>, error: &ParseError) -> Explained {
    let at = TextRange::new(error.location.start().into(), error.location.end().into());
    parenthesized(site).or_else(|| keyword_before_for(site, error)).or_else(|| {
        let previous = site.index.checked_sub(1)?;
        let in_def = site.opener(site.index).is_some_and(|opener| opener >= 2 && site.text(opener - 2) == "def");
        let (range, message) = match &error.error {
            Error::VarParameterWithDefault if site.text(site.index.wrapping_sub(2)) == "**" => {
                (at, "var-keyword argument cannot have default value")
            }
            Error::VarParameterWithDefault => (at, "var-positional argument cannot have default value"),
            Error::ExpectedExpression if in_def && site.previous() == "=" => {
                (site.range(previous), "expected default value expression")
            }
            Error::OtherError(words) => match words.replace('`', "'").as_str() {
                "Only one '/' separator allowed" => (at, "/ may appear only once"),
                "Only one '*' parameter allowed" => (at, "* argument may appear only once"),
                "Position-only parameter separator not allowed as first parameter" => {
                    (at, "at least one argument must precede /")
                }
                "'/' parameter must appear before '*' parameter" => (at, "/ must be ahead of *"),
                _ => return None,
            },
            _ => return None,
        };
        Some((range, message.into(), Cause::Other))
    })
}

/// `def f((a)):` and `lambda (a): a`.
fn parenthesized(site: &Site<'_>) -> Explained {
    let is_lambda = |at: usize| site.text(at) == "lambda" && site.text(at + 1) == "(";
    let lambda = [site.index, site.index.wrapping_sub(1)].into_iter().find(|&at| is_lambda(at));
    let in_def = || {
        let opener = site.opener(site.index)?;
        let is_parameter = site.text(opener.checked_sub(2)?) == "def" && matches!(site.previous(), "(" | ",");
        (is_parameter && site.text(site.index) == "(").then_some(site.index)
    };
    let (open, what) = match lambda {
        Some(lambda) => (lambda + 1, "Lambda expression"),
        None => (in_def()?, "Function"),
    };
    let close = (open..site.tokens.len()).find(|&at| site.text(at) == ")")?;
    let is_name = |at: usize| site.kind(at) == Some(Kind::Name) || site.text(at) == ",";
    let range = site.range(open).cover(site.range(close));
    let message = format!("{what} parameters cannot be parenthesized");
    (open + 1..close).all(is_name).then_some((range, message, Cause::Other))
}

/// `f(a=b for c in d)`
fn keyword_before_for(site: &Site<'_>, error: &ParseError) -> Explained {
    if !matches!(error.error, Error::ExpectedToken { expected: TokenKind::Rpar, found: TokenKind::For }) {
        return None;
    }
    let inside = site.flat(site.opener(site.index)? + 1, site.index);
    let start = inside.iter().rposition(|&at| site.text(at) == ",").map_or(0, |comma| comma + 1);
    let [name, equal, ..] = inside.get(start..)? else { return None };
    let is_keyword = site.kind(*name) == Some(Kind::Name) && site.text(*equal) == "=";
    let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
    is_keyword.then(|| (site.range(*name).cover(site.range(*equal)), message.into(), Cause::Other))
}

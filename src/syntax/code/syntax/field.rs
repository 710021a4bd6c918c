//! Replacement fields of f-strings and t-strings, in CPython's words.

use ruff_python_parser::{InterpolatedStringErrorType as Fault, ParseError, ParseErrorType as Error};

use crate::text::TextRange;

use super::super::Cause;
use super::super::lexer::Kind;
use super::explain::{Explained, forgotten_comma};
use super::site::Site;

/// The fault for `error`, if it is in a field.
pub(super) fn explain(site: &Site<'_>, error: &ParseError) -> Explained {
    let at = TextRange::new(error.location.start().into(), error.location.end().into());
    let (kind, name) = match &error.error {
        Error::FStringError(kind) => (Some(kind), "f-string"),
        Error::TStringError(kind) => (Some(kind), "t-string"),
        _ => (None, string_name(site)?),
    };
    let written = site.text(site.index);
    let message = match kind {
        Some(Fault::InvalidConversionFlag) => match site.source.get(at.as_usize()).unwrap_or_default() {
            flag if flag.starts_with(char::is_alphabetic) => {
                format!("invalid conversion character '{flag}': expected 's', 'r', or 'a'")
            }
            _ => "missing conversion character".into(),
        },
        Some(Fault::UnclosedLbrace) => match separator_before(site) {
            Some("!") => "expecting ':' or '}'".into(),
            Some("=") => "expecting '!', or ':', or '}'".into(),
            Some(_) => return None,
            None => match forgotten_comma(site) {
                Some(forgotten) => return Some(forgotten),
                None => "expecting '=', or '!', or ':', or '}'".into(),
            },
        },
        Some(_) => return None,
        None if matches!(written, "}" | "!" | ":" | "=") => format!("valid expression required before '{written}'"),
        None => "expecting a valid expression after '{'".into(),
    };
    let range = if kind.is_some() { at } else { site.range(site.index) };
    Some((range, format!("{name}: {message}"), Cause::Other))
}

/// What the string is called whose field has the failing token right behind its brace.
fn string_name(site: &Site<'_>) -> Option<&'static str> {
    let brace = site.index.checked_sub(1).filter(|&brace| site.text(brace) == "{")?;
    let before = brace.checked_sub(1)?;
    let is_text = site.kind(before) == Some(Kind::String) && site.range(before).end == site.range(brace).start;
    // The opener is the last token before the brace that begins with a prefix and ends with a quote.
    let opener = (0..brace).rev().find(|&at| {
        let text = site.text(at);
        site.kind(at) == Some(Kind::String) && is_opener(text)
    })?;
    let is_template = site.text(opener).split(['\'', '"']).next().is_some_and(|prefix| prefix.contains(['t', 'T']));
    is_text.then_some(if is_template { "t-string" } else { "f-string" })
}

/// Whether `text` is a prefix and the quotes behind it.
fn is_opener(text: &str) -> bool {
    let quotes = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let prefix = &text[..text.len() - quotes.len()];
    matches!(quotes, "'" | "\"" | "'''" | "\"\"\"") && prefix.contains(['f', 'F', 't', 'T'])
}

/// The last of `=`, `!` and `:` between the field's brace and the failing token.
fn separator_before<'a>(site: &Site<'a>) -> Option<&'a str> {
    let opener = site.opener(site.index)?;
    let inside = site.flat(opener + 1, site.index);
    inside.into_iter().rev().map(|at| site.text(at)).find(|text| matches!(*text, "=" | "!" | ":"))
}

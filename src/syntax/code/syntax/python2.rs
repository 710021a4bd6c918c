//! Python 2, named as such.

use ruff_python_ast::statement_visitor::{StatementVisitor, walk_stmt};
use ruff_python_ast::{ExceptHandler, ExceptHandlerExceptHandler, Expr, ModModule, Stmt};
use ruff_text_size::Ranged;

use crate::text::TextRange;

use super::super::lexer::{Complaint, Kind};
use super::super::{Cause, Fault, FaultKind};
use super::site::Site;

fn python2(range: TextRange, message: impl Into<String>, cause: Cause) -> Fault {
    Fault::at(FaultKind::Python2, range, format!("Python 2: {}", message.into())).because(cause)
}

/// A number that Python 2 wrote otherwise: `0777`, `10L`, `0xFFL`.
pub(super) fn in_literal(source: &str, complaint: &Complaint) -> Option<Fault> {
    let rest = source.get(complaint.range.start as usize..)?;
    let len = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let word = rest.get(..len)?;
    let range = TextRange::new(complaint.range.start, complaint.range.start + len as u32);
    let is_long = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if let Some(number) = word.strip_suffix(['L', 'l']) {
        let digits = number.strip_prefix("0x").or_else(|| number.strip_prefix("0X"));
        let decimal = number.bytes().all(|byte| byte.is_ascii_digit());
        if digits.is_some_and(is_long) || (decimal && !number.is_empty()) {
            let message = "integers of any size are plain, without the suffix 'L'";
            return Some(python2(range, message, Cause::LongInteger));
        }
    }
    // Two digits, as in `date(2024, 01, 05)`, are no octal: that mistake is made in Python 3 too.
    let octal = word.len() > 2 && word.starts_with('0') && word.bytes().all(|byte| (b'0'..=b'7').contains(&byte));
    octal.then(|| {
        let message = format!("octal numbers are written with the prefix 0o, as in 0o{}", word.trim_start_matches('0'));
        python2(range, message, Cause::OldOctal)
    })
}

/// A statement or expression of Python 2 on which the parser failed.
pub(super) fn in_statement(site: &Site<'_>) -> Option<Fault> {
    call_statement(site)
        .or_else(|| operator(site))
        .or_else(|| raise(site))
        .or_else(|| string_prefix(site))
        .or_else(|| tuple_parameter(site))
}

/// `print "x"`, `exec code`
fn call_statement(site: &Site<'_>) -> Option<Fault> {
    let keyword = site.index.checked_sub(1)?;
    let name = site.text(keyword);
    let operand = matches!(site.kind(site.index), Some(Kind::Name | Kind::Number | Kind::String));
    if !matches!(name, "print" | "exec") || !site.starts_statement(keyword) || !operand {
        return None;
    }
    let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
    Some(python2(site.range(keyword), message, Cause::CallStatement))
}

/// `a <> b`, `` `x` ``
fn operator(site: &Site<'_>) -> Option<Fault> {
    let near = [site.index, site.index.wrapping_sub(1)];
    if let Some(at) = near.into_iter().find(|&at| site.text(at) == "<>") {
        return Some(python2(site.range(at), "'<>' is now '!='", Cause::NotEqual));
    }
    let open = near.into_iter().find(|&at| site.text(at) == "`")?;
    let rest = site.source.get(site.range(open).end as usize..)?;
    let line = rest.lines().next().unwrap_or_default();
    let close = line.find('`').filter(|&close| close > 0)?;
    let range = TextRange::new(site.range(open).start, site.range(open).end + close as u32 + 1);
    Some(python2(range, "backticks are now repr(...)", Cause::Backticks))
}

/// `raise E, "message"`
fn raise(site: &Site<'_>) -> Option<Fault> {
    let mut start = site.line_start(site.index);
    if let Some(last) = (start..=site.index).rev().find(|&at| site.text(at) == "raise" && site.starts_statement(at)) {
        start = last;
    }
    if site.text(start) != "raise" {
        return None;
    }
    let end = (start..site.tokens.len()).find(|&at| site.kind(at) == Some(Kind::Newline)).unwrap_or(site.tokens.len());
    site.flat(start, end).into_iter().find(|&at| site.text(at) == ",")?;
    let range = TextRange::new(site.range(start).start, site.range(end.max(1) - 1).end);
    Some(python2(range, "'raise E, value' is now 'raise E(value)'", Cause::RaiseComma))
}

/// `ur"text"`
fn string_prefix(site: &Site<'_>) -> Option<Fault> {
    let prefix = site.index.checked_sub(1)?;
    let text = site.text(prefix);
    let adjacent = site.range(prefix).end == site.range(site.index).start;
    if !text.eq_ignore_ascii_case("ur") || site.kind(site.index) != Some(Kind::String) || !adjacent {
        return None;
    }
    Some(python2(site.range(prefix), "the string prefix 'ur' is now 'r'", Cause::UnicodeRaw))
}

/// `def f(a, (b, c)):`, `lambda (a, b): a`
fn tuple_parameter(site: &Site<'_>) -> Option<Fault> {
    if site.text(site.index) != "(" {
        return None;
    }
    let in_lambda = site.previous() == "lambda";
    let in_def = site
        .opener(site.index)
        .is_some_and(|opener| opener >= 2 && site.text(opener - 2) == "def" && matches!(site.previous(), "(" | ","));
    if !in_lambda && !in_def {
        return None;
    }
    let close = (site.index..site.tokens.len()).find(|&at| site.text(at) == ")")?;
    let inside = site.index + 1..close;
    let names = inside.clone().all(|at| site.kind(at) == Some(Kind::Name) || site.text(at) == ",");
    if !names || !inside.clone().any(|at| site.text(at) == ",") {
        return None;
    }
    let range = site.range(site.index).cover(site.range(close));
    let what = if in_lambda { "Lambda expression" } else { "Function" };
    let message = format!("{what} parameters cannot be parenthesized; unpack the tuple inside");
    Some(python2(range, message, Cause::Other))
}

/// `except A, e:` in code that parses, the first of its kind: PEP 758 made it legal, but a lower-case second name is
/// a variable.
pub(in super::super) fn in_valid_code(module: &ModModule) -> Option<Fault> {
    let mut finder = ExceptComma(None);
    finder.visit_body(&module.body);
    finder.0
}

struct ExceptComma(Option<Fault>);

impl StatementVisitor<'_> for ExceptComma {
    fn visit_stmt(&mut self, stmt: &Stmt) {
        if self.0.is_some() {
            return;
        }
        if let Stmt::Try(statement) = stmt {
            let mut handlers = statement.handlers.iter();
            self.0 = handlers.find_map(|ExceptHandler::ExceptHandler(handler)| except_comma(handler));
        }
        if self.0.is_none() {
            walk_stmt(self, stmt);
        }
    }
}

/// The fault of `except A, e:`, at the comma and the name.
fn except_comma(handler: &ExceptHandlerExceptHandler) -> Option<Fault> {
    let Some(Expr::Tuple(tuple)) = handler.type_.as_deref() else { return None };
    let [class, Expr::Name(variable)] = tuple.elts.as_slice() else { return None };
    let is_variable = variable.id.starts_with(|c: char| c.is_lowercase() || c == '_');
    if tuple.parenthesized || !is_variable {
        return None;
    }
    let range = TextRange::new(class.end().into(), variable.end().into());
    let message = format!("'except E, {0}' is now 'except E as {0}'", variable.id);
    Some(python2(range, message, Cause::ExceptComma))
}

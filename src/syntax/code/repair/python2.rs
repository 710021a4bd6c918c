//! From Python 2 to Python 3.

use crate::text::{Edit, TextRange};

use super::super::lexer::{self, Kind, Token};
use super::super::{Cause, Fault};

/// What the repair of such a fault is called, if it is one of Python 2.
pub(super) fn title(cause: Cause) -> Option<String> {
    let title = match cause {
        Cause::CallStatement => "Add parentheses",
        Cause::NotEqual => "Replace by '!='",
        Cause::Backticks => "Replace by repr(...)",
        Cause::ExceptComma => "Replace the comma by 'as'",
        Cause::RaiseComma => "Call the exception's class",
        Cause::LongInteger => "Remove the suffix 'L'",
        Cause::OldOctal => "Write the octal number with '0o'",
        Cause::UnicodeRaw => "Replace by the prefix 'r'",
        _ => return None,
    };
    Some(title.to_owned())
}

/// The edits that mend the one fault, none if it is too unclear.
pub(super) fn edits(text: &str, fault: &Fault) -> Vec<Edit> {
    let range = fault.range;
    let written = text.get(range.as_usize()).unwrap_or_default();
    match fault.cause {
        Cause::CallStatement => call(text, range, written),
        Cause::NotEqual => vec![Edit::replace(range, "!=")],
        Cause::Backticks => vec![
            Edit::replace(TextRange::new(range.start, range.start + 1), "repr("),
            Edit::replace(TextRange::new(range.end - 1, range.end), ")"),
        ],
        Cause::ExceptComma => {
            let name = written.trim_start_matches(',').trim();
            vec![Edit::replace(range, format!(" as {name}"))]
        }
        Cause::RaiseComma => raise(text, range.start),
        Cause::LongInteger => vec![Edit::delete(TextRange::new(range.end - 1, range.end))],
        Cause::OldOctal => {
            let zeros = written.len() - written.trim_start_matches('0').len();
            vec![Edit::replace(TextRange::new(range.start, range.start + zeros as u32), "0o")]
        }
        Cause::UnicodeRaw => vec![Edit::replace(range, "r")],
        _ => Vec::new(),
    }
}

/// The tokens of the statement that starts at `start`, in ranges of `text`.
fn statement(text: &str, start: u32) -> Vec<Token> {
    let lexed = lexer::lex(text.get(start as usize..).unwrap_or_default());
    let is_end = |token: &Token| {
        let range = token.range + start;
        token.kind == Kind::Newline || text.get(range.as_usize()) == Some(";")
    };
    let tokens = lexed.tokens.into_iter().take_while(|token| !is_end(token));
    tokens.map(|token| Token { range: token.range + start, ..token }).collect()
}

/// `print a, b` and `exec a in b`
fn call(text: &str, keyword: TextRange, name: &str) -> Vec<Edit> {
    let tokens = statement(text, keyword.start);
    let (Some(first), Some(last)) = (tokens.get(1), tokens.last()) else { return Vec::new() };
    let is = |token: &Token, what: &str| text.get(token.range.as_usize()) == Some(what);
    let open = Edit::replace(TextRange::new(keyword.end, first.range.start), "(");
    if name == "exec" {
        let separators = tokens.iter().filter(|token| is(token, "in"));
        let commas = separators.map(|token| {
            let before = text.get(..token.range.start as usize).unwrap_or_default().trim_end().len() as u32;
            Edit::replace(TextRange::new(before, token.range.end), ",")
        });
        return [open].into_iter().chain(commas).chain([Edit::insert(last.range.end, ")")]).collect();
    }
    let close = if is(last, ",") { Edit::replace(last.range, ", end=' ')") } else { Edit::insert(last.range.end, ")") };
    vec![open, close]
}

/// `raise E, value`
fn raise(text: &str, start: u32) -> Vec<Edit> {
    let tokens = statement(text, start);
    let mut depth = 0usize;
    let mut commas = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match text.get(token.range.as_usize()) {
            Some("(" | "[" | "{") => depth += 1,
            Some(")" | "]" | "}") => depth = depth.saturating_sub(1),
            Some(",") if depth == 0 => commas.push(index),
            _ => {}
        }
    }
    // A third operand is a traceback, which moves to `with_traceback`: that is for a person to write.
    let ([comma], Some(last)) = (commas.as_slice(), tokens.last()) else { return Vec::new() };
    let (Some(class), Some(value)) = (tokens.get(comma.wrapping_sub(1)), tokens.get(comma + 1)) else {
        return Vec::new();
    };
    let between = TextRange::new(class.range.end, value.range.start);
    vec![Edit::replace(between, "("), Edit::insert(last.range.end, ")")]
}

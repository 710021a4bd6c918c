//! The one fault of a block that does not parse: CPython's choice, place and words.

mod explain;
mod field;
mod parameter;
mod python2;
mod site;
mod target;

use ruff_python_parser::{ParseError, ParseErrorType};

use crate::text::TextRange;

use super::lexer::{self, Lexed};
use super::{Cause, Fault, FaultKind};
use site::Site;

pub(super) use python2::in_valid_code;

/// The fault that CPython would report for `source`, whose parse gave `errors`.
///
/// As in CPython's `Parser/pegen_errors.c`, a complaint of the tokenizer anywhere wins over the parser's, save one
/// behind the parser's about indentation or line continuation; next comes a bracket that is never closed, if the parser failed on a later
/// line; then what the parser failed on.
pub(super) fn fault(source: &str, errors: &[ParseError]) -> Option<Fault> {
    let lexed = lexer::lex(source);
    let error = errors.iter().min_by_key(|error| error.location.start());
    if let Some(complaint) = lexed.fault.as_ref().filter(|complaint| wins(source, &lexed, complaint, error)) {
        return Some(python2::in_literal(source, complaint).unwrap_or_else(|| of_complaint(complaint)));
    }
    let error = error?;
    let site = Site::new(source, &lexed.tokens, error);
    let fault = unclosed(&lexed, error)
        .or_else(|| python2::in_statement(&site))
        .unwrap_or_else(|| explain::explain(&site, error));
    Some(at_text_end(source, fault))
}

/// Tabs and spaces that mean something else where tabs are wider: the parser's crate lets some of them pass.
pub(super) fn mixed_tabs(source: &str) -> Option<Fault> {
    if !source.contains('\t') {
        return None;
    }
    lexer::lex(source)
        .fault
        .filter(|complaint| complaint.cause == Cause::Tabs)
        .map(|complaint| of_complaint(&complaint))
}

/// Whether the tokenizer's complaint is reported, not the parser's `error`.
fn wins(source: &str, lexed: &Lexed, complaint: &lexer::Complaint, error: Option<&ParseError>) -> bool {
    let Some(error) = error else { return true };
    let failed_at = usize::from(error.location.start());
    if error.error == ParseErrorType::UnexpectedIndentation && failed_at < complaint.range.start as usize {
        return false;
    }
    // To miss a block, the parser has to look at the token behind the header.
    let mut behind = lexed.tokens.iter().rev().take_while(|token| token.range.start as usize >= failed_at);
    let next =
        behind.all(|token| matches!(token.kind, lexer::Kind::Newline | lexer::Kind::Indent | lexer::Kind::Dedent));
    !complaint.only_if_reached || next || complaint.range.start as usize <= line_end(source, failed_at)
}

fn line_end(source: &str, offset: usize) -> usize {
    let rest = source.get(offset..).unwrap_or_default();
    offset + rest.find('\n').unwrap_or(rest.len())
}

fn of_complaint(complaint: &lexer::Complaint) -> Fault {
    Fault { cause: complaint.cause, ..Fault::at(FaultKind::Syntax, complaint.range, complaint.message.clone()) }
}

/// The innermost bracket that is open at the end: whatever the parser failed on stands in it. CPython leaves one alone
/// that is opened in a line behind that.
fn unclosed(lexed: &Lexed, error: &ParseError) -> Option<Fault> {
    let (opener, at) = lexed.open.last().copied()?;
    let between = TextRange::new(u32::from(error.location.start()).min(at), at);
    if lexed.tokens.iter().any(|token| token.kind == lexer::Kind::Newline && between.contains(token.range.start)) {
        return None;
    }
    let message = format!("'{}' was never closed", opener as char);
    Some(Fault::at(FaultKind::Syntax, TextRange::new(at, at + 1), message).because(Cause::Unclosed))
}

/// What is missing at the end is missing behind the last character, not on the empty line below.
fn at_text_end(source: &str, mut fault: Fault) -> Fault {
    let end = source.trim_end_matches(['\r', '\n']).len() as u32;
    if fault.range.start > end {
        fault.range = TextRange::empty(end);
    }
    fault
}

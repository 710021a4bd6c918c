//! The tokens around the place where the parser failed.

use ruff_python_parser::ParseError;

use crate::text::TextRange;

use crate::syntax::code::lexer::{Kind, Token};

/// Where the parser failed.
pub(super) struct Site<'a> {
    /// The code.
    pub source: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// The token that the parser did not accept: the first that ends behind the error's start.
    pub index: usize,
}

impl<'a> Site<'a> {
    pub fn new(source: &'a str, tokens: &'a [Token], error: &ParseError) -> Self {
        let start = u32::from(error.location.start());
        let index = tokens.partition_point(|token| {
            token.range.end < start || (token.range.end == start && token.kind != Kind::Newline)
        });
        Self { source, tokens, index }
    }

    /// The text of the token at `index`; empty for a line's end, an indentation and past the end.
    pub fn text(&self, index: usize) -> &'a str {
        match self.tokens.get(index) {
            Some(token) if matches!(token.kind, Kind::Name | Kind::Number | Kind::String | Kind::Operator) => {
                self.source.get(token.range.as_usize()).unwrap_or_default()
            }
            _ => "",
        }
    }

    /// The text of the token before the failing one.
    pub fn previous(&self) -> &'a str {
        self.index.checked_sub(1).map_or("", |index| self.text(index))
    }

    pub fn kind(&self, index: usize) -> Option<Kind> {
        self.tokens.get(index).map(|token| token.kind)
    }

    pub fn range(&self, index: usize) -> TextRange {
        self.tokens.get(index).map_or(TextRange::empty(self.source.len() as u32), |token| token.range)
    }

    /// Where the token before the failing one ends.
    pub fn previous_end(&self) -> u32 {
        self.index.checked_sub(1).map_or(0, |index| self.range(index).end)
    }

    /// The first token of the logical line that the token at `index` is on.
    pub fn line_start(&self, index: usize) -> usize {
        let before = self.tokens.get(..index).unwrap_or_default();
        before
            .iter()
            .rposition(|token| matches!(token.kind, Kind::Newline | Kind::Indent | Kind::Dedent))
            .map_or(0, |at| at + 1)
    }

    /// Whether a statement can start at the token at `index`: it begins a line or follows `:` or `;` outside brackets.
    pub fn starts_statement(&self, index: usize) -> bool {
        match index.checked_sub(1).and_then(|before| self.tokens.get(before)) {
            None => true,
            Some(token) if token.kind == Kind::Operator => {
                matches!(self.text(index - 1), ":" | ";") && self.opener(index).is_none()
            }
            Some(token) => matches!(token.kind, Kind::Newline | Kind::Indent | Kind::Dedent),
        }
    }

    /// The innermost bracket around the token at `index`.
    pub fn opener(&self, index: usize) -> Option<usize> {
        let mut closed = 0;
        (self.line_start(index)..index).rev().find(|&at| match (self.kind(at), self.text(at)) {
            (Some(Kind::Operator), ")" | "]" | "}") => {
                closed += 1;
                false
            }
            (Some(Kind::Operator), "(" | "[" | "{") if closed > 0 => {
                closed -= 1;
                false
            }
            (Some(Kind::Operator), "(" | "[" | "{") => true,
            _ => false,
        })
    }

    /// The tokens from `start` up to `index` that stand in no bracket between them.
    pub fn flat(&self, start: usize, index: usize) -> Vec<usize> {
        let mut depth = 0usize;
        (start..index)
            .filter(|&at| {
                let text = if self.kind(at) == Some(Kind::Operator) { self.text(at) } else { "" };
                if matches!(text, ")" | "]" | "}") {
                    depth = depth.saturating_sub(1);
                }
                let flat = depth == 0;
                if matches!(text, "(" | "[" | "{") {
                    depth += 1;
                }
                flat
            })
            .collect()
    }

    /// The 1-based line of `offset`.
    pub fn line(&self, offset: u32) -> usize {
        self.source.get(..offset as usize).unwrap_or_default().matches('\n').count() + 1
    }
}

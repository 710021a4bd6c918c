//! Places that an editor can be told without the text they stand in.

use crate::text::{Text, TextRange};

/// Where something stands in its note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinePlace {
    /// In bytes of the note.
    pub range: TextRange,
    /// The line that it starts in, 0-based.
    pub line: u32,
    /// Where it starts in that line, in bytes.
    pub column: u32,
    /// Whether it ends in that line and there is nothing but ASCII before its end, so that columns are the same in all
    /// encodings.
    pub is_ascii: bool,
}

impl LinePlace {
    /// The place at `range` of `text`.
    pub(super) fn new(text: &Text, range: TextRange) -> Self {
        let line = text.line_of(range.start);
        let start = text.line_start(line);
        let is_ascii = range.end <= text.line_range(line).end && text.is_ascii(TextRange::new(start, range.end));
        Self { range, line, column: range.start - start, is_ascii }
    }
}

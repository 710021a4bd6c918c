//! One replacement of text.

use super::TextRange;

/// Replaces the bytes of `range` by `text`. The range is that of the text before the edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes; both ends on character boundaries.
    pub range: TextRange,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// Replaces `range` by `text`.
    pub fn replace(range: TextRange, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }

    /// Inserts `text` at `offset`.
    pub fn insert(offset: u32, text: impl Into<String>) -> Self {
        Self::replace(TextRange::empty(offset), text)
    }

    /// Deletes `range`.
    pub fn delete(range: TextRange) -> Self {
        Self::replace(range, String::new())
    }

    /// Where the inserted text stands after the edit.
    pub fn inserted(&self) -> TextRange {
        TextRange::new(self.range.start, self.range.start + self.text.len() as u32)
    }
}

//! The code of a block as the parser gets it, and the way back from it.

use crate::text::TextRange;

/// Python taken out of a block: transcripts lose their prompts and output, indented blocks their indentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prepared {
    /// What the parser gets.
    pub text: String,
    /// The pieces of the block's code that `text` is made of, in order: offset in `text`, range in the code.
    pieces: Vec<(u32, TextRange)>,
}

impl Prepared {
    /// An empty text to push pieces to.
    pub fn new() -> Self {
        Self { text: String::new(), pieces: Vec::new() }
    }

    /// The whole of `code`, as it is.
    pub fn whole(code: &str) -> Self {
        let mut prepared = Self::new();
        prepared.push(code, TextRange::from(0..code.len()));
        prepared
    }

    /// Appends `range` of `code`.
    pub fn push(&mut self, code: &str, range: TextRange) {
        let Some(piece) = code.get(range.as_usize()) else { return };
        match self.pieces.last_mut() {
            Some((_, last)) if last.end == range.start => last.end = range.end,
            _ => self.pieces.push((self.text.len() as u32, range)),
        }
        self.text.push_str(piece);
    }

    /// Where the byte at `offset` of the text stands in the code. The end of the text is the end of the last piece.
    pub fn locate(&self, offset: u32) -> u32 {
        let index = self.pieces.partition_point(|(start, _)| *start <= offset);
        match index.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            Some((start, piece)) => (piece.start + offset - start).min(piece.end),
            None => 0,
        }
    }

    /// Where `range` of the text stands in the code. Its end stays in the piece that holds its last byte.
    pub fn locate_range(&self, range: TextRange) -> TextRange {
        let start = self.locate(range.start);
        let end = if range.is_empty() { start } else { self.locate(range.end - 1) + 1 };
        TextRange::new(start, end.max(start))
    }
}

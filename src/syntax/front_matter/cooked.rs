//! Source text that is patched before it is parsed, with the way back to the note.

use crate::text::TextRange;

/// Lines of a note, with patches, and where each byte of them comes from.
#[derive(Clone, Debug, Default)]
pub(super) struct Cooked {
    pub text: String,
    pieces: Vec<Piece>,
}

/// A stretch of the text.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it starts in the patched text.
    start: u32,
    /// Where it starts in the note.
    origin: u32,
    /// Whether it is the note's own text, or stands in for text (or nothing) at `origin`.
    verbatim: bool,
}

impl Cooked {
    /// Appends text of the note that starts at `origin`.
    pub fn push(&mut self, text: &str, origin: u32) {
        self.pieces.push(Piece { start: self.text.len() as u32, origin, verbatim: true });
        self.text.push_str(text);
    }

    /// Appends text that stands in for something at `origin`.
    pub fn push_patch(&mut self, text: &str, origin: u32) {
        self.pieces.push(Piece { start: self.text.len() as u32, origin, verbatim: false });
        self.text.push_str(text);
    }

    /// Where the byte at `offset` comes from.
    pub fn origin(&self, offset: u32) -> u32 {
        let index = self.pieces.partition_point(|piece| piece.start <= offset).saturating_sub(1);
        match self.pieces.get(index) {
            Some(piece) if piece.verbatim => piece.origin + (offset - piece.start),
            Some(piece) => piece.origin,
            None => 0,
        }
    }

    /// Where the bytes of `range` come from. The end is where the last byte comes from, plus one.
    pub fn origin_range(&self, range: TextRange) -> TextRange {
        let start = self.origin(range.start);
        if range.is_empty() {
            return TextRange::empty(start);
        }
        let last = self.pieces.partition_point(|piece| piece.start < range.end).saturating_sub(1);
        let end = match self.pieces.get(last) {
            Some(piece) if piece.verbatim => piece.origin + (range.end - piece.start),
            Some(piece) => piece.origin,
            None => start,
        };
        TextRange::new(start, end.max(start))
    }

    /// The same text with `range` replaced by `patch`.
    pub fn patched(&self, range: TextRange, patch: &str) -> Self {
        let mut result = Self::default();
        self.copy_to(&mut result, TextRange::new(0, range.start));
        result.push_patch(patch, self.origin(range.start));
        self.copy_to(&mut result, TextRange::new(range.end, self.text.len() as u32));
        result
    }

    fn copy_to(&self, other: &mut Self, range: TextRange) {
        for (index, piece) in self.pieces.iter().enumerate() {
            let piece_end = self.pieces.get(index + 1).map_or(self.text.len() as u32, |next| next.start);
            let (start, end) = (piece.start.max(range.start), piece_end.min(range.end));
            if let Some(text) = (start < end).then(|| self.text.get(start as usize..end as usize)).flatten() {
                if piece.verbatim {
                    other.push(text, piece.origin + (start - piece.start));
                } else {
                    other.push_patch(text, piece.origin);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patches_are_seen_through() {
        let mut cooked = Cooked::default();
        cooked.push("a: [b", 100);
        let cooked = cooked.patched(TextRange::empty(5), "]");
        let cooked = cooked.patched(TextRange::new(0, 1), "key");
        assert_eq!(cooked.text, "key: [b]");
        assert_eq!(cooked.origin_range(TextRange::new(6, 7)), TextRange::new(104, 105));
        assert_eq!(cooked.origin_range(TextRange::new(5, 8)), TextRange::new(103, 105));
        assert_eq!(cooked.origin(8), 105);
    }
}

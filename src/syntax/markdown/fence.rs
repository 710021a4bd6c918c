//! A code block and the code in it.

use crate::text::TextRange;

/// A code block, fenced or indented, at the top level or inside lists and quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    /// From the opening fence (after its indentation and prefixes) to the end of the closing one; for indented
    /// code, its text.
    pub range: TextRange,
    /// The info string without the blanks around it; empty for indented code and bare fences.
    pub info: TextRange,
    /// The code, in pieces: lists and quotes put their prefixes between them. Put together, the pieces are the code
    /// as Markdown sees it (CommonMark 0.31, section 4.5). A line that ends with `\r\n` ends with `\n` here, the `\r`
    /// lies between two pieces; a lone `\r` is kept.
    pub content: Box<[Piece]>,
    /// How it ends.
    pub end: FenceEnd,
}

/// A stretch of code that stands in one piece in the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Spaces of code before it, which the source does not hold: the rest of a tab whose first columns indent the
    /// list item or the fence around the code (CommonMark 0.31, section 2.2). At most 3.
    pub padding: u32,
    /// Where it stands.
    pub range: TextRange,
}

/// How a code block ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FenceEnd {
    /// By a closing fence.
    Closed,
    /// By the end of the note or of the list item or quote it stands in: its closing fence is missing.
    Unclosed,
    /// By its indentation: not fenced at all.
    Indented,
}

impl Fence {
    /// The code, pieces put together. `source` is the text of the block.
    pub fn code(&self, source: &str) -> String {
        let mut code = String::with_capacity(self.content.iter().map(|piece| piece.len() as usize).sum());
        for piece in &self.content {
            code.extend((0..piece.padding).map(|_| ' '));
            code.push_str(source.get(piece.range.as_usize()).unwrap_or_default());
        }
        code
    }

    /// Where the byte at `offset` of [`Fence::code`] stands in the block. An offset at the seam of two pieces means
    /// the start of the second; one past the end, the end of the last.
    pub fn locate(&self, offset: u32) -> u32 {
        let mut rest = offset;
        for piece in &self.content {
            if rest < piece.len() {
                return piece.range.start + rest.saturating_sub(piece.padding);
            }
            rest -= piece.len();
        }
        self.content.last().map_or(self.info.end, |piece| piece.range.end)
    }

    /// Where `range` of [`Fence::code`] stands in the block. Its end stays in the piece that holds its last byte.
    pub fn locate_range(&self, range: TextRange) -> TextRange {
        let start = self.locate(range.start);
        let end = if range.is_empty() { start } else { self.locate_end(range.end) };
        TextRange::new(start, end.max(start))
    }

    /// One past where the byte before `offset` of [`Fence::code`] stands.
    fn locate_end(&self, offset: u32) -> u32 {
        let mut rest = offset;
        for piece in &self.content {
            if rest <= piece.len() {
                return piece.range.start + rest.saturating_sub(piece.padding);
            }
            rest -= piece.len();
        }
        self.content.last().map_or(self.info.end, |piece| piece.range.end)
    }

    /// The offset in [`Fence::code`] of the byte at `offset` of the block, if that byte is code, or the end of it.
    pub fn offset_in_code(&self, offset: u32) -> Option<u32> {
        let mut before = 0;
        for piece in &self.content {
            if piece.range.touches(offset) {
                return Some(before + piece.padding + offset - piece.range.start);
            }
            before += piece.len();
        }
        None
    }
}

impl Piece {
    /// Length in the code, in bytes.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(self) -> u32 {
        self.padding + self.range.len()
    }
}

//! One top-level block and what it holds.

use crate::text::TextRange;

use super::Element;

/// A top-level block. All ranges are in bytes from the block's start, which is the start of its first line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Length in bytes from the start of the block's first line to the start of the next block's: trailing blank
    /// lines and link reference definitions belong to the block before them.
    pub len: u32,
    /// The block's tree in document order, the block itself first. Empty for [`BlockKind::Nothing`].
    pub elements: Box<[Element]>,
    /// The code blocks inside, at any depth, in document order.
    pub fences: Box<[Fence]>,
}

/// What a top-level block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Blank lines and link reference definitions before the first block; present only where there are any.
    Nothing,
    /// Heading of level 1 to 6.
    Heading(u8),
    /// Paragraph.
    Paragraph,
    /// Ordered list, or bullet list.
    List {
        /// Whether the items are numbered.
        ordered: bool,
    },
    /// Block quote or GFM alert.
    Quote,
    /// Fenced or indented code.
    Code,
    /// HTML block.
    Html,
    /// GFM table.
    Table,
    /// Thematic break.
    Rule,
    /// Footnote definition.
    FootnoteDefinition,
}

/// A code block, fenced or indented, at the top level or inside lists and quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    /// From the opening fence (after its indentation and prefixes) to the end of the closing one; for indented
    /// code, its text.
    pub range: TextRange,
    /// The info string without the blanks around it; empty for indented code and bare fences.
    pub info: TextRange,
    /// The code, in pieces: lists, quotes and `\r\n` put bytes between them that are not code. Each piece lies
    /// within the block; their concatenation is the code as Markdown sees it, line ends as in the source.
    pub content: Box<[TextRange]>,
    /// How it ends.
    pub end: FenceEnd,
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
        self.content.iter().filter_map(|piece| source.get(piece.as_usize())).collect()
    }

    /// Where the byte at `offset` of [`Fence::code`] stands in the block. An offset at the seam of two pieces means
    /// the start of the second; one past the end, the end of the last.
    pub fn locate(&self, offset: u32) -> u32 {
        let mut rest = offset;
        for piece in &self.content {
            if rest < piece.len() {
                return piece.start + rest;
            }
            rest -= piece.len();
        }
        self.content.last().map_or(self.info.end, |piece| piece.end)
    }

    /// Where `range` of [`Fence::code`] stands in the block. Its end stays in the piece that holds its last byte.
    pub fn locate_range(&self, range: TextRange) -> TextRange {
        let start = self.locate(range.start);
        let end = if range.is_empty() { start } else { self.locate(range.end - 1) + 1 };
        TextRange::new(start, end.max(start))
    }

    /// The offset in [`Fence::code`] of the byte at `offset` of the block, if that byte is code, or the end of it.
    pub fn offset_in_code(&self, offset: u32) -> Option<u32> {
        let mut before = 0;
        for piece in &self.content {
            if piece.touches(offset) {
                return Some(before + offset - piece.start);
            }
            before += piece.len();
        }
        None
    }
}

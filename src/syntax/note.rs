//! A whole note, read.

use std::ops::Range;
use std::sync::Arc;

use crate::text::{Edit, Text, TextRange};

use super::front_matter::FrontMatter;
use super::markdown::{self, Block};

/// A note and all that its text alone says.
#[derive(Clone, Debug, Default)]
pub struct Note {
    text: Text,
    front_matter: Option<Arc<FrontMatter>>,
    blocks: Vec<Block>,
    starts: Vec<u32>,
}

/// What an edit made new in a note: the blocks `old` gave way to `new_count` others, which stand where `old` started.
/// All other blocks are as they were, save that those behind have moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// Indices of the blocks that are gone, as they were before the edit.
    pub old: Range<usize>,
    /// How many blocks stand there now.
    pub new_count: usize,
    /// Whether the front matter was read again.
    pub front_matter: bool,
}

impl Note {
    /// Reads `text`.
    pub fn new(text: Text) -> Self {
        let front_matter = FrontMatter::read(&text).map(Arc::new);
        let body = front_matter.as_ref().map_or(0, |front_matter| front_matter.range.end);
        let blocks = markdown::parse(&text.slice(TextRange::new(body, text.len())));
        let starts = blocks
            .iter()
            .scan(body, |start, block| {
                let this = *start;
                *start += block.len;
                Some(this)
            })
            .collect();
        Self { text, front_matter, blocks, starts }
    }

    /// Applies one edit and reads again what it touched.
    pub fn edit(&mut self, edit: &Edit) -> Replaced {
        let old = 0..self.blocks.len();
        let mut text = std::mem::take(&mut self.text);
        text.apply(edit);
        *self = Self::new(text);
        Replaced { old, new_count: self.blocks.len(), front_matter: true }
    }

    /// The text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The front matter.
    pub fn front_matter(&self) -> Option<&FrontMatter> {
        self.front_matter.as_deref()
    }

    /// How many top-level blocks the body has.
    pub fn block_count(&self) -> usize {
        self.blocks.len()
    }

    /// The block at `index`.
    pub fn block(&self, index: usize) -> &Block {
        &self.blocks[index]
    }

    /// Where the block at `index` stands, in bytes of the note.
    pub fn block_range(&self, index: usize) -> TextRange {
        TextRange::new(self.starts[index], self.starts[index] + self.blocks[index].len)
    }

    /// The index of the block that holds the byte at `offset`: the last block for the end of the note, none for a
    /// place before the body.
    pub fn block_at(&self, offset: u32) -> Option<usize> {
        self.starts.partition_point(|&start| start <= offset).checked_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_starts_behind_the_front_matter() {
        let source = "\u{feff}---\r\ntitle: a\r\n---\r\n# B\r\n";
        let note = Note::new(Text::new(source));
        assert_eq!(note.front_matter().and_then(|it| it.get("title")).and_then(|it| it.text()), Some("a"));
        assert_eq!(note.block_count(), 1);
        assert_eq!(note.text().slice(note.block_range(0)), "# B\r\n");
    }
}

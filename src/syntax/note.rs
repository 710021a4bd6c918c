//! A whole note, read.

use std::ops::Range;

use crate::text::{Edit, Text, TextRange};

use super::markdown::{self, Block};

/// A note and all that its text alone says.
#[derive(Clone, Debug, Default)]
pub struct Note {
    text: Text,
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
        let blocks = markdown::parse(&text.to_string());
        let starts = blocks
            .iter()
            .scan(0, |start, block| {
                let this = *start;
                *start += block.len;
                Some(this)
            })
            .collect();
        Self { text, blocks, starts }
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

//! A whole note, read.

use std::borrow::Cow;
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
    body_start: u32,
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
        let body_start = match &front_matter {
            Some(front_matter) => front_matter.range.end,
            None => byte_order_mark(&text),
        };
        let blocks = markdown::parse(&text.slice(TextRange::new(body_start, text.len())));
        let starts = blocks
            .iter()
            .scan(body_start, |start, block| {
                let this = *start;
                *start += block.len;
                Some(this)
            })
            .collect();
        Self { text, front_matter, body_start, blocks, starts }
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

    /// Where the body starts, in bytes: behind the front matter, or the byte-order mark, or at 0.
    pub fn body_start(&self) -> u32 {
        self.body_start
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

    /// The text of the block at `index`, in which its ranges lie.
    pub fn block_source(&self, index: usize) -> Cow<'_, str> {
        self.text.slice(self.block_range(index))
    }

    /// The index of the block that holds the byte at `offset`: the last block for the end of the note, none for a
    /// place before the body.
    pub fn block_at(&self, offset: u32) -> Option<usize> {
        self.starts.partition_point(|&start| start <= offset).checked_sub(1)
    }
}

/// Length of the byte-order mark that `text` starts with: it would hide a heading on the first line.
fn byte_order_mark(text: &Text) -> u32 {
    let mark = '\u{feff}';
    let length = mark.len_utf8() as u32;
    if text.slice(TextRange::new(0, length)).starts_with(mark) { length } else { 0 }
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

    #[test]
    fn blocks_cover_the_body() {
        for (source, body) in [
            ("# A\n", "# A\n"),
            ("---\ntitle: T\n---\n# A\n", "# A\n"),
            ("---\r\ntitle: T\r\n...\r\n# A\r\n", "# A\r\n"),
            ("\u{feff}---\ntitle: T\n---\n# A\n", "# A\n"),
            ("\u{feff}# A\n", "# A\n"),
            ("---\ntitle: T\n---", ""),
            ("", ""),
        ] {
            let note = Note::new(Text::new(source));
            assert_eq!(&source[note.body_start() as usize..], body, "{source:?}");
            let blocks: Vec<_> = (0..note.block_count()).map(|index| note.block_source(index)).collect();
            assert_eq!(blocks.concat(), body, "{source:?}");
        }
    }
}

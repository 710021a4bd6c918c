//! A whole note, read.

use std::borrow::Cow;
use std::sync::Arc;

use crate::text::{Edit, Text, TextRange};

use super::Revision;
use super::code::{CodeTree, KeptTrees};
use super::front_matter::{FrontMatter, Split, split};
use super::markdown::{Block, BlockTree, PlacedAnchor, Splice};
use super::question::{Options, QuestionIndex};

/// A note and all that its text alone says. A clone shares everything until one of the two is edited.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    text: Text,
    front_matter: Option<Arc<FrontMatter>>,
    blocks: BlockTree,
    pub(super) questions: QuestionIndex,
    trees: Arc<KeptTrees>,
}

/// What an edit made new in a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// The blocks that were read again, step by step: each step counts blocks as the steps before have left them.
    /// All other blocks are as they were, save that those behind have moved.
    pub blocks: Vec<Splice>,
    /// Whether the front matter was read again, or has moved.
    pub front_matter: bool,
}

impl Note {
    /// Reads `text`.
    pub fn new(text: Text) -> Self {
        Self::with_options(text, &Arc::default())
    }

    /// Reads `text`, looking for questions in a project's own ways.
    pub fn with_options(text: Text, options: &Arc<Options>) -> Self {
        let all = text.clone();
        Self::of(text, &all.slice(TextRange::new(0, all.len())), options)
    }

    /// As [`Note::with_options`], from a plain string, which saves putting one together.
    pub fn read(source: &str, options: &Arc<Options>) -> Self {
        Self::of(Text::new(source), source, options)
    }

    fn of(text: Text, source: &str, options: &Arc<Options>) -> Self {
        let front_matter = FrontMatter::read(&text).map(Arc::new);
        let blocks = BlockTree::parse(source, body_start(&text, front_matter.as_deref()));
        let mut note = Self { text, front_matter, blocks, questions: QuestionIndex::default(), trees: Arc::default() };
        note.questions = note.read_questions(Some(source), Arc::clone(options));
        note
    }

    /// Applies one edit and reads again what it touched. An offset inside a character counts as its start, one past
    /// the end as the end.
    pub fn edit(&mut self, edit: &Edit) -> Replaced {
        let edit = Edit::replace(self.text.clamped_range(edit.range), edit.text.as_str());
        self.text.apply(&edit);
        let front_matter = self.edit_front_matter(&edit);
        let body_start = body_start(&self.text, self.front_matter.as_deref());
        let replaced = Replaced { blocks: self.blocks.edit(&self.text, &edit, body_start), front_matter };
        self.update_questions(&replaced);
        replaced
    }

    /// Reads the front matter again if `edit`, which has been applied, touched it. Returns whether that was so.
    fn edit_front_matter(&mut self, edit: &Edit) -> bool {
        if let Some(old) = &self.front_matter {
            if old.closed && edit.range.start > old.range.end {
                return false;
            }
            let old_split = Split { kind: old.kind, range: old.range, content: old.content, closed: old.closed };
            if edit.range.start >= old.range.end && split(&self.text) == Some(old_split) {
                return false;
            }
        }
        let new = FrontMatter::read(&self.text).map(Arc::new);
        let changed = new.is_some() || self.front_matter.is_some();
        self.front_matter = new;
        changed
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
        self.blocks.body_start()
    }

    /// How many top-level blocks the body has.
    pub fn block_count(&self) -> usize {
        self.blocks.len()
    }

    /// The top-level blocks of the body.
    pub fn blocks(&self) -> &BlockTree {
        &self.blocks
    }

    /// The block at `index`.
    pub fn block(&self, index: usize) -> &Block {
        self.blocks.block(index)
    }

    /// Where the block at `index` stands, in bytes of the note.
    pub fn block_range(&self, index: usize) -> TextRange {
        self.blocks.range(index)
    }

    /// The text of the block at `index`, in which its ranges lie.
    pub fn block_source(&self, index: usize) -> Cow<'_, str> {
        self.text.slice(self.block_range(index))
    }

    /// The tree of the Python code in the fence numbered `fence` of the block at `index`; `None` where there is no such
    /// fence, or the code cannot be given to tree-sitter. It is made when it is asked for; while the block is edited,
    /// the next one is made from it.
    pub fn code_tree(&self, index: usize, fence: usize) -> Option<CodeTree> {
        let code = self.block(index).fences.get(fence)?.code(&self.block_source(index));
        self.trees.tree(&code)
    }

    /// Whether a link to `#name` leads to a place in the note. In a Quarto note (`.qmd`) a heading is named without its
    /// number too.
    pub fn has_anchor(&self, name: &str, is_quarto: bool) -> bool {
        self.blocks.anchors().has(name, is_quarto)
    }

    /// The places that links can lead to, in the order of the text. This reads all blocks.
    pub fn anchors(&self) -> Vec<PlacedAnchor> {
        self.blocks.placed_anchors()
    }

    /// Names the state of the anchors: it stays while none comes, goes or is renamed.
    pub fn anchor_revision(&self) -> Revision {
        self.blocks.anchors().revision()
    }

    /// The index of the block that holds the byte at `offset`: the last block for the end of the note, none for a
    /// place before the body.
    pub fn block_at(&self, offset: u32) -> Option<usize> {
        self.blocks.at(offset)
    }
}

/// Where the body of `text` starts: behind the front matter, or behind a byte-order mark, which would hide a heading
/// on the first line.
fn body_start(text: &Text, front_matter: Option<&FrontMatter>) -> u32 {
    let mark = '\u{feff}';
    let length = mark.len_utf8() as u32;
    match front_matter {
        Some(front_matter) => front_matter.range.end,
        None if text.slice(TextRange::new(0, length)).starts_with(mark) => length,
        None => 0,
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

    #[test]
    fn monstrous_notes_are_read() {
        for piece in [
            ">", "> ", "- ", "1. ", "[", "![", "]", "*", "_", "`", "<", "<!--", "|", "\\", "[^", "[a]:", "(", "$", "&",
            "\t", "\r", "~", "a\n", "a (b\n",
        ] {
            let source = piece.repeat(3_000);
            let mut note = Note::new(Text::new(&source));
            for edit in [Edit::insert(0, "a\n"), Edit::insert(2_000, "x"), Edit::delete(TextRange::new(900, 901))] {
                note.edit(&edit);
            }
            assert!(note == Note::new(note.text().clone()), "{piece:?}");
        }
    }
}

//! A note that is edited, held against one that is read afresh after each edit.

use askdown::rules::{Checker, NoteContext, check_note};
use askdown::syntax::Note;
use askdown::syntax::code::CodeTree;
use askdown::syntax::markdown::{parse, parse_in_chunks};
use askdown::text::{Edit, Text};
use askdown::workspace::Config;

/// An edited note beside the plain text that it must stand for.
#[derive(Clone)]
pub struct Pair {
    note: Note,
    checker: Checker,
    /// The text.
    pub plain: String,
}

impl Pair {
    /// The note `plain`, read and checked.
    pub fn new(plain: &str) -> Self {
        let note = Note::new(Text::new(plain));
        let mut checker = Checker::new(&note);
        checker.run(&NoteContext::new(&note, &Config::default()));
        Self { note, checker, plain: plain.to_owned() }
    }

    /// Applies `edit` to both; what is wrong with the note afterwards, if anything, and with the findings if `checked`.
    pub fn edit(&mut self, edit: &Edit, checked: bool) -> Result<(), String> {
        self.plain.replace_range(edit.range.as_usize(), &edit.text);
        let replaced = self.note.edit(edit);
        self.checker.replace(&replaced);
        if self.note.text().to_string() != self.plain {
            return Err("the rope differs from the plain text".to_owned());
        }
        let fresh = Note::new(Text::new(&self.plain));
        compare(&self.note, &fresh)?;
        if checked {
            compare_trees(&self.note)?;
            let (chunks, whole) = (parse_in_chunks(&self.plain, 48), parse(&self.plain));
            if !chunks.iter().map(|block| &**block).eq(&whole) {
                return Err(format!("in chunks, the blocks are {chunks:#?}\nnot {whole:#?}"));
            }
            let config = Config::default();
            let kept = self.checker.run(&NoteContext::new(&self.note, &config));
            let found = check_note(&NoteContext::new(&fresh, &config));
            if kept != found {
                return Err(format!("the findings are {kept:#?}\nnot {found:#?}"));
            }
        }
        Ok(())
    }
}

/// Compares the syntax trees of the code blocks that were edited last with fresh ones. Where code is broken, the tree
/// depends on how it came to be; there it only has to be known for broken.
fn compare_trees(note: &Note) -> Result<(), String> {
    let fences = (0..note.block_count()).flat_map(|block| (0..note.block(block).fences.len()).map(move |n| (block, n)));
    for (block, fence) in fences.take(2) {
        let code = note.block(block).fences[fence].code(&note.block_source(block));
        let (kept, fresh) = (note.code_tree(block, fence), CodeTree::parse(&code));
        let facts = |tree: &CodeTree| match tree.first_error() {
            Some(_) => None,
            None => Some((tree.symbols(&code), tree.folds())),
        };
        if kept.as_ref().map(facts) != fresh.as_ref().map(facts) {
            return Err(format!("the tree of {code:?} differs"));
        }
    }
    Ok(())
}

fn compare(edited: &Note, fresh: &Note) -> Result<(), String> {
    if edited.front_matter() != fresh.front_matter() {
        return Err(format!("front matter is {:#?}\nnot {:#?}", edited.front_matter(), fresh.front_matter()));
    }
    for index in 0..edited.block_count().min(fresh.block_count()) {
        let places = (edited.block_range(index), fresh.block_range(index));
        if places.0 != places.1 || edited.block(index) != fresh.block(index) {
            let blocks = (edited.block(index), fresh.block(index));
            return Err(format!(
                "block {index} is at {:?}: {:?}\nnot at {:?}: {:?}",
                places.0, blocks.0, places.1, blocks.1
            ));
        }
    }
    if edited.block_count() != fresh.block_count() {
        return Err(format!("{} blocks, not {}", edited.block_count(), fresh.block_count()));
    }
    if edited != fresh { Err("something inside differs".to_owned()) } else { Ok(()) }
}

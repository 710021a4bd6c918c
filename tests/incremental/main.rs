//! A note that is edited equals a note that is read afresh, and so does what is found in it, whatever the edits are.
//!
//! Each run makes 20,000 random edits. `ASKDOWN_EDITS` sets another number and `ASKDOWN_SEED` another run:
//!
//! ```text
//! ASKDOWN_EDITS=5000000 cargo test --profile measuring --test incremental
//! ```

mod generator;
mod shrink;

use askdown::rules::{Checker, NoteContext, check_note};
use askdown::syntax::Note;
use askdown::syntax::code::CodeTree;
use askdown::text::{Edit, Text, TextRange};
use askdown::workspace::Config;
use generator::Random;

/// An edited note beside the plain text that it must stand for.
#[derive(Clone)]
struct Pair {
    note: Note,
    checker: Checker,
    plain: String,
}

impl Pair {
    fn new(plain: &str) -> Self {
        let note = Note::new(Text::new(plain));
        let mut checker = Checker::new(&note);
        checker.run(&NoteContext::new(&note, &Config::default()));
        Self { note, checker, plain: plain.to_owned() }
    }

    /// Applies `edit` to both; what is wrong with the note afterwards, if anything, and with the findings if `checked`.
    fn edit(&mut self, edit: &Edit, checked: bool) -> Result<(), String> {
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

/// Each of these was once read wrongly in part: what stands before the edit, what it removes and inserts, and what
/// stands behind.
const FIXTURES: &[(&str, [&str; 4])] = &[
    ("footnote label that runs out of its block", ["~~~\n~~~\n", "", "[^", "\n>\n[]"]),
    ("lone carriage returns in a fence", ["```\r\r_\r\r", "", "\n", "`"]),
    ("paragraph that becomes a definition", ["\n[\n", "", "a]:", ">"]),
    ("footnote reference behind an exclamation mark", ["![^1]\r#\r", "", "[^1]:", "'"]),
    ("repeated definition that is none behind another", ["", "", "[A]:u", "\r\r>\r[b]:'\r    d\r[A]:e"]),
    ("footnote defined far from an exclamation mark", ["#", "", "\n", "[^1]:\n\n![^1]"]),
];

#[test]
fn edits_that_once_went_wrong() {
    for (name, [prefix, removed, inserted, suffix]) in FIXTURES {
        let mut pair = Pair::new(&[*prefix, removed, suffix].concat());
        let range = TextRange::from(prefix.len()..prefix.len() + removed.len());
        if let Err(wrong) = pair.edit(&Edit::replace(range, *inserted), true) {
            panic!("{name}: {wrong}");
        }
    }
}

fn from_environment(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

#[test]
fn an_edited_note_equals_a_fresh_one() {
    let edits = from_environment("ASKDOWN_EDITS", 20_000);
    let seed = from_environment("ASKDOWN_SEED", 0);
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get() as u64);
    std::thread::scope(|scope| {
        for thread in 0..threads {
            scope.spawn(move || run(seed * threads + thread, edits.div_ceil(threads)));
        }
    });
}

/// Makes `edits` random edits, to a new note now and then.
fn run(seed: u64, edits: u64) {
    let mut random = Random(seed.wrapping_mul(0x0dd0_5eed));
    let mut pair = Pair::new("");
    for count in 0..edits {
        if count % 64 == 0 || pair.plain.len() > 20_000 {
            let lines = if random.one_in(40) { 500 } else { random.below(40) };
            pair = Pair::new(&generator::text(&mut random, lines));
        }
        let edit = generator::edit(&mut random, &pair.plain);
        let before = pair.clone();
        // Several edits may come before the findings are asked for.
        if let Err(wrong) = pair.edit(&edit, random.one_in(6)) {
            shrink::report(&before.plain, &edit, &wrong, |plain, edit| Pair::new(plain).edit(edit, true).err());
        }
    }
}

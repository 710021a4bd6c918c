//! Running all checks on a note, once or while it changes.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::syntax::{Note, Replaced};
use crate::workspace::Config;

use super::report::{Found, publish};
use super::{BlockContext, Diagnostic, NoteCheck, NoteContext, TOPICS};

/// All findings on `note` under `config`, in the order of the text.
pub fn check_note(note: &Note, config: &Config) -> Vec<Diagnostic> {
    Checker::new(note).run(&NoteContext { note, config })
}

/// The findings on one note, kept while the note changes.
///
/// After an edit, [`Checker::replace`] forgets what was known of the blocks that the edit replaced;
/// [`Checker::run`] then checks what is new and puts everything together. What comes out equals the answer of
/// [`check_note`] for the same text. A changed configuration calls for a new `Checker`.
#[derive(Clone, Debug, Default)]
pub struct Checker {
    /// The blocks that have findings, by ascending index.
    blocks: Vec<(usize, Vec<Diagnostic>)>,
    /// The blocks not checked yet: ascending, apart from each other, not empty.
    unchecked: Vec<Range<usize>>,
    /// What the checks of the front matter found; none before they ran.
    front_matter: Option<Vec<Diagnostic>>,
}

impl Checker {
    /// A checker for `note` that knows nothing of it yet.
    pub fn new(note: &Note) -> Self {
        let all = 0..note.block_count();
        Self { unchecked: if all.is_empty() { Vec::new() } else { vec![all] }, ..Self::default() }
    }

    /// Takes in that an edit replaced blocks of the note.
    pub fn replace(&mut self, replaced: &Replaced) {
        let Replaced { old, new_count, front_matter } = replaced;
        let shifted = |index: usize| index - old.len() + new_count;

        let first = self.blocks.partition_point(|(index, _)| *index < old.start);
        let behind = self.blocks.partition_point(|(index, _)| *index < old.end);
        self.blocks.drain(first..behind);
        for (index, _) in &mut self.blocks[first..] {
            *index = shifted(*index);
        }

        let before = self.unchecked.iter().map(|range| range.start..range.end.min(old.start));
        let new = old.start..old.start + new_count;
        let after =
            self.unchecked.iter().map(|range| shifted(range.start.max(old.end))..shifted(range.end.max(old.end)));
        let mut unchecked: Vec<Range<usize>> = Vec::with_capacity(self.unchecked.len() + 1);
        for range in before.chain([new]).chain(after).filter(|range| !range.is_empty()) {
            match unchecked.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => unchecked.push(range),
            }
        }
        self.unchecked = unchecked;

        if *front_matter {
            self.front_matter = None;
        }
    }

    /// Checks what is not checked yet. Returns all findings on the note, in the order of the text.
    pub fn run(&mut self, context: &NoteContext<'_>) -> Vec<Diagnostic> {
        for range in std::mem::take(&mut self.unchecked) {
            self.check_blocks(range, context);
        }
        let front_matter = self
            .front_matter
            .get_or_insert_with(|| run_note_checks(TOPICS.iter().flat_map(|topic| topic.front_matter), context));
        let note = run_note_checks(TOPICS.iter().flat_map(|topic| topic.notes), context);

        let mut found: Vec<Found<'_>> = Vec::new();
        for (index, diagnostics) in &self.blocks {
            let base = context.note.block_range(*index).start;
            found.extend(diagnostics.iter().map(|diagnostic| Found { diagnostic, base }));
        }
        found.extend(front_matter.iter().chain(&note).map(|diagnostic| Found { diagnostic, base: 0 }));
        publish(found, context.config)
    }

    /// Checks the blocks of `range`, of which nothing is known.
    fn check_blocks(&mut self, range: Range<usize>, context: &NoteContext<'_>) {
        let place = self.blocks.partition_point(|(index, _)| *index < range.start);
        let found: Vec<_> = range
            .filter_map(|index| {
                let diagnostics = check_block(context, index);
                (!diagnostics.is_empty()).then_some((index, diagnostics))
            })
            .collect();
        self.blocks.splice(place..place, found);
    }
}

/// What the block checks find in the block at `index`.
fn check_block(context: &NoteContext<'_>, index: usize) -> Vec<Diagnostic> {
    let source = context.note.text().slice(context.note.block_range(index));
    let block = BlockContext { block: context.note.block(index), source: &source, config: context.config };
    let mut found = Vec::new();
    for check in TOPICS.iter().flat_map(|topic| topic.blocks) {
        guarded(&mut found, |found| check(&block, found));
    }
    found
}

fn run_note_checks<'c>(checks: impl Iterator<Item = &'c NoteCheck>, context: &NoteContext<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for check in checks {
        guarded(&mut found, |found| check(context, found));
    }
    found
}

/// Runs one check. When it panics, what it found is dropped and the other checks go on: the panic hook has told the
/// standard error what happened.
fn guarded(found: &mut Vec<Diagnostic>, check: impl FnOnce(&mut Vec<Diagnostic>)) {
    let before = found.len();
    if catch_unwind(AssertUnwindSafe(|| check(found))).is_err() {
        found.truncate(before);
    }
}

//! What the checks of the questions found, kept while the note changes around the questions.

use std::ops::Range;
use std::sync::Arc;

use crate::syntax::Note;
use crate::syntax::markdown::Splice;
use crate::syntax::question::{AnswerState, PieceId, Question, Questions};
use crate::text::TextRange;

use super::Diagnostic;

/// Findings in ranges of the blocks that they are in, so that they move along with these.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// What was checked.
    questions: Arc<Questions>,
    found: Vec<Anchored>,
    /// Whether every range lies in one block, so that it keeps its length whatever happens to the others.
    movable: bool,
    /// For each kind of question without an answer, the index of one, and what is offered to make room for its answer:
    /// that depends on how the answers of others are labelled.
    skeletons: Vec<(usize, String)>,
}

/// A finding and the blocks that its ranges are relative to, in the order of [`Diagnostic::ranges_mut`]; none for a
/// place before the body, which does not move.
#[derive(Clone, Debug)]
struct Anchored {
    diagnostic: Diagnostic,
    blocks: Vec<Option<usize>>,
}

impl Kept {
    /// Keeps what was found in `note`, in ranges of the note.
    pub fn new(note: &Note, found: Vec<Diagnostic>) -> Self {
        let mut movable = true;
        let anchored = found.into_iter().map(|mut diagnostic| {
            let anchor = |range: &mut TextRange| {
                let block = note.block_at(range.start);
                movable &= range.end <= block.map_or(note.body_start(), |block| note.block_range(block).end);
                *range = range.relative_to(base(note, block));
                block
            };
            let blocks = diagnostic.ranges_mut().map(anchor).collect();
            Anchored { diagnostic, blocks }
        });
        let found = anchored.collect();
        Self { questions: Arc::clone(note.questions()), found, movable, skeletons: skeletons(note) }
    }

    /// Follows the blocks that an edit replaced. `None` when something was found in one of them.
    pub fn moved(mut self, splice: &Splice) -> Option<Self> {
        if !self.movable {
            return None;
        }
        for block in self.found.iter_mut().flat_map(|found| &mut found.blocks).flatten() {
            match *block {
                index if splice.old.contains(&index) => return None,
                index if index >= splice.old.end => *block = index - splice.old.len() + splice.new_count,
                _ => {}
            }
        }
        Some(self)
    }

    /// Keeps what was found in the body, if that is all, while the front matter changes.
    pub fn of_body(self) -> Option<Self> {
        let is_asked_there = self.questions.all().any(|question| question.head == PieceId::FRONT_MATTER);
        let is_found_there = self.found.iter().any(|found| found.blocks.iter().any(Option::is_none));
        (self.movable && !is_asked_there && !is_found_there).then_some(self)
    }

    /// Whether checks that look at shapes alone would find the same again, now that the blocks of `renewed` were read
    /// again.
    pub fn holds_by_shape(&self, note: &Note, renewed: &[Range<usize>]) -> bool {
        let mut renewed = renewed.iter().flat_map(Range::clone);
        Arc::ptr_eq(&self.questions, note.questions())
            && (!renewed.any(|block| leads_to_answer(note.questions(), block)) || self.has_same_skeletons(note))
    }

    /// Whether checks that look at the texts of questions too would find the same again.
    pub fn holds(&self, note: &Note, renewed: &[Range<usize>]) -> bool {
        let mut renewed_blocks = renewed.iter().flat_map(Range::clone);
        self.holds_by_shape(note, renewed) && !renewed_blocks.any(|block| bears_question(note.questions(), block))
    }

    fn has_same_skeletons(&self, note: &Note) -> bool {
        self.skeletons.iter().all(|(index, skeleton)| {
            self.questions.questions.get(*index).is_some_and(|question| note.answer_skeleton(question) == *skeleton)
        })
    }

    /// What was found, in ranges of the note.
    pub fn diagnostics(&self, note: &Note) -> Vec<Diagnostic> {
        let placed = self.found.iter().map(|Anchored { diagnostic, blocks }| {
            let mut diagnostic = diagnostic.clone();
            for (range, block) in diagnostic.ranges_mut().zip(blocks) {
                *range = *range + base(note, *block);
            }
            diagnostic
        });
        placed.collect()
    }
}

fn skeletons(note: &Note) -> Vec<(usize, String)> {
    let mut kinds = Vec::new();
    let mut skeletons = Vec::new();
    let questions = note.questions().questions.iter().enumerate();
    for (index, question) in questions.filter(|(_, question)| question.state == AnswerState::Missing) {
        let kind = note.piece(question.head).map(|piece| (piece.shape.kind, piece.shape.depth));
        if !kinds.contains(&kind) {
            kinds.push(kind);
            skeletons.push((index, note.answer_skeleton(question)));
        }
    }
    skeletons
}

fn base(note: &Note, block: Option<usize>) -> u32 {
    block.map_or(0, |block| note.block_range(block).start)
}

/// Whether the text of a question is in the block at `block`.
fn bears_question(questions: &Questions, block: usize) -> bool {
    let after = questions.questions.partition_point(|question| question.head.block as usize <= block);
    let before = after.checked_sub(1).and_then(|last| questions.questions.get(last));
    before.is_some_and(|question| text_is_in(question, block))
}

fn text_is_in(question: &Question, block: usize) -> bool {
    [Some(question.head), question.prompt].iter().flatten().any(|id| id.block as usize == block)
        || question.follow_ups.iter().any(|question| text_is_in(question, block))
}

/// Whether the block stands between a question and the words of its answer: how that is set is the style for others.
fn leads_to_answer(questions: &Questions, block: usize) -> bool {
    let after = questions.questions.partition_point(|question| question.head.block as usize <= block);
    let before = after.checked_sub(1).and_then(|last| questions.questions.get(last));
    before.and_then(|question| question.answer).is_some_and(|(first, _)| block <= first.block as usize)
}

#[cfg(test)]
mod tests {
    use crate::rules::{Checker, Diagnostic, NoteContext, check_note};
    use crate::syntax::Note;
    use crate::text::{Edit, Text};
    use crate::workspace::Config;

    const NOTE: &str = "\
# Note

### Q1: What is one?

**Answer:** 1

### Q2: What is two?

**Answer:** 2

### Q4: What is three?
";

    fn names(found: &[Diagnostic]) -> Vec<&str> {
        found.iter().map(|found| found.rule.name).collect()
    }

    /// Makes the edits, each of which replaces the first text by the second, and checks what is found after each.
    #[track_caller]
    fn check(edits: &[(&str, &str, &[&str])]) {
        let config = Config::default();
        let mut note = Note::new(Text::new(NOTE));
        let mut checker = Checker::new(&note);
        checker.run(&NoteContext::new(&note, &config));
        for (old, new, expected) in edits {
            let at = note.text().to_string().find(old).expect(old);
            let replaced = note.edit(&Edit::replace((at..at + old.len()).into(), *new));
            checker.replace(&replaced);
            let context = NoteContext::new(&note, &config);
            let found = checker.run(&context);
            assert_eq!(names(&found), *expected, "after {new:?}");
            assert_eq!(found, check_note(&context), "after {new:?}");
        }
    }

    const AS_BEFORE: &[&str] = &["numbering-gap", "unanswered-question"];

    #[test]
    fn findings_move_with_their_blocks() {
        check(&[
            ("# Note\n", "# Note\n\nmore\n\n- and\n", AS_BEFORE),
            ("2\n\n", "2 and more\n\n```text\nx\n```\n\n", AS_BEFORE),
            ("more\n\n", "", AS_BEFORE),
        ]);
    }

    #[test]
    fn a_changed_question_is_checked_again() {
        check(&[
            ("two", "one", &["duplicate-question", "numbering-gap", "unanswered-question"]),
            ("one", "three", &["numbering-gap", "duplicate-question", "unanswered-question"]),
            ("Q4", "Q3", &["duplicate-question", "unanswered-question"]),
        ]);
    }

    #[test]
    fn a_changed_label_is_the_style_of_others() {
        check(&[("**Answer:** 1", "**Solution:** 1", AS_BEFORE), ("**Answer:** 2", "**Solution:** 2", AS_BEFORE)]);
    }
}

//! `duplicate-question`

use std::collections::hash_map::Entry;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::rules::{Diagnostic, NoteContext, Severity, declare_rule};
use crate::syntax::Note;
use crate::syntax::question::{Marks, PieceId, PieceKind, Question};

declare_rule! {
    /// A note asks the same question twice.
    ///
    /// Case, markup and punctuation make no difference. Questions about the code below them are told apart by that
    /// code, and are left alone.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ### Q: What is a *tuple*?
    ///
    /// A sequence that cannot be changed.
    ///
    /// ### Q: what is a tuple
    ///
    /// A record.
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ### Q: What is a tuple?
    ///
    /// A sequence that cannot be changed.
    ///
    /// ### Q: What is a named tuple?
    ///
    /// A record.
    /// ```
    pub static DUPLICATE_QUESTION = "duplicate-question", Some(Severity::Information);
}

/// Reports questions that were asked before, at their text.
pub fn check(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    let note = context.note;
    let questions = &note.questions().questions;
    let mut first: FxHashMap<u64, PieceId> = FxHashMap::with_capacity_and_hasher(questions.len(), FxBuildHasher);
    for question in questions {
        let head = note.question_head(question);
        let Some(hash) = note.piece(head).map(|piece| piece.place.hash).filter(|&hash| hash != 0) else { continue };
        match first.entry(hash) {
            Entry::Vacant(entry) => {
                entry.insert(head);
            }
            Entry::Occupied(entry) if !is_about_what_follows(note, question) => {
                let range = note.piece_text_range(head);
                let before = note.piece_text_range(*entry.get());
                let message = "this note asks the same further up";
                found.push(
                    Diagnostic::new(&DUPLICATE_QUESTION, range, message).with_related(before, "asked here first"),
                );
            }
            Entry::Occupied(_) => {}
        }
    }
}

/// Whether the question is about code, an image or options that follow it at once.
fn is_about_what_follows(note: &Note, question: &Question) -> bool {
    let next = note.pieces_between(question.head, question.last).nth(1).and_then(|id| note.piece(id));
    next.is_some_and(|piece| {
        matches!(piece.shape.kind, PieceKind::Code | PieceKind::Image | PieceKind::Table)
            || piece.shape.letter > 0
            || piece.shape.marks.any(Marks::TICKED | Marks::UNTICKED)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::check;

    #[test]
    fn the_second_is_marked() {
        check(
            &[&DUPLICATE_QUESTION],
            "\
## Q1: What is `==`?

Equality.

## Q2: What is `=`?

Assignment.

## Q3: What is **\\==** ?

## Q4: *what is* `==`
        ^^^^^^^^^^^^ duplicate-question: this note asks the same further up
",
        );
    }

    #[test]
    fn quizzes_ask_the_same_of_different_code() {
        let ask = "### 1. What does it print?\n\n```python\nprint(1)\n```\n\n- A: 1\n- B: 2\n\n";
        check(&[&DUPLICATE_QUESTION], &ask.repeat(3));
    }
}

//! `duplicate-question`

use std::collections::hash_map::Entry;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::rules::{Diagnostic, NoteContext, Severity, declare_rule};
use crate::syntax::question::PieceId;

declare_rule! {
    /// The same question is asked twice, in one note or in two.
    ///
    /// Case, markup and punctuation make no difference, nor does another way to ask: "Explain the GIL" and "What is
    /// Python's GIL and how does it work?" have one answer. Questions are taken for the same only if they are about the
    /// very same things and want to know the same of these, so "What is a named tuple?" is another question than "What
    /// is a tuple?". Notes whose titles or skills name different languages or libraries ask different questions.
    ///
    /// Questions about the code below them are told apart by that code, and are left alone, as are those that their text
    /// alone does not explain, such as "Why?". `askdown duplicates` lists all that is asked twice.
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
            Entry::Occupied(entry) if note.what_follows(question).is_none() => {
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
       ^^^^^^^^^^^^^^^^^ duplicate-question: this note asks nearly the same further up

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

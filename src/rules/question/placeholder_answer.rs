//! `placeholder-answer`

use crate::rules::{Diagnostic, NoteContext, Severity, declare_rule};
use crate::syntax::question::{AnswerState, Marks};

declare_rule! {
    /// An answer is still to be written.
    ///
    /// All there is of the answer is a placeholder, such as "TODO" or "Answer here".
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ### Q: What is a tuple?
    ///
    /// TODO
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ### Q: What is a tuple?
    ///
    /// A sequence that cannot be changed.
    /// ```
    pub static PLACEHOLDER_ANSWER = "placeholder-answer", Some(Severity::Information);
}

/// Reports answers that are but a placeholder, at the placeholder.
pub fn check(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    let note = context.note;
    for question in note.questions().all().filter(|question| question.state == AnswerState::Placeholder) {
        let Some((first, last)) = question.answer else { continue };
        let is_placeholder = |id: &_| note.piece(*id).is_some_and(|piece| piece.shape.marks.any(Marks::PLACEHOLDER));
        if let Some(id) = note.pieces_between(first, last).find(is_placeholder) {
            let range = note.piece_text_range(id);
            found.push(Diagnostic::new(&PLACEHOLDER_ANSWER, range, "this answer is still to be written"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::check;

    #[test]
    fn the_placeholder_is_marked() {
        check(
            &[&PLACEHOLDER_ANSWER],
            "\
## Q1: Why?

**Answer:** _TODO_
             ^^^^ placeholder-answer: this answer is still to be written

## Q2: How?

Answer here.
^^^^^^^^^^^^ placeholder-answer: this answer is still to be written

## Q3: When?

TODO applications show how state is kept, and so do shopping carts.
",
        );
    }
}

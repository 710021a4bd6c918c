//! `empty-question`

use crate::rules::{Diagnostic, NoteContext, Severity, declare_rule};
use crate::syntax::question::Marks;

declare_rule! {
    /// A question has a label or a number, but no text.
    ///
    /// The text may stand below the label, as it does where a heading only numbers the questions.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ### Q1: What is a tuple?
    ///
    /// A sequence that cannot be changed.
    ///
    /// ### Q2:
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ### Q1: What is a tuple?
    ///
    /// A sequence that cannot be changed.
    ///
    /// ### Q2
    ///
    /// What is a set?
    ///
    /// **Answer:** A collection without duplicates.
    /// ```
    pub static EMPTY_QUESTION = "empty-question", Some(Severity::Information);
}

/// Reports questions without words.
pub fn check(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    let note = context.note;
    for question in note.questions().all().filter(|question| question.prompt.is_none()) {
        if note.piece(question.head).is_some_and(|piece| !piece.shape.marks.any(Marks::TEXT)) {
            let range = note.piece_text_range(question.head);
            found.push(Diagnostic::new(&EMPTY_QUESTION, range, "this question has no text"));
        }
    }
}

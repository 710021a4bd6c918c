//! `answer-without-question`

use crate::rules::{Diagnostic, NoteContext, Severity, declare_rule};
use crate::syntax::Note;
use crate::syntax::question::{Marks, PieceId, PieceKind};

declare_rule! {
    /// An answer stands where there is no question.
    ///
    /// In a note whose questions have labelled answers, a further answer belongs to none of them. Most often its
    /// question lacks the label or the question mark of the others.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// # Tuples
    ///
    /// **Answer:** A sequence that cannot be changed.
    ///
    /// ### Q1: What is a list?
    ///
    /// **Answer:** A sequence that can be changed.
    ///
    /// ### Q2: What is a set?
    ///
    /// **Answer:** A collection without duplicates.
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ### Q1: What is a list?
    ///
    /// **Answer:** A sequence that can be changed.
    ///
    /// ### Q2: What is a set?
    ///
    /// **Answer:** A collection without duplicates.
    /// ```
    pub static ANSWER_WITHOUT_QUESTION = "answer-without-question", Some(Severity::Information);
}

/// Reports labelled answers outside all questions, in a note whose questions mostly have labelled answers.
pub fn check(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    let note = context.note;
    let questions = &note.questions().questions;
    let labelled = questions.iter().filter_map(|question| question.answer).filter(|(first, _)| is_label(note, *first));
    if questions.len() < 2 || labelled.count() * 2 < questions.len() {
        return;
    }
    let mut extents = questions.iter().map(|question| (question.head, question.last)).peekable();
    for block in 0..note.block_count() as u32 {
        for piece in 0..note.pieces(block as usize).len() as u32 {
            let id = PieceId { block, piece };
            while extents.next_if(|(_, last)| *last < id).is_some() {}
            if is_label(note, id) && extents.peek().is_none_or(|(head, _)| id < *head) {
                let line = note.text().line_range(note.text().line_of(note.piece_range(id).start));
                found.push(Diagnostic::new(&ANSWER_WITHOUT_QUESTION, line, "this answer belongs to no question"));
            }
        }
    }
}

/// Whether the piece is a labelled answer, and not one of the options of a quiz.
fn is_label(note: &Note, id: PieceId) -> bool {
    note.piece(id).is_some_and(|piece| {
        let option = piece.shape.letter > 0 || matches!(piece.shape.kind, PieceKind::Item { .. } | PieceKind::Summary);
        piece.shape.marks.any(Marks::ANSWER_LABEL) && !option
    })
}

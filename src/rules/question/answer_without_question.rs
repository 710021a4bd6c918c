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
    let mut outside: Vec<PieceId> = Vec::new();
    // Only the gaps between questions are looked at: there are few pieces in them, and many in the questions.
    let mut from = PieceId { block: 0, piece: 0 };
    for question in questions {
        outside.extend(pieces(note, from, question.head).filter(|id| is_plain_label(note, *id)));
        from = from.max(PieceId { piece: question.last.piece.saturating_add(1), ..question.last });
    }
    let end = PieceId { block: note.block_count() as u32, piece: 0 };
    outside.extend(pieces(note, from, end).filter(|id| is_plain_label(note, *id)));
    if outside.is_empty() {
        return;
    }
    let labelled = questions.iter().filter_map(|question| question.answer).filter(|(first, _)| is_label(note, *first));
    if questions.len() < 2 || labelled.count() * 2 < questions.len() {
        return;
    }
    for id in outside {
        let line = note.text().line_range(note.text().line_of(note.piece_range(id).start));
        found.push(Diagnostic::new(&ANSWER_WITHOUT_QUESTION, line, "this answer belongs to no question"));
    }
}

/// The pieces from `from` to `to`, exclusive.
fn pieces(note: &Note, from: PieceId, to: PieceId) -> impl Iterator<Item = PieceId> + '_ {
    let blocks = from.block..to.block.saturating_add(1).min(note.block_count() as u32);
    let of_block = move |block| {
        let first = if block == from.block { from.piece } else { 0 };
        let count = note.pieces(block as usize).len() as u32;
        let end = if block == to.block { to.piece.min(count) } else { count };
        (first..end).map(move |piece| PieceId { block, piece })
    };
    blocks.flat_map(of_block)
}

/// Whether the piece is labelled as an answer, and not as what stands where nothing is asked, too: a solution.
fn is_plain_label(note: &Note, id: PieceId) -> bool {
    is_label(note, id) && note.piece(id).is_some_and(|piece| !piece.shape.marks.any(Marks::EXPLAINS))
}

/// Whether the piece is a labelled answer, and not one of the options of a quiz.
fn is_label(note: &Note, id: PieceId) -> bool {
    note.piece(id).is_some_and(|piece| {
        let option = piece.shape.letter > 0 || matches!(piece.shape.kind, PieceKind::Item { .. } | PieceKind::Summary);
        piece.shape.marks.any(Marks::ANSWER_LABEL) && !option
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::check;

    #[test]
    fn a_solution_may_stand_where_nothing_is_asked() {
        check(
            &[&ANSWER_WITHOUT_QUESTION],
            "\
# Sets

**Solution:** Use one.

**Answer:** Use one.
^^^^^^^^^^^^^^^^^^^^ answer-without-question: this answer belongs to no question

### Q1: What is a set?

**Answer:** Distinct things.

### Q2: Why hash?

**Answer:** To find them.
",
        );
    }
}

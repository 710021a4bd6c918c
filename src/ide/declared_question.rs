//! The questions that front matter declares, and those that the note asks.

use crate::rules::Fix;
use crate::rules::declaration::{align_questions, question_counterpart};
use crate::text::TextRange;

use super::NoteView;

/// Go to definition: from the question that is declared at `offset` to where the note asks it, and back. In bytes of the
/// note.
pub fn declared_question_definition(view: &NoteView<'_>, offset: u32) -> Option<TextRange> {
    question_counterpart(view.note, offset)
}

/// The fix that makes the front matter declare what the note asks. Without `is_wanted`, only where `range` touches the key
/// `questions` or its value.
pub fn align_declared_questions(view: &NoteView<'_>, range: TextRange, is_wanted: bool) -> Option<Fix> {
    let root = view.note.front_matter()?.root.as_ref()?.as_mapping()?;
    let entry = root.entry("questions")?;
    if is_wanted || entry.range().meets(range) { align_questions(view.note) } else { None }
}

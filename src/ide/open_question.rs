//! The questions of a note that still wait for an answer.

use crate::syntax::Note;
use crate::text::TextRange;

/// How many questions a note has, follow-ups aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QuestionCount {
    /// All.
    pub questions: usize,
    /// Those without an answer.
    pub open: usize,
}

/// Counts the questions of `note`.
pub fn count_questions(note: &Note) -> QuestionCount {
    QuestionCount { questions: note.questions().questions.len(), open: open_questions(note).count() }
}

/// The text of the first open question that starts after `offset`; around the end of the note, the first of all.
pub fn next_open_question(note: &Note, offset: u32) -> Option<TextRange> {
    let after = |range: &TextRange| range.start > offset;
    open_questions(note).find(after).or_else(|| open_questions(note).next())
}

/// The text of the last open question that starts before `offset`; around the start of the note, the last of all.
pub fn previous_open_question(note: &Note, offset: u32) -> Option<TextRange> {
    let before = |range: &TextRange| range.start < offset;
    open_questions(note).filter(before).last().or_else(|| open_questions(note).last())
}

/// The texts of the questions without an answer, in order.
fn open_questions(note: &Note) -> impl Iterator<Item = TextRange> {
    let open = note.questions().questions.iter().filter(|question| !question.state.is_answered());
    open.map(|question| note.piece_text_range(note.question_head(question)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    const MARKDOWN: &str = "### Q: One?\n\n### Q: Two?\n\n**Answer:** Yes.\n\n### Q: Three?\n\n**Answer:** TODO\n";

    /// The text that `range` stands for.
    fn text(range: Option<TextRange>) -> &'static str {
        range.map_or("nothing", |range| &MARKDOWN[range.as_usize()])
    }

    #[test]
    fn placeholders_leave_a_question_open() {
        let note = Note::new(Text::new(MARKDOWN));
        assert_eq!(count_questions(&note), QuestionCount { questions: 3, open: 2 });
    }

    #[test]
    fn walking_goes_around_the_ends() {
        let note = Note::new(Text::new(MARKDOWN));
        let at = |what: &str| MARKDOWN.find(what).expect("a part of the note").try_into().expect("a short note");
        assert_eq!(text(next_open_question(&note, 0)), "One?");
        assert_eq!(text(next_open_question(&note, at("One?"))), "Three?");
        assert_eq!(text(next_open_question(&note, at("Three?"))), "One?");
        assert_eq!(text(previous_open_question(&note, at("Three?"))), "One?");
        assert_eq!(text(previous_open_question(&note, at("One?"))), "Three?");
    }

    #[test]
    fn a_note_without_open_questions_has_nowhere_to_go() {
        let note = Note::new(Text::new("### Q: Why?\n\nBecause.\n"));
        assert_eq!(next_open_question(&note, 0), None);
        assert_eq!(previous_open_question(&note, 0), None);
    }
}

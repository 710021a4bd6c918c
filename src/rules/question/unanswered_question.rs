//! `unanswered-question`

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::rules::{Diagnostic, Fix, NoteContext, Severity, declare_rule};
use crate::syntax::Note;
use crate::syntax::question::{AnswerState, Marks, Piece, PieceId, PieceKind};
use crate::text::{Edit, TextRange};

declare_rule! {
    /// A question has no answer.
    ///
    /// Nothing follows the question, or nothing but an empty answer label. A note that answers less than a third of
    /// its questions is a list of questions, and is left alone.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ### Q: What is a tuple?
    ///
    /// A sequence that cannot be changed.
    ///
    /// ### Q: What is a set?
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ### Q: What is a tuple?
    ///
    /// A sequence that cannot be changed.
    ///
    /// ### Q: What is a set?
    ///
    /// A collection without duplicates.
    /// ```
    pub static UNANSWERED_QUESTION = "unanswered-question", Some(Severity::Information);
}

/// Reports questions without an answer, at their text.
pub fn check(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    let note = context.note;
    let questions = &note.questions().questions;
    let answered = questions.iter().filter(|question| question.state.is_answered()).count();
    if answered * 3 < questions.len() {
        return;
    }
    let is_windows = note.text().line_start(1) - note.text().line_range(0).end == 2;
    let line_end = if is_windows { "\r\n" } else { "\n" };
    let mut skeletons = FxHashMap::default();
    for question in questions {
        let message = match question.state {
            AnswerState::Missing => "this question has no answer",
            AnswerState::Empty => "the answer to this question is empty",
            _ => continue,
        };
        let range = note.piece_text_range(note.question_head(question));
        let diagnostic = Diagnostic::new(&UNANSWERED_QUESTION, range, message);
        found.push(if question.state == AnswerState::Missing && has_room(note, note.question_head(question)) {
            let head = note.piece(question.head);
            let kind = head.map(|piece| (piece.shape.kind, piece.shape.depth));
            let skeleton = skeletons.entry(kind).or_insert_with(|| note.answer_skeleton(question).replace('\r', ""));
            let room = room(skeleton, head, question.number).replace('\n', line_end);
            let room = Edit::insert(note.answer_place(question), room);
            diagnostic.with_fix(Fix::suggestion("Make room for an answer", room))
        } else {
            diagnostic
        });
    }
}

/// Whether an answer can be written below the question at `head`. Below one without a text it would be read as that, below a
/// row it would end the table, and a line, a flash card or what is folded away on one line have no place for it.
fn has_room(note: &Note, head: PieceId) -> bool {
    let Some(piece) = note.piece(head).filter(|piece| piece.shape.marks.any(Marks::TEXT)) else { return false };
    let (range, text) = (note.piece_range(head), note.piece_text_range(head));
    let behind = note.text().slice(TextRange::new(text.end, range.end.max(text.end))).into_owned();
    let is_card = behind.trim_start().starts_with("::") || matches!(behind.trim(), "?" | "??");
    match piece.shape.kind {
        PieceKind::Row => false,
        PieceKind::Line => piece.shape.marks.any(Marks::QUESTION_LABEL) && !is_card,
        PieceKind::Summary => {
            let line = note.text().line_range(note.text().line_of(text.end));
            !note.text().slice(line).contains("</details")
        }
        PieceKind::Heading(_) => true,
        _ => !is_card,
    }
}

/// The text that makes room for the answer to the question of `head` and `number`, with `\n` for line ends. `skeleton` is
/// what questions of its kind share.
fn room(skeleton: &str, head: Option<&Piece>, number: Option<u32>) -> String {
    let mut room = skeleton.to_owned();
    if let (Some(number), Some(digits)) = (number, label_number(skeleton)) {
        room.replace_range(digits, &number.to_string());
    }
    let is_paragraph = |piece: &Piece| matches!(piece.shape.kind, PieceKind::Paragraph | PieceKind::Line);
    if head.is_some_and(|piece| piece.shape.depth == 0 && is_paragraph(piece)) && !room.starts_with("\n\n") {
        // The line below a paragraph may be read as a part of it.
        room.insert(0, '\n');
    }
    if !room.ends_with(char::is_whitespace) {
        room.push(' ');
    }
    room + "TODO"
}

/// Where in `skeleton` the number of a question stands: behind a word, as in `**A1.**` or `Answer 1:`.
fn label_number(skeleton: &str) -> Option<Range<usize>> {
    let is_label = |start: &usize| {
        let before = skeleton[..*start].trim_end_matches([' ', '#', '.']);
        let word = before.trim_end_matches(char::is_alphabetic);
        // `<h4>` is a tag.
        word.len() < before.len() && !word.ends_with(['<', '/'])
    };
    let is_first = |at: &usize| !skeleton[..*at].ends_with(|c: char| c.is_ascii_digit());
    let digits = skeleton.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at);
    let start = digits.filter(is_first).find(is_label)?;
    let len = skeleton[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(skeleton.len() - start);
    Some(start..start + len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::check_note;
    use crate::rules::testing::check;
    use crate::syntax::Note;
    use crate::text::Text;
    use crate::workspace::Config;

    #[test]
    fn the_text_of_the_question_is_marked() {
        check(
            &[&UNANSWERED_QUESTION],
            "\
### Q1: What is `a`?

**Answer:** A letter.

### Q2: What is *b*?
        ^^^^^^^^^^^^ unanswered-question: this question has no answer

### Q3: What is c?
        ^^^^^^^^^^ unanswered-question: the answer to this question is empty

**Answer:**
",
        );
    }

    #[test]
    fn a_list_of_bare_questions_is_left_alone() {
        check(&[&UNANSWERED_QUESTION], "# Questions\n\n- What is a?\n- What is b?\n- What is c?\n- What is d?\n");
    }

    #[test]
    fn the_skeleton_follows_the_style_of_the_note() {
        for (source, mended) in [
            (
                "### Q: A?\n\n**Answer:** Yes.\n\n### Q: B?\n",
                "### Q: A?\n\n**Answer:** Yes.\n\n### Q: B?\n\n**Answer:** TODO\n",
            ),
            (
                "## Questions\n\n1. **What is a?**\n    * *Answer*: Yes.\n2. **What is b?**\n",
                "## Questions\n\n1. **What is a?**\n    * *Answer*: Yes.\n2. **What is b?**\n    * *Answer*: TODO\n",
            ),
            (
                "### Q: A?\n\nFor fun.\n\n**Answer:** Yes.\n\n### Q: B?\n",
                "### Q: A?\n\nFor fun.\n\n**Answer:** Yes.\n\n### Q: B?\n\nTODO\n",
            ),
            ("### Q: A?\n\nYes.\n\n### Q: B?", "### Q: A?\n\nYes.\n\n### Q: B?\n\nTODO"),
            (
                "### Q: A?\n\n#### Answer\n\nYes.\n\n### Q: B?\n",
                "### Q: A?\n\n#### Answer\n\nYes.\n\n### Q: B?\n\n#### Answer\n\nTODO\n",
            ),
            (
                "**Q1.** What is a?\n**A1.** Yes.\n\n**Q2.** What is b?\n",
                "**Q1.** What is a?\n**A1.** Yes.\n\n**Q2.** What is b?\n\n**A2.** TODO\n",
            ),
            (
                "**Q1.** What is a?\r\n\r\n**Q2.** What is b?\r\n**A2.**\r\n\r\n**Q3.** What is c?\r\n\r\nAnswer: c.\r\n",
                "**Q1.** What is a?\r\n\r\n**A1.** TODO\r\n\r\n**Q2.** What is b?\r\n**A2.**\r\n\r\n**Q3.** What is c?\r\n\r\n\
                 Answer: c.\r\n",
            ),
            (
                "### Q1: A?\n\n<h4>Answer 1</h4>\n\nYes.\n\n### Q2: B?\n",
                "### Q1: A?\n\n<h4>Answer 1</h4>\n\nYes.\n\n### Q2: B?\n\n<h4>Answer 2</h4>\n\nTODO\n",
            ),
            ("## Q: A?\n\n#### A: Yes.\n\n## Q: B?\n", "## Q: A?\n\n#### A: Yes.\n\n## Q: B?\n\n#### A: TODO\n"),
            (
                "### Q: A?\n\n<details>\n<summary>Answer</summary>\n\nYes.\n\n</details>\n\n### Q: B?\n",
                "### Q: A?\n\n<details>\n<summary>Answer</summary>\n\nYes.\n\n</details>\n\n### Q: B?\n\nTODO\n",
            ),
            ("Q: A?\n=====\n\nYes.\n\nQ: B?\n=====\n", "Q: A?\n=====\n\nYes.\n\nQ: B?\n=====\n\nTODO\n"),
            ("### Q: A?\r\n\r\nYes.\r\n\r\n### Q: B?\r\n", "### Q: A?\r\n\r\nYes.\r\n\r\n### Q: B?\r\n\r\nTODO\r\n"),
            ("Why a?\n?\nSo.\n\nWhy b?\n?\n", "Why a?\n?\nSo.\n\nWhy b?\n?\n"),
            ("### Q: A?\n\nYes.\n\n### Q:\n", "### Q: A?\n\nYes.\n\n### Q:\n"),
            (
                "| Question | Answer |\n|---|---|\n| What is a? | Yes |\n| What is b? | |\n",
                "| Question | Answer |\n|---|---|\n| What is a? | Yes |\n| What is b? | |\n",
            ),
        ] {
            let note = Note::new(Text::new(source));
            let config = Config::default();
            let found = check_note(&NoteContext::new(&note, &config));
            let fix =
                found.iter().find(|found| found.rule == &UNANSWERED_QUESTION).and_then(|found| found.fixes.first());
            let mut text = Text::new(source);
            fix.iter().flat_map(|fix| &fix.edits).for_each(|edit| text.apply(edit));
            assert_eq!(text.to_string(), mended);
            let found = check_note(&NoteContext::new(&Note::new(text), &config));
            let placeholders = found.iter().filter(|found| found.rule.name == "placeholder-answer").count();
            assert_eq!(placeholders, usize::from(fix.is_some()), "{mended}");
        }
    }
}

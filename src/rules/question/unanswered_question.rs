//! `unanswered-question`

use rustc_hash::FxHashMap;

use crate::rules::{Diagnostic, Fix, NoteContext, Severity, declare_rule};
use crate::syntax::question::AnswerState;
use crate::text::Edit;

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
    let mut skeletons = FxHashMap::default();
    for question in questions {
        let message = match question.state {
            AnswerState::Missing => "this question has no answer",
            AnswerState::Empty => "the answer to this question is empty",
            _ => continue,
        };
        let range = note.piece_text_range(note.question_head(question));
        let diagnostic = Diagnostic::new(&UNANSWERED_QUESTION, range, message);
        found.push(if question.state == AnswerState::Missing {
            let kind = note.piece(question.head).map(|piece| (piece.shape.kind, piece.shape.depth));
            let skeleton = skeletons.entry(kind).or_insert_with(|| note.answer_skeleton(question));
            let skeleton = Edit::insert(note.answer_place(question), format!("{skeleton}TODO"));
            diagnostic.with_fix(Fix::suggestion("Make room for an answer", skeleton))
        } else {
            diagnostic
        });
    }
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
        ] {
            let note = Note::new(Text::new(source));
            let config = Config::default();
            let found = check_note(&NoteContext::new(&note, &config));
            let fix =
                found.iter().find(|found| found.rule == &UNANSWERED_QUESTION).and_then(|found| found.fixes.first());
            let mut text = Text::new(source);
            fix.iter().flat_map(|fix| &fix.edits).for_each(|edit| text.apply(edit));
            assert_eq!(text.to_string(), mended);
        }
    }
}

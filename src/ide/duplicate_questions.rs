//! All questions of a workspace that are asked more than once.

use crate::workspace::Index;

use super::question_symbols::symbol;
use super::{Files, QuestionSymbol};

/// More questions are not placed: who has so many mends some first.
const MAX_QUESTIONS: usize = 2000;

/// Questions that ask the same.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionGroup {
    /// How much alike the two are that are least alike: 1 for the same words.
    pub similarity: f32,
    /// The questions, in the order of their notes' paths.
    pub questions: Vec<QuestionSymbol>,
}

/// The groups of questions that ask the same. `is_cancelled` is asked now and then whether nobody wants to know any more.
pub fn duplicate_questions(index: &Index, files: &Files<'_>, is_cancelled: &dyn Fn() -> bool) -> Vec<QuestionGroup> {
    let mut left = MAX_QUESTIONS;
    let mut groups = Vec::new();
    for group in index.duplicate_questions() {
        if is_cancelled() || left < 2 {
            break;
        }
        let questions = group.questions.iter().take(left).filter_map(|(path, question)| {
            let facts = index.note(path)?;
            symbol(path, facts, question, files)
        });
        let questions: Vec<_> = questions.collect();
        left -= questions.len();
        // A note that has vanished meanwhile leaves its question behind alone.
        if questions.len() > 1 {
            groups.push(QuestionGroup { similarity: group.similarity, questions });
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::syntax::Note;
    use crate::text::{PositionEncoding, Text};
    use crate::workspace::{Config, NoteFacts};

    fn groups(notes: &[(&str, &str)]) -> Vec<String> {
        let mut index = Index::default();
        for (path, source) in notes {
            let path = Path::new(path);
            index.set_open(path, NoteFacts::new(&Note::new(Text::new(source)), path, &Config::default()));
        }
        let read =
            |path: &Path| notes.iter().find(|(other, _)| Path::new(other) == path).map(|(_, source)| Text::new(source));
        let files = Files { read: &read, encoding: PositionEncoding::Utf16 };
        let place = |it: &QuestionSymbol| format!("{}:{} {}", it.note, it.location.start.line, it.name);
        let found = duplicate_questions(&index, &files, &|| false).into_iter();
        found.map(|group| group.questions.iter().map(place).collect::<Vec<_>>().join(" = ")).collect()
    }

    #[test]
    fn questions_that_ask_the_same_are_together() {
        let found = groups(&[
            ("/b.md", "### Q: Explain the GIL.\n\n### Q: What is a tuple?\n\n### Q: What is a named tuple?\n"),
            ("/a.md", "# A\n\n### Q: What is the GIL?\n\n### Q: How do you get around the GIL?\n"),
            ("/c.md", "### Q: Tuple\n\n### Q: What is the Global Interpreter Lock?\n"),
        ]);
        assert_eq!(
            found,
            [
                "A:2 What is the GIL? = b:0 Explain the GIL. = c:2 What is the Global Interpreter Lock?",
                "b:2 What is a tuple? = c:0 Tuple",
            ]
        );
    }

    #[test]
    fn the_same_question_of_one_note_is_a_group_too() {
        let question = "### Q: What is a closure?\n\n";
        assert_eq!(groups(&[("/a.md", &question.repeat(2))]), ["a:0 What is a closure? = a:2 What is a closure?"]);
        assert_eq!(groups(&[("/a.md", question), ("/b.md", "### Q: What is a class?\n")]), [""; 0]);
    }
}

//! What finding questions needs to know of the front matter.

use super::Level;

/// What the front matter says of the questions below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// There is a `question` key with text.
    pub has_question: bool,
    /// The title begins as a question or request, or ends in a question mark.
    pub title_asks: bool,
    /// The title names a set of questions.
    pub names_questions: bool,
    /// There are tags, skills or a difficulty.
    pub is_tagged: bool,
    /// The one level that holds for the whole note.
    pub level: Option<Level>,
}

impl Facts {
    /// Facts of a title.
    pub fn of_title(title: &str) -> Self {
        let lower = title.to_lowercase();
        let asks = super::phrase::hints_at_question(&lower) || title.trim_end().ends_with(['?', '？']);
        let names_questions = super::phrase::names_questions(&lower);
        Self { title_asks: asks && !names_questions, names_questions, ..Self::default() }
    }
}

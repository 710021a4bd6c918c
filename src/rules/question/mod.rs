//! Rules about questions and their answers.

mod answer_without_question;
mod asked_elsewhere;
mod duplicate_question;
mod empty_question;
mod numbering_gap;
mod placeholder_answer;
mod unanswered_question;

pub use answer_without_question::ANSWER_WITHOUT_QUESTION;
pub use duplicate_question::DUPLICATE_QUESTION;
pub use empty_question::EMPTY_QUESTION;
pub use numbering_gap::NUMBERING_GAP;
pub use placeholder_answer::PLACEHOLDER_ANSWER;
pub use unanswered_question::UNANSWERED_QUESTION;

use super::Topic;

/// The questions of a note.
pub static TOPIC: Topic = Topic {
    name: "Questions",
    rules: &[
        &UNANSWERED_QUESTION,
        &PLACEHOLDER_ANSWER,
        &EMPTY_QUESTION,
        &DUPLICATE_QUESTION,
        &NUMBERING_GAP,
        &ANSWER_WITHOUT_QUESTION,
    ],
    blocks: &[],
    front_matter: &[],
    shapes: &[
        unanswered_question::check,
        placeholder_answer::check,
        empty_question::check,
        numbering_gap::check,
        answer_without_question::check,
    ],
    questions: &[duplicate_question::check],
    notes: &[],
    workspace: &[],
    elsewhere: &[asked_elsewhere::CHECK],
};

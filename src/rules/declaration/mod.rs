//! Checks of what front matter declares against what the body holds.

mod align;
mod comparison;
mod counterpart;
mod levels;
mod list_edit;
mod missing_question;
mod undeclared_question;

pub use align::align_questions;
pub use counterpart::{declared_as, question_counterpart};
pub use missing_question::MISSING_QUESTION;
pub use undeclared_question::UNDECLARED_QUESTION;

use super::Topic;
use comparison::Comparison;

/// The rules about front matter and body.
pub static TOPIC: Topic = Topic {
    name: "Front matter and body",
    rules: &[&MISSING_QUESTION, &UNDECLARED_QUESTION, &levels::EMPTY_LEVEL, &levels::UNDECLARED_LEVEL],
    blocks: &[],
    front_matter: &[],
    shapes: &[],
    questions: &[missing_question::check, undeclared_question::check, levels::check],
    notes: &[],
    workspace: &[],
    elsewhere: &[],
};

//! Checks of the skills in front matter.

mod duplicate_skill;
mod similar_skill;
mod unknown_skill;

use super::Topic;

/// The rules about skills.
pub static TOPIC: Topic = Topic {
    name: "Skills",
    rules: &[&unknown_skill::UNKNOWN_SKILL, &duplicate_skill::DUPLICATE_SKILL, &similar_skill::SIMILAR_SKILL],
    blocks: &[],
    front_matter: &[unknown_skill::check, duplicate_skill::check],
    shapes: &[],
    questions: &[],
    notes: &[],
    workspace: &[similar_skill::CHECK],
    elsewhere: &[],
};

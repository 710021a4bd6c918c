//! Checks of code blocks.

mod unclosed_fence;

use super::Topic;

/// The rules about code blocks.
pub static TOPIC: Topic = Topic {
    name: "Code",
    rules: &[&unclosed_fence::UNCLOSED_FENCE],
    blocks: &[unclosed_fence::check],
    front_matter: &[],
    notes: &[],
};

//! Checks of code blocks.

mod python;
mod python2_syntax;
mod python_context;
mod python_syntax;
mod unchecked_block;
mod unclosed_fence;

use super::Topic;

/// The rules about code blocks.
pub static TOPIC: Topic = Topic {
    name: "Code",
    rules: &[
        &python_syntax::PYTHON_SYNTAX,
        &python_context::PYTHON_CONTEXT,
        &python2_syntax::PYTHON2_SYNTAX,
        &unclosed_fence::UNCLOSED_FENCE,
        &unchecked_block::UNCHECKED_BLOCK,
    ],
    blocks: &[python::check, unclosed_fence::check],
    front_matter: &[],
    notes: &[],
};

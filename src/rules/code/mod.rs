//! Checks of code blocks.

mod continued;
mod empty_code_block;
mod python;
mod python2_syntax;
mod python_context;
mod python_syntax;
mod unchecked_block;
mod unclosed_fence;
mod unknown_language;
mod unlabelled_fence;

use super::Topic;
pub(super) use continued::{Continued, continues, is_void};

/// The rules about code blocks.
pub static TOPIC: Topic = Topic {
    name: "Code",
    rules: &[
        &python_syntax::PYTHON_SYNTAX,
        &python_context::PYTHON_CONTEXT,
        &python2_syntax::PYTHON2_SYNTAX,
        &unclosed_fence::UNCLOSED_FENCE,
        &unchecked_block::UNCHECKED_BLOCK,
        &unlabelled_fence::UNLABELLED_FENCE,
        &unknown_language::UNKNOWN_LANGUAGE,
        &empty_code_block::EMPTY_CODE_BLOCK,
    ],
    blocks: &[
        python::check,
        unclosed_fence::check,
        unlabelled_fence::check,
        unknown_language::check,
        empty_code_block::check,
    ],
    front_matter: &[],
    shapes: &[],
    questions: &[],
    notes: &[],
    workspace: &[],
    elsewhere: &[],
};

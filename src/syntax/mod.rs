//! From text to trees. Nothing here fails: what cannot be read becomes an error beside the tree.
//!
//! - [`front_matter`] reads the YAML at the head of a note.
//! - [`markdown`] reads the body as a row of top-level blocks.
//! - [`code`] reads fences and judges the Python in them.
//! - [`question`] finds the questions and their answers.
//! - [`Note`] puts the parts together; a [`Revision`] names one state of such a part.

pub mod code;
pub mod front_matter;
pub mod markdown;
mod note;
pub mod question;
mod revision;

pub use note::{Note, Replaced};
pub use revision::Revision;

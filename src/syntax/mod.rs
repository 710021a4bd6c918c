//! From text to trees. Nothing here fails: what cannot be read becomes an error beside the tree.
//!
//! - [`front_matter`] reads the YAML at the head of a note.
//! - [`markdown`] reads the body as a row of top-level blocks.
//! - [`Note`] puts the parts together.

pub mod front_matter;
pub mod markdown;
mod note;

pub use note::{Note, Replaced};

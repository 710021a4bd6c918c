//! From text to trees. Nothing here fails: what cannot be read becomes an error beside the tree.
//!
//! - [`markdown`] reads the body as a row of top-level blocks.
//! - [`Note`] puts the parts together.

pub mod markdown;
mod note;

pub use note::{Note, Replaced};

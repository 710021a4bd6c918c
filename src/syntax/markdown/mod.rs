//! The body of a note as a row of top-level blocks.
//!
//! A [`Block`] is everything that is known of one top-level Markdown block, in ranges relative to its start, so
//! that it can be kept while the text around it changes.

mod block;
mod element;
mod parse;

pub use block::{Block, BlockKind, Fence, FenceEnd};
pub use element::{Element, ElementKind, children, plain_text};
pub use parse::{OPTIONS, parse};

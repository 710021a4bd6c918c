//! The body of a note as a row of top-level blocks.
//!
//! A [`Block`] is everything that is known of one top-level Markdown block, in ranges relative to its start, so
//! that it can be kept while the text around it changes. The [`BlockTree`] keeps the blocks of a note.

mod block;
mod builder;
mod definitions;
mod element;
mod fence;
mod inside;
mod labels;
mod link;
mod parse;
mod tree;
mod window;

#[cfg(test)]
mod tests;

pub use block::{Block, BlockKind};
pub use element::{Element, ElementKind, children, plain_text};
pub use fence::{Fence, FenceEnd, Piece};
pub use link::{Definition, DefinitionKind, Link, LinkKind, fold_label};
pub use parse::{OPTIONS, parse};
pub use tree::{BlockTree, Splice};

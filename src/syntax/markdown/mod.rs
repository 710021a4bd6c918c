//! The body of a note as a row of top-level blocks.
//!
//! A [`Block`] is everything that is known of one top-level Markdown block, in ranges relative to its start, so
//! that it can be kept while the text around it changes. The [`BlockTree`] keeps the blocks of a note.
//!
//! [`destinations`] says where the links of a block lead, its [`Anchor`]s are the places that links can lead to. A
//! heading's anchor is its [`slug`].

mod address;
mod address_form;
mod anchor;
mod anchors;
mod block;
mod builder;
mod chunks;
mod definitions;
mod destination;
mod element;
mod fence;
mod html;
mod inside;
mod labels;
mod link;
mod loose;
mod parse;
mod slug;
mod tree;
mod window;

#[cfg(test)]
mod tests;

pub use address::{Address, percent_decoded};
pub use address_form::AddressForm;
pub use anchor::{Anchor, AnchorKind};
pub use anchors::{Anchors, NameSet, PlacedAnchor};
pub use block::{Block, BlockKind};
pub use chunks::parse_in_chunks;
pub use destination::{Destination, DestinationKind, destinations};
pub use element::{Element, ElementKind, children, plain_text};
pub use fence::{Fence, FenceEnd, Piece};
pub use link::{Definition, DefinitionKind, Link, LinkKind, fold_label, is_dotted_name};
pub use parse::{OPTIONS, parse};
pub use slug::{SlugCounter, fold_anchor, slug, without_number};
pub use tree::{BlockTree, Splice};

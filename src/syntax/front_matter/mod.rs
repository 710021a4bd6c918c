//! Front matter: the YAML at the head of a note, whole or half-typed.
//!
//! [`split`] finds it, [`FrontMatter::read`] reads it into a tree in which every key and value has its place.
//! A [`YamlDocument`] is a file of its own.

mod cooked;
mod document;
mod events;
mod lines;
mod read;
mod recover;
mod repair;
mod scalar;
mod split;
mod tabs;
#[cfg(test)]
mod tests;
mod tree;

pub use document::YamlDocument;
pub use read::{FrontMatter, SyntaxError, SyntaxFix};
pub use scalar::{Scalar, ScalarStyle, ScalarValue};
pub use split::{FrontMatterKind, Split, split};
pub use tree::{CollectionStyle, Entry, Mapping, Node, NodeKind, Sequence};

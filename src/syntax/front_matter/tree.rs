//! The YAML tree: every key and value with its place.

use crate::text::TextRange;

use super::{Scalar, ScalarValue};

/// A value or a key. Ranges are in bytes of the note.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// From the first to the last byte of the node, quotes and brackets included. Where a value is missing
    /// (`title:`), the range is empty and stands after the colon or the dash.
    pub range: TextRange,
    /// What it is.
    pub kind: NodeKind,
}

/// What a [`Node`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// A single value.
    Scalar(Scalar),
    /// A list.
    Sequence(Sequence),
    /// Keys and values.
    Mapping(Mapping),
    /// An alias (`*name`) or a scalar with a tag of its own (`!expr now()`): what it stands for is not looked up.
    Unresolved,
}

/// How a collection is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CollectionStyle {
    /// One item or key to a line, by indentation.
    Block,
    /// In brackets or braces.
    Flow,
}

/// A list.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequence {
    /// How it is written.
    pub style: CollectionStyle,
    /// Its items, in order.
    pub items: Vec<Node>,
}

/// Keys and values, in the order of the text. A key that stands twice is here twice.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// How it is written.
    pub style: CollectionStyle,
    /// Its keys and values.
    pub entries: Vec<Entry>,
}

/// One key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key: nearly always a scalar.
    pub key: Node,
    /// The value: a null with an empty range where there is none.
    pub value: Node,
}

impl Node {
    /// The scalar, if it is one.
    pub fn as_scalar(&self) -> Option<&Scalar> {
        match &self.kind {
            NodeKind::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The text of a scalar of whatever type, escapes and folded lines resolved: `2024` for the number too. None
    /// for a null and for what is no scalar.
    pub fn text(&self) -> Option<&str> {
        self.as_scalar().filter(|scalar| scalar.value != ScalarValue::Null).map(|scalar| scalar.text.as_str())
    }

    /// The items of a list, or nothing.
    pub fn items(&self) -> &[Node] {
        match &self.kind {
            NodeKind::Sequence(sequence) => &sequence.items,
            _ => &[],
        }
    }

    /// The mapping, if it is one.
    pub fn as_mapping(&self) -> Option<&Mapping> {
        match &self.kind {
            NodeKind::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// The value of `key` in a mapping.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_mapping()?.get(key)
    }

    /// Whether this is a null, written or missing.
    pub fn is_null(&self) -> bool {
        self.as_scalar().is_some_and(|scalar| scalar.value == ScalarValue::Null)
    }
}

impl Mapping {
    /// The value of `key`; of the last where the key stands more than once, as most YAML readers have it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry of `key`; the last where it stands more than once.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().rev().find(|entry| entry.name() == Some(key))
    }
}

impl Entry {
    /// The key's text, for a key that is a scalar.
    pub fn name(&self) -> Option<&str> {
        self.key.as_scalar().map(|scalar| scalar.text.as_str())
    }

    /// Key and value.
    pub fn range(&self) -> TextRange {
        self.key.range.cover(self.value.range)
    }
}

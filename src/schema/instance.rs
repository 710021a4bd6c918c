//! Between the YAML tree and JSON: values one way, places the other.

use serde_json::{Map, Number, Value};

use crate::syntax::front_matter::{Entry, Node, NodeKind, ScalarValue};

/// The way from the outermost value to one inside.
pub type Path = Vec<Segment>;

/// One step into a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Segment {
    /// Into the value of a key.
    Key(String),
    /// Into the item of a list, counted from 0.
    Index(usize),
}

/// What stands at a [`Path`].
#[derive(Clone, Copy, Debug)]
pub struct Located<'a> {
    /// The entry, where the value belongs to a key.
    pub entry: Option<&'a Entry>,
    /// The value.
    pub node: &'a Node,
}

/// The JSON value of a tree. Where a key stands twice, the last holds. What an alias stands for is not known: null.
/// Merge keys (`<<`) are left out.
pub fn to_json(node: &Node) -> Value {
    match &node.kind {
        NodeKind::Unresolved => Value::Null,
        NodeKind::Scalar(scalar) => match scalar.value {
            ScalarValue::Null => Value::Null,
            ScalarValue::Bool(bool) => Value::Bool(bool),
            ScalarValue::Int(int) => Value::Number(int.into()),
            ScalarValue::Float(float) => {
                Number::from_f64(float).map_or_else(|| Value::String(scalar.text.clone()), Value::Number)
            }
            ScalarValue::String => Value::String(scalar.text.clone()),
        },
        NodeKind::Sequence(sequence) => Value::Array(sequence.items.iter().map(to_json).collect()),
        NodeKind::Mapping(mapping) => {
            let entries = mapping.entries.iter().filter_map(|entry| Some((entry.name()?, &entry.value)));
            let entries = entries.filter(|(name, _)| *name != "<<");
            Value::Object(entries.map(|(name, value)| (name.to_owned(), to_json(value))).collect::<Map<_, _>>())
        }
    }
}

/// Finds what stands at `path`.
pub fn locate<'a>(root: &'a Node, path: &[Segment]) -> Option<Located<'a>> {
    let mut located = Located { entry: None, node: root };
    for segment in path {
        located = match (&located.node.kind, segment) {
            (NodeKind::Mapping(mapping), Segment::Key(key)) => {
                let entry = mapping.entry(key)?;
                Located { entry: Some(entry), node: &entry.value }
            }
            (NodeKind::Sequence(sequence), Segment::Index(index)) => {
                Located { entry: None, node: sequence.items.get(*index)? }
            }
            _ => return None,
        };
    }
    Some(located)
}

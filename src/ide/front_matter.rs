//! What the schema of front matter says of a place in it.

use serde_json::Value;

use crate::schema::{Guide, Schema, Segment, describe_type, in_code};
use crate::syntax::front_matter::{FrontMatter, Mapping, Node, NodeKind, Sequence};
use crate::text::TextRange;

use super::NoteView;

/// How many allowed values are listed.
const MAX_LISTED: usize = 20;

/// What is said of a key or value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterHover {
    /// The key or value, in bytes of the note.
    pub range: TextRange,
    /// In Markdown.
    pub text: String,
}

/// What the schema says of the key or value at `offset`.
pub fn front_matter_hover(view: &NoteView<'_>, offset: u32) -> Option<FrontMatterHover> {
    let root = view.note.front_matter()?.root.as_ref()?;
    let mut path = Vec::new();
    let (node, is_key) = find(root, offset, &mut path)?;
    let guide = Guide::at(view.schema, &path);
    let name = path.iter().rev().find_map(|segment| match segment {
        Segment::Key(key) => Some(key.as_str()),
        Segment::Index(_) => None,
    })?;
    let chosen = guide.values().into_iter().find(|(value, about)| {
        let plain = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        !is_key && about.is_some() && node.text() == Some(&plain)
    });
    let text = match chosen {
        Some((_, Some(about))) => about.to_owned(),
        _ => {
            let title =
                guide.title().filter(|title| *title != name).map(|title| format!(": {title}")).unwrap_or_default();
            format!("**{name}**{title}\n\n{}", describe(&guide)?)
        }
    };
    Some(FrontMatterHover { range: node.range, text })
}

/// The scalar at `offset`, whether it is a key, and the path to the value.
fn find<'a>(node: &'a Node, offset: u32, path: &mut Vec<Segment>) -> Option<(&'a Node, bool)> {
    match &node.kind {
        NodeKind::Mapping(mapping) => {
            for entry in &mapping.entries {
                let Some(name) = entry.name() else { continue };
                path.push(Segment::Key(name.to_owned()));
                if entry.key.range.touches(offset) {
                    return Some((&entry.key, true));
                }
                if let Some(found) = find(&entry.value, offset, path) {
                    return Some(found);
                }
                path.pop();
            }
            None
        }
        NodeKind::Sequence(sequence) => {
            for (index, item) in sequence.items.iter().enumerate() {
                path.push(Segment::Index(index));
                if let Some(found) = find(item, offset, path) {
                    return Some(found);
                }
                path.pop();
            }
            None
        }
        _ => (!node.range.is_empty() && node.range.touches(offset)).then_some((node, false)),
    }
}

/// Description, type, allowed values and default, in Markdown; none where the schema says nothing.
pub(super) fn describe(guide: &Guide<'_>) -> Option<String> {
    let plain = |value: &Value| in_code(&value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    let mut parts: Vec<String> = guide.description().map(str::to_owned).into_iter().collect();
    let mut types: Vec<_> = guide.types().into_iter().filter(|it| *it != "null").map(describe_type).collect();
    if types.first() == Some(&"text") {
        // Who takes text takes a number for it as well.
        types.retain(|name| !matches!(*name, "a number" | "a whole number" | "`true` or `false`"));
    }
    if !types.is_empty() {
        parts.push(format!("Type: {}", types.join(" or ")));
    }
    let values = guide.values();
    if !values.is_empty() {
        let mut listed: Vec<_> = values.iter().take(MAX_LISTED).map(|(value, _)| plain(value)).collect();
        if values.len() > MAX_LISTED {
            listed.push(format!("{} more", values.len() - MAX_LISTED));
        }
        parts.push(format!("Allowed: {}", listed.join(", ")));
    }
    if let Some(default) = guide.default_value() {
        parts.push(format!("Default: {}", plain(default)));
    }
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// What is expected under `keys`, which skip the items of lists.
pub(super) fn guide_under<'a>(schema: &'a Schema, keys: &[String]) -> Guide<'a> {
    keys.iter().fold(Guide::at(schema, &[]), |guide, key| {
        let (own, of_items) = (guide.key(key), guide.items().key(key));
        if own.is_empty() { of_items } else { own }
    })
}

/// The mapping under `keys` that what stands at `place` belongs to.
pub(super) fn mapping_under<'a>(
    front_matter: &'a FrontMatter,
    keys: &[String],
    place: TextRange,
) -> Option<&'a Mapping> {
    let mut nodes = Vec::new();
    collect(front_matter.root.as_ref()?, keys, &mut nodes);
    let mappings = nodes.into_iter().filter(|node| node.as_mapping().is_some());
    // In a list of mappings, the last one that starts before.
    mappings.min_by_key(|node| distance(node.range, place)).and_then(Node::as_mapping)
}

/// The list under `keys` that what stands at `place` belongs to.
pub(super) fn sequence_around<'a>(
    front_matter: &'a FrontMatter,
    keys: &[String],
    place: TextRange,
) -> Option<&'a Sequence> {
    let mut nodes = Vec::new();
    collect(front_matter.root.as_ref()?, keys, &mut nodes);
    let nearest = nodes.into_iter().min_by_key(|node| distance(node.range, place))?;
    match &nearest.kind {
        NodeKind::Sequence(sequence) => Some(sequence),
        _ => None,
    }
}

fn distance(range: TextRange, place: TextRange) -> u32 {
    if range.touches(place.start) {
        0
    } else if range.end < place.start {
        place.start - range.end
    } else {
        // What stands behind is seldom meant.
        (range.start - place.start).saturating_mul(4)
    }
}

/// All values under `keys`, those in every item of a list.
fn collect<'a>(node: &'a Node, keys: &[String], into: &mut Vec<&'a Node>) {
    match keys.split_first() {
        None => {
            into.push(node);
            into.extend(node.items().iter().filter(|item| item.as_mapping().is_some()));
        }
        Some((key, rest)) => {
            if let Some(value) = node.get(key) {
                collect(value, rest, into);
            }
            for item in node.items() {
                collect(item, keys, into);
            }
        }
    }
}

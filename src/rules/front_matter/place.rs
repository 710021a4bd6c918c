//! A place in front matter that a finding speaks of.

use crate::rules::NoteContext;
use crate::schema::{Guide, Path, Segment, describe_value, locate, to_json};
use crate::syntax::front_matter::{CollectionStyle, Entry, FrontMatter, Mapping, Node, NodeKind};
use crate::text::TextRange;

/// A value in the front matter of a note.
pub(super) struct Place<'a> {
    pub context: &'a NoteContext<'a>,
    pub front_matter: &'a FrontMatter,
    pub path: &'a [Segment],
    /// The value and its key, where it has one.
    pub node: &'a Node,
    pub entry: Option<&'a Entry>,
}

/// The outermost value; an empty mapping where there is nothing yet.
pub(super) fn root(front_matter: &FrontMatter) -> Option<Node> {
    if let Some(root) = front_matter.root.as_ref().filter(|root| !root.is_null()) {
        return Some(root.clone());
    }
    let mapping = Mapping { style: CollectionStyle::Block, entries: Vec::new() };
    let range = TextRange::empty(front_matter.content.start);
    front_matter.errors.is_empty().then_some(Node { range, kind: NodeKind::Mapping(mapping) })
}

impl<'a> Place<'a> {
    /// The value at `path`, if something can be said of it: not where an alias stands for it, nor where the syntax
    /// is broken, since what stands there is not what was meant.
    pub fn find(
        context: &'a NoteContext<'a>,
        front_matter: &'a FrontMatter,
        root: &'a Node,
        path: &'a Path,
    ) -> Option<Self> {
        let located = locate(root, path)?;
        let place = Self { context, front_matter, path, node: located.node, entry: located.entry };
        let is_known = !matches!(place.node.kind, NodeKind::Unresolved);
        // The outermost value is all of it: a fault somewhere inside says nothing of the rest.
        let is_broken = !path.is_empty() && place.is_broken();
        (is_known && !is_broken).then_some(place)
    }

    fn is_broken(&self) -> bool {
        let range = self.entry.map_or(self.node.range, Entry::range);
        self.front_matter.errors.iter().any(|error| range.meets(error.range))
    }

    /// The key that the value belongs to.
    pub fn key(&self) -> Option<&'a str> {
        self.entry.and_then(Entry::name)
    }

    /// What the schema says of the value.
    pub fn guide(&self) -> Guide<'a> {
        Guide::at(self.context.schema, self.path)
    }

    /// What to mark for a value that is wrong: the value itself, but the key where there is no value or one of many
    /// lines.
    pub fn value_range(&self) -> TextRange {
        let is_block = match &self.node.kind {
            NodeKind::Sequence(sequence) => sequence.style == CollectionStyle::Block,
            NodeKind::Mapping(mapping) => mapping.style == CollectionStyle::Block,
            _ => self.node.range.is_empty(),
        };
        match self.entry {
            _ if self.path.is_empty() => self.opening(),
            Some(entry) if is_block => entry.key.range,
            _ => self.first_line(),
        }
    }

    /// What to mark for a key that is missing in the value: the key of the value, the line that opens the front
    /// matter, or the start of a list item.
    pub fn container_range(&self) -> TextRange {
        match self.entry {
            _ if self.path.is_empty() => self.opening(),
            Some(entry) => entry.key.range,
            None => self.first_line(),
        }
    }

    fn opening(&self) -> TextRange {
        let start = self.front_matter.range.start;
        TextRange::new(start, start + "---".len() as u32)
    }

    fn first_line(&self) -> TextRange {
        let text = self.context.note.text();
        let line_end = text.line_range(text.line_of(self.node.range.start)).end;
        let range = self.node.range;
        TextRange::new(range.start, range.end.min(line_end).max(range.start))
    }

    /// The source of the value.
    pub fn source(&self) -> String {
        self.context.note.text().slice(self.node.range).into_owned()
    }

    /// Whether the value is yet to be filled in by Hugo, Jinja or the like: `{{ .Title }}`.
    pub fn is_template(&self) -> bool {
        let source = self.source();
        source.trim_start_matches(['"', '\'']).starts_with("{{") && source.contains("}}")
    }

    /// The value in words.
    pub fn found(&self) -> String {
        describe_value(&to_json(self.node))
    }
}

//! From the events of the YAML parser to a tree. The only place that knows the parser.

use granit_parser::{Event, Options, Parser, ScalarStyle as EventStyle, Span, StructureStyle, Tag};

pub(super) use granit_parser::ErrorKind;

use crate::text::TextRange;

use super::cooked::Cooked;
use super::{CollectionStyle, Entry, Mapping, Node, NodeKind, Scalar, ScalarStyle, ScalarValue, Sequence};

/// How deep collections may be nested. Front matter is two or three deep; whoever walks the tree may recurse.
const MAX_DEPTH: usize = 64;

/// How many values the front matter may come to when every alias is replaced by what it refers to. Askdown never
/// does that, but other readers of the note do.
const MAX_EXPANDED: u64 = 100_000;

/// What one run of the parser gives.
pub(super) struct Outcome {
    /// The tree, in bytes of the note, with everything still open at a fault closed there; nothing where there is no
    /// content.
    pub root: Option<Node>,
    /// The first fault.
    pub fault: Option<Fault>,
    /// Aliases of anchors that are not in this text: where, in bytes of the note, and which.
    pub unresolved_aliases: Vec<(TextRange, String)>,
}

/// A fault, in offsets of the text that was parsed.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub kind: FaultKind,
    pub offset: u32,
}

/// What kind of fault.
#[derive(Clone, Debug)]
pub(super) enum FaultKind {
    /// What the parser says.
    Syntax(ErrorKind),
    /// `--- more`: a second document.
    SecondDocument,
    /// Aliases that refer to aliases, until the whole is more than anyone can hold.
    AliasBomb,
}

/// Parses `source`, up to its first fault.
pub(super) fn parse(source: &Cooked) -> Outcome {
    let mut builder = Builder::new(source);
    let mut fault = None;
    for item in Parser::new_from_str_with_options(&source.text, options()) {
        let step = match item {
            Ok((event, span)) => builder.event(event, span),
            Err(error) => {
                let offset = error.marker().byte_offset().unwrap_or(source.text.len()) as u32;
                Err(Fault { kind: FaultKind::Syntax(error.kind().clone()), offset })
            }
        };
        if let Err(found) = step {
            fault = Some(found);
            break;
        }
    }
    while !builder.open.is_empty() {
        builder.close(None);
    }
    Outcome { root: builder.root, fault, unresolved_aliases: builder.unresolved_aliases }
}

fn options() -> Options {
    granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        disallow_directives: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    }
}

struct Builder<'a> {
    source: &'a Cooked,
    open: Vec<Open>,
    root: Option<Node>,
    documents: u32,
    /// Where the last thing that was read ends.
    last_end: u32,
    /// By anchor, how many values it comes to with its aliases replaced.
    anchor_sizes: Vec<u64>,
    /// How many values there are with all aliases replaced.
    size: u64,
    unresolved_aliases: Vec<(TextRange, String)>,
}

/// A collection that has not ended yet.
struct Open {
    /// Where a flow collection starts; block collections are as long as what they hold.
    start: u32,
    anchor: usize,
    /// The size before it.
    size_before: u64,
    content: Content,
}

enum Content {
    Sequence(Sequence),
    Mapping(Mapping, Option<Node>),
}

impl<'a> Builder<'a> {
    fn new(source: &'a Cooked) -> Self {
        Self {
            source,
            open: Vec::new(),
            root: None,
            documents: 0,
            last_end: 0,
            anchor_sizes: Vec::new(),
            size: 0,
            unresolved_aliases: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        let range: TextRange = span.byte_range().unwrap_or(0..0).into();
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(Fault { kind: FaultKind::SecondDocument, offset: range.start });
                }
            }
            Event::SequenceStart(style, anchor, _) => {
                let content = Content::Sequence(Sequence { style: collection_style(style), items: Vec::new() });
                self.open(range, anchor, content);
            }
            Event::MappingStart(style, anchor, _) => {
                let mapping = Mapping { style: collection_style(style), entries: Vec::new() };
                self.open(range, anchor, Content::Mapping(mapping, None));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(Some(range)),
            Event::Scalar(text, style, anchor, tag) => {
                let node = self.scalar(&text, style, tag.as_deref(), range);
                self.size += 1;
                self.define(anchor, 1);
                self.add(node);
            }
            Event::Alias(anchor) => {
                let size = self.anchor_sizes.get(anchor).copied().unwrap_or(1);
                self.size = self.size.saturating_add(size);
                if self.size > MAX_EXPANDED {
                    return Err(Fault { kind: FaultKind::AliasBomb, offset: range.start });
                }
                self.unresolved(range);
            }
            Event::UnresolvedAlias(name) => {
                self.unresolved_aliases.push((self.source.origin_range(range), name.into_owned()));
                self.unresolved(range);
            }
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, range: TextRange, anchor: usize, content: Content) {
        self.last_end = self.last_end.max(range.end);
        self.open.push(Open { start: range.start, anchor, size_before: self.size, content });
    }

    /// Closes the innermost collection, at `end` if the text does so.
    fn close(&mut self, end: Option<TextRange>) {
        let Some(open) = self.open.pop() else { return };
        self.size += 1;
        self.define(open.anchor, self.size - open.size_before);
        let (style, kind) = match open.content {
            Content::Sequence(sequence) => (sequence.style, NodeKind::Sequence(sequence)),
            Content::Mapping(mut mapping, key) => {
                if let Some(key) = key {
                    let value = null_at(key.range.end);
                    mapping.entries.push(Entry { key, value });
                }
                (mapping.style, NodeKind::Mapping(mapping))
            }
        };
        let inside = inside(&kind);
        let range = match (style, end) {
            (CollectionStyle::Flow, Some(end)) => {
                self.last_end = end.end;
                self.source.origin_range(TextRange::new(open.start, end.end.max(open.start)))
            }
            (CollectionStyle::Flow, None) => {
                let bracket = TextRange::new(open.start, open.start + 1);
                let bracket = self.source.origin_range(bracket);
                inside.map_or(bracket, |inside| bracket.cover(inside))
            }
            (CollectionStyle::Block, _) => inside.unwrap_or(self.source.origin_range(TextRange::empty(open.start))),
        };
        self.add(Node { range, kind });
    }

    fn scalar(&mut self, text: &str, style: EventStyle, tag: Option<&Tag>, range: TextRange) -> Node {
        let style = scalar_style(style);
        if range.is_empty() && style == ScalarStyle::Plain {
            return null_at(self.source.origin(self.after_indicator(range.start)));
        }
        let value = match tag {
            Some(tag) if tag.is_yaml_core_schema_tag("str") => ScalarValue::String,
            Some(tag) if tag.is_yaml_core_schema() => ScalarValue::of_plain(text),
            _ if style == ScalarStyle::Plain => ScalarValue::of_plain(text),
            _ => ScalarValue::String,
        };
        let range = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => self.block_scalar_range(range),
            _ => range,
        };
        self.last_end = range.end;
        let kind = match tag {
            Some(tag) if tag.is_custom() => NodeKind::Unresolved,
            _ => NodeKind::Scalar(Scalar { text: text.to_owned(), style, value }),
        };
        Node { range: self.source.origin_range(range), kind }
    }

    /// Where a missing value belongs: after the colon or dash that it would follow.
    fn after_indicator(&self, offset: u32) -> u32 {
        let rest = self.source.text.get(self.last_end as usize..).unwrap_or("");
        match rest.find(|c: char| !c.is_whitespace()) {
            Some(at) if rest[at..].starts_with([':', '-', '?']) => self.last_end + at as u32 + 1,
            _ => offset,
        }
    }

    /// The parser's range of a block scalar is its lines; ours has the header too, but not the last line end.
    fn block_scalar_range(&self, lines: TextRange) -> TextRange {
        let text = &self.source.text;
        let before = text.get(self.last_end as usize..lines.start as usize).unwrap_or("");
        let start = before.find(['|', '>']).map_or(lines.start, |at| self.last_end + at as u32);
        let whole = text.get(start as usize..lines.end as usize).unwrap_or("");
        TextRange::new(start, start + whole.trim_end().len() as u32)
    }

    fn unresolved(&mut self, range: TextRange) {
        self.last_end = range.end;
        self.add(Node { range: self.source.origin_range(range), kind: NodeKind::Unresolved });
    }

    fn add(&mut self, node: Node) {
        match self.open.last_mut().map(|open| &mut open.content) {
            Some(Content::Sequence(sequence)) => sequence.items.push(node),
            Some(Content::Mapping(mapping, key)) => match key.take() {
                Some(key) => mapping.entries.push(Entry { key, value: node }),
                None => *key = Some(node),
            },
            None => self.root = Some(node),
        }
    }

    fn define(&mut self, anchor: usize, size: u64) {
        if anchor > 0 {
            if self.anchor_sizes.len() <= anchor {
                self.anchor_sizes.resize(anchor + 1, 1);
            }
            self.anchor_sizes[anchor] = size;
        }
    }
}

/// From the first to the last thing in a collection.
fn inside(kind: &NodeKind) -> Option<TextRange> {
    match kind {
        NodeKind::Sequence(sequence) => Some(sequence.items.first()?.range.cover(sequence.items.last()?.range)),
        NodeKind::Mapping(mapping) => Some(mapping.entries.first()?.range().cover(mapping.entries.last()?.range())),
        _ => None,
    }
}

/// A value that is not there.
pub(super) fn null_at(offset: u32) -> Node {
    let scalar = Scalar { text: String::new(), style: ScalarStyle::Plain, value: ScalarValue::Null };
    Node { range: TextRange::empty(offset), kind: NodeKind::Scalar(scalar) }
}

fn collection_style(style: StructureStyle) -> CollectionStyle {
    match style {
        StructureStyle::Block => CollectionStyle::Block,
        StructureStyle::Flow => CollectionStyle::Flow,
    }
}

fn scalar_style(style: EventStyle) -> ScalarStyle {
    match style {
        EventStyle::SingleQuoted => ScalarStyle::SingleQuoted,
        EventStyle::DoubleQuoted => ScalarStyle::DoubleQuoted,
        EventStyle::Literal => ScalarStyle::Literal,
        EventStyle::Folded => ScalarStyle::Folded,
        _ => ScalarStyle::Plain,
    }
}

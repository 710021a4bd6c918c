//! One top-level block from the parser's events.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};

use crate::text::TextRange;

use super::anchor::anchors;
use super::loose;
use super::window::footnote_label;
use super::{
    Block, BlockKind, Definition, DefinitionKind, Element, ElementKind, Fence, FenceEnd, Link, LinkKind, Piece,
    fold_label,
};

/// Collects what a block holds, in ranges of the whole source, and block after block what the next one does: so nothing
/// has to grow anew for each.
pub(super) struct Builder<'s> {
    source: &'s str,
    elements: Vec<Element>,
    fences: Vec<Fence>,
    /// The pieces of the last fence.
    pieces: Vec<Piece>,
    links: Vec<Link>,
    definitions: Vec<Definition>,
    /// The ids of headings, by the index of the element.
    ids: Vec<(usize, Box<str>)>,
    depth: usize,
    end: usize,
    /// How many bytes of addresses the parser has copied for references so far: it stops resolving them at a limit.
    pub(super) copied: usize,
}

impl<'s> Builder<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            source,
            elements: Vec::new(),
            fences: Vec::new(),
            pieces: Vec::new(),
            links: Vec::new(),
            definitions: Vec::new(),
            ids: Vec::new(),
            depth: 0,
            end: 0,
            copied: 0,
        }
    }

    /// Whether the next event starts a top-level node.
    pub(super) fn between_nodes(&self) -> bool {
        self.depth == 0
    }

    /// Whether there was no node yet.
    pub(super) fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// One past the last byte of the nodes so far.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// Takes in one event.
    pub(super) fn event(&mut self, event: Event<'s>, range: Range<usize>) {
        self.end = self.end.max(range.end);
        match event {
            Event::Start(tag) => {
                self.start(tag, range);
                self.depth += 1;
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                if tag == TagEnd::CodeBlock {
                    self.close_fence();
                }
            }
            Event::Text(text) => self.text(&text, range),
            leaf => self.leaf(&leaf, range),
        }
    }

    fn push(&mut self, kind: ElementKind, range: Range<usize>) {
        let depth = u16::try_from(self.depth).unwrap_or(u16::MAX);
        self.elements.push(Element { kind, depth, range: range.into() });
    }

    fn start(&mut self, tag: Tag<'s>, range: Range<usize>) {
        let kind = match tag {
            Tag::Heading { level, id, attrs, .. } => {
                let named = attrs.into_iter().find_map(|(key, value)| value.filter(|_| &*key == "id"));
                let id = id.as_deref().or_else(|| Some(named.as_deref()?.trim_matches(['"', '\''])));
                self.ids.extend(id.map(|id| (self.elements.len(), Box::from(id))));
                ElementKind::Heading(level as u8)
            }
            Tag::BlockQuote(_) => ElementKind::Quote,
            Tag::List(first) => ElementKind::List(first.map(|n| u32::try_from(n).unwrap_or(u32::MAX))),
            Tag::Item => ElementKind::Item,
            Tag::CodeBlock(kind) => {
                self.fences.push(self.fence(&kind, range.clone()));
                ElementKind::CodeBlock(self.fences.len() as u32 - 1)
            }
            Tag::HtmlBlock => ElementKind::HtmlBlock,
            Tag::Table(_) => ElementKind::Table,
            Tag::TableHead | Tag::TableRow => ElementKind::TableRow,
            Tag::TableCell => ElementKind::TableCell,
            Tag::FootnoteDefinition(label) => {
                self.definitions.push(Definition {
                    range: range.clone().into(),
                    kind: DefinitionKind::Footnote,
                    label: fold_label(&label),
                    destination: Box::default(),
                });
                ElementKind::FootnoteDefinition
            }
            Tag::Emphasis => ElementKind::Emphasis,
            Tag::Strong => ElementKind::Strong,
            Tag::Strikethrough => ElementKind::Strikethrough,
            Tag::Link { link_type, dest_url, title, id } => {
                self.link(link_type, &dest_url, &title, &id, range.clone());
                ElementKind::Link
            }
            Tag::Image { link_type, dest_url, title, id } => {
                self.link(link_type, &dest_url, &title, &id, range.clone());
                ElementKind::Image
            }
            // The other tags belong to extensions that are off.
            _ => ElementKind::Paragraph,
        };
        self.push(kind, range);
    }

    fn leaf(&mut self, event: &Event<'s>, range: Range<usize>) {
        let kind = match event {
            Event::Code(_) => ElementKind::Code,
            Event::InlineMath(_) | Event::DisplayMath(_) => ElementKind::Math,
            Event::Html(_) | Event::InlineHtml(_) => ElementKind::Html,
            Event::FootnoteReference(label) => {
                self.links.push(Link {
                    range: range.clone().into(),
                    kind: LinkKind::Footnote,
                    target: fold_label(label),
                });
                ElementKind::FootnoteReference
            }
            Event::SoftBreak | Event::HardBreak => ElementKind::Break,
            Event::Rule => ElementKind::Rule,
            Event::TaskListMarker(ticked) => ElementKind::Task(*ticked),
            Event::Start(_) | Event::End(_) | Event::Text(_) => return,
        };
        // The lines of an HTML block are one where nothing lies between them.
        match self.elements.last_mut() {
            Some(last)
                if kind == ElementKind::Html
                    && last.kind == ElementKind::Html
                    && matches!(event, Event::Html(_))
                    && last.range.end as usize == range.start =>
            {
                last.range.end = range.end as u32;
            }
            _ => self.push(kind, range),
        }
    }

    fn text(&mut self, text: &CowStr<'s>, range: Range<usize>) {
        if matches!(self.elements.last(), Some(Element { kind: ElementKind::CodeBlock(_), .. })) {
            return self.code(text, range);
        }
        // An entity stays by itself, so that its element is known by its source; the rest of a tab has none.
        let verbatim = self.source.get(range.clone()) == Some(text.as_ref());
        if range.is_empty() {
            return;
        }
        if text.ends_with('[') && self.source[range.end..].starts_with('^') {
            self.dangling_footnote(range.end - 1);
        }
        let depth = u16::try_from(self.depth).unwrap_or(u16::MAX);
        match self.elements.last_mut() {
            Some(last)
                if verbatim
                    && last.kind == ElementKind::Text
                    && last.depth == depth
                    && last.range.end as usize == range.start
                    && !self.source[last.range.as_usize()].starts_with('&') =>
            {
                last.range.end = range.end as u32;
            }
            _ => self.push(ElementKind::Text, range),
        }
    }

    fn code(&mut self, text: &CowStr<'s>, range: Range<usize>) {
        if range.is_empty() {
            // The rest of a tab: spaces that the source does not hold.
            if !text.is_empty() {
                self.pieces.push(Piece { padding: text.len() as u32, range: range.into() });
            }
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if last.range.end as usize == range.start => last.range.end = range.end as u32,
            _ => self.pieces.push(Piece { padding: 0, range: range.into() }),
        }
    }

    /// The fence whose block stands at `range`, its content still empty.
    fn fence(&self, kind: &CodeBlockKind<'_>, range: Range<usize>) -> Fence {
        let at = TextRange::from(range.clone());
        let (info, end) = match kind {
            CodeBlockKind::Indented => (TextRange::empty(at.start), FenceEnd::Indented),
            CodeBlockKind::Fenced(_) => {
                let text = &self.source[range];
                let first_line = text.split(['\n', '\r']).next().unwrap_or_default();
                let marks = fence_marks(first_line);
                let info = first_line[marks..].trim();
                let info_at = at.start + (first_line.len() - first_line[marks..].trim_start().len()) as u32;
                (TextRange::new(info_at, info_at + info.len() as u32), FenceEnd::Unclosed)
            }
        };
        Fence { range: at, info, content: Box::default(), end }
    }

    fn close_fence(&mut self) {
        let Some(fence) = self.fences.last_mut() else { return };
        fence.content = self.pieces.drain(..).collect();
        if fence.end == FenceEnd::Indented {
            self.links.extend(loose::in_code(self.source, fence.range));
        }
        if fence.end == FenceEnd::Unclosed && is_closed(self.source, fence) {
            fence.end = FenceEnd::Closed;
        }
    }

    fn link(&mut self, link_type: LinkType, address: &str, title: &str, label: &str, range: Range<usize>) {
        let kind = match link_type {
            LinkType::Inline | LinkType::WikiLink { .. } => LinkKind::Inline,
            LinkType::Autolink | LinkType::Email => LinkKind::Autolink,
            LinkType::Reference | LinkType::ReferenceUnknown => LinkKind::Reference,
            LinkType::Collapsed | LinkType::CollapsedUnknown | LinkType::Shortcut | LinkType::ShortcutUnknown => {
                LinkKind::Shortcut
            }
        };
        let target = if kind.needs().is_some() {
            self.copied += address.len() + title.len();
            fold_label(label)
        } else {
            address.into()
        };
        self.links.push(Link { range: range.into(), kind, target });
    }

    /// Notes a reference at `start` to a footnote that nothing defines: text to the parser.
    fn dangling_footnote(&mut self, start: usize) {
        if let Some((target, length)) = footnote_label(&self.source[start..self.end]) {
            self.links.push(Link { range: (start..start + length).into(), kind: LinkKind::Footnote, target });
        }
    }

    /// The block, whose first line starts at `start` and whose successor starts at `end`. `dangling` are its
    /// references that lead nowhere. Then there is no node yet of the next one.
    pub(super) fn finish(&mut self, start: usize, end: usize, dangling: Vec<Link>) -> Block {
        let (start, end) = (start as u32, end as u32);
        self.links.extend(dangling);
        self.links.sort_by_key(|link| (link.range.start, link.range.end));
        let relative = |range: &mut TextRange| {
            *range = TextRange::new(range.start.clamp(start, end), range.end.clamp(start, end)).relative_to(start);
        };
        for fence in &mut self.fences {
            relative(&mut fence.range);
            relative(&mut fence.info);
            fence.content.iter_mut().for_each(|piece| relative(&mut piece.range));
        }
        self.elements.iter_mut().for_each(|element| relative(&mut element.range));
        self.links.iter_mut().for_each(|link| relative(&mut link.range));
        self.definitions.iter_mut().for_each(|definition| relative(&mut definition.range));
        let source = &self.source[start as usize..end as usize];
        let block = Block {
            kind: self.elements.first().map_or(BlockKind::Nothing, |element| kind_of(element.kind)),
            boundary: true,
            len: end - start,
            anchors: anchors(&self.elements, &self.fences, &self.ids, source),
            elements: self.elements.drain(..).collect(),
            fences: self.fences.drain(..).collect(),
            links: self.links.drain(..).collect(),
            definitions: self.definitions.drain(..).collect(),
        };
        self.ids.clear();
        self.pieces.clear();
        (self.depth, self.end) = (0, 0);
        block
    }
}

/// The length of the run of backticks or tildes that `line` starts with.
fn fence_marks(line: &str) -> usize {
    let mark = line.chars().next().unwrap_or('`');
    line.chars().take_while(|&c| c == mark).count()
}

/// Whether the last line of the fence is a closing fence: it lies behind the code and repeats the opener's mark.
fn is_closed(source: &str, fence: &Fence) -> bool {
    let text = &source[fence.range.as_usize()];
    let opener = &text[..fence_marks(text)];
    let code_end = fence.content.last().map_or(fence.info.end, |piece| piece.range.end);
    let tail = source.get(code_end as usize..fence.range.end as usize).unwrap_or_default();
    tail.trim_end().ends_with(opener) && (!fence.content.is_empty() || tail.contains(['\n', '\r']))
}

fn kind_of(kind: ElementKind) -> BlockKind {
    match kind {
        ElementKind::Heading(level) => BlockKind::Heading(level),
        ElementKind::List(first) => BlockKind::List { ordered: first.is_some() },
        ElementKind::Quote => BlockKind::Quote,
        ElementKind::CodeBlock(_) => BlockKind::Code,
        ElementKind::HtmlBlock => BlockKind::Html,
        ElementKind::Table => BlockKind::Table,
        ElementKind::Rule => BlockKind::Rule,
        ElementKind::FootnoteDefinition => BlockKind::FootnoteDefinition,
        _ => BlockKind::Paragraph,
    }
}

//! From a block to its pieces.

use crate::syntax::markdown::{Block, Element, ElementKind};
use crate::text::TextRange;

use super::line::{judge, parts};
use super::prose::Prose;
use super::table::{self, Columns};
use super::{Marks, Options, Piece, PieceKind, Place, Shape, html};

/// The pieces of `block`, whose text is `source`.
pub fn pieces(block: &Block, source: &str, options: &Options) -> Vec<Piece> {
    let elements = &block.elements;
    let (ends, out, containers) = (ends(elements), Vec::new(), Vec::new());
    let mut reader = Reader { elements, ends, source, options, out, containers, depth: 0 };
    reader.block();
    reader.out
}

/// For each element the index behind its descendants.
fn ends(elements: &[Element]) -> Vec<u32> {
    let mut ends = vec![elements.len() as u32; elements.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, element) in elements.iter().enumerate() {
        while let Some(above) = open.pop_if(|above| elements[*above].depth >= element.depth) {
            ends[above] = at as u32;
        }
        open.push(at);
    }
    ends
}

struct Reader<'b> {
    elements: &'b [Element],
    ends: Vec<u32>,
    source: &'b str,
    options: &'b Options,
    out: Vec<Piece>,
    /// The lists, items and quotes around the current element.
    containers: Vec<Container>,
    /// How many of them count.
    depth: usize,
}

struct Container {
    depth: u16,
    /// Items and quotes count as depth of a piece, lists do not.
    counts: bool,
    /// The number of the next item.
    next: u32,
    ordered: bool,
}

impl Reader<'_> {
    fn block(&mut self) {
        let mut index = 0;
        while let Some(element) = self.elements.get(index) {
            while let Some(left) = self.containers.pop_if(|container| container.depth >= element.depth) {
                self.depth -= usize::from(left.counts);
            }
            index = self.element(index, *element).max(index + 1);
        }
    }

    /// Reads one element; returns the index of the next to read.
    fn element(&mut self, index: usize, element: Element) -> usize {
        let skip = self.end_of(index);
        match element.kind {
            ElementKind::Heading(level) => {
                self.prose(PieceKind::Heading(level), index + 1, skip, element.range);
            }
            ElementKind::Paragraph => {
                self.prose(PieceKind::Paragraph, index + 1, skip, element.range);
            }
            ElementKind::Item => return self.item(index, element),
            ElementKind::List(first) => {
                let (next, ordered) = (first.unwrap_or(0), first.is_some());
                self.containers.push(Container { depth: element.depth, counts: false, next, ordered });
                return index + 1;
            }
            ElementKind::Quote => {
                // A heading alone in a quote is a heading that its writer wanted to stand out.
                let only = self.elements.get(index + 1).is_some_and(|first| {
                    matches!(first.kind, ElementKind::Heading(_)) && self.end_of(index + 1) == skip
                });
                if !only {
                    self.enter(element.depth);
                }
                return index + 1;
            }
            ElementKind::Table => self.table(index, element),
            ElementKind::CodeBlock(_) => self.plain(PieceKind::Code, element.range),
            ElementKind::Rule => self.plain(PieceKind::Rule, element.range),
            ElementKind::HtmlBlock => {
                let depth = self.depth();
                html::pieces(&self.elements[index + 1..skip], self.source, depth, self.options, &mut self.out);
            }
            ElementKind::FootnoteDefinition => {}
            // Inline text between the blocks of a tight item, behind a nested list.
            _ => return index + self.prose(PieceKind::Paragraph, index, self.elements.len(), element.range),
        }
        skip
    }

    /// Goes into an item or a quote.
    fn enter(&mut self, depth: u16) {
        self.containers.push(Container { depth, counts: true, next: 0, ordered: false });
        self.depth += 1;
    }

    /// The index behind the descendants of the element at `index`.
    fn end_of(&self, index: usize) -> usize {
        self.ends[index] as usize
    }

    fn depth(&self) -> u8 {
        self.depth.min(usize::from(u8::MAX)) as u8
    }

    /// Reads the inline elements from `index` on, before `end`; returns how many they are.
    fn prose(&mut self, kind: PieceKind, index: usize, end: usize, range: TextRange) -> usize {
        let (prose, count) = Prose::of_inline(&self.elements[index..end], self.source);
        let end = self.elements.get(index + count.saturating_sub(1)).map_or(range.end, |last| last.range.end);
        let range = if matches!(kind, PieceKind::Item { .. }) { range } else { range.cover(TextRange::empty(end)) };
        self.lines(kind, &prose, range, 0);
        count
    }

    /// Adds a piece for the first part of `prose` and one for each further part.
    fn lines(&mut self, kind: PieceKind, prose: &Prose, range: TextRange, number: u32) {
        if kind == PieceKind::Paragraph && self.div(prose) {
            return;
        }
        let all = parts(prose, self.options);
        let depth = self.depth();
        for (nth, &(start, end)) in all.iter().enumerate() {
            let part_end = if nth + 1 < all.len() { prose.locate(start, end).end } else { range.end };
            let (kind, depth, range) = match nth {
                0 if matches!(kind, PieceKind::Item { .. }) => (kind, depth.saturating_sub(1), range),
                0 => (kind, depth, TextRange::new(range.start, part_end.max(range.start))),
                _ => (PieceKind::Line, depth, {
                    let from = prose.locate(start, end).start;
                    TextRange::new(from, part_end.max(from))
                }),
            };
            let (mut shape, place) = judge(kind, prose, (start, end), range, self.options);
            shape.depth = depth;
            if nth == 0 && shape.number == 0 {
                shape.number = number;
            }
            if nth == 0 && prose.image && !shape.marks.any(Marks::TEXT) && kind == PieceKind::Paragraph {
                shape.kind = PieceKind::Image;
            }
            self.out.push(Piece { shape, place });
        }
    }

    /// Lines of colons open and close a fenced div, as Quarto and Docusaurus have it. Text on the lines between is
    /// a paragraph. Returns whether there was such a line.
    fn div(&mut self, prose: &Prose) -> bool {
        let text = prose.text.as_str();
        let mut at = 0;
        let mut plain: Option<(usize, usize)> = None;
        if !text.split('\n').any(|line| line.starts_with(":::")) {
            return false;
        }
        for line in text.split('\n') {
            let end = at + line.len();
            if line.starts_with(":::") {
                self.paragraph(prose, plain.take());
                let opens = !line.trim_start_matches(':').trim().is_empty();
                let line_range = prose.locate(at, end);
                self.plain(if opens { PieceKind::Open } else { PieceKind::Close }, line_range);
            } else {
                plain = Some((plain.map_or(at, |(start, _)| start), end));
            }
            at = end + 1;
        }
        self.paragraph(prose, plain);
        true
    }

    fn paragraph(&mut self, prose: &Prose, part: Option<(usize, usize)>) {
        let Some(part) = part else { return };
        let range = prose.locate(part.0, part.1);
        let (mut shape, place) = judge(PieceKind::Paragraph, prose, part, range, self.options);
        shape.depth = self.depth();
        self.out.push(Piece { shape, place });
    }

    fn item(&mut self, index: usize, element: Element) -> usize {
        let list = self.containers.iter_mut().rev().find(|container| !container.counts);
        let (number, ordered) = list.map_or((0, false), |list| {
            list.next = list.next.saturating_add(1);
            (list.next - 1, list.ordered)
        });
        self.enter(element.depth);
        let first = self.elements.get(index + 1).copied().filter(|first| first.depth > element.depth);
        // The text of a loose item is a paragraph; that of a tight one stands in the item itself.
        let (lead, end) = match first.map(|first| first.kind) {
            Some(ElementKind::Paragraph | ElementKind::Heading(_)) => (index + 2, self.end_of(index + 1)),
            _ => (index + 1, self.end_of(index)),
        };
        let headed = first.is_some_and(|first| matches!(first.kind, ElementKind::Heading(_)));
        let own = &self.elements[lead.min(end)..end];
        let task = own.iter().take(2).find_map(|element| match element.kind {
            ElementKind::Task(ticked) => Some(ticked),
            _ => None,
        });
        let (prose, count) = Prose::of_inline(own, self.source);
        let at = self.out.len();
        self.lines(PieceKind::Item { ordered }, &prose, element.range, if ordered { number } else { 0 });
        if let Some(piece) = self.out.get_mut(at) {
            piece.shape.marks.set_if(headed, Marks::HEADED);
            piece.shape.marks.set_if(task == Some(true), Marks::TICKED);
            piece.shape.marks.set_if(task == Some(false), Marks::UNTICKED);
        }
        lead + count
    }

    fn table(&mut self, index: usize, element: Element) {
        let columns = Columns::read(self.elements, index, self.source);
        let Some(columns) = columns else { return self.plain(PieceKind::Table, element.range) };
        let depth = self.depth();
        table::rows(self.elements, index, &columns, self.source, self.options, |mut piece| {
            piece.shape.depth = depth;
            self.out.push(piece);
        });
    }

    fn plain(&mut self, kind: PieceKind, range: TextRange) {
        let mut piece = Piece::plain(kind, range);
        piece.shape.depth = self.depth();
        self.out.push(piece);
    }
}

impl Piece {
    /// A piece without text of its own.
    pub(super) fn plain(kind: PieceKind, range: TextRange) -> Self {
        let shape = Shape { kind, depth: 0, level: None, marks: Marks::NONE, number: 0, letter: 0 };
        let place =
            Place { range, text: TextRange::empty(range.start), number: TextRange::empty(range.start), hash: 0 };
        Self { shape, place }
    }
}

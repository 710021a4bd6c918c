//! Blocks from a piece of text, by `pulldown-cmark`.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use crate::text::TextRange;

use super::{Block, BlockKind, Element, ElementKind, Fence, FenceEnd};

/// The Markdown that notes are written in: CommonMark with GFM and the extensions that Quarto, Jekyll and GitHub
/// share. Front matter is split off before, since the parser would see metadata anywhere.
pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_MATH);

/// The blocks of `source`, which starts at a line's start, in order and without gaps: each block begins where the
/// one before it ends, the last ends with `source`.
pub fn parse(source: &str) -> Vec<Block> {
    let mut events = Parser::new_ext(source, OPTIONS).into_offset_iter();
    let mut found: Vec<(u32, Block)> = Vec::new();
    while let Some((event, range)) = events.next() {
        let mut builder = Builder { source, elements: Vec::new(), fences: Vec::new() };
        builder.block(event, range.clone(), &mut events);
        // The element's own range can start after its indentation; a block starts with its line.
        let start = line_start(source, range.start);
        match found.last_mut() {
            // Two blocks on one line: the first line of the second lies inside the first, as in `[a]: b` oddities.
            Some((last_start, last)) if *last_start >= start => last.absorb(builder, *last_start),
            _ => found.push((start, builder.finish(start))),
        }
    }
    close_gaps(found, source.len() as u32)
}

fn line_start(source: &str, offset: usize) -> u32 {
    source[..offset].rfind(['\n', '\r']).map_or(0, |end| end as u32 + 1)
}

/// Gives every block its length, and what stands before the first one a block of its own.
fn close_gaps(found: Vec<(u32, Block)>, end: u32) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(found.len() + 1);
    let first = found.first().map_or(end, |(start, _)| *start);
    if first > 0 {
        blocks.push(Block { kind: BlockKind::Nothing, len: first, elements: Box::default(), fences: Box::default() });
    }
    let next_starts: Vec<u32> = found.iter().skip(1).map(|(start, _)| *start).chain([end]).collect();
    for ((start, mut block), next) in found.into_iter().zip(next_starts) {
        block.len = next - start;
        blocks.push(block);
    }
    blocks
}

/// Collects the elements of one block, in ranges of the whole source; `finish` makes them relative.
struct Builder<'s> {
    source: &'s str,
    elements: Vec<Element>,
    fences: Vec<Fence>,
}

impl<'s> Builder<'s> {
    /// Reads one top-level block: its first event and, for a container, all until its end.
    fn block(
        &mut self,
        first: Event<'s>,
        range: Range<usize>,
        events: &mut impl Iterator<Item = (Event<'s>, Range<usize>)>,
    ) {
        let mut depth = 0;
        let mut next = Some((first, range));
        while let Some((event, range)) = next.take() {
            match event {
                Event::Start(tag) => {
                    self.start(&tag, depth, range);
                    depth += 1;
                }
                Event::End(_) => depth -= 1,
                leaf => self.leaf(&leaf, depth, range),
            }
            if depth == 0 {
                break;
            }
            next = events.next();
        }
    }

    fn start(&mut self, tag: &Tag<'_>, depth: u16, range: Range<usize>) {
        let kind = match tag {
            Tag::Heading { level, .. } => ElementKind::Heading(*level as u8),
            Tag::BlockQuote(_) => ElementKind::Quote,
            Tag::List(first) => ElementKind::List(first.map(|n| u32::try_from(n).unwrap_or(u32::MAX))),
            Tag::Item => ElementKind::Item,
            Tag::CodeBlock(kind) => {
                self.fences.push(self.fence(kind, range.clone()));
                ElementKind::CodeBlock((self.fences.len() - 1).min(usize::from(u16::MAX)) as u16)
            }
            Tag::HtmlBlock => ElementKind::HtmlBlock,
            Tag::Table(_) => ElementKind::Table,
            Tag::TableHead | Tag::TableRow => ElementKind::TableRow,
            Tag::TableCell => ElementKind::TableCell,
            Tag::FootnoteDefinition(_) => ElementKind::FootnoteDefinition,
            Tag::Emphasis => ElementKind::Emphasis,
            Tag::Strong => ElementKind::Strong,
            Tag::Strikethrough => ElementKind::Strikethrough,
            Tag::Link { .. } => ElementKind::Link,
            Tag::Image { .. } => ElementKind::Image,
            // The other tags belong to extensions that are off.
            _ => ElementKind::Paragraph,
        };
        self.elements.push(Element { kind, depth, range: range.into() });
    }

    fn leaf(&mut self, event: &Event<'_>, depth: u16, range: Range<usize>) {
        let kind = match event {
            Event::Text(_) => {
                if matches!(self.elements.last(), Some(Element { kind: ElementKind::CodeBlock(_), .. })) {
                    return self.code_piece(range);
                }
                ElementKind::Text
            }
            Event::Code(_) => ElementKind::Code,
            Event::InlineMath(_) | Event::DisplayMath(_) => ElementKind::Math,
            Event::Html(_) | Event::InlineHtml(_) => ElementKind::Html,
            Event::FootnoteReference(_) => ElementKind::FootnoteReference,
            Event::SoftBreak | Event::HardBreak => ElementKind::Break,
            Event::Rule => ElementKind::Rule,
            Event::TaskListMarker(ticked) => ElementKind::Task(*ticked),
            Event::Start(_) | Event::End(_) => return,
        };
        self.elements.push(Element { kind, depth, range: range.into() });
    }

    fn code_piece(&mut self, range: Range<usize>) {
        let Some(fence) = self.fences.last_mut() else { return };
        let piece = TextRange::from(range);
        let mut pieces = std::mem::take(&mut fence.content).into_vec();
        match pieces.last_mut() {
            Some(last) if last.end == piece.start => last.end = piece.end,
            _ => pieces.push(piece),
        }
        fence.content = pieces.into_boxed_slice();
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
                (TextRange::new(info_at, info_at + info.len() as u32), FenceEnd::Closed)
            }
        };
        Fence { range: at, info, content: Box::default(), end }
    }

    fn finish(mut self, start: u32) -> Block {
        for fence in &mut self.fences {
            if fence.end == FenceEnd::Closed && !is_closed(self.source, fence) {
                fence.end = FenceEnd::Unclosed;
            }
            fence.range = fence.range.relative_to(start);
            fence.info = fence.info.relative_to(start);
            for piece in &mut fence.content {
                *piece = piece.relative_to(start);
            }
        }
        for element in &mut self.elements {
            element.range = element.range.relative_to(start);
        }
        Block {
            kind: self.elements.first().map_or(BlockKind::Nothing, |element| kind_of(element.kind)),
            len: 0,
            elements: self.elements.into(),
            fences: self.fences.into(),
        }
    }
}

impl Block {
    /// Takes in what `other` read: a second top-level element on this block's first line.
    fn absorb(&mut self, other: Builder<'_>, start: u32) {
        let first_fence = self.fences.len() as u16;
        let other = other.finish(start);
        let renumbered = other.elements.iter().map(|element| match element.kind {
            ElementKind::CodeBlock(n) => Element { kind: ElementKind::CodeBlock(n + first_fence), ..*element },
            _ => *element,
        });
        self.elements = self.elements.iter().copied().chain(renumbered).collect();
        self.fences = self.fences.iter().chain(&other.fences).cloned().collect();
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
    let code_end = fence.content.last().map_or(fence.info.end, |piece| piece.end);
    let tail = source.get(code_end as usize..fence.range.end as usize).unwrap_or_default();
    tail.trim_end().ends_with(opener) && (fence.content.last().is_some() || tail.contains(['\n', '\r']))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn only_fence(source: &str) -> (Fence, String, String) {
        let blocks = parse(source);
        let block = blocks.iter().find(|block| !block.fences.is_empty()).expect("a fence");
        let start: u32 = blocks.iter().take_while(|other| *other != block).map(|other| other.len).sum();
        let text = source[start as usize..].to_owned();
        let fence = block.fences[0].clone();
        let code = fence.code(&text);
        (fence, code, text)
    }

    #[test]
    fn blocks_cover_the_text() {
        let source = "\n\n# A\n\ntext\nmore\n- x\n\n      y\n***\n[a]: b\n\n> q\n\n```\ncode\n";
        let blocks = parse(source);
        assert_eq!(blocks.iter().map(|block| block.len).sum::<u32>(), source.len() as u32);
        let kinds: Vec<_> = blocks.iter().map(|block| block.kind).collect();
        use BlockKind::*;
        assert_eq!(kinds, [Nothing, Heading(1), Paragraph, List { ordered: false }, Rule, Quote, Code]);
    }

    #[test]
    fn code_is_found_through_prefixes_and_line_ends() {
        for (source, code, info) in [
            ("```python\nx = 1\n```\n", "x = 1\n", "python"),
            ("~~~~ py title=\"a\"\r\nx\r\n\r\ny\r\n~~~~\r\n", "x\n\ny\n", "py title=\"a\""),
            ("1. a\n\n   ```{python}\n   x = 1\n     y\n   ```\n", "x = 1\n  y\n", "{python}"),
            ("> ```py\n> x\n>\n> y\n> ```\n", "x\n\ny\n", "py"),
            ("- > ````py\n  > ```\n  > ````\n", "```\n", "py"),
        ] {
            let (fence, found, text) = only_fence(source);
            assert_eq!((found.as_str(), fence.end), (code, FenceEnd::Closed), "{source:?}");
            assert_eq!(&text[fence.info.as_usize()], info, "{source:?}");
            for (offset, c) in code.char_indices() {
                let at = fence.locate(offset as u32) as usize;
                assert!(text[at..].starts_with(c), "{source:?}: {offset} is found at {at}");
            }
        }
    }

    #[test]
    fn a_fence_without_its_end_is_unclosed() {
        for (source, end) in [
            ("```py", FenceEnd::Unclosed),
            ("```py\n", FenceEnd::Unclosed),
            ("```py\n```", FenceEnd::Closed),
            ("```py\n\n", FenceEnd::Unclosed),
            ("````py\nx\n```\n", FenceEnd::Unclosed),
            ("```py\nx\n    ```\n", FenceEnd::Unclosed),
            ("> ```py\n> x\n\ntext\n", FenceEnd::Unclosed),
            ("- ```py\n  x\n\ntext ```\n", FenceEnd::Unclosed),
            ("    x\n", FenceEnd::Indented),
        ] {
            assert_eq!(only_fence(source).0.end, end, "{source:?}");
        }
    }
}

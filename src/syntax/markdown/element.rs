//! What a block is made of: its containers, leaves and inline spans, as one flat row.

use pulldown_cmark::{Event, Parser};

use crate::text::TextRange;

/// One node of a block's tree. Elements stand in document order, each followed by its descendants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub kind: ElementKind,
    /// 0 for the block itself, one more for each container around it (no deeper than 65,535).
    pub depth: u16,
    /// Where it stands, in bytes from the start of the block.
    pub range: TextRange,
}

/// The kinds of CommonMark and GFM nodes that the parser tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementKind {
    /// ATX or setext heading of level 1 to 6.
    Heading(u8),
    /// Paragraph. The items of a tight list hold their inline elements without one.
    Paragraph,
    /// Block quote, also a GFM alert.
    Quote,
    /// Ordered list with its first number, or bullet list.
    List(Option<u32>),
    /// List item.
    Item,
    /// Code block, fenced or indented: the n-th of [`Block::fences`](super::Block::fences).
    CodeBlock(u32),
    /// HTML block.
    HtmlBlock,
    /// Table; its first row is the head.
    Table,
    /// Row of a table.
    TableRow,
    /// Cell of a table.
    TableCell,
    /// Footnote definition.
    FootnoteDefinition,
    /// Thematic break.
    Rule,
    /// Strong emphasis.
    Strong,
    /// Emphasis.
    Emphasis,
    /// Strikethrough.
    Strikethrough,
    /// Link, around its text.
    Link,
    /// Image, around its description.
    Image,
    /// Plain text, without the backslashes of escapes; each entity (`&amp;`) is an element of its own.
    Text,
    /// Inline code, with its backticks.
    Code,
    /// Inline or display math, with its dollars.
    Math,
    /// Inline HTML, or lines of an HTML block.
    Html,
    /// Reference to a footnote.
    FootnoteReference,
    /// Checkbox of a task item, and whether it is ticked.
    Task(bool),
    /// Line end inside a paragraph, soft or hard.
    Break,
}

impl ElementKind {
    /// Whether it is a block, not an inline span.
    pub fn is_block(self) -> bool {
        use ElementKind::*;
        matches!(
            self,
            Heading(_)
                | Paragraph
                | Quote
                | List(_)
                | Item
                | CodeBlock(_)
                | HtmlBlock
                | Table
                | TableRow
                | TableCell
                | FootnoteDefinition
                | Rule
        )
    }
}

/// The indices of the direct children of `elements[parent]`.
pub fn children(elements: &[Element], parent: usize) -> impl Iterator<Item = usize> + '_ {
    let depth = elements[parent].depth;
    elements[parent + 1..]
        .iter()
        .take_while(move |element| element.depth > depth)
        .enumerate()
        .filter(move |(_, element)| element.depth == depth + 1)
        .map(move |(index, _)| parent + 1 + index)
}

/// The text of `elements[parent]` without markup: no emphasis marks, backticks, link targets or HTML tags; entities
/// decoded, line ends as one space. Nested blocks are left out: for an item, only its own first lines.
///
/// `source` is the text of the block.
pub fn plain_text(elements: &[Element], parent: usize, source: &str) -> String {
    text_of(elements, parent, source, true)
}

/// The same without the descriptions of images: what a heading is linked by.
pub(super) fn linked_text(elements: &[Element], parent: usize, source: &str) -> String {
    text_of(elements, parent, source, false)
}

fn text_of(elements: &[Element], parent: usize, source: &str, with_images: bool) -> String {
    let Some(root) = elements.get(parent) else { return String::new() };
    let below = &elements[parent + 1..];
    let (depth, inline) = match below.first() {
        Some(first) if first.kind == ElementKind::Paragraph && first.depth > root.depth => (first.depth, &below[1..]),
        _ => (root.depth, below),
    };
    let mut out = String::new();
    let mut skipped = 0;
    for element in inline.iter().take_while(|element| element.depth > depth && !element.kind.is_block()) {
        if element.range.start < skipped {
            continue;
        }
        let text = source.get(element.range.as_usize()).unwrap_or_default();
        match element.kind {
            ElementKind::Text if text.starts_with('&') => out.push_str(&decode_entity(text)),
            ElementKind::Text => out.push_str(text),
            ElementKind::Code => out.push_str(strip_delimiters(text, '`')),
            ElementKind::Math => out.push_str(strip_delimiters(text, '$')),
            ElementKind::Break => out.push(' '),
            ElementKind::Image if !with_images => skipped = element.range.end,
            _ => {}
        }
    }
    out.trim().to_owned()
}

/// `text` without the delimiters on both sides, and without one space on both sides if there is one on each
/// (CommonMark 0.31, section 6.1).
fn strip_delimiters(text: &str, delimiter: char) -> &str {
    let opening = text.len() - text.trim_start_matches(delimiter).len();
    let inner = text.get(opening..text.len().saturating_sub(opening)).unwrap_or_default();
    match inner.strip_prefix(' ').and_then(|rest| rest.strip_suffix(' ')) {
        Some(unpadded) if !unpadded.trim().is_empty() => unpadded,
        _ => inner,
    }
}

/// What an entity such as `&amp;` stands for; `text` itself if it is none. The Markdown parser knows the table.
fn decode_entity(text: &str) -> String {
    let mut decoded = String::new();
    for event in Parser::new(text) {
        if let Event::Text(part) = event {
            decoded.push_str(&part);
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::markdown::parse;

    fn text_of(source: &str) -> String {
        plain_text(&parse(source)[0].elements, 0, source)
    }

    #[test]
    fn plain_text_has_no_markup() {
        assert_eq!(text_of("## What is **`is`**, and *why*? #\n"), "What is is, and why?");
        assert_eq!(
            text_of("What is [`yield`](https://example.org \"t\")\nin ![an image](x.png)?\n"),
            "What is yield in an image?"
        );
        assert_eq!(text_of("`` a`b `` <b>bold</b> $x$ \\* &lt;T&gt; & R&D;\n"), "a`b bold x * <T> & R&D;");
    }

    #[test]
    fn plain_text_of_an_item_is_its_first_lines() {
        for source in ["1. What is\n   a tuple?\n   - no\n", "1. What is\n   a tuple?\n\n   A list.\n"] {
            assert_eq!(plain_text(&parse(source)[0].elements, 1, source), "What is a tuple?", "{source:?}");
        }
    }
}

//! What a block is made of: its containers, leaves and inline spans, as one flat row.

use crate::text::TextRange;

/// One node of a block's tree. Elements stand in document order, each followed by its descendants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub kind: ElementKind,
    /// 0 for the block itself, one more for each container around it.
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
    CodeBlock(u16),
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
    /// Plain text, backslash escapes taken out.
    Text,
    /// Inline code, with its backticks.
    Code,
    /// Inline or display math, with its dollars.
    Math,
    /// Inline HTML, or one line of an HTML block.
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

/// The text of `elements[parent]` without markup: no emphasis marks, backticks, link targets or HTML tags; line
/// ends as one space. Nested blocks are left out: for an item, only its own first lines.
///
/// `source` is the text of the block.
pub fn plain_text(elements: &[Element], parent: usize, source: &str) -> String {
    let mut out = String::new();
    let depth = elements[parent].depth;
    let inline_at = match elements.get(parent + 1) {
        Some(first) if first.kind == ElementKind::Paragraph && first.depth == depth + 1 => parent + 2,
        _ => parent + 1,
    };
    let floor = if inline_at == parent + 2 { depth + 1 } else { depth };
    for element in elements[inline_at.min(elements.len())..].iter().take_while(|element| element.depth > floor) {
        let text = source.get(element.range.as_usize()).unwrap_or_default();
        match element.kind {
            kind if kind.is_block() => break,
            ElementKind::Text => out.push_str(text),
            ElementKind::Code => out.push_str(text.trim_matches('`')),
            ElementKind::Math => out.push_str(text.trim_matches('$')),
            ElementKind::Break => out.push(' '),
            _ => {}
        }
    }
    out.trim().to_owned()
}

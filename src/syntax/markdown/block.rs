//! One top-level block and what it holds.

use crate::text::TextRange;

use super::{Anchor, Definition, Element, ElementKind, Fence, Link};

/// A top-level block. All ranges are in bytes from the block's start, which is the start of its first line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Whether a parser that starts with this block reads it, and all that follows, as one that comes from above.
    /// Nearly always so; not where a definition on the line before reaches into the block.
    pub boundary: bool,
    /// Length in bytes from the start of the block's first line to the start of the next block's: trailing blank
    /// lines and link reference definitions belong to the block before them.
    pub len: u32,
    /// The block's tree in document order, the block itself first. Empty for [`BlockKind::Nothing`]. Where a second
    /// top-level node starts on the line on which the first one ends, both are one block, one tree after the other.
    pub elements: Box<[Element]>,
    /// The code blocks inside, at any depth, in document order.
    pub fences: Box<[Fence]>,
    /// Links, images and references inside, also those that lead nowhere, ordered by their starts.
    pub links: Box<[Link]>,
    /// The link and footnote definitions inside, in document order.
    pub definitions: Box<[Definition]>,
    /// The places inside that links can lead to, in document order.
    pub anchors: Box<[Anchor]>,
}

/// What a top-level block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Blank lines and link reference definitions before the first block; present only where there are any.
    Nothing,
    /// Heading of level 1 to 6.
    Heading(u8),
    /// Paragraph.
    Paragraph,
    /// Ordered list, or bullet list.
    List {
        /// Whether the items are numbered.
        ordered: bool,
    },
    /// Block quote or GFM alert.
    Quote,
    /// Fenced or indented code.
    Code,
    /// HTML block.
    Html,
    /// GFM table.
    Table,
    /// Thematic break.
    Rule,
    /// Footnote definition.
    FootnoteDefinition,
}

impl Block {
    /// Blank lines and definitions of `len` bytes before the first block.
    pub(super) fn nothing(len: u32) -> Self {
        Self {
            kind: BlockKind::Nothing,
            boundary: true,
            len,
            elements: Box::default(),
            fences: Box::default(),
            links: Box::default(),
            definitions: Box::default(),
            anchors: Box::default(),
        }
    }

    /// Whether it may hold a link to another place: one that holds none need not be looked at.
    pub fn may_lead_somewhere(&self) -> bool {
        let is_html = |element: &Element| matches!(element.kind, ElementKind::HtmlBlock | ElementKind::Html);
        !self.links.is_empty() || !self.definitions.is_empty() || self.elements.iter().any(is_html)
    }

    /// The HTML comments inside, at any depth, from `<!--` to `-->` (to the end of its HTML block for one that is not
    /// closed). `source` is the text of the block.
    pub fn comments(&self, source: &str) -> Vec<TextRange> {
        let mut comments = Vec::new();
        let mut seen = 0;
        for element in &self.elements {
            // An HTML block is followed by its lines; a comment may run over several of them.
            if matches!(element.kind, ElementKind::HtmlBlock | ElementKind::Html) && element.range.start >= seen {
                seen = element.range.end;
                let html = source.get(element.range.as_usize()).unwrap_or_default();
                comments.extend(comments_in(html).map(|comment| comment + element.range.start));
            }
        }
        comments
    }
}

/// The HTML comments in `html`.
pub(super) fn comments_in(html: &str) -> impl Iterator<Item = TextRange> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + html.get(at..)?.find("<!--")?;
        let end = html[start + 4..].find("-->").map_or(html.len(), |end| start + 4 + end + 3);
        at = end;
        Some(TextRange::from(start..end))
    })
}

#[cfg(test)]
mod tests {
    use crate::syntax::markdown::parse;

    fn comments(source: &str) -> Vec<&str> {
        let blocks = parse(source);
        let [block] = blocks.as_slice() else { panic!("one block, not {blocks:?}") };
        block.comments(source).into_iter().map(|comment| &source[comment.as_usize()]).collect()
    }

    #[test]
    fn comments_are_found_wherever_html_is() {
        assert_eq!(comments("<!-- a -->\n"), ["<!-- a -->"]);
        assert_eq!(comments("<!-- a\n\nb --> <!--c-->\n"), ["<!-- a\n\nb -->", "<!--c-->"]);
        assert_eq!(comments("text <!-- a --> `<!-- code -->`\n"), ["<!-- a -->"]);
        assert_eq!(comments("- item\n\n  <!-- a -->\n"), ["<!-- a -->"]);
        assert_eq!(comments("<div>\n<!-- a -->\n</div>\n"), ["<!-- a -->"]);
        assert_eq!(comments("<!-- never closed\n"), ["<!-- never closed\n"]);
        assert_eq!(comments("```html\n<!-- a -->\n```\n"), [""; 0]);
    }
}

//! The words of a stretch of a block, without markup.

use crate::syntax::markdown::{Block, ElementKind};
use crate::text::TextRange;

use super::prose::{Prose, Tag};

/// The text within `range` of `block`, whose source is `source`, without markup and on one line.
pub(super) fn text_in(block: &Block, source: &str, range: TextRange) -> String {
    let first = block.elements.iter().position(|element| element.range.end > range.start && !element.kind.is_block());
    let Some(first) = first else { return without_tags(source.get(range.as_usize()).unwrap_or_default()) };
    if block.elements[first].kind == ElementKind::Html && block.elements[first].range.encloses(range) {
        return without_tags(source.get(range.as_usize()).unwrap_or_default());
    }
    let (prose, _) = Prose::of_inline(&block.elements[first..], source);
    let text = prose.text_within(range);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = if Tag::read(rest).name.is_empty() { 1 } else { rest.find('>').map_or(rest.len(), |end| end + 1) };
        if end == 1 {
            out.push('<');
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    let out = out
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

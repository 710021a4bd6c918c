//! The words of a stretch of a block, without markup.

use crate::syntax::markdown::{Block, ElementKind};
use crate::text::TextRange;

use super::prose::{Prose, Tag};

/// The words of `text`, parted by one blank.
pub(super) fn on_one_line(text: &str) -> String {
    let text = text.trim();
    let is_blank = |byte: u8| matches!(byte, b'\t'..=b'\r' | b' ');
    // Most texts are so already.
    if text.is_ascii()
        && !text.as_bytes().windows(2).any(|pair| is_blank(pair[1]) && (pair[1] != b' ' || pair[0] == b' '))
    {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The prose within `range` of `block`, whose source is `source`.
pub(super) fn prose_in(block: &Block, source: &str, range: TextRange) -> Prose {
    let first = block.elements.iter().position(|element| element.range.end > range.start && !element.kind.is_block());
    // Elements stand in the order of their starts; those behind say nothing of it, and a paragraph may hold many questions.
    let behind = block.elements.partition_point(|element| element.range.start < range.end);
    match first.and_then(|first| block.elements.get(first..behind.max(first + 1))) {
        Some(elements) if elements[0].kind != ElementKind::Html || !elements[0].range.encloses(range) => {
            Prose::of_inline(elements, source).0.within(range)
        }
        _ => Prose::of_text(&without_tags(source.get(range.as_usize()).unwrap_or_default())),
    }
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
    on_one_line(&out)
}

//! Blocks from a piece of text, by `pulldown-cmark`.

use std::borrow::Cow;
use std::cell::RefCell;

use pulldown_cmark::{BrokenLink, CowStr, LinkType, Options, Parser};

use super::builder::Builder;
use super::{Block, BlockKind, Link, LinkKind, definitions, fold_label, loose};

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
    read(source, 0, &|_| false).blocks
}

/// What [`read`] finds.
pub(super) struct Reading {
    pub(super) blocks: Vec<Block>,
    /// Whether the parser may have given up on references: it copies no more bytes of addresses than the text has
    /// (or 100,000), against input of quadratic cost. What it reads then depends on the length of the text.
    pub(super) gave_up: bool,
}

/// The blocks of `source` from `from` on. What stands before is read for its definitions alone, and ends in such a
/// way that a block starts at `from`. A reference to a folded label that the source does not define is a link if
/// `is_link_label` says so.
pub(super) fn read(source: &str, from: usize, is_link_label: &dyn Fn(&str) -> bool) -> Reading {
    let source = &*lone_returns_replaced(source);
    let dangling = RefCell::new(Vec::new());
    let resolve = |broken: BrokenLink<'_>| {
        let label = fold_label(&broken.reference);
        if is_link_label(&label) {
            return Some((CowStr::Borrowed(""), CowStr::Borrowed("")));
        }
        let is_full = matches!(broken.link_type, LinkType::Reference | LinkType::ReferenceUnknown);
        let kind = match is_full {
            true => LinkKind::Reference,
            false if loose::is_template(source, &broken.span) => LinkKind::Template,
            false => LinkKind::Shortcut,
        };
        dangling.borrow_mut().push(Link { range: broken.span.into(), kind, target: label });
        None
    };
    let mut events = Parser::new_with_broken_link_callback(source, OPTIONS, Some(resolve)).into_offset_iter();
    let mut blocks = Vec::new();
    let mut builder = Builder::new(source);
    let mut start = from;
    for (event, range) in events.by_ref() {
        if range.start < from {
            continue;
        }
        if builder.between_nodes() {
            // A node's own range can start after its indentation; a block starts with its line.
            let line = line_start(source, range.start).max(from);
            if builder.is_empty() {
                blocks.extend((line > from).then(|| Block::nothing((line - from) as u32)));
                start = line;
            } else if line > start && line >= builder.end() {
                blocks.push(builder.finish(start, line, dangling.take()));
                start = line;
            }
        }
        builder.event(event, range);
    }
    if builder.is_empty() {
        blocks.extend((source.len() > from).then(|| Block::nothing((source.len() - from) as u32)));
    } else {
        blocks.push(builder.finish(start, source.len(), dangling.take()));
    }
    let body = &source[from..];
    mark_boundaries(&mut blocks, body);
    definitions::attach(&mut blocks, body, from, events.reference_definitions());
    Reading { blocks, gave_up: builder.copied * 2 >= source.len().max(100_000) }
}

/// `source` with `\n` for each `\r` that has no `\n` behind it. Both end a line, but the parser knows it only in some
/// places. Offsets stay what they are.
fn lone_returns_replaced(source: &str) -> Cow<'_, str> {
    let is_lone = |at: usize| source.as_bytes().get(at + 1) != Some(&b'\n');
    let Some(first) = source.match_indices('\r').map(|(at, _)| at).find(|&at| is_lone(at)) else {
        return Cow::Borrowed(source);
    };
    let rest = source[first..].char_indices().map(|(at, c)| if c == '\r' && is_lone(first + at) { '\n' } else { c });
    Cow::Owned(source[..first].chars().chain(rest).collect())
}

fn line_start(source: &str, offset: usize) -> usize {
    source.as_bytes()[..offset].iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |end| end + 1)
}

/// Finds the blocks that a parser would read differently if it started with them. A definition goes on in the next
/// line like a paragraph, even if that line is indented like code; a footnote definition may be indented as much as
/// it likes inside another one, which it ends.
fn mark_boundaries(blocks: &mut [Block], body: &str) {
    let mut start = 0;
    let mut before = "";
    for block in blocks {
        let end = start + block.len as usize;
        let text = &body[start..end];
        let follows_definition = !before.is_empty() && !ends_with_blank_line(before) && before.contains("]:");
        let is_indented = block.kind == BlockKind::FootnoteDefinition && indentation(text) >= 4;
        block.boundary = !follows_definition && !is_indented;
        before = text;
        start = end;
    }
}

fn ends_with_blank_line(text: &str) -> bool {
    let line = text.strip_suffix('\n').unwrap_or(text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    line[line_start(line, line.len())..].bytes().all(|byte| matches!(byte, b' ' | b'\t'))
}

/// How many columns the first line of `text` is indented by.
fn indentation(text: &str) -> usize {
    let blanks = text.bytes().take_while(|byte| matches!(byte, b' ' | b'\t'));
    blanks.fold(0, |column, byte| if byte == b'\t' { column / 4 * 4 + 4 } else { column + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::markdown::{Fence, FenceEnd};

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
            ("- ```py\n  if x:\n\ty\n  ```\n", "if x:\n  y\n", "py"),
        ] {
            let (fence, found, text) = only_fence(source);
            assert_eq!((found.as_str(), fence.end), (code, FenceEnd::Closed), "{source:?}");
            assert_eq!(&text[fence.info.as_usize()], info, "{source:?}");
            for (offset, c) in code.char_indices() {
                let at = fence.locate(offset as u32) as usize;
                // The rest of a tab stands where the tab ends.
                assert!(text[at..].starts_with(c) || text[..at].ends_with('\t'), "{source:?}: {offset} is at {at}");
            }
        }
    }

    #[test]
    fn every_block_knows_what_it_defines() {
        let labels = |source: &str| -> Vec<Vec<String>> {
            let of =
                |block: &Block| block.definitions.iter().map(|one| format!("{:?} {}", one.kind, one.label)).collect();
            parse(source).iter().map(of).collect()
        };
        assert_eq!(labels("[A  b]: x\n\ntext\n"), [vec!["Link a b"], vec![]]);
        assert_eq!(labels("t\n\n[a]: x\n\n> [a]: y\n> [b]: z\n"), [vec!["Link a"], vec!["Link a", "Link b"]]);
        assert_eq!(labels("[^ß]: note\n\n    [^c]: d\n"), [vec!["Footnote ss", "Footnote c"]]);
        assert_eq!(labels("```\n[a]: x\n```\n"), [[""; 0]]);
    }

    #[test]
    fn links_and_references_keep_their_targets() {
        let source = "[a](b&amp;c.md \"t\") <http://x.y> [t][D] [D] ![i][none] [^1] [^2]\n\n[d]: z\n[^1]: n\n";
        let blocks = parse(source);
        let links: Vec<_> = blocks[0].links.iter().map(|link| (link.kind, &*link.target)).collect();
        use LinkKind::*;
        assert_eq!(
            links,
            [
                (Inline, "b&c.md"),
                (Autolink, "http://x.y"),
                (Reference, "d"),
                (Shortcut, "d"),
                (Reference, "none"),
                (Footnote, "1"),
                (Footnote, "2"),
            ]
        );
        assert!(blocks[0].links.iter().all(|link| source[link.range.as_usize()].ends_with(['>', ')', ']'])));
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

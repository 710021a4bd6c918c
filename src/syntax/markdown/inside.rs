//! Edits inside one long block that leave its ends alone.
//!
//! A fence or comment that was just opened runs to the next closing one, often to the end of the note. Until it is
//! closed, each keystroke in it would ask for all of it to be read again, though nothing inside it means anything.

use crate::text::{Edit, Text, TextRange};

use super::{Block, BlockKind, ElementKind, FenceEnd};

/// Shorter blocks, in bytes, are simply read again.
const MIN_LEN: u32 = 256;

/// `block` as it is after `edit`, where that can be told without reading it: its code or comment has other text in the
/// middle, and no line that the edit touches can end it. `start` is the place of the block, `text` the note after the
/// edit.
pub(super) fn edited(block: &Block, start: u32, text: &Text, edit: &Edit) -> Option<Block> {
    if block.len < MIN_LEN || !(block.links.is_empty() && block.definitions.is_empty() && block.anchors.is_empty()) {
        return None;
    }
    let inside = inside(block, start, text)? + start;
    let delta = edit.text.len() as i64 - i64::from(edit.range.len());
    let moved = |offset: u32| u32::try_from(i64::from(offset) + delta).ok();
    // The lines that are touched, as they are now, with their ends. As they were, none of them ended the block.
    let (first, last) = (text.line_of(edit.range.start), text.line_of(edit.inserted().end));
    let lines = TextRange::new(text.line_start(first), text.line_start(last + 1));
    if edit.range.start < inside.start || edit.range.end >= inside.end || lines.end >= moved(inside.end)? {
        return None;
    }
    let touched = text.slice(lines);
    // A label on top of code is an anchor; it may come up when what stands before it goes.
    let next = text.slice(text.line_range(last + 1));
    let next = next.trim_start();
    let is_label = ["#|", ":name:", ":label:"].iter().any(|mark| touched.contains(mark));
    if is_label || next.starts_with("#|") || next.starts_with(':') {
        return None;
    }
    if touched.contains('\r') || touched.lines().any(|line| may_end(block.kind, line)) {
        return None;
    }
    // The next block depends on whether this one may hold a definition.
    let is_last = moved(start + block.len) == Some(text.len());
    if !is_last && (!edit.range.is_empty() || touched.contains("]:")) {
        return None;
    }
    resized(block, |offset| if offset + start >= edit.range.end { moved(offset) } else { Some(offset) })
}

/// The part of `block` in which only a closing mark means anything.
fn inside(block: &Block, start: u32, text: &Text) -> Option<TextRange> {
    match (block.kind, &*block.elements, &*block.fences) {
        // A fence that is indented takes as many blanks from each line of code.
        (BlockKind::Code, [_], [fence]) if fence.end != FenceEnd::Indented && fence.range.start == 0 => {
            let [piece] = &*fence.content else { return None };
            Some(piece.range)
        }
        (BlockKind::Html, [html, lines], []) if lines.kind == ElementKind::Html && lines.range == html.range => {
            let mark = "<!--".len() as u32;
            let opening = TextRange::new(html.range.start, html.range.start + mark) + start;
            (text.slice(opening) == "<!--").then(|| TextRange::new(html.range.start + mark, html.range.end))
        }
        _ => None,
    }
}

/// Whether `line` may be the last of a block of `kind`: never too few.
fn may_end(kind: BlockKind, line: &str) -> bool {
    match kind {
        BlockKind::Html => line.contains("-->"),
        _ => line.trim_start().starts_with(['`', '~']),
    }
}

/// `block` with each end of a range put where `moved` says.
fn resized(block: &Block, moved: impl Fn(u32) -> Option<u32>) -> Option<Block> {
    let mut block = block.clone();
    let end = |range: &mut TextRange| moved(range.end).map(|end| range.end = end);
    for element in &mut block.elements {
        end(&mut element.range)?;
    }
    for fence in &mut block.fences {
        end(&mut fence.range)?;
        fence.content.iter_mut().try_for_each(|piece| end(&mut piece.range))?;
    }
    block.len = moved(block.len)?;
    Some(block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::markdown::parse;

    /// Makes `edit` in a note of one block; whether the block need not be read again.
    fn is_kept(source: &str, edit: &Edit) -> bool {
        let block = &parse(source)[0];
        let mut text = Text::new(source);
        text.apply(edit);
        let Some(edited) = edited(block, 0, &text, edit) else { return false };
        assert_eq!(edited, parse(&text.to_string())[0], "{edit:?} in {source:?}");
        true
    }

    #[test]
    fn what_cannot_end_a_long_block_leaves_it_what_it_is() {
        let lines = "a line of text\n\n# not a heading\n".repeat(20);
        for source in [format!("```\n{lines}"), format!("~~~ py\n{lines}~~~\n"), format!("<!--\n{lines}")] {
            assert!(is_kept(&source, &Edit::insert(12, "x")), "{source:?}");
            assert!(is_kept(&source, &Edit::insert(12, "\n\n- x\n")), "{source:?}");
        }
        let open = format!("```\n{lines}");
        assert!(is_kept(&open, &Edit::delete(TextRange::new(6, 40))));
        assert!(!is_kept(&open, &Edit::insert(4, "```\n")));
        assert!(!is_kept(&open, &Edit::insert(2, "x")), "in the opening line");
        assert!(!is_kept(&open, &Edit::insert(open.len() as u32, "x")), "at the end");
        assert!(!is_kept(&format!("```{{x}}\ny\n:name: z\n{lines}"), &Edit::delete(TextRange::new(7, 9))));
        assert!(is_kept(&format!("<!--\n{lines}"), &Edit::insert(5, "```\n")));
        assert!(!is_kept(&format!("<!--\n{lines}"), &Edit::insert(5, "-->")));
        assert!(!is_kept(&format!("<div>\n{lines}"), &Edit::insert(5, "x")));
    }
}

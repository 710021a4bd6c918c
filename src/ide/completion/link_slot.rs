//! Where in a link the caret stands, as far as its line tells.

use std::ops::Range;

/// What could be completed, and what is typed of it. Ranges are in bytes of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LinkSlot {
    /// The path of an address: `[text](pa|`, `[label]: pa|`.
    Path {
        /// The path, up to the `#` behind it.
        token: Range<usize>,
        /// Whether it stands in angle brackets.
        angled: bool,
        /// Whether it is an image's.
        image: bool,
    },
    /// What is behind the `#` of an address.
    Anchor {
        /// The path before it.
        path: Range<usize>,
        /// What is behind.
        token: Range<usize>,
    },
    /// The label of a reference: `[text][la|`.
    Label(Range<usize>),
    /// The label of a footnote: `[^no|`.
    Footnote(Range<usize>),
    /// The name in a wiki link: `[[na|`.
    Wiki(Range<usize>),
    /// The heading in a wiki link.
    WikiHeading {
        /// The name before it.
        name: Range<usize>,
        /// The heading.
        token: Range<usize>,
    },
    /// The text of a link that has no address yet, from its bracket on: `[some wor|`.
    Text(Range<usize>),
}

/// The slot at `caret`, in bytes of `line`.
pub(super) fn link_slot(line: &str, caret: usize, with_wiki: bool) -> Option<LinkSlot> {
    let (before, behind) = (line.get(..caret)?, line.get(caret..)?);
    if let Some(start) = address_start(before) {
        return address(before, behind, start);
    }
    let open = before.rfind('[').filter(|&open| !before[open..].contains(']') && !before[..open].ends_with('\\'))?;
    let inside = open + 1;
    let end = |ends: &[char]| caret + behind.find(ends).unwrap_or_default();
    if before[inside..].starts_with('^') {
        return Some(LinkSlot::Footnote(inside + 1..end(&[']', ' ', '['])));
    }
    if before[..open].ends_with(']') {
        return Some(LinkSlot::Label(inside..end(&[']', '['])));
    }
    if with_wiki && before[..open].ends_with('[') {
        let typed = &before[inside..];
        return match typed.find('#') {
            _ if typed.contains('|') => None,
            Some(hash) => Some(LinkSlot::WikiHeading {
                name: inside..inside + hash,
                token: inside + hash + 1..end(&[']', '|', '[']),
            }),
            None => Some(LinkSlot::Wiki(inside..end(&[']', '|', '#', '[']))),
        };
    }
    // A bracket that the editor has closed by itself goes with the text.
    let closing = usize::from(behind.starts_with(']'));
    let has_address = behind[closing..].starts_with(['(', '[', ':']);
    (!has_address).then(|| LinkSlot::Text(open..caret + closing))
}

/// Where an address starts that is not closed at the end of `before`: behind `](`, or behind the `[label]:` that starts a
/// line.
fn address_start(before: &str) -> Option<usize> {
    if let Some(at) = before.rfind("](") {
        let start = at + 2;
        let is_open = before[start..].matches(')').count() <= before[start..].matches('(').count();
        return is_open.then_some(start);
    }
    let label = before.trim_start().strip_prefix('[').filter(|rest| !rest.starts_with('^'))?;
    let behind = label.split_once("]:")?.1;
    Some(before.len() - behind.trim_start().len())
}

fn address(before: &str, behind: &str, start: usize) -> Option<LinkSlot> {
    let angled = before[start..].starts_with('<');
    let start = start + usize::from(angled);
    let typed = &before[start..];
    let ends = |c: char| if angled { c == '>' } else { c == ')' || c.is_whitespace() };
    if typed.contains(|c: char| if angled { c == '>' } else { c.is_whitespace() }) {
        return None; // the caret is behind it, in the title
    }
    let caret = before.len();
    let end = caret + behind.find(ends).unwrap_or_default();
    if let Some(hash) = typed.find('#') {
        return Some(LinkSlot::Anchor { path: start..start + hash, token: start + hash + 1..end });
    }
    let path_end = behind[..end - caret].find(['#', '?']).map_or(end, |at| caret + at);
    let opening = before[..start].rfind("](").map_or("", |at| &before[..at]);
    let image = opening.rfind('[').is_some_and(|at| opening[..at].ends_with('!'));
    Some(LinkSlot::Path { token: start..path_end, angled, image })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the slot at the `|` of `marked`, which `show` writes as `kind token`.
    #[track_caller]
    fn check(marked: &str, expected: &str) {
        let caret = marked.find('¦').expect("a caret");
        let line = marked.replace('¦', "");
        let at = |range: &Range<usize>| line[range.clone()].to_owned();
        let shown = match link_slot(&line, caret, true) {
            None => "none".to_owned(),
            Some(LinkSlot::Path { token, angled, image }) => {
                format!("path{}{} {}", if angled { " <" } else { "" }, if image { " !" } else { "" }, at(&token))
            }
            Some(LinkSlot::Anchor { path, token }) => format!("anchor {} # {}", at(&path), at(&token)),
            Some(LinkSlot::Label(token)) => format!("label {}", at(&token)),
            Some(LinkSlot::Footnote(token)) => format!("footnote {}", at(&token)),
            Some(LinkSlot::Wiki(token)) => format!("wiki {}", at(&token)),
            Some(LinkSlot::WikiHeading { name, token }) => format!("wiki {} # {}", at(&name), at(&token)),
            Some(LinkSlot::Text(token)) => format!("text {}", at(&token)),
        };
        assert_eq!(shown, expected, "{marked}");
    }

    #[test]
    fn the_caret_is_in_some_part_of_a_link() {
        check("see [a](b¦", "path b");
        check("see [a](b¦c.md#d) more", "path bc.md");
        check("[a](<b c¦.md>)", "path < b c.md");
        check("![a](¦)", "path ! ");
        check("[a]: b¦", "path b");
        check("[a](b.md#¦c)", "anchor b.md # c");
        check("[a](#¦", "anchor  # ");
        check("[a](b(c)¦d)", "path b(c)d");
        check("[a](b.md) and¦", "none");
        check("[a](b.md \"t¦", "none");
        check("[a][b¦]", "label b");
        check("as he said[^1¦ there", "footnote 1");
        check("[[b¦c]]", "wiki bc");
        check("[[b#c d¦|e]]", "wiki b # c d");
        check("[[b|c¦]]", "none");
        check("see [what is¦]", "text [what is]");
        check("see [what¦ else", "text [what");
        check("see [what¦](b.md)", "none");
        check("see \\[what¦", "none");
        check("plain¦", "none");
    }
}

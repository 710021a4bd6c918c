//! Tabs where YAML wants spaces.

use crate::text::{Edit, TextRange};

use super::lines::Line;
use super::{CollectionStyle, Node, NodeKind, SyntaxError, SyntaxFix};

/// How many columns a tab is worth.
const WIDTH: usize = 2;

/// Finds keys and list items that are indented by tabs (YAML 1.2.2, section 6.1, forbids that) and gives them the
/// indentation that was most likely meant. One fault for each run of such lines, at the first tabs. `root` is the tree
/// of the text, if it parsed: lines inside a scalar or in brackets are no keys or items.
pub(super) fn take_out(lines: &mut [Line<'_>], root: Option<&Node>) -> Vec<SyntaxError> {
    let mut errors: Vec<SyntaxError> = Vec::new();
    let mut before: Option<Before> = None;
    let mut block_scalar: Option<usize> = None;
    for line in lines.iter_mut().filter(|line| !line.text().is_empty()) {
        if block_scalar.is_some_and(|level| line.indent > level) {
            continue;
        }
        let blanks = line.raw.len() - line.raw.trim_start_matches([' ', '\t']).len();
        let indentation = &line.raw[..blanks];
        let tabs = indentation.matches('\t').count();
        let is_structure = line.is_item() || line.value_start().is_some();
        if tabs > 0 && is_structure && !root.is_some_and(|root| is_inside(root, line.origin)) {
            let range = TextRange::new(line.origin, line.origin + blanks as u32);
            let continues = before.is_some_and(|before| before.tabs > 0);
            line.indent = indent(line, tabs, before);
            let edit = Edit::replace(range, " ".repeat(line.indent));
            match errors.last_mut().and_then(|error| error.fix.as_mut()) {
                Some(fix) if continues => fix.edits.push(edit),
                _ => errors.push(SyntaxError {
                    range,
                    message: "YAML is indented by spaces, never by tabs".to_owned(),
                    fix: Some(SyntaxFix::new("Indent by spaces", edit)),
                }),
            }
        }
        block_scalar = opens_block_scalar(line).then_some(line.indent);
        before =
            Some(Before { indent: line.indent, tabs, is_item: line.is_item(), is_parent: line.text().ends_with(':') });
    }
    errors
}

/// What is known of the line before.
#[derive(Clone, Copy)]
struct Before {
    indent: usize,
    tabs: usize,
    is_item: bool,
    is_parent: bool,
}

/// The indentation that was meant by `tabs`.
fn indent(line: &Line<'_>, tabs: usize, before: Option<Before>) -> usize {
    match before {
        None => 0,
        Some(before) if before.tabs > 0 => (before.indent + WIDTH * tabs).saturating_sub(WIDTH * before.tabs),
        Some(before) if before.is_parent => before.indent + WIDTH,
        Some(before) if before.is_item == line.is_item() => before.indent,
        _ => WIDTH * tabs,
    }
}

fn opens_block_scalar(line: &Line<'_>) -> bool {
    let header = |value: &str| {
        let mut chars = value.chars();
        matches!(chars.next(), Some('|' | '>')) && chars.all(|c| matches!(c, '+' | '-' | '1'..='9'))
    };
    line.text().rsplit([' ', '\t']).next().is_some_and(header)
}

/// Whether the byte at `offset` is inside a scalar or in brackets.
fn is_inside(node: &Node, offset: u32) -> bool {
    let is_here = node.range.contains(offset);
    match &node.kind {
        NodeKind::Scalar(_) | NodeKind::Unresolved => is_here,
        NodeKind::Sequence(sequence) if sequence.style == CollectionStyle::Flow => is_here,
        NodeKind::Mapping(mapping) if mapping.style == CollectionStyle::Flow => is_here,
        NodeKind::Sequence(sequence) => is_here && sequence.items.iter().any(|item| is_inside(item, offset)),
        NodeKind::Mapping(mapping) => {
            let mut nodes = mapping.entries.iter().flat_map(|entry| [&entry.key, &entry.value]);
            is_here && nodes.any(|node| is_inside(node, offset))
        }
    }
}

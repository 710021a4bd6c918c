//! References and definitions that are text to the parser, but something else to the tools around it.

use std::ops::Range;

use crate::text::TextRange;

use super::{DefinitionKind, Link, LinkKind, fold_label};

/// The longest label that the parser reads, in bytes.
const MAX_LABEL: usize = 999;

/// The references in the indented code at `range` of `source`: what MkDocs, Pandoc and others take for the body of an
/// admonition, a tab or a definition.
pub(super) fn in_code(source: &str, range: TextRange) -> Vec<Link> {
    let text = source.get(range.as_usize()).unwrap_or_default();
    let mut found = Vec::new();
    let mut open = None;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => open = Some(at),
            b']' => found.extend(open.take().and_then(|start| reference(text, start..at + 1))),
            _ => {}
        }
    }
    for link in &mut found {
        link.range = link.range + range.start;
    }
    found
}

/// The reference that the brackets at `range` of `text` may be; none for an index behind a name.
fn reference(text: &str, range: Range<usize>) -> Option<Link> {
    let before = text.get(..range.start)?.chars().next_back();
    let label = text.get(range.start + 1..range.end - 1)?;
    let (kind, label) = match label.strip_prefix('^') {
        Some(label) => (DefinitionKind::Footnote, label),
        None => (DefinitionKind::Link, label),
    };
    let is_index = kind == DefinitionKind::Link && before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if is_index || label.len() > MAX_LABEL {
        return None;
    }
    let target = fold_label(label);
    (!target.is_empty()).then_some(Link { range: range.into(), kind: LinkKind::InCode(kind), target })
}

/// Whether the brackets at `range` of `source` start a line `[label]: {{ address }}`: a definition once the template is
/// filled in.
pub(super) fn is_template(source: &str, range: &Range<usize>) -> bool {
    let behind = source.get(range.end..).and_then(|behind| behind.strip_prefix(':'));
    if !behind.is_some_and(|behind| behind.trim_start_matches([' ', '\t']).starts_with("{{")) {
        return false;
    }
    let before = source.get(..range.start).unwrap_or_default().trim_end_matches([' ', '\t', '>']);
    before.is_empty() || before.ends_with(['\n', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::markdown::parse;

    #[track_caller]
    fn check(source: &str, expected: &[(LinkKind, &str)]) {
        let blocks = parse(source);
        let links = blocks.iter().flat_map(|block| &block.links);
        let found: Vec<_> = links.map(|link| (link.kind, &*link.target)).collect();
        assert_eq!(found, expected, "{source:?}");
    }

    const LINK: LinkKind = LinkKind::InCode(DefinitionKind::Link);
    const FOOTNOTE: LinkKind = LinkKind::InCode(DefinitionKind::Footnote);

    #[test]
    fn indented_code_holds_references() {
        check(
            "!!! note\n\n    See [A b], [the\n    text][c] and[^d].\n",
            &[(LINK, "a b"), (LINK, "the text"), (LINK, "c"), (FOOTNOTE, "d")],
        );
        check("- [ ] x\n\n      rows[i] = [[j]]\n", &[(LINK, "j")]);
        check("```\n[a]\n```\n", &[]);
    }

    #[test]
    fn a_line_with_a_template_is_a_definition() {
        check("[a]: {{ site.x }}/y\n[b]:{{< ref \"z\" >}}\n", &[(LinkKind::Template, "a"), (LinkKind::Template, "b")]);
        check("> [a]: {{ x }} y\n", &[(LinkKind::Template, "a")]);
        check("See [a]: {{ x }} y\n", &[(LinkKind::Shortcut, "a")]);
        check("[a] {{ x }}\n", &[(LinkKind::Shortcut, "a")]);
    }
}

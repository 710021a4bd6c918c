//! The links to notes that stand in front matter.

use std::path::Path;

use crate::syntax::front_matter::{Entry, FrontMatter, Node, NodeKind, ScalarStyle};
use crate::syntax::markdown::{Destination, DestinationKind};
use crate::text::TextRange;

use super::is_note;

/// Keys whose values name files that once were, or are to be.
const NOT_LINKS: [&str; 7] = ["aliases", "alias", "redirect_from", "redirect-from", "redirects", "output", "exclude"];

/// The links in `front_matter`, in the order of the text and in ranges of the note: all values of the keys called one
/// of `keys`, and under any other key the items of lists that are paths of notes.
pub fn front_matter_links(front_matter: &FrontMatter, keys: &[String]) -> Vec<Destination> {
    let mut found = Vec::new();
    if let Some(root) = &front_matter.root {
        look_in(root, keys, false, &mut found);
    }
    found.sort_by_key(|destination| destination.range);
    found
}

/// Looks in `node`, of which each value is a link if `all`. The tree is at most 64 deep.
fn look_in(node: &Node, keys: &[String], all: bool, found: &mut Vec<Destination>) {
    match &node.kind {
        NodeKind::Sequence(sequence) => {
            for item in &sequence.items {
                match item.as_scalar() {
                    Some(_) => found.extend(link(item).filter(|link| all || is_note(Path::new(&*link.path)))),
                    None => look_in(item, keys, all, found),
                }
            }
        }
        NodeKind::Mapping(mapping) => {
            for Entry { key, value } in &mapping.entries {
                let name = key.text().unwrap_or_default();
                if !NOT_LINKS.contains(&name) {
                    look_in(value, keys, all || keys.iter().any(|key| key.eq_ignore_ascii_case(name)), found);
                }
            }
        }
        NodeKind::Scalar(_) if all => found.extend(link(node)),
        _ => {}
    }
}

fn link(node: &Node) -> Option<Destination> {
    let scalar = node.as_scalar()?;
    let range = match scalar.style {
        ScalarStyle::Plain => node.range,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if node.range.len() >= 2 => {
            TextRange::new(node.range.start + 1, node.range.end - 1)
        }
        _ => return None,
    };
    let is_verbatim = scalar.text.len() == range.len() as usize;
    let destination = Destination::new(DestinationKind::FrontMatter, range, node.text()?)?;
    (is_verbatim && !destination.path.is_empty()).then_some(destination)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    #[track_caller]
    fn check(front_matter: &str, expected: &[&str]) {
        let source = format!("---\n{front_matter}---\n");
        let front_matter = FrontMatter::read(&Text::new(&source)).expect("front matter");
        let found = front_matter_links(&front_matter, &["related".to_owned()]);
        let found: Vec<_> = found.iter().map(|link| &source[link.range.as_usize()]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn paths_of_notes_in_lists_are_links() {
        check("see:\n- a.md\n- '../b c.qmd#d'\n- https://x.y/z.md\n- text\n", &["a.md", "../b c.qmd#d"]);
        check("next: [{note: [a.markdown]}]\n", &["a.markdown"]);
        check("file: a.md\noutput: [b.md]\naliases: [c.md]\n", &[]);
        check("contents: ['*.md']\n", &[]);
    }

    #[test]
    fn all_values_of_configured_keys_are_links() {
        check("related: a\nother: b\n", &["a"]);
        check("Related:\n- a\n- note: b\n-\n", &["a", "b"]);
        check("related: {x: [c, 1]}\n", &["c", "1"]);
    }
}

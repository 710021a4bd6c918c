//! A YAML file of its own, read into the same tree as front matter.

use super::recover::{self, Root};
use super::{Node, SyntaxError};

/// A YAML file: one document. Ranges are in bytes of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct YamlDocument {
    /// The tree, with what is faulty left out; nothing for a file without content.
    pub root: Option<Node>,
    /// What is wrong with its syntax, in the order of the text.
    pub errors: Vec<SyntaxError>,
}

impl YamlDocument {
    /// Reads the text of a file.
    pub fn read(source: &str) -> Self {
        let content = source.trim_start_matches('\u{feff}');
        let (root, errors) = recover::read(content, (source.len() - content.len()) as u32, Root::Any);
        Self { root, errors }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextRange;

    #[test]
    fn a_file_can_start_with_dashes_and_hold_a_list() {
        let document = YamlDocument::read("\u{feff}---\n- a\n- b\n");
        assert_eq!(document.root.map(|root| (root.range, root.items().len())), Some((TextRange::new(9, 14), 2)));
        assert_eq!(document.errors, []);

        let document = YamlDocument::read("---\n- a\n- [b\n- c\n");
        assert_eq!(document.root.map(|root| root.items().len()), Some(3));
        assert_eq!(document.errors.len(), 1);
    }

    #[test]
    fn what_follows_the_document_is_a_fault() {
        let document = YamlDocument::read("a: b\n---\nc: d\n");
        assert_eq!(document.errors.len(), 1, "{:?}", document.errors);
    }
}

//! The front matter of a note, read.

use crate::text::{Edit, Text, TextRange};

use super::cooked::Cooked;
use super::events::FaultKind;
use super::{FrontMatterKind, Mapping, Node, Split, events, split};

/// The longest front matter that is read, in bytes.
const MAX_LEN: u32 = 256 << 10;

/// The front matter of a note. All ranges are in bytes of the note.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatter {
    /// The language it is written in. Only YAML is read any further.
    pub kind: FrontMatterKind,
    /// From the opening delimiter (after a byte-order mark) to the start of the body.
    pub range: TextRange,
    /// What stands between the delimiter lines.
    pub content: TextRange,
    /// Whether the closing delimiter is there.
    pub closed: bool,
    /// The tree; nothing for front matter without content, and in languages other than YAML.
    pub root: Option<Node>,
    /// What is wrong with its syntax, in the order of the text.
    pub errors: Vec<SyntaxError>,
}

/// A fault in the syntax.
#[derive(Clone, Debug, PartialEq)]
pub struct SyntaxError {
    /// Where, in bytes of the note.
    pub range: TextRange,
    /// One sentence without a full stop: what is wrong, and what to do.
    pub message: String,
    /// How to mend it, where that is plain.
    pub fix: Option<SyntaxFix>,
}

/// A way to mend a fault in the syntax.
#[derive(Clone, Debug, PartialEq)]
pub struct SyntaxFix {
    /// What it does, in the imperative.
    pub title: String,
    /// The edits; they do not overlap.
    pub edits: Vec<Edit>,
}

impl FrontMatter {
    /// Reads the front matter of a note, if it has any. No more of the note is looked at than that takes.
    pub fn read(text: &Text) -> Option<Self> {
        let Split { kind, range, content, closed } = split(text)?;
        let mut front_matter = Self { kind, range, content, closed, root: None, errors: Vec::new() };
        if kind == FrontMatterKind::Yaml {
            front_matter.read_yaml(text);
        }
        Some(front_matter)
    }

    fn read_yaml(&mut self, text: &Text) {
        let opening = text.line_range(0);
        let opening = TextRange::new(self.range.start.min(opening.end), opening.end);
        if self.content.len() > MAX_LEN {
            let message = format!("This front matter is too long: more than {} KiB are not read", MAX_LEN >> 10);
            self.errors.push(SyntaxError { range: opening, message, fix: None });
            return;
        }
        let outcome = events::parse(&Cooked::verbatim(&text.slice(self.content), self.content.start));
        self.root = outcome.root;
        let mut error = |offset: u32, message: String| {
            let range = TextRange::empty(self.content.start + offset);
            self.errors.push(SyntaxError { range, message, fix: None });
        };
        if let Some(fault) = outcome.fault {
            let message = match fault.kind {
                FaultKind::Syntax(kind) => kind.to_string(),
                FaultKind::SecondDocument => "Front matter is one document".to_owned(),
                FaultKind::AliasBomb => "These aliases multiply beyond all bounds".to_owned(),
            };
            error(fault.offset, message);
        }
        for alias in outcome.unresolved_aliases {
            error(alias.start, "No anchor has this name".to_owned());
        }
    }

    /// The top-level keys and values.
    pub fn mapping(&self) -> Option<&Mapping> {
        self.root.as_ref()?.as_mapping()
    }

    /// The value of a top-level key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.mapping()?.get(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as text: scalars as the source has them, `range=value` where the two differ.
    fn outline(source: &str, node: &Node) -> String {
        let at = |node: &Node| source[node.range.as_usize()].to_owned();
        match &node.kind {
            super::super::NodeKind::Scalar(_) | super::super::NodeKind::Unresolved => at(node),
            super::super::NodeKind::Sequence(sequence) => {
                format!("[{}]", sequence.items.iter().map(|item| outline(source, item)).collect::<Vec<_>>().join(", "))
            }
            super::super::NodeKind::Mapping(mapping) => {
                let entry = |entry: &super::super::Entry| {
                    format!("{}: {}", outline(source, &entry.key), outline(source, &entry.value))
                };
                format!("{{{}}}", mapping.entries.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn check(source: &str, expected: &str) -> FrontMatter {
        let front_matter = FrontMatter::read(&Text::new(source)).expect("front matter");
        assert_eq!(front_matter.root.as_ref().map(|root| outline(source, root)).unwrap_or_default(), expected);
        front_matter
    }

    #[test]
    fn every_key_and_value_has_its_place() {
        let front_matter = check(
            "---\r\ntitle: \"Löve 😀\"\r\nlevels:\r\n  - mid\r\n  -\r\nskills: [a, 'b']\r\nempty:\r\nmore: {x: 1, y}\r\n---\r\n",
            "{title: \"Löve 😀\", levels: [mid, ], skills: [a, 'b'], empty: , more: {x: 1, y: }}",
        );
        assert!(front_matter.errors.is_empty());
        assert_eq!(front_matter.get("title").and_then(Node::text), Some("Löve 😀"));
        assert_eq!(front_matter.get("skills").map(|skills| skills.items().len()), Some(2));
        assert!(front_matter.get("empty").is_some_and(Node::is_null));
    }

    #[test]
    fn missing_values_stand_after_their_indicator() {
        let source = "---\na:\nb:\n  -\n  - x\nc : \n---\n";
        let front_matter = check(source, "{a: , b: [, x], c: }");
        let place = |node: Option<&Node>| node.map(|node| node.range.start as usize);
        assert_eq!(place(front_matter.get("a")), source.find(":\nb").map(|at| at + 1));
        assert_eq!(
            place(front_matter.get("b").and_then(|b| b.items().first())),
            source.find("-\n  - x").map(|at| at + 1)
        );
        assert_eq!(place(front_matter.get("c")), source.find(" \n---"));
    }

    #[test]
    fn block_scalars_have_their_header() {
        check("---\na: |\n  b\n  c\n\nd: >- # e\n  f\n---\n", "{a: |\n  b\n  c, d: >- # e\n  f}");
    }
}

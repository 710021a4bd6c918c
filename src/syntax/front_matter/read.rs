//! The front matter of a note, read.

use crate::text::{Edit, Text, TextRange};

use super::recover::{self, Root};
use super::{FrontMatterKind, Mapping, Node, Split, split};

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

impl SyntaxFix {
    pub(super) fn new(title: impl Into<String>, edit: Edit) -> Self {
        Self { title: title.into(), edits: vec![edit] }
    }
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
            let message = format!("this front matter is too long to be read: more than {} KiB", MAX_LEN >> 10);
            self.errors.push(SyntaxError { range: opening, message, fix: None });
            return;
        }
        let content = text.slice(self.content);
        (self.root, self.errors) = recover::read(&content, self.content.start, Root::Mapping);
        if !self.closed && !content.trim().is_empty() {
            let message = "this front matter is never closed: expected a line `---`".to_owned();
            let fix = SyntaxFix::new("Insert `---`", self.closing_edit(&content));
            self.errors.insert(0, SyntaxError { range: opening, message, fix: Some(fix) });
        }
    }

    fn closing_edit(&self, content: &str) -> Edit {
        let line_end = if content.contains("\r\n") { "\r\n" } else { "\n" };
        let before = if content.ends_with('\n') { "" } else { line_end };
        Edit::insert(self.content.end, format!("{before}---{line_end}"))
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

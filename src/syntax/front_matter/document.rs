//! A YAML file of its own, read into the same tree as front matter.

use crate::text::TextRange;

use super::cooked::Cooked;
use super::events::{self, FaultKind};
use super::{Node, SyntaxError};

/// A YAML file: one document. Ranges are in bytes of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct YamlDocument {
    /// The tree, up to the first fault; nothing for a file without content.
    pub root: Option<Node>,
    /// What is wrong with its syntax.
    pub errors: Vec<SyntaxError>,
}

impl YamlDocument {
    /// Reads the text of a file.
    pub fn read(source: &str) -> Self {
        let outcome = events::parse(&Cooked::verbatim(source, 0));
        let error = |range: TextRange, message: String| SyntaxError { range, message, fix: None };
        let fault = outcome.fault.map(|fault| {
            let message = match fault.kind {
                FaultKind::Syntax(kind) => kind.to_string(),
                FaultKind::SecondDocument => "this file holds one document only".to_owned(),
                FaultKind::AliasBomb => "these aliases multiply beyond all bounds".to_owned(),
            };
            error(TextRange::empty(fault.offset), message)
        });
        let unresolved = outcome.unresolved_aliases.into_iter();
        let unresolved = unresolved.map(|range| error(range, "no anchor has this name".to_owned()));
        Self { root: outcome.root, errors: fault.into_iter().chain(unresolved).collect() }
    }
}

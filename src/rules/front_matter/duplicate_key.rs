//! `duplicate-key`

use std::collections::HashMap;

use crate::rules::{Diagnostic, NoteContext, Severity, declare_rule};
use crate::schema::in_code;
use crate::syntax::front_matter::{Node, NodeKind};
use crate::text::TextRange;

declare_rule! {
    /// A key stands twice in the front matter.
    ///
    /// YAML forbids it. Most readers keep the last value and drop the others without a word; some refuse the note.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ---
    /// title: Python
    /// skills: [python]
    /// title: Python basics
    /// ---
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ---
    /// title: Python basics
    /// skills: [python]
    /// ---
    /// ```
    pub static DUPLICATE_KEY = "duplicate-key", Some(Severity::Error);
}

/// Reports every key that stands in the same mapping before.
pub fn check(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    if let Some(root) = context.note.front_matter().and_then(|front_matter| front_matter.root.as_ref()) {
        check_node(root, found);
    }
}

fn check_node(node: &Node, found: &mut Vec<Diagnostic>) {
    let NodeKind::Mapping(mapping) = &node.kind else {
        node.items().iter().for_each(|item| check_node(item, found));
        return;
    };
    let mut first: HashMap<&str, TextRange> = HashMap::new();
    for entry in &mapping.entries {
        if let Some(name) = entry.name().filter(|name| *name != "<<") {
            match first.get(name) {
                Some(range) => found.push(
                    Diagnostic::new(
                        &DUPLICATE_KEY,
                        entry.key.range,
                        format!("the key {} stands here twice", in_code(name)),
                    )
                    .with_related(*range, "first here"),
                ),
                None => {
                    first.insert(name, entry.key.range);
                }
            }
        }
        check_node(&entry.value, found);
    }
}

//! `missing-key`

use crate::rules::{Diagnostic, Fix, Severity, declare_rule};
use crate::schema::{did_you_mean, in_code};
use crate::syntax::front_matter::{Entry, NodeKind};

use super::insert_key::insert_key;
use super::place::Place;

declare_rule! {
    /// A key that the schema asks for is not there.
    ///
    /// The built-in schema asks for `title` only, which names the note in outlines and lists of notes.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ---
    /// skills: [python]
    /// ---
    ///
    /// # Python basics
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ---
    /// title: Python basics
    /// skills: [python]
    /// ---
    ///
    /// # Python basics
    /// ```
    pub static MISSING_KEY = "missing-key", Some(Severity::Information);
}

/// Reports that the mapping at `place` lacks `key`. Not where the syntax is broken, since the key may be what is
/// broken, nor where merged keys may bring it, nor where another key is taken for a slip of it.
pub fn report(place: &Place<'_>, key: &str) -> Option<Diagnostic> {
    let NodeKind::Mapping(mapping) = &place.node.kind else { return None };
    if !place.front_matter.errors.is_empty() || mapping.entry("<<").is_some() {
        return None;
    }
    if mapping.entries.iter().filter_map(Entry::name).any(|name| did_you_mean(name, [key]).is_some()) {
        return None;
    }
    let message = match place.key() {
        _ if place.path.is_empty() => format!("the front matter has no {}", in_code(key)),
        Some(parent) => format!("{} has no {}", in_code(parent), in_code(key)),
        None => format!("this item has no {}", in_code(key)),
    };
    let diagnostic = Diagnostic::new(&MISSING_KEY, place.container_range(), message);
    Some(match insert_key(place, mapping, key) {
        Some(edit) => diagnostic.with_fix(Fix::suggestion(format!("Insert {}", in_code(key)), edit)),
        None => diagnostic,
    })
}

/// Reports that the key of `place` has no value.
pub fn report_empty(place: &Place<'_>) -> Option<Diagnostic> {
    let key = place.key()?;
    Some(Diagnostic::new(&MISSING_KEY, place.value_range(), format!("{} has no value", in_code(key))))
}

//! Checks of front matter: its syntax, and what its schema says of it.

mod duplicate_key;
mod insert_key;
mod invalid_value;
mod missing_front_matter;
mod missing_key;
mod place;
mod syntax;
#[cfg(test)]
mod tests;
mod unknown_key;
mod unknown_value;
mod wrong_type;

use super::{Diagnostic, NoteContext, Topic};
use crate::schema::ViolationKind;
use crate::syntax::front_matter::FrontMatterKind;
use place::Place;

/// The rules about front matter.
pub static TOPIC: Topic = Topic {
    name: "Front matter",
    rules: &[
        &syntax::FRONT_MATTER_SYNTAX,
        &duplicate_key::DUPLICATE_KEY,
        &missing_key::MISSING_KEY,
        &unknown_key::UNKNOWN_KEY,
        &wrong_type::WRONG_TYPE,
        &unknown_value::UNKNOWN_VALUE,
        &invalid_value::INVALID_VALUE,
        &missing_front_matter::MISSING_FRONT_MATTER,
        &syntax::UNCHECKED_FRONT_MATTER,
    ],
    blocks: &[],
    front_matter: &[syntax::check, duplicate_key::check, check_schema, unknown_key::check, missing_front_matter::check],
    shapes: &[],
    questions: &[],
    notes: &[],
    workspace: &[],
    elsewhere: &[],
};

/// Holds the front matter against its schema.
fn check_schema(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(front_matter) = context.note.front_matter().filter(|it| it.kind == FrontMatterKind::Yaml) else { return };
    let Some(root) = place::root(front_matter) else { return };
    let first = found.len();
    for violation in context.schema.violations(&root) {
        let Some(place) = Place::find(context, front_matter, &root, &violation.path) else { continue };
        let diagnostic = match &violation.kind {
            ViolationKind::MissingKey(key) => missing_key::report(&place, key),
            ViolationKind::UnknownKey(key) => unknown_key::report(&place, key),
            _ if place.is_template() => None,
            ViolationKind::WrongType(expected) => wrong_type::report(&place, expected),
            ViolationKind::UnknownValue(allowed) => unknown_value::report(&place, allowed),
            ViolationKind::Invalid(expected) => invalid_value::report(&place, expected),
        };
        // Combined schemas say the same thing more than once.
        found.extend(diagnostic.filter(|diagnostic| !found[first..].contains(diagnostic)));
    }
}

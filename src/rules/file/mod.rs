//! Findings on files. Nearly all come from reading files, not from a check of a note.

use std::path::Path;

use crate::schema::{SchemaStore, schema_reference};
use crate::syntax::front_matter::YamlDocument;
use crate::text::TextRange;
use crate::workspace::{ConfigError, ReadError};

use super::{Diagnostic, NoteContext, Severity, Topic, declare_rule};

/// The rules about files.
pub static TOPIC: Topic = Topic {
    name: "Files",
    rules: &[&UNREADABLE_FILE, &INVALID_CONFIGURATION, &INVALID_SCHEMA, &INTERNAL_ERROR],
    blocks: &[],
    front_matter: &[check_named_schema],
    shapes: &[],
    questions: &[],
    notes: &[],
    workspace: &[],
    elsewhere: &[],
};

declare_rule! {
    /// A file or folder cannot be read.
    ///
    /// Notes are UTF-8 text of at most 256 MiB. A file that is something else, or that the system does not let
    /// askdown read, is left unchecked; all others are checked.
    pub static UNREADABLE_FILE = "unreadable-file", Some(Severity::Error);
}

declare_rule! {
    /// `askdown.yaml`, or the vocabulary of skills, holds something that has no meaning there.
    ///
    /// What is faulty is left out, or at its default; all else holds. `askdown init` writes an `askdown.yaml` with
    /// every setting explained, `askdown schema skills` prints what a vocabulary looks like.
    pub static INVALID_CONFIGURATION = "invalid-configuration", Some(Severity::Error);
}

declare_rule! {
    /// The schema that holds for a note's front matter cannot be used.
    ///
    /// It is not there or lies outside of the workspace, which is told where it is named: in the note, or in
    /// `askdown.yaml`. Or it is no JSON Schema, which is told in its file. The front matter of the notes that it is for
    /// is held against its last good state, or against nothing, until it is mended.
    pub static INVALID_SCHEMA = "invalid-schema", Some(Severity::Error);
}

declare_rule! {
    /// A check failed, by a fault of askdown's own.
    ///
    /// The place where it happened is unchecked by one of the rules; everything else is checked. Please report it,
    /// with the part of the note that it is about.
    pub static INTERNAL_ERROR = "internal-error", Some(Severity::Information);
}

/// The finding on a file or folder that could not be read.
pub fn unreadable(error: &ReadError) -> Diagnostic {
    Diagnostic::new(&UNREADABLE_FILE, TextRange::empty(0), error.to_string())
}

/// The finding on a fault in `askdown.yaml` or in the vocabulary of skills.
pub fn invalid_configuration(error: &ConfigError) -> Diagnostic {
    Diagnostic::new(&INVALID_CONFIGURATION, error.range, error.message.clone())
}

/// The finding on a fault in the file of a schema: where, and in what words.
pub fn invalid_schema(range: TextRange, message: &str) -> Diagnostic {
    Diagnostic::new(&INVALID_SCHEMA, range, message)
}

/// The findings on the schemas that `source`, the text of the `askdown.yaml` in `folder`, names but that are not to be
/// had.
pub fn missing_schemas(source: &str, folder: &Path, schemas: &SchemaStore) -> Vec<Diagnostic> {
    let root = YamlDocument::read(source).root;
    let entries = root.as_ref().and_then(|root| root.get("schemas")).map(|entries| entries.items()).unwrap_or_default();
    let named = entries.iter().filter_map(|entry| entry.get("schema"));
    let missing = named.filter_map(|node| {
        let reason = schemas.why_missing(&folder.join(node.text()?))?;
        Some(invalid_schema(node.range, &reason))
    });
    missing.collect()
}

/// Reports that the schema which the note itself names is not to be had.
fn check_named_schema(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some((front_matter, reason)) = context.note.front_matter().zip(context.schema.why_missing()) else { return };
    let reference = schema_reference(context.note.text(), front_matter);
    found.extend(reference.map(|(range, _)| invalid_schema(range, reason)));
}

/// The finding at `range`, in whose text a check failed.
pub fn internal_error(range: TextRange) -> Diagnostic {
    let message = "a check failed here by a fault of askdown's own, please report it";
    Diagnostic::new(&INTERNAL_ERROR, range, message)
}

//! Findings on a file as a whole. They come from reading files, not from a check of a note.

use crate::text::TextRange;
use crate::workspace::{ConfigError, ReadError};

use super::{Diagnostic, Severity, Topic, declare_rule};

/// The rules about files.
pub static TOPIC: Topic = Topic {
    name: "Files",
    rules: &[&UNREADABLE_FILE, &INVALID_CONFIGURATION, &INVALID_SCHEMA, &INTERNAL_ERROR],
    blocks: &[],
    front_matter: &[],
    questions: &[],
    notes: &[],
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
    /// It is not there, lies outside of the workspace, or is no JSON Schema. The front matter of the notes that it is
    /// for is not held against any schema until it is mended.
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

/// The finding at `range`, in whose text a check failed.
pub fn internal_error(range: TextRange) -> Diagnostic {
    let message = "a check failed here by a fault of askdown's own, please report it";
    Diagnostic::new(&INTERNAL_ERROR, range, message)
}

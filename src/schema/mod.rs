//! JSON Schemas for front matter.
//!
//! - [`Schema`] is one that is ready to be used: [`Schema::builtin`], or a project's own from a [`SchemaStore`].
//! - [`Schema::violations`] holds a tree against it; [`locate`] finds the place that a [`Violation`] speaks of.
//! - [`Guide`] says what the schema expects at a place, for completion and hover.
//!
//! Nothing is ever fetched: a reference leads to the schema itself or to another file of the workspace.

mod compile;
mod files;
mod guide;
mod instance;
mod phrase;
mod store;
mod violation;

pub use compile::{Schema, SchemaError};
pub use guide::{Guide, Property};
pub use instance::{Located, Path, Segment, locate, to_json};
pub use phrase::{describe_type, describe_value, did_you_mean, in_code, slip_of};
pub use store::{SchemaStore, schema_reference};
pub use violation::{Violation, ViolationKind};

/// The built-in schema for interview notes, as its source.
pub const NOTE_SCHEMA: &str = include_str!("interview-note.schema.json");

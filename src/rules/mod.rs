//! Checks: from a note, its configuration and its workspace to diagnostics.
//!
//! A check of one block sees that block alone and reports in ranges relative to it, so that its findings can be kept
//! while the rest of the note changes.

mod diagnostic;
mod rule;

pub use diagnostic::{Diagnostic, Fix, Related, Severity};
pub use rule::Rule;
pub(crate) use rule::declare_rule;

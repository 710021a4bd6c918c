//! Checks: from a note, its configuration and its workspace to diagnostics.
//!
//! - [`Rule`] is what is known of a rule apart from its check; [`declare_rule`] declares one.
//! - [`Topic`] gathers the rules and checks of one topic; the modules named after topics hold them.
//! - [`ALL`] and [`find`] list all rules.
//! - [`check_note`] runs all checks on a note; a [`Checker`] does so while the note changes.
//!
//! A check of one block sees that block alone and reports in ranges relative to it, so that its findings can be kept
//! while the rest of the note changes.

mod checker;
mod diagnostic;
#[cfg(test)]
mod examples;
mod fix;
mod in_file;
mod kept;
mod parallel;
mod reference;
mod registry;
mod report;
mod rule;
mod suppression;
#[cfg(test)]
pub(crate) mod testing;
mod topic;

pub mod code;
pub mod declaration;
pub mod file;
pub mod front_matter;
pub mod link;
pub mod question;
pub mod skill;

pub use checker::{Checker, check_note, check_note_alone, is_concerned};
pub use diagnostic::{Diagnostic, Elsewhere, Fix, Related, Severity};
pub use fix::{Fixed, fix_note, safe_edits};
pub use in_file::FileContext;
pub use reference::reference;
pub use registry::{ALL, TOPICS, did_you_mean, find};
pub use report::{MAX_PER_RULE, severity_of};
pub use rule::Rule;
pub(crate) use rule::declare_rule;
pub use topic::{BlockCheck, BlockContext, FactsContext, NoteCheck, NoteContext, Topic, WorkspaceCheck};

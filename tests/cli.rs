//! The command line, end to end: each test runs the built binary.
#![allow(missing_docs)]

#[path = "cli/check.rs"]
mod check;
#[path = "cli/command.rs"]
mod command;
#[path = "cli/duplicates.rs"]
mod duplicates;
#[path = "cli/format.rs"]
mod format;
#[path = "cli/formatting.rs"]
mod formatting;
#[path = "cli/input.rs"]
mod input;
#[path = "cli/links.rs"]
mod links;
#[path = "cli/rule.rs"]
mod rule;
#[path = "cli/setup.rs"]
mod setup;
#[path = "cli/stats.rs"]
mod stats;

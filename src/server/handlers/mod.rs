//! One file per request: from LSP parameters to a query of the layers below, and back.

mod code_action;
mod code_lens;
mod completion;
mod definition;
mod document_highlight;
mod document_link;
mod document_symbol;
mod execute_command;
mod folding_range;
mod formatting;
mod hover;
mod references;
mod rename;
mod selection_range;
mod target;
mod will_rename_files;
mod workspace_symbol;

pub(super) use code_action::{CODE_ACTION_KINDS, code_action};
pub(super) use code_lens::code_lens;
pub(super) use completion::{COMPLETION_TRIGGERS, completion, completion_scope};
pub(super) use definition::definition;
pub(super) use document_highlight::document_highlight;
pub(super) use document_link::document_link;
pub(super) use document_symbol::document_symbol;
pub(super) use execute_command::COMMANDS;
pub(super) use folding_range::folding_range;
pub(super) use formatting::{formatting, range_formatting};
pub(super) use hover::hover;
pub(super) use references::references;
pub(super) use rename::{prepare_rename, rename};
pub(super) use selection_range::selection_range;

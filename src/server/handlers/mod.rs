//! One file per request: from LSP parameters to a query of the layers below, and back.

mod code_action;
mod completion;

pub(super) use code_action::{CODE_ACTION_KINDS, code_action};
pub(super) use completion::{COMPLETION_TRIGGERS, completion};

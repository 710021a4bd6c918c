//! The language server, end to end: each test starts the built binary and speaks LSP with it.
#![allow(missing_docs, clippy::unwrap_used, dead_code)]

#[path = "lsp/actions.rs"]
mod actions;
#[path = "lsp/client.rs"]
mod client;
#[path = "lsp/completion.rs"]
mod completion;
#[path = "lsp/declared.rs"]
mod declared;
#[path = "lsp/diagnostics.rs"]
mod diagnostics;
#[path = "lsp/formatting.rs"]
mod formatting;
#[path = "lsp/front_matter.rs"]
mod front_matter;
#[path = "lsp/lifecycle.rs"]
mod lifecycle;
#[path = "lsp/links.rs"]
mod links;
#[path = "lsp/links_editing.rs"]
mod links_editing;
#[path = "lsp/questions.rs"]
mod questions;
#[path = "lsp/settings.rs"]
mod settings;
#[path = "lsp/skills.rs"]
mod skills;
#[path = "lsp/structure.rs"]
mod structure;
#[path = "lsp/sync.rs"]
mod sync;
#[path = "lsp/transport.rs"]
mod transport;
#[path = "lsp/workspace.rs"]
mod workspace;
#[path = "lsp/workspace_diagnostics.rs"]
mod workspace_diagnostics;

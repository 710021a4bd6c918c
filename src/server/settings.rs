//! Where settings come from: `askdown.yaml`, the editor, and the workspace's folders.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use tower_lsp::ls_types::{self as lsp, request::WorkspaceDiagnosticRefresh};

use crate::rules;
use crate::workspace::ConfigStore;

use super::state::State;
use super::uri;

/// The settings of the workspace.
#[derive(Debug)]
pub(super) struct Settings {
    /// Knows which settings hold for a note.
    pub store: ConfigStore,
    folders: Vec<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        let rules = rules::ALL.iter().map(|rule| rule.name).collect();
        Self { store: ConfigStore::new(rules, Vec::new()), folders: Vec::new() }
    }
}

/// The folders that the client has open.
pub(super) fn folders(params: &lsp::InitializeParams) -> Vec<PathBuf> {
    #[expect(deprecated, reason = "older clients name their only folder so")]
    let root = params.root_uri.iter();
    match &params.workspace_folders {
        Some(folders) => folders.iter().filter_map(|folder| uri::to_path(&folder.uri)).collect(),
        None => root.filter_map(uri::to_path).collect(),
    }
}

impl State {
    /// Takes in which folders the client has open.
    pub fn set_folders(&mut self, folders: Vec<PathBuf>) {
        self.settings.folders.clone_from(&folders);
        self.settings.store.set_roots(folders);
        self.apply_settings();
    }

    /// `workspace/didChangeWorkspaceFolders`
    pub fn change_folders(&mut self, event: lsp::WorkspaceFoldersChangeEvent) {
        let paths =
            |folders: Vec<lsp::WorkspaceFolder>| folders.into_iter().filter_map(|folder| uri::to_path(&folder.uri));
        let removed: Vec<_> = paths(event.removed).collect();
        let kept = self.settings.folders.iter().filter(|folder| !removed.contains(folder)).cloned();
        self.set_folders(kept.chain(paths(event.added)).collect());
    }

    /// Looks whether a configuration file has changed, for a client that does not watch files.
    pub fn poll_settings(&mut self) {
        if self.settings.store.poll(Instant::now()) {
            self.apply_settings();
        }
    }

    /// Gives each document the settings that hold for it now.
    pub fn apply_settings(&mut self) {
        let mut changed = false;
        for (id, document) in Arc::make_mut(&mut self.world.documents) {
            let config = self.settings.store.config(document.path.as_deref());
            if *config != *document.config {
                let document = Arc::make_mut(document);
                document.config = config;
                self.diagnostics.forget(id, document);
                changed = true;
            }
        }
        if changed {
            self.refresh_pulled();
        }
    }

    /// Has a client that asks for diagnostics ask again.
    pub fn refresh_pulled(&mut self) {
        if self.world.client.pulls_diagnostics && self.world.client.refreshes_diagnostics {
            self.client.request::<WorkspaceDiagnosticRefresh>((), |_, ()| {});
        }
    }
}

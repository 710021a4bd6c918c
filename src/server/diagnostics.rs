//! Diagnostics: kept up to date, and sent or fetched only when they have changed.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::notification::PublishDiagnostics;
use tower_lsp::ls_types::{self as lsp, PublishDiagnosticsParams};

use crate::rules::Diagnostic;
use crate::workspace::RunMode;

use super::checked::Checked;
use super::document::{Document, Renewed};
use super::state::State;
use super::uri::DocumentId;

/// What is wrong with the open documents.
#[derive(Debug, Default)]
pub(super) struct Diagnostics {
    checked: FxHashMap<DocumentId, Checked>,
    /// The documents whose diagnostics may have changed.
    waiting: BTreeSet<DocumentId>,
    /// When theirs are due. None when they are due at once.
    due: Option<Instant>,
}

impl Diagnostics {
    /// Takes in that a document was opened.
    pub fn open(&mut self, id: DocumentId, document: &Document) {
        self.checked.insert(id.clone(), Checked::new(document));
        self.waiting.insert(id);
    }

    /// Takes in that a document has changed.
    pub fn change(&mut self, id: &DocumentId, document: &Document, renewed: &Renewed) {
        let Some(checked) = self.checked.get_mut(id) else { return };
        checked.renew(document, renewed);
        if document.config.run == RunMode::Save {
            return;
        }
        self.outdate(id);
        let delay = document.config.diagnostics_delay.millis();
        self.due = (delay > 0).then(|| Instant::now() + Duration::from_millis(delay));
    }

    /// Takes in that other settings hold for a document.
    pub fn forget(&mut self, id: &DocumentId, document: &Document) {
        if let Some(checked) = self.checked.get_mut(id) {
            checked.renew(document, &Renewed::All);
        }
        self.outdate(id);
    }

    /// Has a document checked again.
    pub fn outdate(&mut self, id: &DocumentId) {
        if let Some(checked) = self.checked.get_mut(id) {
            checked.outdate();
            self.waiting.insert(id.clone());
        }
    }

    /// When diagnostics are due, if any are waiting.
    pub fn due(&self) -> Option<Instant> {
        self.due.filter(|_| !self.waiting.is_empty())
    }
}

impl State {
    /// Sends the diagnostics that are due and have changed, to a client that does not ask for them.
    pub fn publish(&mut self) {
        self.poll_settings();
        self.poll_notes();
        let Diagnostics { checked, waiting, due } = &mut self.diagnostics;
        if self.world.client.pulls_diagnostics {
            return waiting.clear();
        }
        if due.is_some_and(|due| Instant::now() < due) {
            return;
        }
        // A document is taken off the list first: should its checks fail, they are not tried again before it changes.
        while let Some(id) = waiting.pop_first() {
            let (Some(document), Some(checked)) = (self.world.documents.get(&id), checked.get_mut(&id)) else {
                continue;
            };
            if let Some(diagnostics) = checked.unsent(document, &self.world) {
                let params = PublishDiagnosticsParams::new(document.uri.clone(), diagnostics, Some(document.version));
                self.client.outbox.notify::<PublishDiagnostics>(params);
            }
        }
    }

    /// `textDocument/diagnostic`
    pub fn fetch_diagnostics(&mut self, params: &lsp::DocumentDiagnosticParams) -> lsp::DocumentDiagnosticReport {
        self.poll_settings();
        let id = DocumentId::new(&params.text_document.uri);
        match (self.world.documents.get(&id), self.diagnostics.checked.get_mut(&id)) {
            (Some(document), Some(checked)) => {
                checked.fetch(document, &self.world, params.previous_result_id.as_deref())
            }
            _ => lsp::RelatedFullDocumentDiagnosticReport::default().into(),
        }
    }

    /// The open document at `uri` and what is wrong with it as it is.
    pub fn found(
        &mut self,
        uri: &lsp::Uri,
    ) -> Option<(&Document, impl Iterator<Item = (&Diagnostic, &lsp::Diagnostic)>)> {
        let id = DocumentId::new(uri);
        let document = self.world.documents.get(&id)?;
        Some((document, self.diagnostics.checked.get_mut(&id)?.found(document, &self.world)))
    }

    /// Takes the diagnostics of a closed document back.
    pub fn close_diagnostics(&mut self, id: &DocumentId, document: &Document) {
        self.diagnostics.checked.remove(id);
        self.diagnostics.waiting.remove(id);
        if !self.world.client.pulls_diagnostics {
            let params = PublishDiagnosticsParams::new(document.uri.clone(), Vec::new(), None);
            self.client.outbox.notify::<PublishDiagnostics>(params);
        }
    }
}

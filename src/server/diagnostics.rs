//! Diagnostics: kept up to date, and sent or fetched only when they have changed.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::notification::PublishDiagnostics;
use tower_lsp::ls_types::request::WorkspaceDiagnosticRefresh;
use tower_lsp::ls_types::{self as lsp, PublishDiagnosticsParams};

use crate::rules::Diagnostic;
use crate::workspace::RunMode;

use super::checked::Checked;
use super::document::{Document, Renewed};
use super::state::State;
use super::uri::DocumentId;
use super::workspace_check::Report;

/// What is wrong with the open documents.
#[derive(Debug, Default)]
pub(super) struct Diagnostics {
    checked: FxHashMap<DocumentId, Checked>,
    /// The documents whose diagnostics may have changed.
    waiting: BTreeSet<DocumentId>,
    /// When theirs are due. None when they are due at once.
    due: Option<Instant>,
    /// Whether something else than the client's changes may have changed them.
    surprising: bool,
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
        self.surprising = true;
    }

    /// Takes in that other notes have changed.
    pub fn change_others(&mut self) {
        for (id, checked) in &mut self.checked {
            checked.change_others();
            checked.outdate();
            self.waiting.insert(id.clone());
        }
        self.surprising = true;
    }

    /// Takes in that a document that is checked on saving was saved.
    pub fn save(&mut self, id: &DocumentId) {
        self.outdate(id);
        self.surprising = true;
    }

    /// Has the report on a document sent once more.
    pub fn send_again(&mut self, id: &DocumentId) {
        if let Some(checked) = self.checked.get_mut(id) {
            checked.forget_sent();
            self.waiting.insert(id.clone());
        }
    }

    /// Has the report on a document follow it.
    fn outdate(&mut self, id: &DocumentId) {
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
    /// Takes in that what notes are checked against has changed: other notes, their settings, their schemas.
    pub fn change_surroundings(&mut self) {
        self.diagnostics.change_others();
        self.workspace_diagnostics.change();
    }

    /// Sends the diagnostics that are due and have changed. A client that asks for them does so after its own changes,
    /// and is told when there is another reason to.
    pub fn publish(&mut self) {
        self.poll_settings();
        self.poll_notes();
        self.read_due_notes();
        self.check_due_notes();
        let Diagnostics { checked, waiting, due, surprising } = &mut self.diagnostics;
        if due.is_some_and(|due| Instant::now() < due) {
            return;
        }
        let pulls = self.world.client.pulls_diagnostics;
        if pulls && !std::mem::take(surprising) {
            return waiting.clear();
        }
        let mut has_news = false;
        // A document is taken off the list first: should its checks fail, they are not tried again before it changes.
        while let Some(id) = waiting.pop_first() {
            let (Some(document), Some(checked)) = (self.world.documents.get(&id), checked.get_mut(&id)) else {
                continue;
            };
            if pulls {
                has_news |= checked.has_news(document, &self.world);
            } else if let Some(diagnostics) = checked.unsent(document, &self.world) {
                let params = PublishDiagnosticsParams::new(document.uri.clone(), diagnostics, Some(document.version));
                self.client.outbox.notify::<PublishDiagnostics>(params);
            }
        }
        if has_news && self.world.client.refreshes_diagnostics {
            self.client.request::<WorkspaceDiagnosticRefresh>((), |_, ()| {});
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

    /// What is wrong with all open documents.
    pub fn document_reports(&mut self) -> Vec<Report> {
        let Diagnostics { checked, .. } = &mut self.diagnostics;
        let documents = self.world.documents.iter().filter(|(_, document)| document.is_note());
        let report = |(id, document): (&DocumentId, &Arc<Document>)| {
            let (result_id, diagnostics) = checked.get_mut(id)?.report(document, &self.world);
            Some(Report {
                id: id.clone(),
                uri: document.uri.clone(),
                version: Some(document.version),
                result_id: Some(result_id),
                news: Some(diagnostics.to_vec()),
            })
        };
        documents.filter_map(report).collect()
    }

    /// What is wrong with the document of `id` as it is, and each finding as the client knows it.
    pub fn found(&mut self, id: &DocumentId) -> Option<(&[Diagnostic], &[lsp::Diagnostic])> {
        let document = self.world.documents.get(id)?;
        Some(self.diagnostics.checked.get_mut(id)?.found(document, &self.world))
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

//! Keeps the text of documents as the client has it.

use std::sync::Arc;

use tower_lsp::ls_types::{self as lsp, MessageType};

use crate::text::MAX_LEN;
use crate::workspace::RunMode;

use super::document::Document;
use super::state::State;
use super::uri::{self, DocumentId};

impl State {
    /// `textDocument/didOpen`
    pub fn open(&mut self, params: lsp::DidOpenTextDocumentParams) {
        let lsp::TextDocumentItem { uri, version, text, .. } = params.text_document;
        if text.len() > MAX_LEN {
            let message = format!("{} is not checked: it is longer than {MAX_LEN} bytes", uri.as_str());
            return self.client.outbox.show(MessageType::WARNING, message);
        }
        let id = DocumentId::new(&uri);
        let config = self.settings.store.config(uri::to_path(&uri).as_deref());
        let mut document = Document::new(uri, version, &text, config);
        document.choose_schema(&self.world.schemas);
        self.diagnostics.open(id.clone(), &document);
        self.notes.change(&id);
        self.open_workspace_diagnostics(&id);
        self.report_settings();
        if let Some(old) = Arc::make_mut(&mut self.world.documents).insert(id, Arc::new(document)) {
            old.close();
            self.warn(&old.uri, "it was opened twice");
        }
    }

    /// `textDocument/didChange`
    pub fn change(&mut self, params: lsp::DidChangeTextDocumentParams) {
        self.pace.slow_down();
        let lsp::VersionedTextDocumentIdentifier { uri, version } = params.text_document;
        let id = DocumentId::new(&uri);
        let Some(document) = Arc::make_mut(&mut self.world.documents).get_mut(&id) else {
            return self.warn(&uri, "it was changed but is not open");
        };
        let document = Arc::make_mut(document);
        match document.change(version, params.content_changes, self.world.encoding) {
            Ok(renewed) => {
                let before = Arc::clone(&document.schema);
                let renewed = document.renew_schema(renewed, &self.world.schemas);
                let is_new_schema = !Arc::ptr_eq(&before, &document.schema);
                self.diagnostics.change(&id, document, &renewed);
                self.notes.change(&id);
                if is_new_schema {
                    self.report_settings();
                }
            }
            Err(why) => {
                self.warn(&uri, &format!("a change was refused: {why}; close and open the note to get back in step"));
            }
        }
    }

    /// `textDocument/didSave`
    pub fn save(&mut self, params: &lsp::DidSaveTextDocumentParams) {
        let id = DocumentId::new(&params.text_document.uri);
        if let Some(document) = self.world.documents.get(&id)
            && document.config.run == RunMode::Save
        {
            self.diagnostics.save(&id);
        }
    }

    /// `textDocument/didClose`
    pub fn close(&mut self, params: &lsp::DidCloseTextDocumentParams) {
        let uri = &params.text_document.uri;
        let id = DocumentId::new(uri);
        match Arc::make_mut(&mut self.world.documents).remove(&id) {
            Some(document) => {
                document.close();
                self.close_diagnostics(&id, &document);
                self.close_workspace_diagnostics(&id, &document.uri);
                self.close_note(&id, document.path.as_ref());
            }
            None => self.warn(uri, "it was closed but is not open"),
        }
    }
}

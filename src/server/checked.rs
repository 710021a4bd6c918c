//! The findings on one open document.

use tower_lsp::ls_types as lsp;

use crate::rules::{Checker, Diagnostic, NoteContext};

use super::document::{Document, Renewed};
use super::result_id::{self, result_id};
use super::snapshot::World;
use super::to_proto;

/// What is known to be wrong with one open document.
#[derive(Debug)]
pub(super) struct Checked {
    checker: Checker,
    /// Whether the document has changed since the checks ran.
    changed: bool,
    /// Whether the report is to follow.
    outdated: bool,
    found: Vec<Diagnostic>,
    /// The same for the client.
    report: Vec<lsp::Diagnostic>,
    /// The name of the report towards a client that fetches it.
    report_id: u64,
    /// The report that the client was sent, or has fetched, last.
    sent: Option<u64>,
}

impl Checked {
    /// Nothing is known of `document` yet.
    pub fn new(document: &Document) -> Self {
        Self {
            checker: Checker::new(&document.note),
            changed: true,
            outdated: true,
            found: Vec::new(),
            report: Vec::new(),
            report_id: result_id(&[]),
            sent: None,
        }
    }

    /// Takes in what of `document` is new.
    pub fn renew(&mut self, document: &Document, renewed: &Renewed) {
        match renewed {
            Renewed::Blocks(replaced) => replaced.iter().for_each(|replaced| self.checker.replace(replaced)),
            Renewed::All => self.checker = Checker::new(&document.note),
        }
        self.changed = true;
    }

    /// Takes in that other notes have changed.
    pub fn change_others(&mut self) {
        self.changed = true;
    }

    /// Has the report follow the document. Without this, it stays as it was.
    pub fn outdate(&mut self) {
        self.outdated = true;
    }

    /// Takes in that the client does not have the report that it was sent.
    pub fn forget_sent(&mut self) {
        self.sent = None;
    }

    /// The report, if it differs from the one that was sent last. It counts as sent.
    pub fn unsent(&mut self, document: &Document, world: &World) -> Option<Vec<lsp::Diagnostic>> {
        self.update(document, world);
        (self.sent.replace(self.report_id) != Some(self.report_id)).then(|| self.report.clone())
    }

    /// Whether the report differs from the one that was fetched last.
    pub fn has_news(&mut self, document: &Document, world: &World) -> bool {
        self.update(document, world);
        self.sent.is_some_and(|fetched| fetched != self.report_id)
    }

    /// The report, or that it is still the one with the id `previous`.
    pub fn fetch(
        &mut self,
        document: &Document,
        world: &World,
        previous: Option<&str>,
    ) -> lsp::DocumentDiagnosticReport {
        self.update(document, world);
        self.sent = Some(self.report_id);
        let result_id = result_id::to_text(self.report_id);
        if previous == Some(&result_id) {
            let unchanged = lsp::UnchangedDocumentDiagnosticReport { result_id };
            return lsp::RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: unchanged,
            }
            .into();
        }
        let full = lsp::FullDocumentDiagnosticReport { result_id: Some(result_id), items: self.report.clone() };
        lsp::RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report: full }
            .into()
    }

    /// The report and its name.
    pub fn report(&mut self, document: &Document, world: &World) -> (u64, &[lsp::Diagnostic]) {
        self.update(document, world);
        (self.report_id, &self.report)
    }

    /// The findings on the document as it is, and each as the client knows it.
    pub fn found(&mut self, document: &Document, world: &World) -> (&[Diagnostic], &[lsp::Diagnostic]) {
        self.outdate();
        self.update(document, world);
        (&self.found, &self.report)
    }

    fn update(&mut self, document: &Document, world: &World) {
        if !std::mem::take(&mut self.outdated) || !std::mem::take(&mut self.changed) || !document.is_note() {
            return;
        }
        let context = NoteContext {
            note: &document.note,
            config: &document.config,
            path: document.path.as_deref(),
            index: &world.index,
            schema: &document.schema,
        };
        self.found = self.checker.run(&context);
        let report: Vec<_> = self
            .found
            .iter()
            .map(|found| to_proto::diagnostic(&document.uri, document.note.text(), found, world))
            .collect();
        if report != self.report {
            self.report_id = result_id(&report);
            self.report = report;
        }
    }
}

//! A request for the diagnostics of the workspace.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tower_lsp::ls_types as lsp;
use tower_lsp::ls_types::notification::Notification;

use crate::workspace::Config;

use super::outbox::Outbox;
use super::result_id::{from_text, to_text};
use super::state::Answer;
use super::uri::DocumentId;
use super::workspace_check::{AllTold, Report, Told, WorkspaceCheck};

/// A request that is not answered yet.
#[derive(Debug)]
pub(super) struct Pull {
    /// The way back to the client.
    pub answer: Answer<lsp::WorkspaceDiagnosticReportResult>,
    /// Under which the client takes some reports before the others, if it does.
    pub token: Option<lsp::ProgressToken>,
    /// What the client knows.
    pub previous: Vec<lsp::PreviousResultId>,
    /// The documents of which it may know something else.
    pub closed: FxHashMap<DocumentId, lsp::Uri>,
    /// Whether it is answered even if there is nothing new.
    pub is_urgent: bool,
}

/// `$/progress` with some of the reports.
enum PartialResult {}

impl Notification for PartialResult {
    type Params = PartialResultParams;
    const METHOD: &'static str = "$/progress";
}

#[derive(serde::Serialize, serde::Deserialize)]
struct PartialResultParams {
    token: lsp::ProgressToken,
    value: lsp::WorkspaceDiagnosticReportPartialResult,
}

impl Pull {
    /// Whether the client does not wait any more.
    pub fn is_cancelled(&self) -> bool {
        self.answer.is_closed()
    }

    /// Answers that there is nothing new.
    pub fn release(self) {
        let _ = self.answer.send(Ok(lsp::WorkspaceDiagnosticReport::default().into()));
    }

    /// Checks the notes, and answers if there is something new in them or in the open documents, on which all reports are
    /// given. Gives what the client knows then, and the request if it waits on.
    pub fn run(self, check: &mut WorkspaceCheck, documents: &[Report], outbox: &Outbox) -> (AllTold, Option<Self>) {
        let told = self.told();
        let has_news = AtomicBool::new(self.is_urgent);
        let reports = Mutex::new(Vec::new());
        let send = |batch: Vec<Report>| {
            let (news, rest): (Vec<_>, Vec<_>) = batch.into_iter().partition(|report| report.news.is_some());
            has_news.fetch_or(!news.is_empty(), Ordering::Relaxed);
            let news: Vec<_> = news.into_iter().map(to_proto).collect();
            let mut reports = reports.lock().unwrap_or_else(PoisonError::into_inner);
            reports.extend(rest.into_iter().map(to_proto));
            match &self.token {
                Some(token) if !news.is_empty() => outbox.notify::<PartialResult>(PartialResultParams {
                    token: token.clone(),
                    value: lsp::WorkspaceDiagnosticReportPartialResult { items: news },
                }),
                _ => reports.extend(news),
            }
        };
        let is_known = |report: &Report| told.get(&report.id).map(|told| told.result_id) == report.result_id;
        let documents = documents.iter().map(|report| match is_known(report) {
            true => Report { news: None, ..report.clone() },
            false => report.clone(),
        });
        send(documents.collect());
        let is_wanted = |config: &Config| config.workspace_diagnostics != Some(false);
        let told = check.run(told, is_wanted, || !self.is_cancelled(), send);
        if !has_news.into_inner() {
            return (told, Some(self));
        }
        let items = reports.into_inner().unwrap_or_else(PoisonError::into_inner);
        let _ = self.answer.send(Ok(lsp::WorkspaceDiagnosticReport { items }.into()));
        (told, None)
    }

    /// What the client knows.
    fn told(&self) -> AllTold {
        // No report has this name, so what there is now is news.
        let unknown = |uri: &lsp::Uri| Told { uri: uri.clone(), result_id: 0 };
        let closed = self.closed.iter().map(|(id, uri)| (id.clone(), unknown(uri)));
        let told = self.previous.iter().map(|previous| {
            let told = Told { uri: previous.uri.clone(), result_id: from_text(&previous.value) };
            (DocumentId::new(&previous.uri), told)
        });
        closed.chain(told).collect()
    }
}

fn to_proto(report: Report) -> lsp::WorkspaceDocumentDiagnosticReport {
    let Report { uri, version, result_id, news, .. } = report;
    let (version, result_id) = (version.map(Into::into), result_id.map(to_text));
    match news {
        Some(items) => lsp::WorkspaceFullDocumentDiagnosticReport {
            uri,
            version,
            full_document_diagnostic_report: lsp::FullDocumentDiagnosticReport { result_id, items },
        }
        .into(),
        None => lsp::WorkspaceUnchangedDocumentDiagnosticReport {
            uri,
            version,
            unchanged_document_diagnostic_report: lsp::UnchangedDocumentDiagnosticReport {
                result_id: result_id.unwrap_or_default(),
            },
        }
        .into(),
    }
}

//! Diagnostics of notes that are not open: fetched by clients that ask for them, sent to others if they are to have them.
//!
//! A request that there is nothing new for stays open until there is, so that a client which asks again and again gets
//! one answer for each change.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustc_hash::{FxHashMap, FxHashSet};
use tower_lsp::ls_types as lsp;
use tower_lsp::ls_types::notification::PublishDiagnostics;
use tower_lsp::ls_types::request::WorkspaceDiagnosticRefresh;

use super::outbox::Outbox;
use super::state::{Answer, State};
use super::uri::DocumentId;
use super::workspace_check::{AllTold, Known, Report, WorkspaceCheck};
use super::workspace_pull::Pull;

/// How long nothing changes before notes are checked again: files often change many at a time.
const PAUSE: Duration = Duration::from_millis(200);

/// What is known of the diagnostics of notes that are not open.
#[derive(Debug, Default)]
pub(super) struct WorkspaceDiagnostics {
    /// The requests that are to be answered.
    pulls: Vec<Pull>,
    /// Whether the client has ever asked. If so, it is not sent what it can ask for.
    has_pulled: bool,
    /// When notes are to be checked.
    due: Option<Instant>,
    /// Whether they are being checked. What is known is away meanwhile.
    is_checking: bool,
    known: Known,
    /// What the client knows: what it was sent, or has fetched last.
    told: AllTold,
    /// The documents that were closed since it asked last. Some clients go on showing what they know of such a
    /// document until they hear of its file, and do not say that they know it.
    closed: FxHashMap<DocumentId, lsp::Uri>,
    /// The documents that were opened while notes are being checked: they may be closed by the end of it.
    overtaken: FxHashSet<DocumentId>,
}

/// Who wants to know.
enum Audience {
    /// Those who have asked.
    Pulls(Vec<Pull>),
    /// A client that asks when it hears that there is something new.
    Refresh,
    /// A client that is told everything.
    Push,
}

/// What came of a check.
struct Checked {
    known: Known,
    told: AllTold,
    /// Those who wait on.
    pulls: Vec<Pull>,
    has_news: bool,
}

impl WorkspaceDiagnostics {
    /// Takes in that notes, or what they are checked against, have changed.
    pub fn change(&mut self) {
        self.due = Some(Instant::now() + PAUSE);
    }

    /// When notes are to be checked, if they can be.
    pub fn due(&self) -> Option<Instant> {
        self.due.filter(|_| !self.is_checking)
    }
}

impl State {
    /// `workspace/diagnostic`
    pub fn fetch_workspace_diagnostics(
        &mut self,
        params: lsp::WorkspaceDiagnosticParams,
        answer: Answer<lsp::WorkspaceDiagnosticReportResult>,
    ) {
        let diagnostics = &mut self.workspace_diagnostics;
        let is_urgent = !std::mem::replace(&mut diagnostics.has_pulled, true);
        let token = params.partial_result_params.partial_result_token;
        let previous = params.previous_result_ids;
        let closed = std::mem::take(&mut diagnostics.closed);
        diagnostics.pulls.push(Pull { answer, token, previous, closed, is_urgent });
        diagnostics.due = Some(Instant::now());
        if is_urgent {
            let sent = std::mem::take(&mut diagnostics.told);
            sent.into_values().for_each(|told| self.take_back(told.uri));
        }
    }

    /// Answers all requests that wait.
    pub fn release_pulls(&mut self) {
        self.workspace_diagnostics.pulls.drain(..).for_each(Pull::release);
    }

    /// Takes in that the document of `id` was opened: its own diagnostics come in the place of those of its file.
    pub fn open_workspace_diagnostics(&mut self, id: &DocumentId) {
        self.workspace_diagnostics.change();
        self.workspace_diagnostics.closed.remove(id);
        if self.workspace_diagnostics.is_checking {
            self.workspace_diagnostics.overtaken.insert(id.clone());
        }
        self.supersede(id);
    }

    /// Takes in that the document of `id` was closed: its file speaks for it now, if there is one.
    pub fn close_workspace_diagnostics(&mut self, id: &DocumentId, uri: &lsp::Uri) {
        self.workspace_diagnostics.change();
        if self.world.client.pulls_diagnostics {
            self.workspace_diagnostics.closed.insert(id.clone(), uri.clone());
        }
    }

    /// Has the document of `id` speak for itself. Says whether the client was sent anything of its file.
    fn supersede(&mut self, id: &DocumentId) -> bool {
        let diagnostics = &mut self.workspace_diagnostics;
        let told = if diagnostics.has_pulled { None } else { diagnostics.told.remove(id) };
        if let Some(told) = &told
            && self.world.client.pulls_diagnostics
        {
            self.take_back(told.uri.clone());
        }
        told.is_some()
    }

    fn take_back(&self, uri: lsp::Uri) {
        let params = lsp::PublishDiagnosticsParams::new(uri, Vec::new(), None);
        self.client.outbox.notify::<PublishDiagnostics>(params);
    }

    /// Checks the notes that are not open, if it is time and someone wants to know. All notes are read before, since what
    /// is found in one can depend on the others.
    pub fn check_due_notes(&mut self) {
        let is_due = self.workspace_diagnostics.due().is_some_and(|due| due <= Instant::now());
        if !is_due || self.notes.is_reading() {
            return;
        }
        self.workspace_diagnostics.due = None;
        let is_sent = self.settings.store.config(None).workspace_diagnostics == Some(true);
        let diagnostics = &mut self.workspace_diagnostics;
        diagnostics.pulls.retain(|pull| !pull.is_cancelled());
        let audience = match std::mem::take(&mut diagnostics.pulls) {
            pulls if !pulls.is_empty() => Audience::Pulls(pulls),
            _ if diagnostics.has_pulled && self.world.client.refreshes_diagnostics => Audience::Refresh,
            _ if !diagnostics.has_pulled && (is_sent || !diagnostics.told.is_empty()) => Audience::Push,
            _ => return,
        };
        self.start_check(audience);
    }

    fn start_check(&mut self, audience: Audience) {
        self.index_documents();
        let documents = match audience {
            Audience::Pulls(_) => self.document_reports(),
            Audience::Refresh | Audience::Push => Vec::new(),
        };
        let diagnostics = &mut self.workspace_diagnostics;
        diagnostics.is_checking = true;
        let (known, told) = (std::mem::take(&mut diagnostics.known), std::mem::take(&mut diagnostics.told));
        let mut check = WorkspaceCheck {
            world: self.world.clone(),
            configs: self.settings.store.clone(),
            known,
            pace: self.pace.clone(),
        };
        let outbox = self.client.outbox.clone();
        let job = move || {
            let (told, pulls, has_news) = match audience {
                Audience::Pulls(pulls) => {
                    let (told, waiting) = answer(pulls, &mut check, &documents, &outbox);
                    (told, waiting, false)
                }
                Audience::Refresh => {
                    let has_news = has_news(&mut check, told.clone());
                    (told, Vec::new(), has_news)
                }
                Audience::Push => (push(&mut check, told, &outbox), Vec::new(), false),
            };
            (Checked { known: check.known, told, pulls, has_news }, check.configs)
        };
        self.spawn_background("checking notes", job, |state, result| {
            state.workspace_diagnostics.is_checking = false;
            if let Some((checked, configs)) = result {
                state.finish_check(checked);
                state.settings.store.learn_from(configs);
                state.report_settings();
            }
        });
    }

    fn finish_check(&mut self, checked: Checked) {
        let diagnostics = &mut self.workspace_diagnostics;
        diagnostics.known = checked.known;
        diagnostics.pulls.splice(0..0, checked.pulls);
        diagnostics.told = checked.told;
        // Those that were being checked for when the client shut down were away when the others were released.
        if self.tasks.shut_down() {
            self.release_pulls();
        }
        if checked.has_news {
            self.client.request::<WorkspaceDiagnosticRefresh>((), |_, ()| {});
        }
        // A document that was opened meanwhile may have been overtaken by what its file says. If it is closed again, the
        // client has forgotten that.
        for id in std::mem::take(&mut self.workspace_diagnostics.overtaken) {
            if self.supersede(&id) && !self.world.client.pulls_diagnostics {
                self.diagnostics.send_again(&id);
            }
        }
    }
}

/// Answers `pulls` as far as there is something new. Gives what the client knows then, and the requests that wait on.
fn answer(pulls: Vec<Pull>, check: &mut WorkspaceCheck, documents: &[Report], outbox: &Outbox) -> (AllTold, Vec<Pull>) {
    let mut told = AllTold::default();
    let mut waiting = Vec::new();
    for pull in pulls {
        let (known, unanswered) = pull.run(check, documents, outbox);
        told = known;
        waiting.extend(unanswered);
    }
    (told, waiting)
}

/// Whether there is something that a client which knows `told` does not know.
fn has_news(check: &mut WorkspaceCheck, told: AllTold) -> bool {
    let has_news = AtomicBool::new(false);
    let send = |reports: Vec<Report>| {
        has_news.fetch_or(reports.iter().any(|report| report.news.is_some()), Ordering::Relaxed);
    };
    check.run(told, |config| config.workspace_diagnostics != Some(false), || true, send);
    has_news.into_inner()
}

/// Sends a client that knows `told` what is new. Gives what it knows then.
fn push(check: &mut WorkspaceCheck, told: AllTold, outbox: &Outbox) -> AllTold {
    let send = |reports: Vec<Report>| {
        for Report { uri, news, .. } in reports {
            if let Some(news) = news {
                outbox.notify::<PublishDiagnostics>(lsp::PublishDiagnosticsParams::new(uri, news, None));
            }
        }
    };
    check.run(told, |config| config.workspace_diagnostics == Some(true), || true, send)
}

//! The state of the server. The main loop owns it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{self, Error, ErrorCode};
use tower_lsp::ls_types::{self as lsp, MessageType, Uri};

use crate::ide::SkillMerge;

use super::STACK_SIZE;
use super::capabilities;
use super::client::Client;
use super::diagnostics::Diagnostics;
use super::document::Document;
use super::main_loop::Tasks;
use super::notes::Notes;
use super::outbox::Outbox;
use super::pace::Pace;
use super::parent;
use super::settings::{self, POLL_INTERVAL, Settings};
use super::snapshot::{OfDocument, Snapshot, World};
use super::workspace_diagnostics::WorkspaceDiagnostics;

/// A document of more bytes than this is read as a whole on the pool, not on the main loop.
const LARGE: u32 = 128 << 10;

/// The way an answer goes back to the request that waits for it. It is closed when the client has cancelled it.
pub(super) type Answer<R> = oneshot::Sender<jsonrpc::Result<R>>;

/// Answers a request about one document from what there is to see. None when there is nothing to say.
pub(super) type Handler<P, R> = fn(&Snapshot<'_>, &Document, P) -> Option<R>;

/// How much a request about a document looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// One place in the document. Answered at once.
    Place,
    /// All of the document. Answered on the pool when that is large.
    Document,
    /// The notes of the workspace too, as far as they are known. Answered on the pool.
    Workspace,
    /// Every note of the workspace: answered on the pool once all are known.
    EveryNote,
}

/// Everything that the server knows.
///
/// Its methods for documents are in `sync`, those for diagnostics in `diagnostics`, those for settings in `settings`, those for the index
/// of notes in `notes`.
#[derive(Debug)]
pub(super) struct State {
    /// What requests see of it.
    pub world: World,
    /// The way to the client.
    pub client: Client,
    /// What is wrong with the open documents.
    pub diagnostics: Diagnostics,
    /// What is wrong with the other notes.
    pub workspace_diagnostics: WorkspaceDiagnostics,
    /// Where settings come from.
    pub settings: Settings,
    /// What keeps the index of notes fresh.
    pub notes: Notes,
    /// What is offered since a skill could not be given the name of another.
    pub offered_merge: Option<SkillMerge>,
    /// The way back here, for what takes long.
    pub tasks: Tasks,
    /// Answers requests that take long. None when it could not be started: then all runs on the main loop.
    pool: Option<rayon::ThreadPool>,
    /// How fast that goes on which nobody waits for.
    pub pace: Pace,
    /// Does what nobody waits for, so that no request waits behind it.
    background: Option<rayon::ThreadPool>,
}

impl State {
    /// The state before the client has said anything.
    pub fn new(outbox: Outbox, tasks: Tasks) -> Self {
        let pool = || rayon::ThreadPoolBuilder::new().num_threads(2).stack_size(STACK_SIZE).build().ok();
        Self {
            world: World::default(),
            client: Client::new(outbox),
            diagnostics: Diagnostics::default(),
            workspace_diagnostics: WorkspaceDiagnostics::default(),
            settings: Settings::default(),
            notes: Notes::default(),
            offered_merge: None,
            tasks,
            pool: pool(),
            pace: Pace::default(),
            background: pool(),
        }
    }

    /// `initialize`: takes in who the client is.
    pub fn initialize(&mut self, params: lsp::InitializeParams) {
        self.world.client = capabilities::ClientFeatures::new(&params.capabilities);
        self.world.encoding = capabilities::negotiate_encoding(&params.capabilities);
        self.set_folders(settings::folders(&params));
        if let Some(settings) = params.initialization_options {
            self.set_settings(settings);
        }
        if let Some(id) = params.process_id {
            parent::watch(id);
        }
    }

    /// Answers a request about one document: at once, or on the pool if it may take long. If the document changes
    /// meanwhile, the answer is that the content was modified.
    pub fn read<P: OfDocument + Send + 'static, R: Send + 'static>(
        &mut self,
        scope: Scope,
        params: P,
        answer: Answer<Option<R>>,
        handler: Handler<P, R>,
    ) {
        if answer.is_closed() {
            return;
        }
        let Some(document) = self.world.document(params.uri()).cloned() else {
            let _ = answer.send(Ok(None));
            return;
        };
        if scope == Scope::EveryNote {
            let known = document;
            return self.with_every_note(move |state| {
                if known.is_stale() {
                    let _ = answer.send(Err(content_modified()));
                } else {
                    state.read(Scope::Workspace, params, answer, handler);
                }
            });
        }
        if scope == Scope::Workspace {
            self.index_documents();
        }
        let is_large = document.note.text().len() > LARGE;
        if scope == Scope::Place || (scope == Scope::Document && !is_large) {
            let found = handler(&Snapshot::new(&self.world, &|| false), &document, params);
            let _ = answer.send(Ok(found));
            return;
        }
        let world = self.world.clone();
        self.spawn("a request", move || {
            let cancelled = || answer.is_closed() || document.is_stale();
            let found = handler(&Snapshot::new(&world, &cancelled), &document, params);
            let _ = answer.send(if document.is_stale() { Err(content_modified()) } else { Ok(found) });
        });
    }

    /// Runs `job` on the pool. A panic costs that job: a request it was to answer gets an error.
    pub fn spawn(&self, name: &'static str, job: impl FnOnce() + Send + 'static) {
        let outbox = self.client.outbox.clone();
        let guarded = move || {
            if catch_unwind(AssertUnwindSafe(job)).is_err() {
                outbox.log(MessageType::ERROR, format!("{name} failed: this is a bug in askdown"));
            }
        };
        match &self.pool {
            Some(pool) => pool.spawn(guarded),
            None => guarded(),
        }
    }

    /// Runs `job` in the background, and then `done` here with what came of it: nothing if it panicked.
    pub fn spawn_background<R: Send + 'static>(
        &self,
        name: &'static str,
        job: impl FnOnce() -> R + Send + 'static,
        done: impl FnOnce(&mut Self, Option<R>) + Send + 'static,
    ) {
        let (outbox, tasks) = (self.client.outbox.clone(), self.tasks.clone());
        let guarded = move || {
            let result = catch_unwind(AssertUnwindSafe(job)).ok();
            if result.is_none() {
                outbox.log(MessageType::ERROR, format!("{name} failed: this is a bug in askdown"));
            }
            tasks.send(name, move |state| done(state, result));
        };
        match &self.background {
            Some(pool) => pool.spawn(guarded),
            None => guarded(),
        }
    }

    /// How long the main loop may wait for the next message. None for as long as it takes.
    pub fn patience(&self) -> Option<Duration> {
        // Other notes are checked when all are read.
        let check = self.workspace_diagnostics.due().filter(|_| !self.notes.is_reading());
        let due = self.diagnostics.due().into_iter().chain(self.notes.due()).chain(check).min();
        let due = due.map(|due| due.saturating_duration_since(Instant::now()));
        let polls = !self.world.client.watches_files && !self.world.documents.is_empty();
        due.into_iter().chain(polls.then_some(POLL_INTERVAL)).min()
    }

    /// Tells the client's log what is wrong with the document at `uri`.
    pub fn warn(&self, uri: &Uri, what: &str) {
        self.client.outbox.log(MessageType::ERROR, format!("{}: {what}", uri.as_str()));
    }
}

fn content_modified() -> Error {
    Error { code: ErrorCode::ContentModified, message: "the note has changed meanwhile".into(), data: None }
}

//! The state of the server. The main loop owns it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{self, Error, ErrorCode};
use tower_lsp::ls_types::{self as lsp, MessageType, Uri};

use super::STACK_SIZE;
use super::capabilities;
use super::client::Client;
use super::diagnostics::Diagnostics;
use super::document::Document;
use super::main_loop::Tasks;
use super::notes::Notes;
use super::outbox::Outbox;
use super::parent;
use super::settings::{self, POLL_INTERVAL, Settings};
use super::snapshot::{OfDocument, Snapshot, World};

/// A document of more bytes than this is read as a whole on the pool, not on the main loop.
const LARGE: u32 = 128 << 10;

/// The way an answer goes back to the request that waits for it. It is closed when the client has cancelled it.
pub(super) type Answer<R> = oneshot::Sender<jsonrpc::Result<R>>;

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
    /// Where settings come from.
    pub settings: Settings,
    /// What keeps the index of notes fresh.
    pub notes: Notes,
    /// The way back here, for what takes long.
    pub tasks: Tasks,
    /// Runs what takes long. None when it could not be started: then all runs on the main loop.
    pool: Option<rayon::ThreadPool>,
}

impl State {
    /// The state before the client has said anything.
    pub fn new(outbox: Outbox, tasks: Tasks) -> Self {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).stack_size(STACK_SIZE).build();
        Self {
            world: World::default(),
            client: Client::new(outbox),
            diagnostics: Diagnostics::default(),
            settings: Settings::default(),
            notes: Notes::default(),
            tasks,
            pool: pool.ok(),
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

    /// Answers a request about one document at once.
    pub fn read<P: OfDocument, R>(
        &self,
        params: P,
        answer: Answer<Option<R>>,
        handler: fn(&Snapshot<'_>, &Document, P) -> Option<R>,
    ) {
        if answer.is_closed() {
            return;
        }
        let document = self.world.document(params.uri());
        let snapshot = Snapshot::new(&self.world, &|| false);
        let found = document.and_then(|document| handler(&snapshot, document, params));
        let _ = answer.send(Ok(found));
    }

    /// Answers a request that reads the whole of one document: on the pool when it is large. If it changes meanwhile,
    /// the answer is that the content was modified.
    pub fn read_whole<P: OfDocument + Send + 'static, R: Send + 'static>(
        &self,
        params: P,
        answer: Answer<Option<R>>,
        handler: fn(&Snapshot<'_>, &Document, P) -> Option<R>,
    ) {
        let document = self.world.document(params.uri()).filter(|document| document.note.text().len() > LARGE);
        let Some(document) = document.cloned() else {
            return self.read(params, answer, handler);
        };
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

    /// How long the main loop may wait for the next message. None for as long as it takes.
    pub fn patience(&self) -> Option<Duration> {
        let due = self.diagnostics.due().map(|due| due.saturating_duration_since(Instant::now()));
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

//! Checking all notes of the workspace, in the background.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use tower_lsp::ls_types as lsp;

use crate::rules::{FactsContext, FileContext, check_note, file, is_concerned};
use crate::text::{Text, TextRange};
use crate::workspace::{Config, ConfigStore, NoteFacts, ReadError, read_note, text_hash};

use super::pace::Pace;
use super::result_id::result_id;
use super::snapshot::World;
use super::to_proto;
use super::uri::DocumentId;

/// How many notes are checked between two messages to the client.
const BATCH: usize = 64;

/// What the workspace is at one moment, and what is known of it.
pub(super) struct WorkspaceCheck {
    /// The notes.
    pub world: World,
    /// Their settings.
    pub configs: ConfigStore,
    /// What the last check found.
    pub known: Known,
    /// How fast they are checked.
    pub pace: Pace,
}

/// What is known of notes that are not open, by path.
pub(super) type Known = FxHashMap<Arc<Path>, KnownNote>;

/// The findings on a note, in short, and what they depend on.
#[derive(Clone, Debug)]
pub(super) struct KnownNote {
    /// The hash of its text.
    text: u64,
    config: Arc<Config>,
    /// Counts the states of all schemas.
    schemas: u64,
    /// Whether they depend on other notes.
    is_concerned: bool,
    /// Names the report. None for one of nothing.
    result_id: Option<u64>,
}

/// What a client knows of one note.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// As it is spelt there.
    pub uri: lsp::Uri,
    /// The name of the report that it has.
    pub result_id: u64,
}

/// What a client knows of all notes.
pub(super) type AllTold = FxHashMap<DocumentId, Told>;

/// What there is to say of one note to someone who knows something.
#[derive(Clone, Debug)]
pub(super) struct Report {
    pub id: DocumentId,
    pub uri: lsp::Uri,
    /// The version of a document that is open.
    pub version: Option<i32>,
    /// The name of the report. None for one of nothing.
    pub result_id: Option<u64>,
    /// The diagnostics, if they are not those that are known.
    pub news: Option<Vec<lsp::Diagnostic>>,
}

/// A note to check.
struct NoteToCheck {
    path: Arc<Path>,
    id: DocumentId,
    uri: lsp::Uri,
    config: Arc<Config>,
    /// What the index knows of it, if it can be read.
    facts: Option<Arc<NoteFacts>>,
}

impl WorkspaceCheck {
    /// Checks the notes that are not open and hands what there is to say of them, and of notes that are gone, to `send`,
    /// a few at a time. Gives what someone who knew `told` knows then. A note that nothing has changed for is not read
    /// again; each is checked only if `goes_on` still says so.
    pub fn run(
        &mut self,
        mut told: AllTold,
        is_wanted: impl Fn(&Config) -> bool,
        goes_on: impl Fn() -> bool + Sync,
        send: impl Fn(Vec<Report>) + Sync,
    ) -> AllTold {
        let notes = self.notes(is_wanted);
        // What links lead to beside the notes is looked up before, for no check waits for the disk.
        notes.par_iter().for_each(|note| {
            self.is_concerned(note);
        });
        self.world.index.folders().refresh();
        let check = |batch: &[NoteToCheck]| {
            let batch = batch.iter().take_while(|_| self.goes_on(&goes_on));
            let checked = batch.map(|note| (Arc::clone(&note.path), self.check(note, told.get(&note.id))));
            let (known, reports): (Vec<_>, Vec<_>) =
                checked.map(|(path, (known, report))| ((path, known), report)).unzip();
            let reports: Vec<_> = reports.into_iter().flatten().collect();
            let news: Vec<_> = reports.iter().map(Report::told).collect();
            if !reports.is_empty() {
                send(reports);
            }
            (known, news)
        };
        let checked: Vec<_> = notes.par_chunks(BATCH).map(check).collect();
        let present: FxHashSet<_> = notes.iter().map(|note| &note.id).collect();
        let is_gone = |id: &DocumentId| !present.contains(id) && !self.world.documents.contains_key(id);
        let gone: Vec<_> = told.iter().filter(|(id, _)| is_gone(id)).map(|(id, told)| told.gone(id)).collect();

        let (known, news): (Vec<_>, Vec<_>) = checked.into_iter().unzip();
        self.known = known.into_iter().flatten().collect();
        for (id, now) in news.into_iter().flatten().chain(gone.iter().map(Report::told)) {
            match now {
                Some(now) => told.insert(id, now),
                None => told.remove(&id),
            };
        }
        if !gone.is_empty() {
            send(gone);
        }
        told
    }

    fn goes_on(&self, goes_on: &(impl Fn() -> bool + Sync)) -> bool {
        self.pace.wait();
        goes_on()
    }

    /// The notes that are not open and that someone wants to know of, in a fixed order.
    fn notes(&mut self, is_wanted: impl Fn(&Config) -> bool) -> Vec<NoteToCheck> {
        let index = &self.world.index;
        let readable = index.notes().filter(|(path, _)| !index.is_open(path));
        let readable = readable.map(|(path, facts)| (path, Some(Arc::clone(facts))));
        let mut files: Vec<_> = readable.chain(index.unreadable().map(|(path, _)| (path, None))).collect();
        files.sort_unstable_by_key(|(path, _)| *path);
        let notes = files.into_iter().filter_map(|(path, facts)| {
            let config = self.configs.config(Some(path));
            let uri = self.world.uri(path).filter(|_| is_wanted(&config))?;
            let id = DocumentId::new(&uri);
            let is_open = self.world.documents.contains_key(&id);
            (!is_open).then(|| NoteToCheck { path: path.into(), id, uri, config, facts })
        });
        notes.collect()
    }

    /// What is known of `note` now, and what there is to say to someone who knows `told`.
    fn check(&self, note: &NoteToCheck, told: Option<&Told>) -> (KnownNote, Option<Report>) {
        let told = told.map(|told| told.result_id);
        let is_concerned = self.is_concerned(note);
        let still_holds = |known: &&KnownNote| {
            let is_same = note.facts.as_ref().is_some_and(|facts| facts.hash == known.text);
            let same_config = Arc::ptr_eq(&known.config, &note.config) || known.config == note.config;
            let depends = is_concerned || known.is_concerned;
            is_same && same_config && !depends && known.schemas == self.world.schemas.state()
        };
        if let Some(known) = self.known.get(&note.path).filter(still_holds)
            && known.result_id.is_none_or(|id| told == Some(id))
        {
            let report = note.report(told, known.result_id, Vec::new());
            return (known.clone(), report);
        }
        let state = self.world.schemas.state();
        let (text, diagnostics) = self.find(note);
        let id = (!diagnostics.is_empty()).then(|| result_id(&diagnostics));
        let known = KnownNote { text, config: Arc::clone(&note.config), schemas: state, is_concerned, result_id: id };
        (known, note.report(told, id, diagnostics))
    }

    /// Whether other notes, or other files, may account for a finding on `note`.
    fn is_concerned(&self, note: &NoteToCheck) -> bool {
        let index = &self.world.index;
        note.facts
            .as_ref()
            .is_some_and(|facts| is_concerned(&FactsContext { facts, config: &note.config, path: &note.path, index }))
    }

    /// Reads `note`. Gives the hash of its text and what is found in it.
    fn find(&self, note: &NoteToCheck) -> (u64, Vec<lsp::Diagnostic>) {
        let World { index, schemas, .. } = &self.world;
        let (text, found) = match read_note(&note.path) {
            Ok(text) => {
                let context = FileContext { path: Some(&note.path), config: &note.config, schemas, index };
                let found = context.with_note(text.clone(), check_note);
                (text, found.unwrap_or_else(|| vec![file::internal_error(TextRange::empty(0))]))
            }
            // A note that has just gone is told of when the index knows.
            Err(ReadError::NotFound | ReadError::NoFile) => Default::default(),
            Err(error) => (Text::default(), vec![file::unreadable(&error)]),
        };
        let to_proto = |found| to_proto::diagnostic(&note.uri, &text, found, &self.world);
        (text_hash(&text), found.iter().map(to_proto).collect())
    }
}

impl NoteToCheck {
    /// What there is to say to someone who was told `told`, now that `result_id` names the report: that of `diagnostics`.
    fn report(&self, told: Option<u64>, result_id: Option<u64>, diagnostics: Vec<lsp::Diagnostic>) -> Option<Report> {
        let (id, uri) = (self.id.clone(), self.uri.clone());
        let news = (told != result_id).then_some(diagnostics);
        (told.is_some() || result_id.is_some()).then_some(Report { id, uri, version: None, result_id, news })
    }
}

impl Told {
    /// The report on the note of `id`, which is gone.
    fn gone(&self, id: &DocumentId) -> Report {
        Report { id: id.clone(), uri: self.uri.clone(), version: None, result_id: None, news: Some(Vec::new()) }
    }
}

impl Report {
    /// What someone knows who got this.
    fn told(&self) -> (DocumentId, Option<Told>) {
        (self.id.clone(), self.result_id.map(|result_id| Told { uri: self.uri.clone(), result_id }))
    }
}

//! The index of the workspace's notes: filled in the background, and kept as fresh as the client and the disk are.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustc_hash::FxHashSet;

use crate::workspace::{ConfigStore, NoteFacts, NoteToRead, find_changes, find_notes, notes_to_read, read_notes};

use super::state::State;
use super::uri::DocumentId;

/// How often the disk is looked at when the client does not watch files: seldom, for it looks at every note.
const LOOK_INTERVAL: Duration = Duration::from_secs(10);

/// How long nothing is typed before the index follows: it takes reading whole texts.
const PAUSE: Duration = Duration::from_secs(1);

/// How long a client that has just started is left to open its notes before the others are read.
const START: Duration = Duration::from_millis(250);

/// What keeps the index fresh.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The open documents whose facts in the index are not those of their text.
    changed: BTreeSet<DocumentId>,
    /// When they are to be read.
    due: Option<Instant>,
    /// When all notes are to be read, if they are.
    read_due: Option<Instant>,
    /// Stops what is being read.
    reading: Arc<AtomicBool>,
    /// When the disk was looked at last.
    looked: Option<Instant>,
}

impl Notes {
    /// Takes in that a document was opened or changed.
    pub fn change(&mut self, id: &DocumentId) {
        self.changed.insert(id.clone());
        self.due = Some(Instant::now() + PAUSE);
    }

    /// When there is something to read, if there is.
    pub fn due(&self) -> Option<Instant> {
        self.due.into_iter().chain(self.read_due).min()
    }
}

impl State {
    /// Has all notes read soon: the workspace's folders, or what is left out of them, have changed.
    pub fn read_all_notes(&mut self) {
        self.notes.reading.store(true, Ordering::Relaxed);
        self.notes.reading = Arc::default();
        self.notes.read_due = Some(Instant::now() + START);
    }

    /// Reads all notes. What is known stays until it is read again, so that no finding comes and goes meanwhile.
    fn start_reading(&mut self) {
        self.notes.read_due = None;
        self.notes.looked = Some(Instant::now());
        let known: Vec<_> = self.world.index.notes().map(|(path, _)| path.to_owned()).collect();
        self.read_notes(|configs| {
            let mut notes = find_notes(configs);
            let found: FxHashSet<_> = notes.iter().map(|note| note.path().to_owned()).collect();
            notes.extend(notes_to_read(configs, known.into_iter().filter(|path| !found.contains(path)).collect()));
            notes
        });
    }

    /// Takes in that the files at `paths` were written, created or deleted.
    pub fn change_notes(&mut self, paths: Vec<PathBuf>) {
        // A folder that was deleted takes its notes with it, and no note of it is told.
        for path in paths.iter().filter(|path| !path.exists()) {
            Arc::make_mut(&mut self.world.index).remove_tree(path);
        }
        self.read_notes(|configs| notes_to_read(configs, paths));
    }

    /// Reads what is due to be read.
    pub fn read_due_notes(&mut self) {
        let now = Instant::now();
        if self.notes.read_due.is_some_and(|due| due <= now) {
            self.start_reading();
        }
        if self.notes.due.is_some_and(|due| due <= now) {
            self.index_documents();
        }
    }

    /// Looks which notes have changed on disk, for a client that does not watch files.
    pub fn poll_notes(&mut self) {
        let looked_lately = self.notes.looked.is_none_or(|looked| looked.elapsed() < LOOK_INTERVAL);
        if self.world.client.watches_files || looked_lately {
            return;
        }
        self.notes.looked = Some(Instant::now());
        let index = Arc::clone(&self.world.index);
        self.read_notes(move |configs| find_changes(&index, configs));
    }

    /// Brings the index up to date with the open documents. For requests that read it: it reads their whole text.
    pub fn index_documents(&mut self) {
        self.notes.due = None;
        while let Some(id) = self.notes.changed.pop_first() {
            if let Some(document) = self.world.documents.get(&id)
                && let Some(path) = document.path.as_ref().filter(|_| document.is_note())
            {
                let facts = NoteFacts::new(&document.note, &document.config);
                if self.world.index.note(path).is_none_or(|known| **known != facts) {
                    self.diagnostics.change_others();
                }
                Arc::make_mut(&mut self.world.index).set_open(path, facts);
            }
        }
    }

    /// Takes in that a document was closed: from now on, the file counts.
    pub fn close_note(&mut self, id: &DocumentId, path: Option<&PathBuf>) {
        self.notes.changed.remove(id);
        if let Some(path) = path {
            Arc::make_mut(&mut self.world.index).close(path);
            self.change_notes(vec![path.clone()]);
        }
    }

    /// Reads the notes that `find` finds, on the pool.
    fn read_notes(&mut self, find: impl FnOnce(&mut ConfigStore) -> Vec<NoteToRead> + Send + 'static) {
        let mut configs = self.settings.store.clone();
        let tasks = self.tasks.clone();
        let cancelled = Arc::clone(&self.notes.reading);
        let open: FxHashSet<_> = self.world.documents.values().filter_map(|document| document.path.clone()).collect();
        self.spawn("reading notes", move || {
            let mut notes = find(&mut configs);
            // What is open counts as it is in the editor.
            notes.retain(|note| !open.contains(note.path()));
            read_notes(&notes, &cancelled, |read| {
                let cancelled = Arc::clone(&cancelled);
                tasks.send("indexing", move |state| {
                    if !cancelled.load(Ordering::Relaxed) {
                        Arc::make_mut(&mut state.world.index).apply(read);
                        state.diagnostics.change_others();
                    }
                });
            });
        });
    }
}

//! The index of the workspace's notes: filled in the background, and kept as fresh as the client and the disk are.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustc_hash::FxHashSet;

use crate::workspace::{NoteFacts, Places, ReadNote, find_changes, read_changes};

use super::document::Document;
use super::every_note::Held;
use super::progress::Progress;
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
    /// Where files are to be looked at, and when.
    places: Option<(Places, Instant)>,
    /// Stops the reading that is under way, if one is. There is one at a time, so that what was read last counts.
    reading: Option<Arc<AtomicBool>>,
    /// The requests that wait for it.
    pub held: Held,
    /// What the client is told of it.
    pub progress: Option<Progress>,
    /// How often the client was asked whether it shows the progress.
    pub progress_count: u64,
    /// When the disk was looked at last.
    looked: Option<Instant>,
    /// When folders were looked into last, for the files that links lead to.
    pub looked_into_folders: Option<Instant>,
    /// When they are to be looked into again, if that is due.
    pub folders_due: Option<Instant>,
}

impl Notes {
    /// Takes in that a document was opened or changed.
    pub fn change(&mut self, id: &DocumentId) {
        self.changed.insert(id.clone());
        self.due = Some(Instant::now() + PAUSE);
    }

    /// When there is something to read, if there is.
    pub fn due(&self) -> Option<Instant> {
        let places = self.places.as_ref().filter(|_| self.reading.is_none()).map(|(_, due)| *due);
        self.due.into_iter().chain(places).chain(self.folders_due).min()
    }

    /// Whether files are being read, or are to be.
    pub fn is_reading(&self) -> bool {
        self.reading.is_some() || self.places.is_some()
    }

    /// Stops the reading that is under way.
    pub fn stop(&self) {
        if let Some(stopped) = &self.reading {
            stopped.store(true, Ordering::Relaxed);
        }
    }

    /// Has `places` looked at once it is `due`.
    fn look(&mut self, places: Places, due: Instant) {
        match &mut self.places {
            Some((known, _)) => known.add(places),
            None => self.places = Some((places, due)),
        }
    }
}

impl State {
    /// Has all notes read soon: the workspace's folders, or what is left out of them, have changed. What is known stays
    /// until it is read again, so that no finding comes and goes meanwhile.
    pub fn read_all_notes(&mut self) {
        self.notes.stop();
        self.notes.look(Places::Everywhere, Instant::now() + START);
    }

    /// Has all that is to be read be read now: somebody waits for it.
    pub fn hasten_reading(&mut self) {
        let now = Instant::now();
        match &mut self.notes.places {
            Some((_, due)) => *due = now,
            None if self.notes.reading.is_none() => self.notes.look(Places::Everywhere, now),
            None => {}
        }
    }

    /// Takes in that the files at `paths` were written, created or deleted, or all of a folder there.
    pub fn change_notes(&mut self, paths: impl IntoIterator<Item = PathBuf>) {
        self.notes.look(paths.into_iter().collect(), Instant::now());
        self.notes.looked_into_folders = None;
    }

    /// Reads what is due to be read.
    pub fn read_due_notes(&mut self) {
        let now = Instant::now();
        if self.notes.reading.is_none()
            && let Some((places, _)) = self.notes.places.take_if(|(_, due)| *due <= now)
        {
            self.start_reading(places);
        }
        if self.notes.due.is_some_and(|due| due <= now) {
            self.index_documents_later();
        }
    }

    /// Looks which notes have changed on disk, for a client that does not watch files.
    pub fn poll_notes(&mut self) {
        let looked_lately = self.notes.looked.is_none_or(|looked| looked.elapsed() < LOOK_INTERVAL);
        if !self.world.client.watches_files && !looked_lately {
            self.notes.looked = Some(Instant::now());
            self.notes.look(Places::Outdated, Instant::now());
        }
    }

    /// Brings the index up to date with the open documents. For requests that read it: it reads their whole text.
    pub fn index_documents(&mut self) {
        self.notes.due = None;
        while let Some(id) = self.notes.changed.pop_first() {
            if let Some((path, facts)) = self.world.documents.get(&id).and_then(|document| facts_of(document)) {
                self.index_document(&path, facts);
            }
        }
    }

    /// Brings the index up to date in a pause. The texts are read in the background: somebody may type on.
    fn index_documents_later(&mut self) {
        self.notes.due = None;
        for id in self.notes.changed.clone() {
            let Some(document) = self.world.documents.get(&id).cloned() else { continue };
            let known = Arc::clone(&document);
            let read = move || facts_of(&document);
            let done = move |state: &mut Self, facts: Option<Option<(PathBuf, Option<NoteFacts>)>>| {
                // What has changed meanwhile is read again; a request may have read the rest already.
                if !known.is_stale()
                    && state.notes.changed.remove(&id)
                    && let Some((path, facts)) = facts.flatten()
                {
                    state.index_document(&path, facts);
                }
            };
            self.spawn_background("reading an open note", read, done);
        }
    }

    /// Takes in the facts of an open note; None for one that is left out.
    fn index_document(&mut self, path: &Path, facts: Option<NoteFacts>) {
        let Some(facts) = facts else {
            if self.world.index.note(path).is_some() {
                let index = Arc::make_mut(&mut self.world.index);
                index.close(path);
                index.remove_tree(path);
                self.change_surroundings();
            }
            return;
        };
        let is_new = self.world.index.note(path).is_none_or(|known| **known != facts);
        Arc::make_mut(&mut self.world.index).set_open(path, facts);
        if is_new {
            self.change_surroundings();
        }
    }

    /// Takes in that a document was closed: from now on, the file counts.
    pub fn close_note(&mut self, id: &DocumentId, path: Option<&PathBuf>) {
        self.notes.changed.remove(id);
        if let Some(path) = path {
            Arc::make_mut(&mut self.world.index).close(path);
            self.change_notes([path.clone()]);
        }
    }

    /// Reads the notes at `places` in the background.
    fn start_reading(&mut self, places: Places) {
        if !matches!(places, Places::At(_)) {
            self.notes.looked = Some(Instant::now());
        }
        let stopped = Arc::<AtomicBool>::default();
        self.notes.reading = Some(Arc::clone(&stopped));
        let (mut configs, index, tasks) =
            (self.settings.store.clone(), Arc::clone(&self.world.index), self.tasks.clone());
        let (is_whole, pace) = (places == Places::Everywhere, self.pace.clone());
        // What is open counts as it is in the editor, also where the index does not have that yet.
        let open: FxHashSet<_> = self.world.documents.values().filter_map(|document| document.path.clone()).collect();
        let read = move || {
            let mut changes = find_changes(&index, &mut configs, &places);
            changes.notes.retain(|note| !open.contains(note.path()));
            // The index grows from here on, and would be copied for that if it was still held here.
            drop(index);
            let count = changes.notes.len();
            if is_whole {
                tasks.send("counting notes", move |state| state.begin_progress(count));
            }
            let goes_on = || {
                pace.wait();
                !stopped.load(Ordering::Relaxed)
            };
            read_changes(&changes, goes_on, |read| tasks.send("indexing", |state| state.index_notes(read)));
            !stopped.load(Ordering::Relaxed)
        };
        self.spawn_background("reading notes", read, move |state, is_done| {
            state.notes.reading = None;
            state.end_progress();
            // Where it was stopped for another one to begin, what is known counts on until then.
            let is_complete = is_done != Some(false);
            let is_certain = is_complete || !state.notes.is_reading();
            if is_whole && is_certain && is_complete != state.world.index.is_complete() {
                Arc::make_mut(&mut state.world.index).set_complete(is_complete);
            }
            state.change_surroundings();
            state.resume_held();
        });
    }

    /// Takes in what some notes say.
    fn index_notes(&mut self, read: Vec<ReadNote>) {
        self.advance_progress(read.len());
        Arc::make_mut(&mut self.world.index).apply(read);
    }
}

/// The path and the facts of a document that is a note on disk; no facts if its configuration leaves it out.
fn facts_of(document: &Document) -> Option<(PathBuf, Option<NoteFacts>)> {
    let path = document.path.as_ref().filter(|_| document.is_note())?;
    let is_left_out = document.config.excludes(path);
    Some((path.clone(), (!is_left_out).then(|| NoteFacts::new(&document.note, path, &document.config))))
}

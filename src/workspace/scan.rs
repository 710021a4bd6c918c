//! Filling the index from disk, on other threads than the one that owns it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::syntax::Note;
use crate::text::Text;

use super::file_cache::stamp;
use super::read::read_source;
use super::{Config, ConfigStore, Index, NoteFacts, ReadNote, is_note, walk};

/// How many notes are read between two messages to the owner of the index.
const BATCH: usize = 64;

/// A file to read, and the settings for it.
#[derive(Clone, Debug)]
pub struct NoteToRead {
    path: PathBuf,
    config: Arc<Config>,
}

impl NoteToRead {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Finds all notes below the workspace folders of `configs`. Takes a moment, so it is for another thread, on a clone
/// of the store.
pub fn find_notes(configs: &mut ConfigStore) -> Vec<NoteToRead> {
    let roots = configs.roots().to_vec();
    let walked = walk(&roots, |path| configs.config(Some(path)).excludes(path));
    notes_to_read(configs, walked.notes)
}

/// The same for the files of `paths` that are notes: those that were created, written or deleted.
pub fn notes_to_read(configs: &mut ConfigStore, paths: Vec<PathBuf>) -> Vec<NoteToRead> {
    let notes = paths.into_iter().filter(|path| is_note(path));
    notes.map(|path| NoteToRead { config: configs.config(Some(&path)), path }).collect()
}

/// Reads `notes` on all threads of the current pool and hands what they say to `send`, a few at a time, for
/// [`Index::apply`]. Stops early once `cancelled` is set.
pub fn read_notes(notes: &[NoteToRead], cancelled: &AtomicBool, send: impl Fn(Vec<ReadNote>) + Sync) {
    notes.par_chunks(BATCH).for_each(|batch| {
        if !cancelled.load(Ordering::Relaxed) {
            send(batch.iter().map(read).collect());
        }
    });
}

/// The files that are not what `index` says of them: the new, the changed and those that are gone. For clients that
/// do not watch files; it looks at every file's time, so it is for another thread.
pub fn find_changes(index: &Index, configs: &mut ConfigStore) -> Vec<NoteToRead> {
    let mut changed: Vec<PathBuf> =
        index.stamps().filter(|&(path, seen)| stamp(path) != seen).map(|(path, _)| path.to_owned()).collect();
    let new = find_notes(configs).into_iter().map(|note| note.path).filter(|path| index.note(path).is_none());
    changed.extend(new);
    changed.sort_unstable();
    notes_to_read(configs, changed)
}

fn read(note: &NoteToRead) -> ReadNote {
    let NoteToRead { path, config } = note;
    let stamp = stamp(path);
    // A note that cannot be read says nothing; `check` is where that is reported. A panic costs this note alone.
    let facts = catch_unwind(AssertUnwindSafe(|| read_facts(path, config))).unwrap_or_default();
    ReadNote { path: path.clone(), facts, stamp }
}

fn read_facts(path: &Path, config: &Config) -> Option<NoteFacts> {
    if config.excludes(path) {
        return None;
    }
    let source = read_source(path).ok()?;
    Some(NoteFacts::new(&Note::with_options(Text::new(&source), &config.question_options), config))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    struct Fixture {
        folder: tempfile::TempDir,
        configs: ConfigStore,
        index: Index,
    }

    impl Fixture {
        fn new(files: &[(&str, &str)]) -> Self {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let configs = ConfigStore::new(Vec::new(), vec![folder.path().to_owned()]);
            let fixture = Self { folder, configs, index: Index::default() };
            files.iter().for_each(|(name, content)| fixture.write(name, content.as_bytes()));
            fixture
        }

        fn write(&self, name: &str, content: &[u8]) {
            let path = self.folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, content).expect("a file");
        }

        fn read(&mut self, notes: &[NoteToRead]) -> usize {
            let read = Mutex::new(Vec::new());
            let send = |batch: Vec<ReadNote>| read.lock().expect("the batches").extend(batch);
            read_notes(notes, &AtomicBool::new(false), send);
            self.index.apply(read.into_inner().expect("the batches"));
            notes.len()
        }

        fn read_all(&mut self) -> usize {
            let notes = find_notes(&mut self.configs);
            self.read(&notes)
        }

        fn read_changes(&mut self) -> usize {
            let notes = find_changes(&self.index, &mut self.configs);
            self.read(&notes)
        }
    }

    #[test]
    fn what_can_be_read_is_read() {
        let mut fixture = Fixture::new(&[
            ("askdown.yaml", "exclude: [drafts]"),
            ("a.md", "---\ntags: [x]\n---\n"),
            ("b/c.qmd", "---\ntags: [x]\n---\n"),
            ("drafts/d.md", "---\ntags: [x]\n---\n"),
        ]);
        fixture.write("e.md", b"---\ntags: [x]\n---\n\xff");
        assert_eq!(fixture.read_all(), 3);
        assert_eq!((fixture.index.len(), fixture.index.skill_count("x")), (2, 2));
    }

    #[test]
    fn changes_are_found_without_a_watcher() {
        let mut fixture = Fixture::new(&[("a.md", ""), ("b.md", ""), ("c.md", "")]);
        fixture.read_all();
        assert_eq!(fixture.read_changes(), 0);
        fixture.write("a.md", b"---\ntags: [x]\n---\n");
        fixture.write("d.md", b"---\ntags: [x]\n---\n");
        std::fs::remove_file(fixture.folder.path().join("b.md")).expect("a removed file");
        assert_eq!(fixture.read_changes(), 3);
        assert_eq!((fixture.index.len(), fixture.index.skill_count("x")), (3, 2));
        assert_eq!(fixture.read_changes(), 0);
    }

    #[test]
    fn a_cancelled_scan_reads_nothing() {
        let mut fixture = Fixture::new(&[("a.md", "")]);
        let notes = find_notes(&mut fixture.configs);
        read_notes(&notes, &AtomicBool::new(true), |_| panic!("nothing is read"));
    }
}

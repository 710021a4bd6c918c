//! Filling the index from disk, on other threads than the one that owns it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::syntax::Note;

use super::file_cache::stamp;
use super::read::read_source;
use super::walk::walk_to;
use super::{Config, ConfigStore, Index, NoteFacts, Places, ReadNote};

/// How many notes are read between two messages to the owner of the index.
const BATCH: usize = 64;

/// A file to read, and the settings for it.
#[derive(Clone, Debug)]
pub struct NoteToRead {
    path: Arc<Path>,
    config: Arc<Config>,
}

impl NoteToRead {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// What there is to do so that the index says what is on disk.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// The notes to read.
    pub notes: Vec<NoteToRead>,
    /// The notes that the index has, and that are not there any more, or are left out.
    pub gone: Vec<Arc<Path>>,
}

/// Finds the notes below the workspace folders of `configs` that are at `places`, and what the index has there and
/// should not. What is open in an editor is left out. Takes a moment, so it is for another thread, on a clone of the
/// store.
pub fn find_changes(index: &Index, configs: &mut ConfigStore, places: &Places) -> Changes {
    let roots = configs.roots().to_vec();
    let mut found = walk_to(&roots, places, |path| configs.config(Some(path)).excludes(path)).notes;
    let known = index.files().filter(|(path, _)| places.hold(path));
    let gone = {
        let found: FxHashSet<&Path> = found.iter().map(PathBuf::as_path).collect();
        known.filter(|(path, _)| !found.contains(&***path)).map(|(path, _)| Arc::clone(path)).collect()
    };
    found.retain(|path| !index.is_open(path));
    if *places == Places::Outdated {
        found.retain(|path| index.stamp(path).is_none_or(|seen| stamp(path) != Some(seen)));
    }
    Changes { notes: notes_to_read(configs, found), gone }
}

/// The files at `paths`, with the settings for each.
pub fn notes_to_read(configs: &mut ConfigStore, paths: Vec<PathBuf>) -> Vec<NoteToRead> {
    paths.into_iter().map(|path| NoteToRead { config: configs.config(Some(&path)), path: path.into() }).collect()
}

/// Reads the notes of `changes` on all threads of the current pool and hands what they say to `send`, a few at a time,
/// for [`Index::apply`]. Each note is read only if `goes_on` still says so.
pub fn read_changes(changes: &Changes, goes_on: impl Fn() -> bool + Sync, send: impl Fn(Vec<ReadNote>) + Sync) {
    if !changes.gone.is_empty() {
        send(changes.gone.iter().map(|path| ReadNote::gone(Arc::clone(path))).collect());
    }
    changes.notes.par_chunks(BATCH).for_each(|batch| {
        let read: Vec<_> = batch.iter().take_while(|_| goes_on()).map(read).collect();
        if !read.is_empty() {
            send(read);
        }
    });
}

fn read(note: &NoteToRead) -> ReadNote {
    let NoteToRead { path, config } = note;
    let stamp = stamp(path);
    let facts = read_source(path).map(|source| {
        let note = || Note::read(&source, &config.question_options);
        // A panic costs this note alone.
        catch_unwind(AssertUnwindSafe(|| NoteFacts::new(&note(), path, config))).unwrap_or_default()
    });
    ReadNote { path: Arc::clone(path), facts, stamp }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::workspace::ReadError;

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

        /// Looks at `places` again. Says how many notes were read.
        fn look(&mut self, places: &Places) -> usize {
            let changes = find_changes(&self.index, &mut self.configs, places);
            let count = changes.notes.len();
            let read = Mutex::new(Vec::new());
            let send = |batch: Vec<ReadNote>| read.lock().expect("the batches").extend(batch);
            read_changes(&changes, || true, send);
            self.index.apply(read.into_inner().expect("the batches"));
            count
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
        assert_eq!(fixture.look(&Places::Everywhere), 3);
        assert_eq!((fixture.index.len(), fixture.index.skill_count("x")), (2, 2));
        let unreadable: Vec<_> = fixture.index.unreadable().map(|(path, error)| (path.file_name(), error)).collect();
        assert_eq!(unreadable, [(Some("e.md".as_ref()), &ReadError::NotUtf8 { line: 4 })]);
    }

    #[test]
    fn changes_are_found_without_a_watcher() {
        let mut fixture = Fixture::new(&[("a.md", ""), ("b.md", ""), ("c.md", "")]);
        fixture.look(&Places::Everywhere);
        assert_eq!(fixture.look(&Places::Outdated), 0);
        fixture.write("a.md", b"---\ntags: [x]\n---\n");
        fixture.write("d.md", b"---\ntags: [x]\n---\n");
        std::fs::remove_file(fixture.folder.path().join("b.md")).expect("a removed file");
        assert_eq!(fixture.look(&Places::Outdated), 2);
        assert_eq!((fixture.index.len(), fixture.index.skill_count("x")), (3, 2));
        assert_eq!(fixture.look(&Places::Outdated), 0);
    }

    #[test]
    fn a_cancelled_scan_reads_nothing() {
        let mut fixture = Fixture::new(&[("a.md", "")]);
        let changes = find_changes(&fixture.index, &mut fixture.configs, &Places::Everywhere);
        read_changes(&changes, || false, |_| panic!("nothing is read"));
    }
}

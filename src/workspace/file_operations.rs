//! The index after any file operations is that of a fresh reading.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use proptest::prelude::*;

use super::{ConfigStore, Index, NoteFacts, Places, find_changes, read_changes};
use crate::syntax::Note;
use crate::text::Text;

/// Something that happens to the file or folder at a path.
#[derive(Clone, Debug)]
enum Operation {
    /// It is written, in the place of whatever is there.
    Write(&'static str, &'static [u8]),
    /// It is removed with all that is in it.
    Remove(&'static str),
    /// It moves, in the place of whatever is there.
    Rename(&'static str, &'static str),
    /// Nobody, or everybody, may read it.
    Permit(&'static str, bool),
    /// An editor opens or changes it.
    Open(&'static str, &'static str),
    /// An editor closes it.
    Close(&'static str),
    /// What happened so far is told, and the index is compared.
    Tell,
}

const PATHS: &[&str] = &[
    "a.md",
    "b.md",
    "c",
    "c/a.md",
    "c/b.qmd",
    "c/d",
    "c/d/a.md",
    "e.md",
    "e.md/a.md",
    "f.txt",
    ".ignore",
    "askdown.yaml",
];

const TEXTS: &[&str] = &[
    "",
    "---\ntitle: One\nskills: [decorators, asyncio]\n---\n\n### Q: Why?\n\n**Answer:** [so](a.md#q-why).\n",
    "---\ntags: [decorator]\n---\n\n# Two\n\n### Q: Why?\n\nSee [one](c/a.md) and ![it](b.png).\n\n[here]: e.md\n",
    "a.md\n",
    "exclude: [c/d]\n",
];

fn path() -> impl Strategy<Value = &'static str> {
    prop::sample::select(PATHS)
}

fn text() -> impl Strategy<Value = &'static str> {
    prop::sample::select(TEXTS)
}

fn operation() -> impl Strategy<Value = Operation> {
    prop_oneof![
        5 => (path(), text()).prop_map(|(path, text)| Operation::Write(path, text.as_bytes())),
        1 => path().prop_map(|path| Operation::Write(path, b"a\n\xff")),
        2 => path().prop_map(Operation::Remove),
        2 => (path(), path()).prop_map(|(from, to)| Operation::Rename(from, to)),
        1 => (path(), any::<bool>()).prop_map(|(path, readable)| Operation::Permit(path, readable)),
        1 => (path(), text()).prop_map(|(path, text)| Operation::Open(path, text)),
        1 => path().prop_map(Operation::Close),
        4 => Just(Operation::Tell),
    ]
}

/// A folder and the index of its notes.
struct Workspace {
    folder: tempfile::TempDir,
    index: Index,
    /// What an editor has open.
    open: Vec<(PathBuf, &'static str)>,
    /// What a watcher would tell of.
    changed: Vec<PathBuf>,
}

impl Workspace {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder, index: Index::default(), open: Vec::new(), changed: Vec::new() }
    }

    fn run(&mut self, operation: &Operation) {
        let at = |path: &str| self.folder.path().join(path);
        match *operation {
            Operation::Write(path, content) => {
                let path = at(path);
                self.make_room(&path);
                fs::write(&path, content).expect("a written file");
                self.changed.push(path);
            }
            Operation::Remove(path) => {
                let path = at(path);
                remove(&path);
                self.changed.push(path);
            }
            Operation::Rename(from, to) => {
                let (from, to) = (at(from), at(to));
                if from.exists() && !to.starts_with(&from) && !from.starts_with(&to) {
                    self.make_room(&to);
                    fs::rename(&from, &to).expect("a renamed file");
                    self.changed.extend([from, to]);
                }
            }
            Operation::Permit(path, is_readable) => {
                let path = at(path);
                permit(&path, is_readable);
                self.changed.push(path);
            }
            Operation::Open(path, text) => {
                let path = at(path);
                self.open.retain(|(other, _)| *other != path);
                self.index.set_open(&path, self.facts(&path, text));
                self.open.push((path, text));
            }
            Operation::Close(path) => {
                let path = at(path);
                self.open.retain(|(other, _)| *other != path);
                self.index.close(&path);
                self.changed.push(path);
            }
            Operation::Tell => self.tell(),
        }
    }

    /// Removes what is in the way of a file at `path`.
    fn make_room(&mut self, path: &Path) {
        remove(path);
        for folder in path.ancestors().skip(1).take_while(|folder| folder.starts_with(self.folder.path())) {
            if folder.is_file() {
                remove(folder);
                self.changed.push(folder.to_owned());
            }
        }
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    }

    fn configs(&self) -> ConfigStore {
        ConfigStore::new(Vec::new(), vec![self.folder.path().to_owned()])
    }

    fn facts(&self, path: &Path, text: &str) -> NoteFacts {
        NoteFacts::new(&Note::new(Text::new(text)), path, &self.configs().config(Some(path)))
    }

    /// Looks again where something has changed, as the server does, and compares.
    fn tell(&mut self) {
        let changed = std::mem::take(&mut self.changed);
        let decides = |path: &PathBuf| path.ends_with(".ignore") || path.ends_with("askdown.yaml");
        let places = if changed.iter().any(decides) { Places::Everywhere } else { changed.into_iter().collect() };
        let configs = &mut self.configs();
        look(&mut self.index, configs, &places);

        let mut fresh = Index::default();
        for (path, text) in &self.open {
            fresh.set_open(path, self.facts(path, text));
        }
        look(&mut fresh, configs, &Places::Everywhere);
        assert_eq!(self.index, fresh);
    }
}

fn look(index: &mut Index, configs: &mut ConfigStore, places: &Places) {
    let read = Mutex::new(Vec::new());
    let changes = find_changes(index, configs, places);
    read_changes(&changes, || true, |batch| read.lock().expect("the notes").extend(batch));
    index.apply(read.into_inner().expect("the notes"));
}

fn remove(path: &Path) {
    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

#[cfg(unix)]
fn permit(path: &Path, is_readable: bool) {
    use std::os::unix::fs::PermissionsExt;
    // A folder that may not be entered could not be removed in the end.
    if path.is_file() {
        let mode = if is_readable { 0o644 } else { 0 };
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("other permissions");
    }
}

#[cfg(not(unix))]
fn permit(_: &Path, _: bool) {}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn the_index_is_that_of_a_fresh_reading(operations in prop::collection::vec(operation(), 15..35)) {
        let mut workspace = Workspace::new();
        operations.iter().for_each(|operation| workspace.run(operation));
        workspace.tell();
    }
}

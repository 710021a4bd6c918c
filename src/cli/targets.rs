//! From the PATHs of a command line to the notes to look at.

use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::rules;
use crate::text::Text;
use crate::workspace::{
    CONFIG_FILE, Changes, Config, ConfigStore, Folders, Index, ReadError, WalkError, notes_to_read, read_changes,
    read_note, read_stream, repository_root, walk,
};

use super::arguments::Paths;
use super::output::Failure;

/// How many notes are worked on before the first result is handed on: enough to keep all cores busy, few enough that
/// memory does not grow with the number of notes.
const BATCH: usize = 256;

/// What the PATHs name.
pub struct Targets {
    /// The notes, in a fixed order: that of the paths, and by name within a folder.
    pub notes: Vec<Target>,
    /// The folders that could not be read.
    pub errors: Vec<WalkError>,
    /// The configurations of the notes.
    pub configs: ConfigStore,
    /// Whether no path was given, so that the current folder was searched.
    is_here: bool,
    /// The files and folders that were given.
    given: Vec<PathBuf>,
    /// The folders whose files links are looked up in, once the workspace is known.
    folders: Vec<PathBuf>,
}

/// A note to look at.
pub enum Target {
    /// A file.
    File(PathBuf),
    /// Standard input, and what it is called.
    Stdin(PathBuf),
}

/// A note and all that it takes to work on it.
pub struct Work {
    /// The note.
    pub target: Target,
    /// The settings for it.
    pub config: Arc<Config>,
    /// What it is called in print.
    pub filename: String,
    /// Where it is, or is said to be; absolute.
    pub path: Option<PathBuf>,
}

impl Targets {
    /// Finds the notes that `paths` name.
    ///
    /// # Errors
    ///
    /// When there is nothing at one of the paths.
    pub fn find(paths: &Paths) -> Result<Self, Failure> {
        let is_here = paths.paths.is_empty();
        let here = [PathBuf::from(".")];
        let given = if is_here { here.as_slice() } else { &paths.paths };
        let (stdin, given): (Vec<PathBuf>, Vec<PathBuf>) =
            given.iter().cloned().partition(|path| path.as_os_str() == "-");

        let roots = [Path::new(".")].into_iter().chain(given.iter().map(PathBuf::as_path)).filter_map(root).collect();
        let mut configs = ConfigStore::new(rules::ALL.iter().map(|rule| rule.name).collect(), roots);
        let found = walk(&given, |path| configs.config(Some(path)).excludes(path));
        if let Some(missing) = found.errors.iter().find(|found| found.error == ReadError::NotFound) {
            return Err(Failure::new(format!("{}: there is no such file or folder", missing.path.display())));
        }

        let name = paths.stdin_filename.clone().unwrap_or_else(|| "-".into());
        let stdin = stdin.into_iter().take(1).map(|_| Target::Stdin(name.clone()));
        let notes = stdin.chain(found.notes.into_iter().map(Target::File)).collect();
        Ok(Self { notes, errors: found.errors, configs, is_here, given, folders: Vec::new() })
    }

    /// Takes the notes out, each with all that it takes to work on it.
    pub fn take_work(&mut self) -> Vec<Work> {
        let notes = std::mem::take(&mut self.notes).into_iter();
        let work = notes.map(|target| Work {
            config: self.config(target.path()),
            filename: self.display(target.path()),
            path: absolute(target.path()),
            target,
        });
        work.collect()
    }

    /// `path` as it is printed: as it was given, joined with the rest; without the `./` of a search that nobody asked
    /// to start there.
    pub fn display(&self, path: &Path) -> String {
        let shown = if self.is_here { path.strip_prefix(".").unwrap_or(path) } else { path };
        shown.to_string_lossy().into_owned()
    }

    /// What the notes are checked against: what all notes of [`Targets::workspace`] say.
    pub fn index(&mut self) -> Index {
        let notes = self.workspace();
        self.read(notes)
    }

    /// The notes that belong together with those given, absolute: those beneath the `askdown.yaml` that holds for a path,
    /// or else those at the path itself.
    pub fn workspace(&mut self) -> Vec<PathBuf> {
        let given = std::mem::take(&mut self.given);
        let places: Vec<PathBuf> = given.iter().map(|path| self.workspace_of(path)).collect();
        self.folders = places.iter().filter_map(|place| folder_of(place)).collect();
        walk(&places, |path| self.configs.config(Some(path)).excludes(path)).notes
    }

    /// The index of the notes at `paths`, in which no other note is missed.
    pub fn read(&mut self, paths: Vec<PathBuf>) -> Index {
        let changes = Changes { notes: notes_to_read(&mut self.configs, paths), gone: Vec::new() };
        let read = Mutex::new(Vec::with_capacity(changes.notes.len()));
        let collect = |batch| read.lock().unwrap_or_else(PoisonError::into_inner).extend(batch);
        read_changes(&changes, || true, collect);
        let mut index = Index::default();
        index.apply(read.into_inner().unwrap_or_else(PoisonError::into_inner));
        index.set_complete(true);
        index.set_folders(Folders::reading(self.folders.clone()));
        index
    }

    /// The folder of the `askdown.yaml` that holds at `path`, or else `path` itself; absolute.
    fn workspace_of(&mut self, path: &Path) -> PathBuf {
        let path = absolute(path).unwrap_or_else(|| path.to_owned());
        let note = if path.is_dir() { path.join("note.md") } else { path.clone() };
        let root = self.config(&note).root.clone();
        if root.join(CONFIG_FILE).is_file() { root } else { path }
    }

    /// The settings for a note.
    pub fn config(&mut self, path: &Path) -> Arc<Config> {
        self.configs.config(Some(path))
    }
}

/// Has `work` done on every item, on all cores, and hands what comes of it to `take` in the order of the items. Returns
/// how many there were.
///
/// # Errors
///
/// When `take` gives one, which ends it all.
pub fn in_order<I: Send, T: Send>(
    items: Vec<I>,
    work: impl Fn(I) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), Failure>,
) -> Result<usize, Failure> {
    let count = items.len();
    let mut items = items.into_iter();
    loop {
        let batch: Vec<I> = items.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok(count);
        }
        let done: Vec<T> = batch.into_par_iter().map(&work).collect();
        done.into_iter().try_for_each(&mut take)?;
    }
}

impl Target {
    /// Where the note is, or is said to be.
    pub fn path(&self) -> &Path {
        match self {
            Self::File(path) | Self::Stdin(path) => path,
        }
    }

    /// Reads the note.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is too long or is not UTF-8.
    pub fn read(&self) -> Result<Text, ReadError> {
        match self {
            Self::File(path) => read_note(path),
            Self::Stdin(_) => read_stream(std::io::stdin().lock()),
        }
    }
}

/// `path` from the root. The disk is asked where `..` leads: links are resolved without it, and compared with this.
fn absolute(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    if !path.components().any(|component| component == Component::ParentDir) {
        return Some(path);
    }
    // What the path itself is stays as it is named: it may be a symbolic link.
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => folder.canonicalize().map(|folder| folder.join(name)).ok(),
        _ => path.canonicalize().ok(),
    }
}

/// The folder whose files the notes at `place` may speak of: for a single file that of its repository, or its own.
fn folder_of(place: &Path) -> Option<PathBuf> {
    if place.is_dir() {
        return Some(place.to_owned());
    }
    let folder = place.parent()?;
    Some(repository_root(folder).unwrap_or_else(|| folder.to_owned()))
}

/// Up to where the configuration of the notes at or beneath `path` is looked for: the root of the repository, or else
/// the current folder, or else, for a path outside of both, the folder itself.
fn root(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let folder = if path.is_dir() { path.as_path() } else { path.parent()? };
    let here = std::env::current_dir().ok().filter(|here| folder.starts_with(here));
    repository_root(folder).or(here).or_else(|| Some(folder.to_owned()))
}

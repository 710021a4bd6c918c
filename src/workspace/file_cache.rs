//! Typed files, read once and again when they change.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rustc_hash::FxHashMap;

use crate::text::TextRange;

use super::ConfigError;
use super::read::{ReadError, read_source};

/// What was read from files of one kind. When a file changes to one with faults, its last good value stays.
#[derive(Clone, Debug)]
pub(super) struct FileCache<T> {
    files: FxHashMap<PathBuf, Kept<T>>,
}

/// What is known of one place where a file is or could be.
#[derive(Clone, Debug)]
struct Kept<T> {
    /// The last good value, or what is good of the first; nothing while there is no file.
    value: Option<T>,
    errors: Vec<ConfigError>,
    /// Whether it has to be read again before it is used.
    is_stale: bool,
    stamp: Option<Stamp>,
}

/// A file's time and length: when neither has changed, neither has the file.
pub(super) type Stamp = (SystemTime, u64);

/// The stamp of the file at `path`, if there is one.
pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

impl<T: Clone + Default> FileCache<T> {
    /// The value of the file at `path`, if there is one. `parse` gives the value of a text, and its faults.
    pub fn get(&mut self, path: &Path, parse: impl FnOnce(&str) -> (T, Vec<ConfigError>)) -> Option<T> {
        if let Some(kept) = self.files.get(path)
            && !kept.is_stale
        {
            return kept.value.clone();
        }
        // The stamp comes first: a change while the file is read is then seen later.
        let stamp = stamp(path);
        let (value, errors) = match read_source(path) {
            Ok(source) => {
                let (value, errors) = parse(&source);
                (Some(value), errors)
            }
            // A folder of that name is no such file.
            Err(ReadError::NotFound | ReadError::NoFile) => (None, Vec::new()),
            Err(error) => (Some(T::default()), vec![ConfigError::new(TextRange::empty(0), error.to_string())]),
        };
        let last_good = self.files.remove(path).and_then(|kept| kept.value);
        let value = if errors.is_empty() { value } else { last_good.or(value) };
        self.files.insert(path.to_owned(), Kept { value: value.clone(), errors, is_stale: false, stamp });
        value
    }

    /// Has the file at `path`, and all those below it, read again when they are next asked for. Says whether that may
    /// matter to anyone: whether the file was ever asked for, or there was one below it.
    pub fn invalidate(&mut self, path: &Path) -> bool {
        let mut matters = false;
        for (file, kept) in self.files.iter_mut().filter(|(file, _)| file.starts_with(path)) {
            kept.is_stale = true;
            matters |= kept.value.is_some() || file == path;
        }
        matters
    }

    /// The files that are no longer what was read.
    pub fn changed(&self) -> Vec<PathBuf> {
        let changed = self.files.iter().filter(|(path, kept)| !kept.is_stale && stamp(path) != kept.stamp);
        changed.map(|(path, _)| path.clone()).collect()
    }

    /// The files that exist, with their faults.
    pub fn files(&self) -> impl Iterator<Item = (&Path, &[ConfigError])> {
        let files = self.files.iter().filter(|(_, kept)| kept.value.is_some());
        files.map(|(path, kept)| (path.as_path(), kept.errors.as_slice()))
    }
}

impl<T> Default for FileCache<T> {
    fn default() -> Self {
        Self { files: FxHashMap::default() }
    }
}

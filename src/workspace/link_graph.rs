//! Which note refers to which file.

use std::hash::Hash;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::LinkFacts;

/// The links between files, from their targets' side.
#[derive(Clone, Debug, Default)]
pub(super) struct LinkGraph {
    /// For each path that a link names, whether or not there is such a file, the notes that hold the links.
    sources: FxHashMap<Arc<Path>, Vec<Arc<Path>>>,
    /// The notes by their file's name, without extension and in lower case: what wiki links mean, and where a note may
    /// be that is not where a link says.
    names: FxHashMap<Box<str>, Vec<Arc<Path>>>,
}

impl PartialEq for LinkGraph {
    fn eq(&self, other: &Self) -> bool {
        let Self { sources, names } = self;
        are_same(sources, &other.sources) && are_same(names, &other.names)
    }
}

/// Whether the same notes stand under the same keys, in whatever order.
fn are_same<K: Eq + Hash>(one: &FxHashMap<K, Vec<Arc<Path>>>, other: &FxHashMap<K, Vec<Arc<Path>>>) -> bool {
    let sorted = |notes: &[Arc<Path>]| {
        let mut notes = notes.to_vec();
        notes.sort_unstable();
        notes
    };
    let has_same = |(key, notes): (&K, &Vec<_>)| other.get(key).is_some_and(|other| sorted(other) == sorted(notes));
    one.len() == other.len() && one.iter().all(has_same)
}

impl LinkGraph {
    /// Takes in a note that was not there. Its paths become those that are known already: one copy of each is kept.
    pub fn add(&mut self, note: &Arc<Path>, facts: &mut LinkFacts) {
        self.names.entry(name(note)).or_default().push(Arc::clone(note));
        self.add_links(note, facts);
    }

    /// Takes in that the note, which is known, has the links of `new` and not of `old`.
    pub fn change(&mut self, note: &Arc<Path>, old: &LinkFacts, new: &mut LinkFacts) {
        if old.targets() == new.targets() {
            for (new, old) in new.targets_mut().iter_mut().zip(old.targets()) {
                *new = Arc::clone(old);
            }
            return;
        }
        self.remove_links(note, old);
        self.add_links(note, new);
    }

    /// Takes in that a note is gone.
    pub fn remove(&mut self, note: &Path, facts: &LinkFacts) {
        self.remove_links(note, facts);
        let name = name(note);
        if let Some(notes) = self.names.get_mut(&name) {
            notes.retain(|other| **other != *note);
            if notes.is_empty() {
                self.names.remove(&name);
            }
        }
    }

    /// The notes with a link that names `path`, in no order.
    pub fn sources(&self, path: &Path) -> &[Arc<Path>] {
        self.sources.get(path).map(Vec::as_slice).unwrap_or_default()
    }

    /// The notes whose file is called `name`, without extension and in lower case.
    pub fn named(&self, name: &str) -> &[Arc<Path>] {
        self.names.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    fn known(&self, path: &Path) -> Arc<Path> {
        self.sources.get_key_value(path).map_or_else(|| path.into(), |(known, _)| Arc::clone(known))
    }

    fn add_links(&mut self, note: &Arc<Path>, facts: &mut LinkFacts) {
        for target in facts.targets_mut() {
            *target = self.known(target);
            self.sources.entry(Arc::clone(target)).or_default().push(Arc::clone(note));
        }
    }

    fn remove_links(&mut self, note: &Path, facts: &LinkFacts) {
        for target in facts.targets() {
            let Some(sources) = self.sources.get_mut(target) else { continue };
            if let Some(at) = sources.iter().position(|source| **source == *note) {
                sources.swap_remove(at);
            }
            if sources.is_empty() {
                self.sources.remove(target);
            }
        }
    }
}

/// What the note at `path` is called, without extension and in lower case.
fn name(path: &Path) -> Box<str> {
    path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase().into()
}

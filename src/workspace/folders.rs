//! What lies in the folders of the workspace, beside the notes.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use rustc_hash::FxHashMap;

use crate::syntax::Revision;

use super::Config;

/// A folder with more entries than this is not looked at: nothing is said of links into it.
const MAX_ENTRIES: usize = 50_000;

/// The names in the folders that links lead into.
///
/// Asking never waits for the disk: what is not known yet is unknown, and [`Folders::refresh`], on another thread, finds
/// out. Only with [`Folders::reading`] the answer is looked up at once. Nothing outside the roots is ever looked at, nor
/// what lies behind a symbolic link, which may lead out of them.
#[derive(Clone, Debug, Default)]
pub struct Folders {
    roots: Vec<PathBuf>,
    reads: bool,
    listings: Arc<Mutex<Listings>>,
}

#[derive(Debug, Default)]
struct Listings {
    /// Each folder with the root it was asked for under.
    folders: FxHashMap<PathBuf, (PathBuf, Listing)>,
    /// The folders that were asked for and are not known, in the same way.
    wanted: FxHashMap<PathBuf, PathBuf>,
    revision: Revision,
}

/// What is known of one folder.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Listing {
    /// The names in it, sorted, and when they last changed.
    Names(Arc<[Box<str>]>, Option<SystemTime>),
    /// There is no such folder.
    Missing,
    /// It is not to be looked at, or cannot be.
    Closed,
}

impl Folders {
    /// The folders below `roots`, the workspace's, of which nothing is known yet.
    pub fn new(roots: Vec<PathBuf>) -> Self {
        Self { roots, ..Self::default() }
    }

    /// The same, looked at whenever something is asked: for who cannot ask again.
    pub fn reading(roots: Vec<PathBuf>) -> Self {
        Self { roots, reads: true, ..Self::default() }
    }

    /// The folder whose files the note at `note` may speak of: the root that holds it; for a note outside of all, the
    /// root of its configuration, or else the folder that it is in.
    pub fn root_of(&self, note: &Path, config: &Config) -> PathBuf {
        let holding = self.roots.iter().filter(|root| note.starts_with(root));
        let nearest = holding.max_by_key(|root| root.as_os_str().len());
        let configured = || Some(&config.root).filter(|root| !root.as_os_str().is_empty() && note.starts_with(root));
        match nearest.or_else(configured) {
            Some(root) => root.clone(),
            None => note.parent().unwrap_or(note).to_owned(),
        }
    }

    /// Whether there is something at `path`, which lies in `root`. None when that is not known (yet), or none of ours.
    pub fn has(&self, root: &Path, path: &Path) -> Option<bool> {
        if path == root {
            return Some(true);
        }
        let name = path.file_name()?.to_str()?;
        match self.listing(root, path.parent()?)? {
            Listing::Names(names, _) => Some(names.binary_search_by(|other| (**other).cmp(name)).is_ok()),
            Listing::Missing => Some(false),
            Listing::Closed => None,
        }
    }

    /// The names in the folder at `folder`, sorted; none when they are not known.
    pub fn names(&self, root: &Path, folder: &Path) -> Option<Arc<[Box<str>]>> {
        match self.listing(root, folder)? {
            Listing::Names(names, _) => Some(names),
            Listing::Missing | Listing::Closed => None,
        }
    }

    /// Names the state of what is known: answers stay the same while it does.
    pub fn revision(&self) -> Revision {
        self.lock().revision
    }

    /// Whether anything is known that may change.
    pub fn is_known(&self) -> bool {
        !self.lock().folders.is_empty()
    }

    /// Whether something was asked that is not known.
    pub fn is_wanting(&self) -> bool {
        !self.lock().wanted.is_empty()
    }

    /// Looks at the folders that were asked for, and again at those that may have changed. Says whether anything is new.
    /// It waits for the disk, so it is for another thread.
    pub fn refresh(&self) -> bool {
        let (wanted, known) = {
            let mut listings = self.lock();
            (std::mem::take(&mut listings.wanted), listings.folders.clone())
        };
        let mut news: Vec<_> = wanted.into_iter().map(|(folder, root)| (read(&root, &folder), root, folder)).collect();
        for (folder, (root, listing)) in known {
            let is_same = match &listing {
                Listing::Names(_, modified) => modified.is_some() && *modified == modified_time(&folder),
                Listing::Missing => !folder.exists(),
                Listing::Closed => true,
            };
            if !is_same {
                let new = read(&root, &folder);
                news.extend((new != listing).then_some((new, root, folder)));
            }
        }
        let mut listings = self.lock();
        let is_new = !news.is_empty();
        listings.folders.extend(news.into_iter().map(|(listing, root, folder)| (folder, (root, listing))));
        if is_new {
            listings.revision = Revision::next();
        }
        is_new
    }

    fn listing(&self, root: &Path, folder: &Path) -> Option<Listing> {
        if !folder.starts_with(root) {
            return None;
        }
        let mut listings = self.lock();
        if let Some((_, listing)) = listings.folders.get(folder) {
            return Some(listing.clone());
        }
        if !self.reads {
            listings.wanted.insert(folder.to_owned(), root.to_owned());
            return None;
        }
        drop(listings);
        let listing = read(root, folder);
        self.lock().folders.insert(folder.to_owned(), (root.to_owned(), listing.clone()));
        Some(listing)
    }

    fn lock(&self) -> MutexGuard<'_, Listings> {
        self.listings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Looks at `folder`, which lies in `root`.
fn read(root: &Path, folder: &Path) -> Listing {
    if leads_elsewhere(root, folder) {
        return Listing::Closed;
    }
    // The time comes first: what changes while the folder is read is then seen later.
    let modified = modified_time(folder);
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let is_none = matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory);
            return if is_none { Listing::Missing } else { Listing::Closed };
        }
    };
    let names = entries.flatten().filter_map(|entry| Some(entry.file_name().to_str()?.into()));
    let mut names: Vec<Box<str>> = names.take(MAX_ENTRIES + 1).collect();
    if names.len() > MAX_ENTRIES {
        return Listing::Closed;
    }
    names.sort_unstable();
    Listing::Names(names.into(), modified)
}

/// Whether one of the folders from `root` down to `folder` is a symbolic link, or the way down is none.
fn leads_elsewhere(root: &Path, folder: &Path) -> bool {
    let Ok(below) = folder.strip_prefix(root) else { return true };
    let mut path = root.to_owned();
    below.components().any(|component| {
        path.push(component);
        !matches!(component, Component::Normal(_)) || path.is_symlink()
    })
}

fn modified_time(folder: &Path) -> Option<SystemTime> {
    std::fs::metadata(folder).ok()?.modified().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        files.iter().for_each(|name| write(folder.path(), name));
        folder
    }

    fn write(root: &Path, name: &str) {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, "").expect("a file");
    }

    #[test]
    fn what_is_not_known_is_found_out_later() {
        let folder = folder(&["a/b.png"]);
        let root = folder.path();
        let folders = Folders::new(vec![root.to_owned()]);
        let has = |name: &str| folders.has(root, &root.join(name));
        assert_eq!((has("a/b.png"), has("a/c.png"), has("d/e.png")), (None, None, None));
        assert!(folders.is_wanting() && folders.refresh());
        assert_eq!((has("a/b.png"), has("a/c.png"), has("d/e.png")), (Some(true), Some(false), Some(false)));
        assert!(!folders.is_wanting() && !folders.refresh());
        let before = folders.revision();
        write(root, "a/c.png");
        write(root, "d/e.png");
        assert!(folders.refresh());
        assert_eq!((has("a/c.png"), has("d/e.png")), (Some(true), Some(true)));
        assert_ne!(folders.revision(), before);
    }

    #[test]
    fn names_are_exact_and_folders_are_entries_too() {
        let folder = folder(&["a/B.png"]);
        let root = folder.path();
        let folders = Folders::reading(vec![root.to_owned()]);
        let has = |name: &str| folders.has(root, &root.join(name));
        assert_eq!((has("a"), has("a/b.png"), has("a/B.png")), (Some(true), Some(false), Some(true)));
        assert_eq!(folders.has(root, root), Some(true));
        assert_eq!(has("a/B.png/c"), Some(false));
    }

    #[cfg(unix)]
    #[test]
    fn nothing_outside_is_looked_at() {
        let (inside, outside) = (folder(&["a.md"]), folder(&["b.md"]));
        let root = inside.path();
        std::os::unix::fs::symlink(outside.path(), root.join("link")).expect("a link");
        let folders = Folders::reading(vec![root.to_owned()]);
        assert_eq!(folders.has(root, &outside.path().join("b.md")), None);
        assert_eq!(folders.has(root, &root.join("link/b.md")), None);
        assert_eq!(folders.has(root, &root.join("link")), Some(true));
    }

    #[test]
    fn a_note_belongs_to_a_root() {
        let folders = Folders::new(vec!["/ws".into(), "/ws/in".into()]);
        let config = |root: &str| Config { root: root.into(), ..Config::default() };
        let root_of = |note: &str, root| folders.root_of(Path::new(note), &config(root));
        assert_eq!(root_of("/ws/in/a.md", "/ws"), Path::new("/ws/in"));
        assert_eq!(root_of("/ws/b/a.md", "/ws/b"), Path::new("/ws"));
        assert_eq!(root_of("/x/y/a.md", "/x"), Path::new("/x"));
        assert_eq!(root_of("/x/y/a.md", ""), Path::new("/x/y"));
    }
}

//! Finding the notes beneath a folder.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use rustc_hash::FxHashSet;

use super::Places;
use super::read::ReadError;

/// The extensions of notes, in lower case.
const EXTENSIONS: [&str; 3] = ["md", "markdown", "qmd"];

/// Whether a file of this name is taken for a note when a folder is walked.
pub fn is_note(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// What a walk came upon.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walked {
    /// The notes, each once: in the order of `paths`, then by name, folder by folder.
    pub notes: Vec<PathBuf>,
    /// The paths and folders that could not be read.
    pub errors: Vec<WalkError>,
}

/// A path or a folder that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkError {
    /// Where, as it was given or found.
    pub path: PathBuf,
    /// Why.
    pub error: ReadError,
}

/// Finds the notes at and beneath `paths`.
///
/// A file named is taken whatever its extension. A folder is walked for `.md`, `.markdown` and `.qmd`: what ignore
/// files (`.gitignore`, `.ignore`) or a leading dot hide is left out, and so is what `leave_out` says of a path.
/// Symbolic links below a folder are not followed: they may lead out of the workspace, or in circles.
/// A note found is named by the path given, joined with the rest.
pub fn walk(paths: &[PathBuf], leave_out: impl FnMut(&Path) -> bool) -> Walked {
    walk_to(paths, &Places::Everywhere, leave_out)
}

/// The same for what of it is at `places`: no other folder is looked into.
pub fn walk_to(paths: &[PathBuf], places: &Places, mut leave_out: impl FnMut(&Path) -> bool) -> Walked {
    let mut walked = Walked::default();
    let mut seen = FxHashSet::default();
    let mut take = |note: PathBuf, notes: &mut Vec<PathBuf>| {
        let identity = std::path::absolute(&note).unwrap_or_else(|_| note.clone());
        if seen.insert(identity) {
            notes.push(note);
        }
    };
    for path in paths.iter().filter(|path| places.lead_through(path)) {
        match std::fs::metadata(path) {
            Err(error) => walked.errors.push(WalkError { path: path.clone(), error: error.into() }),
            Ok(metadata) if !metadata.is_dir() => take(path.clone(), &mut walked.notes),
            Ok(_) => {
                for entry in walker(path, places) {
                    match entry {
                        Ok(entry) => {
                            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                            if is_file && is_note(entry.path()) && !leave_out(entry.path()) {
                                take(entry.into_path(), &mut walked.notes);
                            }
                        }
                        Err(error) => walked.errors.extend(unreadable(path, error)),
                    }
                }
            }
        }
    }
    walked
}

fn walker(folder: &Path, places: &Places) -> ignore::Walk {
    // Outside a repository the ignore files of the folders above are someone else's: a home folder that is kept in
    // Git often ignores everything.
    let in_repository = repository_root(folder).is_some();
    let mut walker = WalkBuilder::new(folder);
    if let Places::At(_) = places {
        let places = places.clone();
        walker.filter_entry(move |entry| places.lead_through(entry.path()));
    }
    walker
        .parents(in_repository)
        .require_git(in_repository)
        .git_global(false)
        .follow_links(false)
        .sort_by_file_name(std::cmp::Ord::cmp)
        .build()
}

/// The nearest folder at or above `folder` that is a Git repository's.
pub fn repository_root(folder: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(folder).ok()?;
    absolute.ancestors().find(|ancestor| ancestor.join(".git").exists()).map(Path::to_owned)
}

/// The folder that an error of the walker is about. Faults in ignore files are not the writer's concern here.
fn unreadable(root: &Path, error: ignore::Error) -> Option<WalkError> {
    let path = error_path(&error).unwrap_or(root).to_owned();
    let error = error.into_io_error()?;
    // A file that vanished during the walk is no fault.
    (error.kind() != std::io::ErrorKind::NotFound).then(|| WalkError { path, error: error.into() })
}

fn error_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error_path(err),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, content) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, content).expect("a file");
        }
        folder
    }

    fn names(folder: &tempfile::TempDir, walked: &Walked) -> Vec<String> {
        let name = |path: &PathBuf| path.strip_prefix(folder.path()).map(|path| path.to_string_lossy().into_owned());
        walked.notes.iter().map(|path| name(path).expect("a note in the folder")).collect()
    }

    #[test]
    fn notes_are_found_in_a_fixed_order_and_ignore_files_hold() {
        let folder = folder(&[
            (".gitignore", "build/\n"),
            (".hidden/a.md", ""),
            ("b/.ignore", "no.md\n"),
            ("b/c.QMD", ""),
            ("b/no.md", ""),
            ("a.markdown", ""),
            ("z.md", ""),
            ("build/x.md", ""),
            ("readme.txt", ""),
        ]);
        let walked = walk(&[folder.path().to_owned()], |_| false);
        assert_eq!(names(&folder, &walked), ["a.markdown", "b/c.QMD", "z.md"]);
        assert_eq!(walked.errors, []);
    }

    #[test]
    fn a_file_named_is_taken_once_whatever_it_is_called() {
        let folder = folder(&[("a.md", ""), ("feed.xml", "")]);
        let at = |name: &str| folder.path().join(name);
        let walked = walk(&[at("feed.xml"), at("a.md"), folder.path().to_owned(), at("gone.md")], |_| false);
        assert_eq!(names(&folder, &walked), ["feed.xml", "a.md"]);
        assert_eq!(walked.errors, [WalkError { path: at("gone.md"), error: ReadError::NotFound }]);
    }

    #[test]
    fn what_is_left_out_is_left_out() {
        let folder = folder(&[("a.md", ""), ("drafts/b.md", "")]);
        let walked = walk(&[folder.path().to_owned()], |path| path.to_string_lossy().contains("drafts"));
        assert_eq!(names(&folder, &walked), ["a.md"]);
    }

    #[test]
    fn a_walk_to_places_finds_what_a_whole_one_finds_there() {
        let folder = folder(&[(".ignore", "b/\n"), ("a/c.md", ""), ("a/d/e.md", ""), ("a.md", ""), ("b/f.md", "")]);
        for (places, expected) in [
            (vec!["a/d", "a.md"], vec!["a/d/e.md", "a.md"]),
            (vec!["a/c.md", "a/gone.md", "b/f.md"], vec!["a/c.md"]),
            (vec![""], vec!["a/c.md", "a/d/e.md", "a.md"]),
            (vec![".."], vec!["a/c.md", "a/d/e.md", "a.md"]),
            (vec!["../elsewhere"], vec![]),
        ] {
            let path = |place: &str| match place.strip_prefix("..") {
                Some(rest) => folder.path().parent().expect("a parent").join(rest.trim_start_matches('/')),
                None => folder.path().join(place),
            };
            let walked = walk_to(&[folder.path().to_owned()], &places.iter().map(|it| path(it)).collect(), |_| false);
            assert_eq!(names(&folder, &walked), expected, "{places:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_in_circles_and_unreadable_folders_do_no_harm() {
        let folder = folder(&[("a/b.md", "")]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/up")).expect("a link");
        std::os::unix::fs::symlink("/nowhere", folder.path().join("a/c.md")).expect("a link");
        let walked = walk(&[folder.path().to_owned()], |_| false);
        assert_eq!(names(&folder, &walked), ["a/b.md"]);
    }
}

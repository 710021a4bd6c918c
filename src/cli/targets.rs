//! From the PATHs of a command line to the notes to look at.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::output::Failure;

/// The notes that `paths` name, in a fixed order: a file whatever its extension, a folder's notes sorted by name.
///
/// # Errors
///
/// When there is nothing at one of the paths.
pub fn notes(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut notes = Vec::new();
    for path in paths {
        if !path.exists() {
            return Err(Failure::new(format!("{}: there is no such file or folder", path.display())));
        }
        if path.is_dir() {
            let walk = WalkBuilder::new(path).sort_by_file_name(std::cmp::Ord::cmp).build();
            notes
                .extend(walk.flatten().map(ignore::DirEntry::into_path).filter(|path| path.is_file() && is_note(path)));
        } else {
            notes.push(path.clone());
        }
    }
    Ok(notes)
}

fn is_note(path: &Path) -> bool {
    path.extension().is_some_and(|extension| ["md", "markdown", "qmd"].iter().any(|note| extension == *note))
}

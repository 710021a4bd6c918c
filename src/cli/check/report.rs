//! What is found in each file.

use std::path::{Path, PathBuf};

use crate::cli::targets::{Targets, Work};
use crate::cli::write::replace_text;
use crate::rules::{Diagnostic, FileContext, Fixed, NoteContext, file, fix_note};
use crate::schema::SchemaStore;
use crate::text::{Text, TextRange};
use crate::workspace::{Index, read_note};

/// What was found in one file.
#[derive(Debug, Default)]
pub struct FileReport {
    /// As it is printed.
    pub filename: String,
    /// The text that the findings are about.
    pub text: Text,
    /// The findings.
    pub diagnostics: Vec<Diagnostic>,
    /// How many findings were mended.
    pub fixed: usize,
    /// Why what was mended could not be written.
    pub failure: Option<String>,
}

impl FileReport {
    /// The path as programs compare it with others: without the `./` of a search that was asked to start there.
    pub fn plain_path(&self) -> &str {
        self.filename.strip_prefix("./").unwrap_or(&self.filename)
    }
}

impl FileReport {
    /// The report on the note of `context`.
    pub fn new(context: &NoteContext<'_>, diagnostics: Vec<Diagnostic>) -> Self {
        Self { text: context.note.text().clone(), diagnostics, ..Self::default() }
    }
}

/// What there is to say of folders that cannot be read, of `askdown.yaml` and of vocabularies.
pub fn of_folders_and_configuration(targets: &Targets) -> Vec<FileReport> {
    let unreadable = targets.errors.iter().map(|error| FileReport {
        filename: targets.display(&error.path),
        diagnostics: vec![file::unreadable(&error.error)],
        ..FileReport::default()
    });
    let mut configs: Vec<_> = targets.configs.files().filter(|(_, errors)| !errors.is_empty()).collect();
    configs.sort_by_key(|(path, _)| *path);
    let invalid = configs
        .into_iter()
        .map(|(path, errors)| of_file(path, targets, errors.iter().map(file::invalid_configuration).collect()));
    unreadable.chain(invalid).collect()
}

/// What there is to say of the schemas that were used, and where the configuration names some that are not there.
pub fn of_schemas(schemas: &SchemaStore, targets: &Targets) -> Vec<FileReport> {
    let faults = schemas.faults().into_iter();
    let broken =
        faults.map(|(path, range, message)| of_file(&path, targets, vec![file::invalid_schema(range, &message)]));
    let mut configs: Vec<_> = targets.configs.files().map(|(path, _)| path).collect();
    configs.sort();
    let missing = configs.into_iter().filter_map(|path| {
        let source = read_note(path).unwrap_or_default().to_string();
        let found = file::missing_schemas(&source, path.parent()?, schemas);
        (!found.is_empty()).then(|| of_file(path, targets, found))
    });
    broken.chain(missing).collect()
}

/// The report on a file at an absolute path.
fn of_file(path: &Path, targets: &Targets, diagnostics: Vec<Diagnostic>) -> FileReport {
    let filename = targets.display(&from_here(path));
    FileReport { filename, text: read_note(path).unwrap_or_default(), diagnostics, ..FileReport::default() }
}

/// An absolute path as one from the current folder, if it is beneath it.
fn from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).to_owned()
}

/// Reads one note and gives what `check` says of it. A fault of our own costs the findings on that note only.
pub fn of_note(
    work: &Work,
    schemas: &SchemaStore,
    index: &Index,
    check: impl FnOnce(&NoteContext<'_>) -> FileReport,
) -> FileReport {
    let filename = work.filename.clone();
    let text = match work.target.read() {
        Ok(text) => text,
        Err(error) => {
            return FileReport { filename, diagnostics: vec![file::unreadable(&error)], ..FileReport::default() };
        }
    };
    let context = FileContext { path: work.path.as_deref(), config: &work.config, schemas, index };
    let report = context.with_note(text.clone(), check).unwrap_or_else(|| {
        let diagnostics = vec![file::internal_error(TextRange::empty(0))];
        FileReport { text, diagnostics, ..FileReport::default() }
    });
    FileReport { filename, ..report }
}

/// Mends one note, and says what is left.
pub fn of_mended(work: &Work, schemas: &SchemaStore, index: &Index) -> FileReport {
    of_note(work, schemas, index, |context| write_fixed(work.target.path(), fix_note(context)))
}

/// Writes what was mended to the note at `path`.
fn write_fixed(path: &Path, fixed: Fixed) -> FileReport {
    let Fixed { text, count, remaining } = fixed;
    let written = if count > 0 { replace_text(path, &text) } else { Ok(()) };
    let failure = written.err().map(|error| format!("{}: the fixes cannot be written: {error}", path.display()));
    FileReport { text, diagnostics: remaining, fixed: count, failure, ..FileReport::default() }
}

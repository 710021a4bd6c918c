//! What is found in each file.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::targets::{Target, Targets};
use crate::cli::write::replace_text;
use crate::rules::{Diagnostic, Fixed, NoteContext, check_note, file, fix_note};
use crate::schema::SchemaStore;
use crate::syntax::Note;
use crate::text::{Text, TextRange};
use crate::workspace::{Config, Index, read_note};

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

/// What notes are checked against.
#[derive(Debug)]
pub struct Surroundings {
    /// The other notes.
    pub index: Index,
    /// The schemas of front matter.
    pub schemas: SchemaStore,
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

/// Checks one note, and mends it if `fix` says so. A fault of our own costs the findings on that note only.
pub fn of_note(target: &Target, config: &Arc<Config>, surroundings: &Surroundings, fix: bool) -> FileReport {
    let text = match target.read() {
        Ok(text) => text,
        Err(error) => return FileReport { diagnostics: vec![file::unreadable(&error)], ..FileReport::default() },
    };
    let checked = catch_unwind(AssertUnwindSafe(|| {
        let path = std::path::absolute(target.path()).ok();
        let note = Note::with_options(text.clone(), &config.question_options);
        let configured = path.as_deref().and_then(|path| config.schema_for(path));
        let (front_matter, root) = (note.front_matter(), &config.root);
        let schema =
            surroundings.schemas.for_note(note.text(), front_matter, path.as_deref(), configured.as_deref(), root);
        let context =
            NoteContext { note: &note, config, path: path.as_deref(), index: &surroundings.index, schema: &schema };
        if fix { write_fixed(target.path(), fix_note(&context)) } else { unfixed(&context) }
    }));
    checked.unwrap_or_else(|_| {
        let diagnostics = vec![file::internal_error(TextRange::empty(0))];
        FileReport { text, diagnostics, ..FileReport::default() }
    })
}

fn unfixed(context: &NoteContext<'_>) -> FileReport {
    FileReport { text: context.note.text().clone(), diagnostics: check_note(context), ..FileReport::default() }
}

/// Writes what was mended to the note at `path`.
fn write_fixed(path: &Path, fixed: Fixed) -> FileReport {
    let Fixed { text, count, remaining } = fixed;
    let written = if count > 0 { replace_text(path, &text) } else { Ok(()) };
    let failure = written.err().map(|error| format!("{}: the fixes cannot be written: {error}", path.display()));
    FileReport { text, diagnostics: remaining, fixed: count, failure, ..FileReport::default() }
}

//! `askdown check`

mod excerpt;
mod github;
mod json;
mod printer;
mod sarif;
mod text;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rayon::prelude::*;

use crate::rules::{Diagnostic, Fixed, NoteContext, check_note, file, fix_note};
use crate::syntax::Note;
use crate::text::{Text, TextRange};
use crate::workspace::{Config, Index, read_note};

use super::arguments::CheckArguments;
use super::output::{Failure, Output};
use super::targets::{Target, Targets};
use super::write::replace_text;
use printer::{Printer, Style};

/// How many notes are checked before their findings are printed: enough to keep all cores busy, few enough that
/// memory does not grow with the number of notes.
const BATCH: usize = 256;

/// Checks the notes and prints the findings, note by note in the order of the paths.
///
/// # Errors
///
/// When a path leads nowhere, or the output or a mended note cannot be written.
pub fn run(arguments: &CheckArguments, out: &mut Output) -> Result<ExitCode, Failure> {
    let mut targets = Targets::find(&arguments.paths)?;
    if arguments.fix && targets.notes.iter().any(|target| matches!(target, Target::Stdin(_))) {
        return Err(Failure::new("standard input cannot be fixed, name a file"));
    }
    let notes = std::mem::take(&mut targets.notes);
    let index = targets.index();
    let style = Style { format: arguments.format, color: out.color };
    let mut printer = Printer::new(style, out)?;
    printer.print(file_reports(&targets).iter().map(|report| style.render(report)))?;
    for batch in notes.chunks(BATCH) {
        let configured: Vec<_> = batch.iter().map(|target| (target, targets.config(target.path()))).collect();
        let rendered: Vec<_> = configured
            .par_iter()
            .map(|(target, config)| {
                let report = check(target, config, &index, arguments.fix);
                style.render(&FileReport { filename: targets.display(target.path()), ..report })
            })
            .collect();
        printer.print(rendered)?;
    }
    let (totals, failures) = printer.finish(notes.len())?;
    if !failures.is_empty() {
        return Err(Failure::new(failures.join("\n")));
    }
    Ok(ExitCode::from(u8::from(totals.errors + totals.warnings > 0)))
}

/// What was found in one file.
#[derive(Debug, Default)]
struct FileReport {
    /// As it is printed.
    filename: String,
    text: Text,
    diagnostics: Vec<Diagnostic>,
    /// How many findings were mended.
    fixed: usize,
    /// Why what was mended could not be written.
    failure: Option<String>,
}

/// What there is to say of folders that cannot be read and of configuration files.
fn file_reports(targets: &Targets) -> Vec<FileReport> {
    let unreadable = targets.errors.iter().map(|error| FileReport {
        filename: targets.display(&error.path),
        text: Text::default(),
        diagnostics: vec![file::unreadable(&error.error)],
        ..FileReport::default()
    });
    let mut configs: Vec<_> = targets.configs.files().filter(|(_, errors)| !errors.is_empty()).collect();
    configs.sort_by_key(|(path, _)| *path);
    let invalid = configs.into_iter().map(|(path, errors)| FileReport {
        filename: targets.display(&from_here(path)),
        text: read_note(path).unwrap_or_default(),
        diagnostics: errors.iter().map(file::invalid_configuration).collect(),
        ..FileReport::default()
    });
    unreadable.chain(invalid).collect()
}

/// An absolute path as one from the current folder, if it is beneath it.
fn from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).to_owned()
}

/// Checks one note, and mends it if `fix` says so. A fault of our own costs the findings on that note only.
fn check(target: &Target, config: &Config, index: &Index, fix: bool) -> FileReport {
    let text = match target.read() {
        Ok(text) => text,
        Err(error) => return FileReport { diagnostics: vec![file::unreadable(&error)], ..FileReport::default() },
    };
    let checked = catch_unwind(AssertUnwindSafe(|| {
        let note = Note::new(text.clone());
        let path = std::path::absolute(target.path()).ok();
        let context = NoteContext { path: path.as_deref(), index, ..NoteContext::new(&note, config) };
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

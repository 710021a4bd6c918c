//! `askdown check`

mod json;
mod printer;
mod text;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rayon::prelude::*;

use crate::rules::{Diagnostic, NoteContext, check_note, file};
use crate::syntax::Note;
use crate::text::{Text, TextRange};
use crate::workspace::{Config, read_note};

use super::arguments::CheckArguments;
use super::output::{Failure, Output};
use super::targets::{Target, Targets};
use printer::{Printer, Style};

/// How many notes are checked before their findings are printed: enough to keep all cores busy, few enough that
/// memory does not grow with the number of notes.
const BATCH: usize = 256;

/// Checks the notes and prints the findings, note by note in the order of the paths.
///
/// # Errors
///
/// When a path leads nowhere or the output cannot be written.
pub fn run(arguments: &CheckArguments, out: &mut Output) -> Result<ExitCode, Failure> {
    let mut targets = Targets::find(&arguments.paths)?;
    let notes = std::mem::take(&mut targets.notes);
    let style = Style { format: arguments.format, color: out.color };
    let mut printer = Printer::new(style, out)?;
    printer.print(file_reports(&targets).iter().map(|report| style.render(report)))?;
    for batch in notes.chunks(BATCH) {
        let configured: Vec<_> = batch.iter().map(|target| (target, targets.config(target.path()))).collect();
        let rendered: Vec<_> = configured
            .par_iter()
            .map(|(target, config)| style.render(&check(target, config, targets.display(target.path()))))
            .collect();
        printer.print(rendered)?;
    }
    let totals = printer.finish(notes.len())?;
    Ok(ExitCode::from(u8::from(totals.errors + totals.warnings > 0)))
}

/// What was found in one file.
#[derive(Debug)]
struct FileReport {
    /// As it is printed.
    filename: String,
    text: Text,
    diagnostics: Vec<Diagnostic>,
}

/// What there is to say of folders that cannot be read and of configuration files.
fn file_reports(targets: &Targets) -> Vec<FileReport> {
    let unreadable = targets.errors.iter().map(|error| FileReport {
        filename: targets.display(&error.path),
        text: Text::default(),
        diagnostics: vec![file::unreadable(&error.error)],
    });
    let mut configs: Vec<_> = targets.configs.files().filter(|(_, errors)| !errors.is_empty()).collect();
    configs.sort_by_key(|(path, _)| *path);
    let invalid = configs.into_iter().map(|(path, errors)| FileReport {
        filename: targets.display(&from_here(path)),
        text: read_note(path).unwrap_or_default(),
        diagnostics: errors.iter().map(file::invalid_configuration).collect(),
    });
    unreadable.chain(invalid).collect()
}

/// An absolute path as one from the current folder, if it is beneath it.
fn from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).to_owned()
}

/// Checks one note. A fault of our own costs the findings on that note only.
fn check(target: &Target, config: &Config, filename: String) -> FileReport {
    let report = |text, diagnostics| FileReport { filename, text, diagnostics };
    let text = match target.read() {
        Ok(text) => text,
        Err(error) => return report(Text::default(), vec![file::unreadable(&error)]),
    };
    let checked = catch_unwind(AssertUnwindSafe(|| {
        let note = Note::new(text.clone());
        check_note(&NoteContext { path: Some(target.path()), ..NoteContext::new(&note, config) })
    }));
    let diagnostics = checked.unwrap_or_else(|_| vec![file::internal_error(TextRange::empty(0))]);
    report(text, diagnostics)
}

//! `askdown check`

mod json;
mod text;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rayon::prelude::*;

use crate::rules::{Diagnostic, Severity, check_note};
use crate::syntax::Note;
use crate::text::Text;
use crate::workspace::Config;

use super::arguments::{CheckArguments, CheckFormat};
use super::output::{Failure, Output};
use super::targets;

/// How many notes are checked before their findings are printed: enough to keep all cores busy, few enough that
/// memory does not grow with the number of notes.
const BATCH: usize = 256;

/// Checks the notes and prints the findings, note by note in the order of the paths.
///
/// # Errors
///
/// When a path leads nowhere or the output cannot be written.
pub fn run(arguments: &CheckArguments, out: &mut Output) -> Result<ExitCode, Failure> {
    let notes = targets::notes(&arguments.paths.paths)?;
    let printer = Printer { format: arguments.format, color: out.color };
    let mut totals = Totals { notes: notes.len(), ..Totals::default() };
    out.write(printer.head())?;
    for batch in notes.chunks(BATCH) {
        let reports: Vec<(Totals, String)> = batch
            .par_iter()
            .map(|path| {
                let report = check_file(path);
                (report.totals(), printer.findings(&report))
            })
            .collect();
        for (found, printed) in reports.iter().filter(|(_, printed)| !printed.is_empty()) {
            if totals.findings() > 0 {
                out.write(printer.separator())?;
            }
            totals.add(found);
            out.write(printed)?;
        }
    }
    out.write(&printer.tail(&totals))?;
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

fn check_file(path: &Path) -> FileReport {
    let source = std::fs::read_to_string(path).unwrap_or_default();
    let note = Note::new(Text::new(&source));
    let diagnostics = check_note(&note, &Config::default());
    FileReport { filename: display(path), text: note.text().clone(), diagnostics }
}

/// The path as it is printed: without the `./` of a search that started here.
fn display(path: &Path) -> String {
    let shown: PathBuf = path.strip_prefix(".").unwrap_or(path).to_owned();
    shown.to_string_lossy().into_owned()
}

impl FileReport {
    fn totals(&self) -> Totals {
        let count = |severity| self.diagnostics.iter().filter(|found| found.severity == severity).count();
        Totals {
            notes: 1,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            remarks: count(Severity::Information) + count(Severity::Hint),
        }
    }
}

/// How many notes were checked and what was found.
#[derive(Debug, Default)]
struct Totals {
    notes: usize,
    errors: usize,
    warnings: usize,
    /// Findings below a warning.
    remarks: usize,
}

impl Totals {
    fn findings(&self) -> usize {
        self.errors + self.warnings + self.remarks
    }

    fn add(&mut self, found: &Self) {
        self.errors += found.errors;
        self.warnings += found.warnings;
        self.remarks += found.remarks;
    }
}

/// Puts findings into words.
struct Printer {
    format: CheckFormat,
    color: bool,
}

impl Printer {
    /// What comes before all findings.
    fn head(&self) -> &'static str {
        match self.format {
            CheckFormat::Text => "",
            CheckFormat::Json => "[\n",
        }
    }

    /// The findings of one file.
    fn findings(&self, report: &FileReport) -> String {
        match self.format {
            CheckFormat::Text => text::findings(report, self.color),
            CheckFormat::Json => json::findings(report),
        }
    }

    /// What comes between the findings of two files.
    fn separator(&self) -> &'static str {
        match self.format {
            CheckFormat::Text => "",
            CheckFormat::Json => ",\n",
        }
    }

    /// What comes after all findings.
    fn tail(&self, totals: &Totals) -> String {
        match self.format {
            CheckFormat::Text => text::summary(totals),
            CheckFormat::Json if totals.findings() == 0 => "]\n".to_owned(),
            CheckFormat::Json => "\n]\n".to_owned(),
        }
    }
}

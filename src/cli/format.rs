//! `askdown format`

use std::process::ExitCode;

use rayon::prelude::*;

use crate::ide::{NoteView, format_blocks};
use crate::schema::Schema;
use crate::syntax::Note;
use crate::text::{PositionEncoding, Text};
use crate::workspace::{Config, Index};

use super::arguments::FormatArguments;
use super::output::{Failure, Output};
use super::targets::{Target, Targets};
use super::write::replace_text;

/// What formatting one note came to.
struct Report {
    /// The text, formatted.
    text: Text,
    /// Whether it is another than before.
    changed: bool,
    /// The 1-based lines of the blocks that were refused.
    refused: Vec<u32>,
}

/// Formats the Python blocks of the notes, or with `--check` only says which are not formatted.
///
/// # Errors
///
/// When a path leads nowhere, or a note cannot be read or written.
pub fn run(arguments: &FormatArguments, out: &mut Output) -> Result<ExitCode, Failure> {
    let mut targets = Targets::find(&arguments.paths)?;
    let notes = std::mem::take(&mut targets.notes);
    let configured: Vec<_> = notes.iter().map(|target| (target, targets.config(target.path()))).collect();
    let reports: Vec<_> = configured.par_iter().map(|(target, config)| format(target, config)).collect();
    let (mut changed, mut failed) = (0, !targets.errors.is_empty());
    for error in &targets.errors {
        eprintln!("{}: {}", targets.display(&error.path), error.error);
    }
    for (target, report) in notes.iter().zip(reports) {
        let name = targets.display(target.path());
        let report = match report {
            Ok(report) => report,
            Err(message) => {
                eprintln!("{name}: {message}");
                failed = true;
                continue;
            }
        };
        for line in report.refused {
            eprintln!("{name}:{line}: this block is too deeply nested to format");
        }
        changed += usize::from(report.changed);
        match target {
            // A filter passes on what it did not change, too.
            Target::Stdin(_) if !arguments.check => out.write(&report.text.to_string())?,
            Target::File(_) if report.changed && arguments.check => out.write(&format!("Would reformat: {name}\n"))?,
            Target::File(path) if report.changed => replace_text(path, &report.text)
                .map_err(|error| Failure::new(format!("{name}: it cannot be written: {error}")))?,
            _ => {}
        }
    }
    if !notes.iter().any(|target| matches!(target, Target::Stdin(_))) {
        out.write(&summary(changed, notes.len(), arguments.check))?;
    }
    Ok(match (failed, arguments.check && changed > 0) {
        (true, _) => ExitCode::from(2),
        (false, true) => ExitCode::FAILURE,
        (false, false) => ExitCode::SUCCESS,
    })
}

fn format(target: &Target, config: &Config) -> Result<Report, String> {
    let text = target.read().map_err(|error| error.to_string())?;
    let note = Note::new(text);
    let view = NoteView {
        note: &note,
        path: Some(target.path()),
        config,
        index: &Index::default(),
        schema: Schema::builtin(),
    };
    let formatting = format_blocks(&view, None);
    let mut text = note.text().clone();
    for edit in formatting.edits.iter().rev() {
        text.apply(edit);
    }
    let line = |offset| note.text().position(offset, PositionEncoding::Utf8).line + 1;
    let refused = formatting.refused.iter().map(|opener| line(opener.start)).collect();
    Ok(Report { text, changed: !formatting.edits.is_empty(), refused })
}

fn summary(changed: usize, all: usize, is_check: bool) -> String {
    let notes = |count: usize| if count == 1 { "1 note".to_owned() } else { format!("{count} notes") };
    let verb = if is_check { "would be reformatted" } else { "reformatted" };
    let left = if is_check { "formatted already" } else { "left unchanged" };
    format!("{} {verb}, {} {left}\n", notes(changed), notes(all - changed))
}

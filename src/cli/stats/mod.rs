//! `askdown stats`

mod count;
mod html;
mod json;
mod of_note;
mod text;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use crate::syntax::Note;

use super::arguments::{StatsArguments, StatsFormat};
use super::output::{Failure, Output};
use super::targets::{Targets, Work, in_order};
use count::Stats;
use of_note::NoteStats;

/// Counts the questions of all notes and prints one report. Notes that cannot be read are told of on standard error; the
/// others are counted.
///
/// # Errors
///
/// When a path leads nowhere or the output cannot be written.
pub fn run(arguments: &StatsArguments, out: &mut Output) -> Result<ExitCode, Failure> {
    let mut targets = Targets::find(&arguments.paths)?;
    for error in &targets.errors {
        eprintln!("askdown: {}: {}", targets.display(&error.path), error.error);
    }
    let mut notes = Vec::new();
    in_order(
        targets.take_work(),
        |work| read(&work),
        |counted| {
            match counted {
                Ok(counted) => notes.push(counted),
                Err(message) => eprintln!("askdown: {message}"),
            }
            Ok(())
        },
    )?;
    let stats = Stats::new(notes);
    out.write(&match arguments.format {
        StatsFormat::Text => text::report(&stats, out.width(), out.color),
        StatsFormat::Json => json::report(&stats),
        StatsFormat::Html => html::report(&stats),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// What there is to count in one note. A fault of our own costs that note only.
fn read(work: &Work) -> Result<NoteStats, String> {
    let Work { target, config, filename, .. } = work;
    let text = target.read().map_err(|error| format!("{filename}: {error}"))?;
    catch_unwind(AssertUnwindSafe(|| {
        let note = Note::with_options(text, &config.question_options);
        NoteStats::new(&note, config, filename.clone())
    }))
    .map_err(|_| format!("{filename}: internal error; please report it"))
}

/// `1 note`, `2 notes`.
fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

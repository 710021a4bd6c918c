//! `askdown outline`

mod json;
mod text;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use crate::syntax::Note;

use super::arguments::{OutlineArguments, OutlineFormat};
use super::output::{Failure, Output};
use super::targets::{Targets, Work, in_order};

/// Prints the outlines of the notes, in the order of the paths. Notes that cannot be read are told of on standard
/// error; the others go on.
///
/// # Errors
///
/// When a path leads nowhere or the output cannot be written.
pub fn run(arguments: &OutlineArguments, out: &mut Output) -> Result<ExitCode, Failure> {
    let mut targets = Targets::find(&arguments.paths)?;
    let json = arguments.format == OutlineFormat::Json;
    let mut printed = 0;
    let render = |work: Work| render(&work, json);
    in_order(targets.take_work(), render, |outline| {
        let outline = match outline {
            Ok(outline) => outline,
            Err(message) => {
                eprintln!("askdown: {message}");
                return Ok(());
            }
        };
        out.write(match (json, printed) {
            (true, 0) => "[\n",
            (true, _) => ",\n",
            (false, 0) => "",
            (false, _) => "\n",
        })?;
        printed += 1;
        out.write(&outline)
    })?;
    if json {
        out.write(if printed == 0 { "[]\n" } else { "\n]\n" })?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The outline of one note. A fault of our own costs that note only.
fn render(work: &Work, json: bool) -> Result<String, String> {
    let Work { target, config, filename, .. } = work;
    let text = target.read().map_err(|error| format!("{filename}: {error}"))?;
    catch_unwind(AssertUnwindSafe(|| {
        let note = Note::with_options(text, &config.question_options);
        if json { json::note(&note, filename) } else { text::note(&note, filename) }
    }))
    .map_err(|_| format!("{filename}: internal error; please report it"))
}

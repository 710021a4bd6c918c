//! `askdown outline`

mod json;
mod text;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;

use rayon::prelude::*;

use crate::syntax::Note;
use crate::workspace::Config;

use super::arguments::{OutlineArguments, OutlineFormat};
use super::output::{Failure, Output};
use super::targets::{Target, Targets};

/// How many notes are read before their outlines are printed.
const BATCH: usize = 256;

/// Prints the outlines of the notes, in the order of the paths. Notes that cannot be read are told of on standard
/// error; the others go on.
///
/// # Errors
///
/// When a path leads nowhere or the output cannot be written.
pub fn run(arguments: &OutlineArguments, out: &mut Output) -> Result<ExitCode, Failure> {
    let mut targets = Targets::find(&arguments.paths)?;
    let notes = std::mem::take(&mut targets.notes);
    let json = arguments.format == OutlineFormat::Json;
    let mut printed = 0;
    for batch in notes.chunks(BATCH) {
        let configured: Vec<_> = batch.iter().map(|target| (target, targets.config(target.path()))).collect();
        let rendered: Vec<_> = configured
            .par_iter()
            .map(|(target, config)| render(target, config, &targets.display(target.path()), json))
            .collect();
        for outline in rendered {
            let outline = match outline {
                Ok(outline) => outline,
                Err(message) => {
                    eprintln!("askdown: {message}");
                    continue;
                }
            };
            let before = match (json, printed) {
                (true, 0) => "[\n",
                (true, _) => ",\n",
                (false, 0) => "",
                (false, _) => "\n",
            };
            out.write(before)?;
            out.write(&outline)?;
            printed += 1;
        }
    }
    if json {
        out.write(if printed == 0 { "[]\n" } else { "\n]\n" })?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The outline of one note. A fault of our own costs that note only.
fn render(target: &Target, config: &Arc<Config>, filename: &str, json: bool) -> Result<String, String> {
    let text = target.read().map_err(|error| format!("{filename}: {error}"))?;
    catch_unwind(AssertUnwindSafe(|| {
        let note = Note::with_options(text, &config.question_options);
        if json { json::note(&note, filename) } else { text::note(&note, filename) }
    }))
    .map_err(|_| format!("{filename}: internal error; please report it"))
}

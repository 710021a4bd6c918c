//! `askdown duplicates`

mod json;
mod text;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rustc_hash::FxHashMap;

use crate::syntax::Note;
use crate::workspace::{DuplicateGroup, Index, NoteFacts};

use super::arguments::{DuplicatesArguments, DuplicatesFormat};
use super::output::{Failure, Output};
use super::targets::{Target, Targets};

/// What notes are called in print, by their absolute paths.
struct Names(FxHashMap<PathBuf, String>);

/// Prints the groups of questions that ask the same, of those notes that belong together with the ones that are named:
/// only the groups in which one of these has a part. Notes that cannot be read are told of on standard error.
///
/// # Errors
///
/// When a path leads nowhere or the output cannot be written.
pub fn run(arguments: &DuplicatesArguments, out: &mut Output) -> Result<ExitCode, Failure> {
    let mut targets = Targets::find(&arguments.paths)?;
    for error in &targets.errors {
        eprintln!("askdown: {}: {}", targets.display(&error.path), error.error);
    }
    let work = targets.take_work();
    let mut index = targets.index();
    let mut names = Names(FxHashMap::default());
    for work in work {
        let Some(path) = work.path else { continue };
        if matches!(work.target, Target::Stdin(_)) || index.note(&path).is_none() {
            match work.target.read() {
                Ok(text) => {
                    let note = Note::with_options(text, &work.config.question_options);
                    index.set_open(&path, NoteFacts::new(&note, &path, &work.config));
                }
                Err(error) => eprintln!("askdown: {}: {error}", work.filename),
            }
        }
        names.0.insert(path, work.filename);
    }
    let groups = groups(&index, &names);
    out.write(&match arguments.format {
        DuplicatesFormat::Text => text::groups(&groups, &names),
        DuplicatesFormat::Json => json::groups(&groups, &names),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn groups<'a>(index: &'a Index, names: &Names) -> Vec<DuplicateGroup<'a>> {
    let is_named = |group: &DuplicateGroup<'_>| group.questions.iter().any(|(path, _)| names.0.contains_key(*path));
    index.duplicate_questions().into_iter().filter(is_named).collect()
}

impl Names {
    /// The name of the note at `path`: from the current folder on where it was not named.
    fn of(&self, path: &Path) -> String {
        let from_here = || {
            let here = std::env::current_dir().unwrap_or_default();
            path.strip_prefix(here).unwrap_or(path).to_string_lossy().into_owned()
        };
        self.0.get(path).cloned().unwrap_or_else(from_here)
    }
}

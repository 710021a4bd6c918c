//! `askdown check`

mod excerpt;
mod github;
mod json;
mod passes;
mod printer;
mod report;
mod sarif;
mod text;

use std::process::ExitCode;

use crate::schema::SchemaStore;

use super::arguments::CheckArguments;
use super::output::{Failure, Output};
use super::targets::{Target, Targets, Work, in_order};
use printer::{Printer, Style};

/// Checks the notes and prints the findings, note by note in the order of the paths; what there is to say of folders and
/// of configuration comes first, of schemas last.
///
/// # Errors
///
/// When a path leads nowhere, or the output or a mended note cannot be written.
pub fn run(arguments: &CheckArguments, out: &mut Output) -> Result<ExitCode, Failure> {
    let mut targets = Targets::find(&arguments.paths)?;
    if arguments.fix && targets.notes.iter().any(|target| matches!(target, Target::Stdin(_))) {
        return Err(Failure::new("standard input cannot be fixed, name a file"));
    }
    let (style, schemas) = (Style { format: arguments.format, color: out.color }, SchemaStore::new());
    let mut printer = Printer::new(style, out)?;
    for report in report::of_folders_and_configuration(&targets) {
        printer.print(style.render(&report))?;
    }
    let notes = if arguments.fix {
        let index = targets.index();
        let mend = |work: Work| style.render(&report::of_mended(&work, &schemas, &index));
        in_order(targets.take_work(), mend, |rendered| printer.print(rendered))?
    } else {
        let (pending, index) = passes::read_all(&mut targets, &schemas, style);
        in_order(pending, |note| passes::finish(note, &schemas, style, &index), |rendered| printer.print(rendered))?
    };
    for report in report::of_schemas(&schemas, &targets) {
        printer.print(style.render(&report))?;
    }
    let (totals, failures) = printer.finish(notes)?;
    if !failures.is_empty() {
        return Err(Failure::new(failures.join("\n")));
    }
    Ok(ExitCode::from(u8::from(totals.errors + totals.warnings > 0)))
}

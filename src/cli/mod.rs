//! The command line. Only this module prints.
//!
//! Exit codes: 0 when nothing at warning or above was found, 1 when something was, 2 when a command could not run.

mod arguments;
mod check;
mod duplicates;
mod format;
mod init;
mod outline;
mod output;
mod rule;
mod schema;
mod stats;
mod targets;
mod write;

use std::process::ExitCode;

pub use arguments::Arguments;
use arguments::Command;
use output::{Failure, Output};

/// Runs the command that `arguments` name; `server` is what runs the language server.
pub fn run(arguments: Arguments, server: fn() -> ExitCode) -> ExitCode {
    let mut out = Output::stdout(arguments.color);
    let result = match arguments.command {
        Command::Server(_) => return server(),
        Command::Check(arguments) => check::run(&arguments, &mut out),
        Command::Format(arguments) => format::run(&arguments, &mut out),
        Command::Rule { name } => rule::run(name.as_deref(), &mut out).map(|()| ExitCode::SUCCESS),
        Command::Schema { name } => schema::run(name, &mut out).map(|()| ExitCode::SUCCESS),
        Command::Init { folder } => init::run(&folder, &mut out).map(|()| ExitCode::SUCCESS),
        Command::Outline(arguments) => outline::run(&arguments, &mut out),
        Command::Duplicates(arguments) => duplicates::run(&arguments, &mut out),
        Command::Stats(arguments) => stats::run(&arguments, &mut out),
    };
    match result.and_then(|code| out.finish().map(|()| code)) {
        Ok(code) => code,
        // Whoever read the output has had enough, as `head` does: that is no fault.
        Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(Failure::Message(message)) => {
            eprintln!("askdown: {message}");
            ExitCode::from(2)
        }
    }
}

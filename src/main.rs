//! The `askdown` binary: arguments in, exit code out.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    askdown::cli::run(askdown::cli::Arguments::parse(), askdown::server::run)
}

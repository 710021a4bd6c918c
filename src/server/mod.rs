//! The language server: LSP over standard input and output.
//!
//! This is the only module that knows LSP types. A message takes this way:
//!
//! 1. [`transport`] reads it from standard input and hands it to the backend, in the order of arrival.
//! 2. [`backend`] turns it into a task for the main loop before it waits for anything. It owns no state.
//! 3. [`main_loop`] runs the tasks one after the other on the [`state`], which nothing else can reach. So each
//!    request sees exactly the text that the client had when it sent it, and nothing needs a lock.
//! 4. [`handlers`] answer requests from a [`snapshot`]: at once on the main loop, or on a small pool when the note is
//!    large. [`from_proto`] and [`to_proto`] translate; the answers themselves come from the layers below.
//! 5. When no further message waits, [`diagnostics`] go out.
//! 6. [`outbox`] writes what goes to the client.

#![allow(dead_code)]

mod backend;
mod capabilities;
mod checked;
mod client;
mod codec;
mod diagnostics;
mod document;
mod every_note;
mod folders;
mod from_proto;
mod handlers;
mod json_answer;
mod main_loop;
mod notes;
mod outbox;
mod pace;
mod parent;
mod progress;
mod result_id;
mod settings;
mod snapshot;
mod state;
mod sync;
mod to_proto;
mod transport;
mod uri;
mod workspace_check;
mod workspace_diagnostics;
mod workspace_pull;

use std::process::ExitCode;

use tower_lsp::LspService;

use self::backend::Backend;
use self::outbox::Outbox;

/// The stack of every thread that reads notes, in bytes: deeply nested text makes for deep recursion.
const STACK_SIZE: usize = 64 << 20;

/// Serves one client over standard input and output until it says `exit`, closes the input or dies.
///
/// The exit code is the one that LSP asks for: 0 when the client asked for `shutdown` before, else 1. Nothing but
/// LSP messages is written to the standard output, from whatever thread.
pub fn run() -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(1).build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("askdown: cannot start the server: {error}");
            return ExitCode::from(2);
        }
    };
    let (outbox, writer) = Outbox::start(std::io::stdout());
    let tasks = main_loop::start(outbox.clone());
    let (service, _) = LspService::build(|_| Backend::new(tasks.clone()))
        .custom_method("window/workDoneProgress/cancel", Backend::cancel_progress)
        .finish();

    transport::serve(service, std::io::stdin().lock(), &outbox, &tasks, runtime.handle());

    let code = if tasks.shut_down() { 0 } else { 1 };
    runtime.shutdown_background();
    writer.finish();
    ExitCode::from(code)
}

//! From the client's messages to the backend, in the order of arrival.

use std::future::Future;
use std::io::BufRead;
use std::task::{Context, Poll, Waker};

use tokio::runtime::Handle;
use tower_lsp::jsonrpc::{Id, Request, Response};
use tower_lsp::{ExitedError, LspService};
use tower_service::Service;

use super::backend::Backend;
use super::codec::{Incoming, MessageReader};
use super::json_answer::{self, JsonAnswer};
use super::main_loop::Tasks;
use super::outbox::Outbox;

/// Feeds the messages of `input` to `service` until `exit` or the end of the input.
///
/// Each message is handed over, as far as its handler's first `await`, before the next one is read. All that comes
/// after the first `await` runs on `runtime`, however many requests wait: a slow answer never holds up a message that
/// comes behind it, least of all the one that cancels it.
pub(super) fn serve(
    mut service: LspService<Backend>,
    input: impl BufRead,
    outbox: &Outbox,
    tasks: &Tasks,
    runtime: &Handle,
) {
    let mut reader = MessageReader::new(input);
    loop {
        match reader.read() {
            Ok(Some(Incoming::Request(request))) => {
                let exit = request.method() == "exit";
                dispatch(&mut service, request, outbox, runtime);
                if exit {
                    return;
                }
            }
            Ok(Some(Incoming::Response(response))) => tasks.send("a response", |state| state.take_response(response)),
            Ok(Some(Incoming::Malformed(error))) => {
                eprintln!("askdown: the client sent what is no message: {error}");
                outbox.respond(&Response::from_error(Id::Null, error));
            }
            Ok(None) => return,
            Err(error) => {
                eprintln!("askdown: cannot read the standard input: {error}");
                return;
            }
        }
    }
}

fn dispatch(service: &mut LspService<Backend>, request: Request, outbox: &Outbox, runtime: &Handle) {
    let mut context = Context::from_waker(Waker::noop());
    if !matches!(service.poll_ready(&mut context), Poll::Ready(Ok(()))) {
        return;
    }
    let mut answer = Box::pin(json_answer::collect(service.call(request)));
    match answer.as_mut().poll(&mut context) {
        Poll::Ready((response, json)) => respond(outbox, response, json),
        Poll::Pending => {
            let outbox = outbox.clone();
            runtime.spawn(async move {
                let (response, json) = answer.await;
                respond(&outbox, response, json);
            });
        }
    }
}

/// Sends the response to a request, whose result is `json` if there is any.
fn respond(outbox: &Outbox, response: Result<Option<Response>, ExitedError>, json: Option<JsonAnswer>) {
    match (response, json) {
        (Ok(Some(response)), Some(json)) if response.is_ok() => outbox.respond_with(response.id(), json),
        (Ok(Some(response)), _) => outbox.respond(&response),
        _ => {}
    }
}

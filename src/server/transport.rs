//! From the client's messages to the backend, in the order of arrival.

use std::io::BufRead;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use tokio::runtime::Handle;
use tower_lsp::LspService;
use tower_lsp::jsonrpc::{Id, Request, Response};
use tower_service::Service;

use super::backend::Backend;
use super::codec::{Incoming, MessageReader};
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
    let mut answer = service.call(request);
    match Pin::new(&mut answer).poll(&mut context) {
        Poll::Ready(Ok(Some(response))) => outbox.respond(&response),
        Poll::Ready(_) => {}
        Poll::Pending => {
            let outbox = outbox.clone();
            runtime.spawn(async move {
                if let Ok(Some(response)) = answer.await {
                    outbox.respond(&response);
                }
            });
        }
    }
}

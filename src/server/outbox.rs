//! What goes to the client.

use std::io::{self, BufWriter, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use serde::Serialize;
use tower_lsp::jsonrpc::{Id, Response};
use tower_lsp::ls_types::notification::{LogMessage, Notification, ShowMessage};
use tower_lsp::ls_types::{LogMessageParams, MessageType, ShowMessageParams, request};

use super::json_answer::JsonAnswer;

/// Sends messages to the client, from any thread and without waiting: a thread of its own writes them, in order.
///
/// Messages are put into JSON by the sender, so that a large one holds up nobody else.
#[derive(Clone, Debug)]
pub(super) struct Outbox(Sender<Vec<u8>>);

impl Outbox {
    /// Starts the thread that writes to `output`.
    pub fn start(output: impl Write + Send + 'static) -> (Self, Writer) {
        let (sender, messages) = mpsc::channel();
        let (done, finished) = mpsc::channel();
        std::thread::spawn(move || {
            // A failure to write means that the client has gone: the reading side finds out and ends the server.
            let _ = write_all(&messages, BufWriter::new(output));
            drop(done);
        });
        (Self(sender.clone()), Writer { sender, finished })
    }

    /// Answers a request.
    pub fn respond(&self, response: &Response) {
        self.send(response);
    }

    /// Answers the request `id` with a result that is in JSON already.
    pub fn respond_with(&self, id: &Id, JsonAnswer(result): JsonAnswer) {
        // An id is a number, a string or null: all of them can be put into JSON.
        let Ok(id) = serde_json::to_string(id) else { return };
        let mut message = format!(r#"{{"jsonrpc":"2.0","id":{id},"result":"#).into_bytes();
        message.extend(result);
        message.push(b'}');
        let _ = self.0.send(message);
    }

    /// Sends a notification.
    pub fn notify<N: Notification>(&self, params: N::Params) {
        self.send(&Call { jsonrpc: "2.0", id: None, method: N::METHOD, params });
    }

    /// Sends a request under `id`, which must be new.
    pub fn request<R: request::Request>(&self, id: i64, params: R::Params) {
        self.send(&Call { jsonrpc: "2.0", id: Some(id), method: R::METHOD, params });
    }

    /// Writes `message` to the client's log and to the standard error.
    pub fn log(&self, typ: MessageType, message: impl Into<String>) {
        let message = message.into();
        eprintln!("askdown: {message}");
        self.notify::<LogMessage>(LogMessageParams { typ, message });
    }

    /// Shows `message` to the person at the client.
    pub fn show(&self, typ: MessageType, message: impl Into<String>) {
        self.notify::<ShowMessage>(ShowMessageParams { typ, message: message.into() });
    }

    fn send(&self, message: &impl Serialize) {
        match serde_json::to_vec(message) {
            // The writer is gone only when the server ends.
            Ok(body) => drop(self.0.send(body)),
            Err(error) => eprintln!("askdown: cannot put a message into JSON: {error}"),
        }
    }
}

#[derive(Serialize)]
struct Call<P> {
    jsonrpc: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<i64>,
    method: &'static str,
    params: P,
}

/// The thread that writes.
#[derive(Debug)]
pub(super) struct Writer {
    sender: Sender<Vec<u8>>,
    finished: Receiver<()>,
}

impl Writer {
    /// Waits until everything sent so far is written, for at most a second: a client that has gone does not read.
    pub fn finish(self) {
        let _ = self.sender.send(Vec::new());
        if self.finished.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Timeout) {
            eprintln!("askdown: the client does not read its messages; giving up");
        }
    }
}

/// Writes each message with its header, until an empty one asks for the end.
fn write_all(messages: &Receiver<Vec<u8>>, mut output: impl Write) -> io::Result<()> {
    while let Ok(body) = messages.recv() {
        let mut next = Some(body);
        while let Some(body) = next {
            if body.is_empty() {
                return output.flush();
            }
            write!(output, "Content-Length: {}\r\n\r\n", body.len())?;
            output.write_all(&body)?;
            next = messages.try_recv().ok();
        }
        output.flush()?;
    }
    Ok(())
}

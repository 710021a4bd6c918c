//! The base protocol: JSON-RPC messages behind `Content-Length` headers (LSP 3.17, "Base Protocol").

use std::io::{self, BufRead, Read};

use serde::Deserialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

/// The longest message that is read, in bytes: the longest text, every character of it escaped, and some.
const MAX_MESSAGE: u64 = 2 << 30;

/// The length in bytes up to which the client is believed: what is not filled takes no memory.
const MAX_TRUSTED: u64 = 16 << 20;

/// The longest header line, in bytes.
const MAX_HEADER: u64 = 8 << 10;

/// One message from the client.
#[derive(Debug, PartialEq)]
pub(super) enum Incoming {
    /// A request or a notification.
    Request(Request),
    /// The answer to a request of ours.
    Response(Response),
    /// What is not a message, and why not. Reading goes on behind it.
    Malformed(Error),
}

/// Reads messages, and finds the next one behind what is none.
#[derive(Debug)]
pub(super) struct MessageReader<R> {
    input: R,
    /// The length of the body that comes next, when its header has been read already.
    length: Option<u64>,
}

impl<R: BufRead> MessageReader<R> {
    /// A reader of `input`.
    pub fn new(input: R) -> Self {
        Self { input, length: None }
    }

    /// Reads the next message. None at the end of the input, also when it ends within a message.
    ///
    /// # Errors
    ///
    /// When the input cannot be read.
    pub fn read(&mut self) -> io::Result<Option<Incoming>> {
        if self.length.is_none() && self.read_header()? == Header::BehindGarbage {
            return Ok(Some(Incoming::Malformed(Error::parse_error())));
        }
        let Some(length) = self.length.take() else { return Ok(None) };
        // The length is the client's word: beyond a point, the buffer grows with what really comes.
        let mut body = Vec::with_capacity(length.min(MAX_TRUSTED) as usize);
        if (self.input.by_ref().take(length).read_to_end(&mut body)? as u64) < length {
            return Ok(None);
        }
        Ok(Some(decode(&body).unwrap_or_else(Incoming::Malformed)))
    }

    /// Reads up to the empty line that ends the next header, or to the end, which sets no length.
    fn read_header(&mut self) -> io::Result<Header> {
        let (mut length, mut header) = (None, Header::Clean);
        loop {
            let mut line = Vec::new();
            if self.input.by_ref().take(MAX_HEADER).read_until(b'\n', &mut line)? == 0 {
                return Ok(header);
            }
            let line = String::from_utf8_lossy(&line).to_ascii_lowercase();
            if let Some(field) = line.find(CONTENT_LENGTH) {
                length =
                    line[field + CONTENT_LENGTH.len()..].trim().parse().ok().filter(|&length| length < MAX_MESSAGE);
                if field > 0 || length.is_none() {
                    header = Header::BehindGarbage;
                }
            } else if length.is_some() && line.trim_end().is_empty() {
                self.length = length;
                return Ok(header);
            } else if !line.starts_with("content-type:") {
                header = Header::BehindGarbage;
            }
        }
    }
}

const CONTENT_LENGTH: &str = "content-length:";

/// What came before the end of a header.
#[derive(PartialEq)]
enum Header {
    /// Header lines only.
    Clean,
    /// Other bytes, which have been skipped.
    BehindGarbage,
}

/// A message as it stands on the wire.
#[derive(Deserialize)]
struct Envelope {
    id: Option<Id>,
    method: Option<String>,
    params: Option<Value>,
    result: Option<Value>,
    error: Option<Error>,
}

fn decode(body: &[u8]) -> Result<Incoming, Error> {
    let envelope: Envelope = serde_json::from_slice(body)
        .map_err(|error| if error.is_data() { Error::invalid_request() } else { Error::parse_error() })?;
    match envelope {
        Envelope { method: Some(method), params, id, .. } => {
            let request = Request::build(method);
            let request = if let Some(id) = id { request.id(id) } else { request };
            let request = if let Some(params) = params { request.params(params) } else { request };
            Ok(Incoming::Request(request.finish()))
        }
        Envelope { id: Some(id), result, error, .. } => {
            let answer = error.map_or(Ok(result.unwrap_or_default()), Err);
            Ok(Incoming::Response(Response::from_parts(id, answer)))
        }
        Envelope { id: None, .. } => Err(Error::invalid_request()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The methods of the messages in `input`, "!" for what is none.
    fn methods(input: &str) -> Vec<String> {
        let mut reader = MessageReader::new(input.as_bytes());
        let mut methods = Vec::new();
        while let Some(message) = reader.read().expect("readable input") {
            methods.push(match message {
                Incoming::Request(request) => request.method().to_owned(),
                Incoming::Response(_) => "response".to_owned(),
                Incoming::Malformed(_) => "!".to_owned(),
            });
        }
        methods
    }

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    fn call(method: &str) -> String {
        frame(&json!({"jsonrpc": "2.0", "method": method, "params": {"text": "é\n"}}).to_string())
    }

    #[test]
    fn messages_come_one_after_the_other() {
        let answer = frame(r#"{"jsonrpc":"2.0","id":1,"result":null}"#);
        assert_eq!(methods(&(call("a") + &answer + &call("b"))), ["a", "response", "b"]);
    }

    #[test]
    fn headers_are_read_as_http_has_them() {
        let body = r#"{"method":"a"}"#;
        for header in
            ["content-length:14\n\n", "Content-Type: application/vscode-jsonrpc\r\nContent-Length: 14\r\n\r\n"]
        {
            assert_eq!(methods(&format!("{header}{body}")), ["a"]);
        }
    }

    #[test]
    fn reading_goes_on_behind_garbage() {
        for garbage in [
            "hello\r\n\r\n",
            "\u{0}\u{0}",
            "\n\n{}\n",
            "Content-Length: x\r\n\r\n",
            "Content-Length: 99999999999\r\n\r\n",
        ] {
            assert_eq!(methods(&(call("a") + garbage + &call("b"))), ["a", "!", "b"], "{garbage:?}");
        }
        for body in ["", "{", "[]", "{\"jsonrpc\":\"2.0\"}", "{\"method\":1}", "\u{1}"] {
            assert_eq!(methods(&(call("a") + &frame(body) + &call("b"))), ["a", "!", "b"], "{body:?}");
        }
    }

    #[test]
    fn a_wrong_length_costs_no_more_than_the_next_message() {
        let long = call("long").replace("Content-Length: 5", "Content-Length: 6");
        let short = call("short").replace("Content-Length: 5", "Content-Length: 4");
        assert_eq!(methods(&(long + &call("lost") + &call("a"))).last().map(String::as_str), Some("a"));
        assert_eq!(methods(&(short + &call("a") + &call("b")))[1..], ["!", "a", "b"]);
    }

    #[test]
    fn a_truncated_message_is_the_end() {
        let whole = call("a");
        for (end, _) in whole.char_indices().skip(1) {
            let methods = methods(&(call("first") + &whole[..end]));
            assert_eq!(methods[0], "first");
            assert!(!methods.contains(&"a".to_owned()));
        }
    }
}

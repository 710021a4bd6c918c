//! Messages that are none.

use serde_json::{Value, json};

use crate::client::Client;

#[test]
fn garbage_is_answered_and_skipped() {
    let mut client = Client::new(json!({}));
    for (garbage, code) in [
        (&b"Content-Length: 5\r\n\r\n{\"a\":"[..], -32700),
        (b"Content-Length: 2\r\n\r\n\xff\xfe", -32700),
        (b"Content-Length: 2\r\n\r\n{}", -32600),
        (b"hello\r\n\r\n", -32700),
        (b"Content-Length: many\r\n\r\n", -32700),
    ] {
        client.send_raw(garbage);
        client.open("untitled:a", "# A\n");
        let response = client.response_without_id();
        assert_eq!(response["error"]["code"], code, "{}", String::from_utf8_lossy(garbage));
        client.published("untitled:a");
        client.close("untitled:a");
        client.published("untitled:a");
    }
    client.shut_down();
}

#[test]
fn a_message_may_come_in_pieces() {
    let mut client = Client::new(json!({}));
    let body = json!({ "jsonrpc": "2.0", "id": 1, "method": "shutdown" }).to_string();
    let message = format!(
        "Content-Length: {}\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{body}",
        body.len()
    );
    for byte in message.bytes() {
        client.send_raw(&[byte]);
    }
    assert_eq!(client.response(1)["result"], Value::Null);
}

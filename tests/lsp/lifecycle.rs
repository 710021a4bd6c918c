//! From `initialize` to the exit code.

use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::Client;

#[test]
fn says_who_it_is_and_what_it_can_do() {
    let client = Client::new(json!({}));
    let initialized = &client.initialized;
    assert_eq!(initialized["serverInfo"]["name"], "askdown");
    assert_eq!(initialized["serverInfo"]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(initialized["capabilities"]["textDocumentSync"]["change"], 2, "incremental");
    assert_eq!(initialized["capabilities"]["diagnosticProvider"], Value::Null, "the client did not ask for it");
    client.shut_down();
}

#[test]
fn exit_after_shutdown_is_success() {
    Client::new(json!({})).shut_down();
}

#[test]
fn exit_without_shutdown_is_failure() {
    let mut client = Client::new(json!({}));
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(1));

    let mut client = Client::start();
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn ends_when_its_input_does() {
    let mut client = Client::new(json!({}));
    client.close_input();
    assert_eq!(client.exit_code(), Some(1));

    let mut client = Client::new(json!({}));
    client.request("shutdown", Value::Null);
    client.close_input();
    assert_eq!(client.exit_code(), Some(0));
}

#[test]
fn ends_when_its_input_ends_within_a_message() {
    let mut client = Client::new(json!({}));
    client.send_raw(b"Content-Length: 100\r\n\r\n{\"jsonrpc\"");
    client.close_input();
    assert_eq!(client.exit_code(), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn ends_when_the_client_dies() {
    let mut editor = Command::new("sleep").arg("600").stdin(Stdio::null()).spawn().unwrap();
    let mut client = Client::with_params(json!({ "processId": editor.id(), "capabilities": {} }));
    std::thread::sleep(Duration::from_millis(100));
    assert_eq!(client.process.try_wait().unwrap(), None);
    editor.kill().unwrap();
    assert_eq!(client.exit_code(), Some(1));
    editor.wait().unwrap();
}

#[test]
fn refuses_requests_before_initialize_and_after_shutdown() {
    let mut client = Client::start();
    let id = client.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": "untitled:a" } }));
    assert_eq!(client.response(id)["error"]["code"], -32002);
    client.request("initialize", json!({ "capabilities": {} }));
    client.request("shutdown", Value::Null);
    let id = client.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": "untitled:a" } }));
    assert_eq!(client.response(id)["error"]["code"], -32600);
}

#[test]
fn answers_unknown_requests_with_an_error() {
    let mut client = Client::new(json!({}));
    let id = client.ask("textDocument/unheardOf", json!({}));
    assert_eq!(client.response(id)["error"]["code"], -32601);
    client.notify("textDocument/unheardOf", json!({}));
    let id = client.ask("textDocument/diagnostic", json!({ "textDocument": 1 }));
    assert_eq!(client.response(id)["error"]["code"], -32602);
    client.shut_down();
}

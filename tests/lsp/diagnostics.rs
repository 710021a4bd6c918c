//! Diagnostics, sent and fetched.

use serde_json::{Value, json};

use crate::client::Client;

const BROKEN: &str = "# A\n\n```python\nx = 1\n";

/// The codes of a list of diagnostics.
fn codes(diagnostics: &Value) -> Vec<&str> {
    diagnostics.as_array().unwrap().iter().map(|diagnostic| diagnostic["code"].as_str().unwrap()).collect()
}

#[test]
fn are_sent_with_the_version_they_are_for() {
    let mut client = Client::new(json!({}));
    let uri = client.uri("a.md");
    client.open(&uri, BROKEN);
    let published = client.published(&uri);
    assert_eq!((codes(&published["diagnostics"]), &published["version"]), (vec!["unclosed-fence"], &json!(1)));
    let diagnostic = &published["diagnostics"][0];
    assert_eq!((&diagnostic["source"], &diagnostic["severity"]), (&json!("askdown"), &json!(1)));
    assert_eq!(diagnostic["range"]["start"], json!({ "line": 2, "character": 0 }));

    client.change(&uri, 7, [4, 0, 4, 0], "```\n");
    let published = client.published(&uri);
    assert_eq!((&published["diagnostics"], &published["version"]), (&json!([]), &json!(7)));
    client.shut_down();
}

#[test]
fn are_sent_once_and_only_when_they_change() {
    let mut client = Client::new(json!({}));
    let uri = client.uri("a.md");
    client.open(&uri, BROKEN);
    client.published(&uri);
    client.change(&uri, 2, [0, 3, 0, 3], "nother");
    client.change(&uri, 3, [0, 9, 0, 9], "!");
    client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(client.arrived("textDocument/publishDiagnostics"), Vec::<Value>::new());
    client.change(&uri, 4, [0, 0, 0, 0], "\n");
    assert_eq!(client.published(&uri)["version"], 4);
    client.shut_down();
}

#[test]
fn follow_what_a_link_leads_to() {
    let mut client = Client::with_files(json!({}), &[("a.md", "[b](b.md)\n"), ("b.md", "# B\n")]);
    let (uri, target) = (client.uri("a.md"), client.uri("b.md"));
    client.open(&uri, "[b](b.md)\n");
    assert_eq!(client.published(&uri)["diagnostics"], json!([]));
    client.change(&uri, 2, [0, 0, 0, 0], "\n");
    client.request(
        "textDocument/hover",
        json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 0 } }),
    );
    std::fs::remove_file(client.path("b.md")).unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": target, "type": 3 }] }));
    assert_eq!(codes(&client.published(&uri)["diagnostics"]), ["broken-link"]);
    client.shut_down();
}

#[test]
fn are_fetched_in_full_by_a_client_that_cannot_be_told_to_ask_again() {
    let mut client = Client::new(json!({ "textDocument": { "diagnostic": {} } }));
    let uri = client.uri("a.md");
    client.open(&uri, "[b](b.md)\n");
    // The other notes are read in the background.
    client.request("textDocument/references", json!({
        "textDocument": { "uri": uri }, "position": { "line": 0, "character": 0 }, "context": { "includeDeclaration": true },
    }));
    assert_eq!(codes(&client.pull(&uri, None)["items"]), ["broken-link"]);
    client.shut_down();
}

#[test]
fn end_before_the_line_ends_of_windows() {
    let mut client = Client::new(json!({}));
    let uri = client.uri("a.md");
    client.open(&uri, "```python\r\nx =\r\n```\r\n");
    let start = &client.published(&uri)["diagnostics"][0]["range"]["start"];
    assert_eq!(*start, json!({ "line": 1, "character": 3 }));
    client.shut_down();
}

#[test]
fn are_taken_back_on_close() {
    let mut client = Client::new(json!({}));
    let uri = client.uri("a.md");
    client.open(&uri, BROKEN);
    client.published(&uri);
    client.close(&uri);
    assert_eq!(client.published(&uri)["diagnostics"], json!([]));
    client.shut_down();
}

#[test]
fn are_fetched_by_a_client_that_can() {
    let mut client = Client::new(json!({ "textDocument": { "diagnostic": {} } }));
    assert!(client.initialized["capabilities"]["diagnosticProvider"].is_object());
    let uri = client.uri("a.md");
    client.open(&uri, BROKEN);
    let first = client.pull(&uri, None);
    assert_eq!((&first["kind"], codes(&first["items"])), (&json!("full"), vec!["unclosed-fence"]));
    let id = first["resultId"].as_str();
    assert_eq!(client.pull(&uri, id), json!({ "kind": "unchanged", "resultId": id }));

    client.change(&uri, 2, [0, 3, 0, 3], "nother");
    assert_eq!(client.pull(&uri, id)["kind"], "unchanged");
    client.change(&uri, 3, [4, 0, 4, 0], "```\n");
    let second = client.pull(&uri, id);
    assert_eq!((&second["kind"], &second["items"]), (&json!("full"), &json!([])));
    assert_ne!(second["resultId"].as_str(), id);

    client.close(&uri);
    assert_eq!(client.pull(&uri, None)["items"], json!([]), "a document that is not open");
    assert_eq!(client.arrived("textDocument/publishDiagnostics"), Vec::<Value>::new(), "nothing is sent unasked");
    client.shut_down();
}

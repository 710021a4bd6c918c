//! Links as a reader follows them: definition, hover, references, document links.

use std::time::Duration;

use serde_json::{Value, json};

use crate::client::Client;

const LOCKS: &str = "# Locks\n\n### Q: What is the GIL?\n\nA lock.\n\n### Q: Why?\n";
const NOTE: &str = "# Note\n\n[gil](n/locks.md#q-what-is-the-gil) and [b] and [own](#note)\n\n[b]: n/locks.md\n";

/// A server whose folder holds the note that is open and another one.
fn started() -> (Client, String) {
    let mut client = Client::with_files(json!({}), &[("n/locks.md", LOCKS)]);
    let uri = client.uri("note.md");
    client.open(&uri, NOTE);
    while client.request("workspace/symbol", json!({ "query": "gil" })) == json!([]) {
        std::thread::sleep(Duration::from_millis(20));
    }
    (client, uri)
}

fn at(uri: &str, line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } })
}

/// A place as `file:line:column`, 0-based.
fn place(client: &Client, location: &Value) -> String {
    let uri = location["uri"].as_str().unwrap_or_default();
    let start = &location["range"]["start"];
    format!("{}:{}:{}", uri.strip_prefix(&client.uri("")).unwrap_or(uri), start["line"], start["character"])
}

#[test]
fn a_link_leads_to_its_question_and_shows_it() {
    let (mut client, uri) = started();
    for (character, expected) in
        [(2, "n/locks.md:2:4"), (20, "n/locks.md:2:4"), (41, "note.md:4:0"), (50, "note.md:0:2")]
    {
        let found = client.request("textDocument/definition", at(&uri, 2, character));
        assert_eq!(place(&client, &found), expected, "at {character}: {found}");
    }
    let hover = client.request("textDocument/hover", at(&uri, 2, 20));
    assert_eq!(hover["contents"]["value"], "**What is the GIL?**\n\nA lock.", "{hover}");
    let hover = client.request("textDocument/hover", at(&uri, 4, 8));
    assert_eq!(hover["contents"]["value"], "**Locks**\n\n2 questions, 1 open", "{hover}");
    client.shut_down();
}

#[test]
fn what_refers_to_a_question_is_found_from_both_ends() {
    let (mut client, uri) = started();
    let locks = client.uri("n/locks.md");
    client.open(&locks, LOCKS);
    for (uri, line, character) in [(&uri, 2, 20), (&locks, 2, 10)] {
        let mut params = at(uri, line, character);
        params["context"] = json!({ "includeDeclaration": true });
        let found = client.request("textDocument/references", params);
        let places: Vec<_> = found.as_array().unwrap().iter().map(|it| place(&client, it)).collect();
        assert_eq!(places, ["n/locks.md:2:4", "note.md:2:6"], "{found}");
    }
    client.shut_down();
}

#[test]
fn addresses_can_be_followed() {
    let (mut client, uri) = started();
    let links = client.request("textDocument/documentLink", json!({ "textDocument": { "uri": uri } }));
    let target = client.uri("n/locks.md");
    let shown: Vec<_> = links.as_array().unwrap().iter().map(|it| (&it["range"]["start"], &it["target"])).collect();
    let expected = [json!({ "line": 2, "character": 6 }), json!({ "line": 4, "character": 5 })];
    assert_eq!(shown.iter().map(|(start, _)| (*start).clone()).collect::<Vec<_>>(), expected, "{links}");
    assert!(shown.iter().all(|(_, it)| **it == *target), "{links}");
    let marked = client.request("textDocument/documentHighlight", at(&uri, 2, 41));
    assert_eq!(marked.as_array().map(Vec::len), Some(2), "{marked}");
    client.shut_down();
}

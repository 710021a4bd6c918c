//! Front matter that declares the questions of its note.

use serde_json::{Value, json};

use crate::client::Client;

const NOTE: &str = "\
---
title: Iteration
questions:
  mid:
    - \"Explain list comprehensions vs generators.\"
    - \"Who knows?\"
---

### Q: What is an iterator?

An object with `__next__`.

### Q: Explain list comprehensions vs generator expressions.

A generator expression holds one item at a time.
";

fn place(line: u32, start: u32, end: u32) -> Value {
    json!({ "start": { "line": line, "character": start }, "end": { "line": line, "character": end } })
}

#[test]
fn declared_and_asked_questions_lead_to_each_other() {
    let mut client = Client::new(json!({}));
    let uri = client.uri("a.md");
    client.open(&uri, NOTE);
    let mut definition = |line: u32, character: u32| {
        let position = json!({ "line": line, "character": character });
        client.request("textDocument/definition", json!({ "textDocument": { "uri": uri }, "position": position }))
    };
    let (declared, asked) = (place(4, 6, 50), place(12, 7, 60));
    assert_eq!(definition(4, 20)["range"], asked);
    assert_eq!(definition(12, 20)["range"], declared);
    assert_eq!(definition(8, 10), Value::Null);
    client.shut_down();
}

#[test]
fn one_action_makes_them_agree() {
    let mut client = Client::new(json!({
        "textDocument": { "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } } },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
    }));
    let uri = client.uri("a.md");
    client.open(&uri, NOTE);
    let found = client.published(&uri)["diagnostics"].clone();
    let codes: Vec<_> =
        found.as_array().unwrap().iter().map(|it| (it["code"].as_str(), it["severity"].as_u64())).collect();
    let [missing, undeclared] = ["missing-question", "undeclared-question"].map(|code| (Some(code), Some(3)));
    assert_eq!(codes, [missing, missing, undeclared]);

    let mut params = json!({ "textDocument": { "uri": uri }, "range": place(4, 10, 10) });
    params["context"] = json!({ "diagnostics": [found[0]], "only": ["quickfix"] });
    let actions = client.request("textDocument/codeAction", params);
    let titles: Vec<_> = actions.as_array().unwrap().iter().map(|action| &action["title"]).collect();
    let align = "Bring `questions` in line with the note (1 added, 1 changed, 1 removed)";
    assert_eq!(titles, ["Change to “Explain list comprehensions vs generator expressions.”", align]);
    let document = &actions[1]["edit"]["documentChanges"][0];
    assert_eq!(document["textDocument"], json!({ "uri": uri, "version": 1 }));
    client.change_all(&uri, 2, reversed(&document["edits"]));
    assert_eq!(client.published(&uri)["diagnostics"], json!([]));
    client.shut_down();
}

/// Edits as changes of a document, the last first.
fn reversed(edits: &Value) -> Value {
    let change = |edit: &Value| json!({ "range": edit["range"], "text": edit["newText"] });
    edits.as_array().unwrap().iter().rev().map(change).collect()
}

//! What an editor can ask about skills, across notes.

use serde_json::{Value, json};

use crate::client::Client;

const NOTE: &str = "---\ntitle: A\nskills: [py, asyncio]\n---\n";
const VOCABULARY: &str = "- name: python\n  description: The language\n  aliases: [py]\n- asyncio\n";

/// A server whose folder holds a vocabulary and a note that is open, and another that is not.
fn started(capabilities: Value) -> (Client, String) {
    let mut client = Client::start();
    client.write("askdown.yaml", "skills:\n  vocabulary: skills.yaml\n");
    client.write("skills.yaml", VOCABULARY);
    client.write("b.md", "---\nskills:\n  - asyncio\n---\n");
    let folder = json!([{ "uri": client.uri("").trim_end_matches('/'), "name": "notes" }]);
    client.request("initialize", json!({ "capabilities": capabilities, "workspaceFolders": folder }));
    client.notify("initialized", json!({}));
    let uri = client.uri("a.md");
    client.open(&uri, NOTE);
    // The notes on disk are read in the background.
    let found = |client: &mut Client| client.request("workspace/symbol", json!({ "query": "sync" }))[0].clone();
    while found(&mut client)["containerName"] != "in 2 notes" {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    (client, uri)
}

fn at(uri: &str, line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } })
}

fn range(line: u32, start: u32, end: u32) -> Value {
    json!({ "start": { "line": line, "character": start }, "end": { "line": line, "character": end } })
}

#[test]
fn hover_definition_references_and_highlights() {
    let (mut client, uri) = started(json!({}));
    let hover = client.request("textDocument/hover", at(&uri, 2, 10));
    assert!(hover["contents"]["value"].as_str().unwrap().contains("The language"), "{hover}");
    assert_eq!(hover["range"], range(2, 9, 11));
    assert_eq!(client.request("textDocument/hover", at(&uri, 0, 0)), Value::Null);

    let definition = client.request("textDocument/definition", at(&uri, 2, 10));
    assert_eq!(definition, json!({ "uri": client.uri("skills.yaml"), "range": range(0, 8, 14) }));

    let mut params = at(&uri, 2, 14);
    params["context"] = json!({ "includeDeclaration": true });
    let references = client.request("textDocument/references", params);
    let place = |client: &Client, name: &str, range| json!({ "uri": client.uri(name), "range": range });
    let wanted = [
        place(&client, "a.md", range(2, 13, 20)),
        place(&client, "b.md", range(2, 4, 11)),
        place(&client, "skills.yaml", range(3, 2, 9)),
    ];
    assert_eq!(references, json!(wanted));
    let highlights = client.request("textDocument/documentHighlight", at(&uri, 2, 14));
    assert_eq!(highlights[0]["range"], range(2, 13, 20));
    client.shut_down();
}

#[test]
fn rename_edits_all_notes() {
    let capabilities = json!({
        "textDocument": { "rename": { "prepareSupport": true } },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
    });
    let (mut client, uri) = started(capabilities);
    let prepared = client.request("textDocument/prepareRename", at(&uri, 2, 14));
    assert_eq!(prepared, json!({ "range": range(2, 13, 20), "placeholder": "asyncio" }));
    let mut params = at(&uri, 2, 14);
    params["newName"] = json!("async io");
    let edit = client.request("textDocument/rename", params.clone());
    let files: Vec<_> = edit["documentChanges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| (file["textDocument"]["uri"].clone(), file["textDocument"]["version"].clone()))
        .collect();
    let known = |name: &str, version| (json!(client.uri(name)), version);
    let wanted = [known("a.md", json!(1)), known("b.md", Value::Null), known("skills.yaml", Value::Null)];
    assert_eq!(files, wanted, "{edit}");

    params["newName"] = json!("python");
    let id = client.ask("textDocument/rename", params);
    let response = client.response(id);
    assert_eq!(response["error"]["code"], -32803, "{response}");
    client.shut_down();
}

#[test]
fn a_skill_is_merged_by_a_command() {
    let (mut client, uri) = started(json!({
        "textDocument": { "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } } },
    }));
    let mut params = json!({ "textDocument": { "uri": uri }, "range": range(2, 10, 10) });
    params["context"] = json!({ "diagnostics": [], "only": ["refactor"] });
    let actions = client.request("textDocument/codeAction", params);
    let command = &actions[0]["command"];
    let id = client
        .ask("workspace/executeCommand", json!({ "command": command["command"], "arguments": command["arguments"] }));
    let apply = client.called("workspace/applyEdit");
    assert_eq!(apply["params"]["edit"]["changes"][&uri][0]["newText"], "python", "{apply}");
    client.answer(&apply, json!({ "applied": true }));
    assert!(client.response(id).get("error").is_none());

    let id = client.ask("workspace/executeCommand", json!({ "command": "askdown.unheardOf" }));
    assert_eq!(client.response(id)["error"]["code"], -32602);
    client.shut_down();
}

#[test]
fn a_refused_rename_is_offered_as_a_merge() {
    let (mut client, uri) = started(json!({
        "textDocument": { "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } } },
    }));
    let mut actions = |rename_to: Option<&str>| {
        if let Some(name) = rename_to {
            let mut params = at(&uri, 2, 14);
            params["newName"] = json!(name);
            let id = client.ask("textDocument/rename", params);
            assert_eq!(client.response(id)["error"]["code"], -32803);
        }
        let mut params = json!({ "textDocument": { "uri": uri }, "range": range(2, 14, 14) });
        params["context"] = json!({ "diagnostics": [], "only": ["refactor"] });
        client.request("textDocument/codeAction", params)
    };
    assert_eq!(actions(None), json!([]));
    assert_eq!(actions(Some("py"))[0]["title"], "Merge skill `asyncio` into `python` in 2 notes");
    assert_eq!(actions(Some(" ")), json!([]));
    client.shut_down();
}

#[test]
fn the_vocabulary_says_how_often_a_skill_is_used() {
    let (mut client, _) = started(json!({}));
    let uri = client.uri("skills.yaml");
    client.open(&uri, VOCABULARY);
    assert_eq!(client.published(&uri)["diagnostics"], json!([]), "it is no note");
    let lenses = client.request("textDocument/codeLens", json!({ "textDocument": { "uri": uri } }));
    let titles: Vec<_> = lenses.as_array().unwrap().iter().map(|lens| lens["command"]["title"].clone()).collect();
    assert_eq!(titles, ["used in 1 note", "used in 2 notes"]);
    client.shut_down();
}

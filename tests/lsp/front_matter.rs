//! Front matter and its schema.

use serde_json::{Value, json};

use crate::client::Client;

const SCHEMA: &str =
    r#"{ "properties": { "level": { "description": "How hard.", "enum": ["junior", "senior"] }, "skills": {} } }"#;

fn messages(published: &Value) -> Vec<&str> {
    let found = published["diagnostics"].as_array().unwrap().iter();
    found.map(|diagnostic| diagnostic["message"].as_str().unwrap()).collect()
}

fn at(uri: &str, line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } })
}

#[test]
fn a_schema_of_ones_own_is_checked_completed_and_told_of() {
    let mut client = Client::new(json!({}));
    client.write("askdown.yaml", "schemas:\n  - files: [\"*.md\"]\n    schema: note.json\n");
    client.write("note.json", SCHEMA);
    let uri = client.uri("a.md");
    client.open(&uri, "---\n😀: [\nlevel: seniour\nle\n---\n");
    let published = client.published(&uri);
    let found = messages(&published);
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(found[1], "expected `junior` or `senior`, found the text `seniour`, did you mean `senior`?");

    let hover = client.request("textDocument/hover", at(&uri, 2, 2));
    let text = "**level**\n\nHow hard.\n\nAllowed: `junior`, `senior`";
    assert_eq!(hover["contents"]["value"], text, "{hover}");
    let values = client.request("textDocument/completion", at(&uri, 2, 9));
    assert_eq!(values["items"][1]["textEdit"]["newText"], "senior", "{values}");
    assert_eq!(values["items"][1]["textEdit"]["range"]["end"]["character"], 14);
    let range = json!({ "start": { "line": 2, "character": 8 }, "end": { "line": 2, "character": 8 } });
    let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": { "diagnostics": [] } });
    let actions = client.request("textDocument/codeAction", params);
    assert!(actions.to_string().contains("Change to `senior`"), "{actions}");

    // The schema changes, and no client tells.
    client.write("note.json", &SCHEMA.replace("junior", "seniour"));
    assert_eq!(messages(&client.published(&uri)).len(), 2);
    client.shut_down();
}

#[test]
fn a_note_names_its_schema_and_a_broken_one_is_told_where_it_is() {
    let mut client = Client::new(json!({}));
    let schema = client.uri("s.yaml");
    client.write("s.yaml", "properties: {n: {type: intger}}\n");
    let uri = client.uri("a.md");
    client.open(&uri, "---\ntitle: a\nn: x\n---\n");
    assert_eq!(messages(&client.published(&uri)), Vec::<&str>::new());
    client.change(&uri, 2, [1, 0, 1, 0], "$schema: s.yaml\n");
    let broken = client.published(&schema);
    assert_eq!(broken["diagnostics"][0]["range"]["start"], json!({ "line": 0, "character": 23 }), "{broken}");
    client.write("s.yaml", "properties: {n: {type: integer}}\n");
    assert_eq!(messages(&client.published(&uri)), ["expected a whole number, found the text `x`"]);
    assert_eq!(messages(&client.published(&schema)), Vec::<&str>::new());
    client.shut_down();
}

#[test]
fn a_schema_that_is_not_there_is_told_of_where_it_is_named() {
    for watches in [false, true] {
        let watching = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": watches } } });
        let mut client = Client::new(watching);
        if watches {
            let registration = client.called("client/registerCapability");
            client.answer(&registration, Value::Null);
        }
        let uri = client.uri("a.md");
        client.open(&uri, "---\n# yaml-language-server: $schema=s.yaml\nn: x\ntitle: t\n---\n");
        let published = client.published(&uri);
        assert_eq!(messages(&published), ["there is no schema in this place"]);
        let range = json!({ "start": { "line": 1, "character": 32 }, "end": { "line": 1, "character": 38 } });
        assert_eq!(
            (&published["diagnostics"][0]["range"], &published["diagnostics"][0]["code"]),
            (&range, &json!("invalid-schema"))
        );

        // The file comes, and goes again.
        let schema = client.write("s.yaml", "properties: {n: {type: integer}}\n");
        let tell = |client: &mut Client, kind: i64| {
            let changes = json!([{ "uri": client.uri("s.yaml"), "type": kind }]);
            if watches {
                client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
            }
        };
        tell(&mut client, 1);
        assert_eq!(messages(&client.published(&uri)), ["expected a whole number, found the text `x`"]);
        std::fs::remove_file(schema).unwrap();
        tell(&mut client, 3);
        assert_eq!(messages(&client.published(&uri)), ["there is no schema in this place"]);

        client.change(&uri, 2, [1, 32, 1, 38], "/etc/hostname");
        assert_eq!(messages(&client.published(&uri)), ["schemas outside of the workspace are not read"]);
        client.change(&uri, 3, [1, 0, 1, 0], "$schema: https://example.com/s.yaml\n");
        assert_eq!(messages(&client.published(&uri)), Vec::<&str>::new(), "nothing is fetched");
        client.shut_down();
    }
}

#[test]
fn a_schema_that_is_not_there_is_told_of_in_the_settings() {
    let mut client = Client::new(json!({}));
    client.write("askdown.yaml", "schemas:\n  - files: [\"*.md\"]\n    schema: s/n.json\n");
    let (uri, settings) = (client.uri("a.md"), client.uri("askdown.yaml"));
    client.open(&uri, "---\nn: x\n---\n");
    let published = client.published(&settings);
    assert_eq!(messages(&published), ["there is no schema in this place"]);
    let range = json!({ "start": { "line": 2, "character": 12 }, "end": { "line": 2, "character": 20 } });
    assert_eq!(published["diagnostics"][0]["range"], range);
    client.write("s/n.json", r#"{ "properties": { "n": { "type": "integer" } } }"#);
    assert_eq!(messages(&client.published(&settings)), Vec::<&str>::new());
    client.shut_down();
}

/// What VS Code says of itself, as far as it bears on front matter.
fn vscode() -> Value {
    json!({
        "textDocument": {
            "completion": { "contextSupport": true, "completionItem": {
                "snippetSupport": true, "documentationFormat": ["markdown", "plaintext"], "insertReplaceSupport": true,
                "resolveSupport": { "properties": ["documentation", "detail", "additionalTextEdits"] },
            } },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "codeAction": {
                "isPreferredSupport": true, "dataSupport": true,
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["", "quickfix", "refactor", "source"] } },
            },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "diagnostic": { "dynamicRegistration": true, "relatedDocumentSupport": false },
        },
        "workspace": {
            "applyEdit": true, "configuration": true, "diagnostics": { "refreshSupport": true },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "workspaceEdit": { "documentChanges": true },
        },
        "general": { "positionEncodings": ["utf-16"] },
    })
}

#[test]
fn vs_code_completes_keys_and_values_hovers_and_takes_what_was_meant() {
    let mut client = Client::new(vscode());
    client.write("askdown.yaml", "schemas:\n  - files: [\"*.md\"]\n    schema: note.json\n");
    client.write(
        "note.json",
        r#"{ "properties": {
            "level": { "title": "Level", "description": "How hard.", "enum": ["junior", "senior"], "default": "junior" },
            "levels": { "type": "array", "items": { "enum": ["junior", "very senior"] } }
        } }"#,
    );
    let uri = client.uri("a.md");
    let item = |client: &mut Client, position: Value, label: &str| {
        let found = client.request("textDocument/completion", position);
        let mut items = found["items"].as_array().unwrap().iter();
        let item = items.find(|item| item["label"] == label).unwrap_or_else(|| panic!("{label} in {found}"));
        (item["textEdit"]["newText"].clone(), item["textEdit"]["range"].clone(), item["insertTextFormat"].clone())
    };
    let range = |line: u32, start: u32, end: u32| json!({ "start": { "line": line, "character": start }, "end": { "line": line, "character": end } });
    client.open(&uri, "---\n😀: [a\nle\nlevels: [very se]\n---\n");
    let key = item(&mut client, at(&uri, 2, 2), "level");
    assert_eq!(key, (json!("level: ${1:junior}"), range(2, 0, 2), json!(2)));
    let value = item(&mut client, at(&uri, 3, 16), "very senior");
    assert_eq!(value, (json!("very senior"), range(3, 9, 16), json!(2)), "as a snippet, since it has a blank");
    client.change(&uri, 2, [2, 0, 2, 2], "level: seniro");
    let value = item(&mut client, at(&uri, 2, 13), "senior");
    assert_eq!(value, (json!("senior"), range(2, 7, 13), Value::Null));

    let text = "**level**: Level\n\nHow hard.\n\nAllowed: `junior`, `senior`\n\nDefault: `junior`";
    for (character, place) in [(2, range(2, 0, 5)), (9, range(2, 7, 13))] {
        let hover = client.request("textDocument/hover", at(&uri, 2, character));
        assert_eq!(hover, json!({ "contents": { "kind": "markdown", "value": text }, "range": place }));
    }

    let found = client.pull(&uri, None)["items"].clone();
    let slip = found.as_array().unwrap().iter().find(|found| found["code"] == "unknown-value").unwrap().clone();
    assert_eq!(slip["range"], range(2, 7, 13));
    let context = json!({ "diagnostics": [slip], "only": ["quickfix"], "triggerKind": 1 });
    let params = json!({ "textDocument": { "uri": uri }, "range": range(2, 8, 8), "context": context });
    let actions = client.request("textDocument/codeAction", params);
    assert_eq!(actions[0]["title"], "Change to `senior`");
    let edits = json!([{ "range": range(2, 7, 13), "newText": "senior" }]);
    assert_eq!(actions[0]["edit"]["documentChanges"][0]["edits"], edits);
    client.shut_down();
}

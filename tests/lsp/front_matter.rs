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
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
    client.write("s.yaml", "properties: {n: {type: integer}}\n");
    assert_eq!(messages(&client.published(&uri)), ["expected a whole number, found the text `x`"]);
    drop(schema);
    client.shut_down();
}

//! Outline, folding and selection, also of notes that take long.

use serde_json::{Value, json};

use crate::client::Client;

const NOTE: &str =
    "# Python\n\n## Q: What is a tuple?\n\nA row.\n\n```python\nt = 1, 2\n```\n\n## Q: What is a set?\n\nTODO\n";

fn tree() -> Value {
    json!({ "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } } })
}

fn names(symbols: &Value) -> Vec<&str> {
    symbols.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap()).collect()
}

fn document(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri } })
}

/// A note that takes long to outline.
fn long_note() -> String {
    (0..2000)
        .map(|n| format!("## Q{n}: What is number {n}, and why?\n\nIt is {n}.\n\n```python\nx = {n}\n```\n\n"))
        .collect()
}

#[test]
fn questions_are_a_tree_under_their_sections() {
    let mut client = Client::new(tree());
    let uri = client.uri("a.md");
    client.open(&uri, NOTE);
    let symbols = client.request("textDocument/documentSymbol", document(&uri));
    assert_eq!(names(&symbols), ["Python"], "{symbols}");
    let questions = &symbols[0]["children"];
    assert_eq!(names(questions), ["What is a tuple?", "What is a set?"]);
    let tuple = &questions[0];
    assert_eq!(tuple["range"]["start"]["line"], 2);
    assert!(tuple["range"]["end"]["line"].as_u64().unwrap() >= 8, "with its answer: {tuple}");
    assert_eq!(tuple["selectionRange"]["start"]["line"], 2);
    assert_eq!(names(&tuple["children"]), ["python"]);
    assert!(tuple["detail"].as_str().unwrap().contains("answered"));
    assert!(questions[1]["detail"].as_str().unwrap().contains("open"));
    client.shut_down();
}

#[test]
fn questions_are_a_list_for_clients_without_trees() {
    let mut client = Client::new(json!({}));
    let uri = client.uri("a.md");
    client.open(&uri, NOTE);
    let symbols = client.request("textDocument/documentSymbol", document(&uri));
    assert_eq!(names(&symbols), ["Python", "What is a tuple?", "python", "What is a set?"]);
    assert_eq!(symbols[1]["containerName"], "Python");
    assert_eq!(symbols[1]["location"]["uri"], json!(uri));
    client.shut_down();
}

/// Front matter stands before the sections, its keys beneath it, in trees and in lists.
#[test]
fn front_matter_is_part_of_the_outline_and_folds() {
    let note = format!("---\ntitle: \"😀 é\"\nmore: {{x: 1, y}}\nskills:\n  - a\n  - b\n---\n{NOTE}");
    for capabilities in [tree(), json!({})] {
        let is_tree = capabilities == tree();
        let mut client = Client::new(capabilities);
        let uri = client.uri("a.md");
        client.open(&uri, &note);
        let symbols = client.request("textDocument/documentSymbol", document(&uri));
        if is_tree {
            assert_eq!(names(&symbols), ["Front matter", "Python"], "{symbols}");
            let keys = &symbols[0]["children"];
            assert_eq!(names(keys), ["title", "more", "skills"]);
            assert_eq!((&keys[0]["detail"], &keys[2]["detail"]), (&json!("😀 é"), &json!("2 items")));
            assert_eq!(names(&keys[1]["children"]), ["x", "y"]);
            assert_eq!(keys[0]["range"]["end"], json!({ "line": 1, "character": 13 }), "in UTF-16");
            assert_eq!(keys[0]["selectionRange"]["end"], json!({ "line": 1, "character": 5 }));
        } else {
            let first = ["Front matter", "title", "more", "x", "y", "skills", "Python"];
            assert_eq!(names(&symbols)[..7], first, "{symbols}");
            let containers: Vec<_> = (0..7).map(|index| symbols[index]["containerName"].as_str()).collect();
            let matter = Some("Front matter");
            assert_eq!(containers, [None, matter, matter, Some("more"), Some("more"), matter, None]);
        }
        let folds = client.request("textDocument/foldingRange", document(&uri));
        assert_eq!((&folds[0]["startLine"], &folds[0]["endLine"]), (&json!(0), &json!(6)), "{folds}");
        assert_eq!((&folds[1]["startLine"], &folds[1]["endLine"]), (&json!(3), &json!(5)), "{folds}");
        client.shut_down();
    }
}

#[test]
fn sections_and_code_fold_and_selections_grow() {
    let mut client = Client::new(json!({}));
    let uri = client.uri("a.md");
    client.open(&uri, NOTE);
    let folds = client.request("textDocument/foldingRange", document(&uri));
    let lines: Vec<_> = folds.as_array().unwrap().iter().map(|fold| [&fold["startLine"], &fold["endLine"]]).collect();
    assert_eq!(json!(lines), json!([[0, 12], [2, 8], [4, 8], [6, 8], [10, 12]]));

    let mut params = document(&uri);
    params["positions"] = json!([{ "line": 7, "character": 0 }, { "line": 99, "character": 0 }]);
    let ranges = client.request("textDocument/selectionRange", params);
    assert_eq!(ranges[0]["range"]["end"], json!({ "line": 7, "character": 1 }));
    assert_eq!(ranges[0]["parent"]["range"]["end"], json!({ "line": 7, "character": 8 }));
    assert_eq!(ranges.as_array().unwrap().len(), 2, "one for each position, also an impossible one");
    client.shut_down();
}

#[test]
fn python_blocks_are_formatted() {
    let mut client = Client::new(json!({}));
    let uri = client.uri("a.md");
    client.open(&uri, "# 😀\n\n```python\nx=1\n```\n\n```python\ny=2\n```\n");
    let mut params = document(&uri);
    params["options"] = json!({ "tabSize": 4, "insertSpaces": true });
    let edits = client.request("textDocument/formatting", params.clone());
    assert_eq!((edits.as_array().unwrap().len(), &edits[0]["newText"]), (2, &json!("x = 1")));
    params["range"] = json!({ "start": { "line": 7, "character": 0 }, "end": { "line": 7, "character": 0 } });
    let edits = client.request("textDocument/rangeFormatting", params);
    assert_eq!((edits.as_array().unwrap().len(), &edits[0]["newText"]), (1, &json!("y = 2")));
    client.shut_down();
}

#[test]
fn requests_can_be_cancelled_while_others_wait() {
    let mut client = Client::new(tree());
    let uri = client.uri("a.md");
    client.open(&uri, &long_note());
    let ids: Vec<_> = (0..40).map(|_| client.ask("textDocument/documentSymbol", document(&uri))).collect();
    for id in &ids[1..] {
        client.notify("$/cancelRequest", json!({ "id": id }));
    }
    // What comes behind is not held up.
    client.open("untitled:b", "```python\n");
    client.published("untitled:b");
    let codes: Vec<_> = ids.iter().map(|id| client.response(*id)["error"]["code"].clone()).collect();
    assert_eq!(codes[0], Value::Null);
    let cancelled = codes.iter().filter(|code| **code == json!(-32800)).count();
    assert!(cancelled >= 30, "{codes:?}");
    client.shut_down();
}

#[test]
fn an_answer_about_a_text_that_is_gone_is_not_given() {
    let mut client = Client::new(tree());
    let uri = client.uri("a.md");
    client.open(&uri, &long_note());
    let id = client.ask("textDocument/documentSymbol", document(&uri));
    client.change(&uri, 2, [0, 0, 0, 0], "# New\n\n");
    assert_eq!(client.response(id)["error"]["code"], -32801);
    let symbols = client.request("textDocument/documentSymbol", document(&uri));
    assert_eq!(symbols[0]["name"], "New");
    client.shut_down();
}

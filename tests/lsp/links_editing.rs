//! Links as an editor writes them and keeps them: completion, rename, moves of files.

use std::time::Duration;

use serde_json::{Value, json};

use crate::client::Client;

const LOCKS: &str = "# Locks\n\n### Q: What is the GIL?\n\nA lock.\n";
const NOTE: &str = "# Note\n\nsee [gil] and [it](n/locks.md#q-what-is-the-gil)\n";

/// A server whose folder holds a note that is open and two that are not.
fn started() -> (Client, String) {
    let mut client = Client::start();
    client.write("n/locks.md", LOCKS);
    client.write("n/m/deep.md", "[up](../locks.md#q-what-is-the-gil) [note](../../note.md)\n");
    let folder = json!([{ "uri": client.uri("").trim_end_matches('/'), "name": "notes" }]);
    let capabilities = json!({
        "textDocument": { "rename": { "prepareSupport": true } },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
    });
    client.initialized =
        client.request("initialize", json!({ "capabilities": capabilities, "workspaceFolders": folder }));
    client.notify("initialized", json!({}));
    let uri = client.uri("note.md");
    client.open(&uri, NOTE);
    // The notes on disk are read in the background.
    while client.request("workspace/symbol", json!({ "query": "gil" })) == json!([]) {
        std::thread::sleep(Duration::from_millis(20));
    }
    (client, uri)
}

fn at(uri: &str, line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } })
}

/// The edits by file and version, each as `line:start-end text`.
fn show(client: &Client, edit: &Value) -> Vec<String> {
    let root = client.uri("");
    let files = edit["documentChanges"].as_array().expect("document changes").iter().flat_map(|file| {
        let name = file["textDocument"]["uri"].as_str().unwrap().replace(&root, "");
        let version = file["textDocument"]["version"].to_string();
        file["edits"].as_array().unwrap().iter().map(move |edit| {
            let (start, end) = (&edit["range"]["start"], &edit["range"]["end"]);
            let text = edit["newText"].as_str().unwrap();
            format!("{name}@{version} {}:{}-{} {text}", start["line"], start["character"], end["character"])
        })
    });
    files.collect()
}

#[test]
fn a_question_is_linked_by_its_words() {
    let (mut client, uri) = started();
    let found = client.request("textDocument/completion", at(&uri, 2, 8));
    let item = &found["items"][0];
    assert_eq!((&item["label"], &item["filterText"]), (&json!("What is the GIL?"), &json!("[gil")));
    assert_eq!(item["textEdit"]["newText"], "[What is the GIL?](n/locks.md#q-what-is-the-gil)");
    let range = json!({ "start": { "line": 2, "character": 4 }, "end": { "line": 2, "character": 9 } });
    assert_eq!((&item["textEdit"]["range"], &found["isIncomplete"]), (&range, &json!(true)));
    client.shut_down();
}

#[test]
fn links_follow_a_renamed_question() {
    let (mut client, note) = started();
    let uri = client.uri("n/locks.md");
    client.open(&uri, LOCKS);
    let prepared = client.request("textDocument/prepareRename", at(&uri, 2, 10));
    assert_eq!(prepared["placeholder"], "What is the GIL?");
    let mut params = at(&uri, 2, 10);
    params["newName"] = json!("What does the GIL guard?");
    // What is typed meanwhile counts.
    client.change(&note, 2, [0, 0, 0, 0], "x\n");
    let edit = client.request("textDocument/rename", params.clone());
    let anchor = "q-what-does-the-gil-guard";
    let expected = [
        "n/locks.md@1 2:7-23 What does the GIL guard?".to_owned(),
        format!("n/m/deep.md@null 0:17-34 {anchor}"),
        format!("note.md@2 3:30-47 {anchor}"),
    ];
    assert_eq!(show(&client, &edit), expected);
    params["newName"] = json!(" ");
    let id = client.ask("textDocument/rename", params);
    assert_eq!(client.response(id)["error"]["code"], -32803);
    client.shut_down();
}

#[test]
fn links_follow_files_that_move() {
    let (mut client, _) = started();
    let filters = &client.initialized["capabilities"]["workspace"]["fileOperations"]["willRename"]["filters"];
    assert_eq!(filters[1]["pattern"]["matches"], "folder", "{filters}");
    let moved = |client: &Client, from: &str, to: &str| json!({ "files": [{ "oldUri": client.uri(from), "newUri": client.uri(to) }] });
    let params = moved(&client, "n/locks.md", "locks%20and%20keys.md");
    let edit = client.request("workspace/willRenameFiles", params);
    let expected = ["n/m/deep.md@null 0:5-16 ../../locks%20and%20keys.md", "note.md@1 2:19-29 locks%20and%20keys.md"];
    assert_eq!(show(&client, &edit), expected);

    let params = moved(&client, "n", "x/y");
    let edit = client.request("workspace/willRenameFiles", params.clone());
    assert_eq!(show(&client, &edit), ["n/m/deep.md@null 0:43-56 ../../../note.md", "note.md@1 2:19-29 x/y/locks.md"]);

    // The index follows: the question is found where it is, and only there.
    std::fs::create_dir(client.path("x")).unwrap();
    std::fs::rename(client.path("n"), client.path("x/y")).unwrap();
    client.notify("workspace/didRenameFiles", params);
    let wanted = json!([client.uri("x/y/locks.md")]);
    let mut places = Value::Null;
    for _ in 0..400 {
        let found = client.request("workspace/symbol", json!({ "query": "gil" }));
        places = found.as_array().unwrap().iter().map(|symbol| symbol["location"]["uri"].clone()).collect();
        if places == wanted {
            break;
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    assert_eq!(places, wanted);
    assert_eq!(client.request("workspace/willRenameFiles", moved(&client, "nothing.md", "b.md")), Value::Null);
    client.shut_down();
}

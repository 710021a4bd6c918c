//! Completion of skills, from the notes on disk and those that are open.

use std::time::Duration;

use serde_json::{Value, json};

use crate::client::Client;

fn complete(client: &mut Client, uri: &str, line: u32, character: u32) -> Value {
    let position = json!({ "line": line, "character": character });
    client.request("textDocument/completion", json!({ "textDocument": { "uri": uri }, "position": position }))
}

fn labels(completions: &Value) -> Vec<&str> {
    completions["items"].as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap()).collect()
}

/// Completes until the labels are those wanted: notes are read in the background.
fn wait_for(client: &mut Client, uri: &str, [line, character]: [u32; 2], wanted: &[&str]) -> Value {
    for _ in 0..400 {
        let found = complete(client, uri, line, character);
        if labels(&found) == wanted {
            return found;
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    panic!("{wanted:?} was not completed but {}", complete(client, uri, line, character));
}

fn started(files: &[(&str, &str)], capabilities: Value) -> Client {
    let mut client = Client::start();
    for (name, skills) in files {
        client.write(name, &format!("---\ntitle: A\nskills: [{skills}]\n---\n"));
    }
    let folder = client.uri("").trim_end_matches('/').to_owned();
    let folders = json!([{ "uri": folder, "name": "notes" }]);
    client.request("initialize", json!({ "capabilities": capabilities, "workspaceFolders": folders }));
    client.notify("initialized", json!({}));
    client
}

const NEW: &str = "---\ntitle: New\nskills: [as]\n---\n";

#[test]
fn skills_come_from_all_notes_the_most_used_first() {
    let mut client = started(&[("a.md", "asyncio"), ("b/b.md", "basics, asyncio"), ("c.txt", "assembler")], json!({}));
    let uri = client.uri("new.md");
    client.open(&uri, NEW);
    let found = wait_for(&mut client, &uri, [2, 11], &["asyncio", "basics"]);
    let item = &found["items"][0];
    assert_eq!(item["textEdit"]["newText"], "asyncio");
    let range = json!({ "start": { "line": 2, "character": 9 }, "end": { "line": 2, "character": 11 } });
    assert_eq!((&item["textEdit"]["range"], &item["filterText"]), (&range, &json!("asyncio")));
    assert!(item["sortText"].as_str() < found["items"][1]["sortText"].as_str());
    assert_eq!(labels(&complete(&mut client, &uri, 1, 9)), Vec::<&str>::new());
    client.shut_down();
}

#[test]
fn skills_follow_open_notes_and_the_disk() {
    let watching = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut client = started(&[("a.md", "asyncio")], watching);
    let uri = client.uri("new.md");
    client.open(&uri, NEW);
    wait_for(&mut client, &uri, [2, 11], &["asyncio"]);

    let other = client.uri("a.md");
    client.open(&other, "---\nskills: [asgi]\n---\n");
    assert_eq!(labels(&complete(&mut client, &uri, 2, 11)), ["asgi"]);
    client.change(&other, 2, [1, 13, 1, 13], "x");
    assert_eq!(labels(&complete(&mut client, &uri, 2, 11)), ["asgix"]);
    client.close(&other);
    wait_for(&mut client, &uri, [2, 11], &["asyncio"]);

    client.write("a.md", "---\nskills: [assert]\n---\n");
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": other, "type": 2 }] }));
    wait_for(&mut client, &uri, [2, 11], &["assert"]);
    std::fs::remove_file(client.path("a.md")).unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": other, "type": 3 }] }));
    wait_for(&mut client, &uri, [2, 11], &[]);
    client.shut_down();
}

#[test]
fn folders_come_and_go() {
    let mut client = started(&[], json!({}));
    let elsewhere = tempfile::tempdir().unwrap();
    let path = elsewhere.path().canonicalize().unwrap();
    std::fs::write(path.join("a.md"), "---\nskills: [asyncio]\n---\n").unwrap();
    let folder = json!([{ "uri": format!("file://{}", path.display()), "name": "elsewhere" }]);
    let uri = client.uri("new.md");
    client.open(&uri, NEW);
    for (added, removed, wanted) in [(folder.clone(), json!([]), &["asyncio"][..]), (json!([]), folder, &[])] {
        let event = json!({ "added": added, "removed": removed });
        client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
        wait_for(&mut client, &uri, [2, 11], wanted);
    }
    client.shut_down();
}

//! The index of the workspace's notes: read in the background, and kept as the disk and the editor are.

use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::Client;

/// The names of all questions that the server knows.
fn questions(client: &mut Client) -> BTreeSet<String> {
    let symbols = client.request("workspace/symbol", json!({ "query": "q" }));
    let symbols = symbols.as_array().unwrap().iter();
    symbols.map(|symbol| symbol["name"].as_str().unwrap().to_owned()).collect()
}

/// Asks until the questions are those wanted: notes are read in the background.
#[track_caller]
fn wait_for(client: &mut Client, wanted: &[&str]) {
    let wanted: BTreeSet<_> = wanted.iter().map(|&name| name.to_owned()).collect();
    for _ in 0..400 {
        if questions(client) == wanted {
            return;
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    panic!("{wanted:?} is not known but {:?}", questions(client));
}

fn note(question: &str) -> String {
    format!("# Notes\n\n### Q: {question}\n\n**Answer:** Yes.\n")
}

fn watching() -> Value {
    json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } })
}

/// Notes that take a moment to read.
const MANY: usize = 600;

fn write_many(client: &Client) {
    for number in 0..MANY {
        let front_matter = format!("---\ntitle: Note {number}\nskills: [shared, own-{number}]\n---\n\n");
        client.write(&format!("{}/{number}.md", number % 7), &(front_matter + &note("Why?").repeat(40)));
    }
}

/// In how many notes the server knows the skill that all have.
fn known(client: &mut Client) -> usize {
    let symbols = client.request("workspace/symbol", json!({ "query": "shared" }));
    let skill = symbols.as_array().unwrap().iter().find(|symbol| symbol["name"] == "shared");
    let Some(skill) = skill else { return 0 };
    let count = skill["containerName"].as_str().unwrap().split(' ').nth(1).unwrap();
    count.parse().unwrap()
}

/// Waits until something comes on as far as `kind`. Gives the token.
fn progress(client: &mut Client, kind: &str) -> Value {
    loop {
        let progress = client.called("$/progress");
        if progress["params"]["value"]["kind"] == kind {
            return progress["params"]["token"].clone();
        }
    }
}

/// A client that is told how the reading of many notes begins.
fn reading(folder: Option<&Client>) -> Client {
    let mut client = match folder {
        Some(other) => Client::start_in(other.folder.clone()),
        None => {
            let client = Client::start();
            write_many(&client);
            client
        }
    };
    client.initialize(json!({ "window": { "workDoneProgress": true } }));
    let create = client.called("window/workDoneProgress/create");
    client.answer(&create, Value::Null);
    assert_eq!(progress(&mut client, "begin"), create["params"]["token"]);
    client
}

#[test]
fn files_and_folders_come_move_and_go() {
    let mut client = Client::with_files(watching(), &[("a.md", &note("qa")), ("b/c/d.md", &note("qd"))]);
    let operations = &client.initialized["capabilities"]["workspace"]["fileOperations"];
    for operation in ["didCreate", "didRename", "didDelete"] {
        assert!(operations[operation]["filters"].is_array(), "{operation}");
    }
    wait_for(&mut client, &["qa", "qd"]);

    client.write("e/f.md", &note("qf"));
    let created = json!({ "files": [{ "uri": client.uri("e") }] });
    client.notify("workspace/didCreateFiles", created);
    wait_for(&mut client, &["qa", "qd", "qf"]);

    fs::rename(client.path("b"), client.path("g")).unwrap();
    client.write("g/h.md", &note("qh"));
    let renamed = json!({ "files": [{ "oldUri": client.uri("b"), "newUri": client.uri("g") }] });
    client.notify("workspace/didRenameFiles", renamed);
    wait_for(&mut client, &["qa", "qd", "qf", "qh"]);

    fs::remove_dir_all(client.path("g")).unwrap();
    fs::remove_file(client.path("a.md")).unwrap();
    fs::create_dir(client.path("a.md")).unwrap();
    client.write("a.md/i.md", &note("qi"));
    let deleted = json!({ "files": [{ "uri": client.uri("g") }, { "uri": client.uri("a.md") }] });
    client.notify("workspace/didDeleteFiles", deleted);
    wait_for(&mut client, &["qf", "qi"]);
    client.shut_down();
}

#[test]
fn what_is_left_out_stays_out_when_it_changes() {
    let files = [(".ignore", "drafts/\n"), ("a.md", &note("qa")), ("drafts/b.md", &note("qb"))];
    let mut client = Client::with_files(watching(), &files);
    wait_for(&mut client, &["qa"]);
    let changed = |client: &mut Client, names: &[&str]| {
        let changes: Vec<_> = names.iter().map(|name| json!({ "uri": client.uri(name), "type": 2 })).collect();
        client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    };
    client.write("drafts/b.md", &note("qc"));
    client.write("a.md", &note("qd"));
    changed(&mut client, &["drafts/b.md", "a.md"]);
    wait_for(&mut client, &["qd"]);
    client.write(".ignore", "");
    changed(&mut client, &[".ignore"]);
    wait_for(&mut client, &["qc", "qd"]);
    client.write(".ignore", "a.md\n");
    changed(&mut client, &[".ignore"]);
    wait_for(&mut client, &["qc"]);
    client.shut_down();
}

#[test]
fn an_open_note_that_is_left_out_is_none_of_the_workspace() {
    let files = [("a.md", note("qa")), ("b/b.md", note("qb")), ("askdown.yaml", "exclude: [b]\n".to_owned())];
    let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
    let mut client = Client::with_files(watching(), &files);
    let uri = client.uri("b/b.md");
    client.open(&uri, &note("qb"));
    wait_for(&mut client, &["qa"]);
    client.write("askdown.yaml", "");
    let changed = json!({ "changes": [{ "uri": client.uri("askdown.yaml"), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", changed.clone());
    wait_for(&mut client, &["qa", "qb"]);
    client.write("askdown.yaml", "exclude: [b]\n");
    client.notify("workspace/didChangeWatchedFiles", changed);
    wait_for(&mut client, &["qa"]);
    client.shut_down();
}

#[test]
fn unsaved_text_counts_until_it_is_closed() {
    let mut client = Client::with_files(watching(), &[("a.md", &note("qa"))]);
    wait_for(&mut client, &["qa"]);
    let uri = client.uri("a.md");
    client.open(&uri, &note("qb"));
    wait_for(&mut client, &["qb"]);
    client.write("a.md", &note("qc"));
    let changes = json!([{ "uri": uri, "type": 2 }]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    client.change(&uri, 2, [2, 8, 2, 9], "d");
    wait_for(&mut client, &["qd"]);
    client.close(&uri);
    wait_for(&mut client, &["qc"]);
    client.shut_down();
}

#[test]
fn a_client_sees_how_the_reading_comes_on() {
    let mut client = reading(None);
    progress(&mut client, "report");
    progress(&mut client, "end");
    assert_eq!(known(&mut client), MANY);
    client.shut_down();
}

#[test]
fn the_reading_can_be_cancelled() {
    let mut client = Client::start();
    write_many(&client);
    client.initialize(json!({ "window": { "workDoneProgress": true } }));
    let create = client.called("window/workDoneProgress/create");
    client.answer(&create, Value::Null);
    client.notify("window/workDoneProgress/cancel", json!({ "token": create["params"]["token"] }));
    progress(&mut client, "end");
    assert!(known(&mut client) < MANY);
    client.shut_down();
}

#[test]
fn a_rename_reaches_every_note_while_they_are_read_and_after_the_reading_was_stopped() {
    let mut client = Client::start();
    write_many(&client);
    client.write("links.md", "[The first](0/0.md)\n");
    client.initialize(json!({ "window": { "workDoneProgress": true } }));
    let (uri, note) = (client.uri("0/0.md"), fs::read_to_string(client.path("0/0.md")).unwrap());
    client.open(&uri, &note);
    let place = json!({ "textDocument": { "uri": uri }, "position": { "line": 2, "character": 10 } });
    let mut renaming = place.clone();
    renaming["newName"] = json!("common");
    let renamed = client.ask("textDocument/rename", renaming);
    let create = client.called("window/workDoneProgress/create");
    client.answer(&create, Value::Null);
    client.notify("window/workDoneProgress/cancel", json!({ "token": create["params"]["token"] }));
    assert_eq!(client.response(renamed)["result"]["changes"].as_object().unwrap().len(), MANY);

    let moved = json!({ "files": [{ "oldUri": uri, "newUri": client.uri("moved.md") }] });
    let followed = client.request("workspace/willRenameFiles", moved);
    assert_eq!(followed["changes"].as_object().unwrap().len(), 1, "{followed}");
    let mut references = place;
    references["context"] = json!({ "includeDeclaration": true });
    assert_eq!(client.request("textDocument/references", references).as_array().unwrap().len(), MANY);
    client.shut_down();
}

#[test]
fn a_server_killed_while_it_reads_leaves_nothing_behind() {
    let mut first = reading(None);
    let mut second = reading(Some(&first));
    first.process.kill().unwrap();
    progress(&mut second, "report");
    second.process.kill().unwrap();
    let mut third = reading(Some(&first));
    progress(&mut third, "end");
    assert_eq!(known(&mut third), MANY);
    let names: BTreeSet<_> = fs::read_dir(third.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 7, "{names:?}");
    third.shut_down();
}

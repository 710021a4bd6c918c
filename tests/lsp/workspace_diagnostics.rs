//! Diagnostics of notes that are not open, fetched and sent.

use std::collections::BTreeMap;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::Client;

const BROKEN: &str = "# A\n\n```python\nx = (1\n```\n";
const CLEAN: &str = "# A\n\n```python\nx = 1\n```\n";

fn fetching() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-32"] },
        "textDocument": { "diagnostic": {} },
        "workspace": {
            "diagnostics": { "refreshSupport": true },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
        },
    })
}

/// The reports on notes by name: those of an answer, or of a partial result.
fn by_name(client: &Client, items: &Value) -> BTreeMap<String, Value> {
    let folder = client.uri("");
    let name = |item: &Value| item["uri"].as_str().unwrap().strip_prefix(&folder).unwrap().to_owned();
    items.as_array().unwrap().iter().map(|item| (name(item), item.clone())).collect()
}

/// What the client knows after `reports`, for the next request.
fn previous(reports: &BTreeMap<String, Value>) -> Value {
    let known = reports.values().filter(|report| report["resultId"].is_string());
    known.map(|report| json!({ "uri": report["uri"], "value": report["resultId"] })).collect()
}

fn ask(client: &mut Client, previous: &Value) -> i64 {
    client.ask("workspace/diagnostic", json!({ "previousResultIds": previous }))
}

fn answered(client: &mut Client, id: i64) -> BTreeMap<String, Value> {
    let response = client.response(id);
    by_name(client, &response["result"]["items"])
}

fn change_on_disk(client: &mut Client, name: &str, content: Option<&str>) {
    match content {
        Some(content) => drop(client.write(name, content)),
        None => std::fs::remove_file(client.path(name)).unwrap(),
    }
    let changes = json!([{ "uri": client.uri(name), "type": 2 }]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
}

fn codes(report: &Value) -> Vec<&str> {
    report["items"].as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap()).collect()
}

/// Everything that could make a difference between the command line and the server.
fn mixed_files() -> Vec<(&'static str, String)> {
    let note = |skills: &str, body: &str| format!("---\ntitle: A\nskills: [{skills}]\n---\n\n{body}");
    vec![
        ("askdown.yaml", "exclude: [drafts]\nrules:\n  unclosed-fence: warning\n  no-such-rule: off\n".into()),
        ("a.md", note("decorators", BROKEN)),
        ("b/b.md", note("decorators, asyncio", "### Q: Why?\n\n### Q: Why?\n\n**Answer:** é 😀 `x\n\n```python\n")),
        ("b/askdown.yaml", "rules:\n  unanswered-question: error\n  duplicate-question: off\n".into()),
        ("c/d.qmd", note("decorator", "```python\nprint 'é'\n```\n")),
        ("c/e.markdown", note("asyncio, asyncio", "")),
        ("drafts/f.md", note("decorator", BROKEN)),
        ("g.md", note("decorators", CLEAN)),
        ("own.json", r#"{ "required": ["author"] }"#.into()),
        ("h.md", format!("---\n$schema: own.json\n---\n{BROKEN}")),
        ("i.md", "---\n$schema: c/broken.json\n---\n".into()),
        ("c/j.md", "---\n$schema: broken.json\n---\n".into()),
        ("c/broken.json", "{ \"required\": ".into()),
    ]
}

/// The findings of `askdown check` on the client's folder, without what is about the file only: `[file, code, severity,
/// message, line, column, line, column]`.
fn checked(client: &Client) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_askdown"))
        .args(["check", "--format", "json"])
        .current_dir(client.path(""))
        .output()
        .unwrap();
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let severities = ["error", "warning", "information", "hint"];
    let finding = |found: &Value| {
        let severity = severities.iter().position(|name| found["severity"] == *name).unwrap() + 1;
        let number = |place: &str, part: &str| found[place][part].as_u64().unwrap() - 1;
        json!([
            found["filename"],
            found["code"],
            severity,
            found["message"],
            number("location", "row"),
            number("location", "column"),
            number("end_location", "row"),
            number("end_location", "column"),
        ])
    };
    sorted(found.as_array().unwrap().iter().map(finding).collect())
}

/// The same of what a client got.
fn received(name: &str, diagnostics: &Value) -> Vec<Value> {
    let finding = |found: &Value| {
        let (start, end) = (&found["range"]["start"], &found["range"]["end"]);
        json!([
            name,
            found["code"],
            found["severity"],
            found["message"],
            start["line"],
            start["character"],
            end["line"],
            end["character"],
        ])
    };
    diagnostics.as_array().unwrap().iter().map(finding).collect()
}

fn sorted(mut findings: Vec<Value>) -> Vec<Value> {
    findings.sort_by_key(Value::to_string);
    findings
}

/// What was sent last for each file.
fn sent(client: &mut Client) -> Vec<Value> {
    let mut last = BTreeMap::new();
    let folder = client.uri("");
    for message in client.arrived("textDocument/publishDiagnostics") {
        let name = message["params"]["uri"].as_str().unwrap().strip_prefix(&folder).unwrap().to_owned();
        last.insert(name, message["params"]["diagnostics"].clone());
    }
    last.iter().flat_map(|(name, diagnostics)| received(name, diagnostics)).collect()
}

#[test]
fn are_those_of_the_command_line() {
    let files = mixed_files();
    let files: Vec<_> = files.iter().map(|(name, content)| (*name, content.as_str())).collect();
    let mut client = Client::start();
    std::fs::write(client.path("z.md"), b"\xff").unwrap();
    files.iter().for_each(|(name, content)| drop(client.write(name, content)));
    client.initialize(fetching());
    let provider = &client.initialized["capabilities"]["diagnosticProvider"];
    assert_eq!(provider["workspaceDiagnostics"], true);
    let uri = client.uri("a.md");
    client.open(&uri, files[1].1);

    let id = ask(&mut client, &json!([]));
    let reports = answered(&mut client, id);
    let fetched = reports.iter().flat_map(|(name, report)| received(name, &report["items"]));
    let mut all: Vec<_> = fetched.collect();
    // Faults of configuration and schemas are sent: they are in no note.
    while client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } })).is_null() {}
    let expected = checked(&client);
    for _ in 0..400 {
        all.extend(sent(&mut client));
        if all.len() >= expected.len() {
            break;
        }
        std::thread::sleep(Duration::from_millis(25));
        client.request(
            "textDocument/hover",
            json!({
                "textDocument": { "uri": uri }, "position": { "line": 0, "character": 0 },
            }),
        );
    }
    assert_eq!(sorted(all), expected);
    assert_eq!((&reports["a.md"]["version"], &reports["b/b.md"]["version"]), (&json!(1), &Value::Null));
    client.shut_down();
}

#[test]
fn are_sent_where_that_is_configured() {
    let files = mixed_files();
    let files: Vec<_> = files.iter().map(|(name, content)| (*name, content.as_str())).collect();
    let mut client = Client::start();
    files.iter().for_each(|(name, content)| drop(client.write(name, content)));
    let settings = std::fs::read_to_string(client.path("askdown.yaml")).unwrap() + "workspace-diagnostics: true\n";
    client.write("askdown.yaml", &settings);
    let nested = std::fs::read_to_string(client.path("b/askdown.yaml")).unwrap() + "workspace-diagnostics: true\n";
    client.write("b/askdown.yaml", &nested);
    client.initialize(json!({
        "general": { "positionEncodings": ["utf-32"] },
        "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } },
    }));
    let expected = checked(&client);
    let mut last = BTreeMap::new();
    for name in ["a.md", "b/b.md", "c/d.qmd", "c/e.markdown", "c/j.md", "h.md", "i.md", "askdown.yaml", "c/broken.json"]
    {
        if expected.iter().any(|found| found[0] == name) {
            let uri = client.uri(name);
            last.insert(name, client.published(&uri)["diagnostics"].clone());
        }
    }
    let all = last.iter().flat_map(|(name, diagnostics)| received(name, diagnostics)).collect();
    assert_eq!(sorted(all), expected);

    // A note that is mended is taken back; one that is open speaks for itself.
    change_on_disk(&mut client, "h.md", Some(CLEAN));
    let uri = client.uri("h.md");
    assert_eq!(client.published(&uri)["diagnostics"], json!([]));
    let uri = client.uri("a.md");
    client.open(&uri, CLEAN);
    assert_eq!(client.published(&uri), json!({ "uri": uri, "version": 1, "diagnostics": [] }));
    client.close(&uri);
    while codes(&json!({ "items": client.published(&uri)["diagnostics"] })) != ["python-syntax"] {}
    client.shut_down();
}

#[test]
fn are_not_sent_unasked() {
    let mut client = Client::with_files(json!({}), &[("a.md", BROKEN)]);
    let uri = client.uri("b.md");
    client.open(&uri, BROKEN);
    client.published(&uri);
    for _ in 0..40 {
        std::thread::sleep(Duration::from_millis(25));
        client.pull(&uri, None);
    }
    assert_eq!(client.arrived("textDocument/publishDiagnostics"), Vec::<Value>::new());
    client.shut_down();
}

#[test]
fn a_request_stays_open_until_there_is_something_new() {
    let files = [("a.md", BROKEN), ("b.md", BROKEN), ("c.md", CLEAN)];
    let mut client = Client::with_files(fetching(), &files);
    let id = ask(&mut client, &json!([]));
    let first = answered(&mut client, id);
    assert_eq!(first.keys().collect::<Vec<_>>(), ["a.md", "b.md"], "there is nothing to say of the third");
    assert_eq!((&first["a.md"]["kind"], codes(&first["a.md"])), (&json!("full"), vec!["python-syntax"]));

    let id = ask(&mut client, &previous(&first));
    std::thread::sleep(Duration::from_millis(500));
    change_on_disk(&mut client, "b.md", Some(&format!("\n{BROKEN}")));
    let second = answered(&mut client, id);
    assert_eq!((&second["b.md"]["kind"], codes(&second["b.md"])), (&json!("full"), vec!["python-syntax"]));
    assert_eq!(
        (&second["a.md"]["kind"], &second["a.md"]["resultId"]),
        (&json!("unchanged"), &first["a.md"]["resultId"])
    );
    assert_ne!(second["b.md"]["resultId"], first["b.md"]["resultId"]);

    let id = ask(&mut client, &previous(&second));
    change_on_disk(&mut client, "a.md", None);
    let third = answered(&mut client, id);
    assert_eq!((&third["a.md"]["kind"], &third["a.md"]["items"]), (&json!("full"), &json!([])));
    assert_eq!(third["b.md"]["kind"], "unchanged");

    let id = ask(&mut client, &previous(&third));
    client.notify("$/cancelRequest", json!({ "id": id }));
    assert_eq!(client.response(id)["error"]["code"], -32800);
    let id = ask(&mut client, &previous(&third));
    assert_eq!(client.request("shutdown", Value::Null), Value::Null);
    assert_eq!(client.response(id)["result"]["items"], json!([]));
}

#[test]
fn come_in_parts_where_the_client_takes_them() {
    let files: Vec<_> = (0..200).map(|number| format!("{number}.md")).collect();
    let files: Vec<_> = files.iter().map(|name| (name.as_str(), BROKEN)).collect();
    let mut client = Client::with_files(fetching(), &files);
    let params = json!({ "previousResultIds": [], "partialResultToken": 7 });
    let id = client.ask("workspace/diagnostic", params);
    assert_eq!(client.response(id)["result"]["items"], json!([]), "all is in the parts");
    let parts = client.arrived("$/progress");
    assert!(parts.len() > 1 && parts.iter().all(|part| part["params"]["token"] == 7));
    let reports: Vec<_> = parts.iter().map(|part| by_name(&client, &part["params"]["value"]["items"])).collect();
    assert_eq!(
        reports.iter().flat_map(BTreeMap::values).filter(|report| codes(report) == ["python-syntax"]).count(),
        200
    );
    client.shut_down();
}

#[test]
fn a_client_that_does_not_wait_is_told_to_ask_again() {
    let note = |skill: &str| format!("---\ntitle: A\nskills: [{skill}]\n---\n");
    let (one, many) = (note("decorator"), note("decorators"));
    let files = [("a.md", one.as_str()), ("b.md", many.as_str()), ("c.md", many.as_str())];
    let mut client = Client::with_files(fetching(), &files);
    let id = ask(&mut client, &json!([]));
    let first = answered(&mut client, id);
    assert_eq!(codes(&first["a.md"]), ["similar-skill"]);

    // What is typed in one note settles the matter in another.
    let uri = client.uri("c.md");
    client.open(&uri, &many);
    client.change(&uri, 2, [2, 9, 2, 19], "decorator");
    let refresh = client.called("workspace/diagnostic/refresh");
    client.answer(&refresh, Value::Null);
    let id = ask(&mut client, &previous(&first));
    let second = answered(&mut client, id);
    assert_eq!(second["a.md"]["items"], json!([]));
    assert_eq!(second["c.md"]["version"], 2);
    client.shut_down();
}

#[test]
fn a_note_that_was_closed_is_spoken_of_once_more() {
    let mut client = Client::with_files(fetching(), &[("a.md", BROKEN), ("b.md", CLEAN)]);
    let (old, new) = (client.uri("a.md"), client.uri("c.md"));
    client.open(&old, BROKEN);
    let id = ask(&mut client, &json!([]));
    let first = answered(&mut client, id);
    assert_eq!(codes(&first["a.md"]), ["python-syntax"]);
    let held = ask(&mut client, &previous(&first));

    // As VS Code does when a note is renamed: it forgets that it knows `a.md`, and still shows it.
    std::fs::rename(client.path("a.md"), client.path("c.md")).unwrap();
    client.open(&new, BROKEN);
    answered(&mut client, held);
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": old } }));
    let id = ask(&mut client, &json!([]));
    let reports = answered(&mut client, id);
    assert_eq!(reports["a.md"]["items"], json!([]));
    assert_eq!(codes(&reports["c.md"]), ["python-syntax"]);
    client.shut_down();
}

#[test]
fn can_be_off() {
    let files = [("askdown.yaml", "workspace-diagnostics: false\n"), ("a.md", BROKEN)];
    let mut client = Client::with_files(fetching(), &files);
    let id = ask(&mut client, &json!([]));
    assert_eq!(answered(&mut client, id), BTreeMap::new());
    client.shut_down();
}

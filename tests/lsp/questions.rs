//! Commands about the questions of a note.

use serde_json::{Value, json};

use crate::client::Client;

const NOTE: &str = "# 🙂\n\n### Q: One?\n\n### Q: Two?\n\n**Answer:** Yes.\n\n### Q: Three?\n\n**Answer:** TODO\n";

fn execute(client: &mut Client, command: &str, argument: &Value) -> Value {
    client.request("workspace/executeCommand", json!({ "command": command, "arguments": [argument] }))
}

#[test]
fn open_questions_are_counted_and_walked_through() {
    let mut client = Client::new(json!({}));
    let uri = client.uri("note.md");
    client.open(&uri, NOTE);
    let note = json!({ "textDocument": { "uri": uri } });
    assert_eq!(execute(&mut client, "askdown.countQuestions", &note), json!({ "questions": 3, "open": 2 }));

    for (command, from, to) in [
        ("askdown.nextOpenQuestion", 0, 2),
        ("askdown.nextOpenQuestion", 3, 8),
        ("askdown.nextOpenQuestion", 9, 2),
        ("askdown.previousOpenQuestion", 8, 2),
        ("askdown.previousOpenQuestion", 0, 8),
    ] {
        let mut place = note.clone();
        place["position"] = json!({ "line": from, "character": 0 });
        let location = execute(&mut client, command, &place);
        assert_eq!(location["uri"], uri);
        assert_eq!(location["range"]["start"], json!({ "line": to, "character": 7 }), "{command} from {from}");
    }
    client.shut_down();
}

#[test]
fn a_document_that_is_not_open_has_none() {
    let mut client = Client::new(json!({}));
    let note = json!({ "textDocument": { "uri": client.uri("other.md") } });
    assert_eq!(execute(&mut client, "askdown.countQuestions", &note), Value::Null);
    client.shut_down();
}

#[test]
fn questions_that_other_notes_ask_are_listed_and_reported() {
    let capabilities = json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true } } });
    let note = "# B\n\n### Q: What is Python's GIL and how does it work?\n\nA lock.\n";
    let mut client = Client::with_files(capabilities, &[("b.md", note)]);
    let (a, b) = (client.uri("a.md"), client.uri("b.md"));
    client.open(&a, "### Q: What is a tuple?\n\nA.\n\n### Q: Explain the GIL\n\nA lock.\n");
    // The notes on disk are read in the background.
    let list = |client: &mut Client| execute(client, "askdown.duplicateQuestions", &Value::Null);
    while list(&mut client) == json!([]) {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let question = |text: &str, note: &str, uri: &str, line: u32, end: u32| {
        let range = json!({ "start": { "line": line, "character": 7 }, "end": { "line": line, "character": end } });
        json!({ "text": text, "note": note, "answered": true, "location": { "uri": uri, "range": range } })
    };
    let other = "What is Python's GIL and how does it work?";
    let groups = list(&mut client);
    let expected = [question("Explain the GIL", "a", &a, 4, 22), question(other, "B", &b, 2, 49)];
    assert_eq!(groups[0]["questions"], json!(expected));
    assert_eq!(groups.as_array().map(Vec::len), Some(1));
    let similarity = groups[0]["similarity"].as_f64().expect("a number");
    assert!((0.8..1.0).contains(&similarity), "{similarity}");

    let found = loop {
        let published = client.published(&a);
        if let Some(found) = published["diagnostics"].as_array().and_then(|found| found.first()) {
            break found.clone();
        }
    };
    assert_eq!(found["code"], "duplicate-question");
    assert_eq!(found["severity"], 3);
    assert_eq!(found["message"], format!("`b.md` asks nearly the same: {other}"));
    assert_eq!(found["relatedInformation"][0]["location"]["uri"], b);
    assert_eq!(found["relatedInformation"][0]["location"]["range"]["start"], json!({ "line": 2, "character": 0 }));
    client.shut_down();
}

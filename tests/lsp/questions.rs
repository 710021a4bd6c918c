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

//! Code actions.

use serde_json::{Value, json};

use crate::client::Client;

fn capabilities(document_changes: bool) -> Value {
    json!({
        "textDocument": { "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } } },
        "workspace": { "workspaceEdit": { "documentChanges": document_changes } },
    })
}

fn ask(client: &mut Client, uri: &str, line: u32, only: Option<&str>) -> Value {
    let range = json!({ "start": { "line": line, "character": 25 }, "end": { "line": line, "character": 25 } });
    let context = json!({ "diagnostics": [], "only": only.map(|only| [only]) });
    client.request(
        "textDocument/codeAction",
        json!({ "textDocument": { "uri": uri }, "range": range, "context": context }),
    )
}

#[test]
fn fixes_stand_where_the_finding_does() {
    let text = "# A\n\n<!-- askdown-ignore unclosed-fense -->\n";
    for document_changes in [false, true] {
        let mut client = Client::new(capabilities(document_changes));
        let uri = client.uri("a.md");
        client.open(&uri, text);
        assert_eq!(ask(&mut client, &uri, 0, None), json!([]));
        let actions = ask(&mut client, &uri, 2, Some("quickfix"));
        let edit = &actions[0]["edit"];
        let (edits, version) = match document_changes {
            false => (&edit["changes"][&uri], &json!(null)),
            true => (&edit["documentChanges"][0]["edits"], &edit["documentChanges"][0]["textDocument"]["version"]),
        };
        assert_eq!(edits[0]["newText"], "unclosed-fence", "{actions}");
        assert_eq!(*version, if document_changes { json!(1) } else { json!(null) });
        assert_eq!(actions[0]["diagnostics"].as_array().unwrap().len(), 1);
        assert_eq!(ask(&mut client, &uri, 2, Some("refactor")), json!([]));
        client.shut_down();
    }
}

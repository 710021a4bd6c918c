//! Formatting of Python blocks.

use serde_json::{Value, json};

use crate::client::Client;

const NOTE: &str = "# A\n\n> ```python\n> x=1\n> ```\n\n```python\ny=2\n```\n";

fn edit(line: u32, end: u32, text: &str) -> Value {
    let at = |character| json!({ "line": line, "character": character });
    json!({ "range": { "start": at(0), "end": at(end) }, "newText": text })
}

#[test]
fn blocks_are_formatted_all_or_in_a_range() {
    let mut client = Client::new(json!({
        "textDocument": { "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } } },
    }));
    let uri = client.uri("a.md");
    client.open(&uri, NOTE);
    let document = json!({ "uri": uri });
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let all = client.request("textDocument/formatting", json!({ "textDocument": document, "options": options }));
    assert_eq!(all, json!([edit(3, 5, "> x = 1"), edit(7, 3, "y = 2")]));

    let line =
        |line: u32| json!({ "start": { "line": line, "character": 0 }, "end": { "line": line, "character": 0 } });
    let params = json!({ "textDocument": document, "options": options, "range": line(7) });
    assert_eq!(client.request("textDocument/rangeFormatting", params), json!([edit(7, 3, "y = 2")]));

    let context = json!({ "diagnostics": [], "only": ["refactor"] });
    let mut params = json!({ "textDocument": document, "range": line(3), "context": context });
    let actions = client.request("textDocument/codeAction", params.clone());
    assert_eq!(actions[0]["title"], "Format this Python block");
    assert_eq!(actions[0]["edit"]["changes"][&uri], json!([edit(3, 5, "> x = 1")]));
    params["range"] = line(0);
    assert_eq!(client.request("textDocument/codeAction", params), json!([]));
    client.shut_down();
}

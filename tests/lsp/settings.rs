//! Settings from `askdown.yaml` and from the editor.

use serde_json::{Value, json};

use crate::client::Client;

const BROKEN: &str = "```python\n";
const OFF: &str = "rules:\n  unclosed-fence: off\n";

fn count(published: &Value) -> usize {
    published["diagnostics"].as_array().unwrap().len()
}

#[test]
fn a_changed_file_is_seen_by_watching() {
    let watching = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut client = Client::new(watching);
    let registration = client.called("client/registerCapability");
    assert_eq!(registration["params"]["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    client.answer(&registration, Value::Null);

    let uri = client.uri("a.md");
    client.open(&uri, BROKEN);
    assert_eq!(count(&client.published(&uri)), 1);
    client.write("askdown.yaml", OFF);
    let changes = json!([{ "uri": client.uri("askdown.yaml"), "type": 1 }]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    assert_eq!(count(&client.published(&uri)), 0);
    client.shut_down();
}

#[test]
fn a_changed_file_is_seen_without_watching() {
    let mut client = Client::new(json!({}));
    let uri = client.uri("a.md");
    client.open(&uri, BROKEN);
    assert_eq!(count(&client.published(&uri)), 1);
    client.write("askdown.yaml", OFF);
    assert_eq!(count(&client.published(&uri)), 0);
    client.shut_down();
}

#[test]
fn a_client_that_fetches_diagnostics_is_told_to_fetch_again() {
    let mut client = Client::new(json!({
        "textDocument": { "diagnostic": {} },
        "workspace": { "diagnostics": { "refreshSupport": true } },
    }));
    let uri = client.uri("a.md");
    client.open(&uri, BROKEN);
    assert_eq!(client.pull(&uri, None)["items"].as_array().unwrap().len(), 1);
    client.write("askdown.yaml", OFF);
    let refresh = client.called("workspace/diagnostic/refresh");
    client.answer(&refresh, Value::Null);
    assert_eq!(client.pull(&uri, None)["items"], json!([]));
    client.shut_down();
}

#[test]
fn faults_of_the_file_are_shown_on_it() {
    let mut client = Client::new(json!({}));
    client.write("askdown.yaml", "rules:\n  unclosed-fense: off\n");
    let (uri, file) = (client.uri("a.md"), client.uri("askdown.yaml"));
    client.open(&uri, "# A\n");
    let published = client.published(&file);
    assert_eq!(published["diagnostics"][0]["code"], "invalid-configuration");
    assert_eq!(published["diagnostics"][0]["range"]["start"]["line"], 1);
    client.write("askdown.yaml", OFF);
    assert_eq!(count(&client.published(&file)), 0);
    client.shut_down();
}

#[test]
fn the_editor_has_the_last_word() {
    let mut client = Client::new(json!({ "workspace": { "configuration": true } }));
    let question = client.called("workspace/configuration");
    assert_eq!(question["params"]["items"][0]["section"], "askdown");
    client.answer(&question, json!([{ "rules": { "unclosed-fence": "hint" } }]));
    let uri = client.uri("a.md");
    client.open(&uri, BROKEN);
    assert_eq!(client.published(&uri)["diagnostics"][0]["severity"], 4);

    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    let question = client.called("workspace/configuration");
    client.answer(&question, json!([{ "rules": { "unclosed-fence": "loud" } }]));
    assert!(client.called("window/showMessage")["params"]["message"].as_str().unwrap().contains("loud"));
    client.shut_down();
}

#[test]
fn settings_may_come_with_initialize_and_change_unasked() {
    let options = json!({ "rules": { "unclosed-fence": "hint" } });
    let mut client = Client::with_params(json!({ "capabilities": {}, "initializationOptions": options }));
    let uri = client.uri("a.md");
    client.open(&uri, BROKEN);
    assert_eq!(client.published(&uri)["diagnostics"][0]["severity"], 4);
    let settings = json!({ "askdown": { "rules": { "unclosed-fence": "off" } } });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
    assert_eq!(count(&client.published(&uri)), 0);
    client.shut_down();
}

#[test]
fn notes_can_be_checked_on_save_only() {
    let mut client = Client::with_params(json!({ "capabilities": {}, "initializationOptions": { "run": "save" } }));
    let uri = client.uri("a.md");
    client.open(&uri, "# A\n");
    assert_eq!(count(&client.published(&uri)), 0);
    client.change(&uri, 2, [1, 0, 1, 0], BROKEN);
    client.pull(&uri, None);
    assert_eq!(client.arrived("textDocument/publishDiagnostics"), Vec::<Value>::new());
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(count(&client.published(&uri)), 1);
    client.shut_down();
}

#[test]
fn diagnostics_can_be_delayed() {
    let options = json!({ "diagnostics-delay": 200 });
    let mut client = Client::with_params(json!({ "capabilities": {}, "initializationOptions": options }));
    let uri = client.uri("a.md");
    client.open(&uri, "# A\n");
    client.published(&uri);
    client.change(&uri, 2, [1, 0, 1, 0], BROKEN);
    client.change(&uri, 3, [0, 0, 0, 0], "\n");
    let published = client.published(&uri);
    assert_eq!((count(&published), &published["version"]), (1, &json!(3)));
    client.shut_down();
}

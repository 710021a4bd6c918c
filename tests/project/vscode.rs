//! The settings of the VS Code extension are those of the configuration.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use askdown::rules;
use askdown::workspace::config_schema;
use serde_json::{Map, Value, json};

/// What can be set in the editor only.
fn own_settings() -> Map<String, Value> {
    let own = json!({
        "askdown.server.path": {
            "type": ["string", "null"],
            "default": null,
            "scope": "machine-overridable",
            "markdownDescription": "The path of the `askdown` server. Without it, the one in the extension is used, then the one on the PATH."
        },
        "askdown.trace.server": {
            "type": "string",
            "enum": ["off", "messages", "verbose"],
            "default": "off",
            "scope": "window",
            "description": "What of the conversation with the server is written to the log."
        }
    });
    own.as_object().cloned().unwrap_or_default()
}

/// The settings that `askdown.yaml` has too: one for each of its keys, `questions.off` for a key in a mapping.
fn shared_settings() -> Map<String, Value> {
    let schema = config_schema(rules::ALL.iter().map(|rule| (rule.name, rule.summary())));
    let mut settings = Map::new();
    for (key, property) in schema["properties"].as_object().expect("properties") {
        let property = inlined(property, &schema);
        match property["properties"].as_object() {
            Some(inner) if key != "rules" => {
                settings.extend(inner.iter().map(|(name, inner)| (format!("askdown.{key}.{name}"), setting(inner))));
            }
            _ => {
                settings.insert(format!("askdown.{key}"), setting(&property));
            }
        }
    }
    settings
}

/// A property as a setting: no default, since what is not set in the editor is left to `askdown.yaml`.
fn setting(property: &Value) -> Value {
    let mut setting = property.as_object().cloned().expect("an object");
    let description = setting.remove("description").expect("every key is described");
    setting.remove("title");
    setting.insert("default".into(), Value::Null);
    let types = match setting.remove("type") {
        Some(Value::Array(types)) => types,
        Some(one) => vec![one],
        None => vec![json!("string")],
    };
    let types: Vec<_> = types.into_iter().filter(|name| name != "null").chain([json!("null")]).collect();
    setting.insert("type".into(), Value::Array(types));
    if let Some(Value::Array(names)) = setting.get_mut("enum") {
        names.push(Value::Null);
    }
    setting.insert("scope".into(), json!("resource"));
    setting.insert("markdownDescription".into(), description);
    Value::Object(setting)
}

/// `value` with its references into `$defs` replaced by what they refer to: VS Code follows none.
fn inlined(value: &Value, schema: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut out = Map::new();
            if let Some(name) = object.get("$ref").and_then(Value::as_str) {
                let target = schema.pointer(name.trim_start_matches('#')).expect("a definition");
                out.extend(inlined(target, schema).as_object().cloned().unwrap_or_default());
            }
            let rest = object.iter().filter(|(key, _)| *key != "$ref");
            out.extend(rest.map(|(key, value)| (key.clone(), inlined(value, schema))));
            simplified(out)
        }
        Value::Array(items) => items.iter().map(|item| inlined(item, schema)).collect(),
        other => other.clone(),
    }
}

/// A choice of described constants as an enumeration, a choice between something and null as that something.
fn simplified(mut object: Map<String, Value>) -> Value {
    if let Some(choices) = object.get("anyOf").and_then(Value::as_array)
        && let [choice, null] = choices.as_slice()
        && null == &json!({ "type": "null" })
    {
        let choice = choice.as_object().cloned().unwrap_or_default();
        object.remove("anyOf");
        object = choice.into_iter().chain(object).collect();
    }
    let constants = object.get("oneOf").and_then(Value::as_array).and_then(|choices| {
        choices.iter().map(|choice| Some((choice.get("const")?.clone(), choice["description"].clone()))).collect()
    });
    if let Some(constants) = constants {
        let (names, descriptions): (Vec<Value>, Vec<Value>) = Vec::<(Value, Value)>::into_iter(constants).unzip();
        object.remove("oneOf");
        object.insert("type".into(), json!("string"));
        object.insert("enum".into(), names.into());
        object.insert("enumDescriptions".into(), descriptions.into());
    }
    Value::Object(object)
}

#[test]
fn the_extension_has_every_setting() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("editors/vscode/package.json");
    let mut package: Value = serde_json::from_str(&fs::read_to_string(&path).expect("a file")).expect("JSON");
    let expected: Map<String, Value> = own_settings().into_iter().chain(shared_settings()).collect();
    let properties = &mut package["contributes"]["configuration"]["properties"];
    if std::env::var_os("UPDATE").is_some() {
        *properties = Value::Object(expected);
        let text = serde_json::to_string_pretty(&package).expect("JSON");
        fs::write(&path, text + "\n").expect("a written file");
        return;
    }
    let actual = properties.as_object().expect("settings");
    let names: BTreeSet<_> = actual.keys().chain(expected.keys()).collect();
    let stale: Vec<_> = names.into_iter().filter(|name| actual.get(*name) != expected.get(*name)).collect();
    assert!(stale.is_empty(), "run the test with UPDATE=1 to write these settings anew: {stale:?}");
}

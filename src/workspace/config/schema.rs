//! The JSON Schema of `askdown.yaml`, for editors.

use ruff_python_ast::PythonVersion;
use schemars::{Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde_json::{Map, Value, json};

use super::{Config, RuleLevel};

/// The JSON Schema (2020-12) of `askdown.yaml`. `rules` are the names of the rules there are, with a summary each.
pub fn config_schema<'a>(rules: impl IntoIterator<Item = (&'a str, &'a str)>) -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let level = generator.subschema_for::<RuleLevel>();
    let mut schema = generator.into_root_schema_for::<Config>().to_value();
    let rules: Map<String, Value> = rules
        .into_iter()
        .map(|(name, summary)| {
            let mut schema = level.clone().to_value();
            schema["description"] = json!(summary);
            (name.to_owned(), schema)
        })
        .collect();
    let place = &mut schema["properties"]["rules"];
    place["properties"] = Value::Object(rules);
    place["additionalProperties"] = json!(false);
    tidy(&mut schema);
    schema
}

/// Takes out what is Rust's alone: the widths of integers, and the line ends of doc comments.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            map.retain(|key, value| {
                key != "format" || !value.as_str().is_some_and(|format| format.starts_with("uint"))
            });
            if let Some(Value::String(description)) = map.get_mut("description") {
                *description = description.replace('\n', " ");
            }
            map.values_mut().for_each(tidy);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}

/// A version as text; YAML reads a bare `3.10` as a number, and Askdown reads it as it is written.
pub(super) fn python_version(_: &mut SchemaGenerator) -> Schema {
    let versions: Vec<_> = PythonVersion::iter().map(|version| version.to_string()).collect();
    json_schema!({ "type": ["string", "number"], "examples": versions })
}

//! `askdown schema`

use serde_json::Value;

use crate::rules::ALL;
use crate::schema::NOTE_SCHEMA;
use crate::workspace::{config_schema, vocabulary_schema};

use super::arguments::SchemaName;
use super::output::{Failure, Output};

/// Prints a JSON Schema.
///
/// # Errors
///
/// When the output cannot be written.
pub fn run(name: SchemaName, out: &mut Output) -> Result<(), Failure> {
    match name {
        SchemaName::Note => out.write(NOTE_SCHEMA),
        SchemaName::Config => out.write(&pretty(&config_schema(ALL.iter().map(|rule| (rule.name, rule.summary()))))),
        SchemaName::Skills => out.write(&pretty(&vocabulary_schema())),
    }
}

fn pretty(schema: &Value) -> String {
    format!("{schema:#}\n")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_schemas_for_editors_are_up_to_date_as_the_reference_is() {
        let config = config_schema(ALL.iter().map(|rule| (rule.name, rule.summary())));
        for (name, schema) in [("askdown", config), ("skills", vocabulary_schema())] {
            let path = format!("{}/editors/vscode/schemas/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
            if std::env::var_os("UPDATE").is_some() {
                std::fs::create_dir_all(Path::new(&path).parent().expect("a folder")).expect("the folder");
                std::fs::write(&path, pretty(&schema)).expect("the written schema");
            }
            let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
            assert!(written == pretty(&schema), "{path} is stale: run UPDATE=1 cargo test reference");
        }
    }
}

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

//! `askdown init`

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;

use serde_json::Value;

use crate::rules::ALL;
use crate::workspace::{CONFIG_FILE, config_schema};

use super::output::{Failure, Output};

const HEAD: &str = "\
# Settings of Askdown for the notes in this folder and below. All are optional: each stands here at its default, with
# a `#` before it.
";

/// Writes an `askdown.yaml` with every setting explained into `folder`.
///
/// # Errors
///
/// When there is one already, or it cannot be written.
pub fn run(folder: &Path, out: &mut Output) -> Result<(), Failure> {
    let path = folder.join(CONFIG_FILE);
    let written = File::create_new(&path).and_then(|mut file| file.write_all(configuration().as_bytes()));
    match written {
        Ok(()) => out.write(&format!("Wrote {}\n", path.display())),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Err(Failure::new(format!("{} is there already, and stays as it is", path.display())))
        }
        Err(error) => Err(Failure::new(format!("{} cannot be written: {error}", path.display()))),
    }
}

/// The text of an `askdown.yaml` in which every setting is explained and commented out.
fn configuration() -> String {
    let schema = config_schema(ALL.iter().map(|rule| (rule.name, rule.summary())));
    let mut lines = Vec::new();
    for (name, property) in properties(&schema) {
        lines.push(String::new());
        describe(property, "", &mut lines);
        if name == "rules" {
            lines.push("#rules:".to_owned());
            let severity = |rule: &crate::rules::Rule| rule.severity.map_or("off", |severity| severity.name());
            lines.extend(ALL.iter().map(|rule| format!("#  {}: {}", rule.name, severity(rule))));
        } else {
            setting(&schema, name, property, "", &mut lines);
        }
    }
    lines.iter().fold(HEAD.to_owned(), |text, line| text + line + "\n")
}

/// The lines of one setting; those of a group of settings one by one.
fn setting(schema: &Value, name: &str, property: &Value, indent: &str, lines: &mut Vec<String>) {
    let definition = property["$ref"].as_str().and_then(|path| schema.pointer(path.trim_start_matches('#')));
    match definition.filter(|definition| definition["properties"].is_object()) {
        Some(group) => {
            lines.push(format!("#{indent}{name}:"));
            let deeper = format!("{indent}  ");
            for (name, property) in properties(group) {
                describe(property, &deeper, lines);
                setting(schema, name, property, &deeper, lines);
            }
        }
        None => lines.push(format!("#{indent}{name}:{}", default_of(property))),
    }
}

fn properties(schema: &Value) -> impl Iterator<Item = (&str, &Value)> {
    schema["properties"].as_object().into_iter().flatten().map(|(name, property)| (name.as_str(), property))
}

/// The description of a setting as a YAML comment.
fn describe(property: &Value, indent: &str, lines: &mut Vec<String>) {
    let description = property["description"].as_str().unwrap_or_default();
    let comment = if indent.is_empty() { "# ".to_owned() } else { format!("#{indent}# ") };
    lines.extend(description.lines().map(|line| format!("{comment}{line}")));
}

/// The default of a setting as it stands after the colon. JSON is YAML too.
fn default_of(property: &Value) -> String {
    match &property["default"] {
        Value::Null => String::new(),
        Value::String(text) if text.parse::<f64>().is_err() => format!(" {text}"),
        Value::Array(items) => {
            let items: Vec<_> =
                items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned)).collect();
            format!(" [{}]", items.join(", "))
        }
        other => format!(" {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{Config, parse_config};

    fn names() -> Vec<&'static str> {
        ALL.iter().map(|rule| rule.name).collect()
    }

    #[test]
    fn the_written_file_changes_nothing() {
        let (config, errors) = parse_config(&configuration(), &names());
        assert_eq!((config, errors), (Config::default(), Vec::new()));
    }

    #[test]
    fn every_setting_can_be_uncommented_and_is_at_its_default() {
        let is_comment = |line: &str| line.strip_prefix("# ").is_some_and(|rest| !rest.starts_with(' '));
        let uncommented: String = configuration()
            .lines()
            .filter(|line| !is_comment(line))
            .map(|line| format!("{}\n", line.strip_prefix('#').unwrap_or(line)))
            .collect();
        let (mut config, errors) = parse_config(&uncommented, &names());
        assert_eq!(errors, [], "{uncommented}");
        assert_eq!(config.rules.len(), ALL.len());
        config.rules.clear();
        assert_eq!(config, Config::default(), "{uncommented}");
    }
}

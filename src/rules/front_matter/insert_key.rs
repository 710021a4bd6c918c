//! The edit that puts a missing key where the schema has it.

use serde_json::Value;

use crate::schema::Guide;
use crate::syntax::front_matter::{CollectionStyle, Entry, Mapping};
use crate::text::{Edit, Text, TextRange};

use super::place::Place;

/// Inserts `key` into `mapping`, after the key that the schema has before it.
pub(super) fn insert_key(place: &Place<'_>, mapping: &Mapping, key: &str) -> Option<Edit> {
    let guide = place.guide();
    let properties = guide.properties();
    let order = |name: &str| properties.iter().find(|property| property.name == name).map(|property| property.order);
    let own = order(key);
    let value = properties.iter().find(|property| property.name == key).map(|property| &property.guide);
    let entry = format!("{}: {}", yaml_key(key), placeholder(value));

    let text = place.context.note.text();
    if mapping.style == CollectionStyle::Block && !mapping.entries.iter().all(|entry| starts_line(text, entry)) {
        return None;
    }
    let opening = text.line_range(0);
    let line_end = if text.line_start(1) - opening.end == 2 { "\r\n" } else { "\n" };
    let before = mapping.entries.iter().rev().find(|entry| entry.name().and_then(order) < own);
    match (mapping.style, before, mapping.entries.first()) {
        (CollectionStyle::Flow, Some(before), _) => Some(Edit::insert(before.range().end, format!(", {entry}"))),
        (CollectionStyle::Flow, None, Some(first)) => Some(Edit::insert(first.key.range.start, format!("{entry}, "))),
        (CollectionStyle::Flow, None, None) => Some(Edit::insert(place.node.range.start + 1, entry)),
        (CollectionStyle::Block, Some(before), first) => {
            let column =
                first.map_or(0, |first| first.key.range.start - text.line_start(text.line_of(first.key.range.start)));
            let end = text.line_range(text.line_of(before.range().end)).end;
            Some(Edit::insert(end, format!("{line_end}{}{entry}", " ".repeat(column as usize))))
        }
        (CollectionStyle::Block, None, Some(first)) => {
            let start = first.key.range.start;
            let column = start - text.line_start(text.line_of(start));
            Some(Edit::insert(start, format!("{entry}{line_end}{}", " ".repeat(column as usize))))
        }
        (CollectionStyle::Block, None, None) => {
            place.path.is_empty().then(|| Edit::insert(place.front_matter.content.start, format!("{entry}{line_end}")))
        }
    }
}

/// Whether `entry` has a key that stands at the start of its line, or of an item of a list, so that its column is that of
/// all the keys: not below `?`, nor behind an anchor or tag.
fn starts_line(text: &Text, entry: &Entry) -> bool {
    let start = entry.key.range.start;
    let before = text.slice(TextRange::new(text.line_start(text.line_of(start)), start));
    !entry.key.range.is_empty() && before.trim_start_matches('\u{feff}').chars().all(|c| matches!(c, ' ' | '-'))
}

/// A value to start from: the schema's default, its first choice, or an empty one of its type.
fn placeholder(guide: Option<&Guide<'_>>) -> String {
    let Some(guide) = guide else { return String::new() };
    let value = guide.default_value().or_else(|| guide.values().first().map(|(value, _)| *value));
    match value {
        Some(Value::String(text)) => yaml_scalar(text),
        Some(value) => value.to_string(),
        None => match guide.types().first() {
            Some(&"array") => "[]",
            Some(&"object") => "{}",
            Some(&"boolean") => "false",
            Some(&("integer" | "number")) => "0",
            _ => "\"\"",
        }
        .to_owned(),
    }
}

/// `text` as a YAML value: in quotes unless it is plain words.
pub(super) fn yaml_scalar(text: &str) -> String {
    let is_plain = text.starts_with(|c: char| c.is_alphabetic())
        && text.chars().all(|c| c.is_alphanumeric() || " -_/.()".contains(c))
        && !text.ends_with(' ')
        && crate::syntax::front_matter::ScalarValue::of_plain(text) == crate::syntax::front_matter::ScalarValue::String;
    if is_plain {
        text.to_owned()
    } else if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}

fn yaml_key(key: &str) -> String {
    yaml_scalar(key)
}

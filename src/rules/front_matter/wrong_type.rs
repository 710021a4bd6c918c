//! `wrong-type`

use crate::rules::{Diagnostic, Fix, Severity, declare_rule};
use crate::schema::describe_type;
use crate::syntax::front_matter::{NodeKind, ScalarStyle, ScalarValue};
use crate::text::Edit;

use super::missing_key;
use super::place::Place;

declare_rule! {
    /// A value has another type than the schema asks for.
    ///
    /// A list where a text is expected, a text where a list is. A text that YAML reads as keys and values, because of
    /// a colon in it, is the most common case.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ---
    /// title: Python
    /// skills: python
    /// questions:
    ///   mid:
    ///     - What is wrong: the loop or the test?
    /// ---
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ---
    /// title: Python
    /// skills: [python]
    /// questions:
    ///   mid:
    ///     - "What is wrong: the loop or the test?"
    /// ---
    /// ```
    pub static WRONG_TYPE = "wrong-type", Some(Severity::Warning);
}

/// Reports that the value at `place` has none of the types `expected`.
pub fn report(place: &Place<'_>, expected: &[&'static str]) -> Option<Diagnostic> {
    if place.node.is_null() && place.entry.is_some() {
        return missing_key::report_empty(place);
    }
    if expected.contains(&"string") && is_title_read_as_number(place) {
        return None;
    }
    let mut words: Vec<_> = expected.iter().filter(|name| **name != "null").map(|name| describe_type(name)).collect();
    if expected.contains(&"string") {
        // Who expects a text takes a number or `true` for one as well.
        words.retain(|word| !["a number", "a whole number", "`true` or `false`"].contains(word));
    }
    words.dedup();
    let words = match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => "nothing".to_owned(),
    };
    let colon = expected.contains(&"string") && is_text_with_colon(place);
    let hint = if colon { "; a text with `: ` in it needs quotes" } else { "" };
    let message = format!("expected {words}, found {}{hint}", place.found());
    let diagnostic = Diagnostic::new(&WRONG_TYPE, place.value_range(), message);
    Some(match fix(place, expected, colon) {
        Some(fix) => diagnostic.with_fix(fix),
        None => diagnostic,
    })
}

/// `title: 2024` is a number to YAML, but a title to anyone else.
fn is_title_read_as_number(place: &Place<'_>) -> bool {
    place.key() == Some("title") && place.node.as_scalar().is_some()
}

/// `- What is this: a text?` in one line.
fn is_text_with_colon(place: &Place<'_>) -> bool {
    let NodeKind::Mapping(mapping) = &place.node.kind else { return false };
    place.entry.is_none()
        && mapping.entries.len() == 1
        && mapping.entries.iter().all(|entry| entry.key.as_scalar().is_some() && entry.value.as_scalar().is_some())
        && !place.source().contains(['\n', '{'])
}

fn fix(place: &Place<'_>, expected: &[&str], colon: bool) -> Option<Fix> {
    let source = place.source();
    let range = place.node.range;
    let quotes = || Fix::suggestion("Put it in quotes", Edit::replace(range, quoted(&source)));
    if colon {
        return Some(quotes());
    }
    let scalar = place.node.as_scalar()?;
    let is_one_line = !source.contains('\n');
    let number = || ScalarValue::of_plain(&scalar.text);
    match scalar.value {
        _ if !is_one_line => None,
        _ if expected.contains(&"array") && !source.is_empty() => {
            let is_safe = scalar.style != ScalarStyle::Plain || !source.contains(['[', ']', '{', '}']);
            is_safe.then(|| Fix::suggestion("Make it a list", Edit::replace(range, format!("[{source}]"))))
        }
        ScalarValue::Bool(_) | ScalarValue::Int(_) | ScalarValue::Float(_) if expected.contains(&"string") => {
            Some(quotes())
        }
        ScalarValue::String if expected.contains(&"boolean") => {
            let value = match scalar.text.to_lowercase().as_str() {
                "yes" | "on" | "true" => "true",
                "no" | "off" | "false" => "false",
                _ => return None,
            };
            Some(Fix::suggestion(format!("Change to `{value}`"), Edit::replace(range, value)))
        }
        ScalarValue::String => {
            let fits = match number() {
                ScalarValue::Int(_) => expected.iter().any(|name| matches!(*name, "integer" | "number")),
                ScalarValue::Float(_) => expected.contains(&"number"),
                _ => false,
            };
            fits.then(|| Fix::suggestion("Remove the quotes", Edit::replace(range, scalar.text.clone())))
        }
        _ => None,
    }
}

fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

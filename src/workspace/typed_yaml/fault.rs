//! What is wrong with a file, put as a person would put it.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use crate::text::TextRange;
use crate::workspace::config::did_you_mean;

/// The first fault that was met.
#[derive(Debug)]
pub(super) struct Fault {
    /// Where it is shown: nothing until the reader of the faulty node puts it in.
    pub range: Option<TextRange>,
    /// The entry or item to leave out, so that the rest can be read.
    pub culprit: Option<TextRange>,
    /// One sentence without a full stop.
    pub message: String,
    /// Whether it is that a key is missing.
    pub is_missing: bool,
}

impl Fault {
    pub fn new(message: String) -> Self {
        Self { range: None, culprit: None, message, is_missing: false }
    }

    /// The same, shown at `range` unless it has its place.
    pub fn at(mut self, range: TextRange) -> Self {
        self.range.get_or_insert(range);
        self
    }

    /// The same, with `culprit` to be left out unless a part of it is.
    pub fn blaming(mut self, culprit: TextRange) -> Self {
        self.culprit.get_or_insert(culprit);
        self
    }
}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {}, found {}", name_of(expected), describe(&found)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::new(format!("there is no `{variant}` here{}", alternatives(variant, expected)))
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::new(format!("there is no key `{field}` here{}", alternatives(field, expected)))
    }

    fn missing_field(field: &'static str) -> Self {
        Self { is_missing: true, ..Self::new(format!("the key `{field}` is missing")) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

fn alternatives(name: &str, known: &[&str]) -> String {
    let nearest = did_you_mean(name, known);
    if !nearest.is_empty() || known.is_empty() {
        return nearest;
    }
    format!("; there are `{}`", known.join("`, `"))
}

/// What serde says it expects, in a writer's words.
fn name_of(expected: &dyn Expected) -> String {
    match expected.to_string().as_str() {
        "a sequence" => "a list".to_owned(),
        "a map" => "keys and values".to_owned(),
        "u8" => "a number from 0 to 255".to_owned(),
        "u16" | "u32" | "u64" | "usize" => "a whole number".to_owned(),
        other => other.to_owned(),
    }
}

fn describe(found: &Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unsigned(value) => format!("the number `{value}`"),
        Unexpected::Signed(value) => format!("the number `{value}`"),
        Unexpected::Float(value) => format!("the number `{value}`"),
        Unexpected::Str(value) => format!("the string `{value}`"),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map | Unexpected::StructVariant => "keys and values".to_owned(),
        other => other.to_string(),
    }
}

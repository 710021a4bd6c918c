//! Values of `askdown.yaml` that are more than a number or a string.

use std::path::{Component, Path};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The level of a heading, 1 to 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "u64")]
#[schemars(inline)]
pub struct HeadingLevel(u8);

impl HeadingLevel {
    /// 1 to 6.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u64> for HeadingLevel {
    type Error = String;

    fn try_from(level: u64) -> Result<Self, String> {
        match u8::try_from(level) {
            Ok(level @ 1..=6) => Ok(Self(level)),
            _ => Err(format!("{level} is no level of a heading, which is 1 to 6")),
        }
    }
}

/// The longest line that the formatter writes, in columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "u64")]
#[schemars(inline)]
pub struct LineLength(u16);

impl LineLength {
    /// 1 to 320.
    pub fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<u64> for LineLength {
    type Error = String;

    fn try_from(length: u64) -> Result<Self, String> {
        match u16::try_from(length) {
            Ok(length @ 1..=320) => Ok(Self(length)),
            _ => Err(format!("{length} is no line length, which is 1 to 320")),
        }
    }
}

/// A wait in milliseconds, 10 seconds at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "u64")]
#[schemars(inline)]
pub struct Delay(u16);

impl Delay {
    /// The wait in milliseconds.
    pub fn millis(self) -> u64 {
        self.0.into()
    }
}

impl TryFrom<u64> for Delay {
    type Error = String;

    fn try_from(delay: u64) -> Result<Self, String> {
        match u16::try_from(delay) {
            Ok(delay @ 0..=10_000) => Ok(Self(delay)),
            _ => Err(format!("{delay} ms is too long a delay, which is 0 to 10000")),
        }
    }
}

/// A regular expression that compiles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(inline)]
pub struct Pattern(String);

impl Pattern {
    /// The expression, in the syntax of the `regex` crate.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(pattern: String) -> Result<Self, String> {
        match regex::Regex::new(&pattern) {
            Ok(regex) if !regex.capture_names().flatten().any(|name| name == "text") => {
                Err(format!("`{pattern}` needs a group named `text` around the question's text: `(?<text>…)`"))
            }
            Ok(_) => Ok(Self(pattern)),
            Err(error) => {
                // The error draws the pattern with a caret; its last line is the sentence.
                let error = error.to_string();
                let reason = error.lines().last().unwrap_or_default();
                let reason = reason.trim_start_matches("error: ");
                Err(format!("`{pattern}` is no regular expression: {reason}"))
            }
        }
    }
}

/// A path inside the workspace: relative to `askdown.yaml`, and never above it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(inline)]
pub struct InnerPath(String);

impl InnerPath {
    pub(super) fn new(path: &str) -> Self {
        Self(path.to_owned())
    }

    /// The path, relative.
    pub fn as_path(&self) -> &Path {
        Path::new(&self.0)
    }
}

impl TryFrom<String> for InnerPath {
    type Error = String;

    fn try_from(path: String) -> Result<Self, String> {
        let inside = Path::new(&path).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        match inside && !path.is_empty() {
            true => Ok(Self(path)),
            false => Err(format!("`{path}` is not inside the folder of this file, and nothing else is read")),
        }
    }
}

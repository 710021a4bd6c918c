//! Patterns of the kind that `.gitignore` has.

use std::borrow::Cow;
use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A list of patterns as `.gitignore` has them: `drafts/`, `*.tmp.md`, `/notes/**/old.md`, `!keep.md`.
#[derive(Clone, Debug)]
pub struct Globs {
    patterns: Vec<String>,
    matcher: Gitignore,
}

impl Globs {
    /// The patterns, of which the last that matches a path decides.
    ///
    /// # Errors
    ///
    /// Says which pattern is malformed, and how.
    pub fn new(patterns: Vec<String>) -> Result<Self, String> {
        let mut builder = GitignoreBuilder::new(".");
        builder.allow_unclosed_class(false);
        for pattern in &patterns {
            builder.add_line(None, pattern).map_err(|error| malformed(pattern, &error))?;
        }
        let matcher = builder.build().map_err(|error| error.to_string())?;
        Ok(Self { patterns, matcher })
    }

    /// Whether the file at `path`, or a folder that it is in, matches. `path` is relative to the folder that the
    /// patterns are for; one that is not, lies outside of it and matches nothing.
    pub fn matches(&self, path: &Path) -> bool {
        !path.has_root() && self.matcher.matched_path_or_any_parents(path, false).is_ignore()
    }

    /// Whether there is no pattern.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }
}

fn malformed(pattern: &str, error: &ignore::Error) -> String {
    let reason = match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        other => other.to_string(),
    };
    format!("the pattern `{pattern}` is malformed: {reason}")
}

impl Default for Globs {
    fn default() -> Self {
        Self { patterns: Vec::new(), matcher: Gitignore::empty() }
    }
}

impl PartialEq for Globs {
    fn eq(&self, other: &Self) -> bool {
        self.patterns == other.patterns
    }
}

impl Serialize for Globs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.patterns.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Globs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(Vec::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl JsonSchema for Globs {
    fn schema_name() -> Cow<'static, str> {
        "Globs".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": { "type": "string" } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(patterns: &[&str], paths: &[&str]) -> Vec<bool> {
        let globs = Globs::new(patterns.iter().map(|&pattern| pattern.to_owned()).collect()).expect("valid patterns");
        paths.iter().map(|path| globs.matches(Path::new(path))).collect()
    }

    #[test]
    fn patterns_mean_what_they_mean_in_gitignore() {
        assert_eq!(matched(&["drafts/"], &["drafts/a.md", "x/drafts/y/a.md", "drafts"]), [true, true, false]);
        assert_eq!(matched(&["/drafts"], &["drafts/a.md", "x/drafts/a.md"]), [true, false]);
        assert_eq!(matched(&["*.md", "!keep.md"], &["a/b.md", "keep.md"]), [true, false]);
        assert_eq!(matched(&["a/**/z.md"], &["a/z.md", "a/b/c/z.md", "b/a/z.md"]), [true, true, false]);
        assert_eq!(matched(&["*"], &["/outside.md", "inside.md"]), [false, true]);
        assert_eq!(matched(&[], &["a.md"]), [false]);
    }

    #[test]
    fn a_malformed_pattern_is_named() {
        let error = Globs::new(vec!["a/[".to_owned()]).expect_err("a malformed pattern");
        assert!(error.starts_with("the pattern `a/[` is malformed: "), "{error}");
    }
}

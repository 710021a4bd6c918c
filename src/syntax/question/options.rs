//! What a project says about how its questions look.

use regex::Regex;

/// How questions are to be found, where a project has its own ways. Plain data, checked when it is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Ids of the dialects that are not looked for.
    pub off: Vec<String>,
    /// Further words that label a question, in lower case.
    pub labels: Vec<String>,
    /// A pattern of the project's own.
    pub pattern: Option<Pattern>,
    /// The one level of headings that holds questions.
    pub heading_level: Option<u8>,
}

/// A regular expression whose group `text` is the text of a question.
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

/// Where a pattern found the text of a question, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub start: usize,
    pub end: usize,
}

impl Pattern {
    /// Reads a regular expression.
    ///
    /// # Errors
    /// One sentence that says what is wrong with `source` and where.
    pub fn new(source: &str) -> Result<Self, String> {
        let regex = Regex::new(source).map_err(|error| format!("not a regular expression: {}", last_line(&error)))?;
        if !regex.capture_names().flatten().any(|name| name == "text") {
            return Err("it needs a group named `text` around the question's text: `(?<text>…)`".to_owned());
        }
        Ok(Self(regex))
    }

    /// The regular expression as written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The text of a question in `line`, which has no markup.
    pub(super) fn find(&self, line: &str) -> Option<Match> {
        let text = self.0.captures(line)?.name("text")?;
        Some(Match { start: text.start(), end: text.end() })
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

/// The crate draws the expression with a caret; its last line says what is wrong.
fn last_line(error: &regex::Error) -> String {
    let text = error.to_string();
    let line = text.lines().last().unwrap_or_default();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_needs_its_group() {
        assert_eq!(
            Pattern::new("Frage (?<text>.+)").map(|pattern| pattern.find("Frage X?")),
            Ok(Some(Match { start: 6, end: 8 }))
        );
        assert!(Pattern::new("Frage (.+)").is_err_and(|message| message.contains("`text`")));
        assert!(Pattern::new("(").is_err_and(|message| message.contains("unclosed group")));
    }
}

//! The helper that the tests of rules are written with.

use crate::syntax::Note;
use crate::text::{Text, TextRange};
use crate::workspace::{Config, RuleLevel};

use super::{Diagnostic, NoteContext, Rule, check_note};

/// Checks that `rules` find in a note exactly what stands there in carets, as in
///
/// ````text
/// ```python
/// def f(:
///       ^ python-syntax: expected a parameter name
/// ```
/// ````
///
/// A line that starts with carets, blanks aside, is not part of the note. It marks a place in the line above it, in
/// characters, and names the rule and the whole message; further ones below it mark the same line. An empty range is
/// one caret, a range over several lines ends with its first. Rules that are off by default are on.
#[track_caller]
pub fn check(rules: &[&'static Rule], annotated: &str) {
    check_with(&Config::default(), rules, annotated);
}

/// The same under a configuration.
#[track_caller]
pub fn check_with(config: &Config, rules: &[&'static Rule], annotated: &str) {
    let source: String = annotated.split_inclusive('\n').filter(|line| !is_annotation(line)).collect();
    let note = Note::new(Text::new(&source));
    let mut config = config.clone();
    for rule in rules.iter().filter(|rule| rule.severity.is_none()) {
        config.rules.entry(rule.name.into()).or_insert(RuleLevel::Warning);
    }
    let mut found = check_note(&NoteContext::new(&note, &config));
    found.retain(|diagnostic| rules.contains(&diagnostic.rule));
    let actual = annotate(note.text(), &found);
    assert!(actual == annotated, "expected:\n{annotated}\nfound:\n{actual}");
}

fn is_annotation(line: &str) -> bool {
    line.trim_start().starts_with('^')
}

/// The text with a line of carets below each line where something was found.
pub fn annotate(text: &Text, found: &[Diagnostic]) -> String {
    let mut out = String::new();
    for line in 0..text.line_count() {
        let range = TextRange::new(text.line_start(line), text.line_start(line + 1));
        let content = text.line_range(line);
        out += &text.slice(range);
        for diagnostic in found.iter().filter(|found| text.line_of(found.range.start) == line) {
            if !out.ends_with('\n') {
                out.push('\n');
            }
            let before = text.slice(TextRange::new(range.start, diagnostic.range.start)).chars().count();
            let end = diagnostic.range.end.min(content.end).max(diagnostic.range.start);
            let marked = text.slice(TextRange::new(diagnostic.range.start, end)).chars().count().max(1);
            let (blanks, carets) = (" ".repeat(before), "^".repeat(marked));
            out += &format!("{blanks}{carets} {}: {}\n", diagnostic.rule.name, diagnostic.message);
        }
    }
    out
}

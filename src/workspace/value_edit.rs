//! Edits of single values in YAML: skills, questions.

use crate::syntax::front_matter::ScalarValue;
use crate::text::{Edit, Text, TextRange};

/// The edit that makes the value at `range` another, in the same quotes, or in quotes if it needs them.
pub fn replace_value(text: &Text, range: TextRange, name: &str) -> Edit {
    let quote = text.slice(range).chars().next().filter(|c| matches!(c, '"' | '\''));
    Edit::replace(range, written_value(name, quote, is_in_flow(text, range)))
}

/// `name` as YAML: in the quotes `quote`, or else in double quotes if it needs any.
pub fn written_value(name: &str, quote: Option<char>, in_flow: bool) -> String {
    match quote.or_else(|| needs_quotes(name, in_flow).then_some('"')) {
        Some('"') => format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"")),
        Some(_) => format!("'{}'", name.replace('\'', "''")),
        None => name.to_owned(),
    }
}

/// The edit that takes the skill at `range` out of its list: with its line, or with the comma before it. None where
/// it is neither a line of its own nor behind a comma.
pub fn remove_skill(text: &Text, range: TextRange) -> Option<Edit> {
    let line = text.line_of(range.start);
    let line_start = text.line_start(line);
    let before = text.slice(TextRange::new(line_start, range.start));
    if before.trim() == "-" {
        return Some(Edit::delete(TextRange::new(line_start, text.line_start(line + 1))));
    }
    // The comma may end one of the lines above.
    let start = (0..=line).rev().map(|line| text.line_start(line)).find_map(|start| {
        let before = text.slice(TextRange::new(start, range.start));
        let trimmed = before.trim_end();
        (!trimmed.is_empty()).then(|| trimmed.ends_with(',').then_some(start + trimmed.len() as u32 - 1))
    })??;
    Some(Edit::delete(TextRange::new(start, range.end)))
}

/// Whether the skill at `range` stands in brackets or between commas, as far as its surroundings tell.
fn is_in_flow(text: &Text, range: TextRange) -> bool {
    let line_start = text.line_start(text.line_of(range.start));
    let before = text.slice(TextRange::new(line_start, range.start));
    // On a line of its own, but without a dash, it is an item in brackets over several lines.
    before.trim() != "-" && (before.contains(['[', '{', ',']) || before.trim().is_empty())
}

/// Whether `name` as a plain scalar would be read as something else (YAML 1.2.2, section 7.3.3).
fn needs_quotes(name: &str, in_flow: bool) -> bool {
    let mut chars = name.chars();
    let starts_badly = match chars.next() {
        // These start a plain scalar when something other than a blank follows.
        Some('-' | '?' | ':') => chars.next().is_none_or(|c| c == ' ' || (in_flow && ",[]{}".contains(c))),
        Some(c) => ",[]{}#&*!|>'\"%@`".contains(c),
        None => true,
    };
    starts_badly
        || name.trim() != name
        || name.contains(": ")
        || name.contains(" #")
        || name.ends_with(':')
        || name.chars().any(|c| c.is_control() || (in_flow && ",[]{}".contains(c)))
        || ScalarValue::of_plain(name) != ScalarValue::String
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skills_are_quoted_where_they_need_it() {
        for (name, in_flow, expected) in [
            ("python", true, "python"),
            ("c++", true, "c++"),
            ("c#", true, "c#"),
            ("c #", true, "\"c #\""),
            ("a, b", false, "a, b"),
            ("a, b", true, "\"a, b\""),
            ("#a", false, "\"#a\""),
            ("-x", true, "-x"),
            ("- x", true, "\"- x\""),
            ("true", true, "\"true\""),
            ("3.10", true, "\"3.10\""),
            ("a: b", true, "\"a: b\""),
            ("say \"a\"", true, "say \"a\""),
            ("\"a\"", true, "\"\\\"a\\\"\""),
        ] {
            assert_eq!(written_value(name, None, in_flow), expected);
        }
        assert_eq!(written_value("it's", Some('\''), true), "'it''s'");
    }

    #[test]
    fn quotes_are_kept() {
        let text = Text::new("---\nskills: ['a', b]\n---\n");
        assert_eq!(replace_value(&text, TextRange::new(13, 16), "x").text, "'x'");
        assert_eq!(replace_value(&text, TextRange::new(18, 19), "x, y").text, "\"x, y\"");
    }
}

//! Words for types and values, as writers of notes use them.

use serde_json::Value;

/// A JSON type in words: `array` is a list.
pub fn describe_type(name: &str) -> &'static str {
    match name {
        "string" => "text",
        "number" => "a number",
        "integer" => "a whole number",
        "boolean" => "`true` or `false`",
        "array" => "a list",
        "object" => "keys and values",
        _ => "nothing",
    }
}

/// A value in words, as what was found where something else was expected.
pub fn describe_value(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(_) | Value::Number(_) => in_code(&value.to_string()),
        Value::String(text) if text.is_empty() => "an empty text".to_owned(),
        Value::String(text) if text.chars().count() > 40 => "text".to_owned(),
        Value::String(text) => format!("the text {}", in_code(text)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "keys and values".to_owned(),
    }
}

/// `text` between backquotes, in one line.
pub fn in_code(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.contains('`') { format!("`` {line} ``") } else { format!("`{line}`") }
}

/// Of `candidates` the one that `word` was most likely meant to be, if any is close: a slip or two in a longer word.
/// A plural for a singular, or the reverse, is no slip.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = match word.chars().count() {
        0..=2 => 0,
        3..=7 => 1,
        _ => 2,
    };
    nearest(word, allowed, candidates)
}

/// The same for a word that may be right as it is: only the one that is a single slip away. The word of another
/// language for the same thing, such as `categoria`, is often two away.
pub fn slip_of<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest(word, usize::from(word.chars().count() > 2), candidates)
}

/// The nearest of `candidates` that `allowed` insertions, deletions, replacements and transpositions make of `word`.
fn nearest<'a>(word: &str, allowed: usize, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let distance = |candidate: &str| strsim::damerau_levenshtein(&candidate.to_lowercase(), &lower);
    let is_plural = |candidate: &str| {
        let candidate = candidate.to_lowercase();
        candidate.strip_suffix('s') == Some(lower.as_str()) || lower.strip_suffix('s') == Some(candidate.as_str())
    };
    candidates
        .into_iter()
        .filter(|candidate| *candidate != word && !is_plural(candidate))
        .map(|candidate| (distance(candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_enough_for_a_word_of_its_own() {
        let known = ["title", "category", "skills", "difficulty", "description"];
        for (word, guess) in [
            ("titel", Some("title")),
            ("skils", Some("skills")),
            ("catgeory", Some("category")),
            ("dificulty", Some("difficulty")),
            ("desciption", Some("description")),
            ("categoria", None),
            ("categorie", None),
            ("dificultad", None),
        ] {
            assert_eq!(slip_of(word, known), guess, "{word}");
        }
    }

    #[test]
    fn slips_are_guessed_and_plurals_are_not() {
        let known = ["title", "category", "levels", "skills", "questions"];
        for (word, guess) in [
            ("titel", Some("title")),
            ("Title", Some("title")),
            ("catgeory", Some("category")),
            ("qestion", None),
            ("skils", Some("skills")),
            ("skill", None),
            ("question", None),
            ("toc", None),
            ("subtitle", None),
        ] {
            assert_eq!(did_you_mean(word, known), guess, "{word}");
        }
    }
}

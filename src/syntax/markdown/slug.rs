//! What headings are called in addresses.

use rustc_hash::FxHashMap;

/// The slug of a heading whose text without markup is `text`, as GitHub makes it: lower case, without punctuation and
/// symbols, each space a hyphen. Letters of all scripts stay, and so do marks, digits, hyphens and underscores.
///
/// The second heading with the same slug is told apart by a number, which [`SlugCounter`] gives.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            ' ' | '-' => slug.push('-'),
            c if c.is_ascii_alphanumeric() || c == '_' => slug.push(c.to_ascii_lowercase()),
            c if c.is_ascii() => {}
            c => slug.extend(c.to_lowercase().filter(|c| is_word(*c))),
        }
    }
    slug
}

/// Whether `c` is part of a word (UTS 18, annex C): a letter, mark, decimal digit or connector. Joiners, which that
/// counts too, are no part of a slug.
fn is_word(c: char) -> bool {
    match c {
        '\u{200c}' | '\u{200d}' => false,
        c if c.is_ascii() => c.is_ascii_alphanumeric() || c == '_',
        c => regex_syntax::try_is_word_character(c).unwrap_or_else(|_| c.is_alphanumeric()),
    }
}

/// What remains of an anchor's name when all that renderers do in different ways is taken away: capitals, runs of
/// hyphens and hyphens at the ends, the dots of numbers, the selectors behind an emoji. Two names that remain the same
/// lead to the same place in one renderer or another.
pub fn fold_anchor(name: &str) -> String {
    if is_folded_but_for_case(name.as_bytes()) {
        return name.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '-' if folded.is_empty() || folded.ends_with('-') => {}
            '.' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' => {}
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded.truncate(folded.trim_end_matches('-').len());
    folded
}

/// Whether capitals are all that there is to fold, as in nearly all names.
fn is_folded_but_for_case(name: &[u8]) -> bool {
    let mut before = b'-';
    for &byte in name {
        if !byte.is_ascii() || byte == b'.' || (byte == b'-' && before == b'-') {
            return false;
        }
        before = byte;
    }
    before != b'-'
}

/// A folded name without what stands before its first letter: Pandoc and so Quarto drop the number of a heading.
/// Nothing where there is nothing to drop, or no letter.
pub fn without_number(folded: &str) -> Option<&str> {
    let rest = folded.trim_start_matches(|c: char| !c.is_alphabetic());
    (!rest.is_empty() && rest.len() < folded.len()).then_some(rest)
}

/// Tells the headings of one note apart that have the same slug.
#[derive(Clone, Debug, Default)]
pub struct SlugCounter {
    seen: FxHashMap<String, u32>,
}

impl SlugCounter {
    /// The anchor of the next heading, whose slug is `slug`: `name`, then `name-1`, `name-2`. A number that another
    /// heading has by its own slug is left out.
    pub fn next(&mut self, slug: &str) -> String {
        let mut name = slug.to_owned();
        while self.seen.contains_key(&name) {
            let count = self.seen.entry(slug.to_owned()).or_default();
            *count += 1;
            name = format!("{slug}-{count}");
        }
        self.seen.insert(name.clone(), 0);
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_lower_case_words_with_hyphens() {
        for (text, expected) in [
            ("What is a tuple?", "what-is-a-tuple"),
            ("Python 3.14: what's new", "python-314-whats-new"),
            ("C# & Java", "c--java"),
            ("a - b", "a---b"),
            ("snake_case, kebab-case", "snake_case-kebab-case"),
            ("__init__()", "__init__"),
            ("Привет, 世界!", "привет-世界"),
            ("É Ü ß İ", "é-ü-ß-i\u{307}"),
            ("😄 emoji", "-emoji"),
            ("❤️ heart", "\u{fe0f}-heart"),
            ("हिन्दी", "हिन्दी"),
            ("½ and ² and ٣", "-and--and-٣"),
            ("a\tb", "ab"),
            ("“quotes” — dashes…", "quotes--dashes"),
            ("?", ""),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn repeated_slugs_are_numbered() {
        let mut counter = SlugCounter::default();
        let names =
            ["foo", "foo", "bar", "foo", "foo-1", "foo-1", "foo-4", "foo", "foo"].map(|slug| counter.next(slug));
        assert_eq!(names, ["foo", "foo-1", "bar", "foo-2", "foo-1-1", "foo-1-2", "foo-4", "foo-3", "foo-5"]);
    }

    #[test]
    fn what_renderers_differ_in_is_folded() {
        for (one, other) in [
            ("C--Java", "c-java"),
            ("-emoji", "emoji"),
            ("\u{fe0f}-heart", "-heart"),
            ("whats-new-in-314", "whats-new-in-3.14"),
        ] {
            assert_eq!(fold_anchor(one), fold_anchor(other));
        }
        assert_ne!(fold_anchor("why?"), fold_anchor("why"));
        assert_eq!(without_number("1-what-is"), Some("what-is"));
        assert_eq!(without_number("what-is"), None);
        assert_eq!(without_number("3"), None);
    }
}

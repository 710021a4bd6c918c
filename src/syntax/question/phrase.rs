//! Looking at the words at the beginning of a text.

use std::sync::LazyLock;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::words;

/// A set of phrases in lower case, found by their first word.
pub(super) struct Phrases {
    by_word: FxHashMap<&'static str, Vec<&'static str>>,
    /// The bytes that they may begin with.
    starts: [bool; 256],
}

impl Phrases {
    fn new(tables: &[&[&'static str]]) -> Self {
        let mut by_word: FxHashMap<_, Vec<_>> = FxHashMap::default();
        // Beyond ASCII any byte that begins a character.
        let mut starts = std::array::from_fn(|byte| byte >= 0xc0);
        for phrase in tables.iter().copied().flatten().copied() {
            by_word.entry(first_word(phrase)).or_default().push(phrase);
            phrase.bytes().take(1).for_each(|first| starts[usize::from(first)] = true);
        }
        for phrases in by_word.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        }
        Self { by_word, starts }
    }

    /// The length of the longest phrase that `text`, in lower case, begins with and that ends at a word's end.
    pub fn prefix_of(&self, text: &str) -> Option<usize> {
        let candidates = self.candidates(text)?;
        candidates.iter().find(|phrase| begins_with_phrase(text, phrase)).map(|phrase| phrase.len())
    }

    /// Whether `text`, in lower case, is one of the phrases.
    pub fn has(&self, text: &str) -> bool {
        self.candidates(text).is_some_and(|phrases| phrases.contains(&text))
    }

    /// Whether the [`normal`] form of `text`, or of its letters up to a digit, may begin as one of the phrases does. It
    /// is quick; where it says no, that is so.
    pub fn may_begin(&self, text: &str) -> bool {
        let text = text.trim_start_matches(|c| !is_part(c));
        let is_letter = |byte: u8| byte.is_ascii_alphabetic() || byte == b'\'';
        let len = text.bytes().position(|byte| !is_letter(byte)).unwrap_or(text.len());
        let mut word = [0; LONGEST_FIRST_WORD];
        match word.get_mut(..len) {
            // What is not ASCII, numbers and single marks are looked at in full.
            _ if !text.starts_with(|c: char| c.is_ascii_alphabetic())
                || text[len..].starts_with(|c: char| !c.is_ascii()) =>
            {
                true
            }
            Some(word) if self.may_begin_with(text.as_bytes()[0].into()) => {
                word.copy_from_slice(&text.as_bytes()[..len]);
                word.make_ascii_lowercase();
                std::str::from_utf8(word).is_ok_and(|word| self.by_word.contains_key(word))
            }
            _ => false,
        }
    }

    /// The places in `text`, in lower case, where one of the phrases may begin: where there is such a character.
    fn possible_starts(&self, text: &str) -> impl Iterator<Item = usize> {
        text.bytes().enumerate().filter(|(_, byte)| self.starts[usize::from(*byte)]).map(|(at, _)| at)
    }

    /// Whether one of the phrases may begin with `c`, in upper or lower case. It is quick, and right about ASCII alone.
    fn may_begin_with(&self, c: char) -> bool {
        !c.is_ascii() || self.starts[c.to_ascii_lowercase() as usize]
    }

    fn candidates(&self, text: &str) -> Option<&Vec<&'static str>> {
        text.starts_with(|c| self.may_begin_with(c)).then(|| self.by_word.get(first_word(text))).flatten()
    }
}

/// More letters than any phrase has in its first word.
const LONGEST_FIRST_WORD: usize = 24;

fn begins_with_phrase(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase)
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() && !is_han(c) && !is_hangul(c)))
}

fn first_word(text: &str) -> &str {
    let is_part = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
    // Chinese writes no blanks: the first character stands for the word.
    match text.chars().next() {
        Some(c) if is_han(c) => &text[..c.len_utf8()],
        _ => &text[..text.find(|c| !is_part(c)).unwrap_or(text.len())],
    }
}

/// Whether `c` is a Chinese character.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Whether `c` is a Korean syllable. Korean parts words, but adds particles to them.
fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

/// Whether `c` is a Japanese syllable.
fn is_kana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}')
}

macro_rules! phrases {
    ($($name:ident = $($table:ident)+;)*) => {
        $(pub(super) static $name: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(&[$(words::$table),+]));)*
    };
}

phrases! {
    QUESTION = QUESTION_LABELS;
    SHY = SHY_LABELS;
    AMBIGUOUS = AMBIGUOUS_LABELS;
    PROMPT = PROMPT_LABELS;
    ANSWER = ANSWER_LABELS;
    EXPLAINING = EXPLAINING_LABELS;
    QUALIFIER = ANSWER_QUALIFIERS;
    FOLLOW_UP = FOLLOW_UP_LABELS;
    META = META_LABELS;
    SKILL = SKILL_LABELS;
    ASKING = INTERROGATIVES IMPERATIVES;
    CONTENTS = CONTENTS;
    FRAME = FRAME_TITLES;
    ADVICE = ADVICE_STARTS;
    PLACEHOLDER = PLACEHOLDERS;
    PLACEHOLDER_START = PLACEHOLDER_STARTS;
    BACK = BACK_LINKS;
    FOLD = FOLD_TITLES;
    LABEL = ANSWER_LABELS ANSWER_QUALIFIERS FOLLOW_UP_LABELS META_LABELS PROMPT_LABELS;
    SECTION = QUESTION_SECTIONS;
    INTRODUCTION = INTRODUCTIONS;
    SET_PHRASE = PLACEHOLDERS PLACEHOLDER_STARTS CONTENTS FRAME_TITLES ADVICE_STARTS;
    VERSUS = VERSUS;
}

/// Whether `c` is part of a word of a phrase.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '/' | '&')
}

/// The words of `phrase` in lower case, parted by one blank, punctuation around them and after them taken off.
pub(super) fn normal(phrase: &str) -> String {
    let mut normal = String::with_capacity(phrase.len());
    let words = phrase.split(|c| !is_part(c)).filter(|word| word.contains(char::is_alphanumeric));
    for word in words {
        if !normal.is_empty() {
            normal.push(' ');
        }
        push_lower(&mut normal, word);
    }
    normal
}

/// The first `count` characters of `text`.
pub(super) fn first_chars(text: &str, count: usize) -> &str {
    match text.as_bytes().get(..count) {
        None => return text,
        Some(bytes) if bytes.is_ascii() => return &text[..count],
        Some(_) => {}
    }
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

/// `word` in lower case.
pub(super) fn lower_case(word: &str) -> CompactString {
    if !word.is_ascii() {
        return CompactString::from_str_to_lowercase(word);
    }
    let mut lower = CompactString::new(word);
    lower.make_ascii_lowercase();
    lower
}

fn push_lower(out: &mut String, word: &str) {
    let start = out.len();
    if word.is_ascii() {
        out.push_str(word);
        out[start..].make_ascii_lowercase();
    } else {
        out.push_str(&word.to_lowercase());
    }
}

/// Whether `text`, in lower case, asks by its first words or by a word for asking further on.
pub(super) fn hints_at_question(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    ASKING.prefix_of(text).is_some() || compares(text) || (!text.is_ascii() && asks_inside(text))
}

/// The words that ask wherever they stand, by their first character.
static ASKING_INSIDE: LazyLock<FxHashMap<char, Vec<&'static str>>> = LazyLock::new(|| by_start(words::ASKING_PARTS));

/// Whether a word in `text` asks wherever it stands.
fn asks_inside(text: &str) -> bool {
    text.char_indices()
        .filter(|(_, c)| is_han(*c) || is_hangul(*c) || is_kana(*c))
        .any(|(at, c)| ASKING_INSIDE.get(&c).is_some_and(|parts| parts.iter().any(|part| text[at..].starts_with(part))))
}

fn by_start(phrases: &[&'static str]) -> FxHashMap<char, Vec<&'static str>> {
    let mut by_start: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for phrase in phrases {
        by_start.entry(phrase.chars().next().unwrap_or_default()).or_default().push(*phrase);
    }
    by_start
}

/// Whether one of the words of `text`, in lower case, sets things against each other.
fn compares(text: &str) -> bool {
    let is_blank = |byte: u8| matches!(byte, b' ' | b'\n');
    VERSUS.possible_starts(text).filter(|&at| at == 0 || is_blank(text.as_bytes()[at - 1])).any(|at| {
        let rest = &text[at..];
        VERSUS.has(&rest[..rest.bytes().position(is_blank).unwrap_or(rest.len())])
    })
}

/// Whether `text`, in lower case, introduces what follows: "Here are some questions.", or, if it `leads_on` to that,
/// "Questions:", "Typical interview questions:".
pub(super) fn introduces(text: &str, leads_on: bool) -> bool {
    if text.len() >= 120 || text.contains('\n') {
        return false;
    }
    let is_short = || text.split_whitespace().count() <= 3 && text.chars().count() <= 40;
    let says_so = || words::INTRODUCING.iter().any(|word| text.contains(word));
    INTRODUCTION.prefix_of(text).is_some() || (leads_on && (is_short() || says_so()))
}

/// Whether `text`, in lower case, names the questions of the one who is interviewed.
pub(super) fn is_asked_back(text: &str) -> bool {
    words::ASKED_BACK.iter().any(|phrase| text.contains(phrase))
}

/// The names of sets of questions, by their first character.
static SECTIONS: LazyLock<FxHashMap<char, Vec<&'static str>>> = LazyLock::new(|| by_start(words::QUESTION_SECTIONS));

/// Whether `text`, in lower case, names a set of questions.
pub(super) fn names_questions(text: &str) -> bool {
    SECTION.possible_starts(text).any(|at| {
        let before = text[..at].chars().next_back();
        let begins = before.is_none_or(|before| !before.is_alphanumeric() || is_han(before));
        let phrases = text[at..].chars().next().filter(|_| begins).and_then(|start| SECTIONS.get(&start));
        phrases.is_some_and(|phrases| phrases.iter().any(|phrase| begins_with_phrase(&text[at..], phrase)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_begin_as_a_phrase_is_none() {
        for phrase in words::ANSWER_LABELS.iter().chain(words::ANSWER_QUALIFIERS).chain(words::META_LABELS) {
            for text in [
                phrase.to_string(),
                phrase.to_uppercase(),
                format!("**[{phrase}]** 2"),
                format!("{phrase}7"),
                format!("' {phrase}"),
            ] {
                assert!(LABEL.may_begin(&text), "{text:?}");
            }
        }
        for phrase in words::PLACEHOLDERS.iter().chain(words::CONTENTS).chain(words::FRAME_TITLES) {
            assert!(SET_PHRASE.may_begin(&format!("_({phrase}…)_")), "{phrase:?}");
        }
        assert!(!LABEL.may_begin("First: the event loop"));
        assert!(!SET_PHRASE.may_begin("memory stays flat"));
        assert!(!SET_PHRASE.may_begin(&"a".repeat(100)));
    }

    #[test]
    fn comparisons_are_words() {
        for (text, compares_two) in [
            ("vs.", true),
            ("tcp vs udp", true),
            ("a\nversus b", true),
            ("мьютекс против семафора", true),
            ("canvas vsync", false),
            ("a.vs b", false),
            ("", false),
        ] {
            assert_eq!(compares(text), compares_two, "{text:?}");
        }
    }
}

//! Looking at the words at the beginning of a text.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::words;

/// A set of phrases in lower case, found by their first word.
pub(super) struct Phrases {
    by_word: FxHashMap<&'static str, Vec<&'static str>>,
    /// The ASCII characters that they begin with, a bit each.
    starts: u128,
}

impl Phrases {
    fn new(tables: &[&[&'static str]]) -> Self {
        let mut by_word: FxHashMap<_, Vec<_>> = FxHashMap::default();
        let mut starts = 0;
        for phrase in tables.iter().copied().flatten().copied() {
            by_word.entry(first_word(phrase)).or_default().push(phrase);
            starts |= phrase.bytes().next().filter(u8::is_ascii).map_or(0, |first| 1 << first);
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

    /// Whether one of the phrases may begin with `c`, in upper or lower case. It is quick, and right about ASCII alone.
    pub fn may_begin_with(&self, c: char) -> bool {
        !c.is_ascii() || self.starts & (1 << c.to_ascii_lowercase() as u32) != 0
    }

    fn candidates(&self, text: &str) -> Option<&Vec<&'static str>> {
        text.starts_with(|c| self.may_begin_with(c)).then(|| self.by_word.get(first_word(text))).flatten()
    }
}

fn begins_with_phrase(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() && !is_han(c)))
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

macro_rules! phrases {
    ($($name:ident = $($table:ident)+;)*) => {
        $(pub(super) static $name: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(&[$(words::$table),+]));)*
    };
}

phrases! {
    QUESTION = QUESTION_LABELS;
    SHY = SHY_LABELS;
    PROMPT = PROMPT_LABELS;
    ANSWER = ANSWER_LABELS;
    QUALIFIER = ANSWER_QUALIFIERS;
    FOLLOW_UP = FOLLOW_UP_LABELS;
    META = META_LABELS;
    SKILL = SKILL_LABELS;
    ASKING = INTERROGATIVES IMPERATIVES;
    CONTENTS = CONTENTS;
    FRAME = FRAME_TITLES;
    PLACEHOLDER = PLACEHOLDERS;
    PLACEHOLDER_START = PLACEHOLDER_STARTS;
    BACK = BACK_LINKS;
    FOLD = FOLD_TITLES;
}

/// The words of `phrase` in lower case, parted by one blank, punctuation around them and after them taken off.
pub(super) fn normal(phrase: &str) -> String {
    let mut normal = String::with_capacity(phrase.len());
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '/' | '&');
    let words = phrase.split(|c| !is_part(c)).filter(|word| word.contains(char::is_alphanumeric));
    for word in words {
        if !normal.is_empty() {
            normal.push(' ');
        }
        push_lower(&mut normal, word);
    }
    normal
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
    ASKING.prefix_of(text).is_some()
        || text.split([' ', '\n']).any(|word| words::VERSUS.contains(&word))
        || (!text.is_ascii() && text.chars().any(is_han) && words::ASKING_PARTS.iter().any(|part| text.contains(part)))
}

/// The names of sets of questions, by their first character.
static SECTIONS: LazyLock<FxHashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut by_start: FxHashMap<char, Vec<&'static str>> = FxHashMap::default();
    for phrase in words::QUESTION_SECTIONS {
        by_start.entry(phrase.chars().next().unwrap_or_default()).or_default().push(phrase);
    }
    by_start
});

/// Whether `text`, in lower case, names a set of questions.
pub(super) fn names_questions(text: &str) -> bool {
    let mut before = None;
    text.char_indices().any(|(at, c)| {
        let begins = before.replace(c).is_none_or(|before: char| !before.is_alphanumeric() || is_han(before));
        let phrases = if begins { SECTIONS.get(&c) } else { None };
        phrases.is_some_and(|phrases| phrases.iter().any(|phrase| begins_with_phrase(&text[at..], phrase)))
    })
}

//! Looking words up in the tables of [`words`](super::words).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Technologies;
use super::intent::Lead;
use super::pattern::Phrases;
use super::stem::stem;
use super::tokens::{Kind, Token};
use super::word_table::WordTable;
use super::words::*;

struct Lexicon {
    stop_words: WordTable<&'static str, ()>,
    generic: WordTable<String, ()>,
    conversions: WordTable<String, ()>,
    light: WordTable<String, u8>,
    technologies: WordTable<&'static str, u8>,
    leads: Phrases<Lead>,
    openers: Phrases<()>,
    fillers: Phrases<()>,
    /// By the stem of the first word: the stems of all, and the words in their place.
    synonyms: WordTable<String, Vec<(Vec<String>, &'static str)>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let stemmed = |word: &&str| stem(word).into_owned();
    let light = LIGHT.iter().copied().flatten().enumerate();
    let technologies = TECHNOLOGIES.iter().enumerate();
    let mut synonyms: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for (phrase, other) in SYNONYMS {
        let stems: Vec<String> = phrase.split(' ').map(|word| stemmed(&word)).collect();
        synonyms.entry(stems[0].clone()).or_default().push((stems, *other));
    }
    synonyms.values_mut().for_each(|phrases| phrases.sort_by_key(|(stems, _)| std::cmp::Reverse(stems.len())));
    Lexicon {
        stop_words: STOP_WORDS.iter().map(|word| (*word, ())).collect(),
        generic: GENERIC.iter().map(|word| (stemmed(word), ())).collect(),
        conversions: CONVERSIONS.iter().map(|word| (stemmed(word), ())).collect(),
        light: light.map(|(bit, word)| (stemmed(word), bit as u8)).collect(),
        technologies: technologies.flat_map(|(bit, names)| names.iter().map(move |name| (*name, bit as u8))).collect(),
        leads: Phrases::new(LEADS.iter().copied()),
        openers: Phrases::new(OPENERS.iter().map(|phrase| (*phrase, ()))),
        fillers: Phrases::new(FILLERS.iter().map(|phrase| (*phrase, ()))),
        synonyms: synonyms.into_iter().collect(),
    }
});

/// Whether `word` says nothing of what a question is about.
pub(super) fn is_stop_word(word: &str) -> bool {
    LEXICON.stop_words.contains(word)
}

/// Whether the word with the stem `stem` needs others to say what a question is about.
pub(super) fn is_generic(stem: &str) -> bool {
    LEXICON.generic.contains(stem)
}

/// Whether the word with the stem `stem` says that something is turned into something else.
pub(super) fn is_conversion(stem: &str) -> bool {
    LEXICON.conversions.contains(stem)
}

/// The bit of a word of little meaning, if `token` is one where it stands: right behind a name, right behind another
/// word, or somewhere.
pub(super) fn light(token: &Token<'_>, behind: Behind) -> Option<u64> {
    let bit = usize::from(*LEXICON.light.get(&token.stem).filter(|_| token.kind == Kind::Word)?);
    let (kinds, nouns) = (KINDS.len(), KINDS.len() + NOUNS.len());
    let is_light = match behind {
        _ if bit >= nouns => true,
        // "Static typing" is of no type.
        _ if token.text.ends_with("ing") || token.text.ends_with("ed") => false,
        Behind::Nothing => false,
        Behind::Name => true,
        Behind::Word => bit >= kinds || KINDS_OF_WORDS.contains(&KINDS[bit]),
    };
    is_light.then_some(1 << bit)
}

/// What a noun stands right behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    /// Nothing that it could belong to.
    Nothing,
    /// A name from code.
    Name,
    /// Another word.
    Word,
}

/// The bits of the light words that tell two things apart when each question has another one.
pub(super) fn telling() -> u64 {
    (1 << KINDS.len()) - 1
}

/// The technology called `name`, in lower case.
pub(super) fn technology(name: &str) -> Option<Technologies> {
    LEXICON.technologies.get(name).map(|bit| Technologies(1 << bit))
}

/// How questions begin.
pub(super) fn leads() -> &'static Phrases<Lead> {
    &LEXICON.leads
}

/// Politeness before what is asked.
pub(super) fn openers() -> &'static Phrases<()> {
    &LEXICON.openers
}

/// What may be left out.
pub(super) fn fillers() -> &'static Phrases<()> {
    &LEXICON.fillers
}

/// The longest phrase at the start of `stems` that has other words for the same: how many stems it takes, and the words.
pub(super) fn synonym<'s>(stems: impl Iterator<Item = &'s str> + Clone) -> Option<(usize, &'static str)> {
    let phrases = LEXICON.synonyms.get(stems.clone().next()?)?;
    let starts_with = |phrase: &[String]| {
        let mut stems = stems.clone();
        phrase.iter().all(|word| stems.next() == Some(word.as_str()))
    };
    phrases.iter().find(|(phrase, _)| starts_with(phrase)).map(|(phrase, words)| (phrase.len(), *words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_a_bit_of_its_own() {
        let light: Vec<_> = LIGHT.iter().copied().flatten().collect();
        assert!(light.len() <= 64 && LEXICON.light.len() == light.len());
        assert!(TECHNOLOGIES.len() <= 64);
    }
}

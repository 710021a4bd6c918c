//! Telling whether two questions ask the same in other words.
//!
//! A question is taken apart once, into a [`Fingerprint`]: what it is about, as a set of words, and what it wants to
//! know of that. Two questions ask the same when they are about the very same things and want to know the same; one word
//! more that carries meaning makes another question. So candidates are found by one look-up, of [`Fingerprint::key`].
//!
//! - [`tokens`] cuts the text into words and signs; [`stem`] makes one word of its forms.
//! - [`words`] holds what is known of English; [`lexicon`] looks words up in it, with a
//!   [`word_table`] for each kind, [`pattern`] finds its phrases.
//! - [`intent`] finds out what a clause wants to know, [`content`] what it is about.

mod content;
mod intent;
mod lexicon;
mod pattern;
mod stem;
mod tokens;
mod word_table;
// Tables.
#[rustfmt::skip]
mod words;

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::hash;
use super::prose::Prose;
use content::Content;
use intent::Intents;
use tokens::Token;

/// What there is to know of a question to compare it with others. It is small, and says nothing of where the question
/// stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    /// Hash of the text in lower case without markup and punctuation.
    exact: u64,
    /// Hash of the words that carry its meaning.
    key: u64,
    /// How many these are.
    words: u8,
    /// What it wants to know: first of all, and altogether.
    main: Intents,
    all: Intents,
    /// Which words of little meaning it has besides, a bit for each of [`words::LIGHT`].
    light: u64,
    /// Hash of the modules before dotted names; 0 for none.
    module: u32,
    /// The technologies that it names in passing ("in Python").
    technologies: Technologies,
    /// The technologies that the note around it is about.
    setting: Technologies,
}

/// Languages, libraries and tools, a bit for each of [`words::TECHNOLOGIES`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Technologies(u64);

/// How much alike two questions have to be, from 0 to 1, to be reported. Measured on the labelled pairs under `tests/data`.
pub const ALIKE: f32 = 0.8;

/// What a word of little meaning weighs beside one that carries some.
const LIGHT_WEIGHT: f32 = 0.25;

impl Fingerprint {
    /// The fingerprint of a question; none where it cannot be told what it is about without what stands around it:
    /// "Why?", "What does this print?".
    pub(super) fn of_prose(prose: &Prose) -> Option<Self> {
        let lower = prose.text.to_ascii_lowercase();
        let content = Content::read(tokens::tokens(prose, &lower))?;
        let mut words = content.words;
        words.sort_unstable();
        words.dedup();
        let mut hasher = FxHasher::default();
        words.iter().for_each(|word| hasher.write_u64(*word));
        Some(Self {
            exact: hash::of_text(prose, 0, prose.text.len()),
            key: hasher.finish(),
            words: u8::try_from(words.len()).unwrap_or(u8::MAX),
            main: content.main,
            all: content.all,
            light: content.light,
            module: content.module,
            technologies: content.technologies,
            setting: Technologies::default(),
        })
    }

    /// The same of a question in a note about `setting`.
    pub fn within(self, setting: Technologies) -> Self {
        Self { setting, ..self }
    }

    /// Whether it asks about a thing that it names, and not what becomes of something: "What does `f()` return?" is told
    /// apart by the code below it.
    pub(super) fn is_of_a_thing(&self) -> bool {
        const OTHERWISE: Intents =
            Intents::CHOICE.with(Intents::CONSEQUENCE).with(Intents::TRUTH).with(Intents::QUANTITY);
        !self.main.shares(OTHERWISE)
    }

    /// Hash of the text in lower case without markup and punctuation.
    pub fn text_hash(&self) -> u64 {
        self.exact
    }

    /// Questions whose keys differ do not ask the same.
    pub fn key(&self) -> u64 {
        self.key
    }

    /// How much alike the two questions are: 1 for the same words, 0 for questions about different things.
    pub fn similarity(&self, other: &Self) -> f32 {
        let is_apart = self.key != other.key || self.has_other_light_words(other) || !self.suits(other);
        if is_apart || (self.module != 0 && other.module != 0 && self.module != other.module) {
            return 0.0;
        }
        if self.exact == other.exact {
            return 1.0;
        }
        let light = |bits: u64| bits.count_ones() as f32 * LIGHT_WEIGHT;
        let shared = 2.0 * (f32::from(self.words) + light(self.light & other.light));
        let all = 2.0 * f32::from(self.words) + light(self.light) + light(other.light);
        // The same words asked in other words are never quite the same.
        (shared / all * self.shared_intent(other)).min(0.99)
    }

    /// How far the two want to know the same, from 0 to 1.
    fn shared_intent(&self, other: &Self) -> f32 {
        if self.main == other.main {
            1.0
        } else if self.main.shares(other.main) {
            0.97
        } else if self.main.shares(other.all) || other.main.shares(self.all) {
            // One asks on, and comes to what the other asks.
            0.9
        } else {
            0.0
        }
    }

    /// "The `yield` keyword" is `yield`, but "an abstract method" is no "abstract class".
    fn has_other_light_words(&self, other: &Self) -> bool {
        let (one, another) = (self.light & lexicon::telling(), other.light & lexicon::telling());
        one & !another != 0 && another & !one != 0
    }

    /// Whether nothing says that one is about Java, the other about Python.
    fn suits(&self, other: &Self) -> bool {
        let (one, another) = (self.technologies, other.technologies);
        match (one.is_empty(), another.is_empty()) {
            (true, true) => self.setting.is_empty() || other.setting.is_empty() || self.setting.shares(other.setting),
            (false, false) => one == another,
            (true, false) => self.setting.or_python().has(another),
            (false, true) => other.setting.or_python().has(one),
        }
    }
}

impl Technologies {
    /// Those that `text` names: a title, a skill.
    pub fn named_in(text: &str) -> Self {
        let lower = text.to_ascii_lowercase();
        tokens::words(&lower).iter().filter_map(Token::technology).fold(Self::default(), Self::with)
    }

    /// These and others.
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn shares(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Python where nothing else is named.
    fn or_python(self) -> Self {
        if self.is_empty() { lexicon::technology("python").unwrap_or_default() } else { self }
    }
}

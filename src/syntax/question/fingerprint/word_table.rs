//! A table of words in which most words are not.

use std::borrow::Borrow;
use std::hash::Hash;

use rustc_hash::FxHashMap;

/// What is known of some words. That nothing is known of a word is mostly seen from its length and first letter.
#[derive(Debug)]
pub(super) struct WordTable<K, V> {
    values: FxHashMap<K, V>,
    /// By the first byte of the words: how long they are in bytes, a bit for each length, the last one for all beyond.
    lengths: [u32; 256],
}

impl<K: Borrow<str> + Eq + Hash, V> WordTable<K, V> {
    /// What is known of `word`.
    pub fn get(&self, word: &str) -> Option<&V> {
        let lengths = self.lengths[usize::from(*word.as_bytes().first()?)];
        if lengths & length_bit(word) == 0 { None } else { self.values.get(word) }
    }

    /// Whether something is known of `word`.
    pub fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.values.len()
    }
}

impl<K: Borrow<str> + Eq + Hash, V> FromIterator<(K, V)> for WordTable<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let values: FxHashMap<K, V> = entries.into_iter().collect();
        let mut lengths = [0; 256];
        for word in values.keys().map(K::borrow) {
            lengths[usize::from(word.as_bytes().first().copied().unwrap_or_default())] |= length_bit(word);
        }
        Self { values, lengths }
    }
}

fn length_bit(word: &str) -> u32 {
    1 << word.len().min(31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn just_its_words_are_found() {
        let long = "a".repeat(40);
        let table: WordTable<&str, u8> = ["list", "lists", "é", &long].into_iter().zip(1..).collect();
        assert_eq!(
            ["list", "lists", "é", &long].map(|word| table.get(word).copied()),
            [Some(1), Some(2), Some(3), Some(4)]
        );
        let beyond = "a".repeat(41);
        assert!(["", "l", "last", "è", "set", &beyond].iter().all(|word| !table.contains(word)));
    }
}

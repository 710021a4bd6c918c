//! Finding phrases in a row of words.

use rustc_hash::FxHashMap;

use super::tokens::{Kind, Token};
use super::word_table::WordTable;

/// Phrases, each with what it means.
///
/// A phrase is words with blanks between; `is|are` stands for one of them, and a step that ends in `?` may be missing.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    by_first: WordTable<&'static str, Vec<(Vec<Step>, T)>>,
}

#[derive(Debug)]
struct Step {
    words: Vec<&'static str>,
    optional: bool,
}

impl<T: Copy> Phrases<T> {
    /// Reads the phrases of `table`. The first step of each is not optional.
    pub fn new(table: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut by_first: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for (phrase, meaning) in table {
            let first = phrase.split(' ').next().unwrap_or_default();
            for word in first.split('|') {
                let steps: Vec<_> = phrase.split(' ').map(Step::read).collect();
                by_first.entry(word).or_default().push((steps, meaning));
            }
        }
        Self { by_first: by_first.into_iter().collect() }
    }

    /// The longest phrase at the start of `tokens`: how many of them it takes, and what it means.
    pub fn at_start(&self, tokens: &[Token<'_>]) -> Option<(usize, T)> {
        let candidates = self.by_first.get(&tokens.first().filter(|token| token.kind == Kind::Word)?.text)?;
        let matches = candidates.iter().filter_map(|(steps, meaning)| Some((length(steps, tokens)?, *meaning)));
        // Of phrases as long the first one counts.
        matches.reduce(|best, next| if next.0 > best.0 { next } else { best })
    }

    /// Takes the phrases out of `tokens`, wherever they stand and nothing hangs on them: "with an example", but not "an
    /// example of".
    pub fn remove_all(&self, tokens: &mut Vec<Token<'_>>) {
        let mut at = 0;
        while at < tokens.len() {
            let found = self.at_start(&tokens[at..]);
            match found.filter(|(length, _)| tokens.get(at + length).is_none_or(|next| !next.is(&["of", "for"]))) {
                Some((length, _)) => drop(tokens.drain(at..at + length)),
                None => at += 1,
            }
        }
    }
}

impl Step {
    fn read(step: &'static str) -> Self {
        let words = step.strip_suffix('?').unwrap_or(step);
        Self { words: words.split('|').collect(), optional: words.len() < step.len() }
    }
}

fn length(steps: &[Step], tokens: &[Token<'_>]) -> Option<usize> {
    let mut at = 0;
    for step in steps {
        if tokens.get(at).is_some_and(|token| token.is(&step.words)) {
            at += 1;
        } else if !step.optional {
            return None;
        }
    }
    Some(at)
}

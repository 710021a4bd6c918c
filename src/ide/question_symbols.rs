//! Workspace symbols: all questions of the workspace by their words.

use std::path::Path;

use rayon::prelude::*;

use crate::text::TextRange;
use crate::workspace::{Index, NoteFacts, QuestionFact};

use super::{FileRange, Files};

/// How many questions are found at most: who sees more types on.
const MAX_SYMBOLS: usize = 100;

/// A question that was searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionSymbol {
    /// Its text.
    pub name: String,
    /// The note it stands in.
    pub note: String,
    /// Whether it has an answer.
    pub answered: bool,
    /// Where its text stands.
    pub location: FileRange,
}

/// The questions that `query` finds, the best first. Each word of it is looked for, whatever the capitals: as a part
/// of the text, or as letters of it that begin words or stand close together, as `gil` in "Global Interpreter Lock".
/// An empty query finds none.
pub fn question_symbols(query: &str, index: &Index, files: &Files<'_>) -> Vec<QuestionSymbol> {
    let found = find_questions(query, index, MAX_SYMBOLS);
    found.into_iter().filter_map(|found| symbol(found.path, found.facts, found.fact, files)).collect()
}

/// The questions that `query` finds, as [`question_symbols`] has it, at most `limit` of them.
pub(super) fn find_questions<'i>(query: &str, index: &'i Index, limit: usize) -> Vec<QuestionMatch<'i>> {
    let words: Vec<Vec<char>> = query.split_whitespace().map(|word| word.to_lowercase().chars().collect()).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let notes: Vec<_> = index.notes().collect();
    let mut found: Vec<_> = notes.par_iter().flat_map_iter(|(path, facts)| matches(&words, path, facts)).collect();
    let order = |a: &QuestionMatch<'_>, b: &QuestionMatch<'_>| {
        (a.cost, a.path, a.fact.range).cmp(&(b.cost, b.path, b.fact.range))
    };
    if found.len() > limit {
        found.select_nth_unstable_by(limit, order);
        found.truncate(limit);
    }
    found.sort_unstable_by(order);
    found
}

/// A question that was found.
pub(super) struct QuestionMatch<'i> {
    cost: u32,
    /// The note that asks it.
    pub path: &'i Path,
    /// The facts of that.
    pub facts: &'i NoteFacts,
    /// The question.
    pub fact: &'i QuestionFact,
}

fn matches<'i>(words: &[Vec<char>], path: &'i Path, facts: &'i NoteFacts) -> impl Iterator<Item = QuestionMatch<'i>> {
    facts.questions.iter().filter_map(move |fact| {
        let cost = words.iter().map(|word| cost(word, &fact.text)).sum::<Option<u32>>()?;
        Some(QuestionMatch { cost, path, facts, fact })
    })
}

/// The question `fact` of the note at `path`, whose facts are `facts`, and where it is.
pub(super) fn symbol(path: &Path, facts: &NoteFacts, fact: &QuestionFact, files: &Files<'_>) -> Option<QuestionSymbol> {
    let text = (files.read)(path)?;
    let range = TextRange::new(fact.range.start.min(text.len()), fact.range.end.min(text.len()));
    Some(QuestionSymbol {
        name: fact.text.to_string(),
        note: facts.name(path).into_owned(),
        answered: fact.answered,
        location: files.range(path, &text, range),
    })
}

/// How far `text` is from `word`: 0 for one that begins a word there, more for one inside a word and for letters that
/// stand apart; none where it is not to be found.
fn cost(word: &[char], text: &str) -> Option<u32> {
    let mut best: Option<u32> = None;
    let mut before = ' ';
    let first = *word.first()?;
    for (at, c) in text.char_indices() {
        if lower(c) == first {
            let starts_word = !before.is_alphanumeric();
            let gaps = gaps(word, &text[at..]).filter(|&gaps| gaps == 0 || starts_word);
            let found = gaps.map(|gaps| gaps * 4 + u32::from(!starts_word) * 2);
            best = best.into_iter().chain(found).min();
            if best == Some(0) {
                break;
            }
        }
        before = c;
    }
    best
}

/// In how many pieces `word` stands in `text`, the first at its start: each further one begins a word or is at most
/// two letters away.
fn gaps(word: &[char], text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let mut before = chars.next()?;
    let mut gaps = 0;
    for &wanted in &word[1..] {
        let mut skipped = 0;
        loop {
            let c = chars.next()?;
            let starts_word = !before.is_alphanumeric();
            before = c;
            if lower(c) == wanted && (skipped == 0 || starts_word || skipped <= 2) {
                break;
            }
            skipped += 1;
        }
        gaps += u32::from(skipped > 0);
    }
    Some(gaps)
}

fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Note;
    use crate::text::{PositionEncoding, Text};
    use crate::workspace::Config;

    fn search(query: &str, notes: &[&str]) -> Vec<String> {
        let mut index = Index::default();
        let path = |number: usize| std::path::PathBuf::from(format!("/{number}.md"));
        for (number, source) in notes.iter().enumerate() {
            let facts = NoteFacts::new(&Note::new(Text::new(source)), &path(number), &Config::default());
            index.set_open(&path(number), facts);
        }
        let read = |wanted: &Path| (0..notes.len()).find(|&n| path(n) == wanted).map(|n| Text::new(notes[n]));
        let files = Files { read: &read, encoding: PositionEncoding::Utf16 };
        let found = question_symbols(query, &index, &files);
        found.into_iter().map(|it| format!("{}:{} {}", it.note, it.location.start.line, it.name)).collect()
    }

    #[test]
    fn questions_are_found_by_words_and_initials() {
        let notes = [
            "# Locks\n\n### Q: What is the Global *Interpreter* Lock?\n\nA lock.\n",
            "# Sets\n\n### Q: Is a set agile?\n\n### Q: What is a lock-free set?\n",
        ];
        assert_eq!(search("gil", &notes), ["Sets:2 Is a set agile?", "Locks:2 What is the Global Interpreter Lock?"]);
        assert_eq!(
            search("LOCK what", &notes),
            ["Locks:2 What is the Global Interpreter Lock?", "Sets:4 What is a lock-free set?",]
        );
        assert_eq!(search("intrp", &notes), ["Locks:2 What is the Global Interpreter Lock?"]);
        assert_eq!(search("zebra", &notes), Vec::<String>::new());
        assert_eq!(search(" ", &notes), Vec::<String>::new());
    }
}

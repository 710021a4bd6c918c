//! How hard a question is, or for whom.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::phrase::lower_case;
use super::words;

/// The levels by the words that state them.
static LEVELS: LazyLock<FxHashMap<&str, Level>> = LazyLock::new(|| words::LEVELS.iter().rev().copied().collect());

/// A level, as writers state it: by difficulty, by experience or by grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Level {
    Easy,
    Medium,
    Hard,
    Basic,
    Beginner,
    Intermediate,
    Advanced,
    Expert,
    Fresher,
    Intern,
    Junior,
    Mid,
    Senior,
    Lead,
    Staff,
    Principal,
    L1,
    L2,
    L3,
    L4,
    L5,
    L6,
    L7,
}

impl Level {
    /// Its name, in lower case but for the grades `L1` to `L7`.
    pub fn name(self) -> &'static str {
        match self {
            Level::Easy => "easy",
            Level::Medium => "medium",
            Level::Hard => "hard",
            Level::Basic => "basic",
            Level::Beginner => "beginner",
            Level::Intermediate => "intermediate",
            Level::Advanced => "advanced",
            Level::Expert => "expert",
            Level::Fresher => "fresher",
            Level::Intern => "intern",
            Level::Junior => "junior",
            Level::Mid => "mid",
            Level::Senior => "senior",
            Level::Lead => "lead",
            Level::Staff => "staff",
            Level::Principal => "principal",
            Level::L1 => "L1",
            Level::L2 => "L2",
            Level::L3 => "L3",
            Level::L4 => "L4",
            Level::L5 => "L5",
            Level::L6 => "L6",
            Level::L7 => "L7",
        }
    }

    /// The level that `word` (any case) means.
    pub fn of_word(word: &str) -> Option<Self> {
        of_lower_word(&lower_case(word))
    }

    /// The level that a whole phrase states and nothing but: "Senior Level Questions", "Hard".
    pub fn of_phrase(phrase: &str) -> Option<Self> {
        let mut found = None;
        for word in phrase.split([' ', '\u{a0}', '/', ',', '(', ')', '[', ']', ':']).filter(|word| !word.is_empty()) {
            if !word.chars().any(char::is_alphanumeric) {
                continue;
            }
            let word = lower_case(word);
            let level = of_lower_word(&word);
            if level.is_none() && !words::LEVEL_COMPANIONS.contains(&word.as_str()) {
                return None;
            }
            found = found.or(level);
        }
        found
    }

    /// The level that the text between brackets states: a phrase, or one letter.
    pub fn of_bracket(inside: &str) -> Option<Self> {
        let letter = inside.trim().to_lowercase();
        let by_letter = words::LEVEL_LETTERS.iter().find(|(known, _)| *known == letter).map(|&(_, level)| level);
        by_letter.or_else(|| Self::of_phrase(inside))
    }

    /// The level that an emoji stands for.
    pub fn of_emoji(c: char) -> Option<Self> {
        words::LEVEL_EMOJI.iter().find(|(known, _)| *known == c).map(|&(_, level)| level)
    }

    /// The level that a row of stars stands for, as quizzes have it: one is easy, three or more hard.
    pub fn of_stars(count: usize) -> Option<Self> {
        match count {
            0 => None,
            1 => Some(Level::Easy),
            2 => Some(Level::Medium),
            _ => Some(Level::Hard),
        }
    }
}

fn of_lower_word(word: &str) -> Option<Level> {
    LEVELS.get(word.trim_matches(|c: char| !c.is_alphanumeric())).copied()
}

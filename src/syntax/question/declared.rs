//! The questions that a note's front matter declares: `questions`, as a list or by level.

use crate::syntax::front_matter::{FrontMatter, Node, NodeKind};
use crate::text::TextRange;

/// What the key `questions` declares. Ranges are in bytes of the note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// The value of the key.
    pub range: TextRange,
    /// The questions, in order.
    pub questions: Vec<DeclaredQuestion>,
    /// The levels by which they are grouped, if they are, and where those stand.
    pub levels: Vec<(String, TextRange)>,
}

/// A question in front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredQuestion {
    /// What it says.
    pub text: String,
    /// Where, quotes included.
    pub range: TextRange,
    /// The item of the list that says it: where that has keys of its own, all of them.
    pub item: TextRange,
    /// The index of its level in [`Declared::levels`].
    pub level: Option<usize>,
}

impl Declared {
    /// Reads what `front_matter` declares; nothing where it has no questions, not even an empty list of them.
    pub fn read(front_matter: &FrontMatter) -> Option<Self> {
        let value = front_matter.get("questions")?;
        let mut declared = Self { range: value.range, ..Self::default() };
        match &value.kind {
            NodeKind::Sequence(list) => declared.add_all(&list.items, None),
            NodeKind::Mapping(mapping) => {
                for entry in &mapping.entries {
                    let level = declared.levels.len();
                    declared.levels.push((entry.name()?.to_owned(), entry.key.range));
                    declared.add_all(entry.value.items(), Some(level));
                }
            }
            _ => return None,
        }
        Some(declared)
    }

    fn add_all(&mut self, items: &[Node], level: Option<usize>) {
        for item in items {
            // An item may have keys of its own: the text is one of them.
            let text = ["question", "text", "title", "q"].iter().find_map(|key| item.get(key)).unwrap_or(item);
            if let Some(words) = text.text().filter(|words| !words.trim().is_empty()) {
                self.questions.push(DeclaredQuestion {
                    text: words.to_owned(),
                    range: text.range,
                    item: item.range,
                    level,
                });
            }
        }
    }
}

/// What is the same in two questions that say the same: words and signs, without markup, capitals and the last stop.
pub fn same_question_key(text: &str) -> String {
    let unmarked: String = text.chars().filter(|c| !matches!(c, '`' | '*' | '\\')).collect::<String>().to_lowercase();
    let words = unmarked.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_end_matches(['.', '?', '!', '…', ':', '？', ' ']).to_owned()
}

/// How much two questions have in common, from 0 to 1: their words (Sørensen–Dice).
pub fn likeness(one: &str, other: &str) -> f32 {
    QuestionWords::new(one).likeness(&QuestionWords::new(other))
}

/// The words of a question, for comparing it with many others.
#[derive(Clone, Debug)]
pub struct QuestionWords(Vec<String>);

impl QuestionWords {
    /// The words of `text`, each once, without markup, capitals and plurals.
    pub fn new(text: &str) -> Self {
        let key = same_question_key(text);
        let split = key.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '/'));
        let mut words: Vec<_> = split.filter(|word| !word.is_empty()).map(stem).collect();
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// How much the two have in common, from 0 to 1, as [`likeness`] has it.
    pub fn likeness(&self, other: &Self) -> f32 {
        let shared = self.0.iter().filter(|word| other.0.binary_search(word).is_ok()).count();
        match self.0.len() + other.0.len() {
            0 => 0.0,
            all => 2.0 * shared as f32 / all as f32,
        }
    }
}

/// `generators` and `generator` are one word.
fn stem(word: &str) -> String {
    let is_plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    if is_plural { word[..word.len() - 1].to_owned() } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn declared(yaml: &str) -> Option<Declared> {
        Declared::read(&FrontMatter::read(&Text::new(&format!("---\n{yaml}\n---\n")))?)
    }

    #[test]
    fn lists_and_levels_are_read() {
        let found = declared("questions:\n- What is a?\n- {question: What is b?, tags: [c]}").expect("a list");
        let texts: Vec<_> = found.questions.iter().map(|it| (it.text.as_str(), it.level)).collect();
        assert_eq!(texts, [("What is a?", None), ("What is b?", None)]);
        let found = declared("questions:\n  mid: [a]\n  senior:\n  - b\n  lead:").expect("levels");
        let texts: Vec<_> = found.questions.iter().map(|it| (it.text.as_str(), it.level)).collect();
        assert_eq!(texts, [("a", Some(0)), ("b", Some(1))]);
        assert_eq!(found.levels.len(), 3);
        assert_eq!(declared("questions: 12"), None);
        assert_eq!(declared("title: x"), None);
    }

    #[test]
    fn markup_and_stops_make_no_difference() {
        assert_eq!(same_question_key("What is  `is`?"), same_question_key("what is **is**"));
        assert_ne!(same_question_key("What is `==`?"), same_question_key("What is `!=`?"));
        assert!(likeness("Explain lists vs generators.", "Explain lists vs generator expressions.") > 0.8);
        assert!(likeness("What is a decorator?", "How does the GIL work?") < 0.2);
    }
}

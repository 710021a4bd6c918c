//! The questions that front matter declares, side by side with those of the body.

use std::collections::BTreeSet;
use std::iter;

use rustc_hash::FxHashMap;

use crate::syntax::Note;
use crate::syntax::question::{Declared, DeclaredQuestion, Question, QuestionWords, same_question_key};

/// More comparisons than this are not made to find the nearest question: they run with every keystroke.
const MAX_COMPARISONS: usize = 40_000;

/// From this likeness on, a question of the body can be what became of a declared one.
const LIKE_ENOUGH: f32 = 0.4;

/// What is declared, side by side with what is there. Neither list is empty.
pub(super) struct Comparison<'a> {
    pub declared: Declared,
    /// The questions of the body that have a text, each once and before its follow-ups.
    pub body: Vec<BodyQuestion<'a>>,
    /// For each declared question, the index of the one in the body that says the same.
    pub same: Vec<Option<usize>>,
}

/// A question of the body.
pub(super) struct BodyQuestion<'a> {
    pub question: &'a Question,
    pub text: String,
    /// Whether it is a follow-up: it can be declared, but need not be.
    pub is_follow_up: bool,
}

/// The question that is the nearest to another.
#[derive(Clone, Copy)]
pub(super) struct Nearest {
    /// The index in [`Comparison::body`].
    pub index: usize,
    /// From 0 to 1.
    pub likeness: f32,
}

impl Nearest {
    /// Whether it can be what became of the other.
    pub fn is_like_enough(self) -> bool {
        self.likeness >= LIKE_ENOUGH
    }
}

impl<'a> Comparison<'a> {
    /// Compares; nothing where the front matter declares no questions, or the body has none: then it is a plan, or the
    /// note is written in another way.
    pub fn new(note: &'a Note) -> Option<Self> {
        let declared = note.front_matter().and_then(Declared::read)?;
        let questions = &note.questions().questions;
        if declared.questions.is_empty() || questions.is_empty() {
            return None;
        }
        let mut body: Vec<BodyQuestion<'_>> = Vec::with_capacity(questions.len());
        let mut keys: FxHashMap<String, usize> = FxHashMap::default();
        let follow_ups = |question: &'a Question| question.follow_ups.iter().map(|inner| (inner, true));
        for (question, is_follow_up) in questions.iter().flat_map(|it| iter::once((it, false)).chain(follow_ups(it))) {
            let text = note.question_text(question);
            let key = same_question_key(&text);
            // What is asked again is declared with the first, unless that need not be declared.
            let counts = |other: &usize| !body[*other].is_follow_up || is_follow_up;
            if !key.is_empty() && !keys.get(&key).is_some_and(counts) {
                keys.insert(key, body.len());
                body.push(BodyQuestion { question, text, is_follow_up });
            }
        }
        if body.is_empty() {
            return None;
        }
        let same = declared.questions.iter().map(|it| keys.get(&same_question_key(&it.text)).copied()).collect();
        Some(Self { declared, body, same })
    }

    /// The declared questions that the body lacks, each with the nearest one that is not declared.
    pub fn missing(&self) -> Vec<(&DeclaredQuestion, Option<Nearest>)> {
        let ranked = self.ranked();
        let nearest = |index: usize| ranked.as_ref()?.get(&index)?.first().copied();
        self.lacking().map(|index| (&self.declared.questions[index], nearest(index))).collect()
    }

    /// The questions of the body that are not declared, save those offered in place of one that is.
    pub fn undeclared(&self) -> Vec<&BodyQuestion<'a>> {
        let offered: BTreeSet<_> = self.missing().into_iter().filter_map(|(_, nearest)| Some(nearest?.index)).collect();
        let free = self.free().filter(|index| !offered.contains(index));
        free.map(|index| &self.body[index]).filter(|question| !question.is_follow_up).collect()
    }

    /// What became of each declared question: the index of the one in the body that says the same, or else the one that
    /// is most like it and stands for no other. None where more would have to be compared than is good.
    pub fn assigned(&self) -> Option<Vec<Option<usize>>> {
        let mut assigned = self.same.clone();
        let mut pairs: Vec<_> = Vec::new();
        for (declared, nearest) in self.ranked()? {
            let like = nearest.into_iter().take_while(|nearest| nearest.is_like_enough());
            pairs.extend(like.map(|Nearest { index, likeness }| (declared, index, likeness)));
        }
        pairs.sort_by(|one, other| other.2.total_cmp(&one.2).then_with(|| (one.0, one.1).cmp(&(other.0, other.1))));
        let mut taken = BTreeSet::new();
        for (declared, index, _) in pairs {
            if assigned[declared].is_none() && taken.insert(index) {
                assigned[declared] = Some(index);
            }
        }
        Some(assigned)
    }

    /// For each declared question that the body lacks, the ones that are not declared, the most alike first, without
    /// those that share nothing with it. Of equals the first in the note comes first.
    fn ranked(&self) -> Option<FxHashMap<usize, Vec<Nearest>>> {
        let free: Vec<(usize, QuestionWords)> =
            self.free().map(|index| (index, QuestionWords::new(&self.body[index].text))).collect();
        if self.lacking().count() * free.len() > MAX_COMPARISONS {
            return None;
        }
        let ranked = self.lacking().map(|declared| {
            let words = QuestionWords::new(&self.declared.questions[declared].text);
            let like = free.iter().map(|(index, other)| Nearest { index: *index, likeness: words.likeness(other) });
            let mut like: Vec<_> = like.filter(|nearest| nearest.likeness > 0.0).collect();
            like.sort_by(|one, other| other.likeness.total_cmp(&one.likeness));
            (declared, like)
        });
        Some(ranked.collect())
    }

    /// The indices of the declared questions that the body lacks.
    fn lacking(&self) -> impl Iterator<Item = usize> {
        self.same.iter().enumerate().filter(|(_, same)| same.is_none()).map(|(index, _)| index)
    }

    /// The indices of the questions of the body that are not declared.
    fn free(&self) -> impl Iterator<Item = usize> {
        let declared: BTreeSet<usize> = self.same.iter().copied().flatten().collect();
        (0..self.body.len()).filter(move |index| !declared.contains(index))
    }
}

impl BodyQuestion<'_> {
    /// Its text as it is written into front matter: without markup, save that code keeps its backticks.
    pub fn declared_text(&self, note: &Note) -> String {
        let source = note.text().slice(note.question_source_range(self.question));
        let source = source.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_code_alone = source.replace('`', "") == self.text && source.matches('`').count() % 2 == 0;
        if is_code_alone { source } else { self.text.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    #[test]
    fn a_question_counts_once_and_with_a_text() {
        let source = "---\nquestions: [why]\n---\n\n### Q: Why?\n\n**Answer:** Yes.\n\n**Follow-up:** When?\n\n\
                      ### Q: When?\n\n**Answer:** Yes.\n\n### Q:\n\n**Answer:** No.\n\n### Q: `why`\n\n**Answer:** Yes.\n";
        let note = Note::new(Text::new(source));
        let comparison = Comparison::new(&note).expect("questions");
        let body: Vec<_> = comparison.body.iter().map(|it| (it.text.as_str(), it.is_follow_up)).collect();
        assert_eq!(body, [("Why?", false), ("When?", true), ("When?", false)]);
        assert_eq!(comparison.same, [Some(0)]);
        assert_eq!(comparison.undeclared().iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["When?"]);
    }
}

//! Checks of what front matter declares against what the body holds.

mod levels;
mod missing_question;
mod undeclared_question;

use super::{NoteContext, Topic};
use crate::syntax::question::{Declared, DeclaredQuestion, Question, likeness, same_question_key};
use rustc_hash::FxHashMap;

/// The rules about front matter and body.
pub static TOPIC: Topic = Topic {
    name: "Front matter and body",
    rules: &[
        &missing_question::MISSING_QUESTION,
        &undeclared_question::UNDECLARED_QUESTION,
        &levels::EMPTY_LEVEL,
        &levels::UNDECLARED_LEVEL,
    ],
    blocks: &[],
    front_matter: &[],
    questions: &[missing_question::check, undeclared_question::check, levels::check],
    notes: &[],
};

/// More comparisons than this are not made to find the nearest question: they run with every keystroke.
const MAX_COMPARISONS: usize = 40_000;

/// What is declared, side by side with what is there. Neither list is empty.
struct Comparison<'a> {
    declared: Declared,
    body: Vec<BodyQuestion<'a>>,
    /// For each declared question, the one in the body that says the same.
    same: Vec<Option<usize>>,
}

struct BodyQuestion<'a> {
    question: &'a Question,
    text: String,
}

impl<'a> Comparison<'a> {
    /// Compares; nothing where the front matter declares no questions, or the body has none: then it is a plan, or the
    /// note is written in another way.
    fn new(context: &NoteContext<'a>) -> Option<Self> {
        let declared = context.note.front_matter().and_then(Declared::read)?;
        let questions = &context.note.questions().questions;
        if declared.questions.is_empty() || questions.is_empty() {
            return None;
        }
        let body: Vec<_> = questions
            .iter()
            .map(|question| BodyQuestion { question, text: context.note.question_text(question) })
            .collect();
        let keys: FxHashMap<_, _> =
            body.iter().enumerate().rev().map(|(index, question)| (same_question_key(&question.text), index)).collect();
        let same = declared.questions.iter().map(|it| keys.get(&same_question_key(&it.text)).copied()).collect();
        Some(Self { declared, body, same })
    }

    /// The declared questions that the body lacks, each with the index of the nearest one that is not declared.
    fn missing(&self) -> Vec<(&DeclaredQuestion, Option<usize>)> {
        let lacking = self.declared.questions.iter().zip(&self.same).filter(|(_, same)| same.is_none());
        let lacking: Vec<_> = lacking.map(|(declared, _)| declared).collect();
        if lacking.len() * self.body.len() > MAX_COMPARISONS {
            return lacking.into_iter().map(|declared| (declared, None)).collect();
        }
        let free: Vec<usize> = (0..self.body.len()).filter(|index| !self.same.contains(&Some(*index))).collect();
        let nearest = |declared: &DeclaredQuestion| {
            let like = free.iter().map(|&index| (likeness(&declared.text, &self.body[index].text), index));
            // Of equals the first one counts.
            let best = like.rev().max_by(|one, other| one.0.total_cmp(&other.0))?;
            (best.0 > 0.0).then_some(best.1)
        };
        lacking.into_iter().map(|declared| (declared, nearest(declared))).collect()
    }

    /// The questions of the body that are not declared, save those offered in place of one that is.
    fn undeclared(&self) -> Vec<&BodyQuestion<'a>> {
        let offered: Vec<_> = self.missing().into_iter().map(|(_, nearest)| nearest).collect();
        let is_free = |index: &usize| !self.same.contains(&Some(*index)) && !offered.contains(&Some(*index));
        (0..self.body.len()).filter(is_free).map(|index| &self.body[index]).collect()
    }
}

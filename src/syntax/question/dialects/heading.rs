//! `### What is REST?`: one level of plain headings.

use crate::syntax::question::Marks;
use crate::syntax::question::survey::{Found, Survey};

use super::Dialect;
use super::group::{Tally, by_heading, has_own_answer, headings};

pub(super) static HEADING: Dialect = Dialect { id: "heading", find };

fn find(survey: &Survey<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut taken = vec![false; survey.len()];
    for level in 1..=6 {
        if survey.options.heading_level.is_some_and(|only| only != level) {
            continue;
        }
        let all: Vec<usize> = headings(survey, level).into_iter().filter(|&at| !taken[at]).collect();
        let heads = match accepted(survey, &all) {
            heads if heads.is_empty() => by_heading(survey, &all)
                .iter()
                .filter(|group| survey.is_in_questions(group[0]))
                .flat_map(|group| accepted(survey, group))
                .collect(),
            heads => heads,
        };
        for at in heads {
            let end = first_of_many(survey, at).unwrap_or(survey.end(at));
            taken[at..end].fill(true);
            found.push(Found::new(at, end));
        }
    }
    found.sort_by_key(|question| question.head);
    found
}

/// The members of a group that are questions: none, those that look like it, or, where nearly all do, all.
fn accepted(survey: &Survey<'_>, group: &[usize]) -> Vec<usize> {
    let tally = Tally::of(survey, group);
    let Some(&first) = group.first() else { return Vec::new() };
    let context = survey.is_in_questions(first) || survey.is_titled();
    let likely = if context {
        tally.count >= 2 && tally.is_mostly_questions(50) && tally.is_asking(30)
    } else {
        tally.asking + tally.hinting >= 3 && tally.is_mostly_questions(60) && tally.is_plainly_asking(30)
    };
    let configured = survey.options.heading_level.is_some();
    let labelled = |at: usize| has_own_answer(survey, at);
    let sure = tally.plainly_answered == tally.count && tally.is_asking(100);
    if (tally.count >= 3 && tally.is_answered(60, context)) || sure {
        return group.iter().copied().filter(|&at| labelled(at) || survey.shapes[at].is_question_like()).collect();
    }
    if !likely && !configured {
        return Vec::new();
    }
    let all = configured || tally.is_mostly_questions(if context { 66 } else { 80 }) || survey.is_in_questions(first);
    let keeps =
        |at: usize| configured || survey.shapes[at].is_question_like() || (all && !holds_asking_headings(survey, at));
    group.iter().copied().filter(|&at| keeps(at)).collect()
}

/// An answer does not ask so many questions in its headings.
const MANY: usize = 5;

/// The first of many headings below the question at `at` that ask: they are questions of their own, set a level too deep.
fn first_of_many(survey: &Survey<'_>, at: usize) -> Option<usize> {
    let (below, asking) = asking_headings(survey, at);
    let first = *asking.first()?;
    let answered = survey.contents(at + 1, first).next().is_some();
    (answered && asking.len() >= MANY && asking.len() * 10 >= below * 7).then_some(first)
}

/// Whether most of the headings below the one at `at` ask: then it is a section.
fn holds_asking_headings(survey: &Survey<'_>, at: usize) -> bool {
    let (below, asking) = asking_headings(survey, at);
    !asking.is_empty() && asking.len() * 2 >= below
}

/// How many headings there are below the one at `at`, and which of them ask.
fn asking_headings(survey: &Survey<'_>, at: usize) -> (usize, Vec<usize>) {
    let below: Vec<usize> = (at + 1..survey.end(at)).filter(|&inner| survey.heading_level(inner).is_some()).collect();
    let asking = below.iter().copied().filter(|&inner| survey.shapes[inner].marks.any(Marks::ASKS)).collect();
    (below.len(), asking)
}

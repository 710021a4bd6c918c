//! `## 3. What is a closure?`: one level of numbered headings.

use crate::syntax::question::Marks;
use crate::syntax::question::survey::{Found, Survey};

use super::Dialect;
use super::group::{Tally, by_heading, has_own_answer, headings};

pub(super) static NUMBERED: Dialect = Dialect { id: "numbered", find };

fn find(survey: &Survey<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut taken = vec![false; survey.len()];
    for level in 1..=6 {
        if survey.options.heading_level.is_some_and(|only| only != level) {
            continue;
        }
        let all: Vec<usize> = headings(survey, level)
            .into_iter()
            .filter(|&at| survey.shapes[at].marks.any(Marks::NUMBERED) && !taken[at])
            .collect();
        let whole = is_accepted(survey, &all);
        let may_be_asked =
            |group: &Vec<usize>| if whole { is_asked(survey, group) } else { is_accepted(survey, group) };
        // Where labels say what is asked, other headings do not.
        let is_told = survey.is_titled() || Tally::of(survey, &all).is_mostly_questions(66);
        let are_all = is_told && !survey.holds_questions(0, survey.len());
        let accepted = by_heading(survey, &all).into_iter().filter(may_be_asked);
        let accepted = accepted.flat_map(|group| members(survey, group, are_all));
        for at in accepted {
            let end = next_number(survey, at).unwrap_or(survey.end(at));
            taken[at..end].fill(true);
            found.push(Found::new(at, end));
        }
    }
    found.sort_by_key(|question| question.head);
    found
}

/// The first numbered heading below the one at `at`, if it asks and counts on from it: it is the next question, set a
/// level too deep.
fn next_number(survey: &Survey<'_>, at: usize) -> Option<usize> {
    let numbered = |&inner: &usize| {
        let marks = survey.shapes[inner].marks;
        survey.heading_level(inner).is_some() && marks.any(Marks::NUMBERED) && !marks.any(Marks::DOTTED)
    };
    let next = (at + 1..survey.end(at)).find(numbered)?;
    let (this, next_shape) = (&survey.shapes[at], &survey.shapes[next]);
    (next_shape.number == this.number + 1 && next_shape.is_question_like()).then_some(next)
}

/// Those of a `group` that are questions: all, if they `are_all` or the section says so; else those that look like it.
fn members(survey: &Survey<'_>, group: Vec<usize>, are_all: bool) -> Vec<usize> {
    if are_all || group.first().is_some_and(|&first| survey.is_in_questions(first)) {
        return group;
    }
    let is_asked = |at: &usize| survey.shapes[*at].is_question_like() || has_own_answer(survey, *at);
    group.into_iter().filter(is_asked).collect()
}

/// Whether headings side by side may be questions in a note where others are: a row without any that looks like one, or
/// has its answer, is something else.
fn is_asked(survey: &Survey<'_>, group: &[usize]) -> bool {
    let tally = Tally::of(survey, group);
    let section = group.first().is_some_and(|&first| survey.is_in_questions(first));
    section || tally.count == 1 || tally.asking + tally.hinting + tally.answered > 0
}

fn is_accepted(survey: &Survey<'_>, group: &[usize]) -> bool {
    let tally = Tally::of(survey, group);
    let Some(&first) = group.first() else { return false };
    let section = survey.is_in_questions(first);
    let percent = if section { 30 } else { 50 };
    let answered = tally.is_answered(80, section || survey.is_titled());
    tally.count >= 2 && ((tally.is_mostly_questions(percent) && tally.asking > 0) || answered)
}

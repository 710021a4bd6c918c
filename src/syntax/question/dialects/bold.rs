//! `**How does DNS work?** 👶`: a bold paragraph above its answer, or at the beginning of it.

use crate::syntax::question::survey::{Found, Survey};
use crate::syntax::question::{Marks, PieceKind};

use super::Dialect;
use super::group::{Tally, by_heading};

pub(super) static BOLD: Dialect = Dialect { id: "bold", find };

/// Fewer than this is chance.
const AT_LEAST: usize = 3;

fn find(survey: &Survey<'_>) -> Vec<Found> {
    let numbered = Marks::NUMBERED | Marks::BOLD_PREFIX;
    let whole = group(survey, |marks| marks.any(Marks::BOLD) && !marks.all(numbered));
    let lead = group(survey, |marks| marks.any(Marks::BOLD_LEAD) && !marks.all(numbered));
    let counted = group(survey, |marks| marks.all(numbered));
    let mut heads = accepted(survey, &whole, 50);
    heads.extend(accepted(survey, &lead, 60));
    heads.extend(counted_heads(survey, &counted));
    heads.sort_unstable();
    let ends = survey.run_ends(&heads);
    heads.into_iter().zip(ends).map(|(head, end)| Found::new(head, end)).collect()
}

fn group(survey: &Survey<'_>, fits: impl Fn(Marks) -> bool) -> Vec<usize> {
    let out =
        Marks::ANSWER_LABEL | Marks::FOLLOW_UP | Marks::META | Marks::NAVIGATION | Marks::OPTION | Marks::PROMPT_LABEL;
    (0..survey.len())
        .filter(|&at| {
            let shape = &survey.shapes[at];
            shape.kind == PieceKind::Paragraph
                && shape.depth == 0
                && shape.marks.any(Marks::TEXT)
                && !shape.marks.any(out)
                && fits(shape.marks)
                && survey.is_free(at)
        })
        .collect()
}

fn accepted(survey: &Survey<'_>, group: &[usize], percent: usize) -> Vec<usize> {
    let tally = Tally::of(survey, group);
    if tally.count < AT_LEAST || !tally.is_mostly_questions(percent) || !tally.is_asking(30) {
        return Vec::new();
    }
    let all = tally.is_mostly_questions(80);
    let keeps =
        |at: usize| survey.shapes[at].is_question_like() || (all && !survey.shapes[at].marks.any(Marks::LEADS_ON));
    let asks = |part: &Vec<usize>| part.iter().any(|&at| survey.shapes[at].is_question_like());
    by_heading(survey, group).into_iter().filter(asks).flatten().filter(|&at| keeps(at)).collect()
}

/// `**1)** The number of active users.`: paragraphs counted in bold, in a note that calls itself questions.
fn counted_heads(survey: &Survey<'_>, group: &[usize]) -> Vec<usize> {
    let follows = |pair: &[usize]| survey.shapes[pair[1]].number == survey.shapes[pair[0]].number + 1;
    let in_order = group.windows(2).filter(|pair| follows(pair)).count();
    let counted = group.len() >= AT_LEAST && in_order * 2 >= group.len();
    let asked = Tally::of(survey, group).is_mostly_questions(50);
    let context = survey.is_titled() || group.first().is_some_and(|&first| survey.is_in_questions(first));
    if counted && (asked || context) { group.to_vec() } else { Vec::new() }
}

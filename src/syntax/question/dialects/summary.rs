//! `<summary>What is REST?</summary>`: the answer is folded away below its question.

use crate::syntax::question::survey::{Found, Survey};
use crate::syntax::question::{Marks, PieceKind};

use super::Dialect;
use super::group::Tally;

pub(super) static SUMMARY: Dialect = Dialect { id: "summary", find };

/// Fewer than this is chance: a folded menu, a hint.
const AT_LEAST: usize = 3;

fn find(survey: &Survey<'_>) -> Vec<Found> {
    let heads: Vec<usize> = (0..survey.len())
        .filter(|&at| {
            let shape = &survey.shapes[at];
            shape.kind == PieceKind::Summary
                && shape.marks.any(Marks::TEXT)
                && !shape.marks.any(Marks::ANSWER_LABEL | Marks::CONTENTS | Marks::META | Marks::NAVIGATION)
                && survey.is_free(at)
        })
        .collect();
    if heads.len() < AT_LEAST || !Tally::of(survey, &heads).is_mostly_questions(50) {
        return Vec::new();
    }
    heads.into_iter().map(|at| Found::new(at, fold_end(survey, at))).collect()
}

/// Where the folded part around the summary at `at` ends.
fn fold_end(survey: &Survey<'_>, at: usize) -> usize {
    let fold = survey.fold(at);
    let stops = |&next: &usize| survey.fold(next) < fold || survey.shapes[next].kind == PieceKind::Open && fold == 0;
    (at + 1..survey.len()).find(stops).unwrap_or(survey.len())
}

//! A table with a column headed Question.

use crate::syntax::question::survey::{Found, Survey};
use crate::syntax::question::{Marks, PieceKind};

use super::Dialect;
use super::group::Tally;

pub(super) static TABLE: Dialect = Dialect { id: "table", find };

fn find(survey: &Survey<'_>) -> Vec<Found> {
    let rows: Vec<usize> =
        (0..survey.len()).filter(|&at| survey.shapes[at].kind == PieceKind::Row && survey.is_free(at)).collect();
    let same_table = |a: &usize, b: &usize| survey.id(*a).block == survey.id(*b).block;
    rows.chunk_by(same_table)
        .filter(|table| is_accepted(survey, table))
        .flat_map(|table| questions(survey, table))
        .collect()
}

/// A table of contents links into the note; a table of decisions stands in a note on something else.
fn is_accepted(survey: &Survey<'_>, table: &[usize]) -> bool {
    let links = table.iter().filter(|&&at| survey.shapes[at].marks.any(Marks::NAVIGATION)).count();
    let answers = table.iter().any(|&at| survey.shapes[at].marks.any(Marks::ANSWERED));
    let context = survey.is_titled() || survey.is_in_questions(table[0]);
    let contents = links * 2 > table.len() || survey.is_in_contents(table[0]);
    !contents && (answers || context) && Tally::of(survey, table).is_mostly_questions(50)
}

fn questions(survey: &Survey<'_>, table: &[usize]) -> Vec<Found> {
    let is_question = |at: &&usize| survey.shapes[**at].marks.any(Marks::TEXT);
    table.iter().filter(is_question).map(|&at| Found::new(at, at + 1)).collect()
}

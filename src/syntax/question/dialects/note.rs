//! The note is one question: the front matter says so, or its title asks and it has tags or a difficulty.

use crate::syntax::question::Marks;
use crate::syntax::question::survey::{Found, Survey};

use super::Dialect;

pub(super) static NOTE: Dialect = Dialect { id: "note", find };

/// The head of a question that stands in the front matter.
pub(in crate::syntax::question) const FRONT_MATTER: usize = usize::MAX;

fn find(survey: &Survey<'_>) -> Vec<Found> {
    let facts = survey.facts;
    let any = (0..survey.len()).any(|at| !survey.is_free(at));
    let title = survey.title().filter(|&at| at < 3);
    let asks = |at: usize| survey.shapes[at].is_question_like();
    if any || survey.options.heading_level.is_some() {
        Vec::new()
    } else if facts.has_question || (facts.is_tagged && facts.title_asks) {
        vec![Found::new(FRONT_MATTER, survey.len())]
    } else if let Some(title) =
        title.filter(|&at| facts.is_tagged && asks(at) && !survey.shapes[at].marks.any(Marks::QUESTIONS))
    {
        vec![Found::new(title, survey.len())]
    } else {
        Vec::new()
    }
}

//! `1. **What is `is`?**` with `*Answer*: …` below: items of a list.

use crate::syntax::question::survey::{Found, Survey};
use crate::syntax::question::{Marks, PieceKind};

use super::Dialect;
use super::group::{Tally, by_heading};

pub(super) static LIST: Dialect = Dialect { id: "list", find };

/// How an item is set; items of one style are one habit.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Style {
    ordered: bool,
    headed: bool,
    bold: bool,
}

const STYLES: [Style; 6] = [
    Style { ordered: true, headed: true, bold: false },
    Style { ordered: false, headed: true, bold: false },
    Style { ordered: true, headed: false, bold: true },
    Style { ordered: false, headed: false, bold: true },
    Style { ordered: true, headed: false, bold: false },
    Style { ordered: false, headed: false, bold: false },
];

fn find(survey: &Survey<'_>) -> Vec<Found> {
    let mut heads: Vec<usize> = Vec::new();
    for style in STYLES {
        let group: Vec<usize> = (0..survey.len()).filter(|&at| fits(survey, at, style)).collect();
        heads.extend(accepted(survey, &group, style));
    }
    heads.sort_unstable();
    let ends = ends(survey, &heads);
    heads.into_iter().zip(ends).map(|(head, end)| Found::new(head, end)).collect()
}

fn fits(survey: &Survey<'_>, at: usize, style: Style) -> bool {
    let shape = &survey.shapes[at];
    let PieceKind::Item { ordered } = shape.kind else { return false };
    let out =
        Marks::ANSWER_LABEL | Marks::FOLLOW_UP | Marks::META | Marks::OPTION | Marks::NAVIGATION | Marks::LINKS_ONLY;
    let own = Style {
        ordered,
        headed: shape.marks.any(Marks::HEADED),
        bold: shape.marks.any(Marks::BOLD | Marks::BOLD_LEAD) && !shape.marks.any(Marks::HEADED),
    };
    own == style
        && shape.depth == 0
        && shape.marks.any(Marks::TEXT)
        && !shape.marks.any(out)
        && survey.is_free(at)
        // An item that is a heading holds what it is about; a table of contents only names it.
        && (own.headed || !survey.is_in_contents(at))
        && !survey.heading(at).is_some_and(|heading| survey.shapes[heading].marks.any(Marks::FRAME))
}

fn accepted(survey: &Survey<'_>, group: &[usize], style: Style) -> Vec<usize> {
    let whole = Tally::of(survey, group);
    let habit = style.headed || style.bold;
    let context = survey.is_titled() || group.iter().any(|&at| survey.is_in_questions(at));
    if habit && context && whole.count >= 3 && whole.is_mostly_questions(60) && whole.is_asking(30) {
        return group.to_vec();
    }
    by_heading(survey, group).into_iter().filter(|part| is_accepted(survey, part, style)).flatten().collect()
}

/// Whether the items of one style under one heading are questions.
fn is_accepted(survey: &Survey<'_>, part: &[usize], style: Style) -> bool {
    let tally = Tally::of(survey, part);
    let Some(&first) = part.first() else { return false };
    let section = survey.is_in_questions(first) || is_introduced(survey, first);
    let titled = survey.is_titled();
    let context = section || titled;
    let labelled = tally.is_answered(80, context) && tally.answered >= 3;
    let likely = tally.answered >= 2 && (titled || tally.is_mostly_questions(30));
    if labelled || (tally.is_answered(50, context) && (section || likely)) {
        return true;
    }
    let (at_least, mostly, asking) = match (section, titled, style.ordered) {
        (true, _, true) => (1, 50, 0),
        (true, _, false) => (2, 60, 20),
        (false, true, true) => (3, 60, 30),
        (false, true, false) => (3, 70, 40),
        (false, false, true) if tally.is_plainly_asking(70) => (4, 80, 70),
        (false, false, _) => return false,
    };
    tally.count >= at_least && tally.is_mostly_questions(mostly) && tally.is_asking(asking)
}

/// Whether the line before the list says that questions follow.
fn is_introduced(survey: &Survey<'_>, first: usize) -> bool {
    first.checked_sub(1).is_some_and(|before| {
        let shape = &survey.shapes[before];
        shape.kind == PieceKind::Paragraph && shape.marks.all(Marks::QUESTIONS | Marks::LEADS_ON)
    })
}

/// Where the items end. Where each question has a list of its own, the lists counting on, what stands between two
/// of them belongs to the first: its writer forgot to indent it.
fn ends(survey: &Survey<'_>, heads: &[usize]) -> Vec<usize> {
    let counts_on = |pair: &&[usize]| {
        let (this, next) = (&survey.shapes[pair[0]], &survey.shapes[pair[1]]);
        next.number == this.number + 1
            && survey.end(pair[0]) < pair[1]
            && survey.heading(pair[0]) == survey.heading(pair[1])
    };
    let interrupted = heads.windows(2).filter(counts_on).count() * 5 >= heads.len() && heads.len() > 1;
    if !interrupted {
        return heads.iter().map(|&head| survey.end(head)).collect();
    }
    survey.run_ends(heads).into_iter().zip(heads).map(|(end, &head)| end.max(survey.end(head))).collect()
}

//! `1. **What is `is`?**` with `*Answer*: …` below: items of a list.

use crate::syntax::question::survey::{Found, Survey};
use crate::syntax::question::{Marks, PieceKind, Shape};

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
    let candidates = candidates(survey);
    let mut heads: Vec<usize> = Vec::new();
    for style in STYLES {
        let group: Vec<usize> = candidates.iter().copied().filter(|&at| fits(survey, at, style)).collect();
        heads.extend(accepted(survey, &group, style));
    }
    heads.sort_unstable();
    let ends = ends(survey, &heads);
    heads.into_iter().zip(ends).map(|(head, end)| Found::new(head, end)).collect()
}

/// The items of the outer lists; where one names a topic and those inside ask, these. Numbered lines and paragraphs are
/// items, too: `3、`, `(3)`.
fn candidates(survey: &Survey<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    for at in (0..survey.len()).filter(|&at| survey.shapes[at].depth == 0 && survey.is_free(at)) {
        let shape = &survey.shapes[at];
        match shape.kind {
            PieceKind::Item { .. } => match asked_below(survey, at) {
                inner if inner.is_empty() => found.push(at),
                inner => found.extend(inner),
            },
            PieceKind::Line | PieceKind::Paragraph if is_counted(shape) => found.push(at),
            _ => {}
        }
    }
    found
}

/// Whether a line or paragraph is numbered as an item would be.
fn is_counted(shape: &Shape) -> bool {
    let bold = Marks::BOLD | Marks::BOLD_LEAD | Marks::BOLD_PREFIX;
    shape.marks.any(Marks::NUMBERED)
        && !shape.marks.any(Marks::DOTTED)
        && (shape.kind == PieceKind::Line || !shape.marks.any(bold))
}

/// The items inside the one at `at`, if it asks nothing itself, has nothing else to say, and they ask.
fn asked_below(survey: &Survey<'_>, at: usize) -> Vec<usize> {
    let shape = &survey.shapes[at];
    let inside: Vec<usize> = survey.contents(at + 1, survey.end(at)).collect();
    let is_item = |at: &usize| {
        let inner = &survey.shapes[*at];
        let line = inner.kind == PieceKind::Line && inner.marks.any(Marks::NUMBERED);
        (line || matches!(inner.kind, PieceKind::Item { .. })) && inner.depth == shape.depth + 1
    };
    let items: Vec<usize> = inside.iter().copied().filter(is_item).collect();
    let tally = Tally::of(survey, &items);
    let asked = tally.count >= 2 && tally.is_mostly_questions(80) && tally.is_asking(50);
    let starts = inside.first().is_some_and(is_item);
    let topic = !shape.is_question_like() && !shape.marks.any(Marks::REST | Marks::FOLLOW_UP | Marks::ANSWER_LABEL);
    if asked && starts && topic { items } else { Vec::new() }
}

fn fits(survey: &Survey<'_>, at: usize, style: Style) -> bool {
    let shape = &survey.shapes[at];
    let ordered = !matches!(shape.kind, PieceKind::Item { ordered: false });
    let out =
        Marks::ANSWER_LABEL | Marks::FOLLOW_UP | Marks::META | Marks::OPTION | Marks::NAVIGATION | Marks::LINKS_ONLY;
    let own = Style {
        ordered,
        headed: shape.marks.any(Marks::HEADED),
        bold: shape.marks.any(Marks::BOLD | Marks::BOLD_LEAD) && !shape.marks.any(Marks::HEADED),
    };
    own == style
        && shape.marks.any(Marks::TEXT)
        && !shape.marks.any(out)
        && survey.is_free(at)
        // An item that is a heading holds what it is about; a table of contents only names it.
        && (own.headed || !survey.is_in_contents(at))
        && !survey.heading(at).is_some_and(|heading| survey.shapes[heading].marks.any(Marks::FRAME))
}

fn accepted(survey: &Survey<'_>, group: &[usize], style: Style) -> Vec<usize> {
    let whole = Tally::of(survey, group);
    let parts = by_heading(survey, group);
    let habit = style.headed || style.bold;
    let context = survey.is_titled() || group.iter().any(|&at| survey.is_in_questions(at));
    let mostly = whole.count >= 3 && whole.is_mostly_questions(60) && whole.is_asking(30);
    if habit && context && mostly {
        // A title speaks for all bullets; a section for its own.
        let is_told = |part: &[usize]| !style.ordered && (survey.is_titled() || survey.is_in_questions(part[0]));
        return parts.into_iter().filter(|part| is_told(part) || may_be_asked(survey, part)).flatten().collect();
    }
    let full = is_full(whole, style);
    let is_accepted = |part: &Vec<usize>| {
        let tally = Tally::of(survey, part);
        let few = survey.is_titled() && mostly && tally.count < 3 && tally.is_asking(100);
        is_accepted(survey, part, style) || few || (full && tally.asking > 0 && tally.is_mostly_questions(50))
    };
    parts.into_iter().filter(is_accepted).flatten().collect()
}

/// Whether so many items of a note look like questions that it need not say so.
fn is_full(whole: Tally, style: Style) -> bool {
    let at_least = if style.ordered { 5 } else { 8 };
    let asked = whole.is_mostly_questions(80) && whole.is_asking(70) && whole.is_plainly_asking(40);
    // Requests in a language that is not known here do not show.
    let foreign = whole.count >= 20 && whole.is_asking(60) && whole.is_foreign();
    whole.count >= at_least && (style.ordered || !style.bold) && (asked || foreign || whole.is_graded())
}

/// Whether the numbered items under one heading may be questions in a note where others are: steps are none.
fn may_be_asked(survey: &Survey<'_>, part: &[usize]) -> bool {
    let tally = Tally::of(survey, part);
    let counts_on = part.first().is_some_and(|&first| survey.shapes[first].number > 1);
    tally.count == 1 || counts_on || tally.asking > 0 || tally.answered > 0 || tally.is_mostly_questions(60)
}

/// Whether the items of one style under one heading are questions.
fn is_accepted(survey: &Survey<'_>, part: &[usize], style: Style) -> bool {
    let tally = Tally::of(survey, part);
    let Some(&first) = part.first() else { return false };
    let section = survey.is_in_questions(first);
    let introduced = !section && is_introduced(survey, first);
    let titled = survey.is_titled();
    let likely = tally.answered >= 2 && (titled || tally.is_mostly_questions(30));
    let context = section || introduced || titled;
    let labelled = tally.is_answered(80, context) && tally.answered >= 3;
    if labelled || (tally.is_answered(50, context) && (section || introduced || likely)) {
        return true;
    }
    let plain = tally.is_plainly_asking(70) || (tally.is_asking(80) && tally.is_plainly_asking(40));
    let (at_least, mostly, asking) = match (section || introduced, titled, style.ordered) {
        (true, _, true) => (1, 50, if introduced { 30 } else { 0 }),
        (true, _, false) => (2, 60, 20),
        (false, true, true) => (3, 60, 30),
        (false, true, false) => (3, 70, 40),
        (false, false, true) if plain => (4, 80, 70),
        (false, false, _) => return false,
    };
    tally.count >= at_least && tally.is_mostly_questions(mostly) && tally.is_asking(asking)
}

/// Whether the line before the list says that questions follow.
fn is_introduced(survey: &Survey<'_>, first: usize) -> bool {
    first.checked_sub(1).is_some_and(|before| {
        let shape = &survey.shapes[before];
        shape.kind == PieceKind::Paragraph && shape.marks.any(Marks::QUESTIONS)
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
    let gaps: Vec<&[usize]> = heads.windows(2).filter(counts_on).collect();
    let is_content = |between: usize| !is_caption(survey, between);
    let filled = gaps.iter().any(|gap| survey.contents(survey.end(gap[0]), gap[1]).any(is_content));
    let interrupted = filled && gaps.len() * 5 >= heads.len() && heads.len() > 1;
    if !interrupted {
        return heads.iter().map(|&head| survey.end(head)).collect();
    }
    survey.run_ends(heads).into_iter().zip(heads).map(|(end, &head)| end.max(survey.end(head))).collect()
}

/// Whether the piece at `at` only names the questions that follow, as a heading would.
fn is_caption(survey: &Survey<'_>, at: usize) -> bool {
    let marks = survey.shapes[at].marks;
    survey.shapes[at].kind == PieceKind::Paragraph
        && (!marks.any(Marks::TEXT) || (marks.any(Marks::BOLD | Marks::LEADS_ON) && !marks.any(Marks::ASKS)))
}

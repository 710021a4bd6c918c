//! `### Q: What is a tuple?`, `**Q1. …**`, `Question 3: …`: a label says so.

use crate::syntax::question::survey::{Found, Survey};
use crate::syntax::question::{Marks, PieceKind};

use super::Dialect;

pub(super) static LABEL: Dialect = Dialect { id: "label", find };

/// A note of more sections than this is no note of questions for one label in it.
const MANY_HEADINGS: usize = 8;

fn find(survey: &Survey<'_>) -> Vec<Found> {
    let labelled: Vec<usize> = (0..survey.len()).filter(|&at| is_labelled(survey, at)).collect();
    let heads: Vec<usize> = labelled.iter().copied().filter(|&at| is_believed(survey, at, &labelled)).collect();
    let mut found = Vec::with_capacity(heads.len());
    let run_ends = survey.run_ends(&heads);
    let mut prompts = Vec::new();
    let mut named_until = 0;
    for (nth, &at) in heads.iter().enumerate() {
        // Below a heading that is a question, `### Interview question` and `**Question:** …` lead to its own text.
        let marks = survey.shapes[at].marks;
        let leads = survey.shapes[at].number == 0 && (!marks.any(Marks::TEXT) || marks.any(Marks::PROMPT_LABEL));
        if prompts.last() == Some(&at) || (at < named_until && leads) {
            continue;
        }
        // One that is itself labelled as the text names nothing.
        if survey.heading_level(at).is_some() && !(leads && marks.any(Marks::TEXT)) {
            named_until = survey.end(at);
        }
        if let Some(named) = named_by_heading(survey, at, &heads) {
            found.push(Found { head: named, end: survey.end(named), prompt: Some(at) });
            continue;
        }
        let prompt = prompt_of(survey, at);
        prompts.extend(prompt.filter(|_| survey.heading_level(at).is_some()));
        let end = end_of(survey, at, run_ends[nth]);
        let end = next_number(survey, at, &heads[nth + 1..]).map_or(end, |next| next.min(end));
        let end = if heads.len() == 1 { end_of_only(survey, at, prompt, end) } else { end };
        found.push(Found { head: at, end, prompt });
    }
    found
}

fn is_labelled(survey: &Survey<'_>, at: usize) -> bool {
    let shape = &survey.shapes[at];
    let item = matches!(shape.kind, PieceKind::Item { .. });
    let text = matches!(
        shape.kind,
        PieceKind::Heading(_) | PieceKind::Paragraph | PieceKind::Line | PieceKind::Item { .. } | PieceKind::Summary
    );
    text && shape.marks.any(Marks::QUESTION_LABEL)
        && survey.is_free(at)
        && !shape.marks.any(Marks::NAVIGATION)
        && !(item && (shape.marks.any(Marks::LINKS_ONLY) || survey.is_in_contents(at)))
}

/// A bare `Question: …` in running text is believed where an answer follows or others are labelled so, too.
fn is_believed(survey: &Survey<'_>, at: usize, labelled: &[usize]) -> bool {
    let shape = &survey.shapes[at];
    let bare = matches!(shape.kind, PieceKind::Paragraph | PieceKind::Line)
        && shape.number == 0
        && !shape.marks.any(Marks::BOLD | Marks::BOLD_LEAD | Marks::BOLD_PREFIX | Marks::PATTERN);
    let alone = labelled.len() == 1 && survey.heading_level(at).is_none() && !survey.is_titled();
    if alone && shape.number == 0 && survey.heading_count() > MANY_HEADINGS {
        return false;
    }
    !bare
        || labelled.len() > 1
        || survey.contents(at + 1, survey.len()).take(2).any(|next| survey.shapes[next].marks.any(Marks::ANSWER_LABEL))
}

fn end_of(survey: &Survey<'_>, at: usize, run_end: usize) -> usize {
    match survey.shapes[at].kind {
        PieceKind::Heading(_) | PieceKind::Item { .. } => survey.end(at),
        PieceKind::Summary => at.checked_sub(1).map_or(run_end, |open| survey.end(open)).max(at + 1),
        _ => run_end,
    }
}

/// Where the only question of a note ends: if nothing stands between it and the next heading, that heading belongs to its
/// answer, and so do those after it.
fn end_of_only(survey: &Survey<'_>, at: usize, prompt: Option<usize>, end: usize) -> usize {
    let unnamed = survey.heading_level(at).is_some() && prompt.is_some();
    let answered = survey.contents(at + 1, end).any(|inner| Some(inner) != prompt);
    if unnamed && !answered { survey.heading(at).map_or(survey.len(), |above| survey.end(above)) } else { end }
}

/// The next of `heads` that counts on from the one at `at`, or is a heading labelled like it: it is no part of it, though
/// it stands below it.
fn next_number(survey: &Survey<'_>, at: usize, heads: &[usize]) -> Option<usize> {
    let this = &survey.shapes[at];
    let is_named = |at: usize| {
        let is_heading = survey.heading_level(at).is_some();
        is_heading && survey.shapes[at].marks.all(Marks::TEXT | Marks::PROMPT_LABEL)
    };
    heads.iter().copied().take_while(|&next| next < survey.end(at)).find(|&next| {
        let shape = &survey.shapes[next];
        let counts_on = this.number > 0 && shape.number > this.number && !shape.marks.any(Marks::DOTTED);
        counts_on || (this.number == 0 && shape.number == 0 && is_named(at) && is_named(next))
    })
}

/// The piece that holds the question's text where a heading only names it: the labelled one that follows at once,
/// or plain text below a heading such as `Question 4`.
fn prompt_of(survey: &Survey<'_>, at: usize) -> Option<usize> {
    let shape = &survey.shapes[at];
    let first = survey
        .contents(at + 1, survey.end(at).max(at + 1))
        .find(|&next| !survey.shapes[next].marks.any(Marks::META))
        .filter(|&next| matches!(survey.shapes[next].kind, PieceKind::Paragraph | PieceKind::Line))?;
    let marks = survey.shapes[first].marks;
    let unnamed = !shape.marks.any(Marks::TEXT) && !marks.any(Marks::ANSWER_LABEL);
    (marks.any(Marks::PROMPT_LABEL) || unnamed).then_some(first)
}

/// The heading that names the question whose text is at `at`: the label stands first under a heading without a
/// label, and is the only one there.
fn named_by_heading(survey: &Survey<'_>, at: usize, heads: &[usize]) -> Option<usize> {
    let shape = &survey.shapes[at];
    if shape.kind != PieceKind::Paragraph || shape.number > 0 || !shape.marks.any(Marks::PROMPT_LABEL) {
        return None;
    }
    let heading = survey.heading(at)?;
    let is_first = survey.contents(heading + 1, at).all(|between| survey.shapes[between].marks.any(Marks::META));
    let end = survey.end(heading);
    let others = heads.iter().filter(|&&other| heading < other && other < end).count();
    (is_first && others == 1 && !survey.shapes[heading].marks.any(Marks::QUESTIONS | Marks::QUESTION_LABEL))
        .then_some(heading)
}

//! Reading a question's extent: what is its answer, and what only stands beside it.

use super::survey::{Found, Survey};
use super::{AnswerState, Marks, PieceId, PieceKind, Shape};

/// A prompt has at most this many paragraphs, lists and code blocks.
const MAX_PROMPT: usize = 6;

/// What a question's extent holds.
pub(super) struct Reading {
    pub state: AnswerState,
    pub answer: Option<(PieceId, PieceId)>,
    pub last: usize,
    pub skills: Option<PieceId>,
    pub code_blocks: u32,
    /// Heads of questions further inside.
    pub follow_ups: Vec<usize>,
}

/// Reads the pieces of `found`. `nested` are the heads of questions inside that a dialect found, in order.
pub(super) fn read(survey: &Survey<'_>, found: &Found, nested: &[usize]) -> Reading {
    let first = if found.head == usize::MAX { 0 } else { found.head + 1 };
    let end = found.end.min(survey.len());
    let mut follow_ups = nested.to_vec();
    follow_ups.extend(labelled_follow_ups(survey, first, end));
    if follow_ups.is_empty() && !survey.has_answer_label(first.min(end), end) {
        follow_ups = asking_items(survey, found.head, end);
    }
    follow_ups.sort_unstable();
    follow_ups.dedup();
    let mut tally = Tally::default();
    if let Some(shape) = survey.shapes.get(found.head) {
        tally.head(shape);
    }
    let asides = asides(survey, &follow_ups, end);
    let stem = stem(survey, found, first, end);
    for at in survey.contents(first, end) {
        let aside =
            Some(at) == found.prompt || Some(at) == stem || asides.iter().any(|&(from, to)| from <= at && at < to);
        if !aside {
            tally.piece(&survey.shapes[at], at);
        }
    }
    let last = survey.contents(first, end).last().unwrap_or(found.head);
    let closing = (last.saturating_add(1)..end).take_while(|&at| survey.shapes[at].kind == PieceKind::Close).last();
    let skills = survey.contents(first, end).find(|&at| survey.shapes[at].marks.all(Marks::SKILLS | Marks::TEXT));
    Reading {
        state: tally.state(),
        answer: tally.extent(found.head).map(|(from, to)| (survey.id(from), survey.id(to))),
        last: closing.unwrap_or(last),
        skills: skills.map(|at| survey.id(at)),
        code_blocks: (first..end).filter(|&at| survey.shapes[at].kind == PieceKind::Code).count() as u32,
        follow_ups,
    }
}

/// The paragraph that asks what a heading only names: "Q1. Sets are quick." with "Why is that so?" below.
fn stem(survey: &Survey<'_>, found: &Found, first: usize, end: usize) -> Option<usize> {
    let names = survey.shapes.get(found.head).is_some_and(|head| {
        matches!(head.kind, PieceKind::Heading(_)) && head.marks.any(Marks::TEXT) && !head.is_question_like()
    });
    let next = survey.contents(first, end).next().filter(|_| names)?;
    let shape = &survey.shapes[next];
    let asks = shape.marks.any(Marks::ASKS) && !shape.marks.any(Marks::REST);
    (shape.kind == PieceKind::Paragraph && asks).then_some(next)
}

/// Pieces that a label makes further questions, and the items below a line that only announces them.
fn labelled_follow_ups(survey: &Survey<'_>, first: usize, end: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for at in first..end {
        let shape = &survey.shapes[at];
        if !shape.marks.any(Marks::FOLLOW_UP) {
            continue;
        }
        if shape.marks.any(Marks::TEXT) {
            found.push(at);
            continue;
        }
        let below = survey.contents(at + 1, end).take_while(|&next| {
            matches!(survey.shapes[next].kind, PieceKind::Item { .. } | PieceKind::Line)
                || survey.shapes[next].depth > shape.depth
        });
        found.extend(below.filter(|&next| survey.shapes[next].is_question_like()));
    }
    found
}

/// The items directly below a list item, if all of them ask, or else the lines below it that are lettered.
fn asking_items(survey: &Survey<'_>, head: usize, end: usize) -> Vec<usize> {
    let Some(shape) = survey.shapes.get(head).filter(|shape| matches!(shape.kind, PieceKind::Item { .. })) else {
        return Vec::new();
    };
    let below =
        |at: &usize| survey.shapes[*at].depth == shape.depth + 1 && !survey.shapes[*at].marks.any(Marks::OPTION);
    let inner: Vec<usize> = survey.contents(head + 1, end).filter(below).collect();
    let asking = inner.iter().filter(|&&at| survey.shapes[at].marks.any(Marks::ASKS)).count();
    let lettered = lettered(survey, &inner);
    if asking == inner.len() || (lettered.len() > 1 && lettered.len() == inner.len()) { inner } else { lettered }
}

/// Those of `inner` that are lettered on from A, if any of them asks.
fn lettered(survey: &Survey<'_>, inner: &[usize]) -> Vec<usize> {
    let mut row = Vec::new();
    for &at in inner {
        if usize::from(survey.shapes[at].letter) == row.len() + 1 {
            row.push(at);
        }
    }
    let asks = row.iter().any(|&at| survey.shapes[at].is_question_like());
    if row.len() > 1 && asks { row } else { Vec::new() }
}

/// The extents of the follow-ups: their answers are not the question's own.
fn asides(survey: &Survey<'_>, follow_ups: &[usize], end: usize) -> Vec<(usize, usize)> {
    follow_ups.iter().map(|&at| (at, follow_up_end(survey, at, end))).collect()
}

/// Where the follow-up at `at` ends.
pub(super) fn follow_up_end(survey: &Survey<'_>, at: usize, end: usize) -> usize {
    match survey.shapes[at].kind {
        PieceKind::Heading(_) | PieceKind::Item { .. } => survey.end(at).min(end),
        // Lettered lines that do not count on belong to the one before: `i.` and `ii.` below `b.`
        PieceKind::Line => {
            let letter = survey.shapes[at].letter;
            let own = |&next: &usize| {
                let shape = &survey.shapes[next];
                letter > 0 && shape.kind == PieceKind::Line && shape.letter > 0 && shape.letter != letter + 1
            };
            at + 1 + (at + 1..end).take_while(own).count()
        }
        _ => at + 1,
    }
}

/// What has been seen, piece by piece.
#[derive(Default)]
struct Tally {
    /// The first and last piece of what could be an answer.
    free: Option<(usize, usize)>,
    /// The same from the first answer label on.
    labelled: Option<(usize, usize)>,
    text: Said,
    text_after_label: Said,
    /// How many pieces there are before the label.
    before: usize,
    options: usize,
    /// How many pieces there are before the first of the options.
    before_options: usize,
    chosen: bool,
    inline: bool,
}

/// How much was said.
#[derive(Clone, Copy, Default)]
struct Said {
    something: bool,
    link: bool,
    placeholder: bool,
}

impl Said {
    fn is_any(self) -> bool {
        self.something || self.link || self.placeholder
    }

    fn note(&mut self, shape: &Shape) {
        let quiet = !shape.marks.any(Marks::TEXT)
            && matches!(
                shape.kind,
                PieceKind::Paragraph
                    | PieceKind::Line
                    | PieceKind::Item { .. }
                    | PieceKind::Heading(_)
                    | PieceKind::Summary
            );
        if shape.marks.any(Marks::PLACEHOLDER) {
            self.placeholder = true;
        } else if shape.marks.any(Marks::LINKS_ONLY) {
            self.link = true;
        } else if !quiet {
            self.something = true;
        }
    }
}

impl Tally {
    /// What the head itself says beyond the question.
    fn head(&mut self, shape: &Shape) {
        self.inline = shape.marks.any(Marks::REST | Marks::ANSWERED);
        self.text.something |= self.inline;
        self.text.link |= shape.marks.any(Marks::LINK) && shape.marks.any(Marks::BOLD_LEAD);
    }

    fn piece(&mut self, shape: &Shape, at: usize) {
        let marks = shape.marks;
        if marks.any(Marks::OPTION) || marks.any(Marks::TICKED | Marks::UNTICKED) {
            if self.options == 0 {
                self.before_options = self.before;
            }
            self.options += 1;
            self.chosen |= marks.any(Marks::TICKED);
            return;
        }
        if marks.any(Marks::META | Marks::FOLLOW_UP | Marks::NAVIGATION | Marks::PROMPT_LABEL) {
            return;
        }
        // Whatever is folded away below a question is its answer, in any language.
        let folded = shape.kind == PieceKind::Summary && !shape.is_question_like();
        let label = folded || marks.any(Marks::ANSWER_LABEL);
        if label && self.labelled.is_none() {
            self.labelled = Some((at, at));
        }
        let fold = label && shape.kind == PieceKind::Summary;
        let heading = !label && matches!(shape.kind, PieceKind::Heading(_) | PieceKind::Summary);
        match &mut self.labelled {
            Some((_, last)) => {
                *last = at;
                if !fold && !heading {
                    self.text_after_label.note(shape);
                }
            }
            None => {
                let start = self.free.map_or(at, |(start, _)| start);
                self.free = Some((start, at));
                self.before += 1;
                if !heading {
                    self.text.note(shape);
                }
            }
        }
    }

    fn state(&self) -> AnswerState {
        // A long text before a label with nothing behind it is no prompt: the label means something else.
        let labelled = self.labelled.is_some() && (self.text_after_label.is_any() || self.before <= MAX_PROMPT);
        let said = if labelled { self.text_after_label } else { self.text };
        // A quiz behind an explanation leaves that an answer.
        let options = self.options >= 2 && self.before_options <= MAX_PROMPT;
        if self.chosen || self.inline || (said.something && !(options && self.labelled.is_none())) {
            AnswerState::Answered
        } else if said.link || (self.labelled.is_none() && self.text.link) {
            AnswerState::Linked
        } else if said.placeholder {
            AnswerState::Placeholder
        } else if self.labelled.is_some() {
            AnswerState::Empty
        } else {
            AnswerState::Missing
        }
    }

    fn extent(&self, head: usize) -> Option<(usize, usize)> {
        self.labelled.or(self.free).or((self.inline && head != usize::MAX).then_some((head, head)))
    }
}

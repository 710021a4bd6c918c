//! Judging a group of pieces that look alike: one question-like heading is chance, most of ten is a habit.

use crate::syntax::question::survey::Survey;
use crate::syntax::question::{Marks, PieceKind};

/// How many of a group look like questions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// All.
    pub count: usize,
    /// Those that end in a question mark.
    pub asking: usize,
    /// Those that only begin as a question.
    pub hinting: usize,
    /// Those that both begin as a question and end in a question mark.
    pub plain: usize,
    /// Those that state a level.
    pub graded: usize,
    /// Those with an answer label of their own.
    pub answered: usize,
    /// Those whose label stands below questions alone: "Answer", not "Solution".
    pub plainly_answered: usize,
}

impl Tally {
    /// Counts the pieces at `members`.
    pub fn of(survey: &Survey<'_>, members: &[usize]) -> Self {
        let mut tally = Self { count: members.len(), ..Self::default() };
        for &at in members {
            tally.asking += usize::from(asks(survey, at));
            tally.hinting += usize::from(!asks(survey, at) && survey.shapes[at].marks.any(Marks::HINTS));
            tally.plain += usize::from(survey.shapes[at].marks.all(Marks::ASKS | Marks::HINTS));
            tally.graded += usize::from(survey.shapes[at].level.is_some());
            if has_own_answer(survey, at) {
                tally.answered += 1;
                tally.plainly_answered += usize::from(!is_only_explained(survey, at));
            }
        }
        tally
    }

    /// Whether at least `percent` of the group look like questions.
    pub fn is_mostly_questions(self, percent: usize) -> bool {
        (self.asking + self.hinting) * 100 >= self.count * percent
    }

    /// Whether at least `percent` of the group end in a question mark.
    pub fn is_asking(self, percent: usize) -> bool {
        self.asking * 100 >= self.count * percent
    }

    /// Whether at least `percent` of the group are plainly questions, so that no title has to say that they are: they
    /// begin and end as questions, or, in a language whose words are not known here, nearly all end as questions.
    pub fn is_plainly_asking(self, percent: usize) -> bool {
        self.plain * 100 >= self.count * percent || (self.is_foreign() && self.count >= 5 && self.is_asking(60))
    }

    /// Whether hardly any that ends as a question begins as one: its language is not known here.
    pub fn is_foreign(self) -> bool {
        self.plain * 10 <= self.asking
    }

    /// Whether nearly all state a level and look like questions.
    pub fn is_graded(self) -> bool {
        self.graded * 100 >= self.count * 80 && self.is_mostly_questions(80)
    }

    /// Whether at least `percent` of the group have an answer label. One that explains anything counts where some of
    /// them look like questions, or `context` says that they are.
    pub fn is_answered(self, percent: usize, context: bool) -> bool {
        let believed = context || self.is_mostly_questions(20);
        let answered = if believed { self.answered } else { self.plainly_answered };
        answered * 100 >= self.count * percent
    }
}

/// Whether the piece at `at` has an answer label of its own. A heading over several questions has none, though they
/// have theirs: its label stands outside lists, and there is but one, and an explanation perhaps.
pub(super) fn has_own_answer(survey: &Survey<'_>, at: usize) -> bool {
    let end = survey.end(at);
    if survey.heading_level(at).is_none() {
        return survey.has_answer_label(at + 1, end);
    }
    let (mut labels, mut next) = (0, at + 1);
    while next < end {
        let shape = &survey.shapes[next];
        if shape.depth == 0 && shape.marks.any(Marks::ANSWER_LABEL) {
            labels += 1;
            // What is folded away together is one answer.
            let fold = survey.fold(next);
            let folded = (next + 1..end).find(|&inner| survey.fold(inner) < fold).filter(|_| fold > survey.fold(at));
            next = folded.unwrap_or(next + 1);
        } else {
            next += 1;
        }
    }
    let asks =
        |inner: usize| survey.shapes[inner].depth == 0 && survey.shapes[inner].marks.all(Marks::BOLD | Marks::ASKS);
    (labels == 1 || labels == 2) && !(at + 1..end).any(asks)
}

/// Whether the answer labels below the piece at `at` would stand below anything that is explained.
fn is_only_explained(survey: &Survey<'_>, at: usize) -> bool {
    let labels = survey.shapes[at + 1..survey.end(at)].iter().filter(|shape| shape.marks.any(Marks::ANSWER_LABEL));
    labels.into_iter().all(|shape| shape.marks.any(Marks::EXPLAINS))
}

/// Whether the piece at `at` asks; a heading in a set of questions also where its first paragraph does.
fn asks(survey: &Survey<'_>, at: usize) -> bool {
    if survey.shapes[at].marks.any(Marks::ASKS) {
        return true;
    }
    let heading = survey.heading_level(at).is_some() && survey.is_in_questions(at);
    heading
        && survey.contents(at + 1, survey.end(at)).next().is_some_and(|first| {
            survey.shapes[first].kind == PieceKind::Paragraph && survey.shapes[first].marks.any(Marks::ASKS)
        })
}

/// The free headings of `level` that could be questions: not a frame of the note, and no section with questions in it.
pub(super) fn headings(survey: &Survey<'_>, level: u8) -> Vec<usize> {
    (0..survey.len())
        .filter(|&at| {
            let shape = &survey.shapes[at];
            let out = Marks::CONTENTS | Marks::ANSWER_LABEL | Marks::FOLLOW_UP | Marks::META | Marks::NAVIGATION;
            shape.kind == PieceKind::Heading(level)
                && shape.depth == 0
                && shape.marks.any(Marks::TEXT)
                && !shape.marks.any(out)
                && (shape.is_question_like() || !shape.marks.any(Marks::QUESTIONS | Marks::LINKS_ONLY))
                && !is_index(survey, at)
                && (shape.marks.any(Marks::ASKS) || !shape.marks.any(Marks::FRAME))
                && survey.is_free(at)
                && !survey.holds_questions(at, survey.end(at))
        })
        .collect()
}

/// Whether there is nothing but a list of links below the heading at `at`: it points to questions, and is none.
fn is_index(survey: &Survey<'_>, at: usize) -> bool {
    let mut items = 0;
    let links = survey.contents(at + 1, survey.end(at)).all(|inner| {
        let shape = &survey.shapes[inner];
        items += usize::from(matches!(shape.kind, PieceKind::Item { .. }));
        shape.marks.any(Marks::NAVIGATION | Marks::LINKS_ONLY) || shape.kind == PieceKind::Summary
    });
    links && items > 1
}

/// The members of a group by the heading they stand under.
pub(super) fn by_heading(survey: &Survey<'_>, members: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &at in members {
        match groups.last_mut().filter(|group| survey.heading(group[0]) == survey.heading(at)) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

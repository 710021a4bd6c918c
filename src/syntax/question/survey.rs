//! A whole note as one row of shapes, with the structure that all dialects ask for.

use super::{Facts, Marks, Options, Piece, PieceId, PieceKind, Shape};

/// What a dialect sees: the shapes of all pieces of a note in order, what encloses what, and what is claimed.
pub struct Survey<'a> {
    /// The shapes.
    pub shapes: Vec<Shape>,
    /// What the front matter says.
    pub facts: &'a Facts,
    /// The project's own ways.
    pub options: &'a Options,
    ids: Vec<PieceId>,
    /// One past the last piece that belongs to the heading, item or folded part.
    ends: Vec<u32>,
    /// The heading before each piece that it stands under; itself not counted.
    headings: Vec<Option<u32>>,
    /// How many folded parts are around each piece.
    folds: Vec<u16>,
    claimed: Vec<bool>,
}

/// A question that a dialect found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The piece with its text.
    pub head: usize,
    /// One past the last piece that belongs to it.
    pub end: usize,
    /// The piece that holds the text where the head only names it.
    pub prompt: Option<usize>,
}

impl Found {
    /// A question without a prompt.
    pub fn new(head: usize, end: usize) -> Self {
        Self { head, end, prompt: None }
    }
}

impl<'a> Survey<'a> {
    /// Puts the pieces of all blocks in a row.
    pub fn new<'p>(blocks: impl Iterator<Item = &'p [Piece]>, facts: &'a Facts, options: &'a Options) -> Self {
        let (mut shapes, mut ids) = (Vec::new(), Vec::new());
        for (block, pieces) in blocks.enumerate() {
            for (index, piece) in pieces.iter().enumerate() {
                shapes.push(piece.shape);
                ids.push(PieceId { block: block as u32, piece: index as u32 });
            }
        }
        let folds = folds(&shapes);
        let mut survey = Self {
            claimed: vec![false; shapes.len()],
            ends: Vec::new(),
            headings: Vec::new(),
            shapes,
            ids,
            folds,
            facts,
            options,
        };
        survey.mark_options();
        survey.enclose();
        survey
    }

    /// How many pieces there are.
    pub fn len(&self) -> usize {
        self.shapes.len()
    }

    /// Whether there is no piece at all.
    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    /// The name of the piece at `index`.
    pub fn id(&self, index: usize) -> PieceId {
        self.ids.get(index).copied().unwrap_or(PieceId::FRONT_MATTER)
    }

    /// One past the last piece that belongs to the heading, item or folded part at `index`.
    pub fn end(&self, index: usize) -> usize {
        self.ends[index] as usize
    }

    /// The innermost heading that the piece at `index` stands under.
    pub fn heading(&self, index: usize) -> Option<usize> {
        self.headings[index].map(|at| at as usize)
    }

    /// The headings that the piece at `index` stands under, the innermost first.
    pub fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.heading(index), |&at| self.heading(at))
    }

    /// How many folded parts are around the piece at `index`.
    pub fn fold(&self, index: usize) -> u16 {
        self.folds[index]
    }

    /// Whether the piece at `index` belongs to no question yet.
    pub fn is_free(&self, index: usize) -> bool {
        !self.claimed[index]
    }

    /// Whether any piece from `start` to `end` belongs to a question.
    pub fn holds_questions(&self, start: usize, end: usize) -> bool {
        self.claimed[start..end.max(start)].iter().any(|&claimed| claimed)
    }

    /// Gives what was found to its questions.
    pub fn claim(&mut self, found: &[Found]) {
        for question in found {
            let end = question.end.min(self.claimed.len());
            self.claimed[question.head.min(end)..end].fill(true);
        }
    }

    /// The pieces from `start` to `end` that say something, dividers left out.
    pub fn contents(&self, start: usize, end: usize) -> impl Iterator<Item = usize> {
        let end = end.min(self.len());
        (start.min(end)..end).filter(|&at| !self.shapes[at].kind.is_divider())
    }

    /// Whether an answer label stands between `start` and `end`.
    pub fn has_answer_label(&self, start: usize, end: usize) -> bool {
        self.shapes[start.min(end)..end].iter().any(|shape| shape.marks.any(Marks::ANSWER_LABEL))
    }

    /// Whether the note calls itself a set of questions, in its title.
    pub fn is_titled(&self) -> bool {
        self.facts.names_questions || self.title().is_some_and(|at| self.shapes[at].marks.any(Marks::QUESTIONS))
    }

    /// The first heading of level 1.
    pub fn title(&self) -> Option<usize> {
        self.shapes.iter().take(64).position(|shape| shape.kind == PieceKind::Heading(1))
    }

    /// How many headings there are.
    pub fn heading_count(&self) -> usize {
        self.shapes.iter().filter(|shape| matches!(shape.kind, PieceKind::Heading(_))).count()
    }

    /// Whether the piece at `index` stands under a heading, other than the title, that names a set of questions.
    pub fn is_in_questions(&self, index: usize) -> bool {
        let title = self.title();
        self.ancestors(index).any(|at| Some(at) != title && self.shapes[at].marks.any(Marks::QUESTIONS))
    }

    /// Whether the piece at `index` stands in a table of contents.
    pub fn is_in_contents(&self, index: usize) -> bool {
        self.heading(index).is_some_and(|at| self.shapes[at].marks.any(Marks::CONTENTS))
    }

    /// Where each of `heads`, paragraphs in order, ends: before the next, before a heading of their section's rank
    /// or one that itself holds a head, and with the fold, list or quote it stands in.
    pub fn run_ends(&self, heads: &[usize]) -> Vec<usize> {
        let next_of = |nth: usize| heads.get(nth + 1).copied().unwrap_or(self.len());
        heads.iter().enumerate().map(|(nth, &head)| self.run_end(head, next_of(nth))).collect()
    }

    fn run_end(&self, head: usize, next: usize) -> usize {
        let rank = self.heading(head).map_or(0, |at| self.heading_level(at).unwrap_or(0));
        let ends = |&at: &usize| {
            let shape = &self.shapes[at];
            let level = self.heading_level(at).filter(|_| shape.depth == 0 && !shape.marks.any(Marks::ANSWER_LABEL));
            self.fold(at) < self.fold(head)
                || shape.depth < self.shapes[head].depth
                || level.is_some_and(|level| level <= rank || rank == 0 || next < self.end(at))
        };
        (head + 1..next).find(ends).unwrap_or(next)
    }

    /// The level of the heading at `index`, if it is one.
    pub fn heading_level(&self, index: usize) -> Option<u8> {
        match self.shapes[index].kind {
            PieceKind::Heading(level) => Some(level),
            _ => None,
        }
    }

    /// Marks rows of lettered pieces as options to choose from: A, B … in capitals, or in small letters where
    /// none of them asks anything.
    fn mark_options(&mut self) {
        let mut at = 0;
        while at < self.shapes.len() {
            // A heading that is lettered has something to say below it.
            let may_be_option = self.shapes[at].letter == 1 && self.heading_level(at).is_none();
            let row = if may_be_option { self.lettered_row(at) } else { Vec::new() };
            let asking = row.iter().any(|&index| self.shapes[index].is_question_like());
            let capital =
                row.first().is_some_and(|&first| self.shapes[first].marks.any(Marks::CAPITAL | Marks::ANSWER_LABEL));
            if row.len() >= 2 && (capital || !asking) {
                for &index in &row {
                    let marks = &mut self.shapes[index].marks;
                    *marks = marks.without(Marks::ANSWER_LABEL) | Marks::OPTION;
                }
            }
            at = row.last().map_or(at, |&last| last) + 1;
        }
    }

    /// The pieces lettered A, B, C … from `first` on, among its siblings.
    fn lettered_row(&self, first: usize) -> Vec<usize> {
        let depth = self.shapes[first].depth;
        let mut row = vec![first];
        for at in first + 1..self.shapes.len().min(first + 64) {
            let shape = &self.shapes[at];
            if usize::from(shape.letter) == row.len() + 1 && shape.depth == depth {
                row.push(at);
            } else if shape.depth <= depth && shape.kind != PieceKind::Code && !matches!(shape.kind, PieceKind::Image) {
                break;
            }
        }
        row
    }

    /// Finds where each piece ends and under which heading it stands.
    fn enclose(&mut self) {
        let count = self.shapes.len();
        let mut ends: Vec<u32> = (1..=count as u32).collect();
        let mut headings = vec![None; count];
        let mut open: Vec<usize> = Vec::new();
        let mut items: Vec<usize> = Vec::new();
        for (at, under) in headings.iter_mut().enumerate() {
            let shape = self.shapes[at];
            let fold = self.folds[at];
            while let Some(&item) = items.last().filter(|&&item| shape.depth <= self.shapes[item].depth) {
                ends[item] = at as u32;
                items.pop();
            }
            let level = self.heading_level(at).filter(|_| shape.depth == 0 && !shape.marks.any(Marks::ANSWER_LABEL));
            while let Some(&heading) = open.last().filter(|&&heading| {
                let over = level.zip(self.heading_level(heading)).is_some_and(|(new, old)| new <= old);
                self.folds[heading] > fold || (over && self.folds[heading] >= fold)
            }) {
                ends[heading] = at as u32;
                open.pop();
            }
            *under = open.last().map(|&heading| heading as u32);
            if level.is_some() {
                open.push(at);
            }
            if matches!(shape.kind, PieceKind::Item { .. }) {
                items.push(at);
            }
        }
        for at in open.into_iter().chain(items) {
            ends[at] = count as u32;
        }
        (self.ends, self.headings) = (ends, headings);
        self.close_folds();
    }

    fn close_folds(&mut self) {
        let mut open: Vec<usize> = Vec::new();
        for at in 0..self.shapes.len() {
            match self.shapes[at].kind {
                PieceKind::Open if at + 1 < self.len() && self.folds[at + 1] > self.folds[at] => open.push(at),
                PieceKind::Close => {
                    while let Some(start) = open.pop_if(|start| self.folds[*start] >= self.folds[at]) {
                        self.ends[start] = at as u32 + 1;
                    }
                }
                _ => {}
            }
        }
    }
}

/// How many folded parts are around each piece. An opening without its closing counts for nothing, or one slip
/// would hide the rest of the note.
fn folds(shapes: &[Shape]) -> Vec<u16> {
    let mut partner = vec![false; shapes.len()];
    let mut open = Vec::new();
    for (at, shape) in shapes.iter().enumerate() {
        match shape.kind {
            PieceKind::Open => open.push(at),
            PieceKind::Close => {
                if let Some(start) = open.pop() {
                    partner[start] = true;
                    partner[at] = true;
                }
            }
            _ => {}
        }
    }
    let mut fold = 0u16;
    shapes
        .iter()
        .zip(partner)
        .map(|(shape, partner)| match shape.kind {
            PieceKind::Open if partner => {
                fold = fold.saturating_add(1);
                fold - 1
            }
            PieceKind::Close if partner => {
                fold = fold.saturating_sub(1);
                fold
            }
            _ => fold,
        })
        .collect()
}

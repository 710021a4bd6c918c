//! How a note's writer sets questions and answers, to be copied for new ones.

use crate::syntax::Note;
use crate::text::TextRange;

use super::{Marks, PieceId, PieceKind, Question};

/// Longer gaps between a question and its answer's label hold more than style.
const MAX_GAP: u32 = 120;

/// What stands around the words of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionStyle {
    /// Before the words: `### Q: `, `**`, `1. **`.
    pub before: String,
    /// Where in `before` the number stands, if there is one.
    pub number: Option<TextRange>,
    /// The number of the question it was taken from.
    pub last_number: u32,
    /// Behind the words, on the same line: `**`, `</summary>`.
    pub after: String,
    /// From there to where an answer's words begin: a blank line and `**Answer:** `, or just the blank line.
    pub to_answer: String,
    /// Behind the answer: what closes it.
    pub closing: String,
}

impl Note {
    /// The style of the question before `offset`, or else of the first one; none in a note without questions, or
    /// where a new line cannot hold one, as in a table.
    pub fn question_style(&self, offset: u32) -> Option<QuestionStyle> {
        let questions = &self.questions().questions;
        let behind = questions.partition_point(|question| self.piece_range(question.head).start < offset);
        let model = behind.checked_sub(1).map_or(questions.first(), |at| questions.get(at))?;
        let head = self.piece(model.head)?;
        let text = self.piece_text_range(model.head);
        let line = self.text().line_range(self.text().line_of(text.start));
        if head.shape.kind == PieceKind::Row || !head.shape.marks.any(Marks::TEXT) {
            return None;
        }
        let digits = head.place.number;
        let base = self.piece_range(model.head).start - head.place.range.start;
        let ordinal = if digits.is_empty() { self.ordinal(line.start, text.start) } else { None };
        let number = if digits.is_empty() { ordinal } else { Some(digits + base) };
        let summary = head.shape.kind == PieceKind::Summary;
        Some(QuestionStyle {
            before: self.slice(TextRange::new(line.start, text.start)).to_owned(),
            number: number
                .filter(|number| number.start >= line.start && number.end <= text.start)
                .map(|number| number.relative_to(line.start)),
            last_number: model.number.unwrap_or(0),
            after: closing_marks(&self.slice(TextRange::new(text.end.max(text.start), line.end.max(text.end)))),
            to_answer: if summary { "\n\n".to_owned() } else { self.answer_skeleton(model) },
            closing: if summary { "\n\n</details>".to_owned() } else { String::new() },
        })
    }

    /// What to insert behind the line of `question` so that its answer can be written: as the questions around it
    /// have it.
    pub fn answer_skeleton(&self, question: &Question) -> String {
        let Some(head) = self.piece(question.head) else { return "\n\n".to_owned() };
        let alike = |other: &&Question| {
            self.piece(other.head)
                .is_some_and(|piece| piece.shape.kind == head.shape.kind && piece.shape.depth == head.shape.depth)
        };
        let questions = &self.questions().questions;
        let shown = questions.iter().filter(alike).find_map(|other| self.way_to_answer(other));
        shown.unwrap_or_else(|| match head.shape.kind {
            PieceKind::Item { ordered: true } => "\n   ".to_owned(),
            PieceKind::Item { ordered: false } => "\n  ".to_owned(),
            _ => "\n\n".to_owned(),
        })
    }

    /// Where the skeleton of an answer belongs: behind the last line of the question's own text.
    pub fn answer_place(&self, question: &Question) -> u32 {
        let id = question.prompt.unwrap_or(question.head);
        let text = self.piece_text_range(id);
        // A heading may be underlined.
        let is_heading = self.piece(id).is_some_and(|piece| matches!(piece.shape.kind, PieceKind::Heading(_)));
        let range = self.piece_range(id);
        let heading = is_heading.then(|| range.start + self.slice(range).trim_end().len() as u32);
        let end = heading.unwrap_or(0).max(text.end).max(text.start + 1);
        self.text().line_range(self.text().line_of(end - 1)).end
    }

    /// What stands between the line of `question` and the words of its labelled answer.
    fn way_to_answer(&self, question: &Question) -> Option<String> {
        let (first, _) = question.answer?;
        let label = self.piece(first).filter(|piece| piece.shape.marks.any(Marks::ANSWER_LABEL))?;
        let mut between = self.pieces_between(question.prompt.unwrap_or(question.head), first).skip(1);
        // What else is said there belongs to that question alone.
        let is_bare = |id: PieceId| id == first || self.piece(id).is_some_and(|piece| piece.shape.kind.is_divider());
        if !between.all(is_bare) {
            return None;
        }
        let from = self.answer_place(question);
        let said = label.shape.marks.any(Marks::TEXT);
        let heading = match label.shape.kind {
            PieceKind::Heading(_) => !said,
            kind => kind == PieceKind::Summary,
        };
        let to = if said && !heading {
            self.piece_text_range(first).start
        } else {
            let range = self.piece_range(first);
            self.text().line_range(self.text().line_of(range.start)).end
        };
        if to <= from || to - from > MAX_GAP {
            return None;
        }
        let way = self.slice(TextRange::new(from, to));
        let words = way.chars().filter(|c| c.is_alphabetic()).count();
        let apart = if heading { "\n\n" } else { "" };
        (words < 60 && !leaves_open(&way)).then(|| format!("{way}{apart}"))
    }

    fn ordinal(&self, line: u32, text: u32) -> Option<TextRange> {
        let before = self.slice(TextRange::new(line, text));
        let start = before.find(|c: char| c.is_ascii_digit())?;
        let len = before[start..].find(|c: char| !c.is_ascii_digit())?;
        Some(TextRange::from(start..start + len) + line)
    }

    fn slice(&self, range: TextRange) -> String {
        self.text().slice(range).into_owned()
    }

    /// The pieces from `first` to `last`.
    pub fn pieces_between(&self, first: PieceId, last: PieceId) -> impl Iterator<Item = PieceId> {
        let blocks = if first == PieceId::FRONT_MATTER { 0..0 } else { first.block..last.block.saturating_add(1) };
        let pieces = move |block: u32| {
            // A list of many questions is one block.
            let start = if block == first.block { first.piece } else { 0 };
            (start..self.pieces(block as usize).len() as u32).map(move |piece| PieceId { block, piece })
        };
        blocks.flat_map(pieces).take_while(move |id| *id <= last)
    }
}

/// Whether something in `way` would have to be closed behind the answer.
fn leaves_open(way: &str) -> bool {
    let without_bullet = |line: &str| line.trim_start().trim_start_matches("* ").len();
    let is_odd = |mark: char| {
        let marks = |line: &str| line[line.len() - without_bullet(line)..].matches(mark).count();
        way.split('\n').map(marks).sum::<usize>() % 2 == 1
    };
    let folds = way.contains("<details") && !way.contains("</details");
    folds || way.contains("```") || way.contains(":::") || is_odd('*') || is_odd('_')
}

/// What closes markup behind the words: not a level, a link or an answer on the same line.
fn closing_marks(rest: &str) -> String {
    if let Some(at) = rest.find("</summary>") {
        return rest[..at + "</summary>".len()].to_owned();
    }
    rest.chars().take_while(|c| matches!(c, '*' | '_' | '?' | '.')).filter(|c| matches!(c, '*' | '_')).collect()
}

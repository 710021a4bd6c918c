//! Tables that have a column of questions.

use crate::syntax::markdown::{Element, ElementKind, children, plain_text};

use super::line::judge;
use super::prose::Prose;
use super::{Level, Marks, Options, Piece, PieceKind, words};

/// Which columns matter, 0-based.
pub(super) struct Columns {
    question: usize,
    answer: Option<usize>,
    level: Option<usize>,
}

impl Columns {
    /// The columns of the table at `index`, if one is headed as questions are.
    pub fn read(elements: &[Element], index: usize, source: &str) -> Option<Self> {
        let head = children(elements, index).next()?;
        let names: Vec<_> = children(elements, head)
            .map(|cell| plain_text(elements, cell, source).trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
            .collect();
        let find = |table: &[&str]| names.iter().position(|name| table.contains(&name.as_str()));
        Some(Self {
            question: find(words::QUESTION_COLUMNS)?,
            answer: find(words::ANSWER_COLUMNS),
            level: find(words::LEVEL_COLUMNS),
        })
    }
}

/// Gives `out` a piece for each row of the table at `index`.
pub(super) fn rows(
    elements: &[Element],
    index: usize,
    columns: &Columns,
    source: &str,
    options: &Options,
    mut out: impl FnMut(Piece),
) {
    for row in children(elements, index).skip(1) {
        let cells: Vec<_> = children(elements, row).collect();
        let Some(&question) = cells.get(columns.question) else { continue };
        let end = elements[question + 1..].iter().position(|e| e.depth <= elements[question].depth);
        let own = &elements[question + 1..end.map_or(elements.len(), |count| question + 1 + count)];
        let own = &own[..own.iter().position(|e| e.kind == ElementKind::TableCell).unwrap_or(own.len())];
        let (prose, _) = Prose::of_inline(own, source);
        let (mut shape, place) = judge(PieceKind::Row, &prose, (0, prose.text.len()), elements[row].range, options);
        let cell = |column: Option<usize>| {
            column.and_then(|at| cells.get(at)).map(|&cell| plain_text(elements, cell, source)).unwrap_or_default()
        };
        shape.marks.set_if(cell(columns.answer).chars().any(char::is_alphanumeric), Marks::ANSWERED);
        shape.level = Level::of_phrase(&cell(columns.level)).or(shape.level);
        out(Piece { shape, place });
    }
}

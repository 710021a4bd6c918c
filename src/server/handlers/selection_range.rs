//! `textDocument/selectionRange`

use tower_lsp::ls_types::{Position, Range, SelectionRange, SelectionRangeParams};

use crate::ide;
use crate::server::document::Document;
use crate::server::snapshot::Snapshot;
use crate::server::{from_proto, to_proto};

/// One answer for each position: LSP wants as many.
pub(in crate::server) fn selection_range(
    snapshot: &Snapshot<'_>,
    document: &Document,
    params: SelectionRangeParams,
) -> Option<Vec<SelectionRange>> {
    Some(params.positions.into_iter().map(|position| around(snapshot, document, position)).collect())
}

fn around(snapshot: &Snapshot<'_>, document: &Document, position: Position) -> SelectionRange {
    let text = document.note.text();
    let offset = from_proto::offset(text, position, snapshot.encoding);
    let steps = offset.map(|offset| ide::selection_ranges(&document.note, offset)).unwrap_or_default();
    let grow = |outer: Option<SelectionRange>, step: &crate::text::TextRange| {
        let range = to_proto::range(text, *step, snapshot.encoding);
        Some(SelectionRange { range, parent: outer.map(Box::new) })
    };
    let nothing = SelectionRange { range: Range::new(position, position), parent: None };
    steps.iter().rev().fold(None, grow).unwrap_or(nothing)
}

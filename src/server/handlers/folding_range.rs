//! `textDocument/foldingRange`

use tower_lsp::ls_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

use crate::ide::{self, FoldingKind};
use crate::server::document::Document;
use crate::server::snapshot::Snapshot;

pub(in crate::server) fn folding_range(
    _: &Snapshot<'_>,
    document: &Document,
    _: FoldingRangeParams,
) -> Option<Vec<FoldingRange>> {
    let text = document.note.text();
    let to_lines = |fold: ide::FoldingRange| {
        let (start_line, end_line) = (text.line_of(fold.range.start), text.line_of(fold.range.end));
        (start_line < end_line).then(|| FoldingRange {
            start_line,
            end_line,
            kind: match fold.kind {
                FoldingKind::Text => None,
                FoldingKind::Comment => Some(FoldingRangeKind::Comment),
            },
            ..FoldingRange::default()
        })
    };
    document.is_note().then(|| ide::folding_ranges(&document.note).into_iter().filter_map(to_lines).collect())
}

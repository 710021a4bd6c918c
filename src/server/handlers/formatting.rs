//! `textDocument/formatting` and `textDocument/rangeFormatting`

use tower_lsp::ls_types::{DocumentFormattingParams, DocumentRangeFormattingParams, TextEdit};

use crate::ide;
use crate::server::document::Document;
use crate::server::snapshot::Snapshot;
use crate::server::{from_proto, to_proto};
use crate::text::TextRange;

pub(in crate::server) fn formatting(
    snapshot: &Snapshot<'_>,
    document: &Document,
    _: DocumentFormattingParams,
) -> Option<Vec<TextEdit>> {
    format(snapshot, document, None)
}

/// Formats the blocks that the range touches, each as a whole.
pub(in crate::server) fn range_formatting(
    snapshot: &Snapshot<'_>,
    document: &Document,
    params: DocumentRangeFormattingParams,
) -> Option<Vec<TextEdit>> {
    let range = from_proto::range(document.note.text(), params.range, snapshot.encoding)?;
    format(snapshot, document, Some(range))
}

fn format(snapshot: &Snapshot<'_>, document: &Document, within: Option<TextRange>) -> Option<Vec<TextEdit>> {
    if !document.is_note() {
        return None;
    }
    let formatting = ide::format_blocks(&snapshot.view(document), within);
    Some(to_proto::text_edits(document.note.text(), &formatting.edits, snapshot.encoding))
}

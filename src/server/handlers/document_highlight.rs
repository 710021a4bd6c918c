//! `textDocument/documentHighlight`

use tower_lsp::ls_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams};

use crate::ide;
use crate::server::document::Document;
use crate::server::snapshot::Snapshot;
use crate::server::{from_proto, to_proto};

pub(in crate::server) fn document_highlight(
    snapshot: &Snapshot<'_>,
    document: &Document,
    params: DocumentHighlightParams,
) -> Option<Vec<DocumentHighlight>> {
    let text = document.note.text();
    let offset = from_proto::offset(text, params.text_document_position_params.position, snapshot.encoding)?;
    let found = ide::skill_highlights(&snapshot.view(document), offset).or_else(|| {
        let label = ide::label_at(&document.note, offset)?;
        Some(label.definition.into_iter().chain(label.references).collect())
    })?;
    let highlight = |range| DocumentHighlight {
        range: to_proto::range(text, range, snapshot.encoding),
        kind: Some(DocumentHighlightKind::TEXT),
    };
    Some(found.into_iter().map(highlight).collect())
}

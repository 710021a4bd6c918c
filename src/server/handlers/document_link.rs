//! `textDocument/documentLink`

use tower_lsp::ls_types::{DocumentLink, DocumentLinkParams};

use crate::ide;
use crate::server::document::Document;
use crate::server::snapshot::Snapshot;
use crate::server::to_proto;

pub(in crate::server) fn document_link(
    snapshot: &Snapshot<'_>,
    document: &Document,
    _: DocumentLinkParams,
) -> Option<Vec<DocumentLink>> {
    if !document.is_note() {
        return None;
    }
    let links = ide::document_links(&snapshot.view(document)).into_iter().map(|link| DocumentLink {
        range: to_proto::range(document.note.text(), link.range, snapshot.encoding),
        target: snapshot.uri(&link.path),
        tooltip: None,
        data: None,
    });
    Some(links.collect())
}

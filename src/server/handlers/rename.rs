//! `textDocument/prepareRename` and `textDocument/rename`

use std::path::Path;

use tower_lsp::ls_types::{PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit};

use crate::ide::{self, RenameRefusal};
use crate::server::document::Document;
use crate::server::snapshot::Snapshot;
use crate::server::to_proto;

use super::target::skill_at;

pub(in crate::server) fn prepare_rename(
    snapshot: &Snapshot<'_>,
    document: &Document,
    params: TextDocumentPositionParams,
) -> Option<PrepareRenameResponse> {
    let skill = skill_at(snapshot, document, params.position)?;
    Some(PrepareRenameResponse::RangeWithPlaceholder {
        range: to_proto::range(document.note.text(), skill.range, snapshot.encoding),
        placeholder: skill.name,
    })
}

/// The edits, or why there are none.
pub(in crate::server) fn rename(
    snapshot: &Snapshot<'_>,
    document: &Document,
    params: RenameParams,
) -> Option<Result<WorkspaceEdit, RenameRefusal>> {
    let skill = skill_at(snapshot, document, params.text_document_position.position)?;
    let read = |path: &Path| snapshot.read(path);
    let edits =
        ide::rename_skill(&skill.name, &params.new_name, &document.config, &snapshot.index, &snapshot.files(&read));
    Some(edits.map(|edits| to_proto::file_edits(edits, snapshot)))
}

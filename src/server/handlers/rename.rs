//! `textDocument/prepareRename` and `textDocument/rename`: skills, headings and questions.

use std::path::Path;

use tower_lsp::ls_types::{PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit};

use crate::ide::{self, RenameRefusal};
use crate::server::document::Document;
use crate::server::snapshot::Snapshot;
use crate::server::{from_proto, to_proto};

use super::target::skill_at;

pub(in crate::server) fn prepare_rename(
    snapshot: &Snapshot<'_>,
    document: &Document,
    params: TextDocumentPositionParams,
) -> Option<PrepareRenameResponse> {
    let text = document.note.text();
    let (range, placeholder) = match skill_at(snapshot, document, params.position) {
        Some(skill) => (skill.range, skill.name),
        None => {
            let offset = from_proto::offset(text, params.position, snapshot.encoding)?;
            let heading = ide::heading_at(&document.note, offset).filter(|_| document.is_note())?;
            (heading.around, heading.text)
        }
    };
    let range = to_proto::range(text, range, snapshot.encoding);
    Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder })
}

/// The edits, or why there are none.
pub(in crate::server) fn rename(
    snapshot: &Snapshot<'_>,
    document: &Document,
    params: RenameParams,
) -> Option<Result<WorkspaceEdit, RenameRefusal>> {
    let position = params.text_document_position.position;
    let read = |path: &Path| snapshot.read(path);
    let files = snapshot.files(&read);
    let edits = match skill_at(snapshot, document, position) {
        Some(skill) => ide::rename_skill(&skill.name, &params.new_name, &document.config, &snapshot.index, &files),
        None => {
            let offset = from_proto::offset(document.note.text(), position, snapshot.encoding)?;
            let view = snapshot.view(document);
            let renamed =
                ide::rename_heading(&view, offset, &params.new_name, &files).filter(|_| document.is_note())?;
            renamed.map_err(|reason| RenameRefusal { reason, merge: None })
        }
    };
    Some(edits.map(|edits| to_proto::file_edits(edits, snapshot)))
}

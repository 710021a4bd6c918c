//! `textDocument/definition`

use std::path::Path;

use tower_lsp::ls_types::{GotoDefinitionParams, GotoDefinitionResponse};

use crate::ide;
use crate::server::document::Document;
use crate::server::snapshot::Snapshot;
use crate::server::to_proto;

use super::target::skill_at;

pub(in crate::server) fn definition(
    snapshot: &Snapshot<'_>,
    document: &Document,
    params: GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    let skill = skill_at(snapshot, document, params.text_document_position_params.position)?;
    let read = |path: &Path| snapshot.read(path);
    let found = ide::skill_definition(&skill.name, &document.config, &snapshot.files(&read))?;
    Some(GotoDefinitionResponse::Scalar(to_proto::location(&found, snapshot)?))
}

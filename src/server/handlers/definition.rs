//! `textDocument/definition`

use std::path::Path;

use tower_lsp::ls_types::{GotoDefinitionParams, GotoDefinitionResponse, Location};

use crate::ide;
use crate::server::document::Document;
use crate::server::snapshot::Snapshot;
use crate::server::{from_proto, to_proto};

use super::target::skill_at;

pub(in crate::server) fn definition(
    snapshot: &Snapshot<'_>,
    document: &Document,
    params: GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    let position = params.text_document_position_params.position;
    let location = match skill_at(snapshot, document, position) {
        Some(skill) => {
            let read = |path: &Path| snapshot.read(path);
            let found = ide::skill_definition(&skill.name, &document.config, &snapshot.files(&read))?;
            to_proto::location(&found, snapshot)?
        }
        None => {
            let text = document.note.text();
            let offset = from_proto::offset(text, position, snapshot.encoding)?;
            let (view, read) = (snapshot.view(document), |path: &Path| snapshot.read(path));
            match ide::link_definition(&view, offset, &snapshot.files(&read)) {
                Some(found) => to_proto::location(&found, snapshot)?,
                None => {
                    let found = ide::declared_question_definition(&view, offset)?;
                    Location::new(document.uri.clone(), to_proto::range(text, found, snapshot.encoding))
                }
            }
        }
    };
    Some(GotoDefinitionResponse::Scalar(location))
}

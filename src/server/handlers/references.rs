//! `textDocument/references`

use std::path::Path;

use tower_lsp::ls_types::{Location, ReferenceParams};

use crate::ide;
use crate::server::document::Document;
use crate::server::snapshot::Snapshot;
use crate::server::{from_proto, to_proto};

use super::target::skill_at;

pub(in crate::server) fn references(
    snapshot: &Snapshot<'_>,
    document: &Document,
    params: ReferenceParams,
) -> Option<Vec<Location>> {
    let position = params.text_document_position.position;
    let with_definition = params.context.include_declaration;
    let read = |path: &Path| snapshot.read(path);
    let files = snapshot.files(&read);
    let found = match skill_at(snapshot, document, position) {
        Some(skill) => ide::skill_references(&skill.name, with_definition, &document.config, &snapshot.index, &files),
        None => {
            let offset = from_proto::offset(document.note.text(), position, snapshot.encoding)?;
            ide::link_references(&snapshot.view(document), offset, with_definition, &files)?
        }
    };
    Some(found.iter().filter_map(|place| to_proto::location(place, snapshot)).collect())
}

//! `textDocument/references`

use std::path::Path;

use tower_lsp::ls_types::{Location, ReferenceParams};

use crate::ide;
use crate::server::document::Document;
use crate::server::snapshot::Snapshot;
use crate::server::to_proto;

use super::target::skill_at;

pub(in crate::server) fn references(
    snapshot: &Snapshot<'_>,
    document: &Document,
    params: ReferenceParams,
) -> Option<Vec<Location>> {
    let skill = skill_at(snapshot, document, params.text_document_position.position)?;
    let read = |path: &Path| snapshot.read(path);
    let with_definition = params.context.include_declaration;
    let found =
        ide::skill_references(&skill.name, with_definition, &document.config, &snapshot.index, &snapshot.files(&read));
    Some(found.iter().filter_map(|place| to_proto::location(place, snapshot)).collect())
}

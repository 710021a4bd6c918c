//! `textDocument/hover`

use std::path::Path;

use tower_lsp::ls_types::{Hover, HoverContents, HoverParams};

use crate::ide;
use crate::server::document::Document;
use crate::server::snapshot::Snapshot;
use crate::server::to_proto;

use super::target::skill_at;

pub(in crate::server) fn hover(snapshot: &Snapshot<'_>, document: &Document, params: HoverParams) -> Option<Hover> {
    let skill = skill_at(snapshot, document, params.text_document_position_params.position)?;
    let link = |path: &Path| snapshot.uri(path).map(|uri| uri.as_str().to_owned());
    let text = ide::skill_hover(&skill.name, &document.config, &snapshot.index, &link);
    Some(Hover {
        contents: HoverContents::Markup(to_proto::markdown(text)),
        range: Some(to_proto::range(document.note.text(), skill.range, snapshot.encoding)),
    })
}

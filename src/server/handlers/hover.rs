//! `textDocument/hover`

use std::path::Path;

use tower_lsp::ls_types::{Hover, HoverContents, HoverParams};

use crate::ide;
use crate::server::document::Document;
use crate::server::snapshot::Snapshot;
use crate::server::{from_proto, to_proto};

use super::target::skill_at;

pub(in crate::server) fn hover(snapshot: &Snapshot<'_>, document: &Document, params: HoverParams) -> Option<Hover> {
    let position = params.text_document_position_params.position;
    let (range, text) = match skill_at(snapshot, document, position) {
        Some(skill) => {
            let link = |path: &Path| snapshot.uri(path).map(|uri| uri.as_str().to_owned());
            (skill.range, ide::skill_hover(&skill.name, &document.config, &snapshot.index, &link))
        }
        None => {
            let offset = from_proto::offset(document.note.text(), position, snapshot.encoding)?;
            let (view, read) = (snapshot.view(document), |path: &Path| snapshot.read(path));
            match ide::link_hover(&view, offset, &snapshot.files(&read)) {
                Some(hover) => (hover.range, hover.text),
                None => {
                    let hover = ide::front_matter_hover(&view, offset)?;
                    (hover.range, hover.text)
                }
            }
        }
    };
    Some(Hover {
        contents: HoverContents::Markup(to_proto::markdown(text)),
        range: Some(to_proto::range(document.note.text(), range, snapshot.encoding)),
    })
}

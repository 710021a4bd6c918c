//! What stands at a place.

use tower_lsp::ls_types::Position;

use crate::ide::{self, SkillAt};
use crate::server::document::Document;
use crate::server::from_proto;
use crate::server::snapshot::Snapshot;

/// The skill at `position`, in a note or in the vocabulary.
pub(super) fn skill_at(snapshot: &Snapshot<'_>, document: &Document, position: Position) -> Option<SkillAt> {
    let text = document.note.text();
    let offset = from_proto::offset(text, position, snapshot.encoding)?;
    if is_vocabulary(document) {
        ide::skill_in_vocabulary(text, offset)
    } else {
        ide::skill_at(&snapshot.view(document), offset)
    }
}

/// Whether `document` is the vocabulary of skills.
pub(super) fn is_vocabulary(document: &Document) -> bool {
    document.path.as_ref().is_some_and(|path| *path == document.config.vocabulary_path())
}

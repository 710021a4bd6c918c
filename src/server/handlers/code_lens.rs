//! `textDocument/codeLens`: how often each skill of the vocabulary is used.

use tower_lsp::ls_types::{CodeLens, CodeLensParams, Command};

use crate::ide;
use crate::server::document::Document;
use crate::server::snapshot::Snapshot;
use crate::server::to_proto;

use super::target::is_vocabulary;

pub(in crate::server) fn code_lens(
    snapshot: &Snapshot<'_>,
    document: &Document,
    _: CodeLensParams,
) -> Option<Vec<CodeLens>> {
    if !is_vocabulary(document) {
        return None;
    }
    let text = document.note.text();
    let lens = |lens: ide::SkillLens| CodeLens {
        range: to_proto::range(text, lens.range, snapshot.encoding),
        // A lens without a command is plain text.
        command: Some(Command { title: lens.title, command: String::new(), arguments: None }),
        data: None,
    };
    Some(ide::skill_lenses(text, &snapshot.index).into_iter().map(lens).collect())
}

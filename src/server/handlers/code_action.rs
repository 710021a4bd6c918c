//! `textDocument/codeAction`: ways to mend what is wrong.

use tower_lsp::ls_types::{self as lsp, CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams};

use crate::rules::{Diagnostic, Fix};
use crate::server::state::State;
use crate::server::{from_proto, to_proto};
use crate::text::Edit;

/// Mends everything in a note that can be mended without a look.
const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.askdown");

/// The kinds of actions that there are.
pub(in crate::server) const CODE_ACTION_KINDS: [CodeActionKind; 2] = [CodeActionKind::QUICKFIX, FIX_ALL];

pub(in crate::server) fn code_action(state: &mut State, params: &CodeActionParams) -> Option<Vec<CodeActionOrCommand>> {
    let world = state.world.clone();
    let wanted = |kind: &CodeActionKind| match &params.context.only {
        Some(only) => only.iter().any(|wanted| is_kind(kind, wanted)),
        None => true,
    };
    let (document, found) = state.found(&params.text_document.uri)?;
    let found: Vec<_> = found.collect();
    let range = from_proto::range(document.note.text(), params.range, world.encoding)?;
    let mut actions = Vec::new();
    if wanted(&CodeActionKind::QUICKFIX) {
        // Some editors ask about the place of the cursor and send along the diagnostics of its whole line.
        let asked = |reported: &lsp::Diagnostic| {
            let known = |other: &lsp::Diagnostic| other.code == reported.code && other.range == reported.range;
            params.context.diagnostics.iter().any(known)
        };
        let here = found.iter().filter(|(diagnostic, reported)| diagnostic.range.meets(range) || asked(reported));
        for (diagnostic, reported) in here {
            for (index, fix) in diagnostic.fixes.iter().enumerate() {
                actions.push(CodeAction {
                    title: fix.title.clone(),
                    kind: Some(CodeActionKind::QUICKFIX),
                    diagnostics: Some(vec![(*reported).clone()]),
                    edit: Some(to_proto::workspace_edit(document, &fix.edits, &world)),
                    is_preferred: Some(index == 0 && fix.safe),
                    ..CodeAction::default()
                });
            }
        }
    }
    let edits = safe_edits(found.iter().map(|(diagnostic, _)| *diagnostic));
    // Mending everything is offered only when it is asked for: it does not belong to one place.
    if params.context.only.is_some() && wanted(&FIX_ALL) && !edits.is_empty() {
        actions.push(CodeAction {
            title: "Fix all that askdown can fix".to_owned(),
            kind: Some(FIX_ALL),
            edit: Some(to_proto::workspace_edit(document, &edits, &world)),
            ..CodeAction::default()
        });
    }
    Some(actions.into_iter().map(Into::into).collect())
}

/// Whether `kind` is `wanted` or a kind of it: `source.fixAll.askdown` is a `source` and a `source.fixAll`.
fn is_kind(kind: &CodeActionKind, wanted: &CodeActionKind) -> bool {
    kind.as_str().strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The edits of the first safe fix of each finding, leaving out fixes that get in the way of an earlier one.
fn safe_edits<'a>(found: impl Iterator<Item = &'a Diagnostic>) -> Vec<Edit> {
    let fixes = found.filter_map(|diagnostic| diagnostic.fixes.first()).filter(|fix: &&Fix| fix.safe);
    let mut edits: Vec<Edit> = Vec::new();
    for fix in fixes {
        let apart =
            |new: &Edit| edits.iter().all(|edit| new.range.end < edit.range.start || edit.range.end < new.range.start);
        if fix.edits.iter().all(apart) {
            edits.extend(fix.edits.iter().cloned());
        }
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

//! `textDocument/codeAction`: ways to mend what is wrong.

use serde_json::json;
use tower_lsp::ls_types::{self as lsp, CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Command};

use crate::ide::{self, SkillMerge};
use crate::rules::declaration::{MISSING_QUESTION, UNDECLARED_QUESTION};
use crate::rules::{Diagnostic, Rule, safe_edits};
use crate::server::document::Document;
use crate::server::snapshot::World;
use crate::server::state::State;
use crate::server::uri::DocumentId;
use crate::server::{from_proto, to_proto};
use crate::text::TextRange;

use super::execute_command::MERGE_SKILL;

/// Mends everything in a note that can be mended without a look.
const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.askdown");

/// The kinds of actions that there are.
pub(in crate::server) const CODE_ACTION_KINDS: [CodeActionKind; 3] =
    [CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR, FIX_ALL];

pub(in crate::server) fn code_action(state: &mut State, params: &CodeActionParams) -> Option<Vec<CodeActionOrCommand>> {
    let world = state.world.clone();
    let id = DocumentId::new(&params.text_document.uri);
    let document = world.documents.get(&id)?;
    let range = from_proto::range(document.note.text(), params.range, world.encoding)?;
    let offered = state.offered_merge.clone();
    let (found, reported) = state.found(&id)?;

    let mut actions = Vec::new();
    if wants(params, &CodeActionKind::QUICKFIX) {
        let here = found.iter().zip(reported).filter(|(found, reported)| is_asked_for(found, reported, range, params));
        let here: Vec<_> = here.collect();
        actions.extend(here.iter().flat_map(|(found, reported)| fixes(document, found, reported, &world)));
        actions.extend(align_questions(document, range, &here, &world));
    }
    if wants(params, &CodeActionKind::REFACTOR) {
        actions.extend(merges(document, range, offered, &world));
        actions.extend(format_block(document, range, &world));
    }
    // Mending everything is offered only when it is asked for: it does not belong to one place.
    if params.context.only.is_some() && wants(params, &FIX_ALL) {
        actions.extend(fix_all(document, found, &world));
    }
    Some(actions.into_iter().map(Into::into).collect())
}

/// Whether actions of `kind` are asked for: `source.fixAll.askdown` is a `source` and a `source.fixAll`.
fn wants(params: &CodeActionParams, kind: &CodeActionKind) -> bool {
    let is_kind = |wanted: &CodeActionKind| {
        kind.as_str().strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    params.context.only.as_ref().is_none_or(|only| only.iter().any(is_kind))
}

/// Whether a finding is at `range`, or among those that the client sends along: some ask about the place of the cursor
/// and send the diagnostics of its whole line.
fn is_asked_for(found: &Diagnostic, reported: &lsp::Diagnostic, range: TextRange, params: &CodeActionParams) -> bool {
    let is_same = |sent: &lsp::Diagnostic| sent.code == reported.code && sent.range == reported.range;
    found.range.meets(range) || params.context.diagnostics.iter().any(is_same)
}

/// An action for each way to mend one finding.
fn fixes(
    document: &Document,
    found: &Diagnostic,
    reported: &lsp::Diagnostic,
    world: &World,
) -> impl Iterator<Item = CodeAction> {
    found.fixes.iter().enumerate().map(|(index, fix)| CodeAction {
        title: fix.title.clone(),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![reported.clone()]),
        edit: Some(to_proto::document_edit(document, &fix.edits, world)),
        is_preferred: Some(index == 0 && fix.safe),
        ..CodeAction::default()
    })
}

/// An action that makes the front matter declare what the note asks: at findings that say that it does not, and at what it
/// declares.
fn align_questions(
    document: &Document,
    range: TextRange,
    here: &[(&Diagnostic, &lsp::Diagnostic)],
    world: &World,
) -> Option<CodeAction> {
    let rules: [&Rule; 2] = [&MISSING_QUESTION, &UNDECLARED_QUESTION];
    let mended = here.iter().filter(|(found, _)| rules.contains(&found.rule)).map(|(_, reported)| (*reported).clone());
    let mended: Vec<_> = mended.collect();
    let fix = ide::align_declared_questions(&world.view(document), range, !mended.is_empty())?;
    Some(CodeAction {
        title: fix.title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(mended),
        edit: Some(to_proto::document_edit(document, &fix.edits, world)),
        ..CodeAction::default()
    })
}

/// An action that mends all findings that can be mended unseen, if there are any.
fn fix_all(document: &Document, found: &[Diagnostic], world: &World) -> Option<CodeAction> {
    let (edits, count) = safe_edits(found);
    (count > 0).then(|| CodeAction {
        title: "Fix all that askdown can fix".to_owned(),
        kind: Some(FIX_ALL),
        edit: Some(to_proto::document_edit(document, &edits, world)),
        ..CodeAction::default()
    })
}

/// An action that formats the Python block at `range`, if it is not formatted.
fn format_block(document: &Document, range: TextRange, world: &World) -> Option<CodeAction> {
    let edits = ide::format_blocks(&world.view(document), Some(range)).edits;
    (!edits.is_empty()).then(|| CodeAction {
        title: "Format this Python block".to_owned(),
        kind: Some(CodeActionKind::REFACTOR),
        edit: Some(to_proto::document_edit(document, &edits, world)),
        ..CodeAction::default()
    })
}

/// An action for each skill that the one at `range` could be merged into, in all notes; for the one `offered` too, if that
/// is about it.
fn merges(
    document: &Document,
    range: TextRange,
    offered: Option<SkillMerge>,
    world: &World,
) -> impl Iterator<Item = CodeAction> {
    let view = world.view(document);
    let mut merges = ide::skill_merges(&view, range.start);
    let here = ide::skill_at(&view, range.start);
    let offered = offered.filter(|merge| here.is_some_and(|here| here.name == merge.from));
    merges.extend(offered.filter(|merge| !merges.contains(merge)));
    merges.into_iter().map(|merge| {
        let argument = json!({ "uri": document.uri, "from": merge.from, "into": merge.into });
        CodeAction {
            title: merge.title.clone(),
            kind: Some(CodeActionKind::REFACTOR),
            command: Some(Command {
                title: merge.title,
                command: MERGE_SKILL.to_owned(),
                arguments: Some(vec![argument]),
            }),
            ..CodeAction::default()
        }
    })
}

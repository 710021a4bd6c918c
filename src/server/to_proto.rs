//! From the types of the layers below to LSP.

use tower_lsp::ls_types as lsp;

use crate::ide::{FileEdits, FileRange};
use crate::rules::{Diagnostic, Severity};
use crate::text::{Edit, LineColumn, PositionEncoding, Text, TextRange};

use super::document::Document;
use super::snapshot::World;

/// The position of the byte at `offset`.
pub(super) fn position(text: &Text, offset: u32, encoding: PositionEncoding) -> lsp::Position {
    let position = text.position(offset, encoding);
    lsp::Position::new(position.line, position.column)
}

/// The range of the bytes of `range`.
pub(super) fn range(text: &Text, range: TextRange, encoding: PositionEncoding) -> lsp::Range {
    lsp::Range::new(position(text, range.start, encoding), position(text, range.end, encoding))
}

/// A finding in the document at `uri`, as far as the client can show it.
pub(super) fn diagnostic(uri: &lsp::Uri, text: &Text, diagnostic: &Diagnostic, world: &World) -> lsp::Diagnostic {
    let related = diagnostic.related.iter().map(|related| lsp::DiagnosticRelatedInformation {
        location: lsp::Location::new(uri.clone(), range(text, related.range, world.encoding)),
        message: related.message.clone(),
    });
    let elsewhere = diagnostic.elsewhere.iter().filter_map(|place| {
        let line = lsp::Position::new(place.line, 0);
        let location = lsp::Location::new(world.uri(&place.path)?, lsp::Range::new(line, line));
        Some(lsp::DiagnosticRelatedInformation { location, message: place.message.clone() })
    });
    let page = || Some(lsp::CodeDescription { href: diagnostic.rule.url().parse().ok()? });
    let shows_related =
        world.client.related_information && !(diagnostic.related.is_empty() && diagnostic.elsewhere.is_empty());
    lsp::Diagnostic {
        range: range(text, diagnostic.range, world.encoding),
        severity: Some(severity(diagnostic.severity)),
        code: Some(lsp::NumberOrString::String(diagnostic.rule.name.to_owned())),
        code_description: world.client.code_description.then(page).flatten(),
        source: Some("askdown".to_owned()),
        message: diagnostic.message.clone(),
        related_information: shows_related.then(|| related.chain(elsewhere).collect()),
        ..lsp::Diagnostic::default()
    }
}

/// The edits of `edits`, all of them against `text` as it is.
pub(super) fn text_edits(text: &Text, edits: &[Edit], encoding: PositionEncoding) -> Vec<lsp::TextEdit> {
    edits.iter().map(|edit| text_edit(text, edit, encoding)).collect()
}

/// An edit of `text` as it is.
pub(super) fn text_edit(text: &Text, edit: &Edit, encoding: PositionEncoding) -> lsp::TextEdit {
    lsp::TextEdit::new(range(text, edit.range, encoding), edit.text.clone())
}

/// The edits of `edits`, all against `document` as it is.
pub(super) fn document_edit(document: &Document, edits: &[Edit], world: &World) -> lsp::WorkspaceEdit {
    workspace_edit(vec![(document.uri.clone(), text_edits(document.note.text(), edits, world.encoding))], world)
}

/// The edits of files, all against their texts as they are.
pub(super) fn file_edits(edits: Vec<FileEdits>, world: &World) -> lsp::WorkspaceEdit {
    let files = edits.into_iter().filter_map(|FileEdits { path, edits }| {
        let edit = |(start, end, text)| lsp::TextEdit::new(line_columns(start, end), text);
        Some((world.uri(&path)?, edits.into_iter().map(edit).collect()))
    });
    workspace_edit(files.collect(), world)
}

/// With the version that each document has, if the client looks at that.
fn workspace_edit(files: Vec<(lsp::Uri, Vec<lsp::TextEdit>)>, world: &World) -> lsp::WorkspaceEdit {
    if !world.client.versioned_edits {
        return lsp::WorkspaceEdit::new(files.into_iter().collect());
    }
    let files = files.into_iter().map(|(uri, edits)| {
        let version = world.document(&uri).map(|document| document.version);
        lsp::TextDocumentEdit {
            text_document: lsp::OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.into_iter().map(lsp::OneOf::Left).collect(),
        }
    });
    lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Edits(files.collect())),
        ..lsp::WorkspaceEdit::default()
    }
}

/// A place in a file.
pub(super) fn location(place: &FileRange, world: &World) -> Option<lsp::Location> {
    Some(lsp::Location::new(world.uri(&place.path)?, line_columns(place.start, place.end)))
}

fn line_columns(start: LineColumn, end: LineColumn) -> lsp::Range {
    let position = |place: LineColumn| lsp::Position::new(place.line, place.column);
    lsp::Range::new(position(start), position(end))
}

/// Markdown that is shown.
pub(super) fn markdown(value: String) -> lsp::MarkupContent {
    lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value }
}

fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Error => lsp::DiagnosticSeverity::ERROR,
        Severity::Warning => lsp::DiagnosticSeverity::WARNING,
        Severity::Information => lsp::DiagnosticSeverity::INFORMATION,
        Severity::Hint => lsp::DiagnosticSeverity::HINT,
    }
}

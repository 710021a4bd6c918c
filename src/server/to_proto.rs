//! From the types of the layers below to LSP.

use tower_lsp::ls_types as lsp;

use crate::rules::{Diagnostic, Severity};
use crate::text::{Edit, PositionEncoding, Text, TextRange};

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
    let page = || Some(lsp::CodeDescription { href: diagnostic.rule.url().parse().ok()? });
    let shows_related = world.client.related_information && !diagnostic.related.is_empty();
    lsp::Diagnostic {
        range: range(text, diagnostic.range, world.encoding),
        severity: Some(severity(diagnostic.severity)),
        code: Some(lsp::NumberOrString::String(diagnostic.rule.name.to_owned())),
        code_description: world.client.code_description.then(page).flatten(),
        source: Some("askdown".to_owned()),
        message: diagnostic.message.clone(),
        related_information: shows_related.then(|| related.collect()),
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

/// The edits of `edits`, for the version of `document` that they are made for if the client looks at that.
pub(super) fn workspace_edit(document: &Document, edits: &[Edit], world: &World) -> lsp::WorkspaceEdit {
    let edits = text_edits(document.note.text(), edits, world.encoding);
    if !world.client.versioned_edits {
        return lsp::WorkspaceEdit::new([(document.uri.clone(), edits)].into());
    }
    let text_document =
        lsp::OptionalVersionedTextDocumentIdentifier { uri: document.uri.clone(), version: Some(document.version) };
    let edits = edits.into_iter().map(lsp::OneOf::Left).collect();
    lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Edits(vec![lsp::TextDocumentEdit { text_document, edits }])),
        ..lsp::WorkspaceEdit::default()
    }
}

fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Error => lsp::DiagnosticSeverity::ERROR,
        Severity::Warning => lsp::DiagnosticSeverity::WARNING,
        Severity::Information => lsp::DiagnosticSeverity::INFORMATION,
        Severity::Hint => lsp::DiagnosticSeverity::HINT,
    }
}

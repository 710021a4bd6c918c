//! From the types of the layers below to LSP.

use tower_lsp::ls_types as lsp;

use crate::rules::{Diagnostic, Severity};
use crate::text::{PositionEncoding, Text, TextRange};

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

fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Error => lsp::DiagnosticSeverity::ERROR,
        Severity::Warning => lsp::DiagnosticSeverity::WARNING,
        Severity::Information => lsp::DiagnosticSeverity::INFORMATION,
        Severity::Hint => lsp::DiagnosticSeverity::HINT,
    }
}

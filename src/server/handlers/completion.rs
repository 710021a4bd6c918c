//! `textDocument/completion`

use tower_lsp::ls_types as lsp;

use crate::ide::{self, CompletionItem, CompletionKind};
use crate::server::document::Document;
use crate::server::snapshot::{Snapshot, World};
use crate::server::state::Scope;
use crate::server::{from_proto, to_proto};

/// The characters that a list of proposals may follow. Letters call for one without being listed.
pub(in crate::server) const COMPLETION_TRIGGERS: [&str; 10] = [":", "[", ",", "-", "\"", "'", "#", "(", "/", "^"];

/// How much completing at a place looks at.
pub(in crate::server) fn completion_scope(world: &World, params: &lsp::CompletionParams) -> Scope {
    let place = &params.text_document_position;
    let is_wide = world.document(&place.text_document.uri).is_some_and(|document| {
        let offset = from_proto::offset(document.note.text(), place.position, world.encoding);
        offset.is_some_and(|offset| ide::completes_workspace(&world.view(document), offset))
    });
    if is_wide { Scope::Workspace } else { Scope::Place }
}

pub(in crate::server) fn completion(
    snapshot: &Snapshot<'_>,
    document: &Document,
    params: lsp::CompletionParams,
) -> Option<lsp::CompletionResponse> {
    let position = params.text_document_position.position;
    let offset = from_proto::offset(document.note.text(), position, snapshot.encoding)?;
    let found = ide::complete(&snapshot.view(document), offset);
    let items = found.items.into_iter().enumerate().map(|(place, item)| to_item(document, snapshot, place, item));
    Some(lsp::CompletionResponse::List(lsp::CompletionList {
        is_incomplete: found.is_incomplete,
        items: items.collect(),
    }))
}

/// The item at `place` in the list, which clients would sort by their labels if they were not told.
fn to_item(document: &Document, world: &World, place: usize, mut item: CompletionItem) -> lsp::CompletionItem {
    let mut is_snippet = item.is_snippet && world.client.snippets;
    if item.is_snippet && !is_snippet {
        item.edit.text = without_stops(&item.edit.text);
    }
    if !is_snippet && world.client.snippets && item.edit.text.contains(char::is_whitespace) {
        // Neovim takes just the first word of a text, but all of a snippet.
        item.edit.text = escaped(&item.edit.text);
        is_snippet = true;
    }
    lsp::CompletionItem {
        kind: Some(match item.kind {
            CompletionKind::Key => lsp::CompletionItemKind::PROPERTY,
            CompletionKind::Value => lsp::CompletionItemKind::ENUM_MEMBER,
            CompletionKind::Skill => lsp::CompletionItemKind::KEYWORD,
            CompletionKind::Question => lsp::CompletionItemKind::SNIPPET,
            CompletionKind::File => lsp::CompletionItemKind::FILE,
            CompletionKind::Reference => lsp::CompletionItemKind::REFERENCE,
        }),
        label: item.label,
        detail: item.detail,
        documentation: item.documentation.map(|text| lsp::Documentation::MarkupContent(to_proto::markdown(text))),
        sort_text: Some(format!("{place:04}")),
        filter_text: Some(item.filter_text),
        insert_text_format: is_snippet.then_some(lsp::InsertTextFormat::SNIPPET),
        text_edit: Some(to_proto::text_edit(document.note.text(), &item.edit, world.encoding).into()),
        ..lsp::CompletionItem::default()
    }
}

/// `text` as it has to stand in a snippet (LSP 3.17, "Snippet Syntax").
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// The text of a snippet whose stops are all of the kinds `$1` and `${1:text}`.
fn without_stops(snippet: &str) -> String {
    let mut text = String::with_capacity(snippet.len());
    let mut rest = snippet.chars().peekable();
    let mut in_stop = false;
    while let Some(c) = rest.next() {
        match c {
            '\\' => text.extend(rest.next()),
            '$' => {
                in_stop = rest.next_if_eq(&'{').is_some();
                while rest.next_if(char::is_ascii_digit).is_some() {}
                rest.next_if(|c| in_stop && *c == ':');
            }
            '}' if in_stop => in_stop = false,
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_are_left_out_for_plain_clients() {
        assert_eq!(without_stops("skills: [$1]\nprice: \\$5 $0"), "skills: []\nprice: $5 ");
        assert_eq!(without_stops("meta: {kind: ${1:a \\} b}}"), "meta: {kind: a } b}");
        assert_eq!(without_stops(&escaped("a: {b} \\ $1")), "a: {b} \\ $1");
    }
}

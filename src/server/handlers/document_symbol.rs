//! `textDocument/documentSymbol`

use rayon::prelude::*;
use tower_lsp::ls_types::{DocumentSymbol, DocumentSymbolParams, Location, SymbolInformation, SymbolKind};

use crate::ide::{self, OutlineItem, OutlineKind};
use crate::server::document::Document;
use crate::server::json_answer::JsonAnswer;
use crate::server::snapshot::Snapshot;
use crate::server::to_proto;

/// So many symbols side by side are worth several threads.
const MANY: usize = 256;

pub(in crate::server) fn document_symbol(
    snapshot: &Snapshot<'_>,
    document: &Document,
    _: DocumentSymbolParams,
) -> Option<JsonAnswer> {
    if !document.is_note() {
        return None;
    }
    let front_matter = ide::front_matter_outline(&document.note);
    let outline = front_matter.into_iter().chain(ide::outline(&document.note)).collect();
    if snapshot.client.symbol_tree {
        return JsonAnswer::new(&tree(outline, document, snapshot)?);
    }
    let mut list = Vec::new();
    flatten(outline, None, document, snapshot, &mut list)?;
    JsonAnswer::new(&list)
}

/// The items as a tree. None when nobody wants it any more.
fn tree(items: Vec<OutlineItem>, document: &Document, snapshot: &Snapshot<'_>) -> Option<Vec<DocumentSymbol>> {
    if snapshot.is_cancelled() {
        return None;
    }
    if items.len() > MANY {
        return items.into_par_iter().map(|item| to_symbol(item, document, snapshot)).collect();
    }
    items.into_iter().map(|item| to_symbol(item, document, snapshot)).collect()
}

fn to_symbol(item: OutlineItem, document: &Document, snapshot: &Snapshot<'_>) -> Option<DocumentSymbol> {
    let text = document.note.text();
    let children = tree(item.children, document, snapshot)?;
    #[expect(deprecated, reason = "the field has to be given")]
    Some(DocumentSymbol {
        name: item.name,
        detail: Some(item.detail).filter(|detail| !detail.is_empty()),
        kind: kind(item.kind),
        tags: None,
        deprecated: None,
        range: to_proto::range(text, item.range, snapshot.encoding),
        selection_range: to_proto::range(text, item.selection_range, snapshot.encoding),
        children: Some(children).filter(|children| !children.is_empty()),
    })
}

/// The items one after the other, each with the name of the one around it, for clients that know no trees.
fn flatten(
    items: Vec<OutlineItem>,
    container: Option<&str>,
    document: &Document,
    snapshot: &Snapshot<'_>,
    list: &mut Vec<SymbolInformation>,
) -> Option<()> {
    if snapshot.is_cancelled() {
        return None;
    }
    for item in items {
        let range = to_proto::range(document.note.text(), item.range, snapshot.encoding);
        #[expect(deprecated, reason = "the field has to be given")]
        list.push(SymbolInformation {
            name: item.name.clone(),
            kind: kind(item.kind),
            tags: None,
            deprecated: None,
            location: Location::new(document.uri.clone(), range),
            container_name: container.map(str::to_owned),
        });
        flatten(item.children, Some(&item.name), document, snapshot, list)?;
    }
    Some(())
}

fn kind(kind: OutlineKind) -> SymbolKind {
    match kind {
        OutlineKind::Section => SymbolKind::NAMESPACE,
        OutlineKind::Question => SymbolKind::STRING,
        OutlineKind::FollowUp => SymbolKind::FIELD,
        OutlineKind::Code | OutlineKind::Function => SymbolKind::FUNCTION,
        OutlineKind::Class => SymbolKind::CLASS,
        OutlineKind::FrontMatter => SymbolKind::OBJECT,
        OutlineKind::Key => SymbolKind::PROPERTY,
    }
}

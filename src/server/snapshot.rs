//! What a request sees.

use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::{self as lsp, Uri};

use crate::ide::{Files, NoteView};
use crate::schema::SchemaStore;
use crate::text::{PositionEncoding, Text};
use crate::workspace::{Index, read_note};

use super::capabilities::ClientFeatures;
use super::document::Document;
use super::uri::{self, DocumentId};

/// All that answers are made of. A clone is cheap and stays as it is while the main loop goes on.
#[derive(Clone, Debug, Default)]
pub(super) struct World {
    /// The documents that are open.
    pub documents: Arc<FxHashMap<DocumentId, Arc<Document>>>,
    /// How positions are counted, as agreed on with the client.
    pub encoding: PositionEncoding,
    /// What the client can do.
    pub client: ClientFeatures,
    /// The notes of the workspace.
    pub index: Arc<Index>,
    /// The schemas of front matter.
    pub schemas: Arc<SchemaStore>,
}

impl World {
    /// The open document at `uri`.
    pub fn document(&self, uri: &Uri) -> Option<&Arc<Document>> {
        self.documents.get(&DocumentId::new(uri))
    }

    /// The URI of the file at `path`: as the client spells it, if it is open.
    pub fn uri(&self, path: &Path) -> Option<Uri> {
        let open = self.open_at(path);
        open.map(|document| document.uri.clone()).or_else(|| uri::from_path(path))
    }

    /// The text of the file at `path`: as it is in the editor, or else on disk.
    pub fn read(&self, path: &Path) -> Option<Text> {
        let open = self.open_at(path);
        open.map(|document| document.note.text().clone()).or_else(|| read_note(path).ok())
    }

    /// The files of the workspace as queries see them; `read` is [`World::read`].
    pub fn files<'a>(&self, read: &'a (dyn Fn(&Path) -> Option<Text> + Sync)) -> Files<'a> {
        Files { read, encoding: self.encoding }
    }

    fn open_at(&self, path: &Path) -> Option<&Arc<Document>> {
        self.documents.values().find(|document| document.path.as_deref() == Some(path))
    }

    /// `document` as queries see it.
    pub fn view<'a>(&'a self, document: &'a Document) -> NoteView<'a> {
        NoteView {
            note: &document.note,
            path: document.path.as_deref(),
            config: &document.config,
            index: &self.index,
            schema: &document.schema,
        }
    }
}

/// The world as it was when a request came, and whether its answer is still wanted.
pub(super) struct Snapshot<'a> {
    world: &'a World,
    cancelled: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> Snapshot<'a> {
    /// A view of `world` for a request that is no longer wanted once `cancelled` says so.
    pub fn new(world: &'a World, cancelled: &'a (dyn Fn() -> bool + Sync)) -> Self {
        Self { world, cancelled }
    }

    /// Whether nobody wants the answer any more: what takes long looks now and then, and gives up.
    pub fn is_cancelled(&self) -> bool {
        (self.cancelled)()
    }
}

impl Deref for Snapshot<'_> {
    type Target = World;

    fn deref(&self) -> &World {
        self.world
    }
}

/// The parameters of a request about one document.
pub(super) trait OfDocument {
    /// The document.
    fn uri(&self) -> &Uri;
}

macro_rules! of_document {
    ($($params:ident: $($field:ident).+;)*) => {
        $(impl OfDocument for lsp::$params {
            fn uri(&self) -> &Uri {
                &self.$($field).+
            }
        })*
    };
}

of_document! {
    CodeLensParams: text_document.uri;
    CompletionParams: text_document_position.text_document.uri;
    DocumentFormattingParams: text_document.uri;
    DocumentHighlightParams: text_document_position_params.text_document.uri;
    DocumentLinkParams: text_document.uri;
    DocumentRangeFormattingParams: text_document.uri;
    DocumentSymbolParams: text_document.uri;
    FoldingRangeParams: text_document.uri;
    GotoDefinitionParams: text_document_position_params.text_document.uri;
    HoverParams: text_document_position_params.text_document.uri;
    ReferenceParams: text_document_position.text_document.uri;
    RenameParams: text_document_position.text_document.uri;
    SelectionRangeParams: text_document.uri;
    TextDocumentPositionParams: text_document.uri;
}

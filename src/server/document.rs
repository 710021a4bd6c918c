//! An open document.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tower_lsp::ls_types::{TextDocumentContentChangeEvent, Uri};

use crate::syntax::{Note, Replaced};
use crate::text::{PositionEncoding, Text};
use crate::workspace::{CONFIG_FILE, Config};

use super::from_proto::{self, Changes};
use super::uri;

/// A document that the client has open. A clone is cheap and stays as it is while the document changes.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// As the client spells it.
    pub uri: Uri,
    /// The file, if it is one.
    pub path: Option<PathBuf>,
    /// The version that the client gave the text.
    pub version: i32,
    /// The text, read.
    pub note: Note,
    /// The settings that hold for it.
    pub config: Arc<Config>,
    /// Counts the changes of this text, and of the newest text of the document.
    change: u64,
    newest: Arc<AtomicU64>,
}

/// What of a note an edit made new.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Renewed {
    /// What each edit replaced, one after the other.
    Blocks(Vec<Replaced>),
    /// The whole note.
    All,
}

impl Document {
    /// The document as it was opened.
    pub fn new(uri: Uri, version: i32, text: &str, config: Arc<Config>) -> Self {
        let path = uri::to_path(&uri);
        Self { uri, path, version, note: Note::new(Text::new(text)), config, change: 0, newest: Arc::default() }
    }

    /// Applies the changes of one `didChange`, in order: all of them or, when one cannot be applied, none.
    ///
    /// # Errors
    ///
    /// Says why the changes cannot be applied. The text stays as it was.
    pub fn change(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: PositionEncoding,
    ) -> Result<Renewed, String> {
        if version <= self.version {
            return Err(format!("version {version} does not come after {}", self.version));
        }
        let mut text = self.note.text().clone();
        let changes = from_proto::apply(&mut text, changes, encoding)?;
        self.version = version;
        self.change += 1;
        self.newest.store(self.change, Ordering::Relaxed);

        let note = &mut self.note;
        match changes {
            Changes::NewText => *note = Note::new(text),
            Changes::Edits(edits) => {
                let edit_all = || edits.iter().map(|edit| note.edit(edit)).collect();
                match catch_unwind(AssertUnwindSafe(edit_all)) {
                    Ok(replaced) => return Ok(Renewed::Blocks(replaced)),
                    // The note may be half changed: read it anew from the text, which is whole.
                    Err(_) => *note = Note::new(text),
                }
            }
        }
        Ok(Renewed::All)
    }

    /// Whether it is checked: a configuration file that the client has open as well is no note.
    pub fn is_note(&self) -> bool {
        self.path.as_ref().and_then(|path| path.file_name()).is_none_or(|name| name != CONFIG_FILE)
    }

    /// Whether the document has changed, or was closed, since this clone was made.
    pub fn is_stale(&self) -> bool {
        self.newest.load(Ordering::Relaxed) != self.change
    }

    /// Marks all clones as stale.
    pub fn close(&self) {
        self.newest.store(u64::MAX, Ordering::Relaxed);
    }
}

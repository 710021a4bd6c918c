//! A note in a file, with all that it is checked against.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use crate::schema::SchemaStore;
use crate::syntax::Note;
use crate::text::Text;
use crate::workspace::{Config, Index};

use super::NoteContext;

/// What a text in a file is checked against.
#[derive(Clone, Copy, Debug)]
pub struct FileContext<'a> {
    /// The file, if it is one; absolute.
    pub path: Option<&'a Path>,
    /// The settings for it.
    pub config: &'a Arc<Config>,
    /// The schemas of front matter.
    pub schemas: &'a SchemaStore,
    /// The notes of the workspace.
    pub index: &'a Index,
}

impl FileContext<'_> {
    /// Reads `text` and has `work` done on the note. None when that panicked; the panic hook has told the standard error
    /// what happened.
    pub fn with_note<R>(&self, text: Text, work: impl FnOnce(&NoteContext<'_>) -> R) -> Option<R> {
        let FileContext { path, config, schemas, index } = *self;
        let work = || {
            let note = Note::with_options(text, &config.question_options);
            let configured = path.and_then(|path| config.schema_for(path));
            let schema = schemas.for_note(note.text(), note.front_matter(), path, configured.as_deref(), &config.root);
            work(&NoteContext { note: &note, config, path, index, schema: &schema })
        };
        catch_unwind(AssertUnwindSafe(work)).ok()
    }
}

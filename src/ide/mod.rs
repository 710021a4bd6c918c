//! What an editor asks about a note: one query per file, from plain data to plain data.
//!
//! Every query looks at a [`NoteView`]. Offsets and ranges are in bytes.

mod completion;

pub use completion::{CompletionItem, CompletionKind, Completions, complete};

use std::path::Path;

use crate::syntax::Note;
use crate::workspace::{Config, Index};

/// A note and what surrounds it, as they are at one moment.
#[derive(Clone, Copy, Debug)]
pub struct NoteView<'a> {
    /// The note.
    pub note: &'a Note,
    /// Its file, if it has one.
    pub path: Option<&'a Path>,
    /// The settings for it.
    pub config: &'a Config,
    /// The other notes.
    pub index: &'a Index,
}

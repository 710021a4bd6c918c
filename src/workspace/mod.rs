//! What surrounds a note: the files, their configuration, and the other notes.
//!
//! - [`read_note`] reads one note from disk, [`walk`] finds those beneath a folder.
//! - [`Config`] is the typed `askdown.yaml`; a [`ConfigStore`] knows which one holds for which note.
//! - A [`Vocabulary`] names the skills that a workspace has agreed on.

mod config;
mod config_store;
mod file_cache;
mod read;
mod typed_yaml;
mod vocabulary;
mod walk;

pub use config::*;
pub use config_store::ConfigStore;
pub use read::{ReadError, read_note, read_stream};
pub use typed_yaml::Located;
pub use vocabulary::{Vocabulary, VocabularySkill, vocabulary_schema};
pub use walk::{WalkError, Walked, is_note, repository_root, walk};

//! What surrounds a note: the files, their configuration, and the other notes.
//!
//! - [`read_note`] reads one note from disk, [`walk`] finds those beneath a folder.
//! - [`Config`] is the typed `askdown.yaml`; a [`ConfigStore`] knows which one holds for which note.
//! - The [`Index`] holds the facts of all notes; [`find_changes`] and [`read_changes`] fill it from disk.
//! - [`LinkFacts`] are those about links; the index knows what leads where ([`Target`]) and who refers to what
//!   ([`LinkSource`]). [`Folders`] knows what else lies in the workspace.
//! - A [`Vocabulary`] names the skills that a workspace has agreed on.

mod config;
mod config_store;
mod duplicates;
mod facts;
mod file_cache;
#[cfg(test)]
mod file_operations;
mod folders;
mod front_matter_links;
mod index;
mod line_place;
mod link_facts;
mod link_graph;
mod links;
mod places;
mod pyproject;
mod read;
mod scan;
mod skill;
mod target;
mod typed_yaml;
mod value_edit;
mod vocabulary;
mod walk;

pub use config::*;
pub use config_store::ConfigStore;
pub use duplicates::{AskedElsewhere, DuplicateGroup};
pub use facts::{NoteFacts, QuestionFact, text_hash};
pub use folders::Folders;
pub use front_matter_links::front_matter_links;
pub use index::{Index, ReadNote};
pub use line_place::LinePlace;
pub use link_facts::{IndexedAnchor, IndexedLink, LinkFacts, fragment_of, note_destinations};
pub use links::{LinkSource, Target};
pub use places::Places;
pub use pyproject::pyproject_line_length;
pub use read::{ReadError, read_note, read_stream};
pub use scan::{Changes, NoteToRead, find_changes, notes_to_read, read_changes};
pub use skill::{SkillUse, skill_uses, unquoted};
pub use target::{is_quarto, normalized, spellings, target_path};
pub use typed_yaml::Located;
pub use value_edit::{remove_skill, replace_value, written_value};
pub use vocabulary::{Vocabulary, VocabularySkill, vocabulary_schema};
pub use walk::{WalkError, Walked, is_note, repository_root, walk, walk_to};

//! What an editor asks about a note: one query per file, from plain data to plain data.
//!
//! Every query looks at a [`NoteView`]. Offsets and ranges are in bytes.

mod code_structure;
mod completion;
mod declared_question;
mod duplicate_questions;
mod files;
mod folding;
mod format;
mod front_matter;
mod front_matter_outline;
mod heading_rename;
mod link;
mod link_address;
mod move_files;
mod open_question;
mod outline;
mod question_symbols;
mod selection;
mod skill;
#[cfg(test)]
mod testing;

pub use completion::{CompletionItem, CompletionKind, Completions, complete, completes_workspace};
pub use declared_question::{align_declared_questions, declared_question_definition};
pub use duplicate_questions::{QuestionGroup, duplicate_questions};
pub use files::{FileEdits, FileRange, Files};
pub use folding::{FoldingKind, FoldingRange, folding_ranges};
pub use format::{Formatting, format_blocks};
pub use front_matter::{FrontMatterHover, front_matter_hover};
pub use front_matter_outline::front_matter_outline;
pub use heading_rename::{HeadingAt, heading_at, rename_heading};
pub use link::{
    DocumentLink, LabelAt, LinkHover, document_links, label_at, link_definition, link_hover, link_references,
};
pub use move_files::{FileMove, move_files};
pub use open_question::{QuestionCount, count_questions, next_open_question, previous_open_question};
pub use outline::{OutlineItem, OutlineKind, outline};
pub use question_symbols::{QuestionSymbol, question_symbols};
pub use selection::selection_ranges;
pub use skill::{
    RenameRefusal, SkillAt, SkillLens, SkillMerge, SkillSymbol, merge_skill, rename_skill, skill_at, skill_definition,
    skill_highlights, skill_hover, skill_in_vocabulary, skill_lenses, skill_merges, skill_references, skill_symbols,
};

use std::path::Path;

use crate::schema::Schema;
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
    /// The schema of its front matter.
    pub schema: &'a Schema,
}

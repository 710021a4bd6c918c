//! What the checks of one topic look like, and what they are given.

use std::path::Path;
use std::sync::LazyLock;

use crate::schema::Schema;
use crate::syntax::Note;
use crate::syntax::markdown::Block;
use crate::workspace::{Config, Index, NoteFacts};

use super::{Diagnostic, Rule};

/// The rules of one topic and the checks that find them.
///
/// A check may find several rules. It appends what it finds; severities, suppression and order are not its concern.
#[derive(Debug)]
pub struct Topic {
    /// The heading in the rule reference.
    pub name: &'static str,
    /// Every rule that the checks below can find.
    pub rules: &'static [&'static Rule],
    /// Checks that look at one top-level block, in ranges relative to it. They run again only when that block's
    /// text changes, so they must look at nothing else.
    pub blocks: &'static [BlockCheck],
    /// Checks that look at the front matter alone, in ranges of the note. They run again only when it changes.
    pub front_matter: &'static [NoteCheck],
    /// Checks that look at the shapes of all pieces and the labels of answers, in ranges of the note. They run again only
    /// when one of these changes or the text where they have found something, so they must look at nothing else, and say
    /// nothing of where something stands, such as the number of a line.
    pub shapes: &'static [NoteCheck],
    /// The same for checks that also look at the texts of the questions and the front matter.
    pub questions: &'static [NoteCheck],
    /// Checks that look at the note as a whole, in ranges of the note. They run after every change, so they must
    /// read summaries, not the text.
    pub notes: &'static [NoteCheck],
    /// Checks that compare the note with the other notes.
    pub workspace: &'static [WorkspaceCheck],
    /// Checks that compare the questions with those of the other notes ([`Index::asked_elsewhere`]). They look at what the
    /// checks of the questions look at, save the front matter unless it holds a question, and run again only when that or
    /// a question of another note changes.
    pub elsewhere: &'static [WorkspaceCheck],
}

/// A check of one top-level block.
pub type BlockCheck = fn(&BlockContext<'_>, &mut Vec<Diagnostic>);

/// A check of a note or of its front matter.
pub type NoteCheck = fn(&NoteContext<'_>, &mut Vec<Diagnostic>);

/// A check that compares a note with the other notes.
///
/// Where a whole workspace is checked, each note is read once, before all of the index is there. Whether a note has to be
/// read a second time for such a check is then decided by what the index remembers of it.
#[derive(Clone, Copy, Debug)]
pub struct WorkspaceCheck {
    /// The check, in ranges of the note. If it runs after every change, it must read summaries such as the index, not the
    /// text.
    pub check: NoteCheck,
    /// Whether the check may find anything in the note of these facts. It must not say no where the check finds
    /// something; the more often it says no where there is nothing to find, the better.
    pub concerns: fn(&FactsContext<'_>) -> bool,
}

/// What the other notes are compared with where the note itself is not at hand.
#[derive(Clone, Copy, Debug)]
pub struct FactsContext<'a> {
    /// What is remembered of the note.
    pub facts: &'a NoteFacts,
    /// The settings for it.
    pub config: &'a Config,
    /// Its file.
    pub path: &'a Path,
    /// All notes.
    pub index: &'a Index,
}

/// What a check of a note sees.
#[derive(Clone, Copy, Debug)]
pub struct NoteContext<'a> {
    /// The note.
    pub note: &'a Note,
    /// The settings for it.
    pub config: &'a Config,
    /// Its file, if it has one.
    pub path: Option<&'a Path>,
    /// The other notes.
    pub index: &'a Index,
    /// The schema of its front matter.
    pub schema: &'a Schema,
}

/// No other notes.
static ALONE: LazyLock<Index> = LazyLock::new(Index::default);

impl<'a> NoteContext<'a> {
    /// The context of a note that stands alone: it has no file, there are no other notes, and the built-in schema holds
    /// for its front matter.
    pub fn new(note: &'a Note, config: &'a Config) -> Self {
        Self { note, config, path: None, index: &ALONE, schema: Schema::builtin() }
    }
}

/// What a check of one block sees.
#[derive(Clone, Copy, Debug)]
pub struct BlockContext<'a> {
    /// The block.
    pub block: &'a Block,
    /// Its text; the block's ranges index into it.
    pub source: &'a str,
    /// The settings for the note.
    pub config: &'a Config,
    /// The note's file, if it has one.
    pub path: Option<&'a Path>,
}

impl<'a> BlockContext<'a> {
    /// The context of `block`, a block of the note of `context`, whose text is `source`.
    pub fn new(context: &NoteContext<'a>, block: &'a Block, source: &'a str) -> Self {
        Self { block, source, config: context.config, path: context.path }
    }
}

//! Skills: what they mean, where they are used, and what they are called.
//!
//! A query starts from the name of a skill, which [`skill_at`] finds in a note and [`skill_in_vocabulary`] in the
//! vocabulary's file.

mod definition;
mod highlight;
mod hover;
mod lens;
mod merge;
mod references;
mod rename;
mod symbols;

pub use definition::skill_definition;
pub use highlight::skill_highlights;
pub use hover::skill_hover;
pub use lens::{SkillLens, skill_lenses};
pub use merge::{SkillMerge, merge_skill, skill_merges};
pub use references::skill_references;
pub use rename::{RenameRefusal, rename_skill};
pub use symbols::{SkillSymbol, skill_symbols};

use std::path::Path;
use std::sync::Arc;

use crate::text::{Text, TextRange};
use crate::workspace::{Config, Index, NoteFacts, SkillUse, Vocabulary, VocabularySkill, skill_uses, unquoted};

use super::NoteView;

/// A skill at a place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillAt {
    /// The skill, or the alias that stands there.
    pub name: String,
    /// Where, in bytes of the file, without quotes save where one of these is asked about.
    pub range: TextRange,
}

/// The skill that a note lists at `offset`.
pub fn skill_at(view: &NoteView<'_>, offset: u32) -> Option<SkillAt> {
    let found = uses(view).into_iter().find(|skill| skill.range.touches(offset))?;
    Some(SkillAt { range: range_at(view.note.text(), found.range, offset), name: found.name.to_string() })
}

/// The skill that the vocabulary of the text `source` names at `offset`: as an entry, an alias or a parent.
pub fn skill_in_vocabulary(source: &Text, offset: u32) -> Option<SkillAt> {
    let (vocabulary, _) = Vocabulary::read(&source.to_string());
    let mut names = vocabulary.skills.iter().flat_map(|skill| {
        let aliases = skill.aliases.iter().chain(&skill.parent);
        [&skill.name].into_iter().chain(aliases)
    });
    let found = names.find(|name| name.range.touches(offset))?;
    Some(SkillAt { range: range_at(source, found.range, offset), name: found.value.clone() })
}

/// The `range` of a skill without its quotes, unless `offset` is at one of these: editors want a place that holds the one
/// that they ask about.
fn range_at(text: &Text, range: TextRange, offset: u32) -> TextRange {
    let inside = unquoted(text, range);
    if range.touches(offset) && !inside.touches(offset) { range } else { inside }
}

/// The skills that a note lists.
fn uses(view: &NoteView<'_>) -> Vec<SkillUse> {
    let keys = &view.config.skills.keys;
    view.note.front_matter().map(|front_matter| skill_uses(front_matter, keys)).unwrap_or_default()
}

/// The names of the skill that is called `skill`: with a vocabulary, its name there and its aliases.
fn names<'a>(skill: &'a str, config: &'a Config) -> Vec<&'a str> {
    let entry = config.vocabulary.as_ref().and_then(|vocabulary| vocabulary.find(skill));
    entry.map_or_else(|| vec![skill], |entry| names_of(entry).collect())
}

fn names_of(entry: &VocabularySkill) -> impl Iterator<Item = &str> {
    [&entry.name].into_iter().chain(&entry.aliases).map(|name| name.value.as_str())
}

/// The notes that use a skill under any of `names`, sorted by path.
fn notes_with<'i>(names: &[&str], index: &'i Index) -> Vec<(&'i Path, &'i Arc<NoteFacts>)> {
    let mut notes: Vec<_> = names.iter().flat_map(|name| index.notes_with_skill(name)).collect();
    notes.sort_unstable_by_key(|(path, _)| *path);
    notes.dedup_by_key(|(path, _)| *path);
    notes
}

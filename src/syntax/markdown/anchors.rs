//! Which anchors a note has, kept while it is edited.

use std::collections::VecDeque;
use std::hash::BuildHasher;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::syntax::Revision;
use crate::text::TextRange;

use super::{Anchor, AnchorKind, Block, SlugCounter, fold_anchor, without_number};

/// How often each name of an anchor occurs in a note.
///
/// Names are compared as [`fold_anchor`] leaves them: an address that one renderer or another understands is no
/// mistake.
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    /// By the hash of the folded name.
    counts: FxHashMap<u64, u32>,
    /// How many modules are documented in the note: there are more anchors then than can be known.
    modules: u32,
    revision: Revision,
    /// The last changes, the oldest first: the state before each, and which names it concerns.
    changes: VecDeque<(Revision, NameSet)>,
}

/// So many changes are remembered.
const MAX_CHANGES: usize = 16;

/// Some names of anchors, or a few more: a bit of it says that a name may be among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameSet(u64);

impl NameSet {
    /// Stands for the names that come with the documentation of a module.
    pub const OF_MODULES: Self = Self(1);

    /// The one name `folded`, as [`fold_anchor`] leaves it. Names that differ in numbers behind them are not told apart,
    /// since one such anchor makes another.
    pub fn of(folded: &str) -> Self {
        let mut name = folded;
        while let Some((base, _)) = split_number(name) {
            name = base;
        }
        Self(1 << (key(name) >> (u64::BITS - 6)))
    }

    /// These names and those.
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a name may be in both.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Equal are the anchors of notes that have the same names as often, whatever happened before.
impl PartialEq for Anchors {
    fn eq(&self, other: &Self) -> bool {
        self.counts == other.counts && self.modules == other.modules
    }
}

impl Eq for Anchors {}

impl Anchors {
    /// Whether blocks with the names of `new` differ in that from the `old` ones.
    pub(super) fn differ(old: &[Arc<Block>], new: &[Arc<Block>]) -> bool {
        // Only the names matter, not where they stand.
        let names = |blocks| all(blocks).map(|anchor| (anchor.kind, &anchor.name));
        !names(old).eq(names(new))
    }

    /// Takes in that `new` blocks took the place of the `old` ones.
    pub(super) fn replace(&mut self, old: &[Arc<Block>], new: &[Arc<Block>]) {
        for key in all(old).flat_map(|anchor| keys(&anchor.name)) {
            if let Some(count) = self.counts.get_mut(&key) {
                *count -= 1;
                if *count == 0 {
                    self.counts.remove(&key);
                }
            }
        }
        for key in all(new).flat_map(|anchor| keys(&anchor.name)) {
            *self.counts.entry(key).or_default() += 1;
        }
        let modules = |blocks| all(blocks).filter(|anchor| anchor.kind == AnchorKind::Module).count() as u32;
        self.modules = self.modules + modules(new) - modules(old);
        if self.revision != Revision::default() {
            self.note_change(all(old).chain(all(new)));
        }
        self.revision = Revision::next();
    }

    fn note_change<'b>(&mut self, anchors: impl Iterator<Item = &'b Anchor>) {
        let names = anchors.map(names).fold(NameSet::default(), NameSet::with);
        if self.changes.len() == MAX_CHANGES {
            self.changes.pop_front();
        }
        self.changes.push_back((self.revision, names));
    }

    /// The names that may have come or gone since the state called `before`. None if that is too long ago.
    pub fn changed_since(&self, before: Revision) -> Option<NameSet> {
        let first = self.changes.iter().position(|(revision, _)| *revision == before);
        let changes = match first {
            Some(first) => self.changes.range(first..),
            None if before == self.revision => self.changes.range(self.changes.len()..),
            None => return None,
        };
        Some(changes.map(|(_, names)| *names).fold(NameSet::default(), NameSet::with))
    }

    /// Whether there are more than can be known, since something else puts them there.
    pub fn are_partial(&self) -> bool {
        self.modules > 0
    }

    /// How many different names there are, about.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The name of the state they are in.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// Whether a link to `#name` leads somewhere, as far as can be known. In a Quarto note a heading is named without its
    /// number too.
    pub fn has(&self, name: &str, is_quarto: bool) -> bool {
        self.has_folded(&fold_anchor(name), is_quarto)
    }

    /// The same for a name as [`fold_anchor`] leaves it.
    pub fn has_folded(&self, folded: &str, is_quarto: bool) -> bool {
        self.are_partial()
            || self.count(folded) > 0
            || self.is_repetition(folded)
            || is_quarto && self.counts.contains_key(&without_number_key(folded))
    }

    fn count(&self, folded: &str) -> u32 {
        self.counts.get(&key(folded)).copied().unwrap_or_default()
    }

    /// Whether `folded` is a name with the number of a heading that repeats an earlier one. Where such names are those
    /// of other headings too, it depends on the order which is which; then all that can be are taken to be.
    fn is_repetition(&self, folded: &str) -> bool {
        let Some((base, number)) = split_number(folded) else { return false };
        // A name such as `foo-1` is had twice where a second `foo` takes it from a heading called so.
        let is_taken = split_number(base).is_some_and(|(base, number)| number < self.count(base));
        let mut free = (self.count(base) + u32::from(is_taken)).saturating_sub(1);
        if self.count(base) == 0 || free == 0 {
            return false;
        }
        for other in 1..=number {
            if self.count(&format!("{base}-{other}")) == 0 {
                if free == 0 {
                    return false;
                }
                free -= 1;
            }
        }
        true
    }
}

fn all(blocks: &[Arc<Block>]) -> impl Iterator<Item = &Anchor> {
    blocks.iter().flat_map(|block| &block.anchors)
}

/// `name-2` (or `name_2`, as MkDocs has it) as `name` and 2.
fn split_number(name: &str) -> Option<(&str, u32)> {
    let base = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = name[base.len()..].parse().ok().filter(|number| *number > 0)?;
    Some((base.strip_suffix(['-', '_'])?, number))
}

/// What `name` is found under: itself and, in case the note is Quarto's, what is left of it without a number.
fn keys(name: &str) -> impl Iterator<Item = u64> {
    let folded = fold_anchor(name);
    let numberless = without_number(&folded).map(without_number_key);
    std::iter::once(key(&folded)).chain(numberless)
}

/// All that a link may call `anchor`, or what comes with it.
fn names(anchor: &Anchor) -> NameSet {
    let folded = fold_anchor(&anchor.name);
    let others = without_number(&folded).map(NameSet::of);
    let others = others.into_iter().chain((anchor.kind == AnchorKind::Module).then_some(NameSet::OF_MODULES));
    others.fold(NameSet::of(&folded), NameSet::with)
}

fn key(folded: &str) -> u64 {
    FxBuildHasher.hash_one(folded)
}

fn without_number_key(numberless: &str) -> u64 {
    FxBuildHasher.hash_one(("without number", numberless))
}

/// A place in a note that a link can lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedAnchor {
    /// What kind of place it is.
    pub kind: AnchorKind,
    /// A heading's text, or the element or attribute that has the id, in bytes of the note.
    pub range: TextRange,
    /// What a link calls it: a slug is told apart from the same slug before it.
    pub name: String,
}

impl AnchorKind {
    /// The level of a heading.
    pub fn level(self) -> Option<u8> {
        match self {
            Self::Heading(level) | Self::NamedHeading(level) => Some(level),
            Self::Id | Self::Module => None,
        }
    }
}

/// All anchors of a note whose blocks start at the places given, in the order of the text. This reads all blocks.
pub(super) fn placed<'b>(blocks: impl Iterator<Item = (u32, &'b Block)>) -> Vec<PlacedAnchor> {
    let mut slugs = SlugCounter::default();
    let mut placed = Vec::new();
    for (start, block) in blocks {
        placed.extend(block.anchors.iter().map(|anchor| PlacedAnchor {
            kind: anchor.kind,
            range: anchor.range + start,
            name: match anchor.kind {
                AnchorKind::Heading(_) => slugs.next(&anchor.name),
                AnchorKind::NamedHeading(_) | AnchorKind::Id | AnchorKind::Module => anchor.name.to_string(),
            },
        }));
    }
    placed
}

#[cfg(test)]
mod tests {
    use crate::syntax::Note;
    use crate::text::{Edit, Text};

    #[test]
    fn headings_are_found_by_name_and_number() {
        let note = Note::new(Text::new("# Foo\n\n## Foo\n\n> ### 1. What is x?\n\n<a id=\"Here\"></a>\n"));
        for (name, found) in [
            ("foo", true),
            ("Foo", true),
            ("foo-1", true),
            ("foo_1", true),
            ("foo-2", false),
            ("foo-0", false),
            ("1-what-is-x", true),
            ("what-is-x", false),
            ("1-what-is-x?", false),
            ("here", true),
            ("", false),
        ] {
            assert_eq!(note.has_anchor(name, false), found, "{name}");
        }
        assert!(note.has_anchor("what-is-x", true));
        let names: Vec<_> = note.anchors().into_iter().map(|anchor| anchor.name).collect();
        assert_eq!(names, ["foo", "foo-1", "1-what-is-x", "Here"]);
    }

    #[test]
    fn names_that_are_numbers_of_others_are_not_missed() {
        let note = Note::new(Text::new("# A\n\n# A 1\n\n# A\n\n# A 1\n\n# B\n\n# B\n\n# B 1\n"));
        for anchor in note.anchors() {
            assert!(note.has_anchor(&anchor.name, false), "{}", anchor.name);
        }
        assert!(!note.has_anchor("a-4", false));
        assert!(!note.has_anchor("b-3", false));
    }

    #[test]
    fn only_a_changed_name_makes_a_new_revision() {
        let mut note = Note::new(Text::new("# A\n\ntext\n\n# B {#c}\n"));
        let start = note.anchor_revision();
        note.edit(&Edit::insert(6, "more "));
        note.edit(&Edit::insert(0, "\n\n"));
        note.edit(&Edit::insert(note.text().len() - 6, "!"));
        assert_eq!(note.anchor_revision(), start);
        note.edit(&Edit::insert(5, "x"));
        assert_ne!(note.anchor_revision(), start);
        assert!(note.has_anchor("ax", false) && !note.has_anchor("a", false));
    }
}

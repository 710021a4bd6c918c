//! Which labels are defined and asked for, over the whole note.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::syntax::Revision;

use super::{Block, DefinitionKind, LinkKind};

/// A folded label and what it is the label of.
pub(super) type Label = (DefinitionKind, Box<str>);

/// How often each label is defined and asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels {
    entries: FxHashMap<Label, Entry>,
    /// How many bytes the parser copies at most, for all references together.
    copied: u64,
    /// The name of the state: another one when a label was added or went.
    pub(super) revision: Revision,
}

#[derive(Clone, Debug, Default)]
struct Entry {
    definitions: u32,
    /// Definitions once a template is filled in.
    templates: u32,
    references: u32,
    /// Length in bytes of the longest definition there has been.
    longest: u32,
}

impl Entry {
    fn copied(&self) -> u64 {
        u64::from(self.references) * u64::from(self.longest)
    }
}

/// Equal are labels that are defined and asked for as often; the bound on what is copied depends on the past.
impl PartialEq for Labels {
    fn eq(&self, other: &Self) -> bool {
        let counts = |entry: &Entry| (entry.definitions, entry.templates, entry.references);
        self.entries.len() == other.entries.len()
            && self.entries.iter().all(|(label, entry)| other.entries.get(label).map(counts) == Some(counts(entry)))
    }
}

impl Eq for Labels {}

impl Labels {
    /// The labels in `blocks`.
    pub(super) fn of<'b>(blocks: impl IntoIterator<Item = &'b Block>) -> Self {
        let mut labels = Self::default();
        blocks.into_iter().for_each(|block| labels.add(block));
        labels
    }

    /// Takes in a block that has come.
    pub(super) fn add(&mut self, block: &Block) {
        for definition in &block.definitions {
            let length = definition.range.len();
            self.change(definition.kind, &definition.label, |entry| {
                entry.definitions += 1;
                entry.longest = entry.longest.max(length);
            });
        }
        for label in templates(block) {
            self.change(DefinitionKind::Link, label, |entry| entry.templates += 1);
        }
        for (kind, label) in references(block) {
            self.change(kind, label, |entry| entry.references += 1);
        }
    }

    /// Takes in that a block has gone.
    pub(super) fn remove(&mut self, block: &Block) {
        for definition in &block.definitions {
            self.change(definition.kind, &definition.label, |entry| {
                entry.definitions = entry.definitions.saturating_sub(1);
            });
        }
        for label in templates(block) {
            self.change(DefinitionKind::Link, label, |entry| entry.templates = entry.templates.saturating_sub(1));
        }
        for (kind, label) in references(block) {
            self.change(kind, label, |entry| entry.references = entry.references.saturating_sub(1));
        }
    }

    fn change(&mut self, kind: DefinitionKind, label: &str, change: impl FnOnce(&mut Entry)) {
        let label: Label = (kind, label.into());
        let entry = self.entries.entry(label.clone()).or_default();
        self.copied -= entry.copied();
        change(entry);
        self.copied += entry.copied();
        if entry.definitions == 0 && entry.templates == 0 && entry.references == 0 {
            self.entries.remove(&label);
        }
    }

    /// How many definitions there are of `label`.
    pub(super) fn definitions(&self, label: &Label) -> u32 {
        self.entries.get(label).map_or(0, |entry| entry.definitions)
    }

    /// Whether a template defines `label`.
    pub(super) fn is_template(&self, label: &Label) -> bool {
        self.entries.get(label).is_some_and(|entry| entry.templates > 0)
    }

    /// How many references there are to `label`, whether it is defined or not.
    pub(super) fn references(&self, label: &Label) -> u32 {
        self.entries.get(label).map_or(0, |entry| entry.references)
    }

    /// Whether a parser that reads the whole of a text of `len` bytes may give up on references.
    pub(super) fn are_too_many(&self, len: usize) -> bool {
        self.copied * 2 >= len.max(100_000) as u64
    }
}

/// All labels in `blocks`: those that are defined, if only by a template, then those that are asked for.
pub(super) fn all(blocks: &[Arc<Block>]) -> impl Iterator<Item = (bool, DefinitionKind, &str)> {
    blocks.iter().flat_map(|block| {
        let defined = block.definitions.iter().map(|definition| (true, definition.kind, &*definition.label));
        let defined = defined.chain(templates(block).map(|label| (true, DefinitionKind::Link, label)));
        defined.chain(references(block).map(|(kind, label)| (false, kind, label)))
    })
}

/// The labels of links that templates in `block` define.
fn templates(block: &Block) -> impl Iterator<Item = &str> {
    block.links.iter().filter(|link| link.kind == LinkKind::Template).map(|link| &*link.target)
}

/// The labels that `block` asks for.
pub(super) fn references(block: &Block) -> impl Iterator<Item = (DefinitionKind, &str)> {
    block.links.iter().filter_map(|link| Some((link.kind.refers_to()?, &*link.target)))
}

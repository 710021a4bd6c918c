//! What was found in links, kept while the note and what is around it stay what they are.

use std::ops::Range;

use crate::rules::parallel::filter_map_blocks;
use crate::rules::{Diagnostic, NoteContext};
use crate::syntax::Revision;
use crate::syntax::markdown::{Block, Splice};

use super::{Found, LinkContext, check_front_matter, check_labels, check_links};

/// The findings on the links of one note.
#[derive(Clone, Debug, Default)]
pub(in crate::rules) struct KeptLinks {
    labels: KeptBlocks<Revision>,
    links: KeptBlocks<[Revision; 3]>,
    /// What was found in front matter; none before it was looked at.
    front_matter: Option<Vec<Diagnostic>>,
}

/// The findings of one check of blocks.
#[derive(Clone, Debug, Default)]
struct KeptBlocks<S> {
    /// Names the state of what the blocks were compared with.
    state: S,
    /// The blocks that hold links, by ascending index, with what was found in each, in ranges of the block.
    blocks: Vec<(usize, Found)>,
}

impl KeptLinks {
    /// Follows the blocks that an edit replaced.
    pub fn replace_blocks(&mut self, splice: &Splice) {
        self.labels.replace(splice);
        self.links.replace(splice);
    }

    /// Takes in that the front matter is another.
    pub fn replace_front_matter(&mut self) {
        self.front_matter = None;
    }

    /// Checks the blocks of `unchecked`, and all others if what links lead to has changed; links to other files only
    /// `with_others`.
    pub fn run(&mut self, context: &NoteContext<'_>, unchecked: &[Range<usize>], with_others: bool) {
        let (note, index) = (context.note, context.index);
        let context = LinkContext::new(context, with_others);
        self.labels.run(&context, unchecked, note.blocks().label_revision(), check_labels, |_, _| true);
        let state = [note.anchor_revision(), index.link_revision(), index.folders().revision()];
        if self.links.state != state || self.front_matter.is_none() {
            let mut found = Found::default();
            check_front_matter(&context, &mut found);
            self.front_matter = Some(found.diagnostics);
        }
        let [_, others @ ..] = state;
        let same_others = self.links.state[1..] == others;
        // While a heading is typed only its own anchor changes, which few links lead to.
        let changed = note.blocks().anchors().changed_since(self.links.state[0]);
        let is_outdated = |context: &LinkContext<'_>, found: &Found| {
            let may_be_lost = changed.is_none_or(|changed| changed.meets(found.names));
            let is_lost = |anchor: &String| !context.has_anchor(anchor);
            !same_others || !found.diagnostics.is_empty() || (may_be_lost && found.anchors.iter().any(is_lost))
        };
        self.links.run(&context, unchecked, state, check_links, is_outdated);
    }

    /// What was found, with the index of the block that the ranges are relative to: none for ranges of the note.
    pub fn found(&self) -> impl Iterator<Item = (Option<usize>, &Diagnostic)> {
        let blocks = self.labels.blocks.iter().chain(&self.links.blocks);
        let in_blocks = blocks.flat_map(|(index, found)| found.diagnostics.iter().map(|found| (Some(*index), found)));
        self.front_matter.iter().flatten().map(|found| (None, found)).chain(in_blocks)
    }
}

impl<S: PartialEq> KeptBlocks<S> {
    fn replace(&mut self, Splice { old, new_count }: &Splice) {
        let first = self.blocks.partition_point(|(index, _)| *index < old.start);
        let behind = self.blocks.partition_point(|(index, _)| *index < old.end);
        self.blocks.drain(first..behind);
        for (index, _) in &mut self.blocks[first..] {
            *index = *index - old.len() + new_count;
        }
    }

    /// Checks the blocks of `unchecked` and, if `state` is another one, those where what was found is outdated by that.
    fn run(
        &mut self,
        context: &LinkContext<'_>,
        unchecked: &[Range<usize>],
        state: S,
        check: fn(&LinkContext<'_>, usize, &mut Found),
        is_outdated: impl Fn(&LinkContext<'_>, &Found) -> bool,
    ) {
        if self.state != state {
            self.state = state;
            for (index, found) in self.blocks.iter_mut().filter(|(_, found)| is_outdated(context, found)) {
                *found = Found::default();
                check(context, *index, found);
            }
        }
        for range in unchecked {
            let place = self.blocks.partition_point(|(index, _)| *index < range.start);
            let check = |index| {
                let bears_links = Block::may_lead_somewhere(context.note.note.block(index));
                bears_links.then(|| {
                    let mut found = Found::default();
                    check(context, index, &mut found);
                    (index, found)
                })
            };
            self.blocks.splice(place..place, filter_map_blocks(range.clone(), check));
        }
    }
}

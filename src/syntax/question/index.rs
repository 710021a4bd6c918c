//! The questions of a note, kept while it is edited.

use std::sync::Arc;

use crate::syntax::markdown::Splice;

use super::kept::KeptFingerprints;
use super::{Facts, Fingerprint, Options, Piece, PieceId, Questions, find};

/// The pieces of a note's blocks and the questions in them. A clone shares both.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuestionIndex {
    pieces: Arc<Vec<Arc<[Piece]>>>,
    facts: Arc<Facts>,
    options: Arc<Options>,
    questions: Arc<Questions>,
    fingerprints: Arc<KeptFingerprints>,
}

impl QuestionIndex {
    /// Groups the `pieces` of a note's blocks.
    pub fn new(pieces: Vec<Arc<[Piece]>>, facts: Facts, options: Arc<Options>) -> Self {
        let mut index = Self { pieces: Arc::new(pieces), facts: Arc::new(facts), options, ..Self::default() };
        index.group();
        index
    }

    /// Follows `splices`, the steps in which blocks were replaced; `read` reads the pieces of a block as it is after
    /// all of them. Returns whether the questions have to be grouped again: not if no shape has changed, as while a
    /// sentence is typed.
    pub fn update(&mut self, splices: &[Splice], read: impl Fn(usize) -> Arc<[Piece]>) -> bool {
        let pieces = Arc::make_mut(&mut self.pieces);
        let mut stale: Vec<usize> = Vec::new();
        let mut changed = false;
        for splice in splices {
            let old = splice.old.start.min(pieces.len())..splice.old.end.min(pieces.len());
            stale.retain(|block| !old.contains(block));
            if old.len() != splice.new_count {
                changed = true;
                let moved = |block: usize| block + splice.new_count - old.len();
                stale.iter_mut().filter(|block| **block >= old.end).for_each(|block| *block = moved(*block));
                pieces.splice(old.clone(), std::iter::repeat_n(Arc::default(), splice.new_count));
            }
            stale.extend(old.start..old.start + splice.new_count);
        }
        for block in stale {
            let Some(slot) = pieces.get_mut(block) else { continue };
            let new = read(block);
            changed |= !same_shapes(slot, &new);
            *slot = new;
        }
        changed
    }

    /// Groups again.
    pub fn group(&mut self) {
        let blocks = self.pieces.iter().map(|pieces| &**pieces);
        self.questions = Arc::new(find(blocks, &self.facts, &self.options));
    }

    /// Takes in what the front matter says now. Returns whether the questions have to be grouped again.
    pub fn set_facts(&mut self, facts: Facts) -> bool {
        let changed = *self.facts != facts;
        self.facts = Arc::new(facts);
        changed
    }

    /// The project's own ways to mark a question.
    pub fn options(&self) -> &Arc<Options> {
        &self.options
    }

    /// The questions: the same ones until they are grouped again.
    pub fn questions(&self) -> &Arc<Questions> {
        &self.questions
    }

    /// The fingerprint of a piece, kept until its block is read again; `read` makes it.
    pub(super) fn fingerprint(&self, id: PieceId, read: impl FnOnce() -> Option<Fingerprint>) -> Option<Fingerprint> {
        self.fingerprints.get(self.pieces.get(id.block as usize)?, id.piece, read)
    }

    /// The pieces of the block at `block`; none where there is no such block.
    pub fn pieces(&self, block: usize) -> &[Piece] {
        self.pieces.get(block).map_or(&[], |pieces| pieces)
    }
}

fn same_shapes(old: &[Piece], new: &[Piece]) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| old.shape == new.shape)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Note;
    use crate::text::{Edit, Text};

    #[test]
    fn typing_inside_an_answer_keeps_the_grouping() {
        let mut note = Note::new(Text::new("### Q: Why?\n\nBecause.\n\n### Q: How?\n\nSo.\n"));
        let before = Arc::clone(&note.questions.questions);
        note.edit(&Edit::insert(20, " It is"));
        assert!(Arc::ptr_eq(&before, &note.questions.questions));
        note.edit(&Edit::insert(13, "### Q: When?\n\n"));
        assert_eq!(note.questions().questions.len(), 3);
    }

    #[test]
    fn edits_give_what_reading_anew_gives() {
        let source = "---\ntitle: Questions\n---\n## A\n\n1. What is a?\n2. What is b?\n3. What is c?\n\n[x]: y\n\n## B\n\nText [x].\n";
        let mut note = Note::new(Text::new(source));
        let pieces = ["## Q1: why?\n", "\n", "- ", "x", "# ", "**Answer:** ", "[x]", "[z]: w\n", "<details>", "---\n"];
        let mut seed = 7u32;
        for _ in 0..400 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = (seed >> 8) % (note.text().len() + 1);
            let end = (at + (seed >> 3) % 9).min(note.text().len());
            let text = if seed.is_multiple_of(3) { "" } else { pieces[(seed >> 16) as usize % pieces.len()] };
            note.edit(&Edit::replace(crate::text::TextRange::new(at, end), text));
            let anew = Note::new(note.text().clone());
            assert_eq!(note.questions, anew.questions, "{}", note.text());
        }
    }
}

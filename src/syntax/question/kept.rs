//! Fingerprints kept between edits.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::{Fingerprint, Piece};

/// So many are kept: more than the questions of one note that are compared with others. Tests come to the limit.
const MAX_KEPT: usize = if cfg!(test) { 32 } else { 4096 };

/// The fingerprints that were asked for, until their blocks are read again. The same serve a note and its snapshots.
#[derive(Debug, Default)]
pub struct KeptFingerprints(Mutex<FxHashMap<(usize, u32), Kept>>);

#[derive(Debug)]
struct Kept {
    /// The pieces of the block. While they are held here, no others have their address, which they are found by.
    pieces: Arc<[Piece]>,
    fingerprint: Option<Fingerprint>,
}

/// Fingerprints are made from the blocks alone: which of them are kept makes no difference.
impl PartialEq for KeptFingerprints {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl KeptFingerprints {
    /// The fingerprint of the piece at `index` of a block's `pieces`, which `read` makes.
    pub fn get(
        &self,
        pieces: &Arc<[Piece]>,
        index: u32,
        read: impl FnOnce() -> Option<Fingerprint>,
    ) -> Option<Fingerprint> {
        let key = (pieces.as_ptr().addr(), index);
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = lock().get(&key) {
            return kept.fingerprint;
        }
        let fingerprint = read();
        let mut all = lock();
        if all.len() >= MAX_KEPT {
            all.retain(|_, kept| Arc::strong_count(&kept.pieces) > 1);
        }
        if all.len() < MAX_KEPT {
            all.insert(key, Kept { pieces: Arc::clone(pieces), fingerprint });
        }
        fingerprint
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::Note;
    use crate::text::{Edit, Text};

    fn fingerprints(note: &Note) -> Vec<Option<super::Fingerprint>> {
        note.questions().questions.iter().map(|question| note.question_fingerprint(question)).collect()
    }

    #[test]
    fn they_are_those_of_the_text_after_every_edit() {
        let mut note =
            Note::new(Text::new("### Q: What is a list?\n\n`a`\n\n### Q: What is a tuple?\n\nb\n\n[x]: y\n"));
        let edits = ["s", " and a set", "!", "\n\n### Q: What is a dict?\n\n", "`", "[x]", "\n"];
        for (round, text) in edits.iter().cycle().take(8 * super::MAX_KEPT).enumerate() {
            let at = [20, 0, 52][round % 3].min(note.text().len());
            let removed = if note.text().len() > 400 { 60 } else { 0 };
            note.edit(&Edit::replace((at as usize..(at + removed) as usize).into(), *text));
            assert_eq!(fingerprints(&note), fingerprints(&Note::new(note.text().clone())), "{}", note.text());
        }
    }
}

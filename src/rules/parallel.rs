//! Going through the blocks of a note, on several threads where they are many.

use std::ops::Range;

use rayon::prelude::*;

/// So many blocks are worth several threads.
const MANY: usize = 1000;

/// What `check` says of the blocks of `range`, in order.
pub(super) fn filter_map_blocks<R: Send>(
    range: Range<usize>,
    check: impl Fn(usize) -> Option<R> + Send + Sync,
) -> Vec<R> {
    // Handing work to other threads takes longer than checking what a keystroke changes.
    match range.len() {
        0..MANY => range.filter_map(check).collect(),
        _ => range.into_par_iter().filter_map(check).collect(),
    }
}

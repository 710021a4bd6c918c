//! Telling states of something apart that changes.

use std::sync::atomic::{AtomicU64, Ordering};

/// The name of one state of something that changes: two with the same name are the same, so what was made of one holds
/// for the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revision(u64);

impl Revision {
    /// A name that no other state has. The default is the name of the empty state.
    pub fn next() -> Self {
        static LAST: AtomicU64 = AtomicU64::new(0);
        Self(LAST.fetch_add(1, Ordering::Relaxed) + 1)
    }
}

//! The files that links lead to, beside the notes: looked up in the background.

use std::time::{Duration, Instant};

use super::state::State;

/// How often the folders that links lead into are looked at again while there is something going on. Clients are not
/// asked to watch all files, for there may be very many.
const LOOK_INTERVAL: Duration = Duration::from_secs(2);

impl State {
    /// Has the folders looked into that something was asked about, and now and then those that are known: at once, or,
    /// if they were looked into just before and something `has_happened`, a little later.
    pub fn look_into_folders(&mut self, has_happened: bool) {
        let folders = self.world.index.folders().clone();
        let next = self.notes.looked_into_folders.map(|looked| looked + LOOK_INTERVAL);
        let is_due = next.is_none_or(|next| next <= Instant::now());
        if !(folders.is_wanting() || is_due && folders.is_known()) {
            self.notes.folders_due = self.notes.folders_due.or(next.filter(|_| has_happened && folders.is_known()));
            return;
        }
        self.notes.folders_due = None;
        self.notes.looked_into_folders = Some(Instant::now());
        let tasks = self.tasks.clone();
        self.spawn("looking into folders", move || {
            if folders.refresh() {
                tasks.send("looking into folders", State::change_surroundings);
            }
        });
    }
}

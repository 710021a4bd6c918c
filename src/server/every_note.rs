//! Requests that need every note of the workspace: they wait while notes are being read.
//!
//! A link or a skill that is renamed in the notes known so far alone would be broken in the others.

use std::fmt;

use super::state::State;

type Task = Box<dyn FnOnce(&mut State) + Send>;

/// The requests that wait, in the order in which they came.
#[derive(Default)]
pub(super) struct Held(Vec<Task>);

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} requests", self.0.len())
    }
}

impl State {
    /// Runs `task` once every note is known: now, or when the reading that is under way has ended. Where the user has
    /// stopped it, it begins anew.
    pub fn with_every_note(&mut self, task: impl FnOnce(&mut Self) + Send + 'static) {
        if self.knows_every_note() {
            return task(self);
        }
        self.notes.held.0.push(Box::new(task));
        self.hasten_reading();
    }

    /// Runs what waits for every note to be read, if that is so.
    pub fn resume_held(&mut self) {
        if self.knows_every_note() {
            std::mem::take(&mut self.notes.held.0).into_iter().for_each(|task| task(self));
        } else if !self.notes.held.0.is_empty() {
            self.hasten_reading();
        }
    }

    fn knows_every_note(&self) -> bool {
        self.world.index.is_complete() && !self.notes.is_reading()
    }
}

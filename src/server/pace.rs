//! Leaving the machine to whoever types.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How long after a keystroke nothing is begun in the background.
const REST: Duration = Duration::from_millis(15);

/// How long one piece of work waits at most, so that all is done in the end, however fast someone types.
const PATIENCE: Duration = Duration::from_millis(60);

/// The pace of what is done in the background: slow while someone types.
#[derive(Clone, Debug)]
pub(super) struct Pace {
    start: Instant,
    /// When the last keystroke came, in milliseconds from the start.
    last: Arc<AtomicU64>,
}

impl Default for Pace {
    fn default() -> Self {
        Self { start: Instant::now(), last: Arc::default() }
    }
}

impl Pace {
    /// Takes in that something was typed.
    pub fn slow_down(&self) {
        self.last.store(self.now(), Ordering::Relaxed);
    }

    /// Waits until nobody types, if that is soon.
    pub fn wait(&self) {
        let end = Instant::now() + PATIENCE;
        while self.now().saturating_sub(self.last.load(Ordering::Relaxed)) < REST.as_millis() as u64 {
            if Instant::now() >= end {
                return;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn now(&self) -> u64 {
        self.start.elapsed().as_millis() as u64 + REST.as_millis() as u64
    }
}

//! What surrounds a note: its configuration, and the other notes.

mod config;

pub use config::Config;

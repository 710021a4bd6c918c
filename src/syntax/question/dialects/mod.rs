//! The ways in which writers mark a question, one file each.
//!
//! A dialect is a pure function over the shapes of a note. To add one: write a file with a `static` of type
//! [`Dialect`], and name it in [`DIALECTS`] at its place. Dialects run in that order; what one finds is claimed, with
//! its whole extent, before the next one looks, and none looks at claimed pieces.

mod bold;
mod group;
mod heading;
mod label;
mod list;
mod note;
mod numbered;
mod summary;
mod table;

use super::survey::{Found, Survey};

/// One way to mark a question.
pub struct Dialect {
    /// Its name in the configuration and in output.
    pub id: &'static str,
    /// Finds its questions among the free pieces, in order of their heads.
    pub find: fn(&Survey<'_>) -> Vec<Found>,
}

/// All dialects, the surest first.
pub static DIALECTS: [&Dialect; 8] = [
    &label::LABEL,
    &summary::SUMMARY,
    &numbered::NUMBERED,
    &heading::HEADING,
    &bold::BOLD,
    &list::LIST,
    &table::TABLE,
    &note::NOTE,
];

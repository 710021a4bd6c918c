//! `askdown.yaml`.

use std::collections::BTreeMap;

/// The settings that hold for a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The severity of each rule that is not at its default, by rule name: `error`, `warning`, `information`,
    /// `hint` or `off`.
    pub rules: BTreeMap<String, String>,
}

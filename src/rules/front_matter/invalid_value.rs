//! `invalid-value`

use crate::rules::{Diagnostic, Severity, declare_rule};

use super::place::Place;

declare_rule! {
    /// A value breaks a rule of the schema: a pattern, a format such as `date`, a limit.
    ///
    /// The built-in schema has no such rules. A schema of your own, named in `askdown.yaml` or by the note's
    /// `$schema` key, can have them:
    ///
    /// ```yaml schema.yaml
    /// properties:
    ///   reviewed:
    ///     format: date
    /// ```
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ---
    /// reviewed: 31.1.2026
    /// ---
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ---
    /// reviewed: 2026-01-31
    /// ---
    /// ```
    pub static INVALID_VALUE = "invalid-value", Some(Severity::Warning);
}

/// Reports that the value at `place` is not as `expected`.
pub fn report(place: &Place<'_>, expected: &str) -> Option<Diagnostic> {
    let message = format!("expected {expected}, found {}", place.found());
    Some(Diagnostic::new(&INVALID_VALUE, place.value_range(), message))
}

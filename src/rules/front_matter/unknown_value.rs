//! `unknown-value`

use serde_json::Value;

use crate::rules::{Diagnostic, Fix, Severity, declare_rule};
use crate::schema::{did_you_mean, in_code};
use crate::text::Edit;

use super::insert_key::yaml_scalar;
use super::place::Place;

/// How many allowed values a message lists.
const MAX_LISTED: usize = 12;

declare_rule! {
    /// A value is none of those that the schema allows.
    ///
    /// The built-in schema leaves values open. A schema of your own, named in `askdown.yaml` or by the note's
    /// `$schema` key, lists the allowed ones with `enum` or `const`:
    ///
    /// ```yaml schema.yaml
    /// properties:
    ///   level:
    ///     enum: [junior, mid, senior]
    /// ```
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ---
    /// level: seniour
    /// ---
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ---
    /// level: senior
    /// ---
    /// ```
    pub static UNKNOWN_VALUE = "unknown-value", Some(Severity::Warning);
}

/// Reports that the value at `place` is none of `allowed`.
pub fn report(place: &Place<'_>, allowed: &[Value]) -> Option<Diagnostic> {
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let names: Vec<_> = allowed.iter().map(plain).collect();
    let meant = place.node.text().and_then(|text| did_you_mean(text, names.iter().map(String::as_str)));
    let listed: Vec<_> = names.iter().take(MAX_LISTED).map(|name| in_code(name)).collect();
    let more = names.len().saturating_sub(MAX_LISTED);
    let list = match listed.split_last() {
        _ if more > 0 => format!("{} or {more} more", listed.join(", ")),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => "nothing".to_owned(),
    };
    let mut message = format!("expected {list}, found {}", place.found());
    if let Some(meant) = meant.filter(|_| allowed.len() > 1) {
        message += &format!(", did you mean {}?", in_code(meant));
    }
    let diagnostic = Diagnostic::new(&UNKNOWN_VALUE, place.value_range(), message);
    let only = if allowed.len() == 1 { names.first().map(String::as_str) } else { None };
    let value = meant.or(only).and_then(|name| allowed.iter().find(|value| plain(value) == name));
    Some(match value.filter(|_| place.node.as_scalar().is_some() && !place.node.range.is_empty()) {
        Some(value) => {
            let text = value.as_str().map_or_else(|| value.to_string(), yaml_scalar);
            let title = format!("Change to {}", in_code(&plain(value)));
            diagnostic.with_fix(Fix::suggestion(title, Edit::replace(place.node.range, text)))
        }
        None => diagnostic,
    })
}

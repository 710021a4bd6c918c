//! From what the checks found to what is published: severities, order, limits.

use rustc_hash::FxHashMap;

use crate::workspace::{Config, RuleLevel};

use super::{Diagnostic, Rule, Severity};

/// How many findings of one rule are published for a note. The last one says how many more there are.
pub const MAX_PER_RULE: usize = 200;

/// The severity that `config` gives to `rule`; none when it is off.
pub fn severity_of(rule: &Rule, config: &Config) -> Option<Severity> {
    match config.rule(rule.name) {
        Some(RuleLevel::Error) => Some(Severity::Error),
        Some(RuleLevel::Warning) => Some(Severity::Warning),
        Some(RuleLevel::Information) => Some(Severity::Information),
        Some(RuleLevel::Hint) => Some(Severity::Hint),
        Some(RuleLevel::Off) => None,
        None => rule.severity,
    }
}

/// A finding and what its ranges are relative to.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    /// The finding as the check gave it.
    pub diagnostic: &'a Diagnostic,
    /// Where its block starts, in bytes of the note; 0 for a finding in ranges of the note.
    pub base: u32,
}

/// What is published of `found`: without rules that are off, in ranges of the note, in the order of the text.
pub(super) fn publish(mut found: Vec<Found<'_>>, config: &Config) -> Vec<Diagnostic> {
    let mut severities = FxHashMap::default();
    let mut severity = |rule: &'static Rule| *severities.entry(rule.name).or_insert_with(|| severity_of(rule, config));
    found.retain(|found| severity(found.diagnostic.rule).is_some());
    found.sort_by_key(|found| {
        let range = found.diagnostic.range + found.base;
        (range.start, range.end, found.diagnostic.rule.name)
    });

    let mut seen: FxHashMap<&str, Seen> = FxHashMap::default();
    let mut published = Vec::new();
    for found in found {
        let seen = seen.entry(found.diagnostic.rule.name).or_default();
        seen.count += 1;
        if seen.count <= MAX_PER_RULE {
            seen.last = published.len();
            let mut diagnostic = found.diagnostic.clone().moved_by(found.base);
            diagnostic.severity = severity(found.diagnostic.rule).unwrap_or(diagnostic.severity);
            published.push(diagnostic);
        }
    }
    for seen in seen.values().filter(|seen| seen.count > MAX_PER_RULE) {
        if let Some(last) = published.get_mut(seen.last) {
            last.message = format!("{} ({} more like this in the note)", last.message, seen.count - MAX_PER_RULE);
        }
    }
    published
}

/// How often a rule has fired.
#[derive(Default)]
struct Seen {
    count: usize,
    /// The index of the last finding that is published.
    last: usize,
}

//! The names of reports towards clients that fetch them.

use std::hash::{DefaultHasher, Hash, Hasher};

use tower_lsp::ls_types as lsp;

/// Names a report: the same name for the same diagnostics, whenever they are found.
pub(super) fn result_id(report: &[lsp::Diagnostic]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for diagnostic in report {
        hash_range(diagnostic.range, &mut hasher);
        if let Some(lsp::NumberOrString::String(code)) = &diagnostic.code {
            code.hash(&mut hasher);
        }
        let severity = diagnostic.severity.and_then(|severity| serde_json::to_value(severity).ok()?.as_u64());
        (severity, &diagnostic.message).hash(&mut hasher);
        for related in diagnostic.related_information.iter().flatten() {
            related.location.uri.as_str().hash(&mut hasher);
            hash_range(related.location.range, &mut hasher);
            related.message.hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// The name as clients get it.
pub(super) fn to_text(id: u64) -> String {
    format!("{id:016x}")
}

/// The name that clients know as `text`; 0, which names no report, for one that is not from here.
pub(super) fn from_text(text: &str) -> u64 {
    u64::from_str_radix(text, 16).unwrap_or_default()
}

fn hash_range(range: lsp::Range, hasher: &mut impl Hasher) {
    let lsp::Range { start, end } = range;
    (start.line, start.character, end.line, end.character).hash(hasher);
}

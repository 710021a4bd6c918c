//! Findings as SARIF 2.1.0, the exchange format of code scanners.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use serde_json::{Value, json};

use crate::rules::{ALL, Diagnostic, Elsewhere, Rule, Severity};
use crate::text::TextRange;

use super::json::Location;
use super::report::FileReport;

/// What comes after the last result.
pub const TAIL: &str = "]}]}\n";

/// Everything up to the first result.
pub fn head() -> String {
    let driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "informationUri": env!("CARGO_PKG_REPOSITORY"),
        "rules": ALL.iter().copied().map(rule).collect::<Vec<_>>(),
    });
    let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    format!(
        "{{\"$schema\":\"{schema}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{},\"columnKind\":\"unicodeCodePoints\",\"results\":[\n",
        json!({ "driver": driver })
    )
}

fn rule(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary() },
        "fullDescription": { "text": rule.summary() },
        "help": { "text": rule.page(), "markdown": rule.page() },
        "helpUri": rule.url(),
        "defaultConfiguration": {
            "enabled": rule.severity.is_some(),
            "level": level(rule.severity.unwrap_or(Severity::Warning)),
        },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

/// The findings of one file as items of the array of results, one a line.
pub fn findings(report: &FileReport) -> String {
    report.diagnostics.iter().map(|found| result(report, found).to_string()).collect::<Vec<_>>().join(",\n")
}

fn result(report: &FileReport, diagnostic: &Diagnostic) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.rule.name,
        "ruleIndex": ALL.iter().position(|rule| *rule == diagnostic.rule),
        "level": level(diagnostic.severity),
        "message": { "text": diagnostic.message },
        "locations": [location(report, diagnostic.range)],
    });
    let related = diagnostic.related.iter().map(|related| {
        let mut location = location(report, related.range);
        location["message"] = json!({ "text": related.message });
        location
    });
    let related: Vec<Value> = related.chain(diagnostic.elsewhere.iter().map(elsewhere)).collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    result
}

/// A place in another file, whose path is relative to the current folder as those of the reports are.
fn elsewhere(place: &Elsewhere) -> Value {
    let folder = std::env::current_dir().unwrap_or_default();
    let path = place.path.strip_prefix(folder).unwrap_or(&place.path);
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&path.to_string_lossy()) },
            "region": { "startLine": place.line + 1 },
        },
        "message": { "text": place.message },
    })
}

fn location(report: &FileReport, range: TextRange) -> Value {
    let [start, end] = [range.start, range.end].map(|offset| Location::new(&report.text, offset));
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(report.plain_path()) },
            "region": {
                "startLine": start.row,
                "startColumn": start.column,
                "endLine": end.row,
                "endColumn": end.column,
            },
        },
    })
}

/// A path as a URI reference (RFC 3986): bytes that have no place in a path are percent-encoded.
fn uri(path: &str) -> String {
    let slashes = if std::path::MAIN_SEPARATOR == '\\' { path.replace('\\', "/") } else { path.to_owned() };
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    let encoded: String = slashes.bytes().map(encode).collect();
    if slashes.starts_with('/') { format!("file://{encoded}") } else { encoded }
}

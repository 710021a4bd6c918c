//! Findings as JSON, for programs.

use serde::Serialize;

use crate::text::{LineColumn, PositionEncoding, Text};

use super::report::FileReport;

/// One finding. The names and their order are a contract.
#[derive(Debug, Serialize)]
struct Finding<'a> {
    filename: &'a str,
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    location: Location,
    /// Exclusive.
    end_location: Location,
    url: String,
}

/// A place: both 1-based, columns in characters.
#[derive(Debug, Serialize)]
pub struct Location {
    /// Line.
    pub row: u32,
    /// Character in the line.
    pub column: u32,
}

impl Location {
    /// The place of the byte at `offset`.
    pub fn new(text: &Text, offset: u32) -> Self {
        let LineColumn { line, column } = text.position(offset, PositionEncoding::Utf32);
        Self { row: line + 1, column: column + 1 }
    }
}

/// The findings of one file as items of a JSON array, one a line.
pub fn findings(report: &FileReport) -> String {
    let items = report.diagnostics.iter().filter_map(|diagnostic| {
        let finding = Finding {
            filename: &report.filename,
            code: diagnostic.rule.name,
            severity: diagnostic.severity.name(),
            message: &diagnostic.message,
            location: Location::new(&report.text, diagnostic.range.start),
            end_location: Location::new(&report.text, diagnostic.range.end),
            url: diagnostic.rule.url(),
        };
        serde_json::to_string(&finding).ok()
    });
    items.map(|item| format!("  {item}")).collect::<Vec<_>>().join(",\n")
}

//! Findings as GitHub workflow commands, which annotate the lines of a pull request.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use crate::rules::Severity;

use super::json::Location;
use super::report::FileReport;

/// The findings of one file, a command a line.
pub fn findings(report: &FileReport) -> String {
    let commands = report.diagnostics.iter().map(|diagnostic| {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information | Severity::Hint => "notice",
        };
        let [start, end] =
            [diagnostic.range.start, diagnostic.range.end].map(|offset| Location::new(&report.text, offset));
        let mut place = format!("file={},line={},endLine={}", property(report.plain_path()), start.row, end.row);
        if start.row == end.row {
            // Columns are only understood within one line.
            place += &format!(",col={},endColumn={}", start.column, end.column);
        }
        let (rule, message) = (diagnostic.rule.name, data(&diagnostic.message));
        format!("::{command} {place},title={rule}::{message}\n")
    });
    commands.collect()
}

/// Text after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

//! Findings for people, in the look of rustc.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::rules::{Diagnostic, Severity};
use crate::text::{LineColumn, PositionEncoding, Text, TextRange};

use super::FileReport;
use super::printer::Totals;

/// How much of a long line is shown on each side of a finding, in bytes.
const CONTEXT: u32 = 1_000;

/// The findings of one file, each with its line.
pub fn findings(report: &FileReport, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in &report.diagnostics {
        out += &finding(report, diagnostic, &renderer);
        out += "\n\n";
    }
    out
}

fn finding(report: &FileReport, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let text = &report.text;
    let LineColumn { line, column } = text.position(diagnostic.range.start, PositionEncoding::Utf32);
    let (line, column) = (line as usize + 1, column as usize + 1);
    let title = level(diagnostic.severity).primary_title(&diagnostic.message).id(diagnostic.rule.name);
    if text.is_empty() {
        // The finding is about the file, there is nothing to show.
        return renderer.render(&[title.element(Origin::path(&report.filename))]);
    }
    let excerpt = Excerpt::new(text, diagnostic.range);
    let snippet = Snippet::source(&excerpt.source)
        .line_start(line)
        .annotation(AnnotationKind::Primary.span(excerpt.range.as_usize()));
    let group = if excerpt.is_cut {
        // The renderer would count columns from where the excerpt starts.
        title.element(Origin::path(&report.filename).line(line).char_column(column)).element(snippet)
    } else {
        title.element(snippet.path(&report.filename))
    };
    renderer.render(&[group])
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO,
        Severity::Hint => Level::HELP.with_name("hint"),
    }
}

/// The lines that are shown for a finding.
struct Excerpt {
    source: String,
    /// What is marked, in bytes of `source`.
    range: TextRange,
    /// Whether `source` lacks the start of the line.
    is_cut: bool,
}

impl Excerpt {
    /// The line where `range` starts, cut to the surroundings of the finding when it is long.
    fn new(text: &Text, range: TextRange) -> Self {
        let line = text.line_range(text.line_of(range.start));
        let marked_end =
            range.end.clamp(range.start, line.end.max(range.start)).min(range.start.saturating_add(CONTEXT));
        let start = line.start.max(range.start.saturating_sub(CONTEXT));
        let end = line.end.min(marked_end.saturating_add(CONTEXT)).max(marked_end);
        let before = text.slice(TextRange::new(start, range.start));
        let marked = text.slice(TextRange::new(range.start, marked_end));
        let after = text.slice(TextRange::new(marked_end, end));
        let at = before.len() as u32;
        Self {
            source: format!("{before}{marked}{after}"),
            range: TextRange::new(at, at + marked.len() as u32),
            is_cut: start > line.start,
        }
    }
}

/// The last line: what was found in `notes` notes, in words.
pub fn summary(totals: Totals, notes: usize) -> String {
    if totals.is_empty() && notes == 0 {
        return "No notes to check: there is no .md, .markdown or .qmd file here\n".to_owned();
    }
    let kinds = [(totals.errors, "error"), (totals.warnings, "warning"), (totals.remarks, "remark")];
    let found: Vec<_> = kinds.iter().filter(|(n, _)| *n > 0).map(|(n, word)| count(*n, word)).collect();
    let notes = count(notes, "note");
    let fixed = if totals.fixed == 0 { String::new() } else { format!(", fixed {}", count(totals.fixed, "finding")) };
    match found.split_last() {
        None if totals.fixed > 0 => format!("Fixed {} in {notes}, nothing is left\n", count(totals.fixed, "finding")),
        None => format!("Nothing found in {notes}\n"),
        Some((last, [])) => format!("Found {last} in {notes}{fixed}\n"),
        Some((last, rest)) => format!("Found {} and {last} in {notes}{fixed}\n", rest.join(", ")),
    }
}

fn count(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}

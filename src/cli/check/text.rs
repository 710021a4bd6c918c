//! Findings for people, in the look of rustc.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::rules::{Diagnostic, Severity};

use super::excerpt::Excerpt;
use super::printer::Totals;
use super::report::FileReport;

/// How many of the places that belong to a finding are shown.
const MAX_RELATED: usize = 3;

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
    let title = level(diagnostic.severity).primary_title(&diagnostic.message).id(diagnostic.rule.name);
    if report.text.is_empty() {
        // The finding is about the file, there is nothing to show.
        return renderer.render(&[title.element(Origin::path(&report.filename))]);
    }
    let main = Excerpt::new(&report.text, diagnostic.range);
    let related: Vec<_> = diagnostic
        .related
        .iter()
        .take(MAX_RELATED)
        .map(|related| (Excerpt::new(&report.text, related.range), related.message.as_str()))
        .collect();
    let (beside, apart): (Vec<_>, Vec<_>) =
        related.iter().partition(|(excerpt, _)| excerpt.source == main.source && excerpt.line == main.line);

    let label = |(excerpt, message): &&'_ (Excerpt, &'_ str)| {
        AnnotationKind::Context.span(excerpt.range.as_usize()).label(message.to_string())
    };
    let marks = [AnnotationKind::Primary.span(main.range.as_usize())].into_iter().chain(beside.iter().map(label));
    let mut group = show(Group::with_title(title), report, &main, marks);
    for related in &apart {
        group = show(group, report, &related.0, [label(related)]);
    }
    for place in diagnostic.elsewhere.iter().take(MAX_RELATED) {
        group = group.element(Level::NOTE.message(format!("{}:{}: {}", place.shown, place.line + 1, place.message)));
    }
    if let Some(fix) = diagnostic.fixes.first() {
        group = group.element(Level::HELP.message(&fix.title));
    }
    renderer.render(&[group])
}

/// Adds an excerpt to what is shown of a finding, with its place above it and `marks` below its line.
fn show<'a>(
    group: Group<'a>,
    report: &'a FileReport,
    excerpt: &'a Excerpt,
    marks: impl IntoIterator<Item = Annotation<'a>>,
) -> Group<'a> {
    let snippet = Snippet::source(&excerpt.source).line_start(excerpt.line).annotations(marks);
    if excerpt.is_cut {
        // The renderer would count columns from where the excerpt starts.
        let origin = Origin::path(&report.filename).line(excerpt.line).char_column(excerpt.column);
        group.element(origin).element(snippet)
    } else {
        group.element(snippet.path(&report.filename))
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO,
        Severity::Hint => Level::HELP.with_name("hint"),
    }
}

/// The last line: what was found in `notes` notes, in words.
pub fn summary(totals: Totals, notes: usize) -> String {
    if totals.is_empty() && notes == 0 {
        return "No notes to check: there is no .md, .markdown or .qmd file here\n".to_owned();
    }
    let kinds = [(totals.errors, "error"), (totals.warnings, "warning"), (totals.remarks, "remark")];
    let found: Vec<_> = kinds.iter().filter(|(n, _)| *n > 0).map(|(n, word)| count(*n, word)).collect();
    let mut line = match (found.split_last(), totals.fixed) {
        (None, 0) => "Nothing found".to_owned(),
        (None, fixed) => format!("Fixed {}, nothing is left", count(fixed, "finding")),
        (Some((last, rest)), fixed) => {
            let found = if rest.is_empty() { last.clone() } else { format!("{} and {last}", rest.join(", ")) };
            if fixed == 0 {
                format!("Found {found}")
            } else {
                format!("Fixed {}, left {found}", count(fixed, "finding"))
            }
        }
    };
    line += &format!(" in {}", count(notes, "note"));
    if totals.fixable > 0 {
        line += &format!(" (`--fix` mends {})", totals.fixable);
    }
    line + "\n"
}

fn count(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}

//! Outlines for people.

use std::fmt::Write;

use crate::ide::{OutlineItem, OutlineKind, outline};
use crate::syntax::Note;

/// The outline of `note` as indented lines, the file first.
pub fn note(note: &Note, filename: &str) -> String {
    let all = note.questions().questions.len();
    let open = note.questions().questions.iter().filter(|question| !question.state.is_answered()).count();
    let title = note.title().map(|title| format!(": {title}")).unwrap_or_default();
    let mut out = format!("{filename}{title} ({all} questions, {open} open)\n");
    lines(note, &outline(note), 1, &mut out);
    out
}

fn lines(note: &Note, items: &[OutlineItem], depth: usize, out: &mut String) {
    for item in items {
        let line = note.text().line_of(item.selection_range.start) + 1;
        let mark = match item.kind {
            OutlineKind::Section => "#",
            OutlineKind::Question => "?",
            OutlineKind::FollowUp => "+",
            OutlineKind::Code => "`",
            OutlineKind::Function => "def",
            OutlineKind::Class => "class",
            OutlineKind::FrontMatter => "---",
            OutlineKind::Key => ":",
        };
        let detail = if item.detail.is_empty() { String::new() } else { format!("  [{}]", item.detail) };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{line:>5} {:indent$}{mark} {}{detail}", "", item.name, indent = depth * 2);
        lines(note, &item.children, depth + 1, out);
    }
}

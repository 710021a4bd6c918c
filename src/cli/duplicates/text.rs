//! Questions that are asked more than once, for people.

use std::fmt::Write;

use crate::workspace::DuplicateGroup;

use super::Names;

/// All groups, each with a line for every question.
pub fn groups(groups: &[DuplicateGroup<'_>], names: &Names) -> String {
    let mut out = String::new();
    for group in groups {
        let how = if group.similarity < 1.0 { "nearly the same" } else { "the same" };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{} questions ask {how}:", group.questions.len());
        for (path, question) in &group.questions {
            let open = if question.answered { "" } else { " (open)" };
            let _ = writeln!(out, "  {}:{}: {}{open}", names.of(path), question.line + 1, question.text);
        }
        out.push('\n');
    }
    out + &match groups.len() {
        0 => "No question is asked twice\n".to_owned(),
        1 => "Found 1 question that is asked more than once\n".to_owned(),
        count => format!("Found {count} questions that are asked more than once\n"),
    }
}

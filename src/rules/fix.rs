//! Mending all that can be mended unseen.

use crate::syntax::Note;
use crate::text::{Edit, Text};

use super::{Diagnostic, NoteContext, check_note};

/// How often a note is mended and checked again. A mended note can show further faults; two rules that undo each
/// other's work would go on for ever.
const MAX_ROUNDS: usize = 100;

/// A note with its safe fixes applied.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The text that came of it.
    pub text: Text,
    /// How many findings were mended.
    pub count: usize,
    /// What is still found in it.
    pub remaining: Vec<Diagnostic>,
}

/// Checks a note, applies the safe fixes of what is found, and checks again until there are none left.
pub fn fix_note(context: &NoteContext<'_>) -> Fixed {
    let mut fixed = Fixed { text: context.note.text().clone(), count: 0, remaining: check_note(context) };
    for _ in 0..MAX_ROUNDS {
        let (edits, count) = safe_edits(&fixed.remaining);
        if count == 0 {
            break;
        }
        // The last edit first, so that none moves the place of another.
        edits.iter().rev().for_each(|edit| fixed.text.apply(edit));
        fixed.count += count;
        let note = Note::with_options(fixed.text.clone(), &context.config.question_options);
        fixed.remaining = check_note(&NoteContext { note: &note, ..*context });
    }
    fixed
}

/// The edits of the best safe fix of each finding, in the order of the text, and of how many findings they are. A fix
/// that would touch what an earlier one edits is left for the next round.
pub fn safe_edits(found: &[Diagnostic]) -> (Vec<Edit>, usize) {
    let mut edits: Vec<Edit> = Vec::new();
    let mut count = 0;
    for fix in found.iter().filter_map(|diagnostic| diagnostic.fixes.iter().find(|fix| fix.safe)) {
        let touches = |edit: &Edit| {
            edits.iter().any(|other| edit.range.start <= other.range.end && other.range.start <= edit.range.end)
        };
        if !fix.edits.is_empty() && !fix.edits.iter().any(touches) {
            edits.extend(fix.edits.iter().cloned());
            count += 1;
        }
    }
    edits.sort_by_key(|edit| edit.range);
    (edits, count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Fix, Severity, declare_rule};
    use crate::text::TextRange;

    declare_rule! {
        /// A test.
        pub static TEST = "test", Some(Severity::Warning);
    }

    fn edit(start: u32, end: u32, text: &str) -> Edit {
        Edit::replace(TextRange::new(start, end), text)
    }

    #[track_caller]
    fn check(source: &str, fixes: Vec<Fix>, expected: &str, count: usize) {
        let found = |fix| Diagnostic::new(&TEST, TextRange::empty(0), "").with_fix(fix);
        let found: Vec<_> = fixes.into_iter().map(found).collect();
        let (edits, found) = safe_edits(&found);
        let mut text = Text::new(source);
        edits.iter().rev().for_each(|edit| text.apply(edit));
        assert_eq!((text.to_string().as_str(), found), (expected, count));
    }

    #[test]
    fn fixes_that_touch_each_other_are_not_applied_together() {
        let both_ends = Fix { title: String::new(), edits: vec![edit(0, 0, "<"), edit(9, 9, ">")], safe: true };
        check("one two three", vec![both_ends.clone(), Fix::safe("", edit(4, 7, "2"))], "<one 2 t>hree", 2);
        check("one two three", vec![Fix::safe("", edit(4, 7, "2")), Fix::safe("", edit(7, 7, "!"))], "one 2 three", 1);
        check("one two three", vec![Fix::safe("", edit(8, 13, "3")), both_ends], "one two 3", 1);
    }

    #[test]
    fn only_safe_fixes_are_applied() {
        check("one", vec![Fix::suggestion("", edit(0, 3, "two"))], "one", 0);
    }
}

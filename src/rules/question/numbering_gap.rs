//! `numbering-gap`

use crate::rules::{Diagnostic, Fix, NoteContext, Severity, declare_rule};
use crate::syntax::Note;
use crate::syntax::question::{Marks, PieceKind};
use crate::text::{Edit, TextRange};

declare_rule! {
    /// The numbers of the questions skip one, or repeat one.
    ///
    /// Only numbers in headings and labels are looked at: those of a list are counted by whoever shows it. A note
    /// where most numbers do not follow one another has its own reasons, and is left alone.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ### Q1: What is a tuple?
    ///
    /// A sequence that cannot be changed.
    ///
    /// ### Q2: What is a list?
    ///
    /// A sequence that can.
    ///
    /// ### Q4: What is a set?
    ///
    /// A collection without duplicates.
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ### Q1: What is a tuple?
    ///
    /// A sequence that cannot be changed.
    ///
    /// ### Q2: What is a list?
    ///
    /// A sequence that can.
    /// ```
    pub static NUMBERING_GAP = "numbering-gap", Some(Severity::Information);
}

/// The number that a question is written with.
#[derive(Clone, Copy)]
struct Numbered {
    value: u32,
    at: TextRange,
}

/// Reports numbers that do not follow the one before, at the number.
pub fn check(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    for run in runs(context.note) {
        let breaks: Vec<usize> = (1..run.len()).filter(|&at| run[at].value != run[at - 1].value + 1).collect();
        if breaks.len() * 2 > run.len() {
            continue;
        }
        let mut fix = Some(renumbered(&run));
        for at in breaks {
            let diagnostic = Diagnostic::new(&NUMBERING_GAP, run[at].at, message(run[at - 1].value, run[at].value));
            // One fix mends them all, so only the first finding carries it.
            found.push(match fix.take() {
                Some(fix) => diagnostic.with_fix(fix),
                None => diagnostic,
            });
        }
    }
}

fn message(before: u32, value: u32) -> String {
    match value {
        _ if value == before => format!("number {value} is that of the question before"),
        _ if value < before => format!("number {value} comes after {before}"),
        _ if value == before + 2 => format!("number {} is missing", before + 1),
        _ => format!("numbers {} to {} are missing", before + 1, value - 1),
    }
}

/// The numbered questions of one way of writing, each run from where it starts with 1 anew.
fn runs(note: &Note) -> Vec<Vec<Numbered>> {
    let mut runs: Vec<Vec<Numbered>> = Vec::new();
    let mut way = None;
    for question in &note.questions().questions {
        let Some(piece) = note.piece(question.head) else { continue };
        let marks = piece.shape.marks;
        let line = piece.shape.kind == PieceKind::Line && !marks.any(Marks::QUESTION_LABEL);
        let listed = line || matches!(piece.shape.kind, PieceKind::Item { .. });
        if piece.place.number.is_empty() || listed || marks.any(Marks::DOTTED) {
            continue;
        }
        let base = note.piece_range(question.head).start - piece.place.range.start;
        let numbered = Numbered { value: piece.shape.number, at: piece.place.number + base };
        let new_way = way != Some((question.dialect, piece.shape.kind));
        way = Some((question.dialect, piece.shape.kind));
        match runs.last_mut().filter(|run| !new_way && (numbered.value != 1 || run.len() == 1 && run[0].value == 1)) {
            Some(run) => run.push(numbered),
            None => runs.push(vec![numbered]),
        }
    }
    runs
}

fn renumbered(run: &[Numbered]) -> Fix {
    let first = run.first().map_or(1, |numbered| numbered.value);
    let edits = run.iter().zip(first..).filter(|(numbered, value)| numbered.value != *value);
    let edits = edits.map(|(numbered, value)| Edit::replace(numbered.at, value.to_string())).collect();
    Fix { title: "Renumber the questions".to_owned(), edits, safe: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::check_note;
    use crate::rules::testing::check;
    use crate::text::Text;
    use crate::workspace::Config;

    #[test]
    fn lists_are_counted_by_whoever_shows_them() {
        check(
            &[&NUMBERING_GAP],
            "\
## Questions

**Sets**
1. What is a set?
2. Why hash?

**Rows**
4. What is a row?
5. How big?
",
        );
    }

    #[test]
    fn gaps_and_repeats_are_marked() {
        check(
            &[&NUMBERING_GAP],
            "\
## Basics

### Q1: What is a?

### Q2: What is b?

### Q2: What is c?
     ^ numbering-gap: number 2 is that of the question before

### Q3: What is d?

### Q5: What is e?
     ^ numbering-gap: number 4 is missing

## More

### Q1: What is f?

### Q2: What is g?
",
        );
    }

    #[test]
    fn renumbering_mends_the_run() {
        let source = "### Q1. A?\n\n### Q2. B?\n\n### Q2. C?\n\n### Q5. D?\n";
        let note = Note::new(Text::new(source));
        let found = check_note(&NoteContext::new(&note, &Config::default()));
        let fix = found.iter().filter(|found| found.rule == &NUMBERING_GAP).find_map(|found| found.fixes.first());
        let mut text = Text::new(source);
        fix.iter().flat_map(|fix| fix.edits.iter().rev()).for_each(|edit| text.apply(edit));
        assert_eq!(text.to_string(), "### Q1. A?\n\n### Q2. B?\n\n### Q3. C?\n\n### Q4. D?\n");
    }

    #[test]
    fn a_selection_of_questions_keeps_its_numbers() {
        check(&[&NUMBERING_GAP], "### Q3: A?\n\n### Q17: B?\n\n### Q44: C?\n\n### Q51: D?\n");
    }
}

//! `missing-question`

use crate::rules::{Diagnostic, Fix, NoteContext, Severity, declare_rule};
use crate::workspace::replace_value;

use super::Comparison;

declare_rule! {
    /// The front matter declares a question that the note does not ask.
    ///
    /// A question that was reworded, moved or never written stays behind in the front matter, where other tools read
    /// it. The nearest question of the note is named. A note without any question is taken for a plan and left alone.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ---
    /// title: Iteration
    /// questions:
    ///   - Explain list comprehensions vs generators.
    /// ---
    ///
    /// ### Q: Explain list comprehensions vs generator expressions.
    ///
    /// A generator expression holds one item at a time.
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ---
    /// title: Iteration
    /// questions:
    ///   - Explain list comprehensions vs generator expressions.
    /// ---
    ///
    /// ### Q: Explain list comprehensions vs generator expressions.
    ///
    /// A generator expression holds one item at a time.
    /// ```
    pub static MISSING_QUESTION = "missing-question", Some(Severity::Information);
}

/// Reports every declared question that the body lacks.
pub fn check(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(comparison) = Comparison::new(context.note) else { return };
    for (declared, nearest) in comparison.missing() {
        let message = "the note does not ask this question";
        let Some(nearest) = nearest else {
            found.push(Diagnostic::new(&MISSING_QUESTION, declared.range, message));
            continue;
        };
        let question = &comparison.body[nearest.index];
        let head = context.note.question_head(question.question);
        let message = format!("{message}, the nearest one is “{}”", question.text);
        let mut diagnostic = Diagnostic::new(&MISSING_QUESTION, declared.range, message)
            .with_related(context.note.piece_text_range(head), "the nearest question");
        if nearest.is_like_enough() {
            let text = question.declared_text(context.note);
            let edit = replace_value(context.note.text(), declared.range, &text);
            diagnostic = diagnostic.with_fix(Fix::suggestion(format!("Change to “{text}”"), edit));
        }
        found.push(diagnostic);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::check;

    #[test]
    fn what_the_body_lacks_is_named() {
        check(
            &[&MISSING_QUESTION],
            "\
---
questions:
  mid:
    - \"Explain list comprehensions vs generators.\"
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing-question: the note does not ask this question, the nearest one is “Explain list comprehensions vs generator expressions.”
    - What is `is`?
    - xyz
      ^^^ missing-question: the note does not ask this question
---

### Q: Explain list comprehensions vs generator expressions.

Yes.

### Q: What is *is*

Yes.
",
        );
    }

    #[test]
    fn follow_ups_are_asked_too() {
        check(
            &[&MISSING_QUESTION],
            "---\nquestions: [Why?]\n---\n\n### Q: What is a?\n\nYes.\n\n**Follow-up:** Why?\n",
        );
    }

    #[test]
    fn a_note_without_questions_is_a_plan() {
        check(&[&MISSING_QUESTION], "---\nquestions: [What is a?]\n---\n\nTo be written.\n");
    }
}

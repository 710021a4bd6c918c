//! `undeclared-question`

use crate::rules::{Diagnostic, NoteContext, Severity, declare_rule};

use super::Comparison;

declare_rule! {
    /// A note asks a question that its front matter does not declare.
    ///
    /// Where the front matter lists the questions of the note, it should list all of them. A note whose front matter
    /// has no `questions` is left alone, and so is a question that is named as the nearest to a declared one.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ---
    /// title: Functions
    /// questions:
    ///   - What is a closure?
    /// ---
    ///
    /// ### Q: What is a closure?
    ///
    /// A function with the variables around it.
    ///
    /// ### Q: What is a decorator?
    ///
    /// A function that wraps another.
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ---
    /// title: Functions
    /// questions:
    ///   - What is a closure?
    ///   - What is a decorator?
    /// ---
    ///
    /// ### Q: What is a closure?
    ///
    /// A function with the variables around it.
    ///
    /// ### Q: What is a decorator?
    ///
    /// A function that wraps another.
    /// ```
    pub static UNDECLARED_QUESTION = "undeclared-question", Some(Severity::Information);
}

/// Reports every question that the front matter lacks.
pub fn check(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(comparison) = Comparison::new(context.note) else { return };
    for question in comparison.undeclared() {
        let range = context.note.piece_text_range(context.note.question_head(question.question));
        let message = "the front matter does not list this question";
        let diagnostic = Diagnostic::new(&UNDECLARED_QUESTION, range, message);
        found.push(diagnostic.with_related(comparison.declared.range, "the questions that it lists"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::check;

    #[test]
    fn what_is_not_listed_is_marked() {
        check(
            &[&UNDECLARED_QUESTION],
            "\
---
questions: [What is a closure?, What is a scope?]
---

### Q: What is a closure?

Yes.

### Q: What is a lexical scope?

It is the nearest to a declared one.

### Q: How do threads differ?
       ^^^^^^^^^^^^^^^^^^^^^^ undeclared-question: the front matter does not list this question

They share memory.
",
        );
    }

    #[test]
    fn what_has_no_text_or_is_asked_again_cannot_be_listed() {
        check(
            &[&UNDECLARED_QUESTION],
            "\
---
questions: [What is a closure?]
---

### Q: What is a closure?

Yes.

### Q: What is a *closure*?

Yes.

### Q:

**Answer:** Yes.

### Q: How do threads differ?
       ^^^^^^^^^^^^^^^^^^^^^^ undeclared-question: the front matter does not list this question

They share memory.

### Q: How do threads differ?

They share memory.
",
        );
    }

    #[test]
    fn without_the_key_nothing_is_expected() {
        check(&[&UNDECLARED_QUESTION], "---\ntitle: x\n---\n\n### Q: What is a closure?\n\nYes.\n");
        check(&[&UNDECLARED_QUESTION], "---\nquestions: []\n---\n\n### Q: What is a closure?\n\nYes.\n");
    }
}

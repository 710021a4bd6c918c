//! Comments that silence rules in place, and the rules about them.
//!
//! A [`Directive`] is one such comment, a [`Coverage`] all that the directives of a note silence.

mod coverage;
mod directive;

pub(super) use coverage::{Coverage, Placed};
pub(super) use directive::{Directive, in_block, in_front_matter};

use super::{Diagnostic, Fix, NoteContext, Severity, Topic, declare_rule, did_you_mean, find};
use crate::text::Edit;
use directive::{Action, WORDS};

/// The rules about comments that silence rules.
pub static TOPIC: Topic = Topic {
    name: "Comments that silence rules",
    rules: &[&UNKNOWN_RULE, &UNKNOWN_DIRECTIVE],
    blocks: &[|context, found| check(&in_block(context.block, context.source), found)],
    front_matter: &[check_front_matter],
    shapes: &[],
    questions: &[],
    notes: &[],
    workspace: &[],
    elsewhere: &[],
};

declare_rule! {
    /// A comment silences a rule that does not exist.
    ///
    /// Most likely the name is misspelt, and the comment silences nothing. `askdown rule` lists all names.
    ///
    /// ## Fails
    ///
    /// ````markdown
    /// <!-- askdown-ignore pyton-syntax -->
    /// ```python
    /// print("hello")
    /// ```
    /// ````
    ///
    /// ## Passes
    ///
    /// ````markdown
    /// <!-- askdown-ignore python-syntax -->
    /// ```python
    /// print("hello"
    /// ```
    /// ````
    pub static UNKNOWN_RULE = "unknown-rule", Some(Severity::Warning);
}

declare_rule! {
    /// A comment starts with `askdown-`, but with no word that has a meaning.
    ///
    /// - `<!-- askdown-ignore RULE -->` silences a rule in the block that follows, or in the line of text that the
    ///   comment stands in.
    /// - `<!-- askdown-ignore-start RULE -->` and `<!-- askdown-ignore-end -->` silence it in all that is between them.
    /// - `<!-- askdown-ignore-file RULE -->` silences it in the whole note.
    ///
    /// Several rules are separated by blanks, none at all stand for every rule. A reason may follow after a colon.
    /// In front matter the same is said after `#`.
    ///
    /// ## Fails
    ///
    /// ````markdown
    /// <!-- askdown-disable python-syntax -->
    /// ````
    ///
    /// ## Passes
    ///
    /// ````markdown
    /// <!-- askdown-ignore python-syntax: the answer is that this is a syntax error -->
    /// ```python
    /// None = 1
    /// ```
    /// ````
    pub static UNKNOWN_DIRECTIVE = "unknown-directive", Some(Severity::Warning);
}

fn check_front_matter(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    if let Some(front_matter) = context.note.front_matter() {
        let source = context.note.text().slice(front_matter.range);
        check(&in_front_matter(front_matter, &source), found);
    }
}

/// Reports the directives that mean nothing.
fn check(directives: &[Directive], found: &mut Vec<Diagnostic>) {
    for directive in directives {
        if directive.action == Action::Unknown {
            found.push(unknown_directive(directive));
        }
        for (name, range) in directive.names.iter().filter(|(name, _)| find(name).is_none()) {
            let guess = did_you_mean(name);
            let mut diagnostic = Diagnostic::new(&UNKNOWN_RULE, *range, format!("there is no rule `{name}`"));
            if let Some(guess) = guess {
                diagnostic.message += &format!(", did you mean `{guess}`?");
                let edit = Edit::replace(*range, guess);
                diagnostic = diagnostic.with_fix(Fix::suggestion(format!("Replace by `{guess}`"), edit));
            }
            found.push(diagnostic);
        }
    }
}

fn unknown_directive(directive: &Directive) -> Diagnostic {
    let known = WORDS.map(|word| format!("`{word}`")).join(", ");
    let message = format!("this comment has no meaning, those that have one are {known}");
    Diagnostic::new(&UNKNOWN_DIRECTIVE, directive.word, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::check;

    #[test]
    fn names_that_are_no_rules_are_marked() {
        check(
            &[&UNKNOWN_RULE, &UNKNOWN_DIRECTIVE],
            "\
---
title: a # askdown-ignore unclosed-fense
                          ^^^^^^^^^^^^^^ unknown-rule: there is no rule `unclosed-fense`, did you mean `unclosed-fence`?
---
<!-- askdown-ignore unclosed-fence, MD040: a reason unknown to all -->
                                    ^^^^^ unknown-rule: there is no rule `MD040`

😀 <!-- askdown-disable -->
       ^^^^^^^^^^^^^^^ unknown-directive: this comment has no meaning, those that have one are `askdown-ignore`, `askdown-ignore-start`, `askdown-ignore-end`, `askdown-ignore-file`
",
        );
    }

    #[test]
    fn what_is_silenced_is_not_reported() {
        check(
            &[&UNKNOWN_RULE],
            "\
<!-- askdown-ignore unknown-rule -->
<!-- askdown-ignore of-another-tool -->

text

<!-- askdown-ignore of-another-tool -->
                    ^^^^^^^^^^^^^^^ unknown-rule: there is no rule `of-another-tool`
",
        );
    }
}

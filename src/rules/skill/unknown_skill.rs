//! `unknown-skill`

use crate::rules::{Diagnostic, Fix, NoteContext, Severity, declare_rule};
use crate::workspace::{nearest, replace_value, skill_uses};

declare_rule! {
    /// A skill is not in the vocabulary.
    ///
    /// A workspace can agree on its skills in a vocabulary, `skills.yaml`. Then a skill that is neither a name nor an
    /// alias there is most likely misspelt. Without a vocabulary nothing is reported.
    ///
    /// ```yaml skills.yaml
    /// - name: python
    ///   description: The language.
    ///   aliases: [py]
    /// - name: asyncio
    ///   parent: python
    /// ```
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ---
    /// title: Event loops
    /// skills: [py, asincio]
    /// ---
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ---
    /// title: Event loops
    /// skills: [py, asyncio]
    /// ---
    /// ```
    pub static UNKNOWN_SKILL = "unknown-skill", Some(Severity::Warning);
}

/// Reports every skill that the vocabulary does not have.
pub fn check(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(vocabulary), Some(front_matter)) = (&context.config.vocabulary, context.note.front_matter()) else {
        return;
    };
    for skill in skill_uses(front_matter, &context.config.skills.keys) {
        if vocabulary.find(&skill.name).is_some() {
            continue;
        }
        let mut names: Vec<_> = vocabulary.names().collect();
        names.sort_unstable();
        let message = format!("the vocabulary has no skill `{}`", skill.name);
        found.push(match nearest(&skill.name, names) {
            Some(best) => {
                let edit = replace_value(context.note.text(), skill.range, best);
                Diagnostic::new(&UNKNOWN_SKILL, skill.range, format!("{message}, did you mean `{best}`?"))
                    .with_fix(Fix::suggestion(format!("Change to `{best}`"), edit))
            }
            None => Diagnostic::new(&UNKNOWN_SKILL, skill.range, message),
        });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::rules::testing::{check, check_with};
    use crate::workspace::{Config, Vocabulary};

    #[test]
    fn skills_beyond_the_vocabulary_are_marked() {
        let (vocabulary, _) = Vocabulary::read("- {name: python, aliases: [py]}\n- sql\n");
        let config = Config { vocabulary: Some(Arc::new(vocabulary)), ..Config::default() };
        check_with(
            &config,
            &[&UNKNOWN_SKILL],
            "\
---
skills: [python, py, \"Pyhton\", rust]
                     ^^^^^^^^ unknown-skill: the vocabulary has no skill `Pyhton`, did you mean `python`?
                               ^^^^ unknown-skill: the vocabulary has no skill `rust`
title: rust
tags:
- sql
- SQL
  ^^^ unknown-skill: the vocabulary has no skill `SQL`, did you mean `sql`?
---
",
        );
    }

    #[test]
    fn without_a_vocabulary_every_skill_is_welcome() {
        check(&[&UNKNOWN_SKILL], "---\nskills: [pyhton]\n---\n");
    }
}

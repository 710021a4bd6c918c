//! `similar-skill`

use std::sync::Arc;

use crate::rules::{Diagnostic, FactsContext, Fix, NoteContext, Severity, WorkspaceCheck, declare_rule};
use crate::workspace::{Index, replace_value, skill_uses};

declare_rule! {
    /// A skill is spelt otherwise in most notes.
    ///
    /// A note is not found under `decorator` when all others say `decorators`. Where the spellings of a skill differ
    /// only in capitals, hyphens and the plural, the rare one is reported. A vocabulary settles such questions for
    /// good, and so nothing is reported where there is one.
    ///
    /// With these two notes in the workspace:
    ///
    /// ```markdown
    /// ---
    /// title: Closures
    /// skills: [python, decorators]
    /// ---
    /// ```
    ///
    /// ```markdown
    /// ---
    /// title: Caching
    /// skills: [decorators]
    /// ---
    /// ```
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ---
    /// title: Functions
    /// skills: [decorator]
    /// ---
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ---
    /// title: Functions
    /// skills: [decorators, generators]
    /// ---
    /// ```
    pub static SIMILAR_SKILL = "similar-skill", Some(Severity::Information);
}

/// How many times as many notes must have the other spelling.
const RATIO: u32 = 2;

/// The check.
pub static CHECK: WorkspaceCheck = WorkspaceCheck { check, concerns };

/// Whether one of the skills may be spelt otherwise in most notes.
fn concerns(context: &FactsContext<'_>) -> bool {
    let mut skills = context.facts.skills.iter();
    context.config.vocabulary.is_none() && skills.any(|skill| usual_spelling(context.index, &skill.name).is_some())
}

/// Reports every skill that at least twice as many notes spell otherwise.
fn check(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(front_matter) = context.note.front_matter().filter(|_| context.config.vocabulary.is_none()) else {
        return;
    };
    for skill in skill_uses(front_matter, &context.config.skills.keys) {
        let Some((other, count)) = usual_spelling(context.index, &skill.name) else { continue };
        let message = format!("{count} notes have `{other}`, this is spelt `{}`", skill.name);
        let edit = replace_value(context.note.text(), skill.range, other);
        let fix = Fix::suggestion(format!("Change to `{other}`"), edit);
        found.push(Diagnostic::new(&SIMILAR_SKILL, skill.range, message).with_fix(fix));
    }
}

/// The spelling of `skill` that at least twice as many notes have, and how many these are.
fn usual_spelling<'a>(index: &'a Index, skill: &'a str) -> Option<(&'a Arc<str>, u32)> {
    // The index may not have this note yet, or only as it was.
    let own = index.skill_count(skill).max(1);
    let other = index.other_spellings(skill).max_by_key(|&(name, count)| (count, name.clone()));
    other.filter(|&(_, count)| count >= own * RATIO)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::rules::check_note;
    use crate::syntax::Note;
    use crate::text::Text;
    use crate::workspace::{Config, Index, NoteFacts, Vocabulary};

    /// The messages for a note with `skills` beside notes with `others`.
    fn messages(skills: &str, others: &[&str], config: &Config) -> Vec<String> {
        let note = |skills: &str| Note::new(Text::new(&format!("---\ntitle: x\nskills: [{skills}]\n---\n")));
        let mut index = Index::default();
        for (number, skills) in others.iter().enumerate() {
            let path = format!("/{number}.md");
            index.set_open(Path::new(&path), NoteFacts::new(&note(skills), Path::new(&path), config));
        }
        let note = note(skills);
        let here = Path::new("/here.md");
        index.set_open(here, NoteFacts::new(&note, here, config));
        let found = check_note(&NoteContext { index: &index, ..NoteContext::new(&note, config) });
        found.into_iter().filter(|it| it.rule == &SIMILAR_SKILL).map(|it| it.message).collect()
    }

    #[test]
    fn the_rare_spelling_is_reported() {
        let others = ["decorators, pytorch, c, data-structures", "decorators, pytorch, c++, data-structures"];
        let found = messages("decorator, PyTorch, Data Structures", &others, &Config::default());
        assert_eq!(
            found,
            [
                "2 notes have `decorators`, this is spelt `decorator`",
                "2 notes have `pytorch`, this is spelt `PyTorch`",
                "2 notes have `data-structures`, this is spelt `Data Structures`",
            ]
        );
    }

    #[test]
    fn what_is_as_common_or_something_else_is_left_alone() {
        let none = Vec::<String>::new();
        assert_eq!(messages("decorator", &["decorators"], &Config::default()), none);
        assert_eq!(messages("decorators", &["decorators", "decorator"], &Config::default()), none);
        assert_eq!(messages("c, gpt-3, css", &["c++, gpt-4", "c++, gpt-4, c#", "c++, cs"], &Config::default()), none);
    }

    #[test]
    fn with_a_vocabulary_nothing_is_reported() {
        let vocabulary = Some(Arc::new(Vocabulary::default()));
        let config = Config { vocabulary, ..Config::default() };
        assert_eq!(messages("decorator", &["decorators", "decorators"], &config), Vec::<String>::new());
    }
}

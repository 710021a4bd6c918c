//! `duplicate-skill`

use rustc_hash::FxHashMap;

use crate::rules::{Diagnostic, Fix, NoteContext, Severity, declare_rule};
use crate::text::TextRange;
use crate::workspace::{remove_skill, skill_uses};

declare_rule! {
    /// A list holds the same skill twice.
    ///
    /// The second one adds nothing. With a vocabulary, a name and its alias are the same skill.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ---
    /// title: Generators
    /// skills: [python, iterators, python]
    /// ---
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ---
    /// title: Generators
    /// skills: [python, iterators]
    /// tags: [python]
    /// ---
    /// ```
    pub static DUPLICATE_SKILL = "duplicate-skill", Some(Severity::Information);
}

/// Reports every skill that its list holds already.
pub fn check(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(front_matter) = context.note.front_matter() else { return };
    let vocabulary = context.config.vocabulary.as_deref();
    let uses = skill_uses(front_matter, &context.config.skills.keys);
    let mut first: FxHashMap<(u32, &str), TextRange> = FxHashMap::default();
    for skill in &uses {
        let known = vocabulary.and_then(|vocabulary| vocabulary.find(&skill.name));
        let name = known.map_or(&*skill.name, |known| known.name.value.as_str());
        let Some(&other) = first.get(&(skill.key, name)) else {
            first.insert((skill.key, name), skill.range);
            continue;
        };
        let message = match name == &*skill.name {
            true => format!("`{name}` is in this list already"),
            false => format!("`{}` is an alias of `{name}`, which is in this list already", skill.name),
        };
        let diagnostic = Diagnostic::new(&DUPLICATE_SKILL, skill.range, message);
        let diagnostic = diagnostic.with_related(other, "it is here");
        found.push(match remove_skill(context.note.text(), skill.range) {
            Some(edit) => diagnostic.with_fix(Fix::safe(format!("Remove the second `{}`", skill.name), edit)),
            None => diagnostic,
        });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::rules::check_note;
    use crate::rules::testing::{check, check_with};
    use crate::syntax::Note;
    use crate::text::Text;
    use crate::workspace::{Config, Vocabulary};

    #[test]
    fn the_second_one_is_marked() {
        check(
            &[&DUPLICATE_SKILL],
            "\
---
skills: [a, b, 'a']
               ^^^ duplicate-skill: `a` is in this list already
tags:
- a
- c
- c
  ^ duplicate-skill: `c` is in this list already
---
",
        );
    }

    #[test]
    fn an_alias_is_the_same_skill() {
        let (vocabulary, _) = Vocabulary::read("- {name: python, aliases: [py]}\n");
        let config = Config { vocabulary: Some(Arc::new(vocabulary)), ..Config::default() };
        check_with(
            &config,
            &[&DUPLICATE_SKILL],
            "\
---
skills: [python, py]
                 ^^ duplicate-skill: `py` is an alias of `python`, which is in this list already
---
",
        );
    }

    #[test]
    fn the_fix_removes_the_second_one() {
        for (before, after) in [
            ("skills: [a, b, a]", "skills: [a, b]"),
            ("skills: [a, a , b]", "skills: [a , b]"),
            ("skills:\n  - a\n  - a # twice\n  - b", "skills:\n  - a\n  - b"),
            ("skills: [\n  a,\n  a,\n  b\n]", "skills: [\n  a,\n  b\n]"),
            ("tags: a, a", "tags: a"),
        ] {
            let note = Note::new(Text::new(&format!("---\ntitle: x\n{before}\n---\n")));
            let config = Config::default();
            let found = check_note(&NoteContext::new(&note, &config));
            let found = found.iter().find(|it| it.rule == &DUPLICATE_SKILL).expect("a finding");
            let mut text = note.text().clone();
            found.fixes.iter().flat_map(|fix| &fix.edits).for_each(|edit| text.apply(edit));
            assert_eq!(text.to_string(), format!("---\ntitle: x\n{after}\n---\n"));
        }
    }
}

//! What must hold between the skills of a vocabulary.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::workspace::config::did_you_mean;
use crate::workspace::{ConfigError, typed_yaml::Located};

use super::VocabularySkill;

/// The faults that no skill has on its own: names that clash, parents that are missing or go in circles.
pub(super) fn faults(skills: &[VocabularySkill]) -> Vec<ConfigError> {
    let mut errors = Vec::new();
    let mut names: FxHashMap<&str, &VocabularySkill> = FxHashMap::default();
    for skill in skills {
        let name = skill.name.value.as_str();
        if name.trim().is_empty() {
            errors.push(ConfigError::new(skill.name.range, "a skill needs a name"));
        } else if names.contains_key(name) {
            errors.push(ConfigError::new(skill.name.range, format!("there is already a skill `{name}`")));
        } else {
            names.insert(name, skill);
        }
    }
    let aliases = check_aliases(skills, &names, &mut errors);
    // An alias of the parent names it as well as its name does.
    names.extend(aliases.into_iter().filter(|(alias, _)| !names.contains_key(alias)).collect::<Vec<_>>());
    check_parents(skills, &names, &mut errors);
    errors
}

type Names<'a> = FxHashMap<&'a str, &'a VocabularySkill>;

/// Checks the aliases and gives the skill of each.
fn check_aliases<'a>(skills: &'a [VocabularySkill], names: &Names<'a>, errors: &mut Vec<ConfigError>) -> Names<'a> {
    let mut owners: Names<'a> = FxHashMap::default();
    for skill in skills {
        for Located { value, range } in &skill.aliases {
            let fault = if *value == skill.name.value {
                format!("the alias `{value}` is the skill's own name")
            } else if names.contains_key(value.as_str()) {
                format!("the alias `{value}` is the name of another skill")
            } else {
                match owners.get(value.as_str()) {
                    Some(owner) if std::ptr::eq(*owner, skill) => format!("the alias `{value}` stands here twice"),
                    Some(owner) => format!("`{value}` is already an alias of `{}`", owner.name.value),
                    None => {
                        owners.insert(value, skill);
                        continue;
                    }
                }
            };
            errors.push(ConfigError::new(*range, fault));
        }
    }
    owners
}

fn check_parents(skills: &[VocabularySkill], names: &Names<'_>, errors: &mut Vec<ConfigError>) {
    // Each circle is named once, at the first skill in it.
    let mut settled: FxHashSet<&str> = FxHashSet::default();
    for skill in skills {
        let mut path = vec![skill.name.value.as_str()];
        let mut current = skill;
        while let Some(parent) = &current.parent {
            let Some(&next) = names.get(parent.value.as_str()) else {
                if std::ptr::eq(current, skill) {
                    let known: Vec<_> = names.keys().copied().collect();
                    let guess = did_you_mean(&parent.value, &known);
                    errors.push(ConfigError::new(parent.range, format!("there is no skill `{}`{guess}", parent.value)));
                }
                break;
            };
            let name = next.name.value.as_str();
            if settled.contains(name) {
                break;
            }
            if let Some(start) = path.iter().position(|&seen| seen == name) {
                if let Some(first) = path.get(start).and_then(|first| names.get(first)) {
                    errors.extend(first.parent.as_ref().map(|at| circle(at, &path[start..])));
                }
                break;
            }
            path.push(name);
            current = next;
        }
        settled.extend(path);
    }
}

fn circle(at: &Located<String>, members: &[&str]) -> ConfigError {
    let first = members.first().copied().unwrap_or_default();
    let way = match members.len() {
        1 => String::new(),
        _ => format!(": {}, {first}", members.join(", ")),
    };
    ConfigError::new(at.range, format!("`{first}` is its own parent{way}"))
}

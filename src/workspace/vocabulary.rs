//! The vocabulary of skills, `skills.yaml`: which skills there are and what they mean.

mod check;
mod file;

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::ConfigError;
use super::typed_yaml::{self, Located, TypedYaml};

/// The skills that a workspace has agreed on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vocabulary {
    /// The skills, in the order of the file.
    pub skills: Vec<VocabularySkill>,
    /// The index of the skill that each name and alias stands for.
    names: FxHashMap<String, usize>,
}

/// A skill of the vocabulary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VocabularySkill {
    /// The name that notes should use.
    pub name: Located<String>,
    /// What it means, in Markdown.
    pub description: Option<String>,
    /// Other names for it.
    pub aliases: Vec<Located<String>>,
    /// The name of the wider skill that it is part of.
    pub parent: Option<Located<String>>,
}

impl Vocabulary {
    /// Reads the text of a vocabulary. What is faulty is left out and named.
    pub fn read(source: &str) -> (Self, Vec<ConfigError>) {
        let TypedYaml { value, mut errors, .. } = typed_yaml::read::<file::VocabularyFile>(source);
        let skills = value.into_skills();
        errors.extend(check::faults(&skills));
        errors.sort_by_key(|error| error.range);
        (Self::new(skills), errors)
    }

    fn new(skills: Vec<VocabularySkill>) -> Self {
        let mut names = FxHashMap::default();
        // A name wins over an alias, and the first over the others.
        for (index, skill) in skills.iter().enumerate() {
            names.entry(skill.name.value.clone()).or_insert(index);
        }
        for (index, skill) in skills.iter().enumerate() {
            for alias in &skill.aliases {
                names.entry(alias.value.clone()).or_insert(index);
            }
        }
        Self { skills, names }
    }

    /// The skill that `name` or an alias of that spelling stands for.
    pub fn find(&self, name: &str) -> Option<&VocabularySkill> {
        self.names.get(name).and_then(|&index| self.skills.get(index))
    }

    /// All names and aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }
}

/// The JSON Schema (2020-12) of the vocabulary's file, for editors.
pub fn vocabulary_schema() -> Value {
    let text = |description: &str| json!({ "type": "string", "description": description });
    let skill = json!({
        "type": "object",
        "properties": {
            "name": text("The name that notes should use."),
            "description": text("What it means, in Markdown."),
            "aliases": {
                "type": "array",
                "items": { "type": ["string", "number"] },
                "description": "Other names for it.",
            },
            "parent": text("The name of the wider skill that it is part of."),
        },
        "required": ["name"],
        "additionalProperties": false,
    });
    let list = json!({ "type": "array", "items": { "anyOf": [{ "type": "string" }, skill] } });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Askdown vocabulary of skills",
        "anyOf": [
            list,
            { "type": "object", "properties": { "skills": list }, "additionalProperties": false },
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &[(&str, &str)]) -> Vocabulary {
        let (vocabulary, errors) = Vocabulary::read(source);
        let found: Vec<_> =
            errors.iter().map(|error| (&source[error.range.as_usize()], error.message.as_str())).collect();
        assert_eq!(found, expected);
        vocabulary
    }

    #[test]
    fn names_and_aliases_lead_to_the_skill() {
        let source = "
- name: python
  description: The language.
  aliases: [py, python3]
- name: asyncio
  parent: python
- sql
";
        for source in [source.to_owned(), format!("skills:{source}")] {
            let vocabulary = check(&source, &[]);
            assert_eq!(vocabulary.skills.len(), 3);
            let python = vocabulary.find("py").expect("an alias");
            assert_eq!(&source[python.name.range.as_usize()], "python");
            assert_eq!(python.description.as_deref(), Some("The language."));
            let sql = vocabulary.find("sql").expect("a name");
            assert_eq!(&source[sql.name.range.as_usize()], "sql");
            assert_eq!(vocabulary.find("Python"), None);
        }
    }

    #[test]
    fn faults_of_shape_leave_the_rest_alone() {
        let vocabulary = check(
            "- name: a\n  colour: red\n- description: x\n- name: b\n  aliases: c\n- 3\n- {}\n",
            &[
                ("colour", "there is no key `colour` here; there are `name`, `description`, `aliases`, `parent`"),
                ("description: x", "the key `name` is missing"),
                ("c", "expected a list, found the string `c`"),
                ("{}", "the key `name` is missing"),
            ],
        );
        let names: Vec<_> = vocabulary.skills.iter().map(|skill| skill.name.value.as_str()).collect();
        assert_eq!(names, ["a", "b", "3"]);
    }

    #[test]
    fn names_that_clash_are_faults() {
        check(
            "- {name: a, aliases: [x, x, a]}\n- a\n- {name: b, aliases: [x, c]}\n- c\n- ''\n",
            &[
                ("x", "the alias `x` stands here twice"),
                ("a", "the alias `a` is the skill's own name"),
                ("a", "there is already a skill `a`"),
                ("x", "`x` is already an alias of `a`"),
                ("c", "the alias `c` is the name of another skill"),
                ("''", "a skill needs a name"),
            ],
        );
    }

    #[test]
    fn parents_exist_and_do_not_go_in_circles() {
        check(
            "
- {name: a, parent: b}
- {name: b, parent: c}
- {name: c, parent: a}
- {name: d, parent: a}
- {name: e, parent: e}
- {name: f, parent: dd}
- {name: g, aliases: [gg]}
- {name: h, parent: gg}
",
            &[
                ("b", "`a` is its own parent: a, b, c, a"),
                ("e", "`e` is its own parent"),
                ("dd", "there is no skill `dd`, did you mean `d`?"),
            ],
        );
    }
}

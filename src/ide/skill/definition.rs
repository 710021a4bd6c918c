//! Go to definition: from a skill to its entry in the vocabulary.

use crate::ide::{FileRange, Files};
use crate::workspace::{Config, Vocabulary};

use super::unquoted;

/// The entry of `skill`, a name or an alias, in the vocabulary.
pub fn skill_definition(skill: &str, config: &Config, files: &Files<'_>) -> Option<FileRange> {
    config.vocabulary.as_ref()?;
    let path = config.vocabulary_path();
    // The file may be open and changed: its places are those of the text as it is now.
    let text = (files.read)(&path)?;
    let (vocabulary, _) = Vocabulary::read(&text.to_string());
    let entry = vocabulary.find(skill)?;
    Some(files.range(&path, &text, unquoted(&text, entry.name.range)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::skill::testing::Fixture;

    #[test]
    fn names_and_aliases_lead_to_the_entry() {
        let fixture = Fixture::new(&[("skills.yaml", "- sql\n- name: 'python'\n  aliases: [py]\n")]);
        let find = |skill| skill_definition(skill, &fixture.config, &fixture.files());
        for skill in ["python", "py"] {
            assert_eq!(fixture.show(find(skill)), ["skills.yaml:2:10 python"]);
        }
        assert_eq!(find("go"), None);
    }

    #[test]
    fn without_a_vocabulary_there_is_no_definition() {
        let fixture = Fixture::new(&[("a.md", "---\nskills: [python]\n---\n")]);
        assert_eq!(skill_definition("python", &fixture.config, &fixture.files()), None);
    }
}

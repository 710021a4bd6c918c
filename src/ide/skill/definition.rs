//! Go to definition: from a skill to its entry in the vocabulary.

use std::path::PathBuf;

use crate::ide::{FileRange, Files};
use crate::text::Text;
use crate::workspace::{Config, Vocabulary};

use super::unquoted;

/// The entry of `skill`, a name or an alias, in the vocabulary.
pub fn skill_definition(skill: &str, config: &Config, files: &Files<'_>) -> Option<FileRange> {
    VocabularyFile::read(config, files)?.entry(skill, files)
}

/// The vocabulary's file as it is: it may be open and changed.
pub(super) struct VocabularyFile {
    path: PathBuf,
    text: Text,
    pub vocabulary: Vocabulary,
}

impl VocabularyFile {
    /// Reads the file, if there is to be one.
    pub fn read(config: &Config, files: &Files<'_>) -> Option<Self> {
        config.vocabulary.as_ref()?;
        let path = config.vocabulary_path();
        let text = (files.read)(&path)?;
        let (vocabulary, _) = Vocabulary::read(&text.to_string());
        Some(Self { path, text, vocabulary })
    }

    /// The entry of `skill`, a name or an alias.
    pub fn entry(&self, skill: &str, files: &Files<'_>) -> Option<FileRange> {
        let entry = self.vocabulary.find(skill)?;
        Some(files.range(&self.path, &self.text, unquoted(&self.text, entry.name.range)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Fixture;

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

//! Code lens: how often each skill of the vocabulary is used.

use crate::text::{Text, TextRange};
use crate::workspace::{Index, Vocabulary, VocabularySkill};

use super::{names_of, notes_with};

/// A line above an entry of the vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillLens {
    /// The entry's name, in bytes of the file.
    pub range: TextRange,
    /// The skill.
    pub skill: String,
    /// What is shown.
    pub title: String,
}

/// A lens for each skill in the vocabulary of the text `source`. Uses under an alias are counted too.
pub fn skill_lenses(source: &Text, index: &Index) -> Vec<SkillLens> {
    let (vocabulary, _) = Vocabulary::read(&source.to_string());
    let lens = |entry: &VocabularySkill| {
        let used: Vec<_> = names_of(entry).filter(|name| index.skill_count(name) > 0).collect();
        let title = match notes_with(&used, index).len() {
            0 => "not used".to_owned(),
            1 => "used in 1 note".to_owned(),
            count => format!("used in {count} notes"),
        };
        SkillLens { range: entry.name.range, skill: entry.name.value.clone(), title }
    };
    vocabulary.skills.iter().map(lens).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Fixture;

    #[test]
    fn uses_are_counted() {
        let fixture = Fixture::new(&[
            ("skills.yaml", "- name: python\n  aliases: [py]\n- sql\n"),
            ("a.md", "---\nskills: [python]\n---\n"),
            ("b.md", "---\nskills: [py, python]\n---\n"),
        ]);
        let lenses = skill_lenses(&Text::new(&fixture.text("skills.yaml")), &fixture.index);
        let shown: Vec<_> = lenses.iter().map(|lens| (lens.skill.as_str(), lens.title.as_str())).collect();
        assert_eq!(shown, [("python", "used in 2 notes"), ("sql", "not used")]);
    }
}

//! Code action: makes one skill of two spellings of it.

use crate::ide::{FileEdits, Files, NoteView};
use crate::syntax::front_matter::FrontMatter;
use crate::workspace::{Config, Index, remove_skill, replace_value, skill_uses};

use super::rename::edits;
use super::skill_at;

/// A merge that could be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillMerge {
    /// What it does, in the imperative.
    pub title: String,
    /// The skill that is given up.
    pub from: String,
    /// The skill that its notes have afterwards.
    pub into: String,
}

/// The merges to offer at `offset`: of the skill there into its more common spellings, and of an alias into its skill.
pub fn skill_merges(view: &NoteView<'_>, offset: u32) -> Vec<SkillMerge> {
    let Some(skill) = skill_at(view, offset) else { return Vec::new() };
    let from = skill.name.as_str();
    let count = view.index.skill_count(from);
    let entry = view.config.vocabulary.as_ref().and_then(|vocabulary| vocabulary.find(from));
    let mut others: Vec<String> = match entry {
        Some(entry) => [entry.name.value.clone()].into_iter().filter(|name| name != from).collect(),
        None => view.index.other_spellings(from).filter(|it| it.1 >= count).map(|it| it.0.to_string()).collect(),
    };
    others.sort_unstable();
    others.into_iter().map(|into| SkillMerge::new(from, &into, view.index)).collect()
}

impl SkillMerge {
    /// Makes the skill `from` the skill `into`.
    pub(super) fn new(from: &str, into: &str, index: &Index) -> Self {
        let notes = match index.skill_count(from) {
            1 => "1 note".to_owned(),
            count => format!("{count} notes"),
        };
        let title = format!("Merge skill `{from}` into `{into}` in {notes}");
        Self { title, from: from.to_owned(), into: into.to_owned() }
    }
}

/// The edits that give the notes of the skill `from` the skill `into` in its place.
pub fn merge_skill(from: &str, into: &str, config: &Config, index: &Index, files: &Files<'_>) -> Vec<FileEdits> {
    let edit = |text: &crate::text::Text, range| {
        let uses = FrontMatter::read(text).map(|it| skill_uses(&it, &config.skills.keys)).unwrap_or_default();
        let key = uses.iter().find(|skill| skill.range == range).map(|skill| skill.key);
        let has_both = uses.iter().any(|skill| Some(skill.key) == key && &*skill.name == into);
        let removal = if has_both { remove_skill(text, range) } else { None };
        Some(removal.unwrap_or_else(|| replace_value(text, range, into)))
    };
    // The vocabulary keeps its entries: an alias stays one, so that old notes are still understood.
    let config = &Config { vocabulary: None, ..config.clone() };
    edits(from, config, index, files, edit, into)
}

#[cfg(test)]
mod tests {
    use crate::ide::testing::Fixture;

    use super::*;

    fn titles(fixture: &Fixture, note: &str, at: &str) -> Vec<String> {
        fixture
            .at_note(note, at, |view, offset| skill_merges(view, offset).into_iter().map(|merge| merge.title).collect())
    }

    #[test]
    fn a_rare_spelling_can_be_merged_into_the_common_one() {
        let mut fixture = Fixture::new(&[
            ("a.md", "---\nskills: [decorator, x]\n---\n"),
            ("b.md", "---\nskills: [decorators]\n---\n"),
            ("c.md", "---\nskills: [decorators, decorator]\n---\n"),
        ]);
        assert_eq!(titles(&fixture, "a.md", "decorator"), ["Merge skill `decorator` into `decorators` in 2 notes"]);
        assert_eq!(titles(&fixture, "a.md", "x"), Vec::<String>::new());
        let edits = merge_skill("decorator", "decorators", &fixture.config, &fixture.index, &fixture.files());
        fixture.apply(&edits);
        assert_eq!(fixture.text("a.md"), "---\nskills: [decorators, x]\n---\n");
        assert_eq!(fixture.text("c.md"), "---\nskills: [decorators]\n---\n");
    }

    #[test]
    fn an_alias_can_be_merged_into_its_skill() {
        let fixture = Fixture::new(&[
            ("skills.yaml", "- name: python\n  aliases: [py]\n"),
            ("a.md", "---\nskills: [py, x]\n---\n"),
        ]);
        assert_eq!(titles(&fixture, "a.md", "py"), ["Merge skill `py` into `python` in 1 note"]);
    }
}

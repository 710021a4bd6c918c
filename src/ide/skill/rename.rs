//! Rename: a skill in all notes and in the vocabulary.

use rayon::prelude::*;

use crate::ide::{FileEdits, Files};
use crate::text::{Text, TextRange};
use crate::workspace::{Config, Index, replace_value};

use super::SkillMerge;
use super::references::{ranges_in, ranges_in_vocabulary};

/// Why a skill cannot have a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameRefusal {
    /// The reason, for the person who asked.
    pub reason: String,
    /// What would make one skill of the two, where the name is another's.
    pub merge: Option<SkillMerge>,
}

/// The edits that make `skill` be called `new_name` in every note and in the vocabulary, sorted by file.
///
/// # Errors
///
/// Says why the skill cannot have that name: it is no name, or another skill has it.
pub fn rename_skill(
    skill: &str,
    new_name: &str,
    config: &Config,
    index: &Index,
    files: &Files<'_>,
) -> Result<Vec<FileEdits>, RenameRefusal> {
    let new_name = new_name.trim();
    if new_name.is_empty() || new_name.contains(['\n', '\r']) {
        return Err(RenameRefusal { reason: "a skill needs a name, on one line".to_owned(), merge: None });
    }
    if new_name != skill {
        refuse_taken(skill, new_name, config, index)?;
    }
    Ok(edits(skill, config, index, files, |text, range| Some(replace_value(text, range, new_name)), new_name))
}

fn refuse_taken(skill: &str, name: &str, config: &Config, index: &Index) -> Result<(), RenameRefusal> {
    let refuse = |reason: String, into: &str| {
        let merge = (into != skill).then(|| SkillMerge::new(skill, into, index));
        let way = if merge.is_some() { ": to make both one, merge them by the code action there" } else { "" };
        Err(RenameRefusal { reason: reason + way, merge })
    };
    if let Some(entry) = config.vocabulary.as_ref().and_then(|vocabulary| vocabulary.find(name)) {
        let into = entry.name.value.as_str();
        return match into == name {
            true => refuse(format!("the vocabulary has a skill `{name}` already"), into),
            false => refuse(format!("`{name}` is already an alias of `{into}`"), into),
        };
    }
    match index.skill_count(name) {
        0 => Ok(()),
        1 => refuse(format!("a note uses a skill `{name}` already"), name),
        count => refuse(format!("{count} notes use a skill `{name}` already"), name),
    }
}

/// The edits of every note that uses `skill`, each made by `edit`, and of the vocabulary, where it becomes
/// `vocabulary_name`.
pub(super) fn edits(
    skill: &str,
    config: &Config,
    index: &Index,
    files: &Files<'_>,
    edit: impl Fn(&Text, TextRange) -> Option<crate::text::Edit> + Sync,
    vocabulary_name: &str,
) -> Vec<FileEdits> {
    let notes = index.notes_with_skill(skill);
    let in_notes = notes.par_iter().filter_map(|(path, facts)| {
        let text = (files.read)(path)?;
        let ranges = ranges_in(&text, facts, &[skill], config);
        let edits: Vec<_> = ranges.into_iter().filter_map(|range| edit(&text, range)).collect();
        (!edits.is_empty()).then(|| files.edits(path, &text, edits))
    });
    let mut found: Vec<_> = in_notes.collect();
    let path = config.vocabulary_path();
    if let Some(text) = config.vocabulary.as_ref().and_then(|_| (files.read)(&path)) {
        let ranges = ranges_in_vocabulary(&text, &[skill], true);
        let edits: Vec<_> = ranges.into_iter().map(|range| replace_value(&text, range, vocabulary_name)).collect();
        if !edits.is_empty() {
            found.push(files.edits(&path, &text, edits));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::ide::testing::Fixture;

    use super::*;

    fn rename(fixture: &Fixture, skill: &str, new_name: &str) -> Result<Vec<FileEdits>, RenameRefusal> {
        rename_skill(skill, new_name, &fixture.config, &fixture.index, &fixture.files())
    }

    #[test]
    fn every_use_and_the_entry_are_renamed() {
        let mut fixture = Fixture::new(&[
            ("skills.yaml", "- name: py\n  aliases: [p]\n- {name: asyncio, parent: py}\n"),
            ("a.md", "---\nskills: [x, \"py\"]\n---\npy\n"),
            ("b.md", "---\ntags:\n- py\n---\n"),
            ("c.md", "---\nskills: [x]\n---\n"),
        ]);
        let edits = rename(&fixture, "py", "c, d").expect("a rename");
        fixture.apply(&edits);
        assert_eq!(fixture.text("a.md"), "---\nskills: [x, \"c, d\"]\n---\npy\n");
        assert_eq!(fixture.text("b.md"), "---\ntags:\n- c, d\n---\n");
        assert_eq!(fixture.text("skills.yaml"), "- name: c, d\n  aliases: [p]\n- {name: asyncio, parent: \"c, d\"}\n");
    }

    #[test]
    fn a_name_that_is_taken_is_refused() {
        let fixture = Fixture::new(&[
            ("skills.yaml", "- name: py\n  aliases: [p]\n"),
            ("a.md", "---\nskills: [x, y]\n---\n"),
            ("b.md", "---\nskills: [x]\n---\n"),
        ]);
        for (skill, name, reason, into) in [
            ("y", "py", "the vocabulary has a skill `py` already", Some("py")),
            ("y", "p", "`p` is already an alias of `py`", Some("py")),
            ("py", "p", "`p` is already an alias of `py`", None),
            ("y", "x", "2 notes use a skill `x` already", Some("x")),
            ("y", " ", "a skill needs a name, on one line", None),
        ] {
            let refusal = rename(&fixture, skill, name).expect_err("a refusal");
            let way = into.map_or("", |_| ": to make both one, merge them by the code action there");
            assert_eq!(refusal.reason, format!("{reason}{way}"));
            assert_eq!(refusal.merge.map(|merge| (merge.from, merge.into)), into.map(|it| (skill.into(), it.into())));
        }
        assert_eq!(rename(&fixture, "y", "z").map(|edits| edits.len()), Ok(1));
    }
}

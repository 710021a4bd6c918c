//! Find references: every use of a skill in the workspace.

use std::path::Path;

use rayon::prelude::*;

use crate::ide::{FileRange, Files};
use crate::syntax::front_matter::FrontMatter;
use crate::text::{Text, TextRange};
use crate::workspace::{Config, Index, NoteFacts, SkillUse, Vocabulary, skill_uses, text_hash};

use super::{names, notes_with, unquoted};

/// Every place where notes use `skill`, under whatever name the vocabulary has for it, sorted by file; with its entry in
/// the vocabulary when `with_definition`.
pub fn skill_references(
    skill: &str,
    with_definition: bool,
    config: &Config,
    index: &Index,
    files: &Files<'_>,
) -> Vec<FileRange> {
    let names = names(skill, config);
    let notes = notes_with(&names, index);
    let in_notes = notes.par_iter().flat_map_iter(|(path, facts)| {
        remembered(path, facts, &names, index).unwrap_or_else(|| {
            let Some(text) = (files.read)(path) else { return Vec::new() };
            let place = |range| files.range(path, &text, unquoted(&text, range));
            ranges_in(&text, facts, &names, config).into_iter().map(place).collect()
        })
    });
    let mut found: Vec<_> = in_notes.collect();
    if with_definition {
        found.extend(places_in_vocabulary(&names, config, files));
    }
    found.sort_unstable();
    found
}

/// Where the note at `path` uses a skill of one of `names`, as the index remembers it. None where the note has to be read
/// for that.
fn remembered(path: &Path, facts: &NoteFacts, names: &[&str], index: &Index) -> Option<Vec<FileRange>> {
    let uses = facts.skills.iter().zip(&facts.skill_places).filter(|(skill, _)| names.contains(&&*skill.name));
    let places: Option<Vec<_>> = uses.map(|(_, place)| Files::without_reading(path, *place)).collect();
    places.filter(|_| index.is_as_on_disk(path))
}

/// Where `text` uses a skill of one of `names`, quotes included. `facts` are of the note as it was indexed.
pub(super) fn ranges_in(text: &Text, facts: &NoteFacts, names: &[&str], config: &Config) -> Vec<TextRange> {
    let of = |uses: &[SkillUse]| {
        uses.iter().filter(|other| names.contains(&&*other.name)).map(|other| other.range).collect()
    };
    if text_hash(text) == facts.hash {
        return of(&facts.skills);
    }
    // The file has changed since it was indexed.
    let front_matter = FrontMatter::read(text);
    of(&front_matter.map(|it| skill_uses(&it, &config.skills.keys)).unwrap_or_default())
}

/// Where the vocabulary has `names`: the entry and its aliases.
fn places_in_vocabulary(names: &[&str], config: &Config, files: &Files<'_>) -> Vec<FileRange> {
    let path = config.vocabulary_path();
    let Some(text) = config.vocabulary.as_ref().and_then(|_| (files.read)(&path)) else {
        return Vec::new();
    };
    let place = |range| files.range(Path::new(&path), &text, unquoted(&text, range));
    ranges_in_vocabulary(&text, names, false).into_iter().map(place).collect()
}

/// Where the vocabulary of the text `text` has one of `names` as a name or an alias; as a parent too if `with_parents`.
pub(super) fn ranges_in_vocabulary(text: &Text, names: &[&str], with_parents: bool) -> Vec<TextRange> {
    let (vocabulary, _) = Vocabulary::read(&text.to_string());
    let all = vocabulary.skills.iter().flat_map(|entry| {
        let parents = entry.parent.iter().filter(|_| with_parents);
        [&entry.name].into_iter().chain(&entry.aliases).chain(parents)
    });
    all.filter(|name| names.contains(&name.value.as_str())).map(|name| name.range).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::ide::testing::Fixture;
    use crate::text::PositionEncoding;
    use crate::workspace::{ConfigStore, Places, find_changes, read_changes, read_note};

    #[test]
    fn uses_under_an_alias_are_found_too() {
        let fixture = Fixture::new(&[
            ("skills.yaml", "- {name: python, aliases: [py]}\n"),
            ("a.md", "---\nskills: [py, python]\n---\n"),
        ]);
        for skill in ["py", "python"] {
            let found = skill_references(skill, true, &fixture.config, &fixture.index, &fixture.files());
            let expected = ["a.md:2:10 py", "a.md:2:14 python", "skills.yaml:1:10 python", "skills.yaml:1:28 py"];
            assert_eq!(fixture.show(found), expected);
        }
    }

    #[test]
    fn a_note_that_is_as_it_was_is_not_read_again() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let write = |name: &str, source: &str| std::fs::write(folder.path().join(name), source).expect("a note");
        write("a.md", "---\nskills: [x, \"python\"]\ntags:\n- 'python'\n---\n");
        write("b.md", "---\nskills: [é, python]\n---\n");
        let mut configs = ConfigStore::new(Vec::new(), vec![folder.path().to_owned()]);
        let changes = find_changes(&Index::default(), &mut configs, &Places::Everywhere);
        let index = Mutex::new(Index::default());
        read_changes(&changes, || true, |batch| index.lock().expect("the index").apply(batch));
        let index = index.into_inner().expect("the index");
        let config = configs.config(Some(folder.path()));
        let find = || {
            let read_paths = Mutex::new(Vec::new());
            let read = |path: &Path| {
                read_paths.lock().expect("the paths").push(path.file_name()?.to_owned());
                read_note(path).ok()
            };
            let files = Files { read: &read, encoding: PositionEncoding::Utf16 };
            let found = skill_references("python", true, &config, &index, &files);
            let place = |it: FileRange| (it.start.line, it.start.column, it.end.column);
            let mut read = read_paths.into_inner().expect("the paths");
            read.sort();
            (found.into_iter().map(place).collect::<Vec<_>>(), read)
        };
        assert_eq!(find(), (vec![(1, 13, 19), (3, 3, 9), (1, 12, 18)], vec!["b.md".into()]));
        write("a.md", "---\ntitle: a\nskills: [python]\n---\n");
        assert_eq!(find(), (vec![(2, 9, 15), (1, 12, 18)], vec!["a.md".into(), "b.md".into()]));
    }

    #[test]
    fn every_use_is_found_in_the_text_as_it_is() {
        let mut fixture = Fixture::new(&[
            ("skills.yaml", "- name: python\n- {name: asyncio, parent: python}\n"),
            ("b.md", "---\nskills: [x, \"python\"]\n---\n"),
            ("a.md", "---\ntags:\n- python\nskills: [python]\n---\npython\n"),
            ("c.md", "---\nskills: [y]\n---\n"),
        ]);
        let find = |fixture: &Fixture, with_definition| {
            let found = skill_references("python", with_definition, &fixture.config, &fixture.index, &fixture.files());
            fixture.show(found)
        };
        let expected = ["a.md:3:3 python", "a.md:4:10 python", "b.md:2:14 python"];
        assert_eq!(find(&fixture, false), expected);
        assert_eq!(find(&fixture, true), [&expected[..], &["skills.yaml:1:9 python"]].concat());
        fixture.write("b.md", "---\ntitle: x\nskills: [python]\n---\n");
        assert_eq!(find(&fixture, false).last().map(String::as_str), Some("b.md:3:10 python"));
    }
}

//! Workspace symbols: skills by their names.

use std::cmp::Reverse;

use crate::ide::{FileRange, Files};
use crate::workspace::{Config, Index};

use super::definition::VocabularyFile;
use super::skill_references;

/// How many skills are found at most.
const MAX_SYMBOLS: usize = 50;

/// A skill that was searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillSymbol {
    /// The skill.
    pub name: String,
    /// In how many notes it is used.
    pub count: u32,
    /// Its entry in the vocabulary, or else its first use.
    pub location: FileRange,
}

/// The skills whose names contain `query`, whatever the capitals, the most used first; those of the vocabulary that
/// nothing uses come last.
pub fn skill_symbols(query: &str, config: &Config, index: &Index, files: &Files<'_>) -> Vec<SkillSymbol> {
    let query = query.to_lowercase();
    let file = VocabularyFile::read(config, files);
    let listed = file.iter().flat_map(|file| &file.vocabulary.skills).map(|skill| skill.name.value.as_str());
    let unused = listed.filter(|name| index.skill_count(name) == 0).map(|name| (name, 0));
    let used = index.skills().map(|(name, count)| (&**name, count));
    let mut skills: Vec<_> = used.chain(unused).filter(|(name, _)| name.to_lowercase().contains(&query)).collect();
    skills.sort_unstable_by_key(|&(name, count)| (Reverse(count), name));
    skills.dedup();
    let symbol = |(name, count): (&str, u32)| {
        let first_use = || skill_references(name, false, config, index, files).into_iter().next();
        let entry = file.as_ref().and_then(|file| file.entry(name, files));
        Some(SkillSymbol { name: name.to_owned(), count, location: entry.or_else(first_use)? })
    };
    skills.into_iter().take(MAX_SYMBOLS).filter_map(symbol).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Fixture;

    #[test]
    fn skills_are_found_by_a_part_of_their_name() {
        let fixture = Fixture::new(&[
            ("skills.yaml", "- asyncio\n- async generators\n"),
            ("a.md", "---\nskills: [Async IO, sql]\n---\n"),
            ("b.md", "---\nskills: [asyncio, sql]\n---\n"),
            ("c.md", "---\nskills: [asyncio]\n---\n"),
        ]);
        let found = skill_symbols("ASYNC", &fixture.config, &fixture.index, &fixture.files());
        let names: Vec<_> = found.iter().map(|symbol| (symbol.name.as_str(), symbol.count)).collect();
        assert_eq!(names, [("asyncio", 2), ("Async IO", 1), ("async generators", 0)]);
        let places = fixture.show(found.into_iter().map(|symbol| symbol.location));
        assert_eq!(places, ["skills.yaml:1:3 asyncio", "a.md:2:10 Async IO", "skills.yaml:2:3 async generators"]);
    }
}

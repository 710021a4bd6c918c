//! The shapes that the vocabulary's file may have.

use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::workspace::typed_yaml::Located;

use super::VocabularySkill;

/// A list of skills, or a mapping that has one under `skills`.
#[derive(Debug, Default)]
pub(super) struct VocabularyFile(Vec<Located<Item>>);

impl VocabularyFile {
    pub fn into_skills(self) -> Vec<VocabularySkill> {
        let skill = |item: Located<Item>| match item.value {
            Item::Name(value) => {
                VocabularySkill { name: Located { value, range: item.range }, ..VocabularySkill::default() }
            }
            Item::Skill(Skill { name, description, aliases, parent }) => {
                VocabularySkill { name, description, aliases, parent }
            }
        };
        self.0.into_iter().map(skill).collect()
    }
}

/// A skill: its name alone, or more.
#[derive(Debug)]
enum Item {
    Name(String),
    Skill(Skill),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a skill")]
struct Skill {
    name: Located<String>,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    aliases: Vec<Located<String>>,
    #[serde(default)]
    parent: Option<Located<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Wrapped {
    skills: Vec<Located<Item>>,
}

impl<'de> Deserialize<'de> for VocabularyFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FileVisitor;

        impl<'de> Visitor<'de> for FileVisitor {
            type Value = VocabularyFile;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of skills")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<VocabularyFile, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(items)).map(VocabularyFile)
            }

            fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<VocabularyFile, A::Error> {
                Wrapped::deserialize(MapAccessDeserializer::new(entries)).map(|file| VocabularyFile(file.skills))
            }
        }

        deserializer.deserialize_any(FileVisitor)
    }
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ItemVisitor;

        impl<'de> Visitor<'de> for ItemVisitor {
            type Value = Item;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a skill")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Item, E> {
                Ok(Item::Name(name.to_owned()))
            }

            fn visit_u64<E: Error>(self, name: u64) -> Result<Item, E> {
                Ok(Item::Name(name.to_string()))
            }

            fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Item, A::Error> {
                Skill::deserialize(MapAccessDeserializer::new(entries)).map(Item::Skill)
            }
        }

        deserializer.deserialize_any(ItemVisitor)
    }
}

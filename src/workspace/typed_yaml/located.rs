//! A value that knows its place in the file.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, SeqAccess, Visitor, value::U32Deserializer};
use serde::de::{Error, IntoDeserializer};

use crate::text::TextRange;

use super::deserializer::Reader;
use super::fault::Fault;

/// By this name the reader of YAML knows that the place is asked for.
pub(super) const NAME: &str = "$askdown::Located";

/// A value and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where, in bytes of the file.
    pub range: TextRange,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Located<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_tuple_struct(NAME, 3, PartsVisitor(PhantomData))
    }
}

struct PartsVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PartsVisitor<T> {
    type Value = Located<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value with its place")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Located<T>, A::Error> {
        let missing = || A::Error::custom("a value has no place");
        let start = parts.next_element()?.ok_or_else(missing)?;
        let end = parts.next_element()?.ok_or_else(missing)?;
        let value = parts.next_element()?.ok_or_else(missing)?;
        Ok(Located { value, range: TextRange::new(start, end) })
    }
}

/// Start, end and value of a node.
pub(super) struct Parts<'a> {
    reader: Reader<'a>,
    next: u8,
}

impl<'a> Parts<'a> {
    pub fn new(reader: Reader<'a>) -> Self {
        Self { reader, next: 0 }
    }
}

impl<'de> SeqAccess<'de> for Parts<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        self.next += 1;
        let range = self.reader.node.range;
        let number = |number: u32| -> U32Deserializer<Fault> { number.into_deserializer() };
        match self.next {
            1 => seed.deserialize(number(range.start)).map(Some),
            2 => seed.deserialize(number(range.end)).map(Some),
            3 => seed.deserialize(self.reader).map(Some),
            _ => Ok(None),
        }
    }
}

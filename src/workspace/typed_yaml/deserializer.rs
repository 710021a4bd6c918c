//! Serde over the tree of a YAML file.

use rustc_hash::FxHashSet;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
    value::StrDeserializer,
};
use serde::forward_to_deserialize_any;

use crate::syntax::front_matter::{Entry, Node, NodeKind, Scalar, ScalarValue};
use crate::text::TextRange;

use super::fault::Fault;
use super::located;

/// The entries and items that are passed over, by their ranges.
pub(super) type LeftOut = FxHashSet<TextRange>;

/// Reads one node.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub node: &'a Node,
    pub left_out: &'a LeftOut,
}

impl<'a> Reader<'a> {
    fn any<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.kind {
            NodeKind::Scalar(scalar) => visit_scalar(scalar, visitor),
            NodeKind::Sequence(sequence) => visitor.visit_seq(Items { items: sequence.items.iter(), reader: self }),
            NodeKind::Mapping(mapping) => visitor.visit_map(Entries {
                entries: mapping.entries.iter(),
                value: None,
                seen: FxHashSet::default(),
                left_out: self.left_out,
            }),
            _ => Err(Fault::new("aliases are not followed here, write the value out".to_owned())),
        }
    }

    /// A string: the text of any single value, so that `3.10` is not `3.1`.
    fn string<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.node.text() {
            Some(text) => visitor.visit_str(text),
            None => self.any(visitor),
        }
    }

    /// Where a fault of this node is shown: collections at their first line's key or item, not as a whole.
    fn place(self) -> TextRange {
        match &self.node.kind {
            NodeKind::Mapping(mapping) => mapping.entries.first().map_or(self.node.range, Entry::range),
            _ => self.node.range,
        }
    }

    fn placed<T>(self, result: Result<T, Fault>) -> Result<T, Fault> {
        result.map_err(|fault| fault.at(self.place()))
    }
}

fn visit_scalar<'de, V: Visitor<'de>>(scalar: &Scalar, visitor: V) -> Result<V::Value, Fault> {
    match scalar.value {
        ScalarValue::Null => visitor.visit_unit(),
        ScalarValue::Bool(value) => visitor.visit_bool(value),
        ScalarValue::Int(value) => match u64::try_from(value) {
            Ok(value) => visitor.visit_u64(value),
            Err(_) => visitor.visit_i64(value),
        },
        ScalarValue::Float(value) => visitor.visit_f64(value),
        ScalarValue::String => visitor.visit_str(&scalar.text),
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.placed(self.any(visitor))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.placed(self.string(visitor))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.placed(self.string(visitor))
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.placed(self.string(visitor))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.node.is_null() {
            true => visitor.visit_none(),
            false => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        self.placed(visitor.visit_newtype_struct(self))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match name == located::NAME {
            true => visitor.visit_seq(located::Parts::new(self)),
            false => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.placed(match self.node.text() {
            Some(text) => visitor.visit_enum(Name(text)),
            None => self.any(visitor),
        })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf
        unit unit_struct seq tuple map struct ignored_any
    }
}

/// The items of a list. Those without a value, `-` alone, are not typed yet and passed over.
struct Items<'a> {
    items: std::slice::Iter<'a, Node>,
    reader: Reader<'a>,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let left_out = self.reader.left_out;
        match self.items.find(|item| !item.is_null() && !left_out.contains(&item.range)) {
            Some(node) => {
                let value = seed.deserialize(Reader { node, left_out });
                value.map(Some).map_err(|fault| fault.at(node.range).blaming(node.range))
            }
            None => Ok(None),
        }
    }
}

/// The entries of a mapping. Keys without a value are not set, so they are passed over.
struct Entries<'a> {
    entries: std::slice::Iter<'a, Entry>,
    value: Option<&'a Entry>,
    seen: FxHashSet<&'a str>,
    left_out: &'a LeftOut,
}

impl<'a> Entries<'a> {
    /// The next entry to read, and whether it is the first of its name.
    fn next_entry(&mut self) -> Option<(&'a Entry, bool)> {
        loop {
            let entry = self.entries.next()?;
            let is_first = entry.name().is_none_or(|name| self.seen.insert(name));
            if !entry.value.is_null() && !self.left_out.contains(&entry.range()) {
                return Some((entry, is_first));
            }
        }
    }
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let left_out = self.left_out;
        let Some((entry, is_first)) = self.next_entry() else {
            return Ok(None);
        };
        let faulty = |fault: Fault| fault.at(entry.key.range).blaming(entry.range());
        if !is_first {
            let name = entry.name().unwrap_or_default();
            return Err(faulty(Fault::new(format!("the key `{name}` stands here twice"))));
        }
        let key = seed.deserialize(Reader { node: &entry.key, left_out }).map_err(faulty)?;
        self.value = Some(entry);
        Ok(Some(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let Some(entry) = self.value.take() else {
            return Err(Fault::custom("a key has no value"));
        };
        let value = seed.deserialize(Reader { node: &entry.value, left_out: self.left_out });
        value.map_err(|fault| fault.at(entry.value.range).blaming(entry.range()))
    }
}

/// The name of a unit variant.
struct Name<'a>(&'a str);

impl<'de> EnumAccess<'de> for Name<'_> {
    type Error = Fault;
    type Variant = Unit;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Unit), Fault> {
        seed.deserialize(StrDeserializer::new(self.0)).map(|value| (value, Unit))
    }
}

/// A variant without content.
struct Unit;

impl<'de> VariantAccess<'de> for Unit {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Fault> {
        Err(Fault::invalid_type(Unexpected::UnitVariant, &"a name"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        Err(Fault::invalid_type(Unexpected::UnitVariant, &visitor))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        Err(Fault::invalid_type(Unexpected::UnitVariant, &visitor))
    }
}

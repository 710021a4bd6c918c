//! What a schema expects at a place, for completion and hover.

use serde_json::{Map, Value};

use super::Schema;
use super::instance::Segment;

/// How many sub-schemas are looked at for one place: references can go in circles.
const MAX_PARTS: usize = 200;

/// The sub-schemas that hold for one place in a note.
#[derive(Clone, Debug)]
pub struct Guide<'a> {
    schema: &'a Schema,
    parts: Vec<Part<'a>>,
}

/// A sub-schema, without references or combinations: those are parts of their own.
#[derive(Clone, Debug)]
struct Part<'a> {
    object: &'a Map<String, Value>,
    base: String,
}

/// A key that the schema knows.
#[derive(Clone, Debug)]
pub struct Property<'a> {
    /// The key.
    pub name: &'a str,
    /// Whether it has to be there.
    pub required: bool,
    /// Its place among the keys of the schema, from 0.
    pub order: usize,
    /// Whether the schema says anything about it but that it may be there.
    pub described: bool,
    /// What is expected of its value.
    pub guide: Guide<'a>,
}

impl<'a> Guide<'a> {
    /// What is expected of the value at `path`. Of alternatives, all count: which one is meant is not known while
    /// the value is being typed.
    pub fn at(schema: &'a Schema, path: &[Segment]) -> Self {
        let mut guide = Self { schema, parts: Vec::new() };
        guide.add(schema.root(), schema.base(), 0);
        for segment in path {
            guide = guide.step(segment);
        }
        guide
    }

    /// What is expected of the value of `key`.
    pub fn key(&self, key: &str) -> Self {
        self.step(&Segment::Key(key.to_owned()))
    }

    /// What is expected of the items of a list.
    pub fn items(&self) -> Self {
        self.step(&Segment::Index(0))
    }

    /// Whether the schema says nothing about this place.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The title, if there is one.
    pub fn title(&self) -> Option<&'a str> {
        self.keyword("title")?.as_str()
    }

    /// The description in Markdown, if there is one.
    pub fn description(&self) -> Option<&'a str> {
        self.keyword("markdownDescription").or_else(|| self.keyword("description"))?.as_str()
    }

    /// The default value, if there is one.
    pub fn default_value(&self) -> Option<&'a Value> {
        self.keyword("default")
    }

    /// The values that are allowed, if only some are. The second is what a schema says of it.
    pub fn values(&self) -> Vec<(&'a Value, Option<&'a str>)> {
        let mut values: Vec<(&Value, Option<&str>)> = Vec::new();
        for part in &self.parts {
            let description = part.object.get("description").and_then(Value::as_str);
            let one = part.object.get("const").into_iter().map(|value| (value, description));
            let many = part.object.get("enum").and_then(Value::as_array).into_iter().flatten();
            for (value, description) in one.chain(many.map(|value| (value, None))) {
                if !values.iter().any(|(known, _)| *known == value) {
                    values.push((value, description));
                }
            }
        }
        values
    }

    /// Examples of values.
    pub fn examples(&self) -> Vec<&'a Value> {
        let examples = self.parts.iter().filter_map(|part| part.object.get("examples")?.as_array());
        examples.flatten().collect()
    }

    /// The JSON types that are allowed, in the schema's order; empty where any type is.
    pub fn types(&self) -> Vec<&'a str> {
        let mut types: Vec<&str> = Vec::new();
        for part in &self.parts {
            let named = match part.object.get("type") {
                Some(Value::String(name)) => vec![name.as_str()],
                Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
                _ => Vec::new(),
            };
            for name in named {
                if !types.contains(&name) {
                    types.push(name);
                }
            }
        }
        types
    }

    /// The keys that are known, in the schema's order.
    pub fn properties(&self) -> Vec<Property<'a>> {
        let mut properties: Vec<Property<'a>> = Vec::new();
        for part in &self.parts {
            let known = part.object.get("properties").and_then(Value::as_object).into_iter().flatten();
            for (name, value) in known.filter(|(_, value)| **value != Value::Bool(false)) {
                let described = value.as_object().is_some_and(|object| !object.is_empty());
                match properties.iter_mut().find(|property| property.name == name) {
                    Some(property) => {
                        property.described |= described;
                        property.guide.add(value, &part.base, 0);
                    }
                    None => {
                        let mut guide = Guide { schema: self.schema, parts: Vec::new() };
                        guide.add(value, &part.base, 0);
                        let order = properties.len();
                        properties.push(Property { name, required: self.requires(name), order, described, guide });
                    }
                }
            }
        }
        properties
    }

    /// Whether any other than the known keys is allowed.
    pub fn allows_other_keys(&self) -> bool {
        self.parts.iter().all(|part| part.object.get("additionalProperties") != Some(&Value::Bool(false)))
    }

    fn requires(&self, key: &str) -> bool {
        let required = self.parts.iter().filter_map(|part| part.object.get("required")?.as_array());
        required.flatten().any(|name| name.as_str() == Some(key))
    }

    fn keyword(&self, name: &str) -> Option<&'a Value> {
        self.parts.iter().find_map(|part| part.object.get(name))
    }

    /// What is expected one step inside.
    fn step(&self, segment: &Segment) -> Self {
        let mut next = Self { schema: self.schema, parts: Vec::new() };
        for part in &self.parts {
            for value in inside(part.object, segment) {
                next.add(value, &part.base, 0);
            }
        }
        next
    }

    /// Adds a sub-schema and all that it refers to or combines.
    fn add(&mut self, value: &'a Value, base: &str, depth: usize) {
        let Some(object) = value.as_object() else { return };
        if self.parts.len() >= MAX_PARTS
            || depth > 32
            || self.parts.iter().any(|part| std::ptr::eq(part.object, object))
        {
            return;
        }
        self.parts.push(Part { object, base: base.to_owned() });
        if let Some(reference) = object.get("$ref").and_then(Value::as_str)
            && let Some((target, base)) = self.schema.resolve(reference, base)
        {
            self.add(target, &base, depth + 1);
        }
        for name in ["allOf", "anyOf", "oneOf"] {
            for branch in object.get(name).and_then(Value::as_array).into_iter().flatten() {
                self.add(branch, base, depth + 1);
            }
        }
        for name in ["then", "else"] {
            if let Some(branch) = object.get(name) {
                self.add(branch, base, depth + 1);
            }
        }
    }
}

/// The sub-schemas for what is one step inside.
fn inside<'a>(object: &'a Map<String, Value>, segment: &Segment) -> Vec<&'a Value> {
    match segment {
        Segment::Key(key) => {
            let known = object.get("properties").and_then(|properties| properties.get(key));
            let patterns = object.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
            let matching = patterns.filter(|(pattern, _)| matches(pattern, key)).map(|(_, value)| value);
            let found: Vec<_> = known.into_iter().chain(matching).collect();
            if found.is_empty() { object.get("additionalProperties").into_iter().collect() } else { found }
        }
        Segment::Index(index) => {
            let prefix = object.get("prefixItems").and_then(Value::as_array);
            match prefix.and_then(|items| items.get(*index)) {
                Some(item) => vec![item],
                None => object.get("items").into_iter().collect(),
            }
        }
    }
}

/// Whether a key matches a pattern: the validator knows, so it is asked.
fn matches(pattern: &str, key: &str) -> bool {
    let schema = serde_json::json!({ "pattern": pattern });
    jsonschema::options().build(&schema).is_ok_and(|validator| validator.is_valid(&Value::String(key.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Segment {
        Segment::Key(name.to_owned())
    }

    #[test]
    fn references_and_combinations_are_followed() {
        let root = serde_json::json!({
            "allOf": [{ "$ref": "#/$defs/base" }],
            "properties": { "tree": { "$ref": "#" }, "list": { "items": { "oneOf": [{ "const": "x" }, { "enum": ["y", 1] }] } } },
            "$defs": { "base": { "required": ["id"], "properties": { "id": { "type": "string", "description": "Which." } } } },
        });
        let schema = Schema::compile(root, "file:///s.json", |_| Err(String::new())).expect("a schema");
        let guide = Guide::at(&schema, &[key("tree"), key("tree")]);
        let names: Vec<_> = guide.properties().iter().map(|property| (property.name, property.required)).collect();
        assert_eq!(names, [("tree", false), ("list", false), ("id", true)]);
        let guide = Guide::at(&schema, &[key("list"), Segment::Index(3)]);
        assert_eq!(
            guide.values().iter().map(|(value, _)| value.to_string()).collect::<Vec<_>>(),
            ["\"x\"", "\"y\"", "1"]
        );
        assert_eq!(Guide::at(&schema, &[key("id")]).description(), Some("Which."));
        assert!(Guide::at(&schema, &[key("nothing")]).is_empty());
    }

    #[test]
    fn levels_of_questions_are_known() {
        let guide = Guide::at(Schema::builtin(), &[key("questions"), key("senior")]);
        assert_eq!(guide.description(), Some("The questions of one level."));
        assert_eq!(guide.types(), ["array", "null"]);
    }
}

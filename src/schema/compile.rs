//! A schema that is ready to be used.

use std::collections::HashMap;
use std::error::Error;
use std::sync::{Arc, LazyLock, Mutex};

use jsonschema::{Draft, PatternOptions, Retrieve, Uri, Validator};
use serde_json::Value;

use crate::syntax::front_matter::Node;

use super::instance::{Path, to_json};
use super::violation::{self, Violation};

/// How often a pattern may backtrack before it is given up.
const BACKTRACK_LIMIT: usize = 100_000;

/// A compiled JSON Schema, draft 2020-12 unless it says otherwise.
#[derive(Debug)]
pub struct Schema {
    /// None for a schema that allows everything.
    validator: Option<Validator>,
    root: Value,
    /// The URI where the schema stands, the base of its references.
    base: String,
    /// The other files that it refers to, by their URI.
    documents: HashMap<String, Value>,
    /// Why there is no schema where one was named: one sentence without a full stop.
    missing: Option<String>,
}

/// Why a schema cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaError {
    /// Where in the schema; nowhere in particular for an empty path.
    pub path: Path,
    /// One sentence without a full stop.
    pub message: String,
}

impl Schema {
    /// The built-in schema for interview notes.
    pub fn builtin() -> &'static Arc<Self> {
        static BUILTIN: LazyLock<Arc<Schema>> = LazyLock::new(|| {
            let root = serde_json::from_str(super::NOTE_SCHEMA).unwrap_or(Value::Bool(true));
            let schema = Schema::compile(root, "askdown:interview-note", |_| Err("there is no such file".to_owned()));
            Arc::new(schema.unwrap_or_default())
        });
        &BUILTIN
    }

    /// Compiles a schema that stands at the URI `base`. `load` reads what it refers to.
    ///
    /// # Errors
    ///
    /// When `root` is no valid schema, or a reference leads nowhere.
    pub fn compile(
        mut root: Value,
        base: impl Into<String>,
        load: impl Fn(&str) -> Result<Value, String> + Send + Sync + 'static,
    ) -> Result<Self, SchemaError> {
        let base = base.into();
        use_own_place(&mut root);
        let documents = Arc::new(Mutex::new(HashMap::new()));
        let validator = jsonschema::options()
            .with_draft(draft(&root))
            .with_base_uri(base.clone())
            .with_retriever(Retriever { load, documents: Arc::clone(&documents) })
            .should_validate_formats(true)
            .with_pattern_options(PatternOptions::fancy_regex().backtrack_limit(BACKTRACK_LIMIT))
            .build(&root)
            .map_err(|error| SchemaError {
                path: violation::path(error.instance_path()),
                message: format!("this schema is not valid: {error}"),
            })?;
        let documents = documents.lock().map(|mut documents| std::mem::take(&mut *documents)).unwrap_or_default();
        Ok(Self { validator: Some(validator), root, base, documents, missing: None })
    }

    /// A schema that allows everything, in the place of one that was named but cannot be had.
    pub(super) fn missing(reason: String) -> Self {
        Self { missing: Some(reason), ..Self::default() }
    }

    /// Why there is no schema where one was named, in one sentence without a full stop.
    pub fn why_missing(&self) -> Option<&str> {
        self.missing.as_deref()
    }

    /// The schema itself.
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// The URI where the schema stands.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// What `node` has that the schema does not allow. Paths lead from `node`.
    pub fn violations(&self, node: &Node) -> Vec<Violation> {
        let Some(validator) = &self.validator else { return Vec::new() };
        let instance = to_json(node);
        let mut found = Vec::new();
        for error in validator.iter_errors(&instance) {
            violation::violations(&error, &mut found);
        }
        found
    }

    /// What `reference` in the document at `base` leads to, and the base of that.
    pub(super) fn resolve(&self, reference: &str, base: &str) -> Option<(&Value, String)> {
        let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let base = if file.is_empty() { base.to_owned() } else { join(base, file) };
        let document = if base == self.base { &self.root } else { self.documents.get(&base)? };
        let pointer = pointer.replace("%25", "%").replace("%24", "$");
        if pointer.is_empty() || pointer.starts_with('/') {
            return Some((document.pointer(&pointer)?, base));
        }
        let definitions = document.get("$defs").or_else(|| document.get("definitions"))?.as_object()?;
        let anchored = |value: &&Value| value.get("$anchor").and_then(Value::as_str) == Some(&pointer);
        Some((definitions.values().find(anchored)?, base))
    }
}

/// A schema that allows everything: it stands in for one that is broken.
impl Default for Schema {
    fn default() -> Self {
        Self { validator: None, root: Value::Bool(true), base: String::new(), documents: HashMap::new(), missing: None }
    }
}

/// A schema's `$id` names the place where it is published. Its references are to lead to the files beside it.
fn use_own_place(root: &mut Value) {
    if let Some(object) = root.as_object_mut() {
        object.shift_remove("$id");
        if object.get("$schema").is_some_and(|schema| draft_of(schema).is_none()) {
            object.shift_remove("$schema");
        }
    }
}

fn draft(root: &Value) -> Draft {
    root.get("$schema").and_then(draft_of).unwrap_or(Draft::Draft202012)
}

fn draft_of(schema: &Value) -> Option<Draft> {
    let uri = schema.as_str()?.trim_end_matches('#');
    let known = [
        ("draft-04/schema", Draft::Draft4),
        ("draft-06/schema", Draft::Draft6),
        ("draft-07/schema", Draft::Draft7),
        ("draft/2019-09/schema", Draft::Draft201909),
        ("draft/2020-12/schema", Draft::Draft202012),
    ];
    let place = uri.strip_prefix("http://json-schema.org/").or_else(|| uri.strip_prefix("https://json-schema.org/"))?;
    known.into_iter().find(|(name, _)| *name == place).map(|(_, draft)| draft)
}

/// `file` as seen from `base` (RFC 3986, section 5.2, for plain paths).
fn join(base: &str, file: &str) -> String {
    if file.contains("://") {
        return file.to_owned();
    }
    let (scheme, path) = base.split_once("://").unwrap_or(("", base));
    let mut segments: Vec<&str> = if file.starts_with('/') { Vec::new() } else { path.split('/').collect() };
    if !file.starts_with('/') {
        segments.pop();
    }
    for segment in file.split('/') {
        match segment {
            "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    format!("{scheme}://{}", segments.join("/"))
}

/// Reads referenced files through `load`, and keeps them.
struct Retriever<L> {
    load: L,
    documents: Arc<Mutex<HashMap<String, Value>>>,
}

impl<L: Fn(&str) -> Result<Value, String> + Send + Sync> Retrieve for Retriever<L> {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn Error + Send + Sync>> {
        let uri = uri.as_str().split('#').next().unwrap_or_default();
        let mut document = (self.load)(uri)?;
        use_own_place(&mut document);
        if let Ok(mut documents) = self.documents.lock() {
            documents.insert(uri.to_owned(), document.clone());
        }
        Ok(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_schema_compiles() {
        assert!(Schema::builtin().validator.is_some());
    }

    #[test]
    fn references_lead_to_the_schema_itself_and_to_files_beside_it() {
        let root = serde_json::json!({
            "$id": "https://example.com/published.json",
            "properties": { "a": { "$ref": "#/$defs/a" }, "b": { "$ref": "../b.json#/properties/b" } },
            "$defs": { "a": { "type": "string" } },
        });
        let schema = Schema::compile(root, "file:///w/s/root.json", |uri| match uri {
            "file:///w/b.json" => Ok(serde_json::json!({ "properties": { "b": { "type": "integer" } } })),
            other => Err(format!("{other} is not there")),
        })
        .expect("a valid schema");
        assert_eq!(
            schema.resolve("#/$defs/a", schema.base()).map(|(value, _)| value["type"].clone()),
            Some("string".into())
        );
        let (value, base) = schema.resolve("../b.json#/properties/b", schema.base()).expect("a file");
        assert_eq!((value["type"].as_str(), base.as_str()), (Some("integer"), "file:///w/b.json"));
    }

    #[test]
    fn broken_schemas_say_what_is_wrong() {
        let none = |_: &str| Err("nothing is fetched".to_owned());
        let broken = Schema::compile(serde_json::json!({ "type": "sting" }), "file:///w/a.json", none);
        assert!(broken.is_err_and(|error| error.message.contains("sting")));
        let remote = serde_json::json!({ "$ref": "https://example.com/a.json" });
        assert!(Schema::compile(remote, "file:///w/a.json", none).is_err());
    }
}

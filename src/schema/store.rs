//! The schemas of a workspace, read once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use serde_json::Value;

use crate::syntax::front_matter::{FrontMatter, YamlDocument};
use crate::text::{Text, TextRange};

use super::files::{self, FileError};
use super::{Schema, locate};

/// The schema files that were asked for, compiled. [`SchemaStore::forget`] makes it read them again.
#[derive(Debug, Default)]
pub struct SchemaStore {
    known: Mutex<HashMap<PathBuf, Kept>>,
    /// Counts how often all was forgotten.
    state: AtomicU64,
}

/// What is known of a schema file.
#[derive(Debug)]
struct Kept {
    /// The schema in force: while the text is broken the last good one, or one that allows everything.
    schema: Arc<Schema>,
    /// The last schema that could be used.
    last_good: Option<Arc<Schema>>,
    fault: Option<Fault>,
    stamp: Option<Stamp>,
    /// Whether it has to be read again before it is used.
    is_stale: bool,
}

/// Why a schema file cannot be used.
#[derive(Clone, Debug)]
enum Fault {
    /// There is no text to be had: in one sentence.
    Missing(String),
    /// The text is no schema: where, and in one sentence.
    Broken(FileError),
}

/// A file's time and length: when neither has changed, neither has the file.
type Stamp = (SystemTime, u64);

impl SchemaStore {
    /// A store that has read nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The schema that holds for a note: the one that the note names itself, or `configured`, or the built-in one.
    /// While a schema is broken, its last good state holds; before there is one, or where there is no file, everything
    /// is allowed.
    pub fn for_note(
        &self,
        text: &Text,
        front_matter: Option<&FrontMatter>,
        note: Option<&Path>,
        configured: Option<&Path>,
        root: &Path,
    ) -> Arc<Schema> {
        let named = front_matter.zip(note).and_then(|(front_matter, note)| {
            let (_, reference) = schema_reference(text, front_matter)?;
            Some(note.parent()?.join(reference))
        });
        match named.as_deref().or(configured) {
            Some(path) => self.read(path, root),
            None => Arc::clone(Schema::builtin()),
        }
    }

    /// The schema in force for the file at `path`, which has to be inside `root`.
    fn read(&self, path: &Path, root: &Path) -> Arc<Schema> {
        let mut known = self.known();
        if let Some(kept) = known.get(path).filter(|kept| !kept.is_stale) {
            return Arc::clone(&kept.schema);
        }
        // The stamp comes first: a change while the file is read is then seen later.
        let stamp = stamp(path);
        let mut last_good = known.remove(path).and_then(|kept| kept.last_good);
        let (schema, fault) = match load(path, root) {
            Ok(schema) => (Arc::clone(last_good.insert(Arc::new(schema))), None),
            Err(Fault::Missing(reason)) => (Arc::new(Schema::missing(reason.clone())), Some(Fault::Missing(reason))),
            Err(fault) => (last_good.clone().unwrap_or_default(), Some(fault)),
        };
        let kept = Kept { schema: Arc::clone(&schema), last_good, fault, stamp, is_stale: false };
        known.insert(path.to_owned(), kept);
        schema
    }

    /// What is known. A panic elsewhere leaves it whole.
    fn known(&self) -> MutexGuard<'_, HashMap<PathBuf, Kept>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is wrong in the files that were read, by path: where, in bytes, and what, in one sentence. Files that are
    /// not there are told of where they are named.
    pub fn faults(&self) -> Vec<(PathBuf, TextRange, String)> {
        let fault = |(path, kept): (&PathBuf, &Kept)| match kept.fault.clone()? {
            Fault::Broken((range, message)) => Some((path.clone(), range, message)),
            Fault::Missing(_) => None,
        };
        let mut faults: Vec<_> = self.known().iter().filter_map(fault).collect();
        faults.sort_by(|one, other| one.0.cmp(&other.0));
        faults
    }

    /// Why there is no schema in the file at `path`, if it was asked for and is not there.
    pub fn why_missing(&self, path: &Path) -> Option<String> {
        match &self.known().get(path)?.fault {
            Some(Fault::Missing(reason)) => Some(reason.clone()),
            _ => None,
        }
    }

    /// Has all files read again when they are next asked for. References make one file part of many schemas.
    pub fn forget(&self) {
        self.known().values_mut().for_each(|kept| kept.is_stale = true);
        self.state.fetch_add(1, Ordering::Relaxed);
    }

    /// A number that changes whenever a note may have got another schema without having changed itself.
    pub fn state(&self) -> u64 {
        self.state.load(Ordering::Relaxed)
    }

    /// Looks at the files' times, for clients that do not watch files. Says whether any has changed, and then
    /// forgets all.
    pub fn poll(&self) -> bool {
        let changed = self.known().iter().any(|(path, kept)| stamp(path) != kept.stamp);
        if changed {
            self.forget();
        }
        changed
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// The schema that a note names, as a path from the note, and where: by its `$schema` key, or by a line
/// `# yaml-language-server: $schema=…`. None for a URL, since nothing is fetched.
pub fn schema_reference(text: &Text, front_matter: &FrontMatter) -> Option<(TextRange, String)> {
    const MODELINE: &str = "yaml-language-server:";
    let key = front_matter.get("$schema").and_then(|node| Some((node.range, node.text()?.to_owned())));
    let found = key.or_else(|| {
        let content = text.slice(front_matter.content);
        let mut start = front_matter.content.start;
        content.split_inclusive('\n').find_map(|line| {
            let offset = start;
            start += line.len() as u32;
            let comment = line.trim().strip_prefix('#')?.trim_start().strip_prefix(MODELINE)?;
            let reference = comment.trim().strip_prefix("$schema=")?.split_whitespace().next()?;
            let at = line.find(reference)? as u32 + offset;
            Some((TextRange::new(at, at + reference.len() as u32), reference.to_owned()))
        })
    });
    found.filter(|(_, reference)| !reference.contains("://") && !reference.starts_with("urn:"))
}

fn load(path: &Path, root: &Path) -> Result<Schema, Fault> {
    let source = files::read(path, root).map_err(Fault::Missing)?;
    let value = files::parse(&source, path).map_err(Fault::Broken)?;
    let workspace = root.to_owned();
    let load = move |uri: &str| -> Result<Value, String> {
        let path = files::from_uri(uri).ok_or_else(|| format!("`{uri}` is not fetched: refer to a file"))?;
        let source = files::read(&path, &workspace)?;
        files::parse(&source, &path).map_err(|(_, message)| message)
    };
    Schema::compile(value, files::to_uri(&absolute(path)), load).map_err(|error| {
        // JSON is YAML as well, so the tree has the place of the fault in either.
        let tree = YamlDocument::read(&source).root;
        let range = tree.as_ref().and_then(|tree| Some(locate(tree, &error.path)?.node.range)).unwrap_or_default();
        Fault::Broken((range, error.message))
    })
}

fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn schemas_are_read_inside_the_workspace_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("root");
        fs::create_dir(&root).expect("a folder");
        fs::write(root.join("a.json"), r#"{ "$ref": "b.yaml#/$defs/b" }"#).expect("a file");
        fs::write(root.join("b.yaml"), "$defs:\n  b:\n    type: object\n    required: [id]\n").expect("a file");
        fs::write(root.join("c.yaml"), "type: object\nproperties:\n  a: {type: sting}\n").expect("a file");
        fs::write(root.join("d.json"), r#"{ "$ref": "../out.json" }"#).expect("a file");
        fs::write(folder.path().join("out.json"), "true").expect("a file");

        let store = SchemaStore::new();
        let missing = |name: &str| store.read(&root.join(name), &root).why_missing().map(str::to_owned);
        assert_eq!((missing("a.json"), store.faults()), (None, Vec::new()));
        for name in ["c.yaml", "d.json"] {
            assert_eq!(missing(name), None);
        }
        let faults = store.faults();
        let [(_, in_c, _), (path, ..)] = faults.as_slice() else { panic!("two broken schemas, not {faults:?}") };
        assert_eq!((*in_c, path), (TextRange::new(37, 42), &root.join("d.json")));
        assert_eq!(missing("../out.json").as_deref(), Some("schemas outside of the workspace are not read"));
        assert_eq!(missing("e.json").as_deref(), Some("there is no schema in this place"));
        assert_eq!(missing("").as_deref(), Some("this is a folder, not a schema"));
        assert_eq!(store.faults().len(), 2, "what is missing is told of where it is named");
    }

    #[test]
    fn the_last_good_schema_stays_in_force() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.json");
        let store = SchemaStore::new();
        let in_force = || store.for_note(&Text::default(), None, None, Some(&path), folder.path());
        fs::write(&path, r#"{ "required": ["a"] }"#).expect("a file");
        let good = in_force();
        assert_eq!(good.root()["required"][0], "a");
        fs::write(&path, r#"{ "required": "#).expect("a file");
        assert!(store.poll());
        assert!(Arc::ptr_eq(&in_force(), &good));
        assert_eq!(store.faults().len(), 1);
        assert!(!store.poll());
        fs::write(&path, r#"{ "required": ["bcd"] }"#).expect("a file");
        assert!(store.poll());
        assert_eq!(in_force().root()["required"][0], "bcd");
        assert_eq!(store.faults(), []);
        fs::remove_file(&path).expect("a removed file");
        assert!(store.poll());
        assert!(in_force().why_missing().is_some());
        fs::write(&path, r#"{ "required": "#).expect("a file");
        assert!(store.poll());
        assert_eq!(in_force().root()["required"][0], "bcd");
    }

    #[test]
    fn a_note_names_its_schema() {
        for (source, expected) in [
            ("---\n$schema: ../a.json\n---\n", Some((13, "../a.json"))),
            ("---\n# yaml-language-server: $schema=a.json\ntitle: b\n---\n", Some((36, "a.json"))),
            ("---\n$schema: https://example.com/a.json\n---\n", None),
            ("---\ntitle: a\n---\n", None),
        ] {
            let text = Text::new(source);
            let front_matter = FrontMatter::read(&text).expect("front matter");
            let found = schema_reference(&text, &front_matter);
            let found = found.as_ref().map(|(range, reference)| (range.start, reference.as_str()));
            assert_eq!(found, expected, "{source:?}");
        }
    }
}

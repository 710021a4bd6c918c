//! The schemas of a workspace, read once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
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
}

/// What is known of a schema file.
#[derive(Debug)]
struct Kept {
    entry: Entry,
    /// The schema in force: the last good one while the file is broken, or one that allows everything.
    schema: Arc<Schema>,
    stamp: Option<Stamp>,
    /// Whether it has to be read again before it is used.
    is_stale: bool,
}

/// A schema file: the schema, or what is wrong with the file.
type Entry = Result<Arc<Schema>, FileError>;

/// A file's time and length: when neither has changed, neither has the file.
type Stamp = (SystemTime, u64);

impl SchemaStore {
    /// A store that has read nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The schema in the file at `path`, which has to be inside `root`.
    ///
    /// # Errors
    ///
    /// What is wrong with the file, in one sentence, and where in it, in bytes.
    pub fn get(&self, path: &Path, root: &Path) -> Result<Arc<Schema>, (TextRange, String)> {
        self.read(path, root).0
    }

    /// The schema that holds for a note: the one that the note names itself, or `configured`, or the built-in one.
    /// While a schema is broken, its last good state holds; before there is one, everything is allowed.
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
            let path = note.parent()?.join(reference);
            path.exists().then_some(path)
        });
        match named.as_deref().or(configured) {
            Some(path) => self.read(path, root).1,
            None => Arc::clone(Schema::builtin()),
        }
    }

    /// What the file at `path` holds, and the schema in force.
    fn read(&self, path: &Path, root: &Path) -> (Entry, Arc<Schema>) {
        let mut known = self.known();
        if let Some(kept) = known.get(path).filter(|kept| !kept.is_stale) {
            return (kept.entry.clone(), Arc::clone(&kept.schema));
        }
        // The stamp comes first: a change while the file is read is then seen later.
        let stamp = stamp(path);
        let entry = load(path, root);
        let last_good = known.remove(path).map(|kept| kept.schema);
        let schema = entry.clone().ok().or(last_good).unwrap_or_default();
        let kept = Kept { entry: entry.clone(), schema: Arc::clone(&schema), stamp, is_stale: false };
        known.insert(path.to_owned(), kept);
        (entry, schema)
    }

    /// What is known. A panic elsewhere leaves it whole.
    fn known(&self) -> MutexGuard<'_, HashMap<PathBuf, Kept>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is wrong with the files that were read, by path: where, in bytes, and what, in one sentence.
    pub fn faults(&self) -> Vec<(PathBuf, TextRange, String)> {
        let fault = |(path, kept): (&PathBuf, &Kept)| {
            let (range, message) = kept.entry.as_ref().err()?;
            Some((path.clone(), *range, message.clone()))
        };
        let mut faults: Vec<_> = self.known().iter().filter_map(fault).collect();
        faults.sort_by(|one, other| one.0.cmp(&other.0));
        faults
    }

    /// Has all files read again when they are next asked for. References make one file part of many schemas.
    pub fn forget(&self) {
        self.known().values_mut().for_each(|kept| kept.is_stale = true);
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

fn load(path: &Path, root: &Path) -> Entry {
    let source = files::read(path, root)?;
    let value = files::parse(&source, path)?;
    let workspace = root.to_owned();
    let load = move |uri: &str| -> Result<Value, String> {
        let path = files::from_uri(uri).ok_or_else(|| format!("`{uri}` is not fetched: refer to a file"))?;
        let source = files::read(&path, &workspace).map_err(|(_, message)| message)?;
        files::parse(&source, &path).map_err(|(_, message)| message)
    };
    Schema::compile(value, files::to_uri(&absolute(path)), load).map(Arc::new).map_err(|error| {
        // JSON is YAML as well, so the tree has the place of the fault in either.
        let tree = YamlDocument::read(&source).root;
        let range = tree.as_ref().and_then(|tree| Some(locate(tree, &error.path)?.node.range)).unwrap_or_default();
        (range, error.message)
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
        assert!(store.get(&root.join("a.json"), &root).is_ok());
        let (range, message) = store.get(&root.join("c.yaml"), &root).expect_err("broken");
        assert_eq!(range, TextRange::new(37, 42), "{message}");
        assert!(store.get(&root.join("d.json"), &root).is_err());
        let (_, message) = store.get(&root.join("../out.json"), &root).expect_err("outside");
        assert_eq!(message, "schemas outside of the workspace are not read");
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

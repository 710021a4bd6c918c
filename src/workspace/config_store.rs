//! Which configuration holds for which note.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::file_cache::FileCache;
use super::walk::repository_root;
use super::{CONFIG_FILE, Config, ConfigError, Vocabulary, parse_config};

/// How often [`ConfigStore::poll`] looks at the files.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// The configurations of a workspace: finds the `askdown.yaml` that holds for a note, and the vocabulary of skills
/// that it names, and keeps what it read.
///
/// The file is looked for in the note's folder and those above it, up to the workspace folder that the note is in;
/// for a note outside of all, up to the root of its repository, or else in its own folder only. When a file changes
/// to one with faults, its last good settings stay in force.
#[derive(Clone, Debug, Default)]
pub struct ConfigStore {
    rules: Vec<&'static str>,
    roots: Vec<PathBuf>,
    settings: Value,
    /// The configuration of each folder asked for.
    folders: FxHashMap<PathBuf, Arc<Config>>,
    configs: FileCache<Config>,
    vocabularies: FileCache<Arc<Vocabulary>>,
    polled: Option<Instant>,
    /// Counts what the store was told. A clone that was told the same has the same number.
    state: u64,
}

impl ConfigStore {
    /// A store that knows the rules of these names, for the workspace folders `roots`.
    pub fn new(rules: Vec<&'static str>, roots: Vec<PathBuf>) -> Self {
        Self { rules, roots, ..Self::default() }
    }

    /// The workspace folders.
    pub fn roots(&self) -> &[PathBuf] {
        &self.roots
    }

    /// Replaces the workspace folders.
    pub fn set_roots(&mut self, roots: Vec<PathBuf>) {
        self.roots = roots;
        self.state += 1;
        self.folders.clear();
    }

    /// Puts `settings`, the editor's in the shape of `askdown.yaml`, over what the files say. Gives one sentence for
    /// each that cannot be used.
    pub fn set_settings(&mut self, settings: Value) -> Vec<String> {
        let (_, faults) = Config::default().overridden_by(&settings);
        self.settings = settings;
        self.state += 1;
        self.folders.clear();
        faults
    }

    /// The settings for the note at `path`; without a path, for a note that is not saved yet.
    pub fn config(&mut self, path: Option<&Path>) -> Arc<Config> {
        let folder = match path.and_then(|path| std::path::absolute(path).ok()) {
            Some(path) => path.parent().map(Path::to_owned).unwrap_or_default(),
            None => self.roots.first().cloned().unwrap_or_default(),
        };
        if let Some(config) = self.folders.get(&folder) {
            return Arc::clone(config);
        }
        let mut config = self.nearest(&folder);
        if !self.settings.is_null() {
            config = config.overridden_by(&self.settings).0;
        }
        if !config.root.as_os_str().is_empty() {
            config.vocabulary = self.vocabularies.get(&config.vocabulary_path(), |source| {
                let (vocabulary, errors) = Vocabulary::read(source);
                (Arc::new(vocabulary), errors)
            });
        }
        config.question_options = Arc::new(config.questions.options());
        let config = Arc::new(config);
        self.folders.insert(folder, Arc::clone(&config));
        config
    }

    /// The configuration files and vocabularies found so far and their faults, those without a fault too.
    pub fn files(&self) -> impl Iterator<Item = (&Path, &[ConfigError])> {
        self.configs.files().chain(self.vocabularies.files())
    }

    /// Takes note that the file at `path` was written, created or deleted. Says whether settings may have changed.
    pub fn file_changed(&mut self, path: &Path) -> bool {
        self.state += 1;
        let known = self.configs.invalidate(path) | self.vocabularies.invalidate(path);
        let concerns = known || path.file_name().is_some_and(|name| name == CONFIG_FILE);
        if concerns {
            self.folders.clear();
        }
        concerns
    }

    /// Takes over what `clone`, a clone of this store, has read meanwhile, unless files have changed since it was made.
    pub fn learn_from(&mut self, clone: Self) {
        if clone.state == self.state {
            *self = Self { polled: self.polled, ..clone };
        }
    }

    /// Looks at the files' times, for clients that do not watch files; at most once a second, however often it is
    /// called. Says whether settings may have changed.
    pub fn poll(&mut self, now: Instant) -> bool {
        if self.polled.is_some_and(|last| now.saturating_duration_since(last) < POLL_INTERVAL) {
            return false;
        }
        self.polled = Some(now);
        let changed = [self.configs.changed(), self.vocabularies.changed()].concat();
        for path in &changed {
            self.file_changed(path);
        }
        !changed.is_empty()
    }

    /// The settings of the nearest file at or above `folder`, without the editor's.
    fn nearest(&mut self, folder: &Path) -> Config {
        let top = self.top(folder);
        for ancestor in folder.ancestors() {
            let parse = |source: &str| {
                let (config, errors) = parse_config(source, &self.rules);
                (Config { root: ancestor.to_owned(), ..config }, errors)
            };
            if let Some(config) = self.configs.get(&ancestor.join(CONFIG_FILE), parse) {
                return config;
            }
            if ancestor == top {
                break;
            }
        }
        Config { root: top, ..Config::default() }
    }

    /// The highest folder that is looked in for the notes of `folder`.
    fn top(&self, folder: &Path) -> PathBuf {
        let holds = |root: &&PathBuf| folder.starts_with(root);
        match self.roots.iter().filter(holds).max_by_key(|root| root.as_os_str().len()) {
            Some(root) => root.clone(),
            None => repository_root(folder).unwrap_or_else(|| folder.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::RuleLevel::{self, Error, Hint, Off};

    struct Fixture {
        folder: tempfile::TempDir,
        store: ConfigStore,
    }

    impl Fixture {
        /// A workspace folder `ws` with the files, inside a folder that is not part of it.
        fn new(files: &[(&str, &str)]) -> Self {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let root = folder.path().join("ws");
            let fixture = Self { folder, store: ConfigStore::new(vec!["python-syntax", "unclosed-fence"], vec![root]) };
            files.iter().for_each(|(name, content)| fixture.write(name, content));
            fixture
        }

        fn write(&self, name: &str, content: &str) {
            let path = self.folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, content).expect("a file");
        }

        fn level(&mut self, note: &str) -> Option<RuleLevel> {
            let path = self.folder.path().join(note);
            self.store.config(Some(&path)).rule("python-syntax")
        }

        fn faults(&self) -> Vec<String> {
            self.store.files().flat_map(|(_, errors)| errors.iter().map(|error| error.message.clone())).collect()
        }
    }

    #[test]
    fn the_nearest_file_holds_and_none_beyond_the_workspace() {
        let mut fixture = Fixture::new(&[
            ("askdown.yaml", "rules: { python-syntax: error }"),
            ("ws/a/askdown.yaml", "rules: { python-syntax: hint }"),
            ("ws/a/b/c.md", ""),
            ("ws/d.md", ""),
        ]);
        assert_eq!(fixture.level("ws/a/b/c.md"), Some(Hint));
        assert_eq!(fixture.level("ws/d.md"), None);
    }

    #[test]
    fn without_a_workspace_the_repository_is_the_limit() {
        let mut fixture = Fixture::new(&[
            ("askdown.yaml", "rules: { python-syntax: error }"),
            ("repository/.git/HEAD", ""),
            ("repository/notes/a.md", ""),
            ("elsewhere/b.md", ""),
        ]);
        assert_eq!(fixture.level("repository/notes/a.md"), None);
        assert_eq!(fixture.level("elsewhere/b.md"), None);
        fixture.write("repository/askdown.yaml", "rules: { python-syntax: off }");
        let path = fixture.folder.path().join("repository/askdown.yaml");
        assert!(fixture.store.file_changed(&path));
        assert_eq!(fixture.level("repository/notes/a.md"), Some(Off));
    }

    #[test]
    fn the_last_good_settings_stay_in_force() {
        let mut fixture = Fixture::new(&[("ws/askdown.yaml", "rules: { python-syntax: hint }")]);
        assert_eq!(fixture.level("ws/a.md"), Some(Hint));
        let path = fixture.folder.path().join("ws/askdown.yaml");
        for (content, expected, faults) in
            [("rules: { python-syntax: ", Hint, 1), ("rules: { python-syntax: error }", Error, 0)]
        {
            fixture.write("ws/askdown.yaml", content);
            assert!(fixture.store.file_changed(&path));
            assert_eq!(fixture.level("ws/a.md"), Some(expected), "{content}");
            assert_eq!(fixture.faults().len(), faults, "{content}");
        }
        std::fs::remove_file(&path).expect("a removed file");
        fixture.store.file_changed(&path);
        assert_eq!(fixture.level("ws/a.md"), None);
    }

    #[test]
    fn polling_sees_files_that_come_and_go() {
        let mut fixture = Fixture::new(&[("ws/a.md", "")]);
        let start = Instant::now();
        assert_eq!(fixture.level("ws/a.md"), None);
        assert!(!fixture.store.poll(start), "nothing changed");
        fixture.write("ws/askdown.yaml", "rules: { python-syntax: hint }");
        assert!(!fixture.store.poll(start), "it looked a moment ago");
        assert!(fixture.store.poll(start + POLL_INTERVAL));
        assert_eq!(fixture.level("ws/a.md"), Some(Hint));
        std::fs::remove_file(fixture.folder.path().join("ws/askdown.yaml")).expect("a removed file");
        assert!(fixture.store.poll(start + POLL_INTERVAL * 2));
        assert_eq!(fixture.level("ws/a.md"), None);
    }

    #[test]
    fn the_vocabulary_comes_with_the_settings() {
        let mut fixture = Fixture::new(&[("ws/askdown.yaml", "skills: { vocabulary: names.yaml }")]);
        let (note, file) = (fixture.folder.path().join("ws/a/b.md"), fixture.folder.path().join("ws/names.yaml"));
        assert_eq!(fixture.store.config(Some(&note)).vocabulary, None);
        fixture.write("ws/names.yaml", "- python");
        assert!(fixture.store.file_changed(&file));
        assert!(fixture.store.config(Some(&note)).vocabulary.as_ref().is_some_and(|it| it.find("python").is_some()));
        fixture.write("ws/names.yaml", "- python\n- python");
        assert!(fixture.store.poll(Instant::now()));
        fixture.store.config(Some(&note));
        assert_eq!(fixture.faults(), ["there is already a skill `python`"]);
    }

    #[test]
    fn settings_of_the_editor_win() {
        let mut fixture = Fixture::new(&[("ws/askdown.yaml", "rules: { python-syntax: hint }")]);
        let faults = fixture.store.set_settings(serde_json::json!({ "rules": { "python-syntax": "off" }, "x": 1 }));
        assert_eq!(faults.len(), 1);
        assert_eq!(fixture.level("ws/a.md"), Some(Off));
        assert_eq!(fixture.store.config(None).rule("python-syntax"), Some(Off));
    }
}

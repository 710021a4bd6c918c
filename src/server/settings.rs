//! Where settings come from: `askdown.yaml`, the editor, and the workspace's folders.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use tower_lsp::ls_types::notification::{
    DidChangeConfiguration, DidChangeWatchedFiles, Notification, PublishDiagnostics,
};
use tower_lsp::ls_types::request::{RegisterCapability, WorkspaceConfiguration};
use tower_lsp::ls_types::{self as lsp, MessageType, Uri};

use crate::rules;
use crate::rules::file::{invalid_configuration, invalid_schema, missing_schemas};
use crate::workspace::{ConfigStore, Folders, read_note};

use super::state::State;
use super::{to_proto, uri};

/// What our settings are called in the editor's.
const SECTION: &str = "askdown";

/// The settings of the workspace.
#[derive(Debug)]
pub(super) struct Settings {
    /// Knows which settings hold for a note.
    pub store: ConfigStore,
    folders: Vec<PathBuf>,
    /// The editor's settings.
    editor: Value,
    /// The faults of configuration files as the client was told.
    reported: FxHashMap<Uri, Vec<lsp::Diagnostic>>,
}

impl Default for Settings {
    fn default() -> Self {
        let rules = rules::ALL.iter().map(|rule| rule.name).collect();
        Self {
            store: ConfigStore::new(rules, Vec::new()),
            folders: Vec::new(),
            editor: Value::Null,
            reported: FxHashMap::default(),
        }
    }
}

/// The folders that the client has open.
pub(super) fn folders(params: &lsp::InitializeParams) -> Vec<PathBuf> {
    #[expect(deprecated, reason = "older clients name their only folder so")]
    let root = params.root_uri.iter();
    match &params.workspace_folders {
        Some(folders) => folders.iter().filter_map(|folder| uri::to_path(&folder.uri)).collect(),
        None => root.filter_map(uri::to_path).collect(),
    }
}

/// The files that the client is asked to watch: notes, settings, vocabularies and schemas; and what leaves notes out.
const WATCHED: [&str; 2] = ["**/*.{md,markdown,qmd,yaml,yml,json}", "**/{.gitignore,.ignore}"];

/// How often files are looked at when the client does not watch them.
pub(super) const POLL_INTERVAL: Duration = Duration::from_secs(2);

impl State {
    /// `initialized`: asks for the editor's settings, and to be told when they or files change.
    pub fn initialized(&mut self) {
        let features = self.world.client;
        let mut registrations = Vec::new();
        if features.registers_configuration {
            registrations.push(registration(DidChangeConfiguration::METHOD, json!({ "section": SECTION })));
        }
        if features.watches_files {
            let watchers = WATCHED.map(|pattern| json!({ "globPattern": pattern }));
            registrations.push(registration(DidChangeWatchedFiles::METHOD, json!({ "watchers": watchers })));
        }
        if !registrations.is_empty() {
            self.client.request::<RegisterCapability>(lsp::RegistrationParams { registrations }, |_, ()| {});
        }
        self.fetch_settings();
    }

    /// `workspace/didChangeConfiguration`
    pub fn change_configuration(&mut self, params: lsp::DidChangeConfigurationParams) {
        if self.world.client.configuration {
            self.fetch_settings();
        } else {
            self.set_settings(params.settings);
        }
    }

    fn fetch_settings(&mut self) {
        if self.world.client.configuration {
            let item = lsp::ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
            let params = lsp::ConfigurationParams { items: vec![item] };
            self.client.request::<WorkspaceConfiguration>(params, |state, mut settings| {
                state.set_settings(settings.pop().unwrap_or_default());
            });
        }
    }

    /// Takes in the editor's settings, whether or not they are wrapped in our section.
    pub fn set_settings(&mut self, mut settings: Value) {
        if let Some(section) = settings.get_mut(SECTION) {
            settings = section.take();
        }
        if settings == self.settings.editor {
            return;
        }
        self.settings.editor.clone_from(&settings);
        for fault in self.settings.store.set_settings(settings) {
            let message = format!("the editor's settings for {SECTION}: {fault}");
            self.client.outbox.log(MessageType::WARNING, message.clone());
            self.client.outbox.show(MessageType::WARNING, message);
        }
        self.apply_settings();
        self.read_all_notes();
    }

    /// Takes in which folders the client has open.
    pub fn set_folders(&mut self, folders: Vec<PathBuf>) {
        self.settings.folders.clone_from(&folders);
        // A client that cannot be told to ask again has to hear all at once.
        let client = &self.world.client;
        let hears_once = client.pulls_diagnostics && !client.refreshes_diagnostics;
        let listings = if hears_once { Folders::reading(folders.clone()) } else { Folders::new(folders.clone()) };
        Arc::make_mut(&mut self.world.index).set_folders(listings);
        self.settings.store.set_roots(folders);
        self.apply_settings();
        self.read_all_notes();
    }

    /// `workspace/didChangeWorkspaceFolders`
    pub fn change_folders(&mut self, event: lsp::WorkspaceFoldersChangeEvent) {
        let paths =
            |folders: Vec<lsp::WorkspaceFolder>| folders.into_iter().filter_map(|folder| uri::to_path(&folder.uri));
        let removed: Vec<_> = paths(event.removed).collect();
        for folder in &removed {
            Arc::make_mut(&mut self.world.index).remove_tree(folder);
        }
        let kept = self.settings.folders.iter().filter(|folder| !removed.contains(folder)).cloned();
        self.set_folders(kept.chain(paths(event.added)).collect());
    }

    /// `workspace/didChangeWatchedFiles`
    pub fn change_files(&mut self, events: &[lsp::FileEvent]) {
        self.change_paths(events.iter().filter_map(|event| uri::to_path(&event.uri)).collect());
    }

    /// `workspace/didCreateFiles`, `workspace/didRenameFiles`, `workspace/didDeleteFiles`: what is at `uris`, files and
    /// folders, has come or gone.
    pub fn change_files_at<'a>(&mut self, uris: impl Iterator<Item = &'a str>) {
        self.change_paths(uris.filter_map(|uri| uri::to_path(&uri.parse().ok()?)).collect());
    }

    /// Takes in that the files at `paths` were written, created or deleted, or all of a folder there.
    fn change_paths(&mut self, paths: Vec<PathBuf>) {
        let changed = paths.iter().filter(|path| self.settings.store.file_changed(path)).count();
        let is_schema = |path: &PathBuf| path.extension().is_some_and(|it| it == "json" || it == "yaml" || it == "yml");
        let are_schemas = paths.iter().any(is_schema);
        if are_schemas {
            self.world.schemas.forget();
        }
        let are_ignored =
            |path: &PathBuf| path.file_name().is_some_and(|name| name == ".gitignore" || name == ".ignore");
        if changed > 0 {
            self.apply_settings();
            self.read_all_notes();
        } else if paths.iter().any(are_ignored) {
            self.read_all_notes();
        } else {
            if are_schemas {
                self.apply_settings();
            }
            self.change_notes(paths);
        }
    }

    /// Looks whether a configuration file has changed, for a client that does not watch files.
    pub fn poll_settings(&mut self) {
        if self.world.client.watches_files {
            return;
        }
        if self.settings.store.poll(Instant::now()) {
            self.world.schemas.forget();
            self.apply_settings();
            self.read_all_notes();
        } else if self.world.schemas.poll() {
            self.apply_settings();
        }
    }

    /// Gives each document the settings that hold for it now.
    fn apply_settings(&mut self) {
        for (id, document) in Arc::make_mut(&mut self.world.documents) {
            let config = self.settings.store.config(document.path.as_deref());
            let document = Arc::make_mut(document);
            let is_new = *config != *document.config;
            if is_new {
                document.note.set_question_options(&config.question_options);
                document.config = config;
                self.notes.change(id);
            }
            if document.choose_schema(&self.world.schemas) || is_new {
                self.diagnostics.forget(id, document);
            }
        }
        self.workspace_diagnostics.change();
        self.report_settings();
    }

    /// Sends what is wrong with the configuration files, as far as it has changed.
    pub fn report_settings(&mut self) {
        let mut reports = FxHashMap::default();
        for (path, errors) in self.settings.store.files() {
            let text = read_note(path).unwrap_or_default();
            let Some((uri, folder)) = uri::from_path(path).zip(path.parent()) else { continue };
            let mut found: Vec<_> = errors.iter().map(invalid_configuration).collect();
            found.extend(missing_schemas(&text.to_string(), folder, &self.world.schemas));
            if !found.is_empty() {
                let report = found.iter().map(|found| to_proto::diagnostic(&uri, &text, found, &self.world));
                reports.insert(uri.clone(), report.collect());
            }
        }
        for (path, range, message) in self.world.schemas.faults() {
            let Some(uri) = uri::from_path(&path) else { continue };
            let text = read_note(&path).unwrap_or_default();
            let fault = to_proto::diagnostic(&uri, &text, &invalid_schema(range, &message), &self.world);
            reports.insert(uri, vec![fault]);
        }
        let mended =
            self.settings.reported.keys().filter(|uri| !reports.contains_key(uri)).map(|uri| (uri, Vec::new()));
        let news = reports.iter().filter(|(uri, report)| self.settings.reported.get(uri) != Some(report));
        for (uri, report) in mended.chain(news.map(|(uri, report)| (uri, report.clone()))) {
            let params = lsp::PublishDiagnosticsParams::new(uri.clone(), report, None);
            self.client.outbox.notify::<PublishDiagnostics>(params);
        }
        self.settings.reported = reports;
    }
}

fn registration(method: &str, options: Value) -> lsp::Registration {
    lsp::Registration { id: method.to_owned(), method: method.to_owned(), register_options: Some(options) }
}

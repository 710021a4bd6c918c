//! A workspace for the tests of queries.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::ide::{FileEdits, FileRange, Files, NoteView};
use crate::schema::Schema;
use crate::syntax::Note;
use crate::text::{Edit, PositionEncoding, Text, TextRange};
use crate::workspace::{Config, Index, NoteFacts, Vocabulary, is_note};

/// A workspace in memory, below `/ws`.
pub(super) struct Fixture {
    pub config: Config,
    pub index: Index,
    files: BTreeMap<String, Text>,
    reader: Box<Reader>,
}

type Reader = dyn Fn(&Path) -> Option<Text> + Sync;

impl Fixture {
    /// A workspace of these files. `skills.yaml` is its vocabulary.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|&(name, source)| (name.to_owned(), Text::new(source))).collect();
        let mut fixture =
            Self { config: Config::default(), index: Index::default(), files, reader: Box::new(|_| None) };
        fixture.config.root = "/ws".into();
        let vocabulary = fixture.files.get("skills.yaml").map(|text| Vocabulary::read(&text.to_string()).0);
        fixture.config.vocabulary = vocabulary.map(Arc::new);
        fixture.reindex();
        fixture.renew();
        fixture
    }

    /// Reads all notes again, after a change of the configuration.
    pub fn reindex(&mut self) {
        for (name, text) in self.files.iter().filter(|(name, _)| is_note(Path::new(name))) {
            let path = Path::new("/ws").join(name);
            let facts = NoteFacts::new(&Note::new(text.clone()), &path, &self.config);
            self.index.set_open(&path, facts);
        }
    }

    fn renew(&mut self) {
        let files = self.files.clone();
        self.reader = Box::new(move |path| files.get(path.strip_prefix("/ws").ok()?.to_str()?).cloned());
    }

    /// Changes a file without the index taking note.
    pub fn write(&mut self, name: &str, source: &str) {
        self.files.insert(name.to_owned(), Text::new(source));
        self.renew();
    }

    pub fn text(&self, name: &str) -> String {
        self.files[name].to_string()
    }

    pub fn files(&self) -> Files<'_> {
        Files { read: &*self.reader, encoding: PositionEncoding::Utf16 }
    }

    /// Asks `query` about the note called `name`, where `at` first stands in it.
    pub fn at_note<R>(&self, name: &str, at: &str, query: impl Fn(&NoteView<'_>, u32) -> R) -> R {
        let note = Note::new(self.files[name].clone());
        let path = Path::new("/ws").join(name);
        let offset = self.text(name).find(at).expect("the place") as u32;
        query(
            &NoteView {
                note: &note,
                path: Some(&path),
                config: &self.config,
                index: &self.index,
                schema: Schema::builtin(),
            },
            offset,
        )
    }

    /// Applies edits as an editor does.
    pub fn apply(&mut self, edits: &[FileEdits]) {
        for FileEdits { path, edits } in edits {
            let name = path.strip_prefix("/ws").expect("a file of the workspace").to_str().expect("a name");
            let text = self.files.get_mut(name).expect("the file");
            let before = text.clone();
            let offset = |position| before.offset(position, PositionEncoding::Utf16).expect("a place");
            let mut edits: Vec<_> = edits
                .iter()
                .map(|(start, end, new)| Edit::replace(TextRange::new(offset(*start), offset(*end)), new))
                .collect();
            edits.sort_by_key(|edit| std::cmp::Reverse(edit.range));
            edits.iter().for_each(|edit| text.apply(edit));
        }
        self.renew();
    }

    /// Places as `file:line:column text`, 1-based.
    pub fn show(&self, places: impl IntoIterator<Item = FileRange>) -> Vec<String> {
        let show = |FileRange { path, start, end }: FileRange| {
            let name = path.strip_prefix("/ws").expect("a file of the workspace").to_str().expect("a name");
            let text = &self.files[name];
            let offset = |position| text.offset(position, PositionEncoding::Utf16).expect("a place");
            let marked = text.slice(TextRange::new(offset(start), offset(end)));
            format!("{name}:{}:{} {marked}", start.line + 1, start.column + 1)
        };
        places.into_iter().map(show).collect()
    }
}

//! An open document.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tower_lsp::ls_types::{TextDocumentContentChangeEvent, Uri};

use crate::schema::{Schema, SchemaStore};
use crate::syntax::{Note, Replaced};
use crate::text::PositionEncoding;
use crate::workspace::Config;

use super::from_proto::{self, Changes};
use super::uri;

/// A document that the client has open. A clone is cheap and stays as it is while the document changes.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// As the client spells it.
    pub uri: Uri,
    /// The file, if it is one.
    pub path: Option<PathBuf>,
    /// The version that the client gave the text.
    pub version: i32,
    /// The text, read.
    pub note: Note,
    /// The settings that hold for it.
    pub config: Arc<Config>,
    /// The schema that holds for its front matter; [`Document::choose_schema`] keeps it so.
    pub schema: Arc<Schema>,
    /// Counts the changes of this text, and of the newest text of the document.
    change: u64,
    newest: Arc<AtomicU64>,
}

/// What of a note an edit made new.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Renewed {
    /// What each edit replaced, one after the other.
    Blocks(Vec<Replaced>),
    /// The whole note.
    All,
}

impl Document {
    /// The document as it was opened.
    pub fn new(uri: Uri, version: i32, text: &str, config: Arc<Config>) -> Self {
        let path = uri::to_path(&uri);
        let note = Note::read(text, &config.question_options);
        let schema = Arc::clone(Schema::builtin());
        Self { uri, path, version, note, config, schema, change: 0, newest: Arc::default() }
    }

    /// Looks which schema holds now. Says whether that is another one.
    pub fn choose_schema(&mut self, schemas: &SchemaStore) -> bool {
        let note = self.path.as_deref();
        let configured = note.and_then(|path| self.config.schema_for(path));
        let front_matter = self.note.front_matter();
        let schema = schemas.for_note(self.note.text(), front_matter, note, configured.as_deref(), &self.config.root);
        let is_new = !Arc::ptr_eq(&schema, &self.schema);
        self.schema = schema;
        is_new
    }

    /// Applies the changes of one `didChange`, in order: all of them or, when one cannot be applied, none.
    ///
    /// # Errors
    ///
    /// Says why the changes cannot be applied. The text stays as it was.
    pub fn change(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: PositionEncoding,
    ) -> Result<Renewed, String> {
        if version <= self.version {
            return Err(format!("version {version} does not come after {}", self.version));
        }
        let mut text = self.note.text().clone();
        let changes = from_proto::apply(&mut text, changes, encoding)?;
        self.version = version;
        self.change += 1;
        self.newest.store(self.change, Ordering::Relaxed);

        let note = &mut self.note;
        match changes {
            Changes::NewText => *note = Note::with_options(text, &self.config.question_options),
            Changes::Edits(edits) => {
                let edit_all = || edits.iter().map(|edit| note.edit(edit)).collect();
                match catch_unwind(AssertUnwindSafe(edit_all)) {
                    Ok(replaced) => return Ok(Renewed::Blocks(replaced)),
                    // The note may be half changed: read it anew from the text, which is whole.
                    Err(_) => *note = Note::with_options(text, &self.config.question_options),
                }
            }
        }
        Ok(Renewed::All)
    }

    /// Takes in that the front matter may name another schema since an edit made `renewed` new. Another schema makes
    /// the whole note new.
    pub fn renew_schema(&mut self, renewed: Renewed, schemas: &SchemaStore) -> Renewed {
        let concerns = match &renewed {
            Renewed::Blocks(replaced) => replaced.iter().any(|replaced| replaced.front_matter),
            Renewed::All => true,
        };
        if concerns && self.choose_schema(schemas) { Renewed::All } else { renewed }
    }

    /// Whether it is checked: settings and vocabularies that the client has open as well are no notes.
    pub fn is_note(&self) -> bool {
        let extension = self.path.as_ref().and_then(|path| path.extension());
        extension.is_none_or(|extension| !["yaml", "yml", "json"].iter().any(|other| extension == *other))
    }

    /// Whether the document has changed, or was closed, since this clone was made.
    pub fn is_stale(&self) -> bool {
        self.newest.load(Ordering::Relaxed) != self.change
    }

    /// Marks all clones as stale.
    pub fn close(&self) {
        self.newest.store(u64::MAX, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tower_lsp::ls_types::{Position, Range};

    use super::*;

    /// A client's own idea of where a position is: it walks through the text, unit by unit.
    fn place(text: &str, position: Position, encoding: PositionEncoding) -> usize {
        let mut lines = vec![0];
        for (at, c) in text.char_indices() {
            if c == '\n' || (c == '\r' && !text[at..].starts_with("\r\n")) {
                lines.push(at + 1);
            }
        }
        let start = lines[position.line as usize % lines.len()];
        let line = text[start..].split(['\r', '\n']).next().unwrap_or_default();
        let mut units = 0;
        for (at, c) in line.char_indices() {
            units += match encoding {
                PositionEncoding::Utf8 => c.len_utf8(),
                PositionEncoding::Utf16 => c.len_utf16(),
                PositionEncoding::Utf32 => 1,
            };
            if units > position.character as usize {
                return start + at;
            }
        }
        start + line.len()
    }

    /// Where that is on the lines that there are.
    fn clamp(text: &str, position: Position) -> Position {
        let count = 1 + text.replace("\r\n", "\n").matches(['\r', '\n']).count() as u32;
        Position::new(position.line % count, position.character)
    }

    fn position() -> impl Strategy<Value = Position> {
        (0..8_u32, 0..12_u32).prop_map(|(line, character)| Position::new(line, character))
    }

    fn text() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec!["a", "é", "😀", "\n", "\r\n", "\r", "```", "\n---\n", "# ", "\u{2028}"]);
        prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn the_text_is_the_clients(
            start in text(),
            changes in prop::collection::vec((prop::option::weighted(0.9, (position(), position())), text()), 1..12),
            encoding in prop::sample::select(
                vec![PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32]),
        ) {
            let uri: Uri = "untitled:a".parse().expect("a URI");
            let mut document = Document::new(uri, 0, &start, Arc::default());
            let mut client = start;
            for (version, (range, new)) in (1..).zip(changes) {
                let mut change =
                    TextDocumentContentChangeEvent { range: None, range_length: None, text: new.clone() };
                match range {
                    Some((one, other)) => {
                        let (one, other) = (clamp(&client, one), clamp(&client, other));
                        let (start, end) = (one.min(other), one.max(other));
                        change.range = Some(Range::new(start, end));
                        let range = place(&client, start, encoding)..place(&client, end, encoding);
                        client.replace_range(range, &new);
                    }
                    None => client = new,
                }
                prop_assert!(document.change(version, vec![change], encoding).is_ok());
                prop_assert_eq!(document.note.text().to_string(), client.clone());
            }
        }
    }
}

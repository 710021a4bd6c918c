//! `workspace/executeCommand`

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Error;
use tower_lsp::ls_types::request::ApplyWorkspaceEdit;
use tower_lsp::ls_types::{
    ApplyWorkspaceEditParams, ExecuteCommandParams, Location, TextDocumentIdentifier, TextDocumentPositionParams, Uri,
};

use crate::ide::{self, QuestionSymbol};
use crate::server::snapshot::Snapshot;
use crate::server::state::{Answer, State};
use crate::server::{from_proto, to_proto};
use crate::syntax::Note;
use crate::text::TextRange;

/// Gives the notes of one skill another skill in its place.
pub(super) const MERGE_SKILL: &str = "askdown.mergeSkill";

/// Says how many questions a note has and how many of them are open: `{"questions": 12, "open": 3}`.
const COUNT_QUESTIONS: &str = "askdown.countQuestions";

/// Says where the next question without an answer is, after a position: a location, or null if there is none.
const NEXT_OPEN_QUESTION: &str = "askdown.nextOpenQuestion";

/// The same, before a position.
const PREVIOUS_OPEN_QUESTION: &str = "askdown.previousOpenQuestion";

/// Lists the questions of the workspace that are asked more than once: groups of questions that ask the same, as
/// `[{"similarity": 0.97, "questions": [{"text": …, "note": …, "answered": true, "location": …}]}]`.
const DUPLICATE_QUESTIONS: &str = "askdown.duplicateQuestions";

/// The commands that there are.
pub(in crate::server) const COMMANDS: [&str; 5] =
    [MERGE_SKILL, COUNT_QUESTIONS, NEXT_OPEN_QUESTION, PREVIOUS_OPEN_QUESTION, DUPLICATE_QUESTIONS];

/// The argument of [`COUNT_QUESTIONS`].
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WholeNote {
    text_document: TextDocumentIdentifier,
}

/// The argument of [`MERGE_SKILL`].
#[derive(Deserialize)]
struct MergeSkill {
    /// A note whose settings hold.
    uri: Uri,
    from: String,
    into: String,
}

impl State {
    /// Runs a command. What it changes, the client is asked to change.
    pub fn execute(&mut self, mut params: ExecuteCommandParams, answer: Answer<Option<Value>>) {
        let argument = params.arguments.pop().unwrap_or_default();
        let result = match params.command.as_str() {
            MERGE_SKILL => match parse(argument) {
                Ok(merge) => return self.with_every_note(|state| state.merge_skill(merge, answer)),
                Err(error) => Err(error),
            },
            COUNT_QUESTIONS => parse(argument).map(|note| self.count_questions(&note)),
            NEXT_OPEN_QUESTION => parse(argument).map(|place| self.open_question(&place, ide::next_open_question)),
            PREVIOUS_OPEN_QUESTION => {
                parse(argument).map(|place| self.open_question(&place, ide::previous_open_question))
            }
            DUPLICATE_QUESTIONS => return self.with_every_note(|state| state.list_duplicate_questions(answer)),
            other => Err(Error::invalid_params(format!("there is no command {other}"))),
        };
        let _ = answer.send(result);
    }

    fn count_questions(&self, note: &WholeNote) -> Option<Value> {
        let document = self.world.document(&note.text_document.uri)?;
        let count = ide::count_questions(&document.note);
        Some(json!({ "questions": count.questions, "open": count.open }))
    }

    fn open_question(
        &self,
        place: &TextDocumentPositionParams,
        find: fn(&Note, u32) -> Option<TextRange>,
    ) -> Option<Value> {
        let document = self.world.document(&place.text_document.uri)?;
        let (text, encoding) = (document.note.text(), self.world.encoding);
        let offset = from_proto::offset(text, place.position, encoding)?;
        let range = to_proto::range(text, find(&document.note, offset)?, encoding);
        serde_json::to_value(Location { uri: document.uri.clone(), range }).ok()
    }

    fn list_duplicate_questions(&mut self, answer: Answer<Option<Value>>) {
        self.index_documents();
        let world = self.world.clone();
        self.spawn(DUPLICATE_QUESTIONS, move || {
            let cancelled = || answer.is_closed();
            let read = |path: &Path| world.read(path);
            let groups = ide::duplicate_questions(&world.index, &world.files(&read), &cancelled);
            let question = |it: &QuestionSymbol| {
                let location = to_proto::location(&it.location, &world)?;
                Some(json!({ "text": it.name, "note": it.note, "answered": it.answered, "location": location }))
            };
            let groups = groups.iter().map(|group| {
                let similarity = (f64::from(group.similarity) * 100.0).round() / 100.0;
                json!({
                    "similarity": similarity,
                    "questions": group.questions.iter().filter_map(question).collect::<Vec<_>>(),
                })
            });
            let _ = answer.send(Ok(Some(groups.collect())));
        });
    }

    fn merge_skill(&mut self, merge: MergeSkill, answer: Answer<Option<Value>>) {
        self.index_documents();
        let Some(document) = self.world.document(&merge.uri).cloned() else {
            let _ = answer.send(Err(Error::invalid_params("the note is not open")));
            return;
        };
        let (world, tasks) = (self.world.clone(), self.tasks.clone());
        self.spawn(MERGE_SKILL, move || {
            let cancelled = || answer.is_closed();
            let snapshot = Snapshot::new(&world, &cancelled);
            let read = |path: &Path| snapshot.read(path);
            let files = snapshot.files(&read);
            let edits = ide::merge_skill(&merge.from, &merge.into, &document.config, &snapshot.index, &files);
            let edit = to_proto::file_edits(edits, &world);
            tasks.send(MERGE_SKILL, move |state| {
                let label = Some(format!("Merge {} into {}", merge.from, merge.into));
                state.client.request::<ApplyWorkspaceEdit>(ApplyWorkspaceEditParams { label, edit }, |_, _| {});
                let _ = answer.send(Ok(None));
            });
        });
    }
}

/// The argument of a command.
fn parse<T: DeserializeOwned>(argument: Value) -> Result<T, Error> {
    serde_json::from_value(argument).map_err(|error| Error::invalid_params(error.to_string()))
}

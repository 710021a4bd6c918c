//! `workspace/executeCommand`

use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use tower_lsp::jsonrpc::Error;
use tower_lsp::ls_types::request::ApplyWorkspaceEdit;
use tower_lsp::ls_types::{ApplyWorkspaceEditParams, ExecuteCommandParams, Uri};

use crate::ide;
use crate::server::snapshot::Snapshot;
use crate::server::state::{Answer, State};
use crate::server::to_proto;

/// Gives the notes of one skill another skill in its place.
pub(super) const MERGE_SKILL: &str = "askdown.mergeSkill";

/// The commands that there are.
pub(in crate::server) const COMMANDS: [&str; 1] = [MERGE_SKILL];

/// The argument of [`MERGE_SKILL`].
#[derive(Deserialize)]
struct MergeSkill {
    /// A note whose settings hold.
    uri: Uri,
    from: String,
    into: String,
}

impl State {
    /// Runs a command, on the pool. What it changes, the client is asked to change.
    pub fn execute(&mut self, mut params: ExecuteCommandParams, answer: Answer<Option<Value>>) {
        let argument = params.arguments.pop().unwrap_or_default();
        match (params.command.as_str(), serde_json::from_value(argument)) {
            (MERGE_SKILL, Ok(merge)) => self.merge_skill(merge, answer),
            (MERGE_SKILL, Err(error)) => drop(answer.send(Err(Error::invalid_params(error.to_string())))),
            (other, _) => drop(answer.send(Err(Error::invalid_params(format!("there is no command {other}"))))),
        }
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

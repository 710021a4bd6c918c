//! `workspace/willRenameFiles`: links follow what moves.

use std::path::{Path, PathBuf};

use tower_lsp::ls_types::{RenameFilesParams, Uri, WorkspaceEdit};

use crate::ide::{self, FileMove};
use crate::server::snapshot::Snapshot;
use crate::server::state::{Answer, State};
use crate::server::{to_proto, uri};

impl State {
    /// `workspace/willRenameFiles`: the edits that keep links whole, when every note is known. Answers on the pool.
    pub fn will_rename_files(&mut self, params: &RenameFilesParams, answer: Answer<Option<WorkspaceEdit>>) {
        self.index_documents();
        let moves = params
            .files
            .iter()
            .filter_map(|file| Some(FileMove { from: path(&file.old_uri)?, to: path(&file.new_uri)? }));
        let moves: Vec<FileMove> = moves.collect();
        let world = self.world.clone();
        let mut configs = self.settings.store.clone();
        self.spawn("workspace/willRenameFiles", move || {
            let cancelled = || answer.is_closed();
            let snapshot = Snapshot::new(&world, &cancelled);
            let read = |path: &Path| snapshot.read(path);
            let mut config = |path: &Path| configs.config(Some(path));
            let edits = ide::move_files(&moves, &snapshot.index, &snapshot.files(&read), &mut config);
            let edit = (!edits.is_empty()).then(|| to_proto::file_edits(edits, &world));
            let _ = answer.send(Ok(edit));
        });
    }
}

fn path(uri: &str) -> Option<PathBuf> {
    uri::to_path(&uri.parse::<Uri>().ok()?)
}

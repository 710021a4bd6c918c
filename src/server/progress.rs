//! Telling the client how far the reading of notes has come.

use tower_lsp::ls_types as lsp;
use tower_lsp::ls_types::ProgressToken;
use tower_lsp::ls_types::notification::Progress as ProgressNotification;
use tower_lsp::ls_types::request::WorkDoneProgressCreate;

use super::state::State;

/// So many notes take a moment to read. Fewer are read before anyone could see a bar grow.
const MANY: usize = 256;

/// How far the reading has come.
#[derive(Debug)]
pub(super) struct Progress {
    token: ProgressToken,
    total: usize,
    done: usize,
    /// In percent, what the client was told last. None while it has not agreed to be told.
    told: Option<u32>,
}

impl Progress {
    /// In percent.
    fn percentage(&self) -> u32 {
        (self.done.min(self.total) * 100 / self.total) as u32
    }

    fn message(&self) -> String {
        format!("{} of {} notes", self.done, self.total)
    }
}

impl State {
    /// Asks the client whether it shows how `total` notes are read, if that takes long.
    pub fn begin_progress(&mut self, total: usize) {
        if total < MANY || !self.world.client.shows_progress || !self.notes.is_reading() {
            return;
        }
        self.notes.progress_count += 1;
        let token = ProgressToken::String(format!("askdown/reading-{}", self.notes.progress_count));
        self.notes.progress = Some(Progress { token: token.clone(), total, done: 0, told: None });
        let params = lsp::WorkDoneProgressCreateParams { token: token.clone() };
        self.client.request::<WorkDoneProgressCreate>(params, move |state, ()| {
            // By now it may be over, or another one.
            if let Some(progress) = state.notes.progress.as_mut().filter(|progress| progress.token == token) {
                let begin = lsp::WorkDoneProgressBegin {
                    title: "Reading notes".to_owned(),
                    cancellable: Some(true),
                    message: Some(progress.message()),
                    percentage: Some(progress.percentage()),
                };
                progress.told = begin.percentage;
                state.tell(token, lsp::WorkDoneProgress::Begin(begin));
            }
        });
    }

    /// Takes in that `count` more notes were read.
    pub fn advance_progress(&mut self, count: usize) {
        let Some(progress) = &mut self.notes.progress else { return };
        progress.done += count;
        let percentage = progress.percentage();
        if progress.told.is_some_and(|told| told < percentage) {
            progress.told = Some(percentage);
            let report = lsp::WorkDoneProgressReport {
                cancellable: Some(true),
                message: Some(progress.message()),
                percentage: Some(percentage),
            };
            let token = progress.token.clone();
            self.tell(token, lsp::WorkDoneProgress::Report(report));
        }
    }

    /// Takes in that the reading is over.
    pub fn end_progress(&mut self) {
        if let Some(Progress { token, told: Some(_), .. }) = self.notes.progress.take() {
            self.tell(token, lsp::WorkDoneProgress::End(lsp::WorkDoneProgressEnd { message: None }));
        }
    }

    /// `window/workDoneProgress/cancel`: stops the reading. What was read up to here stays known.
    pub fn cancel_progress(&mut self, params: &lsp::WorkDoneProgressCancelParams) {
        if self.notes.progress.as_ref().is_some_and(|progress| progress.token == params.token) {
            self.notes.stop();
        }
    }

    fn tell(&self, token: ProgressToken, value: lsp::WorkDoneProgress) {
        let value = lsp::ProgressParamsValue::WorkDone(value);
        self.client.outbox.notify::<ProgressNotification>(lsp::ProgressParams { token, value });
    }
}

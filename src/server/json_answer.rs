//! Answers that are put into JSON where they are made.
//!
//! tower-lsp takes an answer as a tree of JSON values. For an outline of tens of thousands of symbols that tree takes
//! longer to build than all the rest. So such an answer is put into JSON by the thread that finds it, and handed round
//! tower-lsp: the handler answers with nothing and leaves the JSON to the task that waits for the answer.

use std::cell::Cell;
use std::future::Future;

use serde::Serialize;

/// The result of a request, in JSON.
#[derive(Debug)]
pub(super) struct JsonAnswer(pub Vec<u8>);

impl JsonAnswer {
    /// `answer` in JSON. None when it cannot be.
    pub fn new(answer: &impl Serialize) -> Option<Self> {
        serde_json::to_vec(answer).ok().map(Self)
    }
}

tokio::task_local! {
    static LEFT: Cell<Option<JsonAnswer>>;
}

/// Has the request that is being answered be answered with `answer`, in place of what its handler returns.
pub(super) fn leave(answer: JsonAnswer) {
    // A handler runs nowhere but in `collect`.
    let _ = LEFT.try_with(|left| left.set(Some(answer)));
}

/// Runs a handler, to what it returns and the answer that it has left, if it has left one.
pub(super) async fn collect<T>(handler: impl Future<Output = T>) -> (T, Option<JsonAnswer>) {
    LEFT.scope(Cell::new(None), async move {
        let returned = handler.await;
        (returned, LEFT.with(Cell::take))
    })
    .await
}

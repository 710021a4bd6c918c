//! The client, and the requests that it has not answered yet.

use rustc_hash::FxHashMap;
use serde_json::Value;
use tower_lsp::jsonrpc::{Id, Response};
use tower_lsp::ls_types::request::Request;

use super::outbox::Outbox;
use super::state::State;

/// The way to the client.
pub(super) struct Client {
    /// Notifications go out here.
    pub outbox: Outbox,
    next_id: i64,
    waiting: FxHashMap<i64, Then>,
}

/// What to do with an answer.
type Then = Box<dyn FnOnce(&mut State, Value) + Send>;

impl Client {
    /// A client that messages reach through `outbox`.
    pub fn new(outbox: Outbox) -> Self {
        Self { outbox, next_id: 0, waiting: FxHashMap::default() }
    }

    /// Asks the client, and has `then` run with what it answers, unless that is an error.
    pub fn request<R: Request>(
        &mut self,
        params: R::Params,
        then: impl FnOnce(&mut State, R::Result) + Send + 'static,
    ) {
        self.next_id += 1;
        let then = |state: &mut State, result| match serde_json::from_value(result) {
            Ok(result) => then(state, result),
            Err(error) => eprintln!("askdown: the client's answer to {} makes no sense: {error}", R::METHOD),
        };
        self.waiting.insert(self.next_id, Box::new(then));
        self.outbox.request::<R>(self.next_id, params);
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("waiting", &self.waiting.len()).finish_non_exhaustive()
    }
}

impl State {
    /// Hands the client's answer to whoever asked.
    pub fn take_response(&mut self, response: Response) {
        let (id, result) = response.into_parts();
        let Id::Number(id) = id else { return };
        match (self.client.waiting.remove(&id), result) {
            (Some(then), Ok(result)) => then(self, result),
            (Some(_), Err(error)) => eprintln!("askdown: the client refused request {id}: {error}"),
            (None, _) => eprintln!("askdown: the client answered request {id}, which was never sent"),
        }
    }
}

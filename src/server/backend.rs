//! One method per message. Each hands its message on before it waits for anything, and owns no state.

use tokio::sync::oneshot;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::*;

use super::capabilities::{self, ClientFeatures};
use super::handlers;
use super::json_answer;
use super::main_loop::Tasks;
use super::snapshot::OfDocument;
use super::state::{Answer, Handler, Scope, State};

/// The server as tower-lsp sees it.
#[derive(Debug)]
pub(super) struct Backend {
    tasks: Tasks,
}

impl Backend {
    /// A backend that hands messages on to `tasks`.
    pub fn new(tasks: Tasks) -> Self {
        Self { tasks }
    }

    /// Has the main loop run `task`, and waits for the answer that it gives sooner or later.
    async fn ask<R: Send + 'static>(
        &self,
        name: &'static str,
        task: impl FnOnce(&mut State, Answer<R>) + Send + 'static,
    ) -> Result<R> {
        let (sender, answer) = oneshot::channel();
        self.tasks.send(name, move |state| task(state, sender));
        // Only a task that panicked gives none.
        answer.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }

    /// `window/workDoneProgress/cancel`, which the trait lacks.
    pub async fn cancel_progress(&self, params: WorkDoneProgressCancelParams) {
        self.tasks.send("window/workDoneProgress/cancel", move |state| state.cancel_progress(&params));
    }

    /// Answers a request about one document.
    async fn read<P: OfDocument + Send + 'static, R: Send + 'static>(
        &self,
        name: &'static str,
        scope: Scope,
        params: P,
        handler: Handler<P, R>,
    ) -> Result<Option<R>> {
        self.ask(name, move |state, answer| state.read(scope, params, answer, handler)).await
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = ClientFeatures::new(&params.capabilities);
        let encoding = capabilities::negotiate_encoding(&params.capabilities);
        self.tasks.send("initialize", move |state| state.initialize(params));
        Ok(InitializeResult {
            capabilities: capabilities::server(&client, encoding),
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            offset_encoding: None,
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.tasks.send("initialized", State::initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        self.tasks.set_shut_down();
        self.tasks.send("shutdown", State::release_pulls);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.tasks.send("textDocument/didOpen", move |state| state.open(params));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.tasks.send("textDocument/didChange", move |state| state.change(params));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.tasks.send("textDocument/didSave", move |state| state.save(&params));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.tasks.send("textDocument/didClose", move |state| state.close(&params));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.tasks.send("workspace/didChangeWorkspaceFolders", move |state| state.change_folders(params.event));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.tasks.send("workspace/didChangeConfiguration", move |state| state.change_configuration(params));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.tasks.send("workspace/didChangeWatchedFiles", move |state| state.change_files(&params.changes));
    }

    async fn did_create_files(&self, params: CreateFilesParams) {
        self.tasks.send("workspace/didCreateFiles", move |state| {
            state.change_files_at(params.files.iter().map(|file| file.uri.as_str()));
        });
    }

    async fn did_rename_files(&self, params: RenameFilesParams) {
        self.tasks.send("workspace/didRenameFiles", move |state| {
            state.change_files_at(params.files.iter().flat_map(|file| [file.old_uri.as_str(), file.new_uri.as_str()]));
        });
    }

    async fn did_delete_files(&self, params: DeleteFilesParams) {
        self.tasks.send("workspace/didDeleteFiles", move |state| {
            state.change_files_at(params.files.iter().map(|file| file.uri.as_str()));
        });
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        self.ask("workspace/willRenameFiles", move |state, answer| {
            state.with_every_note(move |state| state.will_rename_files(&params, answer));
        })
        .await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.ask("textDocument/completion", move |state, answer| {
            state.index_documents();
            let scope = handlers::completion_scope(&state.world, &params);
            state.read(scope, params, answer, handlers::completion);
        })
        .await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.read("textDocument/hover", Scope::Document, params, handlers::hover).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        self.read("textDocument/definition", Scope::Workspace, params, handlers::definition).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        self.read("textDocument/references", Scope::EveryNote, params, handlers::references).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        self.read("textDocument/documentHighlight", Scope::Document, params, handlers::document_highlight).await
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        self.read("textDocument/prepareRename", Scope::Place, params, handlers::prepare_rename).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let renamed = self.read("textDocument/rename", Scope::EveryNote, params, handlers::rename).await?;
        renamed.transpose().map_err(|refusal| {
            self.tasks.send("textDocument/rename", move |state| state.offered_merge = refusal.merge);
            refused(refusal.reason)
        })
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.read("textDocument/codeLens", Scope::Workspace, params, handlers::code_lens).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let found =
            self.read("textDocument/documentSymbol", Scope::Document, params, handlers::document_symbol).await?;
        if let Some(answer) = found {
            json_answer::leave(answer);
        }
        Ok(None)
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.read("textDocument/documentLink", Scope::Document, params, handlers::document_link).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.read("textDocument/foldingRange", Scope::Document, params, handlers::folding_range).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        self.read("textDocument/selectionRange", Scope::Document, params, handlers::selection_range).await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.read("textDocument/formatting", Scope::Document, params, handlers::formatting).await
    }

    async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.read("textDocument/rangeFormatting", Scope::Document, params, handlers::range_formatting).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        self.ask("workspace/symbol", move |state, answer| state.search(params, answer)).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        self.ask("workspace/executeCommand", move |state, answer| state.execute(params, answer)).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.ask("textDocument/codeAction", move |state, answer| {
            let _ = answer.send(Ok(handlers::code_action(state, &params)));
        })
        .await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        self.ask("textDocument/diagnostic", move |state, answer| {
            if !answer.is_closed() {
                let _ = answer.send(Ok(state.fetch_diagnostics(&params).into()));
            }
        })
        .await
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        self.ask("workspace/diagnostic", move |state, answer| state.fetch_workspace_diagnostics(params, answer)).await
    }
}

/// The error for what a person asked for and cannot have (LSP 3.17, `RequestFailed`).
fn refused(message: String) -> Error {
    Error { code: ErrorCode::ServerError(-32803), message: message.into(), data: None }
}

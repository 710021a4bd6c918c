//! What the client can do, and what the server can.

use tower_lsp::ls_types::{self as lsp, ClientCapabilities, ServerCapabilities};

use crate::text::PositionEncoding;

use super::handlers;

/// What the client can do, as far as it makes a difference.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ClientFeatures {
    /// It asks for diagnostics; if not, they are sent to it.
    pub pulls_diagnostics: bool,
    /// It asks for diagnostics again when it is told that they have changed.
    pub refreshes_diagnostics: bool,
    /// It answers when it is asked for its settings.
    pub configuration: bool,
    /// It tells about changed settings when it is asked to.
    pub registers_configuration: bool,
    /// It watches files when it is asked to.
    pub watches_files: bool,
    /// It shows other places that belong to a diagnostic.
    pub related_information: bool,
    /// It makes links of diagnostics' codes.
    pub code_description: bool,
    /// It expands snippets that are completed.
    pub snippets: bool,
    /// It takes code actions with edits in them, not only commands.
    pub code_action_literals: bool,
    /// It asks what is to be renamed before it asks for the new name.
    pub prepares_rename: bool,
    /// It takes edits of a certain version of a document.
    pub versioned_edits: bool,
    /// It shows how far something has come.
    pub shows_progress: bool,
    /// It takes symbols as a tree.
    pub symbol_tree: bool,
}

impl ClientFeatures {
    /// Reads what the client says of itself.
    pub fn new(capabilities: &ClientCapabilities) -> Self {
        let workspace = capabilities.workspace.as_ref();
        let text = capabilities.text_document.as_ref();
        let published = text.and_then(|text| text.publish_diagnostics.as_ref());
        let symbols = text.and_then(|text| text.document_symbol.as_ref());
        Self {
            pulls_diagnostics: text.is_some_and(|text| text.diagnostic.is_some()),
            refreshes_diagnostics: workspace
                .and_then(|workspace| workspace.diagnostics.as_ref()?.refresh_support)
                .unwrap_or_default(),
            configuration: workspace.and_then(|workspace| workspace.configuration).unwrap_or_default(),
            registers_configuration: workspace
                .and_then(|workspace| workspace.did_change_configuration.as_ref()?.dynamic_registration)
                .unwrap_or_default(),
            watches_files: workspace
                .and_then(|workspace| workspace.did_change_watched_files.as_ref()?.dynamic_registration)
                .unwrap_or_default(),
            related_information: published.and_then(|published| published.related_information).unwrap_or_default(),
            code_description: published.and_then(|published| published.code_description_support).unwrap_or_default(),
            snippets: text
                .and_then(|text| text.completion.as_ref()?.completion_item.as_ref()?.snippet_support)
                .unwrap_or_default(),
            code_action_literals: text
                .and_then(|text| text.code_action.as_ref())
                .is_some_and(|actions| actions.code_action_literal_support.is_some()),
            prepares_rename: text.and_then(|text| text.rename.as_ref()?.prepare_support).unwrap_or_default(),
            versioned_edits: workspace
                .and_then(|workspace| workspace.workspace_edit.as_ref()?.document_changes)
                .unwrap_or_default(),
            shows_progress: capabilities
                .window
                .as_ref()
                .and_then(|window| window.work_done_progress)
                .unwrap_or_default(),
            symbol_tree: symbols.and_then(|symbols| symbols.hierarchical_document_symbol_support).unwrap_or_default(),
        }
    }
}

/// The encoding of positions: the first of those that the client offers, in its order of preference, that is known.
/// LSP 3.17 makes UTF-16 the encoding of a client that offers none.
pub(super) fn negotiate_encoding(capabilities: &ClientCapabilities) -> PositionEncoding {
    let offered = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref());
    let known = |kind: &lsp::PositionEncodingKind| match kind.as_str() {
        "utf-8" => Some(PositionEncoding::Utf8),
        "utf-16" => Some(PositionEncoding::Utf16),
        "utf-32" => Some(PositionEncoding::Utf32),
        _ => None,
    };
    offered.unwrap_or_default().iter().find_map(known).unwrap_or_default()
}

/// What the server offers to a client.
pub(super) fn server(client: &ClientFeatures, encoding: PositionEncoding) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(match encoding {
            PositionEncoding::Utf8 => lsp::PositionEncodingKind::UTF8,
            PositionEncoding::Utf16 => lsp::PositionEncodingKind::UTF16,
            PositionEncoding::Utf32 => lsp::PositionEncodingKind::UTF32,
        }),
        text_document_sync: Some(
            lsp::TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(lsp::TextDocumentSyncKind::INCREMENTAL),
                save: Some(lsp::SaveOptions { include_text: Some(false) }.into()),
                ..lsp::TextDocumentSyncOptions::default()
            }
            .into(),
        ),
        completion_provider: Some(lsp::CompletionOptions {
            trigger_characters: Some(handlers::COMPLETION_TRIGGERS.map(str::to_owned).to_vec()),
            ..lsp::CompletionOptions::default()
        }),
        code_action_provider: client.code_action_literals.then(|| {
            lsp::CodeActionOptions {
                code_action_kinds: Some(handlers::CODE_ACTION_KINDS.to_vec()),
                ..lsp::CodeActionOptions::default()
            }
            .into()
        }),
        hover_provider: Some(true.into()),
        definition_provider: Some(lsp::OneOf::Left(true)),
        references_provider: Some(lsp::OneOf::Left(true)),
        document_highlight_provider: Some(lsp::OneOf::Left(true)),
        rename_provider: Some(if client.prepares_rename {
            lsp::OneOf::Right(lsp::RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: lsp::WorkDoneProgressOptions::default(),
            })
        } else {
            lsp::OneOf::Left(true)
        }),
        document_symbol_provider: Some(lsp::OneOf::Left(true)),
        document_formatting_provider: Some(lsp::OneOf::Left(true)),
        document_range_formatting_provider: Some(lsp::OneOf::Left(true)),
        document_link_provider: Some(lsp::DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: lsp::WorkDoneProgressOptions::default(),
        }),
        folding_range_provider: Some(true.into()),
        selection_range_provider: Some(true.into()),
        code_lens_provider: Some(lsp::CodeLensOptions { resolve_provider: Some(false) }),
        workspace_symbol_provider: Some(lsp::OneOf::Left(true)),
        execute_command_provider: Some(lsp::ExecuteCommandOptions {
            commands: handlers::COMMANDS.map(str::to_owned).to_vec(),
            ..lsp::ExecuteCommandOptions::default()
        }),
        workspace: Some(lsp::WorkspaceServerCapabilities {
            workspace_folders: Some(lsp::WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(lsp::OneOf::Left(true)),
            }),
            file_operations: Some(file_operations()),
        }),
        diagnostic_provider: client.pulls_diagnostics.then(|| {
            lsp::DiagnosticServerCapabilities::Options(lsp::DiagnosticOptions {
                identifier: Some("askdown".to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: true,
                ..lsp::DiagnosticOptions::default()
            })
        }),
        ..ServerCapabilities::default()
    }
}

/// The changes of files that the client is to tell of: notes, and folders with notes in them. Before it moves one, it is to
/// ask which links have to follow.
fn file_operations() -> lsp::WorkspaceFileOperationsServerCapabilities {
    let filter = |glob: &str, matches| lsp::FileOperationFilter {
        scheme: Some("file".to_owned()),
        pattern: lsp::FileOperationPattern { glob: glob.to_owned(), matches: Some(matches), options: None },
    };
    let registration = |files: &str| {
        let files = filter(files, lsp::FileOperationPatternKind::File);
        let filters = vec![files, filter("**", lsp::FileOperationPatternKind::Folder)];
        Some(lsp::FileOperationRegistrationOptions { filters })
    };
    let notes = registration("**/*.{md,markdown,qmd}");
    lsp::WorkspaceFileOperationsServerCapabilities {
        did_create: notes.clone(),
        // Links lead to whatever notes show, too.
        will_rename: registration("**/*.{md,markdown,qmd,png,jpg,jpeg,gif,svg,webp,pdf,ipynb,py}"),
        did_rename: notes.clone(),
        did_delete: notes,
        ..lsp::WorkspaceFileOperationsServerCapabilities::default()
    }
}

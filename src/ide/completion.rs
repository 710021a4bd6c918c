//! Completion: what could stand where the caret is.

mod keys;
mod languages;
mod link_slot;
mod links;
mod question;
mod skills;
mod slot;
#[cfg(test)]
mod tests;
mod values;

use crate::text::Edit;

use super::NoteView;

/// One proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompletionItem {
    /// What is shown in the list.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// A few words beside the label.
    pub detail: Option<String>,
    /// More about it, in Markdown.
    pub documentation: Option<String>,
    /// Replaces the whole token at the caret, before it and behind it, on one line.
    pub edit: Edit,
    /// What the text between the edit's start and the caret is compared to.
    pub filter_text: String,
    /// Whether the edit's text is a snippet in the syntax of LSP, with `$1` for a place to go to.
    pub is_snippet: bool,
}

/// What a [`CompletionItem`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A key of the front matter.
    Key,
    /// A value that a schema lists.
    Value,
    /// A skill.
    Skill,
    /// A question to be written.
    Question,
    /// A file.
    File,
    /// A place that a link can lead to.
    Reference,
}

/// The proposals, the best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The proposals.
    pub items: Vec<CompletionItem>,
    /// Whether there are more, so that the client has to ask again when more is typed.
    pub is_incomplete: bool,
}

/// Whether completing at `offset` takes a look at all notes.
pub fn completes_workspace(view: &NoteView<'_>, offset: u32) -> bool {
    links::is_link(view, offset)
}

/// What could stand at `offset`.
pub fn complete(view: &NoteView<'_>, offset: u32) -> Completions {
    let skills = skills::complete(view, offset);
    let is_incomplete = skills.as_ref().is_some_and(|found| found.is_incomplete);
    let mut found = skills
        .filter(|found| !found.items.is_empty())
        .or_else(|| values::complete(view, offset).filter(|found| !found.items.is_empty()))
        .or_else(|| keys::complete(view, offset))
        .or_else(|| links::complete(view, offset).filter(|found| !found.items.is_empty()))
        .or_else(|| languages::complete(view, offset))
        .or_else(|| question::complete(view, offset))
        .unwrap_or_default();
    found.is_incomplete |= is_incomplete;
    found
}

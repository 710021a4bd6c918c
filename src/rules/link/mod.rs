//! Checks of links and of what they lead to.
//!
//! The checks of one block, or of the front matter, also look at what its links lead to. A checker keeps what they find
//! until the block or one of those places changes.

mod broken_anchor;
mod broken_link;
mod kept;
mod missing_folder;
mod near;
mod undefined_reference;
mod unused_definition;

use std::sync::OnceLock;

use crate::syntax::markdown::{Destination, NameSet, PlacedAnchor, destinations, fold_anchor};
use crate::workspace::{NoteFacts, Target, fragment_of, front_matter_links, is_quarto, target_path};

use super::{Diagnostic, FactsContext, NoteContext, Topic, WorkspaceCheck};
pub(super) use kept::KeptLinks;

/// The rules about links.
pub static TOPIC: Topic = Topic {
    name: "Links",
    rules: &[
        &broken_link::BROKEN_LINK,
        &missing_folder::MISSING_FOLDER,
        &broken_anchor::BROKEN_ANCHOR,
        &undefined_reference::UNDEFINED_REFERENCE,
        &unused_definition::UNUSED_DEFINITION,
    ],
    blocks: &[],
    front_matter: &[],
    shapes: &[],
    questions: &[],
    notes: &[],
    // The checks themselves are run by the checker, block by block.
    elsewhere: &[],
    workspace: &[WorkspaceCheck { check: |_, _| {}, concerns }],
};

/// A note, and what its links are compared with.
struct LinkContext<'a> {
    note: NoteContext<'a>,
    /// Whether links to other files are checked too.
    with_others: bool,
    /// The anchors of the note, once they are asked for.
    anchors: OnceLock<Vec<PlacedAnchor>>,
}

impl<'a> LinkContext<'a> {
    fn new(note: &NoteContext<'a>, with_others: bool) -> Self {
        Self { note: *note, with_others, anchors: OnceLock::new() }
    }

    /// Whether the note has the anchor called `folded`, as [`fold_anchor`] leaves it.
    fn has_anchor(&self, folded: &str) -> bool {
        self.note.note.blocks().anchors().has_folded(folded, self.note.path.is_some_and(is_quarto))
    }

    fn anchors(&self) -> &[PlacedAnchor] {
        self.anchors.get_or_init(|| self.note.note.anchors())
    }
}

/// What was found in the links of one block.
#[derive(Clone, Debug, Default)]
struct Found {
    diagnostics: Vec<Diagnostic>,
    /// The anchors of the note itself that they name, as [`fold_anchor`] leaves them.
    anchors: Vec<String>,
    /// The same as a set.
    names: NameSet,
}

/// What there is to say of the labels in the block at `index`, in ranges of the block.
fn check_labels(context: &LinkContext<'_>, index: usize, found: &mut Found) {
    undefined_reference::check(&context.note, index, &mut found.diagnostics);
    unused_definition::check(&context.note, index, &mut found.diagnostics);
}

/// What there is to say of where the links in the block at `index` lead, in ranges of the block.
fn check_links(context: &LinkContext<'_>, index: usize, found: &mut Found) {
    let source = context.note.note.block_source(index);
    for destination in destinations(context.note.note.block(index), &source, context.note.config.links.wiki) {
        check_destination(context, &destination, &source[destination.range.as_usize()], found);
    }
}

/// What there is to say of where the links in front matter lead.
fn check_front_matter(context: &LinkContext<'_>, found: &mut Found) {
    if let Some(front_matter) = context.note.note.front_matter() {
        for destination in front_matter_links(front_matter, &context.note.config.links.keys) {
            let written = context.note.note.text().slice(destination.range);
            check_destination(context, &destination, &written, found);
        }
    }
}

/// `written` is the address as it stands in the text.
fn check_destination(context: &LinkContext<'_>, it: &Destination, written: &str, found: &mut Found) {
    let NoteContext { config, path, index, .. } = context.note;
    let fragment = fragment_of(it).filter(|fragment| broken_anchor::is_checked(fragment));
    if it.path.is_empty() {
        return check_own(context, it, written, fragment, found);
    }
    let target = path.and_then(|path| Some((path, target_path(it, path, &config.root)?)));
    if target.as_ref().is_some_and(|(path, target)| path == target) {
        return check_own(context, it, written, fragment, found);
    }
    let Some((path, target)) = target.filter(|_| context.with_others) else { return };
    match index.target(&target, path, config) {
        Target::Note(target, _) if target == path => check_own(context, it, written, fragment, found),
        Target::Note(target, facts) => {
            if let Some(fragment) = fragment.filter(|fragment| !facts.links.may_have(fragment)) {
                found.diagnostics.push(broken_anchor::in_other_note(it, written, &fragment, &target, facts));
            }
        }
        Target::Missing => found.diagnostics.extend(broken_link::check(&context.note, it, written, &target)),
        Target::File(_) | Target::Unknown => {}
    }
}

/// A link within the note.
fn check_own(context: &LinkContext<'_>, it: &Destination, written: &str, fragment: Option<String>, found: &mut Found) {
    let Some(fragment) = fragment else { return };
    let folded = fold_anchor(&fragment);
    if !context.has_anchor(&folded) {
        found.diagnostics.push(broken_anchor::in_same_note(context, it, written, &fragment));
    }
    found.names = found.names.with(NameSet::of(&folded)).with(NameSet::OF_MODULES);
    found.anchors.push(folded);
}

/// Whether one of the links to other files may lead nowhere.
fn concerns(context: &FactsContext<'_>) -> bool {
    let FactsContext { facts, config, path, index } = *context;
    facts.links.links().any(|link| {
        let has = |facts: &NoteFacts| link.fragment.is_none_or(|it| facts.links.may_have(it));
        let may_be_broken = || match index.target(link.target, path, config) {
            Target::Note(_, facts) => !has(facts),
            Target::Missing => true,
            Target::File(_) | Target::Unknown => false,
        };
        **link.target != *path && may_be_broken()
    })
}

#[cfg(test)]
mod tests;

//! Links: where they lead, what they lead to, and who else refers to that.

mod definition;
mod document;
mod hover;
mod label;
mod references;

pub use definition::link_definition;
pub use document::{DocumentLink, document_links};
pub use hover::{LinkHover, link_hover};
pub use label::{LabelAt, label_at};
pub use references::link_references;

use std::path::{Path, PathBuf};

use crate::syntax::Note;
use crate::syntax::markdown::{Destination, destinations};
use crate::text::{Text, TextRange};
use crate::workspace::{Config, LinkFacts, NoteFacts, Target, fragment_of, front_matter_links, target_path, text_hash};

use super::{Files, NoteView};

/// What a link leads to.
struct LinkTarget {
    /// The file.
    path: PathBuf,
    /// Its text, if it is a note.
    text: Option<Text>,
    /// The anchor that the link names, in bytes of the text: a heading's text, or what has the id.
    anchor: Option<TextRange>,
}

/// The link at `offset`, in ranges of the note: its address, or the text before that, is there.
fn destination_at(view: &NoteView<'_>, offset: u32) -> Option<Destination> {
    link_at(view, offset).map(|(destination, _)| destination)
}

/// The same, with what is at `offset`: the address, or else all of the link.
fn link_at(view: &NoteView<'_>, offset: u32) -> Option<(Destination, TextRange)> {
    let note = view.note;
    if offset < note.body_start() {
        let links = front_matter_links(note.front_matter()?, &view.config.links.keys);
        return links.into_iter().find(|link| link.range.touches(offset)).map(|link| (link.clone(), link.range));
    }
    let index = note.block_at(offset)?;
    let base = note.block_range(index).start;
    let (block, source) = (note.block(index), note.block_source(index));
    let here = block.links.iter().filter(|link| link.range.touches(offset - base));
    // Of an image in a link the one that is asked about is the inner one.
    let around = here.min_by_key(|link| link.range.len()).map(|link| link.range);
    let is_here =
        |it: &Destination| it.range.touches(offset - base) || around.is_some_and(|around| around.encloses(it.range));
    let found = destinations(block, &source, view.config.links.wiki).into_iter().filter(is_here);
    // The address of an image stands in the brackets of the link around it.
    let found = found.min_by_key(|it| (!it.range.touches(offset - base), std::cmp::Reverse(it.range.start)))?;
    let at = around.filter(|_| !found.range.touches(offset - base)).unwrap_or(found.range);
    Some((Destination { range: found.range + base, ..found }, at + base))
}

/// What `destination`, a link in the note of `view`, leads to, as far as it is known.
fn target_of(view: &NoteView<'_>, destination: &Destination, files: &Files<'_>) -> Option<LinkTarget> {
    let path = view.path?;
    let fragment = fragment_of(destination);
    let target = target_path(destination, path, &view.config.root)?;
    if target == path {
        let anchors = LinkFacts::new(view.note, path, view.config);
        let anchor = fragment.and_then(|fragment| anchors.anchor(&fragment).map(|it| it.range));
        return Some(LinkTarget { path: target, text: Some(view.note.text().clone()), anchor });
    }
    match view.index.target(&target, path, view.config) {
        Target::Note(path, facts) => {
            let text = (files.read)(&path)?;
            let anchor = fragment.and_then(|fragment| anchor_in(&text, &path, facts, &fragment, view.config));
            Some(LinkTarget { path, text: Some(text), anchor })
        }
        Target::File(path) => Some(LinkTarget { path, text: None, anchor: None }),
        Target::Missing | Target::Unknown => None,
    }
}

/// Where the anchor called `fragment` stands in `text`. `facts` are of the note as it was indexed.
fn anchor_in(text: &Text, path: &Path, facts: &NoteFacts, fragment: &str, config: &Config) -> Option<TextRange> {
    if text_hash(text) == facts.hash {
        return facts.links.anchor(fragment).map(|anchor| anchor.range);
    }
    let links = LinkFacts::new(&Note::with_options(text.clone(), &config.question_options), path, config);
    links.anchor(fragment).map(|anchor| anchor.range)
}

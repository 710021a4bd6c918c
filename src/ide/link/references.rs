//! Find references: the links to a heading, a question or a note, and the uses of a label.

use std::path::Path;

use crate::ide::{FileRange, Files, NoteView, heading_at};

use crate::text::TextRange;
use crate::workspace::{LinkFacts, LinkSource};

use super::{LinkTarget, destination_at, label_at, target_of};

/// Every link in the workspace that leads where the one at `offset` does, or to the heading or question there; or the uses
/// of the label there. Sorted by file, `with_definition` with the place itself. None where there is nothing of these.
///
/// The heading of the first level stands for the note: links to the note count as links to it.
pub fn link_references(
    view: &NoteView<'_>,
    offset: u32,
    with_definition: bool,
    files: &Files<'_>,
) -> Option<Vec<FileRange>> {
    if let Some(label) = label_at(view.note, offset) {
        let definition = label.definition.filter(|_| with_definition);
        let mut ranges: Vec<TextRange> = label.references.into_iter().chain(definition).collect();
        ranges.sort_unstable();
        return Some(
            ranges
                .into_iter()
                .map(|it| files.range(view.path.unwrap_or(Path::new("")), view.note.text(), it))
                .collect(),
        );
    }
    let target = target_at(view, offset, files)?;
    let text = target.text.as_ref()?;
    let facts = &view.index.note(&target.path)?.links;
    let anchor = target.anchor.and_then(|range| facts.anchors().find(|it| it.range == range));
    let is_title = anchor.is_some_and(|anchor| anchor.level == Some(1));
    let leads_there = |link: &LinkSource<'_>| match (link.link.fragment, target.anchor) {
        (None, place) => place.is_none() || is_title,
        (Some(_), None) => true,
        (Some(fragment), Some(place)) => facts.anchor(fragment).is_some_and(|it| it.range == place),
    };
    let links = view.index.links_to(&target.path, view.config);
    let mut found: Vec<FileRange> =
        links.into_iter().filter(leads_there).filter_map(|link| place_of(&link, files)).collect();
    if with_definition {
        found.push(files.range(&target.path, text, target.anchor.unwrap_or(TextRange::empty(0))));
    }
    found.sort_unstable();
    found.dedup();
    Some(found)
}

/// What the links that are asked for at `offset` lead to.
fn target_at(view: &NoteView<'_>, offset: u32, files: &Files<'_>) -> Option<LinkTarget> {
    if let Some(destination) = destination_at(view, offset) {
        return target_of(view, &destination, files);
    }
    let path = view.path?;
    let here = heading_at(view.note, offset)?;
    let anchors = LinkFacts::new(view.note, path, view.config);
    // A question's text is a part of its heading's.
    let anchor = anchors.anchors().find(|it| it.level.is_some() && it.range.encloses(here.range))?.range;
    Some(LinkTarget { path: path.to_owned(), text: Some(view.note.text().clone()), anchor: Some(anchor) })
}

/// Where a link stands. The file is read only where columns depend on what is before them.
fn place_of(source: &LinkSource<'_>, files: &Files<'_>) -> Option<FileRange> {
    let place = source.link.place;
    let read = || Some(files.range(source.note, &(files.read)(source.note)?, place.range));
    Files::without_reading(source.note, place).or_else(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Fixture;

    #[track_caller]
    fn check(at: &str, with_definition: bool, expected: &[&str]) {
        let fixture = Fixture::new(&[
            ("a.md", "# A\n\n### Q: What is it?\n\n[own](#q-what-is-it) [r]\n\n[r]: b.md\n\n## Alone\n"),
            ("b.md", "é [x](a.md#q-what-is-it) [y](a.md) [z](a.md#a)\n"),
        ]);
        let query = |view: &NoteView<'_>, offset| link_references(view, offset, with_definition, &fixture.files());
        let found = fixture.at_note("a.md", at, query).unwrap_or_default();
        assert_eq!(fixture.show(found), expected, "at {at:?}");
    }

    #[test]
    fn links_to_a_question_or_heading_are_found() {
        let both = ["a.md:5:7 #q-what-is-it", "b.md:1:7 a.md#q-what-is-it"];
        check("What is it", false, &both);
        check("own", false, &both);
        check("What", true, &["a.md:3:5 Q: What is it?", both[0], both[1]]);
        check("A\n", false, &["b.md:1:30 a.md", "b.md:1:40 a.md#a"]);
        check("Alone", false, &[]);
    }

    #[test]
    fn uses_of_a_label_are_found() {
        check("[r]:", false, &["a.md:5:22 [r]"]);
        check("[r]\n", true, &["a.md:5:22 [r]", "a.md:7:1 [r]: b.md"]);
    }
}

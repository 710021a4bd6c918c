//! Go to definition: from a link to what it leads to, and from a label to where it is defined.

use crate::ide::{FileRange, Files, NoteView};
use crate::text::{LineColumn, TextRange};

use super::{destination_at, label_at, target_of};

/// Where the link at `offset` leads: a heading, the start of a note or of another file. From a reference or a footnote
/// that is the definition of its label.
pub fn link_definition(view: &NoteView<'_>, offset: u32, files: &Files<'_>) -> Option<FileRange> {
    if let Some(label) = label_at(view.note, offset).filter(|label| !label.is_definition) {
        return Some(files.range(view.path?, view.note.text(), label.definition?));
    }
    let target = target_of(view, &destination_at(view, offset)?, files)?;
    Some(match &target.text {
        Some(text) => files.range(&target.path, text, target.anchor.unwrap_or(TextRange::empty(0))),
        None => FileRange { path: target.path, start: LineColumn::default(), end: LineColumn::default() },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Fixture;

    const A: &str = "# A\n\n[of b](n/b.md#two) [whole](n/b) [own](#é) [lost](gone.md)\n\n[x][Y] and[^1]\n\n## É\n\n\
                     [y]: n/b.md\n\n[^1]: a note\n";

    #[track_caller]
    fn check(at: &str, expected: Option<&str>) {
        let fixture = Fixture::new(&[("a.md", A), ("n/b.md", "# One\n\n## Two\n\n[[a#É]]\n")]);
        let found = fixture.at_note("a.md", at, |view, offset| link_definition(view, offset, &fixture.files()));
        assert_eq!(fixture.show(found).first().map(String::as_str), expected, "at {at:?}");
    }

    #[test]
    fn links_lead_to_headings_and_notes() {
        check("n/b.md#two", Some("n/b.md:3:4 Two"));
        check("of b", Some("n/b.md:3:4 Two"));
        check("whole", Some("n/b.md:1:1 "));
        check("own", Some("a.md:7:4 É"));
        check("lost", None);
        check("# A", None);
    }

    #[test]
    fn labels_lead_to_their_definitions() {
        check("x][Y]", Some("a.md:9:1 [y]: n/b.md"));
        check("[^1]\n\n##", Some("a.md:11:1 [^1]: a note"));
        check("n/b.md\n\n[^1]", Some("n/b.md:1:1 "));
    }
}

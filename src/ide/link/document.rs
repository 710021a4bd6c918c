//! Document links: every address in a note that can be followed.

use std::path::PathBuf;

use crate::ide::NoteView;
use crate::text::TextRange;
use crate::workspace::{Target, note_destinations, target_path};

/// An address that leads to a file of the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLink {
    /// The address, in bytes of the note.
    pub range: TextRange,
    /// The file.
    pub path: PathBuf,
}

/// The links of a note that lead to other files that are there. Places in the note itself are left to "go to definition".
pub fn document_links(view: &NoteView<'_>) -> Vec<DocumentLink> {
    let Some(note) = view.path else { return Vec::new() };
    let links = note_destinations(view.note, view.config).into_iter().filter_map(|destination| {
        let target = target_path(&destination, note, &view.config.root).filter(|target| target != note)?;
        match view.index.target(&target, note, view.config) {
            Target::Note(path, _) | Target::File(path) => Some(DocumentLink { range: destination.range, path }),
            Target::Missing | Target::Unknown => None,
        }
    });
    links.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Fixture;

    #[test]
    fn links_to_files_that_are_there_can_be_followed() {
        let source = "---\nrelated: [b.md]\n---\n\n# A\n\n[b](n/../b.md#x) [c](c.md) [own](#a) <https://example.org>\n\n[r]: b.md\n";
        let fixture = Fixture::new(&[("a.md", source), ("b.md", "# X\n")]);
        let links = fixture.at_note("a.md", "# A", |view, _| document_links(view));
        let shown: Vec<_> =
            links.iter().map(|link| (&source[link.range.as_usize()], link.path.to_str().expect("a path"))).collect();
        assert_eq!(shown, [("b.md", "/ws/b.md"), ("n/../b.md#x", "/ws/b.md"), ("b.md", "/ws/b.md")]);
    }
}

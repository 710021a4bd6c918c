//! What a window of the note has to be told of the rest.

use super::labels::Label;
use super::parse::{Reading, read};
use super::{DefinitionKind, fold_label};

/// Reads a window of the note. `is_defined_outside` says whether the rest of the note defines a label.
pub(super) fn read_window(window: &str, is_defined_outside: impl Fn(&Label) -> bool) -> Reading {
    let is_link_label = |label: &str| is_defined_outside(&(DefinitionKind::Link, label.into()));
    let footnotes = footnotes_for(window, |label| is_defined_outside(&(DefinitionKind::Footnote, label.into())));
    if footnotes.is_empty() {
        return read(window, 0, &is_link_label);
    }
    read(&(footnotes.clone() + window), footnotes.len(), &is_link_label)
}

/// Definitions of the footnotes that `window` may refer to and `is_defined_outside` knows, as Markdown that can stand
/// before the window. The parser has a hook for link labels that are defined elsewhere, but none for footnotes.
fn footnotes_for(window: &str, is_defined_outside: impl Fn(&str) -> bool) -> String {
    let mut definitions = String::new();
    for (at, _) in window.match_indices("[^") {
        if let Some((label, _)) = footnote_label(&window[at..])
            && is_defined_outside(&label)
        {
            definitions += &format!("[^{label}]:\n");
        }
    }
    if !definitions.is_empty() {
        // A thematic break ends the last definition, whatever comes behind.
        definitions += "***\n";
    }
    definitions
}

/// The folded label of the footnote reference that `text` seems to start with, and the length of the reference.
pub(super) fn footnote_label(text: &str) -> Option<(Box<str>, usize)> {
    let inside = text.strip_prefix("[^")?;
    let mut escaped = false;
    // The parser reads no label of 1,000 characters or more.
    let end = inside.bytes().take(4000).position(|byte| {
        let ends = matches!(byte, b'[' | b']') && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })?;
    if inside.as_bytes()[end] == b'[' {
        return None;
    }
    // A label over two lines of a quote has the quote's marks in between.
    let lines = inside[..end].split(['\n', '\r']).map(|line| line.trim_start_matches([' ', '\t', '>']));
    let label = fold_label(&lines.collect::<Vec<_>>().join(" "));
    (!label.is_empty()).then_some((label, "[^".len() + end + "]".len()))
}

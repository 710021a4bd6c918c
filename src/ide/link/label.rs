//! Labels: what defines them and what refers to them, within one note.

use crate::syntax::Note;
use crate::text::TextRange;

/// A label at a place, and where else it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelAt {
    /// Whether the definition itself is there, not a reference.
    pub is_definition: bool,
    /// The definition that counts, in bytes of the note: the first. None for a footnote or label that nothing defines.
    pub definition: Option<TextRange>,
    /// The references, in bytes of the note and in the order of the text.
    pub references: Vec<TextRange>,
}

/// The label of the reference, footnote or definition at `offset`. None for plain text in brackets.
pub fn label_at(note: &Note, offset: u32) -> Option<LabelAt> {
    let index = note.block_at(offset)?;
    let base = note.block_range(index).start;
    let block = note.block(index);
    let is_here = |range: TextRange| range.touches(offset - base);
    let reference = block.links.iter().filter(|link| is_here(link.range)).min_by_key(|link| link.range.len());
    let (kind, label, is_definition) = match reference {
        // A link with an address, or an autolink, hides the definition that it stands in.
        Some(link) => (link.kind.needs()?, &link.target, false),
        None => {
            let definition = block.definitions.iter().find(|it| is_here(name_range(note, base, it.range)))?;
            (definition.kind, &definition.label, true)
        }
    };
    if !note.blocks().is_defined(kind, label) {
        return None;
    }
    let (mut definition, mut references) = (None, Vec::new());
    for (index, block) in note.blocks().blocks().iter().enumerate() {
        let base = note.block_range(index).start;
        let of_block = block.definitions.iter().find(|it| it.kind == kind && it.label == *label);
        definition = definition.or(of_block.map(|it| trimmed(note, it.range + base)));
        let here = block.links.iter().filter(|link| link.kind.needs() == Some(kind) && link.target == *label);
        references.extend(here.map(|link| link.range + base));
    }
    Some(LabelAt { is_definition, definition, references })
}

/// The `[label]:` of a definition at `range`, which is relative to `base`.
fn name_range(note: &Note, base: u32, range: TextRange) -> TextRange {
    let text = note.text().slice(range + base);
    let close = text.find("]:").map_or(text.len(), |at| at + 2);
    TextRange::new(range.start, range.start + close as u32)
}

fn trimmed(note: &Note, range: TextRange) -> TextRange {
    TextRange::new(range.start, range.start + note.text().slice(range).trim_end().len() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    #[test]
    fn a_label_is_known_from_each_of_its_places() {
        let source = "[a][X] [x] [y] `[x]`\n\n- ![i][x]\n\n[x]: u\n[x]: v\n";
        let note = Note::new(Text::new(source));
        let at = |place: &str| label_at(&note, source.find(place).expect("the place") as u32);
        let shown = |label: LabelAt| {
            let text = |range: TextRange| source[range.as_usize()].to_owned();
            (
                label.is_definition,
                label.definition.map(text),
                label.references.into_iter().map(text).collect::<Vec<_>>(),
            )
        };
        let references = ["[a][X]", "[x]", "![i][x]"].map(str::to_owned).to_vec();
        for (place, is_definition) in [("X]", false), ("[x] [y]", false), ("i][x]", false), ("x]: u", true)] {
            let expected = (is_definition, Some("[x]: u".to_owned()), references.clone());
            assert_eq!(at(place).map(shown), Some(expected), "at {place:?}");
        }
        assert_eq!(at("y]"), None);
        assert_eq!(at("`[x]`"), None);
    }
}

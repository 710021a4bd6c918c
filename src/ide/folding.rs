//! What can be folded away.

use crate::syntax::Note;
use crate::syntax::front_matter::{Node, NodeKind};
use crate::syntax::markdown::{BlockKind, ElementKind};
use crate::text::TextRange;

use super::code_structure;

/// Something that can be folded away down to its first line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoldingRange {
    /// All of it, in bytes of the note, without blank lines at its end.
    pub range: TextRange,
    /// What it is.
    pub kind: FoldingKind,
}

/// What a [`FoldingRange`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldingKind {
    /// Front matter, a section, or a block.
    Text,
    /// An HTML comment.
    Comment,
}

/// What can be folded in `note`, in the order of the text.
pub fn folding_ranges(note: &Note) -> Vec<FoldingRange> {
    let text = |range| FoldingRange { range, kind: FoldingKind::Text };
    let mut found: Vec<_> = front_matter(note).into_iter().map(text).collect();
    found.extend(sections(note).into_iter().map(text));
    found.extend(questions(note).map(|range| text(trimmed(note, range))));
    for index in 0..note.block_count() {
        let (block, start) = (note.block(index), note.block_range(index).start);
        let folds = block.elements.iter().filter(|element| is_foldable(element.kind));
        found.extend(folds.map(|element| text(trimmed(note, element.range + start))));
        let source = note.block_source(index);
        found.extend(code_structure::folds(block, &source).into_iter().map(|range| text(range + start)));
        let comments = block.comments(&source);
        let comment = |range| FoldingRange { range: trimmed(note, range), kind: FoldingKind::Comment };
        found.extend(comments.into_iter().map(|range| comment(range + start)));
    }
    found.sort_by_key(|fold| (fold.range.start, std::cmp::Reverse(fold.range.end)));
    // The section of a heading that is a question is that question, and an answer of one block is that block.
    found.dedup();
    found
}

/// The front matter, and what in it is longer than a line: keys with their values, and items of lists.
fn front_matter(note: &Note) -> Vec<TextRange> {
    let Some(front_matter) = note.front_matter() else { return Vec::new() };
    let mut ranges = vec![trimmed(note, front_matter.range)];
    front_matter.root.iter().for_each(|root| add_values(root, &mut ranges));
    ranges.retain(|range| note.text().line_of(range.start) < note.text().line_of(range.end));
    ranges
}

fn add_values(node: &Node, ranges: &mut Vec<TextRange>) {
    match &node.kind {
        NodeKind::Mapping(mapping) => {
            for entry in &mapping.entries {
                ranges.push(entry.range());
                add_values(&entry.value, ranges);
            }
        }
        NodeKind::Sequence(sequence) => {
            for item in &sequence.items {
                ranges.push(item.range);
                add_values(item, ranges);
            }
        }
        NodeKind::Scalar(_) | NodeKind::Unresolved => {}
    }
}

/// The questions of `note`, each with its answer, and the answers.
pub(super) fn questions(note: &Note) -> impl Iterator<Item = TextRange> {
    let ranges = |question| [Some(note.question_range(question)), note.answer_range(question)];
    note.questions().questions.iter().flat_map(ranges).flatten()
}

/// The sections of `note`: from each top-level heading to the next one of its level or above, in the order of the
/// text, without blank lines at their ends.
pub(super) fn sections(note: &Note) -> Vec<TextRange> {
    let mut sections = Vec::new();
    // The headings whose sections are open: their levels and their places in `sections`.
    let mut open: Vec<(u8, usize)> = Vec::new();
    for index in 0..note.block_count() {
        let BlockKind::Heading(level) = note.block(index).kind else { continue };
        let start = note.block_range(index).start;
        close_sections(note, &mut sections, open.extract_if(.., |(outer, _)| *outer >= level), start);
        open.push((level, sections.len()));
        sections.push(TextRange::empty(start));
    }
    close_sections(note, &mut sections, open.into_iter(), note.text().len());
    sections
}

fn close_sections(note: &Note, sections: &mut [TextRange], closed: impl Iterator<Item = (u8, usize)>, end: u32) {
    for (_, place) in closed {
        if let Some(section) = sections.get_mut(place) {
            *section = trimmed(note, TextRange::new(section.start, end));
        }
    }
}

fn is_foldable(kind: ElementKind) -> bool {
    use ElementKind::*;
    matches!(kind, CodeBlock(_) | Item | Quote | Table | FootnoteDefinition)
}

/// `range` without the blanks at its end.
pub(super) fn trimmed(note: &Note, range: TextRange) -> TextRange {
    /// Blank lines come in small numbers: so many bytes are looked at first.
    const TAIL: u32 = 64;
    let mut from = range.end.saturating_sub(TAIL).max(range.start);
    loop {
        let tail = note.text().slice(TextRange::new(from, range.end));
        let length = tail.trim_end().len() as u32;
        if length > 0 || from == range.start {
            return TextRange::new(range.start, range.end - (tail.len() as u32 - length));
        }
        from = from.saturating_sub(TAIL * 16).max(range.start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    /// What folds, as the first line and the last.
    fn folds(source: &str) -> Vec<(u32, u32)> {
        let note = Note::new(Text::new(source));
        let line = |offset| note.text().line_of(offset) + 1;
        let lines = |fold: &FoldingRange| (line(fold.range.start), line(fold.range.end));
        folding_ranges(&note).iter().map(lines).filter(|(first, last)| first < last).collect()
    }

    #[test]
    fn sections_end_before_the_next_of_their_level() {
        let source = "---\ntitle: a\n---\n# A\n\n## B\ntext\n\n\n## C\n\n# D\nend\n";
        assert_eq!(folds(source), [(1, 3), (4, 10), (6, 7), (12, 13)]);
    }

    #[test]
    fn long_values_fold_in_front_matter() {
        let source = "---\ntitle: >\n  a\n  b\nskills:\n- name: c\n  level: d\n- e\nflow: [\n  f\n]\n---\n";
        assert_eq!(folds(source), [(1, 12), (2, 4), (5, 8), (6, 7), (9, 11)]);
    }

    #[test]
    fn blocks_fold_at_any_depth() {
        let source = "1. one\n\n   ```py\n   x\n   ```\n\n2. two\n\n> a\n> b\n\n| a |\n|---|\n";
        assert_eq!(folds(source), [(1, 5), (3, 5), (9, 10), (12, 13)]);
        assert_eq!(folds("<!-- a\n\nb -->\n\ntext\n"), [(1, 3)]);
    }

    #[test]
    fn python_folds_inside_its_block() {
        let source =
            "- ```python\n  def f(a):\n      if a:\n          b\n      return [\n          1,\n      ]\n  ```\n";
        assert_eq!(folds(source), [(1, 8), (1, 8), (2, 7), (3, 4), (5, 7)]);
    }

    #[test]
    fn blanks_of_any_length_are_left_out() {
        let source = format!("# A\n{}# B\n", "\n".repeat(3000));
        assert_eq!(folds(&source), [(0, 0); 0]);
    }
}

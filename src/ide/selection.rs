//! Selections that grow with the structure of a note.

use crate::syntax::Note;
use crate::text::TextRange;

use super::code_structure;
use super::folding::{questions, sections, trimmed};

/// How many ranges there are at most: lists and quotes can be nested thousands deep.
const MAX_STEPS: usize = 64;

/// The ranges around `offset`, from the word there to the whole note: each lies within the next and is smaller.
pub fn selection_ranges(note: &Note, offset: u32) -> Vec<TextRange> {
    let mut around = vec![note.text().range(), word(note, offset), sentence(note, offset), line(note, offset)];
    around.extend(questions(note).map(|range| trimmed(note, range)));
    if let Some(front_matter) = note.front_matter().filter(|it| it.range.touches(offset)) {
        around.extend([front_matter.range, front_matter.content].map(|range| trimmed(note, range)));
    }
    if let Some(index) = note.block_at(offset) {
        let (block, start) = (note.block(index), note.block_range(index).start);
        let elements = block.elements.iter().map(|element| element.range + start);
        around.extend(elements.filter(|range| range.touches(offset)).map(|range| trimmed(note, range)));
        let fences = block.fences.iter().filter_map(|fence| Some((fence.content.first()?, fence.content.last()?)));
        around.extend(fences.map(|(first, last)| trimmed(note, first.range.cover(last.range) + start)));
        if !block.fences.is_empty() {
            let inside = code_structure::selections(block, &note.block_source(index), offset - start);
            around.extend(inside.into_iter().map(|range| trimmed(note, range + start)));
        }
        around.extend(sections(note));
    }
    around.retain(|range| range.touches(offset) && !range.is_empty());
    around.sort_by_key(|range| range.len());
    // Ranges that cross, as a line and an item that starts in it do, cannot both be steps.
    let mut steps: Vec<TextRange> = Vec::new();
    for range in around {
        if steps.last().is_none_or(|last| range.encloses(*last) && range != *last) {
            steps.push(range);
        }
    }
    let outermost = steps.pop();
    steps.truncate(MAX_STEPS - 1);
    steps.extend(outermost);
    steps
}

/// The word at `offset`: letters, digits and underscores.
fn word(note: &Note, offset: u32) -> TextRange {
    let line = line(note, offset);
    let text = note.text().slice(line);
    let (before, behind) =
        text.split_at_checked((offset.clamp(line.start, line.end) - line.start) as usize).unwrap_or_default();
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let left = before.len() - before.trim_end_matches(is_part).len();
    let right = behind.len() - behind.trim_start_matches(is_part).len();
    let caret = line.start + before.len() as u32;
    TextRange::new(caret - left as u32, caret + right as u32)
}

/// The sentence at `offset`, as far as it stands on one line: up to a full stop, question or exclamation mark that a
/// blank follows.
fn sentence(note: &Note, offset: u32) -> TextRange {
    let line = line(note, offset);
    let text = note.text().slice(line);
    let caret = (offset.clamp(line.start, line.end) - line.start) as usize;
    let ends = text.match_indices(['.', '?', '!', '。', '？', '！']).map(|(at, mark)| at + mark.len());
    let ends = ends.filter(|end| text[*end..].chars().next().is_none_or(char::is_whitespace));
    let (mut start, mut end) = (0, text.len());
    for found in ends {
        if found < caret {
            start = found + (text[found..].len() - text[found..].trim_start().len());
        } else {
            end = found;
            break;
        }
    }
    // Between two sentences the caret is in none.
    if start > caret { line } else { TextRange::from(start..end) + line.start }
}

/// The line at `offset`, without its indentation and its end.
fn line(note: &Note, offset: u32) -> TextRange {
    let line = trimmed(note, note.text().line_range(note.text().line_of(offset)));
    let text = note.text().slice(line);
    let indentation = text.len() - text.trim_start().len();
    TextRange::new(line.start + indentation as u32, line.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    /// The selections around the caret `|`, the innermost first.
    fn steps(source: &str) -> Vec<String> {
        let offset = source.find('|').expect("a caret") as u32;
        let note = Note::new(Text::new(&source.replacen('|', "", 1)));
        selection_ranges(&note, offset).into_iter().map(|range| note.text().slice(range).into_owned()).collect()
    }

    #[test]
    fn selections_grow_through_expressions_and_statements() {
        let found = steps("```python\ndef f(a):\n    if a:\n        return g(1, |b + 2)\n```\n");
        for expected in ["b", "b + 2", "(1, b + 2)", "g(1, b + 2)", "return g(1, b + 2)"] {
            assert!(found.iter().any(|text| text == expected), "{expected} in {found:?}");
        }
    }

    #[test]
    fn selections_grow_to_the_whole_note() {
        assert_eq!(
            steps("# A\n\n## B\n\n- one *tw|o* three\n- four\n\n# C\n"),
            [
                "two",
                "*two*",
                "- one *two* three",
                "- one *two* three\n- four",
                "## B\n\n- one *two* three\n- four",
                "# A\n\n## B\n\n- one *two* three\n- four",
                "# A\n\n## B\n\n- one *two* three\n- four\n\n# C\n",
            ]
        );
    }

    #[test]
    fn sentences_answers_and_questions_are_steps() {
        let note = "## A\n\n### Q: B?\n\n**Answer:** One. Tw|o is it. End.\n\nMore.\n\n### Q: C?\n\nD\n";
        assert_eq!(
            steps(note)[..6],
            [
                "Two",
                "Two is it.",
                " One. Two is it. End.",
                "**Answer:** One. Two is it. End.",
                "**Answer:** One. Two is it. End.\n\nMore.",
                "### Q: B?\n\n**Answer:** One. Two is it. End.\n\nMore.",
            ]
        );
    }

    #[test]
    fn code_and_front_matter_have_steps_of_their_own() {
        assert_eq!(
            steps("```py\nx = |1\ny = 2\n```\n")[..4],
            ["1", "x = 1", "x = 1\ny = 2", "```py\nx = 1\ny = 2\n```"]
        );
        assert_eq!(
            steps("---\ntitle: |A\n---\ntext\n")[..4],
            ["A", "title: A", "---\ntitle: A\n---", "---\ntitle: A\n---\ntext\n"]
        );
    }

    #[test]
    fn deep_nesting_is_cut_short() {
        let steps = steps(&format!("{}|a\n", "> ".repeat(500)));
        assert_eq!(steps.len(), MAX_STEPS);
        assert!(steps.last().is_some_and(|outermost| outermost.ends_with("a\n")));
    }

    #[test]
    fn no_offset_is_out_of_reach() {
        for source in ["|", "|\n\n", "a\n|", "\n|\n", "é|é", "-|\n", "---\n|"] {
            let steps = steps(source);
            assert!(steps.windows(2).all(|pair| pair[1].contains(&pair[0])), "{source:?}: {steps:?}");
        }
    }
}

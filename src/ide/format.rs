//! Formatting: the Python blocks of a note, and nothing else.

use std::path::Path;

use crate::syntax::code::{self, FenceInfo, Form, Formatted};
use crate::syntax::markdown::{self, Fence, FenceEnd};
use crate::text::{Edit, TextRange};
use crate::workspace::pyproject_line_length;

use super::NoteView;

/// The longest line when neither `askdown.yaml` nor `pyproject.toml` says otherwise: that of Black and ruff.
const DEFAULT_LINE_LENGTH: u16 = 88;

/// What formatting a note comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formatting {
    /// At most one edit for each block, in bytes of the note, in order. None where all is well.
    pub edits: Vec<Edit>,
    /// The opening fences of the blocks that are too large or too deeply nested to be formatted.
    pub refused: Vec<TextRange>,
}

/// Formats the Python blocks that meet `within`, or all.
///
/// Blocks that do not parse, transcripts, and those that opted out stay as they are.
pub fn format_blocks(view: &NoteView<'_>, within: Option<TextRange>) -> Formatting {
    let mut formatting = Formatting::default();
    if view.path.is_some_and(|path| !view.config.checks_python(path)) {
        return formatting;
    }
    let width = line_length(view);
    for index in 0..view.note.block_count() {
        let block = view.note.block(index);
        let base = view.note.block_range(index).start;
        if block.fences.is_empty() || within.is_some_and(|within| !within.meets(view.note.block_range(index))) {
            continue;
        }
        let source = view.note.block_source(index);
        for (number, fence) in block.fences.iter().enumerate() {
            if !is_formattable(fence, &source) || within.is_some_and(|within| !within.meets(fence.range + base)) {
                continue;
            }
            match code::format(&fence.code(&source), view.config.python_version, width) {
                Formatted::Code(formatted) => {
                    let edit = edit(number, fence, &source, &formatted);
                    formatting.edits.extend(edit.map(|edit| Edit { range: edit.range + base, ..edit }));
                }
                Formatted::TooDeep => {
                    formatting.refused.push(TextRange::new(fence.range.start, fence.info.end) + base);
                }
                Formatted::NotPlain => {}
            }
        }
    }
    formatting
}

fn is_formattable(fence: &Fence, source: &str) -> bool {
    let info = FenceInfo::new(source.get(fence.info.as_usize()).unwrap_or_default());
    fence.end == FenceEnd::Closed && info.python() == Some(Form::Script) && !info.continues
}

fn line_length(view: &NoteView<'_>) -> u16 {
    let configured = view.config.line_length.map(|length| length.get());
    let from_project = |path: &Path| pyproject_line_length(path, &view.config.root);
    configured.or_else(|| view.path.and_then(from_project)).unwrap_or(DEFAULT_LINE_LENGTH)
}

/// The edit of the block that makes `formatted` the code of its fence at index `number`. `None` if that is so already,
/// or if the result would be read otherwise, as when a docstring's backticks would end the fence.
fn edit(number: usize, fence: &Fence, source: &str, formatted: &str) -> Option<Edit> {
    let code = fence.code(source);
    if code == formatted {
        return None;
    }
    let edit = line_edit(fence, source, &code, formatted)?;
    let mut result = source.to_owned();
    result.replace_range(edit.range.as_usize(), &edit.text);
    let blocks = markdown::parse(&result);
    let [block] = blocks.as_slice() else { return None };
    (block.fences.get(number)?.code(&result) == formatted).then_some(edit)
}

/// Replaces the lines from the first that differs to the last, each behind the prefix of the list or quote around it.
fn line_edit(fence: &Fence, source: &str, code: &str, formatted: &str) -> Option<Edit> {
    let old: Vec<&str> = code.strip_suffix('\n')?.split('\n').collect();
    let new: Vec<&str> = formatted.strip_suffix('\n')?.split('\n').collect();
    let shorter = old.len().min(new.len());
    let same = |(a, b): &(&&str, &&str)| a == b;
    let mut head = old.iter().zip(&new).take_while(same).count();
    let mut tail = old.iter().rev().zip(new.iter().rev()).take_while(same).count().min(shorter - head);
    if head + tail == shorter {
        // Lines are only added or taken away: one that stays gives the edit its place.
        if tail > 0 {
            tail -= 1
        } else {
            head = head.checked_sub(1)?
        };
    }
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let starts: Vec<usize> = old
        .iter()
        .scan(0, |at, line| {
            let this = *at;
            *at += line.len() + 1;
            Some(this)
        })
        .collect();
    let first = fence.locate(*starts.get(head)? as u32) as usize;
    let start = line_begin(source, first);
    let last_line_end = starts.get(old_end - 1)? + old.get(old_end - 1)?.len();
    let end = fence.locate(last_line_end as u32) as usize;
    let before_end = source.get(..end)?;
    let end = before_end.strip_suffix('\r').unwrap_or(before_end).len();

    let prefix = prefix(fence, source, &old, &starts)?;
    let line_end = if source.get(..start)?.ends_with("\r\n") { "\r\n" } else { "\n" };
    let lines = new.get(head..new_end)?.iter().map(|line| match *line {
        "" => prefix.trim_end().to_owned(),
        line => format!("{prefix}{line}"),
    });
    Some(Edit::replace((start..end).into(), lines.collect::<Vec<_>>().join(line_end)))
}

fn line_begin(source: &str, offset: usize) -> usize {
    source.get(..offset).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |end| end + 1)
}

/// What stands before the code in the lines of the fence.
fn prefix<'s>(fence: &Fence, source: &'s str, lines: &[&str], starts: &[usize]) -> Option<&'s str> {
    let (_, start) = lines.iter().zip(starts).find(|(line, _)| !line.trim().is_empty())?;
    let at = fence.locate(*start as u32) as usize;
    let prefix = source.get(line_begin(source, at)..at)?;
    prefix.chars().all(|c| matches!(c, ' ' | '\t' | '>')).then_some(prefix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;
    use crate::syntax::Note;
    use crate::text::Text;
    use crate::workspace::{Config, Index};

    #[track_caller]
    fn formats(source: &str, expected: &str) {
        let once = format(source);
        assert_eq!(once, expected);
        assert_eq!(format(&once), once, "not idempotent");
    }

    fn format(source: &str) -> String {
        let note = Note::new(Text::new(source));
        let view = NoteView {
            note: &note,
            path: None,
            config: &Config::default(),
            index: &Index::default(),
            schema: Schema::builtin(),
        };
        let mut text = note.text().clone();
        for edit in format_blocks(&view, None).edits.iter().rev() {
            text.apply(edit);
        }
        text.to_string()
    }

    #[test]
    fn python_blocks_are_formatted_where_they_stand() {
        formats("# A\n\n```python\nx=1\n```\n\ntext  \n", "# A\n\n```python\nx = 1\n```\n\ntext  \n");
        formats(
            "> ```py\n> def f():pass\n>\n>\n>\n> y=2\n> ```\n",
            "> ```py\n> def f():\n>     pass\n>\n>\n> y = 2\n> ```\n",
        );
        formats(
            "1. a\n\n   ```py\n   x = 1\n\n\n\n\n   y = 2\n   ```\n2. b\n",
            "1. a\n\n   ```py\n   x = 1\n\n\n   y = 2\n   ```\n2. b\n",
        );
        formats("- ```py\r\n  x=1\r\n  y = 2\r\n  ```\r\n", "- ```py\r\n  x = 1\r\n  y = 2\r\n  ```\r\n");
        formats("~~~ {.python}\n\n\nx = 1\n~~~\n", "~~~ {.python}\nx = 1\n~~~\n");
    }

    #[test]
    fn other_blocks_stay() {
        for source in [
            "```python no-check\nx=1\n```\n",
            "```python\nx=(\n```\n",
            "```python\n>>> x=1\n```\n",
            "```rust\nlet x=1;\n```\n",
            "```python\nx=1\n",
            "```python\n```\n",
            "```pycon\n>>> x=1\n```\n",
        ] {
            formats(source, source);
        }
    }

    #[test]
    fn a_fence_is_never_closed_by_formatting() {
        let source = "````python\ndef f():\n    '''a\n\n    ````x\n    '''\n    x=1\n````\n";
        let note = Note::new(Text::new(&format(source)));
        assert_eq!(note.block_count(), 1);
    }
}

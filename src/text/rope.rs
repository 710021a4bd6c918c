//! A text that is cheap to edit and cheap to copy.

use std::borrow::Cow;

use ropey::Rope;
use ropey::str_utils::{byte_to_line_idx, line_to_byte_idx};

use super::{Edit, LineColumn, PositionEncoding, TextRange};

/// The longest text that is read, in bytes (256 MiB): offsets are `u32`, with room to spare for edits.
pub const MAX_LEN: usize = 256 << 20;

/// A text on a rope. A clone shares the rope's nodes and costs next to nothing.
///
/// Offsets are bytes. One that lies inside a character counts as the start of that character, one past the end
/// as the end: no call panics on a stray offset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(Rope);

impl Text {
    /// The text of `source`.
    pub fn new(source: &str) -> Self {
        Self(Rope::from_str(source))
    }

    /// Length in bytes.
    pub fn len(&self) -> u32 {
        self.0.len_bytes() as u32
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.len_bytes() == 0
    }

    /// The whole text as a range.
    pub fn range(&self) -> TextRange {
        TextRange::new(0, self.len())
    }

    /// The rope beneath, for readers that go chunk by chunk.
    pub fn rope(&self) -> &Rope {
        &self.0
    }

    /// The text of `range`, borrowed where it lies in one chunk of the rope.
    pub fn slice(&self, range: TextRange) -> Cow<'_, str> {
        // One look into the tree, unless the range runs over several chunks.
        let (chunk, chunk_start, ..) = self.0.chunk_at_byte(self.clamped(range.start));
        let (start, end) =
            (self.clamped(range.start) - chunk_start, self.clamped(range.end).saturating_sub(chunk_start));
        if end <= chunk.len() {
            let (start, end) = (floor_boundary(chunk, start), floor_boundary(chunk, end));
            return chunk[start..end.max(start)].into();
        }
        self.0.slice(self.char_of(range.start)..self.char_of(range.end)).into()
    }

    /// `range` with both ends on character boundaries of the text.
    pub fn clamped_range(&self, range: TextRange) -> TextRange {
        let boundary = |offset| self.0.char_to_byte(self.char_of(offset)) as u32;
        let start = boundary(range.start);
        TextRange::new(start, boundary(range.end).max(start))
    }

    /// Applies one edit.
    pub fn apply(&mut self, edit: &Edit) {
        let (start, end) = (self.char_of(edit.range.start), self.char_of(edit.range.end));
        if start < end {
            self.0.remove(start..end);
        }
        if !edit.text.is_empty() {
            self.0.insert(start, &edit.text);
        }
    }

    /// The number of lines: one more than there are line ends.
    pub fn line_count(&self) -> u32 {
        self.0.len_lines() as u32
    }

    /// The 0-based line of the byte at `offset`.
    pub fn line_of(&self, offset: u32) -> u32 {
        self.0.byte_to_line(self.clamped(offset)) as u32
    }

    /// Where `line` (0-based) starts; the end of the text for a line past the last.
    pub fn line_start(&self, line: u32) -> u32 {
        self.0.line_to_byte((line as usize).min(self.0.len_lines())) as u32
    }

    /// `line` (0-based) without its line end.
    pub fn line_range(&self, line: u32) -> TextRange {
        let (start, end) = (self.line_start(line), self.line_start(line.saturating_add(1)));
        let before = |end: u32, byte| end > start && self.0.byte(end as usize - 1) == byte;
        let end = if before(end, b'\n') { end - 1 } else { end };
        let end = if before(end, b'\r') { end - 1 } else { end };
        TextRange::new(start, end)
    }

    /// The position of the byte at `offset`; inside a `\r\n`, that before it.
    pub fn position(&self, offset: u32, encoding: PositionEncoding) -> LineColumn {
        // One look into the tree: nearly every line starts in the chunk that it ends in.
        let (chunk, chunk_start, _, first_line) = self.0.chunk_at_byte(self.clamped(offset));
        let at = floor_boundary(chunk, self.clamped(offset) - chunk_start);
        // No chunk ends inside a line end.
        let at = at - usize::from(at > 0 && chunk[..at].ends_with('\r') && chunk[at..].starts_with('\n'));
        let line = byte_to_line_idx(chunk, at);
        let column = match line {
            0 => {
                self.width_before(chunk_start + at, encoding)
                    - self.width_before(self.0.line_to_byte(first_line), encoding)
            }
            _ => width(&chunk[line_to_byte_idx(chunk, line)..at], encoding),
        };
        LineColumn::new((first_line + line) as u32, column as u32)
    }

    /// The byte offset of `position`.
    ///
    /// A column past the line's end means the line's end, one inside a character means its start. The line after
    /// the last is taken for the end of the text when its column is 0, since editors name the end of a deleted
    /// last line so. Any other line past the end has no offset.
    pub fn offset(&self, position: LineColumn, encoding: PositionEncoding) -> Option<u32> {
        if position.line == self.line_count() && position.column == 0 {
            return Some(self.len());
        }
        if position.line >= self.line_count() {
            return None;
        }
        let line = self.line_range(position.line);
        let column = position.column as usize;
        let start = self.0.byte_to_char(line.start as usize);
        let char = match encoding {
            PositionEncoding::Utf8 => self.char_of(line.start.saturating_add(position.column)),
            PositionEncoding::Utf16 => {
                let wanted = (self.0.char_to_utf16_cu(start) + column).min(self.0.len_utf16_cu());
                self.0.utf16_cu_to_char(wanted)
            }
            PositionEncoding::Utf32 => (start + column).min(self.0.len_chars()),
        };
        Some((self.0.char_to_byte(char) as u32).min(line.end))
    }

    /// Whether there is nothing but ASCII in `range`.
    pub fn is_ascii(&self, range: TextRange) -> bool {
        let (start, end) = (self.clamped(range.start), self.clamped(range.end));
        self.0.byte_to_char(end) - self.0.byte_to_char(start) == end - start
    }

    /// How many columns the text before the byte at `offset` would take on one line. The rope counts them in its nodes:
    /// lines can be long, and full of things to be placed.
    fn width_before(&self, offset: usize, encoding: PositionEncoding) -> usize {
        match encoding {
            PositionEncoding::Utf8 => offset,
            PositionEncoding::Utf16 => self.0.char_to_utf16_cu(self.0.byte_to_char(offset)),
            PositionEncoding::Utf32 => self.0.byte_to_char(offset),
        }
    }

    fn clamped(&self, offset: u32) -> usize {
        (offset as usize).min(self.0.len_bytes())
    }

    fn char_of(&self, offset: u32) -> usize {
        self.0.byte_to_char(self.clamped(offset))
    }
}

impl From<&str> for Text {
    fn from(source: &str) -> Self {
        Self::new(source)
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}

/// The start of the character of `chunk` that the byte at `at` belongs to.
fn floor_boundary(chunk: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| chunk.is_char_boundary(at)).unwrap_or_default()
}

/// How many columns `text` takes.
fn width(text: &str, encoding: PositionEncoding) -> usize {
    match encoding {
        PositionEncoding::Utf8 => text.len(),
        PositionEncoding::Utf16 => text.encode_utf16().count(),
        PositionEncoding::Utf32 => text.chars().count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PositionEncoding::{Utf8, Utf16, Utf32};

    const ALL: [PositionEncoding; 3] = [Utf8, Utf16, Utf32];

    #[test]
    fn lines_end_where_lsp_says() {
        let text = Text::new("a\r\nb\rc\nd\u{2028}e\u{b}f");
        assert_eq!(text.line_count(), 4);
        let lines: Vec<_> = (0..4).map(|line| text.slice(text.line_range(line)).into_owned()).collect();
        assert_eq!(lines, ["a", "b", "c", "d\u{2028}e\u{b}f"]);
    }

    #[test]
    fn every_character_boundary_round_trips_in_every_encoding() {
        let source = "# é😀\r\n\r\nq\ra\u{301}z\n😀😀";
        let text = Text::new(source);
        for encoding in ALL {
            for (offset, _) in source.char_indices().chain([(source.len(), ' ')]) {
                if source[..offset].ends_with('\r') && source[offset..].starts_with('\n') {
                    continue; // between \r and \n there is no caret position
                }
                let position = text.position(offset as u32, encoding);
                assert_eq!(text.offset(position, encoding), Some(offset as u32), "{encoding:?} {position:?}");
            }
        }
    }

    #[test]
    fn positions_in_a_long_text_are_those_of_its_lines() {
        // Lines of many lengths, some of them longer than a chunk of the rope.
        let lines: Vec<String> = (0..200).map(|n| "a😀é".repeat(n * n % 700)).collect();
        let text = Text::new(&lines.join("\r\n"));
        let mut start = 0;
        for (number, line) in lines.iter().enumerate() {
            for (at, _) in line.char_indices().step_by(37).chain([(line.len(), ' ')]) {
                let before = &line[..at];
                let columns = [before.len(), before.encode_utf16().count(), before.chars().count()];
                for (encoding, column) in ALL.into_iter().zip(columns) {
                    let expected = LineColumn::new(number as u32, column as u32);
                    assert_eq!(text.position((start + at) as u32, encoding), expected);
                }
            }
            start += line.len() + 2;
        }
    }

    #[test]
    fn what_is_ascii_is_told_in_texts_of_several_chunks() {
        let source = format!("{}é{}", "a".repeat(5_000), "b".repeat(5_000));
        let text = Text::new(&source);
        for (start, end, expected) in [(0, 5_000, true), (0, 5_002, false), (5_002, 99_999, true), (7, 7, true)] {
            assert_eq!(text.is_ascii(TextRange::new(start, end)), expected, "{start}..{end}");
        }
    }

    #[test]
    fn slices_are_those_of_the_source_wherever_they_lie() {
        let source = "one é 😀 line\r\n".repeat(300);
        let text = Text::new(&source);
        let floor = |at: u32| floor_boundary(&source, (at as usize).min(source.len()));
        for start in (0..text.len() + 3).step_by(7) {
            for len in [0, 1, 5, 900, 3_000, 100_000] {
                let (from, to) = (floor(start), floor(start + len));
                assert_eq!(text.slice(TextRange::new(start, start + len)), source[from..to]);
            }
        }
    }

    #[test]
    fn columns_clamp_and_lines_do_not() {
        let text = Text::new("ab\r\n😀");
        for encoding in ALL {
            assert_eq!(text.offset(LineColumn::new(0, 99), encoding), Some(2));
            assert_eq!(text.offset(LineColumn::new(1, u32::MAX), encoding), Some(8));
            assert_eq!(text.offset(LineColumn::new(2, 0), encoding), Some(8));
            assert_eq!(text.offset(LineColumn::new(2, 1), encoding), None);
            assert_eq!(text.offset(LineColumn::new(3, 0), encoding), None);
            assert_eq!(text.position(3, encoding), LineColumn::new(0, 2), "inside a line end");
        }
        assert_eq!(text.offset(LineColumn::new(1, 1), Utf16), Some(4), "inside a surrogate pair");
        assert_eq!(text.offset(LineColumn::new(1, 2), Utf8), Some(4), "inside a character");
    }

    #[test]
    fn edits_apply() {
        let mut text = Text::new("one two");
        text.apply(&Edit::replace(TextRange::new(4, 7), "2"));
        text.apply(&Edit::insert(0, "é"));
        text.apply(&Edit::delete(TextRange::new(2, 6)));
        assert_eq!(text.to_string(), "é2");
    }
}

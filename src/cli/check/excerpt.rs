//! The line that is shown for a finding.

use crate::text::{LineColumn, PositionEncoding, Text, TextRange};

/// How much of a long line is shown on each side of a finding, in bytes.
const CONTEXT: u32 = 1_000;

/// A line, or the part of a long one around a finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The text that is shown.
    pub source: String,
    /// What is marked, in bytes of `source`.
    pub range: TextRange,
    /// The line, 1-based.
    pub line: usize,
    /// Where in the line what is marked starts: in characters, 1-based.
    pub column: usize,
    /// Whether `source` lacks the start of the line.
    pub is_cut: bool,
}

impl Excerpt {
    /// The line where `range` starts. What `range` holds beyond it is not marked.
    pub fn new(text: &Text, range: TextRange) -> Self {
        let LineColumn { line, column } = text.position(range.start, PositionEncoding::Utf32);
        let whole = text.line_range(line);
        let marked_end = range.end.min(whole.end).min(range.start.saturating_add(CONTEXT)).max(range.start);
        let start = whole.start.max(range.start.saturating_sub(CONTEXT));
        let end = whole.end.min(marked_end.saturating_add(CONTEXT)).max(marked_end);
        let slice = |start, end| text.slice(TextRange::new(start, end));
        let (before, marked, after) =
            (slice(start, range.start), slice(range.start, marked_end), slice(marked_end, end));
        let at = before.len() as u32;
        Self {
            source: format!("{before}{marked}{after}"),
            range: TextRange::new(at, at + marked.len() as u32),
            line: line as usize + 1,
            column: column as usize + 1,
            is_cut: start > whole.start,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, range: std::ops::Range<usize>, shown: &str, marked: &str, place: (usize, usize)) -> Excerpt {
        let excerpt = Excerpt::new(&Text::new(source), range.into());
        assert_eq!(excerpt.source, shown);
        assert_eq!(&excerpt.source[excerpt.range.as_usize()], marked);
        assert_eq!((excerpt.line, excerpt.column), place);
        excerpt
    }

    #[test]
    fn the_first_line_is_shown() {
        check("one\r\ntwo é four\r\nfive\r\n", 9..21, "two é four", "é four", (2, 5));
        check("one\n", 4..4, "", "", (2, 1));
        check("one", 3..3, "one", "", (1, 4));
    }

    #[test]
    fn a_long_line_is_cut_between_characters() {
        let source = format!("{}x{}", "é".repeat(1_000), "é".repeat(1_000));
        let half = "é".repeat(500);
        let excerpt = check(&source, 2_000..2_001, &format!("{half}x{half}"), "x", (1, 1_001));
        assert!(excerpt.is_cut);
        let excerpt =
            check(&source, 2_000..4_000, &format!("{half}x{}", "é".repeat(999)), &source[2_000..2_999], (1, 1_001));
        assert!(excerpt.is_cut);
    }
}

//! Half-open byte ranges.

use std::ops::{Add, Range};

/// A half-open range of bytes, `start..end`, in a text or relative to the start of a block.
///
/// Offsets are `u32`: a text holds at most [`MAX_LEN`](super::MAX_LEN) bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte, never before `start`.
    pub end: u32,
}

impl TextRange {
    /// The range `start..end`.
    pub fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end, "a range of {start}..{end} ends before it starts");
        Self { start, end }
    }

    /// The empty range at `offset`.
    pub fn empty(offset: u32) -> Self {
        Self::new(offset, offset)
    }

    /// The number of bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the range holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `offset` is inside.
    pub fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether a caret at `offset` is inside or at either end.
    pub fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether all of `other` is inside.
    pub fn encloses(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte, or one is empty and touches the other.
    pub fn meets(self, other: Self) -> bool {
        self.start <= other.end
            && other.start <= self.end
            && (self.is_empty() || other.is_empty() || (self.start < other.end && other.start < self.end))
    }

    /// The smallest range around both.
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same range measured from `base`, which lies at or before its start.
    pub fn relative_to(self, base: u32) -> Self {
        Self::new(self.start - base, self.end - base)
    }

    /// The range for indexing a string.
    pub fn as_usize(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Moves a relative range to where its base stands.
impl Add<u32> for TextRange {
    type Output = Self;

    fn add(self, base: u32) -> Self {
        Self::new(self.start + base, self.end + base)
    }
}

/// Byte offsets of a string slice. Texts beyond [`MAX_LEN`](super::MAX_LEN) are refused long before here.
impl From<Range<usize>> for TextRange {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start as u32, range.end as u32)
    }
}

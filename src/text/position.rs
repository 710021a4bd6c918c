//! Lines and columns, in the units a client asks for.

/// The unit in which columns are counted (LSP 3.17, `PositionEncodingKind`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PositionEncoding {
    /// Bytes.
    Utf8,
    /// 16-bit code units: what LSP clients speak unless something else is agreed on.
    #[default]
    Utf16,
    /// Characters (Unicode scalar values).
    Utf32,
}

/// A caret position: 0-based line, 0-based column in the units of a [`PositionEncoding`].
///
/// Lines end at `\n`, `\r\n` or a lone `\r`, and at nothing else, as LSP has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineColumn {
    /// 0-based line.
    pub line: u32,
    /// 0-based column.
    pub column: u32,
}

impl LineColumn {
    /// The position at `line` and `column`, both 0-based.
    pub fn new(line: u32, column: u32) -> Self {
        Self { line, column }
    }
}

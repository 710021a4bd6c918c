//! What is said about a block of Python.

use ruff_python_ast::PythonVersion;

use crate::text::TextRange;

use super::Form;

/// What the verdict depends on besides the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The version of Python that the code is for.
    pub python_version: PythonVersion,
    /// How Python is written in the block.
    pub form: Form,
}

impl Default for Options {
    /// A script for Python 3.14.
    fn default() -> Self {
        Self { python_version: PythonVersion::PY314, form: Form::Script }
    }
}

/// What CPython would say to a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What is wrong, in the order of the text. One cause gives one fault.
    pub faults: Vec<Fault>,
    /// Why the block could not be checked, if it could not.
    pub unchecked: Option<Unchecked>,
}

impl Verdict {
    /// Whether `ast.parse` takes it.
    pub(super) fn parses(&self) -> bool {
        self.unchecked.is_none() && self.faults.iter().all(|fault| fault.kind == FaultKind::Context)
    }

    /// Adds another verdict.
    pub(super) fn take(&mut self, other: Self) {
        self.faults.extend(other.faults);
        self.unchecked = self.unchecked.or(other.unchecked);
    }
}

/// One thing that CPython would reject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which stage of CPython rejects it, or that it is Python 2.
    pub kind: FaultKind,
    /// Where, in bytes of the code.
    pub range: TextRange,
    /// What is wrong, in CPython's words where it has some.
    pub message: String,
    /// What a repair can go by.
    pub(super) cause: Cause,
}

impl Fault {
    /// The same fault at another range.
    pub fn moved(&self, range: TextRange) -> Self {
        Self { range, ..self.clone() }
    }

    /// A fault at a range of the parser's text.
    pub(super) fn new(kind: FaultKind, range: ruff_text_size::TextRange, message: impl Into<String>) -> Self {
        Self::at(kind, TextRange::new(range.start().into(), range.end().into()), message)
    }

    pub(super) fn at(kind: FaultKind, range: TextRange, message: impl Into<String>) -> Self {
        Self { kind, range, message: message.into(), cause: Cause::Other }
    }

    pub(super) fn because(self, cause: Cause) -> Self {
        Self { cause, ..self }
    }
}

/// What a repair can go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// A bracket is never closed.
    Unclosed,
    /// A string is never closed.
    UnclosedString,
    /// A compound statement has no colon.
    MissingColon,
    /// Two expressions stand side by side in brackets.
    MissingComma,
    /// A compound statement has no block.
    NoBlock,
    /// A line is indented without need.
    UnexpectedIndent,
    /// A line is indented like none of the blocks around it.
    Dedent,
    /// Tabs and spaces are mixed.
    Tabs,
    /// A backslash does not end its line.
    Continuation,
    /// A character looks like another one, or like none.
    Lookalike,
    /// `=` stands where a comparison is meant.
    EqualForComparison,
    /// `print` or `exec` without parentheses.
    CallStatement,
    /// `<>`
    NotEqual,
    /// `` `x` ``
    Backticks,
    /// `except A, e`
    ExceptComma,
    /// `raise E, value`
    RaiseComma,
    /// `10L`
    LongInteger,
    /// `0777`
    OldOctal,
    /// `ur"text"`
    UnicodeRaw,
    /// Anything else.
    Other,
}

/// The kinds of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// `ast.parse` rejects it.
    Syntax,
    /// It parses, but the compiler rejects it, as it does `return` outside a function.
    Context,
    /// It was right in Python 2.
    Python2,
}

/// Why a block could not be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unchecked {
    /// It is larger than 1 MiB.
    TooLarge,
    /// Its brackets, operators or blocks are nested too deeply.
    TooDeep,
}

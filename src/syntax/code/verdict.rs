//! Whether CPython would accept a block of Python.

use ruff_python_ast::{Mod, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};

use crate::text::TextRange;

use super::{Form, context, guard, prepared::Prepared};

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

/// One thing that CPython would reject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which stage of CPython rejects it, or that it is Python 2.
    pub kind: FaultKind,
    /// Where, in bytes of the code.
    pub range: TextRange,
    /// What is wrong, in CPython's words where it has some.
    pub message: String,
}

impl Fault {
    /// A fault at a range of the parser's text.
    pub(super) fn new(kind: FaultKind, range: ruff_text_size::TextRange, message: impl Into<String>) -> Self {
        Self { kind, range: TextRange::new(range.start().into(), range.end().into()), message: message.into() }
    }
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

/// The verdict on `code`.
pub fn check(code: &str, options: &Options) -> Verdict {
    if code.len() > guard::MAX_LEN {
        return Verdict { faults: Vec::new(), unchecked: Some(Unchecked::TooLarge) };
    }
    let prepared = Prepared::whole(code);
    let Some(mut faults) = guard::with_stack(&prepared.text, || check_source(&prepared.text, options)) else {
        return Verdict { faults: Vec::new(), unchecked: Some(Unchecked::TooDeep) };
    };
    for fault in &mut faults {
        fault.range = prepared.locate_range(fault.range);
    }
    Verdict { faults, unchecked: None }
}

fn check_source(source: &str, options: &Options) -> Vec<Fault> {
    let version = options.python_version;
    let mode = if options.form == Form::Ipython { Mode::Ipython } else { Mode::Module };
    let parsed = parse_unchecked(source, ParseOptions::from(mode).with_target_version(version));
    if let Some(error) = parsed.errors().first() {
        return vec![Fault::new(FaultKind::Syntax, error.location, error.error.to_string())];
    }
    match parsed.syntax() {
        Mod::Module(module) => context::check(module, source, version),
        Mod::Expression(_) => Vec::new(),
    }
}

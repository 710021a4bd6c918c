//! Blocks that are read as one.

use crate::rules::code::python;
use crate::rules::{Diagnostic, Fix, NoteContext};
use crate::syntax::Note;
use crate::syntax::code::{self, Fault, FenceInfo, Form, Language, Options, Repair, Unchecked};
use crate::syntax::markdown::{Fence, FenceEnd};
use crate::text::{Edit, TextRange};

/// What is said of one run of blocks.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// The faults and their repairs, in bytes of the code of all blocks.
    pub faults: Vec<(Fault, Vec<Repair>)>,
    /// Why it could not be checked.
    pub unchecked: Option<Unchecked>,
}

/// A block and those that continue it, one after the other.
#[derive(Default)]
pub(super) struct Run {
    pub parts: Vec<Part>,
    /// The code of all.
    pub code: String,
    pub form: Form,
    /// Whether one of them is not to be checked: then none can be.
    pub opted_out: bool,
}

/// One fence of a run.
pub(super) struct Part {
    pub fence: Fence,
    pub info: FenceInfo,
    /// Where its block starts in the note.
    base: u32,
    /// Where its code starts in that of the run.
    start: u32,
}

impl Run {
    fn push(&mut self, python: Python, note: &Note) {
        let start = self.code.len() as u32;
        self.code += &python.fence.code(&note.block_source(python.block));
        match python.info.python() {
            None => self.opted_out = true,
            Some(form) if self.parts.is_empty() || form == Form::Ipython => self.form = form,
            Some(_) => {}
        }
        let base = note.block_range(python.block).start;
        self.parts.push(Part { fence: python.fence, info: python.info, base, start });
    }

    fn options(&self, context: &NoteContext<'_>) -> Options {
        Options { python_version: context.config.python_version, form: self.form }
    }

    pub fn read(&self, context: &NoteContext<'_>) -> Reading {
        let options = self.options(context);
        let verdict = code::check(&self.code, &options);
        let with_repairs = |fault: Fault| {
            let repairs = code::repairs(&self.code, &fault, &options);
            (fault, repairs)
        };
        Reading { faults: verdict.faults.into_iter().map(with_repairs).collect(), unchecked: verdict.unchecked }
    }

    /// Whether there is a first block, and it can be read by itself.
    pub fn head_is_checked(&self, context: &NoteContext<'_>) -> bool {
        let end = self.parts.iter().find(|part| part.info.continues).map_or(0, |part| part.start);
        let head = self.code.get(..end as usize).unwrap_or_default();
        code::check(head, &self.options(context)).unchecked.is_none()
    }

    /// The part that holds the byte at `offset`, with its code.
    fn part_at(&self, offset: u32) -> Option<(&Part, &str)> {
        let next = self.parts.partition_point(|part| part.start <= offset);
        let part = self.parts.get(next.checked_sub(1)?)?;
        let end = self.parts.get(next).map_or(self.code.len(), |next| next.start as usize);
        Some((part, self.code.get(part.start as usize..end)?))
    }

    /// Where `range` of the code stands in the note: the part of it that is in one fence.
    fn place(&self, range: TextRange) -> TextRange {
        let Some((part, code)) = self.part_at(range.start) else { return TextRange::default() };
        let end = range.end.min(part.start + code.len() as u32).max(range.start);
        python::place(&part.fence, code, TextRange::new(range.start, end).relative_to(part.start)) + part.base
    }

    pub fn diagnostic(&self, fault: &Fault, repairs: &[Repair]) -> Diagnostic {
        let message = self.with_own_lines(&fault.message, fault.range.start);
        let fixes = repairs.iter().map(|repair| {
            let edits = repair.edits.iter().map(|edit| Edit::replace(self.place(edit.range), edit.text.clone()));
            Fix { title: repair.title.clone(), edits: edits.collect(), safe: repair.certain }
        });
        let diagnostic = Diagnostic::new(python::rule(fault.kind), self.place(fault.range), message);
        Diagnostic { fixes: fixes.collect(), ..diagnostic }
    }

    /// A message that ends with a number of a line, as "on line 3" does, with the number that the line has in its own
    /// block. A line of another block than that at `offset` is said to be one.
    fn with_own_lines(&self, message: &str, offset: u32) -> String {
        let number = message.find(" line ").map(|at| at + " line ".len());
        let digits = number.map(|at| (at, message[at..].chars().take_while(char::is_ascii_digit).count()));
        let Some((at, len)) = digits.filter(|(_, len)| *len > 0) else { return message.to_owned() };
        let line: usize = message[at..at + len].parse().unwrap_or(1);
        let line_start =
            self.code.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>() as u32;
        let Some((part, _)) = self.part_at(line_start) else { return message.to_owned() };
        let above = self.code.get(part.start as usize..line_start as usize).unwrap_or_default();
        let own = above.matches('\n').count() + 1;
        let is_here = self.part_at(offset).is_some_and(|(here, _)| here.start == part.start);
        let whose = if is_here { "" } else { " of a block before" };
        format!("{}{own}{whose}{}", &message[..at], &message[at + len..])
    }
}

impl Part {
    /// The fence in the note.
    pub fn range(&self) -> TextRange {
        self.fence.range + self.base
    }

    /// A finding in its block as one in the note.
    pub fn placed(&self, found: Diagnostic) -> Diagnostic {
        Diagnostic { range: found.range + self.base, ..found }
    }
}

/// A Python fence of a note.
struct Python {
    block: usize,
    /// Its place among the fences of its block.
    number: usize,
    fence: Fence,
    info: FenceInfo,
}

/// The runs of blocks in which some continue others, in the order of the text.
pub(super) fn runs(note: &Note, continuing: impl Iterator<Item = usize>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    // The last fence of the last run.
    let mut last = None;
    for python in continuing.flat_map(|block| pythons(note, block)).filter(|python| python.info.continues) {
        let place = (python.block, python.number);
        let before = before(note, python.block, python.number);
        if before.as_ref().is_none_or(|before| last != Some((before.block, before.number))) {
            let mut run = Run::default();
            if let Some(before) = before {
                run.push(before, note);
            }
            runs.push(run);
        }
        if let Some(run) = runs.last_mut() {
            run.push(python, note);
        }
        last = Some(place);
    }
    runs
}

/// The Python fences of `block`, those that opted out too.
fn pythons(note: &Note, block: usize) -> impl DoubleEndedIterator<Item = Python> {
    let source = note.block_source(block);
    let fences = note.block(block).fences.iter().enumerate();
    let pythons = fences.filter_map(|(number, fence)| {
        let info = info(fence, &source)?;
        Some(Python { block, number, fence: fence.clone(), info })
    });
    pythons.collect::<Vec<_>>().into_iter()
}

/// The last Python fence before the one at `number` of `block`.
fn before(note: &Note, block: usize, number: usize) -> Option<Python> {
    let here = pythons(note, block).rfind(|python| python.number < number);
    here.or_else(|| (0..block).rev().find_map(|block| pythons(note, block).next_back()))
}

/// What the info string of a Python fence says; none for another language, and for a fence that is never closed.
pub(super) fn info(fence: &Fence, source: &str) -> Option<FenceInfo> {
    let info = FenceInfo::new(source.get(fence.info.as_usize()).unwrap_or_default());
    (fence.end == FenceEnd::Closed && matches!(info.language, Language::Python(_))).then_some(info)
}

//! The check of Python blocks: one verdict, reported under four rules.

use crate::rules::{BlockContext, Diagnostic, Fix, Rule};
use crate::syntax::code::{self, Fault, FaultKind, FenceInfo, Options, Repair, Unchecked};
use crate::syntax::markdown::{Fence, FenceEnd};
use crate::text::{Edit, TextRange};

use super::python_context::PYTHON_CONTEXT;
use super::python_syntax::PYTHON_SYNTAX;
use super::python2_syntax::PYTHON2_SYNTAX;
use super::unchecked_block::UNCHECKED_BLOCK;

/// Reports what CPython would reject in the Python blocks of the block.
///
/// An unclosed fence is left alone: what follows it is not code. A block that continues another is read with it, by
/// [`continued`](super::continued).
pub fn check(context: &BlockContext<'_>, found: &mut Vec<Diagnostic>) {
    if context.path.is_some_and(|path| !context.config.checks_python(path)) {
        return;
    }
    for fence in context.block.fences.iter().filter(|fence| fence.end == FenceEnd::Closed) {
        let info = FenceInfo::new(context.source.get(fence.info.as_usize()).unwrap_or_default());
        let Some(form) = info.python().filter(|_| !info.continues) else { continue };
        let options = Options { python_version: context.config.python_version, form };
        let code = fence.code(context.source);
        let verdict = code::check(&code, &options);
        found.extend(verdict.faults.iter().map(|fault| {
            let repairs = code::repairs(&code, fault, &options);
            let fixes = repairs.into_iter().map(|repair| fix(fence, &code, repair)).collect();
            Diagnostic { fixes, ..diagnostic(fence, &code, fault) }
        }));
        found.extend(verdict.unchecked.map(|reason| unchecked(fence, reason)));
    }
}

/// The finding of one fault.
fn diagnostic(fence: &Fence, code: &str, fault: &Fault) -> Diagnostic {
    Diagnostic::new(rule(fault.kind), place(fence, code, fault.range), fault.message.clone())
}

/// The rule that a fault of this kind is reported under.
pub(super) fn rule(kind: FaultKind) -> &'static Rule {
    match kind {
        FaultKind::Syntax => &PYTHON_SYNTAX,
        FaultKind::Context => &PYTHON_CONTEXT,
        FaultKind::Python2 => &PYTHON2_SYNTAX,
    }
}

fn fix(fence: &Fence, code: &str, repair: Repair) -> Fix {
    let edits = repair.edits.into_iter().map(|edit| Edit { range: place(fence, code, edit.range), ..edit });
    Fix { title: repair.title, edits: edits.collect(), safe: repair.certain }
}

/// Where a range of the code stands in the block. An empty one at a line's end stays on its line, before `\r\n` too.
pub(super) fn place(fence: &Fence, code: &str, range: TextRange) -> TextRange {
    let before = code.get(..range.start as usize).unwrap_or_default();
    if range.is_empty() && !before.is_empty() && !before.ends_with('\n') {
        return TextRange::empty(fence.locate(range.start - 1) + 1);
    }
    fence.locate_range(range)
}

/// The finding on a block that could not be checked.
pub(super) fn unchecked(fence: &Fence, reason: Unchecked) -> Diagnostic {
    let message = match reason {
        Unchecked::TooLarge => "this block is larger than 1 MB and was not checked",
        Unchecked::TooDeep => "this block is too deeply nested to check",
    };
    let opener = TextRange::new(fence.range.start, fence.info.end.max(fence.range.start));
    Diagnostic::new(&UNCHECKED_BLOCK, opener, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::check;
    use crate::rules::{NoteContext, check_note};
    use crate::syntax::Note;
    use crate::text::Text;
    use crate::workspace::Config;

    const RULES: &[&Rule] = &[&PYTHON_SYNTAX, &PYTHON_CONTEXT, &PYTHON2_SYNTAX, &UNCHECKED_BLOCK];

    #[test]
    fn faults_are_placed_through_lists_and_quotes() {
        check(
            RULES,
            "\
1. Item

   > ```py title=\"x\"
   > def f():
   >     é = g(1, 2]
                   ^ python-syntax: closing parenthesis ']' does not match opening parenthesis '('
   > ```
",
        );
    }

    #[test]
    fn unclosed_and_foreign_fences_are_left_alone() {
        check(RULES, "```rust\nfn f(\n```\n\n```python no-check\ndef f(:\n```\n\n```python\ndef f(:\n");
    }

    #[test]
    fn a_missing_colon_is_shown_and_mended_before_the_line_end() {
        check(RULES, "> ```py\r\n> if x\r\n      ^ python-syntax: expected ':'\n>     y\r\n> ```\r\n");
        let note = Note::new(Text::new("> ```py\r\n> if x\r\n>     y\r\n> ```\r\n"));
        let found = check_note(&NoteContext::new(&note, &Config::default()));
        let edits: Vec<_> = found.iter().flat_map(|found| &found.fixes).flat_map(|fix| &fix.edits).collect();
        assert_eq!(edits, [&Edit::insert(15, ":")]);
    }
}

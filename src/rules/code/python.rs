//! The check of Python blocks: one verdict, reported under four rules.

use crate::rules::{BlockContext, Diagnostic};
use crate::syntax::code::{self, Fault, FaultKind, FenceInfo, Options, Unchecked};
use crate::syntax::markdown::{Fence, FenceEnd};
use crate::text::TextRange;

use super::python_context::PYTHON_CONTEXT;
use super::python_syntax::PYTHON_SYNTAX;
use super::python2_syntax::PYTHON2_SYNTAX;
use super::unchecked_block::UNCHECKED_BLOCK;

/// Reports what CPython would reject in the Python blocks of the block.
///
/// An unclosed fence is left alone: what follows it is not code.
pub fn check(context: &BlockContext<'_>, found: &mut Vec<Diagnostic>) {
    for fence in context.block.fences.iter().filter(|fence| fence.end == FenceEnd::Closed) {
        let info = FenceInfo::new(context.source.get(fence.info.as_usize()).unwrap_or_default());
        let Some(form) = info.python() else { continue };
        let options = Options { python_version: context.config.python_version, form };
        let verdict = code::check(&fence.code(context.source), &options);
        found.extend(verdict.faults.iter().map(|fault| diagnostic(fence, fault)));
        found.extend(verdict.unchecked.map(|reason| unchecked(fence, reason)));
    }
}

fn diagnostic(fence: &Fence, fault: &Fault) -> Diagnostic {
    let rule = match fault.kind {
        FaultKind::Syntax => &PYTHON_SYNTAX,
        FaultKind::Context => &PYTHON_CONTEXT,
        FaultKind::Python2 => &PYTHON2_SYNTAX,
    };
    Diagnostic::new(rule, fence.locate_range(fault.range), fault.message.clone())
}

fn unchecked(fence: &Fence, reason: Unchecked) -> Diagnostic {
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
    use crate::rules::Rule;
    use crate::rules::testing::check;

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
}

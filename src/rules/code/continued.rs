//! Blocks that continue the one before them, as ```` ```python continues ```` says.

use crate::rules::{Diagnostic, NoteContext};
use crate::syntax::Note;
use crate::syntax::code::{self, FenceInfo, Options};
use crate::syntax::markdown::{Fence, FenceEnd};
use crate::text::TextRange;

use super::python::diagnostic;

/// The shortest info string that can ask for it: `py continues`.
const SHORTEST: u32 = 12;

/// Reports the faults of continuing blocks, each read as one with those that it continues.
pub fn check(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    if !any_continues(context.note) || context.path.is_some_and(|path| !context.config.checks_python(path)) {
        return;
    }
    let mut before = String::new();
    for index in 0..context.note.block_count() {
        let block = context.note.block(index);
        if block.fences.is_empty() {
            continue;
        }
        let source = context.note.block_source(index);
        let base = context.note.block_range(index).start;
        for fence in block.fences.iter().filter(|fence| fence.end == FenceEnd::Closed) {
            let info = info(fence, &source);
            let Some(form) = info.python() else { continue };
            let own = fence.code(&source);
            if !info.continues {
                before = own;
                continue;
            }
            let start = before.len() as u32;
            before += &own;
            let options = Options { python_version: context.config.python_version, form };
            let verdict = code::check(&before, &options);
            for fault in verdict.faults.iter().filter(|fault| fault.range.start >= start) {
                let range = TextRange::new(fault.range.start - start, fault.range.end - start);
                let placed = diagnostic(fence, &own, &fault.moved(range));
                found.push(Diagnostic { range: placed.range + base, ..placed });
            }
        }
    }
}

/// Whether any block of the note continues another. Only info strings that are long enough are read.
fn any_continues(note: &Note) -> bool {
    note.blocks().blocks().iter().enumerate().any(|(index, block)| {
        let mut long = block.fences.iter().filter(|fence| fence.info.len() >= SHORTEST);
        long.any(|fence| {
            let range = fence.info + note.block_range(index).start;
            FenceInfo::new(&note.text().slice(range)).continues
        })
    })
}

fn info(fence: &Fence, source: &str) -> FenceInfo {
    FenceInfo::new(source.get(fence.info.as_usize()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use crate::rules::code::python_context::PYTHON_CONTEXT;
    use crate::rules::code::python_syntax::PYTHON_SYNTAX;
    use crate::rules::testing::check;

    #[test]
    fn a_continuing_block_is_read_with_the_one_before() {
        check(
            &[&PYTHON_SYNTAX, &PYTHON_CONTEXT],
            "\
```python
def f(x):
    y = x
```

- Then:

  ```python continues
      if y:
          return 1
  ```

  ```python continues
  return 2
  ^^^^^^^^ python-context: 'return' outside function
  ```

```python
else:
^^^^ python-syntax: invalid syntax: expected a statement
    pass
```
",
        );
    }
}

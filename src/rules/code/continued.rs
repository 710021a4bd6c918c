//! Blocks that continue the one before them, as ```` ```python continues ```` says: both are read as one.

mod run;

use rustc_hash::FxHashMap;

use crate::rules::{Diagnostic, NoteContext, Rule};
use crate::syntax::code::Form;
use crate::syntax::markdown::Block;
use crate::text::TextRange;

use super::python;
use super::python_context::PYTHON_CONTEXT;
use super::python_syntax::PYTHON_SYNTAX;
use super::python2_syntax::PYTHON2_SYNTAX;
use run::{Part, Reading};

/// The rules that a run of blocks is held to as a whole.
const RULES: [&Rule; 3] = [&PYTHON_SYNTAX, &PYTHON_CONTEXT, &PYTHON2_SYNTAX];

/// What was found in the blocks that continue each other, kept while the note changes around them.
#[derive(Clone, Debug, Default)]
pub struct Continued {
    /// The verdicts by what was read.
    verdicts: FxHashMap<(String, Form), Reading>,
}

/// Whether some Python block in `block` asks to be read with the one before it.
pub fn continues(block: &Block, source: &str) -> bool {
    block.fences.iter().any(|fence| run::info(fence, source).is_some_and(|info| info.continues))
}

impl Continued {
    /// Reports the faults of the blocks that continue others, and of those that are continued. Gives the ranges of the
    /// fences of which this says all: what was found in each of them alone is void, save what is not about its Python.
    ///
    /// `continuing` are the blocks of the note for which [`continues`] holds, in ascending order.
    pub fn check(
        &mut self,
        context: &NoteContext<'_>,
        continuing: impl Iterator<Item = usize>,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<TextRange> {
        let mut read = Vec::new();
        let mut verdicts = FxHashMap::default();
        if context.path.is_none_or(|path| context.config.checks_python(path)) {
            for run in run::runs(context.note, continuing) {
                if run.opted_out {
                    read.extend(run.parts.iter().map(Part::range));
                    continue;
                }
                let key = (run.code.clone(), run.form);
                let reading = verdicts
                    .entry(key)
                    .or_insert_with_key(|key| self.verdicts.remove(key).unwrap_or_else(|| run.read(context)));
                match reading.unchecked {
                    None => read.extend(run.parts.iter().map(Part::range)),
                    // A first block that cannot be read by itself tells so itself.
                    Some(reason) if run.head_is_checked(context) => {
                        let fence = run.parts.iter().find(|part| part.info.continues);
                        found.extend(fence.map(|part| part.placed(python::unchecked(&part.fence, reason))));
                    }
                    Some(_) => {}
                }
                found.extend(reading.faults.iter().map(|(fault, repairs)| run.diagnostic(fault, repairs)));
            }
        }
        self.verdicts = verdicts;
        read.sort();
        read
    }
}

/// Whether one of the fences at `read`, in ascending order, makes what was found at `range` by `rule` void.
pub fn is_void(read: &[TextRange], rule: &Rule, range: TextRange) -> bool {
    let index = read.partition_point(|fence| fence.start <= range.start);
    let fence = index.checked_sub(1).and_then(|index| read.get(index));
    RULES.iter().any(|it| it.name == rule.name) && fence.is_some_and(|fence| fence.encloses(range))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::code::unchecked_block::UNCHECKED_BLOCK;
    use crate::rules::testing::check as check_rules;
    use crate::rules::{Checker, NoteContext, check_note};
    use crate::syntax::Note;
    use crate::text::{Edit, Text};
    use crate::workspace::Config;

    #[track_caller]
    fn check(annotated: &str) {
        check_rules(&[&PYTHON_SYNTAX, &PYTHON_CONTEXT, &PYTHON2_SYNTAX, &UNCHECKED_BLOCK], annotated);
    }

    #[test]
    fn a_continuing_block_is_read_with_the_one_before() {
        check(
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

    #[test]
    fn a_block_may_be_completed_by_the_next() {
        check("```python\nif x:\n```\n\nThen:\n\n```python continues\n    y\n```\n");
        check("```python\nx = f(\n```\n\n```text\n(\n```\n\n> ```python continues\n>     1,\n> )\n> ```\n");
        check(
            "```python\ntry:\n    x\n```\n```python continues\nexcept E:\n    y\n```\n```py continues\nelse:\n    z\n```\n",
        );
        check("```python\n>>> def f():\n```\n\n```python continues\n...     return 1\n```\n");
    }

    #[test]
    fn each_fault_is_told_once_and_where_it_is() {
        check(
            "\
> ```python
> def f(:
       ^ python-syntax: '(' was never closed
>     x = 1
> ```

```python continues
    return x
```
",
        );
        check(
            "\
```python
return 1
```

```python continues
x = )
    ^ python-syntax: unmatched ')'
```
",
        );
        check(
            "\
```python
return 1
^^^^^^^^ python-context: 'return' outside function
```

```python continues
x = 1
```
",
        );
        check(
            "\
```python
# The first line.
for x in y:
```

```python continues
z
^ python-syntax: expected an indented block after 'for' statement on line 2 of a block before
```
",
        );
        check(
            "\
```python
x = 1
```

```python continues
for x in y:
z
^ python-syntax: expected an indented block after 'for' statement on line 1
```
",
        );
    }

    #[test]
    fn blocks_that_opted_out_are_left_alone_with_what_continues_them() {
        check("```python no-check\nif x:\n```\n\n```python continues\n    y\n```\n");
        check(
            "```python\nif x:\n```\n\n```python no-check continues\n    y = (\n```\n\n```python continues\n    z\n```\n",
        );
        check("```python continues\nx = 1\n```\n");
        check("```rust continues\nx = (\n```\n");
    }

    #[test]
    fn what_is_too_deep_together_is_told_once() {
        let deep = "(".repeat(150);
        check(&format!(
            "```python\nx = {deep}\n    {}^ python-syntax: '(' was never closed\n```\n\n```python continues\n{deep}\n```\n",
            " ".repeat(149)
        )
        .replace("```python continues\n", "```python continues\n^^^^^^^^^^^^^^^^^^^ unchecked-block: this block is too deeply nested to check\n"));
        let deep = "(".repeat(300);
        check(&format!(
            "```python\n^^^^^^^^^ unchecked-block: this block is too deeply nested to check\n{deep}\n```\n\n```python continues\nx\n```\n"
        ));
    }

    #[test]
    fn fixes_stand_in_the_fence_that_they_mend() {
        let source = "> ```python\n> if x\n> ```\n\n```python continues\n    y\n```\n";
        let note = Note::new(Text::new(source));
        let found = check_note(&NoteContext::new(&note, &Config::default()));
        let edits: Vec<_> = found.iter().flat_map(|found| &found.fixes).flat_map(|fix| &fix.edits).collect();
        assert_eq!(edits, [&Edit::insert(18, ":")]);
    }

    #[test]
    fn what_is_kept_equals_what_a_fresh_check_finds() {
        let mut note = Note::new(Text::new("# A\n\n```python\nif x:\n```\n\n```python continues\n    y\n```\n\nB\n"));
        let mut checker = Checker::new(&note);
        let config = Config::default();
        let edits = [
            (note.text().len() - 2, "c"),
            (0, "text\n\n"),
            (22, ")"),
            (22, "\n```\n\n```python\n"),
            (0, "```py\nz(\n```\n"),
        ];
        checker.run(&NoteContext::new(&note, &config));
        for (at, text) in edits {
            let replaced = note.edit(&Edit::insert(at, text));
            checker.replace(&replaced);
            let context = NoteContext::new(&note, &config);
            assert_eq!(checker.run(&context), check_note(&context), "{}", note.text());
        }
    }
}

//! `unlabelled-fence`

use crate::rules::{BlockContext, Diagnostic, Fix, Severity, declare_rule};
use crate::syntax::code;
use crate::syntax::markdown::FenceEnd;
use crate::text::{Edit, TextRange};

declare_rule! {
    /// A code block is Python, but its fence does not say so.
    ///
    /// Without a language, a block is neither checked nor coloured. Only blocks that parse as Python and could hardly
    /// be anything else are reported.
    ///
    /// ## Fails
    ///
    /// ````markdown
    /// ```
    /// def double(x):
    ///     return 2 * x
    /// ```
    /// ````
    ///
    /// ## Passes
    ///
    /// ````markdown
    /// ```python
    /// def double(x):
    ///     return 2 * x
    /// ```
    ///
    /// ```
    /// double(4) == 8
    /// ```
    /// ````
    pub static UNLABELLED_FENCE = "unlabelled-fence", Some(Severity::Hint);
}

/// Reports the opening fence, and offers to label it.
pub fn check(context: &BlockContext<'_>, found: &mut Vec<Diagnostic>) {
    let bare = context.block.fences.iter().filter(|fence| fence.end == FenceEnd::Closed && fence.info.is_empty());
    for fence in bare {
        if code::is_clearly_python(&fence.code(context.source), context.config.python_version) {
            let opener = TextRange::new(fence.range.start, fence.info.end);
            let fix = Fix::suggestion("Label the block 'python'", Edit::insert(fence.info.start, "python"));
            found.push(
                Diagnostic::new(&UNLABELLED_FENCE, opener, "this is Python, its fence should say so").with_fix(fix),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::check;

    #[test]
    fn the_marks_are_shown() {
        check(
            &[&UNLABELLED_FENCE],
            "\
- ```
  ^^^ unlabelled-fence: this is Python, its fence should say so
  for x in y:
      print(x)
  ```

```text
for x in y: pass
```

```
a b c
```
",
        );
    }
}

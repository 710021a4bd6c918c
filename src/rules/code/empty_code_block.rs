//! `empty-code-block`

use crate::rules::{BlockContext, Diagnostic, Severity, declare_rule};
use crate::syntax::code::FenceInfo;
use crate::syntax::markdown::FenceEnd;
use crate::text::TextRange;

declare_rule! {
    /// A code block is empty.
    ///
    /// It stands for code that was forgotten, or for a pair of fences of which one is too many. A directive of MyST, such as
    /// `{figure}`, may do without.
    ///
    /// ## Fails
    ///
    /// ````markdown
    /// ```python
    /// ```
    /// ````
    ///
    /// ## Passes
    ///
    /// ````markdown
    /// ```python
    /// pass
    /// ```
    /// ````
    pub static EMPTY_CODE_BLOCK = "empty-code-block", Some(Severity::Information);
}

/// Reports the opening fence of every closed block without code.
pub fn check(context: &BlockContext<'_>, found: &mut Vec<Diagnostic>) {
    for fence in context.block.fences.iter().filter(|fence| fence.end == FenceEnd::Closed) {
        let blank = |piece: &str| piece.trim().is_empty();
        let mut pieces =
            fence.content.iter().map(|piece| context.source.get(piece.range.as_usize()).unwrap_or_default());
        let is_directive =
            || FenceInfo::new(context.source.get(fence.info.as_usize()).unwrap_or_default()).is_directive;
        if pieces.all(blank) && !is_directive() {
            let opener = TextRange::new(fence.range.start, fence.info.end.max(fence.range.start));
            found.push(Diagnostic::new(&EMPTY_CODE_BLOCK, opener, "this code block is empty"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::check;

    #[test]
    fn the_opener_is_shown() {
        check(
            &[&EMPTY_CODE_BLOCK],
            "\
```python
^^^^^^^^^ empty-code-block: this code block is empty

```

~~~
x
~~~

```{r, fig.width=3}
^^^^^^^^^^^^^^^^^^^ empty-code-block: this code block is empty
```

```{figure} heap.png
```
",
        );
    }
}

//! `unclosed-fence`

use crate::rules::{BlockContext, Diagnostic, Severity, declare_rule};
use crate::syntax::markdown::FenceEnd;
use crate::text::TextRange;

declare_rule! {
    /// A fenced code block has no closing fence.
    ///
    /// Without its closing fence, a code block swallows everything after it, to the end of the note or of the list
    /// item or quote it stands in.
    ///
    /// ## Fails
    ///
    /// ````markdown
    /// ```text
    /// The rest of the note is code.
    /// ````
    ///
    /// ## Passes
    ///
    /// ````markdown
    /// ```text
    /// Just this is code.
    /// ```
    /// ````
    pub static UNCLOSED_FENCE = "unclosed-fence", Some(Severity::Error);
}

/// Reports every fence of the block that lacks its closing fence, at the opening one.
pub fn check(context: &BlockContext<'_>, found: &mut Vec<Diagnostic>) {
    for fence in context.block.fences.iter().filter(|fence| fence.end == FenceEnd::Unclosed) {
        let opener = TextRange::new(fence.range.start, fence.info.end.max(fence.range.start));
        found.push(Diagnostic::new(&UNCLOSED_FENCE, opener, "this code block is never closed"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::check;

    #[test]
    fn the_opener_is_marked() {
        check(
            &[&UNCLOSED_FENCE],
            "\
# Note

```text
closed
```

- 😀 item
  ~~~~ python title=\"x\"
  ^^^^^^^^^^^^^^^^^^^^^ unclosed-fence: this code block is never closed
  ~~~

```
^^^ unclosed-fence: this code block is never closed
text
",
        );
    }
}

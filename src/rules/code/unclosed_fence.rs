//! `unclosed-fence`

use crate::rules::{BlockContext, Diagnostic, Fix, Severity, declare_rule};
use crate::syntax::markdown::{Fence, FenceEnd};
use crate::text::{Edit, TextRange};

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

/// Reports every fence of the block that lacks its closing fence, at the opening one, and the first heading that it
/// swallows.
pub fn check(context: &BlockContext<'_>, found: &mut Vec<Diagnostic>) {
    for fence in context.block.fences.iter().filter(|fence| fence.end == FenceEnd::Unclosed) {
        let opener = TextRange::new(fence.range.start, fence.info.end.max(fence.range.start));
        let diagnostic = match swallowed_heading(fence, context.source) {
            Some(heading) => {
                let text = context.source.get(heading.as_usize()).unwrap_or_default();
                let message = format!("this code block is never closed, it swallows the heading '{text}'");
                let diagnostic = Diagnostic::new(&UNCLOSED_FENCE, opener, message);
                let fix = closing_fence(fence, context.source, heading);
                let diagnostic = diagnostic.with_related(heading, "the heading that became code");
                fix.into_iter().fold(diagnostic, Diagnostic::with_fix)
            }
            None => Diagnostic::new(&UNCLOSED_FENCE, opener, "this code block is never closed"),
        };
        found.push(diagnostic);
    }
}

/// The first line of the code that is most likely a heading: behind a blank line, and of level 2 or below, since `#`
/// alone begins a comment in many languages.
fn swallowed_heading(fence: &Fence, source: &str) -> Option<TextRange> {
    let code = fence.code(source);
    let mut blank = false;
    let mut offset = 0;
    for line in code.split_inclusive('\n') {
        let text = line.trim_end();
        let marks = text.len() - text.trim_start_matches('#').len();
        if blank && (2..=6).contains(&marks) && text.get(marks..).is_some_and(|rest| rest.starts_with(' ')) {
            return Some(fence.locate_range((offset..offset + text.len()).into()));
        }
        blank = text.is_empty();
        offset += line.len();
    }
    None
}

/// Closes the block on the blank lines before `heading`, for a fence that stands in no list or quote.
fn closing_fence(fence: &Fence, source: &str, heading: TextRange) -> Option<Fix> {
    let before = source.get(..heading.start as usize)?;
    let line_start = source.get(..fence.range.start as usize)?.rfind('\n').map_or(0, |end| end + 1);
    let in_container = !source.get(line_start..fence.range.start as usize)?.trim().is_empty();
    if in_container || !(before.is_empty() || before.ends_with('\n')) {
        return None;
    }
    let marks = source.get(fence.range.start as usize..fence.info.start as usize)?.trim();
    let line_end = if before.ends_with("\r\n") { "\r\n" } else { "\n" };
    let at = before.trim_end().len();
    let edit = Edit::insert(at as u32, format!("{line_end}{marks}"));
    Some(Fix::suggestion("Close the code block before the heading", edit))
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

    #[test]
    fn the_heading_that_is_swallowed_is_named() {
        check(
            &[&UNCLOSED_FENCE],
            "\
```python
^^^^^^^^^ unclosed-fence: this code block is never closed, it swallows the heading '## Next question?'
x = 1
# a comment

## Next question?

text
",
        );
    }
}

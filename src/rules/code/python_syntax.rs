//! `python-syntax`

use crate::rules::{Severity, declare_rule};

declare_rule! {
    /// A Python block does not parse.
    ///
    /// What CPython's parser would reject is found while you type, in CPython's words and where the cause is: an
    /// unclosed bracket is shown where it opens. Each block is read on its own, and shows one finding at a time.
    ///
    /// Code as notes show it is understood: top-level `await`, blocks that are indented as a whole, `>>>` transcripts,
    /// IPython magics, `f(a, ...)`. Where a line includes another file (`{!x.py!}`, `{{< include x.py >}}`, `--8<--`), or
    /// belongs to a template (`{% if x %}`), the block is not the program and nothing is said. The word `no-check` after the
    /// language leaves a block out. The word `continues` has it read with the Python block before, as one.
    ///
    /// ## Fails
    ///
    /// ````markdown
    /// ```python
    /// def area(width, height:
    ///     return width * height
    /// ```
    /// ````
    ///
    /// ## Passes
    ///
    /// ````markdown
    /// ```python
    /// def area(width, height):
    ///     return width * height
    /// ```
    /// ````
    pub static PYTHON_SYNTAX = "python-syntax", Some(Severity::Error);
}

//! `python-context`

use crate::rules::{Severity, declare_rule};

declare_rule! {
    /// A Python block parses, but would not compile as it stands.
    ///
    /// Some mistakes are found by CPython's compiler only: `return` outside a function, `break` outside a loop, an
    /// argument given twice, a `global` declaration after the name's use. Fragments of larger programs often look
    /// like this on purpose, so it is information, not an error.
    ///
    /// ## Fails
    ///
    /// ````markdown
    /// ```python
    /// total = sum(numbers)
    /// return total
    /// ```
    /// ````
    ///
    /// ## Passes
    ///
    /// ````markdown
    /// ```python
    /// def add(numbers):
    ///     total = sum(numbers)
    ///     return total
    /// ```
    /// ````
    pub static PYTHON_CONTEXT = "python-context", Some(Severity::Information);
}

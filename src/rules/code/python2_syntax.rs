//! `python2-syntax`

use crate::rules::{Severity, declare_rule};

declare_rule! {
    /// A Python block is written in Python 2.
    ///
    /// `print` without parentheses, backticks, `<>`, `except Error, e`, `exec` and `raise` statements with commas, octal
    /// literals like `0777` and long ones like `10L` no longer parse in Python 3. Where a note is about Python 2, call
    /// the language `python2`.
    ///
    /// ## Fails
    ///
    /// ````markdown
    /// ```python
    /// print "Hello"
    /// ```
    /// ````
    ///
    /// ## Passes
    ///
    /// ````markdown
    /// ```python
    /// print("Hello")
    /// ```
    ///
    /// ```python2
    /// print "Hello"
    /// ```
    /// ````
    pub static PYTHON2_SYNTAX = "python2-syntax", Some(Severity::Warning);
}

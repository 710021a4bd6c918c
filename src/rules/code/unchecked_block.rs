//! `unchecked-block`

use crate::rules::{Severity, declare_rule};

declare_rule! {
    /// A Python block could not be checked.
    ///
    /// Blocks larger than 1 MB, and blocks whose brackets, operators or statements are nested too deeply to be read
    /// safely, are left unchecked, and this says so.
    ///
    /// ## Fails
    ///
    /// ````markdown
    /// ```python
    /// x = (
    /// ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((
    /// ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((
    /// ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((
    /// 1
    /// ))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
    /// ))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
    /// ))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
    /// )
    /// ```
    /// ````
    ///
    /// ## Passes
    ///
    /// ````markdown
    /// ```python
    /// x = ((((1))))
    /// ```
    /// ````
    pub static UNCHECKED_BLOCK = "unchecked-block", Some(Severity::Information);
}

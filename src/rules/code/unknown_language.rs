//! `unknown-language`

use crate::rules::{BlockContext, Diagnostic, Fix, Severity, declare_rule};
use crate::syntax::code::{FenceInfo, meant_language};
use crate::syntax::markdown::FenceEnd;
use crate::text::Edit;

declare_rule! {
    /// A fence names a language that there is not, close to one that there is.
    ///
    /// A block whose language is misspelt is not checked and not coloured. Names that are unlike any known one are taken
    /// to be right.
    ///
    /// ## Fails
    ///
    /// ````markdown
    /// ```pyhton
    /// print("Hello")
    /// ```
    /// ````
    ///
    /// ## Passes
    ///
    /// ````markdown
    /// ```python
    /// print("Hello")
    /// ```
    /// ````
    pub static UNKNOWN_LANGUAGE = "unknown-language", Some(Severity::Warning);
}

/// Reports the name, and offers the one that was meant.
pub fn check(context: &BlockContext<'_>, found: &mut Vec<Diagnostic>) {
    for fence in context.block.fences.iter().filter(|fence| fence.end != FenceEnd::Indented) {
        let info = context.source.get(fence.info.as_usize()).unwrap_or_default();
        let Some(name) = FenceInfo::new(info).name else { continue };
        let written = info.get(name.as_usize()).unwrap_or_default();
        if let Some(meant) = meant_language(written) {
            let range = name + fence.info.start;
            let message = format!("there is no language '{written}', did you mean '{meant}'?");
            let fix = Fix::safe(format!("Replace by '{meant}'"), Edit::replace(range, meant));
            found.push(Diagnostic::new(&UNKNOWN_LANGUAGE, range, message).with_fix(fix));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::check;

    #[test]
    fn the_name_is_shown() {
        check(
            &[&UNKNOWN_LANGUAGE],
            "\
> ```{.pyhton .numberLines}
       ^^^^^^ unknown-language: there is no language 'pyhton', did you mean 'python'?
> x
> ```

```kusto
x
```
",
        );
    }
}

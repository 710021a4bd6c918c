//! The declaration of a rule.

use super::Severity;

/// What is known of a rule apart from its check.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Kebab-case; it names the fault and reads well after "allow".
    pub name: &'static str,
    /// Severity unless configured; `None` for a rule that is off by default.
    pub severity: Option<Severity>,
    /// The manual page, in Markdown: a summary line, why it matters, then an example that fails under
    /// `## Fails` and one that passes under `## Passes`, each a fence with the info string `markdown`.
    pub doc: &'static str,
}

/// Where the rule reference is published; each rule has an anchor of its name.
const REFERENCE: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/src/rules/README.md");

impl Rule {
    /// The address of its entry in the rule reference.
    pub fn url(&self) -> String {
        format!("{REFERENCE}#{}", self.name)
    }

    /// The first line of the manual page, without its full stop.
    pub fn summary(&self) -> &'static str {
        self.doc.trim_start().lines().next().unwrap_or_default().trim_end_matches('.')
    }

    /// The manual page as Markdown that stands alone. The doc comment it is made from starts each line with a blank.
    pub fn page(&self) -> String {
        self.doc.lines().map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect()
    }
}

/// Declares a rule as a static whose doc comment is its manual page.
///
/// ```ignore
/// declare_rule! {
///     /// A code block is not valid Python.
///     ///
///     /// …
///     pub static PYTHON_SYNTAX = "python-syntax", Some(Severity::Error);
/// }
/// ```
macro_rules! declare_rule {
    ($(#[doc = $doc:expr])* pub static $ident:ident = $name:literal, $severity:expr;) => {
        $(#[doc = $doc])*
        pub static $ident: $crate::rules::Rule = $crate::rules::Rule {
            name: $name,
            severity: $severity,
            doc: concat!($($doc, "\n"),*),
        };
    };
}
pub(crate) use declare_rule;

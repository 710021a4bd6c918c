//! What a check has to say.

use std::path::PathBuf;

use crate::text::{Edit, TextRange};

use super::Rule;

/// How grave a finding is, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The note is broken here.
    Error,
    /// Most likely a mistake.
    Warning,
    /// Worth knowing.
    Information,
    /// A suggestion.
    Hint,
}

impl Severity {
    /// Its name in the configuration and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Information => "information",
            Self::Hint => "hint",
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How grave it is here: the rule's default until the configuration is applied.
    pub severity: Severity,
    /// Where, in bytes of the note, or of the block for a check of one block.
    pub range: TextRange,
    /// One sentence without a full stop: what is wrong and, where that is not plain, what to do.
    pub message: String,
    /// Other places in the note that belong to it.
    pub related: Vec<Related>,
    /// Places in other files that belong to it.
    pub elsewhere: Vec<Elsewhere>,
    /// Ways to mend it, the best first.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A finding of `rule` at `range`, at the rule's default severity.
    pub fn new(rule: &'static Rule, range: TextRange, message: impl Into<String>) -> Self {
        let severity = rule.severity.unwrap_or(Severity::Information);
        Self {
            rule,
            severity,
            range,
            message: message.into(),
            related: Vec::new(),
            elsewhere: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// The same with one more way to mend it.
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// The same with a place that belongs to it.
    pub fn with_related(mut self, range: TextRange, message: impl Into<String>) -> Self {
        self.related.push(Related { range, message: message.into() });
        self
    }

    /// The same in ranges of the note, for a finding in ranges of a block that starts at `base`.
    pub fn moved_by(mut self, base: u32) -> Self {
        self.ranges_mut().for_each(|range| *range = *range + base);
        self
    }

    /// All places that it names: its own, those that belong to it, those that its fixes edit.
    pub fn ranges_mut(&mut self) -> impl Iterator<Item = &mut TextRange> {
        let related = self.related.iter_mut().map(|related| &mut related.range);
        let edits = self.fixes.iter_mut().flat_map(|fix| &mut fix.edits).map(|edit| &mut edit.range);
        std::iter::once(&mut self.range).chain(related).chain(edits)
    }
}

/// A place in the same note that explains a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where, in the same units as the finding's own range.
    pub range: TextRange,
    /// What is to be seen there.
    pub message: String,
}

/// A place in another file that explains a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The file.
    pub path: PathBuf,
    /// Its path as it is shown.
    pub shown: String,
    /// The line, counted from 0.
    pub line: u32,
    /// What is to be seen there.
    pub message: String,
}

/// A way to mend a finding, applied as one undoable step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative.
    pub title: String,
    /// The edits, in the same units as the finding's range, all against the text as it is; they do not overlap.
    pub edits: Vec<Edit>,
    /// Whether it is certain enough to be applied unseen, by `check --fix` or "fix all".
    pub safe: bool,
}

impl Fix {
    /// A fix of one edit that may be applied unseen.
    pub fn safe(title: impl Into<String>, edit: Edit) -> Self {
        Self { title: title.into(), edits: vec![edit], safe: true }
    }

    /// A fix of one edit that a person should look at.
    pub fn suggestion(title: impl Into<String>, edit: Edit) -> Self {
        Self { title: title.into(), edits: vec![edit], safe: false }
    }
}

//! Findings in the format that was asked for, one after the other.

use crate::cli::arguments::CheckFormat;
use crate::cli::output::{Failure, Output};
use crate::rules::Severity;

use super::{FileReport, json, text};

/// How findings are printed.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The format.
    pub format: CheckFormat,
    /// Whether with escape sequences for colour, where the format has colour.
    pub color: bool,
}

/// The findings of one file, ready to be printed.
#[derive(Debug)]
pub struct Rendered {
    totals: Totals,
    text: String,
}

/// How many findings there are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Findings below a warning.
    pub remarks: usize,
}

impl Style {
    /// The findings of one file as they are printed.
    pub fn render(self, report: &FileReport) -> Rendered {
        let count = |severity| report.diagnostics.iter().filter(|found| found.severity == severity).count();
        let text = match self.format {
            CheckFormat::Text => text::findings(report, self.color),
            CheckFormat::Json => json::findings(report),
        };
        let totals = Totals {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            remarks: count(Severity::Information) + count(Severity::Hint),
        };
        Rendered { totals, text }
    }

    /// What comes before all findings.
    fn head(self) -> &'static str {
        match self.format {
            CheckFormat::Text => "",
            CheckFormat::Json => "[\n",
        }
    }

    /// What comes between the findings of two files.
    fn separator(self) -> &'static str {
        match self.format {
            CheckFormat::Text => "",
            CheckFormat::Json => ",\n",
        }
    }

    /// What comes after all findings.
    fn tail(self, totals: Totals, notes: usize) -> String {
        match self.format {
            CheckFormat::Text => text::summary(totals, notes),
            CheckFormat::Json if totals.is_empty() => "]\n".to_owned(),
            CheckFormat::Json => "\n]\n".to_owned(),
        }
    }
}

impl Totals {
    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.errors + self.warnings + self.remarks == 0
    }
}

/// Prints the findings of one file after the other.
#[derive(Debug)]
pub struct Printer<'o> {
    style: Style,
    out: &'o mut Output,
    printed: Totals,
}

impl<'o> Printer<'o> {
    /// Starts a report on `out`.
    ///
    /// # Errors
    ///
    /// When `out` cannot be written, as in all methods.
    pub fn new(style: Style, out: &'o mut Output) -> Result<Self, Failure> {
        out.write(style.head())?;
        Ok(Self { style, out, printed: Totals::default() })
    }

    /// Prints the findings of some files.
    pub fn print(&mut self, findings: impl IntoIterator<Item = Rendered>) -> Result<(), Failure> {
        for Rendered { totals, text } in findings.into_iter().filter(|rendered| !rendered.totals.is_empty()) {
            if !self.printed.is_empty() {
                self.out.write(self.style.separator())?;
            }
            self.out.write(&text)?;
            self.printed.errors += totals.errors;
            self.printed.warnings += totals.warnings;
            self.printed.remarks += totals.remarks;
        }
        Ok(())
    }

    /// Ends the report on `notes` notes. Returns how many findings were printed.
    pub fn finish(self, notes: usize) -> Result<Totals, Failure> {
        self.out.write(&self.style.tail(self.printed, notes))?;
        Ok(self.printed)
    }
}

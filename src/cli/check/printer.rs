//! Findings in the format that was asked for, one after the other.

use crate::cli::arguments::CheckFormat;
use crate::cli::output::{Failure, Output};
use crate::rules::Severity;

use super::report::FileReport;
use super::{github, json, sarif, text};

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
    failure: Option<String>,
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
    /// Those of them that can be mended unseen.
    pub fixable: usize,
    /// Findings that were mended, which the others do not count.
    pub fixed: usize,
}

impl Rendered {
    /// How many bytes it takes.
    pub fn len(&self) -> usize {
        self.text.len()
    }
}

impl Style {
    /// The findings of one file as they are printed.
    pub fn render(self, report: &FileReport) -> Rendered {
        let count = |severity| report.diagnostics.iter().filter(|found| found.severity == severity).count();
        let text = match self.format {
            CheckFormat::Text => text::findings(report, self.color),
            CheckFormat::Json => json::findings(report),
            CheckFormat::Sarif => sarif::findings(report),
            CheckFormat::Github => github::findings(report),
        };
        let totals = Totals {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            remarks: count(Severity::Information) + count(Severity::Hint),
            fixable: report.diagnostics.iter().filter(|found| found.fixes.iter().any(|fix| fix.safe)).count(),
            fixed: report.fixed,
        };
        Rendered { totals, text, failure: report.failure.clone() }
    }

    /// What comes before all findings.
    fn head(self) -> String {
        match self.format {
            CheckFormat::Text | CheckFormat::Github => String::new(),
            CheckFormat::Json => "[\n".to_owned(),
            CheckFormat::Sarif => sarif::head(),
        }
    }

    /// What comes between the findings of two files.
    fn separator(self) -> &'static str {
        match self.format {
            CheckFormat::Text | CheckFormat::Github => "",
            CheckFormat::Json | CheckFormat::Sarif => ",\n",
        }
    }

    /// What comes after all findings.
    fn tail(self, totals: Totals, notes: usize) -> String {
        let line_end = if totals.is_empty() { "" } else { "\n" };
        match self.format {
            CheckFormat::Text => text::summary(totals, notes),
            CheckFormat::Json => format!("{line_end}]\n"),
            CheckFormat::Sarif => format!("{line_end}{}", sarif::TAIL),
            CheckFormat::Github => String::new(),
        }
    }
}

impl Totals {
    fn add(&mut self, more: Self) {
        self.errors += more.errors;
        self.warnings += more.warnings;
        self.remarks += more.remarks;
        self.fixable += more.fixable;
        self.fixed += more.fixed;
    }

    /// Whether nothing is left to report.
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
    failures: Vec<String>,
}

impl<'o> Printer<'o> {
    /// Starts a report on `out`.
    ///
    /// # Errors
    ///
    /// When `out` cannot be written, as in all methods.
    pub fn new(style: Style, out: &'o mut Output) -> Result<Self, Failure> {
        out.write(&style.head())?;
        Ok(Self { style, out, printed: Totals::default(), failures: Vec::new() })
    }

    /// Prints the findings of one file.
    pub fn print(&mut self, findings: Rendered) -> Result<(), Failure> {
        let Rendered { totals, text, failure } = findings;
        if !totals.is_empty() {
            if !self.printed.is_empty() {
                self.out.write(self.style.separator())?;
            }
            self.out.write(&text)?;
        }
        self.printed.add(totals);
        self.failures.extend(failure);
        Ok(())
    }

    /// Ends the report on `notes` notes. Returns how many findings there were, and what could not be written.
    pub fn finish(self, notes: usize) -> Result<(Totals, Vec<String>), Failure> {
        self.out.write(&self.style.tail(self.printed, notes))?;
        self.out.finish()?;
        Ok((self.printed, self.failures))
    }
}

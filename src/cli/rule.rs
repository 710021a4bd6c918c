//! `askdown rule`

use crate::rules::{ALL, Rule, did_you_mean, find};

use super::output::{Failure, Output};

/// Prints the manual page of the rule called `name`, or a list of all rules.
///
/// # Errors
///
/// When there is no such rule, or the output cannot be written.
pub fn run(name: Option<&str>, out: &mut Output) -> Result<(), Failure> {
    let Some(name) = name else { return out.write(&list()) };
    match find(name) {
        Some(rule) => out.write(&format!("# {}\n\n{}\n{}\n", rule.name, rule.page(), severity_line(rule))),
        None => {
            let guess = did_you_mean(name).map_or_else(String::new, |guess| format!(", did you mean `{guess}`?"));
            Err(Failure::new(format!("there is no rule `{name}`{guess} (`askdown rule` lists all)")))
        }
    }
}

/// One line for each rule: name, severity, summary.
fn list() -> String {
    let width = ALL.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    ALL.iter().map(|rule| format!("{:width$}  {:11}  {}\n", rule.name, severity(rule), rule.summary())).collect()
}

fn severity_line(rule: &Rule) -> String {
    match rule.severity {
        Some(severity) => format!("Severity: {}, unless `askdown.yaml` sets another.", severity.name()),
        None => "Off, unless `askdown.yaml` sets a severity.".to_owned(),
    }
}

fn severity(rule: &Rule) -> &'static str {
    rule.severity.map_or("off", |severity| severity.name())
}

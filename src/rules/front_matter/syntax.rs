//! `front-matter-syntax` and `unchecked-front-matter`

use crate::rules::{Diagnostic, Fix, NoteContext, Severity, declare_rule};
use crate::syntax::front_matter::FrontMatterKind;
use crate::text::TextRange;

declare_rule! {
    /// The front matter is not valid YAML.
    ///
    /// Site generators refuse such a note as a whole, or take its front matter for text. Askdown reads all other
    /// keys nevertheless, checks and completes them.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ---
    /// title: Python: the basics
    /// skills: [python, sql
    /// ---
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ---
    /// title: "Python: the basics"
    /// skills: [python, sql]
    /// ---
    /// ```
    pub static FRONT_MATTER_SYNTAX = "front-matter-syntax", Some(Severity::Error);
}

declare_rule! {
    /// The front matter is written in TOML or JSON.
    ///
    /// Askdown reads front matter in YAML only. What is written between `+++` lines, or in braces, is left as it is:
    /// it is not checked, and nothing is completed in it.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// +++
    /// title = "Python"
    /// +++
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ---
    /// title: Python
    /// ---
    /// ```
    pub static UNCHECKED_FRONT_MATTER = "unchecked-front-matter", Some(Severity::Hint);
}

/// Reports the faults that reading the front matter found.
pub fn check(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(front_matter) = context.note.front_matter() else { return };
    let language = match front_matter.kind {
        FrontMatterKind::Yaml => None,
        FrontMatterKind::Toml => Some(("TOML", 3)),
        FrontMatterKind::Json => Some(("JSON", 1)),
    };
    if let Some((language, len)) = language {
        let range = TextRange::new(front_matter.range.start, front_matter.range.start + len);
        let message = format!("front matter in {language} is not checked");
        found.push(Diagnostic::new(&UNCHECKED_FRONT_MATTER, range, message));
    }
    let errors = front_matter.errors.iter().filter(|error| !is_template(context, error.range));
    found.extend(errors.map(|error| {
        let diagnostic = Diagnostic::new(&FRONT_MATTER_SYNTAX, error.range, error.message.clone());
        match &error.fix {
            Some(fix) => diagnostic.with_fix(Fix { title: fix.title.clone(), edits: fix.edits.clone(), safe: false }),
            None => diagnostic,
        }
    }));
}

/// Whether the line at `range` holds the value of a key that is yet to be filled in (`title: "{{ printf "x" }}"`): it is
/// no YAML before that.
fn is_template(context: &NoteContext<'_>, range: TextRange) -> bool {
    let text = context.note.text();
    let line = text.slice(text.line_range(text.line_of(range.start)));
    let value = line.split_once(": ").map(|(_, value)| value.trim().trim_matches(['"', '\'']));
    value.is_some_and(|value| value.starts_with("{{") && value.ends_with("}}"))
}

//! `missing-front-matter`

use crate::rules::{Diagnostic, NoteContext, declare_rule};

declare_rule! {
    /// A note has no front matter.
    ///
    /// Off unless configured: many notes need none. Turn it on where every note is to have a title or skills.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// # Python basics
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ---
    /// title: Python basics
    /// ---
    /// ```
    pub static MISSING_FRONT_MATTER = "missing-front-matter", None;
}

/// Reports a note that starts without front matter, at its first line.
pub fn check(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    if context.note.front_matter().is_none() {
        let range = context.note.text().line_range(0);
        found.push(Diagnostic::new(&MISSING_FRONT_MATTER, range, "this note has no front matter"));
    }
}

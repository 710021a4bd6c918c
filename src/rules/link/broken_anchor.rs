//! `broken-anchor`

use std::path::Path;

use crate::rules::{Diagnostic, Fix, Severity, declare_rule};
use crate::syntax::markdown::Destination;
use crate::text::Edit;
use crate::workspace::NoteFacts;

use super::LinkContext;
use super::near::nearest;

declare_rule! {
    /// A link leads to a heading that does not exist.
    ///
    /// The heading was renamed, or its anchor is misspelt. An anchor is the heading in lower case, without punctuation
    /// and with a hyphen for each blank, as GitHub has it; a heading that repeats an earlier one has `-1` behind. Anchors
    /// of their own (`{#id}`, `<a id="id">`, `(id)=`) count too, and in Quarto notes headings without their number.
    /// Capitals, and how many hyphens stand side by side, make no difference, as renderers differ in that.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// See [closures](#what-is-a-closur).
    ///
    /// ## What is a closure?
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// See [closures](#what-is-a-closure) and [the top](#top).
    ///
    /// ## What is a closure?
    /// ```
    pub static BROKEN_ANCHOR = "broken-anchor", Some(Severity::Warning);
}

/// Whether `fragment` is the name of an anchor: not one that every page has, nor an instruction to whoever shows it.
pub(super) fn is_checked(fragment: &str) -> bool {
    let line = fragment.strip_prefix('L').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let footnote = ["fn", "fnref"].iter().any(|it| {
        fragment.strip_prefix(it).is_some_and(|rest| rest.starts_with([':', '-', '_']) || rest.parse::<u32>().is_ok())
    });
    let reserved = fragment.is_empty() || fragment.eq_ignore_ascii_case("top") || fragment.starts_with("user-content-");
    !(line || footnote || reserved || fragment.contains(['=', '/', '~', '!', '{']))
}

/// In a note with more anchors than this nobody is told which one may be meant: they would all have to be named again
/// whenever one of them changes, so with every letter of a heading that is typed.
const MAX_ANCHORS: usize = 1000;

/// The finding that the note itself has no `fragment`.
pub(super) fn in_same_note(context: &LinkContext<'_>, link: &Destination, written: &str, fragment: &str) -> Diagnostic {
    let has_few = context.note.note.blocks().anchors().len() <= MAX_ANCHORS;
    let anchors = if has_few { context.anchors() } else { &[] };
    let names = anchors.iter().map(|anchor| anchor.name.as_str());
    found(link, written, fragment, "this note", nearest(fragment, names))
}

/// The finding that the note at `target` has no `fragment`.
pub(super) fn in_other_note(
    link: &Destination,
    written: &str,
    fragment: &str,
    target: &Path,
    facts: &NoteFacts,
) -> Diagnostic {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let names = facts.links.anchors().map(|anchor| anchor.name);
    found(link, written, fragment, &format!("`{name}`"), nearest(fragment, names))
}

fn found(link: &Destination, written: &str, fragment: &str, place: &str, meant: Option<&str>) -> Diagnostic {
    let range = link.fragment_range(written);
    match meant {
        Some(meant) => {
            let message = format!("{place} has no anchor `#{fragment}`, did you mean `#{meant}`?");
            let fix = Fix::suggestion(format!("Change to `#{meant}`"), Edit::replace(range, meant));
            Diagnostic::new(&BROKEN_ANCHOR, range, message).with_fix(fix)
        }
        None => Diagnostic::new(&BROKEN_ANCHOR, range, format!("{place} has no anchor `#{fragment}`")),
    }
}

//! `undefined-reference`

use crate::rules::{Diagnostic, Fix, NoteContext, Severity, declare_rule};
use crate::syntax::Note;
use crate::syntax::markdown::{DefinitionKind, ElementKind, Link, LinkKind, is_dotted_name};
use crate::text::{Edit, TextRange};

use super::near::nearest;

declare_rule! {
    /// A link names a label that nothing defines.
    ///
    /// `[text][label]` is a link only where a line `[label]: address` says where it leads; without one the brackets are
    /// shown as they are. Brackets that may be code, such as `rows[0][1]`, are left alone, and so are names with dots in
    /// them, such as `[the path][pathlib.Path]`, which MkDocs finds in other pages.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// See [the tutorial][tutorail].
    ///
    /// [tutorial]: https://docs.python.org/3/tutorial/
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// See [the tutorial][tutorial], and how `m[0][1]`, m[0][1] or [i][j] are read.
    ///
    /// [tutorial]: https://docs.python.org/3/tutorial/
    /// ```
    pub static UNDEFINED_REFERENCE = "undefined-reference", Some(Severity::Information);
}

/// Reports the references of the block at `index` that nothing defines.
pub(super) fn check(context: &NoteContext<'_>, index: usize, found: &mut Vec<Diagnostic>) {
    let block = context.note.block(index);
    let candidates = block.links.iter().filter(|link| link.kind == LinkKind::Reference);
    let dangling: Vec<_> = candidates
        .filter(|link| !context.note.blocks().is_defined(DefinitionKind::Link, &link.target))
        .filter(|link| !context.note.blocks().is_defined_by_template(&link.target))
        .filter(|link| !block.elements.iter().any(|it| it.range == link.range && is_link(it.kind)))
        .collect();
    if dangling.is_empty() {
        return;
    }
    let source = context.note.block_source(index);
    for link in dangling {
        let Some((text, label)) = parts(&source, link) else { continue };
        let written = &source[label.as_usize()];
        let meant = meant(context.note, &link.target);
        let is_prose = text.split_whitespace().count() > 1 && written.chars().count() > 1;
        if !((is_prose && !is_dotted_name(written)) || meant.is_some()) || is_code(text) || is_code(written) {
            continue;
        }
        let message = format!("nothing defines the label `{written}`");
        found.push(match meant {
            Some(meant) => {
                let fix = Fix::suggestion(format!("Change to `{meant}`"), Edit::replace(label, meant.as_str()));
                let message = format!("{message}, did you mean `{meant}`?");
                Diagnostic::new(&UNDEFINED_REFERENCE, label, message).with_fix(fix)
            }
            None => Diagnostic::new(&UNDEFINED_REFERENCE, label, message),
        });
    }
}

fn is_link(kind: ElementKind) -> bool {
    matches!(kind, ElementKind::Link | ElementKind::Image)
}

/// The text of a reference and the place of its label; none for brackets that follow a word, as an index does.
fn parts<'s>(source: &'s str, link: &Link) -> Option<(&'s str, TextRange)> {
    let before = source.get(..link.range.start as usize)?.chars().next_back();
    let follows_word = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ')' | ']' | '"' | '\'' | '`'));
    let written = source.get(link.range.as_usize())?;
    let (text, label) = written.strip_suffix(']')?.rsplit_once("][")?;
    let end = link.range.end - 1;
    let range = TextRange::new(end - label.len() as u32, end);
    (!follows_word && !label.is_empty()).then_some((text.trim_start_matches(['!', '[']), range))
}

/// Whether `text` looks like an index or a list rather than words.
fn is_code(text: &str) -> bool {
    let has_letter = text.chars().any(char::is_alphabetic);
    let is_number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    text.contains(['"', '\'', '=', ',', '(', '{', '<', '^', '@', '+']) || !(has_letter || is_number)
}

/// The label that was most likely meant, of those that are defined.
fn meant(note: &Note, label: &str) -> Option<String> {
    if label.chars().count() < 3 {
        return None;
    }
    let blocks = note.blocks().blocks().iter();
    let definitions = blocks.flat_map(|block| &block.definitions).filter(|it| it.kind == DefinitionKind::Link);
    nearest(label, definitions.map(|definition| &*definition.label)).map(str::to_owned)
}

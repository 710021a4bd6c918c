//! `unused-definition`

use crate::rules::{Diagnostic, Fix, NoteContext, Severity, declare_rule};
use crate::syntax::markdown::{Definition, DefinitionKind};
use crate::text::{Edit, TextRange};

declare_rule! {
    /// Nothing refers to a definition.
    ///
    /// A line `[label]: address` shows nothing by itself, nor does a footnote that nothing refers to. Definitions that
    /// serve as comments, such as `[//]: # (a comment)`, are left alone.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// See the tutorial.
    ///
    /// [tutorial]: https://docs.python.org/3/tutorial/
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// See the [tutorial].
    ///
    /// [tutorial]: https://docs.python.org/3/tutorial/
    /// [//]: # (a comment)
    /// ```
    pub static UNUSED_DEFINITION = "unused-definition", Some(Severity::Hint);
}

/// Reports the definitions of the block at `index` that nothing refers to.
pub(super) fn check(context: &NoteContext<'_>, index: usize, found: &mut Vec<Diagnostic>) {
    let block = context.note.block(index);
    let is_used = |it: &&Definition| context.note.blocks().is_referred_to(it.kind, &it.label);
    let unused: Vec<_> = block.definitions.iter().filter(|it| !is_used(it) && !is_comment(it)).collect();
    if unused.is_empty() {
        return;
    }
    let source = context.note.block_source(index);
    for definition in unused {
        let written = &source[definition.range.as_usize()];
        let label_end = written.find("]:").map_or(written.len(), |at| at + 1) as u32;
        let label = TextRange::new(definition.range.start, definition.range.start + label_end);
        let message = match definition.kind {
            DefinitionKind::Link => "nothing refers to this definition",
            DefinitionKind::Footnote => "nothing refers to this footnote",
        };
        let rest = &source[definition.range.end as usize..];
        let line_end = rest.len() - rest.strip_prefix("\r\n").or(rest.strip_prefix('\n')).unwrap_or(rest).len();
        let all = TextRange::new(definition.range.start, definition.range.end + line_end as u32);
        let fix = Fix::suggestion("Remove the definition", Edit::delete(all));
        found.push(Diagnostic::new(&UNUSED_DEFINITION, label, message).with_fix(fix));
    }
}

/// Whether a definition is there to say something to whoever reads the source.
fn is_comment(definition: &Definition) -> bool {
    let leads_nowhere = matches!(&*definition.destination, "#" | "" | "<>");
    definition.kind == DefinitionKind::Link
        && (leads_nowhere || matches!(&*definition.label, "//" | "comment" | "_" | "-" | "comments"))
}

//! `missing-folder`

use std::path::Path;

use crate::rules::{Diagnostic, NoteContext, Severity, declare_rule};
use crate::syntax::markdown::Destination;
use crate::text::TextRange;

declare_rule! {
    /// A link leads into a folder that does not exist.
    ///
    /// Pictures and translations often stay behind when a note is copied, so this is told more quietly than
    /// [`broken-link`](#broken-link), which is about a file that lacks in a folder that is there.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ![A heap](pictures/heap.png)
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ![A heap](https://example.org/pictures/heap.png)
    /// ```
    pub static MISSING_FOLDER = "missing-folder", Some(Severity::Information);
}

/// What there is to say of a link to `target`, where nothing is, if there is no folder for it either. `written` is the
/// address as it stands in the text.
pub(super) fn check(context: &NoteContext<'_>, link: &Destination, written: &str, target: &Path) -> Option<Diagnostic> {
    let (folders, note) = (context.index.folders(), context.path?);
    let (folder, name) = (target.parent()?, link.path.rsplit_once(['/', '\\'])?.0);
    if folders.has(&folders.root_of(note, context.config), folder) != Some(false) {
        return None;
    }
    let range = link.path_range(written);
    let length = written.get(..range.len() as usize)?.rfind(['/', '\\'])?;
    let range = TextRange::new(range.start, range.start + length as u32);
    Some(Diagnostic::new(&MISSING_FOLDER, range, format!("there is no folder `{name}`")))
}

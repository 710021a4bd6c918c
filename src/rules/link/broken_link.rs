//! `broken-link`

use std::path::Path;

use crate::rules::{Diagnostic, Fix, NoteContext, Severity, declare_rule};
use crate::syntax::markdown::{AddressForm, Destination, DestinationKind};
use crate::text::Edit;
use crate::workspace::is_note;

use super::missing_folder;
use super::near::nearest;

declare_rule! {
    /// A link leads to a file that does not exist.
    ///
    /// It was renamed, moved or never written. Relative paths are looked up in the workspace, in links, images,
    /// definitions, HTML and the lists of front matter. Addresses on the web are never looked at, nor is anything outside
    /// the workspace. A path without an extension, or of a page that a site is made of, is reported only where a file
    /// with a similar name is near; one in a folder that does not exist is [`missing-folder`](#missing-folder).
    ///
    /// With this note in the workspace:
    ///
    /// ```markdown
    /// # Generators
    /// ```
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// See [generators](generatrs.md).
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// See [generators](0.md), [the docs](https://docs.python.org/3/) and [the archive](../../archive.md).
    /// ```
    pub static BROKEN_LINK = "broken-link", Some(Severity::Warning);
}

/// What there is to say of a link to `target`, where nothing is. `written` is the address as it stands in the text.
pub(super) fn check(context: &NoteContext<'_>, link: &Destination, written: &str, target: &Path) -> Option<Diagnostic> {
    let range = link.path_range(written);
    if link.kind == DestinationKind::Wiki {
        return Some(Diagnostic::new(&BROKEN_LINK, range, format!("there is no note called `{}`", link.path)));
    }
    let meant = meant(context, link, target);
    if meant.is_none() {
        if !is_certain(&link.path) {
            return None;
        }
        if let Some(found) = missing_folder::check(context, link, written, target) {
            return Some(found);
        }
    }
    let shown = &*link.path;
    let message = match &meant {
        Some(meant) => format!("there is no file `{shown}`, did you mean `{meant}`?"),
        None => format!("there is no file `{shown}`"),
    };
    let found = Diagnostic::new(&BROKEN_LINK, range, message);
    Some(match meant {
        Some(meant) => {
            let edit = Edit::replace(range, form(link.kind).write(&meant));
            found.with_fix(Fix::suggestion(format!("Change to `{meant}`"), edit))
        }
        None => found,
    })
}

/// Whether `path` can be nothing but that of a file: not a page that a site is yet to be built of, and not relative to
/// something that is not known.
fn is_certain(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    let is_extension = (1..=8).contains(&extension.len())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && extension.bytes().any(|byte| byte.is_ascii_alphabetic());
    let is_built = matches!(extension.as_str(), "html" | "htm" | "php" | "asp" | "aspx" | "jsp" | "xml");
    let is_example = path.starts_with("path/to/");
    is_extension && !is_built && !is_example && !path.starts_with('/')
}

/// The address that was meant: a similar name in the same folder, or a note of that name elsewhere.
fn meant(context: &NoteContext<'_>, link: &Destination, target: &Path) -> Option<String> {
    let note = context.path?;
    let name = target.file_name()?.to_str()?;
    let folder = target.parent()?;
    let root = context.index.folders().root_of(note, context.config);
    let names = context.index.folders().names(&root, folder);
    let similar = names.as_deref().and_then(|names| {
        let alike = names.iter().map(|name| &**name).filter(|other| is_note(Path::new(other)) == is_note(target));
        nearest(name, alike.filter(|other| !other.starts_with('.')))
    });
    if let Some(similar) = similar {
        let before = link.path.trim_end_matches('/').rsplit_once(['/', '\\']).map(|(before, _)| before);
        return Some(before.map_or(similar.to_owned(), |before| format!("{before}/{similar}")));
    }
    let stem = target.file_stem()?.to_str()?.to_lowercase();
    match context.index.notes_named(&stem) {
        [only] if is_note(target) && only.starts_with(&root) && **only != *note => relative(note.parent()?, only),
        _ => None,
    }
}

/// The path from `folder` to `file`.
fn relative(folder: &Path, file: &Path) -> Option<String> {
    let common = folder.components().zip(file.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(common).map(|_| "..");
    let down = file.components().skip(common).map(|part| part.as_os_str().to_str());
    let parts: Option<Vec<_>> = up.map(Some).chain(down).collect();
    Some(parts?.join("/"))
}

/// The form of an address in a link of `kind`. What is written without angle brackets is right in them too.
fn form(kind: DestinationKind) -> AddressForm {
    match kind {
        DestinationKind::FrontMatter => AddressForm::FrontMatter,
        DestinationKind::Html => AddressForm::Attribute,
        _ => AddressForm::Bare,
    }
}

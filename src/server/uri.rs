//! The names of documents: URIs, in the spellings that clients use, and file paths.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use tower_lsp::ls_types::Uri;

/// What tells documents apart: the same for every spelling of a URI.
///
/// Clients differ in what they percent-encode (`file:///c%3A/notes`) and in the case of a drive letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct DocumentId(Vec<u8>);

impl DocumentId {
    /// The identity of the document at `uri`.
    pub fn new(uri: &Uri) -> Self {
        let mut id = uri.scheme().as_str().to_ascii_lowercase().into_bytes();
        id.push(b':');
        if let Some(authority) = uri.authority() {
            id.extend(authority.as_str().to_ascii_lowercase().bytes());
        }
        let path = uri.path().decode().to_bytes();
        id.extend(without_drive_case(&path).iter());
        let query = uri.query().map(|query| query.decode().to_bytes());
        let fragment = uri.fragment().map(|fragment| fragment.decode().to_bytes());
        for (mark, part) in [(b'?', query), (b'#', fragment)] {
            if let Some(part) = part {
                id.push(mark);
                id.extend(part.iter());
            }
        }
        Self(id)
    }
}

/// `path` with the drive letter of `/C:/…` in lower case.
fn without_drive_case(path: &[u8]) -> Cow<'_, [u8]> {
    match path {
        [b'/', drive @ b'A'..=b'Z', b':', rest @ ..] => {
            let mut path = vec![b'/', drive.to_ascii_lowercase(), b':'];
            path.extend(rest);
            path.into()
        }
        _ => path.into(),
    }
}

/// The file that `uri` names; none for a document that is no file, such as `untitled:Untitled-1`.
pub(super) fn to_path(uri: &Uri) -> Option<PathBuf> {
    if !uri.scheme().as_str().eq_ignore_ascii_case("file") {
        return None;
    }
    uri.to_file_path().map(Cow::into_owned)
}

/// The URI of the file at `path`, which is absolute.
pub(super) fn from_path(path: &Path) -> Option<Uri> {
    Uri::from_file_path(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(uri: &str) -> Uri {
        uri.parse().expect("a URI")
    }

    #[test]
    fn spellings_of_one_document_are_one() {
        for (left, right) in [
            ("file:///c%3A/notes/a.md", "file:///C:/notes/a.md"),
            ("file:///notes/caf%C3%A9%20%28one%29.md", "FILE:///notes/caf%c3%a9%20(one).md"),
            ("vscode-remote://wsl%2BUbuntu/a.md", "vscode-remote://wsl%2bubuntu/a.md"),
        ] {
            assert_eq!(DocumentId::new(&uri(left)), DocumentId::new(&uri(right)));
        }
    }

    #[test]
    fn different_documents_are_different() {
        for (left, right) in [
            ("file:///notes/a.md", "file:///notes/A.md"),
            ("untitled:Untitled-1", "untitled:Untitled-2"),
            ("git:/a.md?ref=1", "git:/a.md?ref=2"),
            ("file:///a.md", "git:/a.md"),
        ] {
            assert_ne!(DocumentId::new(&uri(left)), DocumentId::new(&uri(right)));
        }
    }

    #[test]
    fn only_files_have_a_path() {
        assert_eq!(to_path(&uri("untitled:Untitled-1")), None);
        assert_eq!(to_path(&uri("git:/notes/a.md")), None);
        #[cfg(unix)]
        {
            let path = Path::new("/notes/café (one) #1.md");
            assert_eq!(to_path(&from_path(path).expect("a URI")).as_deref(), Some(path));
        }
    }
}

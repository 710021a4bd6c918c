//! Replacing the text of a file.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::text::Text;

/// Puts `text` in the place of what is in the file at `path`, all of it or, if that fails, nothing. The byte-order
/// mark, which is no part of a text, is kept, and so are the file's permissions; a symbolic link stays one.
///
/// # Errors
///
/// When the file, or a new one in its folder, cannot be written.
pub fn replace_text(path: &Path, text: &Text) -> io::Result<()> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let path = fs::canonicalize(path)?;
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    let new = path.with_file_name(name);
    let write = || {
        let mut file = io::BufWriter::new(fs::File::create_new(&new)?);
        if fs::read(&path)?.starts_with(MARK) {
            file.write_all(MARK)?;
        }
        text.rope().chunks().try_for_each(|chunk| file.write_all(chunk.as_bytes()))?;
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        fs::set_permissions(&new, fs::metadata(&path)?.permissions())?;
        fs::rename(&new, &path)
    };
    write().inspect_err(|_| {
        // What is left of the attempt is of no use; the first error is the one that matters.
        let _ = fs::remove_file(&new);
    })
}

//! Reading a note from disk.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::text::{MAX_LEN, Text};

/// Reads the note at `path`. A byte-order mark is no part of the text.
///
/// # Errors
///
/// When `path` is no readable file, is longer than [`MAX_LEN`] or is not UTF-8.
pub fn read_note(path: &Path) -> Result<Text, ReadError> {
    read_source(path).map(|source| Text::new(&source))
}

/// As [`read_note`], as a plain string.
pub(crate) fn read_source(path: &Path) -> Result<String, ReadError> {
    let file = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    let (metadata, file) = file.map_err(ReadError::from)?;
    // Reading a pipe or a device may never end.
    if !metadata.is_file() {
        return Err(ReadError::NoFile);
    }
    if metadata.len() > MAX_LEN as u64 {
        return Err(ReadError::TooLong);
    }
    decode(file, metadata.len())
}

/// Reads a note from a stream to its end. A byte-order mark is no part of the text.
///
/// # Errors
///
/// When the stream fails, is longer than [`MAX_LEN`] or is not UTF-8.
pub fn read_stream(stream: impl Read) -> Result<Text, ReadError> {
    decode(stream, 0).map(|source| Text::new(&source))
}

fn decode(stream: impl Read, expected_len: u64) -> Result<String, ReadError> {
    let mut bytes = Vec::with_capacity(expected_len.min(MAX_LEN as u64 + 1) as usize);
    // The limit counts what is read, since a file can grow meanwhile.
    stream.take(MAX_LEN as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_LEN {
        return Err(ReadError::TooLong);
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(ReadError::Utf16);
    }
    let mut source = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = &error.as_bytes()[..valid];
        ReadError::NotUtf8 { line: before.iter().filter(|&&byte| byte == b'\n').count() + 1 }
    })?;
    if source.starts_with('\u{feff}') {
        source.drain(..'\u{feff}'.len_utf8());
    }
    Ok(source)
}

/// Why a note could not be read. Its text is one sentence for the writer, without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is nothing at the path.
    NotFound,
    /// There is something, but no file: a folder, a pipe, a device.
    NoFile,
    /// The file is longer than [`MAX_LEN`].
    TooLong,
    /// The file starts with the byte-order mark of UTF-16.
    Utf16,
    /// The file holds bytes that are not UTF-8.
    NotUtf8 {
        /// The 1-based line of the first of them.
        line: usize,
    },
    /// The system refuses, with its reason.
    Io(String),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::IsADirectory => Self::NoFile,
            _ => Self::Io(error.to_string()),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => write!(f, "there is no such file"),
            Self::NoFile => write!(f, "this is not a file"),
            Self::TooLong => write!(f, "the file is longer than {} MiB, the most that is read", MAX_LEN >> 20),
            Self::Utf16 => write!(f, "the file is UTF-16, save it as UTF-8"),
            Self::NotUtf8 { line } => write!(f, "the file is not UTF-8 (line {line}), save it as UTF-8"),
            Self::Io(reason) => write!(f, "the file cannot be read: {reason}"),
        }
    }
}

impl std::error::Error for ReadError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, ReadError> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("note.md");
        std::fs::write(&path, bytes).expect("a written file");
        read_note(&path).map(|text| text.to_string())
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        assert_eq!(read("\u{feff}# é\r\n".as_bytes()), Ok("# é\r\n".to_owned()));
        assert_eq!(read(b""), Ok(String::new()));
    }

    #[test]
    fn what_is_not_utf8_is_named() {
        assert_eq!(read(b"a\nb\xe9\n"), Err(ReadError::NotUtf8 { line: 2 }));
        assert_eq!(read(b"\xff\xfea\0"), Err(ReadError::Utf16));
    }

    #[test]
    fn what_is_no_file_is_named() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert_eq!(read_note(folder.path()), Err(ReadError::NoFile));
        assert_eq!(read_note(&folder.path().join("a.md")), Err(ReadError::NotFound));
        #[cfg(unix)]
        assert_eq!(read_note(Path::new("/dev/zero")), Err(ReadError::NoFile));
    }

    #[test]
    fn a_file_beyond_the_limit_is_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("note.md");
        let file = File::create(&path).expect("a file");
        file.set_len(MAX_LEN as u64 + 1).expect("a sparse file");
        let read = read_note(&path);
        assert_eq!(read, Err(ReadError::TooLong));
    }
}

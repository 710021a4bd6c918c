//! Schema files, JSON or YAML.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::syntax::front_matter::YamlDocument;
use crate::text::TextRange;

use super::instance::to_json;

/// The longest schema file that is read, in bytes (1 MiB).
const MAX_LEN: u64 = 1 << 20;

/// Why the text in a file cannot be used: one sentence without a full stop, and where in the file.
pub(super) type FileError = (TextRange, String);

/// Reads the file at `path`, which has to be inside `root`, links followed.
///
/// # Errors
///
/// Why there is no text to be had, in one sentence without a full stop.
pub(super) fn read(path: &Path, root: &Path) -> Result<String, String> {
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => "there is no schema in this place".to_owned(),
        _ if path.is_dir() => "this is a folder, not a schema".to_owned(),
        _ => format!("this schema cannot be read: {error}"),
    };
    let is_inside = match (path.canonicalize(), root.canonicalize()) {
        (Ok(path), Ok(root)) => path.starts_with(root),
        (Err(error), _) => return Err(unreadable(error)),
        _ => false,
    };
    if !is_inside {
        return Err("schemas outside of the workspace are not read".to_owned());
    }
    let mut source = String::new();
    File::open(path).and_then(|file| file.take(MAX_LEN + 1).read_to_string(&mut source)).map_err(unreadable)?;
    if source.len() as u64 > MAX_LEN {
        return Err("this schema is too long to be read: more than 1 MiB".to_owned());
    }
    Ok(source)
}

/// The value in the text of a file: YAML by its extension, else JSON.
pub(super) fn parse(source: &str, path: &Path) -> Result<Value, FileError> {
    let is_yaml = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
    if is_yaml {
        let document = YamlDocument::read(source);
        return match document.errors.into_iter().next() {
            Some(error) => Err((error.range, error.message)),
            None => Ok(document.root.as_ref().map_or(Value::Null, to_json)),
        };
    }
    serde_json::from_str(source.trim_start_matches('\u{feff}')).map_err(|error| {
        let line = source.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        // A fault at a line end has column 0 of the line below.
        let offset = (line + error.column()).saturating_sub(1).min(source.len());
        // The position is counted in the message too; ours is clickable.
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
        (TextRange::empty(offset as u32), format!("this is not valid JSON: {message}"))
    })
}

/// The URI of a file.
pub(super) fn to_uri(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let encoded = path.bytes().fold(String::new(), |mut uri, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' | b':' => uri.push(byte.into()),
            _ => uri += &format!("%{byte:02X}"),
        }
        uri
    });
    if encoded.starts_with('/') { format!("file://{encoded}") } else { format!("file:///{encoded}") }
}

/// The file of a URI, if it is one of a file.
pub(super) fn from_uri(uri: &str) -> Option<PathBuf> {
    let encoded = uri.strip_prefix("file://")?;
    let mut bytes = Vec::new();
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    // `/C:/…` on Windows.
    let is_drive = path.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(if is_drive { path.trim_start_matches('/') } else { &path }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_round_trip() {
        let path = Path::new("/a b/ö#1.json");
        assert_eq!(to_uri(path), "file:///a%20b/%C3%B6%231.json");
        assert_eq!(from_uri(&to_uri(path)).as_deref(), Some(path));
        assert_eq!(from_uri("https://example.com/a"), None);
    }

    #[test]
    fn faults_have_their_place() {
        let (range, _) = parse("{\n  \"a\": tru\n}", Path::new("a.json")).expect_err("a fault");
        assert_eq!(range.start, 12);
        let (range, message) = parse("a: [b\n", Path::new("a.yaml")).expect_err("a fault");
        assert_eq!((range, message.as_str()), (TextRange::new(3, 4), "this `[` is never closed: expected `]`"));
    }
}

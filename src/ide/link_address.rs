//! How the address of a link is written.

use std::path::{Path, is_separator};

/// The way from `folder` to `target`, both absolute and without `.` and `..`, with `/` between. None where a name is not
/// UTF-8.
pub(super) fn relative_path(folder: &Path, target: &Path) -> Option<String> {
    let (folder, target) = (folder.to_str()?.trim_end_matches(is_separator), target.to_str()?);
    let same = folder.bytes().zip(target.bytes()).take_while(|(one, other)| one == other).count();
    // Names are the same as a whole or not at all.
    let is_whole = |path: &str| path[same..].is_empty() || path[same..].starts_with(is_separator);
    let shared = match folder.is_char_boundary(same) && target.is_char_boundary(same) {
        true if is_whole(folder) && is_whole(target) => same,
        _ => {
            let boundary = (0..=same).rev().find(|at| folder.is_char_boundary(*at) && target.is_char_boundary(*at))?;
            folder[..boundary].rfind(is_separator)?
        }
    };
    let up = folder[shared..].matches(is_separator).count();
    let down = target[shared..].trim_start_matches(is_separator);
    let mut path = "../".repeat(up);
    path.extend(down.chars().map(|c| if is_separator(c) { '/' } else { c }));
    Some(path)
}

/// `text` with every byte of it that is not ASCII percent-encoded.
pub(super) fn ascii_encoded(text: &str) -> String {
    let encode = |byte: u8| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(encode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_go_up_and_down() {
        for (folder, target, expected) in [
            ("/ws/a", "/ws/a/b.md", "b.md"),
            ("/ws/a", "/ws/b.md", "../b.md"),
            ("/ws/ab", "/ws/a/c.md", "../a/c.md"),
            ("/ws/a/b/", "/ws/ab.md", "../../ab.md"),
            ("/ws/é", "/ws/è/x.md", "../è/x.md"),
            ("/", "/a.md", "a.md"),
            ("/ws/a", "/ws/a", ""),
        ] {
            assert_eq!(
                relative_path(Path::new(folder), Path::new(target)).as_deref(),
                Some(expected),
                "{folder} {target}"
            );
        }
        assert_eq!(ascii_encoded("aé"), "a%C3%A9");
    }
}

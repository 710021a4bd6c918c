//! The line length of the Python project that a note belongs to.

use std::path::Path;

/// The longest line that the nearest `pyproject.toml` allows for the note at `path`: that of ruff, else of Black.
///
/// Folders are searched from the note's up to `root`; outside of `root`, nothing is read.
pub fn pyproject_line_length(path: &Path, root: &Path) -> Option<u16> {
    let path = std::path::absolute(path).ok()?;
    let folders = path.ancestors().skip(1).take_while(|folder| folder.starts_with(root));
    let mut files = folders.filter_map(|folder| std::fs::read_to_string(folder.join("pyproject.toml")).ok());
    files.find_map(|text| line_length(&text))
}

/// `line-length` of the tables `[tool.ruff]` and `[tool.black]`, in this order. No more of TOML than plain
/// `key = value` lines is understood, which is how the setting is written.
fn line_length(toml: &str) -> Option<u16> {
    let mut table = "";
    let (mut ruff, mut black) = (None, None);
    for line in toml.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.split(']').next()) {
            table = name.trim();
            continue;
        }
        let Some((key, value)) = line.split_once('=') else { continue };
        let value = value.split('#').next().unwrap_or_default().trim().parse().ok();
        let length = value.filter(|length| key.trim() == "line-length" && (1..=320).contains(length));
        match table {
            "tool.ruff" => ruff = ruff.or(length),
            "tool.black" => black = black.or(length),
            _ => {}
        }
    }
    ruff.or(black)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ruff_comes_before_black() {
        assert_eq!(
            line_length("[tool.black]\nline-length = 100\n\n[tool.ruff]\nline-length = 120 # wide\n"),
            Some(120)
        );
        assert_eq!(line_length("[tool.black]\nline-length = 100\n[tool.ruff.lint]\nline-length = 120\n"), Some(100));
        assert_eq!(line_length("line-length = 100\n"), None);
        assert_eq!(line_length("[tool.ruff]\nline-length = 0\n"), None);
    }

    #[test]
    fn nothing_outside_the_root_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("notes/python");
        std::fs::create_dir_all(&inner).expect("folders");
        std::fs::write(folder.path().join("pyproject.toml"), "[tool.ruff]\nline-length = 99\n").expect("a file");
        let note = inner.join("a.md");
        assert_eq!(pyproject_line_length(&note, folder.path()), Some(99));
        assert_eq!(pyproject_line_length(&note, &folder.path().join("notes")), None);
    }
}

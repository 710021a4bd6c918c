//! From the address of a link to the file that it names.

use std::path::{Component, Path, PathBuf};

use crate::syntax::markdown::{Destination, DestinationKind};

/// The extensions of notes, the most frequent first.
const NOTES: [&str; 3] = ["md", "qmd", "markdown"];

/// The names of the notes that stand for their folder.
const INDEXES: [&str; 3] = ["index", "README", "_index"];

/// Whether the note at `path` is one of Quarto's.
pub fn is_quarto(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("qmd"))
}

/// The file that `destination`, in the note at `note`, names: an absolute path, or for a wiki link the name in lower
/// case. `root` is what a path with `/` in front starts from. None where that is not known, and for a path with `@/` in
/// front, which starts from where Zola has its content.
pub fn target_path(destination: &Destination, note: &Path, root: &Path) -> Option<PathBuf> {
    let path = destination.path.replace('\\', "/");
    if path.is_empty() {
        return Some(note.to_owned());
    }
    if destination.kind == DestinationKind::Wiki {
        let name = path.to_lowercase();
        return Some(name.strip_suffix(".md").unwrap_or(&name).into());
    }
    if path.starts_with("@/") {
        return None;
    }
    let absolute = match path.strip_prefix('/') {
        Some(_) if root.as_os_str().is_empty() => return None,
        Some(path) => root.join(path.trim_start_matches('/')),
        None => note.parent()?.join(path),
    };
    Some(normalized(&absolute))
}

/// `path` without `.` and `..`, and without asking the disk.
pub fn normalized(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

/// The files that a link to `path` may mean, the likeliest first: the file itself, the note that a page is made of, the
/// note of a path without an extension, the index of a folder.
pub fn candidates(path: &Path) -> Vec<PathBuf> {
    let mut found = vec![path.to_owned()];
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => {
            found.extend(NOTES.iter().map(|extension| path.with_extension(extension)));
            found.extend(["ipynb", "Rmd"].map(|extension| path.with_extension(extension)));
            if path.file_stem().is_some_and(|stem| stem == "index") {
                found.extend(path.parent().into_iter().flat_map(indexes));
            }
        }
        "md" | "qmd" | "markdown" => {}
        _ => {
            let with = |extension: &&str| {
                let mut name = path.as_os_str().to_owned();
                name.push(".");
                name.push(extension);
                PathBuf::from(name)
            };
            found.extend(NOTES.iter().map(with));
            found.extend(indexes(path));
        }
    }
    found
}

fn indexes(folder: &Path) -> impl Iterator<Item = PathBuf> {
    INDEXES.iter().flat_map(move |stem| NOTES.iter().map(move |extension| folder.join(format!("{stem}.{extension}"))))
}

/// The paths by which links may name the note at `note`: those whose candidates hold it.
pub fn spellings(note: &Path) -> Vec<PathBuf> {
    let mut found =
        vec![note.to_owned(), note.with_extension(""), note.with_extension("html"), note.with_extension("htm")];
    let stem = note.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    if INDEXES.contains(&stem) {
        let folder = note.parent().unwrap_or(note);
        found.extend([folder.to_owned(), folder.join("index.html"), folder.join("index.htm")]);
        found.dedup();
    }
    found.extend(wiki_names(note));
    found
}

/// The names by which wiki links may mean the note at `note`, in lower case: its own, and that behind some of the
/// folders that it is in.
fn wiki_names(note: &Path) -> impl Iterator<Item = PathBuf> {
    let stem = note.with_extension("").to_string_lossy().to_lowercase().replace('\\', "/");
    let starts: Vec<usize> = stem.match_indices('/').map(|(at, _)| at + 1).collect();
    starts.into_iter().rev().map(move |start| PathBuf::from(&stem[start..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextRange;

    fn target(path: &str) -> String {
        let destination = Destination::new(DestinationKind::Link, TextRange::default(), path).expect("a destination");
        let target = target_path(&destination, Path::new("/ws/d/a.md"), Path::new("/ws")).expect("a path");
        target.to_string_lossy().into_owned()
    }

    #[test]
    fn addresses_name_files() {
        for (address, expected) in [
            ("b.md", "/ws/d/b.md"),
            ("./b.md#x", "/ws/d/b.md"),
            ("../c/b%20c.md?raw=1", "/ws/c/b c.md"),
            ("..\\b.md", "/ws/b.md"),
            ("../../../../b.md", "/b.md"),
            ("/b.md", "/ws/b.md"),
            ("e/", "/ws/d/e"),
            ("#x", "/ws/d/a.md"),
            (".", "/ws/d"),
        ] {
            assert_eq!(target(address), expected, "{address}");
        }
    }

    #[test]
    fn what_an_address_starts_from_may_be_unknown() {
        let zola = Destination::new(DestinationKind::Link, TextRange::default(), "@/b.md#x").expect("a destination");
        assert_eq!(target_path(&zola, Path::new("/ws/d/a.md"), Path::new("/ws")), None);
    }

    #[test]
    fn spellings_are_those_whose_candidates_hold_the_note() {
        for (note, others) in [
            ("/ws/d/a.md", &["/ws/d/a.md", "/ws/d/a", "/ws/d/a.html"][..]),
            ("/ws/d/index.qmd", &["/ws/d/index.qmd", "/ws/d", "/ws/d/index.html", "/ws/d/index"]),
            ("/ws/README.md", &["/ws", "/ws/README.html", "/ws/index.html"]),
        ] {
            for other in others {
                assert!(candidates(Path::new(other)).contains(&note.into()), "{note} for {other}");
                assert!(spellings(Path::new(note)).contains(&other.into()), "{other} for {note}");
            }
        }
        assert!(!candidates(Path::new("/ws/a.md")).contains(&"/ws/a.md.md".into()));
    }
}

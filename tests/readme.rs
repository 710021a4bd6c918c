//! The README shows what the tool prints; here it has to print that.
#![allow(missing_docs, clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

/// Cuts `text` into what stands before, in and after the first block between the lines `opening` and `closing`.
fn cut<'a>(text: &'a str, opening: &str, closing: &str) -> (&'a str, &'a str, &'a str) {
    let start = text.find(&format!("\n{opening}\n")).expect(opening) + opening.len() + 2;
    let length = text[start..].find(&format!("\n{closing}\n")).expect(closing) + 1;
    (&text[..start], &text[start..start + length], &text[start + length..])
}

#[test]
fn the_excerpt_is_real() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let (_, note, _) = cut(&readme, "````markdown", "````");

    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("closures.md"), note).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_askdown"))
        .args(["check", "closures.md"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let printed = format!("$ askdown check closures.md\n{}", String::from_utf8(output.stdout).unwrap());

    let (head, shown, tail) = cut(&readme, "```console", "```");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, format!("{head}{printed}{tail}")).unwrap();
    } else {
        assert_eq!(shown, printed, "the README is stale: run UPDATE=1 cargo test readme");
    }
}

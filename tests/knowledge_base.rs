//! The notes under `content/` are what the tool is for, so it has to be content with them.
#![allow(missing_docs, clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Output};

/// Runs `askdown` in the repository's folder.
fn askdown(arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Command::new(env!("CARGO_BIN_EXE_askdown")).args(arguments).current_dir(root).output().unwrap()
}

#[test]
fn check_finds_nothing_and_says_so() {
    let output = askdown(&["check", "content"]);
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.starts_with("Nothing found in "), "{stdout}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn outline_finds_the_questions() {
    let output = askdown(&["outline", "content", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let notes: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let questions: Vec<_> =
        notes.as_array().unwrap().iter().flat_map(|note| note["questions"].as_array().unwrap()).collect();
    assert_eq!(questions.len(), 154);
    for question in &questions {
        assert_eq!(question["answered"], true, "{question}");
    }
}

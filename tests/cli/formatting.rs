//! `askdown format`: Python blocks in the style of Black and ruff.

use crate::command::Folder;

const LOOSE: &str = "# A\n\n- ```python\n  x=1\n  ```\n";
const NEAT: &str = "# A\n\n- ```python\n  x = 1\n  ```\n";

#[test]
fn notes_are_formatted_in_place() {
    let folder = Folder::new(&[("a.md", LOOSE), ("b.md", NEAT)]);
    let run = folder.run("format .");
    assert_eq!((run.stdout.as_str(), run.code), ("1 note reformatted, 1 note left unchanged\n", 0));
    assert_eq!(folder.read("a.md"), NEAT);
}

#[test]
fn a_check_changes_nothing() {
    let folder = Folder::new(&[("a.md", LOOSE), ("b.md", NEAT)]);
    let run = folder.run("format --check");
    let expected = "Would reformat: a.md\n1 note would be reformatted, 1 note formatted already\n";
    assert_eq!((run.stdout.as_str(), run.code), (expected, 1));
    assert_eq!(folder.read("a.md"), LOOSE);
    assert_eq!(folder.run("format --check b.md").code, 0);
}

#[test]
fn standard_input_is_passed_through() {
    for source in [LOOSE, NEAT] {
        let run = Folder::new(&[]).run_with("format -", source);
        assert_eq!((run.stdout.as_str(), run.code), (NEAT, 0));
    }
}

#[test]
fn the_line_length_is_that_of_the_project() {
    let note = "```python\nf(aaaaaaaaaa, bbbbbbbbbb)\n```\n";
    let split = "```python\nf(\n    aaaaaaaaaa,\n    bbbbbbbbbb,\n)\n```\n";
    let folder = Folder::new(&[("a.md", note), ("pyproject.toml", "[tool.ruff]\nline-length = 20\n")]);
    folder.run("format a.md");
    assert_eq!(folder.read("a.md"), split);
    let folder = Folder::new(&[("a.md", note), ("askdown.yaml", "line-length: 20\n")]);
    folder.run("format a.md");
    assert_eq!(folder.read("a.md"), split);
}

#[test]
fn a_block_that_is_too_deep_is_named() {
    let deep = format!("\n```python\nx = {}1\n```\n", "1+".repeat(2_000));
    let folder = Folder::new(&[("a.md", &deep)]);
    let run = folder.run("format a.md");
    assert_eq!((run.stderr.as_str(), run.code), ("a.md:2: this block is too deeply nested to format\n", 0));
}

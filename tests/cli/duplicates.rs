//! `askdown duplicates`, and what `askdown check` says of questions that are asked elsewhere.

use serde_json::{Value, json};

use crate::command::Folder;

const GIL: &str = "# The GIL\n\n### Q: Explain the GIL\n\nA lock.\n";
const THREADS: &str =
    "# Threads\n\n### Q: What is a thread?\n\nA.\n\n### Q: What is Python's GIL and how does it work?\n";
const MORE: &str = "### Q: what is a *thread*\n\nA.\n\n### Q: How do you get around the GIL?\n\nA.\n";

fn folder() -> Folder {
    Folder::new(&[("gil.md", GIL), ("more/threads.md", THREADS), ("more/more.md", MORE)])
}

#[test]
fn groups_are_listed() {
    let run = folder().run("duplicates");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let expected = "\
2 questions ask nearly the same:
  gil.md:3: Explain the GIL
  more/threads.md:7: What is Python's GIL and how does it work? (open)

2 questions ask the same:
  more/more.md:1: what is a thread
  more/threads.md:3: What is a thread?

Found 2 questions that are asked more than once
";
    assert_eq!(run.stdout, expected);
}

#[test]
fn json_is_for_programs() {
    let run = folder().run("duplicates more --format json");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let found: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let question = |filename: &str, line: u32, text: &str| json!({ "filename": filename, "line": line, "text": text, "answered": true });
    let questions =
        [question("more/more.md", 1, "what is a thread"), question("more/threads.md", 3, "What is a thread?")];
    assert_eq!(found, json!([{ "similarity": 1.0, "questions": questions }]));
}

#[test]
fn a_note_is_compared_with_those_that_belong_to_it() {
    let folder = folder();
    folder.write("askdown.yaml", b"{}\n");
    let run = folder.run("duplicates gil.md");
    assert!(
        run.stdout.starts_with("2 questions ask nearly the same:\n  gil.md:3: Explain the GIL\n"),
        "{}",
        run.stdout
    );
    let run = folder.run_with("duplicates -", "### Q: Compare lists and tuples\n");
    assert_eq!(run.stdout, "No question is asked twice\n");
    let run =
        folder.run_with("duplicates - gil.md --stdin-filename new.md", "### Q: What is a race?\n\n### Q: The GIL?\n");
    assert!(run.stdout.contains("  new.md:3: The GIL? (open)\n"), "{}", run.stdout);
}

#[test]
fn a_path_that_leads_nowhere_is_told() {
    let run = folder().run("duplicates nowhere");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("nowhere"), "{}", run.stderr);
}

#[test]
fn check_reports_them_where_they_stand() {
    let folder = folder();
    assert_eq!(
        folder.findings("."),
        [
            "./gil.md:3:8-3:23 duplicate-question",
            "./more/more.md:1:8-1:25 duplicate-question",
            "./more/threads.md:3:8-3:25 duplicate-question",
            "./more/threads.md:7:8-7:50 duplicate-question",
            "./more/threads.md:7:8-7:50 unanswered-question",
        ]
    );
    let run = folder.run("check gil.md more");
    let text = "What is Python's GIL and how does it work?";
    assert!(run.stdout.contains(&format!("`more/threads.md` asks nearly the same: {text}")), "{}", run.stdout);
    assert!(run.stdout.contains(&format!("= note: more/threads.md:7: asked here too: {text}")), "{}", run.stdout);
    assert_eq!(run.code, 0);
}

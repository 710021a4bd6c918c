//! `askdown stats`

use serde_json::{Value, json};

use crate::command::Folder;

/// Notes in two folders, and one that asks nothing.
fn folder() -> Folder {
    Folder::new(&[
        ("askdown.yaml", "skills:\n  vocabulary: skills.yaml\n"),
        ("skills.yaml", "- {name: python, aliases: [py]}\n"),
        (
            "notes/python/a.md",
            "---\nskills: [py]\nquestions:\n  mid: [Why?]\n---\n\n### Q: Why?\n\nSo.\n\n### Q: How?\n",
        ),
        ("notes/python/b.md", "---\nskills: [python]\n---\n\n## Senior\n\n### Q: What?\n\nThat.\n"),
        ("notes/sql/c.md", "---\ncategory: Data <b>\n---\n\n### Q: Is `<script>` bad?\n"),
        ("README.md", "# Nothing is asked\n"),
    ])
}

#[test]
fn tables_are_for_people() {
    let run = folder().run("stats");
    let expected = "\
4 notes (1 without questions), 4 questions, 2 open (50% answered)

Category  Notes  Questions    Open
python        2          3       1  █████████████████████████████░░░░░░░░░░░░░░░
Data <b>      1          1       1  ░░░░░░░░░░░░░░░

Level   Notes  Questions    Open
mid         1          1       0  ███████████████████████
senior      1          1       0  ███████████████████████
(none)      2          2       2  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░

Skill   Notes  Questions    Open
python      2          3       1  ██████████████████████████████░░░░░░░░░░░░░░░░
(none)      1          1       1  ░░░░░░░░░░░░░░░░

█ answered  ░ open
";
    assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.code), (expected, "", 0));
}

#[test]
fn json_is_one_object() {
    let run = folder().run("stats --format json notes");
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let group = |name: Value, notes: u32, questions: u32, open: u32| json!({ "name": name, "notes": notes, "questions": questions, "open": open });
    let expected = json!({
        "notes": 3,
        "questions": 4,
        "open": 2,
        "categories": [group(json!("python"), 2, 3, 1), group(json!("Data <b>"), 1, 1, 1)],
        "sections": [],
        "levels": [group(json!("mid"), 1, 1, 0), group(json!("senior"), 1, 1, 0), group(Value::Null, 2, 2, 2)],
        "skills": [group(json!("python"), 2, 3, 1), group(Value::Null, 1, 1, 1)],
        "open_questions": [
            { "filename": "notes/python/a.md", "line": 11, "text": "How?" },
            { "filename": "notes/sql/c.md", "line": 5, "text": "Is <script> bad?" },
        ],
    });
    assert_eq!(report, expected);
}

#[test]
fn a_page_shows_what_notes_say_and_runs_none_of_it() {
    let run = folder().run("stats --format html");
    assert!(run.stdout.starts_with("<!DOCTYPE html>") && run.code == 0);
    assert!(run.stdout.contains("Data &lt;b&gt;") && run.stdout.contains("Is &lt;script&gt; bad?"));
    for loads in ["<script", "<b>", "src=", "href=", "url("] {
        assert!(!run.stdout.contains(loads), "{loads}");
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_counted() {
    let folder = folder();
    folder.write("notes/bad.md", b"\xff");
    let run = folder.run("stats notes");
    assert!(run.stdout.starts_with("3 notes, 4 questions"), "{}", run.stdout);
    assert!(run.stderr.starts_with("askdown: notes/bad.md: ") && run.code == 0, "{}", run.stderr);
    assert_eq!(folder.run("stats nowhere").code, 2);
}

//! `askdown check --format sarif|github`: findings for other programs.

use serde_json::{Value, json};

use crate::command::Folder;

fn folder() -> Folder {
    Folder::new(&[
        ("askdown.yaml", "rules:\n  unknown-rule: hint\n"),
        ("a b.md", "- 😀\n  ~~~ é😀\n"),
        ("c.md", "<!-- askdown-ignore nothing, 100% -->\n"),
    ])
}

#[test]
fn github_is_told_in_workflow_commands() {
    let run = folder().run("check --format github");
    let expected = "\
::error file=a b.md,line=2,endLine=2,col=3,endColumn=9,title=unclosed-fence::this code block is never closed
::notice file=c.md,line=1,endLine=1,col=21,endColumn=28,title=unknown-rule::there is no rule `nothing`
::notice file=c.md,line=1,endLine=1,col=30,endColumn=34,title=unknown-rule::there is no rule `100%25`
";
    assert_eq!((run.stdout.as_str(), run.code), (expected, 1));
    assert_eq!(folder().run("check --format github .").stdout, expected, "paths start at the repository's root");
}

#[test]
fn sarif_holds_what_was_found_and_the_rules() {
    let run = folder().run("check --format sarif .");
    let log: Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!((&log["version"], log["runs"].as_array().map(Vec::len)), (&json!("2.1.0"), Some(1)));
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 3);
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20b.md");
    assert_eq!(place["region"], json!({ "startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 9 }));
    assert_eq!((&results[0]["level"], &results[1]["level"]), (&json!("error"), &json!("note")));
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
}

#[test]
fn sarif_names_the_other_place_of_a_question() {
    let note = "# N\n\n### Q: What is a closure?\n\nA function with its names.\n";
    let folder = Folder::new(&[("a/one.md", note), ("b c.md", note)]);
    let log: Value = serde_json::from_str(&folder.run("check --format sarif").stdout).expect("JSON");
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "duplicate-question");
    let place = &result["relatedLocations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "b%20c.md");
    assert_eq!(place["region"]["startLine"], 3);
}

#[test]
fn formats_say_when_nothing_is_found() {
    let folder = Folder::new(&[("a.md", "# Fine\n")]);
    assert_eq!(folder.run("check --format github").stdout, "");
    let log: Value = serde_json::from_str(&folder.run("check --format sarif").stdout).expect("JSON");
    assert_eq!(log["runs"][0]["results"], json!([]));
}

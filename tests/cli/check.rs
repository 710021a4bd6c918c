//! `askdown check`: what is found, how it is printed, exit codes.

use crate::command::Folder;

/// A note with an unclosed fence on its third line.
const BROKEN: &str = "# Note\n\n```text\ncode\n";

#[test]
fn findings_look_as_those_of_rustc_do() {
    let folder = Folder::new(&[("notes/a.md", BROKEN), ("notes/b.md", "# Fine\n")]);
    let run = folder.run("check notes");
    let expected = "\
error[unclosed-fence]: this code block is never closed
 --> notes/a.md:3:1
  |
3 | ```text
  | ^^^^^^^

Found 1 error in 2 notes
";
    assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.code), (expected, "", 1));
}

#[test]
fn nothing_found_is_said_in_words() {
    let folder = Folder::new(&[("a.md", "# Fine\n"), ("b.md", "")]);
    let run = folder.run("check");
    assert_eq!((run.stdout.as_str(), run.code), ("Nothing found in 2 notes\n", 0));
    assert_eq!(folder.run("check --format json").stdout, "[\n]\n");
}

#[test]
fn json_follows_the_contract() {
    let folder = Folder::new(&[("a.md", "- 😀\n  ~~~ é😀\n")]);
    let run = folder.run("check --format json a.md");
    let found: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let url = found[0]["url"].as_str().expect("an address");
    assert!(url.starts_with("https://") && url.ends_with("/src/rules/README.md#unclosed-fence"), "{url}");
    let expected = serde_json::json!([{
        "filename": "a.md",
        "code": "unclosed-fence",
        "severity": "error",
        "message": "this code block is never closed",
        "location": { "row": 2, "column": 3 },
        "end_location": { "row": 2, "column": 9 },
        "url": url,
    }]);
    assert_eq!((found, run.code), (expected, 1));
}

#[test]
fn columns_count_characters() {
    let folder = Folder::new(&[("a.md", "# é\n\n- ```text é😀\n"), ("crlf.md", "# é\r\n\r\n- ```text é😀\r\n")]);
    assert_eq!(folder.findings(""), ["a.md:3:3-3:13 unclosed-fence", "crlf.md:3:3-3:13 unclosed-fence"]);
}

#[test]
fn only_warnings_and_errors_make_the_exit_code_1() {
    let folder = Folder::new(&[("a.md", BROKEN), ("askdown.yaml", "rules:\n  unclosed-fence: information\n")]);
    let run = folder.run("check");
    assert!(run.stdout.starts_with("info[unclosed-fence]: "), "{}", run.stdout);
    assert!(run.stdout.ends_with("\nFound 1 remark in 1 note\n"), "{}", run.stdout);
    assert_eq!(run.code, 0);

    folder.write("askdown.yaml", b"rules:\n  unclosed-fence: warning\n");
    assert_eq!(folder.run("check").code, 1);
    folder.write("askdown.yaml", b"rules:\n  unclosed-fence: off\n");
    assert_eq!(folder.run("check").stdout, "Nothing found in 1 note\n");
}

#[test]
fn findings_come_in_the_order_of_the_paths_and_names() {
    let folder = Folder::new(&[("z.md", BROKEN), ("a/c.md", BROKEN), ("a/b.qmd", BROKEN), ("B.markdown", BROKEN)]);
    let at = |name: &str| format!("{name}:3:1-3:8 unclosed-fence");
    assert_eq!(folder.findings(""), [at("B.markdown"), at("a/b.qmd"), at("a/c.md"), at("z.md")]);
    assert_eq!(folder.findings("z.md a ./z.md"), [at("z.md"), at("a/b.qmd"), at("a/c.md")]);
    assert_eq!(folder.findings("./a"), [at("./a/b.qmd"), at("./a/c.md")]);
    let many: Vec<(String, &str)> = (0..300).map(|n| (format!("many/{n:03}.md"), BROKEN)).collect();
    many.iter().for_each(|(name, text)| folder.write(name, text.as_bytes()));
    let expected: Vec<String> = many.iter().map(|(name, _)| at(name)).collect();
    assert_eq!(folder.findings("many"), expected);
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let folder = Folder::new(&[("a.md", BROKEN)]);
    let colored = |arguments: &str| folder.run(arguments).stdout.contains('\u{1b}');
    assert!(!colored("check"));
    assert!(colored("check --color always"));
    assert!(!colored("check --color never"));
    assert!(!colored("check --color always --format json"));
}

#[test]
fn comments_silence_rules() {
    let folder = Folder::new(&[("a.md", "# Note\n\n<!-- askdown-ignore unclosed-fence -->\n```text\ncode\n")]);
    assert_eq!(folder.findings(""), [""; 0]);
}

#[test]
fn the_configuration_is_found_upward_and_its_faults_are_findings() {
    let folder = Folder::new(&[
        ("askdown.yaml", "rules:\n  unclosed-fence: off\nexclude: [drafts/]\n"),
        ("deep/er/a.md", BROKEN),
        ("drafts/b.md", "<!-- askdown-ignore nothing -->\n"),
    ]);
    assert_eq!(folder.findings(""), [""; 0]);
    folder.write("askdown.yaml", b"rules:\n  unclosed-fens: off\n");
    assert_eq!(
        folder.findings("deep"),
        ["askdown.yaml:2:3-2:16 invalid-configuration", "deep/er/a.md:3:1-3:8 unclosed-fence"]
    );
    // A repository bounds the search.
    std::fs::create_dir(folder.path().join("deep/.git")).expect("a folder");
    assert_eq!(folder.findings("deep"), ["deep/er/a.md:3:1-3:8 unclosed-fence"]);
}

#[test]
fn standard_input_is_a_note_too() {
    let folder = Folder::new(&[("x/askdown.yaml", "rules:\n  unclosed-fence: warning\n")]);
    let run = folder.run_with("check -", BROKEN);
    assert!(run.stdout.contains(" --> -:3:1\n"), "{}", run.stdout);
    let run = folder.run_with("check - --stdin-filename x/new.md", BROKEN);
    assert!(run.stdout.starts_with("warning[unclosed-fence]"), "{}", run.stdout);
    assert!(run.stdout.contains(" --> x/new.md:3:1\n"), "{}", run.stdout);
    assert_eq!(run.code, 1);
}

#[test]
fn notes_are_checked_against_those_around_them() {
    let note = |skill: &str| format!("---\ntitle: x\nskills: [{skill}]\n---\n");
    let folder =
        Folder::new(&[("a.md", &note("decorators")), ("b/c.md", &note("decorators")), ("b/d.md", &note("decorator"))]);
    assert_eq!(folder.findings("."), ["./b/d.md:3:10-3:19 similar-skill"]);
    assert_eq!(folder.findings("b"), [""; 0], "nothing says that the notes above belong to these");
    folder.write("askdown.yaml", b"");
    assert_eq!(folder.findings("b/d.md"), ["b/d.md:3:10-3:19 similar-skill"]);
}

#[test]
fn a_vocabulary_is_checked_and_holds() {
    let folder = Folder::new(&[
        ("askdown.yaml", ""),
        ("skills.yaml", "- python\n- python\n"),
        ("a.md", "---\ntitle: x\nskills: [pyhton]\n---\n"),
    ]);
    assert_eq!(folder.findings(""), ["skills.yaml:2:3-2:9 invalid-configuration", "a.md:3:10-3:16 unknown-skill"]);
}

#[test]
fn what_is_certain_is_fixed() {
    let broken = "\u{feff}---\r\ntitle: x\r\nskills: [a, b, a, a]\r\n---\r\n\r\n# Fine\r\n";
    let fixed = "\u{feff}---\r\ntitle: x\r\nskills: [a, b]\r\n---\r\n\r\n# Fine\r\n";
    let folder = Folder::new(&[("a.md", broken), ("b.md", BROKEN), ("c.md", "# Fine\n")]);
    let run = folder.run("check a.md");
    assert!(run.stdout.ends_with("\nFound 2 remarks in 1 note (`--fix` mends 2)\n"), "{}", run.stdout);
    assert_eq!(folder.read("a.md"), broken);

    let run = folder.run("check --fix a.md");
    assert_eq!((run.stdout.as_str(), run.code), ("Fixed 2 findings, nothing is left in 1 note\n", 0));
    assert_eq!(folder.read("a.md"), fixed);
    let run = folder.run("check --fix");
    assert!(run.stdout.ends_with("\nFound 1 error in 3 notes\n"), "{}", run.stdout);
    assert_eq!(folder.read("b.md"), BROKEN);
    let names: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(names.len(), 3, "nothing else is left behind");
}

#[cfg(unix)]
#[test]
fn a_fixed_file_keeps_its_permissions_and_stays_a_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new(&[("real/a.md", "---\ntitle: x\nskills: [a, a]\n---\n")]);
    let real = folder.path().join("real/a.md");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink(&real, folder.path().join("link.md")).expect("a link");
    assert_eq!(folder.run("check --fix link.md").code, 0);
    assert_eq!(folder.read("real/a.md"), "---\ntitle: x\nskills: [a]\n---\n");
    let metadata = std::fs::metadata(&real).expect("a file");
    assert_eq!(metadata.permissions().mode() & 0o777, 0o640);
    assert!(folder.path().join("link.md").is_symlink());
}

#[test]
fn what_belongs_to_a_finding_is_shown_with_it() {
    let folder = Folder::new(&[("a.md", "---\ntitle: x\nskills: [a, a]\ntags:\n- b\n- c\n- b\n---\n")]);
    let run = folder.run("check");
    let expected = "\
info[duplicate-skill]: `a` is in this list already
 --> a.md:3:13
  |
3 | skills: [a, a]
  |          -  ^
  |          |
  |          it is here
  |
  = help: Remove the second `a`

info[duplicate-skill]: `b` is in this list already
 --> a.md:7:3
  |
7 | - b
  |   ^
  |
 ::: a.md:5:3
  |
5 | - b
  |   - it is here
  |
  = help: Remove the second `b`

Found 2 remarks in 1 note (`--fix` mends 2)
";
    assert_eq!(run.stdout, expected);
}

#[test]
fn schemas_of_the_project_hold_and_their_faults_are_findings() {
    let folder = Folder::new(&[
        ("askdown.yaml", "schemas:\n- {files: [good/], schema: good.json}\n- {files: [bad/], schema: bad.json}\n"),
        ("good.json", "{\"required\": [\"owner\"]}"),
        ("bad.json", "{\"type\": 1}"),
        ("good/a.md", "---\ntitle: x\n---\n"),
        ("bad/b.md", "---\ntitle: [x]\n---\n"),
    ]);
    assert_eq!(folder.findings(""), ["good/a.md:1:1-1:4 missing-key", "bad.json:1:10-1:11 invalid-schema"]);
}

#[test]
fn schemas_that_are_not_there_are_findings_where_they_are_named() {
    let folder = Folder::new(&[
        ("askdown.yaml", "schemas:\n- {files: [cards/], schema: card.json}\n"),
        ("cards/a.md", "---\ntitle: [x]\n---\n"),
        ("named.md", "\u{feff}---\n$schema: ../outside.json\nn: é\n---\n"),
    ]);
    assert_eq!(folder.findings(""), ["named.md:2:10-2:25 invalid-schema", "askdown.yaml:2:29-2:38 invalid-schema"]);
}

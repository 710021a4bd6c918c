//! Odd input: one clear finding or message, and the others go on.

use std::io::Read;

use crate::command::Folder;

const BROKEN: &str = "# Note\n\n```text\ncode\n";

#[test]
fn an_empty_folder_is_no_failure() {
    let run = Folder::new(&[("readme.txt", "```")]).run("check");
    let expected = "No notes to check: there is no .md, .markdown or .qmd file here\n";
    assert_eq!((run.stdout.as_str(), run.code), (expected, 0));
}

#[test]
fn a_missing_path_is_a_failure() {
    let folder = Folder::new(&[("a.md", BROKEN)]);
    let run = folder.run("check a.md nowhere/b.md");
    assert_eq!((run.stdout.as_str(), run.code), ("", 2));
    assert_eq!(run.stderr, "askdown: nowhere/b.md: there is no such file or folder\n");
}

#[test]
fn wrong_arguments_are_a_failure() {
    let folder = Folder::new(&[]);
    for (arguments, told) in [
        ("", "Usage: askdown"),
        ("chek", "unrecognized subcommand 'chek'"),
        ("check --format yaml", "[possible values: text, json"),
        ("check --no-such-option", "unexpected argument '--no-such-option'"),
    ] {
        let run = folder.run(arguments);
        assert_eq!((run.stdout.as_str(), run.code), ("", 2), "{arguments:?}");
        assert!(run.stderr.contains(told), "{}", run.stderr);
    }
}

#[test]
fn a_file_that_is_no_text_is_one_finding() {
    let folder = Folder::new(&[("b.md", BROKEN)]);
    folder.write("a.md", b"# Note\n\xff\xfe\0\0```");
    folder.write("c.md", "\u{feff}# Note\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>().as_slice());
    assert_eq!(
        folder.findings(""),
        ["a.md:1:1-1:1 unreadable-file", "b.md:3:1-3:8 unclosed-fence", "c.md:1:1-1:1 unreadable-file"]
    );
    let run = folder.run("check a.md");
    let expected = "\
error[unreadable-file]: the file is not UTF-8 (line 2), save it as UTF-8
--> a.md

Found 1 error in 1 note
";
    assert_eq!((run.stdout.as_str(), run.code), (expected, 1));
}

#[test]
fn a_file_that_is_too_large_is_one_finding() {
    let folder = Folder::new(&[("b.md", BROKEN)]);
    let large = std::fs::File::create(folder.path().join("a.md")).expect("a file");
    large.set_len((256 << 20) + 1).expect("a sparse file");
    assert_eq!(folder.findings(""), ["a.md:1:1-1:1 unreadable-file", "b.md:3:1-3:8 unclosed-fence"]);
}

#[test]
fn a_byte_order_mark_hides_nothing() {
    let folder = Folder::new(&[("a.md", "\u{feff}```text\n")]);
    assert_eq!(folder.findings(""), ["a.md:1:1-1:8 unclosed-fence"]);
}

#[test]
fn a_huge_line_is_shown_in_part() {
    let long = "x".repeat(200_000);
    let folder = Folder::new(&[("a.md", &format!("{long} <!-- askdown-ignore nothing --> {long}\n"))]);
    assert_eq!(folder.findings(""), ["a.md:1:200022-1:200029 unknown-rule"]);
    let run = folder.run("check");
    assert!(run.stdout.contains("a.md:1:200022\n"), "{:.500}", run.stdout);
    assert!(run.stdout.contains("askdown-ignore nothing") && run.stdout.len() < 2_000, "{}", run.stdout.len());
}

#[test]
fn a_file_named_is_checked_whatever_its_extension() {
    let folder = Folder::new(&[("note.txt", BROKEN)]);
    assert_eq!(folder.findings("note.txt"), ["note.txt:3:1-3:8 unclosed-fence"]);
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let folder = Folder::new(&[("a.md", "```text \u{1b}[31m\u{7}\n")]);
    let run = folder.run("check");
    assert!(!run.stdout.contains(['\u{1b}', '\u{7}']), "{:?}", run.stdout);
}

#[cfg(unix)]
#[test]
fn links_in_circles_and_folders_that_cannot_be_read_do_no_harm() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new(&[("a/b.md", BROKEN), ("locked/c.md", BROKEN)]);
    symlink(folder.path(), folder.path().join("a/up")).expect("a link");
    symlink("nowhere", folder.path().join("a/dangling.md")).expect("a link");
    let locked = folder.path().join("locked");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).expect("a locked folder");
    let found = folder.findings("");
    let readable = std::fs::read_dir(&locked).is_ok();
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o755)).expect("an unlocked folder");
    // Root reads everything.
    let about_locked = if readable { "locked/c.md:3:1-3:8 unclosed-fence" } else { "locked:1:1-1:1 unreadable-file" };
    assert!(found.contains(&"a/b.md:3:1-3:8 unclosed-fence".to_owned()) && found.len() == 2, "{found:?}");
    assert!(found.contains(&about_locked.to_owned()), "{found:?}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = Folder::new(&[]);
    for n in 0..60 {
        folder.write(&format!("{n}.md"), "- ```text\n\n".repeat(100).as_bytes());
    }
    let mut child = folder.command("check").spawn().expect("a started process");
    let mut first = [0; 10];
    child.stdout.take().expect("its output").read_exact(&mut first).expect("some output");
    let output = child.wait_with_output().expect("its end");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

/// Front matter and Python blocks that are made to bring a reader down.
#[test]
fn hostile_notes_are_one_finding_each() {
    let aliases: String =
        (1..10).map(|n| format!("k{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", "))).collect();
    let front_matter = [
        ("aliases", format!("k0: &a0 [x, x, x]\n{aliases}")),
        ("brackets", format!("a: {}\n", "[".repeat(100_000))),
        ("braces", format!("a: {}\n", "{a: ".repeat(100_000))),
        ("dashes", format!("a:\n  {}\n", "- ".repeat(100_000))),
        ("long", "key: value\n".repeat(100_000)),
        ("nested", (0..2_000).map(|n| format!("{}a:\n", " ".repeat(n))).collect()),
    ];
    let python = [
        ("round", "(".repeat(100_000)),
        ("sum", "1+".repeat(100_000)),
        ("calls", format!("f{}", "()".repeat(20_000))),
        ("attributes", format!("a{}", ".b".repeat(5_000))),
        ("lists", format!("{}{}", "[".repeat(20_000), "]".repeat(20_000))),
        ("ifs", (0..300).map(|n| format!("{}if x:\n", " ".repeat(n))).collect()),
        ("prose", "This is prose, and not code at all. ".repeat(3_000)),
        ("nul", "x = 1\0\n".repeat(1_000)),
        ("large", "x = 1\n".repeat(2_000_000)),
    ];
    let folder = Folder::new(&[]);
    let mut expected = Vec::new();
    for (name, source) in &front_matter {
        folder.write(&format!("{name}.md"), format!("---\ntitle: a\n{source}---\n\n# A\n").as_bytes());
        expected.push(format!("{name}.md front-matter-syntax"));
    }
    for (name, code) in &python {
        folder.write(&format!("{name}.md"), format!("# A\n\n```python\n{code}\n```\n").as_bytes());
        let rule = if matches!(*name, "prose" | "nul") { "python-syntax" } else { "unchecked-block" };
        expected.push(format!("{name}.md {rule}"));
    }
    expected.sort();
    let found = folder.findings("");
    let found = found.iter().map(|found| {
        let (place, rule) = found.split_once(' ').unwrap_or_default();
        format!("{} {rule}", place.split(':').next().unwrap_or_default())
    });
    assert_eq!(found.collect::<Vec<_>>(), expected);
    let run = folder.run("format --check");
    assert_eq!(run.code, 0, "nothing of that is formatted: {}{}", run.stdout, run.stderr);
}

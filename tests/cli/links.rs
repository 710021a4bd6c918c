//! `askdown check` on links: between notes, to files beside them, and out of what is checked.

use crate::command::Folder;

const SILENT: &[&str] = &[];

#[test]
fn links_that_lead_nowhere_are_found() {
    let folder = Folder::new(&[
        ("a.md", "# A\n\n[b](n/b.md#oen) ![i](n/one.png) [c](n/c.md)\n"),
        ("n/b.md", "# One\n\n[a](../a.md#a) [i](../n/two.png) [own](#one-1)\n"),
        ("n/one.png", ""),
    ]);
    let run = folder.run("check");
    let expected = "\
warning[broken-anchor]: `b.md` has no anchor `#oen`, did you mean `#one`?
 --> a.md:3:12
  |
3 | [b](n/b.md#oen) ![i](n/one.png) [c](n/c.md)
  |            ^^^
  |
  = help: Change to `#one`
";
    assert!(run.stdout.starts_with(expected), "{}", run.stdout);
    assert_eq!(run.code, 1);
    assert_eq!(
        folder.findings(""),
        [
            "a.md:3:12-3:15 broken-anchor",
            "a.md:3:37-3:43 broken-link",
            "n/b.md:3:20-3:32 broken-link",
            "n/b.md:3:41-3:46 broken-anchor",
        ]
    );
}

#[test]
fn what_is_outside_is_left_in_peace() {
    let note = "# A\n\n[gone](gone.md) [out](../gone.md) [root](/gone.md) [web](https://example.org/gone.md)\n";
    let folder = Folder::new(&[("n/a.md", note), ("n/b.md", "[a](a.md#b) [c](../c.md#d)\n"), ("c.md", "# C\n")]);
    let inside = ["n/a.md:3:8-3:15 broken-link", "n/b.md:1:10-1:11 broken-anchor"];
    assert_eq!(folder.findings("n"), inside);
    // The same way round.
    assert_eq!(folder.findings("n/../n").len(), inside.len());
    // A single note knows what lies in its folder, and nothing of what other notes say.
    assert_eq!(folder.findings("n/a.md"), inside[..1]);
    assert_eq!(folder.findings("n/b.md"), SILENT);
    // An `askdown.yaml` above makes it all one workspace.
    folder.write("askdown.yaml", b"");
    assert_eq!(folder.findings("n/b.md"), ["n/b.md:1:10-1:11 broken-anchor", "n/b.md:1:25-1:26 broken-anchor"]);
}

#[test]
fn wiki_links_and_front_matter_are_links_where_configured() {
    let note = "---\ntitle: A\nrelated: [b, gone]\nsee: [lost.md]\n---\n\n[[B#One]] [[B#Two]] [[Nowhere]]\n";
    let folder = Folder::new(&[("a.md", note), ("n/b.md", "# One\n"), ("b.md", "# One\n")]);
    assert_eq!(folder.findings(""), ["a.md:4:7-4:14 broken-link"]);
    folder.write("askdown.yaml", b"links:\n  wiki: true\n  keys: [related]\n");
    assert_eq!(
        folder.findings(""),
        ["a.md:4:7-4:14 broken-link", "a.md:7:15-7:18 broken-anchor", "a.md:7:23-7:30 broken-link"]
    );
}

#[cfg(unix)]
#[test]
fn symbolic_links_out_of_the_folder_are_not_followed() {
    let folder = Folder::new(&[("in/a.md", "# A\n\n[b](out/b.md) [c](out/c.md)\n"), ("out/b.md", "")]);
    std::os::unix::fs::symlink(folder.path().join("out"), folder.path().join("in/out")).expect("a link");
    assert_eq!(folder.findings("in"), SILENT);
}

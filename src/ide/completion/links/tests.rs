use crate::ide::completion::complete as complete_all;
use crate::ide::testing::Fixture;

const OTHER: &str = "\
# Locks

### Q1: What is the GIL?

A lock.

### Q2: What is a (dead) lock?

1. **Why [x]?**
";

/// Completes at the `¦` of `a.md` beside other notes; each item as `label > what the line becomes`.
#[track_caller]
fn check(marked: &str, expected: &[&str]) {
    let source = marked.replace('¦', "");
    let files = [
        ("a.md", source.as_str()),
        ("n/locks.md", OTHER),
        ("n/two words.md", "---\ntitle: Two\n---\n"),
        ("n/C# x.md", ""),
    ];
    let mut fixture = Fixture::new(&files);
    fixture.config.links.wiki = true;
    fixture.reindex();
    let offset = marked.find('¦').expect("a caret") as u32;
    let found = fixture.at_note("a.md", "", |view, _| complete_all(view, offset));
    let shown = found.items.iter().map(|item| {
        let mut text = crate::text::Text::new(&source);
        text.apply(&item.edit);
        let line = text.slice(text.line_range(text.line_of(offset))).into_owned();
        let typed = &source[item.edit.range.start as usize..offset as usize];
        assert_eq!(item.filter_text, typed, "clients compare it to what is typed");
        format!("{} > {line}", item.label)
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected, "{marked}");
}

#[test]
fn paths_are_those_of_notes() {
    check(
        "[a](n/¦)",
        &["n/C# x.md > [a](n/C%23%20x.md)", "n/locks.md > [a](n/locks.md)", "n/two words.md > [a](n/two%20words.md)"],
    );
    check("[a](<n/C¦>)", &["n/C# x.md > [a](<n/C%23 x.md>)"]);
    check("[a](two¦#x)", &["n/two words.md > [a](n/two%20words.md#x)"]);
    check("[a](<n/t¦", &["n/two words.md > [a](<n/two words.md"]);
    check(
        "[a]: lock¦",
        &["n/locks.md > [a]: n/locks.md", "What is a (dead) lock? > [a]: n/locks.md#q2-what-is-a-dead-lock"],
    );
    check("`[a](¦)`", &[]);
    check("```text\n[a](¦)\n```\n", &[]);
}

#[test]
fn anchors_are_those_of_the_note_that_is_named() {
    check("# Top\n\n[a](#¦)\n\n## Deep *down*\n", &["top > [a](#top)", "deep-down > [a](#deep-down)"]);
    check(
        "[a](n/locks.md#what-is-¦x)",
        &[
            "q1-what-is-the-gil > [a](n/locks.md#q1-what-is-the-gil)",
            "q2-what-is-a-dead-lock > [a](n/locks.md#q2-what-is-a-dead-lock)",
        ],
    );
    check("[a](nowhere.md#¦)", &[]);
}

#[test]
fn questions_are_linked_by_their_words() {
    check("see [the gil¦] there", &["What is the GIL? > see [What is the GIL?](n/locks.md#q1-what-is-the-gil) there"]);
    check(
        "see [dead lo¦",
        &["What is a (dead) lock? > see [What is a (dead) lock?](n/locks.md#q2-what-is-a-dead-lock)"],
    );
    check("[see](gil¦)", &["What is the GIL? > [see](n/locks.md#q1-what-is-the-gil)"]);
    check("- [¦] x", &[]);
    check("- [x¦] gil", &[]);
}

#[test]
fn labels_are_those_that_are_defined() {
    let note = "[a][¦]\n\n[One two]: x.md\n[^n1]: A note.\n";
    check(note, &["One two > [a][One two]"]);
    check(&note.replace("[a][¦]", "a[^¦"), &["n1 > a[^n1"]);
}

#[test]
fn wiki_links_name_notes() {
    check("[[lo¦]]", &["locks > [[locks]]"]);
    check("[[locks#gil¦]]", &["What is the GIL? > [[locks#What is the GIL?]]"]);
}

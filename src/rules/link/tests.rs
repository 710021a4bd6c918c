use std::path::Path;

use super::*;
use crate::rules::testing::{annotate, check};
use crate::rules::{Checker, check_note, find};
use crate::syntax::Note;
use crate::text::{Edit, Text, TextRange};
use crate::workspace::{Config, Folders, Index, NoteFacts};

/// A folder with these files, and the index of the notes in it.
struct Fixture {
    folder: tempfile::TempDir,
    index: Index,
    config: Config,
}

impl Fixture {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().to_owned();
        let mut config = Config { root: root.clone(), ..Config::default() };
        config.links.wiki = true;
        let mut index = Index::default();
        index.set_folders(Folders::reading(vec![root.clone()]));
        index.set_complete(true);
        for (name, source) in files {
            let path = root.join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(&path, source).expect("a file");
            if crate::workspace::is_note(&path) {
                index.set_open(&path, NoteFacts::new(&Note::new(Text::new(source)), &path, &config));
            }
        }
        Self { folder, index, config }
    }

    fn context<'a>(&'a self, note: &'a Note, path: &'a Path) -> NoteContext<'a> {
        NoteContext { path: Some(path), index: &self.index, ..NoteContext::new(note, &self.config) }
    }

    /// Checks the note `d/note.md`, as [`check`] does.
    #[track_caller]
    fn check(&self, annotated: &str) {
        let rules = ["broken-link", "missing-folder", "broken-anchor"].map(|name| find(name).expect("a rule"));
        let is_annotation = |line: &&str| line.trim_start().starts_with('^');
        let source: String = annotated.split_inclusive('\n').filter(|line| !is_annotation(line)).collect();
        let note = Note::new(Text::new(&source));
        let path = self.folder.path().join("d/note.md");
        let mut found = check_note(&self.context(&note, &path));
        found.retain(|found| rules.contains(&found.rule));
        let actual = annotate(note.text(), &found);
        assert!(actual == annotated, "expected:\n{annotated}\nfound:\n{actual}");
    }
}

#[test]
fn a_folder_that_lacks_is_no_broken_link() {
    let fixture = Fixture::new(&[("d/i/one.png", ""), ("b.md", "")]);
    fixture.check(
        "\
![x](pictures/old/heap.png#a/b) [x](pictures/b.md)
     ^^^^^^^^^^^^ missing-folder: there is no folder `pictures/old`
                                    ^^^^^^^^^^^^^ broken-link: there is no file `pictures/b.md`, did you mean `../b.md`?
[x](i/two.png)
    ^^^^^^^^^ broken-link: there is no file `i/two.png`
",
    );
}

#[test]
fn links_that_lead_nowhere_are_marked() {
    let fixture =
        Fixture::new(&[("a.md", "# A\n"), ("intro.md", ""), ("d/b c.md", "# B\n\n# B\n"), ("d/i/one.png", "")]);
    fixture.check(
        "\
---
title: x
see: [../a.md, ../c.md, ../intor.md]
               ^^^^^^^ broken-link: there is no file `../c.md`
                        ^^^^^^^^^^^ broken-link: there is no file `../intor.md`, did you mean `../intro.md`?
---
[a](../a.md#a) [b](b%20c.md#b-1) [c](<b c.md#b-2>)
                                             ^^^ broken-anchor: `b c.md` has no anchor `#b-2`, did you mean `#b-1`?
![i](i/one.png) ![i](i/two.png) <img src=\"i/One.png\">
                     ^^^^^^^^^ broken-link: there is no file `i/two.png`
                                          ^^^^^^^^^ broken-link: there is no file `i/One.png`, did you mean `i/one.png`?
[moved](a.md) [[a]] [[b c#B]] [[z]]
        ^^^^ broken-link: there is no file `a.md`, did you mean `../a.md`?
                                ^ broken-link: there is no note called `z`
[l]

[l]: gone.md#x
     ^^^^^^^ broken-link: there is no file `gone.md`
",
    );
}

#[test]
fn what_may_be_right_is_left_alone() {
    let fixture = Fixture::new(&[
        ("a.md", "# A\n\n## Some *heading*\n"),
        ("d/README.md", ""),
        ("LICENSE", ""),
        ("m.md", "# M\n\n::: m.n\n"),
        ("s.md", "--8<-- \"README.md\"\n"),
    ]);
    fixture.check(
        "\
[site](/images/x.png) [page](../a.html#a) [pretty](../a#a) [folder](.) [up](..) [d](../d/) [built](feed.html)

[route](tags) [out](../../out.md) [template]({{ url }}.md) [t](<%= x %>.md) [s](x:y.md) [none](#) [empty]()

[license](../LICENSE) [top](#top) [line](../a.md#L10) [spa](#/route) [mail](mailto:a@b.c) [w](www.x.y/z)

`[code](gone.md)` <!-- [c](gone.md) --> [q](../a.md?plain=1) [self](note.md) [fn](#fn1) [[a]](https://x.y)

[zola](@/gone.md#x) [o](../a.md#Some%20heading) [o](<../a.md#A>) [b](../a.md#^1f) [m](../m.md#m.X) [s](../s.md#x)
",
    );
}

#[test]
fn labels_are_checked() {
    check(
        &[&undefined_reference::UNDEFINED_REFERENCE, &unused_definition::UNUSED_DEFINITION],
        "\
See [the docs][dcs], [the *other* docs][none] and [Docs][docs], ![an image here][pic].
               ^^^ undefined-reference: nothing defines the label `dcs`, did you mean `docs`?
                                        ^^^^ undefined-reference: nothing defines the label `none`
                                                                                 ^^^ undefined-reference: nothing defines the label `pic`

x[0][1], a[i][j], [i][j], (a)[b c][de], [\"messages\"][0], [ ][x], [x] [y], [one two][3, 4] `[a b][c d]`[^1]

[docs]: https://x.y
[old]: https://x.y
^^^^^ unused-definition: nothing refers to this definition
[//]: # (a comment)

[^1]: used
[^2]: not
^^^^ unused-definition: nothing refers to this footnote
",
    );
}

#[test]
fn labels_in_the_body_of_an_admonition_are_used() {
    check(
        &[&undefined_reference::UNDEFINED_REFERENCE, &unused_definition::UNUSED_DEFINITION],
        "\
!!! note

    See [the docs][docs], [the *other* docs][none] and[^1].

[docs]: https://x.y
[old]: https://x.y
^^^^^ unused-definition: nothing refers to this definition

[^1]: used
",
    );
}

#[test]
fn labels_that_other_tools_define_are_left_alone() {
    check(
        &[&undefined_reference::UNDEFINED_REFERENCE],
        "\
Read [a path][pathlib.Path], [the guide][guide], [the site][site] and [the *other* one][more].
                                                                                        ^^^^ undefined-reference: nothing defines the label `more`

[guide]: {{< ref \"guide\" >}}
[site]: {{ site.url }} x
",
    );
}

#[test]
fn labels_follow_templates_and_code() {
    let mut note = Note::new(Text::new("[z]: https://x.y\n\nRead [a guide][xy].\n\n[xy]: { y }\n\nAnd\n\n    [z]\n"));
    let mut checker = Checker::new(&note);
    let config = Config::default();
    let (brace, label) = (45, 62);
    let found = ["undefined-reference", "unused-definition"];
    for (edit, expected) in [
        (Edit::insert(label, "x"), &found[..]),
        (Edit::delete(TextRange::new(label, label + 1)), &found[..1]),
        (Edit::insert(brace, "{"), &[]),
        (Edit::delete(TextRange::new(brace, brace + 1)), &found[..1]),
    ] {
        checker.replace(&note.edit(&edit));
        let context = NoteContext::new(&note, &config);
        let mut names: Vec<_> = checker.run(&context).iter().map(|found| found.rule.name).collect();
        assert_eq!(checker.run(&context), check_note(&context));
        names.sort_unstable();
        assert_eq!(names, expected, "{edit:?}");
    }
}

#[test]
fn findings_follow_edits_and_other_notes() {
    let mut fixture = Fixture::new(&[("a.md", "# A\n")]);
    let path = fixture.folder.path().join("d/note.md");
    let mut note = Note::new(Text::new("# One\n\n[x](../a.md#b) [y](#one) [z z][l]\n\ntext\n\n[l]: ../a.md\n"));
    let mut checker = Checker::new(&note);
    let names = |found: &[Diagnostic]| found.iter().map(|found| found.rule.name).collect::<Vec<_>>();
    let run = |fixture: &Fixture, note: &Note, checker: &mut Checker| {
        let found = checker.run(&fixture.context(note, &path));
        assert_eq!(found, check_note(&fixture.context(note, &path)));
        names(&found)
    };
    assert_eq!(run(&fixture, &note, &mut checker), ["broken-anchor"]);
    for (edit, expected) in [
        (Edit::insert(5, "!"), &["broken-anchor"][..]),
        (Edit::insert(5, "x"), &["broken-anchor", "broken-anchor"]),
        (Edit::insert(0, "new\n\n"), &["broken-anchor", "broken-anchor"]),
    ] {
        let replaced = note.edit(&edit);
        checker.replace(&replaced);
        assert_eq!(run(&fixture, &note, &mut checker), expected);
    }
    let other = fixture.folder.path().join("a.md");
    fixture.index.set_open(&other, NoteFacts::new(&Note::new(Text::new("# B\n")), &other, &fixture.config));
    assert_eq!(run(&fixture, &note, &mut checker), ["broken-anchor"]);
    fixture.index.remove_tree(Path::new("/nowhere"));
    assert_eq!(run(&fixture, &note, &mut checker), ["broken-anchor"]);
}

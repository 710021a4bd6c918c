//! Half-typed and hostile front matter.

use crate::text::{Text, TextRange};

use super::{FrontMatter, Node, NodeKind};

/// The tree as text: scalars as the source has them, lists in brackets, mappings in braces.
fn outline(source: &str, node: &Node) -> String {
    match &node.kind {
        NodeKind::Scalar(_) | NodeKind::Unresolved => source[node.range.as_usize()].to_owned(),
        NodeKind::Sequence(sequence) => {
            format!("[{}]", sequence.items.iter().map(|item| outline(source, item)).collect::<Vec<_>>().join(", "))
        }
        NodeKind::Mapping(mapping) => {
            let entries = mapping
                .entries
                .iter()
                .map(|entry| format!("{}: {}", outline(source, &entry.key), outline(source, &entry.value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Reads a note in which lines of carets mark the faults, and compares those and the tree.
#[track_caller]
fn check(annotated: &str, tree: &str) -> FrontMatter {
    let is_annotation = |line: &str| line.trim_start().starts_with('^');
    let source: String = annotated.split_inclusive('\n').filter(|line| !is_annotation(line)).collect();
    let text = Text::new(&source);
    let front_matter = FrontMatter::read(&text).expect("front matter");
    let mut actual = String::new();
    for line in 0..text.line_count() {
        actual += &text.slice(TextRange::new(text.line_start(line), text.line_start(line + 1)));
        for error in front_matter.errors.iter().filter(|error| text.line_of(error.range.start) == line) {
            let before = text.slice(TextRange::new(text.line_start(line), error.range.start)).chars().count();
            let carets = "^".repeat(text.slice(error.range).chars().count().max(1));
            actual += &format!("{}{carets} {}\n", " ".repeat(before), error.message);
        }
    }
    assert!(actual == annotated, "expected:\n{annotated}\nfound:\n{actual}");
    assert_eq!(front_matter.root.as_ref().map(|root| outline(&source, root)).unwrap_or_default(), tree);
    front_matter
}

/// The source with the fixes of all faults applied, which has to be without fault.
#[track_caller]
fn check_fixed(source: &str, expected: &str) {
    let mut text = Text::new(source);
    let front_matter = FrontMatter::read(&text).expect("front matter");
    let mut edits: Vec<_> =
        front_matter.errors.iter().flat_map(|error| error.fix.iter()).flat_map(|fix| fix.edits.clone()).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.range.start));
    edits.iter().for_each(|edit| text.apply(edit));
    assert_eq!(text.to_string(), expected);
    assert_eq!(FrontMatter::read(&text).expect("front matter").errors, []);
}

#[test]
fn every_key_and_value_has_its_place() {
    let front_matter = check(
        "---\r\ntitle: \"Löve 😀\"\r\nlevels:\r\n  - mid\r\n  -\r\nskills: [a, 'b']\r\nempty:\r\nmore: {x: 1, y}\r\n---\r\n",
        "{title: \"Löve 😀\", levels: [mid, ], skills: [a, 'b'], empty: , more: {x: 1, y: }}",
    );
    assert_eq!(front_matter.get("title").and_then(Node::text), Some("Löve 😀"));
    assert_eq!(front_matter.get("skills").map(|skills| skills.items().len()), Some(2));
    assert!(front_matter.get("empty").is_some_and(Node::is_null));
}

#[test]
fn missing_values_stand_after_their_indicator() {
    let source = "---\na:\nb:\n  -\n  - x\nc : \n---\n";
    let front_matter = check(source, "{a: , b: [, x], c: }");
    let place = |node: Option<&Node>| node.map(|node| node.range.start as usize);
    assert_eq!(place(front_matter.get("a")), source.find(":\nb").map(|at| at + 1));
    let item = front_matter.get("b").and_then(|b| b.items().first());
    assert_eq!(place(item), source.find("-\n  - x").map(|at| at + 1));
    assert_eq!(place(front_matter.get("c")), source.find(" \n---"));
}

#[test]
fn block_scalars_have_their_header() {
    check("---\na: |\n  b\n  c\n\nd: >- # e\n  f\n---\n", "{a: |\n  b\n  c, d: >- # e\n  f}");
}

#[test]
fn unclosed_list() {
    check(
        "\
---
title: a
skills: [python, sql
        ^ this `[` is never closed: expected `]`
category: b
levels:
  - mid
---
",
        "{title: a, skills: [python, sql], category: b, levels: [mid]}",
    );
}

#[test]
fn unclosed_quote() {
    check(
        "\
---
title: \"Löve 😀
       ^ this `\"` is never closed
category: b
questions:
  mid:
    - 'one
      ^ this `'` is never closed
    - two
  senior: [three]
---
",
        "{title: \"Löve 😀, category: b, questions: {mid: ['one, two], senior: [three]}}",
    );
}

#[test]
fn unclosed_brace() {
    check(
        "\
---
title: a
meta: {x: 1, list: [2, 3], y
      ^ this `{` is never closed: expected `}`
category: b
---
",
        "{title: a, meta: {x: 1, list: [2, 3], y: }, category: b}",
    );
    check(
        "---\nmeta: {x: [1, 2}\n          ^ this `[` is never closed: expected `]`\ntitle: a\n---\n",
        "{meta: {x: [1, 2]}, title: a}",
    );
}

#[test]
fn a_tab() {
    check(
        "\
---
title: a
skills:
\t- python
^ YAML is indented by spaces, never by tabs
\t- sql
category: b
levels:
  - mid
\t- senior
^ YAML is indented by spaces, never by tabs
---
",
        "{title: a, skills: [python, sql], category: b, levels: [mid, senior]}",
    );
    check_fixed(
        "---\nquestions:\n\tmid:\n\t\t- a\n\tsenior:\n\t\t- b\n---\n",
        "---\nquestions:\n  mid:\n    - a\n  senior:\n    - b\n---\n",
    );
}

#[test]
fn half_written_key() {
    check("---\ntitle: a\ncateg\n^^^^^ expected `:` after this key\nskills: [b]\n---\n", "{title: a, skills: [b]}");
    check("---\ncateg\n^^^^^ expected `:` after this key\n---\n", "");
    check(
        "\
---
title: a
questions:
  mid
  ^^^ expected `:` after this key
  senior:
    - b
---
",
        "{title: a, questions: {senior: [b]}}",
    );
    check("---\ntitle:a\n     ^ expected a space after this `:`\ncategory: b\n---\n", "{title: a, category: b}");
}

#[test]
fn colon_in_a_value() {
    check(
        "---\ntitle: a: b # c\n       ^^^^ a value with `: ` in it needs quotes\ncategory: b\n---\n",
        "{title: a: b, category: b}",
    );
    check_fixed("---\ntitle: say \"a\": b\n---\n", "---\ntitle: 'say \"a\": b'\n---\n");
}

#[test]
fn missing_closing_line() {
    check(
        "\
---
^^^ this front matter is never closed: expected a line `---`
title: a
skills:
  - b

# Heading

---

## Heading
",
        "{title: a, skills: [b]}",
    );
    check_fixed("---\r\ntitle: a\r\n\r\n# B\r\n", "---\r\ntitle: a\r\n---\r\n\r\n# B\r\n");
    check_fixed("---\ntitle: a", "---\ntitle: a\n---\n");
}

#[test]
fn duplicate_keys_are_all_there() {
    let front_matter = check("---\na: 1\nb: 2\na: 3\n---\n", "{a: 1, b: 2, a: 3}");
    assert_eq!(front_matter.get("a").and_then(Node::text), Some("3"));
}

#[test]
fn three_faults_at_once() {
    check(
        "\
---
title: a: b
       ^^^^ a value with `: ` in it needs quotes
levels:
  - \"mid
    ^ this `\"` is never closed
  - senior
categ
^^^^^ expected `:` after this key
skills: [python, sql
        ^ this `[` is never closed: expected `]`
nav_order: 1
---
",
        "{title: a: b, levels: [\"mid, senior], skills: [python, sql], nav_order: 1}",
    );
}

#[test]
fn other_slips_are_understood() {
    for (annotated, tree) in [
        ("t: 'What's new'\n   ^^^^^^^^^^^^ a `'` inside these quotes is written `''`\n", "{t: 'What's new'}"),
        ("t: \"a\" b\n   ^^^^^ text after the closing `\"`: put the whole value in quotes\n", "{t: \"a\" b}"),
        ("t: @a\n   ^^ a value that starts with `@` needs quotes\n", "{t: @a}"),
        ("t: `a` b # c\n   ^^^^^ a value that starts with a backquote needs quotes\n", "{t: `a` b}"),
        ("t: *a and b\n   ^^^^^^^^ a value that starts with `*` needs quotes\n", "{t: *a and b}"),
        ("t: ]\n   ^ a value that starts with `]` needs quotes\n", "{t: ]}"),
        ("t: %a\n   ^^ a value that starts with `%` needs quotes\n", "{t: %a}"),
        ("t: - a\n   ^^^ a list with dashes starts on the line below its key\n", "{t: [a]}"),
        (
            "t: \"\\d+\"\n    ^^ `\\d` means nothing in double quotes: write `\\\\d`, or use single quotes\n",
            "{t: \"\\d+\"}",
        ),
        ("t: [a, , b]\n       ^ expected a value before this comma\n", "{t: [a, b]}"),
        ("t: a\n  u: b\n  ^^^^ this is indented below a line that already has a value\n", "{t: a}"),
        ("some words\n^^^^^^^^^^ expected `key: value`\nt: a\n", "{t: a}"),
        ("--- a\n^^^^^ expected `key: value`\nt: a\n", "{t: a}"),
        ("t: a\n- b\n^^^ a list item needs a key above it\n", "{t: a}"),
        ("s:\n  - a\n  b\n  ^ expected `- ` before this list item\nt: c\n", "{s: [a], t: c}"),
        ("t:\n  - a\n  b\n  ^ expected `- ` before this list item\n  - c\n", "{t: [a, c]}"),
        (
            "t: *a\n   ^^ `*a` refers to an anchor that is not here; a text that starts with `*` needs quotes\n",
            "{t: *a}",
        ),
        ("%YAML 1.1\n^ directives do not belong into front matter\nt: a\n", "{t: a}"),
    ] {
        check(&format!("---\n{annotated}z: 1\n---\n"), &format!("{}, z: 1}}", &tree[..tree.len() - 1]));
    }
}

#[test]
fn what_is_legal_is_left_alone() {
    for source in [
        "t: &a {x: 1}\nu: *a\n",
        "<<: &a {x: 1}\n",
        "t: !expr now()\n",
        "skills: [\na,\nb\n]\n",
        "t: a\n  b\n",
        "t:\n- a\n- b\n",
        "\"t\": 'a: b'\n",
        "? a\n: b\n",
        "t: http://x.y/z#a\n",
        "t: |\n  \ta: b\n",
        "t: >\n  a\n\n  b: c\n  \t- d\n",
        "",
        "# just a comment\n",
    ] {
        let front_matter = FrontMatter::read(&Text::new(&format!("---\n{source}---\n"))).expect("front matter");
        assert_eq!(front_matter.errors, [], "{source:?}");
    }
}

#[test]
fn what_is_too_much_is_refused_with_one_finding() {
    let bomb: String =
        (1..10).map(|n| format!("k{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", "))).collect();
    for (name, source) in [
        ("aliases", format!("k0: &a0 [x, x, x]\n{bomb}")),
        ("brackets", format!("a: {}\n", "[".repeat(100_000))),
        ("braces", format!("a: {}\n", "{a: ".repeat(50_000))),
        ("dashes", format!("a:\n  {}\n", "- ".repeat(100_000))),
        ("questions", format!("a:\n  {}\n", "? ".repeat(100_000))),
        ("lines", (0..400).map(|n| format!("{}a:\n", " ".repeat(n))).collect()),
        ("length", "key: value\n".repeat(100_000)),
    ] {
        let text = Text::new(&format!("---\ntitle: a\n{source}---\n"));
        let front_matter = FrontMatter::read(&text).expect("front matter");
        assert_eq!(front_matter.errors.len(), 1, "{name}: {:?}", front_matter.errors);
        assert!(front_matter.closed);
        if name != "length" {
            assert_eq!(front_matter.get("title").and_then(Node::text), Some("a"), "{name}");
        }
    }
}

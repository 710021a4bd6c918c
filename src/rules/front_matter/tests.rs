//! Pairs of a schema and front matter, with the findings in carets.

use crate::rules::testing::annotate;
use crate::rules::{NoteContext, check_note};
use crate::schema::{Schema, to_json};
use crate::syntax::Note;
use crate::syntax::front_matter::YamlDocument;
use crate::text::Text;
use crate::workspace::Config;

use super::TOPIC;

/// Holds front matter, annotated by lines of carets, against a schema in YAML: as it is, with `\r\n`, and with a
/// byte-order mark.
#[track_caller]
fn check(schema: &str, annotated: &str) {
    let root = YamlDocument::read(schema).root.as_ref().map_or(serde_json::Value::Bool(true), to_json);
    let schema = Schema::compile(root, "file:///schema.json", |_| Err(String::new())).expect("a valid schema");
    check_against(&schema, annotated);
}

#[track_caller]
fn check_builtin(annotated: &str) {
    check_against(Schema::builtin(), annotated);
}

#[track_caller]
fn check_against(schema: &Schema, annotated: &str) {
    let annotated = format!("---\n{annotated}---\n");
    let source: String = annotated.split_inclusive('\n').filter(|line| !line.trim_start().starts_with('^')).collect();
    assert_eq!(found(schema, &source), annotated, "as it is");
    let crlf = found(schema, &source.replace('\n', "\r\n")).replace("\r\n", "\n");
    assert_eq!(crlf, annotated, "with \\r\\n");
    let marked = found(schema, &format!("\u{feff}{source}"));
    let marked = marked.replacen('\u{feff}', "", 1).replacen("---\n ^", "---\n^", 1);
    assert_eq!(marked, annotated, "with a byte-order mark");
}

fn found(schema: &Schema, source: &str) -> String {
    let note = Note::new(Text::new(source));
    let config = Config::default();
    let mut found = check_note(&NoteContext { schema, ..NoteContext::new(&note, &config) });
    found.retain(|diagnostic| TOPIC.rules.contains(&diagnostic.rule));
    annotate(note.text(), &found)
}

/// The note after the first fix of each finding.
#[track_caller]
fn check_fix(schema: &str, source: &str, expected: &str) {
    let root = YamlDocument::read(schema).root.as_ref().map_or(serde_json::Value::Bool(true), to_json);
    let schema = Schema::compile(root, "file:///schema.json", |_| Err(String::new())).expect("a valid schema");
    let note = Note::new(Text::new(source));
    let config = Config::default();
    let found = check_note(&NoteContext { schema: &schema, ..NoteContext::new(&note, &config) });
    let mut text = note.text().clone();
    for diagnostic in found.iter().rev().filter(|diagnostic| TOPIC.rules.contains(&diagnostic.rule)) {
        for edit in diagnostic.fixes.first().into_iter().flat_map(|fix| &fix.edits).rev() {
            text.apply(edit);
        }
    }
    assert_eq!(text.to_string(), expected);
}

#[test]
fn titles_are_what_they_look_like() {
    for value in ["2024", "3.10", "yes", "true", "2024-01-31", "1.2.3", "\"a\"", "0x10", "a\n  b", "|\n  a"] {
        check_builtin(&format!("title: {value}\n"));
        check("properties: {title: {type: string}}", &format!("title: {value}\n"));
    }
}

#[test]
fn notes_of_site_generators_are_left_alone() {
    for source in [
        "title: a\nlayout: default\nparent: \"Python & Coding\"\nnav_order: 1\nhas_children: true\n",
        "title: a\ndate: 2024-01-31 10:00:00 +0100\ncategories: [x, y]\ntags: x y\npublished: false\n",
        "title: a\nweight: 10\nmenu: {main: {parent: b}}\naliases: [/b/]\nlastmod: 2024-01-31\n",
        "title: a\nsidebar_position: 2\nslug: /b\nkeywords: [c]\nlast_update: {date: 1/2/2024}\n",
        "title: a\nformat:\n  html:\n    toc: true\nexecute:\n  echo: false\nauthor:\n  - name: b\n",
        "title: a\nhead:\n  - - meta\n    - name: keywords\n      content: b\ntag:\n  - c\ncategory: d\n",
        "title: a\ncategory: coding\nlevels: [mid]\nskills: [c]\nquestions:\n  mid:\n    - \"b?\"\n",
        "title: a\nquestions: [a?, b?]\nlevel: mid\nskill: c\nquestion: d?\n",
        "title: a\nskills:\nlevels: []\nquestions:\n  mid:\n  senior: []\n",
        "title: a\nquestions:\n  - question: b?\n    answer: c\n",
        "title: a\nmy-own: 1\nowner: x\ndata: y\n<<: {b: c}\n",
    ] {
        check_builtin(source);
    }
}

#[test]
fn the_builtin_schema_minds_types() {
    check_builtin("title: [a]\n       ^^^ wrong-type: expected text, found a list\n");
    check_builtin("title:\n^^^^^ missing-key: `title` has no value\n");
    check_builtin("title:\n^^^^^ wrong-type: expected text, found a list\n  - a\n");
    check_builtin("title: a\nskills: python\n        ^^^^^^ wrong-type: expected a list, found the text `python`\n");
    check_builtin("title: a\nskills: {b: 1}\n        ^^^^^^ wrong-type: expected a list, found keys and values\n");
    check_builtin("title: a\nlevels: 3\n        ^ wrong-type: expected a list, found `3`\n");
    check_builtin(
        "title: a\nquestions:\n  mid: b?\n       ^^ wrong-type: expected a list, found the text `b?`\n  senior: [c?]\n",
    );
    check_builtin(
        "\
title: a
questions:
  mid:
    - 😀 fine?
    - What is wrong: this?
      ^^^^^^^^^^^^^^^^^^^^ wrong-type: expected text, found keys and values; a text with `: ` in it needs quotes
",
    );
}

#[test]
fn slips_in_keys() {
    check_builtin("title: a\nskils: [b]\n^^^^^ unknown-key: unknown key `skils`, did you mean `skills`?\n");
    check_builtin(
        "title: a\n\"catgeory\": b\n^^^^^^^^^^ unknown-key: unknown key `catgeory`, did you mean `category`?\n",
    );
    check_builtin("title: a\nskills: [b]\nskils: [c]\n");
    check_builtin("title: a\ncategoria: b\n");
    check_builtin("titel: a\n^^^^^ unknown-key: unknown key `titel`, did you mean `title`?\n");
}

#[test]
fn missing_keys() {
    let schema = "{required: [id, level], properties: {id: {type: integer}, level: {enum: [mid, senior]}, more: {required: [x]}, list: {items: {required: [y]}}}}";
    check(schema, "id: 1\nlevel: mid\nmore: {}\n^^^^ missing-key: `more` has no `x`\n");
    check(schema, "id: 1\nlevel: mid\nlist:\n  - z: 1\n    ^^^^ missing-key: this item has no `y`\n  - {y: 2}\n");
    check(schema, "id: 1\nlevel: mid\nmore:\n^^^^ missing-key: `more` has no `x`\n  z: 1\n");
    check(schema, "id: 1\n<<: {level: mid}\n");
}

#[test]
fn keys_that_are_forbidden() {
    let schema = "{properties: {a: {properties: {bcd: {}}, additionalProperties: false}, old: false}, patternProperties: {'^x': {type: integer}}}";
    check(schema, "a: {bce: 1}\n    ^^^ unknown-key: unknown key `bce`, did you mean `bcd`?\n");
    check(schema, "a:\n  zzz: 1\n  ^^^ unknown-key: the schema does not allow the key `zzz`; it knows `bcd`\n");
    check(schema, "old: 1\n^^^ unknown-key: the schema does not allow the key `old`; it knows `a`\n");
    check(schema, "x1: 😀\n    ^ wrong-type: expected a whole number, found the text `😀`\n");
    check(
        "{propertyNames: {pattern: '^[a-z]+$'}}",
        "ab: 1\nÄb: 2\n^^ unknown-key: the schema does not allow the key `Äb`\n",
    );
    check(
        "{properties: {a: {}}, unevaluatedProperties: false}",
        "b: 1\n^ unknown-key: the schema does not allow the key `b`; it knows `a`\n",
    );
}

#[test]
fn values_that_are_not_allowed() {
    let schema =
        "{properties: {level: {enum: [junior, mid, senior]}, n: {const: 1}, tags: {items: {enum: [a, b, 3, null]}}}}";
    check(
        schema,
        "level: seniro\n       ^^^^^^ unknown-value: expected `junior`, `mid` or `senior`, found the text `seniro`, did you mean `senior`?\n",
    );
    check(schema, "level: [x]\n       ^^^ unknown-value: expected `junior`, `mid` or `senior`, found a list\n");
    check(schema, "n: 2\n   ^ unknown-value: expected `1`, found `2`\n");
    check(
        schema,
        "tags: [a, 😀, \"b\", 'd']\n          ^ unknown-value: expected `a`, `b`, `3` or `null`, found the text `😀`\n                  ^^^ unknown-value: expected `a`, `b`, `3` or `null`, found the text `d`\n",
    );
    check(schema, "😀: x\ntags:\n  - 4\n    ^ unknown-value: expected `a`, `b`, `3` or `null`, found `4`\n");
}

#[test]
fn other_rules_of_a_schema() {
    let schema = "{properties: {d: {format: date}, p: {pattern: '^[a-z]+$'}, n: {minimum: 1, maximum: 5}, u: {uniqueItems: true}, s: {minLength: 1}, i: {minItems: 2}}}";
    check(schema, "d: 2024-01-31\n");
    check(
        schema,
        "d: 2024-1-31\n   ^^^^^^^^^ invalid-value: expected a date such as `2026-01-31`, found the text `2024-1-31`\n",
    );
    check(schema, "p: A😀\n   ^^ invalid-value: expected text that matches `^[a-z]+$`, found the text `A😀`\n");
    check(schema, "n: 0\n   ^ invalid-value: expected 1 or more, found `0`\n");
    check(schema, "u: [a, b, a]\n          ^ invalid-value: expected every item just once, found the text `a`\n");
    check(schema, "s: \"\"\n   ^^ invalid-value: expected text that is not empty, found an empty text\n");
    check(schema, "i:\n^ invalid-value: expected at least 2 items, found a list\n  - a\n");
}

#[test]
fn combined_schemas() {
    let any = "{properties: {a: {anyOf: [{type: string}, {type: array, items: {type: string}}]}}}";
    check(any, "a: x\n");
    check(any, "a: {x: 1}\n   ^^^^^^ wrong-type: expected text or a list, found keys and values\n");
    check(any, "a: [x, {}]\n       ^^ wrong-type: expected text, found keys and values\n");
    let one = "{properties: {a: {oneOf: [{const: x}, {enum: [y, z]}]}}}";
    check(one, "a: w\n   ^ unknown-value: expected `x`, `y` or `z`, found the text `w`\n");
    let conditional = "{if: {properties: {kind: {const: q}}, required: [kind]}, then: {properties: {a: {type: integer}}}, else: {properties: {a: {type: string}}}}";
    check(conditional, "kind: q\na: x\n   ^ wrong-type: expected a whole number, found the text `x`\n");
    check(conditional, "kind: p\na: x\n");
    let reference =
        "{$defs: {n: {type: integer}}, properties: {a: {$ref: '#/$defs/n'}, b: {items: {$ref: '#/properties/a'}}}}";
    check(reference, "b: [1, x]\n       ^ wrong-type: expected a whole number, found the text `x`\n");
    let draft7 = "{$schema: 'http://json-schema.org/draft-07/schema#', definitions: {n: {type: integer}}, properties: {a: {items: [{$ref: '#/definitions/n'}]}}}";
    check(draft7, "a: [x, y]\n    ^ wrong-type: expected a whole number, found the text `x`\n");
}

#[test]
fn whatever_is_half_typed_the_rest_is_held_to_the_schema() {
    let schema = "{properties: {a: {type: integer}, z: {type: integer}, l: {type: array}}}";
    let wrong = "^ wrong-type: expected a whole number, found the text `x`\n";
    for fault in [
        "l: [b, c\n   ^ front-matter-syntax: this `[` is never closed: expected `]`\n",
        "t: \"😀\n   ^ front-matter-syntax: this `\"` is never closed\n",
        "t: {b: c\n   ^ front-matter-syntax: this `{` is never closed: expected `}`\n",
        "l:\n\t- b\n^ front-matter-syntax: YAML is indented by spaces, never by tabs\n",
        "half\n^^^^ front-matter-syntax: expected `:` after this key\n",
        "t: b: c\n   ^^^^ front-matter-syntax: a value with `: ` in it needs quotes\n",
        "t: 1\nt: 2\n^ duplicate-key: the key `t` stands here twice\n",
        "t: b: c\n   ^^^^ front-matter-syntax: a value with `: ` in it needs quotes\nhalf\n^^^^ front-matter-syntax: \
         expected `:` after this key\nl: [b\n   ^ front-matter-syntax: this `[` is never closed: expected `]`\n",
    ] {
        check(schema, &format!("a: x\n   {wrong}{fault}z: x\n   {wrong}"));
    }
    // Without its closing line.
    let source = "---\na: x\nz: x\n\n# Heading\n";
    let root = YamlDocument::read(schema).root.as_ref().map(to_json).expect("a schema");
    let schema = Schema::compile(root, "file:///schema.json", |_| Err(String::new())).expect("a valid schema");
    let unclosed = "^^^ front-matter-syntax: this front matter is never closed: expected a line `---`\n";
    let expected = format!("---\n{unclosed}a: x\n   {wrong}z: x\n   {wrong}\n# Heading\n");
    assert_eq!(found(&schema, source), expected);
}

#[test]
fn templates_are_values_of_any_type() {
    check_builtin(
        "title: {{ .Name }}\nskills: \"{{ .Skills }}\"\nlevels: [a\n        ^ front-matter-syntax: this `[` is never closed: expected `]`\n",
    );
    check_builtin(
        "title: \"{{ replace .Name \"-\" \" \" | title }}\"\nskills: {b: 1}\n        ^^^^^^ wrong-type: expected a list, found keys and values\n",
    );
}

#[test]
fn nothing_is_said_twice_or_of_what_is_broken() {
    check(
        "{allOf: [{properties: {a: {type: integer}}}, {properties: {a: {type: integer}}}]}",
        "a: x\n   ^ wrong-type: expected a whole number, found the text `x`\n",
    );
    check(
        "{required: [z], properties: {a: {type: integer}}}",
        "a: [x\n   ^ front-matter-syntax: this `[` is never closed: expected `]`\n",
    );
    check(
        "{properties: {a: {type: integer}, b: {type: integer}}}",
        "a: &x y\n   ^^^^ wrong-type: expected a whole number, found the text `y`\nb: *x\n"
            .replace("   ^^^^ w", "      ^ w")
            .as_str(),
    );
    check(
        "{}",
        "a: 1\nb: {c: 1, c: 2}\n          ^ duplicate-key: the key `c` stands here twice\na: 2\n^ duplicate-key: the key `a` stands here twice\n",
    );
}

#[test]
fn fixes() {
    let schema = "{required: [title, kind], properties: {title: {}, kind: {enum: [q, a]}, skills: {type: array}, n: {type: integer}, b: {type: boolean}, s: {type: string}}}";
    check_fix(schema, "---\ntitle: a\n---\n", "---\ntitle: a\nkind: q\n---\n");
    check_fix(schema, "---\r\nkind: q\r\n---\r\n# A: b\r\n", "---\r\ntitle: \"\"\r\nkind: q\r\n---\r\n# A: b\r\n");
    check_fix(
        schema,
        "---\ntitle: a\nkind: Q\nskills: a, b\nn: '1'\nb: yes\ns: 3.10\n---\n",
        "---\ntitle: a\nkind: q\nskills: [a, b]\nn: 1\nb: true\ns: \"3.10\"\n---\n",
    );
    check_fix("{properties: {skills: {type: array}}}", "---\nskils: [a]\n---\n", "---\nskills: [a]\n---\n");
    check_fix(
        "{items: {}, properties: {q: {items: {type: string}}}}",
        "---\nq:\n  - a: b\n---\n",
        "---\nq:\n  - \"a: b\"\n---\n",
    );
}

#[test]
fn a_key_is_inserted_where_the_others_stand() {
    let schema = "{required: [title], properties: {note: {type: string}, title: {type: string}}}";
    for (source, expected) in [
        ("note: |\n  a\nother: b\n", "note: |\n  a\nother: b\ntitle: \"\"\n"),
        ("other: b\nnote: |\n  a\n\n", "other: b\nnote: |\n  a\ntitle: \"\"\n\n"),
        ("note:\n  - a\n", "note:\n  - a\ntitle: \"\"\n"),
        // Where that is, these do not tell.
        (": x\nnote: a\n", ": x\nnote: a\n"),
        ("? note\n: a\n", "? note\n: a\n"),
        ("&x note: a\n", "&x note: a\n"),
    ] {
        check_fix(schema, &format!("---\n{source}---\n"), &format!("---\n{expected}---\n"));
    }
}

//! Completion of keys and values from a schema.

use crate::ide::{NoteView, front_matter_hover};
use crate::schema::{Schema, to_json};
use crate::syntax::Note;
use crate::syntax::front_matter::YamlDocument;
use crate::text::Text;
use crate::workspace::{Config, Index};

use super::{Completions, complete};

const SCHEMA: &str = "
required: [kind]
properties:
  note: {description: Anything., type: string}
  kind: {title: Kind, description: What it is., enum: [question, 'yes', 'a, b'], default: question}
  draft: {type: boolean}
  levels: {type: array, items: {enum: [junior, mid, senior]}}
  meta: {type: object, properties: {owner: {type: string}, state: {oneOf: [{const: open, description: Not done.}, {const: done}]}}}
  list: {type: array, items: {type: object, required: [name], properties: {name: {type: string}, role: {enum: [a, b]}}}}
";

fn view_at<T>(schema: &Schema, marked: &str, query: impl FnOnce(&NoteView<'_>, u32) -> T) -> (String, T) {
    let marked = format!("---\n{marked}");
    let offset = marked.find('|').expect("a caret") as u32;
    let source = marked.replacen('|', "", 1);
    let note = Note::new(Text::new(&source));
    let (config, index) = (Config::default(), Index::default());
    let view = NoteView { note: &note, path: None, config: &config, index: &index, schema };
    let answer = query(&view, offset);
    (source, answer)
}

fn schema() -> Schema {
    let root = YamlDocument::read(SCHEMA).root.as_ref().map(to_json).expect("a schema");
    Schema::compile(root, "file:///schema.yaml", |_| Err(String::new())).expect("a valid schema")
}

fn complete_at(marked: &str) -> (String, Completions) {
    view_at(&schema(), marked, complete)
}

/// Checks the labels at `|`, in order.
#[track_caller]
fn check(marked: &str, labels: &[&str]) {
    for marked in [marked.to_owned(), marked.replace('\n', "\r\n"), format!("{marked}\n---\n")] {
        let (_, found) = complete_at(&marked);
        assert_eq!(found.items.iter().map(|item| item.label.as_str()).collect::<Vec<_>>(), labels, "{marked:?}");
    }
}

/// Checks what the note becomes when `label` is chosen.
#[track_caller]
fn check_edit(marked: &str, label: &str, expected: &str) {
    let (source, found) = complete_at(marked);
    let item = found.items.iter().find(|item| item.label == label).expect("the item");
    let mut text = Text::new(&source);
    text.apply(&item.edit);
    assert_eq!(text.to_string(), format!("---\n{expected}"));
}

#[test]
fn keys_come_in_order_and_those_there_are_left_out() {
    check("|", &["kind", "note", "draft", "levels", "meta", "list"]);
    check("note: a\nkind: question\nd|", &["draft", "levels", "meta", "list"]);
    check("note: a\nle|vels: [mid]\nkind: question", &["draft", "levels", "meta", "list"]);
    check("meta:\n  owner: a\n  |", &["state"]);
    check("meta: {|}", &["owner", "state"]);
    check("meta: {owner: a, s|", &["state"]);
    check("list:\n  - |", &["name", "role"]);
    check("list:\n  - name: a\n    |\n  - role: b\n---\n", &["role"]);
    check("list: [{na|", &["name", "role"]);
    check("list:\n  - name: a\n  r|", &["name", "role"]);
}

#[test]
fn half_typed_notes_are_completed_too() {
    check("note: [a\nki|\nmeta: {x", &["kind", "draft", "levels", "list"]);
    check("note: \"a\nkind: |", &["question", "yes", "a, b"]);
    check("note: a: b\nmeta: {|", &["owner", "state"]);
    check("no\nlevels: [mid, |", &["junior", "senior"]);
    check("levels:\n\t- mid\ndr|", &["kind", "note", "draft", "meta", "list"]);
}

/// Each fault that front matter has while it is typed, and the keys that are there nevertheless.
const HALF_TYPED: [(&str, &[&str]); 9] = [
    ("levels: [mid, senior", &["levels"]),
    ("note: \"a", &["note"]),
    ("meta: {owner: a, state", &["meta"]),
    ("levels:\n\t- mid", &["levels"]),
    ("not", &[]),
    ("note: a: b", &["note"]),
    ("note: a", &["note"]),
    ("note: a\nnote: b", &["note"]),
    ("note: a: b\nlevels:\n  - \"mid\nmeta: {owner: [a", &["note", "levels", "meta"]),
];

#[test]
fn whatever_is_half_typed_the_rest_is_completed_and_explained() {
    for (fault, there) in HALF_TYPED {
        // The seventh lacks nothing but the closing line.
        for end in if fault == "note: a" { ["", "\n# Heading\n"] } else { ["---\n", "---\n# Heading\n"] } {
            let rest = ["note", "draft", "levels", "meta", "list"].into_iter().filter(|key| !there.contains(key));
            let (_, found) = complete_at(&format!("{fault}\n|\nkind: question\n{end}"));
            let labels: Vec<_> = found.items.iter().map(|item| item.label.as_str()).collect();
            assert_eq!(labels, rest.collect::<Vec<_>>(), "a key below {fault:?}");

            let (_, found) = complete_at(&format!("{fault}\ndraft: |\nkind: question\n{end}"));
            let labels: Vec<_> = found.items.iter().map(|item| item.label.as_str()).collect();
            assert_eq!(labels, ["true", "false"], "a value below {fault:?}");

            let (_, hover) = view_at(&schema(), &format!("{fault}\nkind: quest|ion\n{end}"), front_matter_hover);
            assert!(hover.is_some_and(|hover| hover.text.starts_with("**kind**: Kind")), "a value below {fault:?}");
        }
    }
}

#[test]
fn values_are_those_of_the_schema() {
    check("kind: |", &["question", "yes", "a, b"]);
    check("draft: |", &["true", "false"]);
    check("levels: [mid, |]", &["junior", "senior"]);
    check("levels:\n  - mid\n  - s|", &["junior", "senior"]);
    check("meta:\n  state: |", &["open", "done"]);
    check("meta: {state: o|}", &["open", "done"]);
    check("list:\n  - role: |", &["a", "b"]);
    check("levels:\n  - mid\n  s|", &["junior", "senior"]);
    check("levels:\n  |", &["junior", "mid", "senior"]);
    check("kind:\n  |", &["question", "yes", "a, b"]);
    check("note: |", &[]);
}

#[test]
fn the_whole_token_is_replaced() {
    check_edit("ki|nd: question\n---\n", "kind", "kind: question\n---\n");
    check_edit("le|\n---\n", "levels", "levels:\n  - $1\n---\n");
    check_edit("me|\n---\n", "meta", "meta:\n  $1\n---\n");
    check_edit("ki|\n---\n", "kind", "kind: ${1:question}\n---\n");
    check_edit("meta: {ow|}\n---\n", "owner", "meta: {owner: $1}\n---\n");
    check_edit("kind: q|ue\n---\n", "yes", "kind: yes\n---\n");
    check_edit("kind:|\n---\n", "question", "kind: question\n---\n");
    check_edit("levels: |\n---\n", "mid", "levels: [mid]\n---\n");
    check_edit("levels:\n  - mid\n  sen|\n---\n", "senior", "levels:\n  - mid\n  - senior\n---\n");
    check_edit("levels:\n  sen|\n---\n", "senior", "levels:\n  - senior\n---\n");
    check_edit("kind:\n  y|\n---\n", "yes", "kind:\n  yes\n---\n");
    check_edit("list:\n  - name: a\n  r|\n---\n", "role", "list:\n  - name: a\n  - role: $1\n---\n");
    check_edit("list:\n  - name: a\n    r|\n---\n", "role", "list:\n  - name: a\n    role: $1\n---\n");
    check_edit("list:\n  -|\n---\n", "name", "list:\n  - name: $1\n---\n");
    check_edit("levels:\n  - mid\n  -|\n---\n", "senior", "levels:\n  - mid\n  - senior\n---\n");
    check_edit("levels:|\n---\n", "mid", "levels: [mid]\n---\n");
    check_edit("list:\n  |\n---\n", "name", "list:\n  - name: $1\n---\n");
    check_edit("levels: [\"m|\"]\n---\n", "mid", "levels: [\"mid\"]\n---\n");
    check_edit("meta: {state: 'o|'}\n---\n", "open", "meta: {state: 'open'}\n---\n");
}

#[test]
fn hover_tells_what_the_schema_says() {
    let hover = |marked: &str| {
        let (source, hover) = view_at(&schema(), marked, front_matter_hover);
        hover.map(|hover| (source[hover.range.as_usize()].to_owned(), hover.text))
    };
    let kind = "**kind**: Kind\n\nWhat it is.\n\nAllowed: `question`, `yes`, `a, b`\n\nDefault: `question`";
    assert_eq!(hover("ki|nd: question\n---\n"), Some(("kind".to_owned(), kind.to_owned())));
    assert_eq!(hover("kind: ques|tion\n---\n"), Some(("question".to_owned(), kind.to_owned())));
    assert_eq!(hover("note: [a\nkind|: x\n---\n"), Some(("kind".to_owned(), kind.to_owned())));
    assert_eq!(hover("meta: {state: op|en}\n---\n"), Some(("open".to_owned(), "Not done.".to_owned())));
    assert_eq!(
        hover("draft|: true\n---\n").map(|(_, text)| text).as_deref(),
        Some("**draft**\n\nType: `true` or `false`")
    );
    assert_eq!(hover("other|: true\n---\n"), None);
    assert_eq!(hover("note: a\n---\n|\n"), None);
}

#[test]
fn the_builtin_schema_is_not_pushy() {
    let labels = |marked: &str| {
        let (_, found) = view_at(Schema::builtin(), marked, complete);
        found.items.into_iter().map(|item| item.label).collect::<Vec<_>>()
    };
    let offered = labels("|");
    assert_eq!(offered[..5], ["title", "category", "levels", "skills", "questions"]);
    assert!(!offered.contains(&"code-fold".to_owned()), "only keys that many notes have come unasked");
    assert!(labels("code|").contains(&"code-fold".to_owned()));
    assert!(labels("title: |").is_empty());
}

//! How little an edit has to read again. That it reads the right thing is held by random edits, in `tests/`.

use super::{BlockTree, DefinitionKind};
use crate::text::{Edit, Text, TextRange};

/// Applies `edit` to `source`; each step as the index of the first replaced block, their count and the new count.
fn steps(source: &str, edit: &Edit) -> Vec<(usize, usize, usize)> {
    let mut text = Text::new(source);
    let mut tree = BlockTree::parse(&text.to_string(), 0);
    text.apply(edit);
    let splices = tree.edit(&text, edit, 0);
    assert!(tree == BlockTree::parse(&text.to_string(), 0), "{edit:?} in {source:?}");
    splices.iter().map(|splice| (splice.old.start, splice.old.len(), splice.new_count)).collect()
}

fn at(source: &str, place: &str) -> u32 {
    source.find(place).expect("the place") as u32
}

fn paragraphs() -> String {
    (0..1000).map(|number| format!("Paragraph {number}.\n\n")).collect()
}

#[test]
fn typing_replaces_one_block() {
    let source = paragraphs();
    assert_eq!(steps(&source, &Edit::insert(at(&source, "h 500."), "x")), [(500, 1, 1)]);
    assert_eq!(steps(&source, &Edit::insert(at(&source, "h 500."), "\n\n")), [(500, 1, 2)]);
    assert_eq!(steps(&source, &Edit::insert(at(&source, "Paragraph 500."), "# ")), [(500, 1, 1)]);
    assert_eq!(steps(&source, &Edit::insert(source.len() as u32, "x")), [(1000, 0, 1)]);
}

#[test]
fn a_paragraph_that_loses_its_blank_line_takes_in_the_next() {
    let source = paragraphs();
    let end = at(&source, "Paragraph 501.");
    assert_eq!(steps(&source, &Edit::delete(TextRange::new(end - 1, end))), [(500, 2, 1)]);
}

#[test]
fn an_opened_fence_reaches_to_the_next_closing_one() {
    let source = paragraphs() + "```\ncode\n```\n" + &paragraphs();
    assert_eq!(steps(&source, &Edit::insert(at(&source, "Paragraph 990."), "```\n")), [(990, 1011, 3)]);
    let open = format!("{}```\n{}", paragraphs(), paragraphs());
    assert_eq!(steps(&open, &Edit::insert(at(&open, "```") + 8, "x")), [(1000, 1, 1)]);
}

#[test]
fn a_definition_that_comes_or_goes_replaces_what_refers_to_it() {
    let source = format!("See [a] and [^n].\n\n{}[a]: x\n", paragraphs());
    assert_eq!(
        steps(&source, &Edit::delete(TextRange::new(at(&source, "[a]: x"), source.len() as u32))),
        [(1000, 1, 1), (0, 1, 1)]
    );
    assert_eq!(steps(&source, &Edit::insert(source.len() as u32 - 1, "y")), [(1000, 1, 1)]);
    assert_eq!(steps(&source, &Edit::insert(at(&source, "Paragraph 7."), "[^n]: note\n\n")), [(8, 0, 1), (0, 1, 1)]);
}

#[test]
fn labels_are_known_by_what_they_define() {
    let tree = BlockTree::parse("[A  b]: x\n\n[^c]: y\n", 0);
    assert!(tree.is_defined(DefinitionKind::Link, "a b"));
    assert!(tree.is_defined(DefinitionKind::Footnote, "c"));
    assert!(!tree.is_defined(DefinitionKind::Link, "c"));
}

#[test]
fn references_beyond_what_the_parser_copies_are_still_the_same() {
    let address = "x".repeat(2000);
    let source = format!("{}\n[a]: /{address}\n", "See [a].\n\n".repeat(100));
    let mut text = Text::new(&source);
    let mut tree = BlockTree::parse(&text.to_string(), 0);
    for edit in [Edit::insert(3, "x"), Edit::insert(source.len() as u32 / 4, "\n\nx"), Edit::insert(0, "[a] [a]\n\n")] {
        text.apply(&edit);
        tree.edit(&text, &edit, 0);
        assert!(tree == BlockTree::parse(&text.to_string(), 0), "{edit:?}");
    }
}

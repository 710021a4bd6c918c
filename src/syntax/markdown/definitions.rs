//! Which block defines which label.

use std::ops::Range;

use pulldown_cmark::{Parser, RefDefs};

use super::parse::OPTIONS;
use super::{Block, Definition, DefinitionKind, fold_label};

/// Hands each link definition to its block. The spans in `known` start `from` bytes before the `body`.
///
/// The parser keeps the first definition of a label only, because only the first counts. But when that one goes, the
/// next takes its place, so every block has to know its own.
pub(super) fn attach(blocks: &mut [Block], body: &str, from: usize, known: &RefDefs<'_>) {
    let mut first: Vec<(Range<usize>, &str, &str)> = known
        .iter()
        .filter(|(_, definition)| definition.span.start >= from)
        .map(|(label, definition)| {
            (definition.span.start - from..definition.span.end - from, label, definition.dest.as_ref())
        })
        .collect();
    let any = known.iter().next().is_some();
    first.sort_by_key(|(span, ..)| span.start);
    let mut first = first.into_iter().peekable();
    let (mut start, mut boundary) = (0, 0);
    for block in blocks {
        let end = start + block.len as usize;
        if block.boundary {
            boundary = start;
        }
        let mut found = Vec::new();
        while let Some((span, label, destination)) = first.next_if(|(span, ..)| span.start < end) {
            found.push(to_definition(span.start.max(start) - start..span.end.min(end) - start, label, destination));
        }
        if any && may_hold_more(block, &found, &body[start..end]) {
            add_repeated(&mut found, &body[boundary..end], start - boundary);
        }
        if !found.is_empty() {
            let mut all: Vec<Definition> = block.definitions.iter().cloned().chain(found).collect();
            all.sort_by_key(|definition| definition.range.start);
            block.definitions = all.into();
        }
        start = end;
    }
}

fn to_definition(range: Range<usize>, label: &str, destination: &str) -> Definition {
    Definition {
        range: range.into(),
        kind: DefinitionKind::Link,
        label: fold_label(label),
        destination: destination.into(),
    }
}

/// Whether there is a `]:` that belongs neither to a definition in `found` nor to code.
fn may_hold_more(block: &Block, found: &[Definition], text: &str) -> bool {
    text.match_indices("]:").any(|(at, _)| {
        let at = at as u32;
        !found.iter().any(|definition| definition.range.contains(at))
            && !block.fences.iter().any(|fence| fence.range.contains(at))
    })
}

/// Adds the definitions in `text` from `start` on that are not yet `found`.
fn add_repeated(found: &mut Vec<Definition>, text: &str, start: usize) {
    let parser = Parser::new_ext(text, OPTIONS);
    for (label, definition) in parser.reference_definitions().iter() {
        let span = &definition.span;
        let Some(at) = span.start.checked_sub(start) else { continue };
        if !found.iter().any(|other| other.range.start as usize == at) {
            found.push(to_definition(at..span.end - start, label, &definition.dest));
        }
    }
}

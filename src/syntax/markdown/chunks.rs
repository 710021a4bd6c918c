//! A long text, read on several threads.
//!
//! Like an edited window, a chunk of the text is read by itself: it starts with a block, and nothing in it depends on
//! the rest but which labels are defined there. Where a block starts is only known when all before it is read. So a
//! chunk is cut where a heading seems to start, and its reading has to end with that heading; if one does not, as in
//! code or a comment that runs over the cut, the text is read in one go.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::labels::{Labels, references};
use super::parse::{Reading, read};
use super::window::read_window;
use super::{Block, BlockKind};

/// The blocks of `source` as [`parse`](super::parse) gives them, read in chunks of about `chunk_len` bytes.
pub fn parse_in_chunks(source: &str, chunk_len: usize) -> Vec<Arc<Block>> {
    let chunks = chunks(source, chunk_len);
    let blocks = if chunks.len() > 1 { read_chunks(source, &chunks) } else { None };
    blocks.unwrap_or_else(|| read(source, 0, &|_| false).blocks.into_iter().map(Arc::new).collect())
}

/// Cuts `source` before lines that look like headings behind a blank line.
fn chunks(source: &str, chunk_len: usize) -> Vec<Range<usize>> {
    let mut chunks = Vec::new();
    let mut start = 0;
    while let Some(cut) = cut_behind(source, start + chunk_len) {
        chunks.push(start..cut);
        start = cut;
    }
    chunks.push(start..source.len());
    chunks
}

/// The first place behind `from` where a heading seems to start. One of level 1 would often be a comment in code.
fn cut_behind(source: &str, from: usize) -> Option<usize> {
    let from = (from..source.len()).find(|&at| source.is_char_boundary(at))?;
    let mut starts = source[from..].match_indices("\n##").map(|(at, _)| from + at + 1);
    starts.find(|&start| {
        let line = source[start..].lines().next().unwrap_or_default();
        let is_heading = line.trim_start_matches('#').starts_with(' ') && !line.contains('\r');
        is_heading && (source[..start].ends_with("\n\n") || source[..start].ends_with("\n\r\n"))
    })
}

/// The blocks of all `chunks`. None if they cannot be read one by one.
fn read_chunks(source: &str, chunks: &[Range<usize>]) -> Option<Vec<Arc<Block>>> {
    let mut all: Vec<Vec<Arc<Block>>> = chunks
        .par_iter()
        .map(|chunk| read_chunk(source, chunk, |window| read(window, 0, &|_| false)))
        .collect::<Option<_>>()?;
    if all.iter().flatten().all(|block| block.definitions.is_empty()) {
        return Some(all.into_iter().flatten().collect());
    }
    let inside: Vec<Labels> = all.par_iter().map(|blocks| Labels::of(blocks.iter().map(|block| &**block))).collect();
    let mut labels = Labels::default();
    all.iter().flatten().for_each(|block| labels.add(block));
    if labels.are_too_many(source.len()) {
        return None;
    }
    // What is defined depends on no reference, so reading once more is enough.
    let read_again = all.par_iter_mut().zip(chunks).zip(&inside).try_for_each(|((blocks, chunk), inside)| {
        let is_defined_outside = |label: &_| labels.definitions(label) > inside.definitions(label);
        let depends = blocks
            .iter()
            .flat_map(|block| references(block))
            .map(|(kind, label)| (kind, label.into()))
            .any(|label| is_defined_outside(&label) && inside.definitions(&label) == 0);
        if depends {
            *blocks = read_chunk(source, chunk, |window| read_window(window, is_defined_outside))?;
        }
        Some(())
    });
    read_again.map(|()| all.into_iter().flatten().collect())
}

/// The blocks of `chunk` as `read` gives them. None if no heading starts where it ends.
fn read_chunk(source: &str, chunk: &Range<usize>, read: impl Fn(&str) -> Reading) -> Option<Vec<Arc<Block>>> {
    if chunk.end == source.len() {
        let Reading { blocks, gave_up } = read(&source[chunk.clone()]);
        return (!gave_up).then(|| blocks.into_iter().map(Arc::new).collect());
    }
    let heading_len = source[chunk.end..].find('\n').map_or(source.len() - chunk.end, |end| end + 1);
    let Reading { mut blocks, gave_up } = read(&source[chunk.start..chunk.end + heading_len]);
    let last = blocks.pop()?;
    let is_heading = matches!(last.kind, BlockKind::Heading(_)) && last.len as usize == heading_len;
    (is_heading && last.boundary && !gave_up).then(|| blocks.into_iter().map(Arc::new).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::markdown::parse;

    /// Reads a text of which `part` stands in the middle; whether that was done chunk by chunk.
    fn is_read_in_chunks(part: &str) -> bool {
        let section = "## Question\n\nAnswer, see [one] and [^two].\n\n";
        let source = format!("{}{part}{}", section.repeat(20), section.repeat(20));
        let whole: Vec<_> = parse(&source).into_iter().map(Arc::new).collect();
        assert_eq!(parse_in_chunks(&source, 100), whole, "{part:?}");
        read_chunks(&source, &chunks(&source, 100)).is_some()
    }

    #[test]
    fn chunks_are_read_as_the_whole_is() {
        assert!(is_read_in_chunks(""));
        assert!(is_read_in_chunks("[one]: 1\n\n[^two]: 2\n\n"));
        assert!(is_read_in_chunks("```\n\n## code\n\n```\n\n"));
        assert!(is_read_in_chunks("äöü\r\n\r\n## ß\r\n\r\n"));
    }

    #[test]
    fn what_runs_over_a_cut_is_read_as_a_whole() {
        assert!(!is_read_in_chunks("```\n"));
        assert!(!is_read_in_chunks("<!--\n"));
        assert!(!is_read_in_chunks(&format!("[one]: {}\n\n", "x".repeat(10_000))));
    }
}

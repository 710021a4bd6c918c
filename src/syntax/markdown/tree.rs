//! The blocks of a whole note, read again in part when the note is edited.
//!
//! A Markdown parser knows nothing more at the start of a top-level block than at the start of a document, and looks
//! no further ahead than into the next block. So an edit asks for a window: from one block before the one that is
//! edited to the end of the first block that lies wholly behind the edit. If a block starts in the new window where
//! that one started before, all that follows is as it was. Otherwise the window grows.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::syntax::Revision;
use crate::text::{Edit, Text, TextRange};

use super::anchors::placed;
use super::chunks::parse_in_chunks;
use super::labels::{Label, Labels, all, references};
use super::parse::Reading;
use super::window::read_window;
use super::{Anchors, Block, BlockKind, DefinitionKind, PlacedAnchor, inside};

/// How often a window is doubled before it takes in the whole rest of the note.
const DOUBLINGS: u32 = 4;

/// About so many bytes are worth a thread when all of a note is read.
const CHUNK_LEN: usize = 128 << 10;

/// More blocks than this that depend on a definition are not read one by one.
const MAX_DEPENDENTS: usize = 200;

/// The top-level blocks of a note's body. A clone shares everything until one of the two is edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockTree {
    body_start: u32,
    end: u32,
    /// Where each block starts, in bytes of the note.
    starts: Arc<Vec<u32>>,
    blocks: Arc<Vec<Arc<Block>>>,
    labels: Arc<Labels>,
    anchors: Arc<Anchors>,
}

/// Some blocks gave way to others, which stand where `old` started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// Indices of the blocks that are gone, as they were before.
    pub old: Range<usize>,
    /// How many blocks stand there now.
    pub new_count: usize,
}

impl BlockTree {
    /// Reads the body of the note `source`, which starts at `body_start`, in bytes.
    pub fn parse(source: &str, body_start: u32) -> Self {
        let body = source.get(body_start as usize..).unwrap_or_default();
        let blocks: Vec<Arc<Block>> = parse_in_chunks(body, CHUNK_LEN);
        let mut labels = Labels::of(blocks.iter().map(|block| &**block));
        labels.revision = Revision::next();
        let mut anchors = Anchors::default();
        anchors.replace(&[], &blocks);
        Self {
            body_start,
            end: source.len() as u32,
            starts: Arc::new(starts(body_start, &blocks)),
            blocks: Arc::new(blocks),
            labels: Arc::new(labels),
            anchors: Arc::new(anchors),
        }
    }

    /// Reads again what `edit` touched. `text` is the note after the edit, whose body starts at `body_start`; the
    /// edit's range lies on character boundaries of the text before.
    ///
    /// Returns what was replaced, step by step: each step counts blocks as the steps before have left them.
    pub fn edit(&mut self, text: &Text, edit: &Edit, body_start: u32) -> Vec<Splice> {
        let had_too_many = self.labels.are_too_many((self.end - self.body_start) as usize);
        if had_too_many {
            return self.replace_all(text, body_start);
        }
        let inside = self.window_inside(text, edit, body_start);
        let Some(window) = inside.or_else(|| self.window(text, edit, body_start)) else {
            return self.replace_all(text, body_start);
        };
        let changed = self.splice(window, text, body_start);
        if self.labels.are_too_many((self.end - self.body_start) as usize) {
            return self.replace_all(text, body_start);
        }
        let mut splices = vec![changed.splice];
        if !changed.labels.is_empty() {
            match self.read_dependents(text, &changed.labels, &splices[0]) {
                Some(dependents) => splices.extend(dependents),
                None => return self.replace_all(text, body_start),
            }
        }
        splices.retain(|splice| splice.new_count > 0 || !splice.old.is_empty());
        splices
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Whether the body is empty.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Where the body starts, in bytes of the note.
    pub fn body_start(&self) -> u32 {
        self.body_start
    }

    /// The block at `index`.
    pub fn block(&self, index: usize) -> &Arc<Block> {
        &self.blocks[index]
    }

    /// All blocks, in order.
    pub fn blocks(&self) -> &[Arc<Block>] {
        &self.blocks
    }

    /// Where the block at `index` stands, in bytes of the note.
    pub fn range(&self, index: usize) -> TextRange {
        TextRange::new(self.starts[index], self.starts[index] + self.blocks[index].len)
    }

    /// The index of the block that holds the byte at `offset`: the last block for the end of the note, none for a
    /// place before the body.
    pub fn at(&self, offset: u32) -> Option<usize> {
        self.starts.partition_point(|&start| start <= offset).checked_sub(1)
    }

    /// Whether a link (or footnote) definition in the note has the folded label `label`.
    pub fn is_defined(&self, kind: DefinitionKind, label: &str) -> bool {
        self.labels.definitions(&(kind, label.into())) > 0
    }

    /// Whether a template gives an address to the folded label `label` (`[label]: {{ address }}`).
    pub fn is_defined_by_template(&self, label: &str) -> bool {
        self.labels.is_template(&(DefinitionKind::Link, label.into()))
    }

    /// Whether anything in the note refers to the folded label `label`.
    pub fn is_referred_to(&self, kind: DefinitionKind, label: &str) -> bool {
        self.labels.references(&(kind, label.into())) > 0
    }

    /// Names the state of all labels, those that are defined and those that are asked for.
    pub fn label_revision(&self) -> Revision {
        self.labels.revision
    }

    /// Which anchors there are.
    pub fn anchors(&self) -> &Anchors {
        &self.anchors
    }

    /// All anchors with their places, in the order of the text. This reads all blocks.
    pub fn placed_anchors(&self) -> Vec<PlacedAnchor> {
        placed(self.starts.iter().zip(&*self.blocks).map(|(start, block)| (*start, &**block)))
    }

    fn replace_all(&mut self, text: &Text, body_start: u32) -> Vec<Splice> {
        let old = 0..self.len();
        *self = Self::parse(&text.slice(TextRange::new(0, text.len())), body_start);
        vec![Splice { old, new_count: self.len() }]
    }
}

fn starts(first: u32, blocks: &[Arc<Block>]) -> Vec<u32> {
    let next = |start: &mut u32, block: &Arc<Block>| {
        let this = *start;
        *start += block.len;
        Some(this)
    };
    blocks.iter().scan(first, next).collect()
}

/// A stretch of the note that was read again and fits into the blocks around it.
struct Window {
    /// The old blocks that it replaces.
    old: Range<usize>,
    /// Where the first new block starts, in bytes.
    start: u32,
    blocks: Vec<Block>,
    /// By how many bytes what follows has moved.
    delta: i64,
    /// The first byte that differs from before.
    dirty: u32,
}

/// What a splice changed.
struct Changed {
    splice: Splice,
    /// The labels that are now defined and were not, or the other way round.
    labels: BTreeSet<Label>,
}

impl BlockTree {
    /// The window of a long block that `edit` leaves what it is.
    fn window_inside(&self, text: &Text, edit: &Edit, body_start: u32) -> Option<Window> {
        let index = self.at(edit.range.start).filter(|_| body_start == self.body_start)?;
        let start = self.starts[index];
        let block = inside::edited(&self.blocks[index], start, text, edit)?;
        let delta = edit.text.len() as i64 - i64::from(edit.range.len());
        Some(Window { old: index..index + 1, start, blocks: vec![block], delta, dirty: edit.range.start })
    }

    /// Reads the smallest window that fits. None if the parser gave up on references in it.
    fn window(&self, text: &Text, edit: &Edit, body_start: u32) -> Option<Window> {
        let delta = edit.text.len() as i64 - i64::from(edit.range.len());
        let moved = |offset: u32| (i64::from(offset) + delta) as u32;
        let same_body = body_start == self.body_start && edit.range.start >= body_start;
        let (mut first, mut start) = match self.at(edit.range.start) {
            Some(edited) if same_body => {
                let first = self.boundary_before(self.boundary_before(edited).saturating_sub(1));
                (first, self.starts[first])
            }
            _ => (0, body_start),
        };
        // In the old text: what follows is the same in both, and body in both.
        let body_in_old = if body_start >= edit.inserted().end { (i64::from(body_start) - delta) as u32 } else { 0 };
        let intact = edit.range.end.max(self.body_start).max(body_in_old);
        let mut sync = self.starts.partition_point(|&start| start < intact);
        while sync < self.len() && !(self.blocks[sync].boundary && is_line_start(text, moved(self.starts[sync]))) {
            sync += 1;
        }
        let mut end = self.boundary_after(sync);
        let mut doublings = 0;
        loop {
            let end_offset = self.starts.get(end).map_or(text.len(), |&start| moved(start));
            let Reading { mut blocks, gave_up } = self.read_window(text, TextRange::new(start, end_offset), first..end);
            if gave_up {
                return None;
            }
            if first > 0 && blocks.first().is_some_and(|block| block.kind == BlockKind::Nothing) {
                // What began the window has become a definition, and belongs to the block before.
                first = self.boundary_before(first - 1);
                start = self.starts[first];
                continue;
            }
            if let Some((count, synced)) = self.synced(&blocks, start, sync..end, delta) {
                blocks.truncate(count);
                return Some(Window { old: first..synced, start, blocks, delta, dirty: edit.range.start });
            }
            if end == self.len() {
                return Some(Window { old: first..end, start, blocks, delta, dirty: edit.range.start });
            }
            doublings += 1;
            let wanted = if doublings <= DOUBLINGS { end_offset + (end_offset - start) } else { text.len() };
            let grown = self.starts.partition_point(|&start| moved(start) < wanted);
            end = self.boundary_after(grown.max(end + 1) - 1);
        }
    }

    /// The last boundary at or before the block at `index`.
    fn boundary_before(&self, index: usize) -> usize {
        (0..=index).rev().find(|&index| self.blocks[index].boundary).unwrap_or_default()
    }

    /// The first boundary behind the block at `index`, or the end.
    fn boundary_after(&self, index: usize) -> usize {
        (index + 1..self.len()).find(|&index| self.blocks[index].boundary).unwrap_or(self.len())
    }

    /// Reads `range` of `text`, where the blocks `old` were.
    fn read_window(&self, text: &Text, range: TextRange, old: Range<usize>) -> Reading {
        let inside = Labels::of(self.blocks[old].iter().map(|block| &**block));
        read_window(&text.slice(range), |label| self.labels.definitions(label) > inside.definitions(label))
    }

    /// Where the new `blocks`, the first of which starts at `start`, fall into step with the old ones: how many new
    /// ones come before that, and which old one follows.
    fn synced(&self, blocks: &[Block], start: u32, old: Range<usize>, delta: i64) -> Option<(usize, usize)> {
        let mut old = old.peekable();
        let mut at = start;
        for (count, block) in blocks.iter().enumerate() {
            let before = i64::from(at) - delta;
            while old.next_if(|&index| i64::from(self.starts[index]) < before).is_some() {}
            let index = *old.peek()?;
            if i64::from(self.starts[index]) == before && block.boundary && self.blocks[index].boundary {
                return Some((count, index));
            }
            at += block.len;
        }
        None
    }

    /// Puts the window's blocks in their place.
    fn splice(&mut self, window: Window, text: &Text, body_start: u32) -> Changed {
        let Window { mut old, mut start, blocks, delta, dirty } = window;
        let mut new = blocks.into_iter().peekable();
        // The parser began early on purpose; what it read as before has not been replaced.
        while old.start < old.end
            && self.starts[old.start] == start
            && start + self.blocks[old.start].len <= dirty
            && let Some(block) = new.next_if(|block| *block == *self.blocks[old.start])
        {
            start += block.len;
            old.start += 1;
        }
        let new: Vec<Arc<Block>> = new.map(Arc::new).collect();
        let splice = Splice { old: old.clone(), new_count: new.len() };
        let labels = self.count_labels(&old, &new);
        self.count_anchors(&old, &new);
        if delta != 0 {
            for start in &mut Arc::make_mut(&mut self.starts)[old.end..] {
                *start = (i64::from(*start) + delta) as u32;
            }
        }
        let new_starts = starts(start, &new);
        if self.starts[old.clone()] != new_starts[..] {
            Arc::make_mut(&mut self.starts).splice(old.clone(), new_starts);
        }
        Arc::make_mut(&mut self.blocks).splice(old, new);
        self.body_start = body_start;
        self.end = text.len();
        Changed { splice, labels }
    }

    /// Counts the labels of new blocks in and those of the old ones out. Returns those whose definition came or went.
    fn count_labels(&mut self, old: &Range<usize>, new: &[Arc<Block>]) -> BTreeSet<Label> {
        let old = &self.blocks[old.clone()];
        let mut touched = BTreeSet::new();
        for definition in old.iter().chain(new).flat_map(|block| &block.definitions) {
            let label = (definition.kind, definition.label.clone());
            let was_defined = self.labels.definitions(&label) > 0;
            touched.insert((label, was_defined));
        }
        if old.iter().chain(new).any(|block| !block.links.is_empty() || !block.definitions.is_empty()) {
            let labels = Arc::make_mut(&mut self.labels);
            old.iter().for_each(|block| labels.remove(block));
            new.iter().for_each(|block| labels.add(block));
            if !all(old).eq(all(new)) {
                labels.revision = Revision::next();
            }
        }
        let changed = touched.into_iter().filter(|(label, was)| (self.labels.definitions(label) > 0) != *was);
        changed.map(|(label, _)| label).collect()
    }

    /// Counts the anchors of new blocks in and those of the old ones out.
    fn count_anchors(&mut self, old: &Range<usize>, new: &[Arc<Block>]) {
        let old = &self.blocks[old.clone()];
        if Anchors::differ(old, new) {
            Arc::make_mut(&mut self.anchors).replace(old, new);
        }
    }

    /// Reads the blocks again that refer to one of `labels`, save those of `done`. None if they are too many to be
    /// read one by one.
    fn read_dependents(&mut self, text: &Text, labels: &BTreeSet<Label>, done: &Splice) -> Option<Vec<Splice>> {
        if labels.iter().all(|label| self.labels.references(label) == 0) {
            return Some(Vec::new());
        }
        let done = done.old.start..done.old.start + done.new_count;
        let depends = |index: &usize| {
            let mut wanted = references(&self.blocks[*index]);
            wanted.any(|(kind, label)| labels.contains(&(kind, label.into())))
        };
        let dependents = (0..self.len()).filter(|index| !done.contains(index) && depends(index));
        let dependents: Vec<usize> = dependents.take(MAX_DEPENDENTS + 1).collect();
        if dependents.len() > MAX_DEPENDENTS {
            return None;
        }
        dependents.into_iter().map(|index| self.read_again(text, index)).collect()
    }

    /// Reads the block at `index` again. Its neighbours lend the parser what it looks at before and behind.
    fn read_again(&mut self, text: &Text, index: usize) -> Option<Splice> {
        let first = self.boundary_before(index);
        let end = self.boundary_after(self.boundary_after(index).min(self.len() - 1));
        let range = TextRange::new(self.starts[first], self.range(end - 1).end);
        let reading = self.read_window(text, range, first..end);
        let block = reading.blocks.into_iter().nth(index - first).filter(|_| !reading.gave_up)?;
        if block.len != self.blocks[index].len {
            return None;
        }
        let block = [Arc::new(block)];
        self.count_labels(&(index..index + 1), &block);
        self.count_anchors(&(index..index + 1), &block);
        Arc::make_mut(&mut self.blocks).splice(index..index + 1, block);
        Some(Splice { old: index..index + 1, new_count: 1 })
    }
}

/// Whether a line starts at `offset`.
fn is_line_start(text: &Text, offset: u32) -> bool {
    offset == 0 || text.line_start(text.line_of(offset)) == offset
}

//! The structure inside Python blocks, for queries about the whole note.

use crate::syntax::code::{CodeTree, FenceInfo};
use crate::syntax::markdown::{Block, Fence};
use crate::text::TextRange;

/// What can be folded in the Python blocks of `block`, in ranges relative to it. `source` is the block's text.
pub(super) fn folds(block: &Block, source: &str) -> Vec<TextRange> {
    let mut folds = Vec::new();
    for fence in block.fences.iter() {
        if let Some((code, tree)) = python_tree(fence, source, |code| code.lines().count() > 2) {
            let end = |range: TextRange| range.start + trimmed_len(&code, range);
            let all = tree.folds().into_iter().map(|range| TextRange::new(range.start, end(range)));
            folds.extend(all.map(|range| fence.locate_range(range)));
        }
    }
    folds
}

/// The ranges around `offset` in the Python block there, in ranges relative to `block`.
pub(super) fn selections(block: &Block, source: &str, offset: u32) -> Vec<TextRange> {
    let at = |fence: &Fence| fence.offset_in_code(offset).map(|inside| (fence.clone(), inside));
    let Some((fence, inside)) = block.fences.iter().find_map(at) else { return Vec::new() };
    let Some((_, tree)) = python_tree(&fence, source, |_| true) else { return Vec::new() };
    tree.selections(inside).into_iter().map(|range| fence.locate_range(range)).collect()
}

fn python_tree(fence: &Fence, source: &str, wants: impl Fn(&str) -> bool) -> Option<(String, CodeTree)> {
    let info = source.get(fence.info.as_usize()).unwrap_or_default();
    FenceInfo::new(info).python()?;
    let code = fence.code(source);
    let tree = if wants(&code) { CodeTree::parse(&code)? } else { return None };
    Some((code, tree))
}

fn trimmed_len(code: &str, range: TextRange) -> u32 {
    code.get(range.as_usize()).unwrap_or_default().trim_end().len() as u32
}

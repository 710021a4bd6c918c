//! Telling whether two questions ask the same.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::prose::Prose;

/// A hash of the text between `start` and `end` in lower case, without markup and punctuation. Inside code all
/// signs count, since `=` and `==` are not the same question. 0 where there is nothing to tell.
pub(super) fn of_text(prose: &Prose, start: usize, end: usize) -> u64 {
    let mut hasher = FxHasher::default();
    let (mut any, mut gap) = (false, false);
    for (_, text, style) in prose.stretches(start, end) {
        for c in text.chars() {
            if c.is_alphanumeric() || (style.code && !c.is_whitespace()) {
                if gap && any {
                    hasher.write_u32(u32::from(' '));
                }
                (any, gap) = (true, false);
                if c.is_ascii() {
                    hasher.write_u32(u32::from(c.to_ascii_lowercase()));
                } else {
                    c.to_lowercase().for_each(|lower| hasher.write_u32(u32::from(lower)));
                }
            } else if !is_apostrophe(c) {
                gap = true;
            }
        }
    }
    if any { hasher.finish().max(1) } else { 0 }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

//! Telling whether two questions ask the same.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::prose::Prose;

/// A hash of the text between `start` and `end` in lower case, without markup and punctuation. Inside code all
/// signs count, since `=` and `==` are not the same question. 0 where there is nothing to tell.
pub(super) fn of_text(prose: &Prose, start: usize, end: usize) -> u64 {
    let mut hasher = CharHasher::default();
    let (mut any, mut gap) = (false, false);
    for (_, text, style) in prose.stretches(start, end) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            if c.is_alphanumeric() || (style.code && !c.is_whitespace()) {
                if gap && any {
                    hasher.write_ascii(b' ');
                }
                (any, gap) = (true, false);
                if c.is_ascii() {
                    hasher.write_ascii(c as u8);
                    // Most of a text are the letters of a word.
                    let word = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
                    rest.bytes().take(word).for_each(|byte| hasher.write_ascii(byte));
                    rest = &rest[word..];
                } else {
                    c.to_lowercase().for_each(|lower| hasher.write(lower));
                }
            } else if !is_apostrophe(c) {
                gap = true;
            }
        }
    }
    if any { hasher.finish().max(1) } else { 0 }
}

/// Hashes characters, eight of them together where they are ASCII.
#[derive(Default)]
struct CharHasher {
    hasher: FxHasher,
    /// The characters that are not hashed yet, the last one in the lowest bits.
    waiting: u64,
    count: u32,
}

impl CharHasher {
    /// Takes in a character of ASCII, in lower case.
    fn write_ascii(&mut self, byte: u8) {
        self.waiting = self.waiting << 8 | u64::from(byte.to_ascii_lowercase());
        self.count += 1;
        if self.count == 8 {
            self.flush();
        }
    }

    fn write(&mut self, c: char) {
        self.flush();
        self.hasher.write_u32(u32::from(c));
    }

    fn flush(&mut self) {
        self.hasher.write_u64(self.waiting);
        (self.waiting, self.count) = (0, 0);
    }

    fn finish(mut self) -> u64 {
        self.flush();
        self.hasher.finish()
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

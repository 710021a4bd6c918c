//! Telling whether two questions ask the same.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::prose::Prose;

/// A hash of the text between `start` and `end` in lower case, without markup and punctuation. Inside code all
/// signs count, since `=` and `==` are not the same question. 0 where there is nothing to tell.
pub(super) fn of_text(prose: &Prose, start: usize, end: usize) -> u64 {
    let mut hasher = CharHasher::default();
    for (_, text, style) in prose.stretches(start, end) {
        let folded = if style.code { &IN_CODE } else { &IN_PROSE };
        if text.is_ascii() {
            text.bytes().for_each(|byte| hasher.write(folded[usize::from(byte)]));
            continue;
        }
        text.chars().for_each(|c| match folded.get(c as usize) {
            Some(&folded) => hasher.write(folded),
            None => hasher.write_beyond_ascii(c, style.code),
        });
    }
    hasher.finish()
}

/// What a character of ASCII counts for.
#[derive(Clone, Copy)]
enum Folded {
    /// Itself, in lower case.
    Sign(u8),
    /// The end of a word.
    Gap,
    Nothing,
}

const IN_PROSE: [Folded; 128] = folded(false);
const IN_CODE: [Folded; 128] = folded(true);

const fn folded(is_code: bool) -> [Folded; 128] {
    let mut table = [Folded::Gap; 128];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8;
        table[byte] = match c {
            _ if c.is_ascii_alphanumeric() => Folded::Sign(c.to_ascii_lowercase()),
            _ if is_code && !(c as char).is_whitespace() => Folded::Sign(c),
            b'\'' => Folded::Nothing,
            _ => Folded::Gap,
        };
        byte += 1;
    }
    table
}

/// Hashes characters, eight of them together where they are ASCII.
#[derive(Default)]
struct CharHasher {
    hasher: FxHasher,
    /// The characters that are not hashed yet, the last one in the lowest bits.
    waiting: u64,
    count: u32,
    /// Whether there was a sign, and whether a word has ended behind the last one.
    any: bool,
    gap: bool,
}

impl CharHasher {
    fn write(&mut self, folded: Folded) {
        match folded {
            Folded::Sign(byte) => {
                self.part_words();
                self.push(byte);
            }
            Folded::Gap => self.gap = true,
            Folded::Nothing => {}
        }
    }

    fn write_beyond_ascii(&mut self, c: char, is_code: bool) {
        if c.is_alphanumeric() || (is_code && !c.is_whitespace()) {
            self.part_words();
            self.flush();
            c.to_lowercase().for_each(|lower| self.hasher.write_u32(u32::from(lower)));
        } else if c != '’' {
            self.gap = true;
        }
    }

    /// One blank stands between words.
    fn part_words(&mut self) {
        if self.gap && self.any {
            self.push(b' ');
        }
        (self.any, self.gap) = (true, false);
    }

    fn push(&mut self, byte: u8) {
        self.waiting = self.waiting << 8 | u64::from(byte);
        self.count += 1;
        if self.count == 8 {
            self.flush();
        }
    }

    fn flush(&mut self) {
        self.hasher.write_u64(self.waiting);
        (self.waiting, self.count) = (0, 0);
    }

    fn finish(mut self) -> u64 {
        self.flush();
        if self.any { self.hasher.finish().max(1) } else { 0 }
    }
}

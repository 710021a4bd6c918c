//! Telling whether two questions ask the same.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::prose::Prose;

/// A hash of the text between `start` and `end` in lower case, without markup and punctuation. Inside code all
/// signs count, since `=` and `==` are not the same question. 0 where there is nothing to tell.
pub(super) fn of_text(prose: &Prose, start: usize, end: usize) -> u64 {
    let mut hasher = TextHasher::default();
    for (_, text, style) in prose.stretches(start, end) {
        let folded = if style.code { &IN_CODE } else { &IN_PROSE };
        if text.is_ascii() {
            hasher.write_ascii(text.as_bytes(), folded);
            continue;
        }
        for c in text.chars() {
            match u8::try_from(c) {
                Ok(byte) if byte.is_ascii() => hasher.write_ascii(&[byte], folded),
                _ => hasher.write(c, style.code),
            }
        }
    }
    hasher.finish()
}

/// What a byte counts for: the end of a word, nothing, or itself in lower case.
type Folded = [u8; 256];

const GAP: u8 = 0;
const NOTHING: u8 = 1;

static IN_PROSE: Folded = folded(false);
static IN_CODE: Folded = folded(true);

const fn folded(is_code: bool) -> Folded {
    let mut table = [GAP; 256];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8;
        let is_sign = c.is_ascii_alphanumeric() || (is_code && c > b' ');
        if is_sign {
            table[byte] = c.to_ascii_lowercase();
        } else if c == b'\'' {
            table[byte] = NOTHING;
        }
        byte += 1;
    }
    table
}

/// Hashes characters, eight of them together where they are ASCII.
#[derive(Default)]
struct TextHasher {
    hasher: FxHasher,
    /// The characters that are not hashed yet, the last one in the lowest bits.
    waiting: u64,
    count: u32,
    /// Whether there was something to hash.
    any: bool,
    /// Whether a word has ended.
    gap: bool,
}

impl TextHasher {
    fn write_ascii(&mut self, bytes: &[u8], folded: &Folded) {
        // Every letter of a note comes along here, so no field is read or written for one.
        let (mut waiting, mut count, mut any, mut gap) = (self.waiting, self.count, self.any, self.gap);
        let mut push = |sign: u8| {
            waiting = waiting << 8 | u64::from(sign);
            count += 1;
            if count == 8 {
                self.hasher.write_u64(waiting);
                (waiting, count) = (0, 0);
            }
        };
        for byte in bytes {
            match folded[usize::from(*byte)] {
                GAP => gap = any,
                NOTHING => {}
                sign => {
                    if std::mem::take(&mut gap) {
                        push(b' ');
                    }
                    any = true;
                    push(sign);
                }
            }
        }
        (self.waiting, self.count, self.any, self.gap) = (waiting, count, any, gap);
    }

    /// Takes in a character beyond ASCII.
    fn write(&mut self, c: char, is_code: bool) {
        if c.is_alphanumeric() || (is_code && !c.is_whitespace()) {
            self.flush();
            if std::mem::take(&mut self.gap) {
                self.hasher.write_u8(b' ');
            }
            self.any = true;
            c.to_lowercase().for_each(|lower| self.hasher.write_u32(u32::from(lower)));
        } else if c != '’' {
            self.gap = self.any;
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

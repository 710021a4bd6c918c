//! Where random choices come from.

/// Random choices: made from a seed, which names a run for good, or from bytes that a fuzzer has put together.
#[derive(Clone, Debug)]
pub struct Random(Source);

#[derive(Clone, Debug)]
enum Source {
    /// The state of SplitMix64.
    Seed(u64),
    /// The bytes that are left.
    Bytes(std::vec::IntoIter<u8>),
}

impl Random {
    /// The choices that `seed` stands for.
    pub fn seeded(seed: u64) -> Self {
        Self(Source::Seed(seed))
    }

    /// The choices that `bytes` stand for: always the first one when there are no more.
    #[allow(dead_code, reason = "only the fuzz target brings bytes")]
    pub fn of_bytes(bytes: Vec<u8>) -> Self {
        Self(Source::Bytes(bytes.into_iter()))
    }

    /// Whether all bytes are used up.
    #[allow(dead_code, reason = "only the fuzz target brings bytes")]
    pub fn is_exhausted(&self) -> bool {
        matches!(&self.0, Source::Bytes(bytes) if bytes.len() == 0)
    }

    /// A number below `end`; 0 if that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let bits = match &mut self.0 {
            Source::Seed(state) => {
                *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let mut bits = *state;
                bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                bits ^ (bits >> 31)
            }
            // As few bytes as the choice needs, so that a changed byte changes one choice.
            Source::Bytes(bytes) => {
                let count = if end <= 1 << 8 { 1 } else { 2 };
                bytes.by_ref().take(count).fold(0, |bits, byte| bits << 8 | u64::from(byte))
            }
        };
        (bits % end.max(1) as u64) as usize
    }

    /// True once in `n` times.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// One of `of`.
    pub fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

//! An edited note equals a fresh one, for notes and edits that a fuzzer chooses.
//!
//! ```text
//! cargo install cargo-fuzz
//! RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir tests/fuzz edits -- -max_total_time=600
//! ```
//!
//! `RUSTC_BOOTSTRAP` has a stable compiler take the options that cargo-fuzz hands it.
#![no_main]

#[path = "../incremental/generator.rs"]
mod generator;
#[path = "../incremental/pair.rs"]
mod pair;
#[allow(dead_code, reason = "without a fuzzer, choices come from a seed")]
#[path = "../incremental/random.rs"]
mod random;

use libfuzzer_sys::fuzz_target;

use pair::Pair;
use random::Random;

fuzz_target!(|bytes: &[u8]| {
    let mut random = Random::of_bytes(bytes.to_vec());
    let lines = random.below(40);
    let mut pair = Pair::new(&generator::text(&mut random, lines));
    while !random.is_exhausted() {
        let edit = generator::edit(&mut random, &pair.plain);
        let before = pair.plain.clone();
        if let Err(wrong) = pair.edit(&edit, true) {
            panic!("{wrong}\n\nbefore: {before:?}\nedit: {edit:?}");
        }
    }
});

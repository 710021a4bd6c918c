//! A note that is edited equals a note that is read afresh, and so does what is found in it, whatever the edits are.
//!
//! Each run makes 20,000 random edits. `ASKDOWN_EDITS` sets another number and `ASKDOWN_SEED` another run:
//!
//! ```text
//! ASKDOWN_EDITS=5000000 cargo test --profile measuring --test incremental
//! ```
//!
//! `tests/fuzz` makes the same edits as a fuzzer chooses them.

mod generator;
mod pair;
mod random;
mod shrink;

use askdown::text::{Edit, TextRange};
use pair::Pair;
use random::Random;

/// Each of these was once read wrongly in part: what stands before the edit, what it removes and inserts, and what
/// stands behind.
const FIXTURES: &[(&str, [&str; 4])] = &[
    ("footnote label that runs out of its block", ["~~~\n~~~\n", "", "[^", "\n>\n[]"]),
    ("lone carriage returns in a fence", ["```\r\r_\r\r", "", "\n", "`"]),
    ("paragraph that becomes a definition", ["\n[\n", "", "a]:", ">"]),
    ("footnote reference behind an exclamation mark", ["![^1]\r#\r", "", "[^1]:", "'"]),
    ("repeated definition that is none behind another", ["", "", "[A]:u", "\r\r>\r[b]:'\r    d\r[A]:e"]),
    ("words between a question and its label", ["ques:\n\nQ:\n\nn", "", "o", "\n\nA:y"]),
    (
        "markup between a question and its label",
        ["Q: a?\n\n<details ", "", "b", ">\n\n**A:** y\n\n</details>\n\nQ: c?\n"],
    ),
    ("definition of what a template defines", ["[a]:{{ }\n\n[\n>", "", "[a]:t", ""]),
    ("footnote defined far from an exclamation mark", ["#", "", "\n", "[^1]:\n\n![^1]"]),
];

#[test]
fn edits_that_once_went_wrong() {
    for (name, [prefix, removed, inserted, suffix]) in FIXTURES {
        let mut pair = Pair::new(&[*prefix, removed, suffix].concat());
        let range = TextRange::from(prefix.len()..prefix.len() + removed.len());
        if let Err(wrong) = pair.edit(&Edit::replace(range, *inserted), true) {
            panic!("{name}: {wrong}");
        }
    }
}

fn from_environment(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

#[test]
fn an_edited_note_equals_a_fresh_one() {
    let edits = from_environment("ASKDOWN_EDITS", 20_000);
    let seed = from_environment("ASKDOWN_SEED", 0);
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get() as u64);
    std::thread::scope(|scope| {
        for thread in 0..threads {
            scope.spawn(move || run(seed * threads + thread, edits.div_ceil(threads)));
        }
    });
}

/// Makes `edits` random edits, to a new note now and then.
fn run(seed: u64, edits: u64) {
    let mut random = Random::seeded(seed.wrapping_mul(0x0dd0_5eed));
    let mut pair = Pair::new("");
    for count in 0..edits {
        if count % 64 == 0 || pair.plain.len() > 20_000 {
            let lines = if random.one_in(40) { 500 } else { random.below(40) };
            pair = Pair::new(&generator::text(&mut random, lines));
        }
        let edit = generator::edit(&mut random, &pair.plain);
        let before = pair.clone();
        // Several edits may come before the findings are asked for.
        if let Err(wrong) = pair.edit(&edit, random.one_in(6)) {
            shrink::report(&before.plain, &edit, &wrong, |plain, edit| Pair::new(plain).edit(edit, true).err());
        }
    }
}

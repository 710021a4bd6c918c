//! How well questions that ask the same are told from those that do not, on pairs labelled by hand.
#![allow(missing_docs)]

use askdown::syntax::Note;
use askdown::syntax::question::{ALIKE, Fingerprint};
use askdown::text::Text;

/// How the pairs of one file came out.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    /// Asked twice, and found.
    found: usize,
    /// Asked twice, and not found.
    missed: usize,
    /// Two questions, taken for one.
    wrong: usize,
    /// Two questions, told apart.
    apart: usize,
}

fn fingerprint(question: &str) -> Option<Fingerprint> {
    let note = Note::new(Text::new(&format!("### Q: {question}\n\nAnswer.\n")));
    let question = note.questions().questions.first().cloned().expect("a question");
    note.question_fingerprint(&question)
}

fn measure(pairs: &str) -> Counts {
    let mut counts = Counts::default();
    for line in pairs.lines().filter(|line| !line.starts_with('#')) {
        let [label, one, other] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let similarity = fingerprint(one).zip(fingerprint(other)).map_or(0.0, |(one, other)| {
            assert_eq!(one.similarity(&other), other.similarity(&one), "{line}");
            one.similarity(&other)
        });
        let count = match (label, similarity >= ALIKE) {
            ("same", true) => &mut counts.found,
            ("same", false) => &mut counts.missed,
            ("other", true) => &mut counts.wrong,
            ("other", false) => &mut counts.apart,
            _ => panic!("{line}"),
        };
        *count += 1;
        if (label == "same") != (similarity >= ALIKE) {
            // Shown when the counts below are not as expected.
            eprintln!("{similarity:.2} {line}");
        }
    }
    counts
}

#[test]
fn the_pairs_that_the_rules_are_tuned_on() {
    let counts = measure(include_str!("data/question-pairs-tuning.tsv"));
    assert_eq!(counts, Counts { found: 106, missed: 4, wrong: 0, apart: 122 });
}

#[test]
fn the_pairs_that_were_held_out() {
    let counts = measure(include_str!("data/question-pairs-held-out.tsv"));
    assert_eq!(counts, Counts { found: 87, missed: 22, wrong: 0, apart: 115 });
}

//! What an edit of an open note costs inside the process, alone and with all checks behind it.

mod notes;

use std::hint::black_box;
use std::time::{Duration, Instant};

use askdown::rules::{Checker, NoteContext};
use askdown::syntax::Note;
use askdown::text::{Edit, Text, TextRange};
use askdown::workspace::Config;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

const SIZES: [(&str, usize); 3] = [("38KB", 38 << 10), ("1MB", 1 << 20), ("10MB", 10 << 20)];

/// Edits that are undone after each measurement: where (found in the second half of the note, or from its start),
/// and what is inserted there.
fn edits() -> Vec<(&'static str, &'static str, bool, String)> {
    let lines: String = (0..200).map(|n| format!("Line {n} of what was pasted, with `code` and *more*.\n")).collect();
    vec![
        ("prose", "is rarely a problem", true, "x".to_owned()),
        ("python", "self.items.append(item)", true, "x".to_owned()),
        ("heading", "do, and when would", true, "x".to_owned()),
        ("fence at the top", "\n# Python interview", false, "\n```\n".to_owned()),
        ("comment at the top", "\n# Python interview", false, "\n<!--\n".to_owned()),
        ("200 lines", "Mention that", true, lines),
        ("front matter", "interview\nlevels", false, "x".to_owned()),
    ]
}

fn keystrokes(criterion: &mut Criterion) {
    let config = Config::default();
    for (size_name, size) in SIZES {
        let source = notes::note(size);
        for (name, place, far, insert) in edits() {
            let from = if far { source.len() / 2 } else { 0 };
            let Some(at) = source[from..].find(place).map(|at| (from + at) as u32) else { continue };
            let there = Edit::insert(at, insert.as_str());
            let back = Edit::delete(TextRange::new(at, at + insert.len() as u32));
            criterion.benchmark_group(format!("edit: {name}")).bench_function(
                BenchmarkId::from_parameter(size_name),
                |bencher| {
                    let mut note = Note::new(Text::new(&source));
                    bencher.iter_custom(|count| {
                        timed(count, &mut note, &there, &back, |note, edit| {
                            black_box(note.edit(edit));
                        })
                    });
                },
            );
            criterion.benchmark_group(format!("check: {name}")).bench_function(
                BenchmarkId::from_parameter(size_name),
                |bencher| {
                    let mut note = Note::new(Text::new(&source));
                    let mut checker = Checker::new(&note);
                    checker.run(&NoteContext::new(&note, &config));
                    bencher.iter_custom(|count| {
                        timed(count, &mut note, &there, &back, |note, edit| {
                            checker.replace(&note.edit(edit));
                            black_box(checker.run(&NoteContext::new(note, &config)));
                        })
                    });
                },
            );
        }
    }
}

/// The time that `count` applications of `there` take; `back` undoes each one off the clock.
fn timed(count: u64, note: &mut Note, there: &Edit, back: &Edit, mut edit: impl FnMut(&mut Note, &Edit)) -> Duration {
    let mut total = Duration::ZERO;
    for _ in 0..count {
        let start = Instant::now();
        edit(note, there);
        total += start.elapsed();
        edit(note, back);
    }
    total
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1)).without_plots();
    targets = keystrokes
}
criterion_main!(benches);

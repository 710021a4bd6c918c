//! What it costs to open a note: reading it, with all checks, and its outline.

mod notes;

use std::hint::black_box;

use askdown::ide::outline;
use askdown::rules::{NoteContext, check_note};
use askdown::syntax::Note;
use askdown::text::Text;
use askdown::workspace::Config;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

const SIZES: [(&str, usize); 3] = [("38KB", 38 << 10), ("1MB", 1 << 20), ("10MB", 10 << 20)];

fn open(criterion: &mut Criterion) {
    let config = Config::default();
    for (name, size) in SIZES {
        let source = notes::note(size);
        let parameter = || BenchmarkId::from_parameter(name);
        criterion.benchmark_group("open: read").bench_function(parameter(), |bencher| {
            bencher.iter(|| Note::new(Text::new(black_box(&source))));
        });
        criterion.benchmark_group("open: read and check").bench_function(parameter(), |bencher| {
            bencher.iter(|| {
                let note = Note::new(Text::new(black_box(&source)));
                check_note(&NoteContext::new(&note, &config))
            });
        });
        let note = Note::new(Text::new(&source));
        criterion.benchmark_group("outline").bench_function(parameter(), |bencher| {
            bencher.iter(|| outline(black_box(&note)));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).without_plots();
    targets = open
}
criterion_main!(benches);

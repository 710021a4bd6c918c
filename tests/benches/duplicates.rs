//! What it costs to find questions that are asked twice, among 100,000: taking them apart, grouping all of them, and
//! comparing one that is new. Run with `cargo bench --bench duplicates`.

use std::hint::black_box;
use std::path::Path;

use askdown::syntax::Note;
use askdown::text::Text;
use askdown::workspace::{Config, Index, NoteFacts, ReadNote};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};

const NOTES: usize = 2_000;
const QUESTIONS: usize = 50;

/// A note of questions of many wordings. About one in ten is asked by another note too.
fn note(number: usize) -> Note {
    let mut source = format!("# Note {number}\n\n");
    for nth in 0..QUESTIONS {
        let about = (number * QUESTIONS + nth) % (NOTES * QUESTIONS * 9 / 10);
        let question = match (about + number) % 5 {
            0 => format!("What is the difference between a topic{about} and a thing{}?", about * 7),
            1 => format!("Explain how the topic{about} works in Python."),
            2 => format!("What is `topic_{about}` and when would you use it?"),
            3 => format!("How do you write a decorator that keeps the topic{about} of a thing{}?", about % 1000),
            _ => format!("What are the advantages of the topic{about} over a thing{}?", about % 1000),
        };
        source += &format!("### Q: {question}\n\nIt depends.\n\n");
    }
    Note::new(Text::new(&source))
}

fn duplicates(criterion: &mut Criterion) {
    let config = Config::default();
    let notes: Vec<Note> = (0..NOTES).map(note).collect();
    let facts: Vec<NoteFacts> =
        notes.iter().map(|note| NoteFacts::new(note, Path::new("/notes/note.md"), &config)).collect();
    let read = |number: usize| ReadNote::new(Path::new(&format!("/notes/{number}.md")), facts[number].clone());
    let mut index = Index::default();
    index.apply((0..NOTES).map(read).collect());

    let mut group = criterion.benchmark_group("duplicates");
    group.sample_size(10);
    group.bench_function("take the questions of 2,000 notes apart", |bencher| {
        // A note keeps what it was asked for, so it is read anew each time.
        bencher.iter_batched(
            || notes.iter().map(|note| Note::new(note.text().clone())).collect(),
            |notes: Vec<Note>| {
                let facts = notes.iter().map(|note| NoteFacts::new(note, Path::new("/notes/note.md"), &config));
                facts.map(|facts| facts.questions.len()).sum::<usize>()
            },
            BatchSize::PerIteration,
        );
    });
    group.bench_function("index 2,000 notes", |bencher| {
        let all = || (0..NOTES).map(read).collect();
        bencher.iter_batched(
            all,
            |read: Vec<ReadNote>| {
                let mut index = Index::default();
                index.apply(read);
                index
            },
            BatchSize::PerIteration,
        );
    });
    group.bench_function("group 100,000 questions", |bencher| {
        bencher.iter(|| black_box(index.duplicate_questions().len()));
    });
    group.bench_function("take one question apart and compare it", |bencher| {
        bencher.iter_batched(
            || Note::new(Text::new("### Q: How does the topic77 work?\n\nIt depends.\n")),
            |note| {
                let question = note.questions().questions.first().expect("a question");
                let asked = note.question_fingerprint(question).expect("a question that can be compared");
                index.asked_elsewhere(&asked, Path::new("/notes/new.md")).len()
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

criterion_group!(benches, duplicates);
criterion_main!(benches);

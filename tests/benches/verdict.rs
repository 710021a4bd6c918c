//! What it costs to judge a block of Python.

use std::hint::black_box;

use askdown::syntax::code::{Options, check};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

const FUNCTION: &str = "\
def group(items, key=None):
    groups = {}
    for item in items:
        name = key(item) if key else item
        groups.setdefault(name, []).append(item)
    return [sorted(group) for group in groups.values() if len(group) > 1]

";

fn verdict(criterion: &mut Criterion) {
    let options = Options::default();
    for lines in [40, 2_000] {
        let code: String = FUNCTION.repeat(lines / FUNCTION.lines().count());
        let name = BenchmarkId::from_parameter(format!("{lines} lines"));
        criterion.benchmark_group("verdict").bench_function(name, |bencher| {
            bencher.iter(|| check(black_box(&code), &options));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().without_plots();
    targets = verdict
}
criterion_main!(benches);

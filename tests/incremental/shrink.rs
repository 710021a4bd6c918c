//! Makes a failing edit as small as it gets, to become a fixture.

use askdown::text::{Edit, TextRange};

/// Panics with the smallest note and edit like `before` and `edit` for which `fails` says what is wrong.
pub fn report(before: &str, edit: &Edit, wrong: &str, fails: impl Fn(&str, &Edit) -> Option<String>) -> ! {
    let range = edit.range.as_usize();
    let whole = [&before[..range.start], &before[range.clone()], &edit.text, &before[range.end..]].map(str::to_owned);
    let Some(wrong_alone) = case_fails(&whole, &fails) else {
        panic!("only after other edits: {wrong}\n\nbefore: {before:?}\nedit: {edit:?}");
    };
    let mut case = whole;
    let mut length = case.iter().map(String::len).max().unwrap_or_default();
    let mut wrong = wrong_alone;
    while length > 0 {
        let smaller = (0..case.len()).flat_map(|part| without(&case, part, length)).find_map(|smaller| {
            let wrong = case_fails(&smaller, &fails)?;
            Some((smaller, wrong))
        });
        match smaller {
            Some((smaller, still_wrong)) => (case, wrong) = (smaller, still_wrong),
            None => length /= 2,
        }
    }
    let [prefix, removed, inserted, suffix] = &case;
    panic!("{wrong}\n\nfixture: {:?}", (prefix, removed, inserted, suffix));
}

type Case = [String; 4];

fn case_fails(case: &Case, fails: &impl Fn(&str, &Edit) -> Option<String>) -> Option<String> {
    let [prefix, removed, inserted, suffix] = case;
    let range = TextRange::from(prefix.len()..prefix.len() + removed.len());
    fails(&[prefix.as_str(), removed, suffix].concat(), &Edit::replace(range, inserted.as_str()))
}

/// `case` with `length` characters less in one of its parts, everywhere that is possible.
fn without(case: &Case, part: usize, length: usize) -> impl Iterator<Item = Case> + '_ {
    let text = &case[part];
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let step = length.max(1);
    (0..starts.len().saturating_sub(step)).step_by((step / 2).max(1)).map(move |first| {
        let mut smaller = case.clone();
        smaller[part].replace_range(starts[first]..starts[first + step], "");
        smaller
    })
}

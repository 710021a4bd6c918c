//! What a name was most likely meant to be.

/// So many names are compared letter by letter: it may happen with every keystroke.
const MAX_COMPARED: usize = 16;

/// The one of `names` that is nearest to `name`, capitals aside, if any is near.
pub(super) fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let wanted = name.to_lowercase();
    let length = wanted.chars().count();
    // That two files have the same extension says nothing.
    let stem = wanted.rsplit_once('.').map_or(length, |(stem, _)| stem.chars().count());
    let most = stem / 4 + usize::from(stem > 2);
    let alike = names.filter(|other| other.len().abs_diff(name.len()) <= most * 4);
    let mut alike: Vec<(usize, &str)> = alike.map(|other| (shared(&wanted, other), other)).collect();
    // What is nearly the same begins and ends the same, but for a few letters.
    if alike.len() > MAX_COMPARED {
        alike.select_nth_unstable_by_key(MAX_COMPARED, |&(shared, other)| (std::cmp::Reverse(shared), other));
        alike.truncate(MAX_COMPARED);
    }
    let near = alike.into_iter().filter_map(|(_, other)| {
        let lower = other.to_lowercase();
        if lower.chars().count().abs_diff(length) > most {
            return None;
        }
        let distance = strsim::osa_distance(&wanted, &lower);
        (distance <= most).then_some((distance, other))
    });
    near.min().map(|(_, other)| other)
}

/// How many bytes `other` has in common with `wanted` at its start and at its end, capitals aside.
fn shared(wanted: &str, other: &str) -> usize {
    let is_same = |(a, b): &(u8, u8)| a.eq_ignore_ascii_case(b);
    let start = wanted.bytes().zip(other.bytes()).take_while(is_same).count();
    let end = wanted.bytes().rev().zip(other.bytes().rev()).take_while(is_same).count();
    start + end
}

//! What a name was most likely meant to be.

/// More names than this are not compared: it may happen with every keystroke.
const MAX_NAMES: usize = 2_000;

/// The one of `names` that is nearest to `name`, capitals aside, if any is near.
pub(super) fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let wanted = name.to_lowercase();
    let length = wanted.chars().count();
    // That two files have the same extension says nothing.
    let stem = wanted.rsplit_once('.').map_or(length, |(stem, _)| stem.chars().count());
    let most = stem / 4 + usize::from(stem > 2);
    let near = names.take(MAX_NAMES).filter(|other| other.len().abs_diff(name.len()) <= most * 4).filter_map(|other| {
        let lower = other.to_lowercase();
        if lower.chars().count().abs_diff(length) > most {
            return None;
        }
        let distance = strsim::damerau_levenshtein(&wanted, &lower);
        (distance <= most).then_some((distance, other))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, other)| other)
}

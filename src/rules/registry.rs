//! The list of all rules.

use std::sync::LazyLock;

use super::{Rule, Topic, code, declaration, file, front_matter, link, question, skill, suppression};

/// All topics, in the order of the rule reference.
pub static TOPICS: &[&Topic] = &[
    &front_matter::TOPIC,
    &question::TOPIC,
    &declaration::TOPIC,
    &code::TOPIC,
    &skill::TOPIC,
    &link::TOPIC,
    &suppression::TOPIC,
    &file::TOPIC,
];

/// All rules, sorted by name.
pub static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut rules: Vec<_> = TOPICS.iter().flat_map(|topic| topic.rules).copied().collect();
    rules.sort_by_key(|rule| rule.name);
    rules
});

/// The rule called `name`.
pub fn find(name: &str) -> Option<&'static Rule> {
    let index = ALL.binary_search_by_key(&name, |rule| rule.name).ok()?;
    ALL.get(index).copied()
}

/// The name of the rule that `name` was most likely meant to be, if any is close.
pub fn did_you_mean(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase().replace('_', "-");
    let distance = |rule: &&Rule| strsim::damerau_levenshtein(rule.name, &name);
    let closest = ALL.iter().copied().min_by_key(distance)?;
    (distance(&closest) <= name.len().max(closest.name.len()) / 3).then_some(closest.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case_and_unique() {
        for pair in ALL.windows(2) {
            assert!(pair[0].name < pair[1].name, "{} is declared twice", pair[0].name);
        }
        for rule in ALL.iter() {
            let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(rule.name.chars().all(kebab), "{}", rule.name);
            assert_eq!(find(rule.name), Some(*rule));
        }
    }

    #[test]
    fn near_names_are_guessed() {
        for (name, guess) in [
            ("unclosed-fences", Some("unclosed-fence")),
            ("unclosd_fence", Some("unclosed-fence")),
            ("MD040", None),
            ("", None),
        ] {
            assert_eq!(did_you_mean(name), guess, "{name}");
        }
    }
}

//! From the text of `askdown.yaml` to settings.

use crate::text::TextRange;
use crate::workspace::typed_yaml;

use super::Config;

/// A fault in a configuration file, to be shown at its place in that file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// Where, in bytes of the file's text.
    pub range: TextRange,
    /// One sentence without a full stop.
    pub message: String,
}

/// Reads the settings in `source`. What is faulty is left at its default and named. `rules` are the names of the
/// rules there are.
pub fn parse_config(source: &str, rules: &[&str]) -> (Config, Vec<ConfigError>) {
    let (mut config, mut errors): (Config, _) = typed_yaml::read(source);
    let unknown: Vec<String> = config.rules.keys().filter(|name| !rules.contains(&name.as_str())).cloned().collect();
    for name in unknown {
        config.rules.remove(&name);
        let start = source.find(&format!("{name}:")).unwrap_or(0);
        let message = format!("there is no rule `{name}`{}", did_you_mean(&name, rules));
        errors.push(ConfigError { range: TextRange::from(start..start + name.len()), message });
    }
    (config, errors)
}

/// `, did you mean …?` where one of `known` is close to `name`.
pub(crate) fn did_you_mean(name: &str, known: &[&str]) -> String {
    nearest(name, known.iter().copied()).map_or_else(String::new, |best| format!(", did you mean `{best}`?"))
}

/// The one of `known` that `name` is most likely a slip of, if any is near.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|&(distance, candidate)| distance <= candidate.chars().count().min(name.chars().count()).div_ceil(3))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

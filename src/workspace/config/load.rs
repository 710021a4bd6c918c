//! From the text of `askdown.yaml` to settings.

use crate::syntax::front_matter::Node;
use crate::text::TextRange;
use crate::workspace::typed_yaml::{self, TypedYaml};

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
    let TypedYaml { value: mut config, mut errors, root } = typed_yaml::read::<Config>(source);
    config.rules.retain(|name, _| rules.contains(&name.as_str()));
    let levels = root.as_ref().and_then(|root| root.get("rules")).and_then(Node::as_mapping);
    for entry in levels.iter().flat_map(|levels| &levels.entries) {
        if let Some(name) = entry.name().filter(|name| !rules.contains(name)) {
            let message = format!("there is no rule `{name}`{}", did_you_mean(name, rules));
            errors.push(ConfigError::new(entry.key.range, message));
        }
    }
    errors.sort_by_key(|error| error.range);
    (config, errors)
}

/// `, did you mean …?` where one of `known` is close to `name`.
pub(crate) fn did_you_mean(name: &str, known: &[&str]) -> String {
    nearest(name, known.iter().copied()).map_or_else(String::new, |best| format!(", did you mean `{best}`?"))
}

/// The one of `known` that `name` is most likely a slip or the beginning of, if any is near.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_lowercase();
    let distance = |candidate: &str| {
        let candidate = candidate.to_lowercase();
        let is_start = wanted.len() > 2 && candidate.starts_with(&wanted);
        let limit = wanted.chars().count().min(candidate.chars().count()).div_ceil(3);
        let distance = if is_start { 1 } else { strsim::damerau_levenshtein(&wanted, &candidate) };
        (distance <= limit).then_some(distance)
    };
    let near = known.into_iter().filter_map(|candidate| Some((distance(candidate)?, candidate)));
    near.min_by_key(|&(distance, _)| distance).map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(source: &str) -> Vec<(String, String)> {
        let (_, errors) = parse_config(source, &["python-syntax", "unclosed-fence"]);
        errors.into_iter().map(|error| (source[error.range.as_usize()].to_owned(), error.message)).collect()
    }

    #[track_caller]
    fn check(source: &str, expected: &[(&str, &str)]) {
        let faults = faults(source);
        let faults: Vec<_> = faults.iter().map(|(at, message)| (at.as_str(), message.as_str())).collect();
        assert_eq!(faults, expected);
    }

    #[test]
    fn all_settings_are_read() {
        let source = "rules:
  python-syntax: off
  unclosed-fence: hint
exclude: [drafts/, '*.tmp.md']
questions:
  off: [bold, table]
  labels: [Frage]
  pattern: '^Exercise (?<text>.*)$'
  heading-level: 3
python-version: 3.10
no-check:
- fragments/
line-length: 100
schemas:
- files: [cards/]
  schema: schemas/card.json
skills:
  keys: [skills]
  vocabulary: names.yaml
diagnostics-delay: 200
run: save
";
        check(source, &[]);
        let (config, _) = parse_config(source, &["python-syntax", "unclosed-fence"]);
        let config = Config { root: "/ws".into(), ..config };
        assert_eq!(config.rule("python-syntax"), Some(crate::workspace::RuleLevel::Off));
        assert_eq!(config.python_version.to_string(), "3.10");
        assert_eq!(config.line_length.map(|length| length.get()), Some(100));
        assert_eq!(config.diagnostics_delay.millis(), 200);
        let at = |path: &str| std::path::PathBuf::from("/ws").join(path);
        assert!(
            config.excludes(&at("x/drafts/a.md")) && config.excludes(&at("b.tmp.md")) && !config.excludes(&at("b.md"))
        );
        assert!(!config.checks_python(&at("fragments/a.md")) && config.checks_python(&at("a.md")));
        assert_eq!(config.schema_for(&at("cards/a.md")), Some(at("schemas/card.json")));
        assert_eq!(config.schema_for(&at("a.md")), None);
    }

    #[test]
    fn faults_are_named_where_they_are() {
        check("rulez: {}", &[("rulez", "there is no key `rulez` here, did you mean `rules`?")]);
        check(
            "rules: { python-sintax: hint, unclosed-fence: warn }",
            &[
                ("python-sintax", "there is no rule `python-sintax`, did you mean `python-syntax`?"),
                ("warn", "there is no `warn` here, did you mean `warning`?"),
            ],
        );
        check(
            "python-version: 3.99",
            &[(
                "3.99",
                "`3.99` is no Python version that can be checked: 3.7, 3.8, 3.9, 3.10, 3.11, 3.12, 3.13, 3.14, 3.15",
            )],
        );
        check("questions: { pattern: '(' }", &[("'('", "`(` is no regular expression: unclosed group")]);
        check(
            "schemas: [{ files: [a], schema: ../x.json }]",
            &[("../x.json", "`../x.json` is not inside the folder of this file, and nothing else is read")],
        );
        check("line-length: 0", &[("0", "0 is no line length, which is 1 to 320")]);
        check("exclude: drafts/", &[("drafts/", "expected a list, found the string `drafts/`")]);
        check("rules:\nrun: type", &[]);
    }
}

//! Settings of the editor over those of the file.

use serde_json::Value;

use super::Config;

/// Keys of the editor's settings that are for its plug-in, not for the engine.
const CLIENT_KEYS: [&str; 4] = ["path", "server", "trace", "enable"];

impl Config {
    /// These settings with `settings` over them, which have the same shape as `askdown.yaml`. `null` leaves a
    /// setting as it is. The second part says, for each that cannot be used, why.
    pub fn overridden_by(&self, settings: &Value) -> (Self, Vec<String>) {
        let mut merged = self.clone();
        let mut faults = Vec::new();
        let Value::Object(settings) = settings else {
            return (merged, faults);
        };
        for (key, value) in settings.iter().filter(|(key, _)| !CLIENT_KEYS.contains(&key.as_str())) {
            match with_setting(&merged, key, value) {
                Ok(config) => merged = Self { root: self.root.clone(), vocabulary: self.vocabulary.clone(), ..config },
                Err(error) => faults.push(format!("the setting `{key}` is not used: {error}")),
            }
        }
        (merged, faults)
    }
}

fn with_setting(config: &Config, key: &str, value: &Value) -> Result<Config, serde_json::Error> {
    let mut tree = serde_json::to_value(config)?;
    if let Value::Object(map) = &mut tree {
        merge(map.entry(key).or_insert(Value::Null), value);
    }
    serde_json::from_value(tree)
}

/// Puts `over` over `base`: maps key by key, anything else as a whole.
fn merge(base: &mut Value, over: &Value) {
    match (base, over) {
        (_, Value::Null) => {}
        (Value::Object(base), Value::Object(over)) => {
            for (key, value) in over {
                merge(base.entry(key).or_insert(Value::Null), value);
            }
        }
        (base, over) => *base = over.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::workspace::{RuleLevel, RunMode};

    #[test]
    fn settings_go_over_the_file_key_by_key() {
        let mut config =
            Config { root: "/notes".into(), diagnostics_delay: 5.try_into().expect("a delay"), ..Config::default() };
        config.rules.insert("unclosed-fence".into(), RuleLevel::Off);
        let settings = json!({
            "rules": { "python-syntax": "hint" },
            "run": "save",
            "diagnostics-delay": null,
            "trace": { "server": "verbose" },
        });
        let (merged, faults) = config.overridden_by(&settings);
        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(merged.root, config.root);
        assert_eq!(merged.run, RunMode::Save);
        assert_eq!(merged.diagnostics_delay, config.diagnostics_delay);
        assert_eq!(merged.rule("unclosed-fence"), Some(RuleLevel::Off));
        assert_eq!(merged.rule("python-syntax"), Some(RuleLevel::Hint));
    }

    #[test]
    fn a_faulty_setting_leaves_the_others_alone() {
        let settings = json!({ "run": "never", "python-version": "3.10", "colour": 1, "exclude": ["["] });
        let (merged, faults) = Config::default().overridden_by(&settings);
        assert_eq!(merged.python_version, ruff_python_ast::PythonVersion::PY310);
        let keys: Vec<_> = faults.iter().filter_map(|fault| fault.split('`').nth(1)).collect();
        assert_eq!(keys, ["run", "colour", "exclude"]);
        assert_eq!(Config::default().overridden_by(&json!(null)), (Config::default(), vec![]));
    }
}

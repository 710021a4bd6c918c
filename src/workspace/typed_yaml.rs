//! YAML files of a known shape: the configuration and the vocabulary of skills.

use serde::de::DeserializeOwned;

use crate::text::TextRange;

use super::ConfigError;

/// Reads `source` as a `T`. What is faulty is left at its default.
pub(super) fn read<T: DeserializeOwned + Default>(source: &str) -> (T, Vec<ConfigError>) {
    match serde_yaml::from_str::<Option<T>>(source) {
        Ok(value) => (value.unwrap_or_default(), Vec::new()),
        Err(error) => {
            let start = error.location().map_or(0, |location| location.index());
            let end = source.get(start..).and_then(|rest| rest.split(['\n', '\r']).next()).map_or(0, str::len);
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
            let range = TextRange::from(start.min(source.len())..(start + end).min(source.len()));
            (T::default(), vec![ConfigError { range, message }])
        }
    }
}

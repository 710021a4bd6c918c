//! YAML files of a known shape, the configuration and the vocabulary of skills: every fault is found, each at its
//! place, and what is faulty leaves the rest alone.

mod deserializer;
mod fault;
mod located;

use serde::de::DeserializeOwned;

use crate::syntax::front_matter::{Node, YamlDocument};
use crate::text::TextRange;

use super::ConfigError;
use deserializer::{LeftOut, Reader};
pub use located::Located;

/// After so many faults the file is something else altogether.
const MAX_FAULTS: usize = 100;

/// A YAML file, read.
pub(super) struct TypedYaml<T> {
    /// The value. What is faulty is left out of it, as if it were not there.
    pub value: T,
    /// The faults, in the order of the text.
    pub errors: Vec<ConfigError>,
    /// The tree, for places.
    pub root: Option<Node>,
}

/// Reads `source` as a `T`.
///
/// Serde stops at the first fault. So the key or item that holds it is noted and left out, and all is read again,
/// until nothing is wrong any more.
pub(super) fn read<T: DeserializeOwned + Default>(source: &str) -> TypedYaml<T> {
    let YamlDocument { root, errors } = YamlDocument::read(source);
    let mut errors: Vec<_> = errors.into_iter().map(|error| ConfigError::new(error.range, error.message)).collect();
    let value = match &root {
        Some(root) if !root.is_null() => read_node(root, &mut errors),
        _ => T::default(),
    };
    errors.sort_by_key(|error| error.range);
    TypedYaml { value, errors, root }
}

fn read_node<T: DeserializeOwned + Default>(root: &Node, errors: &mut Vec<ConfigError>) -> T {
    let mut left_out = LeftOut::default();
    for _ in 0..MAX_FAULTS {
        let fault = match T::deserialize(Reader { node: root, left_out: &left_out }) {
            Ok(value) => return value,
            Err(fault) => fault,
        };
        // That a key is missing which was left out for its fault goes without saying.
        let culprit = fault.culprit.unwrap_or(root.range);
        let is_hopeless = culprit == root.range || left_out.contains(&culprit);
        let follows = fault.is_missing && left_out.iter().any(|&other| culprit.encloses(other));
        if !follows {
            errors.push(ConfigError::new(fault.range.unwrap_or(culprit), fault.message));
        }
        if is_hopeless {
            break;
        }
        left_out.insert(culprit);
    }
    T::default()
}

impl ConfigError {
    pub(super) fn new(range: TextRange, message: impl Into<String>) -> Self {
        Self { range, message: message.into() }
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default, deny_unknown_fields, rename_all = "kebab-case", expecting = "settings")]
    struct Settings {
        name: String,
        list: Vec<String>,
        number: Option<u8>,
        colour: Option<Colour>,
        pairs: Vec<Pair>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase", expecting = "a colour")]
    enum Colour {
        Red,
        Green,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields, expecting = "a pair")]
    struct Pair {
        left: String,
        right: u8,
    }

    /// Checks that the faults in a file are those that stand below its lines in carets.
    #[track_caller]
    fn check(annotated: &str) -> Settings {
        let source: String =
            annotated.split_inclusive('\n').filter(|line| !line.trim_start().starts_with('^')).collect();
        let read = read::<Settings>(&source);
        let mut found = String::new();
        let mut start = 0;
        for line in source.split_inclusive('\n') {
            found += line;
            for error in &read.errors {
                let at = error.range.as_usize();
                if (start..start + line.len()).contains(&at.start) {
                    let end = at.end.min(start + line.trim_end().len());
                    let carets = "^".repeat(end.saturating_sub(at.start).max(1));
                    found += &format!("{}{carets} {}\n", " ".repeat(at.start - start), error.message);
                }
            }
            start += line.len();
        }
        assert!(found == annotated, "expected:\n{annotated}\nfound:\n{found}");
        read.value
    }

    #[test]
    fn a_good_file_is_read() {
        let settings =
            check("name: 3.10\nlist: [a, 'b', yes]\nnumber:\ncolour: green\npairs:\n- {left: x, right: 1}\n");
        let pairs = vec![Pair { left: "x".into(), right: 1 }];
        let list = vec!["a".into(), "b".into(), "yes".into()];
        assert_eq!(settings, Settings { name: "3.10".into(), list, number: None, colour: Some(Colour::Green), pairs });
        assert_eq!(check(""), Settings::default());
        assert_eq!(check("# nothing\n"), Settings::default());
    }

    #[test]
    fn every_fault_is_found_at_its_place_and_leaves_the_rest_alone() {
        let settings = check(
            "\
name: [x]
      ^^^ expected a string, found a list
list: a
      ^ expected a list, found the string `a`
number: 300
        ^^^ expected a number from 0 to 255, found the number `300`
colour: gren
        ^^^^ there is no `gren` here, did you mean `green`?
colours: red
^^^^^^^ there is no key `colours` here, did you mean `colour`?
pairs:
- left: a
  ^^^^^^^ the key `right` is missing
- left: b
  right: x
         ^ expected a number from 0 to 255, found the string `x`
- left: c
  right: 3
- &d x
     ^ expected a pair, found the string `x`
- *d
  ^^ aliases are not followed here, write the value out
name: y
^^^^ the key `name` stands here twice
zzz: 1
^^^ there is no key `zzz` here; there are `name`, `list`, `number`, `colour`, `pairs`
",
        );
        assert_eq!(settings, Settings { pairs: vec![Pair { left: "c".into(), right: 3 }], ..Settings::default() });
    }

    #[test]
    fn what_is_no_settings_at_all_is_said_once() {
        assert_eq!(
            check("just text\n^^^^^^^^^ expected settings, found the string `just text`\n"),
            Settings::default()
        );
    }
}

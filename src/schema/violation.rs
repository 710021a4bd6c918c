//! What in a value the schema does not allow.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::paths::{Location, LocationSegment};
use serde_json::Value;

use super::instance::{Path, Segment};
use super::phrase::in_code;

/// One thing that the schema does not allow.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// Where: the value that is wrong, or the mapping with the unknown or missing key.
    pub path: Path,
    /// What.
    pub kind: ViolationKind,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum ViolationKind {
    /// A key is missing.
    MissingKey(String),
    /// A key is there that must not be.
    UnknownKey(String),
    /// The value has another type than these, by their JSON names.
    WrongType(Vec<&'static str>),
    /// The value is none of those allowed.
    UnknownValue(Vec<Value>),
    /// Anything else; what was expected, as it would follow "expected".
    Invalid(String),
}

/// The violations that an error of the validator amounts to.
pub(super) fn violations(error: &ValidationError<'_>, into: &mut Vec<Violation>) {
    let path = path(error.instance_path());
    let instance: &Value = error.instance();
    let kind = match error.kind() {
        ValidationErrorKind::Required { property } => ViolationKind::MissingKey(plain(property)),
        ValidationErrorKind::AdditionalProperties { unexpected }
        | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
            for key in unexpected {
                into.push(Violation { path: path.clone(), kind: ViolationKind::UnknownKey(key.clone()) });
            }
            return;
        }
        ValidationErrorKind::PropertyNames { error } => match error.instance().as_str() {
            Some(key) => ViolationKind::UnknownKey(key.to_owned()),
            None => ViolationKind::Invalid("other keys".to_owned()),
        },
        ValidationErrorKind::FalseSchema => match path.split_last() {
            Some((Segment::Key(key), parent)) => {
                into.push(Violation { path: parent.to_vec(), kind: ViolationKind::UnknownKey(key.clone()) });
                return;
            }
            _ => ViolationKind::Invalid("nothing here".to_owned()),
        },
        ValidationErrorKind::Type { kind } => ViolationKind::WrongType(types(kind)),
        ValidationErrorKind::Enum { options } => {
            ViolationKind::UnknownValue(options.as_array().cloned().unwrap_or_default())
        }
        ValidationErrorKind::Constant { expected_value } => {
            ViolationKind::UnknownValue(vec![Value::clone(expected_value)])
        }
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            into.extend(alternatives(&path, instance, context));
            return;
        }
        ValidationErrorKind::UniqueItems => {
            let mut path = path;
            path.extend(first_repeated(instance).map(Segment::Index));
            into.push(Violation { path, kind: ViolationKind::Invalid("every item just once".to_owned()) });
            return;
        }
        // The validator's own limits are no fault of the note.
        ValidationErrorKind::BacktrackLimitExceeded { .. } | ValidationErrorKind::RegexEngineFailure { .. } => return,
        kind => ViolationKind::Invalid(expectation(kind)),
    };
    into.push(Violation { path, kind });
}

/// Of several alternatives that all fail, what the one fails on that was most likely meant. Where all of them want
/// another type, or other values, these add up.
fn alternatives(path: &Path, instance: &Value, branches: &[Vec<ValidationError<'_>>]) -> Vec<Violation> {
    let branches: Vec<Vec<Violation>> = branches
        .iter()
        .map(|errors| {
            let mut found = Vec::new();
            errors.iter().for_each(|error| violations(error, &mut found));
            found
        })
        .filter(|found| !found.is_empty())
        .collect();
    if let Some(sum) = sum(path, &branches) {
        return vec![Violation { path: path.clone(), kind: sum }];
    }
    branches.into_iter().min_by_key(|found| (distance(path, instance, found), found.len())).unwrap_or_default()
}

/// All alternatives put together, if each fails on the type or value as such.
fn sum(path: &Path, branches: &[Vec<Violation>]) -> Option<ViolationKind> {
    let mut types = Vec::new();
    let mut values = Vec::new();
    for branch in branches {
        match branch.as_slice() {
            [Violation { path: place, kind: ViolationKind::WrongType(expected) }] if place == path => {
                types.extend(expected.iter().filter(|name| !types.contains(*name)).collect::<Vec<_>>());
            }
            [Violation { path: place, kind: ViolationKind::UnknownValue(allowed) }] if place == path => {
                values.extend(allowed.iter().cloned());
            }
            _ => return None,
        }
    }
    match (types.is_empty(), values.is_empty()) {
        (false, true) => Some(ViolationKind::WrongType(types)),
        // Another type would do as well, but who writes a value close to one of these means that.
        (_, false) => Some(ViolationKind::UnknownValue(values)),
        (true, true) => None,
    }
}

/// How far an alternative is from the value: one that wants another type is farther than one that only wants more
/// of it, but a mapping that shares no key with the value is as far.
fn distance(path: &Path, instance: &Value, found: &[Violation]) -> u8 {
    let wrong_type =
        found.iter().any(|violation| violation.path == *path && matches!(violation.kind, ViolationKind::WrongType(_)));
    let lacks_key = |violation: &Violation| matches!(violation.kind, ViolationKind::MissingKey(_));
    let keys = instance.as_object().map_or(0, serde_json::Map::len);
    let is_other = keys < 2 && found.iter().any(lacks_key);
    u8::from(wrong_type || is_other)
}

pub(super) fn path(location: &Location) -> Path {
    location
        .iter()
        .map(|segment| match segment {
            LocationSegment::Property(key) => Segment::Key(key.into_owned()),
            LocationSegment::Index(index) => Segment::Index(index),
        })
        .collect()
}

fn types(kind: &TypeKind) -> Vec<&'static str> {
    match kind {
        TypeKind::Single(kind) => vec![kind.as_str()],
        TypeKind::Multiple(kinds) => kinds.iter().map(|kind| kind.as_str()).collect(),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn first_repeated(instance: &Value) -> Option<usize> {
    let items = instance.as_array()?;
    (1..items.len()).find(|index| items[..*index].contains(&items[*index]))
}

/// What was expected, for the rarer keywords.
fn expectation(kind: &ValidationErrorKind) -> String {
    let items = |count: u64| if count == 1 { "1 item".to_owned() } else { format!("{count} items") };
    let keys = |count: u64| if count == 1 { "1 key".to_owned() } else { format!("{count} keys") };
    match kind {
        ValidationErrorKind::Format { format } => format_name(format),
        ValidationErrorKind::Pattern { pattern } => format!("text that matches {}", in_code(pattern)),
        ValidationErrorKind::MinLength { limit: 1 } => "text that is not empty".to_owned(),
        ValidationErrorKind::MinLength { limit } => format!("at least {limit} characters"),
        ValidationErrorKind::MaxLength { limit } => format!("at most {limit} characters"),
        ValidationErrorKind::Minimum { limit } => format!("{limit} or more"),
        ValidationErrorKind::Maximum { limit } => format!("{limit} or less"),
        ValidationErrorKind::ExclusiveMinimum { limit } => format!("more than {limit}"),
        ValidationErrorKind::ExclusiveMaximum { limit } => format!("less than {limit}"),
        ValidationErrorKind::MultipleOf { multiple_of } => format!("a multiple of {multiple_of}"),
        ValidationErrorKind::MinItems { limit } => format!("at least {}", items(*limit)),
        ValidationErrorKind::MaxItems { limit } => format!("at most {}", items(*limit)),
        ValidationErrorKind::AdditionalItems { limit } => format!("at most {}", items(*limit as u64)),
        ValidationErrorKind::MinProperties { limit } => format!("at least {}", keys(*limit)),
        ValidationErrorKind::MaxProperties { limit } => format!("at most {}", keys(*limit)),
        ValidationErrorKind::Contains => "a list with an item that the schema asks for".to_owned(),
        ValidationErrorKind::UnevaluatedItems { .. } => {
            "a list without the items that the schema does not know".to_owned()
        }
        ValidationErrorKind::OneOfMultipleValid { .. } => "a value that fits just one of the alternatives".to_owned(),
        ValidationErrorKind::Not { .. } => "a value that the schema does not forbid".to_owned(),
        kind => format!("a value that the schema allows ({})", kind.keyword()),
    }
}

fn format_name(format: &str) -> String {
    match format {
        "date" => "a date such as `2026-01-31`",
        "date-time" => "a date and time such as `2026-01-31T12:00:00Z`",
        "time" => "a time such as `12:00:00Z`",
        "email" | "idn-email" => "an e-mail address",
        "uri" | "iri" => "a URL",
        "uri-reference" | "iri-reference" => "a URL or path",
        "regex" => "a regular expression",
        other => return format!("a value of the format {}", in_code(other)),
    }
    .to_owned()
}

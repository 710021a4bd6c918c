//! `unknown-key`

use crate::rules::{Diagnostic, Fix, NoteContext, Severity, declare_rule};
use crate::schema::{Guide, Path, Property, Segment, did_you_mean, in_code, slip_of};
use crate::syntax::front_matter::{Entry, FrontMatter, FrontMatterKind, Mapping, Node, NodeKind};
use crate::text::Edit;

use super::insert_key::yaml_scalar;
use super::place::Place;

/// How many known keys a message lists.
const MAX_LISTED: usize = 8;

/// The shortest key that another key is taken for a slip of.
const MIN_LEN: usize = 5;

declare_rule! {
    /// A key is not one that the schema knows.
    ///
    /// Front matter is read by many tools, so a key of your own is no fault. This rule speaks up when a key is one
    /// slip away from one that is known, or when the schema allows no other keys (`additionalProperties: false`).
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ---
    /// title: Python
    /// skils: [python]
    /// ---
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ---
    /// title: Python
    /// skills: [python]
    /// my_own_key: 1
    /// ---
    /// ```
    pub static UNKNOWN_KEY = "unknown-key", Some(Severity::Warning);
}

/// Reports that the schema forbids `key` in the mapping at `place`.
pub fn report(place: &Place<'_>, key: &str) -> Option<Diagnostic> {
    let mapping = place.node.as_mapping()?;
    let entry = mapping.entry(key)?;
    let guide = place.guide();
    let properties = guide.properties();
    let missing: Vec<_> = properties.iter().map(|it| it.name).filter(|name| mapping.entry(name).is_none()).collect();
    if let Some(meant) = did_you_mean(key, missing.iter().copied()) {
        return Some(slip(entry, key, meant));
    }
    let names: Vec<_> = properties.iter().map(|property| in_code(property.name)).collect();
    let message = match names.len() {
        0 => format!("the schema does not allow the key {}", in_code(key)),
        1..=MAX_LISTED => format!("the schema does not allow the key {}; it knows {}", in_code(key), names.join(", ")),
        more => {
            let listed = names[..MAX_LISTED].join(", ");
            format!(
                "the schema does not allow the key {}; it knows {listed} and {} more",
                in_code(key),
                more - MAX_LISTED
            )
        }
    };
    Some(Diagnostic::new(&UNKNOWN_KEY, entry.key.range, message))
}

/// Reports keys that the schema allows, as it allows anything, but that are a slip away from one it knows.
pub fn check(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(front_matter) = context.note.front_matter().filter(|it| it.kind == FrontMatterKind::Yaml) else { return };
    if let Some(root) = &front_matter.root {
        check_node(context, front_matter, root, &mut Vec::new(), found);
    }
}

fn check_node(
    context: &NoteContext<'_>,
    front_matter: &FrontMatter,
    node: &Node,
    path: &mut Path,
    found: &mut Vec<Diagnostic>,
) {
    match &node.kind {
        NodeKind::Mapping(mapping) => {
            let guide = Guide::at(context.schema, path);
            if guide.is_empty() {
                return;
            }
            check_mapping(front_matter, mapping, &guide, found);
            for entry in &mapping.entries {
                if let Some(name) = entry.name() {
                    path.push(Segment::Key(name.to_owned()));
                    check_node(context, front_matter, &entry.value, path, found);
                    path.pop();
                }
            }
        }
        NodeKind::Sequence(sequence) => {
            for (index, item) in sequence.items.iter().enumerate() {
                path.push(Segment::Index(index));
                check_node(context, front_matter, item, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

fn check_mapping(front_matter: &FrontMatter, mapping: &Mapping, guide: &Guide<'_>, found: &mut Vec<Diagnostic>) {
    let properties = guide.properties();
    // Forbidden keys are reported where the schema's violations are.
    if properties.is_empty() || !guide.allows_other_keys() {
        return;
    }
    let is_candidate = |property: &&Property<'_>| {
        property.described && property.name.len() >= MIN_LEN && mapping.entry(property.name).is_none()
    };
    let candidates: Vec<_> = properties.iter().filter(is_candidate).map(|property| property.name).collect();
    for entry in &mapping.entries {
        let Some(name) = entry.name() else { continue };
        let is_known = properties.iter().any(|property| property.name == name);
        let is_broken = front_matter.errors.iter().any(|error| entry.key.range.meets(error.range));
        if !is_known
            && !is_broken
            && let Some(meant) = slip_of(name, candidates.iter().copied())
        {
            found.push(slip(entry, name, meant));
        }
    }
}

fn slip(entry: &Entry, key: &str, meant: &str) -> Diagnostic {
    let fix =
        Fix::suggestion(format!("Change to {}", in_code(meant)), Edit::replace(entry.key.range, yaml_scalar(meant)));
    let message = format!("unknown key {}, did you mean {}?", in_code(key), in_code(meant));
    Diagnostic::new(&UNKNOWN_KEY, entry.key.range, message).with_fix(fix)
}

//! The skills that a note lists in its front matter.

use std::sync::Arc;

use crate::syntax::front_matter::{Entry, FrontMatter, Mapping, Node, NodeKind, Scalar, ScalarStyle};
use crate::text::{Text, TextRange};

/// A skill at a place in a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillUse {
    /// The skill, without quotes.
    pub name: Arc<str>,
    /// Where, in bytes of the note, quotes included.
    pub range: TextRange,
    /// Where the key that holds it starts, in bytes of the note: the same for all skills of one list.
    pub key: u32,
}

/// The skills in `front_matter`, in the order of the text: the values of the keys called one of `keys`, at any depth.
///
/// A value is a skill, a list of skills, or a string of several with commas between. Groups of skills under names of
/// their own are taken too, and from an item with keys its `name`.
pub fn skill_uses(front_matter: &FrontMatter, keys: &[String]) -> Vec<SkillUse> {
    let mut uses = Vec::new();
    if let Some(root) = &front_matter.root {
        Finder { keys, uses: &mut uses }.look_in(root);
    }
    uses.sort_by_key(|skill| skill.range);
    uses
}

/// `range` of `text` without the quotes at its ends.
pub fn unquoted(text: &Text, range: TextRange) -> TextRange {
    let written = text.slice(range);
    match written.len() >= 2 && written.starts_with(['"', '\'']) && written.ends_with(['"', '\'']) {
        true => TextRange::new(range.start + 1, range.end - 1),
        false => range,
    }
}

/// Whether the key called `name` holds skills, when those of `keys` do.
fn holds_skills(keys: &[String], name: &str) -> bool {
    keys.iter().any(|key| key.eq_ignore_ascii_case(name))
}

struct Finder<'a> {
    keys: &'a [String],
    uses: &'a mut Vec<SkillUse>,
}

impl Finder<'_> {
    /// Looks for keys that hold skills. The tree is at most 64 deep.
    fn look_in(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Sequence(sequence) => sequence.items.iter().for_each(|item| self.look_in(item)),
            NodeKind::Mapping(mapping) => self.look_in_mapping(mapping),
            _ => {}
        }
    }

    fn look_in_mapping(&mut self, mapping: &Mapping) {
        for Entry { key, value } in &mapping.entries {
            match key.text().is_some_and(|name| holds_skills(self.keys, name)) {
                true => self.take(value, key.range.start),
                false => self.look_in(value),
            }
        }
    }

    /// Takes the skills of `node`, the value of a key or an item in it.
    fn take(&mut self, node: &Node, key: u32) {
        match &node.kind {
            NodeKind::Scalar(scalar) => self.take_scalar(node.range, scalar, key),
            NodeKind::Sequence(sequence) => sequence.items.iter().for_each(|item| self.take(item, key)),
            NodeKind::Mapping(mapping) => {
                for entry in &mapping.entries {
                    let is_group = matches!(entry.value.kind, NodeKind::Sequence(_));
                    if is_group || entry.name() == Some("name") {
                        self.take(&entry.value, key);
                    }
                }
            }
            _ => {}
        }
    }

    fn take_scalar(&mut self, range: TextRange, scalar: &Scalar, key: u32) {
        let text = scalar.text.as_str();
        let is_verbatim = scalar.style == ScalarStyle::Plain && text.len() == range.len() as usize;
        if !is_verbatim {
            return self.push(text, range, key);
        }
        let mut start = range.start;
        for part in text.split(',') {
            let blanks = (part.len() - part.trim_start().len()) as u32;
            let name = part.trim();
            self.push(name, TextRange::new(start + blanks, start + blanks + name.len() as u32), key);
            start += part.len() as u32 + 1;
        }
    }

    fn push(&mut self, name: &str, range: TextRange, key: u32) {
        if !name.trim().is_empty() && !range.is_empty() {
            self.uses.push(SkillUse { name: name.into(), range, key });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(front_matter: &str, expected: &[&str]) {
        let source = format!("---\n{front_matter}---\n");
        let front_matter = FrontMatter::read(&Text::new(&source)).expect("front matter");
        let keys = ["skills".to_owned(), "tags".to_owned()];
        let uses = skill_uses(&front_matter, &keys);
        let found: Vec<_> = uses.iter().map(|skill| &source[skill.range.as_usize()]).collect();
        assert_eq!(found, expected);
        for skill in uses {
            assert_eq!(&*skill.name, source[skill.range.as_usize()].trim_matches(['"', '\'']));
        }
    }

    #[test]
    fn lists_and_single_values_are_skills() {
        check("skills: [a, 'b c', \"d\"]\ntitle: x\ntags:\n- e\n- f: g\n-\n", &["a", "'b c'", "\"d\"", "e"]);
        check("Tags: machine learning\n", &["machine learning"]);
        check("tags: a, b c ,, é\n", &["a", "b c", "é"]);
        check("tags: 'a, b'\n", &["'a, b'"]);
        check("skills: [2024, true]\n", &["2024", "true"]);
        check("skills:\ntitle: a\n", &[]);
    }

    #[test]
    fn skills_of_single_questions_and_in_groups_are_found() {
        check("questions:\n- text: a\n  tags: [b]\n- text: c\n  tags:\n    - d\n", &["b", "d"]);
        check("skills:\n  core: [a, b]\n  more: [c]\n  note: d\n", &["a", "b", "c"]);
        check("skills:\n- name: a\n  level: 3\n- b\n", &["a", "b"]);
    }
}

//! Hover: what a skill means and where it is used.

use std::path::Path;

use crate::workspace::{Config, Index};

use super::{names, notes_with};

/// How many notes are named.
const MAX_NOTES: usize = 8;

/// What there is to say of `skill`, in Markdown; uses under another name of it are counted too. `link` gives the address of a file.
pub fn skill_hover(skill: &str, config: &Config, index: &Index, link: &dyn Fn(&Path) -> Option<String>) -> String {
    let entry = config.vocabulary.as_ref().and_then(|vocabulary| vocabulary.find(skill));
    let mut out = format!("**{}**", escaped(skill));
    if let Some(entry) = entry {
        let name = &entry.name.value;
        if name != skill {
            out += &format!(", an alias of **{}**", escaped(name));
        }
        out += &entry.description.as_ref().map(|text| format!("\n\n{}", text.trim())).unwrap_or_default();
        let others: Vec<_> = entry.aliases.iter().map(|alias| escaped(&alias.value)).collect();
        if !others.is_empty() && name == skill {
            out += &format!("\n\nAlso called {}.", others.join(", "));
        }
        out += &entry.parent.as_ref().map(|it| format!("\n\nPart of {}.", escaped(&it.value))).unwrap_or_default();
    }
    let notes = notes_with(&names(skill, config), index);
    out += &match notes.len() {
        0 => "\n\nUsed in no note.".to_owned(),
        1 => "\n\nUsed in 1 note:\n".to_owned(),
        count => format!("\n\nUsed in {count} notes:\n"),
    };
    for (path, facts) in notes.iter().take(MAX_NOTES) {
        let name = escaped(&facts.name(path));
        out += &match link(path) {
            Some(link) => format!("\n- [{name}]({link})"),
            None => format!("\n- {name}"),
        };
    }
    if notes.len() > MAX_NOTES {
        out += &format!("\n- and {} more", notes.len() - MAX_NOTES);
    }
    out
}

/// `text` as Markdown that shows it as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>#&".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Fixture;

    fn hover(fixture: &Fixture, skill: &str) -> String {
        skill_hover(skill, &fixture.config, &fixture.index, &|path| {
            Some(format!("file://{}", path.file_name()?.to_str()?))
        })
    }

    #[test]
    fn a_skill_is_explained() {
        let fixture = Fixture::new(&[
            (
                "skills.yaml",
                "- name: python\n  description: The *language*.\n  aliases: [py]\n  parent: code\n- code\n",
            ),
            ("a.md", "---\ntitle: Lists [1]\nskills: [python]\n---\n"),
            ("b.md", "---\nskills: [python, c_d]\n---\n"),
            ("c.md", "---\nskills: [py]\n---\n"),
        ]);
        assert_eq!(
            hover(&fixture, "python"),
            "**python**\n\nThe *language*.\n\nAlso called py.\n\nPart of code.\n\nUsed in 3 notes:\n\n\
             - [Lists \\[1\\]](file://a.md)\n- [b](file://b.md)\n- [c](file://c.md)"
        );
        assert_eq!(hover(&fixture, "py").lines().next(), Some("**py**, an alias of **python**"));
        assert_eq!(hover(&fixture, "c_d"), "**c\\_d**\n\nUsed in 1 note:\n\n- [b](file://b.md)");
    }
}

//! Files that are about to move: the links to them, and those in the notes among them, are to lead where they led.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::syntax::Note;
use crate::syntax::markdown::{AddressForm, Destination, DestinationKind, percent_decoded};
use crate::text::{Edit, Text, TextRange};
use crate::workspace::{
    Config, Index, IndexedLink, NoteFacts, Target, normalized, note_destinations, spellings, target_path, text_hash,
};

use super::link_address::relative_path;
use super::{FileEdits, Files};

/// A file or folder that moves; both paths are absolute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileMove {
    /// Where it is.
    pub from: PathBuf,
    /// Where it will be.
    pub to: PathBuf,
}

/// The edits that keep links whole when files move, made before they do: every file is still where it was. Sorted by file.
/// `config` gives the settings for a note.
pub fn move_files(
    moves: &[FileMove],
    index: &Index,
    files: &Files<'_>,
    config: &mut dyn FnMut(&Path) -> Arc<Config>,
) -> Vec<FileEdits> {
    let moving = Moving::new(moves, index);
    let mut notes: Vec<_> = index.notes().filter(|(path, facts)| moving.may_concern(path, facts)).collect();
    notes.sort_unstable_by_key(|(path, _)| *path);
    let edit = |(path, facts): (&Path, &Arc<NoteFacts>)| {
        let text = (files.read)(path)?;
        let config = config(path);
        let edits = moving.edits(path, &text, facts, &config, index);
        (!edits.is_empty()).then(|| files.edits(path, &text, edits))
    };
    notes.into_iter().filter_map(edit).collect()
}

/// What moves.
struct Moving<'m> {
    moves: &'m [FileMove],
    /// The paths and names by which links may name a note that moves.
    spellings: FxHashSet<PathBuf>,
}

/// Where a link leads, and how it says so.
struct Link {
    kind: DestinationKind,
    /// Where its path stands, without what is behind it.
    range: TextRange,
    /// The file that it names, as it names it.
    target: PathBuf,
}

impl<'m> Moving<'m> {
    fn new(moves: &'m [FileMove], index: &Index) -> Self {
        let mut moving = Self { moves, spellings: FxHashSet::default() };
        let notes = index.notes().filter(|(path, _)| moving.moved(path).is_some());
        let names: FxHashSet<_> = notes.flat_map(|(path, _)| spellings(path)).collect();
        moving.spellings = names;
        moving
    }

    /// Where the file at `path` goes, if it moves.
    fn moved(&self, path: &Path) -> Option<PathBuf> {
        self.moves.iter().find_map(|FileMove { from, to }| {
            let rest = path.strip_prefix(from).ok()?;
            Some(if rest.as_os_str().is_empty() { to.clone() } else { to.join(rest) })
        })
    }

    /// Whether a link of the note at `path` may have to change.
    fn may_concern(&self, path: &Path, facts: &NoteFacts) -> bool {
        let moves = |target: &Arc<Path>| self.spellings.contains(&**target) || self.moved(target).is_some();
        self.moved(path).is_some() || facts.links.targets().iter().any(moves)
    }

    fn edits(&self, path: &Path, text: &Text, facts: &NoteFacts, config: &Config, index: &Index) -> Vec<Edit> {
        let links = links_in(path, text, facts, config);
        links.iter().filter_map(|link| self.edit(path, text, link, config, index)).collect()
    }

    fn edit(&self, path: &Path, text: &Text, link: &Link, config: &Config, index: &Index) -> Option<Edit> {
        let written = text.slice(link.range);
        if written.is_empty() {
            return None; // it leads to a place in its own note
        }
        let named = match index.target(&link.target, path, config) {
            Target::Note(note, _) => note,
            _ => link.target.clone(),
        };
        let moved = self.moved(&named);
        if link.kind == DestinationKind::Wiki {
            let new = wiki_name(&written, &moved?)?;
            return (new != written).then(|| Edit::replace(link.range, new));
        }
        let target = spelled_as(&link.target, &named, moved.as_deref().unwrap_or(&named));
        let new = match written.starts_with('/') {
            true => format!("/{}", relative_path(&config.root, &target)?),
            false => {
                let note = self.moved(path).unwrap_or_else(|| path.to_owned());
                relative_path(note.parent()?, &target)?
            }
        };
        let mut new = form(text, link).write_like(&new, &written);
        if written.starts_with("./") && !new.starts_with("../") && !new.starts_with("./") {
            new.insert_str(0, "./");
        }
        if written.ends_with('/') && !new.ends_with('/') {
            new.push('/');
        }
        let same = percent_decoded(&written) == percent_decoded(&new);
        // The same way may be written in another way: it stays as it is.
        let leads_on = moved.is_some() || self.moved(path).is_some();
        (leads_on && !same && !stays(&written, path, &target, self.moved(path))).then(|| Edit::replace(link.range, new))
    }
}

/// Whether the address `written` leads to `target` from where the note will be.
fn stays(written: &str, path: &Path, target: &Path, moved: Option<PathBuf>) -> bool {
    let note = moved.unwrap_or_else(|| path.to_owned());
    let decoded = percent_decoded(written);
    !written.starts_with('/') && note.parent().is_some_and(|folder| normalized(&folder.join(&*decoded)) == target)
}

/// The links of the note at `path`, whose text is `text`; `facts` are of the note as it was indexed.
fn links_in(path: &Path, text: &Text, facts: &NoteFacts, config: &Config) -> Vec<Link> {
    let path_range = |range: TextRange| {
        let written = text.slice(range);
        let length = written.find(['#', '?']).unwrap_or(written.len());
        TextRange::new(range.start, range.start + length as u32)
    };
    if text_hash(text) == facts.hash {
        let links = facts.links.links();
        let link = |link: IndexedLink<'_>| Link {
            kind: link.kind,
            range: path_range(link.place.range),
            target: link.target.to_path_buf(),
        };
        return links.map(link).collect();
    }
    // The file has changed since it was indexed.
    let note = Note::with_options(text.clone(), &config.question_options);
    let link = |destination: &Destination| {
        let target = target_path(destination, path, &config.root)?;
        Some(Link { kind: destination.kind, range: path_range(destination.range), target })
    };
    note_destinations(&note, config).iter().filter_map(link).collect()
}

/// `moved`, the new place of the file at `named`, in the way in which `target` names that: without its extension, as the
/// page that is made of it, as the folder that it stands for.
fn spelled_as(target: &Path, named: &Path, moved: &Path) -> PathBuf {
    let page = ["html", "htm"].into_iter().find(|extension| target == named.with_extension(extension));
    if let Some(extension) = page {
        moved.with_extension(extension)
    } else if target == named.with_extension("") {
        moved.with_extension("")
    } else if Some(target) == named.parent() && named.file_name() == moved.file_name() {
        moved.parent().unwrap_or(moved).to_owned()
    } else {
        moved.to_owned()
    }
}

/// The name in a wiki link, `written` until now, of a note that will be at `moved`: as many folders as were named.
fn wiki_name(written: &str, moved: &Path) -> Option<String> {
    let parts = written.trim_matches('/').split('/').count();
    let is_named_whole = written.to_lowercase().ends_with(".md");
    let path = if is_named_whole { moved.to_owned() } else { moved.with_extension("") };
    let path = path.to_str()?.replace('\\', "/");
    let all: Vec<_> = path.split('/').collect();
    let new = all[all.len().saturating_sub(parts)..].join("/");
    // Names are the same whatever their capitals.
    Some(if new.to_lowercase() == written.to_lowercase() { written.to_owned() } else { new })
}

/// How the address of `link` is written.
fn form(text: &Text, link: &Link) -> AddressForm {
    let start = link.range.start;
    match link.kind {
        DestinationKind::FrontMatter => AddressForm::FrontMatter,
        DestinationKind::Html => AddressForm::Attribute,
        _ => AddressForm::markdown(start > 0 && text.slice(TextRange::new(start - 1, start)) == "<"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Fixture;

    /// Moves files and gives what the notes that changed have become, by the name they had.
    fn moved(files: &[(&str, &str)], moves: &[(&str, &str)]) -> Vec<String> {
        let mut workspace = Fixture::new(files);
        workspace.config.links.wiki = true;
        workspace.reindex();
        let at = |name: &str| Path::new("/ws").join(name);
        let moves: Vec<_> = moves.iter().map(|(from, to)| FileMove { from: at(from), to: at(to) }).collect();
        let config = Arc::new(workspace.config.clone());
        let edits = move_files(&moves, &workspace.index, &workspace.files(), &mut |_| Arc::clone(&config));
        workspace.apply(&edits);
        let name = |edits: &FileEdits| edits.path.strip_prefix("/ws").expect("a file").display().to_string();
        edits.iter().map(|edits| format!("{}: {}", name(edits), workspace.text(&name(edits)))).collect()
    }

    #[test]
    fn links_to_a_note_and_in_it_lead_where_they_led() {
        let files = [
            ("a.md", "[b](b.md#x) [c](c/c.md) [self](#y) ![i](img/i.png) <a href=\"b.md\">b</a>"),
            ("b.md", "[a](./a.md) [a](a.md 'title') [a](<a.md>) [a]\n\n[a]: a.md#z\n"),
            ("c/c.md", "---\nrelated:\n  - ../a.md\n---\n[a](../a.md) [x](../a) [y](../a.html) [z](https://x.y/a.md)"),
        ];
        assert_eq!(
            moved(&files, &[("a.md", "d/e f.md")]),
            [
                "a.md: [b](../b.md#x) [c](../c/c.md) [self](#y) ![i](../img/i.png) <a href=\"../b.md\">b</a>",
                "b.md: [a](./d/e%20f.md) [a](d/e%20f.md 'title') [a](<d/e f.md>) [a]\n\n[a]: d/e%20f.md#z\n",
                "c/c.md: ---\nrelated:\n  - ../d/e f.md\n---\n[a](../d/e%20f.md) [x](../d/e%20f) [y](../d/e%20f.html) \
                 [z](https://x.y/a.md)",
            ]
        );
    }

    #[test]
    fn new_names_are_escaped_where_they_stand() {
        let link = "[x](<b c.md>) [x](b%20c.md#h)";
        for (name, expected) in [
            ("d#e.md", "[x](<d%23e.md>) [x](d%23e.md#h)"),
            ("q?r.md", "[x](<q%3Fr.md>) [x](q%3Fr.md#h)"),
            ("m<n>.md", "[x](<m%3Cn%3E.md>) [x](m%3Cn%3E.md#h)"),
            ("100%20.md", "[x](<100%2520.md>) [x](100%2520.md#h)"),
            ("Q: c.md", "[x](<./Q: c.md>) [x](./Q:%20c.md#h)"),
        ] {
            assert_eq!(moved(&[("a.md", link), ("b c.md", "")], &[("b c.md", name)]), [format!("a.md: {expected}")]);
        }
        let files = [("a/b.md", "[x](../Q:%20a.md) ![](<../z%23/p%20q.png>)\n"), ("Q: a.md", ""), ("z#/p q.png", "")];
        assert_eq!(moved(&files, &[("a/b.md", "b.md")]), ["a/b.md: [x](./Q:%20a.md) ![](<z%23/p%20q.png>)\n"]);
        let files = [("a.md", "---\nsee: [b.md, '../ws/b.md']\n---\n"), ("b.md", "")];
        let expected = "a.md: ---\nsee: [Why%3A%2C c.md, 'Why%3A%2C c.md']\n---\n";
        assert_eq!(moved(&files, &[("b.md", "Why:, c.md")]), [expected]);
    }

    #[test]
    fn a_folder_takes_its_notes_along() {
        let files = [
            ("a.md", "[b](n/b.md) [c](n/m/c.md) [n](n/) ![i](n/i.png)"),
            ("n/b.md", "[c](m/c.md) [a](../a.md)"),
            ("n/m/c.md", "[b](../b.md) [a](../../a.md)"),
            ("n/index.md", "[b](b.md)"),
        ];
        assert_eq!(
            moved(&files, &[("n", "x/y")]),
            [
                "a.md: [b](x/y/b.md) [c](x/y/m/c.md) [n](x/y/) ![i](x/y/i.png)",
                "n/b.md: [c](m/c.md) [a](../../a.md)",
                "n/m/c.md: [b](../b.md) [a](../../../a.md)",
            ]
        );
    }

    #[test]
    fn wiki_links_follow_the_name() {
        let files = [("a.md", "[[b]] [[N/B#x|text]] [[other]]"), ("n/b.md", "[[a]]"), ("other.md", "")];
        assert_eq!(moved(&files, &[("n/b.md", "m/new.md")]), ["a.md: [[new]] [[m/new#x|text]] [[other]]"]);
        assert_eq!(moved(&files, &[("n/b.md", "m/b.md")]), ["a.md: [[b]] [[m/b#x|text]] [[other]]"]);
    }

    #[test]
    fn what_does_not_move_stays() {
        let files = [("a.md", "[b](./x/../b.md) [c](b.md)"), ("b.md", "[a](a.md)"), ("c.md", "")];
        assert_eq!(moved(&files, &[("c.md", "d.md")]), Vec::<String>::new());
        assert_eq!(moved(&files, &[("a.md", "e.md")]), ["b.md: [a](e.md)"]);
    }
}

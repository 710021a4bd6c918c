//! Where links lead, and who refers to what.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::target::{candidates, spellings};
use super::{Config, Index, IndexedLink, NoteFacts};

/// What a link leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Target<'a> {
    /// A note that is known.
    Note(PathBuf, &'a NoteFacts),
    /// Some other file, or a folder.
    File(PathBuf),
    /// Nothing: there is no such file.
    Missing,
    /// It lies outside the workspace, or is not known (yet).
    Unknown,
}

/// A link that leads to a note.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkSource<'a> {
    /// The note that holds the link.
    pub note: &'a Path,
    /// Its facts.
    pub facts: &'a NoteFacts,
    /// The link.
    pub link: IndexedLink<'a>,
}

impl Index {
    /// What a link to `path`, an absolute path or the name in a wiki link, leads to. `note` is the note that holds it,
    /// `config` the settings for that.
    pub fn target(&self, path: &Path, note: &Path, config: &Config) -> Target<'_> {
        if path.is_relative() {
            return self.wiki_target(path, note);
        }
        let root = self.folders().root_of(note, config);
        if !path.starts_with(&root) {
            return Target::Unknown;
        }
        let mut is_known = true;
        for candidate in candidates(path) {
            if let Some(facts) = self.note(&candidate) {
                return Target::Note(candidate, facts);
            }
            match self.folders().has(&root, &candidate) {
                Some(true) => return Target::File(candidate),
                Some(false) => {}
                None => is_known = false,
            }
        }
        if is_known { Target::Missing } else { Target::Unknown }
    }

    /// What a wiki link to `name` leads to: the note whose path ends so, of several the one that has most folders in
    /// common with `note`.
    fn wiki_target(&self, name: &Path, note: &Path) -> Target<'_> {
        let stem = name.file_name().unwrap_or_default().to_string_lossy();
        let ends_so = |other: &&Arc<Path>| {
            let path = other.with_extension("").to_string_lossy().to_lowercase();
            Path::new(&path).ends_with(name)
        };
        let common =
            |other: &Path| other.components().zip(note.components()).take_while(|(one, two)| one == two).count();
        let named = self.graph.named(&stem).iter().filter(ends_so);
        let nearest =
            named.min_by_key(|other| (usize::MAX - common(other), other.components().count(), (*other).clone()));
        match nearest.and_then(|other| Some((other, self.note(other)?))) {
            Some((other, facts)) => Target::Note(other.to_path_buf(), facts),
            // A file of another kind: an image that is shown.
            None if name.extension().is_some() => Target::Unknown,
            None if self.is_complete() => Target::Missing,
            None => Target::Unknown,
        }
    }

    /// The notes whose file is called `name`, without extension and in lower case, wherever they are.
    pub fn notes_named(&self, name: &str) -> &[Arc<Path>] {
        self.graph.named(name)
    }

    /// Every link in the workspace that leads to the note at `path`, whatever the anchor; by note and place.
    pub fn links_to(&self, path: &Path, config: &Config) -> Vec<LinkSource<'_>> {
        let mut found = Vec::new();
        for spelling in spellings(path) {
            for note in self.graph.sources(&spelling) {
                let Some((note, facts)) = self.note_entry(note) else { continue };
                let names_it = |link: &IndexedLink<'_>| **link.target == *spelling;
                let leads_here = || match self.target(&spelling, note, config) {
                    Target::Note(target, _) => target == path,
                    _ => false,
                };
                if *spelling == *path || leads_here() {
                    let links = facts.links.links().filter(names_it);
                    found.extend(links.map(|link| LinkSource { note, facts, link }));
                }
            }
        }
        found.sort_by_key(|source| (source.note, source.link.place.range));
        // The facts are those of the note: to compare them takes as long as the note has links.
        found.dedup_by(|one, other| one.note == other.note && one.link == other.link);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Note;
    use crate::text::Text;
    use crate::workspace::Folders;

    fn config() -> Config {
        let mut config = Config { root: "/ws".into(), ..Config::default() };
        config.links.wiki = true;
        config
    }

    fn set(index: &mut Index, path: &str, source: &str) {
        let path = Path::new(path);
        index.set_open(path, NoteFacts::new(&Note::new(Text::new(source)), path, &config()));
    }

    fn index(notes: &[(&str, &str)]) -> Index {
        let mut index = Index::default();
        index.set_folders(Folders::new(vec!["/ws".into()]));
        notes.iter().for_each(|(path, source)| set(&mut index, path, source));
        index
    }

    fn sources(index: &Index, path: &str) -> Vec<String> {
        let show = |source: LinkSource<'_>| {
            let fragment = source.link.fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
            format!("{}{fragment}", source.note.display())
        };
        index.links_to(Path::new(path), &config()).into_iter().map(show).collect()
    }

    #[test]
    fn links_are_known_from_both_ends() {
        let mut index = index(&[
            ("/ws/a.md", "# A\n\n[b](b.md#x) [own](#a) [page](d/b.html)\n"),
            ("/ws/d/c.md", "[b](../b.md) [out](../../out.md)\n"),
            ("/ws/b.md", "# X\n"),
            ("/ws/d/b.md", "[[a#A]]\n"),
        ]);
        assert_eq!(sources(&index, "/ws/b.md"), ["/ws/a.md#x", "/ws/d/c.md"]);
        assert_eq!(sources(&index, "/ws/d/b.md"), ["/ws/a.md"]);
        assert_eq!(sources(&index, "/ws/a.md"), ["/ws/a.md#a", "/ws/d/b.md#a"]);
        set(&mut index, "/ws/a.md", "# A\n");
        set(&mut index, "/ws/d/b.md", "[b](../b.md)\n");
        assert_eq!(sources(&index, "/ws/b.md"), ["/ws/d/b.md", "/ws/d/c.md"]);
        assert_eq!(sources(&index, "/ws/a.md"), [""; 0]);
    }

    #[test]
    fn wiki_links_lead_to_the_nearest_note_of_that_name() {
        let mut index = index(&[("/ws/x/a.md", ""), ("/ws/y/a.md", ""), ("/ws/y/b.md", "")]);
        index.set_complete(true);
        let target = |name: &str| match index.target(Path::new(name), Path::new("/ws/y/b.md"), &config()) {
            Target::Note(path, _) => path.display().to_string(),
            other => format!("{other:?}"),
        };
        assert_eq!(target("a"), "/ws/y/a.md");
        assert_eq!(target("x/a"), "/ws/x/a.md");
        assert_eq!(target("c"), "Missing");
        assert_eq!(target("c.png"), "Unknown");
    }

    #[test]
    fn only_a_change_of_what_links_lead_to_makes_a_new_revision() {
        let mut index = index(&[("/ws/a.md", "# A\n")]);
        let before = index.link_revision();
        set(&mut index, "/ws/a.md", "# A\n\nmore\n");
        assert_eq!(index.link_revision(), before);
        set(&mut index, "/ws/a.md", "# B\n");
        assert_ne!(index.link_revision(), before);
    }
}

//! What is remembered of a note's links, and of what links can lead to.

use std::hash::BuildHasher;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::syntax::Note;
use crate::syntax::code;
use crate::syntax::markdown::{Destination, DestinationKind, destinations, fold_anchor, slug, without_number};
use crate::text::{Text, TextRange};

use super::target::{is_quarto, target_path};
use super::{Config, LinePlace, front_matter_links};

/// The anchors and links of one note. There are hundreds of thousands in a workspace: all names of a note are kept in
/// one string, and each path but once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkFacts {
    names: Box<str>,
    anchors: Box<[AnchorFact]>,
    links: Box<[LinkFact]>,
    targets: Box<[Arc<Path>]>,
    /// Whether something else puts anchors into the note, which are not known.
    is_partial: bool,
}

/// A place that links can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct AnchorFact {
    /// The hash of the folded name.
    key: u32,
    name: Name,
    range: TextRange,
    /// The level of a heading; 0 for what is none.
    level: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct LinkFact {
    place: LinePlace,
    /// The index of the path among the targets.
    target: u32,
    /// The anchor, empty where the link leads to the file.
    fragment: Name,
    kind: DestinationKind,
}

/// A part of the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Name {
    start: u32,
    len: u16,
}

/// An anchor of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndexedAnchor<'a> {
    /// What links call it.
    pub name: &'a str,
    /// A heading's text, or what has the id, in bytes of the note.
    pub range: TextRange,
    /// The level of a heading, 1 to 6.
    pub level: Option<u8>,
}

/// A link in a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndexedLink<'a> {
    /// The file that it names, as an absolute path; for a wiki link the name in lower case, which is no absolute path.
    pub target: &'a Arc<Path>,
    /// The anchor behind `#`, as it is written but for percent encoding.
    pub fragment: Option<&'a str>,
    /// Where the address stands.
    pub place: LinePlace,
    /// What holds it.
    pub kind: DestinationKind,
}

impl LinkFacts {
    /// The facts of `note`, the file at `path`, under `config`.
    pub fn new(note: &Note, path: &Path, config: &Config) -> Self {
        let mut builder = Builder::new(note.text());
        let is_quarto = is_quarto(path);
        for anchor in note.anchors() {
            builder.add_anchor(&anchor.name, anchor.range, anchor.kind.level());
            // Quarto names a heading without its number, GitHub with it.
            if is_quarto
                && anchor.kind.level().is_some()
                && let Some(name) = without_number(&fold_anchor(&anchor.name))
            {
                builder.add_anchor(name, anchor.range, None);
            }
        }
        for destination in note_destinations(note, config) {
            if let Some(target) = target_path(&destination, path, &config.root) {
                builder.add_link(&destination, &target);
            }
        }
        LinkFacts { is_partial: note.blocks().anchors().are_partial() || is_only_included(note), ..builder.finish() }
    }

    /// The anchors, in the order of the text.
    pub fn anchors(&self) -> impl Iterator<Item = IndexedAnchor<'_>> {
        self.anchors.iter().map(|anchor| IndexedAnchor {
            name: self.name(anchor.name),
            range: anchor.range,
            level: Some(anchor.level).filter(|level| *level > 0),
        })
    }

    /// The anchor that a link to `#name` leads to.
    pub fn anchor(&self, name: &str) -> Option<IndexedAnchor<'_>> {
        let folded = fold_anchor(name);
        let with_hyphen = || Some(folded.rsplit_once('_')?).map(|(base, number)| format!("{base}-{number}"));
        let index = self.position(&folded).or_else(|| self.position(&with_hyphen()?))?;
        self.anchors().nth(index)
    }

    /// Whether a link to `#name` leads somewhere, as far as can be known.
    pub fn may_have(&self, name: &str) -> bool {
        self.is_partial || self.anchor(name).is_some()
    }

    fn position(&self, folded: &str) -> Option<usize> {
        let key = key(folded);
        self.anchors.iter().position(|anchor| anchor.key == key)
    }

    /// The links, in the order of the text.
    pub fn links(&self) -> impl Iterator<Item = IndexedLink<'_>> {
        self.links.iter().filter_map(|link| {
            Some(IndexedLink {
                target: self.targets.get(link.target as usize)?,
                fragment: Some(self.name(link.fragment)).filter(|fragment| !fragment.is_empty()),
                place: link.place,
                kind: link.kind,
            })
        })
    }

    /// What the links lead to, each once.
    pub fn targets(&self) -> &[Arc<Path>] {
        &self.targets
    }

    /// The same, to be replaced by equal ones.
    pub(super) fn targets_mut(&mut self) -> &mut [Arc<Path>] {
        &mut self.targets
    }

    /// Whether links to the note lead to the same places as in `other`, wherever these are.
    pub(super) fn has_anchors_of(&self, other: &Self) -> bool {
        self.is_partial == other.is_partial
            && self.anchors().map(|anchor| anchor.name).eq(other.anchors().map(|anchor| anchor.name))
    }

    fn name(&self, name: Name) -> &str {
        self.names.get(name.start as usize..name.start as usize + usize::from(name.len)).unwrap_or_default()
    }
}

/// All destinations in `note`, in ranges of the note and in the order of the text.
pub fn note_destinations(note: &Note, config: &Config) -> Vec<Destination> {
    let mut found = note.front_matter().map(|it| front_matter_links(it, &config.links.keys)).unwrap_or_default();
    for index in 0..note.block_count() {
        let block = note.block(index);
        if block.may_lead_somewhere() {
            let start = note.block_range(index).start;
            let moved = |it: Destination| Destination { range: it.range + start, ..it };
            found.extend(destinations(block, &note.block_source(index), config.links.wiki).into_iter().map(moved));
        }
    }
    found
}

/// The anchor that a destination names: the slug of the heading, where that is spelt out as in a wiki link. None for a
/// block of Obsidian's (`#^id`).
pub fn fragment_of(destination: &Destination) -> Option<String> {
    let fragment = destination.fragment.as_deref()?;
    match destination.kind {
        _ if fragment.starts_with('^') => None,
        // Obsidian spells it out in other links too.
        _ if destination.kind == DestinationKind::Wiki || fragment.contains(' ') => {
            Some(slug(fragment.rsplit('#').next().unwrap_or_default()))
        }
        _ => Some(fragment.to_owned()),
    }
}

/// A note with more lines than this is more than what it includes.
const MAX_LINES: usize = 10;

/// Whether the text of `note` is that of other files, below a heading or none.
fn is_only_included(note: &Note) -> bool {
    let text = note.text();
    let first = text.line_of(note.body_start());
    if text.line_count() as usize > first as usize + MAX_LINES {
        return false;
    }
    let body = text.slice(TextRange::new(note.body_start(), text.len()));
    let is_include = |line: &str| code::is_template_line(line) || line.starts_with("```{include}");
    let mut lines =
        body.lines().map(str::trim).filter(|line| !(line.is_empty() || line.starts_with('#') || *line == "```"));
    lines.clone().next().is_some() && lines.all(is_include)
}

fn key(folded: &str) -> u32 {
    FxBuildHasher.hash_one(folded) as u32
}

struct Builder<'t> {
    text: &'t Text,
    names: String,
    anchors: Vec<AnchorFact>,
    links: Vec<LinkFact>,
    targets: Vec<Arc<Path>>,
    known: FxHashMap<Arc<Path>, u32>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t Text) -> Self {
        let names = String::new();
        Self { text, names, anchors: Vec::new(), links: Vec::new(), targets: Vec::new(), known: FxHashMap::default() }
    }

    fn add_anchor(&mut self, name: &str, range: TextRange, level: Option<u8>) {
        let fact =
            AnchorFact { key: key(&fold_anchor(name)), name: self.add_name(name), range, level: level.unwrap_or(0) };
        self.anchors.push(fact);
    }

    fn add_link(&mut self, destination: &Destination, target: &Path) {
        let target = match self.known.get(target) {
            Some(index) => *index,
            None => {
                let path: Arc<Path> = target.into();
                self.known.insert(Arc::clone(&path), self.targets.len() as u32);
                self.targets.push(path);
                self.targets.len() as u32 - 1
            }
        };
        let fragment = self.add_name(&fragment_of(destination).unwrap_or_default());
        self.links.push(LinkFact {
            place: LinePlace::new(self.text, destination.range),
            target,
            fragment,
            kind: destination.kind,
        });
    }

    /// A name that is too long is none.
    fn add_name(&mut self, name: &str) -> Name {
        let start = self.names.len() as u32;
        let len = u16::try_from(name.len()).unwrap_or(0);
        self.names.push_str(&name[..usize::from(len)]);
        Name { start, len }
    }

    fn finish(self) -> LinkFacts {
        LinkFacts {
            names: self.names.into(),
            anchors: self.anchors.into(),
            links: self.links.into(),
            targets: self.targets.into(),
            is_partial: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(source: &str, path: &str) -> LinkFacts {
        let mut config = Config { root: "/ws".into(), ..Config::default() };
        config.links.wiki = true;
        LinkFacts::new(&Note::new(Text::new(source)), Path::new(path), &config)
    }

    #[test]
    fn links_are_remembered_with_what_they_lead_to() {
        let source = "---\nsee: [../b.md]\n---\n# A\n\né [x](b.md#c) [y](#a) ![z](/i.png) [w](../../out.md)\n\n[[Some Note#A B]]\n";
        let facts = facts(source, "/ws/d/a.md");
        let links: Vec<_> = facts
            .links()
            .map(|link| (link.target.to_str().expect("a path"), link.fragment, &source[link.place.range.as_usize()]))
            .collect();
        assert_eq!(
            links,
            [
                ("/ws/b.md", None, "../b.md"),
                ("/ws/d/b.md", Some("c"), "b.md#c"),
                ("/ws/d/a.md", Some("a"), "#a"),
                ("/ws/i.png", None, "/i.png"),
                ("/out.md", None, "../../out.md"),
                ("some note", Some("a-b"), "Some Note#A B"),
            ]
        );
        let place = facts.links().nth(1).expect("a link").place;
        assert_eq!((place.line, place.column, place.is_ascii), (5, 7, false));
        assert!(facts.links().next().expect("a link").place.is_ascii);
    }

    #[test]
    fn what_others_put_into_a_note_is_not_known() {
        for source in
            ["--8<-- \"a.md\"\n", "---\nt: x\n---\n# A\n\n{!b.md!}\n", "```{include} ../c.md\n```\n", "::: d.e\n"]
        {
            assert!(facts(source, "/ws/a.md").may_have("any"), "{source}");
        }
        for source in ["", "# A\n", "text\n\n{!b.md!}\n", "```\n```\n"] {
            assert!(!facts(source, "/ws/a.md").may_have("any"), "{source}");
        }
    }

    #[test]
    fn headings_are_spelt_out_as_obsidian_does() {
        let facts = facts("[x](b.md#Some%20heading%3F) [y](b.md#^1f) [[b#A B]] [[b#^1f]]\n", "/ws/a.md");
        let fragments: Vec<_> = facts.links().map(|link| link.fragment).collect();
        assert_eq!(fragments, [Some("some-heading"), None, Some("a-b"), None]);
    }

    #[test]
    fn anchors_are_found_by_name() {
        let facts = facts("# 1. Foo\n\n## Foo\n\n## Foo\n\n<a id=\"X.y\"></a>\n", "/ws/a.qmd");
        let level = |name| facts.anchor(name).map(|anchor| anchor.level);
        assert_eq!(level("1-foo"), Some(Some(1)));
        assert_eq!(level("foo-1"), Some(Some(2)));
        assert_eq!(level("foo_1"), Some(Some(2)));
        assert_eq!(level("foo-2"), None);
        assert_eq!(level("X.y"), Some(None));
        assert_eq!(facts.anchors().count(), 5, "a numbered heading has two names in Quarto");
    }
}

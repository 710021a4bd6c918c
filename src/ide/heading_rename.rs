//! Rename: a heading or a question, with every link to it.

use std::path::Path;

use crate::rules::declaration::declared_as;
use crate::syntax::Note;
use crate::syntax::markdown::{DestinationKind, PlacedAnchor, fold_anchor, without_number};
use crate::text::{Edit, Text, TextRange};
use crate::workspace::{
    Config, Index, LinkFacts, LinkSource, Target, fragment_of, note_destinations, replace_value, target_path, text_hash,
};

use super::link_address::ascii_encoded;
use super::{FileEdits, Files, NoteView};

/// A text that can be renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingAt {
    /// Where it stands, in bytes of the note: a question's without its label.
    pub range: TextRange,
    /// What was asked about: the same, or the whole text of its heading.
    pub around: TextRange,
    /// What it says, markup included.
    pub text: String,
}

/// The question or heading whose text is at `offset`.
pub fn heading_at(note: &Note, offset: u32) -> Option<HeadingAt> {
    if offset < note.body_start() {
        return None;
    }
    let questions = || note.questions().all().map(|it| note.question_source_range(it));
    let heading = || {
        let anchors = note.anchors();
        let here = |anchor: &&PlacedAnchor| anchor.kind.level().is_some() && anchor.range.touches(offset);
        anchors.iter().find(here).map(|anchor| anchor.range)
    };
    // A label before a question is no part of what is renamed, wherever in the heading one asks.
    let in_heading = |heading: TextRange| questions().find(|it| heading.encloses(*it)).unwrap_or(heading);
    let question = questions().find(|it| it.touches(offset));
    let around = question.or_else(heading)?;
    let range = Some(question.unwrap_or_else(|| in_heading(around))).filter(|range| !range.is_empty())?;
    let around = if range.touches(offset) { range } else { around };
    Some(HeadingAt { range, around, text: note.text().slice(range).into_owned() })
}

/// The edits that give the question or heading at `offset` another text, and have the links of all notes and the
/// questions that the front matter declares follow. The note itself comes first, the others are sorted by file. None where
/// there is no question or heading.
///
/// # Errors
///
/// Says why it cannot be called that.
pub fn rename_heading(
    view: &NoteView<'_>,
    offset: u32,
    new_text: &str,
    files: &Files<'_>,
) -> Option<Result<Vec<FileEdits>, String>> {
    let here = heading_at(view.note, offset)?;
    Some(rename(view, &here, new_text.trim(), files))
}

fn rename(view: &NoteView<'_>, here: &HeadingAt, new_text: &str, files: &Files<'_>) -> Result<Vec<FileEdits>, String> {
    let note = view.note;
    if new_text.is_empty() || new_text.contains(['\n', '\r']) {
        return Err("a heading or question needs a text, on one line".to_owned());
    }
    let Some(path) = view.path else { return Err("the note has to be saved before its links can follow".to_owned()) };
    let before = note.anchors();
    let mut renamed = note.clone();
    renamed.edit(&Edit::replace(here.range, new_text));
    let after = renamed.anchors();
    if before.len() != after.len() {
        return Err(format!("no link could lead to a heading `{new_text}`"));
    }
    let renames = Renames {
        path,
        note: &renamed,
        before: &before,
        after: &after,
        links: LinkFacts::new(note, path, view.config),
    };

    let mut own = vec![Edit::replace(here.range, new_text)];
    if let Some(declared) = declared_as(note, here.range.start) {
        own.push(replace_value(note.text(), declared, new_text));
    }
    let mut others = Vec::new();
    let links = view.index.links_to(path, view.config);
    for of_note in links.chunk_by(|one, other| one.note == other.note) {
        let source = of_note[0].note;
        if source == path {
            let edits = renames.edits(note.text(), of_note, view.config, view.index);
            own.extend(edits.into_iter().filter(|edit| !edit.range.meets(here.range)));
        } else if let Some(text) = (files.read)(source) {
            let edits = renames.edits(&text, of_note, view.config, view.index);
            others.extend((!edits.is_empty()).then(|| files.edits(source, &text, edits)));
        }
    }
    own.sort_by_key(|edit| edit.range);
    Ok([vec![files.edits(path, note.text(), own)], others].concat())
}

/// The anchors of a note before and after one of its headings has another text: further ones with the same slug may get
/// other numbers.
struct Renames<'a> {
    path: &'a Path,
    /// The note afterwards.
    note: &'a Note,
    before: &'a [PlacedAnchor],
    after: &'a [PlacedAnchor],
    /// What the note is linked by until now.
    links: LinkFacts,
}

impl Renames<'_> {
    /// The edits of one note, whose text is `text`, that have its `links` to the renamed note follow.
    fn edits(&self, text: &Text, links: &[LinkSource<'_>], config: &Config, index: &Index) -> Vec<Edit> {
        let Some(first) = links.first() else { return Vec::new() };
        if text_hash(text) == first.facts.hash {
            let edit = |source: &LinkSource<'_>| {
                self.edit(text, source.link.place.range, source.link.kind, source.link.fragment?)
            };
            return links.iter().filter_map(edit).collect();
        }
        // The file has changed since it was indexed.
        let source = Note::with_options(text.clone(), &config.question_options);
        let destinations = note_destinations(&source, config);
        let leads_here = |target: &Path| match index.target(target, first.note, config) {
            Target::Note(note, _) => note == self.path,
            _ => false,
        };
        let edits = destinations.iter().filter_map(|destination| {
            let target = target_path(destination, first.note, &config.root)?;
            let fragment = fragment_of(destination).filter(|_| leads_here(&target))?;
            self.edit(text, destination.range, destination.kind, &fragment)
        });
        edits.collect()
    }

    /// The edit of the link whose address stands at `range`, if what it leads to is called otherwise afterwards.
    fn edit(&self, text: &Text, range: TextRange, kind: DestinationKind, fragment: &str) -> Option<Edit> {
        let anchor = self.links.anchor(fragment)?;
        let index = self
            .before
            .iter()
            .position(|it| it.range == anchor.range && it.kind.level() == anchor.level)
            .or_else(|| self.before.iter().position(|it| it.range == anchor.range))?;
        let (old, new) = (&self.before[index], &self.after[index]);
        if old.name == new.name {
            return None;
        }
        let written = text.slice(range);
        let hash = written.find('#')?;
        let place = TextRange::new(range.start + hash as u32 + 1, range.end);
        let old_written = &written[hash + 1..];
        let name = match kind {
            DestinationKind::Wiki => self.note.text().slice(new.range).into_owned(),
            // Quarto names a heading without its number.
            _ if anchor.name != old.name => {
                let folded = fold_anchor(&new.name);
                without_number(&folded).unwrap_or(&folded).to_owned()
            }
            _ if old_written.contains('%') => ascii_encoded(&new.name),
            _ => new.name.clone(),
        };
        (name != old_written).then(|| Edit::replace(place, name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Fixture;

    /// Renames what stands at `at` in `a.md`; what the files that changed have become.
    fn rename(files: &[(&str, &str)], at: &str, new_text: &str) -> Result<Vec<String>, String> {
        let mut workspace = Fixture::new(files);
        workspace.config.links.wiki = true;
        workspace.reindex();
        let found = workspace.at_note("a.md", at, |view, offset| {
            rename_heading(view, offset, new_text, &workspace.files()).expect("a heading")
        });
        let edits = found?;
        workspace.apply(&edits);
        let name = |edits: &FileEdits| edits.path.strip_prefix("/ws").expect("a file").display().to_string();
        Ok(edits.iter().map(|edits| format!("{}: {}", name(edits), workspace.text(&name(edits)))).collect())
    }

    #[test]
    fn the_label_of_a_question_stays() {
        let files = [("a.md", "### Q: What is it?\n\nA.\n"), ("b.md", "[x](a.md#q-what-is-it)\n")];
        let expected = ["a.md: ### Q: Why?\n\nA.\n", "b.md: [x](a.md#q-why)\n"].map(str::to_owned);
        for at in ["Q:", "What", "?"] {
            assert_eq!(rename(&files, at, "Why?"), Ok(expected.to_vec()), "{at}");
        }
    }

    #[test]
    fn what_is_renamed_is_shown_around_the_place_that_is_asked_about() {
        let source = "# A {#x}\n\n### Q1: What is `b`?\n\n### Q2: `c`\n\n> ## D ##\n";
        let note = Note::new(Text::new(source));
        for at in 0..source.len() as u32 {
            assert!(heading_at(&note, at).is_none_or(|it| it.around.touches(at)), "{at}");
        }
        let around = heading_at(&note, source.find("Q1").expect("a label") as u32).map(|it| it.around);
        assert_eq!(around.map(|range| &source[range.as_usize()]), Some("Q1: What is `b`?"));
    }

    #[test]
    fn links_follow_a_heading() {
        let files = [
            ("a.md", "# A\n\n## Old *name*\n\n[x](#old-name) [y](#a)\n"),
            ("n/b.md", "[x](../a.md#Old-Name) [y](../a.md) [z](../a#old-name)\n\n[r]: <../a.md#old-name> 'title'\n"),
            ("c.md", "[[a#Old name|x]] [[a]]\n"),
            ("d.md", "[x](b.md#old-name)\n"),
        ];
        assert_eq!(
            rename(&files, "name*", "New, `name`"),
            Ok(vec![
                "a.md: # A\n\n## New, `name`\n\n[x](#new-name) [y](#a)\n".to_owned(),
                "c.md: [[a#New, `name`|x]] [[a]]\n".to_owned(),
                "n/b.md: [x](../a.md#new-name) [y](../a.md) [z](../a#new-name)\n\n[r]: <../a.md#new-name> 'title'\n"
                    .to_owned(),
            ])
        );
    }

    #[test]
    fn a_question_keeps_its_label_and_is_declared_anew() {
        let files = [
            (
                "a.md",
                "---\nquestions:\n  - \"What is `x`?\"\n---\n### Q1: What is `x`?\n\nYes.\n\n### Q2: Why?\n\n[1](#q1-what-is-x)\n",
            ),
            ("b.md", "[x](a.md#q1-what-is-x)"),
        ];
        assert_eq!(
            rename(&files, "is `x`?\n\nYes", "What is `y`?"),
            Ok(vec![
                "a.md: ---\nquestions:\n  - \"What is `y`?\"\n---\n### Q1: What is `y`?\n\nYes.\n\n### Q2: Why?\n\n\
                 [1](#q1-what-is-y)\n"
                    .to_owned(),
                "b.md: [x](a.md#q1-what-is-y)".to_owned(),
            ])
        );
    }

    #[test]
    fn numbers_of_equal_headings_move_on() {
        let files = [("a.md", "# A\n\n## B\n\n## B\n\n[1](#b) [2](#b-1)\n"), ("b.md", "[2](a.md#b-1)")];
        assert_eq!(
            rename(&files, "B\n\n## B", "C"),
            Ok(vec!["a.md: # A\n\n## C\n\n## B\n\n[1](#c) [2](#b)\n".to_owned(), "b.md: [2](a.md#b)".to_owned()])
        );
    }

    #[test]
    fn a_heading_with_an_id_keeps_it() {
        let files = [("a.md", "## B {#id}\n"), ("b.md", "[2](a.md#id)")];
        assert_eq!(rename(&files, "B", "C"), Ok(vec!["a.md: ## C {#id}\n".to_owned()]));
    }

    #[test]
    fn what_no_link_could_lead_to_is_refused() {
        let files = [("a.md", "## B\n"), ("b.md", "[2](a.md#b)")];
        assert_eq!(rename(&files, "B", " "), Err("a heading or question needs a text, on one line".to_owned()));
        assert_eq!(rename(&files, "B", "??"), Err("no link could lead to a heading `??`".to_owned()));
    }
}

//! The index: the facts of all notes of a workspace, and how often each skill is used.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::syntax::Revision;
use crate::syntax::question::Fingerprint;

use super::duplicates::{self, AskedQuestions};
use super::file_cache::{Stamp, stamp};
use super::link_graph::LinkGraph;
use super::{AskedElsewhere, DuplicateGroup, Folders, NoteFacts, ReadError, SkillUse};

/// The facts of all notes that are known. What an editor has unsaved wins over what is on disk.
///
/// What an index says depends on the notes alone, not on the way that led there: two that know the same are equal.
#[derive(Clone, Debug, Default)]
pub struct Index {
    notes: FxHashMap<Arc<Path>, IndexedNote>,
    /// The notes that cannot be read.
    unreadable: FxHashMap<Arc<Path>, (ReadError, Option<Stamp>)>,
    /// Whether all notes of the workspace are there.
    is_complete: bool,
    /// In how many notes each skill is used. Never 0.
    skills: FxHashMap<Arc<str>, u32>,
    /// The skills in use, by what their spellings have in common.
    spellings: FxHashMap<String, BTreeSet<Arc<str>>>,
    pub(super) graph: LinkGraph,
    folders: Folders,
    revision: Revision,
    /// The questions of all notes, by what they ask.
    asked: AskedQuestions,
}

#[derive(Clone, Debug, PartialEq)]
struct IndexedNote {
    facts: Arc<NoteFacts>,
    /// Whether the facts are of the text in an editor.
    is_open: bool,
    /// The file as it was when it was read.
    stamp: Option<Stamp>,
}

/// What reading one file of the workspace gave.
#[derive(Clone, Debug)]
pub struct ReadNote {
    /// The file.
    pub path: Arc<Path>,
    /// What it says, or why it cannot be read.
    pub facts: Result<NoteFacts, ReadError>,
    pub(super) stamp: Option<Stamp>,
}

impl ReadNote {
    /// A note that was read elsewhere.
    pub fn new(path: &Path, facts: NoteFacts) -> Self {
        Self { path: path.into(), facts: Ok(facts), stamp: None }
    }

    /// A note that is gone, or left out.
    pub(super) fn gone(path: Arc<Path>) -> Self {
        Self { path, facts: Err(ReadError::NotFound), stamp: None }
    }
}

impl PartialEq for Index {
    fn eq(&self, other: &Self) -> bool {
        // Everything is named, so that whatever is added has to join or be left out on purpose.
        let Self { notes, unreadable, is_complete, skills, spellings, graph, folders: _, revision: _, asked } = self;
        *notes == other.notes
            && *unreadable == other.unreadable
            && *is_complete == other.is_complete
            && *skills == other.skills
            && *spellings == other.spellings
            && *graph == other.graph
            && *asked == other.asked
    }
}

impl Index {
    /// Takes in what was read from disk. Notes that are open stay as they are in the editor.
    pub fn apply(&mut self, read: Vec<ReadNote>) {
        for ReadNote { path, facts, stamp } in read {
            if self.notes.get(&path).is_some_and(|note| note.is_open) {
                continue;
            }
            self.unreadable.remove(&path);
            match facts {
                Ok(facts) => self.insert(path, facts, false, stamp),
                Err(error) => {
                    self.remove(&path);
                    // What has vanished, or become a folder, is no note.
                    if !matches!(error, ReadError::NotFound | ReadError::NoFile) {
                        self.unreadable.insert(path, (error, stamp));
                    }
                }
            }
        }
    }

    /// Takes in the text that an editor has open, whenever it is opened or changed.
    pub fn set_open(&mut self, path: &Path, facts: NoteFacts) {
        let known = self.notes.get(path);
        if known.is_some_and(|note| note.is_open && *note.facts == facts) {
            return;
        }
        self.unreadable.remove(path);
        self.insert(path.into(), facts, true, None);
    }

    /// Takes note that an editor has closed the note at `path`. Its facts stay until the file is read again, which
    /// the caller is to see to.
    pub fn close(&mut self, path: &Path) {
        if let Some(note) = self.notes.get_mut(path) {
            note.is_open = false;
            note.stamp = None;
        }
    }

    /// Forgets the note at `path`, or all below it if it is a folder, save what is open in an editor.
    pub fn remove_tree(&mut self, path: &Path) {
        let gone = self.notes.iter().filter(|(note, known)| note.starts_with(path) && !known.is_open);
        let gone: Vec<_> = gone.map(|(path, _)| Arc::clone(path)).collect();
        gone.iter().for_each(|path| self.remove(path));
        self.unreadable.retain(|note, _| !note.starts_with(path));
    }

    /// Whether all notes of the workspace have been read: only then does it mean something that a note is not there.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Takes note whether all notes of the workspace have been read.
    pub fn set_complete(&mut self, is_complete: bool) {
        self.is_complete = is_complete;
    }

    /// What lies in the folders of the workspace beside the notes.
    pub fn folders(&self) -> &Folders {
        &self.folders
    }

    /// Takes in which folders there are.
    pub fn set_folders(&mut self, folders: Folders) {
        self.folders = folders;
        self.revision = Revision::next();
    }

    /// Names the state of what links can lead to: which notes there are, and their anchors.
    pub fn link_revision(&self) -> Revision {
        self.revision
    }

    /// How many notes there are.
    pub fn len(&self) -> usize {
        self.notes.len()
    }

    /// Whether there is no note.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// The facts of the note at `path`.
    pub fn note(&self, path: &Path) -> Option<&Arc<NoteFacts>> {
        self.notes.get(path).map(|note| &note.facts)
    }

    /// The note at `path` as the index names it, and its facts.
    pub(super) fn note_entry(&self, path: &Path) -> Option<(&Path, &NoteFacts)> {
        self.notes.get_key_value(path).map(|(path, note)| (&**path, &*note.facts))
    }

    /// All notes, in no order.
    pub fn notes(&self) -> impl Iterator<Item = (&Path, &Arc<NoteFacts>)> {
        self.notes.iter().map(|(path, note)| (&**path, &note.facts))
    }

    /// The notes that cannot be read, in no order, and why.
    pub fn unreadable(&self) -> impl Iterator<Item = (&Path, &ReadError)> {
        self.unreadable.iter().map(|(path, (error, _))| (&**path, error))
    }

    /// Whether the note at `path` is as an editor has it, not as it is on disk.
    pub fn is_open(&self, path: &Path) -> bool {
        self.notes.get(path).is_some_and(|note| note.is_open)
    }

    /// Whether the note at `path` is on disk as it was when it was read, by its time and length. False for one that is
    /// open.
    pub fn is_as_on_disk(&self, path: &Path) -> bool {
        let seen = self.notes.get(path).filter(|note| !note.is_open).and_then(|note| note.stamp);
        seen.is_some_and(|seen| stamp(path) == Some(seen))
    }

    /// The notes that use `skill`, sorted by path.
    pub fn notes_with_skill(&self, skill: &str) -> Vec<(&Path, &Arc<NoteFacts>)> {
        if !self.skills.contains_key(skill) {
            return Vec::new();
        }
        let uses = |facts: &NoteFacts| facts.skills.iter().any(|other| &*other.name == skill);
        let mut notes: Vec<_> = self.notes().filter(|(_, facts)| uses(facts)).collect();
        notes.sort_unstable_by_key(|(path, _)| *path);
        notes
    }

    /// All skills in use and the number of notes that use each, in no order.
    pub fn skills(&self) -> impl Iterator<Item = (&Arc<str>, u32)> {
        self.skills.iter().map(|(name, count)| (name, *count))
    }

    /// The number of notes that use `skill`.
    pub fn skill_count(&self, skill: &str) -> u32 {
        self.skills.get(skill).copied().unwrap_or_default()
    }

    /// The skills in use that differ from `skill` only in capitals, hyphens or the plural, and the number of notes
    /// that use each.
    pub fn other_spellings<'a>(&'a self, skill: &'a str) -> impl Iterator<Item = (&'a Arc<str>, u32)> {
        let spellings = self.spellings.get(&spelling_key(skill)).into_iter().flatten();
        spellings.filter(move |name| &***name != skill).map(|name| (name, self.skill_count(name)))
    }

    /// The questions of other notes than that at `own` that ask the same as `asked`, one of each note: those with the same
    /// words first, then by path. Where very many ask the same, not all of them.
    pub fn asked_elsewhere(&self, asked: &Fingerprint, own: &Path) -> Vec<AskedElsewhere<'_>> {
        self.asked.elsewhere(asked, own)
    }

    /// As long as it is the same, [`Index::asked_elsewhere`] gives the same.
    pub fn question_revision(&self) -> Revision {
        self.asked.revision()
    }

    /// The groups of questions that ask the same, in the order in which the first of each is found.
    pub fn duplicate_questions(&self) -> Vec<DuplicateGroup<'_>> {
        let mut notes: Vec<_> = self.notes().collect();
        notes.sort_unstable_by_key(|(path, _)| *path);
        duplicates::groups(&notes)
    }

    /// The files that are open in no editor, those that cannot be read too, each as it was when it was read.
    pub(super) fn files(&self) -> impl Iterator<Item = (&Arc<Path>, Option<Stamp>)> {
        let notes = self.notes.iter().filter(|(_, note)| !note.is_open).map(|(path, note)| (path, note.stamp));
        notes.chain(self.unreadable.iter().map(|(path, (_, stamp))| (path, *stamp)))
    }

    /// The file at `path` as it was when it was read.
    pub(super) fn stamp(&self, path: &Path) -> Option<Stamp> {
        let unreadable = || self.unreadable.get(path).and_then(|(_, stamp)| *stamp);
        self.notes.get(path).map_or_else(unreadable, |note| note.stamp)
    }

    fn insert(&mut self, path: Arc<Path>, mut facts: NoteFacts, is_open: bool, stamp: Option<Stamp>) {
        for skill in &mut facts.skills {
            // One copy of each name is kept.
            if let Some((name, _)) = self.skills.get_key_value(&skill.name) {
                skill.name = Arc::clone(name);
            }
        }
        for name in distinct(&facts.skills) {
            let count = self.skills.entry(Arc::clone(name)).or_default();
            *count += 1;
            if *count == 1 {
                self.spellings.entry(spelling_key(name)).or_default().insert(Arc::clone(name));
            }
        }
        let old = self.notes.get(&path).map(|note| Arc::clone(&note.facts));
        match &old {
            Some(old) => self.graph.change(&path, &old.links, &mut facts.links),
            None => self.graph.add(&path, &mut facts.links),
        }
        if old.as_ref().is_none_or(|old| !old.links.has_anchors_of(&facts.links)) {
            self.revision = Revision::next();
        }
        let facts = Arc::new(facts);
        self.asked.replace(&path, old.as_deref(), Some(&facts));
        self.notes.insert(path, IndexedNote { facts, is_open, stamp });
        if let Some(old) = old {
            self.forget_skills(&old);
        }
    }

    fn remove(&mut self, path: &Path) {
        if let Some((path, old)) = self.notes.remove_entry(path) {
            self.graph.remove(&path, &old.facts.links);
            self.revision = Revision::next();
            self.asked.replace(&path, Some(&old.facts), None);
            self.forget_skills(&old.facts);
        }
    }

    fn forget_skills(&mut self, facts: &NoteFacts) {
        for name in distinct(&facts.skills) {
            if let Some(count) = self.skills.get_mut(name) {
                *count -= 1;
                if *count == 0 {
                    self.skills.remove(name);
                    let key = spelling_key(name);
                    if let Some(spellings) = self.spellings.get_mut(&key) {
                        spellings.remove(name);
                        if spellings.is_empty() {
                            self.spellings.remove(&key);
                        }
                    }
                }
            }
        }
    }
}

/// What the spellings of a skill have in common: no capitals, no blanks or hyphens between letters, no plural.
fn spelling_key(name: &str) -> String {
    let mut key = name.to_lowercase();
    key.retain(|c| !matches!(c, ' ' | '-' | '_'));
    // `css` and `aws` are no plurals.
    if key.len() > 3 && key.ends_with('s') && !key.ends_with("ss") {
        key.pop();
    }
    key
}

/// The names in `skills`, each once.
fn distinct(skills: &[SkillUse]) -> impl Iterator<Item = &Arc<str>> {
    let mut seen = FxHashSet::default();
    skills.iter().map(|skill| &skill.name).filter(move |name| seen.insert(&***name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Note;
    use crate::text::Text;
    use crate::workspace::Config;

    fn facts(skills: &str) -> NoteFacts {
        let source = format!("---\nskills: [{skills}]\n---\n");
        NoteFacts::new(&Note::new(Text::new(&source)), Path::new("/x.md"), &Config::default())
    }

    fn read(path: &str, skills: Option<&str>) -> Vec<ReadNote> {
        let path: Arc<Path> = Path::new(path).into();
        let facts = skills.map(facts).ok_or(ReadError::NotFound);
        vec![ReadNote { path, facts, stamp: None }]
    }

    #[track_caller]
    fn check(index: &Index, expected: &[(&str, u32)]) {
        let mut skills: Vec<_> = index.skills().map(|(name, count)| (&**name, count)).collect();
        skills.sort_unstable();
        assert_eq!(skills, expected);
    }

    #[test]
    fn skills_are_counted_by_note() {
        let mut index = Index::default();
        index.apply(read("/a.md", Some("x, y, x")));
        index.apply(read("/b.md", Some("x")));
        check(&index, &[("x", 2), ("y", 1)]);
        assert_eq!(index.notes_with_skill("x").len(), 2);
        index.apply(read("/a.md", Some("z")));
        check(&index, &[("x", 1), ("z", 1)]);
        index.apply(read("/b.md", None));
        check(&index, &[("z", 1)]);
        assert_eq!((index.len(), index.skill_count("z"), index.skill_count("x")), (1, 1, 0));
    }

    #[test]
    fn unsaved_text_wins_until_it_is_closed() {
        let mut index = Index::default();
        index.apply(read("/a.md", Some("x")));
        index.set_open(Path::new("/a.md"), facts("y"));
        index.apply(read("/a.md", Some("z")));
        index.remove_tree(Path::new("/"));
        check(&index, &[("y", 1)]);
        index.close(Path::new("/a.md"));
        check(&index, &[("y", 1)]);
        index.apply(read("/a.md", Some("z")));
        check(&index, &[("z", 1)]);
    }

    #[test]
    fn a_folder_goes_with_its_notes() {
        let mut index = Index::default();
        for path in ["/n/a.md", "/n/b/c.md", "/nn/d.md"] {
            index.apply(read(path, Some("x")));
        }
        index.remove_tree(Path::new("/n"));
        check(&index, &[("x", 1)]);
        assert!(index.note(Path::new("/nn/d.md")).is_some());
    }
}

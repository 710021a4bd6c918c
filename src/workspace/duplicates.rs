//! Which questions are asked more than once in a workspace.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::syntax::Revision;
use crate::syntax::question::{ALIKE, Fingerprint};

use super::{NoteFacts, QuestionFact};

/// One question is compared with no more than so many others: this is done while somebody types.
const MAX_COMPARED: usize = 50;

/// The questions of all notes, found by the keys of their fingerprints.
///
/// A clone is cheap: what is the same in both is shared.
#[derive(Clone, Debug)]
pub(super) struct AskedQuestions {
    shards: Vec<Arc<Shard>>,
    revision: Revision,
}

/// How many parts there are that a clone copies on their own.
const SHARDS: u64 = 64;

type Shard = FxHashMap<u64, Asked>;

/// The questions of one key: nearly always one.
#[derive(Clone, Debug)]
enum Asked {
    One(Place, Arc<NoteFacts>),
    Many(BTreeMap<Place, Arc<NoteFacts>>),
}

/// Where a question is: the note, and the index of the question in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    path: Arc<Path>,
    question: u32,
}

/// A question of another note that asks the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AskedElsewhere<'a> {
    /// The note.
    pub path: &'a Path,
    /// The question.
    pub question: &'a QuestionFact,
    /// How much alike the two are: 1 for the same words, at least [`ALIKE`].
    pub similarity: f32,
}

/// Questions that ask the same, in the order of the notes' paths.
#[derive(Clone, Debug, PartialEq)]
pub struct DuplicateGroup<'a> {
    /// The note and the question, two or more.
    pub questions: Vec<(&'a Path, &'a QuestionFact)>,
    /// How much alike those two are that are least alike of those that were found alike: 1 if all have the same words.
    pub similarity: f32,
}

impl Default for AskedQuestions {
    fn default() -> Self {
        Self { shards: (0..SHARDS).map(|_| Arc::default()).collect(), revision: Revision::default() }
    }
}

impl AskedQuestions {
    /// Takes in what the note at `path` says, and forgets `old`, what it said before.
    pub fn replace(&mut self, path: &Arc<Path>, old: Option<&NoteFacts>, new: Option<&Arc<NoteFacts>>) {
        if old.is_some_and(|old| new.is_some_and(|new| old.questions == new.questions)) {
            return;
        }
        self.revision = Revision::next();
        let place = |question| Place { path: Arc::clone(path), question };
        for (key, question) in old.into_iter().flat_map(asked) {
            self.remove(key, &place(question));
        }
        if let Some(facts) = new {
            asked(facts).for_each(|(key, question)| self.insert(key, place(question), Arc::clone(facts)));
        }
    }

    /// As long as it is the same, all questions are where they were.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// The questions of other notes than that at `own` that ask the same as `asked`, one of each note: those with the
    /// same words first, then by path. Where very many ask the same, not all of them.
    pub fn elsewhere(&self, asked: &Fingerprint, own: &Path) -> Vec<AskedElsewhere<'_>> {
        let Some(places) = self.shards[shard(asked.key())].get(&asked.key()) else { return Vec::new() };
        let mut found: Vec<AskedElsewhere<'_>> = Vec::new();
        for (place, facts) in places.iter().filter(|(place, _)| *place.path != *own).take(MAX_COMPARED) {
            let Some(question) = facts.questions.get(place.question as usize) else { continue };
            let similarity = question.fingerprint.map_or(0.0, |fingerprint| fingerprint.similarity(asked));
            match found.last_mut().filter(|last| *last.path == *place.path) {
                Some(last) if last.similarity >= similarity => {}
                Some(last) => (last.question, last.similarity) = (question, similarity),
                None if similarity >= ALIKE => found.push(AskedElsewhere { path: &place.path, question, similarity }),
                None => {}
            }
        }
        found.sort_by_key(|it| it.similarity < 1.0);
        found
    }

    fn insert(&mut self, key: u64, place: Place, facts: Arc<NoteFacts>) {
        let shard = Arc::make_mut(&mut self.shards[shard(key)]);
        let asked = match shard.remove(&key) {
            None => Asked::One(place, facts),
            Some(Asked::One(other, others)) => Asked::Many(BTreeMap::from([(other, others), (place, facts)])),
            Some(Asked::Many(mut places)) => {
                places.insert(place, facts);
                Asked::Many(places)
            }
        };
        shard.insert(key, asked);
    }

    fn remove(&mut self, key: u64, place: &Place) {
        let shard = Arc::make_mut(&mut self.shards[shard(key)]);
        let is_last = match shard.get_mut(&key) {
            Some(Asked::Many(places)) => {
                places.remove(place);
                places.is_empty()
            }
            Some(Asked::One(only, _)) => only == place,
            None => false,
        };
        if is_last {
            shard.remove(&key);
        }
    }
}

/// The same questions at the same places are equal, however that came about.
impl PartialEq for AskedQuestions {
    fn eq(&self, other: &Self) -> bool {
        let same = |(one, other): (&Arc<Shard>, &Arc<Shard>)| {
            let has = |(key, asked): (&u64, &Asked)| other.get(key).is_some_and(|other| asked.iter().eq(other.iter()));
            one.len() == other.len() && one.iter().all(has)
        };
        self.shards.iter().zip(&other.shards).all(same)
    }
}

impl Asked {
    fn iter(&self) -> impl Iterator<Item = (&Place, &Arc<NoteFacts>)> {
        let (one, many) = match self {
            Self::One(place, facts) => (Some((place, facts)), None),
            Self::Many(places) => (None, Some(places)),
        };
        one.into_iter().chain(many.into_iter().flatten())
    }
}

fn shard(key: u64) -> usize {
    ((key >> 32) % SHARDS) as usize
}

/// The questions of a note that can be compared, by key and index; of those with the same words, the first.
fn asked(facts: &NoteFacts) -> impl Iterator<Item = (u64, u32)> {
    let mut seen = FxHashSet::default();
    let asked = facts.questions.iter().zip(0..).filter_map(|(question, index)| Some((question.fingerprint?, index)));
    asked.filter(move |(it, _)| seen.insert(it.text_hash())).map(|(it, index)| (it.key(), index))
}

/// The groups of questions in `notes`, which are sorted by path, that ask the same.
pub(super) fn groups<'a>(notes: &[(&'a Path, &'a Arc<NoteFacts>)]) -> Vec<DuplicateGroup<'a>> {
    let mut by_key: FxHashMap<u64, Vec<Candidate<'a>>> = FxHashMap::default();
    let mut order = Vec::new();
    for (path, facts) in notes {
        for question in &facts.questions {
            let Some(fingerprint) = question.fingerprint else { continue };
            let candidates = by_key.entry(fingerprint.key()).or_default();
            if candidates.is_empty() {
                order.push(fingerprint.key());
            }
            candidates.push(Candidate { path, question, fingerprint });
        }
    }
    order.iter().filter_map(|key| by_key.get(key)).flat_map(|candidates| groups_of(candidates)).collect()
}

/// A question that may ask the same as others of its key.
struct Candidate<'a> {
    path: &'a Path,
    question: &'a QuestionFact,
    fingerprint: Fingerprint,
}

/// The groups among questions of one key: those that are alike, and what is alike to one of these.
fn groups_of<'a>(candidates: &[Candidate<'a>]) -> Vec<DuplicateGroup<'a>> {
    // Equal fingerprints are alike without a comparison, of which very common questions would take too many.
    let mut kinds: Vec<(Fingerprint, Vec<usize>)> = Vec::new();
    let mut by_fingerprint: FxHashMap<Fingerprint, usize> = FxHashMap::default();
    for (index, candidate) in candidates.iter().enumerate() {
        let kind = *by_fingerprint.entry(candidate.fingerprint).or_insert_with(|| {
            kinds.push((candidate.fingerprint, Vec::new()));
            kinds.len() - 1
        });
        kinds[kind].1.push(index);
    }
    let mut groups = Vec::new();
    let mut left: Vec<_> = (0..kinds.len()).collect();
    while let Some(first) = left.first().copied() {
        left.remove(0);
        let (mut group, mut similarity) = (vec![first], 1.0_f32);
        let mut next = 0;
        while let Some(kind) = group.get(next).copied() {
            next += 1;
            left.retain(|&other| {
                let alike = kinds[kind].0.similarity(&kinds[other].0);
                if alike >= ALIKE {
                    group.push(other);
                    similarity = similarity.min(alike);
                }
                alike < ALIKE
            });
        }
        let mut members: Vec<_> = group.iter().flat_map(|kind| kinds[*kind].1.iter().copied()).collect();
        members.sort_unstable();
        if members.len() > 1 {
            let questions = members.iter().map(|&index| (candidates[index].path, candidates[index].question)).collect();
            groups.push(DuplicateGroup { questions, similarity });
        }
    }
    groups
}

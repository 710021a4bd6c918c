//! What the workspace remembers of each note.

use std::hash::Hasher;
use std::path::Path;

use rustc_hash::FxHasher;

use crate::syntax::Note;
use crate::syntax::markdown::{BlockKind, plain_text};
use crate::syntax::question::{Fingerprint, Question, Technologies};
use crate::text::{Text, TextRange};

use super::{Config, LinePlace, LinkFacts, SkillUse, skill_uses, unquoted};

/// What is remembered of one note: facts, not its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NoteFacts {
    /// The front matter's title, or else the first heading of level 1.
    pub title: Option<Box<str>>,
    /// The skills that it lists, in the order of the text.
    pub skills: Box<[SkillUse]>,
    /// Where each of them stands, without quotes.
    pub skill_places: Box<[LinePlace]>,
    /// Its questions, in the order of the text; of a very long note, the first.
    pub questions: Box<[QuestionFact]>,
    /// Its anchors and links.
    pub links: LinkFacts,
    /// Tells texts apart: facts are of the text that has this hash.
    pub hash: u64,
}

/// What is remembered of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionFact {
    /// Its text, without markup.
    pub text: Box<str>,
    /// Where its text stands, in bytes of the note.
    pub range: TextRange,
    /// The line that this starts on, counted from 0.
    pub line: u32,
    /// Whether it has an answer.
    pub answered: bool,
    /// What it asks, to be compared with others; none where its text alone does not say.
    pub fingerprint: Option<Fingerprint>,
}

impl NoteFacts {
    /// More questions of one note are not remembered.
    pub const MAX_QUESTIONS: usize = 2000;

    /// The facts of `note`, the file at `path`, under `config`.
    pub fn new(note: &Note, path: &Path, config: &Config) -> Self {
        let front_matter = note.front_matter();
        let title = front_matter.and_then(|it| it.get("title")).and_then(|title| title.text()).map(Box::from);
        let skills = front_matter.map(|it| skill_uses(it, &config.skills.keys)).unwrap_or_default();
        let title = title.or_else(|| first_heading(note));
        let place = |skill: &SkillUse| LinePlace::new(note.text(), unquoted(note.text(), skill.range));
        let setting = named_technologies(title.as_deref(), &skills);
        Self {
            title,
            skill_places: skills.iter().map(place).collect(),
            skills: skills.into(),
            questions: note
                .questions()
                .questions
                .iter()
                .take(Self::MAX_QUESTIONS)
                .map(|it| QuestionFact::new(note, it, setting))
                .collect(),
            links: LinkFacts::new(note, path, config),
            hash: text_hash(note.text()),
        }
    }

    /// The technologies that the note is about.
    pub fn setting(&self) -> Technologies {
        named_technologies(self.title.as_deref(), &self.skills)
    }

    /// What the note at `path` is called: its title, or else its file's name.
    pub fn name<'a>(&'a self, path: &'a Path) -> std::borrow::Cow<'a, str> {
        match &self.title {
            Some(title) => title.as_ref().into(),
            None => path.file_stem().unwrap_or_default().to_string_lossy(),
        }
    }
}

impl QuestionFact {
    fn new(note: &Note, question: &Question, setting: Technologies) -> Self {
        let range = note.piece_text_range(note.question_head(question));
        let (text, fingerprint) = note.question_text_and_fingerprint(question);
        Self {
            text: text.into(),
            range,
            line: note.text().line_of(range.start),
            answered: question.state.is_answered(),
            fingerprint: fingerprint.map(|it| it.within(setting)),
        }
    }
}

/// The technologies that the title and the skills of a note name.
fn named_technologies(title: Option<&str>, skills: &[SkillUse]) -> Technologies {
    let named = title.into_iter().chain(skills.iter().map(|skill| &*skill.name)).map(Technologies::named_in);
    named.fold(Technologies::default(), Technologies::with)
}

/// The hash of a text, the same however the text is kept in memory.
pub fn text_hash(text: &Text) -> u64 {
    // The hasher's result depends on how the bytes are cut up, so they are cut anew.
    const PIECE: usize = 1024;
    let mut hasher = FxHasher::default();
    let mut rest: Vec<u8> = Vec::with_capacity(2 * PIECE);
    for chunk in text.rope().chunks() {
        rest.extend_from_slice(chunk.as_bytes());
        let whole = rest.len() - rest.len() % PIECE;
        rest[..whole].chunks(PIECE).for_each(|piece| hasher.write(piece));
        rest.drain(..whole);
    }
    hasher.write(&rest);
    hasher.finish()
}

fn first_heading(note: &Note) -> Option<Box<str>> {
    let index = (0..note.block_count()).find(|&index| note.block(index).kind == BlockKind::Heading(1))?;
    let title = plain_text(&note.block(index).elements, 0, &note.block_source(index));
    Some(title.trim()).filter(|title| !title.is_empty()).map(Box::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Edit, TextRange};

    fn facts(source: &str) -> NoteFacts {
        NoteFacts::new(&Note::new(Text::new(source)), Path::new("/a.md"), &Config::default())
    }

    #[test]
    fn a_note_is_called_by_its_title() {
        let name = |source: &str| facts(source).name(Path::new("/a/note.md")).into_owned();
        assert_eq!(name("---\ntitle: A\n---\n# B\n"), "A");
        assert_eq!(name("---\ntitle:\n---\n## C\n\n# B `x`\n"), "B x");
        assert_eq!(name("text"), "note");
    }

    #[test]
    fn the_hash_is_of_the_text_alone() {
        let line = "é😀 a text\n";
        let whole = line.repeat(3000);
        let mut edited = Text::new(&line.repeat(1000));
        edited.apply(&Edit::insert(line.len() as u32 * 500, line.repeat(2000)));
        edited.apply(&Edit::insert(0, "xyz"));
        edited.apply(&Edit::delete(TextRange::new(0, 3)));
        assert_eq!(edited.to_string(), whole);
        assert_eq!(text_hash(&edited), text_hash(&Text::new(&whole)));
        assert_ne!(text_hash(&edited), text_hash(&Text::new(&whole.replacen('a', "b", 1))));
    }
}

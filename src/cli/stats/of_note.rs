//! What there is to count in one note.

use std::path::Path;

use rustc_hash::FxHashMap;

use crate::syntax::Note;
use crate::syntax::front_matter::FrontMatter;
use crate::syntax::question::{Declared, Level, Question, same_question_key};
use crate::workspace::{Config, SkillUse, skill_uses};

use super::count::{Count, OpenQuestion, Tally};

/// The questions of one note, counted.
#[derive(Debug)]
pub struct NoteStats {
    /// The note as it is printed.
    pub filename: String,
    /// The folders that it lies in, outermost first.
    pub folders: Vec<String>,
    /// What it is called: its title, or else its file's name.
    pub name: String,
    /// What its front matter says that it belongs to.
    pub category: Option<String>,
    /// All its questions, follow-ups aside.
    pub count: Count,
    /// By level; those without one under no name.
    pub levels: Tally,
    /// By skill. A question counts for each of its skills, or under no name.
    pub skills: Tally,
    /// By the outermost section that is not the note's title.
    pub sections: Tally,
    /// Those without an answer, in order.
    pub open: Vec<OpenQuestion>,
}

impl NoteStats {
    /// Counts the questions of `note`, which is printed as `filename`.
    pub fn new(note: &Note, config: &Config, filename: String) -> Self {
        let path = Path::new(&filename);
        let folders = path.parent().into_iter().flat_map(Path::components);
        let folders = folders.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        let name = || path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let stated = Stated::read(note, config);
        let mut stats = Self {
            folders,
            name: note.title().unwrap_or_else(name),
            category: note.front_matter().and_then(category),
            count: Count::note(),
            levels: Tally::default(),
            // A skill is that of its note, even if this asks nothing yet.
            skills: stated.skills.iter().map(|skill| (Some(skill.clone()), Count::note())).collect(),
            sections: Tally::default(),
            open: Vec::new(),
            filename,
        };
        for question in &note.questions().questions {
            stats.add(note, question, &stated, config);
        }
        stats
    }

    fn add(&mut self, note: &Note, question: &Question, stated: &Stated, config: &Config) {
        let text = note.question_text(question);
        let declared = stated.questions.get(&same_question_key(&text));
        let one = Count::question(!question.state.is_answered());
        self.count += one;
        let level = note.question_level(question).map(str::to_owned).or_else(|| declared?.level.clone());
        *self.levels.entry(level).or_insert(Count::note()) += one;

        let own = note.question_skills(question).into_iter().map(|skill| canonical(&skill, config));
        let own = own.chain(declared.iter().flat_map(|declared| declared.skills.iter().cloned()));
        let mut skills: Vec<String> = own.collect();
        if skills.is_empty() {
            skills.clone_from(&stated.skills);
        }
        skills.sort_unstable();
        skills.dedup();
        let skills = skills.into_iter().map(Some);
        let none = if skills.len() == 0 { Some(None) } else { None };
        for skill in skills.chain(none) {
            *self.skills.entry(skill).or_insert(Count::note()) += one;
        }
        *self.sections.entry(section(note, question)).or_insert(Count::note()) += one;
        if one.open > 0 {
            let line = note.text().line_of(note.piece_range(question.head).start) + 1;
            self.open.push(OpenQuestion { line, text });
        }
    }
}

/// What the front matter says of the note's questions.
#[derive(Default)]
struct Stated {
    /// The skills of the whole note.
    skills: Vec<String>,
    /// What it says of single questions, by what they say.
    questions: FxHashMap<String, StatedQuestion>,
}

struct StatedQuestion {
    level: Option<String>,
    skills: Vec<String>,
}

impl Stated {
    fn read(note: &Note, config: &Config) -> Self {
        let Some(front_matter) = note.front_matter() else { return Self::default() };
        let declared = Declared::read(front_matter).unwrap_or_default();
        let uses = skill_uses(front_matter, &config.skills.keys);
        let skills = |is_wanted: &dyn Fn(&SkillUse) -> bool| {
            let mut names: Vec<String> =
                uses.iter().filter(|it| is_wanted(it)).map(|it| canonical(&it.name, config)).collect();
            names.sort_unstable();
            names.dedup();
            names
        };
        let questions = declared.questions.iter().map(|question| {
            let level = question.level.and_then(|level| declared.levels.get(level)).map(|(level, _)| level_name(level));
            let skills = skills(&|skill| question.item.encloses(skill.range));
            (same_question_key(&question.text), StatedQuestion { level, skills })
        });
        Self { questions: questions.collect(), skills: skills(&|skill| !declared.range.encloses(skill.range)) }
    }
}

/// The name that the vocabulary has for `skill`, or else the skill as it stands.
fn canonical(skill: &str, config: &Config) -> String {
    let entry = config.vocabulary.as_ref().and_then(|vocabulary| vocabulary.find(skill));
    entry.map_or(skill, |entry| entry.name.value.as_str()).to_owned()
}

/// `Mid` and `intermediate level` are what the note's body calls `mid` and `intermediate`.
fn level_name(stated: &str) -> String {
    Level::of_phrase(stated).map_or_else(|| stated.trim().to_lowercase(), |level| level.name().to_owned())
}

fn category(front_matter: &FrontMatter) -> Option<String> {
    let value = ["category", "categories"].iter().find_map(|key| front_matter.get(key))?;
    let text = value.text().or_else(|| value.items().first()?.text())?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn section(note: &Note, question: &Question) -> Option<String> {
    let questions = note.questions();
    let path = questions.section_path(question.section);
    let mut path = path.into_iter().filter_map(|at| questions.sections.get(at as usize));
    let section = path.find(|section| section.heading_level > 1)?;
    Some(note.piece_text(section.head)).filter(|text| !text.is_empty())
}

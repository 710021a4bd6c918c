//! The counts of all notes, grouped.

use std::cmp::Reverse;
use std::ops::AddAssign;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::syntax::question::Level;

use super::of_note::NoteStats;

/// How much there is of something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The notes that have some of it.
    pub notes: usize,
    /// Their questions, follow-ups aside.
    pub questions: usize,
    /// Those of them that have no answer.
    pub open: usize,
}

/// Counts by name; what has none is counted under none.
pub type Tally = FxHashMap<Option<String>, Count>;

/// The count of what goes by one name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The name; none for what has no name.
    pub name: Option<String>,
    /// How much there is of it.
    #[serde(flatten)]
    pub count: Count,
}

/// A question without an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenQuestion {
    /// 1-based.
    pub line: u32,
    /// Its text without markup.
    pub text: String,
}

/// A note with open questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenNote {
    /// The note as it is printed.
    pub filename: String,
    /// What it is called.
    pub name: String,
    /// Its open questions, in order.
    pub questions: Vec<OpenQuestion>,
}

/// All counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// The whole.
    pub total: Count,
    /// How many of the notes ask something.
    pub asking: usize,
    /// By category, the one with the most questions first: what the front matter of a note says, or else the folder that
    /// it lies in, or else the note itself.
    pub categories: Vec<Group>,
    /// By section, if there is but one note.
    pub sections: Vec<Group>,
    /// By level, from the easiest up; what has no level comes last.
    pub levels: Vec<Group>,
    /// By skill, the one with the most questions first; what has no skill comes last.
    pub skills: Vec<Group>,
    /// What waits for an answer, note by note.
    pub open: Vec<OpenNote>,
}

impl Count {
    /// One note.
    pub fn note() -> Self {
        Self { notes: 1, ..Self::default() }
    }

    /// One question of a note that is counted already.
    pub fn question(is_open: bool) -> Self {
        Self { notes: 0, questions: 1, open: usize::from(is_open) }
    }

    /// The questions that have an answer.
    pub fn answered(self) -> usize {
        self.questions - self.open
    }

    /// How many of 100 questions have an answer; 100 only if all have.
    pub fn percent(self) -> usize {
        (self.answered() * 100).checked_div(self.questions).unwrap_or_default()
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.notes += other.notes;
        self.questions += other.questions;
        self.open += other.open;
    }
}

impl Stats {
    /// Adds up the counts of `notes`.
    pub fn new(notes: Vec<NoteStats>) -> Self {
        let mut stats = Self::default();
        let (mut categories, mut levels, mut skills) = (Tally::default(), Tally::default(), Tally::default());
        let asking = || notes.iter().filter(|note| note.count.questions > 0);
        let shared = shared_folders(asking());
        for note in asking() {
            let folder = note.folders.get(shared).cloned();
            let category = note.category.clone().or(folder).unwrap_or_else(|| note.name.clone());
            *categories.entry(Some(category)).or_default() += note.count;
        }
        if let (Some(only), None) = (asking().next(), asking().nth(1)) {
            stats.sections = by_questions(only.sections.clone());
        }
        stats.asking = asking().count();
        for note in notes {
            stats.total += note.count;
            note.levels.into_iter().for_each(|(name, count)| *levels.entry(name).or_default() += count);
            note.skills.into_iter().for_each(|(name, count)| *skills.entry(name).or_default() += count);
            if !note.open.is_empty() {
                stats.open.push(OpenNote { filename: note.filename, name: note.name, questions: note.open });
            }
        }
        stats.categories = by_questions(categories);
        stats.levels = by_level(levels);
        stats.skills = by_questions(skills);
        stats
    }
}

/// How many folders all of `notes` lie in.
fn shared_folders<'a>(mut notes: impl Iterator<Item = &'a NoteStats>) -> usize {
    let Some(first) = notes.next() else { return 0 };
    notes.fold(first.folders.len(), |shared, note| {
        first.folders.iter().zip(&note.folders).take(shared).take_while(|(one, other)| one == other).count()
    })
}

fn by_questions(tally: Tally) -> Vec<Group> {
    let mut groups = groups(tally);
    groups.sort_by_cached_key(|it| (it.name.is_none(), Reverse((it.count.questions, it.count.notes)), it.name.clone()));
    groups
}

fn by_level(tally: Tally) -> Vec<Group> {
    let mut groups = groups(tally);
    let rank = |name: &str| Level::of_word(name).map_or((true, None), |level| (false, Some(level)));
    groups.sort_by_cached_key(|it| (it.name.is_none(), it.name.as_deref().map(rank), it.name.clone()));
    groups
}

fn groups(tally: Tally) -> Vec<Group> {
    tally.into_iter().map(|(name, count)| Group { name, count }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Note;
    use crate::text::Text;
    use crate::workspace::Config;

    fn stats(notes: &[(&str, &str)]) -> Stats {
        let read = |(name, source): &(&str, &str)| {
            NoteStats::new(&Note::new(Text::new(source)), &Config::default(), (*name).to_owned())
        };
        Stats::new(notes.iter().map(read).collect())
    }

    /// Each group as `name notes/questions/open`.
    fn show(groups: &[Group]) -> Vec<String> {
        let show = |Group { name, count }: &Group| {
            let name = name.as_deref().unwrap_or("-");
            format!("{name} {}/{}/{}", count.notes, count.questions, count.open)
        };
        groups.iter().map(show).collect()
    }

    const OPEN: &str = "### Q: Why?\n";
    const ANSWERED: &str = "### Q: Why?\n\nSo.\n";

    #[test]
    fn a_category_is_stated_or_a_folder_or_the_note() {
        let stated = format!("---\ncategory: coding\n---\n{OPEN}");
        let notes = [
            ("notes/a/x.md", ANSWERED),
            ("notes/a/b/y.md", OPEN),
            ("notes/a/z.md", &stated),
            ("notes/top.md", "# The top\n\n### Q: Why?\n\nSo.\n\n### Q: How?\n"),
            ("readme.md", "# Nothing is asked here\n"),
        ];
        let stats = stats(&notes);
        assert_eq!(show(&stats.categories), ["a 2/2/1", "The top 1/2/1", "coding 1/1/1"]);
        assert_eq!((stats.total, stats.asking), (Count { notes: 5, questions: 5, open: 3 }, 4));
        assert_eq!(stats.sections, []);
        assert_eq!(stats.open.len(), 3);
        assert_eq!((stats.open[2].name.as_str(), stats.open[2].questions[0].line), ("The top", 7));
    }

    #[test]
    fn one_note_is_counted_by_section() {
        let note = format!("# Note\n\n## One\n\n### Deep\n\n#### Q: What?\n\n{ANSWERED}\n## Two\n\n### Q: And?\n");
        let stats = stats(&[("a.md", &note), ("b.md", "nothing")]);
        assert_eq!(show(&stats.sections), ["One 1/2/1", "Two 1/1/1"]);
    }

    #[test]
    fn levels_come_from_the_body_or_the_front_matter() {
        let stated =
            "---\nquestions:\n  Senior: [Why *this*?]\n  wizard: [How?]\n---\n### Q: Why this?\n\n### Q: How?\n";
        let body = "## Junior level\n\n### Q: When?\n\n## Mid\n\n### Q: Where?\n\nHere.\n";
        let stats = stats(&[("a.md", stated), ("b.md", body), ("c.md", OPEN)]);
        assert_eq!(show(&stats.levels), ["junior 1/1/1", "mid 1/1/0", "senior 1/1/1", "wizard 1/1/1", "- 1/1/1"]);
    }

    #[test]
    fn skills_are_those_of_the_question_or_of_the_note() {
        let notes = [
            ("a.md", "---\nskills: [sql, x]\n---\n### Q: Why?\n\nSo.\n\n### Q: How?\n"),
            ("b.md", "---\ntags: [sql]\nquestions:\n- text: Why?\n  tags: [go]\n---\n### Q: Why?\n\n### Q: How?\n"),
            ("c.md", "---\nskills: [rust]\n---\n"),
        ];
        assert_eq!(show(&stats(&notes).skills), ["sql 2/3/2", "x 1/2/1", "go 1/1/1", "rust 1/0/0"]);
    }

    #[test]
    fn not_quite_all_is_not_all() {
        assert_eq!(Count { notes: 1, questions: 1000, open: 1 }.percent(), 99);
        assert_eq!(Count { notes: 1, questions: 3, open: 0 }.percent(), 100);
        assert_eq!(Count::default().percent(), 0);
    }
}

//! Counts as JSON, for programs.

use serde::Serialize;

use super::count::{Group, OpenQuestion, Stats};

/// The report. The names and their order are a contract.
#[derive(Debug, Serialize)]
struct Report<'a> {
    notes: usize,
    questions: usize,
    open: usize,
    categories: &'a [Group],
    sections: &'a [Group],
    levels: &'a [Group],
    skills: &'a [Group],
    open_questions: Vec<Open<'a>>,
}

#[derive(Debug, Serialize)]
struct Open<'a> {
    filename: &'a str,
    #[serde(flatten)]
    question: &'a OpenQuestion,
}

/// All counts as one JSON object.
pub fn report(stats: &Stats) -> String {
    let open = stats
        .open
        .iter()
        .flat_map(|note| note.questions.iter().map(|question| Open { filename: &note.filename, question }));
    let report = Report {
        notes: stats.total.notes,
        questions: stats.total.questions,
        open: stats.total.open,
        categories: &stats.categories,
        sections: &stats.sections,
        levels: &stats.levels,
        skills: &stats.skills,
        open_questions: open.collect(),
    };
    serde_json::to_string_pretty(&report).unwrap_or_else(|_| "null".to_owned()) + "\n"
}

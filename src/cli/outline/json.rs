//! Outlines as JSON, for programs.

use serde::Serialize;

use crate::syntax::Note;
use crate::syntax::question;

/// One note. The names and their order are a contract.
#[derive(Debug, Serialize)]
struct NoteOutline<'a> {
    filename: &'a str,
    title: Option<String>,
    questions: Vec<Question>,
}

#[derive(Debug, Serialize)]
struct Question {
    /// 1-based.
    line: u32,
    text: String,
    dialect: &'static str,
    section: Vec<String>,
    level: Option<&'static str>,
    skills: Vec<String>,
    answered: bool,
    code_blocks: u32,
    follow_ups: Vec<Question>,
}

/// The outline of `note` as an item of a JSON array.
pub fn note(note: &Note, filename: &str) -> String {
    let questions = note.questions().questions.iter().map(|it| question(note, it)).collect();
    let outline = NoteOutline { filename, title: note.title(), questions };
    serde_json::to_string(&outline).unwrap_or_else(|_| "null".to_owned())
}

fn question(note: &Note, it: &question::Question) -> Question {
    Question {
        line: note.text().line_of(note.piece_range(it.head).start) + 1,
        text: note.question_text(it),
        dialect: it.dialect,
        section: note.section_path(it),
        level: note.question_level(it),
        skills: note.question_skills(it),
        answered: it.state.is_answered(),
        code_blocks: it.code_blocks,
        follow_ups: it.follow_ups.iter().map(|inner| question(note, inner)).collect(),
    }
}

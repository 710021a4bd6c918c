//! Questions that are asked more than once as JSON, for programs.

use serde::Serialize;

use crate::workspace::DuplicateGroup;

use super::Names;

/// The names and their order are a contract.
#[derive(Debug, Serialize)]
struct Group<'a> {
    /// From 0 to 1, two digits.
    similarity: f64,
    questions: Vec<Question<'a>>,
}

#[derive(Debug, Serialize)]
struct Question<'a> {
    filename: String,
    /// 1-based.
    line: u32,
    text: &'a str,
    answered: bool,
}

/// All groups, one a line.
pub fn groups(groups: &[DuplicateGroup<'_>], names: &Names) -> String {
    let lines: Vec<_> = groups
        .iter()
        .map(|group| {
            let questions = group.questions.iter().map(|(path, question)| Question {
                filename: names.of(path),
                line: question.line + 1,
                text: &question.text,
                answered: question.answered,
            });
            let similarity = (f64::from(group.similarity) * 100.0).round() / 100.0;
            let group = Group { similarity, questions: questions.collect() };
            serde_json::to_string(&group).unwrap_or_else(|_| "null".to_owned())
        })
        .collect();
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

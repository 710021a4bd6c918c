//! `empty-level` and `undeclared-level`

use crate::rules::{Diagnostic, NoteContext, Severity, declare_rule};
use crate::syntax::front_matter::Node;
use crate::syntax::question::{Declared, Level};
use crate::text::TextRange;

declare_rule! {
    /// The front matter declares a level at which the note asks nothing.
    ///
    /// A reader who picks notes by their `levels` finds no question for that level here.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ---
    /// title: Functions
    /// levels: [mid, senior]
    /// questions:
    ///   mid: [What is a closure?]
    /// ---
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ---
    /// title: Functions
    /// levels: [mid]
    /// questions:
    ///   mid: [What is a closure?]
    /// ---
    /// ```
    pub static EMPTY_LEVEL = "empty-level", Some(Severity::Information);
}

declare_rule! {
    /// The front matter lists questions of a level that its `levels` lack.
    ///
    /// A reader who picks notes by their `levels` does not find these questions.
    ///
    /// ## Fails
    ///
    /// ```markdown
    /// ---
    /// title: Functions
    /// levels: [mid]
    /// questions:
    ///   mid: [What is a closure?]
    ///   senior: [How are closures implemented?]
    /// ---
    /// ```
    ///
    /// ## Passes
    ///
    /// ```markdown
    /// ---
    /// title: Functions
    /// levels: [mid, senior]
    /// questions:
    ///   mid: [What is a closure?]
    ///   senior: [How are closures implemented?]
    /// ---
    /// ```
    pub static UNDECLARED_LEVEL = "undeclared-level", Some(Severity::Information);
}

/// Compares the front matter's `levels` with the levels of the questions, where those have any.
pub fn check(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(front_matter) = context.note.front_matter() else { return };
    let stated = front_matter.get("levels").map(Node::items).unwrap_or_default();
    let stated: Vec<(&str, TextRange)> = stated.iter().filter_map(|item| Some((item.text()?, item.range))).collect();
    let declared = Declared::read(front_matter).unwrap_or_default();
    if stated.is_empty() {
        return;
    }
    let by_level = |index| declared.questions.iter().any(|question| question.level == Some(index));
    let asked = declared.levels.iter().enumerate().filter(|(index, _)| by_level(*index)).map(|(_, level)| level);
    let asked: Vec<&str> = asked.map(|(name, _)| name.as_str()).collect();
    let in_body: Vec<Level> = context.note.questions().all().filter_map(|question| question.level).collect();
    if !asked.is_empty() || !in_body.is_empty() {
        for &(level, range) in &stated {
            let is_asked = asked.iter().any(|other| is_same(level, other));
            // A level of the writer's own making cannot be looked for in the body.
            let known = Level::of_phrase(level);
            let may_be_in_body = known.map_or(!in_body.is_empty(), |level| in_body.contains(&level));
            if !is_asked && !may_be_in_body {
                let message = format!("no question of the note is for the level `{level}`");
                found.push(Diagnostic::new(&EMPTY_LEVEL, range, message));
            }
        }
    }
    for (level, range) in &declared.levels {
        if !stated.iter().any(|(other, _)| is_same(level, other)) {
            let message = format!("`levels` lacks `{level}`, of which questions are listed here");
            found.push(Diagnostic::new(&UNDECLARED_LEVEL, *range, message));
        }
    }
}

fn is_same(one: &str, other: &str) -> bool {
    let same_level = || Level::of_phrase(one).is_some_and(|level| Level::of_phrase(other) == Some(level));
    one.eq_ignore_ascii_case(other) || same_level()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::check;

    const RULES: [&crate::rules::Rule; 2] = [&EMPTY_LEVEL, &UNDECLARED_LEVEL];

    #[test]
    fn levels_and_questions_agree() {
        check(
            &RULES,
            "\
---
levels:
  - mid
  - \"senior\"
    ^^^^^^^^ empty-level: no question of the note is for the level `senior`
  - Lead
questions:
  Mid: [What is a closure?]
  junior: [What is a list?]
  ^^^^^^ undeclared-level: `levels` lacks `junior`, of which questions are listed here
---

## Lead Level

### Q: What is a scope?

Yes.
",
        );
    }

    #[test]
    fn without_levels_on_one_side_there_is_nothing_to_compare() {
        check(&RULES, "---\nlevels: [mid]\n---\n\n### Q: What is a scope?\n\nYes.\n");
        check(&RULES, "---\nquestions:\n  mid: [What is a closure?]\n---\n");
        check(&RULES, "---\nlevels: [mid]\nquestions: [What is a closure?]\n---\n");
    }
}

//! A new question at the start of a line, as the note's writer sets them.

use crate::ide::NoteView;
use crate::syntax::Note;
use crate::syntax::question::QuestionStyle;
use crate::text::{Edit, TextRange};

use super::{CompletionItem, CompletionKind, Completions};

/// What a writer may have typed of it.
const NAME: &str = "new question";

/// A snippet of a question where the line before `offset` is empty, or begins as a question of the note does, or as
/// the words "new question" or "question" do.
pub(super) fn complete(view: &NoteView<'_>, offset: u32) -> Option<Completions> {
    let note = view.note;
    if offset < note.body_start() || is_in_code(note, offset) {
        return None;
    }
    let line = note.text().line_range(note.text().line_of(offset));
    let range = TextRange::new(line.start, offset.max(line.start));
    let typed = note.text().slice(range).into_owned();
    let behind = note.text().slice(TextRange::new(range.end, line.end.max(range.end)));
    let style = note.question_style(offset).unwrap_or_else(plain);
    let lower = typed.trim_start().to_lowercase();
    let begun = NAME.starts_with(&lower) || "question".starts_with(&lower) || style.before.starts_with(&typed);
    if !begun || !behind.trim().is_empty() {
        return None;
    }
    let item = CompletionItem {
        label: NAME.to_owned(),
        kind: CompletionKind::Question,
        detail: Some("in the style of this note".to_owned()),
        documentation: None,
        edit: Edit::replace(range, snippet(&style)),
        filter_text: if typed.is_empty() { NAME.to_owned() } else { typed },
        is_snippet: true,
    };
    Some(Completions { items: vec![item], is_incomplete: false })
}

/// For a note without questions.
fn plain() -> QuestionStyle {
    QuestionStyle {
        before: "### Q: ".to_owned(),
        number: None,
        last_number: 0,
        after: String::new(),
        to_answer: "\n\n**Answer:** ".to_owned(),
        closing: String::new(),
    }
}

fn snippet(style: &QuestionStyle) -> String {
    let mut before = style.before.clone();
    if let Some(number) = style.number.filter(|number| before.get(number.as_usize()).is_some()) {
        before.replace_range(number.as_usize(), &(style.last_number + 1).to_string());
    }
    let [before, after, to_answer, closing] =
        [&before, &style.after, &style.to_answer, &style.closing].map(|text| escaped(text));
    format!("{before}$1{after}{to_answer}$0{closing}")
}

/// `text` as LSP snippets take it literally.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

fn is_in_code(note: &Note, offset: u32) -> bool {
    note.block_at(offset).is_some_and(|index| {
        let start = note.block_range(index).start;
        note.block(index).fences.iter().any(|fence| (fence.range + start).contains(offset))
    })
}

#[cfg(test)]
mod tests {
    use crate::ide::{NoteView, complete};
    use crate::schema::Schema;
    use crate::syntax::Note;
    use crate::text::Text;
    use crate::workspace::{Config, Index};

    /// The snippet at the `|` of `marked`, if there is one.
    fn snippet(marked: &str) -> Option<String> {
        let offset = marked.find('|')?;
        let note = Note::new(Text::new(&marked.replacen('|', "", 1)));
        let (config, index) = (Config::default(), Index::default());
        let view = NoteView { note: &note, path: None, config: &config, index: &index, schema: Schema::builtin() };
        let items = complete(&view, offset as u32).items;
        items.into_iter().find(|item| item.label == "new question").map(|item| item.edit.text)
    }

    #[test]
    fn the_snippet_follows_the_style_of_the_note() {
        for (marked, expected) in [
            ("# A\n\n|", "### Q: $1\n\n**Answer:** $0"),
            ("### Q1: Why?\n\nSo.\n\n|", "### Q2: $1\n\n$0"),
            ("### Q1: Why?\n\n**Answer:** So.\n\n###|", "### Q2: $1\n\n**Answer:** $0"),
            ("## Questions\n\n1. **Why $a?**\n   * *Answer*: So.\nqu|\n", "2. **$1**\n   * *Answer*: $0"),
        ] {
            assert_eq!(snippet(marked).as_deref(), Some(expected), "{marked}");
        }
    }

    #[test]
    fn nothing_is_offered_in_text_and_code() {
        for marked in
            ["### Q: Why?\n\nBecause|\n", "```python\n|\n```\n", "---\n|\ntitle: a\n---\n", "### Q: Why?\n\n| text\n"]
        {
            assert_eq!(snippet(marked), None, "{marked}");
        }
    }
}

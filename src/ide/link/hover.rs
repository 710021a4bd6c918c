//! Hover: what a link leads to.

use std::path::Path;

use crate::ide::{Files, NoteView};
use crate::syntax::Note;
use crate::syntax::question::Question;
use crate::text::{Text, TextRange};

use super::{LinkTarget, link_at, target_of};

/// So many lines of an answer are shown.
const MAX_LINES: usize = 12;

/// So many bytes of it, about.
const MAX_LEN: usize = 1000;

/// What there is to say of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkHover {
    /// The address, or all of the link where its text is asked about, in bytes of the note.
    pub range: TextRange,
    /// Markdown.
    pub text: String,
}

/// The question or section that the link at `offset` leads to and the start of what stands there, or the note's title.
pub fn link_hover(view: &NoteView<'_>, offset: u32, files: &Files<'_>) -> Option<LinkHover> {
    let (destination, range) = link_at(view, offset)?;
    let LinkTarget { path, text, anchor } = target_of(view, &destination, files)?;
    let note = Note::with_options(text?, &view.config.question_options);
    let text = match anchor {
        Some(anchor) => of_place(&note, anchor),
        None => of_note(&note, &path, view)?,
    };
    Some(LinkHover { range, text })
}

fn of_note(note: &Note, path: &Path, view: &NoteView<'_>) -> Option<String> {
    let facts = view.index.note(path)?;
    let count = note.questions().questions.len();
    let open = note.questions().questions.iter().filter(|question| !question.state.is_answered()).count();
    let questions = match (count, open) {
        (0, _) => String::new(),
        (1, 0) => "\n\n1 question".to_owned(),
        (count, 0) => format!("\n\n{count} questions"),
        (1, _) => "\n\n1 question, open".to_owned(),
        (count, open) => format!("\n\n{count} questions, {open} open"),
    };
    Some(format!("**{}**{questions}", escaped(&facts.name(path))))
}

fn of_place(note: &Note, anchor: TextRange) -> String {
    let asks = |question: &&Question| note.piece_range(question.head).touches(anchor.start);
    if let Some(question) = note.questions().all().find(asks) {
        let answer = note.answer_range(question).map(|range| beginning(note.text(), range));
        let answer = answer.filter(|answer| !answer.is_empty()).unwrap_or_else(|| "*No answer yet.*".to_owned());
        return format!("**{}**\n\n{answer}", escaped(&note.question_text(question)));
    }
    let title = note.text().slice(anchor);
    let line = note.text().line_of(anchor.end);
    let behind = TextRange::new(note.text().line_start(line + 1), note.text().len());
    format!("**{}**\n\n{}", escaped(title.trim()), beginning(note.text(), section_in(note, behind)))
}

/// The part of `range` that comes before the next heading.
fn section_in(note: &Note, range: TextRange) -> TextRange {
    let heading = note.anchors().into_iter().find(|it| it.kind.level().is_some() && it.range.start >= range.start);
    let end = heading.map(|it| note.text().line_start(note.text().line_of(it.range.start)));
    TextRange::new(range.start, end.unwrap_or(range.end).max(range.start))
}

/// The first lines of `range`. A code block that is cut is closed.
fn beginning(text: &Text, range: TextRange) -> String {
    let all = text.slice(range);
    let mut out = String::new();
    let mut fence: Option<&str> = None;
    let mut is_cut = false;
    for (count, line) in all.trim().lines().enumerate() {
        if count == MAX_LINES || out.len() + line.len() > MAX_LEN {
            is_cut = true;
            break;
        }
        let marks = line.trim_start();
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| marks.starts_with(mark)) {
            fence = match fence {
                None => Some(mark),
                Some(open) if open == mark => None,
                open => open,
            };
        }
        out.push_str(line);
        out.push('\n');
    }
    if let Some(mark) = fence {
        out.push_str(mark);
        out.push('\n');
    }
    if is_cut {
        out.push_str("\n…\n");
    }
    out.trim_end().to_owned()
}

/// `text` as Markdown that shows it as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Fixture;

    #[track_caller]
    fn check(link: &str, expected: Option<&str>) {
        let code = "x\n".repeat(30);
        let b = format!(
            "---\ntitle: All of *b*\n---\n\n## Q: What is `x`?\n\n**Answer:** A name.\n\n```python\n{code}```\n\n\
             ## Q: Why?\n\n## Notes\n\nSome.\n\n## End\n"
        );
        let fixture = Fixture::new(&[("a.md", &format!("{link}\n")), ("b.md", &b)]);
        let hover = fixture.at_note("a.md", "b.md", |view, offset| link_hover(view, offset, &fixture.files()));
        assert_eq!(hover.map(|hover| hover.text).as_deref(), expected, "{link}");
    }

    #[test]
    fn a_link_shows_what_it_leads_to() {
        check("[x](b.md)", Some("**All of \\*b\\***\n\n2 questions, 1 open"));
        check("[x](b.md#q-why)", Some("**Why?**\n\n*No answer yet.*"));
        check("[x](b.md#notes)", Some("**Notes**\n\nSome."));
        check("[x](b.md#none)", Some("**All of \\*b\\***\n\n2 questions, 1 open"));
        check("[x](bb.md)\n\nb.md", None);
    }

    #[test]
    fn what_is_marked_holds_the_place_that_is_asked_about() {
        let source = "# A\n\nsee [a *b*](b.md) [![i](b.md)](#a) [[b]]\n\n[r]: b.md\n";
        let mut fixture = Fixture::new(&[("a.md", source), ("b.md", "# B\n")]);
        fixture.config.links.wiki = true;
        let marked = |at: usize| {
            let hover = fixture.at_note("a.md", "", |view, _| link_hover(view, at as u32, &fixture.files()));
            hover.map(|hover| hover.range)
        };
        let all: Vec<_> = (0..=source.len()).filter_map(|at| Some((at, marked(at)?))).collect();
        assert!(all.iter().all(|(at, range)| range.touches(*at as u32)), "{all:?}");
        let text = |at: &str| marked(source.find(at).expect("the place")).map(|range| &source[range.as_usize()]);
        assert_eq!(text("a *b*"), Some("[a *b*](b.md)"));
        assert_eq!(text("b.md) [!"), Some("b.md"));
    }

    #[test]
    fn a_long_answer_is_cut() {
        let lines = "x\n".repeat(9);
        let expected = format!("**What is x?**\n\n**Answer:** A name.\n\n```python\n{lines}```\n\n…");
        check("[x](b.md#q-what-is-x)", Some(&expected));
    }
}

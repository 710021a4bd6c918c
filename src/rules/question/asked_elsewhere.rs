//! `duplicate-question`, in other words or in other notes.

use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::rules::{Diagnostic, Elsewhere, FactsContext, NoteContext, WorkspaceCheck};
use crate::syntax::question::{ALIKE, Fingerprint, Question};
use crate::text::TextRange;
use crate::workspace::{AskedElsewhere, Config, NoteFacts};

use super::DUPLICATE_QUESTION;

/// The questions behind these of one note are not compared: the index does not know them either.
const MAX_QUESTIONS: usize = NoteFacts::MAX_QUESTIONS;

/// No more questions of other notes are named.
const MAX_NAMED: usize = 5;

/// The check.
pub static CHECK: WorkspaceCheck = WorkspaceCheck { check, concerns };

/// Whether one of the questions is asked elsewhere, or twice in other words.
fn concerns(context: &FactsContext<'_>) -> bool {
    let mut before: FxHashMap<u64, Vec<Fingerprint>> = FxHashMap::default();
    context.facts.questions.iter().filter_map(|question| question.fingerprint).any(|asked| {
        let earlier = before.entry(asked.key()).or_default();
        let is_alike = earlier.iter().any(|other| other.similarity(&asked) >= ALIKE);
        earlier.push(asked);
        is_alike || !context.index.asked_elsewhere(&asked, context.path).is_empty()
    })
}

/// Reports questions that other notes ask too, and those that the note itself asks before in other words.
fn check(context: &NoteContext<'_>, found: &mut Vec<Diagnostic>) {
    let own = context.path.unwrap_or(Path::new(""));
    let mut before: FxHashMap<u64, Vec<(Fingerprint, TextRange)>> = FxHashMap::default();
    let mut texts = FxHashSet::default();
    for (question, asked) in fingerprints(context) {
        // What the note asks in the very same words before is reported as that.
        if !texts.insert(asked.text_hash()) {
            continue;
        }
        let range = context.note.piece_text_range(context.note.question_head(question));
        let others = context.index.asked_elsewhere(&asked, own);
        let earlier = before.entry(asked.key()).or_default();
        let alike = earlier.iter().find(|(other, _)| other.similarity(&asked) >= ALIKE);
        if let Some((_, first)) = alike {
            let message = "this note asks nearly the same further up";
            let diagnostic =
                Diagnostic::new(&DUPLICATE_QUESTION, range, message).with_related(*first, "asked here first");
            found.push(with_others(diagnostic, &others, context.config));
        } else if let Some(first) = others.first() {
            let diagnostic = Diagnostic::new(&DUPLICATE_QUESTION, range, message(first, others.len(), context.config));
            found.push(with_others(diagnostic, &others, context.config));
        }
        earlier.push((asked, range));
    }
}

/// The questions of the note that can be compared.
fn fingerprints<'a>(context: &NoteContext<'a>) -> impl Iterator<Item = (&'a Question, Fingerprint)> {
    let note = context.note;
    let facts = context.path.and_then(|path| context.index.note(path));
    let setting = facts.map(|facts| facts.setting()).unwrap_or_default();
    let questions = note.questions().questions.iter().take(MAX_QUESTIONS);
    questions.filter_map(move |question| Some((question, note.question_fingerprint(question)?.within(setting))))
}

fn message(first: &AskedElsewhere<'_>, count: usize, config: &Config) -> String {
    let who = match count {
        1 => format!("`{}` asks", shown(first.path, config)),
        2 => format!("`{}` and 1 more note ask", shown(first.path, config)),
        _ => format!("`{}` and {} more notes ask", shown(first.path, config), count - 1),
    };
    match first.similarity < 1.0 {
        true => format!("{who} nearly the same: {}", first.question.text),
        false => format!("{who} the same"),
    }
}

/// The same with the places where the others ask.
fn with_others(mut diagnostic: Diagnostic, others: &[AskedElsewhere<'_>], config: &Config) -> Diagnostic {
    diagnostic.elsewhere.extend(others.iter().take(MAX_NAMED).map(|other| Elsewhere {
        path: other.path.to_owned(),
        shown: shown(other.path, config),
        line: other.question.line,
        message: match other.similarity < 1.0 {
            true => format!("asked here too: {}", other.question.text),
            false => "asked here too".to_owned(),
        },
    }));
    diagnostic
}

/// `path` from the root of the notes on, with slashes everywhere.
fn shown(path: &Path, config: &Config) -> String {
    let path: PathBuf = path.strip_prefix(&config.root).unwrap_or(path).to_owned();
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::check as check_alone;
    use crate::rules::{Checker, check_note};
    use crate::syntax::Note;
    use crate::text::{Edit, Text};
    use crate::workspace::Index;

    fn index(notes: &[(&str, &str)]) -> Index {
        let mut index = Index::default();
        for (path, source) in notes {
            let facts = NoteFacts::new(&Note::new(Text::new(source)), Path::new(path), &Config::default());
            index.set_open(Path::new(path), facts);
        }
        index
    }

    /// What is said of the first of `notes`, which is beside the others: each message, and the places elsewhere.
    fn messages(notes: &[(&str, &str)]) -> Vec<String> {
        let index = index(notes);
        let note = Note::new(Text::new(notes[0].1));
        let config = Config { root: "/n".into(), ..Config::default() };
        let context =
            NoteContext { index: &index, path: Some(Path::new(notes[0].0)), ..NoteContext::new(&note, &config) };
        let found = check_note(&context).into_iter().filter(|it| it.rule == &DUPLICATE_QUESTION);
        let place = |it: &Elsewhere| format!(" | {}:{} {}", it.shown, it.line, it.message);
        found.map(|it| it.message.clone() + &it.elsewhere.iter().map(place).collect::<String>()).collect()
    }

    #[test]
    fn the_same_words_in_another_note_are_reported() {
        let found = messages(&[
            ("/n/a.md", "### Q: What is a *closure*?\n\nA.\n"),
            ("/n/b.md", "# B\n\n### Q: what is a closure\n\nA.\n"),
        ]);
        assert_eq!(found, ["`b.md` asks the same | b.md:2 asked here too"]);
    }

    #[test]
    fn other_words_for_the_same_are_reported() {
        let found = messages(&[
            ("/n/a.md", "### Q: Explain the GIL\n\nA.\n"),
            ("/n/c/d.md", "### Q: What is Python's GIL and how does it work?\n\nA.\n"),
            ("/n/b.md", "### Q: How do you get around the GIL?\n\nA.\n"),
        ]);
        let text = "What is Python's GIL and how does it work?";
        assert_eq!(found, [format!("`c/d.md` asks nearly the same: {text} | c/d.md:0 asked here too: {text}")]);
    }

    #[test]
    fn of_many_notes_some_are_named() {
        let question = "### Q: What is a closure?\n\nA.\n";
        let paths: Vec<_> = (0..9).map(|number| format!("/n/{number}.md")).collect();
        let notes: Vec<_> = paths.iter().map(|path| (path.as_str(), question)).collect();
        let found = messages(&notes);
        assert!(found[0].starts_with("`1.md` and 7 more notes ask the same | 1.md:0"), "{found:?}");
        assert_eq!(found[0].matches(" | ").count(), MAX_NAMED);
    }

    #[test]
    fn notes_about_other_languages_ask_other_questions() {
        let note = |language: &str| format!("# {language} questions\n\n### Q: What is a closure?\n\nA.\n");
        let (python, java, rust) = (note("Python"), note("JavaScript"), note("Rust"));
        let found =
            messages(&[("/n/a.md", &python), ("/n/b.md", &java), ("/n/c.md", &rust), ("/n/d.md", &note("More"))]);
        assert_eq!(found, ["`d.md` asks the same | d.md:2 asked here too"]);
    }

    #[test]
    fn what_the_text_does_not_explain_is_left_alone() {
        for question in [
            "### Q: Why?\n\nA.\n",
            "### Q: How does it work?\n\nA.\n",
            "### Q: What does this print?\n\n```python\nprint(1)\n```\n",
            "### Q: What does `f()` return?\n\n```python\ndef f(): ...\n```\n",
            "### Q: Which of them is a sequence?\n\n- A: `list`\n- B: `set`\n",
        ] {
            assert_eq!(messages(&[("/n/a.md", question), ("/n/b.md", question)]), [""; 0], "{question}");
        }
    }

    #[test]
    fn code_may_be_the_answer() {
        let question = "### Q: How do you reverse a string?\n\n```python\ntext[::-1]\n```\n";
        assert_eq!(messages(&[("/n/a.md", question), ("/n/b.md", question)]).len(), 1);
    }

    #[test]
    fn one_note_may_ask_twice_in_other_words() {
        check_alone(
            &[&DUPLICATE_QUESTION],
            "\
## Q1: What is the difference between a list and a tuple?

One can change.

## Q2: Tuple vs list?
       ^^^^^^^^^^^^^^ duplicate-question: this note asks nearly the same further up

One cannot.

## Q3: List vs set?

Order.
",
        );
    }

    #[test]
    fn findings_follow_the_other_notes_and_the_text() {
        let config = Config::default();
        let path = Path::new("/a.md");
        let mut note = Note::new(Text::new("# A\n\n### Q: What is a closure?\n\nA.\n"));
        let mut checker = Checker::new(&note);
        let check = |note: &Note, index: &Index, expected: usize, checker: &mut Checker| {
            let context = NoteContext { index, path: Some(path), ..NoteContext::new(note, &config) };
            let found = checker.run(&context);
            assert_eq!(found, check_note(&context));
            assert_eq!(found.len(), expected);
        };
        let alone = index(&[("/a.md", "### Q: What is a closure?\n\nA.\n")]);
        let mut both = alone.clone();
        check(&note, &alone, 0, &mut checker);
        both.set_open(
            Path::new("/b.md"),
            NoteFacts::new(&Note::new(Text::new("### Q: Explain closures.\n\nA.\n")), Path::new("/b.md"), &config),
        );
        check(&note, &both, 1, &mut checker);
        for (edit, expected) in [
            (Edit::insert(0, "Text.\n\n"), 1),
            (Edit::insert(note.text().len() + 4, "B."), 1),
            (Edit::insert(32, "fast "), 0),
        ] {
            let replaced = note.edit(&edit);
            checker.replace(&replaced);
            check(&note, &both, expected, &mut checker);
        }
    }
}

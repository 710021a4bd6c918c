//! How long a workspace of 10,000 notes (77 MB) takes: reading it, looking whom the others concern, a keystroke in one of
//! them, completing a skill, renaming one in 5,000 notes.
//!
//! Run with `cargo bench --bench workspace`.

#![allow(clippy::print_stdout, reason = "the figures are its output")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use askdown::ide::{Files, NoteView, complete, rename_skill, skill_references};
use askdown::rules::{Checker, FactsContext, NoteContext, is_concerned};
use askdown::schema::Schema;
use askdown::syntax::Note;
use askdown::text::{Edit, PositionEncoding, Text};
use askdown::workspace::{
    Changes, Config, ConfigStore, Index, NoteFacts, Places, find_changes, read_changes, read_note,
};

const NOTES: usize = 10_000;
const NOTE_LEN: usize = 7_700;

/// Writes the notes: each second one uses the skill `python`, and each has three of 2,000 others.
fn write_notes(folder: &Path) {
    let question = "### Q: What does `yield` do in a function, and when is it worth having?\n\n\
        **Answer:** It makes a generator of it. Nothing runs until a value is asked for, and *then* only up to the \
        next `yield`; see [the tutorial](https://docs.python.org/3/tutorial/).\n\n\
        - memory stays flat\n- the caller decides\n\n```python\ndef numbers(end: int):\n    for number in range(end):\n        yield number\n```\n\n";
    for number in 0..NOTES {
        let python = if number % 2 == 0 { "python, " } else { "" };
        let skills = [number % 2_000, number * 7 % 2_000, number * 13 % 2_000].map(|skill| format!("skill-{skill}"));
        let mut source = format!("---\ntitle: Note {number}\nskills: [{python}{}]\n---\n\n", skills.join(", "));
        while source.len() < NOTE_LEN {
            source += question;
        }
        let path = folder.join(format!("{}/{number}.md", number / 100));
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        std::fs::write(path, source).expect("the note");
    }
}

/// Runs `work` a few times and prints the median.
fn measure<R>(name: &str, times: usize, mut work: impl FnMut() -> R) -> R {
    let mut durations = Vec::new();
    loop {
        let start = Instant::now();
        let result = work();
        durations.push(start.elapsed());
        if durations.len() == times {
            durations.sort();
            let median: Duration = durations[times / 2];
            println!("{name:<40} {:>10.2} ms", median.as_secs_f64() * 1e3);
            return result;
        }
    }
}

fn read_all(changes: &Changes) -> Index {
    let index = Mutex::new(Index::default());
    read_changes(changes, || true, |batch| index.lock().expect("the index").apply(batch));
    index.into_inner().expect("the index")
}

/// How many notes would be read again for what the others say.
fn concerned(index: &Index, configs: &mut ConfigStore) -> usize {
    let is_concerned = |(path, facts): &(&Path, &Arc<NoteFacts>)| {
        let config = configs.config(Some(path));
        is_concerned(&FactsContext { facts, config: &config, path, index })
    };
    index.notes().filter(is_concerned).count()
}

/// A note that is typed in.
struct Typing {
    note: Note,
    checker: Checker,
    config: Arc<Config>,
    path: PathBuf,
}

impl Typing {
    fn new(path: &Path, configs: &mut ConfigStore) -> Self {
        let note = Note::new(read_note(path).expect("a note"));
        Self { checker: Checker::new(&note), note, config: configs.config(Some(path)), path: path.to_owned() }
    }

    /// Types a letter into the middle of the note, and checks.
    fn key(&mut self, index: &Index) -> usize {
        let replaced = self.note.edit(&Edit::insert(self.note.text().len() / 2, "x"));
        self.checker.replace(&replaced);
        let context = NoteContext { path: Some(&self.path), index, ..NoteContext::new(&self.note, &self.config) };
        self.checker.run(&context).len()
    }
}

/// The memory in use, in MB, where the system tells (Linux).
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_notes(folder.path());
    let mut configs = ConfigStore::new(Vec::new(), vec![folder.path().to_owned()]);
    let notes = measure("find the notes", 3, || find_changes(&Index::default(), &mut configs, &Places::Everywhere));
    let before = memory();
    let index = measure("read the notes", 3, || read_all(&notes));
    let grown = memory().zip(before).map(|(after, before)| after.saturating_sub(before));
    println!("{:<40} {:>10} MB", "memory that the index takes at most", grown.unwrap_or_default());
    assert_eq!(index.len(), NOTES);
    measure("look for changes", 3, || find_changes(&index, &mut configs, &Places::Outdated));

    measure("look which notes others concern", 5, || concerned(&index, &mut configs));
    let alone = Index::default();
    for (name, index) in
        [("a keystroke in a note that stands alone", &alone), ("a keystroke in one of 10,000 notes", &index)]
    {
        let mut typing = Typing::new(&folder.path().join("0/0.md"), &mut configs);
        measure(name, 1001, || typing.key(index));
    }

    let config: Arc<Config> = configs.config(Some(folder.path()));
    let note = Note::new(Text::new("---\nskills: [sk, python]\n---\n"));
    let view = NoteView { note: &note, path: None, config: &config, index: &index, schema: Schema::builtin() };
    measure("complete a skill", 21, || complete(&view, 15));

    let read = |path: &Path| read_note(path).ok();
    let files = Files { read: &read, encoding: PositionEncoding::Utf16 };
    let found = measure("find 5,000 references", 5, || skill_references("python", true, &config, &index, &files));
    assert_eq!(found.len(), NOTES / 2);
    let edits = measure("rename in 5,000 notes", 5, || rename_skill("python", "py", &config, &index, &files));
    assert_eq!(edits.map(|edits| edits.len()), Ok(NOTES / 2));
}

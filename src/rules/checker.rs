//! Running all checks on a note, once or while it changes.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::syntax::markdown::Splice;
use crate::syntax::{Note, Replaced, Revision};
use crate::text::TextRange;

use super::kept::Kept;
use super::link::KeptLinks;
use super::parallel::filter_map_blocks;
use super::report::{Found, publish};
use super::suppression::{self, Coverage, Directive, Placed};
use super::{BlockContext, Diagnostic, FactsContext, NoteCheck, NoteContext, TOPICS, Topic, code, file};

/// All findings on a note, in the order of the text.
pub fn check_note(context: &NoteContext<'_>) -> Vec<Diagnostic> {
    Checker::new(context.note).run(context)
}

/// The findings that the note alone accounts for: all but those of [`Topic::workspace`] and [`Topic::elsewhere`]. They are all
/// of them where
/// [`is_concerned`] says no.
pub fn check_note_alone(context: &NoteContext<'_>) -> Vec<Diagnostic> {
    Checker::new(context.note).find(context, false)
}

/// Whether other notes may account for a finding on the note of these facts.
pub fn is_concerned(context: &FactsContext<'_>) -> bool {
    let mut checks = TOPICS.iter().flat_map(|topic| topic.workspace.iter().chain(topic.elsewhere));
    checks.any(|check| (check.concerns)(context))
}

/// The findings on one note, kept while the note changes.
///
/// After an edit, [`Checker::replace`] forgets what was known of the blocks that the edit replaced;
/// [`Checker::run`] then checks what is new and puts everything together. What comes out equals the answer of
/// [`check_note`] for the same text. A changed configuration calls for a new `Checker`.
#[derive(Clone, Debug)]
pub struct Checker {
    topics: &'static [&'static Topic],
    /// The blocks there is something to say of, by ascending index.
    blocks: Vec<(usize, Findings)>,
    /// The blocks not checked yet: ascending, apart from each other, not empty.
    unchecked: Vec<Range<usize>>,
    /// What there is to say of the front matter; none before its checks ran.
    front_matter: Option<Findings>,
    /// What the checks of the shapes of pieces found; none before they ran.
    shapes: Option<Kept>,
    /// What the checks of the questions found; none before they ran.
    questions: Option<Kept>,
    /// What there is to say of code blocks that continue others.
    continued: code::Continued,
    /// What the checks of the questions against those of other notes found, and [`Index::question_revision`] then.
    elsewhere: Option<(Revision, Kept)>,
    /// What there is to say of links.
    links: KeptLinks,
}

/// What was found in one block, or in the front matter.
#[derive(Clone, Debug, Default)]
struct Findings {
    diagnostics: Vec<Diagnostic>,
    /// The comments there that silence rules.
    directives: Vec<Directive>,
    /// Whether a code block there continues the one before it.
    continues: bool,
}

impl Checker {
    /// A checker for `note` that knows nothing of it yet.
    pub fn new(note: &Note) -> Self {
        Self::with_topics(note, TOPICS)
    }

    fn with_topics(note: &Note, topics: &'static [&'static Topic]) -> Self {
        let all = 0..note.block_count();
        let unchecked = if all.is_empty() { Vec::new() } else { vec![all] };
        Self {
            topics,
            blocks: Vec::new(),
            unchecked,
            front_matter: None,
            shapes: None,
            questions: None,
            elsewhere: None,
            continued: code::Continued::default(),
            links: KeptLinks::default(),
        }
    }

    /// Takes in what an edit changed in the note.
    pub fn replace(&mut self, replaced: &Replaced) {
        replaced.blocks.iter().for_each(|splice| self.replace_blocks(splice));
        if replaced.front_matter {
            self.front_matter = None;
            self.shapes = self.shapes.take().and_then(Kept::of_body);
            self.questions = None;
            self.elsewhere = self.elsewhere.take().and_then(|(revision, kept)| Some((revision, kept.of_body()?)));
            self.links.replace_front_matter();
        }
    }

    fn replace_blocks(&mut self, splice: &Splice) {
        let Splice { old, new_count } = splice;
        let shifted = |index: usize| index - old.len() + new_count;

        let first = self.blocks.partition_point(|(index, _)| *index < old.start);
        let behind = self.blocks.partition_point(|(index, _)| *index < old.end);
        self.blocks.drain(first..behind);
        for (index, _) in &mut self.blocks[first..] {
            *index = shifted(*index);
        }

        let before = self.unchecked.iter().map(|range| range.start..range.end.min(old.start));
        let new = old.start..old.start + new_count;
        let after =
            self.unchecked.iter().map(|range| shifted(range.start.max(old.end))..shifted(range.end.max(old.end)));
        let mut unchecked: Vec<Range<usize>> = Vec::with_capacity(self.unchecked.len() + 1);
        for range in before.chain([new]).chain(after).filter(|range| !range.is_empty()) {
            match unchecked.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => unchecked.push(range),
            }
        }
        self.unchecked = unchecked;

        self.shapes = self.shapes.take().and_then(|kept| kept.moved(splice));
        self.questions = self.questions.take().and_then(|kept| kept.moved(splice));
        self.elsewhere = self.elsewhere.take().and_then(|(revision, kept)| Some((revision, kept.moved(splice)?)));
        self.links.replace_blocks(splice);
    }

    /// Checks what is not checked yet. Returns all findings on the note, in the order of the text.
    pub fn run(&mut self, context: &NoteContext<'_>) -> Vec<Diagnostic> {
        self.find(context, true)
    }

    /// The same, or without the findings of checks that look at other notes.
    fn find(&mut self, context: &NoteContext<'_>, compares: bool) -> Vec<Diagnostic> {
        let unchecked = std::mem::take(&mut self.unchecked);
        let shapes = self.shapes.take().filter(|kept| kept.holds_by_shape(context.note, &unchecked));
        let shapes = shapes.unwrap_or_else(|| {
            Kept::new(context.note, check_whole(self.topics.iter().flat_map(|topic| topic.shapes), context))
        });
        let questions = self.questions.take().filter(|kept| kept.holds(context.note, &unchecked));
        let questions = questions.unwrap_or_else(|| {
            Kept::new(context.note, check_whole(self.topics.iter().flat_map(|topic| topic.questions), context))
        });
        let elsewhere = compares.then(|| self.compare_questions(context, &unchecked));
        let mut note = Vec::new();
        guarded("", &mut note, |_| self.links.run(context, &unchecked, compares));
        for range in unchecked {
            self.check_blocks(range, context);
        }
        if self.front_matter.is_none() {
            self.front_matter = Some(check_front_matter(self.topics, context));
        }
        let workspace =
            self.topics.iter().filter(|_| compares).flat_map(|topic| topic.workspace).map(|check| &check.check);
        note.extend(check_whole(self.topics.iter().flat_map(|topic| topic.notes).chain(workspace), context));
        note.extend(shapes.diagnostics(context.note));
        note.extend(questions.diagnostics(context.note));
        note.extend(elsewhere.iter().flat_map(|(_, kept)| kept.diagnostics(context.note)));
        self.shapes = Some(shapes);
        self.questions = Some(questions);
        self.elsewhere = elsewhere;
        let continuing = self.blocks.iter().filter(|(_, findings)| findings.continues).map(|(index, _)| *index);
        let mut read_as_one = Vec::new();
        guarded("", &mut note, |found| read_as_one = self.continued.check(context, continuing, found));
        let coverage = Coverage::new(context.note, self.directives());

        let mut found: Vec<Found<'_>> = Vec::new();
        for (index, findings) in &self.blocks {
            let base = context.note.block_range(*index).start;
            let all = findings.diagnostics.iter().map(|diagnostic| Found { diagnostic, base });
            found.extend(
                all.filter(|found| !code::is_void(&read_as_one, found.diagnostic.rule, found.diagnostic.range + base)),
            );
        }
        let front_matter = self.front_matter.iter().flat_map(|findings| &findings.diagnostics);
        found.extend(front_matter.chain(&note).map(|diagnostic| Found { diagnostic, base: 0 }));
        found.extend(self.links.found().map(|(block, diagnostic)| {
            let base = block.map_or(0, |index| context.note.block_range(index).start);
            Found { diagnostic, base }
        }));
        found.retain(|found| !coverage.covers(found.diagnostic.rule.name, found.diagnostic.range.start + found.base));
        publish(found, context.config)
    }

    /// What the checks of the questions against those of other notes find, or have found, and the state of the index.
    fn compare_questions(&mut self, context: &NoteContext<'_>, unchecked: &[Range<usize>]) -> (Revision, Kept) {
        let revision = context.index.question_revision();
        let kept =
            self.elsewhere.take().filter(|(then, kept)| *then == revision && kept.holds(context.note, unchecked));
        kept.unwrap_or_else(|| {
            let checks = self.topics.iter().flat_map(|topic| topic.elsewhere).map(|check| &check.check);
            (revision, Kept::new(context.note, check_whole(checks, context)))
        })
    }

    /// All comments that silence rules, in the order of the text.
    fn directives(&self) -> impl Iterator<Item = Placed<'_>> {
        let front_matter = self.front_matter.iter().flat_map(|findings| &findings.directives);
        let blocks = self.blocks.iter().flat_map(|(index, findings)| {
            findings.directives.iter().map(|directive| Placed { directive, block: Some(*index) })
        });
        front_matter.map(|directive| Placed { directive, block: None }).chain(blocks)
    }

    /// Checks the blocks of `range`, of which nothing is known.
    fn check_blocks(&mut self, range: Range<usize>, context: &NoteContext<'_>) {
        let place = self.blocks.partition_point(|(index, _)| *index < range.start);
        let check = |index| {
            let findings = check_block(self.topics, context, index);
            let says_nothing = findings.diagnostics.is_empty() && findings.directives.is_empty() && !findings.continues;
            (!says_nothing).then_some((index, findings))
        };
        self.blocks.splice(place..place, filter_map_blocks(range, check));
    }
}

/// What there is to say of the block at `index` alone.
fn check_block(topics: &[&Topic], context: &NoteContext<'_>, index: usize) -> Findings {
    let source = context.note.block_source(index);
    let block = BlockContext::new(context, context.note.block(index), &source);
    let mut diagnostics = Vec::new();
    for check in topics.iter().flat_map(|topic| topic.blocks) {
        guarded(&source, &mut diagnostics, |found| check(&block, found));
    }
    let directives = suppression::in_block(block.block, &source);
    Findings { diagnostics, directives, continues: code::continues(block.block, &source) }
}

/// What there is to say of the front matter alone.
fn check_front_matter(topics: &[&Topic], context: &NoteContext<'_>) -> Findings {
    let diagnostics = check_whole(topics.iter().flat_map(|topic| topic.front_matter), context);
    let directives = context
        .note
        .front_matter()
        .map(|front_matter| suppression::in_front_matter(front_matter, &context.note.text().slice(front_matter.range)));
    Findings { diagnostics, directives: directives.unwrap_or_default(), continues: false }
}

/// What the checks of the front matter, or of the whole note, find.
fn check_whole<'c>(checks: impl Iterator<Item = &'c NoteCheck>, context: &NoteContext<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let start = context.note.text().slice(context.note.text().line_range(0));
    for check in checks {
        guarded(&start, &mut found, |found| check(context, found));
    }
    found
}

/// Runs one check of `source`. When it panics, that costs its own findings only; the panic hook has told the standard
/// error what happened.
fn guarded(source: &str, found: &mut Vec<Diagnostic>, check: impl FnOnce(&mut Vec<Diagnostic>)) {
    let before = found.len();
    if catch_unwind(AssertUnwindSafe(|| check(found))).is_err() {
        found.truncate(before);
        let first_line = source.lines().next().unwrap_or_default();
        found.push(file::internal_error(TextRange::new(0, first_line.len() as u32)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::annotate;
    use crate::rules::{Severity, declare_rule};
    use crate::text::{Edit, Text};
    use crate::workspace::Config;

    declare_rule! {
        /// A block says "bad".
        pub static BAD = "bad", Some(Severity::Warning);
    }

    static TEST: &[&Topic] = &[&Topic {
        name: "Test",
        rules: &[&BAD],
        blocks: &[
            |block, found| {
                let bad = block.source.match_indices("bad").map(|(at, bad)| TextRange::from(at..at + bad.len()));
                found.extend(bad.map(|range| Diagnostic::new(&BAD, range, "bad")));
            },
            |block, _| assert!(!block.source.contains("panic"), "a panic that the test asks for"),
        ],
        front_matter: &[],
        shapes: &[],
        questions: &[],
        notes: &[],
        workspace: &[],
        elsewhere: &[],
    }];

    fn run(checker: &mut Checker, note: &Note) -> Vec<Diagnostic> {
        checker.run(&NoteContext::new(note, &Config::default()))
    }

    #[test]
    fn a_panic_costs_one_check_of_one_block() {
        let note = Note::new(Text::new("# bad\n\npanic, bad\n\nbad\n"));
        let found = run(&mut Checker::with_topics(&note, TEST), &note);
        let expected = "\
# bad
  ^^^ bad: bad

panic, bad
^^^^^^^^^^ internal-error: a check failed here by a fault of askdown's own, please report it
       ^^^ bad: bad

bad
^^^ bad: bad
";
        assert_eq!(annotate(note.text(), &found), expected);
    }

    #[test]
    fn at_most_200_findings_of_a_rule_are_published() {
        let note = Note::new(Text::new(&"bad\n\n".repeat(1234)));
        let found = run(&mut Checker::with_topics(&note, TEST), &note);
        assert_eq!(found.len(), 200);
        assert_eq!(found[198].message, "bad");
        assert_eq!(found[199].message, "bad (1034 more like this in the note)");
    }

    #[test]
    fn only_replaced_blocks_are_checked_again_and_the_answer_is_that_of_a_fresh_check() {
        let mut note = Note::new(Text::new("# bad\n\none\n\nbad\n\n- bad\n- two\n\nthree\n"));
        let mut checker = Checker::with_topics(&note, TEST);
        run(&mut checker, &note);
        let edits = [
            Edit::insert(2, "very bad and "),
            Edit::insert(0, "bad\n\nnew bad\n\n"),
            Edit::delete(TextRange::new(3, 20)),
            Edit::insert(9, "\n\n```\nbad\n"),
            Edit::delete(TextRange::new(0, 10)),
        ];
        for (count, edit) in edits.iter().enumerate() {
            let replaced = note.edit(edit);
            checker.replace(&replaced);
            // Several edits may come before the next run.
            if count != 1 {
                let fresh = run(&mut Checker::with_topics(&note, TEST), &note);
                assert_eq!(run(&mut checker, &note), fresh, "{:?}", note.text().to_string());
            }
        }
    }
}

//! The fix that makes front matter declare what the note asks.

use crate::rules::Fix;
use crate::syntax::Note;
use crate::syntax::front_matter::{CollectionStyle, Entry, Mapping, Node, NodeKind};
use crate::syntax::question::Level;
use crate::text::{Edit, Text, TextRange};

use super::Comparison;
use super::list_edit::{Change, ItemStyle, ListEdit, lines_of};

/// Brings `questions` in line with the body, as one fix: what the note does not ask becomes the question that it is most
/// like, or goes; what is not declared is added behind the question that it follows in the body, under its level. Nothing
/// where all agrees, or where the list is written in a way that an edit would spoil.
pub fn align_questions(note: &Note) -> Option<Fix> {
    let front_matter = note.front_matter().filter(|it| it.closed && it.errors.is_empty())?;
    let entry = front_matter.root.as_ref()?.as_mapping()?.entry("questions")?;
    let comparison = Comparison::new(note)?;
    let mut plan = Plan::new(note, &comparison, entry)?;
    plan.change_declared();
    plan.add_undeclared();
    let count = |is_counted: fn(&Change) -> bool| {
        plan.lists.iter().flat_map(|list| &list.edit.changed).filter(|(_, change)| is_counted(change)).count()
    };
    let removed = count(|change| matches!(change, Change::Removed));
    let changed = count(|change| matches!(change, Change::Replaced(..)));
    let added: usize = plan.lists.iter().map(|list| list.edit.added.len()).sum();
    let added = added + plan.new_levels.iter().map(|(_, texts)| texts.len()).sum::<usize>();

    let done = [(added, "added"), (changed, "changed"), (removed, "removed")];
    let done: Vec<_> = done.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    let title = format!("Bring `questions` in line with the note ({})", done.join(", "));
    let edits = plan.edits()?;
    (!edits.is_empty()).then_some(Fix { title, edits, safe: false })
}

/// What is to become of the lists.
struct Plan<'a> {
    note: &'a Note,
    comparison: &'a Comparison<'a>,
    /// The mapping of levels, if there is one.
    levels: Option<&'a Mapping>,
    /// The list, or one for each level.
    lists: Vec<List<'a>>,
    /// What became of each declared question.
    assigned: Vec<Option<usize>>,
    /// For each question of the body the list that it is in.
    list_of: Vec<Option<usize>>,
    /// The levels that are still to be written, and what is asked there.
    new_levels: Vec<(Level, Vec<String>)>,
}

struct List<'a> {
    edit: ListEdit<'a>,
    level: Option<Level>,
    /// For each item the index of the declared question in it.
    declared: Vec<Option<usize>>,
}

impl<'a> Plan<'a> {
    fn new(note: &'a Note, comparison: &'a Comparison<'a>, entry: &'a Entry) -> Option<Self> {
        let list = |key: &'a Node, value: &'a Node, level| {
            let declared = |item: &Node| comparison.declared.questions.iter().position(|it| it.item == item.range);
            let declared = value.items().iter().map(declared).collect();
            List { edit: ListEdit { key, value, changed: Vec::new(), added: Vec::new() }, level, declared }
        };
        let levels = entry.value.as_mapping();
        let lists: Vec<List<'_>> = match levels {
            None => vec![list(&entry.key, &entry.value, None)],
            Some(levels) => {
                let level = |entry: &Entry| entry.name().and_then(Level::of_phrase);
                levels.entries.iter().map(|entry| list(&entry.key, &entry.value, level(entry))).collect()
            }
        };
        let assigned = comparison.assigned()?;
        let list_of = vec![None; comparison.body.len()];
        Some(Self { note, comparison, levels, lists, assigned, list_of, new_levels: Vec::new() })
    }

    /// Settles what becomes of the questions that are declared.
    fn change_declared(&mut self) {
        for (number, list) in self.lists.iter_mut().enumerate() {
            for (item, declared) in list.declared.iter().enumerate() {
                let Some(declared) = *declared else { continue };
                let Some(asked) = self.assigned[declared] else {
                    list.edit.changed.push((item, Change::Removed));
                    continue;
                };
                self.list_of[asked] = Some(number);
                if self.comparison.same[declared].is_none() {
                    let range = self.comparison.declared.questions[declared].range;
                    let text = self.comparison.body[asked].declared_text(self.note);
                    list.edit.changed.push((item, Change::Replaced(range, text)));
                }
            }
        }
    }

    /// Finds a place for each question that is not declared.
    fn add_undeclared(&mut self) {
        for asked in 0..self.comparison.body.len() {
            let question = &self.comparison.body[asked];
            if question.is_follow_up || self.list_of[asked].is_some() {
                continue;
            }
            let text = question.declared_text(self.note);
            let level = question.question.level.filter(|_| self.levels.is_some());
            let of_level = level.map(|level| self.lists.iter().position(|list| list.level == Some(level)));
            match (of_level, level) {
                (Some(None), Some(level)) => match self.new_levels.iter_mut().find(|(new, _)| *new == level) {
                    Some((_, texts)) => texts.push(text),
                    None => self.new_levels.push((level, vec![text])),
                },
                (of_level, _) => {
                    let number = of_level.flatten().unwrap_or_else(|| self.list_around(asked));
                    let place = self.place_in(number, asked);
                    self.lists[number].edit.added.push((place, text));
                    self.list_of[asked] = Some(number);
                }
            }
        }
    }

    /// The list of the question before `asked`, or else of the one behind.
    fn list_around(&self, asked: usize) -> usize {
        let before = self.list_of[..asked].iter().rev().find_map(|list| *list);
        before.or_else(|| self.list_of[asked..].iter().find_map(|list| *list)).unwrap_or_default()
    }

    /// The index of the item before which `asked` comes: behind the last question that the body asks before it.
    fn place_in(&self, list: usize, asked: usize) -> usize {
        let asked_in = |declared: &Option<usize>| declared.and_then(|declared| self.assigned[declared]);
        let items = self.lists[list].declared.iter().enumerate();
        let before = items.filter_map(|(item, declared)| Some((asked_in(declared)?, item)));
        before.filter(|(other, _)| *other < asked).max().map_or(0, |(_, item)| item + 1)
    }

    fn edits(&self) -> Option<Vec<Edit>> {
        let text = self.note.text();
        let mut edits = Vec::new();
        for list in &self.lists {
            edits.extend(list.edit.edits(text, &self.style(list))?);
        }
        edits.extend(self.new_levels()?);
        Some(merged(edits))
    }

    /// The edit that writes the levels that are not there yet, behind the others.
    fn new_levels(&self) -> Option<Option<Edit>> {
        let (Some(levels), false) = (self.levels, self.new_levels.is_empty()) else { return Some(None) };
        let text = self.note.text();
        let last = levels.entries.last()?;
        let style = self.style(self.lists.last()?);
        if levels.style == CollectionStyle::Flow {
            let list = |(level, texts): &(Level, Vec<String>)| {
                let items: Vec<_> = texts.iter().map(|text| style.written(text, true)).collect();
                format!(", {}: [{}]", level.name(), items.join(", "))
            };
            let lists: String = self.new_levels.iter().map(list).collect();
            return Some(Some(Edit::insert(last.range().end, lists)));
        }
        let end = match last.value.items().last().and_then(|item| lines_of(text, item)) {
            Some(lines) => lines.end,
            None => text.line_start(text.line_of(last.range().end) + 1),
        };
        let indent = indent_of(text, &last.key);
        let before = style.before.clone()?;
        let lines = self.new_levels.iter().map(|(level, texts)| {
            let items = style.lines(&before, texts.iter().map(String::as_str));
            format!("{indent}{}:{}{items}", level.name(), style.line_end)
        });
        Some(Some(Edit::insert(end, lines.collect::<String>())))
    }

    /// How items of `list` are written: as those that are there, or else as those of another level.
    fn style(&self, list: &List<'_>) -> ItemStyle {
        let text = self.note.text();
        let lists = || [list].into_iter().chain(&self.lists);
        let first = lists().find_map(|list| list.declared.iter().find_map(|declared| *declared));
        let first = first.and_then(|first| self.comparison.declared.questions.get(first));
        let in_lines = lists().flat_map(|list| list.edit.value.items()).find(|item| lines_of(text, item).is_some());
        let before = match in_lines {
            Some(item) => Some(text.slice(before(text, item.range)).into_owned()),
            None if self.levels.is_none_or(|levels| levels.style == CollectionStyle::Block) => {
                Some(format!("{}  - ", indent_of(text, list.edit.key)))
            }
            None => None,
        };
        let key = lists().flat_map(|list| list.edit.value.items()).find_map(|item| text_key(item, first?.range));
        let opening = text.line_range(0);
        ItemStyle {
            quote: first.and_then(|it| text.slice(it.range).chars().next()).filter(|c| matches!(c, '"' | '\'')),
            key,
            before,
            line_end: if text.line_start(1) - opening.end == 2 { "\r\n" } else { "\n" },
        }
    }
}

/// The key of `item` whose value stands at `range`.
fn text_key(item: &Node, range: TextRange) -> Option<String> {
    let NodeKind::Mapping(mapping) = &item.kind else { return None };
    mapping.entries.iter().find(|entry| entry.value.range == range)?.name().map(str::to_owned)
}

/// What stands before `range` on its line.
fn before(text: &Text, range: TextRange) -> TextRange {
    TextRange::new(text.line_start(text.line_of(range.start)), range.start)
}

fn indent_of(text: &Text, key: &Node) -> String {
    let before = text.slice(before(text, key.range));
    before.chars().take_while(|c| *c == ' ').collect()
}

/// The edits in order, with insertions at one place made one.
fn merged(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| edit.range);
    let mut merged: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match merged.last_mut() {
            Some(last) if last.range == edit.range && edit.range.is_empty() => last.text += &edit.text,
            _ => merged.push(edit),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "
## Mid

### Q: What is a `set`?

Yes.

### Q: Explain list comprehensions vs generator expressions.

Yes.

## Senior

### Q: How does the GIL work?

Yes.

**Follow-up:** And without it?

### Q: What is a metaclass?

Yes.
";

    /// Checks what the front matter `yaml` becomes above [`BODY`], and what the fix is called.
    #[track_caller]
    fn check(yaml: &str, done: &str, expected: &str) {
        for line_end in ["\n", "\r\n"] {
            let note = |yaml: &str| format!("---\n{yaml}\n---\n{BODY}").replace('\n', line_end);
            let fix = align_questions(&Note::new(Text::new(&note(yaml)))).expect("a fix");
            assert_eq!(fix.title, format!("Bring `questions` in line with the note ({done})"));
            let mut text = Text::new(&note(yaml));
            fix.edits.iter().rev().for_each(|edit| text.apply(edit));
            assert_eq!(text.to_string(), note(expected));
            assert_eq!(align_questions(&Note::new(text)), None, "it is done in one step");
        }
    }

    #[test]
    fn a_list_of_lines_keeps_its_order_quotes_and_comments() {
        check(
            "\
questions:
  # the hard one first
  - \"How does the GIL work?\"   # CPython
  - \"Explain list comprehensions vs generators.\"
  # gone
  - \"xyz\"
title: x",
            "2 added, 1 changed, 1 removed",
            "\
questions:
  # the hard one first
  - \"What is a `set`?\"
  - \"How does the GIL work?\"   # CPython
  - \"What is a metaclass?\"
  - \"Explain list comprehensions vs generator expressions.\"
  # gone
title: x",
        );
    }

    #[test]
    fn questions_are_added_under_their_levels() {
        check(
            "\
questions:
  mid:
  - Explain list comprehensions vs generator expressions
  senior:
  lead: [And without it?]",
            "3 added",
            "\
questions:
  mid:
  - What is a `set`?
  - Explain list comprehensions vs generator expressions
  senior:
  - How does the GIL work?
  - What is a metaclass?
  lead: [And without it?]",
        );
        check(
            "questions:\n    junior:\n        - xyz\n    Mid:\n        - 'What is a set'",
            "3 added, 1 removed",
            "\
questions:
    junior: []
    Mid:
        - 'What is a set'
        - 'Explain list comprehensions vs generator expressions.'
    senior:
        - 'How does the GIL work?'
        - 'What is a metaclass?'",
        );
    }

    #[test]
    fn brackets_stay_brackets() {
        check(
            "questions: [xyz, What is a metaclass]",
            "3 added, 1 removed",
            "questions: [What is a `set`?, Explain list comprehensions vs generator expressions., How does the GIL work?, \
             What is a metaclass]",
        );
        check(
            "questions: {mid: ['What is a set?', 'Explain list comprehensions'], senior: []}",
            "2 added, 1 changed",
            "questions: {mid: ['What is a set?', 'Explain list comprehensions vs generator expressions.'], \
             senior: ['How does the GIL work?', 'What is a metaclass?']}",
        );
        check(
            "questions: {mid: [\"What is a set?\", Explain list comprehensions vs generator expressions, xyz]}",
            "2 added, 1 removed",
            "questions: {mid: [\"What is a set?\", Explain list comprehensions vs generator expressions], \
             senior: [\"How does the GIL work?\", \"What is a metaclass?\"]}",
        );
        check(
            "questions: [\n  What is a set?,\n  How does the GIL work?,\n]",
            "2 added",
            "questions: [\n  What is a set?,\n  Explain list comprehensions vs generator expressions.,\n  \
             How does the GIL work?,\n  What is a metaclass?,\n]",
        );
    }

    #[test]
    fn items_with_keys_of_their_own_keep_them() {
        check(
            "\
questions:
  - question: Explain list comprehensions
    tags: [lists]
  - question: xyz
    tags:
      - x
  - tags: [gil]
    question: How does the GIL work?",
            "2 added, 1 changed, 1 removed",
            "\
questions:
  - question: What is a `set`?
  - question: Explain list comprehensions vs generator expressions.
    tags: [lists]
  - tags: [gil]
    question: How does the GIL work?
  - question: What is a metaclass?",
        );
    }

    #[test]
    fn what_an_edit_would_spoil_is_left_alone() {
        for yaml in [
            "title: x",
            "questions: []",
            "questions: [xyz # why\n  ]",
            "questions:\n- |\n  Explain list comprehensions\n",
            "questions:\n- What is a set?\n- [",
        ] {
            let note = Note::new(Text::new(&format!("---\n{yaml}\n---\n{BODY}")));
            assert_eq!(align_questions(&note), None, "{yaml}");
        }
        let open = Note::new(Text::new(&format!("---\nquestions: [xyz]\n{BODY}")));
        assert_eq!(align_questions(&open), None);
    }
}

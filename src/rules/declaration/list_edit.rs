//! Edits of a YAML list that leave all else in it as it stands: other items, comments, quotes, indentation.

use crate::syntax::front_matter::{CollectionStyle, Node, NodeKind};
use crate::text::{Edit, Text, TextRange};
use crate::workspace::{replace_value, written_value};

/// A list and what is to become of it.
pub(super) struct ListEdit<'a> {
    /// The key that the list is the value of.
    pub key: &'a Node,
    /// The list; a null for one that is still to be written.
    pub value: &'a Node,
    /// The items that change, by index, in order.
    pub changed: Vec<(usize, Change)>,
    /// The items that come before the one with the index, in order.
    pub added: Vec<(usize, String)>,
}

/// What becomes of an item.
pub(super) enum Change {
    /// It goes.
    Removed,
    /// The value at the range becomes the text.
    Replaced(TextRange, String),
}

/// How the items of a list are written.
#[derive(Clone, Debug, Default)]
pub(super) struct ItemStyle {
    /// The quote around them.
    pub quote: Option<char>,
    /// The key of an item that holds the text, where items have keys.
    pub key: Option<String>,
    /// What stands before an item on its line, dash included; none in brackets.
    pub before: Option<String>,
    /// How lines end.
    pub line_end: &'static str,
}

impl ItemStyle {
    /// `text` as an item, without what stands before it.
    pub fn written(&self, text: &str, in_flow: bool) -> String {
        let value = written_value(text, self.quote, in_flow);
        match (&self.key, in_flow) {
            (Some(key), true) => format!("{{{key}: {value}}}"),
            (Some(key), false) => format!("{key}: {value}"),
            (None, _) => value,
        }
    }

    /// The lines of further items.
    pub fn lines<'t>(&self, before: &str, texts: impl IntoIterator<Item = &'t str>) -> String {
        texts.into_iter().map(|text| format!("{before}{}{}", self.written(text, false), self.line_end)).collect()
    }
}

impl ListEdit<'_> {
    /// The edits; none where the list is written in a way that they would spoil.
    pub fn edits(&self, text: &Text, style: &ItemStyle) -> Option<Vec<Edit>> {
        if self.changed.is_empty() && self.added.is_empty() {
            return Some(Vec::new());
        }
        match &self.value.kind {
            NodeKind::Sequence(list) if list.style == CollectionStyle::Flow => self.in_brackets(text, style),
            NodeKind::Sequence(_) => self.in_lines(text, style),
            _ if self.value.is_null() && self.value.range.is_empty() => self.anew(text, style),
            _ => None,
        }
    }

    fn in_lines(&self, text: &Text, style: &ItemStyle) -> Option<Vec<Edit>> {
        let lines: Vec<TextRange> =
            self.value.items().iter().map(|item| lines_of(text, item)).collect::<Option<_>>()?;
        let first = self.value.items().first()?;
        let before = text.slice(TextRange::new(lines.first()?.start, first.range.start));
        let mut edits = self.replacements(text)?;
        for (index, change) in &self.changed {
            if matches!(change, Change::Removed) {
                edits.push(Edit::delete(*lines.get(*index)?));
            }
        }
        for (index, added) in &self.added {
            let at = match index.checked_sub(1) {
                Some(last) => lines.get(last)?.end,
                None => lines.first()?.start,
            };
            edits.push(Edit::insert(at, style.lines(&before, [added.as_str()])));
        }
        let removed = self.changed.iter().filter(|(_, change)| matches!(change, Change::Removed)).count();
        if removed == lines.len() && self.added.is_empty() {
            // A key without a value would be no list any more.
            edits.push(Edit::insert(self.after_colon(text)?, " []"));
        }
        Some(edits)
    }

    fn in_brackets(&self, text: &Text, style: &ItemStyle) -> Option<Vec<Edit>> {
        let mut replacements = self.replacements(text)?;
        if self.added.is_empty() && replacements.len() == self.changed.len() {
            return Some(replacements);
        }
        let items = self.value.items();
        let range = self.value.range;
        if !text.slice(range).starts_with('[') || !text.slice(range).ends_with(']') {
            return None;
        }
        let starts = items.iter().map(|item| item.range.start).chain([range.end - 1]);
        let ends = [range.start + 1].into_iter().chain(items.iter().map(|item| item.range.end));
        let gaps: Vec<_> = ends.zip(starts).map(|(end, start)| text.slice(TextRange::new(end, start))).collect();
        let (head, tail) = (gaps.first()?.as_ref(), gaps.last()?.as_ref());
        if gaps.iter().any(|gap| gap.contains('#')) {
            return None; // a comment would go
        }
        let between = match items.len() {
            0 | 1 if head.contains('\n') => format!(",{head}"),
            0 | 1 => ", ".to_owned(),
            _ => gaps[1].to_string(),
        };
        let mut parts = Vec::new();
        for index in 0..=items.len() {
            let added = self.added.iter().filter(|(before, _)| *before == index);
            parts.extend(added.map(|(_, added)| style.written(added, true)));
            let Some(item) = items.get(index) else { break };
            match self.changed.iter().find(|(changed, _)| *changed == index) {
                Some((_, Change::Removed)) => {}
                Some((_, Change::Replaced(..))) => parts.push(replaced(text, item, replacements.remove(0))),
                None => parts.push(text.slice(item.range).into_owned()),
            }
        }
        let list = if parts.is_empty() { String::new() } else { format!("{head}{}{tail}", parts.join(&between)) };
        Some(vec![Edit::replace(range, format!("[{list}]"))])
    }

    /// For a key that has no value yet.
    fn anew(&self, text: &Text, style: &ItemStyle) -> Option<Vec<Edit>> {
        let before = style.before.as_deref()?;
        let line = text.line_of(self.key.range.start);
        let lines = style.lines(before, self.added.iter().map(|(_, added)| added.as_str()));
        Some(vec![Edit::insert(text.line_start(line + 1), lines)])
    }

    /// The edits of the values that are replaced, in order.
    fn replacements(&self, text: &Text) -> Option<Vec<Edit>> {
        let replaced = self.changed.iter().filter_map(|(_, change)| match change {
            Change::Replaced(range, new) => Some((*range, new)),
            Change::Removed => None,
        });
        let edit = |(range, new): (TextRange, &String)| {
            let is_block = text.slice(range).starts_with(['|', '>']);
            (!is_block).then(|| replace_value(text, range, new))
        };
        replaced.map(edit).collect()
    }

    fn after_colon(&self, text: &Text) -> Option<u32> {
        let line = text.line_range(text.line_of(self.key.range.end));
        let behind = text.slice(TextRange::new(self.key.range.end, line.end));
        Some(self.key.range.end + behind.find(':')? as u32 + 1)
    }
}

/// The source of `item` once `edit` was made in it.
fn replaced(text: &Text, item: &Node, edit: Edit) -> String {
    let before = text.slice(TextRange::new(item.range.start, edit.range.start));
    let behind = text.slice(TextRange::new(edit.range.end, item.range.end));
    format!("{before}{}{behind}", edit.text)
}

/// The whole lines of an item that starts with a dash on a line of its own.
pub(super) fn lines_of(text: &Text, item: &Node) -> Option<TextRange> {
    let start = text.line_start(text.line_of(item.range.start));
    let is_own = text.slice(TextRange::new(start, item.range.start)).trim() == "-";
    // The text of `|` ends with its line.
    let last = if item.range.is_empty() { item.range.start } else { item.range.end - 1 };
    is_own.then(|| TextRange::new(start, text.line_start(text.line_of(last) + 1)))
}

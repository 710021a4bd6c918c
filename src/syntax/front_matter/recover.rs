//! Reading YAML that has faults: what is broken is kept apart from what is not.
//!
//! Text that does not parse as a whole is cut at the lines of its outermost keys or list items, and each piece is
//! parsed alone. A piece that does not parse is cut again one level deeper. What is left at the end are single
//! lines with a fault, and [`repair`] mends those as far as they can be understood.

use std::cmp::Ordering;
use std::collections::HashSet;

use crate::text::{Edit, TextRange};

use super::events::{self, ErrorKind, Fault, FaultKind, Outcome};
use super::lines::{Line, cook, lines, scan_flow, value_start};
use super::repair::{self, quoted};
use super::{CollectionStyle, Entry, Mapping, Node, NodeKind, Sequence, SyntaxError, SyntaxFix, tabs};

/// How deep the text is cut. The parser refuses what is nested deeper anyway.
const MAX_DEPTH: usize = 64;

/// How many faults are looked for; a text with more is no YAML.
const MAX_ERRORS: usize = 100;

/// What the outermost value may be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Root {
    /// Keys and values.
    Mapping,
    /// Anything.
    Any,
}

/// Reads `content`, which starts at `origin` in the note.
pub(super) fn read(content: &str, origin: u32, expected: Root) -> (Option<Node>, Vec<SyntaxError>) {
    let mut lines = lines(content, origin);
    let mut reader = Reader { anchors: anchors(content), errors: Vec::new() };
    let source = cook(&lines);
    let outcome = events::parse(&source);
    if let Some(fault @ Fault { kind: FaultKind::AliasBomb, .. }) = &outcome.fault {
        reader.errors.push(repair::refusal(&source, fault));
    }
    // The parser takes some tabs that other readers of YAML refuse.
    let tabs = tabs::take_out(&mut lines, outcome.root.as_ref().filter(|_| outcome.fault.is_none()));
    let is_whole = outcome.fault.is_none()
        && tabs.is_empty()
        && (expected == Root::Any || outcome.root.as_ref().is_none_or(|root| is_mapping(Some(root))));
    reader.errors.extend(tabs);
    let root = if is_whole { reader.accept(outcome) } else { reader.root(&lines, expected) };
    reader.errors.sort_by_key(|error| error.range.start);
    (root, reader.errors)
}

struct Reader<'a> {
    /// The anchors that are defined anywhere in the text: a piece can refer to one in another.
    anchors: HashSet<&'a str>,
    errors: Vec<SyntaxError>,
}

impl Reader<'_> {
    /// The outermost level.
    fn root(&mut self, lines: &[Line<'_>], expected: Root) -> Option<Node> {
        let opening = lines.iter().position(|line| !line.is_empty()).filter(|at| lines[*at].text() == "---");
        let groups = groups(&lines[opening.map_or(0, |at| at + 1)..]);
        if groups.is_empty() || !groups.iter().all(|group| first(group).is_some_and(Line::is_item)) {
            return self.mapping(&groups, 0);
        }
        let list = self.sequence(&groups, 0)?;
        if expected == Root::Mapping {
            let dash = first(groups.first()?)?.text_origin();
            let message = "front matter is made of keys and values, not of a list".to_owned();
            self.errors.push(SyntaxError { range: TextRange::new(dash, dash + 1), message, fix: None });
        }
        Some(list)
    }

    /// A piece of text that is one value: parsed as a whole if possible, else cut up.
    fn block(&mut self, lines: &[Line<'_>], depth: usize) -> Option<Node> {
        first(lines)?;
        let outcome = events::parse(&cook(lines));
        match &outcome.fault {
            None => return self.accept(outcome),
            Some(fault) if is_refused(fault) || depth >= MAX_DEPTH || self.errors.len() >= MAX_ERRORS => {
                self.errors.push(repair::refusal(&cook(lines), fault));
                return None;
            }
            Some(_) => {}
        }
        let groups = groups(lines);
        match groups.as_slice() {
            [group] => self.single(group, depth),
            _ => {
                let is_item = |group: &&[Line<'_>]| first(group).is_some_and(Line::is_item);
                let items = groups.iter().filter(|group| is_item(group)).count();
                // As many of the one as of the other: what comes first was there before the rest was typed.
                let is_list = match (items * 2).cmp(&groups.len()) {
                    Ordering::Equal => groups.first().is_some_and(is_item),
                    order => order == Ordering::Greater,
                };
                if is_list { self.sequence(&groups, depth) } else { self.mapping(&groups, depth) }
            }
        }
    }

    /// Keys and values, each group of lines an entry.
    fn mapping(&mut self, groups: &[&[Line<'_>]], depth: usize) -> Option<Node> {
        let mut entries: Vec<Entry> = Vec::new();
        for group in groups {
            let before = self.errors.len();
            let mut node = self.block(group, depth + 1);
            if !is_mapping(node.as_ref()) && self.errors.len() == before {
                node = self.no_key(group);
            }
            if let Some(NodeKind::Mapping(mapping)) = node.map(|node| node.kind) {
                entries.extend(mapping.entries);
            }
        }
        let range = entries.first()?.range().cover(entries.last()?.range());
        Some(Node { range, kind: NodeKind::Mapping(Mapping { style: CollectionStyle::Block, entries }) })
    }

    /// A list, each group of lines an item.
    fn sequence(&mut self, groups: &[&[Line<'_>]], depth: usize) -> Option<Node> {
        let mut items: Vec<Node> = Vec::new();
        for group in groups {
            let Some(line) = first(group) else { continue };
            if line.is_item() {
                if let Some(NodeKind::Sequence(sequence)) = self.block(group, depth + 1).map(|node| node.kind) {
                    items.extend(sequence.items);
                }
            } else {
                let fix = SyntaxFix::new("Make it a list item", Edit::insert(line.text_origin(), "- "));
                self.error_at(line, "expected `- ` before this list item", Some(fix));
            }
        }
        let range = items.first()?.range.cover(items.last()?.range);
        Some(Node { range, kind: NodeKind::Sequence(Sequence { style: CollectionStyle::Block, items }) })
    }

    /// One entry or list item that does not parse.
    fn single(&mut self, lines: &[Line<'_>], depth: usize) -> Option<Node> {
        let at = lines.iter().position(|line| !line.is_empty())?;
        let (line, rest) = (lines[at], &lines[at + 1..]);
        if line.is_item() {
            let inner: Vec<_> = [line.behind_dash()].into_iter().chain(rest.iter().copied()).collect();
            let dash_end = line.text_origin() + 1;
            let item = self.block(&inner, depth + 1).unwrap_or_else(|| events::null_at(dash_end));
            let range = item.range;
            let sequence = Sequence { style: CollectionStyle::Block, items: vec![item] };
            return Some(Node { range, kind: NodeKind::Sequence(sequence) });
        }
        if line.is_key_alone() && first(rest).is_some() {
            let mut node = events::parse(&cook(&[line])).root?;
            let value = self.block(rest, depth + 1);
            if let NodeKind::Mapping(mapping) = &mut node.kind
                && let (Some(entry), Some(value)) = (mapping.entries.first_mut(), value)
            {
                node.range = entry.key.range.cover(value.range);
                entry.value = value;
            }
            return Some(node);
        }
        self.leaf(lines)
    }

    /// What cannot be cut any further: mended until it parses. One mistake makes many faults, so just the first is
    /// told.
    fn leaf(&mut self, lines: &[Line<'_>]) -> Option<Node> {
        const MAX_REPAIRS: usize = 4;
        let mut source = cook(lines);
        let mut told = false;
        for _ in 0..=MAX_REPAIRS {
            let outcome = events::parse(&source);
            let Some(fault) = &outcome.fault else {
                return if told { outcome.root } else { self.accept(outcome) };
            };
            let repair = repair::repair(&source, fault);
            if !told {
                self.errors.push(repair.error);
                told = true;
            }
            match repair.source {
                Some(mended) => source = mended,
                None => return outcome.root,
            }
        }
        None
    }

    /// Takes a tree that parsed, and tells of the aliases that refer to nothing.
    fn accept(&mut self, outcome: Outcome) -> Option<Node> {
        for (range, name) in outcome.unresolved_aliases {
            if !self.anchors.contains(name.as_str()) {
                let message =
                    format!("`*{name}` refers to an anchor that is not here; a text that starts with `*` needs quotes");
                let fix = SyntaxFix::new("Put it in quotes", Edit::replace(range, quoted(&format!("*{name}"))));
                self.errors.push(SyntaxError { range, message, fix: Some(fix) });
            }
        }
        outcome.root
    }

    /// A line among keys that is none. Gives the key that it may have been meant to be.
    fn no_key(&mut self, group: &[Line<'_>]) -> Option<Node> {
        let line = first(group)?;
        let text = line.text();
        if line.is_item() {
            self.error_at(line, "a list item needs a key above it", None);
        } else if let Some(colon) = glued_colon(text) {
            let colon = TextRange::from(colon..colon + 1) + line.text_origin();
            let fix = SyntaxFix::new("Insert a space", Edit::insert(colon.end, " "));
            self.errors.push(SyntaxError {
                range: colon,
                message: "expected a space after this `:`".to_owned(),
                fix: Some(fix),
            });
            let source = cook(group);
            let at = source.text.find(':')? as u32 + 1;
            return events::parse(&source.patched(TextRange::empty(at), " ")).root;
        } else if text.contains(char::is_whitespace) {
            self.error_at(line, "expected `key: value`", None);
        } else {
            let end = line.text_origin() + text.len() as u32;
            let fix = SyntaxFix::new("Insert `:`", Edit::insert(end, ":"));
            self.error_at(line, "expected `:` after this key", Some(fix));
        }
        None
    }

    fn error_at(&mut self, line: &Line<'_>, message: &str, fix: Option<SyntaxFix>) {
        let range = TextRange::new(line.text_origin(), line.text_origin() + line.text().len() as u32);
        self.errors.push(SyntaxError { range, message: message.to_owned(), fix });
    }
}

fn first<'l, 'a>(lines: &'l [Line<'a>]) -> Option<&'l Line<'a>> {
    lines.iter().find(|line| !line.is_empty())
}

fn is_mapping(node: Option<&Node>) -> bool {
    node.is_some_and(|node| matches!(node.kind, NodeKind::Mapping(_)))
}

/// Whether cutting up the text does not help: it is not broken but too much.
fn is_refused(fault: &Fault) -> bool {
    matches!(fault.kind, FaultKind::AliasBomb | FaultKind::Syntax(ErrorKind::RecursionLimitExceeded))
}

/// The colon of `key:value`.
fn glued_colon(text: &str) -> Option<usize> {
    let colon = text.find(':')?;
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    (colon > 0 && text[..colon].chars().all(is_word) && !text[colon..].starts_with("://")).then_some(colon)
}

/// Cuts lines before each that starts an entry or item of the outermost level.
fn groups<'l, 'a>(lines: &'l [Line<'a>]) -> Vec<&'l [Line<'a>]> {
    let Some(level) = first(lines).map(|line| line.indent) else { return Vec::new() };
    let mut groups = Vec::new();
    let mut start = 0;
    for (index, line) in lines.iter().enumerate() {
        let group = &lines[start..index];
        if !line.is_empty() && line.indent <= level && first(group).is_some() && !continues(group, line) {
            groups.push(group);
            start = index;
        }
    }
    groups.push(&lines[start..]);
    groups
}

/// Whether `line`, though not indented more than the first line of `group`, belongs to it.
fn continues(group: &[Line<'_>], line: &Line<'_>) -> bool {
    let Some(head) = first(group) else { return true };
    if line.is_item() {
        // A list may stand at the level of its key.
        return !head.is_item() && head.is_key_alone() && line.indent == head.indent;
    }
    line.text().starts_with([']', '}', ',']) || (value_start(line.text()).is_none() && is_open(group, head))
}

/// Whether a bracket or quote is open at the end of `group`.
fn is_open(group: &[Line<'_>], head: &Line<'_>) -> bool {
    let start = if head.is_item() { Some(1) } else { head.value_start() };
    let Some(value) = start.and_then(|start| head.text().get(start..)) else { return false };
    if !value.trim_start().starts_with(['[', '{']) {
        return false;
    }
    let text: String = group.iter().skip_while(|line| line.is_empty()).map(|line| line.raw).collect();
    text.find(['[', '{']).is_some_and(|start| scan_flow(&text, start).end.is_none())
}

/// The names of all anchors that may be defined in `text`.
fn anchors(text: &str) -> HashSet<&str> {
    let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}');
    let names = text.match_indices('&').map(|(at, _)| &text[at + 1..]);
    names.map(|name| &name[..name.find(is_end).unwrap_or(name.len())]).filter(|name| !name.is_empty()).collect()
}

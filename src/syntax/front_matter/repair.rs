//! Mending a line with a fault, so that the rest of it can be read.

use crate::text::{Edit, TextRange};

use super::cooked::Cooked;
use super::events::{ErrorKind, Fault, FaultKind};
use super::lines::{quoted_end, scan_flow, value_start, without_comment};
use super::{SyntaxError, SyntaxFix};

/// What is wrong, and the text without that.
pub(super) struct Repair {
    pub error: SyntaxError,
    /// None where nothing better can be made of the text than what was read before the fault.
    pub source: Option<Cooked>,
}

/// Mends the first fault of `source`, which is one key with its value, or one value.
pub(super) fn repair(source: &Cooked, fault: &Fault) -> Repair {
    let value = Value::of(source);
    let mended = match value.text().chars().next() {
        _ if is_beyond_repair(fault) => None,
        Some('[' | '{') => flow(&value),
        Some(quote @ ('"' | '\'')) => in_quotes(&value, quote),
        _ => plain(&value, fault),
    };
    mended.unwrap_or_else(|| Repair { error: refusal(source, fault), source: None })
}

/// A fault that nothing is done about, in the parser's words where there are no better ones.
pub(super) fn refusal(source: &Cooked, fault: &Fault) -> SyntaxError {
    let offset = (fault.offset as usize).min(source.text.len());
    let range = match source.text.get(offset..).and_then(|rest| rest.chars().next()) {
        Some(c) if c != '\n' && c != '\r' => TextRange::from(offset..offset + c.len_utf8()),
        _ => {
            // At the end of a line there is nothing to mark: the last character before it stands in.
            let before = source.text.get(..offset).unwrap_or("").trim_end();
            let last = before.chars().next_back().map_or(0, char::len_utf8);
            TextRange::from(before.len() - last..before.len())
        }
    };
    SyntaxError { range: source.origin_range(range), message: message(&fault.kind), fix: None }
}

fn message(kind: &FaultKind) -> String {
    match kind {
        FaultKind::SecondDocument => "this is a single document: no `---` in between".to_owned(),
        FaultKind::AliasBomb => "these aliases multiply beyond all bounds".to_owned(),
        FaultKind::Syntax(kind) => match kind {
            ErrorKind::RecursionLimitExceeded => "this is nested too deeply to be read".to_owned(),
            ErrorKind::DirectiveDisallowed => "directives do not belong into front matter".to_owned(),
            ErrorKind::MappingValueNotAllowed | ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation => {
                "this is not indented as what stands around it".to_owned()
            }
            ErrorKind::ExpectedFlowSequenceSeparator => "expected `,` or `]`".to_owned(),
            ErrorKind::ExpectedFlowMappingSeparator => "expected `,` or `}`".to_owned(),
            ErrorKind::UnexpectedEofImplicitFlowMapping => "expected a value before this comma".to_owned(),
            ErrorKind::SimpleKeyExpected => "expected `:` after this key".to_owned(),
            ErrorKind::UndeclaredTagHandle => "this tag has a handle that is not declared".to_owned(),
            kind => format!("not valid YAML: {kind}"),
        },
    }
}

fn is_beyond_repair(fault: &Fault) -> bool {
    matches!(
        fault.kind,
        FaultKind::AliasBomb
            | FaultKind::SecondDocument
            | FaultKind::Syntax(ErrorKind::RecursionLimitExceeded | ErrorKind::DirectiveDisallowed)
    )
}

/// The value in a text of one key or item.
struct Value<'a> {
    source: &'a Cooked,
    start: usize,
}

impl<'a> Value<'a> {
    fn of(source: &'a Cooked) -> Self {
        let text = &source.text;
        let key = text.len() - text.trim_start().len();
        Self { source, start: key + value_start(&text[key..]).unwrap_or(0) }
    }

    /// To the end of the text, which may be several lines.
    fn text(&self) -> &'a str {
        self.source.text[self.start..].trim_end()
    }

    /// To the end of the first line, a comment left out.
    fn first_line(&self) -> &'a str {
        without_comment(self.text().lines().next().unwrap_or("")).trim_end()
    }

    fn range(&self, start: usize, len: usize) -> TextRange {
        TextRange::from(start..start + len)
    }

    fn error(&self, range: TextRange, message: impl Into<String>, fix: Option<SyntaxFix>) -> SyntaxError {
        SyntaxError { range: self.source.origin_range(range), message: message.into(), fix }
    }

    /// The first line as a string in quotes.
    fn quote(&self, message: impl Into<String>) -> Repair {
        let line = self.first_line();
        let range = self.range(self.start, line.len());
        let edit = Edit::replace(self.source.origin_range(range), quoted(line));
        let fix = SyntaxFix::new("Put the value in quotes", edit);
        Repair { error: self.error(range, message, Some(fix)), source: Some(self.quoted_source(line)) }
    }

    /// The source with `line`, where the value starts, in single quotes. The text stays where it is: only quotes
    /// are added.
    fn quoted_source(&self, line: &str) -> Cooked {
        let end = self.start + line.len();
        let mut source = self.source.patched(TextRange::empty(end as u32), "'");
        for (at, _) in line.rmatch_indices('\'') {
            source = source.patched(TextRange::empty((self.start + at) as u32), "'");
        }
        source.patched(TextRange::empty(self.start as u32), "'")
    }

    fn insert(&self, at: usize, text: &str) -> Cooked {
        self.source.patched(TextRange::empty(at as u32), text)
    }
}

fn flow(value: &Value<'_>) -> Option<Repair> {
    let text = value.source.text.trim_end();
    let scan = scan_flow(text, value.start);
    if let Some((quote_at, quote)) = scan.open_quote {
        // The quote was most likely meant to end before the brackets that end the line.
        let line = text[quote_at..].lines().next().unwrap_or("").trim_end();
        let closers: String = scan.open.iter().map(|(_, closer)| *closer).collect();
        let content = line.trim_end_matches(|c| closers.contains(c)).trim_end().trim_end_matches(',');
        let end = quote_at + content.len().max(1);
        return Some(unclosed(value, quote_at, quote, end, quote));
    }
    if let Some(((opener, closer), at)) = scan.mismatch {
        return Some(unclosed(value, opener, char_at(text, opener), at, closer));
    }
    if let Some((opener, closer)) = scan.open.last().copied() {
        let mut repair = unclosed(value, opener, char_at(text, opener), text.len(), closer);
        // A comment may stand at the end; the brackets go below it.
        let closers: String = scan.open.iter().rev().map(|(_, closer)| *closer).collect();
        repair.source = Some(value.insert(text.len(), &format!("\n{}{closers}", " ".repeat(value.start))));
        if text.lines().next_back().is_some_and(|line| without_comment(line).len() < line.len()) {
            repair.error.fix = None;
        }
        return Some(repair);
    }
    let end = scan.end?;
    let rest = value.first_line().get(end - value.start..).unwrap_or("").trim();
    if !rest.is_empty() {
        let closer = text[..end].chars().next_back().unwrap_or(']');
        return Some(value.quote(format!(
            "a value that starts with a bracket ends with it: put text after `{closer}` in quotes with the rest"
        )));
    }
    empty_item(value, end)
}

/// `[a, , b]`
fn empty_item(value: &Value<'_>, end: usize) -> Option<Repair> {
    let text = &value.source.text[..end];
    let mut commas = text.match_indices(',').map(|(at, _)| at).filter(|at| *at > value.start);
    let second = commas.find(|at| text[..*at].trim_end().ends_with([',', '[', '{']))?;
    let range = value.range(second, 1);
    let fix = SyntaxFix::new("Remove the comma", Edit::delete(value.source.origin_range(range)));
    let error = value.error(range, "expected a value before this comma", Some(fix));
    Some(Repair { error, source: Some(value.source.patched(range, " ")) })
}

fn char_at(text: &str, at: usize) -> char {
    text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ')
}

/// The opener at `at` is never closed; `closer` was to stand at `end`.
fn unclosed(value: &Value<'_>, at: usize, opener: char, end: usize, closer: char) -> Repair {
    let message = match opener {
        '"' | '\'' => format!("this `{opener}` is never closed"),
        _ => format!("this `{opener}` is never closed: expected `{closer}`"),
    };
    let edit = Edit::insert(value.source.origin_range(value.range(0, end)).end, closer);
    let fix = SyntaxFix::new(format!("Insert `{closer}`"), edit);
    let error = value.error(value.range(at, 1), message, Some(fix));
    Repair { error, source: Some(value.insert(end, &closer.to_string())) }
}

fn in_quotes(value: &Value<'_>, quote: char) -> Option<Repair> {
    let text = value.source.text.trim_end();
    let Some(end) = quoted_end(text, value.start, quote) else {
        let line_end = value.start + value.first_line().len();
        return Some(unclosed(value, value.start, quote, line_end.max(text.len()), quote));
    };
    let rest = without_comment(text.get(end..)?.lines().next().unwrap_or(""));
    if rest.trim().is_empty() {
        return if quote == '"' { bad_escapes(value, end) } else { None };
    }
    let line = value.first_line();
    if !line.ends_with(quote) || line.len() < 2 {
        return Some(value.quote(format!("text after the closing `{quote}`: put the whole value in quotes")));
    }
    // `'What's new'`: a quote inside quotes.
    let (inner, escaped) = (&line[1..line.len() - 1], if quote == '"' { "\\" } else { "'" });
    let range = value.range(value.start, line.len());
    let mut source = value.source.clone();
    for (at, _) in inner.rmatch_indices(quote).filter(|(at, _)| quote != '"' || !inner[..*at].ends_with('\\')) {
        source = source.patched(TextRange::empty((value.start + 1 + at) as u32), escaped);
    }
    let edit = Edit::replace(value.source.origin_range(range), quoted(inner));
    let message = format!("a `{quote}` inside these quotes is written `{escaped}{quote}`");
    let error = value.error(range, message, Some(SyntaxFix::new("Use quotes that fit", edit)));
    Some(Repair { error, source: Some(source) })
}

/// `"\d"`: a backslash that starts no escape (YAML 1.2.2, section 5.7).
fn bad_escapes(value: &Value<'_>, end: usize) -> Option<Repair> {
    let text = value.source.text.get(value.start..end)?;
    let mut bad = Vec::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == '\\'
            && let Some((_, escape)) = chars.next()
            && !is_escape(escape, chars.as_str())
        {
            bad.push((value.start + at, escape));
        }
    }
    let (first, escape) = *bad.first()?;
    let mut source = value.source.clone();
    for (at, _) in bad.iter().rev() {
        source = source.patched(TextRange::empty(*at as u32), "\\");
    }
    let edits = bad.iter().map(|(at, _)| Edit::insert(value.source.origin(*at as u32), "\\")).collect();
    let fix = SyntaxFix { title: "Double the backslash".to_owned(), edits };
    let range = value.range(first, 1 + escape.len_utf8());
    let message = format!("`\\{escape}` means nothing in double quotes: write `\\\\{escape}`, or use single quotes");
    Some(Repair { error: value.error(range, message, Some(fix)), source: Some(source) })
}

fn is_escape(escape: char, rest: &str) -> bool {
    let digits = match escape {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return "0abt\tnvfre \"/\\N_LP\n\r".contains(escape),
    };
    let code: String = rest.chars().take(digits).collect();
    code.len() == digits
        && u32::from_str_radix(&code, 16)
            .is_ok_and(|code| char::from_u32(code).is_some() || (0xD800..0xE000).contains(&code))
}

fn plain(value: &Value<'_>, fault: &Fault) -> Option<Repair> {
    let line = value.first_line();
    let line_end = value.start + line.len();
    if line.is_empty() {
        return None;
    }
    if fault.offset as usize > line_end && value.text().len() > line.len() {
        return over_indented(value, fault);
    }
    let first = line.chars().next()?;
    let message = match fault.kind {
        FaultKind::Syntax(ErrorKind::BlockSequenceEntryNotAllowed) if line.starts_with('-') => {
            return Some(inline_list(value, line));
        }
        FaultKind::Syntax(ErrorKind::MappingValueNotAllowed) => "a value with `: ` in it needs quotes".to_owned(),
        _ if first == '`' => "a value that starts with a backquote needs quotes".to_owned(),
        _ if !first.is_alphanumeric() => format!("a value that starts with `{first}` needs quotes"),
        _ => return None,
    };
    Some(value.quote(message))
}

/// `skills: - a`
fn inline_list(value: &Value<'_>, line: &str) -> Repair {
    let range = value.range(value.start, line.len());
    let item = line.trim_start_matches('-').trim();
    let edit = Edit::replace(value.source.origin_range(range), format!("[{item}]"));
    let fix = SyntaxFix::new("Write the list in brackets", edit);
    let error = value.error(range, "a list with dashes starts on the line below its key", Some(fix));
    let source = value.insert(value.start + line.len(), "]").patched(value.range(value.start, 1), "[");
    Repair { error, source: Some(source) }
}

/// A line that is indented below a value though it is no part of it: it is left out.
fn over_indented(value: &Value<'_>, fault: &Fault) -> Option<Repair> {
    let text = &value.source.text;
    let line_start = text.get(..fault.offset as usize)?.rfind('\n')? + 1;
    let line = text[line_start..].lines().next().unwrap_or("");
    let content = without_comment(line.trim()).trim_end();
    let range = value.range(line_start + (line.len() - line.trim_start().len()), content.len());
    let whole = value.range(line_start, line.len());
    let error = value.error(range, "this is indented below a line that already has a value", None);
    (!content.is_empty()).then(|| Repair { error, source: Some(value.source.patched(whole, "")) })
}

/// `text` as a string in quotes, double ones where that needs no escapes.
pub(super) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

//! What may mend a fault, the nearest first; whether it does is found out by reading the result.

use crate::text::{Edit, TextRange};

use super::super::lexer::{self, Kind};
use super::super::{Cause, Fault};
use super::Repair;

/// How many lines below its opener the end of a bracket is looked for.
const REACH: usize = 30;

pub(super) fn candidates(code: &str, fault: &Fault) -> Vec<Repair> {
    match fault.cause {
        Cause::MissingColon => vec![insertion(fault.range.start, ":", true)],
        Cause::MissingComma => comma(code, fault.range).into_iter().collect(),
        Cause::Unclosed => bracket(code, fault.range),
        Cause::UnclosedString => quote(code, fault.range),
        Cause::EqualForComparison => comparison(code, fault.range).into_iter().collect(),
        Cause::Tabs => [4, 8].into_iter().map(|width| tabs(code, width)).collect(),
        Cause::UnexpectedIndent => dedent(code, fault.range).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn insertion(at: u32, text: &str, certain: bool) -> Repair {
    let quote = if text.contains('\'') { '"' } else { '\'' };
    Repair { title: format!("Insert {quote}{text}{quote}"), edits: vec![Edit::insert(at, text)], certain }
}

fn comma(code: &str, range: TextRange) -> Option<Repair> {
    let tokens = lexer::lex(code.get(range.as_usize())?).tokens;
    let last = tokens.iter().rev().filter(|token| token.kind != Kind::Newline).nth(1)?;
    Some(insertion(range.start + last.range.end, ",", false))
}

/// The lines from the one at `offset` on, each with its start.
fn lines_from(code: &str, offset: usize) -> impl Iterator<Item = (usize, &str)> {
    let start = code.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let rest = code.get(start..).unwrap_or_default();
    rest.split_inclusive('\n').scan(start, |at, line| {
        let this = *at;
        *at += line.len();
        Some((this, line))
    })
}

/// A closing bracket behind the code of its own line, before the colon if that ends it, or of one of the next lines.
fn bracket(code: &str, opener: TextRange) -> Vec<Repair> {
    let closer = lexer::closer_of(code.as_bytes().get(opener.start as usize).copied().unwrap_or(b'(')).to_string();
    let lines = lines_from(code, opener.start as usize).take(REACH).enumerate();
    let mut found = Vec::new();
    for (number, (start, line)) in lines {
        let Some(end) = code_end(code, start, line) else { continue };
        let written = code.get(start..end).unwrap_or_default();
        if let Some(header) = written.strip_suffix(':') {
            found.push(insertion((start + header.len()) as u32, &closer, number == 0));
        }
        found.push(insertion(end as u32, &closer, false));
    }
    found
}

/// Where the code of a line ends: before blanks and a comment. `None` for a line without code.
fn code_end(code: &str, start: usize, line: &str) -> Option<usize> {
    let tokens = lexer::lex(line.trim_start()).tokens;
    let indent = line.len() - line.trim_start().len();
    let last = tokens.iter().rev().find(|token| !matches!(token.kind, Kind::Newline | Kind::Dedent))?;
    let end = start + indent + last.range.end as usize;
    code.is_char_boundary(end).then_some(end)
}

/// The quote at the line's end, or before the brackets and marks that the line ends with.
fn quote(code: &str, opener: TextRange) -> Vec<Repair> {
    let written = code.get(opener.as_usize()).unwrap_or_default();
    let quote = written.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    if quote.len() == 3 {
        return vec![insertion(code.trim_end().len() as u32, quote, false)];
    }
    let Some((start, line)) = lines_from(code, opener.start as usize).next() else { return Vec::new() };
    let line = line.trim_end();
    let opened = opener.end as usize - start;
    let tail = line.len() - line.trim_end_matches([')', ']', '}', ',', ':', ';', ' ']).len();
    (0..=tail)
        .map(|back| line.len() - back)
        .filter(|at| *at >= opened)
        .map(|at| insertion((start + at) as u32, quote, false))
        .collect()
}

fn comparison(code: &str, range: TextRange) -> Option<Repair> {
    let tokens = lexer::lex(code.get(range.start as usize..)?).tokens;
    let equal = tokens.iter().find(|token| {
        let at = token.range + range.start;
        at.end >= range.end && code.get(at.as_usize()) == Some("=")
    })?;
    let edits = vec![Edit::replace(equal.range + range.start, "==")];
    Some(Repair { title: "Replace by '=='".into(), edits, certain: false })
}

/// Spaces for all tabs that lines are indented with.
fn tabs(code: &str, width: usize) -> Repair {
    let mut edits = Vec::new();
    for (start, line) in lines_from(code, 0) {
        let indent = line.get(..line.len() - line.trim_start().len()).unwrap_or_default();
        if !indent.contains('\t') || line.trim().is_empty() {
            continue;
        }
        let column =
            indent.chars().fold(0, |column, c| if c == '\t' { (column / width + 1) * width } else { column + 1 });
        edits.push(Edit::replace((start..start + indent.len()).into(), " ".repeat(column)));
    }
    Repair { title: "Convert tabs to spaces".into(), edits, certain: true }
}

/// Takes the line and those below that are indented alike back to the line above.
fn dedent(code: &str, indentation: TextRange) -> Option<Repair> {
    let indent_of = |line: &str| line.len() - line.trim_start().len();
    let start = indentation.start as usize;
    let above = code.get(..start)?.lines().rev().find(|line| !line.trim().is_empty()).map_or(0, indent_of);
    let (_, first) = lines_from(code, start).next()?;
    let wrong = indent_of(first);
    let surplus = wrong.checked_sub(above).filter(|surplus| *surplus > 0)?;
    let edits = lines_from(code, start)
        .take_while(|(_, line)| line.trim().is_empty() || indent_of(line) >= wrong)
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, _)| Edit::delete((at..at + surplus).into()))
        .collect();
    Some(Repair { title: "Dedent".into(), edits, certain: false })
}

//! Code as notes show it: indented as a whole, with IPython magics, with `...` for what is left out.

use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged;

use crate::text::TextRange;

use super::lexer::{self, Kind};
use super::prepared::Prepared;

/// `code` without the indentation that all of it shares. `None` if its first line is not indented, or another logical
/// line is indented by less.
///
/// Lines inside strings and brackets may start anywhere, and comments.
pub(super) fn dedented(code: &str) -> Option<Prepared> {
    let first = code.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))?;
    let margin = first.get(..first.len() - first.trim_start().len()).filter(|margin| !margin.is_empty())?;
    let mut prepared = Prepared::new();
    let mut short_lines = Vec::new();
    let mut offset = 0;
    for line in code.split_inclusive('\n') {
        let blank = line.trim_start();
        let cut = if line.starts_with(margin) {
            margin.len()
        } else {
            if !blank.is_empty() && !blank.starts_with('#') {
                short_lines.push(prepared.text.len() as u32 + (line.len() - blank.len()) as u32);
            }
            if blank.starts_with('#') { line.len() - blank.len() } else { 0 }
        };
        prepared.push(code, TextRange::from(offset + cut..offset + line.len()));
        offset += line.len();
    }
    if short_lines.is_empty() {
        return Some(prepared);
    }
    let lexed = lexer::lex(&prepared.text);
    let starts_line = |offset: u32| {
        let index = lexed.tokens.partition_point(|token| token.range.start < offset);
        let before = index.checked_sub(1).and_then(|before| lexed.tokens.get(before));
        let inside = before.is_some_and(|token| token.range.end > offset);
        !inside && before.is_none_or(|token| matches!(token.kind, Kind::Newline | Kind::Indent | Kind::Dedent))
    };
    (!short_lines.into_iter().any(starts_line)).then_some(prepared)
}

/// `source` with every IPython escape (`%magic`, `!command`, `help?`) replaced by an expression of the same length.
/// `None` if there is none.
pub(super) fn without_magics(source: &str) -> Option<String> {
    let suspicious = |line: &str| {
        let line = line.trim();
        line.starts_with(['%', '!', '?']) || line.ends_with('?') || line.contains("= !") || line.contains("= %")
    };
    // `x = %name` is a magic only if it is one that gives a value: `x = %s` is a template.
    let is_value = |range: &std::ops::Range<usize>| {
        let name = source.get(range.start + 1..range.end).unwrap_or_default();
        let name = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        ["timeit", "sql", "pwd", "who_ls", "env", "system", "sx", "sc", "prun", "R", "load"].contains(&name)
    };
    let starts_line = |range: &std::ops::Range<usize>| {
        let before = source.get(..range.start).unwrap_or_default();
        before.rsplit(['\n', ';', ':']).next().is_none_or(|start| start.trim().is_empty())
    };
    if !source.lines().any(suspicious) {
        return None;
    }
    let parsed = parse_unchecked(&without_autocalls(source), ParseOptions::from(Mode::Ipython));
    let mut masked = source.to_owned();
    let mut found = false;
    for token in parsed.tokens() {
        let range = match token.kind() {
            TokenKind::IpyEscapeCommand => {
                let range = usize::from(token.start())..usize::from(token.end());
                let is_magic = source.get(range.clone()).is_some_and(|text| text.starts_with('%'));
                if is_magic && !starts_line(&range) && !is_value(&range) {
                    continue;
                }
                range
            }
            TokenKind::Question => help_line(source, usize::from(token.start())),
            _ => continue,
        };
        found |= mask(&mut masked, range);
    }
    found.then_some(masked)
}

/// `source` without commands that begin with `?`, `/`, `;` or `,`: the parser's crate panics where one stands for an
/// expression, as below a lone `lambda`. `?` becomes `!`, which begins a command too; the others, which hardly anyone
/// uses, an operator that does not. Every token keeps its place.
fn without_autocalls(source: &str) -> String {
    let mut starts_line = true;
    let mut is_after_slash = false;
    let replaced = source.chars().map(|c| {
        let first = std::mem::replace(&mut starts_line, matches!(c, '\n' | '\r'));
        let second = std::mem::take(&mut is_after_slash);
        match c {
            '?' if first => '!',
            ';' | ',' if first => '+',
            '/' if first || second => {
                is_after_slash = first;
                '+'
            }
            ' ' | '\t' | '\x0c' | '\\' | '\u{feff}' => {
                starts_line = first;
                c
            }
            _ => c,
        }
    });
    replaced.collect()
}

/// The line of `name?` or `name??`, whose question mark is at `offset`; empty if it ends otherwise.
fn help_line(source: &str, offset: usize) -> std::ops::Range<usize> {
    let start = source.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let end = source.get(offset..).and_then(|rest| rest.find('\n')).map_or(source.len(), |len| offset + len);
    let line = source.get(start..end).unwrap_or_default();
    let name = line.trim().trim_end_matches('?');
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '*' | '%'));
    if is_name { start + line.len() - line.trim_start().len()..end } else { offset..offset }
}

/// Replaces `range` by `0` and blanks. Line ends stay.
fn mask(text: &mut String, range: std::ops::Range<usize>) -> bool {
    let Some(old) = text.get(range.clone()).filter(|old| !old.is_empty()) else { return false };
    let new: String = old
        .bytes()
        .enumerate()
        .map(|(index, byte)| match byte {
            b'\n' | b'\r' => byte as char,
            _ if index == 0 => '0',
            _ => ' ',
        })
        .collect();
    text.replace_range(range, &new);
    true
}

/// The language of a `%%magic` cell that is not Python, such as `%%bash`.
pub(super) fn is_foreign_cell(code: &str) -> bool {
    const PYTHON: [&str; 9] = ["time", "timeit", "capture", "prun", "memit", "python", "python3", "debug", "mypy"];
    let Some(line) = code.lines().find(|line| !line.trim().is_empty()) else { return false };
    let Some(magic) = line.trim_start().strip_prefix("%%") else { return false };
    let name = magic.split_whitespace().next().unwrap_or_default();
    !PYTHON.contains(&name)
}

/// Readings of `source` in which each `...` that stands alone between commas or brackets is something that may stand
/// there: a further argument, a parameter, an item. All are as long as `source`.
pub(super) fn placeholder_readings(source: &str, tokens: &Tokens) -> Vec<String> {
    let significant: Vec<_> = tokens
        .iter()
        .filter(|token| !matches!(token.kind(), TokenKind::Comment | TokenKind::NonLogicalNewline))
        .collect();
    let mut places = Vec::new();
    for window in significant.windows(3) {
        let [before, token, after] = window else { continue };
        use TokenKind::{
            Colon, Comma, Ellipsis, For, Import, In, Lambda, Lbrace, Lpar, Lsqb, Newline, Rbrace, Rpar, Rsqb,
        };
        let opens = matches!(before.kind(), Comma | Lpar | Lbrace | Lsqb | Import | Lambda | For);
        let closes = matches!(after.kind(), Comma | Rpar | Rbrace | Rsqb | Newline | Colon | In);
        if token.kind() == Ellipsis && opens && closes {
            let last = matches!(after.kind(), Rpar | Rbrace | Colon);
            places.push((usize::from(token.start())..usize::from(token.end()), last));
        }
    }
    if places.is_empty() {
        return Vec::new();
    }
    let reading = |unpacks: &dyn Fn(bool) -> bool| {
        let mut text = source.to_owned();
        for (index, (range, last)) in places.iter().enumerate() {
            // Each name is new, since parameters must differ; base 36 keeps it two letters long.
            let digit = |n: usize| char::from_digit((n % 36) as u32, 36).unwrap_or('a');
            let name = format!("_{}{}", digit(index / 36), digit(index));
            text.replace_range(range.clone(), if unpacks(*last) { "**_" } else { &name });
        }
        text
    };
    vec![reading(&|last| last), reading(&|_| true), reading(&|_| false)]
}

/// Whether the line at `offset` says in a comment that it is wrong on purpose.
pub(super) fn says_so(source: &str, offset: u32) -> bool {
    let start = source.get(..offset as usize).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let line = source.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let comment = line.rsplit_once('#').map_or("", |(_, comment)| comment);
    ["SyntaxError", "IndentationError", "TabError"].iter().any(|name| comment.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_dedented_as_a_whole() {
        let text = |code: &str| dedented(code).map(|prepared| prepared.text);
        assert_eq!(text("  x\n\n    y\n  z\n").as_deref(), Some("x\n\n  y\nz\n"));
        assert_eq!(text("# a\n  x = '''\nb\n'''\n  f(\n c)\n").as_deref(), Some("# a\nx = '''\nb\n'''\nf(\n c)\n"));
        assert_eq!(text("  x\ny\n"), None);
        assert_eq!(text("x\n  y\n"), None);
    }

    #[test]
    fn commands_in_the_place_of_an_expression_are_read() {
        for (code, masked) in [
            ("lambda\n?x\n", "lambda\n0 \n"),
            ("async[}\n??x", "async[}\n0  "),
            ("lambda\r\n\t?x", "lambda\r\n\t0 "),
            ("!\nlambda\n/x", "0\nlambda\n/x"),
            ("!\nlambda\n,x", "0\nlambda\n,x"),
            ("!\nlambda\n\x0c;x", "0\nlambda\n\x0c;x"),
            ("!\nlambda\n\\\n;x", "0\nlambda\n\\\n;x"),
        ] {
            assert_eq!(without_magics(code).as_deref(), Some(masked), "{code:?}");
        }
    }

    #[test]
    fn magics_are_masked() {
        assert_eq!(without_magics("%time x\ny = !ls 'a\nz?\n").as_deref(), Some("0      \ny = 0     \n0 \n"));
        assert_eq!(without_magics("x = 5 % 2\n"), None);
        assert_eq!(without_magics("x = (1\n  // 2\n  , 3)\n!ls\n").as_deref(), Some("x = (1\n  // 2\n  , 3)\n0  \n"));
        assert_eq!(without_magics("?f\n  ??g\n").as_deref(), Some("0 \n  0  \n"));
        assert!(is_foreign_cell("%%bash\nls\n"));
        assert!(!is_foreign_cell("%%timeit\nx\n"));
    }
}

//! Python's tokens as CPython's tokenizer sees them, up to its first complaint.
//!
//! The parser's crate reads on after a fault, and words and places it in its own way. This lexer follows
//! `Parser/lexer/lexer.c` of CPython 3.14 instead, and runs only on blocks that do not parse: its complaint is
//! what a person would see, and its tokens tell what stands around a fault.

mod number;
mod string;

use crate::text::TextRange;

use super::{Cause, lookalike};

/// The tokens of `source` up to the first that CPython's tokenizer rejects.
pub(super) fn lex(source: &str) -> Lexed {
    let mut lexer = Lexer::new(source);
    while lexer.out.fault.is_none() && lexer.at < source.len() {
        lexer.step();
    }
    if lexer.out.fault.is_none() {
        lexer.finish();
    }
    lexer.out
}

/// What the tokenizer made of a source.
#[derive(Debug, Default)]
pub(super) struct Lexed {
    /// The tokens before the fault; comments and line ends inside brackets are left out.
    pub tokens: Vec<Token>,
    /// The first thing that CPython's tokenizer rejects.
    pub fault: Option<Complaint>,
    /// The brackets that are open at the end or at the fault, the outermost first: byte and offset.
    pub open: Vec<(u8, u32)>,
}

/// What the tokenizer rejects.
#[derive(Debug)]
pub(super) struct Complaint {
    /// Where.
    pub range: TextRange,
    /// CPython's words.
    pub message: String,
    /// Whether CPython tells of it only where its parser gets so far, as of wrong indentation.
    pub only_if_reached: bool,
    /// What a repair can go by.
    pub cause: Cause,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Its kind.
    pub kind: Kind,
    /// Where it stands; for [`Kind::Indent`] the indentation, empty for [`Kind::Dedent`].
    pub range: TextRange,
}

/// The kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Identifier or keyword.
    Name,
    /// Number.
    Number,
    /// String without fields, or a part of an f-string: its opener, a stretch of text, its end.
    String,
    /// Operator, bracket or stray character.
    Operator,
    /// End of a logical line.
    Newline,
    /// Start of an indented block.
    Indent,
    /// End of an indented block.
    Dedent,
}

struct Lexer<'a> {
    source: &'a str,
    at: usize,
    line_start: bool,
    /// Columns of the open blocks with tabs to the next eighth column, and with tabs as one.
    indents: Vec<(usize, usize)>,
    fields: Vec<string::Formatted>,
    out: Lexed,
}

impl<'a> Lexer<'a> {
    fn new(source: &'a str) -> Self {
        let out = Lexed::default();
        Self { source, at: 0, line_start: true, indents: vec![(0, 0)], fields: Vec::new(), out }
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> u8 {
        self.byte(self.at)
    }

    fn byte(&self, at: usize) -> u8 {
        self.source.as_bytes().get(at).copied().unwrap_or_default()
    }

    fn push(&mut self, kind: Kind, start: usize) {
        self.out.tokens.push(Token { kind, range: TextRange::from(start..self.at) });
    }

    fn fail(&mut self, start: usize, end: usize, message: impl Into<String>) {
        self.fail_by(Cause::Other, start..end.max(start), message);
    }

    fn fail_by(&mut self, cause: Cause, range: std::ops::Range<usize>, message: impl Into<String>) {
        let only_if_reached = matches!(cause, Cause::Dedent | Cause::Tabs | Cause::Continuation);
        let (range, message) = (TextRange::from(range), message.into());
        self.out.fault = Some(Complaint { range, message, only_if_reached, cause });
    }

    fn step(&mut self) {
        if self.fields.last().is_some_and(string::Formatted::in_text) {
            return self.formatted_text();
        }
        if std::mem::take(&mut self.line_start) && self.out.open.is_empty() {
            self.indentation();
            return;
        }
        let start = self.at;
        match self.peek() {
            b' ' | b'\t' | 0x0c => self.at += 1,
            b'\n' | b'\r' => self.newline(),
            b'#' => self.at += self.rest().find(['\n', '\r']).unwrap_or(self.rest().len()),
            b'\\' => self.continuation(),
            b'0'..=b'9' => self.number(),
            b'.' if self.byte(start + 1).is_ascii_digit() => self.number(),
            b'"' | b'\'' => self.string(start),
            b'(' | b'[' | b'{' => self.open(),
            b')' | b']' | b'}' => self.close(),
            byte if byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80 => self.word(),
            byte if byte < 0x20 || byte == 0x7f => {
                let message = match byte {
                    0 => "source code cannot contain null bytes".to_owned(),
                    _ => format!("invalid non-printable character U+{byte:04X}"),
                };
                self.fail(start, start + 1, message);
            }
            _ => self.operator(),
        }
    }

    fn finish(&mut self) {
        if self.fields.last().is_some_and(string::Formatted::in_text) {
            return self.formatted_text();
        }
        if self.out.open.is_empty() {
            if self.out.tokens.last().is_some_and(|token| !matches!(token.kind, Kind::Newline | Kind::Dedent)) {
                self.push(Kind::Newline, self.at);
            }
            for _ in 1..self.indents.len() {
                self.push(Kind::Dedent, self.at);
            }
        }
    }

    fn newline(&mut self) {
        let start = self.at;
        self.at += if self.rest().starts_with("\r\n") { 2 } else { 1 };
        self.line_start = true;
        let blank = self
            .out
            .tokens
            .last()
            .is_none_or(|token| matches!(token.kind, Kind::Newline | Kind::Dedent) || (token.kind == Kind::Indent));
        if self.out.open.is_empty() && !blank {
            self.push(Kind::Newline, start);
        }
    }

    /// A backslash joins two lines if nothing follows it on its own.
    fn continuation(&mut self) {
        let start = self.at;
        self.at += 1;
        let line_end = ["\r\n", "\n", "\r"].into_iter().find(|end| self.rest().starts_with(end));
        let Some(line_end) = line_end else {
            return self.fail_by(
                Cause::Continuation,
                start..start + 1,
                "unexpected character after line continuation character",
            );
        };
        self.at += line_end.len();
        if self.at >= self.source.len() {
            self.fail_by(Cause::Continuation, start..start + 1, "unexpected EOF while parsing");
        }
    }

    fn indentation(&mut self) {
        let start = self.at;
        let (mut column, mut alternative, mut continued) = (0, 0, None);
        loop {
            match self.peek() {
                b' ' => (column, alternative) = (column + 1, alternative + 1),
                b'\t' => (column, alternative) = ((column / 8 + 1) * 8, alternative + 1),
                0x0c => (column, alternative) = (0, 0),
                // The first of the joined lines is the one whose indentation counts.
                b'\\' => {
                    continued.get_or_insert((column, alternative));
                    self.continuation();
                    if self.out.fault.is_some() {
                        return;
                    }
                    continue;
                }
                _ => break,
            }
            self.at += 1;
        }
        if self.at >= self.source.len() || matches!(self.peek(), b'#' | b'\n' | b'\r') {
            return;
        }
        self.block(start, continued.unwrap_or((column, alternative)));
    }

    fn block(&mut self, start: usize, (column, alternative): (usize, usize)) {
        let inconsistent = "inconsistent use of tabs and spaces in indentation";
        let (outer, outer_alternative) = self.indents.last().copied().unwrap_or_default();
        if column > outer {
            if self.indents.len() >= 100 {
                return self.fail_by(Cause::Dedent, start..self.at, "too many levels of indentation");
            }
            if alternative <= outer_alternative {
                return self.fail_by(Cause::Tabs, start..self.at, inconsistent);
            }
            self.indents.push((column, alternative));
            return self.push(Kind::Indent, start);
        }
        let at = self.at;
        while self.indents.len() > 1 && self.indents.last().is_some_and(|(indent, _)| column < *indent) {
            self.indents.pop();
            self.push(Kind::Dedent, at);
        }
        let (outer, outer_alternative) = self.indents.last().copied().unwrap_or_default();
        if column != outer {
            return self.fail_by(Cause::Dedent, start..self.at, "unindent does not match any outer indentation level");
        }
        if alternative != outer_alternative {
            self.fail_by(Cause::Tabs, start..self.at, inconsistent);
        }
    }

    fn open(&mut self) {
        if self.out.open.len() >= 200 {
            return self.fail(self.at, self.at + 1, "too many nested parentheses");
        }
        self.out.open.push((self.peek(), self.at as u32));
        self.at += 1;
        self.push(Kind::Operator, self.at - 1);
    }

    fn close(&mut self) {
        let (start, closer) = (self.at, self.peek() as char);
        let in_field = self.fields.last().is_some_and(|formatted| formatted.field == Some(self.out.open.len()));
        let Some((opener, opened_at)) = self.out.open.pop() else {
            return self.fail(start, start + 1, format!("unmatched '{closer}'"));
        };
        if closer_of(opener) != closer {
            let opener = opener as char;
            let message = if in_field {
                format!("{}: unmatched '{closer}'", self.fields.last().map_or("f-string", string::Formatted::name))
            } else {
                format!("closing parenthesis '{closer}' does not match opening parenthesis '{opener}'")
            };
            let between = self.source.get(opened_at as usize..start).unwrap_or_default();
            let line = match self.source.get(..opened_at as usize) {
                Some(before) if between.contains('\n') && !in_field => {
                    format!(" on line {}", before.matches('\n').count() + 1)
                }
                _ => String::new(),
            };
            return self.fail(start, start + 1, message + &line);
        }
        self.at += 1;
        self.push(Kind::Operator, start);
        if let (true, Some(formatted)) = (in_field, self.fields.last_mut()) {
            formatted.leave_field();
        }
    }

    fn operator(&mut self) {
        const LONG: [&str; 25] = [
            "**=", "//=", ">>=", "<<=", "...", "!=", "%=", "&=", "**", "*=", "+=", "-=", "->", "//", "/=", ":=", "<<",
            "<=", "<>", "==", ">=", ">>", "@=", "^=", "|=",
        ];
        let start = self.at;
        let in_field = self.fields.last().is_some_and(|formatted| formatted.field == Some(self.out.open.len()));
        if in_field && self.peek() == b':' {
            self.at += 1;
            self.push(Kind::Operator, start);
            if let Some(formatted) = self.fields.last_mut() {
                formatted.enter_specification();
            }
            return;
        }
        let long = LONG.into_iter().find(|operator| self.rest().starts_with(operator));
        self.at += long.map_or(1, str::len);
        self.push(Kind::Operator, start);
    }

    fn word(&mut self) {
        let start = self.at;
        let rest = self.rest();
        let len = rest.find(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let word = rest.get(..len).unwrap_or_default();
        let prefix = word.len() <= 2 && string::is_prefix(word);
        if prefix && matches!(self.byte(start + len), b'"' | b'\'') {
            self.at += len;
            return self.string(start);
        }
        for (offset, c) in word.char_indices() {
            let valid = if offset == 0 { is_start(c) } else { is_continue(c) };
            if !valid {
                let at = start + offset;
                return self.fail_by(Cause::Lookalike, at..at + c.len_utf8(), lookalike::message(c));
            }
        }
        self.at += len;
        self.push(Kind::Name, start);
    }
}

/// The bracket that closes `opener`.
pub(super) fn closer_of(opener: u8) -> char {
    match opener {
        b'(' => ')',
        b'[' => ']',
        _ => '}',
    }
}

fn is_start(c: char) -> bool {
    c == '_' || unicode_ident::is_xid_start(c)
}

fn is_continue(c: char) -> bool {
    unicode_ident::is_xid_continue(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the first complaint, given as the text it is at and its message.
    #[track_caller]
    fn complains(source: &str, expected: Option<(&str, &str)>) {
        let fault = lex(source).fault;
        let found = fault.as_ref().map(|fault| (&source[fault.range.as_usize()], fault.message.as_str()));
        assert_eq!(found, expected, "{source:?}");
    }

    #[test]
    fn what_cpython_reads_is_read() {
        for source in [
            "x = 1_000 + 0x_ff + 1.5e-3j + .5 + 0o17 + 0b1 + 00\n",
            "if x:\n\tpass\n\n  # comment\nelse:\n        pass\n",
            "f'{a:{b}} {{}} {c!r:>10}' + rb'\\'' + f\"{d[\"k\"]}\" + f'''{\n1\n}'''\n",
            "a = \\\n  b\n(\n c)\n1if x else 2\né = 'ö'\nx = t'{y:%H:%M}'\n",
        ] {
            complains(source, None);
        }
    }

    #[test]
    fn complaints_are_cpythons() {
        complains("(1, 2]", Some(("]", "closing parenthesis ']' does not match opening parenthesis '('")));
        complains("(1,\n2]", Some(("]", "closing parenthesis ']' does not match opening parenthesis '(' on line 1")));
        complains("x)", Some((")", "unmatched ')'")));
        complains("x = 'a\n", Some(("'", "unterminated string literal (detected at line 1)")));
        complains("\nx = '''a\n\n", Some(("'''", "unterminated triple-quoted string literal (detected at line 4)")));
        complains("if x:\n    y\n  z\n", Some(("  ", "unindent does not match any outer indentation level")));
        complains("if x:\n        y\n\tz\n", Some(("\t", "inconsistent use of tabs and spaces in indentation")));
        complains("x = “a”", Some(("“", "invalid character '“' (U+201C)")));
        complains("x =\u{a0}1", Some(("\u{a0}", "invalid non-printable character U+00A0")));
        complains("a \\ b", Some(("\\", "unexpected character after line continuation character")));
        complains("f'{x'", Some(("'", "f-string: expecting '}'")));
        complains("f'x}'", Some(("}", "f-string: single '}' is not allowed")));
        complains("f'{x)}'", Some((")", "f-string: unmatched ')'")));
        complains("f'x", Some(("f'", "unterminated f-string literal (detected at line 1)")));
        complains(
            "0777",
            Some((
                "0777",
                "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
            )),
        );
        complains("10L", Some(("10L", "invalid decimal literal")));
        complains("0o8", Some(("8", "invalid digit '8' in octal literal")));
        complains("0xg", Some(("0x", "invalid hexadecimal literal")));
    }
}

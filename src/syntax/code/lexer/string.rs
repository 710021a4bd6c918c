//! Strings, and f-strings with fields (PEP 701).

use super::{Cause, Kind, Lexer};

/// An f-string or t-string that is being read.
pub(super) struct Formatted {
    quote: u8,
    triple: bool,
    raw: bool,
    template: bool,
    /// Where its prefix stands.
    start: usize,
    /// For the field that is being read, how many brackets are open in it and around it, the field's own included.
    pub(super) field: Option<usize>,
    /// Whether the text is a format specification; the fields around it.
    specification: Vec<usize>,
}

impl Formatted {
    /// Whether text comes next, not code.
    pub(super) fn in_text(&self) -> bool {
        self.field.is_none()
    }

    /// How CPython calls it.
    pub(super) fn name(&self) -> &'static str {
        if self.template { "t-string" } else { "f-string" }
    }

    /// Goes on with text after the brace that closes a field.
    pub(super) fn leave_field(&mut self) {
        self.field = None;
    }

    /// Goes on with the format specification of the field that is being read.
    pub(super) fn enter_specification(&mut self) {
        self.specification.extend(self.field.take());
    }
}

/// Whether `word` may stand before a quote.
pub(super) fn is_prefix(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    matches!(word.as_str(), "b" | "r" | "u" | "f" | "t" | "br" | "rb" | "fr" | "rf" | "tr" | "rt")
}

impl Lexer<'_> {
    /// Reads the string whose prefix starts at `start` and whose quote is at hand.
    pub(super) fn string(&mut self, start: usize) {
        let quote = self.peek();
        let triple = self.byte(self.at + 1) == quote && self.byte(self.at + 2) == quote;
        let prefix = self.source.get(start..self.at).unwrap_or_default().to_ascii_lowercase();
        let size = if triple { 3 } else { 1 };
        self.at += size;
        if prefix.contains(['f', 't']) {
            self.push(Kind::String, start);
            let (raw, template) = (prefix.contains('r'), prefix.contains('t'));
            let specification = Vec::new();
            self.fields.push(Formatted { quote, triple, raw, template, start, field: None, specification });
            return;
        }
        let opener = self.at;
        let mut escaped_quote = false;
        loop {
            let byte = self.peek();
            if self.at >= self.source.len() || (!triple && matches!(byte, b'\n' | b'\r')) {
                return self.unterminated_string(start, opener, escaped_quote);
            }
            if self.ends_string(quote, triple) {
                self.at += size;
                return self.push(Kind::String, start);
            }
            if byte == b'\\' {
                self.at += if self.rest().starts_with("\\\r\n") { 2 } else { 1 };
                escaped_quote |= self.peek() == quote;
            }
            self.at = (self.at + 1).min(self.source.len());
            while !self.source.is_char_boundary(self.at) {
                self.at += 1;
            }
        }
    }

    fn ends_string(&self, quote: u8, triple: bool) -> bool {
        let same = |ahead: usize| self.byte(self.at + ahead) == quote;
        same(0) && (!triple || (same(1) && same(2)))
    }

    fn line_at(&self, offset: usize) -> usize {
        self.source.get(..offset).unwrap_or_default().matches('\n').count() + 1
    }

    fn unterminated_string(&mut self, start: usize, opener: usize, escaped_quote: bool) {
        let triple = opener - start >= 3 && self.byte(opener - 2) == self.byte(opener - 1);
        // A quote that would end the f-string around it shows that a field is not closed.
        if let Some(formatted) = self.fields.last()
            && formatted.quote == self.byte(opener - 1)
            && formatted.triple == triple
        {
            let message = format!("{}: expecting '}}'", formatted.name());
            return self.fail(start, opener, message);
        }
        let line = self.line_at(self.at);
        let message = match (triple, escaped_quote) {
            (true, _) => format!("unterminated triple-quoted string literal (detected at line {line})"),
            (false, false) => format!("unterminated string literal (detected at line {line})"),
            (false, true) => {
                format!("unterminated string literal (detected at line {line}); perhaps you escaped the end quote?")
            }
        };
        self.fail_by(Cause::UnclosedString, start..opener, message);
    }

    /// Reads the text of the innermost f-string up to a field, a format specification's end or the string's end.
    pub(super) fn formatted_text(&mut self) {
        let Some(formatted) = self.fields.last() else { return };
        let (quote, triple, raw) = (formatted.quote, formatted.triple, formatted.raw);
        let in_specification = !formatted.specification.is_empty();
        let start = self.at;
        loop {
            let byte = self.peek();
            if self.at >= self.source.len() || (!triple && matches!(byte, b'\n' | b'\r')) {
                return self.unterminated_text(in_specification);
            }
            if self.ends_string(quote, triple) {
                return self.end_formatted(in_specification);
            }
            match byte {
                b'{' if self.byte(self.at + 1) == b'{' && !in_specification => self.at += 2,
                b'{' => return self.enter_field(start),
                b'}' if in_specification => return self.end_specification(),
                b'}' if self.byte(self.at + 1) == b'}' => self.at += 2,
                b'}' => {
                    let message = format!("{}: single '}}' is not allowed", self.field_name());
                    return self.fail(self.at, self.at + 1, message);
                }
                b'\\' => self.escape(raw),
                _ => self.at += 1,
            }
        }
    }

    fn field_name(&self) -> &'static str {
        self.fields.last().map_or("f-string", Formatted::name)
    }

    /// A backslash hides the next character, but not a brace; `\N{…}` is one escape.
    fn escape(&mut self, raw: bool) {
        self.at += 1;
        if matches!(self.peek(), b'{' | b'}') {
            return;
        }
        if !raw && self.rest().starts_with("N{") {
            self.at += self.rest().find(['}', '\n', '"', '\'']).unwrap_or(1);
            if self.peek() == b'}' {
                self.at += 1;
            }
            return;
        }
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
    }

    fn enter_field(&mut self, start: usize) {
        if self.at > start {
            self.push(Kind::String, start);
        }
        self.open();
        let depth = self.out.open.len();
        if let Some(formatted) = self.fields.last_mut() {
            formatted.field = Some(depth);
        }
    }

    /// The brace that closes a specification closes its field too.
    fn end_specification(&mut self) {
        let start = self.at;
        self.at += 1;
        self.out.open.pop();
        self.push(Kind::Operator, start);
        if let Some(formatted) = self.fields.last_mut() {
            formatted.specification.pop();
            formatted.field = None;
        }
    }

    fn end_formatted(&mut self, in_specification: bool) {
        if in_specification {
            let message = format!("{}: expecting '}}'", self.field_name());
            return self.fail(self.at, self.at + 1, message);
        }
        let Some(formatted) = self.fields.pop() else { return };
        let start = self.at;
        self.at += if formatted.triple { 3 } else { 1 };
        self.push(Kind::String, start);
    }

    fn unterminated_text(&mut self, in_specification: bool) {
        let line = self.line_at(self.at);
        let Some(formatted) = self.fields.last() else { return };
        let size = if formatted.triple { 3 } else { 1 };
        let start = formatted.start;
        let prefix = self.source.get(start..).and_then(|text| text.find(['"', '\''])).unwrap_or_default();
        let name = formatted.name();
        if in_specification && self.at < self.source.len() {
            let message = format!("{name}: newlines are not allowed in format specifiers for single quoted {name}s");
            return self.fail(self.at, self.at + 1, message);
        }
        let quotes = if formatted.triple { "triple-quoted " } else { "" };
        let message = format!("unterminated {quotes}{name} literal (detected at line {line})");
        self.fail_by(Cause::UnclosedString, start..start + prefix + size, message);
    }
}

//! Numbers.

use super::{Kind, Lexer};

impl Lexer<'_> {
    pub(super) fn number(&mut self) {
        let start = self.at;
        let read = match (self.peek(), self.byte(start + 1).to_ascii_lowercase()) {
            (b'0', b'x') => self.radix(16),
            (b'0', b'o') => self.radix(8),
            (b'0', b'b') => self.radix(2),
            _ => self.decimal(),
        };
        if read {
            self.push(Kind::Number, start);
        }
    }

    /// Digits with single underscores between them. Returns false after a fault.
    fn digits(&mut self, start: usize) -> bool {
        loop {
            while self.peek().is_ascii_digit() {
                self.at += 1;
            }
            if self.peek() != b'_' {
                return true;
            }
            self.at += 1;
            if !self.peek().is_ascii_digit() {
                self.fail(start, self.at, "invalid decimal literal");
                return false;
            }
        }
    }

    fn decimal(&mut self) -> bool {
        let start = self.at;
        if !self.digits(start) {
            return false;
        }
        let whole = self.source.get(start..self.at).unwrap_or_default();
        let old_octal = whole.starts_with('0') && whole.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
        let mut kind = "decimal";
        let mut float = false;
        if self.peek() == b'.' {
            self.at += 1;
            float = true;
            if self.peek().is_ascii_digit() && !self.digits(start) {
                return false;
            }
        }
        if matches!(self.peek(), b'e' | b'E') {
            let sign = usize::from(matches!(self.byte(self.at + 1), b'+' | b'-'));
            if self.byte(self.at + 1 + sign).is_ascii_digit() {
                self.at += 1 + sign;
                float = true;
                if !self.digits(start) {
                    return false;
                }
            } else if sign > 0 {
                self.fail(start, self.at + 2, "invalid decimal literal");
                return false;
            }
        }
        if matches!(self.peek(), b'j' | b'J') {
            self.at += 1;
            float = true;
            kind = "imaginary";
        }
        if old_octal && !float {
            let message = "leading zeros in decimal integer literals are not permitted; \
                           use an 0o prefix for octal integers";
            self.fail(start, self.at, message);
            return false;
        }
        self.number_ends(start, kind)
    }

    /// A number with a prefix: `0x`, `0o` or `0b`.
    fn radix(&mut self, radix: u32) -> bool {
        let start = self.at;
        let kind = match radix {
            16 => "hexadecimal",
            8 => "octal",
            _ => "binary",
        };
        let is_digit = |byte: u8| (byte as char).is_digit(radix);
        self.at += 2;
        loop {
            if self.peek() == b'_' {
                self.at += 1;
            }
            if !is_digit(self.peek()) {
                return self.bad_digit(start, kind);
            }
            while is_digit(self.peek()) {
                self.at += 1;
            }
            if self.peek() != b'_' {
                break;
            }
        }
        if self.peek().is_ascii_digit() {
            return self.bad_digit(start, kind);
        }
        self.number_ends(start, kind)
    }

    fn bad_digit(&mut self, start: usize, kind: &str) -> bool {
        match self.peek() {
            digit @ b'0'..=b'9' => {
                self.fail(self.at, self.at + 1, format!("invalid digit '{}' in {kind} literal", digit as char));
            }
            _ => self.fail(start, self.at, format!("invalid {kind} literal")),
        }
        false
    }

    /// A letter must not follow a number, unless it starts one of the keywords that may (`1if x else 2`).
    fn number_ends(&mut self, start: usize, kind: &str) -> bool {
        let keywords = ["and", "else", "for", "if", "in", "is", "or", "not"];
        let next = self.peek();
        let word = next.is_ascii_alphanumeric() || next == b'_';
        if !word || keywords.iter().any(|keyword| self.rest().starts_with(keyword)) {
            return true;
        }
        self.fail(start, self.at + 1, format!("invalid {kind} literal"));
        false
    }
}

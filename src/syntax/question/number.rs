//! Numbers at the start of a line.

/// A number in ASCII digits, perhaps in parts.
pub(super) struct Number {
    pub value: u32,
    /// Its length in bytes.
    pub len: usize,
    pub dotted: bool,
}

impl Number {
    /// Reads `3`, `1.2`, `12a`; the last part is its value. Years and larger numbers are none.
    pub fn read(text: &str) -> Option<Self> {
        let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (mut len, mut last, mut dotted) = (digits(text), 0, false);
        if len == 0 {
            return None;
        }
        while text[len..].starts_with('.') && digits(&text[len + 1..]) > 0 {
            last = len + 1;
            len = last + digits(&text[last..]);
            dotted = true;
        }
        if len - last > 4 || (text[len..].starts_with(char::is_alphabetic)) {
            return None;
        }
        Some(Self { value: text[last..len].parse().ok()?, len, dotted })
    }
}

/// `一、` to `九十九、`.
pub(super) fn chinese_number(text: &str) -> Option<(u32, usize)> {
    let digit = |c| "一二三四五六七八九".chars().position(|d| d == c).map(|at| at as u32 + 1);
    let (mut value, mut len) = (0, 0);
    for c in text.chars() {
        match c {
            '十' => value = value.max(1) * 10,
            '、' | '．' if len > 0 => return Some((value, len + c.len_utf8())),
            _ => value += digit(c)?,
        }
        len += c.len_utf8();
    }
    None
}

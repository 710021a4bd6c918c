//! From text to words and signs.

use std::borrow::Cow;

use super::super::prose::Prose;
use super::{Technologies, lexicon, stem, words};

/// A word, a sign, or a mark between clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub kind: Kind,
    /// As written, in lower case.
    pub text: Cow<'t, str>,
    /// What its forms have in common.
    pub stem: Cow<'t, str>,
    /// Whether it ended in `'s`.
    pub possessive: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word of prose.
    Word,
    /// A name from code: set as code, called, or with an underscore.
    Name,
    /// An operator.
    Sign,
    /// The end of a sentence, or of a part of one.
    Stop,
    Comma,
    Open,
    Close,
}

impl<'t> Token<'t> {
    /// A word of prose, in lower case.
    pub fn word(text: &'t str) -> Self {
        Self::new(Kind::Word, text.into())
    }

    fn new(kind: Kind, text: Cow<'t, str>) -> Self {
        let stem = match (kind, &text) {
            (Kind::Word | Kind::Name, Cow::Borrowed(text)) => stem::stem(text),
            (Kind::Word | Kind::Name, Cow::Owned(text)) => stem::stem(text).into_owned().into(),
            _ => Cow::default(),
        };
        Self { kind, text, stem, possessive: false }
    }

    fn mark(kind: Kind) -> Self {
        Self { kind, text: Cow::default(), stem: Cow::default(), possessive: false }
    }

    /// Whether it is one of the words, written as prose.
    pub fn is(&self, words: &[&str]) -> bool {
        // Nearly all words differ in their length or first letter, which is seen sooner than that they differ somewhere.
        let text = self.text.as_bytes();
        let looks_like = |word: &[u8]| word.len() == text.len() && word.first() == text.first();
        self.kind == Kind::Word && words.iter().any(|word| looks_like(word.as_bytes()) && word.as_bytes() == text)
    }

    /// Whether it stands for something, a word or a sign.
    pub fn is_said(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Name | Kind::Sign)
    }

    /// The technology that it names.
    pub fn technology(&self) -> Option<Technologies> {
        matches!(self.kind, Kind::Word | Kind::Name).then(|| lexicon::technology(&self.text)).flatten()
    }
}

/// The tokens of a text without markup, whose letters of ASCII are in lower case.
pub(super) fn words(lower: &str) -> Vec<Token<'_>> {
    Scanner::new(lower, Vec::new()).scan()
}

/// The tokens of `prose`. `lower` is its text with the letters of ASCII in lower case.
pub(super) fn tokens<'t>(prose: &Prose, lower: &'t str) -> Vec<Token<'t>> {
    let code = prose.stretches(0, prose.text.len()).filter(|(_, _, style)| style.code).map(|(start, text, _)| Code {
        start,
        end: start + text.len(),
        is_name: text.split_whitespace().count() <= 2,
    });
    Scanner::new(lower, code.collect()).scan()
}

/// Where text is set as code.
#[derive(Clone, Copy)]
struct Code {
    start: usize,
    end: usize,
    /// Whether it is a word or two, which then mean just themselves: `is not`.
    is_name: bool,
}

struct Scanner<'t> {
    text: &'t str,
    code: Vec<Code>,
    out: Vec<Token<'t>>,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, code: Vec<Code>) -> Self {
        // Words are about that long, with the blank between.
        Self { text, code, out: Vec::with_capacity(text.len() / 5 + 1) }
    }

    fn scan(mut self) -> Vec<Token<'t>> {
        let mut at = 0;
        while let Some(c) = self.text[at..].chars().next() {
            at = if is_word(c) { self.word(at) } else { self.other(at, c) };
        }
        self.out
    }

    fn code_at(&self, at: usize) -> Option<Code> {
        self.code.iter().copied().find(|code| (code.start..code.end).contains(&at))
    }

    fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Reads the word at `start`; returns where it ends.
    fn word(&mut self, start: usize) -> usize {
        let mut end = start + self.rest(start).find(|c| !is_word(c)).unwrap_or(self.text.len() - start);
        // `functools.wraps`, `3.12`, `node.js`
        while let Some(tail) = self.rest(end).strip_prefix('.').filter(|tail| tail.starts_with(is_word)) {
            end += 1 + tail.find(|c| !is_word(c)).unwrap_or(tail.len());
        }
        if end - start == 1 {
            end += ["++", "#"].iter().find(|suffix| self.rest(end).starts_with(**suffix)).map_or(0, |it| it.len());
        }
        let text = &self.text[start..end];
        let text = if text.is_ascii() { Cow::Borrowed(text) } else { text.to_lowercase().into() };
        let is_called = self.rest(end).starts_with("()");
        let is_name = is_called || text.contains('_') || self.code_at(start).is_some_and(|code| code.is_name);
        if is_called {
            end += 2;
        }
        let kind = if is_name { Kind::Name } else { Kind::Word };
        let suffix = self.suffix(end);
        end += suffix.len();
        match suffix.trim_start_matches(['\'', '’']) {
            "t" if text.ends_with('n') => {
                let verb = if text == "can" { text } else { without_end(text, 1) };
                self.out.extend([Token::new(kind, verb), Token::word("not")]);
            }
            "s" if words::IS_AFTER.contains(&text.as_ref()) => {
                self.out.extend([Token::new(kind, text), Token::word("is")]);
            }
            "re" => self.out.extend([Token::new(kind, text), Token::word("are")]),
            "s" => self.out.push(Token { possessive: true, ..Token::new(kind, text) }),
            _ => self.out.push(Token::new(kind, text)),
        }
        end
    }

    /// What follows a word behind an apostrophe: `'s`.
    fn suffix(&self, at: usize) -> &'t str {
        let rest = self.rest(at);
        let Some(mark) = rest.chars().next().filter(|c| matches!(c, '\'' | '’')) else { return "" };
        let letters = &rest[mark.len_utf8()..];
        let end = letters.find(|c| !is_word(c)).unwrap_or(letters.len());
        if end == 0 { "" } else { &rest[..mark.len_utf8() + end] }
    }

    /// Reads what is no word at `at`; returns where that ends.
    fn other(&mut self, at: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        let is_code = self.code_at(at).is_some();
        let is_free = self.text[..at].chars().next_back().is_none_or(|c| !is_word(c));
        let run = self.rest(at).find(|c| !is_sign(c)).unwrap_or(self.text.len() - at);
        let sign = &self.text[at..at + run];
        let next = self.rest(at + run).chars().next();
        let is_single = next.is_none_or(|next| !is_word(next)) && is_free;
        if run > 0 && is_single && sign != ":" && (is_code || !matches!(sign, "-" | "--" | "!" | "&" | "/")) {
            self.out.push(Token { kind: Kind::Sign, text: sign.into(), stem: sign.into(), possessive: false });
            return at + run;
        }
        let ends_clause = next.is_none_or(|next| !is_word(next) && next != '_');
        match c {
            '?' | '？' | '。' | ';' | '；' | '—' | '–' | '…' | '：' | '\n' => {
                self.out.push(Token::mark(Kind::Stop))
            }
            '.' | '!' if self.rest(end).chars().next().is_none_or(|next| !is_word(next)) => {
                self.out.push(Token::mark(Kind::Stop));
            }
            ':' | '-' if ends_clause && !is_code && (c == ':' || is_free) => self.out.push(Token::mark(Kind::Stop)),
            ',' | '，' | '、' => self.out.push(Token::mark(Kind::Comma)),
            '(' => self.out.push(Token::mark(Kind::Open)),
            ')' => self.out.push(Token::mark(Kind::Close)),
            '&' => self.out.push(Token::word("and")),
            _ => {}
        }
        end
    }
}

/// `word` without its last `len` bytes.
pub(super) fn without_end(word: Cow<'_, str>, len: usize) -> Cow<'_, str> {
    let len = word.len() - len;
    match word {
        Cow::Borrowed(word) => word[..len].into(),
        Cow::Owned(mut word) => {
            word.truncate(len);
            word.into()
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_sign(c: char) -> bool {
    matches!(c, '=' | '<' | '>' | '!' | '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^' | '~' | ':' | '@')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        let lower = text.to_ascii_lowercase();
        words(&lower).into_iter().filter(Token::is_said).map(|token| token.text.into()).collect()
    }

    #[test]
    fn words_and_signs_are_told_apart() {
        assert_eq!(texts("What's `==` vs. is, in C++?"), ["what", "is", "==", "vs", "is", "in", "c++"]);
        assert_eq!(texts("Python's *args; k-fold (don't)"), ["python", "args", "k", "fold", "do", "not"]);
        assert_eq!(
            texts("functools.wraps, 3.12. sort() – a := b - c"),
            ["functools.wraps", "3.12", "sort", "a", ":=", "b", "c"]
        );
    }

    #[test]
    fn what_is_called_is_a_name() {
        let kinds: Vec<_> = words("sort() a_b any").into_iter().map(|token| token.kind).collect();
        assert_eq!(kinds, [Kind::Name, Kind::Name, Kind::Word]);
    }
}

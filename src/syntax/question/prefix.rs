//! What stands before a question's own words: marks, levels, labels, numbers.

use super::number::{Number, chinese_number};
use super::phrase::{self, ANSWER, EXPLAINING, FOLLOW_UP, META, PROMPT, QUALIFIER, QUESTION, SKILL};
use super::{Level, Marks, Options};

/// What the beginning of a line says. Offsets are bytes of the line.
#[derive(Debug, Default)]
pub(super) struct Prefix {
    pub marks: Marks,
    pub level: Option<Level>,
    pub number: u32,
    /// Where the digits of the number stand.
    pub digits: (usize, usize),
    pub letter: u8,
    /// Where the line's own words begin.
    pub end: usize,
}

/// Where a label may stand without a colon behind it: at the end of the line or of its bold beginning.
pub(super) struct Line<'t> {
    pub text: &'t str,
    /// The length of the bold beginning; 0 if it does not begin in bold.
    pub bold: usize,
    /// Whether the line is a heading, a summary or in bold: shorter labels are believed there.
    pub set_off: bool,
}

/// Where the first colon stands, or the line ends if that comes before.
fn colon_or_line_end(text: &str) -> Option<usize> {
    let wide = '：'.len_utf8();
    text.bytes().enumerate().position(|(at, byte)| match byte {
        b':' | b'\n' => true,
        // The first byte of many a character, one of them the wide colon.
        0xef => text.get(at..at + wide) == Some("："),
        _ => false,
    })
}

/// How far it is to the first of `ends`, where that is as near as the name of a level is long. No further is looked:
/// the text may be all that is left of a long paragraph.
fn level_len(text: &str, ends: &[char]) -> Option<usize> {
    text.char_indices().take_while(|(at, _)| *at < 24).find(|(_, c)| ends.contains(c)).map(|(at, _)| at)
}

impl Prefix {
    /// Reads the beginning of `line`.
    pub fn read(line: &Line<'_>, options: &Options) -> Self {
        let mut prefix = Self::default();
        loop {
            prefix.skip_decoration(line.text);
            let before = prefix.end;
            let labelled = prefix.marks.any(
                Marks::QUESTION_LABEL | Marks::ANSWER_LABEL | Marks::META | Marks::PROMPT_LABEL | Marks::FOLLOW_UP,
            );
            let _ = prefix.bracketed_level(line.text)
                || (!labelled && prefix.label(line, options))
                || (prefix.number == 0 && prefix.letter == 0 && prefix.own_number(line.text))
                || (prefix.letter == 0 && prefix.number == 0 && !labelled && prefix.own_letter(line.text))
                || prefix.leading_level(line.text);
            if prefix.end == before {
                return prefix;
            }
        }
    }

    fn skip_decoration(&mut self, text: &str) {
        let rest = &text[self.end..];
        let skipped = rest.find(|c: char| !is_decoration(c)).unwrap_or(rest.len());
        self.level = self.level.or_else(|| level_of_marks(&rest[..skipped]));
        self.end += skipped;
    }

    /// `[E]`, `(Hard)`.
    fn bracketed_level(&mut self, text: &str) -> bool {
        let rest = &text[self.end..];
        let close = match rest.chars().next() {
            Some('[') => ']',
            Some('(') => ')',
            _ => return false,
        };
        let Some(at) = level_len(rest, &[close]) else { return false };
        let Some(level) = Level::of_bracket(&rest[1..at]) else { return false };
        self.level = self.level.or(Some(level));
        self.end += at + 1;
        true
    }

    /// `Senior: …`, `Mid-Level – …`.
    fn leading_level(&mut self, text: &str) -> bool {
        let rest = &text[self.end..];
        let Some(colon) = level_len(rest, &[':', '：']) else { return false };
        let Some(level) = Level::of_phrase(&rest[..colon]) else { return false };
        self.level = Some(level);
        self.end += colon + rest[colon..].chars().next().map_or(0, char::len_utf8);
        true
    }

    /// `3.`, `(3)`, `3、`, `#3`, `1.2.`, `三、`.
    fn own_number(&mut self, text: &str) -> bool {
        let rest = &text[self.end..];
        let open = rest.len() - rest.trim_start_matches(['(', '（', '#', '№', '[']).len();
        let Some(number) = Number::read(&rest[open..]) else {
            return chinese_number(rest).is_some_and(|n| self.take(n));
        };
        let after = &rest[open + number.len..];
        let delimiter = after.chars().next();
        let keycap = after.strip_prefix('\u{fe0f}').unwrap_or(after).strip_prefix('\u{20e3}');
        let len = match delimiter {
            _ if keycap.is_some() => after.len() - keycap.map_or(0, str::len),
            Some(')' | '、' | '．' | '）' | ']' | '：') => delimiter.map_or(0, char::len_utf8),
            Some('.' | ':') if !after[1..].starts_with(|c: char| c.is_ascii_digit()) => 1,
            Some(' ') if after.trim_start().starts_with(['-', '–', '—']) => 1,
            Some(' ') if open > 0 || number.dotted => 0,
            None if open > 0 || number.dotted => 0,
            _ => return false,
        };
        if open > 0 && rest.starts_with('#') && !text[..self.end].trim().is_empty() {
            return false;
        }
        self.number = number.value;
        self.digits = (self.end + open, self.end + open + number.len);
        self.marks |= Marks::NUMBERED;
        self.marks.set_if(number.dotted, Marks::DOTTED);
        self.end += open + number.len + len;
        true
    }

    fn take(&mut self, (value, len): (u32, usize)) -> bool {
        self.number = value;
        self.marks |= Marks::NUMBERED;
        self.end += len;
        true
    }

    /// `a)`, `B.`, `(c)`.
    fn own_letter(&mut self, text: &str) -> bool {
        let rest = &text[self.end..];
        let open = usize::from(rest.starts_with('('));
        let mut chars = rest[open..].chars();
        let (Some(letter), Some(delimiter)) = (chars.next(), chars.next()) else { return false };
        if !letter.is_ascii_alphabetic() || !matches!(delimiter, '.' | ')' | ':') || (open == 1 && delimiter != ')') {
            return false;
        }
        // Alone it is no prefix: the key to a quiz, or a very short answer.
        if chars.next().is_none_or(|c| !c.is_whitespace()) || chars.as_str().trim().is_empty() {
            return false;
        }
        self.letter = letter.to_ascii_lowercase() as u8 - b'a' + 1;
        self.marks.set_if(letter.is_ascii_uppercase(), Marks::CAPITAL);
        self.end += open + 2;
        true
    }

    fn label(&mut self, line: &Line<'_>, options: &Options) -> bool {
        let rest = &line.text[self.end..];
        let bold = line.bold.saturating_sub(self.end);
        self.question_label(rest, line.set_off || bold > 0, options) || self.other_label(rest, bold, line.set_off)
    }

    fn question_label(&mut self, rest: &str, set_off: bool, options: &Options) -> bool {
        let open = usize::from(rest.starts_with(['[', '(']));
        if options.labels.is_empty() && !QUESTION.may_begin(&rest[open..]) {
            return false;
        }
        let lower = phrase::first_chars(&rest[open..], 40).to_lowercase();
        let own = options.labels.iter().filter(|label| lower.starts_with(label.as_str())).map(String::len).max();
        let Some(len) = own.or_else(|| label_len(&lower)) else { return false };
        if rest.get(open..open + len).is_none() {
            return false; // lower case is longer or shorter here
        }
        let word = lower[..len].to_owned();
        let after = &rest[open + len..];
        let gap = after.len() - after.trim_start_matches([' ', '#', '№', '\u{a0}']).len();
        let number = Number::read(&after[gap..]);
        let small = word.chars().count() == 1 && !rest[open..].starts_with(char::is_uppercase);
        if own.is_none() && ((small && number.is_none()) || (phrase::SHY.has(&word) && (small || !set_off))) {
            return false;
        }
        let shy = own.is_none() && phrase::SHY.has(&word);
        let (digits, number_len) = number.as_ref().map_or((0, 0), |number| (gap, number.len));
        let tail = &after[digits + number_len..];
        let is_label = |c: char| matches!(c, ':' | '：') || (number.is_some() && matches!(c, '.' | ')'));
        if shy && !tail.trim_start().starts_with(is_label) {
            return false;
        }
        let Some(delimiter) = delimiter(tail, number.is_some(), word.chars().count() == 1, set_off) else {
            return false;
        };
        if own.is_none() && phrase::AMBIGUOUS.has(&word) && !asks(&tail[delimiter.min(tail.len())..]) {
            return false;
        }
        let digits_at = self.end + open + len + digits;
        if let Some(number) = number {
            self.number = number.value;
            self.digits = (digits_at, digits_at + number_len);
        } else {
            self.marks.set_if(phrase::PROMPT.has(&word), Marks::PROMPT_LABEL);
        }
        self.marks |= Marks::QUESTION_LABEL;
        self.end = digits_at + number_len + delimiter;
        true
    }

    /// Labels that end in a colon, or that are all of a bold beginning or of the line.
    fn other_label(&mut self, rest: &str, bold: usize, set_off: bool) -> bool {
        let colon = colon_or_line_end(phrase::first_chars(rest, 60));
        let colon_len = colon.and_then(|at| rest[at..].chars().next()).filter(|&c| c != '\n').map_or(0, char::len_utf8);
        if colon_len > 0 && self.label_phrase(&rest[..colon.unwrap_or(0)], true) {
            self.end += colon.unwrap_or(0) + colon_len;
            return true;
        }
        if bold > 0 && bold < 60 && rest.get(..bold).is_some_and(|lead| self.label_phrase(lead, false)) {
            self.end += bold;
            return true;
        }
        let line_end = rest.find('\n').unwrap_or(rest.len());
        if line_end < 60 && (set_off || line_end < rest.len()) && self.label_phrase(&rest[..line_end], false) {
            self.end += line_end;
            return true;
        }
        self.dotted_answer(rest)
    }

    /// `Ans. …`, `A) …`, `A1. …`.
    fn dotted_answer(&mut self, rest: &str) -> bool {
        let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        for label in ["Answer", "ANSWER", "Ans", "ANS", "A"] {
            let Some(after) = rest.strip_prefix(label) else { continue };
            let count = digits(after);
            let delimited = after[count..].starts_with(['.', ')']) && (label.len() > 1 || count > 0);
            let arrow = after.trim_start().starts_with("->") || after.trim_start().starts_with("- ");
            if delimited || (arrow && count == 0) {
                self.marks |= Marks::ANSWER_LABEL;
                self.end += label.len() + count + after[count..].len()
                    - after[count..].trim_start_matches(['.', ')', ' ', '-', '>']).len();
                return true;
            }
        }
        false
    }

    /// Whether `phrase` is a label and nothing else; `colon` says that a colon follows.
    fn label_phrase(&mut self, phrase: &str, colon: bool) -> bool {
        if !phrase::LABEL.may_begin(phrase) {
            return false;
        }
        let capital = phrase.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase);
        let lower = phrase::normal(phrase);
        if lower.is_empty() {
            return false;
        }
        let marks = if is_answer(&lower, colon && capital) {
            self.letter = u8::from(lower == "a");
            let plain = lower.split(' ').any(|word| ANSWER.has(word) && !EXPLAINING.has(word));
            if plain { Marks::ANSWER_LABEL } else { Marks::ANSWER_LABEL | Marks::EXPLAINS }
        } else if FOLLOW_UP.has(lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ')) {
            Marks::FOLLOW_UP
        } else if META.has(&lower) && (colon || !phrase.ends_with('?')) {
            if SKILL.has(&lower) { Marks::META | Marks::SKILLS } else { Marks::META }
        } else if PROMPT.has(&lower) {
            Marks::PROMPT_LABEL
        } else {
            return false;
        };
        self.marks |= marks;
        true
    }
}

/// Whether the line that `text` begins with, or nothing of it, asks.
fn asks(text: &str) -> bool {
    let line = text.split('\n').next().unwrap_or_default().trim();
    line.is_empty()
        || line.contains(['?', '？'])
        || phrase::hints_at_question(&phrase::first_chars(line, 100).to_lowercase())
}

/// Whether `text` begins with an answer label and a colon: "A: so it is".
pub(super) fn begins_with_answer(text: &str) -> bool {
    let colon = colon_or_line_end(phrase::first_chars(text, 40)).filter(|&at| !text[at..].starts_with('\n'));
    colon.is_some_and(|at| is_answer(&phrase::normal(&text[..at]), text.starts_with(char::is_uppercase)))
}

/// Whether `lower` is an answer label, with its qualifiers. A single letter must be a capital before a colon.
fn is_answer(lower: &str, capital: bool) -> bool {
    if ANSWER.has(lower) {
        return lower.chars().count() > 1 || capital;
    }
    if capital && lower.strip_prefix('a').is_some_and(|rest| rest.parse::<u32>().is_ok()) {
        return true;
    }
    let mut found = false;
    let words = lower.split(' ');
    words.clone().count() <= 6
        && words.into_iter().all(|word| {
            let label = word.chars().count() > 1 && ANSWER.has(word);
            found |= label;
            label || QUALIFIER.has(word) || word.parse::<u32>().is_ok()
        })
        && found
}

fn label_len(lower: &str) -> Option<usize> {
    // `q1` is one word to a reader of phrases, so a label that a digit follows is looked for by hand.
    let word = lower.find(|c: char| c.is_ascii_digit()).map_or(lower, |at| &lower[..at]);
    QUESTION.prefix_of(word.trim_end()).filter(|&len| {
        lower[len..].chars().next().is_none_or(|c| !c.is_alphabetic()) || { lower[..len].chars().all(phrase::is_han) }
    })
}

/// The length of what parts a question label from the text, if it is a label at all.
fn delimiter(tail: &str, numbered: bool, letter: bool, set_off: bool) -> Option<usize> {
    let trimmed = tail.trim_start();
    let blank = tail.len() - trimmed.len();
    let mut chars = trimmed.chars();
    let (first, second) = (chars.next(), chars.next());
    let ends_word = second.is_none_or(|c| !c.is_ascii_digit());
    match first {
        None => (numbered || set_off).then_some(0),
        Some(':' | '：') => Some(blank + first.map_or(0, char::len_utf8)),
        Some('.' | ')' | ']' | '、' | '．' | '）') if (numbered || letter) && ends_word && blank == 0 => {
            let close = first.map_or(0, char::len_utf8);
            let colon = trimmed[close..].chars().next().filter(|&c| matches!(c, ':' | '.' | '：'));
            Some(blank + close + colon.map_or(0, char::len_utf8))
        }
        Some('-' | '–' | '—' | '|')
            if (numbered || letter || set_off) && ends_word && second == Some(' ') && blank > 0 =>
        {
            Some(blank + first.map_or(0, char::len_utf8))
        }
        Some('–' | '—') if numbered && ends_word => Some(blank + 3),
        Some('-') if numbered && set_off && second == Some(' ') => Some(blank + 1),
        Some('(' | '[' | '*') if numbered && set_off => Some(blank),
        Some('\n') if numbered || set_off => Some(blank),
        Some(c) if blank > 0 && numbered && set_off && !c.is_ascii_digit() => Some(blank),
        _ => None,
    }
}

/// Whether `c` only adorns: emoji, arrows, bullets.
pub(super) fn is_decoration(c: char) -> bool {
    c.is_whitespace()
        || (!c.is_ascii()
            && !c.is_alphanumeric()
            && !matches!(
                c,
                '¿' | '¡'
                    | '"'
                    | '“'
                    | '”'
                    | '„'
                    | '«'
                    | '»'
                    | '‘'
                    | '’'
                    | '（'
                    | '）'
                    | '【'
                    | '】'
                    | '？'
                    | '：'
                    | '、'
                    | '。'
                    | '，'
                    | '．'
                    | '№'
                    | '「'
                    | '」'
                    | '《'
                    | '》'
                    | '…'
                    | '–'
                    | '—'
            ))
}

/// The level that emoji or stars state.
pub(super) fn level_of_marks(text: &str) -> Option<Level> {
    text.chars().find_map(Level::of_emoji).or_else(|| Level::of_stars(text.chars().filter(|&c| c == '⭐').count()))
}

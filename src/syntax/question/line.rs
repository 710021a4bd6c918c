//! What a line of text is: judged once, from its words and how they are set.

use super::phrase::{self, ADVICE, BACK, CONTENTS, FOLD, FRAME, PLACEHOLDER, PLACEHOLDER_START};
use super::prefix::{self, Line, Prefix};
use super::prose::{Prose, Target};
use super::{Level, Marks, Options, PieceKind, Place, Shape, hash};
use crate::text::TextRange;

/// The parts of a paragraph: a line that begins with a label or a letter starts a new one.
pub(super) fn parts(prose: &Prose, options: &Options) -> Vec<(usize, usize)> {
    if !prose.text.contains('\n') {
        return vec![(0, prose.text.len())];
    }
    let mut starts = vec![0];
    let mut number = 0;
    for (at, _) in prose.text.match_indices('\n') {
        let rest = &prose.text[at + 1..];
        let bold = bold_len(prose, at + 1, prose.text.len());
        let prefix = Prefix::read(&Line { text: rest, bold, set_off: false }, options);
        let label = Marks::QUESTION_LABEL | Marks::ANSWER_LABEL | Marks::FOLLOW_UP | Marks::META | Marks::PROMPT_LABEL;
        let own = prefix.marks.any(label) || prefix.letter > 0 || card_front(prose, at + 1).is_some();
        if own || counts_on(&prefix, number, rest, options) {
            starts.push(at + 1);
            number = prefix.number;
        }
    }
    let ends = starts.iter().skip(1).map(|start| start - 1).chain([prose.text.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).collect()
}

fn line_of(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
}

/// Whether the line that `rest` begins with is a numbered question, counts on from the one before, `number`, or the next
/// line counts on from it: items of a list that, since it does not begin at 1, Markdown takes for the end of a paragraph.
fn counts_on(prefix: &Prefix, number: u32, rest: &str, options: &Options) -> bool {
    if !prefix.marks.any(Marks::NUMBERED) || prefix.marks.any(Marks::DOTTED) {
        return false;
    }
    let line = line_of(rest);
    let next = rest.get(line.len() + 1..).unwrap_or_default();
    let next = Prefix::read(&Line { text: line_of(next), bold: 0, set_off: false }, options);
    next.number == prefix.number + 1 || (number > 0 && prefix.number == number + 1) || asks(line, false)
}

/// The length of the front side of a flash card on the line that begins at `start`: a question before two colons, as
/// Obsidian's "spaced repetition" has it.
fn card_front(prose: &Prose, start: usize) -> Option<usize> {
    let line = line_of(&prose.text[start..]);
    let (at, _) = line.match_indices(':').find(|(at, _)| line[at + 1..].starts_with(':'))?;
    let front = line[..at].trim_end();
    let asked = front.ends_with(['?', '？']) && !line[at + 2..].starts_with(':');
    (asked && !prose.is_code(start + front.len() - 1)).then_some(front.len())
}

/// The piece of `kind` whose text stands from `start` to `end` of `prose` and whose whole is `range`.
pub(super) fn judge(
    kind: PieceKind,
    prose: &Prose,
    (start, end): (usize, usize),
    range: TextRange,
    options: &Options,
) -> (Shape, Place) {
    let text = &prose.text[start..end];
    let heading = matches!(kind, PieceKind::Heading(_) | PieceKind::Summary);
    let bold = bold_len(prose, start, end);
    let line = Line { text, bold, set_off: heading || bold > 0 };
    let mut prefix = Prefix::read(&line, options);
    let mut words = Words { start: start + prefix.end, end, level: prefix.level, marks: prefix.marks };
    words.marks.set_if(prefix.end > 0 && bold > 0, Marks::BOLD_PREFIX);
    words.narrow(prose, heading);
    if !heading {
        words.turn_card(prose);
    }
    if matches!(kind, PieceKind::Item { .. }) || words.marks.any(Marks::QUESTION_LABEL | Marks::NUMBERED) {
        words.leave_answer(prose);
    }
    if let Some(found) = options.pattern.as_ref().and_then(|pattern| pattern.find(text)) {
        words.start = start + found.start;
        words.end = start + found.end;
        words.marks |= Marks::PATTERN | Marks::QUESTION_LABEL;
        prefix.number = 0;
    }
    words.look(prose, kind);
    words.look_at_links(prose, start + prefix.end, end);
    let digits = (start + prefix.digits.0, start + prefix.digits.1);
    let marks = words.marks;
    let shape = Shape { kind, depth: 0, level: words.level, marks, number: prefix.number, letter: prefix.letter };
    let place = Place {
        range,
        text: if words.end > words.start {
            prose.locate(words.start, words.end)
        } else {
            TextRange::empty(range.start)
        },
        number: if prefix.digits.1 > 0 { prose.locate(digits.0, digits.1) } else { TextRange::empty(range.start) },
        hash: hash::of_text(prose, words.start, words.end),
    };
    (shape, place)
}

/// The length of the bold beginning of the text from `start`, leading marks and its own blanks aside.
fn bold_len(prose: &Prose, start: usize, end: usize) -> usize {
    let mut len = 0;
    for (at, text, style) in prose.stretches(start, end) {
        let blank = text.chars().all(prefix::is_decoration);
        if !style.bold && !blank {
            break;
        }
        // A line of nothing but blanks may stand before.
        if text.contains('\n') && !(blank && len == 0) {
            break;
        }
        if style.bold {
            len = at - start + text.len();
        }
    }
    len
}

/// The question's own words within a line, narrowed step by step.
struct Words {
    start: usize,
    end: usize,
    level: Option<Level>,
    marks: Marks,
}

impl Words {
    /// Cuts the text down to its bold beginning, if it has one, and takes trailing marks off.
    fn narrow(&mut self, prose: &Prose, heading: bool) {
        let all = self.end;
        let bold = bold_len(prose, self.start, self.end);
        if bold > 0 {
            let lead_end = self.start + bold;
            let lead = prose.text[self.start..lead_end].trim_end();
            let rest = prose.text[lead_end..all].trim_start();
            if !has_letters(rest) {
                self.marks |= Marks::BOLD;
            } else if !heading && !lead.ends_with([':', '：']) && !rest.starts_with([':', '：']) && !runs_on(lead, rest)
            {
                self.marks |= Marks::BOLD_LEAD;
                self.end = lead_end;
                self.marks.set_if(!is_aside(rest) && says_more(prose, lead_end, all), Marks::REST);
                self.marks.set_if(links_outside(prose, lead_end, all), Marks::LINK);
            }
        }
        self.trim(prose);
    }

    /// Cuts a flash card down to its front: before two colons, or before a line that is a question mark.
    fn turn_card(&mut self, prose: &Prose) {
        let text = &prose.text[self.start..self.end];
        let is_mark = |(at, _): &(usize, &str)| matches!(line_of(&text[at + 1..]).trim_end(), "?" | "??");
        let line = text.match_indices('\n').find(is_mark).map(|(at, _)| at);
        let Some(front) = card_front(prose, self.start).filter(|&front| front < text.len()).or(line) else { return };
        self.marks.set_if(has_letters(&text[front..]), Marks::REST);
        self.marks |= Marks::QUESTION_LABEL;
        self.end = self.start + text[..front].trim_end().len();
    }

    /// Cuts off what answers a question in the same breath: on the lines after its question mark, or behind a label or a
    /// dash.
    fn leave_answer(&mut self, prose: &Prose) {
        let text = &prose.text[self.start..self.end];
        for (at, mark) in text.match_indices(['?', '？']) {
            let after = &text[at + mark.len()..];
            let closed = after.trim_start_matches(is_closer);
            let gap = &after[..after.len() - closed.len()];
            let said = closed.trim_start_matches(|c: char| !c.is_alphanumeric());
            let labelled = self.marks.any(Marks::QUESTION_LABEL) && prefix::begins_with_answer(closed);
            let dashed = gap.ends_with(char::is_whitespace) && starts_with_dash(closed) && said.contains(' ');
            if labelled || dashed || (gap.contains('\n') && has_letters(said)) {
                if !asks(closed, false) {
                    self.end = self.start + at + mark.len() + gap.trim_end().len();
                    self.marks |= Marks::REST;
                }
                return;
            }
        }
    }

    /// Takes blanks, emoji and a bracketed level off both ends.
    fn trim(&mut self, prose: &Prose) {
        loop {
            let text = &prose.text[self.start..self.end];
            let kept = text.trim_end_matches(|c| prefix::is_decoration(c) || c == '#');
            self.level = self.level.or_else(|| prefix::level_of_marks(&text[kept.len()..]));
            let (len, level) = without_bracketed_level(kept);
            self.level = self.level.or(level);
            let end = self.start + len;
            if end == self.end {
                break;
            }
            self.end = end;
        }
        let text = &prose.text[self.start..self.end];
        self.start = self.end - text.trim_start().len();
    }

    /// Marks what the words themselves say.
    fn look(&mut self, prose: &Prose, kind: PieceKind) {
        let text = &prose.text[self.start..self.end];
        self.marks.set_if(has_letters(text), Marks::TEXT);
        self.marks.set_if(text.ends_with([':', '：']), Marks::LEADS_ON);
        let lower = phrase::first_chars(text, BEGINNING).to_lowercase();
        let hints = phrase::hints_at_question(&lower);
        self.marks.set_if(asks(text, hints), Marks::ASKS);
        let plain = !self.marks.any(Marks::QUESTION_LABEL | Marks::NUMBERED | Marks::BOLD | Marks::BOLD_LEAD);
        let asked = plain && kind == PieceKind::Paragraph && self.marks.any(Marks::ASKS);
        self.marks.set_if(asked && goes_on(text), Marks::REST);
        self.marks.set_if(hints, Marks::HINTS);
        let is_summary = kind == PieceKind::Summary;
        let may_be_set =
            lower.len() <= LONGEST_SET_PHRASE && (phrase::SET_PHRASE.may_begin(&lower) || lower.contains("contents"));
        let normal = if is_summary || may_be_set { phrase::normal(&lower) } else { String::new() };
        self.marks.set_if(is_placeholder(&normal), Marks::PLACEHOLDER);
        if matches!(kind, PieceKind::Heading(_) | PieceKind::Summary | PieceKind::Paragraph) {
            self.look_at_caption(kind, text, &lower, &normal);
        }
        if kind == PieceKind::Summary && !self.marks.any(Marks::ASKS | Marks::QUESTION_LABEL) {
            let folds = FOLD.prefix_of(&normal).is_some() && normal.split(' ').count() <= 4;
            let answers = normal.split(' ').count() <= LONGEST_ANSWER_TITLE
                && normal.split(' ').any(|word| matches!(word, "answer" | "solution" | "answers" | "solutions"));
            self.marks.set_if(folds || answers || normal.is_empty(), Marks::ANSWER_LABEL);
            self.marks.set_if(folds && !answers, Marks::EXPLAINS);
        }
    }

    /// Marks what the text, also in lower case and in its normal form, says of what stands below it.
    fn look_at_caption(&mut self, kind: PieceKind, text: &str, lower: &str, normal: &str) {
        self.level = self.level.or_else(|| Level::of_phrase(text));
        let is_heading = matches!(kind, PieceKind::Heading(_));
        let is_advice = !self.marks.any(Marks::ASKS) && ADVICE.prefix_of(normal).is_some();
        let is_asked_back = is_heading && phrase::is_asked_back(lower);
        // Of paragraphs, those that introduce a set of questions.
        let names = match kind {
            PieceKind::Paragraph if self.marks.any(Marks::LEADS_ON) => {
                let last = last_sentence(text).to_lowercase();
                phrase::introduces(&last, true) && phrase::names_questions(&last)
            }
            PieceKind::Paragraph => phrase::introduces(lower, false) && phrase::names_questions(lower),
            _ => phrase::names_questions(lower),
        };
        let follow_ups = is_heading && self.marks.any(Marks::FOLLOW_UP) && !self.marks.any(Marks::TEXT);
        self.marks.set_if(is_advice, Marks::META);
        self.marks.set_if((names || follow_ups) && !is_advice && !is_asked_back, Marks::QUESTIONS);
        self.marks.set_if(CONTENTS.has(normal) || normal.ends_with("table of contents"), Marks::CONTENTS);
        self.marks.set_if(FRAME.has(normal) || is_asked_back, Marks::FRAME);
    }

    fn look_at_links(&mut self, prose: &Prose, start: usize, end: usize) {
        let (mut inside, mut outside) = (0, 0);
        for (_, text, style) in prose.stretches(start, end) {
            match style.link {
                Some(Target::Inside) => inside += letters(text),
                Some(Target::Outside) => outside += letters(text),
                None if has_letters(text) => return,
                None => {}
            }
        }
        let leads_back = |text: &str| !has_letters(text) || BACK.has(&phrase::normal(text));
        let back = outside > 0 && prose.stretches(start, end).all(|(_, text, _)| leads_back(text));
        self.marks.set_if(inside > outside || back, Marks::NAVIGATION);
        self.marks.set_if(outside > inside, Marks::LINKS_ONLY);
    }
}

/// No longer text is one of the phrases for what a text is: a placeholder, a table of contents.
const LONGEST_SET_PHRASE: usize = 160;

/// In so many words an answer is announced: "See the full solution in Python"; in more a question may speak of one.
const LONGEST_ANSWER_TITLE: usize = 6;

/// So many characters show what a text is.
const BEGINNING: usize = 400;

fn last_sentence(text: &str) -> &str {
    let ends = |pair: &str| matches!(pair, ". " | "! " | "? " | ".\n" | "!\n" | "?\n");
    let start = (0..text.len().saturating_sub(1)).rev().find(|&at| text.get(at..at + 2).is_some_and(ends));
    start.map_or(text, |at| &text[at + 2..])
}

/// How many letters and digits there are in `text`.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

fn has_letters(text: &str) -> bool {
    text.chars().any(|c| c.is_alphanumeric())
}

/// Whether the text behind a bold beginning carries the same sentence on.
fn runs_on(lead: &str, rest: &str) -> bool {
    let ended = lead.ends_with(['.', '?', '!', '。', '？', '！']);
    !ended && rest.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ',' | '(' | '\'' | '’'))
}

/// Whether `text` is a few words in brackets: `(Section 4)`.
fn is_aside(text: &str) -> bool {
    let inside = text.trim().strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    inside.is_some_and(|inside| !inside.contains(['(', ')']) && inside.split_whitespace().count() <= 3)
}

fn says_more(prose: &Prose, start: usize, end: usize) -> bool {
    prose.stretches(start, end).filter(|(_, _, style)| style.link.is_none()).any(|(_, text, _)| letters(text) > 2)
}

fn links_outside(prose: &Prose, start: usize, end: usize) -> bool {
    prose.stretches(start, end).any(|(_, _, style)| style.link == Some(Target::Outside))
}

fn without_bracketed_level(text: &str) -> (usize, Option<Level>) {
    let open = match text.chars().next_back() {
        Some(']') => text.rfind('['),
        Some(')') => text.rfind('('),
        Some('`') => text.rfind('('),
        _ => None,
    };
    let inside = open.filter(|&at| at > 0 && text.len() - at < 24).map(|at| &text[at + 1..text.len() - 1]);
    match (open, inside.and_then(Level::of_bracket)) {
        (Some(at), level @ Some(_)) => (at, level),
        _ => (text.len(), None),
    }
}

/// Whether something is said behind the last question mark of `text`, and not asked for: "Explain."
fn goes_on(text: &str) -> bool {
    let said = text.rfind(['?', '？']).map_or("", |at| &text[at..]).trim_start_matches(|c: char| !c.is_alphanumeric());
    !said.is_empty() && !phrase::hints_at_question(&phrase::first_chars(said, 60).to_lowercase())
}

/// Whether `c` may stand between a question mark and the end of the question.
fn is_closer(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, ')' | '"' | '\'' | '”' | '’' | '»' | '*' | '_' | '.' | ']' | '!' | ':' | '…' | '）' | '」')
}

fn starts_with_dash(text: &str) -> bool {
    ["- ", "– ", "— ", "-> ", "=> ", "→ ", "⇒ "].iter().any(|dash| text.starts_with(dash))
}

/// Whether `text` ends as the signature of a function with optional parameters does: `hash(input, options?)`.
fn ends_in_signature(text: &str) -> bool {
    let open = text.ends_with(')').then(|| text.rfind('(')).flatten();
    open.is_some_and(|open| text[..open].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
}

/// Whether `text` is a question by its marks: it ends in one, or one ends a sentence of what begins as a question.
fn asks(text: &str, hints: bool) -> bool {
    if text.trim_end_matches(is_closer).ends_with(['?', '？', '؟']) {
        return hints || !ends_in_signature(text.trim_end());
    }
    let inner = |at: usize| text[at..].chars().nth(1).is_none_or(|c| c.is_whitespace() || c == ')' || c == '"');
    hints && (text.match_indices('?').any(|(at, _)| inner(at)) || text.contains('？'))
}

fn is_placeholder(normal: &str) -> bool {
    !normal.is_empty()
        && (PLACEHOLDER.has(normal) || PLACEHOLDER_START.prefix_of(normal).is_some_and(|len| normal.len() - len < 40))
}

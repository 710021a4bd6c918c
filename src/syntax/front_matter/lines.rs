//! Lines of YAML, looked at one by one: what a parser that stopped at a fault cannot tell.

use super::cooked::Cooked;

/// A line, or the rest of one behind a dash.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Where `raw` starts, in bytes of the note.
    pub origin: u32,
    /// The text with its line end.
    pub raw: &'a str,
    /// How far it is indented, in columns: not always the number of blanks in front, for tabs and the rest of a
    /// line behind a dash.
    pub indent: usize,
}

impl<'a> Line<'a> {
    /// The text without blanks around it.
    pub fn text(&self) -> &'a str {
        self.raw.trim()
    }

    /// Where [`Line::text`] starts, in bytes of the note.
    pub fn text_origin(&self) -> u32 {
        self.origin + (self.raw.len() - self.raw.trim_start().len()) as u32
    }

    /// Whether there is nothing, or just a comment.
    pub fn is_empty(&self) -> bool {
        let text = self.text();
        text.is_empty() || text.starts_with('#')
    }

    /// Whether it is a list item.
    pub fn is_item(&self) -> bool {
        self.text() == "-" || self.text().starts_with("- ") || self.text().starts_with("-\t")
    }

    /// Where the value starts in [`Line::text`], if that starts with a key and a colon.
    pub fn value_start(&self) -> Option<usize> {
        value_start(self.text())
    }

    /// Whether it is a key with nothing behind, save an anchor, a tag or a comment.
    pub fn is_key_alone(&self) -> bool {
        self.value_start().is_some_and(|start| {
            let value = without_comment(&self.text()[start..]).trim();
            value.is_empty() || (value.starts_with(['&', '!']) && !value.contains(char::is_whitespace))
        })
    }

    /// The rest behind the dash of a list item, at the column where it stands.
    pub fn behind_dash(&self) -> Self {
        let before = self.raw.len() - self.raw.trim_start().len();
        let rest = self.raw.get(before + 1..).unwrap_or("");
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let at = before + 1 + blanks;
        Self {
            origin: self.origin + at as u32,
            raw: self.raw.get(at..).unwrap_or(""),
            indent: self.indent + 1 + blanks,
        }
    }
}

/// The lines of `text`, which starts at `origin`.
pub(super) fn lines(text: &str, origin: u32) -> Vec<Line<'_>> {
    let mut start = origin;
    text.split_inclusive('\n')
        .map(|raw| {
            let line = Line { origin: start, raw, indent: raw.len() - raw.trim_start_matches(' ').len() };
            start += raw.len() as u32;
            line
        })
        .collect()
}

/// The lines as text for the parser, each at its indentation.
pub(super) fn cook(lines: &[Line<'_>]) -> Cooked {
    let mut cooked = Cooked::default();
    for line in lines {
        let blanks = line.raw.len() - line.raw.trim_start_matches([' ', '\t']).len();
        if line.indent == blanks {
            cooked.push(line.raw, line.origin);
        } else {
            cooked.push_patch(&" ".repeat(line.indent), line.origin);
            cooked.push(&line.raw[blanks..], line.origin + blanks as u32);
        }
    }
    cooked
}

/// Where the value starts in `text`, if that starts with a key and a colon. For a key without a value, the end.
pub(super) fn value_start(text: &str) -> Option<usize> {
    let after_key = match text.chars().next()? {
        quote @ ('"' | '\'') => quoted_end(text, 0, quote)?,
        '[' | ']' | '{' | '}' | '#' | ',' | '&' | '*' | '!' | '|' | '>' | '%' | '@' | '`' => return None,
        _ => 0,
    };
    let colon = text[after_key..].match_indices(':').map(|(at, _)| after_key + at).find(|at| {
        let rest = &text[at + 1..];
        rest.is_empty() || rest.starts_with([' ', '\t'])
    })?;
    if text[after_key..colon].contains(" #") || (after_key > 0 && !text[after_key..colon].trim().is_empty()) {
        return None;
    }
    let value = &text[colon + 1..];
    Some(colon + 1 + (value.len() - value.trim_start().len()))
}

/// The offset behind the quote that closes the one at `start`.
pub(super) fn quoted_end(text: &str, start: usize, quote: char) -> Option<usize> {
    let mut chars = text.get(start + 1..)?.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && quote == '"' {
            chars.next();
        } else if c == quote {
            if quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                chars.next();
            } else {
                return Some(start + 1 + at + 1);
            }
        }
    }
    None
}

/// The text up to a comment, blanks before it included.
pub(super) fn without_comment(text: &str) -> &str {
    if text.starts_with('#') {
        return "";
    }
    let comment = text.match_indices('#').find(|(at, _)| text[..*at].ends_with([' ', '\t']));
    comment.map_or(text, |(at, _)| &text[..at])
}

/// What a scan over a flow collection found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FlowScan {
    /// The brackets that are open at the end, outermost first: offset, and what closes each.
    pub open: Vec<(usize, char)>,
    /// The quote that is open at the end.
    pub open_quote: Option<(usize, char)>,
    /// Where a bracket closes another than the innermost: the opener, and the offset of the closer.
    pub mismatch: Option<((usize, char), usize)>,
    /// The offset behind the bracket that closes the first.
    pub end: Option<usize>,
}

/// Scans the flow collection that starts at `start`, to its end or the end of `text`.
pub(super) fn scan_flow(text: &str, start: usize) -> FlowScan {
    let mut scan = FlowScan::default();
    let mut at = start;
    // A quote is one only where a value can start.
    let mut value_starts = true;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        match c {
            '[' => scan.open.push((at, ']')),
            '{' => scan.open.push((at, '}')),
            ']' | '}' => match scan.open.pop() {
                Some((_, closer)) if closer == c => {}
                Some(opener) => {
                    scan.mismatch = Some((opener, at));
                    return scan;
                }
                None => {}
            },
            '"' | '\'' if value_starts => match quoted_end(text, at, c) {
                Some(end) => {
                    (at, value_starts) = (end, false);
                    continue;
                }
                None => {
                    scan.open_quote = Some((at, c));
                    return scan;
                }
            },
            '#' if text[..at].ends_with(char::is_whitespace) => {
                at += text[at..].find('\n').unwrap_or(text.len() - at);
                continue;
            }
            _ => {}
        }
        value_starts = matches!(c, '[' | '{' | ',' | ':') || (value_starts && c.is_whitespace());
        at += c.len_utf8();
        if scan.open.is_empty() {
            scan.end = Some(at);
            return scan;
        }
    }
    scan
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_end_at_a_colon_and_a_blank() {
        for (text, value) in [
            ("title: a: b", Some("a: b")),
            ("title:", Some("")),
            ("'it''s': x", Some("x")),
            ("url:http://x", None),
            ("http://x: y", Some("y")),
            ("word", None),
            ("\"open: x", None),
            ("a # b: c", None),
        ] {
            assert_eq!(value_start(text).map(|at| &text[at..]), value, "{text}");
        }
    }

    #[test]
    fn flow_collections_are_scanned_to_their_end() {
        assert_eq!(scan_flow("[a, 'it''s]', {b: \"]\"}] c", 0).end, Some(23));
        assert_eq!(scan_flow("[a, {b: c", 0).open, [(0, ']'), (4, '}')]);
        assert_eq!(scan_flow("[a, don't]", 0).end, Some(10));
        assert_eq!(scan_flow("[a, \"b]", 0).open_quote, Some((4, '"')));
        assert_eq!(scan_flow("[a, {b]", 0).mismatch, Some(((4, '}'), 6)));
        assert_eq!(scan_flow("[a, # ]\n b]", 0).end, Some(11));
    }
}

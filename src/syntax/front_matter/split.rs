//! Where the front matter of a note is.

use std::borrow::Cow;

use crate::text::{Text, TextRange};

/// The place of a note's front matter. Ranges are in bytes of the note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// The language it is written in.
    pub kind: FrontMatterKind,
    /// From the opening delimiter (after a byte-order mark) to the start of the body.
    pub range: TextRange,
    /// What stands between the delimiter lines: from the start of a line to the start of a line, or the end of the
    /// note. For JSON, the object with its braces.
    pub content: TextRange,
    /// Whether the closing delimiter is there.
    pub closed: bool,
}

/// The language of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrontMatterKind {
    /// Between `---` and `---` or `...`.
    Yaml,
    /// Between two lines of `+++`.
    Toml,
    /// An object that starts with `{` on the first line.
    Json,
}

/// Finds the front matter of a note, reading no more of it than that takes.
///
/// `---` on the first line opens it, the next line of `---` or `...` closes it, as everywhere. While it is being
/// written the closing line is often not there yet, and the next `---` is a thematic break far down in the body.
/// So a line that can only be Markdown (a heading amid blank lines, a code fence, a paragraph) ends the search:
/// what stands before the blank line above it is then taken for front matter that is not closed. If that does not
/// start with a key, or a blank line comes first, the `---` was a thematic break and there is no front matter.
pub fn split(text: &Text) -> Option<Split> {
    let mut lines = Lines::new(text);
    let (first, line) = lines.next()?;
    let start = first.start + if line.starts_with('\u{feff}') { '\u{feff}'.len_utf8() as u32 } else { 0 };
    match line.trim_start_matches('\u{feff}').trim_end() {
        "---" => yaml(lines, start),
        "+++" => toml(lines, start),
        line if line.starts_with('{') => json(text, start, line),
        _ => None,
    }
}

fn yaml(lines: Lines<'_>, start: u32) -> Option<Split> {
    let content_start = lines.offset;
    let mut scan = Scan { end: content_start, ..Scan::default() };
    let (mut end, mut content_end) = (content_start, content_start);
    let (mut closed, mut has_body) = (false, false);
    for (range, line) in lines {
        (end, content_end) = (range.end, range.end);
        let kind = line_kind(&line);
        if let Some(front_matter_end) = scan.read(range, kind) {
            (end, content_end) = (front_matter_end, front_matter_end);
            has_body = true;
            break;
        }
        if kind == LineKind::Closing {
            (content_end, closed) = (range.start, true);
            break;
        }
    }
    if !closed && let Some(doubt) = scan.doubt() {
        (end, content_end) = (doubt, doubt);
        has_body = true;
    }
    let is_front_matter = if closed { scan.is_closed_front_matter() } else { scan.is_unclosed_front_matter(has_body) };
    is_front_matter.then(|| Split {
        kind: FrontMatterKind::Yaml,
        range: TextRange::new(start, end),
        content: TextRange::new(content_start, content_end),
        closed,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LineKind {
    Blank,
    /// `---` or `...`
    Closing,
    /// `# …`, in YAML a comment, in Markdown a heading.
    Comment,
    /// Indented, a list item, or something that cannot be told from YAML.
    Continuation,
    /// `key:`
    Key,
    /// A word or two without a colon: a key being typed.
    HalfKey,
    /// A longer line without a colon.
    Prose,
    /// What only Markdown would say.
    Markdown,
}

/// What has been seen of the lines after the opening `---`.
#[derive(Default)]
struct Scan {
    /// The first line that is not blank.
    first: Option<LineKind>,
    /// Whether a blank line follows the opening line.
    starts_blank: bool,
    /// How many lines are not blank.
    count: u32,
    has_key: bool,
    /// Whether the line before is blank.
    after_blank: bool,
    /// Where the last line that is not blank ends.
    end: u32,
    /// Where the front matter ends if it is not closed, for words or items after a blank line, and no key since.
    doubt: Option<u32>,
    /// The line before, blank ones aside, if that may be a heading.
    heading: Option<Heading>,
}

/// A comment line that may be a heading.
struct Heading {
    /// Where the front matter ends if it is one.
    front_matter_end: u32,
    blank_before: bool,
    blank_after: bool,
}

impl Scan {
    /// Takes in one more line. Gives the end of the front matter when this line shows that the body has begun.
    fn read(&mut self, range: TextRange, kind: LineKind) -> Option<u32> {
        if kind == LineKind::Blank {
            self.starts_blank |= self.count == 0;
            self.after_blank = true;
            if let Some(heading) = &mut self.heading {
                heading.blank_after = true;
            }
            return None;
        }
        if let Some(heading) = self.heading.take()
            && heading.blank_after
            && match kind {
                LineKind::HalfKey | LineKind::Prose | LineKind::Markdown => true,
                LineKind::Key | LineKind::Comment => false,
                _ => heading.blank_before,
            }
        {
            return Some(heading.front_matter_end);
        }
        let is_paragraph = kind == LineKind::Prose && self.after_blank;
        if kind == LineKind::Markdown || is_paragraph {
            return Some(self.end);
        }
        if kind == LineKind::Closing {
            return None;
        }
        if kind == LineKind::Comment {
            let (front_matter_end, blank_before) = (self.end, self.after_blank);
            self.heading = Some(Heading { front_matter_end, blank_before, blank_after: false });
        }
        match kind {
            LineKind::Key => self.doubt = None,
            LineKind::HalfKey | LineKind::Continuation if self.after_blank && self.count > 0 => {
                self.doubt.get_or_insert(self.end);
            }
            _ => {}
        }
        self.first.get_or_insert(kind);
        self.count += 1;
        self.has_key |= kind == LineKind::Key;
        self.after_blank = false;
        self.end = range.end;
        None
    }

    fn doubt(&self) -> Option<u32> {
        let heading = self.heading.as_ref().filter(|heading| heading.blank_before);
        self.doubt.or(heading.map(|heading| heading.front_matter_end))
    }

    fn is_closed_front_matter(&self) -> bool {
        !self.starts_blank || self.first.is_none() || self.has_key
    }

    /// Front matter that nothing closes has to start at once, with a key, or be all that there is.
    fn is_unclosed_front_matter(&self, has_body: bool) -> bool {
        let is_being_started =
            !has_body && self.count <= 1 && self.first.is_none_or(|first| first == LineKind::HalfKey);
        !self.starts_blank && (self.has_key || is_being_started)
    }
}

fn line_kind(line: &str) -> LineKind {
    let trimmed = line.trim_end();
    let Some(first) = trimmed.trim_start().chars().next() else { return LineKind::Blank };
    if line.starts_with([' ', '\t']) {
        return LineKind::Continuation;
    }
    let hashes = trimmed.len() - trimmed.trim_start_matches('#').len();
    match first {
        _ if matches!(trimmed, "---" | "...") => LineKind::Closing,
        _ if trimmed.starts_with("<<:") => LineKind::Key,
        '-' | ']' | '}' | '[' | '{' | '"' | '\'' | '?' | ':' | ',' => LineKind::Continuation,
        '#' if (2..=6).contains(&hashes) && trimmed[hashes..].starts_with(' ') => LineKind::Markdown,
        '#' => LineKind::Comment,
        '`' | '~' if trimmed.starts_with("```") || trimmed.starts_with("~~~") => LineKind::Markdown,
        '<' | '|' | '>' | '*' => LineKind::Markdown,
        _ if is_key(trimmed) => LineKind::Key,
        _ if trimmed.split_whitespace().count() <= 2 => LineKind::HalfKey,
        _ => LineKind::Prose,
    }
}

/// Whether `line` starts with a few words and a colon, as a key does.
fn is_key(line: &str) -> bool {
    let colon = line.match_indices(':').find(|(at, _)| {
        let rest = &line[at + 1..];
        rest.is_empty() || rest.starts_with([' ', '\t'])
    });
    colon.is_some_and(|(at, _)| line[..at].split_whitespace().count() <= 3)
}

fn toml(mut lines: Lines<'_>, start: u32) -> Option<Split> {
    let content_start = lines.offset;
    lines.find(|(_, line)| line.trim_end() == "+++").map(|(range, _)| Split {
        kind: FrontMatterKind::Toml,
        range: TextRange::new(start, range.end),
        content: TextRange::new(content_start, range.start),
        closed: true,
    })
}

/// An object that opens on the first line with `{` alone or before a quote, as `{{` and `{%` do not, and that ends
/// its line where it closes.
fn json(text: &Text, start: u32, line: &str) -> Option<Split> {
    let rest = line[1..].trim_start();
    if !rest.is_empty() && !rest.starts_with('"') {
        return None;
    }
    let mut depth = 0_u32;
    let (mut in_string, mut escaped) = (false, false);
    let mut offset = 0;
    for chunk in text.rope().chunks() {
        for byte in chunk.bytes() {
            offset += 1;
            match byte {
                _ if offset <= start => {}
                _ if escaped => escaped = false,
                b'\\' if in_string => escaped = true,
                b'"' => in_string = !in_string,
                _ if in_string => {}
                b'{' => depth += 1,
                b'}' if depth == 1 => {
                    let line = text.line_of(offset);
                    let rest = TextRange::new(offset, text.line_range(line).end.max(offset));
                    let ends = text.slice(rest).trim().is_empty();
                    return ends.then(|| Split {
                        kind: FrontMatterKind::Json,
                        range: TextRange::new(start, text.line_start(line + 1).max(offset)),
                        content: TextRange::new(start, offset),
                        closed: true,
                    });
                }
                b'}' => depth -= 1,
                _ => {}
            }
        }
    }
    None
}

/// The lines of a text, each with its range, line end included in both.
struct Lines<'a> {
    lines: ropey::iter::Lines<'a>,
    offset: u32,
}

impl<'a> Lines<'a> {
    fn new(text: &'a Text) -> Self {
        Self { lines: text.rope().lines(), offset: 0 }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = (TextRange, Cow<'a, str>);

    fn next(&mut self) -> Option<Self::Item> {
        let line: Cow<'a, str> = self.lines.next()?.into();
        let range = TextRange::new(self.offset, self.offset + line.len() as u32);
        self.offset = range.end;
        // The rope's last line is empty where the text ends in a line end.
        (!range.is_empty()).then_some((range, line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The content of the front matter and the first line of the body.
    fn check(source: &str, content: &str, body: &str) -> Split {
        let text = Text::new(source);
        let split = split(&text).unwrap_or_else(|| panic!("no front matter in {source:?}"));
        assert_eq!(text.slice(split.content), content);
        assert_eq!(text.slice(TextRange::new(split.range.end, text.len())).lines().next().unwrap_or(""), body);
        split
    }

    fn check_none(source: &str) {
        assert_eq!(split(&Text::new(source)), None, "{source:?}");
    }

    #[test]
    fn two_lines_of_dashes_hold_it() {
        assert!(check("---\ntitle: a\n---\n# B\n", "title: a\n", "# B").closed);
        assert!(check("--- \r\ntitle: a\r\n---\t\r\n# B\r\n", "title: a\r\n", "# B").closed);
        assert!(check("---\ntitle: a\n...\n# B", "title: a\n", "# B").closed);
        assert_eq!(check("\u{feff}---\ntitle: a\n---", "title: a\n", "").range.start, 3);
        check("---\n---\n# B", "", "# B");
        check("---\n\n---\n# B", "\n", "# B");
        check("---\n# only a comment\n---\n# B", "# only a comment\n", "# B");
        check("---\n\ntitle: a\n\n# SEO\n\nkeywords: b\n---\n", "\ntitle: a\n\n# SEO\n\nkeywords: b\n", "");
        check("---\njust some words here\n---\n", "just some words here\n", "");
        check("---\ntitle: a\n\ncateg\n\n---\n", "title: a\n\ncateg\n\n", "");
        check("---\ntext: |\n  # One\n\n  ## Two\n---\n", "text: |\n  # One\n\n  ## Two\n", "");
    }

    #[test]
    fn without_a_closing_line_it_ends_where_the_body_starts() {
        for body in [
            "# Heading\n",
            "Two words\n\nand more\n",
            "- item\n",
            "# Heading\n\n---\n",
            "## Heading\n",
            "Some words of text.\n",
            "```python\n",
            "> quote\n",
        ] {
            let source = format!("---\ntitle: a\nskills:\n  - b\n\n{body}");
            assert!(!check(&source, "title: a\nskills:\n  - b\n", "").closed, "{body:?}");
        }
        assert!(!check("---\ntitle: a\n## Heading\n---\n", "title: a\n", "## Heading").closed);
        assert!(!check("---\ntitle: a\n# Heading\n\nText\n---\n", "title: a\n", "# Heading").closed);
        assert!(!check("---\ntitle: a", "title: a", "").closed);
        assert!(!check("---\ntit", "tit", "").closed);
        assert!(!check("---\n", "", "").closed);
        assert!(!check("---", "", "").closed);
    }

    #[test]
    fn a_thematic_break_is_left_alone() {
        check_none("");
        check_none("----\ntitle: a\n---\n");
        check_none("--- title\n---\n");
        check_none("---\n\n# Heading\n\nText\n\n---\n");
        check_none("---\n\nWords: and more words.\n");
        check_none("---\n## Heading\n---\n");
        check_none("---\nSome prose stands here\n\nand here it ends\n");
        check_none("---\n\n\n");
        check_none("\n---\ntitle: a\n---\n");
    }

    #[test]
    fn toml_and_json_are_recognised() {
        assert_eq!(check("+++\ntitle = 'a'\n+++\n# B", "title = 'a'\n", "# B").kind, FrontMatterKind::Toml);
        check_none("+++\ntitle = 'a'\n");
        let object = "{\n\"a\": \"}\\\"\", \"b\": {}\n}";
        assert_eq!(check(&format!("{object}\n# B"), object, "# B").kind, FrontMatterKind::Json);
        check_none("{% include x %}\n");
        check_none("{: .no_toc}\n");
        check_none("{\"a\": 1} and more\n");
        check_none("{\n");
    }
}

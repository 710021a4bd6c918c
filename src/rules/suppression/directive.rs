//! Comments that speak to askdown, and what they cover.

use crate::syntax::front_matter::FrontMatter;
use crate::syntax::markdown::{Block, BlockKind, Element, ElementKind};
use crate::text::TextRange;

/// A comment that silences rules: `<!-- askdown-ignore python-syntax: shows the error -->`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// What it does.
    pub action: Action,
    /// The words that name rules, each with its place in the block; none at all stand for every rule.
    pub names: Vec<(String, TextRange)>,
    /// The place of its first word in the block.
    pub word: TextRange,
}

/// What a directive does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// `askdown-ignore` silences what starts in `lines` of the block: where the comment stands and, for a comment that
    /// stands alone, what comes after it.
    Ignore {
        /// In bytes of the block.
        lines: TextRange,
        /// Whether nothing comes after it in its block, so that the next block is meant.
        next_block: bool,
    },
    /// `askdown-ignore-start` silences all that follows, up to the end or an `askdown-ignore-end`.
    Start,
    /// `askdown-ignore-end`
    End,
    /// `askdown-ignore-file` silences the whole note.
    File,
    /// `askdown-` and something that is none of the above.
    Unknown,
}

/// The first words of the directives there are.
pub const WORDS: [&str; 4] = ["askdown-ignore", "askdown-ignore-start", "askdown-ignore-end", "askdown-ignore-file"];

/// The directives in a block whose text is `source`, in ranges of the block.
pub fn in_block(block: &Block, source: &str) -> Vec<Directive> {
    if !block.elements.iter().any(is_html) || !source.contains("askdown-") {
        return Vec::new();
    }
    let comments = block.comments(source);
    comments.iter().filter_map(|&comment| directive(block, source, comment)).collect()
}

fn is_html(element: &Element) -> bool {
    matches!(element.kind, ElementKind::Html | ElementKind::HtmlBlock)
}

fn directive(block: &Block, source: &str, comment: TextRange) -> Option<Directive> {
    let text = source.get(comment.as_usize())?;
    let content = text.strip_prefix("<!--")?;
    let content = content.strip_suffix("-->").unwrap_or(content);
    let mut directive = parse(content, comment.start + 4)?;
    if matches!(directive.action, Action::Ignore { .. }) {
        directive.action = reach(block, source, comment);
    }
    Some(directive)
}

/// Reads the inside of a comment, which starts at `offset`.
fn parse(content: &str, offset: u32) -> Option<Directive> {
    // What comes after a colon is the reason, for people.
    let content = content.split(':').next().unwrap_or(content);
    let mut words = words(content, offset);
    let (word, range) = words.next().filter(|(word, _)| word.starts_with("askdown-"))?;
    let action = match word {
        "askdown-ignore" => Action::Ignore { lines: range, next_block: false },
        "askdown-ignore-start" => Action::Start,
        "askdown-ignore-end" => Action::End,
        "askdown-ignore-file" => Action::File,
        _ => Action::Unknown,
    };
    Some(Directive { action, names: words.map(|(name, range)| (name.to_owned(), range)).collect(), word: range })
}

/// The words of `content`, separated by blanks and commas, with their places.
fn words(content: &str, offset: u32) -> impl Iterator<Item = (&str, TextRange)> {
    let words = content.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    words.map(move |word| {
        let start = (word.as_ptr() as usize - content.as_ptr() as usize) as u32 + offset;
        (word, TextRange::new(start, start + word.len() as u32))
    })
}

/// What an `askdown-ignore` covers: its own lines and, when it stands in an HTML block, the next element beside it
/// that is not just a comment.
fn reach(block: &Block, source: &str, comment: TextRange) -> Action {
    let lines = lines_around(source, comment);
    let elements = &block.elements;
    let holds = |element: &Element| element.kind == ElementKind::HtmlBlock && element.range.encloses(comment);
    let Some(at) = elements.iter().position(holds) else {
        return Action::Ignore { lines, next_block: false };
    };
    let depth = elements[at].depth;
    let after = elements[at + 1..].iter().find(|element| {
        element.depth <= depth && !(element.kind == ElementKind::HtmlBlock && is_comments(source, element.range))
    });
    match after {
        Some(next) if next.depth == depth => {
            Action::Ignore { lines: lines.cover(lines_around(source, next.range)), next_block: false }
        }
        Some(_) => Action::Ignore { lines, next_block: false },
        None => Action::Ignore { lines, next_block: depth == 0 },
    }
}

/// The whole lines that `range` lies on, with their line ends.
fn lines_around(source: &str, range: TextRange) -> TextRange {
    let ends = ['\n', '\r'];
    let before = source.get(..range.start as usize).unwrap_or_default();
    let start = before.rfind(ends).map_or(0, |end| end + 1);
    let (before, after) = source.split_at_checked(range.end as usize).unwrap_or((source, ""));
    let end = match after.find(ends) {
        _ if before.ends_with(ends) => before.len(),
        Some(end) if after[end..].starts_with("\r\n") => before.len() + end + 2,
        Some(end) => before.len() + end + 1,
        None => source.len(),
    };
    TextRange::from(start..end)
}

impl Directive {
    /// The rules that it names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|(name, _)| name.as_str())
    }
}

/// Whether a block is nothing but comments, so that a directive before it means the block after it.
pub fn is_comment_block(block: &Block, source: &str) -> bool {
    block.kind == BlockKind::Html && is_comments(source, TextRange::new(0, block.len))
}

fn is_comments(source: &str, range: TextRange) -> bool {
    let mut rest = source.get(range.as_usize()).unwrap_or_default().trim();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, after)| after.trim_start());
    }
    rest.is_empty()
}

/// The directives in front matter, which are YAML comments: `# askdown-ignore missing-key`. `source` is its text, all
/// ranges are of the note.
pub fn in_front_matter(front_matter: &FrontMatter, source: &str) -> Vec<Directive> {
    let mut directives = Vec::new();
    let mut start = front_matter.range.start;
    for line in source.split_inclusive('\n') {
        let end = start + line.len() as u32;
        if let Some(at) = line.find('#')
            && line[..at].chars().next_back().is_none_or(char::is_whitespace)
            && let Some(mut directive) = parse(&line[at + 1..], start + at as u32 + 1)
        {
            if matches!(directive.action, Action::Ignore { .. }) {
                let alone = line[..at].trim().is_empty();
                let until = if alone { end_of_next(front_matter, source, end) } else { end };
                directive.action = Action::Ignore { lines: TextRange::new(start, until), next_block: false };
            }
            directives.push(directive);
        }
        start = end;
    }
    directives
}

/// The end of the line that starts at `offset`, or of the whole value of the key that stands there.
fn end_of_next(front_matter: &FrontMatter, source: &str, offset: u32) -> u32 {
    let line_end = |from: u32| {
        let rest = source.get((from - front_matter.range.start) as usize..).unwrap_or_default();
        from + rest.find('\n').map_or(rest.len(), |end| end + 1) as u32
    };
    let line = TextRange::new(offset, line_end(offset));
    let entries = front_matter.mapping().map_or(&[][..], |mapping| &mapping.entries);
    let next = entries.iter().find(|entry| line.contains(entry.key.range.start));
    next.map_or(line.end, |entry| line.end.max(line_end(entry.range().end)))
}

//! The text of a heading, paragraph or item without its markup, each stretch with where it comes from.

use crate::syntax::markdown::{Element, ElementKind};
use crate::text::TextRange;

/// Text without markup. Lines of the source, and what `<br>` parts, end in `\n`.
#[derive(Debug, Default)]
pub(super) struct Prose {
    /// The text.
    pub text: String,
    runs: Vec<Run>,
    /// Whether there is an image.
    pub image: bool,
}

/// A stretch of the text that comes from one place.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Where it starts in the text.
    at: u32,
    /// Where it starts in the source.
    source: u32,
    style: Style,
}

/// How a stretch of text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub bold: bool,
    pub code: bool,
    pub link: Option<Target>,
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Into the same note.
    Inside,
    /// To another file or page.
    Outside,
}

impl Prose {
    /// The text of the inline elements at the start of `elements`, and how many elements they are.
    pub fn of_inline(elements: &[Element], source: &str) -> (Self, usize) {
        let mut prose = Self::default();
        let (mut bold_until, mut link_until, mut target) = (0, 0, Target::Outside);
        let (mut html_bold, mut html_link) = (false, None);
        let count = elements.iter().position(|element| element.kind.is_block()).unwrap_or(elements.len());
        if let [first, .., last] | [first @ last] = &elements[..count] {
            prose.text.reserve(last.range.end.saturating_sub(first.range.start) as usize);
            prose.runs.reserve(count);
        }
        for element in &elements[..count] {
            let text = source.get(element.range.as_usize()).unwrap_or_default();
            let start = element.range.start;
            let style = Style {
                bold: start < bold_until || html_bold,
                code: false,
                link: if start < link_until { Some(target) } else { html_link },
            };
            match element.kind {
                ElementKind::Strong => bold_until = bold_until.max(element.range.end),
                ElementKind::Link => (link_until, target) = (element.range.end, target_of(text)),
                ElementKind::Text => prose.push(text, start, style),
                ElementKind::Code => prose.push_trimmed(text, start, '`', Style { code: true, ..style }),
                ElementKind::Math => prose.push_trimmed(text, start, '$', Style { code: true, ..style }),
                ElementKind::Break => prose.push("\n", start, style),
                ElementKind::Image => prose.image = true,
                ElementKind::Html => match Tag::read(text) {
                    Tag { name: "b" | "strong", closing, .. } => html_bold = !closing,
                    Tag { name: "a", closing, href } => html_link = href.filter(|_| !closing),
                    Tag { name: "br" | "summary" | "details" | "p" | "li", .. } => prose.push("\n", start, style),
                    Tag { name: "img", .. } => prose.image = true,
                    _ => {}
                },
                _ => {}
            }
        }
        (prose, count)
    }

    /// Text that has no markup.
    pub fn of_text(text: &str) -> Self {
        let mut prose = Self::default();
        prose.push(text, 0, Style::default());
        prose
    }

    /// Adds `text`, which stands at `source`; an entity reference becomes its character.
    pub fn push(&mut self, text: &str, source: u32, style: Style) {
        let text = match text {
            "&nbsp;" | "&ensp;" | "&emsp;" => " ",
            "&lt;" => "<",
            "&gt;" => ">",
            "&amp;" => "&",
            "&quot;" => "\"",
            "&apos;" | "&#39;" => "'",
            _ => text,
        };
        self.runs.push(Run { at: self.text.len() as u32, source, style });
        self.text.push_str(text);
    }

    fn push_trimmed(&mut self, text: &str, source: u32, mark: char, style: Style) {
        let open = text.len() - text.trim_start_matches(mark).len();
        self.push(text.trim_matches(mark), source + open as u32, style);
    }

    /// Where the text from `start` to `end` stands in the source.
    pub fn locate(&self, start: usize, end: usize) -> TextRange {
        let first = self.source_of(start);
        let last = if end > start { self.source_of(end - 1) + 1 } else { first };
        TextRange::new(first, last.max(first))
    }

    /// The part that comes from `range` of the source.
    pub fn within(&self, range: TextRange) -> Self {
        let mut part = Self::default();
        let ends = self.runs.iter().skip(1).map(|run| run.at as usize).chain([self.text.len()]);
        for (run, end) in self.runs.iter().zip(ends) {
            let text = self.text.get(run.at as usize..end).unwrap_or_default();
            let from = (range.start.saturating_sub(run.source) as usize).min(text.len());
            let to = (range.end.saturating_sub(run.source) as usize).min(text.len());
            if let Some(text) = text.get(from..to).filter(|text| !text.is_empty()) {
                part.runs.push(Run { at: part.text.len() as u32, source: run.source + from as u32, style: run.style });
                part.text.push_str(text);
            }
        }
        part
    }

    fn source_of(&self, at: usize) -> u32 {
        let index = self.runs.partition_point(|run| run.at as usize <= at).saturating_sub(1);
        self.runs.get(index).map_or(0, |run| run.source + (at as u32).saturating_sub(run.at))
    }

    /// Whether the character at `at` is code.
    pub fn is_code(&self, at: usize) -> bool {
        self.stretches(at, at + 1).any(|(_, _, style)| style.code)
    }

    /// The stretches between `start` and `end`, each with its style.
    pub fn stretches(&self, start: usize, end: usize) -> impl Iterator<Item = (usize, &str, Style)> {
        let mut index = self.runs.partition_point(|run| run.at as usize <= start).saturating_sub(1);
        std::iter::from_fn(move || {
            let run = self.runs.get(index).filter(|run| (run.at as usize) < end)?;
            index += 1;
            let run_end = self.runs.get(index).map_or(self.text.len(), |next| next.at as usize);
            let from = (run.at as usize).max(start);
            Some((from, self.text.get(from..run_end.min(end)).unwrap_or_default(), run.style))
        })
    }
}

fn target_of(link: &str) -> Target {
    match link.rfind("](") {
        Some(at) if link[at + 2..].starts_with(['#', ')']) => Target::Inside,
        _ => Target::Outside,
    }
}

/// An HTML tag, as far as it matters here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tag<'s> {
    /// Its name as written; empty for a comment or what is no tag.
    pub name: &'s str,
    /// Whether it closes.
    pub closing: bool,
    /// Where it links to.
    pub href: Option<Target>,
}

impl<'s> Tag<'s> {
    /// Reads a tag from its `<`.
    pub fn read(text: &'s str) -> Self {
        let rest = text.strip_prefix('<').unwrap_or_default();
        let rest = &rest[..rest.find(['>', '<']).unwrap_or(rest.len())];
        let (closing, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let href = rest.find("href=").map(|at| {
            let value = rest[at + 5..].trim_start_matches(['"', '\'']);
            if value.starts_with('#') { Target::Inside } else { Target::Outside }
        });
        Self { name: &rest[..end], closing, href }
    }
}

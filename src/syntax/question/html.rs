//! Pieces in blocks of HTML: folded parts, headings, text.

use crate::syntax::markdown::Element;
use crate::text::TextRange;

use super::line::{judge, parts};
use super::prose::{Prose, Style, Tag};
use super::{Marks, Options, Piece, PieceKind};

/// Adds the pieces of an HTML block, whose lines are `elements`, to `out`.
pub(super) fn pieces(elements: &[Element], source: &str, depth: u8, options: &Options, out: &mut Vec<Piece>) {
    let mut scanner = Scanner {
        options,
        depth,
        out,
        prose: Prose::default(),
        kind: PieceKind::Paragraph,
        start: elements.first().map_or(0, |element| element.range.start),
        style: Style::default(),
        skip: None,
    };
    let mut end = scanner.start;
    for element in elements {
        scanner.line(source.get(element.range.as_usize()).unwrap_or_default(), element.range.start);
        end = element.range.end;
    }
    scanner.flush(end);
}

struct Scanner<'o> {
    options: &'o Options,
    depth: u8,
    out: &'o mut Vec<Piece>,
    /// The text since the last tag of a block.
    prose: Prose,
    kind: PieceKind,
    /// Where the text began.
    start: u32,
    style: Style,
    /// What ends a part without text: a comment, a script.
    skip: Option<&'static str>,
}

impl Scanner<'_> {
    fn line(&mut self, line: &str, base: u32) {
        let mut at = 0;
        while at < line.len() {
            let rest = &line[at..];
            if let Some(end) = self.skip {
                let Some(found) = rest.find(end) else { return };
                at += found + end.len();
                self.skip = None;
            } else if rest.starts_with('<') {
                at += self.tag(rest, base + at as u32);
            } else {
                let end = rest.find('<').unwrap_or(rest.len());
                self.prose.push(&rest[..end], base + at as u32, self.style);
                at += end;
            }
        }
    }

    /// Reads the tag at the start of `rest`, which stands at `at`; returns its length.
    fn tag(&mut self, rest: &str, at: u32) -> usize {
        if rest.starts_with("<!--") {
            self.skip = Some("-->");
            return 4;
        }
        let tag = Tag::read(rest);
        if tag.name.is_empty() {
            self.prose.push("<", at, self.style);
            return 1;
        }
        let len = rest.find('>').map_or(rest.len(), |end| end + 1);
        let end = at + len as u32;
        let name = tag.name.to_ascii_lowercase();
        match name.as_str() {
            "details" => {
                self.flush(at);
                let kind = if tag.closing { PieceKind::Close } else { PieceKind::Open };
                self.plain(kind, at, end);
            }
            "summary" => self.enter(if tag.closing { PieceKind::Paragraph } else { PieceKind::Summary }, at, end),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes()[1] - b'0';
                self.enter(if tag.closing { PieceKind::Paragraph } else { PieceKind::Heading(level) }, at, end);
            }
            "p" | "div" | "li" | "td" | "tr" | "ul" | "ol" | "table" | "blockquote" | "center" | "article"
                if self.kind == PieceKind::Paragraph =>
            {
                self.flush(at)
            }
            "br" => self.prose.push("\n", at, self.style),
            "b" | "strong" => self.style.bold = !tag.closing,
            "code" => self.style.code = !tag.closing,
            "a" => self.style.link = if tag.closing { None } else { tag.href },
            "img" | "video" | "iframe" if self.kind == PieceKind::Paragraph => {
                self.flush(at);
                self.plain(PieceKind::Image, at, end);
            }
            "pre" if !tag.closing => {
                self.flush(at);
                self.plain(PieceKind::Code, at, end);
                self.skip = Some("</pre>");
            }
            "script" if !tag.closing => self.skip = Some("</script>"),
            "style" if !tag.closing => self.skip = Some("</style>"),
            _ => {}
        }
        len
    }

    fn enter(&mut self, kind: PieceKind, at: u32, end: u32) {
        self.flush(if kind == PieceKind::Paragraph { end } else { at });
        self.kind = kind;
        self.start = if kind == PieceKind::Paragraph { end } else { at };
    }

    fn plain(&mut self, kind: PieceKind, at: u32, end: u32) {
        let mut piece = Piece::plain(kind, TextRange::new(at, end));
        piece.shape.depth = self.depth;
        self.out.push(piece);
        self.start = end;
    }

    /// Ends the text gathered so far, before `at`.
    fn flush(&mut self, at: u32) {
        let prose = std::mem::take(&mut self.prose);
        let kind = std::mem::replace(&mut self.kind, PieceKind::Paragraph);
        let start = std::mem::replace(&mut self.start, at);
        if prose.text.trim().is_empty() && kind != PieceKind::Summary {
            return;
        }
        let all = if kind == PieceKind::Paragraph { parts(&prose, self.options) } else { vec![(0, prose.text.len())] };
        for (nth, part) in all.into_iter().enumerate() {
            let range = if nth == 0 { TextRange::new(start, at.max(start)) } else { prose.locate(part.0, part.1) };
            let kind = if nth == 0 { kind } else { PieceKind::Line };
            let (mut shape, place) = judge(kind, &prose, part, range, self.options);
            shape.depth = self.depth;
            shape.marks |= Marks::HTML;
            self.out.push(Piece { shape, place });
        }
    }
}

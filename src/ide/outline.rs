//! The outline of a note: sections, questions, follow-ups and code blocks as a tree.

use rayon::prelude::*;

use crate::syntax::Note;
use crate::syntax::code::{CodeSymbol, CodeTree, FenceInfo};
use crate::syntax::markdown::Fence;
use crate::syntax::question::{Question, Section};
use crate::text::TextRange;

/// One line of an outline, with what lies beneath it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineItem {
    /// What it says, without markup; never empty.
    pub name: String,
    /// What is to be known of it: "senior · open", "12 questions, 3 open". Empty where there is nothing to say.
    pub detail: String,
    /// What it is.
    pub kind: OutlineKind,
    /// All of it, in bytes of the note: a section with its questions, a question with its answer.
    pub range: TextRange,
    /// Its name, within `range`.
    pub selection_range: TextRange,
    /// What lies beneath it, in order.
    pub children: Vec<OutlineItem>,
}

/// What a line of an outline stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutlineKind {
    /// A heading.
    Section,
    /// A question.
    Question,
    /// A further question inside one.
    FollowUp,
    /// A code block.
    Code,
    /// A function in a code block.
    Function,
    /// A class in a code block.
    Class,
    /// The front matter.
    FrontMatter,
    /// A key in the front matter.
    Key,
}

/// So many questions are worth a thread of their own.
const MIN_SHARE: usize = 256;

/// With more code blocks than this, none is looked into: parsing them all would hold the outline up for seconds.
const MAX_PARSED: u32 = 2000;

/// The outline of the body of `note`; [`front_matter_outline`](super::front_matter_outline) is that of its front matter.
pub fn outline(note: &Note) -> Vec<OutlineItem> {
    let found = note.questions();
    let mut sections: Vec<OutlineItem> = found.sections.iter().map(|section| section_item(note, section)).collect();
    let mut counts = vec![Count::default(); sections.len()];
    let mut top = Vec::new();
    let code_blocks: u32 = found.questions.iter().map(|question| question.code_blocks).sum();
    let inside_code = code_blocks <= MAX_PARSED;
    let as_item = |question| question_item(note, question, OutlineKind::Question, inside_code);
    let items: Vec<OutlineItem> = found.questions.par_iter().with_min_len(MIN_SHARE).map(as_item).collect();
    for (question, item) in found.questions.iter().zip(items) {
        for at in found.section_path(question.section) {
            if let Some(count) = counts.get_mut(at as usize) {
                count.add(question);
            }
        }
        match question.section.and_then(|at| sections.get_mut(at as usize)) {
            Some(section) => section.children.push(item),
            None => top.push(item),
        }
    }
    for (section, count) in sections.iter_mut().zip(&counts) {
        section.detail = join(&[&section.detail, &count.detail()]);
    }
    // A section stands behind the one around it, so going backwards each is whole before it is put into another.
    for section in found.sections.iter().rev() {
        let Some(item) = sections.pop() else { break };
        match section.parent.and_then(|parent| sections.get_mut(parent as usize)) {
            Some(parent) => parent.children.push(item),
            None => top.push(item),
        }
    }
    sort(&mut top);
    top
}

fn sort(items: &mut [OutlineItem]) {
    items.sort_by_key(|item| item.range.start);
    for item in items {
        sort(&mut item.children);
    }
}

/// How many questions a section holds.
#[derive(Clone, Copy, Default)]
struct Count {
    all: usize,
    open: usize,
}

impl Count {
    fn add(&mut self, question: &Question) {
        self.all += 1;
        self.open += usize::from(!question.state.is_answered());
    }

    fn detail(self) -> String {
        match (self.all, self.open) {
            (0, _) => String::new(),
            (all, 0) => questions(all),
            (all, open) => format!("{}, {open} open", questions(all)),
        }
    }
}

fn questions(count: usize) -> String {
    format!("{count} question{}", if count == 1 { "" } else { "s" })
}

fn join(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}

fn section_item(note: &Note, section: &Section) -> OutlineItem {
    OutlineItem {
        name: named(note.piece_text(section.head)),
        detail: section.level.map(|level| level.name().to_owned()).unwrap_or_default(),
        kind: OutlineKind::Section,
        range: note.section_range(section),
        selection_range: note.piece_text_range(section.head),
        children: Vec::new(),
    }
}

fn question_item(note: &Note, question: &Question, kind: OutlineKind, inside_code: bool) -> OutlineItem {
    let range = note.question_range(question);
    let follow_ups =
        question.follow_ups.iter().map(|inner| question_item(note, inner, OutlineKind::FollowUp, inside_code));
    let mut children: Vec<_> = follow_ups.collect();
    children.extend(code_items(note, range, question.code_blocks, inside_code));
    children.sort_by_key(|item| item.range.start);
    let state = if question.state.is_answered() { "answered" } else { "open" };
    let selection = note.piece_text_range(note.question_head(question));
    OutlineItem {
        name: named(note.question_text(question)),
        detail: join(&[note.question_level(question).unwrap_or_default(), state]),
        kind,
        range: range.cover(selection),
        selection_range: selection,
        children,
    }
}

/// The code blocks in `range`; `count` says whether there are any.
fn code_items(note: &Note, range: TextRange, count: u32, inside_code: bool) -> Vec<OutlineItem> {
    let Some(first) = note.block_at(range.start).filter(|_| count > 0) else { return Vec::new() };
    let mut items = Vec::new();
    for index in first..note.block_count() {
        let start = note.block_range(index).start;
        if start >= range.end {
            break;
        }
        let inside = note.block(index).fences.iter().filter(|fence| range.encloses(fence.range + start));
        let source = note.block_source(index);
        items.extend(inside.map(|fence| {
            let info = source.get(fence.info.as_usize()).unwrap_or_default();
            let language = info.trim_start_matches(['{', '.']).split([' ', '}', ',', '{']).next().unwrap_or_default();
            let lines = fence.code(&source).lines().count();
            let at = fence.range + start;
            OutlineItem {
                name: if language.is_empty() { "code".to_owned() } else { language.to_owned() },
                detail: format!("{lines} line{}", if lines == 1 { "" } else { "s" }),
                kind: OutlineKind::Code,
                range: at,
                selection_range: if fence.info.is_empty() { TextRange::empty(at.start) } else { fence.info + start },
                children: if inside_code { symbol_items(fence, &source, start) } else { Vec::new() },
            }
        }));
    }
    items
}

/// The functions and classes of a Python block. Code that defines nothing is not parsed for it.
fn symbol_items(fence: &Fence, source: &str, base: u32) -> Vec<OutlineItem> {
    let info = FenceInfo::new(source.get(fence.info.as_usize()).unwrap_or_default());
    let code = fence.code(source);
    if info.python().is_none() || !(code.contains("def ") || code.contains("class ")) {
        return Vec::new();
    }
    let symbols = CodeTree::parse(&code).map(|tree| tree.symbols(&code)).unwrap_or_default();
    symbols.into_iter().map(|symbol| symbol_item(fence, symbol, base)).collect()
}

fn symbol_item(fence: &Fence, symbol: CodeSymbol, base: u32) -> OutlineItem {
    let children = symbol.children.into_iter().map(|child| symbol_item(fence, child, base)).collect();
    OutlineItem {
        name: named(symbol.name),
        detail: String::new(),
        kind: if symbol.is_class { OutlineKind::Class } else { OutlineKind::Function },
        range: fence.locate_range(symbol.range) + base,
        selection_range: fence.locate_range(symbol.name_range) + base,
        children,
    }
}

/// LSP forbids empty names.
fn named(text: String) -> String {
    if text.is_empty() { "…".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    /// One line an item: depth as blanks, kind, name, detail.
    fn render(markdown: &str) -> String {
        fn lines(items: &[OutlineItem], depth: usize, out: &mut String) {
            for item in items {
                out.push_str(&format!("{:depth$}{:?} {} ({})\n", "", item.kind, item.name, item.detail));
                lines(&item.children, depth + 1, out);
            }
        }
        let mut out = String::new();
        lines(&outline(&Note::new(Text::new(markdown))), 0, &mut out);
        out
    }

    #[test]
    fn functions_and_classes_stand_in_their_code_blocks() {
        let markdown = "### Q: What is a class?\n\n> ```python\n> class A:\n>     def f(self): ...\n> ```\n";
        let outline = render(markdown);
        assert!(outline.contains("Code python (2 lines)\n  Class A ()\n   Function f ()\n"), "{outline}");
    }

    #[test]
    fn questions_stand_under_their_sections() {
        let markdown = "# Python\n\n## Senior Level\n\n### Q1: What is a *tuple*?\n\nA row.\n\n```python\nx = (1, 2)\n```\n\n\
                        ### Q2: Why?\n\nTODO\n\n## Other\n\ntext\n";
        let expected = [
            "Section Python (2 questions, 1 open)",
            " Section Senior Level (senior · 2 questions, 1 open)",
            "  Question What is a tuple? (senior · answered)",
            "   Code python (1 line)",
            "  Question Why? (senior · open)",
            " Section Other ()",
        ];
        assert_eq!(render(markdown).lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn ranges_hold_the_answer_and_the_text() {
        let markdown = "### Q: Why `a`?\n\nBecause.\n\n---\n\n## End\n";
        let items = outline(&Note::new(Text::new(markdown)));
        let text = |range: TextRange| &markdown[range.as_usize()];
        assert_eq!(text(items[0].range), "### Q: Why `a`?\n\nBecause.");
        assert_eq!(text(items[0].selection_range), "Why `a`?");
    }
}

//! Which places of a note are silenced for which rule.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::syntax::Note;
use crate::text::TextRange;

use super::directive::{Action, Directive, is_comment_block};

/// The name under which the places are kept where every rule is silenced.
const EVERY_RULE: &str = "";

/// Where a range ends that goes to the end of the note, so that a finding on nothing at the very end is inside.
const END: u32 = u32::MAX;

/// The silenced places of a note, by rule.
#[derive(Debug, Default)]
pub struct Coverage {
    /// The places, in bytes of the note, sorted and apart from each other.
    ranges: FxHashMap<String, Vec<TextRange>>,
}

/// A directive and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    /// The directive.
    pub directive: &'a Directive,
    /// The index of its block; none for a directive in the front matter.
    pub block: Option<usize>,
}

impl Coverage {
    /// What `directives`, in the order of the text, silence in `note`.
    pub fn new<'a>(note: &Note, directives: impl IntoIterator<Item = Placed<'a>>) -> Self {
        let mut coverage = Self::default();
        let mut open: Vec<(&Directive, u32)> = Vec::new();
        let mut comments = Comments { note, skipped: 0..0 };
        for Placed { directive, block } in directives {
            let base = block.map_or(0, |index| note.block_range(index).start);
            let here = base + directive.word.start;
            match directive.action {
                Action::Ignore { lines, next_block } => {
                    let to_end = (lines + base).end >= note.text().len();
                    coverage.silence(directive, lines.start + base, if to_end { END } else { lines.end + base });
                    if let Some(next) = block.filter(|_| next_block).and_then(|index| comments.block_behind(index)) {
                        let end = if next.end == note.text().len() { END } else { next.end };
                        coverage.silence(directive, lines.start + base, end);
                    }
                }
                Action::File => coverage.silence(directive, 0, END),
                Action::Start => open.push((directive, here)),
                Action::End => {
                    if let Some(at) = open.iter().rposition(|(start, _)| directive.ends(start)) {
                        let (start, from) = open.remove(at);
                        coverage.silence(start, from, here);
                    }
                }
                Action::Unknown => {}
            }
        }
        for (start, from) in open {
            coverage.silence(start, from, END);
        }
        coverage.ranges.values_mut().for_each(merge);
        coverage
    }

    /// Whether a finding of the rule called `rule` that starts at `offset` is silenced.
    pub fn covers(&self, rule: &str, offset: u32) -> bool {
        let covered = |name: &str| self.ranges.get(name).is_some_and(|ranges| holds(ranges, offset));
        !self.ranges.is_empty() && (covered(rule) || covered(EVERY_RULE))
    }

    fn silence(&mut self, directive: &Directive, start: u32, end: u32) {
        let every = directive.names.is_empty().then_some(EVERY_RULE);
        for name in directive.names().chain(every) {
            self.ranges.entry(name.to_owned()).or_default().push(TextRange::new(start, end));
        }
    }
}

impl Directive {
    /// Whether this `askdown-ignore-end` is the end of `start`.
    fn ends(&self, start: &Self) -> bool {
        self.names.is_empty() || start.names().any(|name| self.names().any(|it| it == name))
    }
}

/// Finds the blocks behind comments, without looking twice at a long row of them.
struct Comments<'n> {
    note: &'n Note,
    /// The comments last skipped: the block behind each of them is the same.
    skipped: Range<usize>,
}

impl Comments<'_> {
    /// The next block after that at `index` that is not just comments.
    fn block_behind(&mut self, index: usize) -> Option<TextRange> {
        if !self.skipped.contains(&index) {
            let is_comment = |next: usize| is_comment_block(self.note.block(next), &self.note.block_source(next));
            let next = (index + 1..self.note.block_count()).find(|&next| !is_comment(next));
            self.skipped = index..next.unwrap_or(self.note.block_count());
        }
        (self.skipped.end < self.note.block_count()).then(|| self.note.block_range(self.skipped.end))
    }
}

/// Sorts the ranges and makes one of those that overlap or touch.
fn merge(ranges: &mut Vec<TextRange>) {
    ranges.sort();
    ranges.dedup_by(|next, kept| {
        let joins = next.start <= kept.end;
        if joins {
            kept.end = kept.end.max(next.end);
        }
        joins
    });
}

/// Whether one of the sorted `ranges` holds `offset`.
fn holds(ranges: &[TextRange], offset: u32) -> bool {
    let after = ranges.partition_point(|range| range.start <= offset);
    after.checked_sub(1).and_then(|at| ranges.get(at)).is_some_and(|range| range.contains(offset))
}

#[cfg(test)]
mod tests {
    use crate::rules::suppression::directive::{in_block, in_front_matter};
    use crate::text::Text;

    use super::*;

    /// Checks that exactly the lines that say "silent" are silenced for `python-syntax`.
    #[track_caller]
    fn check(source: &str) {
        let note = Note::new(Text::new(source));
        let front_matter = note.front_matter().map(|it| in_front_matter(it, &note.text().slice(it.range)));
        let front_matter = front_matter.unwrap_or_default();
        let blocks: Vec<_> =
            (0..note.block_count()).map(|index| in_block(note.block(index), &note.block_source(index))).collect();
        let in_blocks = blocks
            .iter()
            .enumerate()
            .flat_map(|(index, found)| found.iter().map(move |directive| Placed { directive, block: Some(index) }));
        let placed = front_matter.iter().map(|directive| Placed { directive, block: None }).chain(in_blocks);
        let coverage = Coverage::new(&note, placed);
        for line in 0..note.text().line_count() {
            let range = note.text().line_range(line);
            let text = note.text().slice(range);
            if text.contains("silent") || text.contains("loud") {
                let covered = [range.start, range.end].map(|offset| coverage.covers("python-syntax", offset));
                assert_eq!(covered, [text.contains("silent"); 2], "{text:?} in {source:?}");
            }
        }
    }

    #[test]
    fn a_comment_covers_the_block_after_it() {
        check("loud\n\n<!-- askdown-ignore python-syntax -->\nsilent\nsilent\n\nloud\n");
        check("loud\n<!-- askdown-ignore python-syntax -->\n\n\n```py\nsilent\n\nsilent\n```\nloud\n");
        check("<!--askdown-ignore a,python-syntax: silent on purpose-->\r\n# silent\r\nloud\r\n");
        check("<!-- askdown-ignore -->\n\nsilent");
        check("<!-- askdown-ignore python-context -->\nloud\n");
    }

    #[test]
    fn comments_in_between_are_passed_over() {
        check("<!-- askdown-ignore python-syntax -->\n<!-- askdown-ignore b -->\n\n<!-- c -->\n\nsilent\n\nloud\n");
    }

    #[test]
    fn a_comment_in_a_line_covers_that_line() {
        check("loud\nsilent <!-- askdown-ignore python-syntax -->\nloud\n");
        check("# silent <!-- askdown-ignore -->\nloud\n");
    }

    #[test]
    fn a_comment_in_an_item_covers_what_follows_it_there() {
        check(
            "- loud\n\n  <!-- askdown-ignore python-syntax -->\n\n  ```py\n  silent\n  ```\n\n  loud\n- loud\n\nloud\n",
        );
        check("> - loud\n>   <!-- askdown-ignore python-syntax -->\n> - loud\n\nloud\n");
    }

    #[test]
    fn a_region_goes_from_start_to_end() {
        check(
            "loud\n\n<!-- askdown-ignore-start python-syntax -->\n\nsilent\n\n# silent\n\n<!-- askdown-ignore-end -->\n\nloud\n",
        );
        check(
            "<!-- askdown-ignore-start python-syntax -->\n- silent\n\n  <!-- askdown-ignore-start b -->\n- silent\n\n<!-- askdown-ignore-end -->\nsilent\n\n<!-- askdown-ignore-end python-syntax -->\nloud\n",
        );
        check("loud\n\n<!-- askdown-ignore-start -->\n\nsilent\n\nsilent");
        check("<!-- askdown-ignore-end -->\nloud\n");
    }

    #[test]
    fn a_file_is_silenced_from_anywhere() {
        check("---\ntitle: silent\n---\nsilent\n\n<!-- askdown-ignore-file python-syntax -->\n\nsilent");
        check("---\n# askdown-ignore-file python-syntax\ntitle: silent\n---\nsilent\n");
    }

    #[test]
    fn front_matter_has_comments_of_its_own() {
        check("---\ntitle: loud\nskills: silent # askdown-ignore python-syntax\nlevel: loud\n---\nloud\n");
        check(
            "---\nkey: loud\n# askdown-ignore python-syntax\nmap:  # silent\n  a: silent\n  b: silent\nc: loud\n---\n",
        );
        check("---\nkey: loud # askdown\nother: \"loud#askdown-ignore\"\n---\nloud\n");
    }

    #[test]
    fn a_code_block_says_nothing() {
        check("```html\n<!-- askdown-ignore -->\nloud\n```\n\nloud\n\n`<!-- askdown-ignore -->` loud\n");
    }
}

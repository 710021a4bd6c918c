//! Random notes and random edits that hit where Markdown is hard to read in part.

use askdown::text::{Edit, TextRange};

/// A small generator of random numbers (SplitMix64), so that a seed names a run for good.
#[derive(Clone, Debug)]
pub struct Random(pub u64);

impl Random {
    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `end`; 0 if that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// True once in `n` times.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

/// Whole lines, without their ends.
const LINES: &[&str] = &[
    "",
    "",
    "",
    "",
    "",
    " ",
    "\t",
    "  \t ",
    "text",
    "more text of a paragraph",
    "What is a *tuple*?",
    "**Q1: What is `is`?**",
    "`code` and ``co`de``",
    "lazy line",
    "# Heading",
    "## 1. What is a closure?",
    "### Q: Why?",
    "#",
    "   ## indented",
    "Heading {#id .class}",
    "# H {#id}",
    "===",
    "---",
    "--",
    "=",
    "***",
    "* * *",
    "- - -",
    "___",
    "...",
    "+++",
    "- item",
    "- item",
    "* item",
    "+ item",
    "-",
    "*",
    "1. one",
    "2. two",
    "2) two",
    "1.",
    "10. ten",
    "-\ttabbed",
    "- [ ] open",
    "- [x] done",
    "  continued",
    "   continued",
    "    code",
    "    - nested",
    "  - nested",
    "      deep",
    "\tcode",
    "  \tmixed",
    "\t- nested",
    "   1. nested",
    "> quote",
    "> quote",
    ">",
    "> > deep",
    ">> deep",
    "> - item",
    "> # H",
    "> ```py",
    "> ```",
    "> [!NOTE]",
    "> [!WARNING] no",
    "- > item quote",
    "1. > # q",
    "```",
    "```",
    "```python",
    "```{python}",
    "````",
    "~~~",
    "~~~ py",
    "~~~~",
    "  ```",
    "   ~~~",
    "    ```",
    "- ```py",
    "  x = 1",
    "``` a`b",
    "def f(x):",
    "    return x",
    "x = [1, 2]",
    "class A: pass",
    ">>> f(1)",
    "if x[0]: pass",
    "d[a]: int = 3",
    "<!--",
    "-->",
    "<!-- askdown-ignore missing-key -->",
    "<!-- askdown-ignore -->",
    "<!-- askdown-ignore python-syntax -->",
    "<!-- askdown-ignore-start python-syntax -->",
    "<!-- askdown-ignore-end -->",
    "<!-- askdown-ignore-file python2-syntax: x -->",
    "text <!-- askdown-ignore nothing, unknown-rule -->",
    "# askdown-ignore unknown-key",
    "def f(:",
    "print 1",
    "<!-- a",
    "<div>",
    "</div>",
    "<p>text</p>",
    "<script>",
    "</script>",
    "<pre>",
    "</pre>",
    "<style>",
    "</style>",
    "<textarea>",
    "<?php",
    "?>",
    "<!DOCTYPE",
    "<![CDATA[",
    "]]>",
    "<b>inline</b>",
    "<custom-tag>",
    "<a href='x'",
    "<details><summary>What is REST?</summary>",
    "</details>",
    "text <!-- inline",
    "end -->",
    "[a]: /url",
    "[a]: /other 'title'",
    "[b]: <x y>",
    "[a b]:",
    "/url",
    "'title",
    "title'",
    "\"open title",
    "[c]: /u \"t",
    "[A]: /up",
    "> [a]: /quoted",
    "- [b]: /listed",
    "[^1]: note",
    "[^1]:",
    "[^n]: other",
    "    [^1]: deep",
    "  [^n]: two",
    "> [^1]: q",
    "[^a b]: c",
    "    more of the note",
    "see [a]",
    "see [b] and [a][b]",
    "[text][a]",
    "[a][]",
    "![i][a]",
    "[a",
    "b]",
    "a]: x",
    "note [^1]",
    "[^n] [^1]",
    "[^a",
    "[x](y)",
    "[x](<y> 'z')",
    "<https://x.y>",
    "[ß]: /fold",
    "[SS]",
    "\\[a]",
    "[a\\]",
    "[^x]: [a]",
    "[^1]: [^n]",
    "| a | b |",
    "|---|---|",
    "| 1 | 2 |",
    "a | b",
    "--|--",
    "| Question | Answer |",
    "|:-:|---|",
    "| a \\| b | `c|d` |",
    "|",
    "||",
    "*Answer*: yes",
    "**Answer:**",
    "Answer here",
    "TODO",
    "Q: What?",
    "A: That.",
    "#### Answer",
    "title: T",
    "levels: [junior, senior]",
    "skills:",
    "  - python",
    "- python",
    "key: |",
    "tags: [a",
    "question: What?",
    "{",
    "}",
    "{\"title\": 1}",
    "é",
    "😀 emoji",
    "日本語？",
    "a\u{301}",
    "\u{feff}",
    "\u{2028}",
    "\u{85}",
    "\u{a0}",
    "\u{0}",
    "$x$",
    "$$",
    "$$x$$",
    "&amp; &lt;",
    "&#35;",
    "\\",
    "hard  ",
    "hard\\",
];

/// Pieces of lines, put anywhere.
const PIECES: &[&str] = &[
    " ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\n\r",
    "\r\n\r\n",
    "a",
    "x",
    "1",
    "`",
    "``",
    "```",
    "~~~",
    "*",
    "**",
    "_",
    "#",
    "-",
    "--",
    "---",
    "=",
    ">",
    "> ",
    "<",
    "<!--",
    "-->",
    "[",
    "]",
    "[^",
    "]:",
    ":",
    "(",
    ")",
    "[a]",
    "[a]: ",
    "[^1]",
    "[^1]: ",
    "\n[a]: x\n",
    "\n[^1]: x\n",
    "|",
    "\\",
    "!",
    "&",
    "&amp;",
    "$",
    "\n```\n",
    "\n~~~\n",
    "\n---\n",
    "---\n",
    "\n- ",
    "\n> ",
    "\n1. ",
    "\n    ",
    "\n# ",
    "\n===\n",
    "\n<!--\n",
    "\n-->\n",
    "\n<div>\n",
    "é",
    "😀",
    "\u{feff}",
    "{",
    "+++\n",
    "...\n",
    "\n\n\n",
    "\u{0}",
    "?",
    "'",
    "\"",
];

const LINE_ENDS: &[&str] = &["\n", "\n", "\n", "\n", "\n", "\n", "\n", "\r\n", "\r"];

/// A random text of about `lines` lines.
pub fn text(random: &mut Random, lines: usize) -> String {
    let mut text = String::new();
    let consistent = random.pick(LINE_ENDS);
    let mixed = random.one_in(4);
    if random.one_in(4) {
        for line in ["---", random.pick(LINES), random.pick(LINES), "---"] {
            text.push_str(line);
            text.push_str(consistent);
        }
    }
    for _ in 0..lines {
        text.push_str(random.pick(LINES));
        text.push_str(if mixed { random.pick(LINE_ENDS) } else { consistent });
        if random.one_in(2) {
            text.push_str(consistent);
        }
    }
    text
}

/// A random edit of `source`.
pub fn edit(random: &mut Random, source: &str) -> Edit {
    let start = place(random, source);
    let length = match random.below(20) {
        0..=9 => 0,
        10..=13 => 1 + random.below(3),
        14..=16 => random.below(40),
        17 | 18 => random.below(400),
        _ => random.below(source.len() + 1),
    };
    let end =
        if random.one_in(4) { line_start(source, start + length).max(start) } else { boundary(source, start + length) };
    let insert = match random.below(20) {
        0..=4 if length > 0 => String::new(),
        0..=9 => random.pick(PIECES).to_owned(),
        10..=14 => format!("{}{}", random.pick(LINES), random.pick(LINE_ENDS)),
        15..=17 => random.pick(LINES).to_owned(),
        18 => {
            let lines = random.below(6);
            text(random, lines)
        }
        _ => {
            let lines = random.below(40);
            text(random, lines)
        }
    };
    Edit::replace(TextRange::from(start..end), insert)
}

/// A random place, often the start or the end of a line.
fn place(random: &mut Random, source: &str) -> usize {
    let at = boundary(source, random.below(source.len() + 1));
    match random.below(12) {
        0..=4 => line_start(source, at),
        5 | 6 => source[at..].find(['\n', '\r']).map_or(source.len(), |end| at + end),
        7 => 0,
        8 => source.len(),
        _ => at,
    }
}

fn boundary(source: &str, offset: usize) -> usize {
    (0..=offset.min(source.len())).rev().find(|&offset| source.is_char_boundary(offset)).unwrap_or_default()
}

fn line_start(source: &str, offset: usize) -> usize {
    let offset = boundary(source, offset);
    source[..offset].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

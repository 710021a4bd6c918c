//! How deep a block is nested, measured on its bytes before anything walks it.
//!
//! Trees of Python are walked and dropped recursively, and a stack that overflows ends the process. So nesting is
//! bounded here, from above: brackets, blocks, and everything that makes an expression's tree deeper without brackets,
//! such as operators, attributes, calls and `lambda`.

/// The largest block that is checked, in bytes.
pub(super) const MAX_LEN: usize = 1 << 20;

/// How deep code may be nested.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Brackets inside brackets.
    brackets: usize,
    /// Blocks inside blocks.
    blocks: usize,
    /// Nodes above the deepest one of a statement.
    tree: usize,
    /// Code that is no deeper than this runs on the caller's stack.
    shallow: usize,
    /// The stack for deeper code, in bytes.
    stack: usize,
}

impl Limits {
    /// For walking a tree. CPython allows 200 brackets (`MAXLEVEL`) and 100 blocks (`MAXINDENT`). The measured need is
    /// below 16 KiB a level in debug builds.
    pub const WALKING: Self = Self { brackets: 200, blocks: 100, tree: 1500, shallow: 60, stack: 64 << 20 };
    /// For the formatter, which takes far more stack, and time that grows with the square of the depth.
    pub const FORMATTING: Self = Self { brackets: 60, blocks: 100, tree: 400, shallow: 0, stack: 256 << 20 };

    fn allow(&self, depth: Depth) -> bool {
        depth.brackets <= self.brackets && depth.blocks <= self.blocks && depth.tree <= self.tree
    }
}

/// Runs `work` on `code` where there is stack enough for walking it. `None` if `code` is nested too deeply for that.
pub(super) fn with_stack<T: Send>(code: &str, work: impl FnOnce() -> T + Send) -> Option<T> {
    with_limits(code, Limits::WALKING, work)
}

/// Runs `work` on `code` where there is stack enough for it. `None` if `code` is nested deeper than `limits` allow.
pub(super) fn with_limits<T: Send>(code: &str, limits: Limits, work: impl FnOnce() -> T + Send) -> Option<T> {
    let depth = Depth::of(code);
    if !limits.allow(depth) {
        return None;
    }
    if depth.tree + depth.blocks <= limits.shallow {
        return Some(work());
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(limits.stack).spawn_scoped(scope, work);
        thread.ok()?.join().ok()
    })
}

/// Whether a tree of `code` can be walked.
pub(super) fn is_walkable(code: &str) -> bool {
    Limits::WALKING.allow(Depth::of(code))
}

/// Upper bounds for the depth of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Depth {
    /// Brackets inside brackets, those of f-strings included.
    brackets: usize,
    /// Indented blocks inside blocks.
    blocks: usize,
    /// Nodes above the deepest node of one statement.
    tree: usize,
}

impl Depth {
    fn of(code: &str) -> Self {
        let mut scanner = Scanner {
            bytes: code.as_bytes(),
            at: 0,
            levels: vec![Level { within: Within::Statement, links: 0 }],
            links: 0,
            indents: Vec::new(),
            depth: Self::default(),
        };
        scanner.indentation();
        while scanner.at < scanner.bytes.len() {
            scanner.step();
        }
        scanner.depth
    }
}

/// An open bracket or f-string, or the statement itself.
struct Level {
    within: Within,
    /// What made the tree deeper in it since the last comma.
    links: usize,
}

/// What a level is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Statement,
    /// A bracket, by the byte that closes it.
    Bracket(u8),
    /// The text of an f-string.
    Formatted {
        quote: u8,
        triple: bool,
    },
    /// The format specification of a field of an f-string, from its colon to the closing brace.
    Specification,
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    levels: Vec<Level>,
    /// The links of all levels.
    links: usize,
    indents: Vec<usize>,
    depth: Depth,
}

impl Scanner<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or_default()
    }

    fn within(&self) -> Within {
        self.levels.last().map_or(Within::Statement, |level| level.within)
    }

    fn step(&mut self) {
        match self.within() {
            Within::Formatted { quote, triple } => self.formatted(quote, triple),
            Within::Specification => self.specification(),
            Within::Statement | Within::Bracket(_) => self.code(),
        }
    }

    fn code(&mut self) {
        let byte = self.peek(0);
        match byte {
            b'#' => self.skip_while(|byte| byte != b'\n' && byte != b'\r'),
            b'\n' | b'\r' => {
                self.at += 1;
                if self.within() == Within::Statement {
                    self.reset();
                    self.indentation();
                }
            }
            b'\\' => self.at += 2,
            b'"' | b'\'' => self.string(byte),
            b'(' | b'[' | b'{' => self.open(byte),
            b')' | b']' | b'}' => self.close(byte),
            b':' if self.in_field() => self.push(Within::Specification),
            b',' | b';' => {
                self.reset();
                self.at += 1;
            }
            b'+' | b'-' | b'*' | b'/' | b'%' | b'@' | b'&' | b'|' | b'^' | b'~' | b'<' | b'>' | b'!' | b'.' => {
                self.link();
                self.at += 1;
            }
            _ if byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80 => self.word(),
            _ => self.at += 1,
        }
    }

    /// Whether the innermost bracket is that of a field of an f-string.
    fn in_field(&self) -> bool {
        let around = self.levels.iter().rev().nth(1).map(|level| level.within);
        self.within() == Within::Bracket(b'}')
            && matches!(around, Some(Within::Formatted { .. } | Within::Specification))
    }

    fn push(&mut self, within: Within) {
        self.levels.push(Level { within, links: 0 });
        self.link();
        self.at += 1;
    }

    fn pop(&mut self) {
        self.reset();
        self.levels.pop();
    }

    fn skip_while(&mut self, accepts: impl Fn(u8) -> bool) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|&byte| !accepts(byte)).unwrap_or(rest.len());
    }

    fn word(&mut self) {
        let start = self.at;
        self.skip_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80);
        let word = self.bytes.get(start..self.at).unwrap_or_default();
        if matches!(word, b"not" | b"lambda" | b"if" | b"else" | b"await" | b"yield" | b"and" | b"or" | b"in" | b"is") {
            self.link();
        }
    }

    fn link(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            level.links += 1;
            self.links += 1;
            self.depth.tree = self.depth.tree.max(self.links);
        }
    }

    fn reset(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            self.links -= level.links;
            level.links = 0;
        }
    }

    /// A bracket is a link of the level around it too: `f()()` is a call of a call.
    fn open(&mut self, byte: u8) {
        self.link();
        self.push(Within::Bracket(match byte {
            b'(' => b')',
            b'[' => b']',
            _ => b'}',
        }));
        self.depth.brackets = self.depth.brackets.max(self.levels.len() - 1);
    }

    /// A stray closer closes nothing.
    fn close(&mut self, byte: u8) {
        if self.within() == Within::Bracket(byte) {
            self.pop();
        }
        self.at += 1;
    }

    fn string(&mut self, quote: u8) {
        let triple = self.peek(1) == quote && self.peek(2) == quote;
        let before = self.bytes.get(..self.at).unwrap_or_default();
        let mut prefix = before.iter().rev().take(2).take_while(|byte| byte.is_ascii_alphabetic());
        let formatted = prefix.any(|byte| b"fFtT".contains(byte));
        self.at += if triple { 2 } else { 0 };
        if formatted {
            return self.push(Within::Formatted { quote, triple });
        }
        self.at += 1;
        while self.at < self.bytes.len() {
            match self.peek(0) {
                b'\\' => self.at += 1,
                b'\n' | b'\r' if !triple => return,
                byte if byte == quote && self.ends(quote, triple) => return,
                _ => {}
            }
            self.at += 1;
        }
    }

    /// Whether the string ends with the quote at hand; if so, that is read.
    fn ends(&mut self, quote: u8, triple: bool) -> bool {
        let ends = !triple || (self.peek(1) == quote && self.peek(2) == quote);
        if ends {
            self.at += if triple { 3 } else { 1 };
        }
        ends
    }

    /// The text of an f-string up to the next field or to its end.
    fn formatted(&mut self, quote: u8, triple: bool) {
        while self.at < self.bytes.len() {
            match self.peek(0) {
                b'\\' if self.peek(1) != b'{' => self.at += 1,
                b'{' if self.peek(1) == b'{' => self.at += 1,
                b'{' => return self.open(b'{'),
                b'\n' | b'\r' if !triple => return self.pop(),
                byte if byte == quote && self.ends(quote, triple) => return self.pop(),
                _ => {}
            }
            self.at += 1;
        }
    }

    fn specification(&mut self) {
        match self.peek(0) {
            b'{' => self.open(b'{'),
            b'}' => {
                self.pop();
                self.close(b'}');
            }
            b'\n' | b'\r' => self.pop(),
            _ => self.at += 1,
        }
    }

    /// Reads the indentation of a line and keeps count of the blocks around it.
    fn indentation(&mut self) {
        let start = self.at;
        self.skip_while(|byte| matches!(byte, b' ' | b'\t' | 0x0c));
        if matches!(self.peek(0), b'#' | b'\n' | b'\r') {
            return;
        }
        let width = self.at - start;
        while self.indents.last().is_some_and(|indent| *indent > width) {
            self.indents.pop();
        }
        if width > self.indents.last().copied().unwrap_or_default() {
            self.indents.push(width);
            self.depth.blocks = self.depth.blocks.max(self.indents.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(code: &str) -> (usize, usize, usize) {
        let Depth { brackets, blocks, tree } = Depth::of(code);
        (brackets, blocks, tree)
    }

    #[test]
    fn depth_is_bounded_from_above() {
        assert_eq!(depth("x = 1\n"), (0, 0, 0));
        assert_eq!(depth("x = 'a(((' # (((\n"), (0, 0, 0));
        assert_eq!(depth("if a:\n    if b:\n        c\n    d\ne\n"), (0, 2, 1));
        assert_eq!(depth("(1, (2), [3])\n").0, 2);
        assert_eq!(depth("1 + 2 + 3\n1 + 2\n").2, 2);
        assert_eq!(depth("[1 + 2, 3 + 4, 5 + 6]\n").2, 3);
        assert_eq!(depth("f()()()\n").2, 4);
        assert_eq!(depth("f'{a}{b}' + g(')')\n").0, 2);
        assert_eq!(depth("f\"{f\"{f\"{1}\"}\"}\"\n").0, 6);
        assert_eq!(depth("'''\n(((\n'''\n(1)").0, 1);
        assert_eq!(depth("'unclosed (((\n(1)").0, 1);
        assert_eq!(depth("f'{a:\"\"\"}'\n((1))").0, 2, "quotes in a format specification open no string");
        assert_eq!(depth("f\"\"\"a \"b\" (({c:{d}}\"\"\"\n[1]").0, 4);
    }

    #[test]
    fn deep_code_is_refused() {
        for code in [
            "(".repeat(100_000),
            "1+".repeat(100_000),
            format!("f{}", "()".repeat(20_000)),
            format!("a{}", ".b".repeat(5_000)),
            format!("{}{}", "[".repeat(5_000), "]".repeat(5_000)),
            "not ".repeat(5_000),
            "lambda: ".repeat(5_000),
            "f'{".repeat(5_000),
            "f\"{".repeat(5_000),
            (0..300).map(|depth| format!("{}if x:\n", " ".repeat(depth))).collect(),
        ] {
            assert_eq!(with_stack(&code, || ()), None, "{:.20}", code);
        }
    }
}

//! Where in half-typed YAML the caret is.
//!
//! The text is looked at, not the tree: what is being typed is seldom valid, and only its beginning matters.

mod scanner;

use scanner::Scanner;

/// The value that is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// The keys that the value is under, the outermost first. Never empty.
    pub keys: Vec<String>,
    /// What is typed already, before and behind the caret: bytes of the source. Quotes belong to it.
    pub token: std::ops::Range<usize>,
    /// How the value is written.
    pub style: SlotStyle,
}

impl Slot {
    /// Whether the colon or dash before it, in the YAML text `source`, has no blank behind it yet.
    pub fn is_glued(&self, source: &str) -> bool {
        source.get(..self.token.start).is_some_and(|before| before.ends_with([':', '-']))
    }
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SlotStyle {
    /// An item of a list in brackets.
    FlowItem,
    /// An item of a list with dashes.
    BlockItem,
    /// The value of a key, on the key's line.
    Value,
    /// On a line below its key or below other items, without a dash: a value, or an item whose dash is not typed yet.
    OwnLine,
    /// The same in braces.
    FlowValue,
}

/// The value at `caret`, in bytes of the YAML text `source`, if one is being typed there.
pub(super) fn slot(source: &str, caret: usize) -> Option<Slot> {
    let start = top_level_key(source.get(..caret)?)?;
    let mut scanner = Scanner::default();
    let mut offset = start;
    for line in source.get(start..)?.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        if caret <= offset + content.len() {
            let typed = content.get(..caret - offset)?;
            if scanner.is_beyond_flow(typed, source.get(..offset)?) {
                return None;
            }
            scanner.line(typed, offset);
            let token_end = content.get(caret - offset..)?;
            return scanner.slot(source, caret, caret + token_end.len());
        }
        scanner.line_before(line, offset);
        offset += line.len();
    }
    None
}

/// A key that is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeySlot {
    /// The keys that it is under, the outermost first; none at the top.
    pub keys: Vec<String>,
    /// What is typed already, before and behind the caret: bytes of the source. Quotes belong to it.
    pub token: std::ops::Range<usize>,
    /// Whether it is in braces.
    pub in_flow: bool,
    /// Whether it starts an item of a list.
    pub starts_item: bool,
    /// Whether it is in an item of a list: behind its dash, or below what is.
    pub in_item: bool,
    /// Whether its colon is there already.
    pub has_colon: bool,
}

/// The key at `caret`, in bytes of the YAML text `source`, if one is being typed there.
pub(super) fn key_slot(source: &str, caret: usize) -> Option<KeySlot> {
    let line_start = source.get(..caret)?.rfind('\n').map_or(0, |newline| newline + 1);
    let mut scanner = Scanner::default();
    if let Some(start) = top_level_key(source.get(..line_start)?) {
        let mut offset = start;
        for line in source.get(start..line_start)?.split_inclusive('\n') {
            scanner.line_before(line, offset);
            offset += line.len();
        }
    }
    let line = source.get(line_start..)?.lines().next().unwrap_or_default();
    let typed = line.get(..caret - line_start)?;
    // Words in the first column are no items of a list in brackets: its closing bracket is not typed yet.
    let is_beyond_list = !typed.starts_with([' ', '\t']) && scanner.flow.last().is_some_and(|flow| flow.is_list);
    if is_beyond_list || scanner.is_beyond_flow(typed, source.get(..line_start)?) {
        scanner = Scanner::default();
    }
    if scanner.flow.is_empty() { scanner.block_key(typed, line, line_start) } else { None }
        .or_else(|| scanner.flow_key(typed, line, line_start))
}

/// Where the last line of `before` starts that has a key in its first column.
fn top_level_key(before: &str) -> Option<usize> {
    let mut end = before.len();
    loop {
        let start = before.get(..end)?.rfind('\n').map_or(0, |newline| newline + 1);
        let is_indented = before.get(start..)?.starts_with([' ', '\t', '#', '-', '[', ']', '{', '}', ',']);
        if !is_indented && key(before.get(start..)?.lines().next().unwrap_or_default()).is_some() {
            return Some(start);
        }
        end = start.checked_sub(1)?;
    }
}

/// Splits `text` into a key at its start and the rest behind the colon.
fn key(text: &str) -> Option<(&str, &str)> {
    let name_end = match text.chars().next()? {
        quote @ ('"' | '\'') => text.get(1..)?.find(quote)? + 2,
        _ => text.match_indices(':').map(|(at, _)| at).find(|&at| ends_key(&text[at + 1..]))?,
    };
    let rest = text.get(name_end..)?.trim_start().strip_prefix(':')?;
    let name = text.get(..name_end)?.trim().trim_matches(['"', '\'']);
    (ends_key(rest) && !name.contains(['[', '{', '#', ','])).then_some((name, rest))
}

fn ends_key(behind_colon: &str) -> bool {
    behind_colon.is_empty() || behind_colon.starts_with([' ', '\t'])
}

#[cfg(test)]
mod tests {
    use super::SlotStyle::*;
    use super::*;

    /// Checks the keys, the token and the style of the value at `|`.
    #[track_caller]
    fn check(marked: &str, keys: &[&str], token: &str, style: SlotStyle) {
        let caret = marked.find('|').expect("a caret");
        let source = marked.replacen('|', "", 1);
        let slot = slot(&source, caret).expect("a value");
        let found: Vec<_> = slot.keys.iter().map(String::as_str).collect();
        assert_eq!((&*found, &source[slot.token.clone()], slot.style), (keys, token, style));
        assert!(slot.token.start <= caret && caret <= slot.token.end);
    }

    #[track_caller]
    fn check_none(marked: &str) {
        let caret = marked.find('|').expect("a caret");
        assert_eq!(slot(&marked.replacen('|', "", 1), caret), None);
    }

    #[test]
    fn items_in_brackets() {
        check("skills: [py|", &["skills"], "py", FlowItem);
        check("skills: [|]", &["skills"], "", FlowItem);
        check("a: 1\nskills: [x, p|y, z]\nb: 2", &["skills"], "py", FlowItem);
        check("skills: [x, machine le|arning ]", &["skills"], "machine learning", FlowItem);
        check("skills: ['a, b', \"py|\"]", &["skills"], "\"py\"", FlowItem);
        check("skills: [\"py|, x]", &["skills"], "\"py", FlowItem);
        check("skills: [\n  a, # b, c\n  py|\n]", &["skills"], "py", FlowItem);
        check("skills: [\npy|\n]", &["skills"], "py", FlowItem);
        check("skills: [a\n  py|\ntitle: x", &["skills"], "py", FlowItem);
        check("tags: [a, b\nskills: [|", &["skills"], "", FlowItem);
        check("skills: { core: [a, |] }", &["skills", "core"], "", FlowItem);
        check("é: [ü, |x]\r\n", &["é"], "x", FlowItem);
    }

    #[test]
    fn items_with_dashes() {
        check("skills:\n  - a\n  - py|\n  - b", &["skills"], "py", BlockItem);
        check("skills:\n- |", &["skills"], "", BlockItem);
        check("skills:\n-|", &["skills"], "", BlockItem);
        check("skills:\n  core:\n    - a\n  more:\n    - p|y # c", &["skills", "more"], "py", BlockItem);
        check("questions:\n  - text: a\n    tags:\n      - |x", &["questions", "tags"], "x", BlockItem);
        check("questions:\n- text: a\n  tags: [b, |]", &["questions", "tags"], "", FlowItem);
        check("skills:\n  - 'py|'", &["skills"], "'py'", BlockItem);
    }

    #[test]
    fn values_of_keys() {
        check("skills: py|", &["skills"], "py", Value);
        check("\"skills\": |", &["skills"], "", Value);
        check("a: {tags: p|y, b: c}", &["a", "tags"], "py", FlowValue);
        check("skills:\n  - name: py|", &["skills", "name"], "py", Value);
        check("skills:\n  p|", &["skills"], "p", OwnLine);
        check("skills:\n\n  - a\n# b\n  p|y", &["skills"], "py", OwnLine);
        check("skills:\n  core:\n    - a\n    |", &["skills", "core"], "", OwnLine);
    }

    /// Checks the keys above, the token, and whether its colon is there, of the key at `|`.
    #[track_caller]
    fn check_key(marked: &str, keys: &[&str], token: &str, has_colon: bool) {
        let caret = marked.find('|').expect("a caret");
        let source = marked.replacen('|', "", 1);
        let slot = key_slot(&source, caret).expect("a key");
        let found: Vec<_> = slot.keys.iter().map(String::as_str).collect();
        assert_eq!((&*found, &source[slot.token.clone()], slot.has_colon), (keys, token, has_colon));
        assert!(slot.token.start <= caret && caret <= slot.token.end);
    }

    #[test]
    fn keys() {
        check_key("|", &[], "", false);
        check_key("ti|", &[], "ti", false);
        check_key("a: 1\nski|lls: a", &[], "skills", true);
        check_key("a: [b\nti|\nc: d", &[], "ti", false);
        check_key("questions:\n  mi|\n  senior:", &["questions"], "mi", false);
        check_key("questions:\n  mid:\n    - a\n  |", &["questions"], "", false);
        check_key("list:\n  - na|", &["list"], "na", false);
        check_key("list:\n  - name: a\n    ro|: b", &["list"], "ro", true);
        check_key("list:\n  - name: a\n  ro|", &["list"], "ro", false);
        check_key("list:\n\n  # a\n  - name: a\n\n    ro|", &["list"], "ro", false);
        check_key("a: {ta|gs: b}", &["a"], "tags", true);
        check_key("a: {b: 1, |}", &["a"], "", false);
        check_key("a: {b: {c|", &["a", "b"], "c", false);
        for marked in ["a: b|", "a: |", "text: >\n  a|", "# a|", "a: [b|", "a: {b: c|"] {
            let caret = marked.find('|').expect("a caret");
            assert_eq!(key_slot(&marked.replacen('|', "", 1), caret), None, "{marked}");
        }
    }

    #[test]
    fn elsewhere_there_is_no_value() {
        check_none("ski|lls: a");
        check_none("skills: [a] # b|");
        check_none("skills: # |");
        check_none("# skills: [|");
        check_none("text: >\n  skills: [|");
        check_none("a: {ta|gs: b}");
        check_none("|");
        check_none("just text|");
        check_none("skills: [a\n|");
        check_none("skills: [a\nti|\nlevel: b");
        check_none("skills:\n  - a long\n    te|");
        check_none("skills:\n  - name: a\n    le|");
    }
}

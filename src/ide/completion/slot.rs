//! Where in half-typed YAML the caret is.
//!
//! The text is looked at, not the tree: what is being typed is seldom valid, and only its beginning matters.

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

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SlotStyle {
    /// An item of a list in brackets.
    FlowItem,
    /// An item of a list with dashes.
    BlockItem,
    /// The value of a key, on the key's line.
    Value,
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
            scanner.line(content.get(..caret - offset)?, offset);
            let token_end = content.get(caret - offset..)?;
            return scanner.slot(source, caret, caret + token_end.len());
        }
        scanner.line(content, offset);
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
    /// How far it is indented, in columns.
    pub column: usize,
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
            scanner.line(line.trim_end_matches(['\n', '\r']), offset);
            offset += line.len();
        }
    }
    let line = source.get(line_start..)?.lines().next().unwrap_or_default();
    let typed = line.get(..caret - line_start)?;
    // Words in the first column are no items of a list in brackets: its closing bracket is not typed yet.
    let is_beyond_list = !typed.starts_with([' ', '\t']) && scanner.flow.last().is_some_and(|flow| flow.is_list);
    if is_beyond_list {
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

/// What has been read up to the end of a line.
#[derive(Default)]
struct Scanner {
    /// The keys around, with their columns.
    keys: Vec<(usize, String)>,
    /// The brackets and braces that are open.
    flow: Vec<Flow>,
    /// The quote that is open.
    quote: Option<char>,
    /// The column of the key whose value is a block of text.
    text_block: Option<usize>,
    /// The value that the last line is about.
    value: Option<(usize, SlotStyle)>,
    in_comment: bool,
}

struct Flow {
    is_list: bool,
    /// In braces: the key whose value comes.
    key: Option<String>,
    token: usize,
}

impl Scanner {
    /// Reads one line, or its beginning, which stands at `offset`.
    fn line(&mut self, line: &str, offset: usize) {
        self.in_comment = false;
        if !self.flow.is_empty() {
            return self.flow(line, offset);
        }
        self.value = None;
        self.quote = None;
        let indent = line.len() - line.trim_start().len();
        if self.text_block.is_some_and(|column| indent > column || line.trim().is_empty()) {
            return;
        }
        self.text_block = None;
        let (mut column, mut style) = (indent, SlotStyle::Value);
        while let Some(rest) = line.get(column..).and_then(|rest| rest.strip_prefix('-')).filter(|rest| ends_key(rest))
        {
            self.keys.retain(|(key, _)| *key <= column);
            column += 1 + rest.len() - rest.trim_start().len();
            style = SlotStyle::BlockItem;
        }
        let mut rest = line.get(column..).unwrap_or_default();
        if let Some((name, value)) = key(rest) {
            self.keys.retain(|(key, _)| *key < column);
            self.keys.push((column, name.to_owned()));
            column += rest.len() - value.trim_start().len();
            style = SlotStyle::Value;
            rest = value.trim_start();
        } else if style == SlotStyle::Value {
            // The rest of a value is indented deeper than its key: this is a new key.
            self.keys.retain(|(key, _)| *key < column);
            if self.keys.is_empty() {
                return;
            }
        }
        self.begin_value(rest, offset + column, style);
    }

    fn begin_value(&mut self, text: &str, at: usize, style: SlotStyle) {
        match text.chars().next() {
            Some('[' | '{') => self.flow(text, at),
            Some('|' | '>') => self.text_block = self.keys.last().map(|(column, _)| *column),
            Some('#') => self.in_comment = true,
            Some('&' | '*' | '!') => {}
            first => {
                self.value = Some((at, style));
                self.quote = first.filter(|&c| matches!(c, '"' | '\'') && !text[1..].contains(c));
                self.in_comment = self.quote.is_none() && text.contains(" #");
            }
        }
    }

    /// Reads on in brackets or braces.
    fn flow(&mut self, text: &str, offset: usize) {
        let mut previous = ' ';
        for (at, c) in text.char_indices() {
            let behind = offset + at + c.len_utf8();
            match (self.quote, c) {
                (Some(quote), _) if quote == c && previous != '\\' => self.quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if matches!(previous, ' ' | '\t' | ',' | '[' | '{' | ':') => self.quote = Some(c),
                (None, '#') if matches!(previous, ' ' | '\t') => {
                    self.in_comment = true;
                    return;
                }
                (None, '[' | '{') => self.flow.push(Flow { is_list: c == '[', key: None, token: behind }),
                (None, ']' | '}') => {
                    self.flow.pop();
                    if self.flow.is_empty() {
                        return;
                    }
                }
                (None, ',') => self.flow.iter_mut().last().into_iter().for_each(|flow| {
                    flow.token = behind;
                    flow.key = None;
                }),
                (None, ':') if ends_key(&text[at + 1..]) => {
                    if let Some(flow) = self.flow.last_mut().filter(|flow| !flow.is_list) {
                        let name = text.get(flow.token.saturating_sub(offset)..at).unwrap_or_default();
                        flow.key = Some(name.trim().trim_matches(['"', '\'']).to_owned());
                        flow.token = behind;
                    }
                }
                _ => {}
            }
            previous = c;
        }
    }

    /// The key that is typed at the start of a line, behind its indentation and dashes.
    fn block_key(&self, typed: &str, line: &str, line_start: usize) -> Option<KeySlot> {
        let mut column = typed.len() - typed.trim_start().len();
        let mut starts_item = false;
        while let Some(rest) = typed.get(column..)?.strip_prefix("- ") {
            column += typed.len() - column - rest.trim_start().len();
            starts_item = true;
        }
        if self.text_block.is_some_and(|key| column > key) || typed[column..].contains([':', '#', '[', '{']) {
            return None;
        }
        let rest = line.get(typed.len()..)?;
        let key_end = rest.match_indices(':').map(|(at, _)| at).find(|&at| ends_key(&rest[at + 1..]));
        let end = typed.len() + key_end.unwrap_or(rest.trim_end().len());
        let keys = self.keys.iter().filter(|(key, _)| *key < column).map(|(_, key)| key.clone()).collect();
        let has_colon = key_end.is_some();
        let token = line_start + column..line_start + end;
        Some(KeySlot { keys, token, in_flow: false, starts_item, column, has_colon })
    }

    /// The key that is typed in braces.
    fn flow_key(mut self, typed: &str, line: &str, line_start: usize) -> Option<KeySlot> {
        self.line(typed, line_start);
        let flow = self.flow.last().filter(|flow| !flow.is_list && flow.key.is_none())?;
        if self.in_comment {
            return None;
        }
        let start = flow.token.max(line_start) - line_start;
        let blanks = typed.get(start..)?.len() - typed.get(start..)?.trim_start().len();
        let column = start + blanks;
        let rest = line.get(typed.len()..)?;
        let len = rest.find([',', '}', ':', '{', '[']).unwrap_or(rest.len());
        let has_colon = rest[len..].starts_with(':');
        let end = typed.len() + rest[..len].trim_end().len();
        let mut keys: Vec<String> = self.keys.iter().map(|(_, key)| key.clone()).collect();
        keys.extend(self.flow.iter().filter_map(|flow| flow.key.clone()));
        let token = line_start + column..line_start + end.max(column);
        Some(KeySlot { keys, token, in_flow: true, starts_item: false, column, has_colon })
    }

    /// The value that ends at `caret`, in a line that ends at `line_end`.
    fn slot(&self, source: &str, caret: usize, line_end: usize) -> Option<Slot> {
        if self.in_comment {
            return None;
        }
        let mut keys: Vec<String> = self.keys.iter().map(|(_, key)| key.clone()).collect();
        keys.extend(self.flow.iter().filter_map(|flow| flow.key.clone()));
        let (start, style) = match self.flow.last() {
            Some(flow) if flow.is_list => (flow.token, SlotStyle::FlowItem),
            Some(flow) => (flow.key.as_ref().map(|_| flow.token)?, SlotStyle::FlowValue),
            None => self.value?,
        };
        // What is typed on this line counts: a token of several lines has lost its comma.
        let line_start = source.get(..caret)?.rfind('\n').map_or(0, |newline| newline + 1);
        let typed = source.get(start.max(line_start)..caret)?;
        let start = caret - typed.trim_start().len();
        let end = caret + token_rest(source.get(caret..line_end)?, self.quote, !self.flow.is_empty());
        (!keys.is_empty()).then_some(Slot { keys, token: start..end, style })
    }
}

/// How much of `rest`, the line behind the caret, belongs to the token.
fn token_rest(rest: &str, quote: Option<char>, in_flow: bool) -> usize {
    if let Some(end) = quote.and_then(|quote| rest.find(quote)) {
        return end + 1;
    }
    let end = rest.find(|c| in_flow && matches!(c, ',' | ']' | '}')).unwrap_or(rest.len());
    let end = rest.find(" #").map_or(end, |comment| comment.min(end));
    rest[..end].trim_end().len()
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
    }
}

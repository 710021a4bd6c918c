//! Reading YAML line by line, up to the caret.

use super::{KeySlot, Slot, SlotStyle, ends_key, key};

/// What has been read up to the end of a line.
#[derive(Default)]
pub(super) struct Scanner {
    /// The keys around, with their columns.
    keys: Vec<(usize, String)>,
    /// The columns of the dashes whose items go on.
    dashes: Vec<usize>,
    /// The brackets and braces that are open.
    pub flow: Vec<Flow>,
    /// The quote that is open.
    quote: Option<char>,
    /// The column of the key whose value is a block of text.
    text_block: Option<usize>,
    /// The value that the last line is about.
    value: Option<(usize, SlotStyle)>,
    in_comment: bool,
}

pub(super) struct Flow {
    pub is_list: bool,
    /// In braces: the key whose value comes.
    key: Option<String>,
    /// Where the item or key starts that is being read.
    token: usize,
}

impl Scanner {
    /// Reads a whole line before that of the caret. Blank lines and comments change nothing.
    pub fn line_before(&mut self, line: &str, offset: usize) {
        let content = line.trim();
        if !self.flow.is_empty() || !(content.is_empty() || content.starts_with('#')) {
            self.line(line.trim_end_matches(['\n', '\r']), offset);
        }
    }

    /// Reads one line, or its beginning, which stands at `offset`.
    pub fn line(&mut self, line: &str, offset: usize) {
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
        self.dashes.retain(|dash| *dash < indent);
        let (mut column, mut style) = (indent, SlotStyle::Value);
        while let Some(rest) = line.get(column..).and_then(|rest| rest.strip_prefix('-')).filter(|rest| ends_key(rest))
        {
            self.keys.retain(|(key, _)| *key <= column);
            self.dashes.push(column);
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
            if self.keys.is_empty() || self.is_in_item(column) {
                return;
            }
            style = SlotStyle::OwnLine;
        }
        self.begin_value(rest, offset + column, style);
    }

    /// Whether what stands at `column`, on a line without a dash, belongs to an item of the list around it.
    fn is_in_item(&self, column: usize) -> bool {
        let key = self.keys.iter().rev().map(|(key, _)| *key).find(|key| *key < column);
        self.dashes.iter().any(|dash| *dash < column && key.is_some_and(|key| key <= *dash))
    }

    /// Whether a line that begins with `typed` is no part of the brackets or braces that are open, of which `before` is
    /// the source: what it begins with would need a comma before it, and it stands in the first column. It is a key, and
    /// the closing bracket is still missing.
    pub fn is_beyond_flow(&self, typed: &str, before: &str) -> bool {
        let has_item = |flow: &Flow| before.get(flow.token..).is_some_and(|item| !item.trim().is_empty());
        !typed.starts_with([' ', '\t', ',', ']', '}']) && self.flow.last().is_some_and(has_item)
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
    pub fn block_key(&self, typed: &str, line: &str, line_start: usize) -> Option<KeySlot> {
        let mut column = typed.len() - typed.trim_start().len();
        let mut starts_item = false;
        while let Some(rest) = typed.get(column..)?.strip_prefix('-').filter(|rest| ends_key(rest)) {
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
        let in_item = starts_item || self.is_in_item(column);
        Some(KeySlot { keys, token, in_flow: false, starts_item, in_item, has_colon })
    }

    /// The key that is typed in braces.
    pub fn flow_key(mut self, typed: &str, line: &str, line_start: usize) -> Option<KeySlot> {
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
        Some(KeySlot { keys, token, in_flow: true, starts_item: false, in_item: true, has_colon })
    }

    /// The value that ends at `caret`, in a line that ends at `line_end`.
    pub fn slot(&self, source: &str, caret: usize, line_end: usize) -> Option<Slot> {
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

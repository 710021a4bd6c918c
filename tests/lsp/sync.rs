//! The server has the text that the client has.

use serde_json::{Value, json};

use crate::client::Client;

/// A comment that is always reported. Its place tells how the server reads the text before it.
const MARKER: &str = "<!-- askdown-nothing -->";

/// The place in a list of diagnostics where the marker's word is reported.
fn marker(diagnostics: &Value) -> (u64, u64) {
    let start = &diagnostics[0]["range"]["start"];
    (start["line"].as_u64().unwrap(), start["character"].as_u64().unwrap())
}

#[test]
fn every_encoding_counts_its_own_units() {
    for (offered, agreed, emoji_end, word) in [
        (json!(null), "utf-16", 5, 11),
        (json!(["utf-16"]), "utf-16", 5, 11),
        (json!(["utf-8", "utf-16"]), "utf-8", 8, 14),
        (json!(["utf-32", "utf-8"]), "utf-32", 4, 10),
        (json!(["utf-7"]), "utf-16", 5, 11),
    ] {
        let mut client = Client::new(json!({ "general": { "positionEncodings": offered } }));
        assert_eq!(client.initialized["capabilities"]["positionEncoding"], agreed);
        let uri = client.uri("a.md");
        client.open(&uri, &format!("# 😀\r\n\r\n> é😀 {MARKER}\r\n"));
        assert_eq!(marker(&client.published(&uri)["diagnostics"]), (2, word), "{agreed}");
        client.change(&uri, 2, [2, emoji_end, 2, emoji_end], "x");
        assert_eq!(marker(&client.published(&uri)["diagnostics"]), (2, word + 1), "{agreed}");
        client.change(&uri, 3, [0, 99, 2, emoji_end], "\r\n> ");
        assert_eq!(marker(&client.published(&uri)["diagnostics"]), (1, 9), "{agreed}");
        client.shut_down();
    }
}

#[test]
fn documents_have_many_names() {
    for (opened, changed) in [
        ("untitled:Untitled-1", "untitled:Untitled-1"),
        ("file:///c%3A/notes/caf%C3%A9%20a.md", "file:///C:/notes/caf%c3%a9%20a.md"),
    ] {
        let mut client = Client::new(json!({}));
        client.open(opened, "```python\nx = 1\n");
        assert_eq!(client.published(opened)["diagnostics"][0]["code"], "unclosed-fence");
        client.change(changed, 2, [2, 0, 2, 0], "```\n");
        assert_eq!(client.published(opened)["diagnostics"], json!([]));
        client.close(changed);
        client.published(opened);
        client.shut_down();
    }
}

#[test]
fn changes_apply_in_order_and_may_replace_everything() {
    let mut client = Client::new(json!({}));
    let uri = client.uri("a.md");
    client.open(&uri, "");
    assert_eq!(client.published(&uri)["diagnostics"], json!([]));
    let at = |line: u32, character: u32| {
        let place = json!({ "line": line, "character": character });
        json!({ "start": place, "end": place })
    };
    let changes = json!([
        { "range": at(0, 0), "text": "ab" },
        { "range": at(0, 1), "text": "\n" },
        { "text": "one\ntwo" },
        { "range": at(1, 3), "text": format!(" {MARKER}") },
    ]);
    client.change_all(&uri, 2, changes);
    let published = client.published(&uri);
    assert_eq!((marker(&published["diagnostics"]), &published["version"]), ((1, 9), &json!(2)));
    client.shut_down();
}

#[test]
fn impossible_changes_are_refused_aloud() {
    let mut client = Client::new(json!({}));
    let uri = client.uri("a.md");
    client.open(&uri, &format!("one {MARKER}"));
    assert_eq!(marker(&client.published(&uri)["diagnostics"]), (0, 9));
    for (version, range, why) in [
        (2, [5, 0, 6, 0], "impossible"),
        (2, [0, 3, 0, 1], "impossible"),
        (1, [0, 0, 0, 0], "version 1"),
        (-3, [0, 0, 0, 0], "version -3"),
    ] {
        client.change(&uri, version, range, "x");
        let log = client.called("window/logMessage");
        assert_eq!(log["params"]["type"], 1);
        assert!(log["params"]["message"].as_str().unwrap().contains(why), "{log}");
    }
    // The first change of a message that holds an impossible one is not applied either.
    let first = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } });
    let second = json!({ "start": { "line": 7, "character": 0 }, "end": { "line": 7, "character": 0 } });
    client.change_all(&uri, 3, json!([{ "range": first, "text": "\n" }, { "range": second, "text": "x" }]));
    client.called("window/logMessage");
    client.change(&uri, 14, [0, 0, 0, 0], "x");
    let published = client.published(&uri);
    assert_eq!((marker(&published["diagnostics"]), &published["version"]), ((0, 10), &json!(14)));

    client.change("untitled:never-opened", 2, [0, 0, 0, 0], "x");
    assert!(client.called("window/logMessage")["params"]["message"].as_str().unwrap().contains("not open"));
    client.shut_down();
}

/// The text of a client that types at random: some lines, then the marker behind a few characters.
struct Typist {
    lines: Vec<Vec<char>>,
    state: u64,
}

impl Typist {
    fn below(&mut self, bound: usize) -> usize {
        self.state = self.state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.state >> 33) as usize % bound
    }

    /// Changes the text somewhere. Gives the range in UTF-16 and the new text.
    fn change(&mut self) -> ([u32; 4], String) {
        let line = self.below(self.lines.len());
        let column = self.below(self.lines[line].len() + 1);
        let utf16 = |line: &[char]| line.iter().map(|c| c.len_utf16() as u32).sum::<u32>();
        let (at, start) = (line as u32, utf16(&self.lines[line][..column]));
        match self.below(5) {
            0 if self.lines.len() < 60 => {
                let rest = self.lines[line].split_off(column);
                self.lines.insert(line + 1, rest);
                ([at, start, at, start], "\r\n".to_owned())
            }
            1 if line + 1 < self.lines.len() => {
                let next = self.lines.remove(line + 1);
                let taken = self.below(next.len() + 1);
                let end = utf16(&next[..taken]);
                self.lines[line].truncate(column);
                self.lines[line].extend(&next[taken..]);
                ([at, start, at + 1, end], String::new())
            }
            2 if column < self.lines[line].len() => {
                let gone = self.lines[line].remove(column);
                ([at, start, at, start + gone.len_utf16() as u32], String::new())
            }
            _ => {
                let typed = ['a', 'é', '😀'][self.below(3)];
                self.lines[line].insert(column, typed);
                ([at, start, at, start], typed.to_string())
            }
        }
    }

    /// Where the marker's word is, in UTF-16.
    fn marker(&self) -> (u64, u64) {
        let prefix = self.lines.last().unwrap();
        let column: usize = prefix.iter().map(|c| c.len_utf16()).sum();
        (self.lines.len() as u64 - 1, (column + "z <!-- ".len()) as u64)
    }
}

#[test]
fn each_of_many_requests_sees_the_text_of_its_moment() {
    let mut client = Client::new(json!({ "textDocument": { "diagnostic": {} } }));
    let uri = client.uri("a.md");
    client.open(&uri, &format!("z {MARKER}"));
    let mut typist = Typist { lines: vec![Vec::new()], state: 7 };
    let mut asked = Vec::new();
    for version in 2..10_002 {
        let (range, text) = typist.change();
        client.change(&uri, version, range, &text);
        if version % 3 == 0 {
            let id = client.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } }));
            asked.push((id, typist.marker()));
        }
    }
    for (id, expected) in asked {
        let response = client.response(id);
        assert_eq!(marker(&response["result"]["items"]), expected, "request {id}");
    }
    client.shut_down();
}

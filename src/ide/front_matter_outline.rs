//! Front matter in the outline: its keys as a tree.

use crate::syntax::Note;
use crate::syntax::front_matter::{Entry, Mapping, Node, NodeKind};
use crate::text::TextRange;

use super::{OutlineItem, OutlineKind};

/// The longest value that is shown beside its key, in characters.
const MAX_VALUE: usize = 60;

/// The front matter of `note` as an item of its outline, with a child for each key. The values of a key that holds
/// keys are the children of that key; items of lists are counted, not listed.
pub fn front_matter_outline(note: &Note) -> Option<OutlineItem> {
    let front_matter = note.front_matter()?;
    let range = front_matter.range;
    let delimiter = TextRange::new(range.start, (range.start + "---".len() as u32).min(range.end));
    let keys = front_matter.root.as_ref().and_then(Node::as_mapping);
    Some(OutlineItem {
        name: "Front matter".to_owned(),
        detail: String::new(),
        kind: OutlineKind::FrontMatter,
        range: super::folding::trimmed(note, range),
        selection_range: delimiter,
        children: keys.map(key_items).unwrap_or_default(),
    })
}

fn key_items(mapping: &Mapping) -> Vec<OutlineItem> {
    mapping.entries.iter().filter_map(key_item).collect()
}

/// The item of a key; none for one that is no text, such as a list.
fn key_item(entry: &Entry) -> Option<OutlineItem> {
    let name = one_line(entry.name()?);
    let (detail, children) = match &entry.value.kind {
        NodeKind::Scalar(_) => (entry.value.text().map(one_line).unwrap_or_default(), Vec::new()),
        NodeKind::Sequence(sequence) => (count(sequence.items.len(), "item"), Vec::new()),
        NodeKind::Mapping(mapping) => (String::new(), key_items(mapping)),
        NodeKind::Unresolved => (String::new(), Vec::new()),
    };
    Some(OutlineItem {
        name: if name.is_empty() { "…".to_owned() } else { name },
        detail,
        kind: OutlineKind::Key,
        range: entry.range(),
        selection_range: entry.key.range,
        children,
    })
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// `text` in one line, cut where it is long.
fn one_line(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if let Some((cut, _)) = line.char_indices().nth(MAX_VALUE) {
            line.truncate(cut);
            line.push('…');
            break;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    /// One line an item: depth as blanks, name, detail, and the text of both ranges.
    fn render(source: &str) -> String {
        fn lines(source: &str, item: &OutlineItem, depth: usize, out: &mut String) {
            let text = |range: TextRange| &source[range.as_usize()];
            let (selection, all) = (text(item.selection_range), text(item.range));
            assert!(item.range.encloses(item.selection_range), "{item:?}");
            assert!(item.children.iter().all(|child| item.range.encloses(child.range)), "{item:?}");
            *out += &format!("{:depth$}{} ({}) {selection:?} {all:?}\n", "", item.name, item.detail);
            item.children.iter().for_each(|child| lines(source, child, depth + 1, out));
        }
        let mut out = String::new();
        let outline = front_matter_outline(&Note::new(Text::new(source)));
        outline.iter().for_each(|item| lines(source, item, 0, &mut out));
        out
    }

    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        assert_eq!(render(source).lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn keys_stand_below_the_front_matter() {
        check(
            "\u{feff}---\ntitle: 😀 é\nskills: [a, b]\nmore:\n  x: 1\n  y:\n---\n\n# A\n",
            &[
                r#"Front matter () "---" "---\ntitle: 😀 é\nskills: [a, b]\nmore:\n  x: 1\n  y:\n---""#,
                r#" title (😀 é) "title" "title: 😀 é""#,
                r#" skills (2 items) "skills" "skills: [a, b]""#,
                r#" more () "more" "more:\n  x: 1\n  y:""#,
                r#"  x (1) "x" "x: 1""#,
                r#"  y () "y" "y:""#,
            ],
        );
    }

    #[test]
    fn half_typed_and_foreign_front_matter_has_what_could_be_read() {
        check(
            "---\ntitle: a: b\nlevel\nskills: [a",
            &[
                r#"Front matter () "---" "---\ntitle: a: b\nlevel\nskills: [a""#,
                r#" title (a: b) "title" "title: a: b""#,
                r#" skills (1 item) "skills" "skills: [a""#,
            ],
        );
        check("+++\ntitle = 'a'\n+++\n", &[r#"Front matter () "+++" "+++\ntitle = 'a'\n+++""#]);
        check("---\n---\n", &[r#"Front matter () "---" "---\n---""#]);
        check("# No front matter\n", &[]);
    }

    #[test]
    fn long_values_are_cut() {
        let source = format!("---\ntitle: {}\n\"a\\nb\": >\n  x\n  y\n---\n", "word ".repeat(40));
        let outline = front_matter_outline(&Note::new(Text::new(&source))).expect("front matter");
        let details: Vec<_> = outline.children.iter().map(|item| (item.name.as_str(), item.detail.as_str())).collect();
        let cut = format!("{}…", "word ".repeat(12));
        assert_eq!(details, [("title", cut.as_str()), ("a b", "x y")]);
    }
}

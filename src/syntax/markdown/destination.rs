//! Where the links of a block lead.

use crate::text::TextRange;

use super::address::{Address, definition_address, inline_address};
use super::block::comments_in;
use super::html::tags;
use super::{Block, DefinitionKind, Element, ElementKind, Link, LinkKind};

/// A link to a file, or to a place in one, that may belong to the same workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// What holds it.
    pub kind: DestinationKind,
    /// The address as it is written, without brackets or quotes, in bytes from the start of the block.
    pub range: TextRange,
    /// The path, decoded; empty for a place in the same file, with a `/` in front for one from the root.
    pub path: Box<str>,
    /// The anchor behind `#`, decoded, if that is there.
    pub fragment: Option<Box<str>>,
}

/// What holds a [`Destination`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DestinationKind {
    /// `[text](address)`
    Link,
    /// `![text](address)`
    Image,
    /// `[label]: address`
    Definition,
    /// `<a href="address">` or `<img src="address">`
    Html,
    /// `[[name#heading|text]]`: the path is the name of a note, wherever that is.
    Wiki,
    /// A value in front matter.
    FrontMatter,
}

impl Destination {
    /// The destination that `address` names, with escapes and entities decoded; none if that leads out of the
    /// workspace. `range` is where it stands.
    pub fn new(kind: DestinationKind, range: TextRange, address: &str) -> Option<Self> {
        let address = Address::read(address)?;
        let fragment = address.fragment.map(|fragment| fragment.into_owned().into());
        Some(Self { kind, range, path: address.path.into_owned().into(), fragment })
    }

    /// Where the part behind `#` stands; all of it if there is none. `written` is the text of the range.
    pub fn fragment_range(&self, written: &str) -> TextRange {
        let hash = written.find('#').filter(|_| self.fragment.is_some());
        hash.map_or(self.range, |at| TextRange::new(self.range.start + at as u32 + 1, self.range.end))
    }

    /// Where the part before `#` and `?` stands. `written` is the text of the range.
    pub fn path_range(&self, written: &str) -> TextRange {
        let length = written.find(['#', '?']).unwrap_or(written.len());
        TextRange::new(self.range.start, self.range.start + length as u32)
    }
}

/// The destinations in `block`, whose text is `source`, in the order of the text. `[[wiki]]` links are looked for only
/// `with_wiki`.
pub fn destinations(block: &Block, source: &str, with_wiki: bool) -> Vec<Destination> {
    let mut found = Vec::new();
    for link in &block.links {
        match link.kind {
            LinkKind::Inline => found.extend(inline(block, source, link)),
            LinkKind::Shortcut if with_wiki => found.extend(wiki(source, link)),
            _ => {}
        }
    }
    for definition in block.definitions.iter().filter(|definition| definition.kind == DefinitionKind::Link) {
        let written = source.get(definition.range.as_usize()).and_then(definition_address);
        let range = written.map(|range| range + definition.range.start);
        found.extend(range.and_then(|it| Destination::new(DestinationKind::Definition, it, &definition.destination)));
    }
    in_html(&block.elements, source, &mut found);
    found.sort_by_key(|destination| destination.range);
    found
}

fn inline(block: &Block, source: &str, link: &Link) -> Option<Destination> {
    let first = block.elements.partition_point(|element| element.range.start < link.range.start);
    let is_it = |element: &&Element| element.range == link.range && is_link(element.kind);
    let same_start = block.elements[first..].iter().take_while(|element| element.range.start == link.range.start);
    let index = first + same_start.clone().position(|element| is_it(&element))?;
    let element = block.elements[index];
    let inside = block.elements[index + 1..].iter().take_while(|inner| inner.depth > element.depth);
    let text_end = inside.map(|inner| inner.range.end).max();
    let is_image = element.kind == ElementKind::Image;
    let text_end = text_end.unwrap_or(link.range.start + 1 + u32::from(is_image)) - link.range.start;
    let range = inline_address(source.get(link.range.as_usize())?, text_end as usize)? + link.range.start;
    let kind = if is_image { DestinationKind::Image } else { DestinationKind::Link };
    Destination::new(kind, range, &link.target)
}

fn is_link(kind: ElementKind) -> bool {
    matches!(kind, ElementKind::Link | ElementKind::Image)
}

/// The wiki link around a shortcut reference, if that is one: to the parser it is brackets in brackets.
fn wiki(source: &str, link: &Link) -> Option<Destination> {
    let before = source.get(..link.range.start as usize)?;
    let behind = source.get(link.range.end as usize..)?;
    let inside = source.get(link.range.start as usize + 1..(link.range.end as usize).checked_sub(1)?)?;
    // `[[text]](address)` is a link with brackets in its text, `x[[0]]` is code.
    let outside = before.strip_suffix('[')?;
    let is_wiki =
        !outside.ends_with(char::is_alphanumeric) && behind.starts_with(']') && !behind[1..].starts_with(['(', '[']);
    let name = inside.split('|').next().unwrap_or_default();
    let name = name.strip_suffix('\\').unwrap_or(name);
    let blanks = name.len() - name.trim_start().len();
    let name = name.trim();
    if !is_wiki || name.is_empty() || name.contains(['[', ']', '\n', '\r']) {
        return None;
    }
    let start = link.range.start + 1 + blanks as u32;
    let (path, fragment) = match name.split_once('#') {
        Some((path, fragment)) => (path.trim_end(), Some(fragment.trim())),
        None => (name, None),
    };
    Some(Destination {
        kind: DestinationKind::Wiki,
        range: TextRange::new(start, start + name.len() as u32),
        path: path.into(),
        fragment: fragment.map(Box::from),
    })
}

fn in_html(elements: &[Element], source: &str, found: &mut Vec<Destination>) {
    let mut seen = 0;
    for element in elements {
        // An HTML block is followed by its lines.
        if !matches!(element.kind, ElementKind::HtmlBlock | ElementKind::Html) || element.range.start < seen {
            continue;
        }
        seen = element.range.end;
        let html = source.get(element.range.as_usize()).unwrap_or_default();
        let mut comments = comments_in(html).peekable();
        for tag in tags(html) {
            while comments.next_if(|comment| comment.end <= tag.range.start).is_some() {}
            let name = match tag.name.to_ascii_lowercase().as_str() {
                "a" => "href",
                "img" => "src",
                _ => continue,
            };
            if comments.peek().is_none_or(|comment| !comment.contains(tag.range.start))
                && let Some((address, range)) = tag.attribute(name)
            {
                let address = address.replace("&amp;", "&");
                found.extend(Destination::new(DestinationKind::Html, range + element.range.start, &address));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::markdown::parse;

    #[track_caller]
    fn check(source: &str, expected: &[(DestinationKind, &str, &str, Option<&str>)]) {
        let mut start = 0;
        let mut found = Vec::new();
        for block in parse(source) {
            let text = &source[start as usize..(start + block.len) as usize];
            for destination in destinations(&block, text, true) {
                let written = text[destination.range.as_usize()].to_owned();
                found.push((destination.kind, written, destination.path, destination.fragment));
            }
            start += block.len;
        }
        let found: Vec<_> =
            found.iter().map(|(kind, at, path, it)| (*kind, at.as_str(), &**path, it.as_deref())).collect();
        assert_eq!(found, expected);
    }

    use DestinationKind::{Definition, Html, Image, Link, Wiki};

    #[test]
    fn links_of_all_kinds_are_found() {
        check("[a **b**](c.md#d 'e') <https://x.y>\n", &[(Link, "c.md#d", "c.md", Some("d"))]);
        check("[![i](j.png)](<k l.md>)\n", &[(Image, "j.png", "j.png", None), (Link, "k l.md", "k l.md", None)]);
        check("[](#x) [y](a%20b.md)\n", &[(Link, "#x", "", Some("x")), (Link, "a%20b.md", "a b.md", None)]);
        check("[a](b&amp;c.md)\n", &[(Link, "b&amp;c.md", "b&c.md", None)]);
        check("[a](https://x.y/z.md) [b](mailto:c)\n", &[]);
        check("Text [l].\n\n[l]: <m.md> 'n'\n", &[(Definition, "m.md", "m.md", None)]);
        check("> [a](\n> b.md)\n", &[(Link, "b.md", "b.md", None)]);
        check("| a |\n|---|\n| [b](c.md) |\n", &[(Link, "c.md", "c.md", None)]);
        check("`[a](b.md)`\n\n```\n[a](b.md)\n```\n", &[]);
    }

    #[test]
    fn html_has_destinations() {
        check(
            "<p><img alt=a src=\"b.png\"/><a href='c.md#d'>e</a><!-- <a href='f'> --></p>\n",
            &[(Html, "b.png", "b.png", None), (Html, "c.md#d", "c.md", Some("d"))],
        );
        check("See <a href=\"x.md\">x</a>.\n", &[(Html, "x.md", "x.md", None)]);
    }

    #[test]
    fn wiki_links_are_brackets_in_brackets() {
        check("See [[a note]] and ![[b.png]].\n", &[(Wiki, "a note", "a note", None), (Wiki, "b.png", "b.png", None)]);
        check("[[ a#Some heading | text ]]\n", &[(Wiki, "a#Some heading", "a", Some("Some heading"))]);
        check("| x |\n|---|\n| [[a\\|b]] |\n", &[(Wiki, "a", "a", None)]);
        check("[[#Heading]]\n", &[(Wiki, "#Heading", "", Some("Heading"))]);
        check("[[a]](b.md) [[a]][b] [a] x[[0]]\n", &[(Link, "b.md", "b.md", None)]);
    }
}

//! Tags in HTML, as far as links and anchors need them.

use crate::text::TextRange;

/// A tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HtmlTag<'s> {
    /// From `<` to `>`, in bytes of the text.
    pub range: TextRange,
    /// Its name as written.
    pub name: &'s str,
    /// Whether it closes an element.
    pub closing: bool,
    /// What stands behind the name, up to the `>`.
    attributes: &'s str,
    /// Where that starts.
    attributes_at: u32,
}

/// The tags in `html`, in order. One that is not closed is none.
pub fn tags(html: &str) -> impl Iterator<Item = HtmlTag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + html.get(at..)?.find('<')?;
            at = start + 1;
            let rest = &html[start + 1..];
            let (closing, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
            if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len())];
            let attributes = &rest[name.len()..];
            let Some(length) = end_of_attributes(attributes) else { continue };
            let attributes_at = html.len() - attributes.len();
            let end = attributes_at + length + 1;
            at = end;
            let range = TextRange::from(start..end);
            let attributes = &attributes[..length];
            return Some(HtmlTag { range, name, closing, attributes, attributes_at: attributes_at as u32 });
        }
    })
}

/// No tag is longer than this, in bytes: whoever leaves tags open by the thousand is not read for long.
const MAX_LEN: usize = 4000;

/// Where the `>` stands that ends a tag: quoted values may hold one.
fn end_of_attributes(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().take(MAX_LEN) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

impl<'s> HtmlTag<'s> {
    /// The value of the attribute called `name`, which is in lower case, and where it stands without its quotes.
    pub fn attribute(&self, name: &str) -> Option<(&'s str, TextRange)> {
        self.all_attributes().find(|(key, ..)| key.eq_ignore_ascii_case(name)).map(|(_, value, range)| (value, range))
    }

    /// 1 to 6 for `<h1>` to `<h6>`.
    pub fn heading_level(&self) -> Option<u8> {
        match self.name.as_bytes() {
            [b'h' | b'H', level @ b'1'..=b'6'] => Some(level - b'0'),
            _ => None,
        }
    }

    /// The attributes that have a value: name, value and the value's place.
    fn all_attributes(&self) -> impl Iterator<Item = (&'s str, &'s str, TextRange)> + use<'s> {
        let (text, base) = (self.attributes, self.attributes_at);
        let mut at = 0;
        let is_blank = |c: char| c.is_ascii_whitespace() || c == '/';
        std::iter::from_fn(move || {
            loop {
                let rest = text.get(at..)?.trim_start_matches(is_blank);
                if rest.is_empty() {
                    return None;
                }
                let name = &rest[..rest.find(|c| is_blank(c) || c == '=').unwrap_or(rest.len())];
                let behind = rest[name.len()..].trim_start();
                let Some(value) = behind.strip_prefix('=').map(str::trim_start) else {
                    // Without a value; a name that starts with `=` is none.
                    at = text.len() - rest.len() + name.len().max(1);
                    continue;
                };
                let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
                let (value, skip) = match quote {
                    Some(quote) => (value[1..].split(quote).next().unwrap_or_default(), 1),
                    None => (value.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default(), 0),
                };
                let start = value.as_ptr() as usize - text.as_ptr() as usize;
                at = start + value.len() + skip;
                return Some((name, value, TextRange::from(start..start + value.len()) + base));
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_names_and_attributes() {
        let html = "1 < 2 <a HREF='x > y' id=b/c data> </a><img src=\"z\"/><br";
        let found: Vec<_> = tags(html).map(|tag| (tag.name, tag.closing, &html[tag.range.as_usize()])).collect();
        assert_eq!(
            found,
            [("a", false, "<a HREF='x > y' id=b/c data>"), ("a", true, "</a>"), ("img", false, "<img src=\"z\"/>"),]
        );
        let tag = tags(html).next().expect("a tag");
        for (name, value) in [("href", "x > y"), ("id", "b/c")] {
            let (found, range) = tag.attribute(name).expect(name);
            assert_eq!((found, &html[range.as_usize()]), (value, value));
        }
        assert_eq!(tag.attribute("data"), None);
        assert_eq!(tags("<h3>").next().and_then(|tag| tag.heading_level()), Some(3));
        assert_eq!(tags("<a ==x = '").count(), 0);
        assert_eq!(tags("<a ==x =y>").next().and_then(|tag| tag.attribute("id")), None);
    }
}

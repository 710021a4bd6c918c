//! Where a link leads, as it is written.

use std::borrow::Cow;

use crate::text::TextRange;

/// An address in the same workspace, as it is written. Others (`https:`, `mailto:`, `//host`, `{{ template }}`) are
/// nobody's business here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// The path, percent-decoded: empty for a place in the same file, with a `/` in front for one from the root of the
    /// site or project.
    pub path: Cow<'a, str>,
    /// What stands behind `#`, percent-decoded, if that is there.
    pub fragment: Option<Cow<'a, str>>,
}

impl<'a> Address<'a> {
    /// Reads an address whose escapes and entities are decoded. None for one that leads out of the workspace, or is
    /// made up by a template.
    pub fn read(address: &'a str) -> Option<Self> {
        let address = address.trim();
        if has_scheme(address) || address.starts_with("//") || address.contains(TEMPLATE) {
            return None;
        }
        let (rest, fragment) = match address.split_once('#') {
            Some((rest, fragment)) => (rest, Some(fragment)),
            None => (address, None),
        };
        // A query asks for a way to show the file: `a.md?plain=1`.
        let path = rest.split('?').next().unwrap_or_default();
        Some(Self { path: percent_decoded(path), fragment: fragment.map(percent_decoded) })
    }
}

/// What no path holds, and templates do.
pub(super) const TEMPLATE: [char; 10] = ['{', '}', '<', '>', '|', '*', '"', '`', '\n', '$'];

/// Whether `address` starts with the name of a protocol (RFC 3986, section 3.1), or a drive's letter.
fn has_scheme(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme).unwrap_or_default();
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// `text` with `%20` as a blank; as it is where that gives no UTF-8.
pub fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return text.into();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let digit = |at: usize| behind.get(at).and_then(|byte| (*byte as char).to_digit(16));
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &behind[2..];
            }
            _ => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).map_or(text.into(), Cow::Owned)
}

/// Where the address stands in an inline link or image, of which `source` is the text and `text_end` the end of what
/// it shows: `[text](address "title")`. Angle brackets around it are left out. Offsets are bytes of `source`.
pub(super) fn inline_address(source: &str, text_end: usize) -> Option<TextRange> {
    let opening = text_end + source.get(text_end..)?.find("](")? + 2;
    address_at(source, opening)
}

/// Where the address stands in a definition, of which `source` is the text: `[label]: address "title"`.
pub(super) fn definition_address(source: &str) -> Option<TextRange> {
    let mut escaped = false;
    let bracket = source.bytes().position(|byte| {
        let closes = byte == b']' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })?;
    source.get(bracket + 1..)?.starts_with(':').then(|| address_at(source, bracket + 2))?
}

/// The address that starts behind `opening`, blanks, line ends and the marks of quotes.
fn address_at(source: &str, opening: usize) -> Option<TextRange> {
    let rest = source.get(opening..)?;
    let blanks = rest.find(|c: char| !(c.is_ascii_whitespace() || c == '>')).unwrap_or(rest.len());
    let start = opening + blanks;
    let rest = &source[start..];
    let angled = rest.starts_with('<');
    let start = start + usize::from(angled);
    let mut depth = 0_u32;
    let mut escaped = false;
    let end = source[start..].bytes().position(|byte| {
        if std::mem::take(&mut escaped) {
            return false;
        }
        match byte {
            b'\\' => escaped = true,
            b'>' if angled => return true,
            b'(' if !angled => depth += 1,
            b')' if !angled && depth == 0 => return true,
            b')' if !angled => depth -= 1,
            byte if byte.is_ascii_whitespace() && !angled => return true,
            _ => {}
        }
        false
    });
    Some((start..end.map_or(source.len(), |end| start + end)).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_fragments_are_read() {
        let read = |address| {
            let Address { path, fragment } = Address::read(address)?;
            Some((path.into_owned(), fragment.map(Cow::into_owned)))
        };
        let local = |path: &str, fragment: Option<&str>| Some((path.to_owned(), fragment.map(str::to_owned)));
        assert_eq!(read("../a%20b.md#c%C3%A9"), local("../a b.md", Some("cé")));
        assert_eq!(read("a.md?plain=1#L3"), local("a.md", Some("L3")));
        assert_eq!(read("#"), local("", Some("")));
        assert_eq!(read("/docs/a.md"), local("/docs/a.md", None));
        assert_eq!(read("100%.md"), local("100%.md", None));
        assert_eq!(read("%ff%ZZ"), local("%ff%ZZ", None));
        assert_eq!(read("what:is.md"), None);
        for foreign in ["https://x.y", "mailto:a@b", "//x.y/z", "C:\\a.md", "{{ site.url }}/a", "<%= a %>", "${a}.md"] {
            assert_eq!(read(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn addresses_are_found_in_links() {
        let inline =
            |source: &str, text_end| inline_address(source, text_end).map(|it| source[it.as_usize()].to_owned());
        assert_eq!(inline("[a](b.md)", 2).as_deref(), Some("b.md"));
        assert_eq!(inline("[a]( <b c.md> \"t\")", 2).as_deref(), Some("b c.md"));
        assert_eq!(inline("[a](\n> b(c).md 't')", 2).as_deref(), Some("b(c).md"));
        assert_eq!(inline("[](b\\).md)", 1).as_deref(), Some("b\\).md"));
        assert_eq!(inline("[a]()", 2).as_deref(), Some(""));
        let definition = |source: &str| definition_address(source).map(|it| source[it.as_usize()].to_owned());
        assert_eq!(definition("[a\\]b]: <c d> 'e'").as_deref(), Some("c d"));
        assert_eq!(definition("[a]:\nb.md\n").as_deref(), Some("b.md"));
        assert_eq!(definition("[a] b"), None);
    }
}

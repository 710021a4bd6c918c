//! How a path is written as the address of a link.

use super::address::{TEMPLATE, percent_decoded};

/// Where an address stands, which says what has to be percent-encoded in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressForm {
    /// `[text](address)`, `[label]: address`.
    Bare,
    /// `[text](<address>)`, `[label]: <address>`.
    Angled,
    /// `<a href="address">`, with whatever quotes or none.
    Attribute,
    /// A value in front matter, with whatever quotes or none.
    FrontMatter,
}

impl AddressForm {
    /// The form of an address in Markdown, `angled` where it stands in `<…>`.
    pub fn markdown(angled: bool) -> Self {
        if angled { Self::Angled } else { Self::Bare }
    }

    /// The address that leads to `path`, which has `/` between its parts and is not encoded.
    pub fn write(self, path: &str) -> String {
        self.write_like(path, "")
    }

    /// The address that leads to `path`. The names at its end that `old`, an address of the same form, has at its end too
    /// stay as they are written there.
    pub fn write_like(self, path: &str, old: &str) -> String {
        // Brackets may be in pairs only as long as they are together.
        let is_kept = |(old, new): &(&str, &str)| percent_decoded(old) == *new && !old.contains(['(', ')']);
        let old: Vec<_> = old.trim_end_matches('/').rsplit('/').zip(path.rsplit('/')).take_while(is_kept).collect();
        let changed = path.split('/').count() - old.len();
        let parts = path.split('/').take(changed).map(|part| self.encoded(part));
        let parts: Vec<_> = parts.chain(old.iter().rev().map(|(old, _)| (*old).to_owned())).collect();
        let address = parts.join("/");
        let has_colon = parts.first().is_some_and(|first| first.contains(':'));
        // What stands before a colon would be a protocol, and some characters are no text at the start of a YAML value.
        let needs_start = has_colon || (self == Self::FrontMatter && address.starts_with(['%', '-', '&', '!', '@']));
        if needs_start { format!("./{address}") } else { address }
    }

    fn encoded(self, part: &str) -> String {
        let mut out = String::with_capacity(part.len());
        for c in part.chars() {
            // `&amp;` as a name is not to be read as an entity.
            if self.encodes(c) || (c == '&' && part.contains(';')) {
                out.push_str(&format!("%{:02X}", c as u32));
            } else {
                out.push(c);
            }
        }
        out
    }

    /// Whether `c`, always an ASCII character then, would be read as something else than a part of the path.
    fn encodes(self, c: char) -> bool {
        let of_form = match self {
            Self::Bare => " ()",
            Self::Angled => "",
            Self::Attribute => " ()'",
            Self::FrontMatter => ":,[]'",
        };
        c.is_ascii_control() || "%#?\\".contains(c) || TEMPLATE.contains(&c) || of_form.contains(c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::front_matter::FrontMatter;
    use crate::syntax::markdown::{Address, destinations, parse};
    use crate::text::Text;

    use AddressForm::{Angled, Attribute, Bare, FrontMatter as Yaml};

    #[test]
    fn what_would_end_an_address_is_encoded() {
        assert_eq!(Bare.write("../a b (c)é.md"), "../a%20b%20%28c%29é.md");
        assert_eq!(Angled.write("a b/(c) d#e?f.md"), "a b/(c) d%23e%3Ff.md");
        assert_eq!(Angled.write("m<n>.md"), "m%3Cn%3E.md");
        assert_eq!(Angled.write("100%20\n.md"), "100%2520%0A.md");
        assert_eq!(Attribute.write("it's.md"), "it%27s.md");
        assert_eq!(Bare.write("Q&A.md"), "Q&A.md");
    }

    #[test]
    fn a_colon_is_behind_no_protocol() {
        assert_eq!(Bare.write("Q: a.md"), "./Q:%20a.md");
        assert_eq!(Angled.write("Q: a.md"), "./Q: a.md");
        assert_eq!(Bare.write("../Q: a.md"), "../Q:%20a.md");
        assert_eq!(Bare.write_like("Q: a.md", "../Q:%20a.md"), "./Q:%20a.md");
        assert_eq!(Bare.write("b/Q: a.md"), "b/Q:%20a.md");
        assert_eq!(Yaml.write("Q: a.md"), "Q%3A a.md");
        assert_eq!(Yaml.write("- a.md"), "./- a.md");
    }

    #[test]
    fn what_stays_is_written_as_it_was() {
        assert_eq!(Angled.write_like("../z#/p q.png", "z%23/p%20q.png"), "../z%23/p%20q.png");
        assert_eq!(Angled.write_like("y#/p q.png", "z/p%20q.png"), "y%23/p%20q.png");
        assert_eq!(Bare.write_like("x/y.md", "(a/y).md"), "x/y.md");
        assert_eq!(Bare.write_like("x/b).md", "(a/b).md"), "x/b%29.md");
        assert_eq!(Bare.write_like("x/n", "n/"), "x/n");
    }

    #[test]
    fn every_name_is_found_again() {
        let ascii: String = (1..127_u8).map(char::from).filter(|c| *c != '/').collect();
        let mut names: Vec<String> = ascii.chars().flat_map(|c| [format!("a{c}b.md"), format!("{c}b/c.md")]).collect();
        names.extend(["&amp;.md", "a&lt;b", "100%25.md", "x%2fy", "é 😀.md", &ascii].map(str::to_owned));
        for name in names.iter().filter(|name| !name.starts_with(' ')) {
            for (form, before, behind) in [
                (Bare, "[x](", ")\n"),
                (Angled, "[x](<", ">)\n"),
                (Bare, "[x]: ", "\n"),
                (Attribute, "<a href='", "'>x</a>\n"),
                (Attribute, "<img src=\"", "\">\n"),
            ] {
                let source = format!("{before}{}{behind}", form.write(name));
                let found: Vec<_> = parse(&source).iter().flat_map(|it| destinations(it, &source, false)).collect();
                let found: Vec<_> = found.iter().map(|it| (&*it.path, &it.fragment)).collect();
                let path = found.first().map(|(path, _)| path.strip_prefix("./").unwrap_or(path));
                assert_eq!((path, found.len()), (Some(name.as_str()), 1), "{source}");
            }
            for (before, behind) in [("\n- ", "\n"), ("[", "]\n"), ("\n- \"", "\"\n"), ("\n- '", "'\n")] {
                let source = format!("---\na: {before}{}{behind}---\n", Yaml.write(name));
                let root = FrontMatter::read(&Text::new(&source)).and_then(|it| it.root).expect("a mapping");
                let list = &root.as_mapping().expect("a mapping").entries[0].value;
                let value = list.items().first().and_then(|item| item.text()).unwrap_or_default();
                let path = Address::read(value).map(|it| it.path.into_owned()).unwrap_or_default();
                assert_eq!(path.strip_prefix("./").unwrap_or(&path), name, "{source}");
            }
        }
    }
}

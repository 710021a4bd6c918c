//! The places in a block that links can lead to.

use crate::text::TextRange;

use super::block::comments_in;
use super::element::linked_text;
use super::html::tags;
use super::{Element, ElementKind, Fence, is_dotted_name, slug};

/// A place that a link can lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// What kind of place it is.
    pub kind: AnchorKind,
    /// A heading's text, or the element or attribute that has the id, in bytes from the start of the block.
    pub range: TextRange,
    /// The heading's slug, not yet told apart from the same slug elsewhere; or the id.
    pub name: Box<str>,
}

/// The kinds of places that a link can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchorKind {
    /// A heading of level 1 to 6, named by its text.
    Heading(u8),
    /// A heading of level 1 to 6 with an id of its own: `## Heading {#id}`.
    NamedHeading(u8),
    /// Anything else with an id: `<a id="…">`, `<a name="…">`, `[text]{#id}`, a labelled code block or directive, a line
    /// `(id)=`.
    Id,
    /// `::: package.module`: mkdocstrings puts the documentation of a module there, with many more anchors.
    Module,
}

/// The anchors among `elements` and `fences`, in the order of the text. `ids` are the ids of headings, by the index of
/// the element; `source` is the text of the block.
pub(super) fn anchors(
    elements: &[Element],
    fences: &[Fence],
    ids: &[(usize, Box<str>)],
    source: &str,
) -> Box<[Anchor]> {
    let mut found = Vec::new();
    let mut html_end = 0;
    let may_have_attributes = source.contains('{');
    let may_have_lines = [")=", "::: ", ":name:", ":label:"].iter().any(|mark| source.contains(mark));
    for (index, element) in elements.iter().enumerate() {
        match element.kind {
            ElementKind::Heading(level) => {
                let id = ids.iter().find(|(heading, _)| *heading == index).map(|(_, id)| id.clone());
                let kind = if id.is_some() { AnchorKind::NamedHeading(level) } else { AnchorKind::Heading(level) };
                let name = id.unwrap_or_else(|| slug(&linked_text(elements, index, source)).into());
                found.push(Anchor { kind, range: content(elements, index), name });
            }
            ElementKind::Text => {
                if may_have_attributes {
                    attribute_ids(source, element.range, &mut found);
                }
                if may_have_lines {
                    found.extend(of_line(source, element.range));
                }
            }
            ElementKind::CodeBlock(number) => {
                found.extend(fences.get(number as usize).and_then(|it| label(it, source)))
            }
            // An HTML block is followed by its lines.
            ElementKind::HtmlBlock | ElementKind::Html if element.range.start >= html_end => {
                html_end = element.range.end;
                html_anchors(source, element.range, &mut found);
            }
            _ => {}
        }
    }
    found.retain(|anchor| !anchor.name.is_empty());
    found.into()
}

/// What the heading at `index` holds, without its marks; empty, behind them, for one that holds nothing.
fn content(elements: &[Element], index: usize) -> TextRange {
    let heading = elements[index];
    let inside = elements[index + 1..].iter().take_while(|element| element.depth > heading.depth);
    let inside = inside.map(|element| element.range).reduce(TextRange::cover);
    inside.unwrap_or_else(|| TextRange::empty(heading.range.end))
}

/// Adds the ids of attributes (`{#id .class}`, `{: #id}`) in the text at `range`.
fn attribute_ids(source: &str, range: TextRange, found: &mut Vec<Anchor>) {
    let text = source.get(range.as_usize()).unwrap_or_default();
    let mut at = 0;
    while let Some(start) = text[at..].find('{').map(|start| at + start) {
        let Some(end) = text[start..].find('}').map(|end| start + end) else { return };
        let place = TextRange::from(start..end + 1) + range.start;
        found.extend(attribute_id(&text[start + 1..end]).map(|id| Anchor {
            kind: AnchorKind::Id,
            range: place,
            name: id.into(),
        }));
        at = end + 1;
    }
}

/// The id that attributes give: `#id .class key=value`, or `id=id`.
fn attribute_id(attributes: &str) -> Option<&str> {
    let attributes = attributes.strip_prefix(':').unwrap_or(attributes);
    // Braces in braces are a template.
    let mut words = attributes.split_whitespace().filter(|_| !attributes.starts_with(['{', '%']));
    words.find_map(id_of_word).filter(|id| !id.is_empty())
}

fn id_of_word(word: &str) -> Option<&str> {
    word.strip_prefix('#').or_else(|| Some(word.strip_prefix("id=")?.trim_matches(['"', '\''])))
}

/// The id that an option of a directive of MyST gives: `:name: id`, of mathematics also `:label: id`.
fn option_id(line: &str) -> Option<&str> {
    Some(line.strip_prefix(":name:").or_else(|| line.strip_prefix(":label:"))?.trim())
}

/// What the text at `range` gives a name to, if it is a line of its own: `(id)=` or `:name: id`, as MyST has it, or
/// `::: module`.
fn of_line(source: &str, range: TextRange) -> Option<Anchor> {
    let (before, behind) = (source.get(..range.start as usize)?, source.get(range.end as usize..)?);
    let starts_line = before.is_empty() || before.ends_with(['\n', '\r', ' ', '\t']);
    let ends_line = behind.trim_start_matches([' ', '\t']).chars().next().is_none_or(|c| matches!(c, '\n' | '\r'));
    let text = source.get(range.as_usize()).filter(|_| starts_line && ends_line)?;
    let (kind, name) = match text.strip_prefix("::: ") {
        Some(module) => (AnchorKind::Module, Some(module).filter(|module| is_dotted_name(module))?),
        None => (AnchorKind::Id, option_id(text).or_else(|| text.strip_prefix('(')?.strip_suffix(")="))?),
    };
    let is_name = !name.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')'));
    is_name.then(|| Anchor { kind, range, name: name.into() })
}

/// The id of a code block: in the attributes of its info string, or in a comment on top as Quarto reads it
/// (`#| label: fig-one`), or in the options of a directive.
fn label(fence: &Fence, source: &str) -> Option<Anchor> {
    let at = |range: TextRange| source.get(range.as_usize()).unwrap_or_default();
    let info = at(fence.info);
    let attributes = info.find('{').and_then(|start| info[start + 1..].split('}').next());
    let in_code = || {
        let lines = fence.content.iter().flat_map(|piece| at(piece.range).lines()).map(str::trim_start);
        let mut options =
            lines.take_while(|line| line.starts_with("#|") || (line.starts_with(':') && attributes.is_some()));
        options.find_map(|line| match line.strip_prefix("#|") {
            Some(option) => option.trim_start().strip_prefix("label:"),
            None => option_id(line),
        })
    };
    let name = attributes.and_then(attribute_id).or_else(in_code)?.trim().trim_matches(['"', '\'']);
    Some(Anchor { kind: AnchorKind::Id, range: fence.info, name: name.into() })
}

/// Adds the ids of tags, and the headings written in HTML.
fn html_anchors(source: &str, range: TextRange, found: &mut Vec<Anchor>) {
    let html = source.get(range.as_usize()).unwrap_or_default();
    let mut comments = comments_in(html).peekable();
    let mut heading: Option<(u8, usize)> = None;
    for tag in tags(html) {
        let start = tag.range.start;
        while comments.next_if(|comment| comment.end <= start).is_some() {}
        if comments.peek().is_some_and(|comment| comment.contains(start)) {
            continue;
        }
        let id = tag.attribute("id").or_else(|| tag.attribute("name").filter(|_| tag.name.eq_ignore_ascii_case("a")));
        if let Some((id, _)) = id.filter(|_| !tag.closing) {
            found.push(Anchor { kind: AnchorKind::Id, range: tag.range + range.start, name: id.into() });
        }
        match (tag.heading_level(), tag.closing) {
            (Some(level), false) => heading = Some((level, tag.range.end as usize)),
            (Some(level), true) => {
                if let Some((_, start)) = heading.take().filter(|(opened, _)| *opened == level) {
                    let content = TextRange::from(start..tag.range.start as usize);
                    let name = slug(&without_tags(&html[content.as_usize()])).into();
                    found.push(Anchor { kind: AnchorKind::Heading(level), range: content + range.start, name });
                }
            }
            _ => {}
        }
    }
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut at = 0;
    for tag in tags(html) {
        text += &html[at..tag.range.start as usize];
        at = tag.range.end as usize;
    }
    text + &html[at..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::markdown::parse;

    #[track_caller]
    fn check(source: &str, expected: &[(&str, AnchorKind, &str)]) {
        let mut start = 0;
        let mut found = Vec::new();
        for block in parse(source) {
            let at = |range: TextRange| &source[(range + start).as_usize()];
            found.extend(block.anchors.iter().map(|anchor| (anchor.name.to_string(), anchor.kind, at(anchor.range))));
            start += block.len;
        }
        let found: Vec<_> = found.iter().map(|(name, kind, place)| (name.as_str(), *kind, *place)).collect();
        assert_eq!(found, expected);
    }

    use AnchorKind::{Heading, Id, Module, NamedHeading};

    #[test]
    fn headings_are_named_by_their_text_or_by_an_id() {
        check("# What *is* `x`? #\n", &[("what-is-x", Heading(1), "What *is* `x`?")]);
        check("A &amp; B\n---\n", &[("a--b", Heading(2), "A &amp; B")]);
        check("## [Docs](x.md) ![logo](y.png)\n", &[("docs", Heading(2), "[Docs](x.md) ![logo](y.png)")]);
        check("## A {#b .c}\n", &[("b", NamedHeading(2), "A")]);
        check("> - ## In a list\n", &[("in-a-list", Heading(2), "In a list")]);
        check("#\n", &[]);
    }

    #[test]
    fn html_has_anchors() {
        check("<a id=\"x\"></a>\n", &[("x", Id, "<a id=\"x\">")]);
        check("Text <a name='y'>z</a> `<a id=\"no\">`\n", &[("y", Id, "<a name='y'>")]);
        check("<p name=no>\n<div ID = q class=\"id=1\">\n", &[("q", Id, "<div ID = q class=\"id=1\">")]);
        check("<!-- <a id=\"x\"> -->\n", &[]);
        check("<h2 align=\"center\">The <em>Title</em></h2>\n", &[("the-title", Heading(2), "The <em>Title</em>")]);
    }

    #[test]
    fn lines_give_ids() {
        check("(a_b.c)=\n# D\n", &[("a_b.c", Id, "(a_b.c)="), ("d", Heading(1), "D")]);
        check("> (a)=\n> x\n", &[("a", Id, "(a)=")]);
        check("x (a)=\n(b)= y\n(c d)=\n`(e)=`\n", &[]);
        check(":::{note}\n:name: a\nText\n:::\n", &[("a", Id, ":name: a")]);
        check("```{math}\n:x: y\n:label: a:b\n\nz\n```\n", &[("a:b", Id, "{math}")]);
        check("```yaml\n:label: a\n```\n", &[]);
        check("::: a.b_c\n    options:\n", &[("a.b_c", Module, "::: a.b_c")]);
        check("::: tip\n\n::: a.b c\n\n:::\n", &[]);
    }

    #[test]
    fn attributes_give_ids_anywhere() {
        check("::: {#sec .callout}\n", &[("sec", Id, "{#sec .callout}")]);
        check("![a](b.png){#fig-b width=50%}\n", &[("fig-b", Id, "{#fig-b width=50%}")]);
        check("Text. {: #top .x}\n", &[("top", Id, "{: #top .x}")]);
        check("[a](b.md){ id=c } x { .d id=\"e\" }\n", &[("c", Id, "{ id=c }"), ("e", Id, "{ .d id=\"e\" }")]);
        check("## A { id=\"b\" .c }\n", &[("b", NamedHeading(2), "A")]);
        check("{{ x }} {# note #} `{#no}` {{ id=no }} {% x id=no %}\n", &[]);
        check("```{.python #lst-a}\nx\n```\n", &[("lst-a", Id, "{.python #lst-a}")]);
        check("```{python}\n#| echo: false\n#| label: fig-x\nx\n```\n", &[("fig-x", Id, "{python}")]);
        check("```python\nx = {'#a'}  #| label: no\n```\n", &[]);
    }
}

//! Code that is yet to be put together: a site generator replaces some of its lines before anyone sees the program.

use super::Cause;
use super::lexer;

/// The marks around a line that something else takes the place of: of MkDocs, Jinja and Liquid, Hugo and Quarto, Hugo,
/// mdBook.
const MARKS: [(&str, &str); 5] = [("{!", "!}"), ("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}"), ("{{#", "}}")];

/// Whether something takes the place of a line of `code`, such as another file that is included.
///
/// Lines inside strings do not count: there a program has templates of its own.
pub(super) fn is_template(code: &str) -> bool {
    let mut places = places(code).peekable();
    if places.peek().is_none() {
        return false;
    }
    let lexed = lexer::lex(code);
    let unclosed = lexed.fault.filter(|fault| fault.cause == Cause::UnclosedString);
    let string_start = unclosed.map_or(u32::MAX, |fault| fault.range.start);
    places.any(|place| {
        let behind = lexed.tokens.partition_point(|token| token.range.start < place);
        let before = behind.checked_sub(1).and_then(|index| lexed.tokens.get(index));
        place < string_start && before.is_none_or(|token| token.range.end <= place)
    })
}

/// Where the marks stand.
fn places(code: &str) -> impl Iterator<Item = u32> {
    let mut start = 0;
    code.split_inclusive('\n').filter_map(move |line| {
        let place = start + line.len() - line.trim_start().len();
        start += line.len();
        is_template_line(line.trim()).then_some(place as u32)
    })
}

/// Whether something takes the place of `line`, which has no blanks around it. Scissors (`--8<-- "file"`) are those of
/// PyMdown.
pub fn is_template_line(line: &str) -> bool {
    let is_cut = line.starts_with('-') && line.trim_start_matches('-').starts_with("8<-");
    is_cut || MARKS.iter().any(|(open, close)| line.starts_with(open) && line.ends_with(close))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_replaced_are_found() {
        for code in [
            "{!./examples/one.py!}\n",
            "x = 1\n    {!> ../two.py[ln:3-5]!}\r\n",
            "{% include \"three.py\" %}\n",
            "{%- if new -%}\nx: int\n{%- endif -%}\n",
            "{{#include four.py:setup}}\n",
            "{{< include _five.py >}}",
            "{{% six %}}\n",
            "def f():\n    --8<-- \"seven.py\"\n",
            "f(\n{% eight %}\n",
            "s = ''' x '''\n{% nine %}\n",
        ] {
            assert!(is_template(code), "{code:?}");
        }
    }

    #[test]
    fn templates_in_strings_are_those_of_the_program() {
        for code in [
            "x = {}\ny = {1: {}}\n",
            "page = '''\n{% for x in y %}\n{!x!}\n'''\nx = (\n",
            "page = '''\n{% for x in y %}\n",
            "x = 1  # {% note %}\n",
            "# --8<-- [start:a]\n",
            "x = {\n    **y, **z\n}\n",
        ] {
            assert!(!is_template(code), "{code:?}");
        }
    }
}

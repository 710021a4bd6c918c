//! Python in the style of Black and ruff.

use ruff_formatter::LineWidth;
use ruff_python_ast::PythonVersion;
use ruff_python_formatter::{PyFormatOptions, format_module_source};

use super::guard::{self, Limits};
use super::template;

/// The longest line that is formatted, in bytes: the time it takes grows with the square of the statements on it.
const MAX_LINE: usize = 10_000;

/// What became of a block that was to be formatted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formatted {
    /// The new code; it may equal the old.
    Code(String),
    /// It is no plain Python that parses: a transcript, code with magics or placeholders, a template, a fragment, a fault.
    NotPlain,
    /// It is too large, or too deeply nested, to be formatted safely.
    TooDeep,
}

/// `code` formatted for lines of at most `width` columns. Formatting the result changes nothing.
///
/// Options of a Quarto cell (`#| echo: false`) stay as they are.
pub fn format(code: &str, version: PythonVersion, width: u16) -> Formatted {
    if code.len() > guard::MAX_LEN || code.lines().any(|line| line.len() > MAX_LINE) {
        return Formatted::TooDeep;
    }
    // `--8<-- "file"` would pass for an expression.
    if template::is_template(code) {
        return Formatted::NotPlain;
    }
    let options_end = cell_options_end(code);
    let (cell_options, rest) = code.split_at(options_end);
    let Some(width) = LineWidth::try_from(width).ok() else { return Formatted::NotPlain };
    let options = PyFormatOptions::default().with_target_version(version).with_line_width(width);
    match guard::with_limits(rest, Limits::FORMATTING, || stable(rest, &options)) {
        None => Formatted::TooDeep,
        Some(None) => Formatted::NotPlain,
        Some(Some(formatted)) => Formatted::Code(format!("{cell_options}{formatted}")),
    }
}

/// Formats until nothing changes; that is the second time, almost always.
fn stable(code: &str, options: &PyFormatOptions) -> Option<String> {
    let once = |code: &str| format_module_source(code, options.clone()).ok().map(|printed| printed.into_code());
    let mut formatted = once(code)?;
    for _ in 0..3 {
        let again = once(&formatted)?;
        if again == formatted {
            return Some(formatted);
        }
        formatted = again;
    }
    None
}

/// Where the `#|` lines at the head end: the formatter would take them for comments that lack a blank.
fn cell_options_end(code: &str) -> usize {
    code.split_inclusive('\n').take_while(|line| line.starts_with("#|")).map(str::len).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formatted(code: &str) -> Formatted {
        format(code, PythonVersion::PY314, 88)
    }

    #[test]
    fn valid_code_is_formatted_and_stays_so() {
        let expected = Formatted::Code("x = {\"a\": 1}\n".into());
        assert_eq!(formatted("x = { 'a':1 }\n"), expected);
        assert_eq!(formatted("x = {\"a\": 1}\n"), expected);
        assert_eq!(formatted("#| echo: false\nx=1\n"), Formatted::Code("#| echo: false\nx = 1\n".into()));
    }

    #[test]
    fn what_is_not_plain_python_is_left_alone() {
        for code in [">>> x\n", "def f(:\n", "%time x\n", "f(a=1, ...)\n", "  x\n", "--8<-- \"x.py\"\n"] {
            assert_eq!(formatted(code), Formatted::NotPlain, "{code}");
        }
    }

    #[test]
    fn hostile_code_is_refused() {
        for code in [
            "1+".repeat(100_000),
            format!("f{}", "()".repeat(20_000)),
            format!("a{}", ".b".repeat(5_000)),
            format!("{}{}", "[".repeat(5_000), "]".repeat(5_000)),
            (0..300).map(|depth| format!("{}if x:\n", " ".repeat(depth))).collect(),
        ] {
            assert_eq!(formatted(&code), Formatted::TooDeep, "{code:.20}");
        }
        let ifs: String = (0..95).map(|depth| format!("{}if x:\n", " ".repeat(depth))).collect();
        assert!(matches!(formatted(&format!("{ifs}{}pass\n", " ".repeat(95))), Formatted::Code(_)));
        assert!(matches!(formatted(&format!("x = a{}\n", ".b()".repeat(100))), Formatted::Code(_)));
    }
}

//! The info string of a fence: the language, and what its words ask for.

use crate::text::TextRange;

use super::languages::is_cell_language;

/// What the info string of a fence says.
///
/// All of these are read: `python`, `py title="x"`, `python3 no-check`, `{python}`, `{python, echo=FALSE}`,
/// `{.python .numberLines}`, `python-solution`, `python:main.py`, `pycon`. So is `{note} Title`, a directive of MyST, whose
/// name is that of no language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FenceInfo {
    /// The language.
    pub language: Language,
    /// Where the language's name stands in the info string; `None` where there is none.
    pub name: Option<TextRange>,
    /// Whether the name is that of a directive, which may do without content.
    pub is_directive: bool,
    /// Whether a word (`no-check`, `skip`) asks that the block be left alone.
    pub opted_out: bool,
    /// Whether the word `continues` says that the block goes on where the one before it ended.
    pub continues: bool,
}

/// The language of a code block, as far as checks tell languages apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// No language is named.
    None,
    /// Python 3.
    Python(Form),
    /// Any other language, also Python 2 that is called so.
    Other,
}

/// How Python is written in a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Form {
    /// Plain code; a block that starts with `>>>` is a transcript all the same.
    #[default]
    Script,
    /// An interpreter session: `>>>` and `...` prompts with output between them.
    Transcript,
    /// Code for IPython: magics, `!` commands and `?` help.
    Ipython,
}

impl FenceInfo {
    /// Reads `info`, the info string without the blanks around it.
    pub fn new(info: &str) -> Self {
        let words = words(info);
        let mut found = Self {
            language: Language::None,
            name: None,
            is_directive: is_directive(info),
            opted_out: false,
            continues: false,
        };
        // In `{.python .numberLines}` and `{#id .python}` the first class is the language.
        let is_name =
            |word: &&TextRange| !text(info, **word).starts_with(['#', '=']) && !text(info, **word).contains('=');
        if let Some(word) = words.iter().find(is_name) {
            let range = if found.is_directive { *word } else { language_name(info, *word) };
            if !range.is_empty() {
                found.name = Some(range);
                found.language = if found.is_directive { Language::Other } else { language_of(text(info, range)) };
            }
        }
        for word in &words {
            match text(info, *word).trim_start_matches('.').to_ascii_lowercase().as_str() {
                "no-check" | "nocheck" | "skip" => found.opted_out = true,
                "continues" => found.continues = true,
                _ => {}
            }
        }
        found
    }

    /// The way Python is written in the block, if it is Python that is to be checked.
    pub fn python(&self) -> Option<Form> {
        match self.language {
            Language::Python(form) if !self.opted_out => Some(form),
            _ => None,
        }
    }
}

/// Whether `info` is that of a directive: a name in braces, as a cell that is run has it, but not that of a language that
/// cells are written in. So it is with `{py:function} f(x)` and `{py-script}`.
fn is_directive(info: &str) -> bool {
    let Some(inside) = info.strip_prefix('{') else { return false };
    let end = inside.find(|c: char| c.is_whitespace() || matches!(c, ',' | '}')).unwrap_or(inside.len());
    let name = inside[..end].to_ascii_lowercase();
    let python = name.strip_prefix('i').unwrap_or(&name);
    let is_cell = !name.contains([':', '-']) && (is_python(python) || is_cell_language(&name));
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains('=') && !is_cell
}

fn text(info: &str, range: TextRange) -> &str {
    info.get(range.as_usize()).unwrap_or_default()
}

/// The words of an info string. Blanks, commas and braces part them; a quoted value belongs to its word.
fn words(info: &str) -> Vec<TextRange> {
    let mut words = Vec::new();
    let mut start = None;
    let mut quote = None;
    for (offset, c) in info.char_indices() {
        let parts = match quote {
            Some(open) => {
                if c == open {
                    quote = None;
                }
                false
            }
            None if matches!(c, '"' | '\'') && start.is_some() => {
                quote = Some(c);
                false
            }
            None => c.is_whitespace() || matches!(c, ',' | '{' | '}'),
        };
        match (parts, start) {
            (true, Some(begun)) => {
                words.push(TextRange::from(begun..offset));
                start = None;
            }
            (false, None) => start = Some(offset),
            _ => {}
        }
    }
    words.extend(start.map(|begun| TextRange::from(begun..info.len())));
    words
}

/// The part of `word` that names the language: `.python`, `python:main.py` and `python[1]` all name Python.
fn language_name(info: &str, word: TextRange) -> TextRange {
    let written = text(info, word);
    let name = written.trim_start_matches('.');
    let dots = (written.len() - name.len()) as u32;
    let end = name.find([':', ';', '[', '(', '=']).unwrap_or(name.len()) as u32;
    TextRange::new(word.start + dots, word.start + dots + end)
}

fn language_of(name: &str) -> Language {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "pycon" | "pycon3" | "doctest" | "python-repl" | "python-console" | "pyrepl" => {
            Language::Python(Form::Transcript)
        }
        "ipython" | "ipython3" | "jupyter-python" => Language::Python(Form::Ipython),
        "python-traceback" | "python3-traceback" | "python-error" | "python-output" => Language::Other,
        _ if is_python(&name) => Language::Python(Form::Script),
        _ => Language::Other,
    }
}

/// Whether `name` is `python` or `py`, perhaps with a version 3 and a suffix after a dash (`python-solution`).
fn is_python(name: &str) -> bool {
    let base = name.split_once(['-', '_']).map_or(name, |(base, _)| base);
    let version = base.strip_prefix("python").or_else(|| base.strip_prefix("py"));
    version.is_some_and(|version| match version.strip_prefix('3') {
        Some(minor) => minor.chars().all(|c| c.is_ascii_digit() || c == '.'),
        None => version.is_empty() || version == "i",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_read() {
        let script = Language::Python(Form::Script);
        for (info, name, language) in [
            ("python", "python", script),
            ("Python", "Python", script),
            ("py title=\"a b.py\"", "py", script),
            ("python3", "python3", script),
            ("python3.12", "python3.12", script),
            ("{python}", "python", script),
            ("{python, echo=FALSE}", "python", script),
            ("{{python}}", "python", script),
            ("{.python .numberLines}", "python", script),
            ("{#id .python}", "python", script),
            ("python-solution", "python-solution", script),
            ("python:main.py", "python", script),
            ("python{1,3}", "python", script),
            ("pycon", "pycon", Language::Python(Form::Transcript)),
            ("doctest", "doctest", Language::Python(Form::Transcript)),
            ("ipython", "ipython", Language::Python(Form::Ipython)),
            ("python2", "python2", Language::Other),
            ("pytb", "pytb", Language::Other),
            ("pyrex", "pyrex", Language::Other),
            ("c++", "c++", Language::Other),
            ("{ipython3}", "ipython3", Language::Python(Form::Ipython)),
            ("{r, echo=FALSE}", "r", Language::Other),
            ("{py:function} f(x)", "py:function", Language::Other),
            ("{py-script}", "py-script", Language::Other),
            ("{note} In python", "note", Language::Other),
            ("=html", "", Language::None),
            ("", "", Language::None),
            ("title=\"python\"", "", Language::None),
        ] {
            let found = FenceInfo::new(info);
            assert_eq!(found.language, language, "{info}");
            assert_eq!(found.name.map_or("", |range| text(info, range)), name, "{info}");
        }
    }

    #[test]
    fn directives_are_no_cells() {
        for info in ["{note}", "{index} single: x", "{py:class} X", "{code-cell} python", "{pyhton}"] {
            assert!(FenceInfo::new(info).is_directive, "{info}");
        }
        for info in
            ["python", "{python}", "{R}", "{r, echo=FALSE}", "{ojs}", "{dot}", "{ipython3}", "{{python}}", "{=html}"]
        {
            assert!(!FenceInfo::new(info).is_directive, "{info}");
        }
        for info in ["{.python .note}", "{#id .python}", "{key=value}", "python{1,3}", "{1,3}", "{", ""] {
            assert!(!FenceInfo::new(info).is_directive, "{info}");
        }
    }

    #[test]
    fn words_ask_for_things() {
        assert!(FenceInfo::new("python no-check").opted_out);
        assert!(FenceInfo::new("{.python .skip}").opted_out);
        assert!(!FenceInfo::new("python title=\"how to skip\"").opted_out);
        assert!(FenceInfo::new("python continues").continues);
        assert_eq!(FenceInfo::new("python skip").python(), None);
        assert_eq!(FenceInfo::new("py").python(), Some(Form::Script));
    }
}

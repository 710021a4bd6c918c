//! The names that fences call languages by.

/// The languages that notes are mostly about, the ones most written first: what a misspelt name is taken for, and what
/// is proposed.
pub const COMMON_LANGUAGES: [&str; 40] = [
    "python",
    "bash",
    "json",
    "yaml",
    "sql",
    "text",
    "javascript",
    "typescript",
    "html",
    "css",
    "java",
    "go",
    "rust",
    "console",
    "markdown",
    "mermaid",
    "dockerfile",
    "shell",
    "toml",
    "xml",
    "cpp",
    "csharp",
    "kotlin",
    "swift",
    "ruby",
    "scala",
    "pycon",
    "ipython",
    "php",
    "powershell",
    "graphql",
    "terraform",
    "haskell",
    "elixir",
    "diff",
    "ini",
    "makefile",
    "nginx",
    "protobuf",
    "julia",
];

/// Further names that are right as they are, in alphabetical order.
const OTHERS: [&str; 118] = [
    "abap",
    "ada",
    "angular",
    "apache",
    "apex",
    "applescript",
    "arduino",
    "asciidoc",
    "asm",
    "assembly",
    "astro",
    "awk",
    "bat",
    "batch",
    "bibtex",
    "c",
    "c#",
    "c++",
    "cfg",
    "clojure",
    "cmake",
    "cobol",
    "code",
    "coffee",
    "coffeescript",
    "conf",
    "cpp",
    "cql",
    "crystal",
    "cs",
    "csv",
    "cuda",
    "cypher",
    "cython",
    "d",
    "dart",
    "django",
    "docker",
    "dot",
    "elm",
    "env",
    "erb",
    "erlang",
    "f#",
    "fish",
    "fortran",
    "fsharp",
    "git",
    "gitignore",
    "glsl",
    "golang",
    "gradle",
    "groovy",
    "handlebars",
    "hcl",
    "hs",
    "htm",
    "http",
    "jinja",
    "jinja2",
    "js",
    "json5",
    "jsonc",
    "jsonl",
    "jsx",
    "ksh",
    "kt",
    "latex",
    "less",
    "lisp",
    "log",
    "lua",
    "make",
    "math",
    "matlab",
    "md",
    "mdx",
    "mysql",
    "nim",
    "nix",
    "none",
    "objc",
    "objectivec",
    "ocaml",
    "octave",
    "output",
    "pascal",
    "perl",
    "pgsql",
    "pl",
    "plain",
    "plaintext",
    "plantuml",
    "plsql",
    "postgres",
    "postgresql",
    "prisma",
    "prolog",
    "promql",
    "proto",
    "ps1",
    "pseudocode",
    "py",
    "qmd",
    "r",
    "rb",
    "regex",
    "rs",
    "rst",
    "sass",
    "scheme",
    "scss",
    "sh",
    "solidity",
    "tex",
    "ts",
    "tsx",
    "txt",
];

/// The languages besides Python that cells of Quarto, R Markdown and Jupyter are written in, in alphabetical order.
const CELLS: [&str; 35] = [
    "asis",
    "awk",
    "bash",
    "c",
    "cat",
    "cpp",
    "css",
    "d3",
    "dot",
    "fortran",
    "go",
    "groovy",
    "haskell",
    "html",
    "javascript",
    "js",
    "julia",
    "mermaid",
    "mysql",
    "node",
    "observable",
    "octave",
    "ojs",
    "perl",
    "r",
    "rcpp",
    "ruby",
    "rust",
    "sas",
    "scala",
    "sh",
    "sql",
    "stan",
    "stata",
    "zsh",
];

/// Whether cells that are run are written in the language called `name`, in lower case, besides those in Python.
pub(super) fn is_cell_language(name: &str) -> bool {
    CELLS.binary_search(&name).is_ok()
}

/// The language that `name` was most likely meant to be, if it is none itself and close to a common one.
pub fn meant_language(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let is_known = COMMON_LANGUAGES.contains(&name.as_str()) || OTHERS.binary_search(&name.as_str()).is_ok();
    // Four letters are within one edit of too many names.
    if is_known || name.len() < 5 || !name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let reach = if name.len() < 7 { 1 } else { 2 };
    let distance = |language: &str| strsim::damerau_levenshtein(language, &name);
    let closest = COMMON_LANGUAGES.into_iter().filter(|language| language.len() > 3).min_by_key(|it| distance(it))?;
    let near = distance(closest) <= reach || (closest == "python" && distance(closest) <= 2);
    near.then_some(closest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_languages_are_recognized() {
        for (name, meant) in [
            ("pyhton", Some("python")),
            ("pyton", Some("python")),
            ("Pythno", Some("python")),
            ("javascirpt", Some("javascript")),
            ("typscript", Some("typescript")),
            ("python", None),
            ("lua", None),
            ("plantuml", None),
            ("kusto", None),
            ("cython", None),
            ("python-solution", None),
        ] {
            assert_eq!(meant_language(name), meant, "{name}");
        }
    }

    #[test]
    fn the_names_can_be_searched() {
        assert!(OTHERS.is_sorted());
        assert!(CELLS.is_sorted());
    }
}

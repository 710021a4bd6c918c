//! What must agree across the project: layers, file sizes, what the docs say.

#[path = "project/vscode.rs"]
mod vscode;

use std::fs;
use std::path::{Path, PathBuf};

/// The layer of each module of the crate. Imports point from a higher layer to a lower one.
const LAYERS: [(&str, u8); 8] =
    [("text", 0), ("syntax", 1), ("schema", 2), ("workspace", 2), ("rules", 3), ("ide", 3), ("cli", 4), ("server", 4)];

/// The imports within one layer that there are.
const BESIDE: [(&str, &str); 2] = [("ide", "rules"), ("workspace", "schema")];

/// The longest file, in lines, without its unit tests.
const MAX_LINES: usize = 500;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files beneath `folder`, relative to the project's root, with their text.
fn rust_files(folder: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry")) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("Rust is UTF-8").replace("\r\n", "\n");
                files.push((path.strip_prefix(root()).expect("a file of the project").to_owned(), text));
            }
        }
    }
    files.sort();
    files
}

/// The module of the crate that a file of `src` belongs to; none for `lib.rs` and `main.rs`.
fn module_of(path: &Path) -> Option<String> {
    let mut parts = path.strip_prefix("src").expect("a file of src").components();
    let first = parts.next()?.as_os_str().to_str()?;
    parts.next().map(|_| first.to_owned())
}

/// The modules of the crate that `text` names after `crate::`.
fn imports(text: &str) -> Vec<&str> {
    let code: Vec<&str> = text.split_inclusive('\n').filter(|line| !line.trim_start().starts_with("//")).collect();
    let mut found = Vec::new();
    for line in code {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            // `$crate::` in a macro is used wherever the macro is.
            let own = !line[..at].ends_with('$');
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            assert!(!rest.starts_with('{'), "import each module by a line of its own: {line}");
            found.extend(own.then_some(&rest[..end]));
        }
    }
    found
}

#[test]
fn imports_point_down_the_layers() {
    let layer = |module: &str| LAYERS.iter().find(|(name, _)| *name == module).map(|(_, layer)| *layer);
    let mut wrong = Vec::new();
    for (path, text) in rust_files("src") {
        let Some(module) = module_of(&path) else { continue };
        let own = layer(&module).unwrap_or_else(|| panic!("src/{module} has no layer: give it one"));
        for import in imports(&text) {
            let is_down = layer(import).is_some_and(|below| below < own);
            if import != module && !is_down && !BESIDE.contains(&(module.as_str(), import)) {
                wrong.push(format!("{} imports crate::{import}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "imports that do not point down:\n{}", wrong.join("\n"));
}

#[test]
fn imports_do_not_climb_out_of_their_module_by_super() {
    for (path, text) in rust_files("src") {
        let Some(_) = module_of(&path) else { continue };
        // src/a/b.rs is the module a::b, two levels deep; src/a/mod.rs is a, and one level deep. Unit tests are one
        // level deeper.
        let parts = path.components().count() - 1;
        let depth = if path.ends_with("mod.rs") { parts - 1 } else { parts };
        let own = text.split("#[cfg(test)]").next().unwrap_or_default();
        let climbs = |line: &&str| line.matches("super::").count() >= depth && !line.trim_start().starts_with("//");
        let wrong: Vec<_> = own.lines().filter(climbs).collect();
        assert!(wrong.is_empty(), "{} climbs to the crate: {wrong:?}", path.display());
    }
}

#[test]
fn protocol_and_output_stay_where_they_belong() {
    let at_home = [
        ("tower_lsp", "server"),
        ("tokio", "server"),
        ("clap", "cli"),
        ("annotate_snippets", "cli"),
        ("pulldown_cmark", "syntax"),
        ("tree_sitter", "syntax"),
        ("ruff_python_parser", "syntax"),
        ("granit_parser", "syntax"),
        ("jsonschema", "schema"),
    ];
    for (path, text) in rust_files("src") {
        let Some(module) = module_of(&path) else { continue };
        for (library, home) in at_home {
            let uses = text.contains(&format!("use {library}::")) || text.contains(&format!(" {library}::"));
            assert!(!uses || module == home, "{} uses {library}, which belongs to src/{home}", path.display());
        }
    }
}

#[test]
fn files_are_small() {
    for (path, text) in rust_files("src") {
        let lines = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().lines().count();
        assert!(lines <= MAX_LINES, "{} has {lines} lines, at most {MAX_LINES}: split it", path.display());
    }
}

#[test]
fn unsafe_code_is_forbidden() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("a manifest");
    assert!(manifest.contains("unsafe_code = \"forbid\""));
}

#[test]
fn the_map_lists_every_module() {
    let map = fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs");
    for (module, _) in LAYERS {
        if root().join("src").join(module).exists() {
            assert!(map.contains(&format!("- [`{module}`]")), "src/lib.rs does not say what `{module}` is");
        }
    }
}

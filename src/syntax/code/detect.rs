//! Whether code that names no language is Python.

use ruff_python_ast::{Expr, Mod, ModModule, PythonVersion, Stmt};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};

use super::{guard, transcript};

/// Longer code is not looked at.
const MAX_LEN: usize = 64 << 10;

/// Whether `code` parses as Python and could hardly be anything else: it defines, loops or decides as only Python
/// does, or is a session of the interpreter.
pub fn is_clearly_python(code: &str, version: PythonVersion) -> bool {
    if code.len() > MAX_LEN {
        return false;
    }
    if code.trim_start().starts_with(">>> ") {
        let (head, examples) = transcript::examples(code);
        return head.text.trim().is_empty()
            && examples.iter().all(|example| parses(&example.code.text, version, |_| true));
    }
    parses(code, version, is_telling)
}

fn parses(code: &str, version: PythonVersion, accepts: fn(&ModModule) -> bool) -> bool {
    let read = || {
        let parsed = parse_unchecked(code, ParseOptions::from(Mode::Module).with_target_version(version));
        parsed.errors().is_empty() && matches!(parsed.syntax(), Mod::Module(module) if accepts(module))
    };
    guard::with_stack(code, read).unwrap_or_default()
}

/// A compound statement or `from a import b` tells Python apart; so does an import with code that goes on from it.
fn is_telling(module: &ModModule) -> bool {
    let compound = |stmt: &Stmt| match stmt {
        Stmt::FunctionDef(_) | Stmt::ClassDef(_) | Stmt::For(_) | Stmt::While(_) => true,
        Stmt::If(_) | Stmt::With(_) | Stmt::Try(_) | Stmt::Match(_) => true,
        Stmt::ImportFrom(import) => import.level == 0,
        _ => false,
    };
    let action = |stmt: &Stmt| match stmt {
        Stmt::Assign(_) => true,
        Stmt::Expr(statement) => matches!(&*statement.value, Expr::Call(_)),
        _ => false,
    };
    let imports = module.body.iter().any(|stmt| matches!(stmt, Stmt::Import(_)));
    module.body.iter().any(compound) || (imports && module.body.iter().any(action))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn python_is_told_apart() {
        for (code, expected) in [
            ("def f():\n    return 1\n", true),
            ("for x in y:\n    print(x)\n", true),
            ("import os\nprint(os.name)\n", true),
            (">>> 1 + 1\n2\n", true),
            ("x = 1\n", false),
            ("print('x')\n", false),
            ("import Foundation\n", false),
            ("some plain text\n", false),
            ("SELECT\n", false),
            ("", false),
            ("{\"a\": 1}\n", false),
            ("for (i = 0; i < 3; i++) {\n}\n", false),
        ] {
            assert_eq!(is_clearly_python(code, PythonVersion::PY314), expected, "{code:?}");
        }
    }
}

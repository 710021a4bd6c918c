//! Whether CPython would accept a block of Python.

use ruff_python_ast::Mod;
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};

use super::prepared::Prepared;
use super::{Cause, Fault, FaultKind, Form, Options, Unchecked, Verdict};
use super::{context, guard, syntax, teaching, template, transcript, wording};

/// The verdict on `code`.
///
/// Code that CPython would not take as it stands is also read as notes show it: as a transcript, without the
/// indentation that all of it shares, without magics, with `...` for what is left out. Nothing is said of code that
/// something is yet to be put into, such as a file that a line includes.
pub fn check(code: &str, options: &Options) -> Verdict {
    if code.len() > guard::MAX_LEN {
        return Verdict { faults: Vec::new(), unchecked: Some(Unchecked::TooLarge) };
    }
    if teaching::is_foreign_cell(code) {
        return Verdict::default();
    }
    if options.form == Form::Transcript {
        return check_transcript(code, options);
    }
    let verdict = check_prepared(&Prepared::whole(code), options);
    if verdict.parses() || verdict.unchecked.is_some() {
        return verdict;
    }
    if template::is_template(code) {
        return Verdict::default();
    }
    if transcript::has_prompt(code) {
        return check_transcript(code, options);
    }
    match teaching::dedented(code) {
        Some(dedented) => check_prepared(&dedented, options),
        None => verdict,
    }
}

/// The verdict on each input of a session, and on the code before it.
fn check_transcript(code: &str, options: &Options) -> Verdict {
    let mut verdict = Verdict::default();
    let (head, examples) = transcript::examples(code);
    if !examples.is_empty() && !head.text.trim().is_empty() {
        verdict.take(check_prepared(&head, options));
    }
    for example in examples.iter().filter(|example| !example.expects_error) {
        let found = check_prepared(&example.code, options);
        let incomplete = found.faults.iter().any(|fault| matches!(fault.cause, Cause::NoBlock | Cause::Unclosed));
        if !(incomplete && check_prepared(&example.with_output, options).parses()) {
            verdict.take(found);
        }
    }
    verdict
}

fn check_prepared(prepared: &Prepared, options: &Options) -> Verdict {
    let Some(mut faults) = guard::with_stack(&prepared.text, || check_source(&prepared.text, options)) else {
        return Verdict { faults: Vec::new(), unchecked: Some(Unchecked::TooDeep) };
    };
    for fault in &mut faults {
        fault.range = prepared.locate_range(fault.range);
    }
    Verdict { faults, unchecked: None }
}

fn check_source(source: &str, options: &Options) -> Vec<Fault> {
    let masked = if options.form == Form::Ipython { teaching::without_magics(source) } else { None };
    match read(masked.as_deref().unwrap_or(source), options) {
        Reading::Parses(faults) => faults,
        Reading::Fails { fault, placeholders } => {
            let magic_free = teaching::without_magics(source).map(|text| vec![text]);
            best_reading(source, fault, magic_free.unwrap_or(placeholders), options)
        }
    }
}

/// What became of one attempt to read a source.
enum Reading {
    /// It parses, with these faults of other stages.
    Parses(Vec<Fault>),
    /// It does not parse.
    Fails {
        fault: Fault,
        /// What to try instead.
        placeholders: Vec<String>,
    },
}

/// The faults of the first of `others` that parses; if none does, of the one that parses furthest.
fn best_reading(source: &str, fault: Fault, others: Vec<String>, options: &Options) -> Vec<Fault> {
    let mut furthest = fault;
    for other in others {
        match read(&other, options) {
            Reading::Parses(faults) => return faults,
            Reading::Fails { fault, .. } if fault.range.start > furthest.range.start => furthest = fault,
            Reading::Fails { .. } => {}
        }
    }
    if teaching::says_so(source, furthest.range.start) { Vec::new() } else { vec![furthest] }
}

fn read(source: &str, options: &Options) -> Reading {
    // CPython looks for these before it reads anything: they may not stand in strings and comments either.
    if let Some(at) = source.find('\0') {
        let fault = Fault::at(FaultKind::Syntax, (at..at + 1).into(), "source code cannot contain null bytes");
        return Reading::Fails { fault, placeholders: Vec::new() };
    }
    let version = options.python_version;
    let parsed = parse_unchecked(source, ParseOptions::from(Mode::Module).with_target_version(version));
    // The parser skips a byte-order mark, which in a block is a stray character.
    if (!parsed.errors().is_empty() || source.starts_with('\u{feff}'))
        && let Some(fault) = syntax::fault(source, parsed.errors())
    {
        let placeholders = teaching::placeholder_readings(source, parsed.tokens());
        return Reading::Fails { fault, placeholders };
    }
    if let Some(fault) = syntax::mixed_tabs(source) {
        return Reading::Fails { fault, placeholders: Vec::new() };
    }
    let Mod::Module(module) = parsed.syntax() else { return Reading::Parses(Vec::new()) };
    if let Some(fault) = syntax::in_valid_code(module) {
        return Reading::Parses(vec![fault]);
    }
    if let Some(error) = parsed.unsupported_syntax_errors().first() {
        let message = wording::of_unsupported_syntax(error);
        return Reading::Parses(vec![Fault::new(FaultKind::Syntax, error.range, message)]);
    }
    Reading::Parses(context::check(module, source, version))
}

#[cfg(test)]
mod tests {
    use ruff_python_ast::PythonVersion;

    use super::*;

    /// Checks the faults of `code`, each given as its kind's first letter, the text it is at and its message.
    #[track_caller]
    fn finds(code: &str, expected: &[(char, &str, &str)]) {
        let verdict = check(code, &Options::default());
        let found: Vec<_> = verdict
            .faults
            .iter()
            .map(|fault| {
                let kind = match fault.kind {
                    FaultKind::Syntax => 'S',
                    FaultKind::Context => 'C',
                    FaultKind::Python2 => '2',
                };
                (kind, &code[fault.range.as_usize()], fault.message.as_str())
            })
            .collect();
        assert_eq!(found, expected, "{code:?}");
    }

    #[test]
    fn missing_things_are_shown_where_they_belong() {
        finds("def f(a, b:\n    return a\n", &[('S', "(", "'(' was never closed")]);
        finds("x = [1, 2\ny = 3\n", &[('S', "[", "'[' was never closed")]);
        finds("if x\n    y\n", &[('S', "", "expected ':'")]);
        finds("if x\n    y(\n", &[('S', "", "expected ':'")]);
        finds("I hope\nso (\\)\n", &[('S', "hope", "invalid syntax at 'hope'")]);
        finds("f(\nx y\nz\n", &[('S', "(", "'(' was never closed")]);
        finds("def f():\nx = 1\n", &[('S', "x", "expected an indented block after function definition on line 1")]);
        finds("\nif a:\n", &[('S', "", "expected an indented block after 'if' statement on line 2")]);
        finds("try:\n    x\ny\n", &[('S', "y", "expected 'except' or 'finally' block")]);
        finds("f(a b)\n", &[('S', "a b", "invalid syntax. Perhaps you forgot a comma?")]);
        finds("{1: 2, 3}\n", &[('S', "", "':' expected after dictionary key")]);
        finds("x\n  y\n", &[('S', "  ", "unexpected indent")]);
    }

    #[test]
    fn assignments_gone_wrong_are_explained() {
        let maybe = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
        finds("if x = 1:\n    y\n", &[('S', "x =", maybe)]);
        finds(
            "f() = 1\n",
            &[('S', "f()", "cannot assign to function call here. Maybe you meant '==' instead of '='?")],
        );
        finds("None = 1\n", &[('S', "None", "cannot assign to None")]);
        finds("f(a.b=1)\n", &[('S', "a.b", "expression cannot contain assignment, perhaps you meant \"==\"?")]);
        finds("del f()\n", &[('S', "f()", "cannot delete function call")]);
    }

    #[test]
    fn fields_of_strings_are_explained() {
        let comma = "invalid syntax. Perhaps you forgot a comma?";
        let before = |mark: &str| format!("f-string: valid expression required before '{mark}'");
        for mark in ["}", "!r}", ":x}", "=}"] {
            finds(&format!("f'a{{{mark}'\n"), &[('S', &mark[..1], &before(&mark[..1]))]);
        }
        finds("t'{}'\n", &[('S', "}", "t-string: valid expression required before '}'")]);
        finds("f'{a b}'\n", &[('S', "a b", comma)]);
        finds("f'{import x}'\n", &[('S', "import", "f-string: expecting a valid expression after '{'")]);
        finds("f'{a; b}'\n", &[('S', ";", "f-string: expecting '=', or '!', or ':', or '}'")]);
        finds("f'{a=1}'\n", &[('S', "1", "f-string: expecting '!', or ':', or '}'")]);
        finds("f'{a!r x}'\n", &[('S', "x", "f-string: expecting ':' or '}'")]);
        let conversion = "f-string: invalid conversion character 'x': expected 's', 'r', or 'a'";
        finds("f'{a!x}'\n", &[('S', "x", conversion)]);
        finds("f'{a!}'\n", &[('S', "}", "f-string: missing conversion character")]);
    }

    #[test]
    fn parameters_and_arguments_are_explained() {
        finds("def f(a, /, b, /): pass\n", &[('S', "/", "/ may appear only once")]);
        finds("def f(*a, *b): pass\n", &[('S', "*b", "* argument may appear only once")]);
        finds("def f(/, a): pass\n", &[('S', "/", "at least one argument must precede /")]);
        finds("def f(a, *, /): pass\n", &[('S', "/", "/ must be ahead of *")]);
        finds("def f(a = ): pass\n", &[('S', "=", "expected default value expression")]);
        finds("def f(**a=1): pass\n", &[('S', "=", "var-keyword argument cannot have default value")]);
        finds("def f(*a=1): pass\n", &[('S', "=", "var-positional argument cannot have default value")]);
        finds("def f((a)): pass\n", &[('S', "(a)", "Function parameters cannot be parenthesized")]);
        finds("lambda (a): 1\n", &[('S', "(a)", "Lambda expression parameters cannot be parenthesized")]);
        finds("print(*)\n", &[('S', ")", "Invalid star expression")]);
        let maybe = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
        finds("f(a=b for b in c)\n", &[('S', "a=", maybe)]);
    }

    #[test]
    fn what_is_no_target_is_named() {
        finds("x = yield = 1\n", &[('S', "yield", "assignment to yield expression not possible")]);
        finds("x = (yield) = 1\n", &[('S', "yield", "cannot assign to yield expression")]);
        finds("await = 3\n", &[('S', "=", "invalid syntax at '='")]);
        finds("lambda x: = 3\n", &[('S', "=", "invalid syntax at '='")]);
        finds("x = 5 = y\n", &[('S', "5", "cannot assign to literal")]);
        finds("del *a\n", &[('S', "*a", "cannot delete starred")]);
        finds("{x: 1, y = 2}\n", &[('S', "", "':' expected after dictionary key")]);
        finds("x = {'a': *b}\n", &[('S', "*b", "cannot use a starred expression in a dictionary value")]);
        finds("[x for y]\n", &[('S', "]", "'in' expected after for-loop variables")]);
        finds("from a import\n", &[('S', "\n", "Expected one or more names after 'import'")]);
        let from = "Did you mean to use 'from ... import ...' instead?";
        finds("import a from b\n", &[('S', "import a from b", from)]);
    }

    #[test]
    fn python_2_is_called_so() {
        let print = "Python 2: Missing parentheses in call to 'print'. Did you mean print(...)?";
        finds("print 'a'\nprint 'b'\n", &[('2', "print", print)]);
        finds("if a <> b:\n    c\n", &[('2', "<>", "Python 2: '<>' is now '!='")]);
        finds("x = `y`\n", &[('2', "`y`", "Python 2: backticks are now repr(...)")]);
        finds("try:\n    x\nexcept E, e:\n    y\n", &[('2', ", e", "Python 2: 'except E, e' is now 'except E as e'")]);
        finds("try:\n    x\nexcept A, B:\n    y\n", &[]);
        finds("x = 10L\n", &[('2', "10L", "Python 2: integers of any size are plain, without the suffix 'L'")]);
        finds("x = 0777\n", &[('2', "0777", "Python 2: octal numbers are written with the prefix 0o, as in 0o777")]);
        finds("raise E, 'x'\n", &[('2', "raise E, 'x'", "Python 2: 'raise E, value' is now 'raise E(value)'")]);
    }

    #[test]
    fn the_compiler_is_heard_once_per_cause() {
        finds("return 1\nreturn 2\n", &[('C', "return 1", "'return' outside function")]);
        finds(
            "def f():\n    x = 1\n    global x\n",
            &[('C', "x", "name 'x' is assigned to before global declaration")],
        );
        finds("def f():\n    nonlocal y\n", &[('C', "y", "no binding for nonlocal 'y' found")]);
        finds("match x:\n    case _ | 1: pass\n", &[('C', "_", "wildcard makes remaining patterns unreachable")]);
        let leaves = "'break', 'continue' and 'return' cannot appear in an except* block";
        finds("try:\n    x\nexcept* E:\n    return\n", &[('C', "return", leaves)]);
        finds("await x\nasync for a in b: pass\n[await c for c in d]\n", &[]);
        finds("def f():\n    await x\n", &[('C', "await x", "'await' outside async function")]);
    }

    #[test]
    fn teaching_code_is_silent() {
        for code in [
            "    x = 1\n    if x:\n        y\n",
            ">>> def f():\n...     return 1\n...\n>>> f()\n1\n",
            ">>> def f():\n        return 1\n>>> f()\n1\n",
            ">>> 1 +\n  File \"<stdin>\", line 1\nSyntaxError: invalid syntax\n",
            "%timeit f(x)\n!pip install x\nstr.split?\nfiles = !ls\n",
            "%%bash\nls | wc\n",
            "f(a, b=1, ...)\ndef g(a, b=1, ...):\n    ...\nx = {'a': 1, ...}\n",
            "from a import (b, ...)\n",
            "#| echo: false\nx = 1\n",
            "x = = 1  # SyntaxError: invalid syntax\n",
            "r'''\n>>> x\n'''\n",
            "{!> ../examples/one.py[ln:1-9]!}\n",
            "def f():\n    {{< include _body.py >}}\n",
            "import x\n\n{% if new %}\nx: y = (\n{% endif %}\n",
        ] {
            finds(code, &[]);
        }
    }

    #[test]
    fn faults_in_teaching_code_are_placed() {
        finds("    x = 1\n    y = (\n", &[('S', "(", "'(' was never closed")]);
        finds("  >>> f(1))\n  3\n  >>> g[\n", &[('S', ")", "unmatched ')'"), ('S', "[", "'[' was never closed")]);
        finds("!ls\nx = )\n", &[('S', ")", "unmatched ')'")]);
        finds("page = '''\n{% for x in y %}\n'''\nx = )\n", &[('S', ")", "unmatched ')'")]);
        let closing = "closing parenthesis ']' does not match opening parenthesis '('";
        finds("f(a=1, ...)\ng(]\n", &[('S', "]", closing)]);
    }

    #[test]
    fn the_version_decides() {
        let at = |minor| Options { python_version: PythonVersion { major: 3, minor }, form: Form::Script };
        for (code, since) in
            [("match x:\n    case 1: pass\n", 10), ("type X = int\n", 12), ("t'{x}'\n", 14), ("f'{x['a']}'\n", 12)]
        {
            assert_eq!(check(code, &at(since)).faults, [], "{code}");
            assert_eq!(check(code, &at(since - 1)).faults.len(), 1, "{code}");
        }
        let verdict = check("match x:\n    case 1: pass\n", &at(9));
        let messages: Vec<_> = verdict.faults.iter().map(|fault| fault.message.as_str()).collect();
        assert_eq!(messages, ["cannot use 'match' statement on Python 3.9 (syntax was added in Python 3.10)"]);
    }

    #[test]
    fn hostile_blocks_do_no_harm() {
        let unchecked = |code: &str| check(code, &Options::default()).unchecked;
        assert_eq!(unchecked(&"(".repeat(100_000)), Some(Unchecked::TooDeep));
        assert_eq!(unchecked(&"x".repeat(2 << 20)), Some(Unchecked::TooLarge));
        let prose = "This is prose, and not code at all. ".repeat(3_000);
        assert_eq!(check(&prose, &Options::default()).faults.len(), 1);
        finds("x = 1\0\n", &[('S', "\0", "source code cannot contain null bytes")]);
        finds("x = '\0'\n", &[('S', "\0", "source code cannot contain null bytes")]);
        finds("(  # \0\n", &[('S', "\0", "source code cannot contain null bytes")]);
        finds("\u{feff}x = 1\n", &[('S', "\u{feff}", "invalid non-printable character U+FEFF")]);
    }

    #[test]
    fn ipython_commands_that_the_parser_panics_on_have_a_verdict() {
        let options = |form| Options { form, ..Options::default() };
        for code in ["lambda\n?x\n", "async[}\n?x\n", "!ls\nlambda\n/x\n", "!ls\nlambda\n,x\n", "%time\nlambda\n;x\n"] {
            for form in [Form::Script, Form::Ipython, Form::Transcript] {
                let faults = check(code, &options(form)).faults.len();
                assert_eq!(faults, usize::from(form != Form::Transcript), "{code:?} {form:?}");
            }
        }
    }

    #[test]
    fn what_is_deep_but_allowed_is_walked_on_a_large_stack() {
        let nested = format!("x = {}1{}\n", "(".repeat(190), ")".repeat(190));
        let chain = format!("x = {}1\n", "1 + ".repeat(1_400));
        let ifs: String = (0..95).map(|depth| format!("{}if x:\n", " ".repeat(depth))).collect();
        for code in [nested, chain, format!("{ifs}{}pass\n", " ".repeat(95))] {
            assert_eq!(check(&code, &Options::default()), Verdict::default());
        }
    }
}

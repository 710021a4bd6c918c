//! The verdict on Python blocks, held against CPython itself where there is one on this machine.
#![allow(missing_docs)]

use std::io::Write;
use std::process::{Command, Stdio};

use askdown::syntax::code::{Options, check};
use serde_json::{Value, json};

/// Programs to break, in syntax that Python 3.10 has.
const PROGRAMS: [&str; 8] = [
    "import os\nfrom sys import (argv, path as p)\n\n@decorated(1)\nclass A(B, metaclass=M):\n    x: int = 1\n\n    def f(self, a, /, b=2, *args, c, **kw) -> str:\n        return self.g(a, b, *args, c=c, **kw)\n",
    "def fib(n):\n    a, b = 0, 1\n    while a < n:\n        yield a\n        a, b = b, a + b\n    else:\n        print('done', end='')\n",
    "try:\n    with open('f') as f, g() as h:\n        data = [line.strip() for line in f if line]\nexcept (OSError, ValueError) as e:\n    raise E('x') from e\nelse:\n    pass\nfinally:\n    del data[0], h.x\n",
    "async def main():\n    async with a as b:\n        async for c in b:\n            await c\n    return [x async for x in b]\n",
    "match command.split():\n    case [x, y] if x:\n        pass\n    case {'k': v, **rest} | Point(x=v, y=rest):\n        pass\n    case _:\n        pass\n",
    "x = {1: 'a', **d}\ny = {1, 2, *s}\nz = (lambda a, b=1: a if b else -a)(3)\nassert x == y != z, 'no'\nif (n := len(x)) > 10 and not y or z is None:\n    x[1:2, ::3] += 0x1F\n",
    "def outer():\n    count = 0\n    def inner():\n        nonlocal count\n        global total\n        count += 1\n        total = count\n    for i in range(3):\n        if i == 2:\n            continue\n        break\n    return inner\n",
    "text = 'it''s' \"b\" r'\\d' b'x'\nname = f'{text!r:>10} {1 + 1}'\nlong = '''a\nb'''\nprint(text, *name, sep='')\n",
];

const JUDGE: &str = r"
import ast, json, sys, warnings
warnings.simplefilter('ignore')
def accepts(code):
    try:
        compile(code, 's', 'exec', ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        return True
    except SyntaxError:
        return False
    except (ValueError, RecursionError, MemoryError):
        return None
json.dump([accepts(code) for code in json.load(sys.stdin)], sys.stdout)
";

/// A deterministic row of numbers (Knuth's MMIX generator).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

#[test]
fn the_verdict_is_cpythons() {
    let Some(version) = python_version().filter(|version| *version >= (3, 10)) else { return };
    let mut random = Random(7);
    let mutants: Vec<String> = PROGRAMS
        .iter()
        .flat_map(|program| (0..60).map(|_| mutant(program, &mut random)).collect::<Vec<_>>())
        .filter(|code| !is_teaching(code))
        .collect();
    let options = Options { python_version: version.into(), ..Options::default() };
    let wrong: Vec<_> = mutants
        .iter()
        .zip(judge(&mutants))
        .filter_map(|(code, accepted)| {
            let faults = check(code, &options).faults;
            (accepted? != faults.is_empty()).then(|| format!("{code}\n{faults:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), mutants.len(), wrong.join("\n---\n"));
}

/// Whether notes may hold the code although CPython refuses it.
fn is_teaching(code: &str) -> bool {
    let magic = |line: &str| line.trim_start().starts_with(['%', '!', '?']) || line.trim_end().ends_with('?');
    code.starts_with([' ', '\t']) || code.lines().any(magic)
}

fn python_version() -> Option<(u8, u8)> {
    let print = "import sys; print(*sys.version_info[:2])";
    let output = Command::new("python3").args(["-c", print]).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (major, minor) = text.trim().split_once(' ')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

fn judge(codes: &[String]) -> Vec<Option<bool>> {
    let mut python = Command::new("python3")
        .args(["-c", JUDGE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a started Python");
    let mut input = python.stdin.take().expect("its standard input");
    input.write_all(json!(codes).to_string().as_bytes()).expect("input that is read");
    drop(input);
    let output = python.wait_with_output().expect("its output");
    let verdicts: Vec<Value> = serde_json::from_slice(&output.stdout).expect("a JSON array");
    verdicts.iter().map(Value::as_bool).collect()
}

/// `program` with one token deleted, doubled, swapped with the next or put elsewhere, or with a line's indentation
/// changed.
fn mutant(program: &str, random: &mut Random) -> String {
    let mut tokens = tokens(program);
    let at = random.below(tokens.len() - 1);
    match random.below(6) {
        0 => drop(tokens.remove(at)),
        1 => tokens.insert(at, tokens[at]),
        2 => tokens.swap(at, at + 1),
        3 => {
            let token = tokens.remove(at);
            tokens.insert(random.below(tokens.len()), token);
        }
        4 => {
            tokens[at] = [")", "]", "(", ":", "=", "==", ",", "if", "else", "def", "return", "1", "x"][random.below(13)]
        }
        _ => {
            let indents: Vec<_> = (0..tokens.len()).filter(|&at| tokens[at].starts_with("    ")).collect();
            match indents.len() {
                0 => drop(tokens.remove(at)),
                count => tokens[indents[random.below(count)]] = ["", "  ", "    ", "            "][random.below(4)],
            }
        }
    }
    tokens.concat()
}

/// Words, runs of blanks, and single other characters.
fn tokens(program: &str) -> Vec<&str> {
    let class = |c: char| {
        if c.is_alphanumeric() || c == '_' {
            1
        } else if c == ' ' {
            2
        } else {
            0
        }
    };
    let mut tokens = Vec::new();
    let mut rest = program;
    while let Some(first) = rest.chars().next() {
        let same = |c: char| class(first) != 0 && class(c) == class(first);
        let len = rest.find(|c| !same(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (token, behind) = rest.split_at(len);
        tokens.push(token);
        rest = behind;
    }
    tokens
}

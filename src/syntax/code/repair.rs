//! Ways to mend a block that does not parse, each tried before it is offered.

mod candidate;
mod python2;

use crate::text::Edit;

use super::{Cause, Fault, FaultKind, Options, Verdict, check, lookalike};

/// Blocks larger than this get no repairs: every attempt is a reading of the whole block.
const MAX_LEN: usize = 64 << 10;
/// How many bytes may be read to find the repairs of one fault: every attempt reads the whole block.
const BUDGET: usize = 512 << 10;

/// How often a block of `len` bytes may be read.
fn attempts(len: usize) -> usize {
    (BUDGET / len.max(1)).clamp(4, 200)
}

/// A way to mend a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What it does, in the imperative.
    pub title: String,
    /// The edits, in bytes of the code as it is; each within one line, none overlapping.
    pub edits: Vec<Edit>,
    /// Whether nothing else can have been meant.
    pub certain: bool,
}

/// The repairs of `fault`, which `check` found in `code`. With each of them alone the block parses, or a transcript
/// has one faulty input less.
pub fn repairs(code: &str, fault: &Fault, options: &Options) -> Vec<Repair> {
    if code.len() > MAX_LEN || fault.kind == FaultKind::Context {
        return Vec::new();
    }
    let before = severe(&check(code, options));
    let mends = |text: &str| severe(&check(text, options)) < before;
    if is_repeated(fault.cause) {
        return repeated(code, fault, options, before).into_iter().collect();
    }
    // The candidates of one cause exclude each other; the first is the nearest.
    let candidates = candidate::candidates(code, fault).into_iter().take(attempts(code.len()));
    candidates.into_iter().find(|repair| mends(&apply(code, &repair.edits))).into_iter().collect()
}

fn severe(verdict: &Verdict) -> usize {
    let unread = usize::from(verdict.unchecked.is_some());
    unread + verdict.faults.iter().filter(|fault| fault.kind != FaultKind::Context).count()
}

/// Whether a block that has one such fault tends to have many, so that mending one would not make it parse.
fn is_repeated(cause: Cause) -> bool {
    cause == Cause::Lookalike || python2::title(cause).is_some()
}

/// Mends fault after fault of the kinds that come in numbers, until none is left.
fn repeated(code: &str, first: &Fault, options: &Options, before: usize) -> Option<Repair> {
    let title = python2::title(first.cause).unwrap_or_else(|| lookalike_title(code, first));
    let mut text = code.to_owned();
    let mut edits: Vec<Edit> = Vec::new();
    let mut causes = vec![first.cause];
    let mut fault = first.clone();
    for _ in 0..attempts(code.len()) {
        let step = if fault.cause == Cause::Lookalike {
            plain_characters(&text, &fault)
        } else {
            python2::edits(&text, &fault)
        };
        if step.is_empty() {
            return None;
        }
        text = apply(&text, &step);
        merge(&mut edits, step);
        let verdict = check(&text, options);
        if severe(&verdict) < before {
            causes.dedup();
            let title = if causes.len() > 1 { "Convert to Python 3".to_owned() } else { title };
            edits.sort_by_key(|edit| edit.range);
            return Some(Repair { title, edits, certain: true });
        }
        fault = verdict.faults.into_iter().find(|fault| is_repeated(fault.cause))?;
        if !causes.contains(&fault.cause) {
            causes.push(fault.cause);
        }
    }
    None
}

fn lookalike_title(code: &str, fault: &Fault) -> String {
    match code.get(fault.range.as_usize()).and_then(|text| text.chars().next()).and_then(lookalike::meant) {
        Some("'" | "\"") => "Replace by straight quotes".into(),
        Some(" ") => "Replace by normal spaces".into(),
        Some("") => "Remove the invisible characters".into(),
        Some(plain) => format!("Replace by '{plain}'"),
        None => "Remove the character".into(),
    }
}

/// Puts the character that was meant in the place of each one like the fault's in its line.
fn plain_characters(text: &str, fault: &Fault) -> Vec<Edit> {
    let start = text.get(..fault.range.start as usize).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let wrong = text.get(fault.range.as_usize()).and_then(|text| text.chars().next());
    let Some(meant) = wrong.and_then(lookalike::meant) else { return Vec::new() };
    let alike = line.char_indices().filter(|(_, c)| lookalike::meant(*c) == Some(meant));
    alike.map(|(offset, c)| Edit::replace((start + offset..start + offset + c.len_utf8()).into(), meant)).collect()
}

/// The text after `edits`, which are sorted and apart from each other.
fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut at = 0;
    for edit in edits {
        out += text.get(at..edit.range.start as usize).unwrap_or_default();
        out += &edit.text;
        at = edit.range.end as usize;
    }
    out + text.get(at..).unwrap_or_default()
}

/// Adds `step`, whose ranges are those of the text after `edits`, with ranges of the text before them.
fn merge(edits: &mut Vec<Edit>, step: Vec<Edit>) {
    edits.sort_by_key(|edit| edit.range);
    let earlier = edits.clone();
    let original = |offset: u32| {
        let mut shift = 0i64;
        for edit in &earlier {
            let now = i64::from(edit.range.start) + shift;
            if now + edit.text.len() as i64 > i64::from(offset) {
                break;
            }
            shift += edit.text.len() as i64 - i64::from(edit.range.len());
        }
        u32::try_from(i64::from(offset) - shift).unwrap_or_default()
    };
    edits.extend(step.into_iter().map(|edit| {
        let start = original(edit.range.start);
        Edit::replace(crate::text::TextRange::new(start, start + edit.range.len()), edit.text)
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks what the first repair makes of `code`, and its title; no repair is an empty title.
    #[track_caller]
    fn mends(code: &str, title: &str, expected: &str) {
        let options = Options::default();
        let verdict = check(code, &options);
        let found = verdict.faults.first().map(|fault| repairs(code, fault, &options)).unwrap_or_default();
        let Some(repair) = found.first() else {
            return assert_eq!(("", ""), (title, expected), "no repair of {code:?}: {:?}", verdict.faults);
        };
        assert_eq!((repair.title.as_str(), apply(code, &repair.edits).as_str()), (title, expected), "{code:?}");
    }

    #[test]
    fn what_is_missing_is_inserted() {
        mends("if x\n    y\n", "Insert ':'", "if x:\n    y\n");
        mends("def f(a, b):  # c\n    return g(a\n", "Insert ')'", "def f(a, b):  # c\n    return g(a)\n");
        mends("def f(a, b:\n    pass\n", "Insert ')'", "def f(a, b):\n    pass\n");
        mends("x = [1,\n     2\ny = 3\n", "Insert ']'", "x = [1,\n     2]\ny = 3\n");
        mends("print('a)\n", "Insert \"'\"", "print('a')\n");
        mends("x = \"a\n", "Insert '\"'", "x = \"a\"\n");
        mends("f(a b)\n", "Insert ','", "f(a, b)\n");
        mends("f(a b c)\n", "", "");
    }

    #[test]
    fn what_is_wrong_is_replaced() {
        mends("if x = 1:\n    y\n", "Replace by '=='", "if x == 1:\n    y\n");
        mends("print(“it’s”)\n", "Replace by straight quotes", "print(\"it’s\")\n");
        mends("x\u{a0}=\u{a0}1\ny\u{a0}= 2\n", "Replace by normal spaces", "x = 1\ny = 2\n");
        mends("x\u{200b} = 1\n", "Remove the invisible characters", "x = 1\n");
        mends("if x:\n\ty\n        z\n", "Convert tabs to spaces", "if x:\n        y\n        z\n");
        mends("x = 1\n  y = 2\n  z = 3\n", "Dedent", "x = 1\ny = 2\nz = 3\n");
    }

    #[test]
    fn python_2_is_converted() {
        mends("print 'a'\nprint 'b', c,\n", "Add parentheses", "print('a')\nprint('b', c, end=' ')\n");
        mends("if a <> 10L:\n    print `x`\n", "Convert to Python 3", "if a != 10:\n    print(repr(x))\n");
        mends(
            "try:\n    x\nexcept E, e:\n    raise F, 'g'\n",
            "Convert to Python 3",
            "try:\n    x\nexcept E as e:\n    raise F('g')\n",
        );
        mends("exec code in ns\n", "Add parentheses", "exec(code, ns)\n");
        mends("os.chmod(p, 0755)\n", "Write the octal number with '0o'", "os.chmod(p, 0o755)\n");
        mends(">>> print 1\n1\n>>> f((\n", "Add parentheses", ">>> print(1)\n1\n>>> f((\n");
    }
}

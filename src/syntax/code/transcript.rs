//! Interpreter sessions: `>>>` and `...` prompts, or IPython's `In [1]:`, with output between them.

use crate::text::TextRange;

use super::prepared::Prepared;

/// One input of a session.
pub(super) struct Example {
    /// The code without its prompts.
    pub code: Prepared,
    /// The same and the lines behind it up to the next prompt, for sessions whose continuation lines have no prompts.
    pub with_output: Prepared,
    /// Whether the output says that the input is no Python, or a directive says not to run it.
    pub expects_error: bool,
}

/// Whether some line of `code` starts with a prompt.
pub(super) fn has_prompt(code: &str) -> bool {
    code.lines().any(|line| prompt(line).is_some())
}

/// The code before the first prompt, and the inputs.
pub(super) fn examples(code: &str) -> (Prepared, Vec<Example>) {
    let mut head = Prepared::new();
    let mut examples: Vec<Example> = Vec::new();
    let mut in_input = false;
    let mut offset = 0;
    for line in code.split_inclusive('\n') {
        let whole = TextRange::from(offset..offset + line.len());
        let text_end = offset + line.trim_end_matches(['\r', '\n']).len();
        let behind = |len: u32| TextRange::new((whole.start + len).min(text_end as u32), whole.end);
        offset += line.len();
        if let Some(len) = prompt(line) {
            in_input = true;
            let expects_error = line.contains("doctest: +SKIP");
            examples.push(Example { code: Prepared::new(), with_output: Prepared::new(), expects_error });
            if let Some(example) = examples.last_mut() {
                example.code.push(code, behind(len));
                example.with_output.push(code, behind(len));
            }
            continue;
        }
        let Some(example) = examples.last_mut() else {
            head.push(code, whole);
            continue;
        };
        match continuation(line).filter(|_| in_input) {
            Some(len) => {
                example.code.push(code, behind(len));
                example.with_output.push(code, behind(len));
            }
            None => {
                in_input = false;
                example.with_output.push(code, whole);
                let output = line.trim_start();
                example.expects_error |=
                    ["SyntaxError", "IndentationError", "TabError"].iter().any(|name| output.starts_with(name));
            }
        }
    }
    (head, examples)
}

/// The length of the prompt that `line` starts with, its indentation and the blank behind it included.
fn prompt(line: &str) -> Option<u32> {
    let input = line.trim_start();
    let indent = line.len() - input.len();
    let mark = match input.strip_prefix("In [") {
        Some(rest) => {
            let digits = rest.find(|c: char| !c.is_ascii_digit())?;
            rest.get(digits..)?.starts_with("]:").then_some(4 + digits + 2)?
        }
        None => input.starts_with(">>>").then_some(3)?,
    };
    Some((indent + mark + usize::from(input.get(mark..)?.starts_with(' '))) as u32)
}

/// The length of the continuation prompt that `line` starts with.
fn continuation(line: &str) -> Option<u32> {
    let input = line.trim_start();
    let indent = line.len() - input.len();
    let rest = input.trim_start_matches('.');
    let dots = input.len() - rest.len();
    // `...:` is IPython's, which has a dot more for each digit of a long number; of `....` or `...x` nothing is known.
    let colon = rest.starts_with(':');
    if dots < 3 || (dots > 3 && !colon) {
        return None;
    }
    let mark = dots + usize::from(colon);
    let rest = input.get(mark..)?;
    let blank = rest.is_empty() || rest.starts_with([' ', '\n', '\r', '\t']);
    blank.then(|| (indent + mark + usize::from(rest.starts_with(' '))) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_are_stripped_and_output_is_told_apart() {
        let code = "x = 1\n  >>> def f():\n  ...     return 1\n  ...\n  >>> f()\n  1\n  ...\n  >>>\nIn [12]: y\n   ...: z\nOut[12]: 3\n\
            In [345]: y\n   .....: z\n....:\n....\n";
        let (head, examples) = examples(code);
        assert_eq!(head.text, "x = 1\n");
        let inputs: Vec<_> = examples.iter().map(|example| example.code.text.as_str()).collect();
        assert_eq!(inputs, ["def f():\n    return 1\n\n", "f()\n", "\n", "y\nz\n", "y\nz\n\n"]);
        for example in &examples {
            for (offset, c) in example.code.text.char_indices() {
                let at = example.code.locate(offset as u32) as usize;
                assert!(code[at..].starts_with(c), "{offset} is found at {at}");
            }
        }
    }
}

//! CPython's words for what its parser would fail on.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{LexicalErrorType, ParseError, ParseErrorType as Error};

use crate::text::TextRange;

use super::super::lexer::Kind;
use super::super::{Cause, Fault, FaultKind, wording};
use super::site::Site;
use super::{field, parameter, target};

/// The fault for `error`, which stands at `site`.
pub(super) fn explain(site: &Site<'_>, error: &ParseError) -> Fault {
    let at = TextRange::new(error.location.start().into(), error.location.end().into());
    let (range, message, cause) = field::explain(site, error)
        .or_else(|| assignment(site, at))
        .or_else(|| indentation(site, error, at))
        .or_else(|| parameter::explain(site, error))
        .or_else(|| missing(site, error))
        .or_else(|| known(site, error, at))
        .or_else(|| forgotten_comma(site))
        .unwrap_or_else(|| (at, generic(site, error), Cause::Other));
    Fault::at(FaultKind::Syntax, range, message).because(cause)
}

pub(super) type Explained = Option<(TextRange, String, Cause)>;

fn text<'a>(site: &Site<'a>, range: TextRange) -> &'a str {
    site.source.get(range.as_usize()).unwrap_or_default()
}

/// `invalid syntax`, and what the parser's crate says beyond that.
fn generic(site: &Site<'_>, error: &ParseError) -> String {
    let detail = match &error.error {
        Error::SimpleStatementsOnSameLine | Error::ExpectedExpression | Error::UnexpectedExpressionToken => {
            match site.text(site.index) {
                "" => return "invalid syntax: the line ends too early".into(),
                token => return format!("invalid syntax at '{}'", shortened(token)),
            }
        }
        Error::Lexical(LexicalErrorType::UnrecognizedToken { tok }) => {
            return format!("invalid syntax: '{tok}' has no meaning in Python");
        }
        other => other.to_string().replace('`', "'"),
    };
    format!("invalid syntax: {}", wording::lower_first(detail.trim_end_matches('.')))
}

fn shortened(token: &str) -> String {
    let line = token.lines().next().unwrap_or_default();
    if line.chars().count() > 20 { line.chars().take(20).chain(['…']).collect() } else { line.to_owned() }
}

/// Blocks that are indented wrongly, or not at all.
fn indentation(site: &Site<'_>, error: &ParseError, at: TextRange) -> Explained {
    match &error.error {
        Error::UnexpectedIndentation => {
            // The indentation is the token before the one that the line starts with.
            let indent = (0..site.tokens.len())
                .find(|&index| site.kind(index) == Some(Kind::Indent) && site.range(index).end >= at.start);
            let range = indent.map_or(at, |index| site.range(index));
            Some((range, "unexpected indent".into(), Cause::UnexpectedIndent))
        }
        Error::OtherError(words) if words.starts_with("Expected an indented block after ") => {
            let words = words.trim_start_matches("Expected an indented block after ");
            let statement = if words.contains("function") {
                "function definition".into()
            } else if words.contains("class") {
                "class definition".into()
            } else {
                format!("'{}' statement", words.split('`').nth(1).unwrap_or_default())
            };
            // The header ends with the last line end at or before the error.
            let header = (0..site.tokens.len())
                .rev()
                .find(|&index| site.kind(index) == Some(Kind::Newline) && site.range(index).start <= at.start)?;
            let line = site.line(site.range(site.line_start(header)).start);
            let next = (header + 1..site.tokens.len())
                .find(|&index| !matches!(site.kind(index), Some(Kind::Indent | Kind::Dedent)));
            let range = match next {
                Some(next) => site.range(next),
                None => TextRange::empty(site.source.len() as u32),
            };
            Some((range, format!("expected an indented block after {statement} on line {line}"), Cause::NoBlock))
        }
        Error::OtherError(words) if words.starts_with("Expected `except` or `finally`") => {
            Some((at, "expected 'except' or 'finally' block".into(), Cause::Other))
        }
        _ => None,
    }
}

/// A colon, a bracket or an expression that is missing.
fn missing(site: &Site<'_>, error: &ParseError) -> Explained {
    let place = TextRange::empty(site.previous_end());
    let in_braces = site.opener(site.index).is_some_and(|opener| site.text(opener) == "{");
    match &error.error {
        Error::ExpectedToken { expected: TokenKind::Colon, .. } if in_braces => {
            Some((place, "':' expected after dictionary key".into(), Cause::Other))
        }
        Error::ExpectedToken { expected: TokenKind::Colon, found: TokenKind::Newline } => {
            Some((place, "expected ':'".into(), Cause::MissingColon))
        }
        Error::ExpectedToken { expected: TokenKind::Colon, .. } => {
            let keyword = site.text(site.line_start(site.index));
            let forced = matches!(keyword, "def" | "else" | "try" | "finally" | "async");
            forced.then(|| (place, "expected ':'".into(), Cause::MissingColon))
        }
        Error::ExpectedToken { expected: TokenKind::Lpar, .. } => Some((place, "expected '('".into(), Cause::Other)),
        Error::ExpectedToken { expected: TokenKind::In, .. } if site.opener(site.index).is_some() => {
            Some((site.range(site.index), "'in' expected after for-loop variables".into(), Cause::Other))
        }
        Error::ExpectedToken { expected: TokenKind::Else, .. } => {
            Some((place, "expected 'else' after 'if' expression".into(), Cause::Other))
        }
        Error::ExpectedExpression | Error::OtherError(_)
            if in_braces && site.previous() == ":" && matches!(site.text(site.index), "}" | ",") =>
        {
            Some((place, "expression expected after dictionary key and ':'".into(), Cause::Other))
        }
        _ => None,
    }
}

/// `=` where a comparison or a name was meant, and targets that cannot be assigned to.
fn assignment(site: &Site<'_>, at: TextRange) -> Explained {
    // The operator is the failing token, or follows the expression that failed.
    let equal = (site.index..site.tokens.len()).find(|&index| {
        site.text(index) == "=" || site.range(index).start > at.end || site.kind(index) == Some(Kind::Newline)
    })?;
    if site.text(equal) != "=" {
        return None;
    }
    let start = element_start(site, equal);
    let element = site.range(start).cover(site.range(equal.checked_sub(1)?));
    let in_call = site.opener(equal).filter(|&opener| is_call(site, opener)).is_some();
    let keyword = site.text(site.line_start(equal));
    let condition = matches!(keyword, "if" | "elif" | "while" | "assert" | "return") && site.opener(equal).is_none();
    let written = text(site, element);
    let is_name = equal == start + 1 && site.kind(start) == Some(Kind::Name);
    if in_call {
        return match target::name(written)? {
            constant @ ("None" | "True" | "False") => {
                Some((element, format!("cannot assign to {constant}"), Cause::Other))
            }
            "name" => None,
            _ => Some((
                element,
                "expression cannot contain assignment, perhaps you meant \"==\"?".into(),
                Cause::EqualForComparison,
            )),
        };
    }
    if !condition && site.opener(equal).is_none() {
        return None;
    }
    let opener = site.opener(equal).filter(|&opener| site.text(opener) == "{");
    if opener.is_some_and(|opener| site.flat(opener + 1, equal).iter().any(|&at| site.text(at) == ":")) {
        let message = "':' expected after dictionary key";
        return Some((TextRange::empty(element.end), message.into(), Cause::Other));
    }
    if is_name && !matches!(written, "None" | "True" | "False") {
        let range = element.cover(site.range(equal));
        let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
        return Some((range, message.into(), Cause::EqualForComparison));
    }
    let name = target::is_operand(written).then(|| target::name(written))??;
    let message = format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?");
    Some((element, message, Cause::EqualForComparison))
}

/// Whether the bracket at `opener` opens the arguments of a call.
fn is_call(site: &Site<'_>, opener: usize) -> bool {
    let Some(before) = opener.checked_sub(1).filter(|_| site.text(opener) == "(") else { return false };
    let callee = match site.kind(before) {
        Some(Kind::Name) => !is_keyword(site.text(before)),
        Some(Kind::Operator) => matches!(site.text(before), ")" | "]"),
        _ => false,
    };
    callee && !(before > 0 && site.text(before - 1) == "def")
}

/// The first token of the operand that ends before the token at `index`.
fn element_start(site: &Site<'_>, index: usize) -> usize {
    let start = site.opener(index).map_or(site.line_start(index), |opener| opener + 1);
    let parts = |text: &str| {
        matches!(
            text,
            "," | ";"
                | ":"
                | "="
                | ":="
                | "if"
                | "elif"
                | "while"
                | "else"
                | "in"
                | "for"
                | "lambda"
                | "and"
                | "or"
                | "assert"
                | "return"
                | "yield"
                | "case"
                | "as"
                | "is"
                | "<"
                | ">"
                | "=="
                | "!="
                | "<="
                | ">="
        )
    };
    let flat = site.flat(start, index);
    flat.into_iter().rev().find(|&at| parts(site.text(at))).map_or(start, |at| at + 1)
}

/// Two expressions side by side in brackets.
pub(super) fn forgotten_comma(site: &Site<'_>) -> Explained {
    let opener = site.opener(site.index)?;
    let ends = match site.kind(site.index.checked_sub(1)?)? {
        Kind::Name => !is_keyword(site.previous()) || is_constant(site.previous()),
        Kind::Number | Kind::String => true,
        Kind::Operator => matches!(site.previous(), ")" | "]" | "}"),
        _ => false,
    };
    let starts = match site.kind(site.index)? {
        Kind::Name => !is_keyword(site.text(site.index)) || is_constant(site.text(site.index)),
        Kind::Number | Kind::String => true,
        _ => false,
    };
    let header = site.text(site.line_start(site.index));
    let in_import = matches!(header, "from" | "import");
    let in_parameters = opener >= 2 && site.text(opener - 2) == "def";
    let start = element_start(site, site.index);
    let bare_parameter = in_parameters && !matches!(start.checked_sub(1).map(|at| site.text(at)), Some(":" | "="));
    let prefix = site.kind(start) == Some(Kind::Name) && site.kind(start + 1) == Some(Kind::String);
    let soft = matches!(site.text(start), "match" | "case" | "type" | "_");
    if !ends || !starts || in_import || bare_parameter || prefix || soft {
        return None;
    }
    let range = site.range(start).cover(site.range(site.index));
    Some((range, "invalid syntax. Perhaps you forgot a comma?".into(), Cause::MissingComma))
}

/// Errors that both parsers know by name.
fn known(site: &Site<'_>, error: &ParseError, at: TextRange) -> Explained {
    let written = text(site, at);
    let header = site.text(site.line_start(site.index));
    let message: String = match &error.error {
        Error::UnparenthesizedGeneratorExpression if header != "class" => {
            "Generator expression must be parenthesized".into()
        }
        Error::PositionalAfterKeywordArgument => "positional argument follows keyword argument".into(),
        Error::PositionalAfterKeywordUnpacking => "positional argument follows keyword argument unpacking".into(),
        Error::InvalidArgumentUnpackingOrder => "iterable argument unpacking follows keyword argument unpacking".into(),
        Error::NonDefaultParamAfterDefaultParam => {
            "parameter without a default follows parameter with a default".into()
        }
        Error::ExpectedKeywordParam => "named arguments must follow bare *".into(),
        Error::ParamAfterVarKeywordParam => "arguments cannot follow var-keyword argument".into(),
        Error::InvalidAssignmentTarget => return invalid_target(site, at),
        Error::InvalidAnnotatedAssignmentTarget => return Some(invalid_annotation(site, at)),
        Error::InvalidAugmentedAssignmentTarget => {
            let name = target::name(written)?;
            format!("'{name}' is an illegal expression for augmented assignment")
        }
        Error::InvalidNamedAssignmentTarget => {
            format!("cannot use assignment expressions with {}", target::name(written)?)
        }
        Error::InvalidDeleteTarget if written.starts_with('*') => "cannot delete starred".into(),
        Error::InvalidDeleteTarget => format!("cannot delete {}", target::culprit(written)?),
        Error::InvalidStarredExpressionUsage if site.opener(site.index).is_some_and(|at| site.text(at) == "{") => {
            let is_value = site.previous() == ":" && !written.starts_with("**");
            is_value.then(|| "cannot use a starred expression in a dictionary value".into())?
        }
        Error::InvalidStarredExpressionUsage => "cannot use starred expression here".into(),
        Error::ExpectedExpression if site.previous() == "*" && matches!(site.text(site.index), ")" | ",") => {
            "Invalid star expression".into()
        }
        Error::EmptyImportNames if site.kind(site.index) == Some(Kind::Newline) => {
            "Expected one or more names after 'import'".into()
        }
        _ if header == "import" && site.text(site.index) == "from" => {
            let names = site.range(site.line_start(site.index));
            let end = site.source.get(at.end as usize..).unwrap_or_default().lines().next().unwrap_or_default();
            let line = TextRange::new(names.start, at.end + end.trim_end().len() as u32);
            return Some((line, "Did you mean to use 'from ... import ...' instead?".into(), Cause::Other));
        }
        Error::IterableUnpackingInComprehension => "iterable unpacking cannot be used in comprehension".into(),
        Error::Lexical(LexicalErrorType::UnicodeError) => unicode_error(written),
        Error::Lexical(LexicalErrorType::MissingUnicodeLbrace | LexicalErrorType::MissingUnicodeRbrace) => {
            "(unicode error) malformed \\N character escape".into()
        }
        Error::Lexical(LexicalErrorType::InvalidByteLiteral) => {
            "bytes can only contain ASCII literal characters".into()
        }
        Error::OtherError(words) => match words.as_str() {
            "Bytes literal cannot be mixed with non-bytes literals" => "cannot mix bytes and nonbytes literals".into(),
            "Only single target (not tuple) can be annotated" | "Only single target (not list) can be annotated" => {
                words.replacen("Only", "only", 1)
            }
            "Trailing comma not allowed" if header == "from" => {
                "trailing comma not allowed without surrounding parentheses".into()
            }
            "Multiple exception types must be parenthesized when using `as`" => {
                "multiple exception types must be parenthesized when using 'as'".into()
            }
            "Cannot have both 'except' and 'except*' on the same 'try'" => {
                "cannot have both 'except' and 'except*' on the same 'try'".into()
            }
            "Positional patterns cannot follow keyword patterns" => {
                "positional patterns follow keyword patterns".into()
            }
            "Expected one or more exception types" => "expected one or more exception types".into(),
            _ => return None,
        },
        Error::FStringError(kind) => format!("f-string: {}", kind.to_string().replace('`', "'")),
        Error::TStringError(kind) => format!("t-string: {}", kind.to_string().replace('`', "'")),
        _ => return None,
    };
    Some((at, message, Cause::Other))
}

/// A statement's target that cannot be assigned to, such as a call.
fn invalid_target(site: &Site<'_>, at: TextRange) -> Explained {
    let written = text(site, at);
    if written.starts_with("yield") {
        let is_bare = !site.source.get(..at.start as usize).unwrap_or_default().trim_end().ends_with('(');
        let bare = "assignment to yield expression not possible";
        let message = if is_bare { bare } else { "cannot assign to yield expression" };
        return Some((at, message.into(), Cause::Other));
    }
    let Some(name) = target::culprit(written) else {
        // No expression at all, such as `await`: the `=` behind it is one token too many.
        let equal = site.tokens.iter().find(|token| token.range.start >= at.end)?;
        return Some((equal.range, format!("invalid syntax at '{}'", text(site, equal.range)), Cause::Other));
    };
    let behind = site.source.get(at.end as usize..).unwrap_or_default().lines().next().unwrap_or_default();
    let is_last = |line: &str| line.trim_start_matches([')', ' ']).starts_with('=') && line.matches('=').count() == 1;
    let start = site.source.get(..at.start as usize).unwrap_or_default().rfind('\n').map_or(0, |end| end + 1);
    let is_first = !site.source.get(start..at.start as usize).unwrap_or_default().contains('=');
    if is_first && is_last(behind) && target::is_operand(written) && !matches!(name, "None" | "True" | "False") {
        let message = format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?");
        return Some((at, message, Cause::Other));
    }
    Some((at, format!("cannot assign to {name}"), Cause::Other))
}

/// A colon behind what is no name: an annotation, or a statement whose keyword is missing.
fn invalid_annotation(site: &Site<'_>, at: TextRange) -> (TextRange, String, Cause) {
    let colon = (0..site.tokens.len()).find(|&index| site.range(index).start >= at.end && site.text(index) == ":");
    match colon.filter(|&colon| site.kind(colon + 1) == Some(Kind::Newline)) {
        Some(colon) => {
            (site.range(colon), "invalid syntax: a block needs a keyword such as 'if' or 'def'".into(), Cause::Other)
        }
        None => (at, "illegal target for annotation".into(), Cause::Other),
    }
}

/// An escape that no character is written as.
fn unicode_error(escape: &str) -> String {
    let what = match escape.trim_start_matches('\\').chars().next() {
        Some('x') => "truncated \\xXX escape",
        Some('u') => "truncated \\uXXXX escape",
        Some('U') => "truncated \\UXXXXXXXX escape; write a Windows path as a raw string, r'…'",
        Some('N') => "unknown Unicode character name",
        _ => "the string has an escape that stands for no character",
    };
    format!("(unicode error) {what}")
}

fn is_constant(word: &str) -> bool {
    matches!(word, "None" | "True" | "False" | "lambda" | "not" | "await")
}

/// The reserved words of Python 3 (reference, "Keywords").
pub(super) fn is_keyword(word: &str) -> bool {
    const KEYWORDS: [&str; 35] = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
        "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ];
    KEYWORDS.binary_search(&word).is_ok()
}

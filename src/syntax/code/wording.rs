//! CPython's words for what the parser's crate words otherwise.

use ruff_python_ast::IrrefutablePatternKind;
use ruff_python_parser::UnsupportedSyntaxError;
use ruff_python_parser::semantic_errors::{
    AwaitOutsideAsyncFunctionKind, InvalidExpressionPosition, SemanticSyntaxError, SemanticSyntaxErrorKind,
    WriteToDebugKind, YieldOutsideFunctionKind,
};

/// What CPython's compiler says to `error`.
pub(super) fn of_semantic_error(error: &SemanticSyntaxError, source: &str) -> String {
    use SemanticSyntaxErrorKind as Kind;
    let text = source.get(std::ops::Range::<usize>::from(error.range)).unwrap_or_default();
    let name = text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    match &error.kind {
        Kind::LateFutureImport => "from __future__ imports must occur at the beginning of the file".into(),
        Kind::ReboundComprehensionVariable => {
            format!("assignment expression cannot rebind comprehension iteration variable '{name}'")
        }
        Kind::DuplicateTypeParameter => format!("duplicate type parameter '{}'", text.trim_start_matches('*')),
        Kind::TypeParameterDefaultOrder(name) => {
            format!("non-default type parameter '{name}' follows default type parameter")
        }
        Kind::MultipleCaseAssignment(name) => format!("multiple assignments to name '{name}' in pattern"),
        Kind::MultipleStarredNamesInSequencePattern => "multiple starred names in sequence pattern".into(),
        Kind::IrrefutableCasePattern(kind) => of_irrefutable_pattern(kind),
        Kind::WriteToDebug(WriteToDebugKind::Store) => "cannot assign to __debug__".into(),
        Kind::WriteToDebug(WriteToDebugKind::Delete(_)) => "cannot delete __debug__".into(),
        Kind::InvalidExpression(kind, position) => {
            format!("{kind} cannot be used within {}", position_with_article(*position))
        }
        Kind::DuplicateMatchKey(key) => format!("mapping pattern checks duplicate key ({key})"),
        Kind::DuplicateMatchClassAttribute(name) => format!("attribute name repeated in class pattern: {name}"),
        Kind::InvalidStarExpression => "can't use starred expression here".into(),
        Kind::AsyncComprehensionInSyncComprehension(_)
        | Kind::AwaitOutsideAsyncFunction(AwaitOutsideAsyncFunctionKind::AsyncComprehension) => {
            "asynchronous comprehension outside of an asynchronous function".into()
        }
        Kind::AwaitOutsideAsyncFunction(AwaitOutsideAsyncFunctionKind::Await) => {
            "'await' outside async function".into()
        }
        Kind::AwaitOutsideAsyncFunction(AwaitOutsideAsyncFunctionKind::AsyncFor) => {
            "'async for' outside async function".into()
        }
        Kind::AwaitOutsideAsyncFunction(AwaitOutsideAsyncFunctionKind::AsyncWith) => {
            "'async with' outside async function".into()
        }
        Kind::YieldOutsideFunction(YieldOutsideFunctionKind::Yield) => "'yield' outside function".into(),
        Kind::YieldOutsideFunction(YieldOutsideFunctionKind::YieldFrom) => "'yield from' outside function".into(),
        Kind::YieldOutsideFunction(YieldOutsideFunctionKind::Await) => "'await' outside function".into(),
        Kind::ReturnOutsideFunction => "'return' outside function".into(),
        Kind::DuplicateParameter(name) => format!("duplicate argument '{name}' in function definition"),
        Kind::DuplicateKeywordArgument(name) => format!("keyword argument repeated: {name}"),
        Kind::YieldFromInAsyncFunction => "'yield from' inside async function".into(),
        Kind::NonModuleImportStar(_) => "import * only allowed at module level".into(),
        Kind::MultipleStarredExpressions => "multiple starred expressions in assignment".into(),
        Kind::FutureFeatureNotDefined(name) if name == "braces" => "not a chance".into(),
        Kind::FutureFeatureNotDefined(name) => format!("future feature {name} is not defined"),
        Kind::BreakOutsideLoop => "'break' outside loop".into(),
        Kind::ContinueOutsideLoop => "'continue' not properly in loop".into(),
        Kind::ReturnInGenerator => "'return' with value in async generator".into(),
        Kind::GlobalParameter(name) => format!("name '{name}' is parameter and global"),
        Kind::NonlocalParameter(name) => format!("name '{name}' is parameter and nonlocal"),
        // The others are worded as in CPython, but for the quotes.
        _ => lower_first(&error.to_string().replace('`', "'")),
    }
}

/// What there is to say to syntax that the version of Python lacks, where CPython just says `invalid syntax`.
pub(super) fn of_unsupported_syntax(error: &UnsupportedSyntaxError) -> String {
    lower_first(&error.to_string().replace('`', "'"))
}

/// `text` with a small letter at its start.
pub(super) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(char::to_lowercase).into_iter().flatten().chain(chars).collect()
}

/// What CPython says to a pattern that matches everything before other patterns.
pub(super) fn of_irrefutable_pattern(kind: &IrrefutablePatternKind) -> String {
    match kind {
        IrrefutablePatternKind::Name(name) => format!("name capture '{name}' makes remaining patterns unreachable"),
        IrrefutablePatternKind::Wildcard => "wildcard makes remaining patterns unreachable".into(),
    }
}

fn position_with_article(position: InvalidExpressionPosition) -> &'static str {
    match position {
        InvalidExpressionPosition::TypeVarBound => "a TypeVar bound",
        InvalidExpressionPosition::TypeVarDefault => "a TypeVar default",
        InvalidExpressionPosition::TypeVarTupleDefault => "a TypeVarTuple default",
        InvalidExpressionPosition::ParamSpecDefault => "a ParamSpec default",
        InvalidExpressionPosition::TypeAnnotation => "an annotation",
        InvalidExpressionPosition::GenericDefinition => "the definition of a generic",
        InvalidExpressionPosition::TypeAlias => "a type alias",
    }
}

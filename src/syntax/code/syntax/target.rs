//! What CPython calls an expression that cannot be assigned to.

use ruff_python_ast::Expr;
use ruff_python_parser::parse_expression;

/// CPython's name (`_PyPegen_get_expr_name`) for the expression `text`.
pub(super) fn name(text: &str) -> Option<&'static str> {
    let parsed = parse_expression(text).ok()?;
    Some(name_of(parsed.expr()))
}

/// The name of the innermost part of `text` that is no target, as in `a, f() = 1`.
pub(super) fn culprit(text: &str) -> Option<&'static str> {
    let parsed = parse_expression(text).ok()?;
    Some(name_of(innermost(parsed.expr())))
}

/// Whether CPython would take `=` after `text` for a comparison gone wrong: operands of comparisons, but no display.
pub(super) fn is_operand(text: &str) -> bool {
    parse_expression(text).is_ok_and(|parsed| {
        !matches!(
            parsed.expr(),
            Expr::List(_)
                | Expr::Tuple(_)
                | Expr::Generator(_)
                | Expr::BooleanLiteral(_)
                | Expr::NoneLiteral(_)
                | Expr::BoolOp(_)
                | Expr::Compare(_)
                | Expr::If(_)
                | Expr::Lambda(_)
                | Expr::Named(_)
                | Expr::Yield(_)
                | Expr::YieldFrom(_)
        ) && !matches!(parsed.expr(), Expr::UnaryOp(operation) if operation.op.is_not())
    })
}

fn innermost(expr: &Expr) -> &Expr {
    let elements = match expr {
        Expr::Tuple(tuple) => &tuple.elts,
        Expr::List(list) => &list.elts,
        Expr::Starred(starred) => return innermost(&starred.value),
        _ => return expr,
    };
    let is_target = |element: &&Expr| {
        matches!(
            innermost(element),
            Expr::Name(_) | Expr::Attribute(_) | Expr::Subscript(_) | Expr::Tuple(_) | Expr::List(_)
        )
    };
    elements.iter().find(|element| !is_target(element)).map_or(expr, |element| innermost(element))
}

fn name_of(expr: &Expr) -> &'static str {
    match expr {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) => "expression",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) => "f-string expression",
        Expr::TString(_) => "t-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(literal) if literal.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => "literal",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        Expr::Slice(_) | Expr::IpyEscapeCommand(_) => "expression",
    }
}

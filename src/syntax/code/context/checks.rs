//! What the compiler rejects and the parser's crate lets pass.

use ruff_python_ast::{ExceptHandler, Expr, Pattern, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::{Compiler, wording};

impl Compiler<'_> {
    /// Faults of statements that `SemanticSyntaxChecker` lets pass.
    pub(super) fn check_statement(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Try(statement) => {
                let bare = |handler: &ExceptHandler| match handler {
                    ExceptHandler::ExceptHandler(handler) => handler.type_.is_none(),
                };
                let last = statement.handlers.len().saturating_sub(1);
                if let Some(handler) = statement.handlers.iter().take(last).find(|handler| bare(handler)) {
                    let keyword = TextRange::at(handler.start(), 6.into());
                    self.report(keyword, "default 'except:' must be last");
                }
                if statement.is_star {
                    for ExceptHandler::ExceptHandler(handler) in &statement.handlers {
                        self.leaves_except_star(&handler.body, false);
                    }
                }
            }
            Stmt::Expr(statement) => self.starred(&statement.value),
            Stmt::AugAssign(statement) => self.starred(&statement.value),
            Stmt::AnnAssign(statement) => {
                if let Some(value) = &statement.value {
                    self.starred(value);
                }
            }
            _ => {}
        }
    }

    pub(super) fn starred(&mut self, value: &Expr) {
        if value.is_starred_expr() {
            self.report(value.range(), "can't use starred expression here");
        }
    }

    /// PEP 654: control must not leave an `except*` block by `break`, `continue` or `return`.
    fn leaves_except_star(&mut self, body: &[Stmt], in_loop: bool) {
        for stmt in body {
            let leaves = match stmt {
                Stmt::Return(_) => true,
                Stmt::Break(_) | Stmt::Continue(_) => !in_loop,
                _ => false,
            };
            if leaves {
                let message = "'break', 'continue' and 'return' cannot appear in an except* block";
                self.report(stmt.range(), message);
            }
            let is_loop = matches!(stmt, Stmt::For(_) | Stmt::While(_));
            for (child, looped) in bodies(stmt) {
                self.leaves_except_star(child, in_loop || (is_loop && looped));
            }
        }
    }

    pub(super) fn check_expression(&mut self, expr: &Expr) {
        match expr {
            Expr::Attribute(attribute) if attribute.attr.as_str() == "__debug__" && !attribute.ctx.is_load() => {
                let verb = if attribute.ctx.is_del() { "delete" } else { "assign to" };
                self.report(attribute.attr.range(), &format!("cannot {verb} __debug__"));
            }
            Expr::Call(call) => {
                for keyword in &call.arguments.keywords {
                    if let Some(name) = keyword.arg.as_ref().filter(|name| name.as_str() == "__debug__") {
                        self.report(name.range(), "cannot assign to __debug__");
                    }
                }
            }
            _ => {}
        }
    }

    pub(super) fn check_pattern(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::MatchOr(alternatives) => {
                let last = alternatives.patterns.len().saturating_sub(1);
                for alternative in alternatives.patterns.iter().take(last) {
                    if let Some(irrefutable) = alternative.irrefutable_pattern() {
                        let message = wording::of_irrefutable_pattern(&irrefutable.kind);
                        self.report(irrefutable.range, &message);
                    }
                }
            }
            Pattern::MatchValue(value) => self.formatted(&value.value),
            Pattern::MatchMapping(mapping) => mapping.keys.iter().for_each(|key| self.formatted(key)),
            _ => {}
        }
    }

    fn formatted(&mut self, value: &Expr) {
        if matches!(value, Expr::FString(_) | Expr::TString(_)) {
            self.report(value.range(), "patterns may only match literals and attribute lookups");
        }
    }
}

/// The bodies of a compound statement that belong to the same function, and whether each is repeated by a loop.
fn bodies(stmt: &Stmt) -> Vec<(&[Stmt], bool)> {
    match stmt {
        Stmt::For(statement) => vec![(&statement.body, true), (&statement.orelse, false)],
        Stmt::While(statement) => vec![(&statement.body, true), (&statement.orelse, false)],
        Stmt::With(statement) => vec![(&statement.body, false)],
        Stmt::If(statement) => {
            let clauses = statement.elif_else_clauses.iter().map(|clause| (&*clause.body, false));
            std::iter::once((&*statement.body, false)).chain(clauses).collect()
        }
        Stmt::Match(statement) => statement.cases.iter().map(|case| (&*case.body, false)).collect(),
        Stmt::Try(statement) => {
            let handlers = statement.handlers.iter().map(|ExceptHandler::ExceptHandler(handler)| &*handler.body);
            let bodies = [&*statement.body, &*statement.orelse, &*statement.finalbody].into_iter();
            bodies.chain(handlers).map(|body| (body, false)).collect()
        }
        _ => Vec::new(),
    }
}

//! What parses but the compiler rejects: `return` outside a function, `break` outside a loop, repeated arguments.

mod checks;

use std::cell::RefCell;

use ruff_python_ast::visitor::{Visitor, walk_expr, walk_interpolated_string_element, walk_pattern, walk_stmt};
use ruff_python_ast::{
    Comprehension, Expr, InterpolatedStringElement, ModModule, Parameters, Pattern, PythonVersion, Stmt,
    StmtFunctionDef,
};
use ruff_python_parser::semantic_errors::{
    AwaitOutsideAsyncFunctionKind, LazyImportContext, SemanticSyntaxChecker, SemanticSyntaxContext,
    SemanticSyntaxError, SemanticSyntaxErrorKind,
};
use ruff_text_size::{Ranged, TextRange};

use super::{Fault, FaultKind, scope, wording};

/// The faults of a module that parses, one per cause, in the order of the text.
pub(super) fn check(module: &ModModule, source: &str, version: PythonVersion) -> Vec<Fault> {
    let mut visitor = Compiler {
        checker: SemanticSyntaxChecker::new(),
        errors: RefCell::default(),
        source,
        version,
        scopes: vec![Scope::Module],
        frames: vec![Frame::default()],
        in_try: false,
        faults: Vec::new(),
    };
    visitor.visit_body(&module.body);
    let found = visitor.errors.into_inner();
    let mut faults = visitor.faults;
    faults.extend(found.iter().map(|error| fault(error.range, wording::of_semantic_error(error, source))));
    if source.contains("global") || source.contains("nonlocal") {
        faults.extend(scope::check(module).into_iter().map(|(range, message)| fault(range, message)));
    }
    faults.sort_by_key(|fault| fault.range);
    keep_causes(faults)
}

/// The first of each message: three `return`s outside a function have one cause. Of two at one place, the first.
fn keep_causes(faults: Vec<Fault>) -> Vec<Fault> {
    let mut kept: Vec<Fault> = Vec::new();
    for fault in faults {
        if !kept.iter().any(|other| other.range.start == fault.range.start || other.message == fault.message) {
            kept.push(fault);
        }
    }
    kept
}

fn fault(range: TextRange, message: String) -> Fault {
    Fault::new(FaultKind::Context, range, message)
}

/// Walks a module as the compiler does, with the scope and the loop that each statement is in.
struct Compiler<'a> {
    checker: SemanticSyntaxChecker,
    errors: RefCell<Vec<SemanticSyntaxError>>,
    source: &'a str,
    version: PythonVersion,
    scopes: Vec<Scope>,
    /// The functions, classes and the module around, with what surrounds the statement at hand in each.
    frames: Vec<Frame>,
    in_try: bool,
    /// What `SemanticSyntaxChecker` does not look for.
    faults: Vec<Fault>,
}

/// What surrounds a statement in its function, class or module.
#[derive(Clone, Copy, Default)]
struct Frame {
    in_loop: bool,
    /// The loops, `with` and `try` statements around: CPython allows 20 (`CO_MAXBLOCKS`).
    blocks: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Module,
    Class,
    Function { is_async: bool },
    Lambda,
    Comprehension { generator: bool, is_async: bool },
}

impl Compiler<'_> {
    fn report(&mut self, range: TextRange, message: &str) {
        self.faults.push(fault(range, message.to_owned()));
    }

    fn in_scope(&mut self, scope: Scope, walk: impl FnOnce(&mut Self)) {
        self.scopes.push(scope);
        walk(self);
        self.scopes.pop();
    }

    /// Decorators, defaults and annotations belong to the scope around the function.
    fn function(&mut self, function: &StmtFunctionDef) {
        for decorator in &function.decorator_list {
            self.visit_decorator(decorator);
        }
        if let Some(type_params) = &function.type_params {
            self.visit_type_params(type_params);
        }
        self.visit_parameters(&function.parameters);
        if let Some(returns) = &function.returns {
            self.visit_annotation(returns);
        }
        self.frames.push(Frame::default());
        self.in_scope(Scope::Function { is_async: function.is_async }, |this| this.visit_body(&function.body));
        self.frames.pop();
    }

    fn loop_statement(&mut self, stmt: &Stmt, body: &[Stmt], orelse: &[Stmt]) {
        self.in_block(stmt, true, |this| this.visit_body(body));
        self.visit_body(orelse);
    }

    fn in_block(&mut self, stmt: &Stmt, is_loop: bool, walk: impl FnOnce(&mut Self)) {
        let around = self.frames.last().copied().unwrap_or_default();
        if around.blocks == 20 {
            self.report(stmt.range(), "too many statically nested blocks");
        }
        if let Some(frame) = self.frames.last_mut() {
            *frame = Frame { in_loop: around.in_loop || is_loop, blocks: around.blocks + 1 };
        }
        walk(self);
        if let Some(frame) = self.frames.last_mut() {
            *frame = around;
        }
    }

    /// The first iterable is evaluated outside the comprehension, all else inside (reference, "Displays").
    fn comprehension(&mut self, generators: &[Comprehension], is_generator: bool, elements: &[&Expr]) {
        let Some((first, rest)) = generators.split_first() else { return };
        self.visit_expr(&first.iter);
        let is_async = generators.iter().any(|generator| generator.is_async);
        self.in_scope(Scope::Comprehension { generator: is_generator, is_async }, |this| {
            this.visit_expr(&first.target);
            first.ifs.iter().for_each(|test| this.visit_expr(test));
            for generator in rest {
                this.visit_comprehension(generator);
            }
            elements.iter().for_each(|element| this.visit_expr(element));
        });
    }
}

impl Visitor<'_> for Compiler<'_> {
    fn visit_stmt(&mut self, stmt: &Stmt) {
        let known = self.errors.borrow().len();
        let mut checker = std::mem::take(&mut self.checker);
        checker.visit_stmt(stmt, self);
        self.checker = checker;
        if matches!(stmt, Stmt::ImportFrom(import) if import.level > 0 && import.module.as_deref() == Some("__future__"))
        {
            // `from .__future__ import x` is an import like any other.
            self.errors.borrow_mut().truncate(known);
        }
        self.check_statement(stmt);
        match stmt {
            Stmt::FunctionDef(function) => self.function(function),
            Stmt::ClassDef(class) => {
                for decorator in &class.decorator_list {
                    self.visit_decorator(decorator);
                }
                if let Some(type_params) = &class.type_params {
                    self.visit_type_params(type_params);
                }
                if let Some(arguments) = &class.arguments {
                    self.visit_arguments(arguments);
                }
                self.frames.push(Frame::default());
                self.in_scope(Scope::Class, |this| this.visit_body(&class.body));
                self.frames.pop();
            }
            Stmt::For(statement) => {
                self.visit_expr(&statement.iter);
                self.visit_expr(&statement.target);
                self.loop_statement(stmt, &statement.body, &statement.orelse);
            }
            Stmt::While(statement) => {
                self.visit_expr(&statement.test);
                self.loop_statement(stmt, &statement.body, &statement.orelse);
            }
            Stmt::Try(_) => {
                let around = std::mem::replace(&mut self.in_try, true);
                self.in_block(stmt, false, |this| walk_stmt(this, stmt));
                self.in_try = around;
            }
            Stmt::With(_) => self.in_block(stmt, false, |this| walk_stmt(this, stmt)),
            _ => walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &Expr) {
        let mut checker = std::mem::take(&mut self.checker);
        let known = self.errors.borrow().len();
        checker.visit_expr(expr, self);
        self.checker = checker;
        // CPython points at the whole comprehension.
        for error in self.errors.borrow_mut().iter_mut().skip(known) {
            let kind = AwaitOutsideAsyncFunctionKind::AsyncComprehension;
            if error.kind == SemanticSyntaxErrorKind::AwaitOutsideAsyncFunction(kind) {
                error.range = expr.range();
            }
        }
        self.check_expression(expr);
        match expr {
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.visit_parameters(parameters);
                }
                self.in_scope(Scope::Lambda, |this| this.visit_expr(&lambda.body));
            }
            Expr::ListComp(list) => self.comprehension(&list.generators, false, &[&list.elt]),
            Expr::SetComp(set) => self.comprehension(&set.generators, false, &[&set.elt]),
            Expr::Generator(generator) => self.comprehension(&generator.generators, true, &[&generator.elt]),
            Expr::DictComp(dict) => {
                let elements: Vec<&Expr> = dict.key.as_deref().into_iter().chain([&*dict.value]).collect();
                self.comprehension(&dict.generators, false, &elements);
            }
            _ => walk_expr(self, expr),
        }
    }

    fn visit_pattern(&mut self, pattern: &Pattern) {
        self.check_pattern(pattern);
        walk_pattern(self, pattern);
    }

    fn visit_interpolated_string_element(&mut self, element: &InterpolatedStringElement) {
        if let InterpolatedStringElement::Interpolation(field) = element {
            self.starred(&field.expression);
        }
        walk_interpolated_string_element(self, element);
    }

    fn visit_parameters(&mut self, parameters: &Parameters) {
        for parameter in parameters.iter_source_order() {
            if let Some(annotation) = parameter.annotation() {
                self.visit_annotation(annotation);
            }
            if let Some(default) = parameter.default() {
                self.visit_expr(default);
            }
        }
    }
}

impl SemanticSyntaxContext for Compiler<'_> {
    fn future_annotations_or_stub(&self) -> bool {
        false
    }

    fn lazy_import_context(&self) -> Option<LazyImportContext> {
        match self.scopes.last() {
            Some(Scope::Function { .. } | Scope::Lambda) => Some(LazyImportContext::Function),
            Some(Scope::Class) => Some(LazyImportContext::Class),
            _ => self.in_try.then_some(LazyImportContext::TryExceptBlocks),
        }
    }

    fn python_version(&self) -> PythonVersion {
        self.version
    }

    fn source(&self) -> &str {
        self.source
    }

    /// Declarations of scope are judged by [`scope`], in the order of CPython's symbol table.
    fn global(&self, _name: &str) -> Option<TextRange> {
        None
    }

    fn has_nonlocal_binding(&self, _name: &str) -> bool {
        true
    }

    fn is_bound_parameter(&self, _name: &str) -> bool {
        false
    }

    fn in_async_context(&self) -> bool {
        for scope in self.scopes.iter().rev() {
            match scope {
                Scope::Class | Scope::Lambda | Scope::Module => return false,
                Scope::Function { is_async } => return *is_async,
                Scope::Comprehension { .. } => {}
            }
        }
        false
    }

    fn in_await_allowed_context(&self) -> bool {
        for scope in self.scopes.iter().rev() {
            match scope {
                Scope::Class | Scope::Module => return false,
                Scope::Function { .. } | Scope::Lambda | Scope::Comprehension { generator: true, .. } => return true,
                Scope::Comprehension { .. } => {}
            }
        }
        false
    }

    fn in_yield_allowed_context(&self) -> bool {
        matches!(self.scopes.last(), Some(Scope::Function { .. } | Scope::Lambda))
    }

    fn in_sync_comprehension(&self) -> bool {
        let sync = Scope::Comprehension { generator: false, is_async: false };
        self.scopes.contains(&sync)
    }

    fn in_class_body_comprehension(&self) -> bool {
        let around = self.scopes.iter().rev().find(|scope| !matches!(scope, Scope::Comprehension { .. }));
        around == Some(&Scope::Class)
    }

    /// Comprehensions at the top level count: `await` is as welcome in them as beside them.
    fn in_module_scope(&self) -> bool {
        self.scopes.iter().all(|scope| matches!(scope, Scope::Module | Scope::Comprehension { .. }))
    }

    fn in_function_scope(&self) -> bool {
        matches!(self.scopes.last(), Some(Scope::Function { .. } | Scope::Lambda))
    }

    fn in_generator_context(&self) -> bool {
        self.scopes.iter().any(|scope| matches!(scope, Scope::Comprehension { generator: true, .. }))
    }

    /// Notes show `await` at the top level, as notebooks and `python -m asyncio` accept it.
    fn in_notebook(&self) -> bool {
        true
    }

    fn in_loop_context(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.in_loop)
    }

    fn report_semantic_error(&self, error: SemanticSyntaxError) {
        self.errors.borrow_mut().push(error);
    }
}

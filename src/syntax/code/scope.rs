//! `global` and `nonlocal`, judged as CPython's symbol table does.
//!
//! The rules are those of `Python/symtable.c`: a name must not be a parameter, used, annotated or assigned in a scope
//! before the scope declares it; `nonlocal` needs a binding in an enclosing function.

use ruff_python_ast::visitor::{Visitor, walk_expr, walk_pattern, walk_stmt};
use ruff_python_ast::{
    Alias, Comprehension, ExceptHandler, Expr, ExprContext, Identifier, ModModule, Parameters, Pattern, Stmt,
};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;

/// What is wrong with the declarations of `module`, and where.
pub(super) fn check(module: &ModModule) -> Vec<(TextRange, String)> {
    let mut table = Table { scopes: vec![Scope::new(Kind::Module, 0)], current: 0, found: Vec::new() };
    table.visit_body(&module.body);
    if table.found.is_empty() {
        table.check_nonlocals();
    }
    table.found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Module,
    Class,
    Function,
    Comprehension,
}

/// What a scope does with a name.
#[derive(Clone, Copy, Default)]
struct Flags {
    parameter: bool,
    used: bool,
    annotated: bool,
    bound: bool,
    global: Option<TextRange>,
    nonlocal: Option<TextRange>,
}

struct Scope {
    kind: Kind,
    parent: usize,
    names: FxHashMap<String, Flags>,
}

impl Scope {
    fn new(kind: Kind, parent: usize) -> Self {
        Self { kind, parent, names: FxHashMap::default() }
    }
}

struct Table {
    scopes: Vec<Scope>,
    current: usize,
    found: Vec<(TextRange, String)>,
}

impl Table {
    fn flags(&mut self, name: &str) -> &mut Flags {
        let names = &mut self.scopes[self.current].names;
        names.entry(name.to_owned()).or_default()
    }

    fn bind(&mut self, name: &str) {
        self.flags(name).bound = true;
    }

    fn in_scope(&mut self, kind: Kind, walk: impl FnOnce(&mut Self)) {
        let around = self.current;
        self.scopes.push(Scope::new(kind, around));
        self.current = self.scopes.len() - 1;
        walk(self);
        self.current = around;
    }

    fn declare(&mut self, names: &[Identifier], global: bool) {
        let word = if global { "global" } else { "nonlocal" };
        for name in names {
            let range = name.range();
            let flags = self.flags(name);
            let before = *flags;
            if global {
                flags.global.get_or_insert(range);
            } else {
                flags.nonlocal.get_or_insert(range);
            }
            let fault = if before.parameter {
                format!("name '{name}' is parameter and {word}")
            } else if before.used {
                format!("name '{name}' is used prior to {word} declaration")
            } else if before.annotated {
                format!("annotated name '{name}' can't be {word}")
            } else if before.bound {
                format!("name '{name}' is assigned to before {word} declaration")
            } else if (global && before.nonlocal.is_some()) || (!global && before.global.is_some()) {
                let first = before.global.or(before.nonlocal).unwrap_or(range);
                self.found.push((first, format!("name '{name}' is nonlocal and global")));
                continue;
            } else {
                continue;
            };
            self.found.push((range, fault));
        }
    }

    /// Bindings may stand after the function that uses them, so this comes last.
    fn check_nonlocals(&mut self) {
        let mut found = Vec::new();
        for scope in self.scopes.iter().filter(|scope| scope.kind != Kind::Module) {
            for (name, flags) in &scope.names {
                if let Some(range) = flags.nonlocal
                    && !self.is_bound_around(scope, name)
                {
                    found.push((range, format!("no binding for nonlocal '{name}' found")));
                }
            }
        }
        self.found = found;
    }

    fn is_bound_around(&self, scope: &Scope, name: &str) -> bool {
        // Every method has a `__class__` cell.
        if name == "__class__" {
            return true;
        }
        let mut scope = scope;
        while scope.kind != Kind::Module {
            scope = &self.scopes[scope.parent];
            if matches!(scope.kind, Kind::Module | Kind::Class) {
                continue;
            }
            match scope.names.get(name) {
                Some(flags) if flags.global.is_some() => return false,
                Some(flags) if flags.nonlocal.is_none() && (flags.bound || flags.parameter) => return true,
                _ => {}
            }
        }
        false
    }

    fn parameters(&mut self, parameters: &Parameters) {
        for parameter in parameters {
            self.flags(parameter.name()).parameter = true;
        }
    }

    fn comprehension(&mut self, generators: &[Comprehension], elements: &[&Expr]) {
        let Some((first, rest)) = generators.split_first() else { return };
        self.visit_expr(&first.iter);
        self.in_scope(Kind::Comprehension, |this| {
            this.visit_expr(&first.target);
            first.ifs.iter().for_each(|test| this.visit_expr(test));
            rest.iter().for_each(|generator| this.visit_comprehension(generator));
            elements.iter().for_each(|element| this.visit_expr(element));
        });
    }

    /// A walrus in a comprehension binds in the scope around it (PEP 572).
    fn bind_outside_comprehensions(&mut self, name: &str) {
        let around = self.current;
        while self.scopes[self.current].kind == Kind::Comprehension {
            self.current = self.scopes[self.current].parent;
        }
        self.bind(name);
        self.current = around;
    }
}

impl Visitor<'_> for Table {
    fn visit_stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::FunctionDef(function) => {
                self.bind(&function.name);
                function.decorator_list.iter().for_each(|decorator| self.visit_decorator(decorator));
                self.visit_parameters(&function.parameters);
                if let Some(returns) = &function.returns {
                    self.visit_annotation(returns);
                }
                self.in_scope(Kind::Function, |this| {
                    this.parameters(&function.parameters);
                    this.visit_body(&function.body);
                });
            }
            Stmt::ClassDef(class) => {
                self.bind(&class.name);
                class.decorator_list.iter().for_each(|decorator| self.visit_decorator(decorator));
                if let Some(arguments) = &class.arguments {
                    self.visit_arguments(arguments);
                }
                self.in_scope(Kind::Class, |this| this.visit_body(&class.body));
            }
            Stmt::Assign(assign) => {
                assign.targets.iter().for_each(|target| self.visit_expr(target));
                self.visit_expr(&assign.value);
            }
            Stmt::AnnAssign(assign) => {
                if let Expr::Name(name) = &*assign.target {
                    self.annotate(name.id.as_str(), name.range());
                } else {
                    self.visit_expr(&assign.target);
                }
                self.visit_annotation(&assign.annotation);
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
            }
            Stmt::Global(global) => self.declare(&global.names, true),
            Stmt::Nonlocal(nonlocal) if self.scopes[self.current].kind != Kind::Module => {
                self.declare(&nonlocal.names, false);
            }
            _ => walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Name(name) => match name.ctx {
                ExprContext::Load => self.flags(&name.id).used = true,
                _ => self.bind(&name.id),
            },
            Expr::Named(named) => {
                if let Expr::Name(name) = &*named.target {
                    self.bind_outside_comprehensions(&name.id);
                }
                self.visit_expr(&named.value);
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.visit_parameters(parameters);
                }
                self.in_scope(Kind::Function, |this| {
                    if let Some(parameters) = &lambda.parameters {
                        this.parameters(parameters);
                    }
                    this.visit_expr(&lambda.body);
                });
            }
            Expr::ListComp(list) => self.comprehension(&list.generators, &[&list.elt]),
            Expr::SetComp(set) => self.comprehension(&set.generators, &[&set.elt]),
            Expr::Generator(generator) => self.comprehension(&generator.generators, &[&generator.elt]),
            Expr::DictComp(dict) => {
                let elements: Vec<&Expr> = dict.key.as_deref().into_iter().chain([&*dict.value]).collect();
                self.comprehension(&dict.generators, &elements);
            }
            _ => walk_expr(self, expr),
        }
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

    fn visit_except_handler(&mut self, handler: &ExceptHandler) {
        let ExceptHandler::ExceptHandler(handler) = handler;
        if let Some(class) = &handler.type_ {
            self.visit_expr(class);
        }
        if let Some(name) = &handler.name {
            self.bind(name);
        }
        self.visit_body(&handler.body);
    }

    fn visit_alias(&mut self, alias: &Alias) {
        let name = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
        self.bind(name.split('.').next().unwrap_or(name));
    }

    fn visit_pattern(&mut self, pattern: &Pattern) {
        let name = match pattern {
            Pattern::MatchAs(capture) => capture.name.as_ref(),
            Pattern::MatchStar(star) => star.name.as_ref(),
            Pattern::MatchMapping(mapping) => mapping.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.bind(name);
        }
        walk_pattern(self, pattern);
    }
}

impl Table {
    fn annotate(&mut self, name: &str, range: TextRange) {
        let in_module = self.scopes[self.current].kind == Kind::Module;
        let flags = self.flags(name);
        let before = *flags;
        flags.annotated = true;
        flags.bound = true;
        if in_module {
            return;
        }
        if before.global.is_some() {
            self.found.push((range, format!("annotated name '{name}' can't be global")));
        } else if before.nonlocal.is_some() {
            self.found.push((range, format!("annotated name '{name}' can't be nonlocal")));
        }
    }
}

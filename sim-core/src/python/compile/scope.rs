//! Which scope each name belongs to: the first pass over a module. It decides
//! local, cell, free or global for every name of every function, class body
//! and comprehension, and reports what contradicts itself.

use crate::base::{Map, Set};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Pattern, Stmt};
use ruff_text_size::{Ranged, TextRange};

/// How a scope sees a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A slot of its own.
    Local,
    /// A cell made here, shared with an inner scope.
    Cell,
    /// A cell from outside.
    Free,
    /// A name of the module, written so or not bound anywhere else.
    Global,
    /// A name of a class body or module namespace.
    Name,
}

/// What a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScopeKind {
    /// A module.
    Module,
    /// A class body.
    Class,
    /// A function or lambda.
    Function,
    /// A comprehension or generator expression.
    Comprehension,
}

/// One scope.
#[derive(Debug)]
pub struct Scope {
    /// What it is.
    pub kind: ScopeKind,
    parent: Option<usize>,
    /// Parameters in slot order.
    pub parameters: Vec<String>,
    /// Bound names in order of first binding.
    bound: Vec<String>,
    used: Set<String>,
    globals: Set<String>,
    nonlocals: Set<String>,
    /// Has `yield`.
    pub is_generator: bool,
    places: Map<String, Place>,
    /// Free variables, sorted.
    pub frees: Vec<String>,
    /// Cells made here, sorted.
    pub cells: Vec<String>,
    class: Option<String>,
}

/// Identifies the scope of a node.
pub type Key = (ScopeKind, u32, u32);

/// All scopes of a module.
#[derive(Debug)]
pub struct Scopes {
    /// The scopes; 0 is the module.
    pub scopes: Vec<Scope>,
    by_node: Map<Key, usize>,
    /// Contradictions: where and what.
    pub faults: Vec<(TextRange, String)>,
}

/// The key of a node that opens a scope.
pub fn key(kind: ScopeKind, range: TextRange) -> Key {
    (kind, range.start().to_u32(), range.end().to_u32())
}

impl Scopes {
    /// Analyses a module.
    pub fn of(body: &[Stmt]) -> Scopes {
        let mut walk = Walk {
            scopes: Scopes {
                scopes: vec![Scope::new(ScopeKind::Module, None, None)],
                by_node: Map::new(),
                faults: Vec::new(),
            },
            current: 0,
        };
        walk.visit_body(body);
        let mut scopes = walk.scopes;
        scopes.resolve();
        scopes
    }

    /// The scope that a node opens.
    pub fn find(&self, key: Key) -> usize {
        *self
            .by_node
            .get(&key)
            .expect("invariant: the first pass has seen every scope")
    }

    /// How `scope` sees `name`.
    pub fn place(&self, scope: usize, name: &str) -> Place {
        self.scopes[scope]
            .places
            .get(name)
            .copied()
            .unwrap_or(match self.scopes[scope].kind {
                ScopeKind::Module | ScopeKind::Class => Place::Name,
                _ => Place::Global,
            })
    }

    /// Local names that are not parameters and not cells, in order of binding.
    pub fn locals(&self, scope: usize) -> Vec<String> {
        let scope = &self.scopes[scope];
        scope
            .bound
            .iter()
            .filter(|name| scope.places.get(*name) == Some(&Place::Local))
            .filter(|name| !scope.parameters.contains(name))
            .cloned()
            .collect()
    }

    /// Decides every name, innermost scopes first for what they need from outside.
    fn resolve(&mut self) {
        for at in 0..self.scopes.len() {
            self.settle_bound(at);
        }
        for at in 0..self.scopes.len() {
            let names: Vec<String> = {
                let scope = &self.scopes[at];
                scope.used.iter().chain(&scope.nonlocals).cloned().collect()
            };
            for name in names {
                self.settle_use(at, &name);
            }
        }
        for scope in &mut self.scopes {
            for (name, place) in &scope.places {
                match place {
                    Place::Free => scope.frees.push(name.clone()),
                    Place::Cell => scope.cells.push(name.clone()),
                    _ => {}
                }
            }
        }
    }

    fn settle_bound(&mut self, at: usize) {
        let scope = &mut self.scopes[at];
        let inside = matches!(scope.kind, ScopeKind::Function | ScopeKind::Comprehension);
        for name in &scope.bound {
            let place = if scope.globals.contains(name) {
                Place::Global
            } else if scope.nonlocals.contains(name) {
                continue;
            } else if inside {
                Place::Local
            } else {
                Place::Name
            };
            scope.places.insert(name.clone(), place);
        }
        for name in &scope.globals {
            scope.places.insert(name.clone(), Place::Global);
        }
    }

    fn settle_use(&mut self, at: usize, name: &str) {
        let scope = &self.scopes[at];
        let explicit = scope.nonlocals.contains(name);
        if scope.places.contains_key(name) && !explicit {
            return;
        }
        // Look outwards for a function that binds it.
        let mut outer = scope.parent;
        while let Some(candidate) = outer {
            let found = &self.scopes[candidate];
            let is_function = matches!(found.kind, ScopeKind::Function | ScopeKind::Comprehension);
            let is_class_cell = found.kind == ScopeKind::Class && name == "__class__";
            match found.places.get(name) {
                Some(Place::Local | Place::Cell) if is_function => break,
                Some(Place::Free) if is_function => break,
                Some(Place::Global) if is_function => {
                    outer = None;
                    break;
                }
                _ if is_class_cell => break,
                _ => outer = found.parent,
            }
        }
        let Some(owner) = outer else {
            if !explicit
                && matches!(
                    self.scopes[at].kind,
                    ScopeKind::Function | ScopeKind::Comprehension
                )
            {
                self.scopes[at]
                    .places
                    .insert(name.to_owned(), Place::Global);
            }
            return;
        };
        if self.scopes[owner].places.get(name) != Some(&Place::Free) {
            self.scopes[owner]
                .places
                .insert(name.to_owned(), Place::Cell);
        }
        let mut inner = at;
        while inner != owner {
            // A class body in between that binds the name itself still passes
            // the cell through to its methods.
            let seen = self.scopes[inner].places.get(name);
            if seen != Some(&Place::Name) || inner == at {
                self.scopes[inner]
                    .places
                    .insert(name.to_owned(), Place::Free);
            } else if !self.scopes[inner].frees.contains(&name.to_owned()) {
                self.scopes[inner].frees.push(name.to_owned());
            }
            inner = self.scopes[inner]
                .parent
                .expect("invariant: the owner encloses it");
        }
    }
}

impl Scope {
    fn new(kind: ScopeKind, parent: Option<usize>, class: Option<String>) -> Scope {
        Scope {
            kind,
            parent,
            parameters: Vec::new(),
            bound: Vec::new(),
            used: Set::new(),
            globals: Set::new(),
            nonlocals: Set::new(),
            is_generator: false,
            places: Map::new(),
            frees: Vec::new(),
            cells: Vec::new(),
            class,
        }
    }
}

/// `__name` inside a class means `_Class__name`.
pub fn mangle(class: Option<&str>, name: &str) -> String {
    match class {
        Some(class) if name.starts_with("__") && !name.ends_with("__") && !name.contains('.') => {
            let class = class.trim_start_matches('_');
            if class.is_empty() {
                name.to_owned()
            } else {
                format!("_{class}{name}")
            }
        }
        _ => name.to_owned(),
    }
}

struct Walk {
    scopes: Scopes,
    current: usize,
}

impl Walk {
    fn scope(&mut self) -> &mut Scope {
        &mut self.scopes.scopes[self.current]
    }

    fn mangled(&mut self, name: &str) -> String {
        mangle(self.scope().class.clone().as_deref(), name)
    }

    fn bind(&mut self, name: &str) {
        let name = self.mangled(name);
        let scope = self.scope();
        if !scope.bound.contains(&name) {
            scope.bound.push(name);
        }
    }

    fn fault(&mut self, range: TextRange, message: String) {
        self.scopes.faults.push((range, message));
    }

    fn inside(&mut self, key: Key, class: Option<String>, walk: impl FnOnce(&mut Walk)) {
        let class = class.or_else(|| self.scope().class.clone());
        let outer = self.current;
        self.current = self.scopes.scopes.len();
        self.scopes
            .scopes
            .push(Scope::new(key.0, Some(outer), class));
        self.scopes.by_node.insert(key, self.current);
        walk(self);
        self.current = outer;
    }

    fn function(
        &mut self,
        range: TextRange,
        parameters: Option<&ast::Parameters>,
        body: impl FnOnce(&mut Walk),
    ) {
        if let Some(parameters) = parameters {
            for parameter in parameters.iter_non_variadic_params() {
                if let Some(default) = &parameter.default {
                    self.visit_expr(default);
                }
            }
        }
        self.inside(key(ScopeKind::Function, range), None, |walk| {
            if let Some(parameters) = parameters {
                walk.parameters(parameters);
            }
            body(walk);
        });
    }

    fn parameters(&mut self, parameters: &ast::Parameters) {
        let mut ordered: Vec<&ast::Parameter> = Vec::new();
        ordered.extend(parameters.posonlyargs.iter().map(|with| &with.parameter));
        ordered.extend(parameters.args.iter().map(|with| &with.parameter));
        ordered.extend(parameters.kwonlyargs.iter().map(|with| &with.parameter));
        ordered.extend(parameters.vararg.as_deref());
        ordered.extend(parameters.kwarg.as_deref());
        for parameter in ordered {
            let name = self.mangled(&parameter.name);
            if self.scope().parameters.contains(&name) {
                self.fault(
                    parameter.range(),
                    format!("duplicate argument '{name}' in function definition"),
                );
            }
            self.scope().parameters.push(name);
            self.bind(&parameter.name);
        }
    }

    fn comprehension(
        &mut self,
        range: TextRange,
        generators: &[ast::Comprehension],
        elements: &[&Expr],
        is_generator: bool,
    ) {
        // The first iterable is evaluated outside.
        if let Some(first) = generators.first() {
            self.visit_expr(&first.iter);
        }
        self.inside(key(ScopeKind::Comprehension, range), None, |walk| {
            walk.scope().parameters.push(".0".to_owned());
            walk.scope().bound.push(".0".to_owned());
            walk.scope().is_generator = is_generator;
            for (at, generator) in generators.iter().enumerate() {
                walk.visit_expr(&generator.target);
                if at > 0 {
                    walk.visit_expr(&generator.iter);
                }
                generator.ifs.iter().for_each(|test| walk.visit_expr(test));
            }
            elements.iter().for_each(|element| walk.visit_expr(element));
        });
    }

    fn class(&mut self, class: &ast::StmtClassDef) {
        class
            .decorator_list
            .iter()
            .for_each(|decorator| self.visit_expr(&decorator.expression));
        if let Some(arguments) = &class.arguments {
            self.visit_arguments(arguments);
        }
        self.bind(&class.name);
        let name = class.name.to_string();
        self.inside(key(ScopeKind::Class, class.range), Some(name), |walk| {
            walk.visit_body(&class.body);
        });
    }

    /// A walrus inside a comprehension binds in the function around it.
    fn bind_outside(&mut self, name: &str) {
        let inner = self.current;
        let mut passed = Vec::new();
        while self.scope().kind == ScopeKind::Comprehension {
            passed.push(self.current);
            self.current = self
                .scope()
                .parent
                .expect("invariant: a comprehension is inside something");
        }
        self.bind(name);
        let is_function = self.scope().kind == ScopeKind::Function;
        let name = self.mangled(name);
        let declared_global = self.scope().globals.contains(&name);
        for scope in passed {
            let scope = &mut self.scopes.scopes[scope];
            if is_function && !declared_global {
                scope.nonlocals.insert(name.clone());
            } else {
                scope.globals.insert(name.clone());
            }
        }
        self.current = inner;
    }

    fn declare(&mut self, names: &[ast::Identifier], range: TextRange, global: bool) {
        for written in names {
            let name = self.mangled(written);
            let word = if global { "global" } else { "nonlocal" };
            let scope = self.scope();
            if scope.parameters.contains(&name) {
                self.fault(range, format!("name '{name}' is parameter and {word}"));
                continue;
            }
            if scope.bound.contains(&name) {
                self.fault(
                    range,
                    format!("name '{name}' is assigned to before {word} declaration"),
                );
            } else if scope.used.contains(&name) {
                self.fault(
                    range,
                    format!("name '{name}' is used prior to {word} declaration"),
                );
            }
            if global {
                self.scope().globals.insert(name);
            } else if self.current == 0 {
                self.fault(
                    range,
                    "nonlocal declaration not allowed at module level".to_owned(),
                );
            } else if !self.is_bound_outside(&name) {
                self.fault(range, format!("no binding for nonlocal '{name}' found"));
            } else {
                self.scope().nonlocals.insert(name);
            }
        }
    }

    /// Whether a function around binds the name (so far or as a parameter).
    fn is_bound_outside(&self, name: &str) -> bool {
        let mut at = self.scopes.scopes[self.current].parent;
        while let Some(outer) = at {
            let scope = &self.scopes.scopes[outer];
            let function = scope.kind == ScopeKind::Function;
            if function
                && (scope.bound.iter().any(|bound| bound == name) || scope.nonlocals.contains(name))
            {
                return true;
            }
            // What is bound further down is not known yet; only a scope
            // without any function around is surely wrong.
            if function {
                return true;
            }
            at = scope.parent;
        }
        false
    }
}

impl<'a> Visitor<'a> for Walk {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(function) => {
                function
                    .decorator_list
                    .iter()
                    .for_each(|decorator| self.visit_expr(&decorator.expression));
                for (_, annotation) in super::annotated(function) {
                    self.visit_expr(annotation);
                }
                self.bind(&function.name);
                self.function(function.range, Some(&function.parameters), |walk| {
                    walk.visit_body(&function.body);
                });
            }
            Stmt::ClassDef(class) => self.class(class),
            Stmt::Global(global) => self.declare(&global.names, global.range, true),
            Stmt::Nonlocal(nonlocal) => self.declare(&nonlocal.names, nonlocal.range, false),
            Stmt::Import(import) => {
                for alias in &import.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.bind(name.split('.').next().unwrap_or(name));
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    if name.as_str() != "*" {
                        self.bind(name);
                    }
                }
            }
            Stmt::AnnAssign(assign) => {
                let in_function = self.scope().kind == ScopeKind::Function;
                if !in_function {
                    self.visit_expr(&assign.annotation);
                }
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
                self.visit_expr(&assign.target);
            }
            Stmt::AugAssign(assign) => {
                if let Expr::Name(name) = &*assign.target {
                    let name = self.mangled(&name.id);
                    self.scope().used.insert(name);
                }
                self.visit_expr(&assign.target);
                self.visit_expr(&assign.value);
            }
            Stmt::Try(statement) => {
                for handler in &statement.handlers {
                    let ast::ExceptHandler::ExceptHandler(handler) = handler;
                    if let Some(name) = &handler.name {
                        self.bind(name);
                    }
                }
                visitor::walk_stmt(self, stmt);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) => {
                if name.ctx.is_load() {
                    let mangled = self.mangled(&name.id);
                    let in_function = self.scope().kind == ScopeKind::Function;
                    if in_function && mangled == "super" {
                        self.scope().used.insert("__class__".to_owned());
                    }
                    self.scope().used.insert(mangled);
                } else {
                    self.bind(&name.id);
                }
            }
            Expr::Lambda(lambda) => {
                self.function(lambda.range, lambda.parameters.as_deref(), |walk| {
                    walk.visit_expr(&lambda.body);
                });
            }
            Expr::Named(named) => {
                self.visit_expr(&named.value);
                if let Expr::Name(name) = &*named.target {
                    self.bind_outside(&name.id);
                }
            }
            Expr::ListComp(comp) => {
                self.comprehension(comp.range, &comp.generators, &[&comp.elt], false)
            }
            Expr::SetComp(comp) => {
                self.comprehension(comp.range, &comp.generators, &[&comp.elt], false)
            }
            Expr::DictComp(comp) => {
                let mut elements: Vec<&Expr> = comp.key.as_deref().into_iter().collect();
                elements.push(&comp.value);
                self.comprehension(comp.range, &comp.generators, &elements, false);
            }
            Expr::Generator(comp) => {
                self.comprehension(comp.range, &comp.generators, &[&comp.elt], true)
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.scope().is_generator = true;
                visitor::walk_expr(self, expr);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        visitor::walk_pattern(self, pattern);
        if let Some(name) = super::matching::bound(pattern) {
            self.bind(name);
        }
    }

    fn visit_annotation(&mut self, _: &'a Expr) {}
}

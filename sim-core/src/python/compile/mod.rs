//! Text to code: the parser is a library, the rest is here. All problems of a
//! file are collected, syntax first, then what this machine refuses.

mod absent;
mod emit;
mod expr;
mod fuse;
mod guard;
mod matching;
mod scope;
mod stmt;
mod wording;

use super::code::*;
use super::interface::Source;
use crate::base::{Diagnostic, Place, Severity};
use emit::{Access, Parts, Shared, Unit};
use ruff_python_ast::{self as ast, Expr, PythonVersion, Stmt};
use ruff_python_parser::{Mode, ParseOptions};
use ruff_source_file::LineIndex;
use ruff_text_size::{Ranged, TextRange};
use scope::{ScopeKind, Scopes, key};
use std::rc::Rc;

/// Compiles a module. `library` text is ours: it does not pause and is hidden
/// from tracebacks.
pub fn compile(source: &Source, library: bool) -> Result<Rc<Code>, Vec<Diagnostic>> {
    let text: &str = &source.text;
    if let Some(problem) = guard::too_deep(source) {
        return Err(vec![problem]);
    }
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY311);
    let parsed = ruff_python_parser::parse_unchecked(text, options);
    let mistakes: Vec<Diagnostic> = wording::mistakes(source, &parsed)
        .into_iter()
        .map(|mistake| {
            let mut problem = syntax(source, mistake.range, &mistake.message);
            problem.help = mistake.help;
            problem
        })
        .collect();
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let Some(parsed) = parsed.try_into_module() else {
        return Err(Vec::new());
    };
    let mut problems = Vec::new();
    let newer = parsed.unsupported_syntax_errors().iter().map(|error| {
        let message = error.to_string();
        if message.starts_with("Multiple exception types") {
            let message = "multiple exception types must be parenthesized";
            return syntax(source, error.range, message);
        }
        unsupported(source, error.range, &message, "the syntax of Python 3.11")
    });
    problems.extend(newer);
    if !problems.is_empty() {
        return Err(problems);
    }
    let module = parsed.into_syntax();
    let file = Rc::new(File {
        name: source.name.clone(),
        text: source.text.clone(),
        library,
    });
    let scopes = Scopes::of(&module.body);
    let shared = Shared {
        file,
        lines: LineIndex::from_source_text(text),
        scopes,
    };
    let mut compiler = Compiler {
        shared,
        units: Vec::new(),
        source,
        problems,
        future_annotations: false,
        text,
    };
    for (range, message) in std::mem::take(&mut compiler.shared.scopes.faults) {
        compiler.fault(range, &message);
    }
    let code = compiler.module(&module);
    let mut problems = compiler.problems;
    if problems.is_empty() {
        Ok(code)
    } else {
        problems.sort_by_key(|problem| problem.place.bytes);
        Err(problems)
    }
}

fn syntax(source: &Source, range: TextRange, message: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: "python-syntax".to_owned(),
        message: message.to_owned(),
        place: place(source, range),
        help: None,
    }
}

fn unsupported(source: &Source, range: TextRange, message: &str, instead: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: "python-unsupported".to_owned(),
        message: message.to_owned(),
        place: place(source, range),
        help: Some(format!("what works here: {instead}")),
    }
}

fn place(source: &Source, range: TextRange) -> Place {
    Place::new(
        &source.name,
        &source.text,
        range.start().to_usize(),
        range.end().to_usize(),
    )
}

struct Compiler<'a> {
    shared: Shared,
    units: Vec<Unit<'a>>,
    source: &'a Source,
    problems: Vec<Diagnostic>,
    future_annotations: bool,
    text: &'a str,
}

impl<'a> Compiler<'a> {
    fn unit(&mut self) -> &mut Unit<'a> {
        self.units.last_mut().expect("invariant: a unit is open")
    }

    fn at(&mut self, range: TextRange) {
        self.unit().at(range);
    }

    fn emit(&mut self, op: Op) {
        self.unit().emit(op);
    }

    fn constant(&mut self, value: Const) {
        self.unit().constant(value);
    }

    fn variable(&mut self, name: &str, access: Access) {
        let Compiler { units, shared, .. } = self;
        units
            .last_mut()
            .expect("invariant: a unit is open")
            .variable(shared, name, access);
    }

    fn attr_name(&mut self, name: &str) -> u32 {
        let name = self.unit().mangled(name);
        self.unit().name_index(&name)
    }

    fn text_of(&self, range: TextRange) -> String {
        self.text[range].to_owned()
    }

    fn fault(&mut self, range: TextRange, message: &str) {
        let problem = syntax(self.source, range, message);
        self.problems.push(problem);
        self.placeholder();
    }

    fn refuse(&mut self, range: TextRange, what: &str, instead: &str) {
        let message = format!("{what}: not run here");
        let problem = unsupported(self.source, range, &message, instead);
        self.problems.push(problem);
        self.placeholder();
    }

    /// Keeps the operand stack in order after a problem; such code never runs.
    fn placeholder(&mut self) {
        if let Some(unit) = self.units.last_mut() {
            unit.depth += 64;
        }
    }

    fn module(&mut self, module: &'a ast::ModModule) -> Rc<Code> {
        let unit = Unit::new(&self.shared, 0, Kind::Module, "<module>", "<module>");
        self.units.push(unit);
        let doc = docstring(&module.body);
        if has_annotations(&module.body) {
            self.emit(Op::SetupAnnotations);
        }
        let rest = if doc.is_some() {
            &module.body[1..]
        } else {
            &module.body[..]
        };
        self.body(rest);
        self.emit(Op::None);
        self.emit(Op::Return);
        let unit = self.units.pop().expect("invariant: a unit is open");
        let parts = Parts {
            first_line: 1,
            doc,
            ..Default::default()
        };
        unit.finish(&self.shared, parts)
    }

    /// Opens a nested code object.
    fn begin(&mut self, scope: usize, kind: Kind, name: &str) {
        let outer = self.unit();
        let qualname = match outer.kind {
            Kind::Module => name.to_owned(),
            Kind::Class => format!("{}.{name}", outer.qualname),
            _ => format!("{}.<locals>.{name}", outer.qualname),
        };
        let class = outer.class.clone();
        let mut unit = Unit::new(&self.shared, scope, kind, name, &qualname);
        unit.class = class;
        self.units.push(unit);
    }

    /// Closes it and makes the function in the code around; `flags` says what
    /// defaults already lie on the stack.
    fn end(&mut self, parts: Parts, mut flags: u16) {
        let unit = self.units.pop().expect("invariant: a unit is open");
        let frees = self.shared.scopes.scopes[unit.scope].frees.clone();
        let code = unit.finish(&self.shared, parts);
        if !frees.is_empty() {
            for name in &frees {
                let slot = self.unit().slot(name);
                self.emit(Op::LoadClosure(slot));
            }
            self.emit(Op::BuildTuple(frees.len() as u32));
            flags |= function_parts::CLOSURE;
        }
        self.unit().children.push(code);
        let child = self.unit().children.len() as u16 - 1;
        self.emit(Op::MakeFunction(child, flags));
    }

    fn function_def(&mut self, function: &'a ast::StmtFunctionDef) {
        if function.is_async {
            self.refuse(
                function.range,
                "async def",
                "a plain function, or a thread for each task",
            );
            return;
        }
        self.statement_line(function.range, function.name.range);
        for decorator in &function.decorator_list {
            self.expr(&decorator.expression);
            self.emit(Op::Null);
        }
        self.at(TextRange::new(
            function.range.start(),
            function.name.range.end(),
        ));
        let flags = self.defaults(&function.parameters) | self.annotations(function);
        let scope = self
            .shared
            .scopes
            .find(key(ScopeKind::Function, function.range));
        let kind = self.function_kind(scope);
        self.begin(scope, kind, &function.name);
        if kind == Kind::Generator {
            self.emit(Op::GeneratorStart);
        }
        let doc = docstring(&function.body);
        let rest = if doc.is_some() {
            &function.body[1..]
        } else {
            &function.body[..]
        };
        self.body(rest);
        self.emit(Op::None);
        self.emit(Op::Return);
        let line = self.shared.span(function.name.range).line;
        let parts = parts(&function.parameters, line, doc);
        self.end(parts, flags);
        for decorator in function.decorator_list.iter().rev() {
            self.at(decorator.expression.range());
            self.emit(Op::Call(1));
        }
        self.variable(&function.name, Access::Store);
    }

    /// A `def` or `class` line is one statement: from its keyword to its name.
    fn statement_line(&mut self, range: TextRange, name: TextRange) {
        let start = self.text[range]
            .find(|c: char| !c.is_whitespace())
            .unwrap_or(0);
        let head = TextRange::new(
            range.start() + ruff_text_size::TextSize::from(start as u32),
            name.end(),
        );
        let line_start = self.text[..name.start().to_usize()]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let start = line_start.max(head.start().to_usize()) as u32;
        let skipped =
            self.text[start as usize..].len() - self.text[start as usize..].trim_start().len();
        let range = TextRange::new((start + skipped as u32).into(), name.end());
        let Compiler { units, shared, .. } = self;
        units
            .last_mut()
            .expect("invariant: a unit is open")
            .statement(shared, range);
    }

    fn function_kind(&self, scope: usize) -> Kind {
        if self.shared.scopes.scopes[scope].is_generator {
            Kind::Generator
        } else {
            Kind::Function
        }
    }

    /// Evaluates defaults; gives the flags for `MakeFunction`.
    fn defaults(&mut self, parameters: &'a ast::Parameters) -> u16 {
        let mut flags = 0;
        let positional: Vec<&'a Expr> = parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .filter_map(|parameter| parameter.default.as_deref())
            .collect();
        if !positional.is_empty() {
            positional.iter().for_each(|default| self.expr(default));
            self.emit(Op::BuildTuple(positional.len() as u32));
            flags |= function_parts::DEFAULTS;
        }
        let mut keyword_only = 0;
        for parameter in &parameters.kwonlyargs {
            if let Some(default) = &parameter.default {
                let name = self.unit().mangled(&parameter.parameter.name);
                self.constant(Const::Str(name.into()));
                self.expr(default);
                keyword_only += 1;
            }
        }
        if keyword_only > 0 {
            self.emit(Op::BuildDict(keyword_only));
            flags |= function_parts::KW_DEFAULTS;
        }
        flags
    }

    /// Evaluates annotations, or keeps their text; gives the flag for
    /// `MakeFunction`.
    fn annotations(&mut self, function: &'a ast::StmtFunctionDef) -> u16 {
        let annotated = annotated(function);
        if annotated.is_empty() {
            return 0;
        }
        for (name, annotation) in &annotated {
            let name = self.unit().mangled(name);
            self.constant(Const::Str(name.into()));
            self.annotation(annotation);
        }
        self.emit(Op::BuildDict(annotated.len() as u32));
        function_parts::ANNOTATIONS
    }

    /// The value of an annotation, or its text if that is asked for.
    fn annotation(&mut self, annotation: &'a Expr) {
        if !self.future_annotations {
            self.expr(annotation);
            return;
        }
        let text = match annotation {
            Expr::StringLiteral(literal) => {
                crate::python::text::repr::str_repr(literal.value.to_str())
            }
            _ => self.text_of(annotation.range()),
        };
        self.constant(Const::Str(text.into()));
    }

    fn lambda(&mut self, lambda: &'a ast::ExprLambda) {
        let flags = match &lambda.parameters {
            Some(parameters) => self.defaults(parameters),
            None => 0,
        };
        let scope = self
            .shared
            .scopes
            .find(key(ScopeKind::Function, lambda.range));
        let kind = self.function_kind(scope);
        self.begin(scope, kind, "<lambda>");
        if kind == Kind::Generator {
            self.emit(Op::GeneratorStart);
        }
        self.expr(&lambda.body);
        self.emit(Op::Return);
        let line = self.shared.span(lambda.range).line;
        let parts = match &lambda.parameters {
            Some(parameters) => parts(parameters, line, None),
            None => Parts {
                first_line: line,
                ..Default::default()
            },
        };
        self.end(parts, flags);
    }

    fn class_def(&mut self, class: &'a ast::StmtClassDef) {
        self.statement_line(class.range, class.name.range);
        for decorator in &class.decorator_list {
            self.expr(&decorator.expression);
            self.emit(Op::Null);
        }
        // From the keyword on: decorators stand before it.
        let name_at = class.name.start().to_usize();
        let line = self.text[..name_at].rfind('\n').map_or(0, |at| at + 1);
        let indent = self.text[line..].len() - self.text[line..].trim_start().len();
        let start = class.start().to_usize().max(line + indent) as u32;
        let head = TextRange::new(start.into(), class.end());
        self.at(head);
        let scope = self.shared.scopes.find(key(ScopeKind::Class, class.range));
        self.class_body(class, scope);
        self.constant(Const::Str(class.name.as_str().into()));
        let (mut bases, mut keywords) = (0, 0);
        if let Some(arguments) = &class.arguments {
            for base in &arguments.args {
                if let Expr::Starred(starred) = base {
                    self.refuse(
                        starred.range,
                        "a starred list of bases",
                        "the bases written out",
                    );
                    continue;
                }
                self.expr(base);
                bases += 1;
            }
            let mut rest: Vec<&'a ast::Keyword> = arguments.keywords.iter().collect();
            rest.retain(|keyword| !self.is_metaclass(keyword));
            for keyword in &arguments.keywords {
                if is_abc_meta(keyword) {
                    self.expr(&keyword.value);
                    bases += 1;
                }
            }
            if !rest.is_empty() {
                keywords = 1;
                self.class_keywords(&rest);
            }
        }
        self.at(head);
        self.emit(Op::BuildClass(bases, keywords));
        for decorator in class.decorator_list.iter().rev() {
            self.at(decorator.expression.range());
            self.emit(Op::Call(1));
        }
        self.variable(&class.name, Access::Store);
    }

    fn class_keywords(&mut self, keywords: &[&'a ast::Keyword]) {
        for keyword in keywords {
            match &keyword.arg {
                Some(name) => self.constant(Const::Str(name.as_str().into())),
                None => self.refuse(
                    keyword.range,
                    "** in a class header",
                    "the keywords written out",
                ),
            }
            self.expr(&keyword.value);
        }
        self.emit(Op::BuildDict(keywords.len() as u32));
    }

    /// `metaclass=ABCMeta` is as good as the base `ABC`, which `ABCMeta` as a
    /// base stands for; others are refused.
    fn is_metaclass(&mut self, keyword: &'a ast::Keyword) -> bool {
        let is_metaclass = keyword
            .arg
            .as_ref()
            .is_some_and(|name| name.as_str() == "metaclass");
        if is_metaclass && !matches!(last_name(&keyword.value), "ABCMeta" | "type") {
            self.refuse(
                keyword.range,
                "metaclasses",
                "a base class with __init_subclass__, or a class decorator",
            );
        }
        is_metaclass
    }

    fn class_body(&mut self, class: &'a ast::StmtClassDef, scope: usize) {
        self.begin(scope, Kind::Class, &class.name);
        self.unit().class = Some(class.name.to_string());
        let module = self.unit().name_index("__name__");
        self.emit(Op::LoadGlobal(module, 0));
        let target = self.unit().name_index("__module__");
        self.emit(Op::StoreName(target, 0));
        let qualname = self.unit().qualname.clone();
        self.constant(Const::Str(qualname));
        let target = self.unit().name_index("__qualname__");
        self.emit(Op::StoreName(target, 0));
        let doc = docstring(&class.body);
        if let Some(doc) = &doc {
            self.constant(Const::Str(doc.clone()));
            let target = self.unit().name_index("__doc__");
            self.emit(Op::StoreName(target, 0));
        }
        if has_annotations(&class.body) {
            self.emit(Op::SetupAnnotations);
        }
        let rest = if doc.is_some() {
            &class.body[1..]
        } else {
            &class.body[..]
        };
        self.body(rest);
        let has_cell = self.shared.scopes.scopes[scope]
            .cells
            .iter()
            .any(|name| name == "__class__");
        if has_cell {
            let slot = self.unit().slot("__class__");
            self.emit(Op::LoadClosure(slot));
        } else {
            self.emit(Op::None);
        }
        self.emit(Op::Return);
        let line = self.shared.span(class.name.range).line;
        let parts = Parts {
            first_line: line,
            ..Default::default()
        };
        self.end(parts, 0);
    }
}

fn parts(parameters: &ast::Parameters, line: u32, doc: Option<Rc<str>>) -> Parts {
    Parts {
        first_line: line,
        positional_only: parameters.posonlyargs.len() as u32,
        positional: (parameters.posonlyargs.len() + parameters.args.len()) as u32,
        keyword_only: parameters.kwonlyargs.len() as u32,
        rest: parameters.vararg.is_some(),
        rest_keywords: parameters.kwarg.is_some(),
        doc,
    }
}

fn docstring(body: &[Stmt]) -> Option<Rc<str>> {
    match body.first()? {
        Stmt::Expr(first) => match &*first.value {
            Expr::StringLiteral(literal) => Some(literal.value.to_str().into()),
            _ => None,
        },
        _ => None,
    }
}

/// The annotations of a function by name, in CPython's order.
pub(super) fn annotated(function: &ast::StmtFunctionDef) -> Vec<(&str, &Expr)> {
    let all = &function.parameters;
    let (vararg, kwarg) = (all.vararg.as_deref(), all.kwarg.as_deref());
    let positional = all.posonlyargs.iter().chain(&all.args);
    let parameters = positional
        .map(|one| &one.parameter)
        .chain(vararg)
        .chain(all.kwonlyargs.iter().map(|one| &one.parameter))
        .chain(kwarg);
    let mut found: Vec<(&str, &Expr)> = parameters
        .filter_map(|one| Some((one.name.as_str(), one.annotation.as_deref()?)))
        .collect();
    if let Some(returns) = function.returns.as_deref() {
        found.push(("return", returns));
    }
    found
}

fn last_name(expr: &Expr) -> &str {
    match expr {
        Expr::Name(name) => name.id.as_str(),
        Expr::Attribute(attribute) => attribute.attr.as_str(),
        _ => "",
    }
}

fn is_abc_meta(keyword: &ast::Keyword) -> bool {
    keyword
        .arg
        .as_ref()
        .is_some_and(|name| name.as_str() == "metaclass")
        && last_name(&keyword.value) == "ABCMeta"
}

fn has_annotations(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match stmt {
        Stmt::AnnAssign(_) => true,
        Stmt::If(choice) => {
            has_annotations(&choice.body)
                || choice
                    .elif_else_clauses
                    .iter()
                    .any(|clause| has_annotations(&clause.body))
        }
        Stmt::Try(statement) => has_annotations(&statement.body),
        Stmt::With(with) => has_annotations(&with.body),
        Stmt::For(loop_) => has_annotations(&loop_.body),
        Stmt::While(loop_) => has_annotations(&loop_.body),
        _ => false,
    })
}

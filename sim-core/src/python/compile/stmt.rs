//! Statements to instructions.

use super::Compiler;
use super::emit::{Access, Block, Leave};
use super::scope::Place;
use crate::python::code::*;
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

impl<'a> Compiler<'a> {
    pub(super) fn body(&mut self, body: &'a [Stmt]) {
        for stmt in body {
            // What follows a `return` or `raise` can never run.
            if !self.unit().reachable {
                break;
            }
            self.stmt(stmt);
        }
    }

    pub(super) fn header(&mut self, start: TextRange, end: TextRange) -> TextRange {
        let range = TextRange::new(start.start(), end.end());
        self.statement(range);
        range
    }

    fn statement(&mut self, range: TextRange) {
        let Compiler { units, shared, .. } = self;
        units
            .last_mut()
            .expect("invariant: a unit is open")
            .statement(shared, range);
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(function) => self.function_def(function),
            Stmt::ClassDef(class) => self.class_def(class),
            Stmt::Return(ret) => self.return_stmt(ret),
            Stmt::Delete(delete) => {
                self.statement(delete.range);
                delete.targets.iter().for_each(|target| self.delete(target));
            }
            Stmt::Assign(assign) => {
                self.statement(assign.range);
                self.expr(&assign.value);
                let last = assign.targets.len() - 1;
                for (at, target) in assign.targets.iter().enumerate() {
                    if at < last {
                        self.emit(Op::Dup);
                    }
                    self.store(target);
                }
            }
            Stmt::AugAssign(assign) => self.aug_assign(assign),
            Stmt::AnnAssign(assign) => self.ann_assign(assign),
            Stmt::For(loop_) => self.for_stmt(loop_),
            Stmt::While(loop_) => self.while_stmt(loop_),
            Stmt::If(choice) => self.if_stmt(choice),
            Stmt::With(with) => {
                if with.is_async {
                    self.refuse(with.range, "async with", "a plain `with` statement");
                }
                self.with_items(with, 0);
            }
            Stmt::Raise(raise) => {
                self.statement(raise.range);
                let mut count = 0;
                for part in [&raise.exc, &raise.cause].into_iter().flatten() {
                    self.expr(part);
                    count += 1;
                }
                self.at(raise.range);
                self.emit(Op::Raise(count));
            }
            Stmt::Try(statement) => self.try_stmt(statement),
            Stmt::Assert(assert) => self.assert_stmt(assert),
            Stmt::Import(import) => self.import(import),
            Stmt::ImportFrom(import) => self.import_from(import),
            Stmt::Global(_) | Stmt::Nonlocal(_) => self.statement(stmt.range()),
            Stmt::Expr(expr) => {
                self.statement(expr.range);
                self.expr(&expr.value);
                self.emit(Op::Pop);
            }
            Stmt::Pass(pass) => {
                self.statement(pass.range);
                self.emit(Op::Nop);
            }
            Stmt::Break(_) | Stmt::Continue(_) => self.jump_out(stmt),
            Stmt::Match(matching) => self.match_stmt(matching),
            Stmt::TypeAlias(alias) => {
                self.refuse(alias.range, "type aliases", "a plain assignment");
            }
            Stmt::IpyEscapeCommand(escape) => self.fault(escape.range, "invalid syntax"),
        }
    }

    fn return_stmt(&mut self, ret: &'a ast::StmtReturn) {
        self.statement(ret.range);
        if !matches!(self.unit().kind, Kind::Function | Kind::Generator) {
            self.fault(ret.range, "'return' outside function");
            return;
        }
        match &ret.value {
            Some(value) => self.expr(value),
            None => self.emit(Op::None),
        }
        self.leave_all(true);
        self.at(ret.range);
        self.emit(Op::Return);
    }

    /// Leaves every open block, innermost first, as `return` does.
    fn leave_all(&mut self, keeps_value: bool) {
        self.leave_until(keeps_value, |_| false);
    }

    /// Leaves blocks up to (not including) the first that `stop`s; then opens
    /// them again for the text that follows.
    fn leave_until(&mut self, keeps_value: bool, stop: impl Fn(&Leave) -> bool) {
        let mut left: Vec<Block<'a>> = Vec::new();
        let (depth, reachable) = (self.unit().depth, self.unit().reachable);
        while let Some(block) = self.unit().blocks.last() {
            if stop(&block.leave) {
                break;
            }
            let block = self.unit().close();
            self.leave(&block.leave, keeps_value);
            left.push(block);
        }
        let unit = self.unit();
        if !unit.reachable && reachable {
            // A `return` inside `finally` took over; what follows is dead.
            unit.depth = depth;
        }
        unit.reopen(left);
    }

    fn leave(&mut self, leave: &Leave<'a>, keeps_value: bool) {
        let sink = |compiler: &mut Self| {
            if keeps_value {
                compiler.emit(Op::Swap(2));
            }
        };
        match leave {
            Leave::While { .. } | Leave::Try | Leave::Guard => {}
            Leave::For { .. } => {
                sink(self);
                self.emit(Op::Pop);
            }
            Leave::Finally(body) => self.body(body),
            Leave::FinallyEnd => {
                sink(self);
                self.emit(Op::Pop);
                sink(self);
                self.emit(Op::PopException);
            }
            Leave::Handler(name) => {
                sink(self);
                self.emit(Op::PopException);
                if let Some(name) = name {
                    self.unbind(name);
                }
            }
            Leave::With(range) => {
                sink(self);
                self.at(*range);
                self.call_exit();
            }
        }
    }

    fn unbind(&mut self, name: &str) {
        self.emit(Op::None);
        self.variable(name, Access::Store);
        self.variable(name, Access::Delete);
    }

    fn call_exit(&mut self) {
        self.emit(Op::Null);
        for _ in 0..3 {
            self.emit(Op::None);
        }
        self.emit(Op::Call(3));
        self.emit(Op::Pop);
    }

    fn jump_out(&mut self, stmt: &'a Stmt) {
        self.statement(stmt.range());
        let breaks = matches!(stmt, Stmt::Break(_));
        let target = self
            .unit()
            .blocks
            .iter()
            .rev()
            .find_map(|block| match block.leave {
                Leave::While { exit, next } => Some((exit, next, false)),
                Leave::For { exit, next } => Some((exit, next, true)),
                _ => None,
            });
        let Some((exit, next, is_for)) = target else {
            let message = if breaks {
                "'break' outside loop"
            } else {
                "'continue' not properly in loop"
            };
            self.fault(stmt.range(), message);
            return;
        };
        let depth = self.unit().depth;
        self.leave_until(false, |leave| {
            matches!(leave, Leave::While { .. } | Leave::For { .. })
        });
        if breaks {
            if is_for {
                self.emit(Op::Pop);
            }
            self.unit().jump(Op::Jump, exit);
        } else {
            self.unit().jump(Op::JumpBack, next);
        }
        self.unit().depth = depth;
    }

    fn if_stmt(&mut self, choice: &'a ast::StmtIf) {
        let end = self.unit().label();
        self.header(choice.range, choice.test.range());
        let mut otherwise = self.unit().label();
        self.jump_if(&choice.test, otherwise, false);
        self.body(&choice.body);
        for clause in &choice.elif_else_clauses {
            self.unit().jump(Op::Jump, end);
            self.unit().place(otherwise);
            otherwise = self.unit().label();
            if let Some(test) = &clause.test {
                self.header(clause.range, test.range());
                self.jump_if(test, otherwise, false);
            }
            self.body(&clause.body);
        }
        self.unit().place(otherwise);
        self.unit().place(end);
    }

    fn while_stmt(&mut self, loop_: &'a ast::StmtWhile) {
        let (start, next, otherwise, exit) = self.four_labels();
        self.header(loop_.range, loop_.test.range());
        self.jump_if(&loop_.test, otherwise, false);
        self.unit().place(start);
        self.unit().open(Leave::While { exit, next }, None);
        self.body(&loop_.body);
        self.unit().close();
        self.unit().place(next);
        if self.unit().reachable {
            self.header(loop_.range, loop_.test.range());
            self.jump_if(&loop_.test, otherwise, false);
            self.unit().jump(Op::JumpBack, start);
        }
        self.unit().place(otherwise);
        self.body(&loop_.orelse);
        self.unit().place(exit);
    }

    fn four_labels(
        &mut self,
    ) -> (
        super::emit::Label,
        super::emit::Label,
        super::emit::Label,
        super::emit::Label,
    ) {
        let unit = self.unit();
        (unit.label(), unit.label(), unit.label(), unit.label())
    }

    fn for_stmt(&mut self, loop_: &'a ast::StmtFor) {
        if loop_.is_async {
            self.refuse(loop_.range, "async for", "a plain `for` loop");
        }
        let (start, next, otherwise, exit) = self.four_labels();
        let header = self.header(loop_.range, loop_.iter.range());
        self.expr(&loop_.iter);
        self.at(loop_.range);
        self.emit(Op::GetIter);
        self.unit().place(start);
        self.at(loop_.range);
        self.unit().jump(Op::ForIter, otherwise);
        self.store(&loop_.target);
        self.unit().open(Leave::For { exit, next }, None);
        self.body(&loop_.body);
        self.unit().close();
        self.unit().place(next);
        if self.unit().reachable {
            self.statement(header);
            self.unit().jump(Op::JumpBack, start);
        }
        self.unit().place(otherwise);
        self.body(&loop_.orelse);
        self.unit().place(exit);
    }

    fn with_items(&mut self, with: &'a ast::StmtWith, at: usize) {
        let Some(item) = with.items.get(at) else {
            self.body(&with.body);
            return;
        };
        let range = item.context_expr.range();
        if at == 0 {
            let end = with.items.last().map_or(range, |last| {
                last.optional_vars
                    .as_ref()
                    .map_or(last.context_expr.range(), |vars| vars.range())
            });
            self.header(with.range, end);
        }
        self.expr(&item.context_expr);
        self.at(range);
        self.emit(Op::With);
        // [exit, entered]
        let handler = self.unit().label();
        self.unit().depth -= 1;
        self.unit().open(Leave::With(with.range), Some(handler));
        let depth = self.unit().depth;
        self.unit().depth += 1;
        match &item.optional_vars {
            Some(target) => self.store(target),
            None => self.emit(Op::Pop),
        }
        self.with_items(with, at + 1);
        self.unit().close();
        let end = self.unit().label();
        self.at(with.range);
        if self.unit().reachable {
            self.call_exit();
            self.unit().jump(Op::Jump, end);
        }
        self.unit().place_handler(handler, depth);
        self.at(with.range);
        self.emit(Op::PushException);
        let cleanup = self.unit().label();
        let inner = self.unit().depth - 1;
        self.guard(cleanup, inner, |compiler| {
            compiler.emit(Op::WithExcept);
            let suppress = compiler.unit().label();
            compiler.unit().jump(Op::PopJumpIfTrue, suppress);
            compiler.reraise();
            compiler.unit().place(suppress);
        });
        self.emit(Op::Pop);
        self.emit(Op::PopException);
        self.emit(Op::Pop);
        self.unit().jump(Op::Jump, end);
        self.cleanup(cleanup, inner);
        self.unit().place(end);
    }

    /// Compiles a handler's text so that an exception in it first restores
    /// what was handled before: operands up to `depth` (the previous exception)
    /// are kept for `cleanup`.
    fn guard(&mut self, cleanup: super::emit::Label, depth: u32, body: impl FnOnce(&mut Self)) {
        let real = self.unit().depth;
        self.unit().depth = depth;
        self.unit().open(Leave::Guard, Some(cleanup));
        self.unit().depth = real;
        body(self);
        self.unit().close();
    }

    /// Raises again out of a guarded handler. The guard does not protect this
    /// instruction: it has given back what the guard would restore.
    fn reraise(&mut self) {
        let guard = self.unit().close();
        self.emit(Op::Reraise);
        self.unit().reopen(vec![guard]);
    }

    fn cleanup(&mut self, cleanup: super::emit::Label, depth: u32) {
        self.unit().place_handler(cleanup, depth);
        self.emit(Op::Reraise);
    }

    fn try_stmt(&mut self, statement: &'a ast::StmtTry) {
        if statement.is_star {
            self.refuse(statement.range, "except*", "a plain `except`");
        }
        if statement.finalbody.is_empty() {
            self.try_except(statement);
            return;
        }
        let handler = self.unit().label();
        self.unit()
            .open(Leave::Finally(&statement.finalbody), Some(handler));
        let depth = self.unit().depth;
        if statement.handlers.is_empty() {
            self.body(&statement.body);
        } else {
            self.try_except(statement);
        }
        self.unit().close();
        let end = self.unit().label();
        if self.unit().reachable {
            self.body(&statement.finalbody);
            self.unit().jump(Op::Jump, end);
        }
        self.unit().place_handler(handler, depth);
        self.emit(Op::PushException);
        let cleanup = self.unit().label();
        self.guard(cleanup, depth + 1, |compiler| {
            compiler.unit().open(Leave::FinallyEnd, None);
            compiler.body(&statement.finalbody);
            compiler.unit().close();
            compiler.reraise();
        });
        self.cleanup(cleanup, depth + 1);
        self.unit().place(end);
    }

    fn try_except(&mut self, statement: &'a ast::StmtTry) {
        let handler = self.unit().label();
        self.unit().open(Leave::Try, Some(handler));
        let depth = self.unit().depth;
        self.body(&statement.body);
        self.unit().close();
        let end = self.unit().label();
        self.body(&statement.orelse);
        self.unit().jump(Op::Jump, end);
        self.unit().place_handler(handler, depth);
        self.emit(Op::PushException);
        let cleanup = self.unit().label();
        self.guard(cleanup, depth + 1, |compiler| {
            for (at, clause) in statement.handlers.iter().enumerate() {
                let ast::ExceptHandler::ExceptHandler(clause) = clause;
                if clause.type_.is_none() && at + 1 < statement.handlers.len() {
                    compiler.fault(clause.range, "default 'except:' must be last");
                }
                compiler.except_clause(clause, end);
            }
            compiler.reraise();
        });
        self.cleanup(cleanup, depth + 1);
        self.unit().place(end);
    }

    /// One clause: [previous, exception] in, the same out if it does not match.
    fn except_clause(
        &mut self,
        clause: &'a ast::ExceptHandlerExceptHandler,
        end: super::emit::Label,
    ) {
        let next = self.unit().label();
        let depth = self.unit().depth;
        let header = clause
            .name
            .as_ref()
            .map(|name| name.range)
            .or(clause.type_.as_ref().map(|kind| kind.range()))
            .unwrap_or(TextRange::at(clause.range.start(), 6.into()));
        self.header(clause.range, header);
        if let Some(kind) = &clause.type_ {
            self.expr(kind);
            self.at(kind.range());
            self.emit(Op::MatchException);
            self.unit().jump(Op::PopJumpIfFalse, next);
        }
        match &clause.name {
            Some(name) => self.variable(name, Access::Store),
            None => self.emit(Op::Pop),
        }
        // [previous]
        let name = clause.name.as_ref().map(|name| name.to_string());
        let unbind = self.unit().label();
        let inner = self.unit().depth;
        self.unit()
            .open(Leave::Handler(name.clone()), name.as_ref().map(|_| unbind));
        self.body(&clause.body);
        self.unit().close();
        if self.unit().reachable {
            self.emit(Op::PopException);
            if let Some(name) = &name {
                self.unbind(name);
            }
            self.unit().jump(Op::Jump, end);
        }
        if let Some(name) = &name {
            self.unit().place_handler(unbind, inner);
            self.unbind(name);
            self.reraise();
        }
        self.unit().depth = depth;
        self.unit().place(next);
    }

    fn assert_stmt(&mut self, assert: &'a ast::StmtAssert) {
        self.statement(assert.range);
        let fine = self.unit().label();
        self.jump_if(&assert.test, fine, true);
        if let Some(message) = &assert.msg {
            self.expr(message);
        }
        self.at(assert.test.range());
        self.emit(Op::AssertionError(u32::from(assert.msg.is_some())));
        self.unit().place(fine);
    }

    fn aug_assign(&mut self, assign: &'a ast::StmtAugAssign) {
        self.statement(assign.range);
        let op = Op::InPlace(super::expr::binary(assign.op));
        match &*assign.target {
            Expr::Name(name) => {
                self.at(name.range);
                self.variable(&name.id, Access::Load);
                self.expr(&assign.value);
                self.at(assign.range);
                self.emit(op);
                self.variable(&name.id, Access::Store);
            }
            Expr::Attribute(target) => {
                let name = self.attr_name(&target.attr);
                self.expr(&target.value);
                // A variable that the value cannot bind anew is read again.
                let again = self.is_local(&target.value) && binds_nothing(&assign.value);
                if !again {
                    self.emit(Op::Dup);
                }
                self.at(target.range);
                self.emit(Op::LoadAttr(name, 0));
                self.expr(&assign.value);
                self.at(assign.range);
                self.emit(op);
                if again {
                    self.expr(&target.value);
                } else {
                    self.emit(Op::Swap(2));
                }
                self.at(target.range);
                self.emit(Op::StoreAttr(name, 0));
            }
            Expr::Subscript(target) => {
                self.expr(&target.value);
                self.index(&target.slice);
                self.emit(Op::DupTwo);
                self.at(target.range);
                self.emit(Op::Subscript);
                self.expr(&assign.value);
                self.at(assign.range);
                self.emit(op);
                self.emit(Op::Sink(2));
                self.at(target.range);
                self.emit(Op::StoreSubscript);
            }
            other => self.fault(other.range(), "illegal expression for augmented assignment"),
        }
    }

    /// Whether an expression is a plain local variable.
    fn is_local(&self, expr: &Expr) -> bool {
        let Expr::Name(name) = expr else {
            return false;
        };
        let unit = self.units.last().expect("invariant: a unit is open");
        let name = unit.mangled(&name.id);
        self.shared.scopes.place(unit.scope, &name) == Place::Local
    }

    fn ann_assign(&mut self, assign: &'a ast::StmtAnnAssign) {
        self.statement(assign.range);
        if let Some(value) = &assign.value {
            self.expr(value);
            self.store(&assign.target);
        }
        let named = matches!(&*assign.target, Expr::Name(_)) && assign.simple;
        if let Expr::Name(name) = &*assign.target
            && named
            && matches!(self.unit().kind, Kind::Module | Kind::Class)
        {
            self.annotation(&assign.annotation);
            let annotations = self.unit().name_index("__annotations__");
            self.emit(Op::LoadName(annotations, 0));
            let name = self.unit().mangled(&name.id);
            self.constant(Const::Str(name.into()));
            self.emit(Op::StoreSubscript);
        }
    }

    pub(super) fn store(&mut self, target: &'a Expr) {
        match target {
            Expr::Name(name) => {
                self.at(name.range);
                self.variable(&name.id, Access::Store);
            }
            Expr::Attribute(target) => {
                let name = self.attr_name(&target.attr);
                self.expr(&target.value);
                self.at(target.range);
                self.emit(Op::StoreAttr(name, 0));
            }
            Expr::Subscript(target) => {
                self.expr(&target.value);
                self.index(&target.slice);
                self.at(target.range);
                self.emit(Op::StoreSubscript);
            }
            Expr::Tuple(tuple) => self.unpack(&tuple.elts, tuple.range),
            Expr::List(list) => self.unpack(&list.elts, list.range),
            Expr::Starred(starred) => {
                self.fault(
                    starred.range,
                    "starred assignment target must be in a list or tuple",
                );
            }
            other => self.fault(other.range(), "cannot assign to expression"),
        }
    }

    fn unpack(&mut self, targets: &'a [Expr], range: TextRange) {
        let star = targets.iter().position(Expr::is_starred_expr);
        self.at(range);
        match star {
            None => self.emit(Op::Unpack(targets.len() as u32)),
            Some(star) => {
                if targets[star + 1..].iter().any(Expr::is_starred_expr) {
                    self.fault(range, "multiple starred expressions in assignment");
                    return;
                }
                self.emit(Op::UnpackStar(
                    star as u16,
                    (targets.len() - star - 1) as u16,
                ));
            }
        }
        for target in targets {
            match target {
                Expr::Starred(starred) => self.store(&starred.value),
                other => self.store(other),
            }
        }
    }

    fn delete(&mut self, target: &'a Expr) {
        match target {
            Expr::Name(name) => {
                self.at(name.range);
                self.variable(&name.id, Access::Delete);
            }
            Expr::Attribute(target) => {
                let name = self.attr_name(&target.attr);
                self.expr(&target.value);
                self.at(target.range);
                self.emit(Op::DeleteAttr(name));
            }
            Expr::Subscript(target) => {
                self.expr(&target.value);
                self.index(&target.slice);
                self.at(target.range);
                self.emit(Op::DeleteSubscript);
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                elts.iter().for_each(|target| self.delete(target));
            }
            other => self.fault(other.range(), "cannot delete expression"),
        }
    }

    fn import(&mut self, import: &'a ast::StmtImport) {
        self.statement(import.range);
        for alias in &import.names {
            self.check_module(alias.range, &alias.name);
            let module = self.unit().name_index(&alias.name);
            match &alias.asname {
                Some(name) => {
                    self.emit(Op::Import(module as u16, 1));
                    self.variable(name, Access::Store);
                }
                None => {
                    self.emit(Op::Import(module as u16, 0));
                    let top = alias.name.split('.').next().unwrap_or(&alias.name);
                    self.variable(top, Access::Store);
                }
            }
        }
    }

    /// Refuses a module that is known not to be here.
    fn check_module(&mut self, range: TextRange, module: &str) {
        if !self.unit().is_in_try()
            && let Some(instead) = super::absent::instead_of(module)
        {
            self.refuse(range, &format!("the module `{module}`"), instead);
        }
    }

    fn import_from(&mut self, import: &'a ast::StmtImportFrom) {
        self.statement(import.range);
        let module = import.module.as_ref().map_or("", |name| name.as_str());
        if module == "__future__" {
            for alias in &import.names {
                self.future_annotations |= alias.name.as_str() == "annotations";
            }
        }
        if import.level == 0 {
            self.check_module(import.range, module);
        }
        let dots = ".".repeat(import.level as usize);
        let module = self.unit().name_index(&format!("{dots}{module}"));
        self.emit(Op::Import(module as u16, 1));
        for alias in &import.names {
            if alias.name.as_str() == "*" {
                if self.unit().kind != Kind::Module {
                    self.fault(alias.range, "import * only allowed at module level");
                }
                self.emit(Op::ImportStar);
                return;
            }
            let name = self.unit().name_index(&alias.name);
            self.emit(Op::ImportFrom(name));
            self.variable(alias.asname.as_ref().unwrap_or(&alias.name), Access::Store);
        }
        self.emit(Op::Pop);
    }
}

/// Whether an expression surely binds no name: of the plainest only.
fn binds_nothing(expr: &Expr) -> bool {
    match expr {
        Expr::Name(_) | Expr::NumberLiteral(_) | Expr::StringLiteral(_) => true,
        Expr::Attribute(attribute) => binds_nothing(&attribute.value),
        Expr::BinOp(binary) => binds_nothing(&binary.left) && binds_nothing(&binary.right),
        _ => false,
    }
}

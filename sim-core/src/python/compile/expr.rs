//! Expressions to instructions.

use super::Compiler;
use super::emit::Access;
use super::scope::{ScopeKind, key};
use crate::python::code::*;
use crate::python::text::number::{self, Int};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

/// The operator of the tree as the machine's.
pub fn binary(op: ast::Operator) -> Binary {
    match op {
        ast::Operator::Add => Binary::Add,
        ast::Operator::Sub => Binary::Subtract,
        ast::Operator::Mult => Binary::Multiply,
        ast::Operator::MatMult => Binary::MatrixMultiply,
        ast::Operator::Div => Binary::Divide,
        ast::Operator::Mod => Binary::Modulo,
        ast::Operator::Pow => Binary::Power,
        ast::Operator::LShift => Binary::ShiftLeft,
        ast::Operator::RShift => Binary::ShiftRight,
        ast::Operator::BitOr => Binary::Or,
        ast::Operator::BitXor => Binary::Xor,
        ast::Operator::BitAnd => Binary::And,
        ast::Operator::FloorDiv => Binary::FloorDivide,
    }
}

fn comparison(op: ast::CmpOp) -> Op {
    match op {
        ast::CmpOp::Eq => Op::Compare(Comparison::Equal),
        ast::CmpOp::NotEq => Op::Compare(Comparison::NotEqual),
        ast::CmpOp::Lt => Op::Compare(Comparison::Less),
        ast::CmpOp::LtE => Op::Compare(Comparison::LessEqual),
        ast::CmpOp::Gt => Op::Compare(Comparison::Greater),
        ast::CmpOp::GtE => Op::Compare(Comparison::GreaterEqual),
        ast::CmpOp::Is => Op::Is,
        ast::CmpOp::IsNot => Op::IsNot,
        ast::CmpOp::In => Op::In,
        ast::CmpOp::NotIn => Op::NotIn,
    }
}

impl<'a> Compiler<'a> {
    pub(super) fn expr(&mut self, expr: &'a Expr) {
        self.at(expr.range());
        match expr {
            Expr::BoolOp(op) => self.bool_op(op),
            Expr::Named(named) => {
                self.expr(&named.value);
                self.emit(Op::Dup);
                self.store(&named.target);
            }
            Expr::BinOp(op) => {
                self.expr(&op.left);
                self.expr(&op.right);
                self.at(op.range);
                self.emit(Op::Binary(binary(op.op)));
            }
            Expr::UnaryOp(op) => self.unary(op),
            Expr::Lambda(lambda) => self.lambda(lambda),
            Expr::If(choice) => {
                let (otherwise, end) = (self.unit().label(), self.unit().label());
                self.jump_if(&choice.test, otherwise, false);
                self.expr(&choice.body);
                self.unit().jump(Op::Jump, end);
                self.unit().place(otherwise);
                self.expr(&choice.orelse);
                self.unit().place(end);
            }
            Expr::Dict(dict) => self.dict(dict),
            Expr::Set(set) => self.collection(
                (&set.elts, set.range),
                Op::BuildSet,
                Op::SetUpdate,
                Op::SetAdd(1),
            ),
            Expr::ListComp(comp) => {
                self.comprehension(
                    "<listcomp>",
                    comp.range,
                    &comp.generators,
                    &[&comp.elt],
                    Some(Op::BuildList(0)),
                );
            }
            Expr::SetComp(comp) => {
                self.comprehension(
                    "<setcomp>",
                    comp.range,
                    &comp.generators,
                    &[&comp.elt],
                    Some(Op::BuildSet(0)),
                );
            }
            Expr::DictComp(comp) => {
                let Some(key) = &comp.key else {
                    self.fault(
                        comp.range,
                        "dict unpacking cannot be used in dict comprehension",
                    );
                    return;
                };
                self.comprehension(
                    "<dictcomp>",
                    comp.range,
                    &comp.generators,
                    &[key, &comp.value],
                    Some(Op::BuildDict(0)),
                );
            }
            Expr::Generator(comp) => {
                self.comprehension(
                    "<genexpr>",
                    comp.range,
                    &comp.generators,
                    &[&comp.elt],
                    None,
                );
            }
            Expr::Await(await_) => {
                self.refuse(await_.range, "await", "a blocking call or a thread")
            }
            Expr::Yield(yield_) => self.yield_(yield_),
            Expr::YieldFrom(from) => self.yield_from(from),
            Expr::Compare(compare) => self.compare(compare),
            Expr::Call(call) => self.call(call),
            Expr::FString(string) => self.f_string(string),
            Expr::TString(string) => self.refuse(string.range, "template strings", "an f-string"),
            Expr::StringLiteral(literal) => {
                self.constant(Const::Str(literal.value.to_str().into()));
            }
            Expr::BytesLiteral(literal) => {
                let bytes: Vec<u8> = literal.value.bytes().collect();
                self.constant(Const::Bytes(bytes.into()));
            }
            Expr::NumberLiteral(literal) => self.number(literal),
            Expr::BooleanLiteral(literal) => self.constant(Const::Bool(literal.value)),
            Expr::NoneLiteral(_) => self.constant(Const::None),
            Expr::EllipsisLiteral(_) => self.constant(Const::Ellipsis),
            Expr::Attribute(attribute) => {
                let name = self.attr_name(&attribute.attr);
                self.expr(&attribute.value);
                self.at(attribute.range);
                self.emit(Op::LoadAttr(name, 0));
            }
            Expr::Subscript(subscript) => {
                self.expr(&subscript.value);
                self.index(&subscript.slice);
                self.at(subscript.range);
                self.emit(Op::Subscript);
            }
            Expr::Starred(starred) => {
                self.fault(starred.range, "can't use starred expression here");
            }
            Expr::Name(name) => self.variable(&name.id, Access::Load),
            Expr::List(list) => {
                self.collection(
                    (&list.elts, list.range),
                    Op::BuildList,
                    Op::ListExtend,
                    Op::ListAppend(1),
                );
            }
            Expr::Tuple(tuple) => self.tuple(tuple),
            Expr::Slice(slice) => self.slice(slice),
            Expr::IpyEscapeCommand(escape) => self.fault(escape.range, "invalid syntax"),
        }
    }

    fn number(&mut self, literal: &'a ast::ExprNumberLiteral) {
        match &literal.value {
            ast::Number::Int(int) => {
                let text = int.to_string();
                match int.as_i64() {
                    Some(small) => self.constant(Const::Int(Int::Small(small))),
                    None => match number::int_literal(&text) {
                        Ok(int) => self.constant(Const::Int(int)),
                        Err(error) => self.fault(literal.range, &error.message),
                    },
                }
            }
            ast::Number::Float(float) => self.constant(Const::Float(*float)),
            ast::Number::Complex { .. } => {
                self.refuse(literal.range, "complex numbers", "a pair of floats");
            }
        }
    }

    fn bool_op(&mut self, op: &'a ast::ExprBoolOp) {
        let end = self.unit().label();
        let last = op.values.len() - 1;
        for (at, value) in op.values.iter().enumerate() {
            self.expr(value);
            if at < last {
                match op.op {
                    ast::BoolOp::And => self.unit().jump(Op::JumpIfFalseOrPop, end),
                    ast::BoolOp::Or => self.unit().jump(Op::JumpIfTrueOrPop, end),
                }
            }
        }
        self.unit().place(end);
    }

    fn unary(&mut self, op: &'a ast::ExprUnaryOp) {
        if op.op == ast::UnaryOp::USub
            && let Expr::NumberLiteral(literal) = &*op.operand
        {
            match &literal.value {
                ast::Number::Int(int) if int.as_i64().is_some() => {
                    let value = int.as_i64().unwrap_or_default();
                    return self.constant(Const::Int(Int::Small(-value)));
                }
                ast::Number::Float(float) => return self.constant(Const::Float(-float)),
                _ => {}
            }
        }
        self.expr(&op.operand);
        self.at(op.range);
        self.emit(match op.op {
            ast::UnaryOp::Invert => Op::Invert,
            ast::UnaryOp::Not => Op::Not,
            ast::UnaryOp::UAdd => Op::Positive,
            ast::UnaryOp::USub => Op::Negate,
        });
    }

    /// Jumps to `label` if the truth of `test` is `wanted`, else falls through.
    pub(super) fn jump_if(&mut self, test: &'a Expr, label: super::emit::Label, wanted: bool) {
        match test {
            Expr::UnaryOp(op) if op.op == ast::UnaryOp::Not => {
                self.jump_if(&op.operand, label, !wanted);
            }
            Expr::BoolOp(op) => {
                let short = (op.op == ast::BoolOp::Or) == wanted;
                let last = op.values.len() - 1;
                let through = self.unit().label();
                for (at, value) in op.values.iter().enumerate() {
                    if at == last || short {
                        self.jump_if(value, label, wanted);
                    } else {
                        self.jump_if(value, through, !wanted);
                    }
                }
                self.unit().place(through);
            }
            Expr::BooleanLiteral(literal) => {
                if literal.value == wanted {
                    self.unit().jump(Op::Jump, label);
                }
            }
            Expr::Compare(compare) if compare.ops.len() == 1 && !wanted => {
                self.expr(&compare.left);
                self.expr(&compare.comparators[0]);
                self.at(compare.range);
                match comparison(compare.ops[0]) {
                    Op::Compare(how) => self.unit().jump(|to| Op::CompareJump(how, to), label),
                    other => {
                        self.emit(other);
                        self.unit().jump(Op::PopJumpIfFalse, label);
                    }
                }
            }
            _ => {
                self.expr(test);
                self.at(test.range());
                if wanted {
                    self.unit().jump(Op::PopJumpIfTrue, label);
                } else {
                    self.unit().jump(Op::PopJumpIfFalse, label);
                }
            }
        }
    }

    fn compare(&mut self, compare: &'a ast::ExprCompare) {
        self.expr(&compare.left);
        let last = compare.ops.len() - 1;
        if last == 0 {
            self.expr(&compare.comparators[0]);
            self.at(compare.range);
            self.emit(comparison(compare.ops[0]));
            return;
        }
        let (fail, end) = (self.unit().label(), self.unit().label());
        for (at, (op, right)) in compare.ops.iter().zip(&compare.comparators).enumerate() {
            self.expr(right);
            self.at(compare.range);
            if at < last {
                // [left, right] -> [right, left, right] -> [right, answer]
                self.emit(Op::Dup);
                self.emit(Op::Sink(2));
                self.emit(comparison(*op));
                self.unit().jump(Op::JumpIfFalseOrPop, fail);
            } else {
                self.emit(comparison(*op));
            }
        }
        self.unit().jump(Op::Jump, end);
        self.unit().place(fail);
        // [right, answer]
        self.emit(Op::Swap(2));
        self.emit(Op::Pop);
        self.unit().place(end);
    }

    fn collection(
        &mut self,
        (items, range): (&'a [Expr], TextRange),
        build: fn(u32) -> Op,
        extend: Op,
        append: Op,
    ) {
        if !items.iter().any(Expr::is_starred_expr) && items.len() <= 64 {
            items.iter().for_each(|item| self.expr(item));
            self.emit(build(items.len() as u32));
            return;
        }
        self.emit(build(0));
        for item in items {
            match item {
                Expr::Starred(starred) => {
                    self.expr(&starred.value);
                    self.at(range);
                    self.emit(extend);
                }
                other => {
                    self.expr(other);
                    self.emit(append);
                }
            }
        }
    }

    fn tuple(&mut self, tuple: &'a ast::ExprTuple) {
        if let Some(constants) = constants(&tuple.elts) {
            self.constant(Const::Tuple(constants));
        } else if tuple.elts.iter().any(Expr::is_starred_expr) || tuple.elts.len() > 64 {
            self.collection(
                (&tuple.elts, tuple.range),
                Op::BuildList,
                Op::ListExtend,
                Op::ListAppend(1),
            );
            self.emit(Op::ListToTuple);
        } else {
            tuple.elts.iter().for_each(|item| self.expr(item));
            self.emit(Op::BuildTuple(tuple.elts.len() as u32));
        }
    }

    fn dict(&mut self, dict: &'a ast::ExprDict) {
        let plain = dict.items.iter().all(|item| item.key.is_some()) && dict.items.len() <= 32;
        if plain {
            for item in &dict.items {
                if let Some(key) = &item.key {
                    self.expr(key);
                }
                self.expr(&item.value);
            }
            self.at(dict.range);
            self.emit(Op::BuildDict(dict.items.len() as u32));
            return;
        }
        self.emit(Op::BuildDict(0));
        for item in &dict.items {
            match &item.key {
                Some(key) => {
                    self.expr(key);
                    self.expr(&item.value);
                    self.at(dict.range);
                    self.emit(Op::DictAdd(1));
                }
                None => {
                    self.expr(&item.value);
                    self.at(item.value.range());
                    self.emit(Op::DictUpdate);
                }
            }
        }
    }

    pub(super) fn index(&mut self, index: &'a Expr) {
        self.expr(index);
    }

    fn slice(&mut self, slice: &'a ast::ExprSlice) {
        for part in [&slice.lower, &slice.upper] {
            match part {
                Some(part) => self.expr(part),
                None => self.emit(Op::None),
            }
        }
        let mut parts = 2;
        if let Some(step) = &slice.step {
            self.expr(step);
            parts = 3;
        }
        self.emit(Op::BuildSlice(parts));
    }

    fn yield_(&mut self, yield_: &'a ast::ExprYield) {
        if !self.in_generator(yield_.range, "'yield' outside function") {
            return;
        }
        match &yield_.value {
            Some(value) => self.expr(value),
            None => self.emit(Op::None),
        }
        self.at(yield_.range);
        self.emit(Op::Yield);
    }

    fn yield_from(&mut self, from: &'a ast::ExprYieldFrom) {
        if !self.in_generator(from.range, "'yield' outside function") {
            return;
        }
        self.expr(&from.value);
        self.at(from.range);
        self.emit(Op::YieldIter);
        self.emit(Op::None);
        let (start, end) = (self.unit().label(), self.unit().label());
        self.unit().place(start);
        self.unit().jump(Op::Send, end);
        self.emit(Op::Yield);
        self.unit().jump(Op::JumpBack, start);
        self.unit().place(end);
    }

    fn in_generator(&mut self, range: TextRange, message: &str) -> bool {
        let fine = self.unit().kind == Kind::Generator;
        if !fine {
            self.fault(range, message);
        }
        fine
    }

    fn call(&mut self, call: &'a ast::ExprCall) {
        let range = call.range();
        match &*call.func {
            Expr::Attribute(attribute) => {
                let name = self.attr_name(&attribute.attr);
                self.expr(&attribute.value);
                self.at(attribute.range);
                self.emit(Op::LoadMethod(name, 0));
            }
            other => {
                self.expr(other);
                self.emit(Op::Null);
            }
        }
        self.arguments(&call.arguments, range);
    }

    /// Arguments above [callable, receiver], and the call itself.
    pub(super) fn arguments(&mut self, arguments: &'a ast::Arguments, range: TextRange) {
        let spreads = arguments.args.iter().any(Expr::is_starred_expr)
            || arguments
                .keywords
                .iter()
                .any(|keyword| keyword.arg.is_none())
            || arguments.args.len() + arguments.keywords.len() > 200;
        if spreads {
            return self.spread_call(arguments, range);
        }
        arguments
            .args
            .iter()
            .for_each(|argument| self.expr(argument));
        for keyword in &arguments.keywords {
            self.expr(&keyword.value);
        }
        self.at(range);
        let count = arguments.args.len() + arguments.keywords.len();
        if arguments.keywords.is_empty() {
            self.emit(Op::Call(count as u32));
            return;
        }
        self.check_repeated(arguments);
        let names = arguments
            .keywords
            .iter()
            .filter_map(|keyword| keyword.arg.as_ref())
            .map(|name| Const::Str(name.as_str().into()))
            .collect();
        let names = self.unit().constant_index(Const::Tuple(names));
        self.emit(Op::CallKw(count as u16, names as u16));
    }

    fn check_repeated(&mut self, arguments: &'a ast::Arguments) {
        for (at, keyword) in arguments.keywords.iter().enumerate() {
            if let Some(name) = &keyword.arg
                && arguments.keywords[..at]
                    .iter()
                    .any(|other| other.arg.as_ref().map(|n| n.as_str()) == Some(name.as_str()))
            {
                self.fault(keyword.range, &format!("keyword argument repeated: {name}"));
            }
        }
    }

    fn spread_call(&mut self, arguments: &'a ast::Arguments, range: TextRange) {
        self.emit(Op::BuildList(0));
        let only = arguments.args.len() == 1;
        for argument in &arguments.args {
            match argument {
                Expr::Starred(starred) => {
                    self.expr(&starred.value);
                    self.at(range);
                    self.emit(if only { Op::ArgsExtend } else { Op::ListExtend });
                }
                other => {
                    self.expr(other);
                    self.emit(Op::ListAppend(1));
                }
            }
        }
        self.emit(Op::ListToTuple);
        let keywords = !arguments.keywords.is_empty();
        if keywords {
            self.keyword_dict(&arguments.keywords);
        }
        self.at(range);
        self.emit(Op::CallSpread(u32::from(keywords)));
    }

    pub(super) fn keyword_dict(&mut self, keywords: &'a [ast::Keyword]) {
        self.emit(Op::BuildDict(0));
        for keyword in keywords {
            match &keyword.arg {
                Some(name) => {
                    self.constant(Const::Str(name.as_str().into()));
                    self.expr(&keyword.value);
                    self.emit(Op::BuildDict(1));
                }
                None => self.expr(&keyword.value),
            }
            self.at(keyword.range);
            self.emit(Op::DictMerge);
        }
    }

    fn f_string(&mut self, string: &'a ast::ExprFString) {
        let mut parts = 0;
        for part in string.value.as_slice() {
            match part {
                ast::FStringPart::Literal(literal) => {
                    if !literal.value.is_empty() {
                        self.constant(Const::Str((&*literal.value).into()));
                        parts += 1;
                    }
                }
                ast::FStringPart::FString(string) => parts += self.f_elements(&string.elements),
            }
        }
        self.at(string.range);
        self.join(parts);
    }

    fn join(&mut self, parts: u32) {
        match parts {
            0 => self.constant(Const::Str("".into())),
            // Even a single field is a string already.
            1 => {}
            _ => self.emit(Op::BuildString(parts)),
        }
    }

    fn f_elements(&mut self, elements: &'a ast::InterpolatedStringElements) -> u32 {
        let mut parts = 0;
        for element in elements {
            match element {
                ast::InterpolatedStringElement::Literal(literal) => {
                    if !literal.value.is_empty() {
                        self.constant(Const::Str((&*literal.value).into()));
                        parts += 1;
                    }
                }
                ast::InterpolatedStringElement::Interpolation(field) => {
                    parts += self.f_field(field);
                }
            }
        }
        parts
    }

    fn f_field(&mut self, field: &'a ast::InterpolatedElement) -> u32 {
        let mut parts = 1;
        if let Some(debug) = &field.debug_text {
            let text = format!(
                "{}{}{}",
                debug.leading(),
                self.text_of(field.expression.range()),
                debug.trailing()
            );
            self.constant(Const::Str(text.into()));
            parts += 1;
        }
        self.expr(&field.expression);
        let conversion = match field.conversion {
            ast::ConversionFlag::None
                if field.debug_text.is_some() && field.format_spec.is_none() =>
            {
                Conversion::Repr
            }
            ast::ConversionFlag::None => Conversion::None,
            ast::ConversionFlag::Str => Conversion::Str,
            ast::ConversionFlag::Repr => Conversion::Repr,
            ast::ConversionFlag::Ascii => Conversion::Ascii,
        };
        if let Some(spec) = &field.format_spec {
            let parts = self.f_elements(&spec.elements);
            self.join(parts);
        }
        self.at(field.expression.range());
        self.emit(Op::Format(conversion, field.format_spec.is_some()));
        parts
    }

    fn comprehension(
        &mut self,
        name: &str,
        range: TextRange,
        generators: &'a [ast::Comprehension],
        elements: &[&'a Expr],
        build: Option<Op>,
    ) {
        let Some(first) = generators.first() else {
            return;
        };
        if generators.iter().any(|generator| generator.is_async) {
            self.refuse(
                range,
                "asynchronous comprehensions",
                "a plain comprehension",
            );
        }
        let kind = if build.is_some() {
            Kind::Function
        } else {
            Kind::Generator
        };
        let scope = self
            .shared
            .scopes
            .find(key(ScopeKind::Comprehension, range));
        self.begin(scope, kind, name);
        self.at(range);
        if let Some(build) = build {
            self.emit(build);
        } else {
            self.emit(Op::GeneratorStart);
        }
        self.comprehension_loop(generators, 0, elements, build.is_some());
        self.at(range);
        if build.is_none() {
            self.emit(Op::None);
        }
        self.emit(Op::Return);
        let parts = super::emit::Parts {
            first_line: self.shared.span(range).line,
            positional: 1,
            positional_only: 1,
            ..Default::default()
        };
        self.end(parts, 0);
        self.emit(Op::Null);
        self.expr(&first.iter);
        self.at(first.iter.range());
        self.emit(Op::GetIter);
        self.at(range);
        self.emit(Op::Call(1));
    }

    fn comprehension_loop(
        &mut self,
        generators: &'a [ast::Comprehension],
        at: usize,
        elements: &[&'a Expr],
        collects: bool,
    ) {
        let generator = &generators[at];
        let (start, next, end) = (
            self.unit().label(),
            self.unit().label(),
            self.unit().label(),
        );
        if at == 0 {
            self.emit(Op::LoadFast(0));
        } else {
            self.expr(&generator.iter);
            self.at(generator.iter.range());
            self.emit(Op::GetIter);
        }
        self.unit().place(start);
        self.at(generator.iter.range());
        self.unit().jump(Op::ForIter, end);
        self.store(&generator.target);
        for test in &generator.ifs {
            self.jump_if(test, next, false);
        }
        if at + 1 < generators.len() {
            self.comprehension_loop(generators, at + 1, elements, collects);
        } else {
            elements.iter().for_each(|element| self.expr(element));
            let depth = generators.len() as u32 + 1;
            match (collects, elements.len(), &self.unit().kind) {
                (false, ..) => {
                    self.emit(Op::Yield);
                    self.emit(Op::Pop);
                }
                (true, 2, _) => self.emit(Op::DictAdd(depth)),
                _ => {
                    let add = if &*self.unit().name == "<setcomp>" {
                        Op::SetAdd
                    } else {
                        Op::ListAppend
                    };
                    self.emit(add(depth));
                }
            }
        }
        self.unit().place(next);
        self.unit().jump(Op::JumpBack, start);
        self.unit().place(end);
    }
}

/// The constants a tuple of literals is made of.
fn constants(items: &[Expr]) -> Option<Vec<Const>> {
    items
        .iter()
        .map(|item| match item {
            Expr::StringLiteral(literal) => Some(Const::Str(literal.value.to_str().into())),
            Expr::BytesLiteral(literal) => Some(Const::Bytes(
                literal.value.bytes().collect::<Vec<u8>>().into(),
            )),
            Expr::NumberLiteral(literal) => match &literal.value {
                ast::Number::Int(int) => Some(Const::Int(Int::Small(int.as_i64()?))),
                ast::Number::Float(float) => Some(Const::Float(*float)),
                ast::Number::Complex { .. } => None,
            },
            Expr::BooleanLiteral(literal) => Some(Const::Bool(literal.value)),
            Expr::NoneLiteral(_) => Some(Const::None),
            Expr::Tuple(tuple) => Some(Const::Tuple(constants(&tuple.elts)?)),
            _ => None,
        })
        .collect()
}

//! Arithmetic: built-in operands here, the program's own `__add__` and its
//! kind through the prelude.

use super::Machine;
use super::native::{Answer, Stop};
use crate::python::builtins::sets;
use crate::python::code::{Binary, Op};
use crate::python::heap::{Object, Type, Value};
use crate::python::text::number::{self, Int, Power};
use crate::python::text::{TextError, TextResult, byte_strings, strings};

impl Machine {
    /// The outcome of a pure function, its error as an exception.
    pub(crate) fn text<T>(&mut self, result: TextResult<T>) -> Answer<T> {
        match result {
            Ok(value) => Ok(value),
            Err(error) => Err(self.text_error(error)),
        }
    }

    /// An error of a pure function as an exception.
    pub(crate) fn text_error(&mut self, error: TextError) -> Box<Stop> {
        let class = Type::exception(error.class).unwrap_or(Type::ValueError);
        if class == Type::MemoryError {
            let exception = self.exception(Value::Type(class), Vec::new());
            return Box::new(Stop::Raise(exception));
        }
        if let Some(fault) = error.fault {
            return self.codec_error(class, &error.message, &fault);
        }
        if class == Type::KeyError {
            let key = self.heap.str(&error.message);
            let exception = self.exception(Value::Type(class), vec![key]);
            return Box::new(Stop::Raise(exception));
        }
        self.error(class, error.message)
    }

    fn codec_error(
        &mut self,
        class: Type,
        message: &str,
        fault: &crate::python::text::CodecFault,
    ) -> Box<Stop> {
        let text = self.heap.str(message);
        let exception = self.exception(Value::Type(class), vec![text]);
        let (encoding, reason) = (self.heap.str(fault.encoding), self.heap.str(&fault.reason));
        self.set_exception_attr(exception, "encoding", encoding);
        self.set_exception_attr(exception, "start", Value::Int(fault.start as i64));
        self.set_exception_attr(exception, "end", Value::Int(fault.end as i64));
        self.set_exception_attr(exception, "reason", reason);
        Box::new(Stop::Raise(exception))
    }

    /// `a how b`, or `a how= b` in place.
    pub(crate) fn binary(&mut self, how: Binary, a: Value, b: Value, in_place: bool) -> Answer {
        if self.has_own_operators(a) || self.has_own_operators(b) {
            return self.own_binary(how, a, b, in_place);
        }
        let (x, y) = (self.heap.base_of(a), self.heap.base_of(b));
        if let Some(result) = self.numbers(how, x, y)? {
            return Ok(result);
        }
        if in_place && let Some(result) = self.in_place(how, a, x, y)? {
            return Ok(result);
        }
        if let Some(result) = self.sequences(how, x, y)? {
            return Ok(result);
        }
        self.unsupported_operands(how, a, b, in_place)
    }

    /// Whether a value is of a class of the program that could define operators.
    fn has_own_operators(&self, value: Value) -> bool {
        match value {
            Value::Ref(at) => matches!(
                self.heap.object(at),
                Object::Instance(_) | Object::Exception(_) | Object::Class(_)
            ),
            _ => false,
        }
    }

    fn own_binary(&mut self, how: Binary, a: Value, b: Value, in_place: bool) -> Answer {
        let method = how.method();
        let forward = format!("__{method}__");
        let reflected = format!("__r{method}__");
        let (class_a, class_b) = (self.heap.class_of(a), self.heap.class_of(b));
        let own = |machine: &Machine, class: Value, name: &str| {
            machine
                .class_lookup(class, name)
                .filter(|found| !matches!(found, Value::Native(_)))
        };
        let in_place_own = in_place && own(self, class_a, &format!("__i{method}__")).is_some();
        if in_place_own
            || own(self, class_a, &forward).is_some()
            || own(self, class_b, &reflected).is_some()
        {
            let symbol = self.heap.str(&operator_text(how, in_place));
            let base = self.heap.str(method);
            return Stop::twin(
                "binary_operator",
                vec![a, b, base, symbol, Value::Bool(in_place)],
            );
        }
        let (x, y) = (self.heap.base_of(a), self.heap.base_of(b));
        if let Some(result) = self.numbers(how, x, y)? {
            return Ok(result);
        }
        if in_place && let Some(result) = self.in_place(how, a, x, y)? {
            return Ok(result);
        }
        // What a text is filled with keeps its own `__str__`.
        let y = if how == Binary::Modulo { b } else { y };
        if let Some(result) = self.sequences(how, x, y)? {
            return Ok(result);
        }
        self.unsupported_operands(how, a, b, in_place)
    }

    /// The operation on built-in parts only, or `NotImplemented`.
    pub(crate) fn builtin_binary(&mut self, how: Binary, a: Value, b: Value) -> Answer {
        let (x, y) = (self.heap.base_of(a), self.heap.base_of(b));
        if let Some(result) = self.numbers(how, x, y)? {
            return Ok(result);
        }
        Ok(self.sequences(how, x, y)?.unwrap_or(Value::NotImplemented))
    }

    fn numbers(&mut self, how: Binary, a: Value, b: Value) -> Answer<Option<Value>> {
        if let (Value::Bool(x), Value::Bool(y)) = (a, b) {
            match how {
                Binary::And => return Ok(Some(Value::Bool(x & y))),
                Binary::Or => return Ok(Some(Value::Bool(x | y))),
                Binary::Xor => return Ok(Some(Value::Bool(x ^ y))),
                _ => {}
            }
        }
        match (self.heap.as_int(a), self.heap.as_int(b)) {
            (Some(x), Some(y)) => self.integers(how, &x, &y),
            (None, None) => match (a, b) {
                (Value::Float(x), Value::Float(y)) => self.floats(how, x, y),
                _ => Ok(None),
            },
            (Some(x), None) => match b {
                Value::Float(y) => {
                    let x = self.text(x.to_f64())?;
                    self.floats(how, x, y)
                }
                _ => Ok(None),
            },
            (None, Some(y)) => match a {
                Value::Float(x) => {
                    let y = self.text(y.to_f64())?;
                    self.floats(how, x, y)
                }
                _ => Ok(None),
            },
        }
    }

    fn integers(&mut self, how: Binary, a: &Int, b: &Int) -> Answer<Option<Value>> {
        let result = match how {
            Binary::Add => number::add(a, b),
            Binary::Subtract => number::sub(a, b),
            Binary::Multiply => number::mul(a, b),
            Binary::FloorDivide => number::floor_div(a, b),
            Binary::Modulo => number::modulo(a, b),
            Binary::ShiftLeft => number::shift_left(a, b),
            Binary::ShiftRight => number::shift_right(a, b),
            Binary::And => Ok(number::and(a, b)),
            Binary::Or => Ok(number::or(a, b)),
            Binary::Xor => Ok(number::xor(a, b)),
            Binary::Divide => {
                let result = self.text(number::true_div(a, b))?;
                return Ok(Some(Value::Float(result)));
            }
            Binary::Power => {
                return Ok(Some(match self.text(number::power(a, b))? {
                    Power::Int(int) => self.heap.int(int),
                    Power::Float(float) => Value::Float(float),
                }));
            }
            Binary::MatrixMultiply => return Ok(None),
        };
        let result = self.text(result)?;
        Ok(Some(self.heap.int(result)))
    }

    fn floats(&mut self, how: Binary, a: f64, b: f64) -> Answer<Option<Value>> {
        let result = match how {
            Binary::Add => Ok(a + b),
            Binary::Subtract => Ok(a - b),
            Binary::Multiply => Ok(a * b),
            Binary::Divide => number::float_div(a, b),
            Binary::FloorDivide => number::float_floor_div(a, b),
            Binary::Modulo => number::float_mod(a, b),
            Binary::Power => number::float_power(a, b),
            _ => return Ok(None),
        };
        Ok(Some(Value::Float(self.text(result)?)))
    }

    fn in_place(
        &mut self,
        how: Binary,
        original: Value,
        a: Value,
        b: Value,
    ) -> Answer<Option<Value>> {
        let Value::Ref(at) = a else {
            return Ok(None);
        };
        match (self.heap.object(at), how) {
            (Object::List(_), Binary::Add) => match self.extend_list(a, b) {
                Ok(()) => Ok(Some(original)),
                Err(stop) if matches!(*stop, Stop::Ask) => {
                    Stop::twin("list_iadd", vec![original, b])
                }
                Err(stop) => Err(stop),
            },
            (Object::List(items), Binary::Multiply) => {
                let Some(count) = self.heap.as_int(b) else {
                    return Ok(None);
                };
                let items = items.clone();
                let items = self.repeated(&items, &count)?;
                self.replace_list(a, items);
                Ok(Some(original))
            }
            (Object::ByteArray(_), Binary::Add) => {
                let Some(more) = self.heap.as_bytes(b).map(<[u8]>::to_vec) else {
                    return Ok(None);
                };
                self.afford(more.len())?;
                if let Object::ByteArray(bytes) = self.heap.object_mut(at) {
                    bytes.extend(more);
                }
                self.settle(a)?;
                Ok(Some(original))
            }
            (Object::Set(_), Binary::Or | Binary::And | Binary::Subtract | Binary::Xor) => {
                if self.heap.as_set(b).is_none() {
                    return Ok(None);
                }
                let method = self.heap.str(how.method());
                Stop::twin("set_in_place", vec![original, b, method])
            }
            (Object::Dict(_), Binary::Or) => {
                if self.heap.as_dict(b).is_none() {
                    return Stop::twin("dict_ior", vec![original, b]);
                }
                self.merge_dict(a, b)?;
                Ok(Some(original))
            }
            _ => Ok(None),
        }
    }

    /// Puts other items into a list.
    pub(crate) fn replace_list(&mut self, list: Value, items: Vec<Value>) {
        for item in &items {
            self.heap.dup(*item);
        }
        if let Value::Ref(at) = self.heap.base_of(list)
            && let Object::List(place) = self.heap.object_mut(at)
        {
            let old = std::mem::replace(place, items);
            old.into_iter().for_each(|item| self.heap.release(item));
            self.heap.settle(at);
        }
    }

    fn sequences(&mut self, how: Binary, a: Value, b: Value) -> Answer<Option<Value>> {
        match how {
            Binary::Add => self.concatenate(a, b),
            Binary::Multiply => match (self.heap.as_int(a), self.heap.as_int(b)) {
                (None, Some(count)) => self.repeat(a, &count),
                (Some(count), None) => self.repeat(b, &count),
                _ => Ok(None),
            },
            Binary::Modulo => self.percent(a, b),
            Binary::Or | Binary::And | Binary::Subtract | Binary::Xor => {
                self.set_operation(how, a, b)
            }
            _ => Ok(None),
        }
    }

    fn concatenate(&mut self, a: Value, b: Value) -> Answer<Option<Value>> {
        if let Some(x) = self.heap.as_str(a) {
            let Some(y) = self.heap.as_str(b) else {
                let kind = self.heap.type_name(b);
                return self
                    .type_error(format!("can only concatenate str (not \"{kind}\") to str"));
            };
            let mut text = String::with_capacity(x.len() + y.len());
            text.push_str(x);
            text.push_str(y);
            self.afford(text.len())?;
            return Ok(Some(self.heap.text(text.into())));
        }
        if let (Some(x), Some(y)) = (self.heap.as_list(a), self.heap.as_list(b)) {
            let items = [x.as_slice(), y].concat();
            self.afford(items.len() * 16)?;
            return Ok(Some(self.heap.list(items)));
        }
        if let (Some(x), Some(y)) = (self.heap.as_tuple(a), self.heap.as_tuple(b)) {
            let items = [x, y].concat();
            self.afford(items.len() * 16)?;
            return Ok(Some(self.heap.tuple(items)));
        }
        if let (Some(x), Some(y)) = (self.heap.as_bytes(a), self.heap.as_bytes(b)) {
            let bytes = [x, y].concat();
            self.afford(bytes.len())?;
            let array = self.heap.type_of(a) == Type::ByteArray;
            return Ok(Some(self.bytes_like(bytes, array)));
        }
        let kinds = (self.heap.type_of(a), self.heap.type_of(b));
        let other = self.heap.type_name(b);
        match kinds.0 {
            Type::List => self.type_error(format!(
                "can only concatenate list (not \"{other}\") to list"
            )),
            Type::Tuple => self.type_error(format!(
                "can only concatenate tuple (not \"{other}\") to tuple"
            )),
            Type::Bytes | Type::ByteArray => {
                self.type_error(format!("can't concat {other} to {}", kinds.0.name()))
            }
            _ => Ok(None),
        }
    }

    /// A `bytes` or `bytearray`.
    pub(crate) fn bytes_like(&mut self, bytes: Vec<u8>, array: bool) -> Value {
        if array {
            self.heap.alloc(Object::ByteArray(bytes))
        } else {
            self.heap.alloc(Object::Bytes(bytes.into()))
        }
    }

    fn repeat(&mut self, value: Value, count: &Int) -> Answer<Option<Value>> {
        if let Some(text) = self.heap.as_shared(value) {
            self.check_repeat(text.len(), count)?;
            let text = self.text(strings::repeat(&text, count))?;
            return Ok(Some(self.heap.text(text.into())));
        }
        match self.heap.type_of(value) {
            Type::List => {
                let items = self.heap.as_list(value).cloned().unwrap_or_default();
                let items = self.repeated(&items, count)?;
                Ok(Some(self.heap.list(items)))
            }
            Type::Tuple => {
                let items = self
                    .heap
                    .as_tuple(value)
                    .map(<[Value]>::to_vec)
                    .unwrap_or_default();
                let items = self.repeated(&items, count)?;
                Ok(Some(self.heap.tuple(items)))
            }
            kind @ (Type::Bytes | Type::ByteArray) => {
                let bytes = self
                    .heap
                    .as_bytes(value)
                    .map(<[u8]>::to_vec)
                    .unwrap_or_default();
                self.check_repeat(bytes.len(), count)?;
                let bytes = self.text(byte_strings::repeat(&bytes, count))?;
                Ok(Some(self.bytes_like(bytes, kind == Type::ByteArray)))
            }
            _ => Ok(None),
        }
    }

    fn check_repeat(&mut self, length: usize, count: &Int) -> Answer<()> {
        let Some(count) = count.to_i64() else {
            if count.is_negative() {
                return Ok(());
            }
            return self.fail(
                Type::OverflowError,
                "cannot fit 'int' into an index-sized integer",
            );
        };
        self.afford(length.saturating_mul(count.max(0) as usize))
    }

    fn repeated(&mut self, items: &[Value], count: &Int) -> Answer<Vec<Value>> {
        self.check_repeat(items.len() * 16, count)?;
        let count = count.clamp_i64().max(0) as usize;
        let mut result = Vec::with_capacity(items.len() * count);
        for _ in 0..if items.is_empty() { 0 } else { count } {
            result.extend_from_slice(items);
        }
        Ok(result)
    }

    fn set_operation(&mut self, how: Binary, a: Value, b: Value) -> Answer<Option<Value>> {
        let is_set = |machine: &Machine, value: Value| {
            machine.heap.as_set(value).is_some()
                || machine
                    .heap
                    .as_view(value)
                    .is_some_and(|(kind, _)| kind != crate::python::heap::object::ViewKind::Values)
        };
        if how == Binary::Or && self.heap.as_dict(a).is_some() && self.heap.as_dict(b).is_some() {
            let copy = self.heap.dict();
            self.merge_dict(copy, a)?;
            self.merge_dict(copy, b)?;
            return Ok(Some(copy));
        }
        if !is_set(self, a) || !is_set(self, b) {
            return Ok(None);
        }
        let method = self.heap.str(how.method());
        match self.native_set_operation(how, a, b) {
            Ok(result) => Ok(Some(result)),
            Err(stop) if matches!(*stop, Stop::Ask | Stop::Twin(..)) => {
                Stop::twin("set_operation", vec![a, b, method])
            }
            Err(stop) => Err(stop),
        }
    }

    fn native_set_operation(&mut self, how: Binary, a: Value, b: Value) -> Answer {
        let frozen = self.heap.type_of(a) == Type::FrozenSet;
        let (left, right) = (self.all_items(a)?, self.all_items(b)?);
        // CPython copies a set from which it will take little.
        let takes_few = how == Binary::Subtract && left.len() >> 2 > right.len();
        let base = match how {
            Binary::Or => Some(a),
            Binary::Subtract if takes_few => Some(a),
            Binary::Xor => Some(b),
            _ => None,
        };
        let result = match base {
            Some(base) if self.heap.as_set(base).is_some() => sets::copy_as(self, base, frozen)?,
            Some(base) => sets::make(self, Some(base), frozen)?,
            None => self.heap.set(frozen),
        };
        match how {
            Binary::Or => {
                self.heap
                    .change_set(result, |table| table.reserve(right.len()));
                for key in right {
                    self.add_key(result, key)?;
                }
            }
            Binary::And => {
                // CPython walks over the smaller set.
                let (walk, other) = if right.len() > left.len() || self.heap.as_set(b).is_none() {
                    (left, b)
                } else {
                    (right, a)
                };
                for key in walk {
                    if self.native_contains(other, key)? {
                        self.add_key(result, key)?;
                    }
                }
            }
            Binary::Subtract if takes_few => {
                for key in right {
                    let removed = self.heap.set_remove(result, key);
                    self.key(removed)?;
                }
            }
            Binary::Subtract => {
                for key in left {
                    if !self.native_contains(b, key)? {
                        self.add_key(result, key)?;
                    }
                }
            }
            _ => {
                for key in left {
                    let removed = self.heap.set_remove(result, key);
                    if self.key(removed)?.is_none() {
                        self.add_key(result, key)?;
                    }
                }
            }
        }
        Ok(result)
    }

    pub(crate) fn unsupported_operands(
        &mut self,
        how: Binary,
        a: Value,
        b: Value,
        in_place: bool,
    ) -> Answer {
        if how == Binary::Or && (self.is_class(a) || self.is_class(b)) {
            // `int | None`: the prelude knows what stands for types.
            let (method, symbol) = (self.heap.str(how.method()), self.heap.str("|"));
            return Stop::twin(
                "binary_operator",
                vec![a, b, method, symbol, Value::Bool(false)],
            );
        }
        let (x, y) = (self.heap.type_name(a), self.heap.type_name(b));
        if how == Binary::Multiply {
            let is_sequence = |machine: &Machine, value: Value| {
                matches!(
                    machine.heap.type_of(value),
                    Type::Str | Type::Bytes | Type::ByteArray | Type::List | Type::Tuple
                )
            };
            if is_sequence(self, a) {
                return self
                    .type_error(format!("can't multiply sequence by non-int of type '{y}'"));
            }
            if is_sequence(self, b) {
                return self
                    .type_error(format!("can't multiply sequence by non-int of type '{x}'"));
            }
        }
        if how == Binary::ShiftRight && matches!(a, Value::Native(native) if native.name == "print")
        {
            return self.type_error(format!(
                "unsupported operand type(s) for >>: '{x}' and '{y}'. Did you mean \"print(<message>, file=<output_stream>)\"?"
            ));
        }
        let symbol = operator_text(how, in_place);
        self.type_error(format!(
            "unsupported operand type(s) for {symbol}: '{x}' and '{y}'"
        ))
    }

    /// `-a`, `+a`, `~a`.
    pub(crate) fn unary(&mut self, op: Op, value: Value) -> Answer {
        let (name, symbol) = match op {
            Op::Negate => ("__neg__", "-"),
            Op::Positive => ("__pos__", "+"),
            _ => ("__invert__", "~"),
        };
        if self.has_own_operators(value) {
            let class = self.heap.class_of(value);
            if let Some(method @ Value::Ref(_)) = self.class_lookup(class, name) {
                return Stop::call(method, vec![value]);
            }
        }
        if let Some(int) = self.heap.as_int(value) {
            let result = match op {
                Op::Negate => number::neg(&int),
                Op::Positive => int,
                _ => number::invert(&int),
            };
            return Ok(self.heap.int(result));
        }
        if let Some(float) = self.heap.as_float(value) {
            match op {
                Op::Negate => return Ok(Value::Float(-float)),
                Op::Positive => return Ok(Value::Float(float)),
                _ => {}
            }
        }
        let kind = self.heap.type_name(value);
        self.type_error(format!("bad operand type for unary {symbol}: '{kind}'"))
    }
}

/// The operator as messages write it.
pub(crate) fn operator_text(how: Binary, in_place: bool) -> String {
    match (how, in_place) {
        (Binary::Power, true) => "**=".to_owned(),
        (_, true) => format!("{}=", how.symbol()),
        (_, false) => how.symbol().to_owned(),
    }
}

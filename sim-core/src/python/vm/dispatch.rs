//! The instruction loop. Frequent instructions on plain values are done here;
//! the rest is one call into `operate`.

use super::Machine;
use super::frame::After;
use super::native::{Answer, Resumption, Stop};
use crate::python::code::{Binary, Comparison, Op};
use crate::python::heap::{Object, Value};
use crate::python::interface::Pause;

/// How the loop goes on after an instruction.
pub(crate) enum Next {
    /// With the next instruction.
    On,
    /// At this instruction.
    Jump(u32),
    /// With the innermost frame, which may be another one now.
    Frames,
}

impl Machine {
    /// Runs the current thread until it pauses.
    pub(crate) fn execute(&mut self) -> Pause {
        loop {
            if !self.thread.injected.is_null() {
                let exception = std::mem::replace(&mut self.thread.injected, Value::Null);
                self.heap.release(exception);
                if let Some(pause) = self.stopped(Box::new(Stop::Raise(exception))) {
                    return pause;
                }
            }
            if let Some(exit) = &self.thread.ended {
                return Pause::Ended(exit.clone());
            }
            if self.thread.frames.is_empty() {
                self.depart();
                if !self.heap.dying.is_empty()
                    && let Some(pause) = self.farewell()
                {
                    return pause;
                }
                continue;
            }
            if let Some(pause) = self.run_frame() {
                return pause;
            }
        }
    }

    /// Runs the innermost frame until another one takes its place.
    fn run_frame(&mut self) -> Option<Pause> {
        let frame = self.frame();
        let loaded = frame.code.clone();
        let ops: &[Op] = &loaded.code.ops;
        let base = frame.base as usize;
        let mut pc = frame.pc as usize;
        loop {
            if self.heap.has_fresh() {
                self.heap.sweep();
                if !self.heap.dying.is_empty() {
                    self.frame_mut().pc = pc as u32;
                    return self.farewell();
                }
            }
            let op = ops[pc];
            pc += 1;
            match op {
                Op::Nop => continue,
                Op::Statement(at) => {
                    let frame = self.frame_mut();
                    frame.statement = at;
                    frame.pc = pc as u32;
                    return Some(Pause::Statement);
                }
                Op::LoadFast(slot) => {
                    let value = self.thread.stack[base + slot as usize];
                    if !value.is_null() {
                        self.push(value);
                        continue;
                    }
                }
                Op::StoreFast(slot) => {
                    let value = self
                        .thread
                        .stack
                        .pop()
                        .expect("invariant: the operand stack holds what an instruction takes");
                    let place = &mut self.thread.stack[base + slot as usize];
                    let old = std::mem::replace(place, value);
                    self.heap.release(old);
                    continue;
                }
                Op::Const(at) => {
                    let value = loaded.consts[at as usize];
                    self.push(value);
                    continue;
                }
                Op::SmallInt(value) => {
                    self.thread.stack.push(Value::Int(i64::from(value)));
                    continue;
                }
                Op::None => {
                    self.thread.stack.push(Value::None);
                    continue;
                }
                Op::Null => {
                    self.thread.stack.push(Value::Null);
                    continue;
                }
                Op::Pop => {
                    self.pop();
                    continue;
                }
                Op::Jump(to) => {
                    pc = to as usize;
                    continue;
                }
                Op::JumpBack(to) => {
                    pc = to as usize;
                    self.fuel = self.fuel.saturating_sub(1);
                    if self.fuel > 0 {
                        continue;
                    }
                    self.frame_mut().pc = pc as u32;
                    return Some(Pause::Exhausted);
                }
                Op::PopJumpIfFalse(to) => {
                    if let Value::Bool(truth) = self.top() {
                        self.thread.stack.pop();
                        if !truth {
                            pc = to as usize;
                        }
                        continue;
                    }
                }
                Op::PopJumpIfTrue(to) => {
                    if let Value::Bool(truth) = self.top() {
                        self.thread.stack.pop();
                        if truth {
                            pc = to as usize;
                        }
                        continue;
                    }
                }
                Op::CompareJump(how, to) => {
                    if let Some(truth) = self.compare_numbers(how) {
                        if !truth {
                            pc = to as usize;
                        }
                        continue;
                    }
                }
                Op::Compare(how) => {
                    if let Some(truth) = self.compare_numbers(how) {
                        self.thread.stack.push(Value::Bool(truth));
                        continue;
                    }
                }
                Op::Binary(how) | Op::InPlace(how) if self.small_arithmetic(how) => {
                    continue;
                }
                Op::Subscript if self.small_subscript() => {
                    continue;
                }
                Op::ForIter(_) if self.small_next() => {
                    continue;
                }
                Op::LoadGlobal(name) => {
                    if let Some(value) = self.cached_global(&loaded, pc - 1, name) {
                        self.push(value);
                        continue;
                    }
                }
                Op::LoadAttr(name) if self.cached_attr(&loaded, pc - 1, name) => {
                    continue;
                }
                Op::LoadMethod(name) if self.cached_method(&loaded, pc - 1, name) => {
                    continue;
                }
                Op::StoreAttr(name) if self.cached_store(&loaded, pc - 1, name) => {
                    continue;
                }
                Op::Call(count) => {
                    self.frame_mut().pc = pc as u32;
                    if self.simple_call(count as usize) {
                        if self.fuel == 0 {
                            return Some(Pause::Exhausted);
                        }
                        return None;
                    }
                }
                Op::Return => {
                    let frame = self.frame();
                    if frame.after == After::Push
                        && frame.generator.is_null()
                        && frame.names.is_null()
                    {
                        self.simple_return();
                        return None;
                    }
                }
                _ => {}
            }
            self.frame_mut().pc = pc as u32;
            match self.operate(op, &loaded) {
                Ok(Next::On) => {}
                Ok(Next::Jump(to)) => pc = to as usize,
                Ok(Next::Frames) => {
                    return (self.fuel == 0).then_some(Pause::Exhausted);
                }
                Err(stop) => return self.stopped(stop),
            }
        }
    }

    /// Deals with what stopped an instruction; gives a pause if there is one.
    #[allow(clippy::boxed_local)] // answers carry it boxed
    pub(crate) fn stopped(&mut self, stop: Box<Stop>) -> Option<Pause> {
        let mut stop = *stop;
        loop {
            let next = match stop {
                Stop::Raise(exception) => return self.unwind(exception, false),
                Stop::Reraise(exception) => return self.unwind(exception, true),
                Stop::Ask => self.type_error("unsupported operation on an object of the program"),
                Stop::Call(callable, args, named) => {
                    self.call_with(callable, &args, &named, After::Push)
                }
                Stop::Twin(name, args) => self.call_twin(name, &args, &[], After::Push),
                Stop::System(call) => {
                    self.thread.waiting = Some(call.clone());
                    return Some(Pause::Call(call));
                }
                Stop::Load(name) => self.load_module(&name, true),
                Stop::Resume(generator, with) => {
                    self.resume_generator(generator, with, After::Push)
                }
            };
            match next {
                Ok(Next::Jump(to)) => {
                    self.frame_mut().pc = to;
                    return None;
                }
                Ok(_) => return None,
                Err(other) => stop = *other,
            }
        }
    }

    /// Gives a value to whoever waits for it.
    pub(crate) fn deliver(&mut self, value: Value, after: After) -> Answer<Next> {
        match after {
            After::Push | After::ForNext { .. } | After::SendNext { .. } => self.push(value),
            After::Method => {
                self.push(value);
                self.thread.stack.push(Value::Null);
            }
            After::Drop => {}
            After::Init => {
                if !value.is_none() {
                    let kind = self.heap.type_name(value);
                    return self.type_error(format!("__init__() should return None, not '{kind}'"));
                }
            }
            After::Class { bases, keywords } => return self.finish_class(value, bases, keywords),
            After::Truth { negate } => match self.truth(value) {
                Ok(truth) => self.thread.stack.push(Value::Bool(truth != negate)),
                Err(stop) => return self.truth_call(stop, value, After::Truth { negate }),
            },
            After::OrPop { to, wanted } => {
                let truth = match self.truth(value) {
                    Ok(truth) => truth,
                    Err(stop) => return self.truth_call(stop, value, after),
                };
                if truth == wanted {
                    self.frame_mut().pc = to;
                } else {
                    self.pop();
                }
                return Ok(Next::Frames);
            }
            After::JumpUnless { to } => {
                let truth = match self.truth(value) {
                    Ok(truth) => truth,
                    Err(stop) => return self.truth_call(stop, value, after),
                };
                if !truth {
                    self.frame_mut().pc = to;
                }
                return Ok(Next::Frames);
            }
            After::Bool => match value {
                Value::Bool(_) => self.push(value),
                _ => {
                    let kind = self.heap.type_name(value);
                    return self
                        .type_error(format!("__bool__ should return bool, returned {kind}"));
                }
            },
            After::Length => {
                let length = self.length_result(value)?;
                self.thread.stack.push(Value::Bool(length != 0));
            }
            After::Text(what) => {
                if self.heap.as_text(value).is_none() {
                    let kind = self.heap.type_name(value);
                    if what == "__format__" {
                        return self
                            .type_error(format!("__format__ must return a str, not {kind}"));
                    }
                    return self.type_error(format!("{what} returned non-string (type {kind})"));
                }
                self.push(value);
            }
            After::Iterator => {
                if !self.is_iterator(value) {
                    let kind = self.heap.type_name(value);
                    return self
                        .type_error(format!("iter() returned non-iterator of type '{kind}'"));
                }
                self.push(value);
            }
            After::ModuleDone { module, push } => {
                if push {
                    self.push(module);
                }
                self.heap.release(module);
            }
            After::Uncaught { exception } => self.end_with_words(exception, value),
            After::Farewell { object } => self.heap.release(object),
            After::Signal { waits: false } => {}
            After::Signal { waits: true } => return self.call_again(),
            After::Finish => self.finished(None),
        }
        Ok(Next::On)
    }

    /// What a value counts as, if that needs no program text.
    pub(crate) fn truth(&mut self, value: Value) -> Answer<bool> {
        Ok(match value {
            Value::Bool(truth) => truth,
            Value::None | Value::Null => false,
            Value::Int(number) => number != 0,
            Value::Float(number) => number != 0.0,
            Value::Ref(at) => match self.heap.object(at) {
                Object::Str(text) => text.points > 0,
                Object::Bytes(bytes) => !bytes.is_empty(),
                Object::ByteArray(bytes) => !bytes.is_empty(),
                Object::List(items) => !items.is_empty(),
                Object::Tuple(items) => !items.is_empty(),
                Object::Dict(dict) => !dict.is_empty(),
                Object::Set(set) | Object::FrozenSet(set) => !set.is_empty(),
                Object::Range(range) => !range.is_empty(),
                Object::View(_, dict) => !self.heap.dict_at(*dict).is_empty(),
                Object::Instance(_) | Object::Exception(_) => return self.instance_truth(value),
                _ => true,
            },
            _ => true,
        })
    }

    fn instance_truth(&mut self, value: Value) -> Answer<bool> {
        let class = self.heap.class_of(value);
        for name in ["__bool__", "__len__"] {
            match self.class_lookup(class, name) {
                Some(Value::Native(_)) => {
                    let base = self.heap.base_of(value);
                    return if base == value {
                        Ok(true)
                    } else {
                        self.truth(base)
                    };
                }
                Some(method) => return Stop::call(method, vec![value]),
                None => {}
            }
        }
        let base = self.heap.base_of(value);
        if base != value && self.heap.as_text(base).is_none() {
            return self.truth(base);
        }
        Ok(true)
    }

    /// Makes the call that `truth` asked for; its result becomes a bool.
    pub(crate) fn truth_call(
        &mut self,
        stop: Box<Stop>,
        value: Value,
        then: After,
    ) -> Answer<Next> {
        let Stop::Call(method, args, _) = *stop else {
            return Err(stop);
        };
        let class = self.heap.class_of(value);
        let is_bool = self.class_lookup(class, "__bool__") == Some(method);
        let after = match (is_bool, then) {
            (true, After::Bool) => After::Bool,
            (false, After::Bool) => After::Length,
            _ => then,
        };
        self.call_with(method, &args, &[], after)
    }

    /// The truth of the top, as a bool in its place; then the instruction is
    /// run again. `None`: it already is one that needs no call.
    pub(crate) fn settle_truth(&mut self) -> Answer<Result<bool, Next>> {
        let value = self.top();
        match self.truth(value) {
            Ok(truth) => {
                self.pop();
                Ok(Ok(truth))
            }
            Err(stop) => {
                if !matches!(*stop, Stop::Call(..)) {
                    return Err(stop);
                }
                self.pop();
                self.frame_mut().pc -= 1;
                self.truth_call(stop, value, After::Bool)?;
                Ok(Err(Next::Frames))
            }
        }
    }

    #[inline]
    fn compare_numbers(&mut self, how: Comparison) -> Option<bool> {
        let length = self.thread.stack.len();
        let truth = match (self.thread.stack[length - 2], self.thread.stack[length - 1]) {
            (Value::Int(a), Value::Int(b)) => match how {
                Comparison::Less => a < b,
                Comparison::LessEqual => a <= b,
                Comparison::Equal => a == b,
                Comparison::NotEqual => a != b,
                Comparison::Greater => a > b,
                Comparison::GreaterEqual => a >= b,
            },
            (Value::Float(a), Value::Float(b)) => match how {
                Comparison::Less => a < b,
                Comparison::LessEqual => a <= b,
                Comparison::Equal => a == b,
                Comparison::NotEqual => a != b,
                Comparison::Greater => a > b,
                Comparison::GreaterEqual => a >= b,
            },
            _ => return None,
        };
        self.thread.stack.truncate(length - 2);
        Some(truth)
    }

    #[inline]
    fn small_arithmetic(&mut self, how: Binary) -> bool {
        let length = self.thread.stack.len();
        let result = match (self.thread.stack[length - 2], self.thread.stack[length - 1]) {
            (Value::Int(a), Value::Int(b)) => {
                let result = match how {
                    Binary::Add => a.checked_add(b),
                    Binary::Subtract => a.checked_sub(b),
                    Binary::Multiply => a.checked_mul(b),
                    Binary::And => Some(a & b),
                    Binary::Or => Some(a | b),
                    Binary::Xor => Some(a ^ b),
                    Binary::FloorDivide if b > 0 => Some(a.div_euclid(b)),
                    Binary::Modulo if b > 0 => Some(a.rem_euclid(b)),
                    _ => None,
                };
                match result {
                    Some(result) => Value::Int(result),
                    None => return false,
                }
            }
            (Value::Float(a), Value::Float(b)) => match how {
                Binary::Add => Value::Float(a + b),
                Binary::Subtract => Value::Float(a - b),
                Binary::Multiply => Value::Float(a * b),
                Binary::Divide if b != 0.0 => Value::Float(a / b),
                _ => return false,
            },
            _ => return false,
        };
        self.thread.stack.pop();
        self.thread.stack[length - 2] = result;
        true
    }

    #[inline]
    fn small_subscript(&mut self) -> bool {
        let length = self.thread.stack.len();
        let (Value::Ref(at), key) = (self.thread.stack[length - 2], self.thread.stack[length - 1])
        else {
            return false;
        };
        let item = match (self.heap.object(at), key) {
            (Object::List(items), Value::Int(index)) => {
                let index = if index < 0 {
                    index + items.len() as i64
                } else {
                    index
                };
                items.get(index as usize).copied()
            }
            (Object::Tuple(items), Value::Int(index)) => {
                let index = if index < 0 {
                    index + items.len() as i64
                } else {
                    index
                };
                items.get(index as usize).copied()
            }
            (Object::Dict(_), _) => self.heap.dict_get(at, key).ok().flatten(),
            _ => None,
        };
        let Some(item) = item else {
            return false;
        };
        self.heap.dup(item);
        self.pop();
        self.pop();
        self.thread.stack.push(item);
        true
    }

    /// The next value of the commonest iterators, pushed.
    #[inline]
    fn small_next(&mut self) -> bool {
        use crate::python::heap::object::Iter;
        let Value::Ref(at) = self.top() else {
            return false;
        };
        let Object::Iter(iter) = self.heap.object_mut(at) else {
            return false;
        };
        match &mut **iter {
            Iter::Range { range, at, length } => {
                if *at >= *length {
                    return false;
                }
                let value = range.at(*at);
                *at += 1;
                self.thread.stack.push(Value::Int(value));
                true
            }
            Iter::List { list, at: position } => {
                let (list, index) = (*list, *position);
                let item = match list {
                    Value::Ref(list) => match self.heap.object(list) {
                        Object::List(items) => items.get(index).copied(),
                        _ => None,
                    },
                    _ => None,
                };
                let Some(item) = item else {
                    return false;
                };
                if let Object::Iter(iter) = self.heap.object_mut(at)
                    && let Iter::List { at, .. } = &mut **iter
                {
                    *at += 1;
                }
                self.push(item);
                true
            }
            _ => false,
        }
    }

    /// Begins the farewell of the next dying object.
    fn farewell(&mut self) -> Option<Pause> {
        let at = self.heap.dying.remove(0);
        let object = Value::Ref(at);
        let after = After::Farewell { object };
        let answer = if let Object::Generator(_) = self.heap.object(at) {
            let exception = self.exception(
                Value::Type(crate::python::heap::Type::GeneratorExit),
                Vec::new(),
            );
            self.resume_generator(object, Resumption::Throw(exception), after)
        } else {
            let class = self.heap.class_of(object);
            let method = self.class_lookup(class, "__del__").unwrap_or(Value::None);
            self.heap.mark_farewell(at);
            self.call_with(method, &[object], &[], after)
        };
        match answer {
            Ok(_) => None,
            // The exception is thrown into the generator, whose frame is there.
            Err(stop)
                if self
                    .thread
                    .frames
                    .last()
                    .is_some_and(|frame| frame.after == after) =>
            {
                self.stopped(stop)
            }
            Err(_) => {
                self.heap.release(object);
                None
            }
        }
    }
}

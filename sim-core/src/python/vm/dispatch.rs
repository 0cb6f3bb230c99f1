//! The instruction loop. Frequent instructions on plain values are done here;
//! the rest is one call into `operate`.

use super::Machine;
use super::frame::After;
use super::native::{Answer, Resumption, Stop};
use super::small;
use crate::python::code::Op;
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

/// Why `run_frames` hands back control. Small: this happens at every statement.
enum Halt {
    /// Something is to be seen to before the innermost frame goes on.
    Not,
    /// `Pause::Statement`.
    Statement,
    /// `Pause::Exhausted`.
    Exhausted,
    /// Another pause.
    Pause(Box<Pause>),
}

impl From<Option<Pause>> for Halt {
    fn from(pause: Option<Pause>) -> Halt {
        pause.map_or(Halt::Not, |pause| Halt::Pause(Box::new(pause)))
    }
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
            match self.run_frames() {
                Halt::Not => {}
                Halt::Statement => return Pause::Statement,
                Halt::Exhausted => return Pause::Exhausted,
                Halt::Pause(pause) => return *pause,
            }
        }
    }

    /// Runs the innermost frame and those it calls and returns to, as long as
    /// one instruction simply follows another.
    fn run_frames(&mut self) -> Halt {
        'frame: loop {
            let frame = self.frame();
            let loaded = frame.code.clone();
            let ops: &[Op] = &loaded.code.ops;
            let base = frame.base as usize;
            let globals = frame.globals;
            let is_plain = frame.names.is_null();
            let mut pc = frame.pc as usize;
            'sweep: loop {
                if self.heap.has_fresh() {
                    self.heap.sweep();
                    if !self.heap.dying.is_empty() {
                        self.frame_mut().pc = pc as u32;
                        return Halt::from(self.farewell());
                    }
                }
                // After an instruction that lets nothing go there is no sweep.
                'next: loop {
                    let op = ops[pc];
                    pc += 1;
                    match op {
                        Op::Nop => continue 'next,
                        Op::Statement(at) => {
                            let frame = self.frame_mut();
                            frame.statement = at;
                            frame.pc = pc as u32;
                            return Halt::Statement;
                        }
                        Op::LoadFast(slot) if self.push_slot(base + slot as usize) => {
                            continue 'next;
                        }
                        Op::FastFast(first, second) if self.push_slot(base + first as usize) => {
                            pc += usize::from(self.push_slot(base + second as usize));
                            continue 'next;
                        }
                        Op::FastFastBinary(how, first, second) => {
                            let a = &self.thread.stack[base + first as usize];
                            let b = &self.thread.stack[base + second as usize];
                            let result = small::arithmetic(how, a, b);
                            if self.push_number(result) {
                                pc += 2;
                                continue 'next;
                            }
                            if self.push_slot(base + first as usize) {
                                pc += usize::from(self.push_slot(base + second as usize));
                                continue 'next;
                            }
                        }
                        Op::FastSmallBinary(how, slot, number) => {
                            let a = &self.thread.stack[base + slot as usize];
                            let b = Value::Int(i64::from(number));
                            let result = small::arithmetic(how, a, &b);
                            if self.push_number(result) {
                                pc += 2;
                                continue 'next;
                            }
                            if self.push_slot(base + slot as usize) {
                                continue 'next;
                            }
                        }
                        Op::FastBinary(how, slot) => {
                            if self.slot_arithmetic(how, base + slot as usize) {
                                pc += 1;
                                continue 'next;
                            }
                            if self.push_slot(base + slot as usize) {
                                continue 'next;
                            }
                        }
                        Op::SmallBinary(how, number) => {
                            let b = Value::Int(i64::from(number));
                            if self.top_arithmetic(how, &b) {
                                pc += 1;
                            } else {
                                self.thread.stack.push(b);
                            }
                            continue 'next;
                        }
                        Op::FastFastCompare(how, first, second) => {
                            let a = &self.thread.stack[base + first as usize];
                            let b = &self.thread.stack[base + second as usize];
                            if let Some(truth) = small::comparison(how, a, b) {
                                pc = after_jump(ops, pc + 1, truth);
                                continue 'next;
                            }
                            if self.push_slot(base + first as usize) {
                                pc += usize::from(self.push_slot(base + second as usize));
                                continue 'next;
                            }
                        }
                        Op::FastSmallCompare(how, slot, number) => {
                            let a = &self.thread.stack[base + slot as usize];
                            let b = Value::Int(i64::from(number));
                            if let Some(truth) = small::comparison(how, a, &b) {
                                pc = after_jump(ops, pc + 1, truth);
                                continue 'next;
                            }
                            if self.push_slot(base + slot as usize) {
                                continue 'next;
                            }
                        }
                        Op::SmallCompare(how, number) => {
                            let b = Value::Int(i64::from(number));
                            if let Some(truth) = small::comparison(how, &self.top(), &b) {
                                self.thread.stack.pop();
                                pc = after_jump(ops, pc, truth);
                            } else {
                                self.thread.stack.push(b);
                            }
                            continue 'next;
                        }
                        Op::StoreFast(slot) => {
                            if self.store_slot(base + slot as usize) {
                                continue 'sweep;
                            }
                            continue 'next;
                        }
                        Op::Const(at) => {
                            let value = loaded.consts[at as usize];
                            self.push(value);
                            continue 'next;
                        }
                        Op::SmallInt(value) => {
                            self.thread.stack.push(Value::Int(i64::from(value)));
                            continue 'next;
                        }
                        Op::None => {
                            self.thread.stack.push(Value::None);
                            continue 'next;
                        }
                        Op::True => {
                            self.thread.stack.push(Value::Bool(true));
                            continue 'next;
                        }
                        Op::False => {
                            self.thread.stack.push(Value::Bool(false));
                            continue 'next;
                        }
                        Op::Null => {
                            self.thread.stack.push(Value::Null);
                            continue 'next;
                        }
                        Op::Pop => {
                            self.pop();
                            continue 'sweep;
                        }
                        Op::Dup => {
                            self.push_slot(self.thread.stack.len() - 1);
                            continue 'next;
                        }
                        Op::Swap(2) => {
                            self.swap_top();
                            continue 'next;
                        }
                        Op::Jump(to) => {
                            pc = to as usize;
                            continue 'next;
                        }
                        Op::JumpBack(to) => {
                            pc = to as usize;
                            self.fuel = self.fuel.saturating_sub(1);
                            if self.fuel > 0 {
                                continue 'next;
                            }
                            self.frame_mut().pc = pc as u32;
                            return Halt::Exhausted;
                        }
                        Op::PopJumpIfFalse(to) | Op::PopJumpIfTrue(to) => {
                            let plain = match self.top() {
                                Value::Bool(truth) => Some(truth),
                                Value::Int(number) => Some(number != 0),
                                Value::None => Some(false),
                                _ => None,
                            };
                            if let Some(truth) = plain {
                                self.thread.stack.pop();
                                if truth == matches!(op, Op::PopJumpIfTrue(_)) {
                                    pc = to as usize;
                                }
                                continue 'next;
                            }
                        }
                        Op::JumpIfFalseOrPop(to) | Op::JumpIfTrueOrPop(to) => {
                            if let Value::Bool(truth) = self.top() {
                                if truth == matches!(op, Op::JumpIfTrueOrPop(_)) {
                                    pc = to as usize;
                                } else {
                                    self.thread.stack.pop();
                                }
                                continue 'next;
                            }
                        }
                        Op::Not => {
                            if let Value::Bool(truth) = self.top() {
                                self.set_top(Value::Bool(!truth));
                                continue 'next;
                            }
                        }
                        Op::Is | Op::IsNot => {
                            let b = self.pop();
                            let a = self.pop();
                            let truth = (a == b) == matches!(op, Op::Is);
                            self.thread.stack.push(Value::Bool(truth));
                            continue 'sweep;
                        }
                        Op::CompareJump(how, to) => {
                            if let Some(truth) = self.small_comparison(how) {
                                if !truth {
                                    pc = to as usize;
                                }
                                continue 'next;
                            }
                        }
                        Op::Compare(how) => {
                            if let Some(truth) = self.small_comparison(how) {
                                self.thread.stack.push(Value::Bool(truth));
                                continue 'next;
                            }
                        }
                        Op::Binary(how) | Op::InPlace(how) if self.small_arithmetic(how) => {
                            continue 'next;
                        }
                        Op::Negate if self.small_negation() => continue 'next,
                        Op::LoadCell(slot) if self.push_cell(base + slot as usize) => {
                            continue 'next;
                        }
                        Op::Subscript if self.small_subscript() => continue 'sweep,
                        Op::StoreSubscript if self.small_store() => continue 'sweep,
                        Op::Unpack(count) if self.small_unpack(count as usize) => continue 'sweep,
                        Op::ForIter(_) => {
                            if let Some(number) = self.next_number() {
                                self.thread.stack.push(Value::Int(number));
                                continue 'next;
                            }
                            if let Some(value) = self.small_next() {
                                self.thread.stack.push(value);
                                continue 'next;
                            }
                        }
                        Op::ForFast(_, slot) => {
                            if let Some(number) = self.next_number() {
                                self.fill_slot(base + slot as usize, Value::Int(number));
                                pc += 1;
                                continue 'sweep;
                            }
                            if let Some(value) = self.small_next() {
                                self.fill_slot(base + slot as usize, value);
                                pc += 1;
                                continue 'sweep;
                            }
                        }
                        Op::LoadGlobal(name, cache) => {
                            if let Some(value) = self.cached_global(&loaded, globals, name, cache) {
                                self.push(value);
                                continue 'next;
                            }
                        }
                        Op::GlobalNull(name, cache) => {
                            if let Some(value) = self.cached_global(&loaded, globals, name, cache) {
                                self.push(value);
                                self.thread.stack.push(Value::Null);
                                pc += 1;
                                continue 'next;
                            }
                        }
                        Op::LoadName(name, cache) if is_plain => {
                            if let Some(value) = self.cached_global(&loaded, globals, name, cache) {
                                self.push(value);
                                continue 'next;
                            }
                        }
                        Op::StoreName(name, cache)
                            if is_plain
                                && self.cached_store_global(&loaded, globals, name, cache) =>
                        {
                            continue 'sweep;
                        }
                        Op::StoreGlobal(name, cache)
                            if self.cached_store_global(&loaded, globals, name, cache) =>
                        {
                            continue 'sweep;
                        }
                        Op::LoadAttr(name, cache) if self.quick_attr(&loaded, name, cache) => {
                            continue 'sweep;
                        }
                        Op::LoadMethod(name, cache) if self.quick_method(&loaded, name, cache) => {
                            continue 'sweep;
                        }
                        Op::StoreAttr(name, cache) if self.quick_store(&loaded, name, cache) => {
                            continue 'sweep;
                        }
                        Op::FastAttr(slot) => {
                            let object = self.thread.stack[base + slot as usize];
                            if let Op::LoadAttr(name, cache) = ops[pc]
                                && let Some(value) = self.cached_attr(&loaded, object, name, cache)
                            {
                                self.push(value);
                                pc += 1;
                                continue 'next;
                            }
                            if self.push_slot(base + slot as usize) {
                                continue 'next;
                            }
                        }
                        Op::FastMethod(slot) => {
                            let object = self.thread.stack[base + slot as usize];
                            if let Op::LoadMethod(name, cache) = ops[pc]
                                && let Some(function) =
                                    self.cached_method(&loaded, object, name, cache)
                            {
                                self.push(function);
                                self.push(object);
                                pc += 1;
                                continue 'next;
                            }
                            if self.push_slot(base + slot as usize) {
                                continue 'next;
                            }
                        }
                        Op::FastStoreAttr(slot) => {
                            let object = self.thread.stack[base + slot as usize];
                            if let Op::StoreAttr(name, cache) = ops[pc]
                                && let Some((dict, place)) =
                                    self.cached_store(&loaded, object, name, cache)
                            {
                                self.store_at(dict, place);
                                pc += 1;
                                continue 'sweep;
                            }
                            if self.push_slot(base + slot as usize) {
                                continue 'next;
                            }
                        }
                        Op::Call(count) => {
                            self.frame_mut().pc = pc as u32;
                            if self.simple_call(count as usize) {
                                if self.fuel == 0 {
                                    return Halt::Exhausted;
                                }
                                continue 'frame;
                            }
                            if let Value::Native(native) = self.peek(count as usize + 1) {
                                match self.call_native(native, count as usize, &[], After::Push) {
                                    Ok(Next::On) => continue 'sweep,
                                    other => return self.after_call(other),
                                }
                            }
                        }
                        Op::ListAppend(below) => {
                            let value = self.pop();
                            let list = self.peek(below as usize - 1);
                            self.frame_mut().pc = pc as u32;
                            match self.list_push(list, value) {
                                Ok(()) => continue 'sweep,
                                Err(stop) => return Halt::from(self.stopped(stop)),
                            }
                        }
                        Op::Return if self.simple_return() => continue 'frame,
                        _ => {}
                    }
                    self.frame_mut().pc = pc as u32;
                    match self.operate(op, &loaded) {
                        Ok(Next::On) => {}
                        Ok(Next::Jump(to)) => pc = to as usize,
                        other => return self.after_call(other),
                    }
                    continue 'sweep;
                }
            }
        }
    }

    /// How it goes on after an instruction that does more than give a value.
    fn after_call(&mut self, answer: Answer<Next>) -> Halt {
        match answer {
            Ok(Next::Jump(to)) => self.frame_mut().pc = to,
            Ok(_) => {}
            Err(stop) => return Halt::from(self.stopped(stop)),
        }
        if self.fuel == 0 {
            Halt::Exhausted
        } else {
            Halt::Not
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

/// Where it goes on after the `CompareJump` at `at`, whose comparison is known.
#[inline]
fn after_jump(ops: &[Op], at: usize, truth: bool) -> usize {
    match ops[at] {
        Op::CompareJump(_, to) if !truth => to as usize,
        _ => at + 1,
    }
}

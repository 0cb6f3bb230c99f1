//! What the less frequent instructions do, and the general case of the others.

use super::Machine;
use super::dispatch::Next;
use super::frame::{After, Frame};
use super::loaded::Loaded;
use super::native::{Answer, Resumption, Stop};
use crate::python::code::{Conversion, Op, function_parts};
use crate::python::heap::object::{Function, Iter};
use crate::python::heap::{Object, Ref, Type, Value};
use std::rc::Rc;

impl Machine {
    /// Runs one instruction of the innermost frame, whose `pc` is already past it.
    pub(crate) fn operate(&mut self, op: Op, loaded: &Rc<Loaded>) -> Answer<Next> {
        match op {
            Op::Nop | Op::Statement(_) => {}
            Op::Const(at) => self.push(loaded.consts[at as usize]),
            Op::SmallInt(value) | Op::SmallBinary(_, value) | Op::SmallCompare(_, value) => {
                self.push(Value::Int(i64::from(value)));
            }
            Op::None => self.push(Value::None),
            Op::True => self.push(Value::Bool(true)),
            Op::False => self.push(Value::Bool(false)),
            Op::Ellipsis => self.push(Value::Ellipsis),
            Op::Null => self.push(Value::Null),
            Op::LoadFast(slot) => self.load_fast(slot)?,
            Op::FastFast(slot, _)
            | Op::FastFastBinary(_, slot, _)
            | Op::FastSmallBinary(_, slot, _)
            | Op::FastBinary(_, slot)
            | Op::FastFastCompare(_, slot, _)
            | Op::FastSmallCompare(_, slot, _)
            | Op::FastAttr(slot)
            | Op::FastMethod(slot)
            | Op::FastStoreAttr(slot) => self.load_fast(u32::from(slot))?,
            Op::StoreFast(slot) => {
                let value = self.pop();
                self.set_slot(slot, value);
            }
            Op::DeleteFast(slot) => {
                self.bound_slot(slot)?;
                self.set_slot(slot, Value::Null);
            }
            Op::MakeCell(slot) => {
                let value = self.slot(slot);
                let cell = self.heap.hold(Object::Cell(value));
                self.set_slot(slot, cell);
            }
            Op::LoadClosure(slot) => {
                let cell = self.slot(slot);
                self.push(cell);
            }
            Op::LoadCell(slot) => {
                let value = self.load_cell(slot)?;
                self.push(value);
            }
            Op::StoreCell(slot) => {
                let value = self.pop();
                self.store_cell(slot, value);
            }
            Op::DeleteCell(slot) => {
                self.load_cell(slot)?;
                self.store_cell(slot, Value::Null);
            }
            Op::LoadClassCell(slot) => self.load_class_cell(slot, loaded)?,
            Op::LoadGlobal(name, _) | Op::GlobalNull(name, _) => self.load_global(loaded, name)?,
            Op::StoreGlobal(name, _) => {
                let value = self.pop();
                let globals = self.frame().globals;
                self.store_in(globals, loaded.names[name as usize], value)?;
            }
            Op::DeleteGlobal(name) => {
                let globals = self.frame().globals;
                self.delete_in(globals, loaded.names[name as usize])?;
            }
            Op::LoadName(name, _) => self.load_name(loaded, name)?,
            Op::StoreName(name, _) => {
                let value = self.pop();
                let names = self.local_names();
                self.store_in(names, loaded.names[name as usize], value)?;
            }
            Op::DeleteName(name) => {
                let names = self.local_names();
                self.delete_in(names, loaded.names[name as usize])?;
            }
            Op::LoadAttr(name, _) => {
                let object = self.pop();
                let value = self.get_attr(object, loaded.names[name as usize])?;
                self.push(value);
            }
            Op::StoreAttr(name, _) => {
                let object = self.pop();
                let value = self.pop();
                let answer = self.set_attr(object, loaded.names[name as usize], value);
                return self.dropped(answer);
            }
            Op::DeleteAttr(name) => {
                let object = self.pop();
                let answer = self.delete_attr(object, loaded.names[name as usize]);
                return self.dropped(answer);
            }
            Op::LoadMethod(name, _) => {
                let Err(stop) = self.load_method(loaded.names[name as usize]) else {
                    return Ok(Next::On);
                };
                return match *stop {
                    Stop::Call(callable, args, named) => {
                        self.call_with(callable, &args, &named, After::Method)
                    }
                    Stop::Twin(name, args) => self.call_twin(name, &args, &[], After::Method),
                    _ => Err(stop),
                };
            }
            Op::Binary(how) => {
                let b = self.pop();
                let a = self.pop();
                let value = self.binary(how, a, b, false)?;
                self.push(value);
            }
            Op::InPlace(how) => {
                let b = self.pop();
                let a = self.pop();
                let value = self.binary(how, a, b, true)?;
                self.push(value);
            }
            Op::Negate | Op::Positive | Op::Invert => {
                let value = self.pop();
                let value = self.unary(op, value)?;
                self.push(value);
            }
            Op::Not => match self.settle_truth()? {
                Ok(truth) => self.push(Value::Bool(!truth)),
                Err(next) => return Ok(next),
            },
            Op::Compare(how) => {
                let b = self.pop();
                let a = self.pop();
                return self.compare_call(how, a, b);
            }
            Op::CompareJump(how, to) => return self.compare_jump(how, to),
            Op::Is | Op::IsNot => {
                let b = self.pop();
                let a = self.pop();
                self.push(Value::Bool((a == b) == (op == Op::Is)));
            }
            Op::In | Op::NotIn => {
                let container = self.pop();
                let item = self.pop();
                return self.contains_call(container, item, op == Op::NotIn);
            }
            Op::Subscript => {
                let key = self.pop();
                let object = self.pop();
                let value = self.subscript(object, key)?;
                self.push(value);
            }
            Op::StoreSubscript => {
                let key = self.pop();
                let object = self.pop();
                let value = self.pop();
                let answer = self.set_subscript(object, key, value);
                return self.dropped(answer);
            }
            Op::DeleteSubscript => {
                let key = self.pop();
                let object = self.pop();
                let answer = self.delete_subscript(object, key);
                return self.dropped(answer);
            }
            Op::BuildSlice(parts) => {
                let step = if parts == 3 { self.pop() } else { Value::None };
                let stop = self.pop();
                let start = self.pop();
                let slice = self.heap.hold(Object::Slice(Box::new([start, stop, step])));
                self.push(slice);
            }
            Op::Jump(to) | Op::JumpBack(to) => return Ok(Next::Jump(to)),
            Op::PopJumpIfFalse(to) | Op::PopJumpIfTrue(to) => match self.settle_truth()? {
                Ok(truth) if truth == matches!(op, Op::PopJumpIfTrue(_)) => {
                    return Ok(Next::Jump(to));
                }
                Ok(_) => {}
                Err(next) => return Ok(next),
            },
            Op::JumpIfFalseOrPop(to) | Op::JumpIfTrueOrPop(to) => {
                return self.jump_or_pop(to, matches!(op, Op::JumpIfTrueOrPop(_)));
            }
            Op::GetIter => {
                let value = self.pop();
                return self.get_iter_call(value);
            }
            Op::ForIter(exit) | Op::ForFast(exit, _) => return self.for_iter(exit),
            Op::BuildTuple(count) => {
                let items = self.pop_many(count as usize);
                let tuple = self.heap.tuple(items);
                self.push(tuple);
            }
            Op::BuildList(count) => {
                let items = self.pop_many(count as usize);
                let list = self.heap.list(items);
                self.push(list);
            }
            Op::BuildSet(count) => return self.build_set(count as usize),
            Op::BuildDict(count) => return self.build_dict(count as usize),
            Op::BuildString(count) => self.build_string(count as usize)?,
            Op::ListAppend(below) => {
                let value = self.pop();
                let list = self.peek(below as usize - 1);
                self.list_push(list, value)?;
            }
            Op::SetAdd(below) => {
                let value = self.pop();
                let set = self.peek(below as usize - 1);
                let answer = self.add_key(set, value);
                return self.dropped(answer);
            }
            Op::DictAdd(below) => {
                let value = self.pop();
                let key = self.pop();
                let dict = self.peek(below as usize - 1);
                let answer = self.set_subscript(dict, key, value);
                return self.dropped(answer);
            }
            Op::ListExtend | Op::ArgsExtend => {
                let from = self.pop();
                if !self.is_iterable(from) {
                    return self.not_iterable_after_star(from, op == Op::ArgsExtend);
                }
                let list = self.top();
                let answer = self.extend_list(list, from);
                return self.dropped_or(answer, "list_extend", &[list, from]);
            }
            Op::SetUpdate => {
                let from = self.pop();
                let set = self.top();
                return self.call_twin("set_update", &[set, from], &[], After::Drop);
            }
            Op::DictUpdate => {
                let from = self.pop();
                let dict = self.top();
                let answer = self.merge_dict(dict, from);
                return self.dropped_or(answer, "dict_display_update", &[dict, from]);
            }
            Op::DictMerge => {
                let from = self.pop();
                let dict = self.top();
                let title = self.callable_title(3);
                let answer = self.merge_keywords(dict, from, &title);
                let title = self.heap.str(&title);
                return self.dropped_or(answer, "keywords_merge", &[dict, from, title]);
            }
            Op::ListToTuple => {
                let list = self.pop();
                let items = self.heap.as_list(list).cloned().unwrap_or_default();
                let tuple = self.heap.tuple(items);
                self.push(tuple);
            }
            Op::Unpack(count) => return self.unpack(count as usize),
            Op::UnpackStar(before, after) => {
                return self.unpack_star(before as usize, after as usize);
            }
            Op::Call(count) => return self.call_stack(count as usize, &[], After::Push),
            Op::CallKw(count, names) => {
                let names = loaded.consts[names as usize];
                let names = self
                    .heap
                    .as_tuple(names)
                    .map(<[Value]>::to_vec)
                    .unwrap_or_default();
                return self.call_stack(count as usize, &names, After::Push);
            }
            Op::CallSpread(flag) => return self.call_spread(flag == 1),
            Op::MakeFunction(child, flags) => {
                self.make_function(&loaded.children[child as usize], flags)
            }
            Op::BuildClass(bases, keywords) => {
                return self.begin_class(u32::from(bases), keywords == 1);
            }
            Op::Return => return self.finish_frame(),
            Op::Yield => return self.yield_value(),
            Op::Send(exit) => return self.send(exit),
            Op::YieldIter => {
                let value = self.pop();
                if matches!(self.heap.type_of(value), Type::Generator) {
                    self.push(value);
                } else {
                    return self.get_iter_call(value);
                }
            }
            Op::GeneratorStart => return self.start_generator(),
            Op::Raise(count) => return self.raise(count),
            Op::PushException => {
                let exception = self.pop();
                let previous = std::mem::replace(&mut self.thread.handled, exception);
                self.heap.dup(exception);
                self.thread.stack.push(previous);
                self.push(exception);
            }
            Op::PopException => {
                let previous = self.thread.stack.pop().unwrap_or(Value::Null);
                let handled = std::mem::replace(&mut self.thread.handled, previous);
                self.heap.release(handled);
            }
            Op::Reraise => {
                let exception = self.pop();
                let previous = self.thread.stack.pop().unwrap_or(Value::Null);
                let handled = std::mem::replace(&mut self.thread.handled, previous);
                self.heap.release(handled);
                return Err(Box::new(Stop::Reraise(exception)));
            }
            Op::MatchException => {
                let class = self.pop();
                let exception = self.top();
                let matches = self.matches_exception(exception, class)?;
                self.push(Value::Bool(matches));
            }
            Op::With => return self.enter_with(),
            Op::WithExcept => return self.exit_with(),
            Op::Import(name, whole) => return self.import_op(loaded, name as usize, whole == 1),
            Op::ImportFrom(name) => return self.import_from(loaded.names[name as usize]),
            Op::ImportStar => self.import_star()?,
            Op::Format(conversion, with_spec) => return self.format_op(conversion, with_spec),
            Op::Pop => {
                self.pop();
            }
            Op::Dup => self.push(self.top()),
            Op::DupTwo => {
                let (a, b) = (self.peek(1), self.peek(0));
                self.push(a);
                self.push(b);
            }
            Op::Swap(below) => {
                let top = self.thread.stack.len() - 1;
                self.thread.stack.swap(top, top + 1 - below as usize);
            }
            Op::Sink(below) => {
                let value = self.thread.stack.pop().unwrap_or(Value::Null);
                let at = self.thread.stack.len() - below as usize + usize::from(below == 0);
                self.thread.stack.insert(at, value);
            }
            Op::SetupAnnotations => {
                let names = self.local_names();
                let key = self.name("__annotations__");
                if matches!(self.heap.dict_get(names, key), Ok(None)) {
                    let dict = self.heap.dict();
                    self.store_in(names, key, dict)?;
                }
            }
            Op::Match => {
                let parts = self.pop_many(2);
                return self.call_twin("match_pattern", &parts, &[], After::Push);
            }
            Op::AssertionError(count) => {
                let args = self.pop_many(count as usize);
                let exception = self.exception(Value::Type(Type::AssertionError), args);
                return Err(Box::new(Stop::Raise(exception)));
            }
        }
        Ok(Next::On)
    }

    /// An instruction without result: what it stopped for is done, and the
    /// result of a call thrown away.
    pub(crate) fn dropped(&mut self, answer: Answer<()>) -> Answer<Next> {
        match answer {
            Ok(()) => Ok(Next::On),
            Err(stop) => match *stop {
                Stop::Call(callable, args, named) => {
                    self.call_with(callable, &args, &named, After::Drop)
                }
                Stop::Twin(name, args) => self.call_twin(name, &args, &[], After::Drop),
                _ => Err(stop),
            },
        }
    }

    fn dropped_or(&mut self, answer: Answer<()>, twin: &str, args: &[Value]) -> Answer<Next> {
        match answer {
            Err(stop) if matches!(*stop, Stop::Ask) => self.call_twin(twin, args, &[], After::Drop),
            other => self.dropped(other),
        }
    }

    fn jump_or_pop(&mut self, to: u32, wanted: bool) -> Answer<Next> {
        let value = self.top();
        match self.truth(value) {
            Ok(truth) if truth == wanted => Ok(Next::Jump(to)),
            Ok(_) => {
                self.pop();
                Ok(Next::On)
            }
            // The operand stays until its truth is known.
            Err(stop) => self.truth_call(stop, value, After::OrPop { to, wanted }),
        }
    }

    fn for_iter(&mut self, exit: u32) -> Answer<Next> {
        let iterator = self.top();
        if let Value::Ref(at) = iterator {
            match self.heap.object(at) {
                Object::Iter(_) => {
                    return match self.next_native(at)? {
                        Some(value) => {
                            self.push(value);
                            Ok(Next::On)
                        }
                        None => {
                            self.pop();
                            Ok(Next::Jump(exit))
                        }
                    };
                }
                Object::Generator(_) => {
                    return self.resume_generator(
                        iterator,
                        Resumption::Send(Value::None),
                        After::ForNext { exit },
                    );
                }
                _ => {}
            }
        }
        let class = self.heap.class_of(iterator);
        match self.class_lookup(class, "__next__") {
            Some(method) => self.call_with(method, &[iterator], &[], After::ForNext { exit }),
            None => {
                let kind = self.heap.type_name(iterator);
                self.type_error(format!("'{kind}' object is not an iterator"))
            }
        }
    }

    fn send(&mut self, exit: u32) -> Answer<Next> {
        let value = self.pop();
        let iterator = self.top();
        if let Value::Ref(at) = iterator {
            match self.heap.object(at) {
                Object::Generator(_) => {
                    return self.resume_generator(
                        iterator,
                        Resumption::Send(value),
                        After::SendNext { exit },
                    );
                }
                Object::Iter(_) => {
                    return match self.next_native(at)? {
                        Some(value) => {
                            self.push(value);
                            Ok(Next::On)
                        }
                        None => {
                            self.pop();
                            self.push(Value::None);
                            Ok(Next::Jump(exit))
                        }
                    };
                }
                _ => {}
            }
        }
        let class = self.heap.class_of(iterator);
        match self.class_lookup(class, "__next__") {
            Some(method) => self.call_with(method, &[iterator], &[], After::SendNext { exit }),
            None => {
                let kind = self.heap.type_name(iterator);
                self.type_error(format!("'{kind}' object is not an iterator"))
            }
        }
    }

    fn not_iterable_after_star(&mut self, value: Value, in_call: bool) -> Answer<Next> {
        let kind = self.heap.type_name(value);
        if !in_call {
            return self.type_error(format!("Value after * must be an iterable, not {kind}"));
        }
        let title = self.callable_title(2);
        self.type_error(format!(
            "{title} argument after * must be an iterable, not {kind}"
        ))
    }

    /// How messages call the callable `below` the top of the stack.
    fn callable_title(&mut self, below: usize) -> String {
        let receiver = self.peek(below - 1);
        let mut callable = self.peek(below);
        let mut title = self.native_title(callable, receiver);
        for _ in 0..2 {
            let Value::Ref(at) = callable else { break };
            match self.heap.object(at) {
                Object::Method(method) => callable = method.function,
                Object::Function(function) => {
                    let module = self.plain_str(function.module);
                    title = format!("{module}.{}()", self.qualname(at));
                    break;
                }
                Object::Class(_) => {
                    let (module, name) = (self.class_module(callable), self.class_title(callable));
                    title = format!("{module}.{name}()");
                    break;
                }
                _ => break,
            }
            title = self.native_title(callable, receiver);
        }
        title
    }

    fn native_title(&self, callable: Value, _: Value) -> String {
        match callable {
            Value::Native(native) => format!("{}()", native.title()),
            Value::Type(kind) => format!("{}()", kind.name()),
            other => self.plain_repr(other, 100),
        }
    }

    fn call_spread(&mut self, keywords: bool) -> Answer<Next> {
        let named = if keywords { self.pop() } else { Value::Null };
        let args = self.pop();
        let args = self
            .heap
            .as_tuple(args)
            .map(<[Value]>::to_vec)
            .unwrap_or_default();
        let named: Vec<(Value, Value)> = match self.heap.as_dict(named) {
            Some(dict) => dict.iter().map(|entry| (entry.key, entry.value)).collect(),
            None => Vec::new(),
        };
        if named
            .iter()
            .any(|(name, _)| self.heap.as_str(*name).is_none())
        {
            return self.type_error("keywords must be strings");
        }
        for arg in &args {
            self.push(*arg);
        }
        let mut names = Vec::with_capacity(named.len());
        for (name, value) in &named {
            self.push(*value);
            names.push(*name);
        }
        self.call_stack(args.len() + named.len(), &names, After::Push)
    }

    fn make_function(&mut self, child: &Rc<Loaded>, flags: u16) {
        let closure = if flags & function_parts::CLOSURE != 0 {
            let cells = self.pop();
            self.heap
                .as_tuple(cells)
                .map(<[Value]>::to_vec)
                .unwrap_or_default()
        } else {
            Vec::new()
        };
        let annotations = if flags & function_parts::ANNOTATIONS != 0 {
            self.pop()
        } else {
            Value::Null
        };
        let mut kw_defaults = Vec::new();
        if flags & function_parts::KW_DEFAULTS != 0 {
            let dict = self
                .pop()
                .as_ref()
                .expect("invariant: keyword defaults are a dict");
            let code = &child.code;
            let from = code.positional as usize;
            for name in &code.slots[from..from + code.keyword_only as usize] {
                kw_defaults.push(self.heap.dict_get_str(dict, name).unwrap_or(Value::Null));
            }
        }
        let defaults = if flags & function_parts::DEFAULTS != 0 {
            let tuple = self.pop();
            self.heap
                .as_tuple(tuple)
                .map(<[Value]>::to_vec)
                .unwrap_or_default()
        } else {
            Vec::new()
        };
        let globals = self.frame().globals;
        let name = self.intern(&child.code.name.clone());
        let qualname = self.intern(&child.code.qualname.clone());
        let doc = match &child.code.doc {
            Some(doc) => self.heap.text(doc.clone()),
            None => Value::None,
        };
        let module_key = self.name("__name__");
        let module = self
            .heap
            .dict_get(globals, module_key)
            .ok()
            .flatten()
            .unwrap_or(Value::None);
        let function = self.heap.hold(Object::Function(Box::new(Function {
            code: child.clone(),
            name,
            qualname,
            doc,
            module,
            globals,
            defaults,
            kw_defaults,
            closure,
            dict: Value::Null,
            annotations,
        })));
        self.push(function);
    }

    fn enter_with(&mut self) -> Answer<Next> {
        let manager = self.pop();
        let class = self.heap.class_of(manager);
        let enter = self.class_lookup(class, "__enter__");
        let exit = self.class_lookup(class, "__exit__");
        let (Some(enter), Some(exit)) = (enter, exit) else {
            let kind = self.heap.type_name(manager);
            let missed = if enter.is_none() {
                ""
            } else {
                " (missed __exit__ method)"
            };
            return self.type_error(format!(
                "'{kind}' object does not support the context manager protocol{missed}"
            ));
        };
        let exit = self.bind_method(exit, manager);
        self.push(exit);
        self.call_with(enter, &[manager], &[], After::Push)
    }

    fn exit_with(&mut self) -> Answer<Next> {
        let exception = self.top();
        let exit = self.peek(2);
        let class = self.heap.class_of(exception);
        let trace = self.traceback_of(exception);
        self.call_with(
            exit,
            &[class, exception, trace],
            &[],
            After::Truth { negate: false },
        )
    }

    fn format_op(&mut self, conversion: Conversion, with_spec: bool) -> Answer<Next> {
        let spec = if with_spec { self.pop() } else { Value::Null };
        let value = self.pop();
        let answer = match conversion {
            Conversion::None => self.format_value(value, spec),
            _ if !with_spec => self.converted(value, conversion),
            _ => {
                let name = match conversion {
                    Conversion::Repr => "repr",
                    Conversion::Ascii => "ascii",
                    _ => "str",
                };
                match self.converted(value, conversion) {
                    Ok(text) => self.format_value(text, spec),
                    Err(_) => {
                        let name = self.heap.str(name);
                        return self.call_twin(
                            "format_converted",
                            &[value, name, spec],
                            &[],
                            After::Push,
                        );
                    }
                }
            }
        };
        match answer {
            Ok(text) => {
                self.push(text);
                Ok(Next::On)
            }
            Err(stop) => match *stop {
                Stop::Call(callable, args, named) => {
                    let what = match conversion {
                        Conversion::None if args.len() == 2 => "__format__",
                        Conversion::Repr | Conversion::Ascii => "__repr__",
                        _ => "__str__",
                    };
                    self.call_with(callable, &args, &named, After::Text(what))
                }
                _ => Err(stop),
            },
        }
    }

    fn converted(&mut self, value: Value, conversion: Conversion) -> Answer {
        match conversion {
            Conversion::Repr => self.repr_value(value),
            Conversion::Ascii => self.ascii_value(value),
            _ => self.str_value(value),
        }
    }

    /// A new frame for a class body or module text.
    pub(crate) fn push_body(
        &mut self,
        code: Rc<Loaded>,
        globals: Ref,
        names: Value,
        after: After,
    ) -> Answer<Next> {
        if self.thread.frames.len() >= crate::base::limits::PYTHON_FRAMES {
            return self.fail(Type::RecursionError, "maximum recursion depth exceeded");
        }
        let floor = self.thread.stack.len() as u32;
        let slots = code.code.slots.len() - code.code.frees() as usize;
        for _ in 0..slots {
            self.thread.stack.push(Value::Null);
        }
        self.heap.dup(names);
        if let After::ModuleDone { module, .. } = after {
            self.heap.dup(module);
        }
        self.thread.frames.push(Frame {
            code,
            pc: 0,
            base: floor,
            floor,
            after,
            globals,
            names,
            generator: Value::Null,
            outer_handled: Value::Null,
            statement: 0,
        });
        Ok(Next::Frames)
    }

    /// An iterator object over a value, as an `Iter`.
    pub(crate) fn make_iter(&mut self, iter: Iter) -> Ref {
        self.heap
            .iter(iter)
            .as_ref()
            .expect("invariant: an iterator is on the heap")
    }
}

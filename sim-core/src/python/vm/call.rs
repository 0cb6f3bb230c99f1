//! Calls: sorting arguments into slots, frames, built-ins, classes as callables.

use super::Machine;
use super::dispatch::Next;
use super::frame::{After, Frame, Suspended};
use super::native::{Answer, Args, Body, Native, Resumption, Stop};
use crate::base::limits::PYTHON_FRAMES;
use crate::python::heap::object::{Generator, Instance};
use crate::python::heap::{Object, Ref, Type, Value};
use crate::python::interface::{Call, Exit};

impl Machine {
    /// `Call` of a plain function with exactly its positional arguments: the
    /// arguments become the first slots where they lie.
    #[inline]
    pub(crate) fn simple_call(&mut self, count: usize) -> bool {
        let length = self.thread.stack.len();
        let at = length - count - 2;
        let (Value::Ref(callable), receiver) = (self.thread.stack[at], self.thread.stack[at + 1])
        else {
            return false;
        };
        let Object::Function(function) = self.heap.object(callable) else {
            return false;
        };
        let given = if receiver.is_null() { count } else { count + 1 };
        let code = &function.code.code;
        if code.positional as usize != given
            || !code.is_simple()
            || self.thread.frames.len() >= PYTHON_FRAMES
        {
            return false;
        }
        let loaded = function.code.clone();
        let globals = function.globals;
        let slots = loaded.code.slots.len();
        let frees = loaded.code.frees() as usize;
        for _ in given..slots - frees {
            self.thread.stack.push(Value::Null);
        }
        if frees > 0 {
            self.push_closure(callable);
        }
        self.fuel = self.fuel.saturating_sub(1);
        self.thread.frames.push(Frame {
            code: loaded,
            pc: 0,
            base: (length - given) as u32,
            floor: at as u32,
            after: After::Push,
            globals,
            names: Value::Null,
            generator: Value::Null,
            outer_handled: Value::Null,
            statement: 0,
        });
        true
    }

    fn push_closure(&mut self, function: Ref) {
        if let Object::Function(function) = self.heap.object(function) {
            let cells: Vec<Value> = function.closure.clone();
            for cell in cells {
                self.push(cell);
            }
        }
    }

    /// `Return` of a frame whose result is simply pushed.
    #[inline]
    pub(crate) fn simple_return(&mut self) {
        let result = self
            .thread
            .stack
            .pop()
            .expect("invariant: a result lies on the stack");
        let frame = self.thread.frames.pop().expect("invariant: a frame runs");
        while self.thread.stack.len() > frame.floor as usize {
            if let Some(value) = self.thread.stack.pop() {
                self.heap.release(value);
            }
        }
        self.thread.stack.push(result);
    }

    /// `Return` in general.
    pub(crate) fn finish_frame(&mut self) -> Answer<Next> {
        let result = self.pop();
        let frame = self.drop_frame();
        if self.thread.frames.is_empty() {
            match frame.after {
                After::Uncaught { exception } => self.end_with_words(exception, result),
                _ => self.end_thread(Exit {
                    code: 0,
                    stderr: None,
                    exception: None,
                }),
            }
            return Ok(Next::Frames);
        }
        if frame.generator.is_null() {
            self.deliver(result, frame.after)?;
            return Ok(Next::Frames);
        }
        self.end_generator(frame.generator);
        match frame.after {
            After::ForNext { exit } => {
                self.pop();
                self.frame_mut().pc = exit;
            }
            After::SendNext { exit } => {
                self.pop();
                self.push(result);
                self.frame_mut().pc = exit;
            }
            After::Farewell { object } => self.heap.release(object),
            _ => {
                let args = if result.is_none() {
                    vec![]
                } else {
                    vec![result]
                };
                let stop = self.exception(Value::Type(Type::StopIteration), args);
                return Err(Box::new(Stop::Raise(stop)));
            }
        }
        Ok(Next::Frames)
    }

    /// Takes the innermost frame and its values off.
    pub(crate) fn drop_frame(&mut self) -> Frame {
        let frame = self.thread.frames.pop().expect("invariant: a frame runs");
        self.truncate(frame.floor as usize);
        self.heap.release(frame.names);
        self.heap.release(frame.generator);
        if !frame.generator.is_null() {
            let handled = std::mem::replace(&mut self.thread.handled, frame.outer_handled);
            self.heap.release(handled);
        }
        frame
    }

    fn end_generator(&mut self, generator: Value) {
        if let Value::Ref(at) = generator
            && let Object::Generator(state) = self.heap.object_mut(at)
        {
            state.running = false;
            state.resting = None;
        }
    }

    /// Calls what lies on the stack: [callable, receiver or null, arguments],
    /// the last ones named by `names`.
    pub(crate) fn call_stack(
        &mut self,
        count: usize,
        names: &[Value],
        after: After,
    ) -> Answer<Next> {
        let at = self.thread.stack.len() - count - 2;
        let callable = self.thread.stack[at];
        match callable {
            Value::Native(native) => self.call_native(native, count, names, after),
            Value::Type(kind) => {
                let native = crate::python::builtins::constructor(kind);
                match native {
                    Some(native) => {
                        self.thread.stack[at] = Value::Native(native);
                        self.call_native(native, count, names, after)
                    }
                    None => self.not_constructible(kind),
                }
            }
            Value::Ref(slot) => match self.heap.object(slot) {
                Object::Function(_) => self.call_function(slot, count, names, after),
                Object::Method(method) => {
                    let (function, receiver) = (method.function, method.receiver);
                    self.unwrap_method(at, count, function, receiver, names, after)
                }
                Object::Class(_) => self.instantiate(slot, count, names, after),
                Object::StaticMethod(inner) => {
                    let inner = self.heap.dup(*inner);
                    self.heap.release(callable);
                    self.thread.stack[at] = inner;
                    self.call_stack(count, names, after)
                }
                Object::Instance(_) => {
                    let class = self.heap.class_of(callable);
                    match self.class_lookup(class, "__call__") {
                        Some(method) => {
                            self.unwrap_method(at, count, method, callable, names, after)
                        }
                        None => self.not_callable(callable),
                    }
                }
                _ => self.not_callable(callable),
            },
            _ => self.not_callable(callable),
        }
    }

    fn not_callable(&mut self, value: Value) -> Answer<Next> {
        let kind = self.heap.type_name(value);
        self.type_error(format!("'{kind}' object is not callable"))
    }

    fn not_constructible(&mut self, kind: Type) -> Answer<Next> {
        self.type_error(format!("cannot create '{}' instances", kind.name()))
    }

    /// Puts a method's function and receiver where the method lay.
    fn unwrap_method(
        &mut self,
        at: usize,
        count: usize,
        function: Value,
        receiver: Value,
        names: &[Value],
        after: After,
    ) -> Answer<Next> {
        self.heap.dup(function);
        self.heap.dup(receiver);
        let old = std::mem::replace(&mut self.thread.stack[at], function);
        let before = std::mem::replace(&mut self.thread.stack[at + 1], receiver);
        let mut count = count;
        if !before.is_null() {
            // The old receiver is the method's first argument.
            self.thread.stack.insert(at + 2, before);
            count += 1;
        }
        self.heap.release(old);
        self.call_stack(count, names, after)
    }

    /// Calls with values from Rust.
    pub(crate) fn call_with(
        &mut self,
        callable: Value,
        args: &[Value],
        named: &[(Value, Value)],
        after: After,
    ) -> Answer<Next> {
        self.push(callable);
        self.thread.stack.push(Value::Null);
        for arg in args {
            self.push(*arg);
        }
        let mut names = Vec::with_capacity(named.len());
        for (name, value) in named {
            self.push(*value);
            names.push(*name);
        }
        self.call_stack(args.len() + named.len(), &names, after)
    }

    /// Calls a function of the prelude.
    pub(crate) fn call_twin(
        &mut self,
        name: &str,
        args: &[Value],
        named: &[(Value, Value)],
        after: After,
    ) -> Answer<Next> {
        let found = self
            .prelude
            .and_then(|prelude| self.heap.dict_get_str(prelude, name));
        match found {
            Some(function) => self.call_with(function, args, named, after),
            None => self.type_error(format!("{name}: not possible with objects of the program")),
        }
    }

    fn call_native(
        &mut self,
        native: &'static Native,
        count: usize,
        names: &[Value],
        after: After,
    ) -> Answer<Next> {
        let at = self.thread.stack.len() - count - 2;
        let from = if self.thread.stack[at + 1].is_null() {
            at + 2
        } else {
            at + 1
        };
        let mut buffer = [Value::Null; 6];
        let given = self.thread.stack.len() - from;
        let spilled: Vec<Value>;
        let all: &[Value] = if given <= buffer.len() {
            buffer[..given].copy_from_slice(&self.thread.stack[from..]);
            &buffer[..given]
        } else {
            spilled = self.thread.stack[from..].to_vec();
            &spilled
        };
        let positional = &all[..given - names.len()];
        let named: Vec<(Value, Value)> = names
            .iter()
            .copied()
            .zip(all[positional.len()..].iter().copied())
            .collect();
        // Arguments stay alive until the instruction ends.
        self.truncate(at);
        match self.run_native(native, positional, &named) {
            Ok(value) => self.deliver(value, after),
            Err(stop) => match *stop {
                Stop::Ask => self.call_twin(&native.twin(), positional, &named, after),
                Stop::Twin(name, args) => self.call_twin(name, &args, &[], after),
                Stop::Call(callable, args, named) => self.call_with(callable, &args, &named, after),
                Stop::Resume(generator, with) => self.resume_generator(generator, with, after),
                _ => Err(stop),
            },
        }
    }

    /// Runs a built-in on arguments whose number may be wrong.
    pub(crate) fn run_native(
        &mut self,
        native: &'static Native,
        args: &[Value],
        named: &[(Value, Value)],
    ) -> Answer {
        if let Body::Free(run) = native.body {
            return run(
                self,
                Args {
                    positional: args,
                    named,
                },
            );
        }
        if !named.is_empty() {
            return self.type_error(format!("{}() takes no keyword arguments", native.title()));
        }
        match (native.body, args) {
            (Body::Zero(run), []) => run(self),
            (Body::One(run), [a]) => run(self, *a),
            (Body::Two(run), [a, b]) => run(self, *a, *b),
            (Body::Three(run), [a, b, c]) => run(self, *a, *b, *c),
            (Body::Many(least, most, run), args)
                if args.len() >= usize::from(least) && args.len() <= usize::from(most) =>
            {
                run(self, args)
            }
            (Body::System, args) => self.system_call(native.name, args),
            _ => self.wrong_count(native, args.len()),
        }
    }

    fn wrong_count(&mut self, native: &'static Native, given: usize) -> Answer {
        let own = usize::from(native.is_method);
        if native.is_method && given == 0 {
            let message = format!("unbound method {}() needs an argument", native.title());
            return self.type_error(message);
        }
        let given = given - own;
        let title = native.title();
        let exactly = |machine: &mut Machine, wanted: usize| {
            let words = match wanted {
                0 => "takes no arguments".to_owned(),
                1 => "takes exactly one argument".to_owned(),
                n => format!("expected {n} arguments, got {given}"),
            };
            if wanted > 1 {
                machine.type_error(format!("{} {words}", native.name))
            } else {
                machine.type_error(format!("{title}() {words} ({given} given)"))
            }
        };
        match native.body {
            Body::Zero(_) => exactly(self, 0),
            Body::One(_) => exactly(self, 1 - own),
            Body::Two(_) => exactly(self, 2 - own),
            Body::Three(_) => exactly(self, 3 - own),
            Body::Many(least, most, _) => {
                let (least, most) = (usize::from(least) - own, usize::from(most) - own);
                let (word, bound) = if given < least {
                    ("at least", least)
                } else {
                    ("at most", most)
                };
                let plural = if bound == 1 { "" } else { "s" };
                self.type_error(format!(
                    "{} expected {word} {bound} argument{plural}, got {given}",
                    native.name
                ))
            }
            _ => self.type_error(format!("{title}() got wrong arguments")),
        }
    }

    /// Hands a system call with plain data to the owner of the machine.
    pub(crate) fn system_call(&mut self, name: &'static str, args: &[Value]) -> Answer {
        let mut data = Vec::with_capacity(args.len());
        for arg in args {
            data.push(self.to_data(*arg, 0)?);
        }
        Err(Box::new(Stop::System(Call { name, args: data })))
    }

    /// Calls a function written in Python whose arguments may need sorting.
    fn call_function(
        &mut self,
        function: Ref,
        count: usize,
        names: &[Value],
        after: After,
    ) -> Answer<Next> {
        if self.thread.frames.len() >= PYTHON_FRAMES {
            let stop = self.error(Type::RecursionError, "maximum recursion depth exceeded");
            return Err(stop);
        }
        let at = self.thread.stack.len() - count - 2;
        let base = if self.thread.stack[at + 1].is_null() {
            at + 2
        } else {
            at + 1
        };
        let Object::Function(state) = self.heap.object(function) else {
            return Err(Box::new(Stop::Ask));
        };
        let loaded = state.code.clone();
        let globals = state.globals;
        let given = self.thread.stack.len() - base;
        let code = &loaded.code;
        let slots = code.slots.len() - code.frees() as usize;
        if names.is_empty() && code.is_simple() && given == code.positional as usize {
            for _ in given..slots {
                self.thread.stack.push(Value::Null);
            }
        } else {
            self.bind(function, base, names)?;
        }
        if code.frees() > 0 {
            self.push_closure(function);
        }
        self.fuel = self.fuel.saturating_sub(1);
        self.thread.frames.push(Frame {
            code: loaded,
            pc: 0,
            base: base as u32,
            floor: at as u32,
            after,
            globals,
            names: Value::Null,
            generator: Value::Null,
            outer_handled: Value::Null,
            statement: 0,
        });
        Ok(Next::Frames)
    }

    /// Sorts the arguments above `base` into slots: defaults, keywords, rest.
    fn bind(&mut self, function: Ref, base: usize, names: &[Value]) -> Answer<()> {
        let given: Vec<Value> = self.thread.stack.drain(base..).collect();
        let outcome = self.sort_arguments(function, &given, names);
        let slots = match outcome {
            Ok(slots) => slots,
            Err(stop) => {
                given.iter().for_each(|value| self.heap.release(*value));
                return Err(stop);
            }
        };
        for slot in slots {
            self.push(slot);
        }
        given.iter().for_each(|value| self.heap.release(*value));
        Ok(())
    }

    fn sort_arguments(
        &mut self,
        function: Ref,
        given: &[Value],
        names: &[Value],
    ) -> Answer<Vec<Value>> {
        let Object::Function(state) = self.heap.object(function) else {
            return Stop::ask();
        };
        let loaded = state.code.clone();
        let (defaults, kw_defaults) = (state.defaults.clone(), state.kw_defaults.clone());
        let code = &loaded.code;
        let positional = code.positional as usize;
        let named_slots = positional + code.keyword_only as usize;
        let mut slots = vec![Value::Null; code.slots.len() - code.frees() as usize];
        let (by_place, by_name) = given.split_at(given.len() - names.len());
        let taken = by_place.len().min(positional);
        slots[..taken].copy_from_slice(&by_place[..taken]);
        let mut rest_at = named_slots;
        if code.rest {
            let rest = self.heap.tuple(by_place[taken..].to_vec());
            slots[rest_at] = rest;
            rest_at += 1;
        }
        let rest_keywords = code.rest_keywords.then(|| self.heap.dict());
        if let Some(dict) = rest_keywords {
            slots[rest_at] = dict;
        }
        for (name, value) in names.iter().zip(by_name) {
            self.bind_keyword(function, &mut slots, *name, *value, rest_keywords)?;
        }
        if by_place.len() > positional && !code.rest {
            return self.too_many(function, by_place.len(), &slots);
        }
        let first_default = positional - defaults.len();
        for at in first_default..positional {
            if slots[at].is_null() {
                slots[at] = defaults[at - first_default];
            }
        }
        for (at, default) in kw_defaults.iter().enumerate() {
            if slots[positional + at].is_null() {
                slots[positional + at] = *default;
            }
        }
        self.missing(function, &slots)?;
        Ok(slots)
    }

    fn bind_keyword(
        &mut self,
        function: Ref,
        slots: &mut [Value],
        name: Value,
        value: Value,
        rest: Option<Value>,
    ) -> Answer<()> {
        let Object::Function(state) = self.heap.object(function) else {
            return Stop::ask();
        };
        let loaded = state.code.clone();
        let code = &loaded.code;
        let Some(text) = self.heap.as_shared(name) else {
            return self.type_error("keywords must be strings");
        };
        let named_slots = (code.positional + code.keyword_only) as usize;
        let from = code.positional_only as usize;
        let found = code.slots[from..named_slots]
            .iter()
            .position(|slot| **slot == *text);
        match (found, rest) {
            (Some(at), _) => {
                let at = at + from;
                if !slots[at].is_null() {
                    let title = self.qualname(function);
                    return self.type_error(format!(
                        "{title}() got multiple values for argument '{text}'"
                    ));
                }
                slots[at] = value;
            }
            (None, Some(Value::Ref(dict))) => {
                let _ = self.heap.dict_set(dict, name, value);
            }
            _ => {
                let title = self.qualname(function);
                if code.slots[..from].iter().any(|slot| **slot == *text) {
                    return self.type_error(format!(
                        "{title}() got some positional-only arguments passed as keyword arguments: '{text}'"
                    ));
                }
                return self.type_error(format!(
                    "{title}() got an unexpected keyword argument '{text}'"
                ));
            }
        }
        Ok(())
    }

    fn qualname(&self, function: Ref) -> String {
        match self.heap.object(function) {
            Object::Function(state) => self
                .heap
                .as_str(state.qualname)
                .unwrap_or("function")
                .to_owned(),
            _ => "function".to_owned(),
        }
    }

    fn too_many<T>(&mut self, function: Ref, given: usize, slots: &[Value]) -> Answer<T> {
        let title = self.qualname(function);
        let Object::Function(state) = self.heap.object(function) else {
            return Stop::ask();
        };
        let positional = state.code.code.positional as usize;
        let defaults = state.defaults.len();
        let by_name = slots[positional..positional + state.code.code.keyword_only as usize]
            .iter()
            .filter(|slot| !slot.is_null())
            .count();
        let takes = if defaults > 0 {
            format!("from {} to {positional}", positional - defaults)
        } else {
            positional.to_string()
        };
        let plural = if positional == 1 && defaults == 0 {
            ""
        } else {
            "s"
        };
        let given_text = if by_name > 0 {
            let (p, k) = (
                if given == 1 { "" } else { "s" },
                if by_name == 1 { "" } else { "s" },
            );
            format!("{given} positional argument{p} (and {by_name} keyword-only argument{k}) were")
        } else {
            format!("{given} {}", if given == 1 { "was" } else { "were" })
        };
        self.type_error(format!(
            "{title}() takes {takes} positional argument{plural} but {given_text} given"
        ))
    }

    fn missing(&mut self, function: Ref, slots: &[Value]) -> Answer<()> {
        let Object::Function(state) = self.heap.object(function) else {
            return Stop::ask();
        };
        let loaded = state.code.clone();
        let positional = loaded.code.positional as usize;
        let named = positional + loaded.code.keyword_only as usize;
        for (range, kind) in [
            (0..positional, "positional"),
            (positional..named, "keyword-only"),
        ] {
            let names: Vec<String> = range
                .filter(|at| slots[*at].is_null())
                .map(|at| format!("'{}'", loaded.code.slots[at]))
                .collect();
            if names.is_empty() {
                continue;
            }
            let list = match names.as_slice() {
                [one] => one.clone(),
                [one, two] => format!("{one} and {two}"),
                [most @ .., last] => format!("{}, and {last}", most.join(", ")),
                [] => String::new(),
            };
            let (title, count) = (self.qualname(function), names.len());
            let plural = if count == 1 { "" } else { "s" };
            return self.type_error(format!(
                "{title}() missing {count} required {kind} argument{plural}: {list}"
            ));
        }
        Ok(())
    }

    /// Calls a class written in Python.
    fn instantiate(
        &mut self,
        class: Ref,
        count: usize,
        names: &[Value],
        after: After,
    ) -> Answer<Next> {
        let at = self.thread.stack.len() - count - 2;
        let Object::Class(state) = self.heap.object(class) else {
            return Stop::ask();
        };
        if state.hooks.is_abstract
            || state.hooks.new
            || state.layout.is_exception()
            || state.layout != Type::Object
        {
            return self.instantiate_special(class, count, names, after);
        }
        let instance = self.new_instance(class, Value::Null);
        let class_value = Value::Ref(class);
        match self.class_lookup(class_value, "__init__") {
            Some(init @ Value::Ref(_)) => {
                // [instance, init, instance, arguments]; the result is thrown away.
                self.heap.dup(instance);
                let old = std::mem::replace(&mut self.thread.stack[at], instance);
                self.heap.release(old);
                self.heap.dup(init);
                self.heap.dup(instance);
                let receiver = std::mem::replace(&mut self.thread.stack[at + 1], init);
                self.heap.release(receiver);
                self.thread.stack.insert(at + 2, instance);
                if after != After::Push {
                    return self.call_class_twin(class_value, at, count);
                }
                self.call_stack(count, names, After::Init)
            }
            _ => {
                self.truncate(at);
                if count > 0 {
                    let name = self.heap.class_name(class_value);
                    return self.type_error(format!("{name}() takes no arguments"));
                }
                self.deliver(instance, after)
            }
        }
    }

    /// A class called where its result is not simply pushed does not happen
    /// with `__init__`: such places call plain methods.
    fn call_class_twin(&mut self, class: Value, at: usize, _: usize) -> Answer<Next> {
        self.truncate(at);
        let name = self.heap.class_name(class);
        self.type_error(format!("'{name}' cannot be called here"))
    }

    /// An instance with an empty dictionary.
    pub(crate) fn new_instance(&mut self, class: Ref, base: Value) -> Value {
        let dict = self.heap.alloc_held(Object::Dict(Box::default()));
        self.heap.dup(Value::Ref(class));
        self.heap.dup(base);
        let dict = dict.as_ref().expect("invariant: a dict is on the heap");
        self.heap
            .alloc(Object::Instance(Instance { class, dict, base }))
    }

    /// Classes with `__new__`, abstract ones, exceptions, and those derived
    /// from a built-in type.
    fn instantiate_special(
        &mut self,
        class: Ref,
        count: usize,
        names: &[Value],
        after: After,
    ) -> Answer<Next> {
        let class_value = Value::Ref(class);
        let values = self.pop_many(count);
        let receiver = self.pop();
        self.pop();
        let mut positional: Vec<Value> = receiver.present().into_iter().collect();
        positional.extend(&values[..count - names.len()]);
        let named: Vec<(Value, Value)> = names
            .iter()
            .copied()
            .zip(values[count - names.len()..].iter().copied())
            .collect();
        let Object::Class(state) = self.heap.object(class) else {
            return Stop::ask();
        };
        let (layout, is_abstract, new) = (state.layout, state.hooks.is_abstract, state.hooks.new);
        if is_abstract {
            return self.refuse_abstract(class);
        }
        if new {
            let mut args = vec![class_value];
            args.extend(&positional);
            return self.call_twin("instantiate", &args, &named, after);
        }
        let init = self.class_lookup(class_value, "__init__");
        let own_init = init.filter(|init| !matches!(init, Value::Native(_)));
        let instance = if layout.is_exception() {
            self.exception(class_value, positional.clone())
        } else {
            let base = self.base_part(layout, &positional, &named, own_init.is_some())?;
            self.new_instance(class, base)
        };
        match own_init {
            Some(init) => {
                self.push(instance);
                let mut args = vec![instance];
                args.extend(&positional);
                if after != After::Push {
                    return self.type_error("a class cannot be called here");
                }
                self.call_with(init, &args, &named, After::Init)
            }
            None => {
                if layout.is_exception() && !named.is_empty() {
                    let name = self.heap.class_name(class_value);
                    return self.type_error(format!("{name}() takes no keyword arguments"));
                }
                self.deliver(instance, after)
            }
        }
    }

    /// The built-in part of an instance of a class derived from `layout`.
    pub(crate) fn base_part(
        &mut self,
        layout: Type,
        args: &[Value],
        named: &[(Value, Value)],
        own_init: bool,
    ) -> Answer {
        match layout {
            Type::List => Ok(if own_init || args.is_empty() {
                self.heap.list(Vec::new())
            } else {
                return self.construct(layout, args, named);
            }),
            Type::Dict => Ok(if own_init || args.is_empty() && named.is_empty() {
                self.heap.dict()
            } else {
                return self.construct(layout, args, named);
            }),
            Type::Set => Ok(if own_init || args.is_empty() {
                self.heap.set(false)
            } else {
                return self.construct(layout, args, named);
            }),
            Type::Object => Ok(Value::Null),
            _ => self.construct(layout, args, named),
        }
    }

    fn construct(&mut self, layout: Type, args: &[Value], named: &[(Value, Value)]) -> Answer {
        match crate::python::builtins::constructor(layout) {
            Some(native) => self.run_native(native, args, named),
            None => self.type_error(format!("cannot create '{}' instances", layout.name())),
        }
    }

    fn refuse_abstract(&mut self, class: Ref) -> Answer<Next> {
        let names = self.abstract_names(class);
        let name = self.heap.class_name(Value::Ref(class));
        let plural = if names.len() == 1 { "" } else { "s" };
        self.type_error(format!(
            "Can't instantiate abstract class {name} with abstract method{plural} {}",
            names.join(", ")
        ))
    }

    /// `GeneratorStart`: the frame becomes a generator at rest.
    pub(crate) fn start_generator(&mut self) -> Answer<Next> {
        let frame = self.thread.frames.pop().expect("invariant: a frame runs");
        let values: Vec<Value> = self.thread.stack.drain(frame.base as usize..).collect();
        let name = self.intern(&frame.code.code.name.clone());
        self.heap.dup(name);
        self.truncate(frame.floor as usize);
        let kind = match &*frame.code.code.name {
            _ if !frame.code.code.file.library => Type::Generator,
            "map" => Type::Map,
            "filter" => Type::Filter,
            "zip" => Type::Zip,
            "enumerate" => Type::Enumerate,
            "reversed" => Type::Reversed,
            _ => Type::Generator,
        };
        let generator = self.heap.alloc(Object::Generator(Box::new(Generator {
            resting: Some(Box::new(Suspended {
                code: frame.code,
                pc: frame.pc,
                globals: frame.globals,
                values,
                handled: Value::Null,
                statement: frame.statement,
            })),
            running: false,
            started: false,
            name,
            kind,
        })));
        self.deliver(generator, frame.after)?;
        Ok(Next::Frames)
    }

    /// Puts a generator's frame on the stack.
    pub(crate) fn resume_generator(
        &mut self,
        generator: Value,
        with: Resumption,
        after: After,
    ) -> Answer<Next> {
        let Value::Ref(at) = generator else {
            return self.type_error("not a generator");
        };
        let Object::Generator(state) = self.heap.object(at) else {
            return self.type_error("not a generator");
        };
        if state.running {
            return self.value_error("generator already executing");
        }
        if self.thread.frames.len() >= PYTHON_FRAMES {
            return self.fail(Type::RecursionError, "maximum recursion depth exceeded");
        }
        let started = state.started;
        if let Resumption::Send(value) = with
            && !started
            && !value.is_none()
            && state.resting.is_some()
        {
            return self.type_error("can't send non-None value to a just-started generator");
        }
        let Object::Generator(state) = self.heap.object_mut(at) else {
            return Stop::ask();
        };
        let Some(resting) = state.resting.take() else {
            return self.resume_ended(with, after);
        };
        state.running = true;
        state.started = true;
        self.enter_generator(generator, *resting, after);
        match with {
            Resumption::Send(value) => {
                if started {
                    self.push(value);
                }
                Ok(Next::Frames)
            }
            Resumption::Throw(exception) => Err(Box::new(Stop::Raise(exception))),
        }
    }

    fn enter_generator(&mut self, generator: Value, resting: Suspended, after: After) {
        let floor = self.thread.stack.len() as u32;
        self.thread.stack.extend(&resting.values);
        // The frame keeps the caller's handled exception and gives it back.
        let outer_handled = self.thread.handled;
        if resting.handled.is_null() {
            self.heap.dup(outer_handled);
        } else {
            self.thread.handled = resting.handled;
        }
        self.heap.dup(generator);
        self.fuel = self.fuel.saturating_sub(1);
        self.thread.frames.push(Frame {
            code: resting.code,
            pc: resting.pc,
            base: floor,
            floor,
            after,
            globals: resting.globals,
            names: Value::Null,
            generator,
            outer_handled,
            statement: resting.statement,
        });
    }

    fn resume_ended(&mut self, with: Resumption, after: After) -> Answer<Next> {
        if let Resumption::Throw(exception) = with {
            return Err(Box::new(Stop::Raise(exception)));
        }
        match after {
            After::ForNext { exit } => {
                self.pop();
                Ok(Next::Jump(exit))
            }
            After::SendNext { exit } => {
                self.pop();
                self.thread.stack.push(Value::None);
                Ok(Next::Jump(exit))
            }
            _ => {
                let stop = self.exception(Value::Type(Type::StopIteration), Vec::new());
                Err(Box::new(Stop::Raise(stop)))
            }
        }
    }

    /// `Yield`: the frame comes to rest, its value goes to the caller.
    pub(crate) fn yield_value(&mut self) -> Answer<Next> {
        let value = self.pop();
        let frame = self.thread.frames.pop().expect("invariant: a frame runs");
        let values: Vec<Value> = self.thread.stack.drain(frame.base as usize..).collect();
        let handled = std::mem::replace(&mut self.thread.handled, frame.outer_handled);
        let own = if handled == frame.outer_handled {
            self.heap.release(handled);
            Value::Null
        } else {
            handled
        };
        if let Value::Ref(at) = frame.generator
            && let Object::Generator(state) = self.heap.object_mut(at)
        {
            state.running = false;
            state.resting = Some(Box::new(Suspended {
                code: frame.code,
                pc: frame.pc,
                globals: frame.globals,
                values,
                handled: own,
                statement: frame.statement,
            }));
        }
        self.heap.release(frame.generator);
        if let After::Farewell { .. } = frame.after {
            // A generator that goes on after its farewell is simply forgotten.
            self.deliver(value, frame.after)?;
            return Ok(Next::Frames);
        }
        self.deliver(value, frame.after)?;
        Ok(Next::Frames)
    }
}

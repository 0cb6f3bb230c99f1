//! Calls: sorting arguments into slots, frames, built-ins, classes as callables.

use super::Machine;
use super::dispatch::Next;
use super::frame::{After, Frame};
use super::native::{Answer, Args, Body, Native, Stop};
use crate::base::limits::PYTHON_FRAMES;
use crate::python::heap::object::Instance;
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
        if function.code.simple != Some(given as u32) || self.thread.frames.len() >= PYTHON_FRAMES {
            return false;
        }
        let loaded = function.code.clone();
        let globals = function.globals;
        for _ in 0..loaded.empty {
            self.thread.stack.push(Value::Null);
        }
        if loaded.frees > 0 {
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
        let cell = |machine: &Machine, nth: usize| match machine.heap.object(function) {
            Object::Function(function) => function.closure.get(nth).copied(),
            _ => None,
        };
        let mut nth = 0;
        while let Some(value) = cell(self, nth) {
            self.push(value);
            nth += 1;
        }
    }

    /// `Return` of a plain function whose caller simply goes on; true if done.
    #[inline]
    pub(crate) fn simple_return(&mut self) -> bool {
        let frame = self.frame();
        if !frame.generator.is_null() || !frame.names.is_null() || self.thread.frames.len() < 2 {
            return false;
        }
        let is_pushed = match frame.after {
            After::Push => true,
            After::Init if self.top().is_none() => false,
            _ => return false,
        };
        let floor = frame.floor as usize;
        self.thread.frames.pop();
        let result = self.thread.stack.len() - 1;
        for value in self.thread.stack[floor..result].iter().rev() {
            self.heap.release(*value);
        }
        if is_pushed {
            self.move_value(result, floor);
        }
        self.thread.stack.truncate(floor + usize::from(is_pushed));
        true
    }

    /// `Return` in general.
    pub(crate) fn finish_frame(&mut self) -> Answer<Next> {
        let result = self.pop();
        let frame = self.drop_frame();
        if self.thread.frames.is_empty() {
            match frame.after {
                After::Uncaught { exception } => self.end_with_words(exception, result),
                After::Finish => self.finished(None),
                After::Farewell { object } => {
                    self.end_generator(frame.generator);
                    self.heap.release(object);
                }
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
                Object::Instance(_) | Object::Exception(_) => {
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

    pub(crate) fn call_native(
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
                Stop::Call(callable, args, named) => {
                    let after = match (native.name, after) {
                        ("repr", After::Push) => After::Text("__repr__"),
                        ("str", After::Push) => After::Text("__str__"),
                        ("format", After::Push) => After::Text("__format__"),
                        _ => after,
                    };
                    self.call_with(callable, &args, &named, after)
                }
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
                if given < least
                    && matches!(
                        native.name,
                        "count" | "find" | "rfind" | "index" | "rindex" | "startswith" | "endswith"
                    )
                    && !matches!(native.owner, Some(Type::List | Type::Tuple))
                {
                    let name = native.name;
                    return self.type_error(format!(
                        "{name}() takes at least {least} argument{plural} ({given} given)"
                    ));
                }
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
            data.push(self.plain_data(*arg, 0)?);
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
        if names.is_empty() && loaded.simple == Some(given as u32) {
            for _ in 0..loaded.empty {
                self.thread.stack.push(Value::Null);
            }
        } else {
            self.bind(function, base, names)?;
        }
        if loaded.frees > 0 {
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
        if state.hooks.class_level
            && let Some(hook) = self.class_hook(Value::Ref(class), "__class_call__")
        {
            return self.unwrap_method(at, count, hook, Value::Ref(class), names, after);
        }
        let Object::Class(state) = self.heap.object(class) else {
            return Stop::ask();
        };
        if after != After::Push
            || state.hooks.is_abstract
            || state.hooks.new
            || state.layout.is_exception()
            || state.layout != Type::Object
        {
            return self.instantiate_special(class, count, names, after);
        }
        let init = state.init;
        let instance = self.new_instance(class, Value::Null);
        let class_value = Value::Ref(class);
        match init {
            Value::Ref(_) => {
                // [instance, init, instance, arguments]; the result is thrown away.
                self.heap.dup(instance);
                let old = std::mem::replace(&mut self.thread.stack[at], instance);
                self.heap.release(old);
                self.heap.dup(init);
                self.heap.dup(instance);
                let receiver = std::mem::replace(&mut self.thread.stack[at + 1], init);
                self.heap.release(receiver);
                self.thread.stack.insert(at + 2, instance);
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
        // The instance lies on the stack while `__init__` runs, which only
        // works where the result is simply pushed.
        if new || after != After::Push {
            let mut args = vec![class_value];
            args.extend(&positional);
            return self.call_twin("instantiate", &args, &named, after);
        }
        let init = self.class_lookup(class_value, "__init__");
        let own_init = init.filter(|init| !matches!(init, Value::Native(_)));
        let instance = if layout.is_exception() {
            self.exception(class_value, positional.clone())
        } else {
            match self.base_part(layout, &positional, &named, own_init.is_some()) {
                Ok(base) => self.new_instance(class, base),
                // Program text is needed to make the built-in part.
                Err(stop) if !matches!(*stop, Stop::Raise(_)) => {
                    let mut args = vec![class_value];
                    args.extend(&positional);
                    return self.call_twin("instantiate_from", &args, &named, after);
                }
                Err(stop) => return Err(stop),
            }
        };
        match own_init {
            Some(init) => {
                self.push(instance);
                let mut args = vec![instance];
                args.extend(&positional);
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
}

//! Raising, unwinding, handling, and the end of a thread.

use super::Machine;
use super::dispatch::Next;
use super::frame::{After, Parting};
use super::native::{Answer, Stop};
use crate::python::heap::object::{Exception, TraceEntry};
use crate::python::heap::{Object, Ref, Type, Value};
use crate::python::interface::{Exit, Pause};

impl Machine {
    /// A new exception.
    pub(crate) fn exception(&mut self, class: Value, mut args: Vec<Value>) -> Value {
        let with_name =
            (3..=5).contains(&args.len()) && self.layout(class).derives_from(Type::OSError);
        let name = with_name.then(|| args[2]);
        if with_name {
            args.truncate(2);
        }
        let args = self.heap.tuple(args);
        let class = self.os_error_class(class, args);
        let exception = self.heap.hold(Object::Exception(Box::new(Exception {
            class,
            args,
            dict: Value::Null,
            cause: Value::Null,
            context: Value::Null,
            suppress: false,
            trace: Vec::new(),
        })));
        if let Some(name) = name.filter(|name| !name.is_none()) {
            self.set_exception_attr(exception, "filename", name);
        }
        exception
    }

    /// The built-in type that instances of a class are made of.
    fn layout(&self, class: Value) -> Type {
        match class {
            Value::Type(kind) => kind,
            Value::Ref(at) => match self.heap.object(at) {
                Object::Class(state) => state.layout,
                _ => Type::Object,
            },
            _ => Type::Object,
        }
    }

    /// `OSError(errno, text)` is made as the child class for that number.
    fn os_error_class(&self, class: Value, args: Value) -> Value {
        if class != Value::Type(Type::OSError) {
            return class;
        }
        let args = self.heap.as_tuple(args).unwrap_or(&[]);
        if args.len() < 2 {
            return class;
        }
        let Value::Int(number) = args[0] else {
            return class;
        };
        Value::Type(match number {
            1 | 13 => Type::PermissionError,
            2 => Type::FileNotFoundError,
            3 => Type::ProcessLookupError,
            4 => Type::InterruptedError,
            10 => Type::ChildProcessError,
            11 | 114 | 115 => Type::BlockingIOError,
            17 => Type::FileExistsError,
            20 => Type::NotADirectoryError,
            21 => Type::IsADirectoryError,
            32 | 108 => Type::BrokenPipeError,
            103 => Type::ConnectionAbortedError,
            104 => Type::ConnectionResetError,
            110 => Type::TimeoutError,
            111 => Type::ConnectionRefusedError,
            _ => Type::OSError,
        })
    }

    /// The exception object behind a value.
    pub(crate) fn as_exception(&self, value: Value) -> Option<&Exception> {
        match self.heap.object(value.as_ref()?) {
            Object::Exception(exception) => Some(exception),
            _ => None,
        }
    }

    /// Changes an exception; the caller keeps the counts.
    pub(crate) fn change_exception<T>(
        &mut self,
        value: Value,
        change: impl FnOnce(&mut Exception) -> T,
    ) -> Option<T> {
        match self.heap.object_mut(value.as_ref()?) {
            Object::Exception(exception) => Some(change(exception)),
            _ => None,
        }
    }

    /// The dictionary of an exception, made when it is first needed.
    pub(crate) fn exception_dict(&mut self, value: Value) -> Option<Ref> {
        let dict = self.as_exception(value)?.dict;
        if let Value::Ref(at) = dict {
            return Some(at);
        }
        let dict = self.heap.alloc_held(Object::Dict(Box::default()));
        self.change_exception(value, |exception| exception.dict = dict);
        dict.as_ref()
    }

    /// Sets an attribute of an exception.
    pub(crate) fn set_exception_attr(
        &mut self,
        exception: Value,
        name: &'static str,
        value: Value,
    ) {
        let key = self.name(name);
        if let Some(dict) = self.exception_dict(exception) {
            let _ = self.heap.dict_set(dict, key, value);
        }
    }

    /// `__context__`, `__cause__` or the like of an exception, counted.
    pub(crate) fn link_exception(&mut self, exception: Value, other: Value, cause: bool) {
        self.heap.dup(other);
        let old = self.change_exception(exception, |exception| {
            let place = if cause {
                &mut exception.cause
            } else {
                &mut exception.context
            };
            std::mem::replace(place, other)
        });
        if let Some(old) = old {
            self.heap.release(old);
        }
    }

    fn set_context(&mut self, exception: Value) {
        let handled = self.thread.handled;
        if handled.is_null() || handled == exception {
            return;
        }
        // A chain that leads back here is cut, as CPython does.
        let mut at = handled;
        for _ in 0..1_000 {
            let next = self
                .as_exception(at)
                .map_or(Value::Null, |found| found.context);
            if next.is_null() {
                break;
            }
            if next == exception {
                self.link_exception(at, Value::Null, false);
                break;
            }
            at = next;
        }
        self.link_exception(exception, handled, false);
    }

    /// Whether an exception is of a class.
    pub(crate) fn is_exception_of(&self, exception: Value, class: Type) -> bool {
        self.heap
            .is_subclass(self.heap.class_of(exception), Value::Type(class))
            || self.heap.is_instance(exception, class)
    }

    /// Carries an exception to its handler: the innermost that fits, or the
    /// end of the thread. `quiet`: the first frame is not noted again.
    pub(crate) fn unwind(&mut self, exception: Value, mut quiet: bool) -> Option<Pause> {
        let mut exception = exception;
        if !quiet {
            self.set_context(exception);
        }
        loop {
            let Some(frame) = self.thread.frames.last() else {
                if self.thread.parting.is_none() {
                    self.end_by(exception);
                }
                return None;
            };
            let at = frame.pc.saturating_sub(1);
            let code = frame.code.clone();
            let base = frame.base as usize;
            if !quiet {
                let entry = TraceEntry {
                    code: code.clone(),
                    at,
                    held: Vec::new(),
                };
                self.change_exception(exception, |exception| exception.trace.push(entry));
            }
            quiet = false;
            if let Some(handler) = code.code.handler(at) {
                let (target, depth) = (handler.target, handler.depth);
                let keep = base + code.code.slots.len() + depth as usize;
                self.truncate(keep);
                self.push(exception);
                self.frame_mut().pc = target;
                return None;
            }
            match self.leave_by_exception(exception) {
                Left::Caught => return None,
                Left::On(same) => exception = same,
            }
        }
    }

    /// Takes the innermost frame off because of an exception.
    fn leave_by_exception(&mut self, exception: Value) -> Left {
        self.keep_variables(exception);
        let frame = self.drop_frame();
        let is_generator = !frame.generator.is_null();
        if is_generator {
            self.end_ended_generator(frame.generator);
        }
        let is_stop = self.is_exception_of(exception, Type::StopIteration);
        match frame.after {
            After::ForNext { exit } if is_stop && !is_generator => {
                self.pop();
                self.frame_mut().pc = exit;
                return Left::Caught;
            }
            After::SendNext { exit } if is_stop && !is_generator => {
                self.pop();
                let value = self.stop_value(exception);
                self.push(value);
                self.frame_mut().pc = exit;
                return Left::Caught;
            }
            After::Farewell { object } => {
                self.ignored(object, exception);
                return Left::Caught;
            }
            After::Uncaught { exception: first } => {
                self.end_with_words(first, Value::None);
                return Left::Caught;
            }
            After::Signal { waits: true } => {
                self.thread.suspended.pop();
            }
            After::Finish => {
                let words = self.format_traceback(exception);
                self.finished(Some(words));
                return Left::Caught;
            }
            After::ModuleDone { module, .. } => {
                self.forget_module(module);
                self.heap.release(module);
            }
            _ => {}
        }
        if is_generator && is_stop {
            let message = self.heap.str("generator raised StopIteration");
            let error = self.exception(Value::Type(Type::RuntimeError), vec![message]);
            self.link_exception(error, exception, true);
            self.link_exception(error, exception, false);
            self.change_exception(error, |error| error.suppress = true);
            return Left::On(error);
        }
        Left::On(exception)
    }

    /// An exception that leaves `__del__` is printed and forgotten.
    fn ignored(&mut self, object: Value, exception: Value) {
        let class = self.heap.class_of(object);
        let culprit = self.class_lookup(class, "__del__").unwrap_or(object);
        let stop = self.is_exception_of(exception, Type::GeneratorExit)
            || self.is_exception_of(exception, Type::StopIteration);
        if !stop {
            let culprit = self.plain_repr(culprit, 200);
            let trace = self.format_traceback(exception);
            let text = self
                .heap
                .str(&format!("Exception ignored in: {culprit}\n{trace}"));
            let after = After::Farewell { object };
            if self.call_twin("complain", &[text], &[], after).is_ok() {
                return;
            }
        }
        self.heap.release(object);
    }

    fn end_ended_generator(&mut self, generator: Value) {
        if let Value::Ref(at) = generator
            && let Object::Generator(state) = self.heap.object_mut(at)
        {
            state.running = false;
        }
    }

    /// The traceback keeps a frame's variables alive, as in CPython.
    fn keep_variables(&mut self, exception: Value) {
        let frame = self.frame();
        let (from, count) = (frame.base as usize, frame.code.code.slots.len());
        if frame.code.code.file.library {
            return;
        }
        let values = self.thread.stack[from..from + count].to_vec();
        for value in &values {
            self.heap.dup(*value);
        }
        self.change_exception(exception, |exception| {
            if let Some(last) = exception.trace.last_mut() {
                last.held = values;
            }
        });
    }

    /// `value` of a `StopIteration`.
    pub(crate) fn stop_value(&self, exception: Value) -> Value {
        self.as_exception(exception)
            .and_then(|found| self.heap.as_tuple(found.args))
            .and_then(|args| args.first().copied())
            .unwrap_or(Value::None)
    }

    /// `raise`, `raise x`, `raise x from y`.
    pub(crate) fn raise(&mut self, count: u32) -> Answer<Next> {
        if count == 0 {
            let handled = self.thread.handled;
            if handled.is_null() {
                return self.fail(Type::RuntimeError, "No active exception to reraise");
            }
            return Err(Box::new(Stop::Reraise(handled)));
        }
        let cause = if count == 2 { Some(self.pop()) } else { None };
        let raised = self.pop();
        let is_user_class = |machine: &Machine, value: Value| matches!(value, Value::Ref(at) if matches!(machine.heap.object(at), Object::Class(class) if class.layout.is_exception()));
        if is_user_class(self, raised) || cause.is_some_and(|cause| is_user_class(self, cause)) {
            let mut args = vec![raised];
            args.extend(cause);
            let name = if cause.is_some() {
                "raise_class_from"
            } else {
                "raise_class"
            };
            return self.call_twin(name, &args, &[], After::Drop);
        }
        let exception = match raised {
            Value::Type(kind) if kind.is_exception() => self.exception(raised, Vec::new()),
            value if self.as_exception(value).is_some() => value,
            _ => return self.type_error("exceptions must derive from BaseException"),
        };
        if let Some(cause) = cause {
            let cause = match cause {
                Value::None => Value::Null,
                Value::Type(kind) if kind.is_exception() => self.exception(cause, Vec::new()),
                value if self.as_exception(value).is_some() => value,
                _ => return self.type_error("exception causes must derive from BaseException"),
            };
            self.link_exception(exception, cause, true);
            self.change_exception(exception, |exception| exception.suppress = true);
        }
        Err(Box::new(Stop::Raise(exception)))
    }

    /// `except class`.
    pub(crate) fn matches_exception(&mut self, exception: Value, class: Value) -> Answer<bool> {
        let classes = match self.heap.as_tuple(class) {
            Some(classes) => classes.to_vec(),
            None => vec![class],
        };
        for class in classes {
            let fits = match class {
                Value::Type(kind) => kind.is_exception(),
                Value::Ref(at) => {
                    matches!(self.heap.object(at), Object::Class(class) if class.layout.is_exception())
                }
                _ => false,
            };
            if !fits {
                return self.type_error(
                    "catching classes that do not inherit from BaseException is not allowed",
                );
            }
            let own = self.heap.class_of(exception);
            if self.heap.is_subclass(own, class) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// `__traceback__` of an exception.
    pub(crate) fn traceback_of(&mut self, exception: Value) -> Value {
        let trace = match self.as_exception(exception) {
            Some(found) if !found.trace.is_empty() => found.trace.clone(),
            _ => return Value::None,
        };
        let trace = trace
            .into_iter()
            .map(|entry| TraceEntry {
                held: Vec::new(),
                ..entry
            })
            .collect();
        self.heap.alloc(Object::Traceback(trace))
    }

    /// Nobody has caught an exception: its own `__str__` may have to run first.
    fn end_by(&mut self, exception: Value) {
        if self.thread.uncaught || !self.needs_words(exception) {
            let exit = self.exit_of(exception, &[]);
            return self.end_thread(exit);
        }
        self.thread.uncaught = true;
        self.heap.dup(exception);
        let chain = self.exception_chain(exception);
        let chain = self.heap.list(chain);
        let after = After::Uncaught { exception };
        if self
            .call_twin("uncaught_words", &[chain], &[], after)
            .is_err()
        {
            self.heap.release(exception);
            let exit = self.exit_of(exception, &[]);
            self.end_thread(exit);
        }
    }

    /// The words are there: the thread ends.
    pub(crate) fn end_with_words(&mut self, exception: Value, words: Value) {
        let words: Vec<String> = self
            .heap
            .as_list(words)
            .map(|words| {
                words
                    .iter()
                    .map(|word| self.heap.as_str(*word).unwrap_or("").to_owned())
                    .collect()
            })
            .unwrap_or_default();
        let exit = self.exit_of(exception, &words);
        self.heap.release(exception);
        self.end_thread(exit);
    }

    /// The thread ends.
    pub(crate) fn end_thread(&mut self, exit: Exit) {
        self.truncate(0);
        let handled = std::mem::replace(&mut self.thread.handled, Value::Null);
        self.heap.release(handled);
        self.finish(exit);
    }

    /// Nothing of the program runs any more: its objects say farewell.
    pub(crate) fn part(&mut self, exit: Exit) {
        self.heap.sweep();
        let mut leaving = Vec::new();
        if std::mem::take(&mut self.thread.main) {
            let globals = self.modules.get("__main__").copied();
            let globals = globals.map(|module| Value::Ref(self.module_dict(module)));
            let objects = self.heap.last_farewells(globals.unwrap_or(Value::Null));
            let objects = objects.into_iter().rev();
            leaving.extend(objects.map(|object| self.heap.dup(Value::Ref(object))));
        }
        self.thread.parting = Some(Box::new(Parting { exit, leaving }));
        self.depart();
    }

    /// Ends the thread, unless an object still has to say farewell.
    pub(crate) fn depart(&mut self) {
        self.heap.sweep();
        if !self.heap.dying.is_empty() {
            return;
        }
        let parting = self.thread.parting.as_mut();
        match parting.and_then(|parting| parting.leaving.pop()) {
            // The farewell takes the count over.
            Some(Value::Ref(object)) => self.heap.dying.push(object),
            _ => {
                let exit = self.thread.parting.take().map(|parting| parting.exit);
                self.thread.ended = Some(exit.unwrap_or(Exit {
                    code: 0,
                    stderr: None,
                    exception: None,
                }));
            }
        }
    }

    fn exit_of(&mut self, exception: Value, words: &[String]) -> Exit {
        if self.is_exception_of(exception, Type::SystemExit) {
            return self.system_exit(exception);
        }
        let name = self.exception_title(exception);
        let text = self.traceback_text(exception, words);
        let interrupt = self.is_exception_of(exception, Type::KeyboardInterrupt);
        Exit {
            code: if interrupt { 130 } else { 1 },
            stderr: Some(text),
            exception: Some(name),
        }
    }

    /// `sys.exit`: an end like any other, with a status.
    fn system_exit(&mut self, exception: Value) -> Exit {
        let args = self
            .as_exception(exception)
            .and_then(|found| self.heap.as_tuple(found.args))
            .map(<[Value]>::to_vec)
            .unwrap_or_default();
        let status = match args.as_slice() {
            [] => Value::None,
            [one] => *one,
            _ => args[0],
        };
        let (code, stderr) = match status {
            Value::None => (0, None),
            Value::Int(code) => ((code & 0xFF) as i32, None),
            Value::Bool(code) => (i32::from(code), None),
            other => (1, Some(format!("{}\n", self.plain_str(other)))),
        };
        Exit {
            code,
            stderr,
            exception: None,
        }
    }

    /// The class of an exception as tracebacks write it.
    pub(crate) fn exception_title(&self, exception: Value) -> String {
        let class = self.heap.class_of(exception);
        self.class_title(class)
    }

    /// Module and name of a class, without `builtins` and `__main__`.
    pub(crate) fn class_title(&self, class: Value) -> String {
        let Value::Ref(at) = class else {
            return self.heap.class_name(class).to_string();
        };
        let Object::Class(state) = self.heap.object(at) else {
            return String::new();
        };
        let dict = state.dict;
        let text = |name: &str| {
            self.heap
                .dict_get_str(dict, name)
                .and_then(|value| self.heap.as_str(value).map(str::to_owned))
        };
        let qualname = text("__qualname__").unwrap_or_else(|| state.name.to_string());
        match text("__module__").as_deref() {
            Some("__main__" | "builtins") | None => qualname,
            Some(module) => format!("{module}.{qualname}"),
        }
    }
}

/// What became of an exception that left a frame.
enum Left {
    /// It was the signal that the caller waited for.
    Caught,
    /// It goes on, perhaps as another one.
    On(Value),
}

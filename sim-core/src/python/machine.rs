//! The machine as its owner drives it: made from sources, run, answered,
//! looked at.

use super::code::{Code, Span};
use super::compile;
use super::data::{Data, Raise};
use super::heap::{Object, Ref, Type, Value};
use super::image::Image;
use super::interface::{Exit, FrameView, Library, Pause, Source, Variable};
use super::vm::Machine;
use super::vm::frame::{After, Frame, Thread};
use super::vm::native::Stop;
use crate::base::{Diagnostic, ThreadId};
use std::rc::Rc;

/// Text of a module that can be imported.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ModuleText {
    /// Compiled before the run began.
    Compiled(Rc<Code>),
    /// Library text, compiled when it is imported.
    Library { file: Rc<str>, text: Rc<str> },
}

/// Bytes of one shown value.
const SHOWN: usize = 200;

impl Machine {
    /// Everything that is wrong with a file or not run here, all at once.
    pub fn check(source: &Source) -> Vec<Diagnostic> {
        compile::compile(source, false).err().unwrap_or_default()
    }

    /// A machine about to run `program` as `__main__` with `sys.argv` = `argv`
    /// (the program's name first); `files` can be imported.
    ///
    /// # Errors
    /// The problems of all files.
    pub fn new(
        program: &Source,
        files: &[Source],
        argv: &[String],
        library: Rc<Library>,
    ) -> Result<Machine, Vec<Diagnostic>> {
        Image::new(&[program], files, library, None).machine(0, argv)
    }

    /// Lays the program's first frame.
    pub(crate) fn begin(&mut self, main: &Rc<Code>) {
        let name: Rc<str> = "__main__".into();
        let module = self.new_module(&name);
        let dict = self.module_dict(module);
        for (name, value) in [
            ("__doc__", Value::None),
            ("__package__", Value::None),
            ("__spec__", Value::None),
        ] {
            self.heap.dict_set_str(dict, name, value);
        }
        if let Some(doc) = &main.doc {
            let doc = self.heap.text(doc.clone());
            self.heap.dict_set_str(dict, "__doc__", doc);
        }
        let file = self.heap.text(main.file.name.clone());
        self.heap.dict_set_str(dict, "__file__", file);
        self.run_text(main, dict);
        self.heap.sweep();
        self.thread.main = true;
        self.threads.push(Thread::default());
        self.resident = Some(ThreadId(0));
    }

    /// Lays the frame of a text whose names are those of `dict`.
    pub(crate) fn run_text(&mut self, code: &Rc<Code>, dict: Ref) {
        let loaded = self.load(code);
        for _ in &code.slots {
            self.thread.stack.push(Value::Null);
        }
        self.thread.frames.push(Frame {
            code: loaded,
            pc: 0,
            base: 0,
            floor: 0,
            after: After::Drop,
            globals: dict,
            names: Value::Null,
            generator: Value::Null,
            outer_handled: Value::Null,
            statement: 0,
        });
    }

    /// Does `work` with a thread in the place of the running one, where it stays.
    pub(crate) fn with_thread<T>(
        &mut self,
        thread: ThreadId,
        work: impl FnOnce(&mut Machine) -> T,
    ) -> Option<T> {
        self.enter_thread(thread).then(|| work(self))
    }

    /// Puts a thread in the place of the running one; `false`: there is none
    /// of this number. Mostly it is there already: this happens at every
    /// statement.
    #[inline]
    fn enter_thread(&mut self, thread: ThreadId) -> bool {
        if self.resident == Some(thread) {
            return true;
        }
        self.leave_thread();
        let Some(place) = self.threads.get_mut(thread.index()) else {
            return false;
        };
        self.thread = std::mem::take(place);
        self.resident = Some(thread);
        true
    }

    /// Puts the running thread back among the others.
    pub(crate) fn leave_thread(&mut self) {
        if let Some(here) = self.resident.take() {
            self.threads[here.index()] = std::mem::take(&mut self.thread);
        }
    }

    /// A thread, wherever it is.
    pub(crate) fn thread_at(&self, thread: ThreadId) -> Option<&Thread> {
        if self.resident == Some(thread) {
            return Some(&self.thread);
        }
        self.threads.get(thread.index())
    }

    /// Runs `thread` until it pauses, for at most `fuel` loop turns and calls.
    /// While it waits for the answer to a system call, it gives that call again.
    pub fn run(&mut self, thread: ThreadId, fuel: u32) -> Pause {
        if !self.enter_thread(thread) {
            return Pause::Ended(Exit {
                code: 0,
                stderr: None,
                exception: None,
            });
        }
        if let Some(call) = &self.thread.waiting {
            return Pause::Call(call.clone());
        }
        self.fuel = fuel.max(1);
        self.execute()
    }

    /// Answers the system call `thread` waits in.
    pub fn resume(&mut self, thread: ThreadId, answer: Result<Data, Raise>) {
        self.with_thread(thread, |machine| {
            if machine.thread.waiting.take().is_none() {
                return;
            }
            match answer {
                Ok(data) => {
                    let value = machine.data_value(data);
                    machine.push(value);
                }
                Err(raise) => machine.raise_in(raise),
            }
            machine.heap.sweep();
        });
    }

    /// Raises an exception in `thread` at its next instruction, or out of the
    /// system call it waits in.
    pub fn inject(&mut self, thread: ThreadId, raise: Raise) {
        self.with_thread(thread, |machine| {
            if machine.thread.ended.is_some() {
                return;
            }
            machine.thread.waiting = None;
            machine.raise_in(raise);
            machine.heap.sweep();
        });
    }

    /// Raises from data: a class of the program is called by the prelude.
    fn raise_in(&mut self, raise: Raise) {
        let class = self.raise_class(&raise);
        let args: Vec<Value> = raise
            .args
            .into_iter()
            .map(|data| self.data_value(data))
            .collect();
        if let Value::Ref(_) = class {
            let args = self.heap.tuple(args);
            let pushed = self.call_twin("raise_call", &[class, args], &[], After::Drop);
            if let Err(stop) = pushed
                && let Stop::Raise(exception) = *stop
            {
                self.heap.dup(exception);
                self.thread.injected = exception;
            }
            return;
        }
        let exception = self.exception(class, args);
        self.heap.dup(exception);
        self.heap.release(self.thread.injected);
        self.thread.injected = exception;
    }

    /// The stack of `thread`, innermost frame last.
    pub fn frames(&self, thread: ThreadId) -> Vec<FrameView> {
        let Some(thread) = self.thread_at(thread) else {
            return Vec::new();
        };
        thread
            .frames
            .iter()
            .map(|frame| self.frame_view(thread, frame))
            .collect()
    }

    fn frame_view(&self, thread: &Thread, frame: &Frame) -> FrameView {
        let code = &frame.code.code;
        let span = code.statement_span(frame.statement, frame.pc);
        FrameView {
            function: code.name.clone(),
            file: code.file.name.clone(),
            line: span.line,
            columns: columns(span, code),
            is_library: code.file.library,
            variables: self.variables(thread, frame),
        }
    }

    fn variables(&self, thread: &Thread, frame: &Frame) -> Vec<Variable> {
        let code = &frame.code.code;
        let mut variables = Vec::new();
        for (slot, name) in code.slots.iter().enumerate() {
            let held = thread
                .stack
                .get(frame.base as usize + slot)
                .copied()
                .unwrap_or(Value::Null);
            let value = match held {
                Value::Ref(at) => match self.heap.object(at) {
                    Object::Cell(inner) => *inner,
                    _ => held,
                },
                _ => held,
            };
            if !value.is_null() && !name.starts_with('.') && &**name != "__class__" {
                variables.push(self.variable(name.clone(), value));
            }
        }
        let names = match code.kind {
            super::code::Kind::Module => Some(frame.globals),
            super::code::Kind::Class => frame.names.as_ref(),
            _ => None,
        };
        if let Some(names) = names {
            for entry in self.heap.dict_at(names).iter() {
                let Some(name) = self.heap.as_shared(entry.key) else {
                    continue;
                };
                if !name.starts_with("__") && !self.is_furniture(entry.value) {
                    variables.push(self.variable(name, entry.value));
                }
            }
        }
        variables
    }

    /// Modules, functions and classes are no state that one watches.
    fn is_furniture(&self, value: Value) -> bool {
        match value {
            Value::Type(_) | Value::Native(_) => true,
            Value::Ref(at) => {
                matches!(
                    self.heap.object(at),
                    Object::Module(_) | Object::Function(_) | Object::Class(_)
                )
            }
            _ => false,
        }
    }

    fn variable(&self, name: Rc<str>, value: Value) -> Variable {
        Variable {
            name,
            repr: self.plain_repr(value, SHOWN),
            type_name: self.heap.type_name(value),
            handle: self.handle_of(value),
        }
    }

    /// The references whose counts are wrong, as text; empty when all is well.
    pub fn audit(&self) -> Vec<String> {
        self.heap
            .check_counts(&self.roots())
            .into_iter()
            .map(|(at, has, should)| {
                let shown = self.plain_repr(Value::Ref(at), 60);
                format!("#{} {shown}: counted {has}, held {should}", at.0)
            })
            .collect()
    }

    /// Live objects and bytes charged, for figures.
    pub fn memory(&self) -> (usize, usize) {
        (self.heap.live(), self.heap.bytes())
    }

    /// The class of `object()`.
    pub(crate) fn plain_class(&mut self) -> Ref {
        if let Value::Ref(at) = self.plain {
            return at;
        }
        let name = self.heap.str("object");
        let names = self.heap.dict();
        let at = names.as_ref().expect("invariant: a dict is on the heap");
        let module = self.heap.str("builtins");
        self.heap.dict_set_str(at, "__module__", module);
        let class = self
            .make_class(name, vec![Value::Type(Type::Object)], names)
            .expect("invariant: a class without bases can be made");
        self.plain = self.heap.dup(class);
        class.as_ref().expect("invariant: a class is on the heap")
    }

    /// Whether `print` has to ask where `sys.stdout` goes.
    pub(crate) fn stdout_replaced(&self) -> bool {
        let Some(Value::Ref(sys)) = self.modules.get("sys") else {
            return false;
        };
        let Object::Module(sys) = self.heap.object(*sys) else {
            return false;
        };
        let name = |name| self.heap.dict_get_str(sys.dict, name);
        name("stdout") != name("__stdout__")
    }
}

fn columns(span: Span, code: &Code) -> (u32, u32) {
    let end = if span.end_line == span.line {
        span.end_column
    } else {
        code.file
            .line(span.line)
            .map_or(span.column, |line| line.trim_end().chars().count() as u32)
    };
    (span.column + 1, end + 1)
}

/// `helpers.py` is imported as `helpers`, `pack/mod.py` as `pack.mod`.
pub(crate) fn module_name(file: &str) -> Rc<str> {
    let stem = file.strip_suffix(".py").unwrap_or(file);
    let dotted = stem.trim_start_matches("./").replace('/', ".");
    dotted.strip_suffix(".__init__").unwrap_or(&dotted).into()
}

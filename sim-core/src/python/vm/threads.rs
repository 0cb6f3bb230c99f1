//! Threads of one machine: their begin, signals that come into them, the end
//! of the program, and copies with one of them only (fork).

use super::Machine;
use super::dispatch::Next;
use super::frame::{After, Frame, Thread};
use super::native::{Answer, Stop};
use crate::base::ThreadId;
use crate::python::data::Handle;
use crate::python::heap::{Object, Value};
use crate::python::interface::Exit;
use std::rc::Rc;

/// Modules that have something to do at the end of the program.
const FINISHING: [&str; 3] = ["threading", "atexit", "_files"];

/// Functions of the library that only carry a thread or the end of a program.
const CARRIERS: [&str; 4] = ["_run", "Thread._bootstrap", "Thread.run", "finish_program"];

impl Machine {
    /// A new thread that is about to call `entry(*args)`; gives its number.
    pub(crate) fn new_thread(&mut self, entry: Value, args: &[Value]) -> Answer<u32> {
        let id = self.threads.len() as u32;
        let fresh = Thread {
            id,
            ..Thread::default()
        };
        let here = std::mem::replace(&mut self.thread, fresh);
        let laid = self.call_with(entry, args, &[], After::Drop);
        let made = std::mem::replace(&mut self.thread, here);
        laid?;
        self.threads.push(made);
        Ok(id)
    }

    /// Has the program's handler of a signal called in `thread`, now or in
    /// place of the system call it waits in. False if there is no such thing.
    pub fn signal(&mut self, thread: ThreadId, number: u8) -> bool {
        self.with_thread(thread, |machine| machine.lay_handler(number))
            .unwrap_or(false)
    }

    fn lay_handler(&mut self, number: u8) -> bool {
        let module = self.modules.get("_signal").copied();
        let Some(module) = module.filter(|_| self.thread.ended.is_none()) else {
            return false;
        };
        let dict = self.module_dict(module);
        let Some(run) = self.heap.dict_get_str(dict, "_run") else {
            return false;
        };
        let waiting = self.thread.waiting.take();
        let waits = waiting.is_some();
        self.thread.suspended.extend(waiting);
        let number = Value::Int(i64::from(number));
        let laid = self.call_with(run, &[number], &[], After::Signal { waits });
        self.heap.sweep();
        if let Err(stop) = laid {
            // The deepest frames are taken: the call stays given up.
            self.thread.suspended.pop();
            if let Stop::Raise(exception) = *stop {
                self.heap.dup(exception);
                self.thread.injected = exception;
            }
        }
        true
    }

    /// The handler has returned: the call into which the signal came goes on.
    pub(crate) fn call_again(&mut self) -> Answer<Next> {
        let call = self.thread.suspended.pop();
        let call = call.expect("invariant: the call was kept when the handler began");
        self.thread.again = true;
        Err(Box::new(Stop::System(call)))
    }

    /// Whether the call that `thread` makes was made before and a signal came
    /// into it; asked once.
    pub fn take_again(&mut self, thread: ThreadId) -> bool {
        self.with_thread(thread, |machine| std::mem::take(&mut machine.thread.again))
            .unwrap_or(false)
    }

    /// The thread ends; the main thread after it has waited for the others and
    /// called what was registered for the end.
    pub(crate) fn finish(&mut self, exit: Exit) {
        let thread = &mut self.thread;
        let is_main = thread.id == 0 && thread.finishing.is_none();
        let mut finishing = FINISHING.iter();
        // Last words come before the farewells, which may wait for ever.
        let speaks =
            exit.stderr.is_some() || finishing.any(|name| self.modules.contains_key(*name));
        if !is_main || !speaks {
            return self.part(exit);
        }
        let words = match &exit.stderr {
            Some(words) => self.heap.text(words.as_str().into()),
            None => Value::None,
        };
        self.thread.finishing = Some(Exit {
            stderr: None,
            ..exit.clone()
        });
        self.thread.uncaught = false;
        let laid = self.call_twin("finish_program", &[words], &[], After::Finish);
        if laid.is_err() {
            self.part(exit);
        }
    }

    /// What had to be done at the end is done; `words`: an exception came out of it.
    pub(crate) fn finished(&mut self, words: Option<String>) {
        let exit = self.thread.finishing.take();
        let stderr = words.map(|words| format!("Exception ignored at the end:\n{words}"));
        self.truncate(0);
        if let Some(exit) = exit {
            self.part(Exit { stderr, ..exit });
        }
    }

    /// A copy of the machine with `thread` alone, which is its main thread.
    /// The others stand still for ever; what they hold stays held, as after a
    /// real fork.
    pub fn fork(&self, thread: ThreadId) -> Machine {
        let mut child = self.clone();
        child.leave_thread();
        child.threads.swap(0, thread.index());
        for (at, thread) in child.threads.iter_mut().enumerate() {
            thread.id = at as u32;
            thread.main = at == 0;
        }
        child
    }

    /// All outside resources that the heap holds.
    pub fn handles(&self) -> Vec<Handle> {
        self.heap.handles()
    }

    /// The function of the library that the user's text has called in
    /// `thread` and that has not returned: `Queue.get`.
    pub fn library_call(&self, thread: ThreadId) -> Option<Rc<str>> {
        let is_between = |frame: &&Frame| {
            let code = &frame.code.code;
            code.file.library && !CARRIERS.contains(&&*code.qualname)
        };
        let frames = &self.thread_at(thread)?.frames;
        let outermost = frames.iter().rev().take_while(is_between).last()?;
        Some(outermost.code.code.qualname.clone())
    }

    /// Whether the value is a function written in Python.
    pub(crate) fn is_function(&self, value: Value) -> bool {
        let object = value.as_ref().map(|at| self.heap.object(at));
        matches!(object, Some(Object::Function(_)))
    }
}

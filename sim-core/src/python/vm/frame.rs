//! Frames and threads: the explicit stack of a run. No Rust recursion stands
//! behind a Python call.

use super::loaded::Loaded;
use crate::python::heap::{Ref, Value};
use crate::python::interface::{Call, Exit};
use std::rc::Rc;

/// An activation of a code object. Its variables and operands lie on the
/// thread's value stack.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The code.
    pub code: Rc<Loaded>,
    /// The next instruction.
    pub pc: u32,
    /// Stack position of the first slot.
    pub base: u32,
    /// Stack length to return to.
    pub floor: u32,
    /// What becomes of the result.
    pub after: After,
    /// Names of the module; not counted, modules stay.
    pub globals: Ref,
    /// For a class body: its namespace.
    pub names: Value,
    /// For a generator's frame: the generator.
    pub generator: Value,
    /// For a generator's frame: the exception its caller was handling.
    pub outer_handled: Value,
    /// The current statement.
    pub statement: u32,
}

/// What a frame's result is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum After {
    /// Pushed on the caller's stack.
    Push,
    /// A computed attribute about to be called: pushed, and a null above it.
    Method,
    /// Thrown away.
    Drop,
    /// `__init__`: must be `None`; the instance already lies on the stack.
    Init,
    /// A class body: makes the class from what lies on the caller's stack.
    Class { bases: u32, keywords: bool },
    /// Pushed as a truth value, negated if so.
    Truth { negate: bool },
    /// The truth of an operand that stays on the stack: jump to `to` if it is
    /// as `wanted`, else drop the operand.
    OrPop { to: u32, wanted: bool },
    /// A comparison's truth: jump to `to` unless it holds.
    JumpUnless { to: u32 },
    /// `__bool__`: must be a bool.
    Bool,
    /// `__len__` asked for a truth value.
    Length,
    /// `__str__`, `__repr__`, `__format__`: must be a string.
    Text(&'static str),
    /// `__iter__`: must be an iterator.
    Iterator,
    /// The next value of a `for` loop; at the end go on at `exit`.
    ForNext { exit: u32 },
    /// The next value of a `yield from`; at the end its result, at `exit`.
    SendNext { exit: u32 },
    /// A module's text on behalf of an import, which runs again afterwards.
    ModuleDone { module: Value, push: bool },
    /// The words of an uncaught exception, after which the thread ends.
    Uncaught { exception: Value },
    /// Farewell to a dying object, which is given back afterwards.
    Farewell { object: Value },
    /// A signal's handler; if it came into a system call, that is made again.
    Signal { waits: bool },
    /// What has to be done at the end of the program, after which it ends.
    Finish,
}

/// A generator's frame at rest.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspended {
    /// The code.
    pub code: Rc<Loaded>,
    /// The next instruction.
    pub pc: u32,
    /// Names of the module.
    pub globals: Ref,
    /// Slots and operands.
    pub values: Vec<Value>,
    /// The exception it was handling itself, or null.
    pub handled: Value,
    /// The current statement.
    pub statement: u32,
}

impl Suspended {
    /// Calls `visit` for every value it counts.
    pub fn each_value(&self, visit: &mut dyn FnMut(Value)) {
        self.values.iter().for_each(|value| visit(*value));
        visit(self.handled);
    }

    /// Whether an exception thrown in now could be handled inside: then its
    /// end is visible to the program.
    pub fn is_guarded(&self) -> bool {
        self.code.code.handler(self.pc.saturating_sub(1)).is_some()
    }
}

/// The end of a program that objects still have to leave.
#[derive(Clone, Debug, PartialEq)]
pub struct Parting {
    /// How it will have ended.
    pub exit: Exit,
    /// The objects that say farewell, the next one last.
    pub leaving: Vec<Value>,
}

/// A thread of a process.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    /// Its number; 0 is the main thread.
    pub id: u32,
    /// Frames, innermost last.
    pub frames: Vec<Frame>,
    /// Values of all frames.
    pub stack: Vec<Value>,
    /// The exception being handled, or null.
    pub handled: Value,
    /// An exception to raise at the next instruction, or null.
    pub injected: Value,
    /// The system call it waits in.
    pub waiting: Option<Call>,
    /// Whether the words of an uncaught exception are being made.
    pub uncaught: bool,
    /// The system calls into which signals came, outermost first.
    pub suspended: Vec<Call>,
    /// Whether the call it waits in was made before, and a signal came.
    pub again: bool,
    /// How the program ends, while what has to be done at its end is done.
    pub finishing: Option<Exit>,
    /// Whether its end is the end of the program.
    pub main: bool,
    /// Its end, while the last objects say farewell.
    pub parting: Option<Box<Parting>>,
    /// How it ended.
    pub ended: Option<Exit>,
}

impl Default for Thread {
    fn default() -> Thread {
        Thread {
            id: 0,
            frames: Vec::new(),
            stack: Vec::new(),
            handled: Value::Null,
            injected: Value::Null,
            waiting: None,
            uncaught: false,
            suspended: Vec::new(),
            again: false,
            finishing: None,
            main: false,
            parting: None,
            ended: None,
        }
    }
}

impl Thread {
    /// Calls `visit` for every value it counts.
    pub fn each_value(&self, visit: &mut dyn FnMut(Value)) {
        self.stack.iter().for_each(|value| visit(*value));
        visit(self.handled);
        visit(self.injected);
        let leaving = self.parting.iter().flat_map(|parting| &parting.leaving);
        leaving.for_each(|value| visit(*value));
        for frame in &self.frames {
            visit(frame.names);
            visit(frame.generator);
            visit(frame.outer_handled);
            match frame.after {
                After::ModuleDone { module, .. } => visit(module),
                After::Farewell { object } => visit(object),
                After::Uncaught { exception } => visit(exception),
                _ => {}
            }
        }
    }
}

//! The machine: frames, the instruction loop, and what instructions mean.

pub mod cache;
pub mod frame;
pub mod loaded;
pub mod native;

mod arith;
mod attr;
mod bind;
mod build;
mod call;
mod class;
mod compare;
mod dispatch;
mod exception;
mod generator;
mod import;
mod iterate;
mod names;
mod operate;
mod quick;
mod show;
mod small;
mod subscript;
mod threads;

use super::data::Handle;
use super::heap::{Heap, Ref, Type, Value};
use super::interface::Library;
use super::machine::ModuleText;
use crate::base::{Map, ThreadId};
use cache::Caches;
use frame::{Frame, Thread};
use loaded::{Interned, Loaded};
use native::{Answer, Stop};
use std::rc::Rc;

/// A program in the middle of its run: plain data. Clones are independent;
/// equal histories give equal machines.
#[derive(Clone, Debug, PartialEq)]
pub struct Machine {
    pub(crate) heap: Heap,
    /// The running thread, taken out of `threads` until another one runs.
    pub(crate) thread: Thread,
    /// Which one that is.
    pub(crate) resident: Option<ThreadId>,
    pub(crate) threads: Vec<Thread>,
    pub(crate) loaded: Vec<Rc<Loaded>>,
    pub(crate) caches: Caches,
    pub(crate) interned: Rc<Interned>,
    /// Modules by dotted name, each counted once.
    pub(crate) modules: Map<Rc<str>, Value>,
    /// Compiled text of modules not yet imported.
    pub(crate) sources: Rc<Map<Rc<str>, ModuleText>>,
    /// Names of the prelude.
    pub(crate) prelude: Option<Ref>,
    pub(crate) library: Rc<Library>,
    pub(crate) argv: Vec<String>,
    pub(crate) fuel: u32,
    /// Containers whose repr is being made by program text.
    pub(crate) showing: Vec<Ref>,
    /// The class of `object()`, made when it is first needed.
    pub(crate) plain: Value,
}

impl Machine {
    #[inline]
    pub(crate) fn push(&mut self, value: Value) {
        let value = self.heap.dup(value);
        self.thread.stack.push(value);
    }

    /// Takes the top off; it stays alive until the instruction ends.
    #[inline]
    pub(crate) fn pop(&mut self) -> Value {
        let value = self
            .thread
            .stack
            .pop()
            .expect("invariant: the operand stack holds what an instruction takes");
        self.heap.release(value);
        value
    }

    #[inline]
    pub(crate) fn top(&self) -> Value {
        *self
            .thread
            .stack
            .last()
            .expect("invariant: the operand stack is not empty")
    }

    /// The value `below` places under the top (0: the top).
    pub(crate) fn peek(&self, below: usize) -> Value {
        self.thread.stack[self.thread.stack.len() - 1 - below]
    }

    pub(crate) fn frame(&self) -> &Frame {
        self.thread.frames.last().expect("invariant: a frame runs")
    }

    pub(crate) fn frame_mut(&mut self) -> &mut Frame {
        self.thread
            .frames
            .last_mut()
            .expect("invariant: a frame runs")
    }

    /// Takes `count` values off the top, in stack order.
    pub(crate) fn pop_many(&mut self, count: usize) -> Vec<Value> {
        let from = self.thread.stack.len() - count;
        let values: Vec<Value> = self.thread.stack.drain(from..).collect();
        for value in &values {
            self.heap.release(*value);
        }
        values
    }

    /// Cuts the stack to `length`.
    pub(crate) fn truncate(&mut self, length: usize) {
        while self.thread.stack.len() > length {
            self.pop();
        }
    }

    /// An exception of a built-in class with a message.
    pub(crate) fn error(&mut self, class: Type, message: impl AsRef<str>) -> Box<Stop> {
        let text = self.heap.str(message.as_ref());
        let exception = self.exception(Value::Type(class), vec![text]);
        Box::new(Stop::Raise(exception))
    }

    /// As `error`, as an answer.
    pub(crate) fn fail<T>(&mut self, class: Type, message: impl AsRef<str>) -> Answer<T> {
        Err(self.error(class, message))
    }

    /// A `TypeError`.
    pub(crate) fn type_error<T>(&mut self, message: impl AsRef<str>) -> Answer<T> {
        self.fail(Type::TypeError, message)
    }

    /// A `ValueError`.
    pub(crate) fn value_error<T>(&mut self, message: impl AsRef<str>) -> Answer<T> {
        self.fail(Type::ValueError, message)
    }

    /// `MemoryError()`.
    pub(crate) fn memory_error<T>(&mut self) -> Answer<T> {
        let exception = self.exception(Value::Type(Type::MemoryError), Vec::new());
        Err(Box::new(Stop::Raise(exception)))
    }

    /// Asks for room before something large is made.
    pub(crate) fn afford(&mut self, bytes: usize) -> Answer<()> {
        match self.heap.afford(bytes) {
            Ok(()) => Ok(()),
            Err(_) => self.memory_error(),
        }
    }

    /// Charges a change of size; too much is a `MemoryError`.
    pub(crate) fn settle(&mut self, value: Value) -> Answer<()> {
        if let Value::Ref(at) = value {
            self.heap.settle(at);
            if self.heap.is_over() {
                return self.memory_error();
            }
        }
        Ok(())
    }

    /// All references from outside the heap, for the audit of counts.
    pub(crate) fn roots(&self) -> Vec<Value> {
        let mut roots: Vec<Value> = self.interned.values().copied().collect();
        roots.extend(self.modules.values());
        roots.push(self.plain);
        roots.extend(self.heap.dying.iter().map(|at| Value::Ref(*at)));
        for loaded in &self.loaded {
            roots.extend(&loaded.consts);
        }
        for thread in self.threads.iter().chain([&self.thread]) {
            thread.each_value(&mut |value| roots.push(value));
        }
        roots
    }

    /// The handles whose last reference went since last asked, in that order.
    pub fn take_dropped(&mut self) -> Vec<Handle> {
        std::mem::take(&mut self.heap.dropped)
    }
}

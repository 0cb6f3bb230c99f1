//! Generators: frames that come to rest and go on.

use super::Machine;
use super::dispatch::Next;
use super::frame::{After, Frame, Suspended};
use super::native::{Answer, Resumption, Stop};
use crate::base::limits::PYTHON_FRAMES;
use crate::python::code::Op;
use crate::python::heap::object::Generator;
use crate::python::heap::{Object, Type, Value};

impl Machine {
    pub(crate) fn end_generator(&mut self, generator: Value) {
        if let Value::Ref(at) = generator
            && let Object::Generator(state) = self.heap.object_mut(at)
        {
            state.running = false;
            state.resting = None;
        }
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
            Resumption::Throw(exception) => match self.delegate() {
                Some((inner, exit)) => {
                    self.frame_mut().pc -= 1;
                    self.resume_generator(inner, with, After::SendNext { exit })
                }
                None => Err(Box::new(Stop::Raise(exception))),
            },
        }
    }

    /// The generator to which the innermost frame has delegated, if it rests
    /// in a `yield from`, and where that goes on.
    pub(crate) fn delegate(&self) -> Option<(Value, u32)> {
        let frame = self.frame();
        let ops = &frame.code.code.ops;
        let Op::JumpBack(start) = ops.get(frame.pc as usize)? else {
            return None;
        };
        let Op::Send(exit) = ops[*start as usize] else {
            return None;
        };
        let inner = self.top();
        match self.heap.object(inner.as_ref()?) {
            Object::Generator(_) => Some((inner, exit)),
            _ => None,
        }
    }

    pub(crate) fn enter_generator(&mut self, generator: Value, resting: Suspended, after: After) {
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

    pub(crate) fn resume_ended(&mut self, with: Resumption, after: After) -> Answer<Next> {
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

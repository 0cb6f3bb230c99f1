//! Built-in functions: static tables of names and Rust functions. A built-in
//! never calls program text. It finishes on built-in values alone, or it says
//! how to go on (`Stop`): most often "ask", and then its twin of the same name
//! in the prelude, written in Python, is run with the same arguments. So a
//! built-in must not change anything before it may ask.

use super::Machine;
use crate::python::heap::{Type, Value};
use crate::python::interface::Call;
use std::rc::Rc;

/// A built-in function or method.
pub struct Native {
    /// Its `__name__`.
    pub name: &'static str,
    /// The type whose method it is.
    pub owner: Option<Type>,
    /// Whether it takes its instance as first argument.
    pub is_method: bool,
    /// What it does.
    pub body: Body,
}

/// The Rust side, by shape of the arguments; a method's instance counts.
#[derive(Clone, Copy)]
pub enum Body {
    /// No argument.
    Zero(fn(&mut Machine) -> Answer),
    /// One argument.
    One(fn(&mut Machine, Value) -> Answer),
    /// Two arguments.
    Two(fn(&mut Machine, Value, Value) -> Answer),
    /// Three arguments.
    Three(fn(&mut Machine, Value, Value, Value) -> Answer),
    /// From so many to so many arguments.
    Many(u8, u8, fn(&mut Machine, &[Value]) -> Answer),
    /// Any arguments, keywords too.
    Free(fn(&mut Machine, Args<'_>) -> Answer),
}

/// Arguments of a built-in that takes keywords.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    /// By position.
    pub positional: &'a [Value],
    /// By name (a `str` value).
    pub named: &'a [(Value, Value)],
}

/// What a built-in gives.
pub type Answer<T = Value> = Result<T, Box<Stop>>;

/// Why a built-in does not simply give a value.
#[derive(Debug)]
pub enum Stop {
    /// Raises this exception.
    Raise(Value),
    /// Raises an exception again, keeping its traceback as it is.
    Reraise(Value),
    /// Program text is needed: run the twin.
    Ask,
    /// The result is that of calling this.
    Call(Value, Vec<Value>, Vec<(Value, Value)>),
    /// The result is what the prelude function of this name gives.
    Twin(&'static str, Vec<Value>),
    /// The result is the answer to this system call.
    System(Call),
    /// The result is this module, whose text is run first.
    Load(Rc<str>),
    /// The result is the next value of this generator, to which a value is
    /// sent, or in which an exception is raised.
    Resume(Value, Resumption),
}

/// What a generator is resumed with.
#[derive(Clone, Copy, Debug)]
pub enum Resumption {
    /// The value of its `yield`.
    Send(Value),
    /// An exception raised at its `yield`.
    Throw(Value),
}

impl Stop {
    /// As the error of an answer.
    pub fn ask<T>() -> Answer<T> {
        Err(Box::new(Stop::Ask))
    }

    /// A call in the built-in's place.
    pub fn call<T>(callable: Value, args: Vec<Value>) -> Answer<T> {
        Err(Box::new(Stop::Call(callable, args, Vec::new())))
    }

    /// A prelude function in the built-in's place.
    pub fn twin<T>(name: &'static str, args: Vec<Value>) -> Answer<T> {
        Err(Box::new(Stop::Twin(name, args)))
    }
}

impl Native {
    /// A function.
    pub const fn function(name: &'static str, body: Body) -> Native {
        Native {
            name,
            owner: None,
            is_method: false,
            body,
        }
    }

    /// A method of a type.
    pub const fn method(owner: Type, name: &'static str, body: Body) -> Native {
        Native {
            name,
            owner: Some(owner),
            is_method: true,
            body,
        }
    }

    /// A function that is looked up on a type but takes no instance.
    pub const fn on_type(owner: Type, name: &'static str, body: Body) -> Native {
        Native {
            name,
            owner: Some(owner),
            is_method: false,
            body,
        }
    }

    /// The name in messages: `len` or `list.append`.
    pub fn title(&self) -> String {
        match self.owner {
            Some(owner) if owner.name() != self.name && self.name != "__new__" => {
                format!("{}.{}", owner.name(), self.name)
            }
            Some(owner) => owner.name().to_owned(),
            None => self.name.to_owned(),
        }
    }

    /// The name of its twin in the prelude.
    pub fn twin(&self) -> String {
        match self.owner {
            Some(owner) => format!("{}_{}", owner.name(), self.name),
            None => format!("builtin_{}", self.name),
        }
    }
}

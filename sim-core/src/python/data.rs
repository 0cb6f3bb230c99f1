//! What crosses the border between a program and the world: plain data,
//! handles to outside resources, and exceptions as data. Not heap values.

use std::rc::Rc;

/// Plain data that a program hands to a system call or receives from one.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// `None`.
    None,
    /// `True` or `False`.
    Bool(bool),
    /// An `int` that fits 64 bits.
    Int(i64),
    /// A `float`.
    Float(f64),
    /// A `str`.
    Str(Rc<str>),
    /// A `bytes`, `bytearray` or `memoryview`.
    Bytes(Rc<[u8]>),
    /// A `list`.
    List(Vec<Data>),
    /// A `tuple`.
    Tuple(Vec<Data>),
    /// A `dict`, in insertion order.
    Dict(Vec<(Data, Data)>),
    /// A resource outside the program.
    Handle(Handle),
}

/// A resource outside the program (a socket, a context), owned by a heap
/// object of type `handle` and given up when that object dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(pub u64);

/// An exception to be raised in a program: the class by module and name, and
/// the arguments its constructor gets.
#[derive(Clone, Debug, PartialEq)]
pub struct Raise {
    /// The module that defines the class, e.g. `builtins` or `zmq.error`.
    pub module: Rc<str>,
    /// The class, e.g. `KeyboardInterrupt`.
    pub class: Rc<str>,
    /// What the constructor is called with.
    pub args: Vec<Data>,
}

impl Raise {
    /// The exception `module.class(*args)`.
    pub fn new(module: &str, class: &str, args: Vec<Data>) -> Raise {
        Raise {
            module: module.into(),
            class: class.into(),
            args,
        }
    }
}

impl From<&str> for Data {
    fn from(text: &str) -> Data {
        Data::Str(text.into())
    }
}

impl From<&[u8]> for Data {
    fn from(bytes: &[u8]) -> Data {
        Data::Bytes(bytes.into())
    }
}

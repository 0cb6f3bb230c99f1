//! What a heap slot can hold. Payloads that never change are shared by `Rc`,
//! so that cloning a machine copies little.

use super::dict::Dict;
use super::set::Set;
use super::types::Type;
use super::value::{Ref, Value};
use crate::python::data::Handle;
use crate::python::text::mersenne::Mersenne;
use crate::python::vm::frame::Suspended;
use crate::python::vm::loaded::Loaded;
use num_bigint::BigInt;
use std::rc::Rc;

/// A heap object.
#[derive(Clone, Debug, PartialEq)]
pub enum Object {
    /// A free slot: the next one of the free list.
    Free(u32),
    /// `str`.
    Str(Text),
    /// `bytes`.
    Bytes(Rc<[u8]>),
    /// `bytearray`.
    ByteArray(Vec<u8>),
    /// An `int` beyond 64 bits.
    Big(Rc<BigInt>),
    /// `list`.
    List(Vec<Value>),
    /// `tuple`.
    Tuple(Box<[Value]>),
    /// `dict`.
    Dict(Box<Dict>),
    /// `set`.
    Set(Box<Set>),
    /// `frozenset`.
    FrozenSet(Box<Set>),
    /// `range`.
    Range(Box<Range>),
    /// `slice`: start, stop, step.
    Slice(Box<[Value; 3]>),
    /// A function written in Python.
    Function(Box<Function>),
    /// A callable with its first argument.
    Method(Box<Method>),
    /// A variable shared between functions.
    Cell(Value),
    /// An instance of a class written in Python.
    Instance(Instance),
    /// A class written in Python.
    Class(Box<Class>),
    /// A module.
    Module(Box<Module>),
    /// A generator.
    Generator(Box<Generator>),
    /// An iterator over a built-in container.
    Iter(Box<Iter>),
    /// An exception.
    Exception(Box<Exception>),
    /// The owner of an outside resource.
    Handle(Handle),
    /// `property`: getter, setter, deleter, docstring.
    Property(Box<[Value; 4]>),
    /// `classmethod`.
    ClassMethod(Value),
    /// `staticmethod`.
    StaticMethod(Value),
    /// `super`: the class to start after, the instance or class.
    Super(Box<(Value, Value)>),
    /// A view of a dict's keys, values or items.
    View(ViewKind, Ref),
    /// A read-only view of a class's namespace.
    Proxy(Value),
    /// A key whose place in a table the program's own `__hash__` and `__eq__`
    /// have settled: hash, the key, and the equal key already there, if any.
    HashedKey(Box<(i64, Value, Value)>),
    /// The traceback of an exception.
    Traceback(Vec<TraceEntry>),
    /// A generator of random numbers.
    Twister(Rc<Mersenne>),
}

/// Text with its length in code points.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The text.
    pub text: Rc<str>,
    /// Code points.
    pub points: u32,
}

/// `range` of 64-bit numbers; `length` is that of the sequence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// First number.
    pub start: i64,
    /// Bound.
    pub stop: i64,
    /// Distance, never 0.
    pub step: i64,
}

impl Range {
    /// How many numbers it has.
    pub fn len(&self) -> u64 {
        let (low, high, step) = if self.step > 0 {
            (self.start, self.stop, self.step.unsigned_abs())
        } else {
            (self.stop, self.start, self.step.unsigned_abs())
        };
        if low >= high {
            0
        } else {
            (high.wrapping_sub(low) as u64 - 1) / step + 1
        }
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number at `index`, which is within the length.
    pub fn at(&self, index: u64) -> i64 {
        self.start
            .wrapping_add((index as i64).wrapping_mul(self.step))
    }
}

/// A function written in Python.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Its code with constants on this heap.
    pub code: Rc<Loaded>,
    /// `__name__`.
    pub name: Value,
    /// `__qualname__`.
    pub qualname: Value,
    /// `__doc__`.
    pub doc: Value,
    /// `__module__`.
    pub module: Value,
    /// Names of its module. Modules live as long as the machine: not counted.
    pub globals: Ref,
    /// Values of the last positional parameters.
    pub defaults: Vec<Value>,
    /// Values of keyword-only parameters, null where there is none.
    pub kw_defaults: Vec<Value>,
    /// Cells of the free variables.
    pub closure: Vec<Value>,
    /// Attributes set on it, or null.
    pub dict: Value,
    /// `__annotations__`, or null.
    pub annotations: Value,
}

/// A bound method.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// What is called.
    pub function: Value,
    /// Its first argument.
    pub receiver: Value,
}

/// An instance of a class written in Python.
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
    /// Its class.
    pub class: Ref,
    /// Its attributes.
    pub dict: Ref,
    /// For a class derived from a built-in container, string or number: that part.
    pub base: Value,
}

/// A class written in Python.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// `__name__`.
    pub name: Rc<str>,
    /// Direct bases.
    pub bases: Vec<Value>,
    /// Linearised bases without the class itself.
    pub mro: Vec<Value>,
    /// Its namespace.
    pub dict: Ref,
    /// The nearest built-in base, which decides what an instance is made of.
    pub layout: Type,
    /// Changes with its namespace and with those of its bases; unique in the machine.
    pub version: u32,
    /// Classes derived from it, not counted.
    pub subclasses: Vec<Ref>,
    /// Which special methods it or a base defines.
    pub hooks: Hooks,
    /// The `__init__` of its instances if it is written in Python, else null;
    /// held by the namespace it was found in.
    pub init: Value,
}

/// Special methods whose presence changes fast paths.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Hooks {
    pub getattribute: bool,
    pub getattr: bool,
    pub setattr: bool,
    pub delattr: bool,
    pub del: bool,
    pub eq: bool,
    pub hash: Hashing,
    pub new: bool,
    /// A data descriptor (property) is among the attributes.
    pub descriptors: bool,
    pub is_abstract: bool,
    /// It answers operations on the class itself (`__class_call__` and the like).
    pub class_level: bool,
}

/// How instances of a class are hashed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Hashing {
    /// By identity, or as the built-in base does.
    #[default]
    Native,
    /// By the class's own `__hash__`.
    Own,
    /// Not at all: `__eq__` without `__hash__`.
    Never,
}

/// A module.
#[derive(Clone, Debug, PartialEq)]
pub struct Module {
    /// `__name__`.
    pub name: Rc<str>,
    /// Its names.
    pub dict: Ref,
}

/// A generator: a frame that rests between two values.
#[derive(Clone, Debug, PartialEq)]
pub struct Generator {
    /// Where it stands; none while it runs and when it has ended.
    pub resting: Option<Box<Suspended>>,
    /// Whether its frame is on a stack right now.
    pub running: bool,
    /// Whether it has been resumed at least once.
    pub started: bool,
    /// `__name__`.
    pub name: Value,
    /// `generator`, or `map`, `zip`, ... for the built-ins that are written as one.
    pub kind: Type,
}

/// What a built-in iterator walks over.
#[derive(Clone, Debug, PartialEq)]
pub enum Iter {
    /// A list, which may change meanwhile.
    List { list: Value, at: usize },
    /// A list from its end.
    ListReverse { list: Value, left: usize },
    /// A tuple.
    Tuple { tuple: Value, at: usize },
    /// A string, by byte position.
    Str { text: Value, at: usize },
    /// Bytes or a bytearray.
    Bytes { bytes: Value, at: usize },
    /// A range.
    Range { range: Range, at: u64, length: u64 },
    /// A dict.
    Dict {
        dict: Value,
        kind: ViewKind,
        at: usize,
        length: usize,
        reverse: bool,
    },
    /// A set.
    Set {
        set: Value,
        at: usize,
        length: usize,
    },
    /// `enumerate` over a built-in iterator.
    Enumerate { inner: Value, next: i64 },
    /// `zip` over built-in iterators.
    Zip { inner: Vec<Value> },
    /// `reversed` over a sequence with integer subscripts (built-in ones).
    Reversed { sequence: Value, left: usize },
    /// Ended.
    Done(Type),
}

/// Which part of a dict is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ViewKind {
    Keys,
    Values,
    Items,
}

/// An exception.
#[derive(Clone, Debug, PartialEq)]
pub struct Exception {
    /// Its class, built-in or not.
    pub class: Value,
    /// `args`, a tuple.
    pub args: Value,
    /// Attributes set on it, or null.
    pub dict: Value,
    /// `__cause__` or null.
    pub cause: Value,
    /// `__context__` or null.
    pub context: Value,
    /// `__suppress_context__`.
    pub suppress: bool,
    /// Where it passed, innermost first.
    pub trace: Vec<TraceEntry>,
}

/// One frame that an exception passed. It keeps what the frame held, as
/// CPython's traceback keeps the frame.
#[derive(Clone, Debug, PartialEq)]
pub struct TraceEntry {
    /// The code.
    pub code: Rc<Loaded>,
    /// The instruction.
    pub at: u32,
    /// The frame's variables if it has ended.
    pub held: Vec<Value>,
}

impl Object {
    /// Calls `visit` for every value it counts.
    pub fn each_value(&self, visit: &mut dyn FnMut(Value)) {
        match self {
            Object::Free(_)
            | Object::Str(_)
            | Object::Bytes(_)
            | Object::ByteArray(_)
            | Object::Big(_)
            | Object::Range(_)
            | Object::Handle(_)
            | Object::Twister(_) => {}
            Object::List(items) => items.iter().for_each(|item| visit(*item)),
            Object::Tuple(items) => items.iter().for_each(|item| visit(*item)),
            Object::Dict(dict) => dict.iter().for_each(|entry| {
                visit(entry.key);
                visit(entry.value);
            }),
            Object::Set(set) | Object::FrozenSet(set) => set.iter().for_each(|(_, key)| visit(key)),
            Object::Slice(parts) => parts.iter().for_each(|part| visit(*part)),
            Object::Function(function) => function.each_value(visit),
            Object::Method(method) => {
                visit(method.function);
                visit(method.receiver);
            }
            Object::Cell(value)
            | Object::ClassMethod(value)
            | Object::StaticMethod(value)
            | Object::Proxy(value) => visit(*value),
            Object::Instance(instance) => {
                visit(Value::Ref(instance.class));
                visit(Value::Ref(instance.dict));
                visit(instance.base);
            }
            Object::Class(class) => {
                class.bases.iter().for_each(|base| visit(*base));
                class.mro.iter().for_each(|base| visit(*base));
                visit(Value::Ref(class.dict));
            }
            Object::Module(module) => visit(Value::Ref(module.dict)),
            Object::Generator(generator) => {
                visit(generator.name);
                if let Some(resting) = &generator.resting {
                    resting.each_value(visit);
                }
            }
            Object::Iter(iter) => iter.each_value(visit),
            Object::Exception(exception) => exception.each_value(visit),
            Object::Property(parts) => parts.iter().for_each(|part| visit(*part)),
            Object::Super(parts) => {
                visit(parts.0);
                visit(parts.1);
            }
            Object::View(_, dict) => visit(Value::Ref(*dict)),
            Object::HashedKey(key) => {
                visit(key.1);
                visit(key.2);
            }
            Object::Traceback(entries) => entries
                .iter()
                .flat_map(|entry| &entry.held)
                .for_each(|value| visit(*value)),
        }
    }

    /// Bytes it takes besides its slot, for the memory limit.
    pub fn bytes(&self) -> usize {
        let value = std::mem::size_of::<Value>();
        match self {
            Object::Str(text) => text.text.len(),
            Object::Bytes(bytes) => bytes.len(),
            Object::ByteArray(bytes) => bytes.len(),
            Object::Big(number) => number.bits() as usize / 8,
            Object::List(items) => items.len() * value,
            Object::Tuple(items) => items.len() * value,
            Object::Dict(dict) => dict.bytes(),
            Object::Set(set) | Object::FrozenSet(set) => set.bytes(),
            Object::Generator(_) | Object::Class(_) | Object::Function(_) => 128,
            Object::Twister(_) => 2_500,
            _ => 0,
        }
    }
}

impl Function {
    fn each_value(&self, visit: &mut dyn FnMut(Value)) {
        let single = [
            self.name,
            self.qualname,
            self.doc,
            self.module,
            self.dict,
            self.annotations,
        ];
        for value in single {
            visit(value);
        }
        for list in [&self.defaults, &self.kw_defaults, &self.closure] {
            list.iter().for_each(|value| visit(*value));
        }
    }
}

impl Exception {
    fn each_value(&self, visit: &mut dyn FnMut(Value)) {
        for value in [self.class, self.args, self.dict, self.cause, self.context] {
            visit(value);
        }
        for entry in &self.trace {
            entry.held.iter().for_each(|value| visit(*value));
        }
    }
}

impl Iter {
    fn each_value(&self, visit: &mut dyn FnMut(Value)) {
        match self {
            Iter::List { list: over, .. }
            | Iter::ListReverse { list: over, .. }
            | Iter::Tuple { tuple: over, .. }
            | Iter::Str { text: over, .. }
            | Iter::Bytes { bytes: over, .. }
            | Iter::Dict { dict: over, .. }
            | Iter::Set { set: over, .. }
            | Iter::Enumerate { inner: over, .. }
            | Iter::Reversed { sequence: over, .. } => visit(*over),
            Iter::Zip { inner } => inner.iter().for_each(|value| visit(*value)),
            Iter::Range { .. } | Iter::Done(_) => {}
        }
    }

    /// The type of this iterator.
    pub fn kind(&self) -> Type {
        match self {
            Iter::List { .. } => Type::ListIterator,
            Iter::ListReverse { .. } => Type::ListReverseIterator,
            Iter::Tuple { .. } => Type::TupleIterator,
            Iter::Str { .. } => Type::StrIterator,
            Iter::Bytes { .. } => Type::BytesIterator,
            Iter::Range { .. } => Type::RangeIterator,
            Iter::Dict {
                kind: ViewKind::Keys,
                ..
            } => Type::DictKeyIterator,
            Iter::Dict {
                kind: ViewKind::Values,
                ..
            } => Type::DictValueIterator,
            Iter::Dict {
                kind: ViewKind::Items,
                ..
            } => Type::DictItemIterator,
            Iter::Set { .. } => Type::SetIterator,
            Iter::Enumerate { .. } => Type::Enumerate,
            Iter::Zip { .. } => Type::Zip,
            Iter::Reversed { .. } => Type::Reversed,
            Iter::Done(kind) => *kind,
        }
    }
}

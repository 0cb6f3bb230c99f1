//! A Python value as the machine holds it: small numbers and singletons in
//! place, everything else as a reference into the heap.
//!
//! A `Value` is `Copy` and owns nothing. Ownership is a property of the *place*
//! that holds it: a container's element, a local or operand slot, a module.
//! Such a place counts (`Heap::dup`) and gives back (`Heap::release`). A value
//! that a built-in has just made has the count zero and stands in the heap's
//! list of fresh objects until the instruction ends: then it is held by some
//! place, or it dies. So no path through a built-in, and no error on the way,
//! can lose a count.

use super::types::Type;
use crate::python::vm::native::Native;
use std::fmt;

/// Index of a heap slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref(pub u32);

impl Ref {
    /// As an index into the heap's slots.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A Python value.
#[derive(Clone, Copy)]
pub enum Value {
    /// No value: an unbound local, an absent argument, a deleted entry.
    Null,
    /// `None`.
    None,
    /// `...`.
    Ellipsis,
    /// `NotImplemented`.
    NotImplemented,
    /// `True` or `False`.
    Bool(bool),
    /// An `int` of 64 bits; larger ones are on the heap.
    Int(i64),
    /// A `float`.
    Float(f64),
    /// A built-in type.
    Type(Type),
    /// A built-in function or an unbound method of a built-in type.
    Native(&'static Native),
    /// An object on the heap.
    Ref(Ref),
}

impl Value {
    /// Whether this is the absent value.
    pub fn is_null(self) -> bool {
        matches!(self, Value::Null)
    }

    /// Whether this is `None`.
    pub fn is_none(self) -> bool {
        matches!(self, Value::None)
    }

    /// The heap reference, if it is one.
    pub fn as_ref(self) -> Option<Ref> {
        match self {
            Value::Ref(slot) => Some(slot),
            _ => None,
        }
    }

    /// `None` for the absent value.
    pub fn or_none(self) -> Value {
        if self.is_null() { Value::None } else { self }
    }

    /// The value unless it is absent.
    pub fn present(self) -> Option<Value> {
        (!self.is_null()).then_some(self)
    }
}

/// Identity, as Python's `is`; floats by their bits, so that machines holding
/// a NaN compare equal.
impl PartialEq for Value {
    #[inline]
    fn eq(&self, other: &Value) -> bool {
        match (*self, *other) {
            (Value::Null, Value::Null)
            | (Value::None, Value::None)
            | (Value::Ellipsis, Value::Ellipsis)
            | (Value::NotImplemented, Value::NotImplemented) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            (Value::Type(a), Value::Type(b)) => a == b,
            (Value::Native(a), Value::Native(b)) => std::ptr::eq(a, b),
            (Value::Ref(a), Value::Ref(b)) => a == b,
            _ => false,
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => out.write_str("null"),
            Value::None => out.write_str("None"),
            Value::Ellipsis => out.write_str("Ellipsis"),
            Value::NotImplemented => out.write_str("NotImplemented"),
            Value::Bool(value) => write!(out, "{value}"),
            Value::Int(value) => write!(out, "{value}"),
            Value::Float(value) => write!(out, "{value:?}"),
            Value::Type(kind) => write!(out, "<class {}>", kind.name()),
            Value::Native(native) => write!(out, "<built-in {}>", native.name),
            Value::Ref(slot) => write!(out, "#{}", slot.0),
        }
    }
}

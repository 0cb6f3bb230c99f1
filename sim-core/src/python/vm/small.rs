//! What the instruction loop does at once on plain values: numbers, items of
//! built-in containers, the commonest iterators. Each says if it was done; if
//! not, nothing has changed and the general case decides.

use super::Machine;
use crate::python::code::{Binary, Comparison};
use crate::python::heap::object::Iter;
use crate::python::heap::{Object, Ref, Value};

/// Up to this, an `int` is exactly a `float`.
const EXACT: u64 = 1 << 53;

/// `a how b` of small numbers whose result is one too.
#[inline]
pub(super) fn arithmetic(how: Binary, a: Value, b: Value) -> Option<Value> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => integers(how, a, b),
        (Value::Float(a), Value::Float(b)) => floats(how, a, b),
        (Value::Float(a), Value::Int(b)) if b.unsigned_abs() <= EXACT => floats(how, a, b as f64),
        (Value::Int(a), Value::Float(b)) if a.unsigned_abs() <= EXACT => floats(how, a as f64, b),
        _ => None,
    }
}

#[inline]
fn integers(how: Binary, a: i64, b: i64) -> Option<Value> {
    let result = match how {
        Binary::Add => a.checked_add(b),
        Binary::Subtract => a.checked_sub(b),
        Binary::Multiply => a.checked_mul(b),
        Binary::And => Some(a & b),
        Binary::Or => Some(a | b),
        Binary::Xor => Some(a ^ b),
        Binary::FloorDivide if b > 0 => Some(a.div_euclid(b)),
        Binary::Modulo if b > 0 => Some(a.rem_euclid(b)),
        Binary::ShiftRight if (0..64).contains(&b) => Some(a >> b),
        Binary::Divide if b != 0 && a.unsigned_abs() <= EXACT && b.unsigned_abs() <= EXACT => {
            return Some(Value::Float(a as f64 / b as f64));
        }
        _ => None,
    };
    result.map(Value::Int)
}

#[inline]
fn floats(how: Binary, a: f64, b: f64) -> Option<Value> {
    Some(Value::Float(match how {
        Binary::Add => a + b,
        Binary::Subtract => a - b,
        Binary::Multiply => a * b,
        Binary::Divide if b != 0.0 => a / b,
        _ => return None,
    }))
}

/// `a how b` of two ints or two floats.
#[inline]
pub(super) fn comparison(how: Comparison, a: Value, b: Value) -> Option<bool> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(ordered(how, a, b)),
        (Value::Float(a), Value::Float(b)) => Some(ordered(how, a, b)),
        _ => None,
    }
}

#[inline]
fn ordered<T: PartialOrd>(how: Comparison, a: T, b: T) -> bool {
    match how {
        Comparison::Less => a < b,
        Comparison::LessEqual => a <= b,
        Comparison::Equal => a == b,
        Comparison::NotEqual => a != b,
        Comparison::Greater => a > b,
        Comparison::GreaterEqual => a >= b,
    }
}

/// The item of a sequence at a Python index.
#[inline]
fn place(length: usize, index: i64) -> Option<usize> {
    let index = if index < 0 {
        index + length as i64
    } else {
        index
    };
    (0..length as i64)
        .contains(&index)
        .then_some(index as usize)
}

impl Machine {
    /// The top two of the stack.
    #[inline]
    fn top_two(&self) -> (Value, Value) {
        let length = self.thread.stack.len();
        (self.thread.stack[length - 2], self.thread.stack[length - 1])
    }

    /// `Compare` of small numbers, which are taken off.
    #[inline]
    pub(super) fn small_comparison(&mut self, how: Comparison) -> Option<bool> {
        let (a, b) = self.top_two();
        let truth = comparison(how, a, b)?;
        let length = self.thread.stack.len();
        self.thread.stack.truncate(length - 2);
        Some(truth)
    }

    /// `Binary` of small numbers.
    #[inline]
    pub(super) fn small_arithmetic(&mut self, how: Binary) -> bool {
        let (a, b) = self.top_two();
        let Some(result) = arithmetic(how, a, b) else {
            return false;
        };
        self.thread.stack.pop();
        self.set_top(result)
    }

    /// `Binary` of the top and another small number.
    #[inline]
    pub(super) fn top_arithmetic(&mut self, how: Binary, b: Value) -> bool {
        match arithmetic(how, self.top(), b) {
            Some(result) => self.set_top(result),
            None => false,
        }
    }

    /// Puts a value in the place of a top that is no object.
    #[inline]
    pub(super) fn set_top(&mut self, value: Value) -> bool {
        if let Some(top) = self.thread.stack.last_mut() {
            *top = value;
        }
        true
    }

    /// `Subscript` of a list, tuple or dict that has the item.
    #[inline]
    pub(super) fn small_subscript(&mut self) -> bool {
        let (Value::Ref(at), key) = self.top_two() else {
            return false;
        };
        let item = match (self.heap.object(at), key) {
            (Object::List(items), Value::Int(index)) => {
                place(items.len(), index).map(|at| items[at])
            }
            (Object::Tuple(items), Value::Int(index)) => {
                place(items.len(), index).map(|at| items[at])
            }
            (Object::Dict(_), _) => self.heap.dict_get(at, key).ok().flatten(),
            _ => None,
        };
        let Some(item) = item else {
            return false;
        };
        self.heap.dup(item);
        self.pop();
        self.pop();
        self.thread.stack.push(item);
        true
    }

    /// `StoreSubscript` to a list's item or to a dict by a plain key.
    #[inline]
    pub(super) fn small_store(&mut self) -> bool {
        let (Value::Ref(at), key) = self.top_two() else {
            return false;
        };
        match (self.heap.object(at), key) {
            (Object::List(items), Value::Int(index)) => {
                let Some(place) = place(items.len(), index) else {
                    return false;
                };
                let value = self.take_store();
                if let Object::List(items) = self.heap.object_mut(at) {
                    let old = std::mem::replace(&mut items[place], value);
                    self.heap.release(old);
                }
                true
            }
            (Object::Dict(_), _) => self.small_dict_store(at, key),
            _ => false,
        }
    }

    fn small_dict_store(&mut self, at: Ref, key: Value) -> bool {
        let Ok(hash) = self.heap.hash(key) else {
            return false;
        };
        let Ok(found) = self.heap.dict_find(at, hash, key) else {
            return false;
        };
        let Some(place) = found.filter(|_| !self.heap.is_over()) else {
            return false;
        };
        let value = self.take_store();
        let old = self.heap.dict_at_mut(at).replace(place, value);
        self.heap.release(old);
        true
    }

    /// Takes key, object and value off; the value stays counted.
    #[inline]
    fn take_store(&mut self) -> Value {
        self.pop();
        self.pop();
        self.take()
    }

    /// Takes the top off for another place to hold it.
    #[inline]
    pub(super) fn take(&mut self) -> Value {
        self.thread
            .stack
            .pop()
            .expect("invariant: the operand stack holds what an instruction takes")
    }

    /// `Unpack` of a tuple of the right length.
    #[inline]
    pub(super) fn small_unpack(&mut self, count: usize) -> bool {
        let Value::Ref(at) = self.top() else {
            return false;
        };
        match self.heap.object(at) {
            Object::Tuple(items) if items.len() == count => {}
            _ => return false,
        }
        self.pop();
        for nth in (0..count).rev() {
            if let Object::Tuple(items) = self.heap.object(at) {
                let item = items[nth];
                self.push(item);
            }
        }
        true
    }

    /// The next value of an iterator over a range or list, which is on top;
    /// counted for the place that takes it.
    #[inline]
    pub(super) fn small_next(&mut self) -> Option<Value> {
        let Value::Ref(at) = self.top() else {
            return None;
        };
        let Object::Iter(iter) = self.heap.object_mut(at) else {
            return None;
        };
        match &mut **iter {
            Iter::Range { range, at, length } => {
                if *at >= *length {
                    return None;
                }
                let value = range.at(*at);
                *at += 1;
                Some(Value::Int(value))
            }
            Iter::List {
                list: Value::Ref(list),
                at: position,
            } => {
                let (list, index) = (*list, *position);
                *position += 1;
                let item = match self.heap.object(list) {
                    Object::List(items) => items.get(index).copied(),
                    _ => None,
                };
                if item.is_none() {
                    self.unstep(at);
                }
                item.map(|item| self.heap.dup(item))
            }
            _ => None,
        }
    }

    #[cold]
    fn unstep(&mut self, at: Ref) {
        if let Object::Iter(iter) = self.heap.object_mut(at)
            && let Iter::List { at, .. } = &mut **iter
        {
            *at -= 1;
        }
    }
}

//! What the instruction loop does at once on plain values: numbers, items of
//! built-in containers, the commonest iterators. Each says if it was done; if
//! not, nothing has changed and the general case decides.

use super::Machine;
use crate::python::code::{Binary, Comparison};
use crate::python::heap::object::Iter;
use crate::python::heap::{Object, Ref, Value};

/// Up to this, an `int` is exactly a `float`.
const EXACT: u64 = 1 << 53;

/// A small number as it comes out of an operation: in registers, where a
/// `Value` would go through memory and wait there.
#[derive(Clone, Copy)]
pub(super) enum Number {
    /// No small number: the general case decides.
    Other,
    /// An `int`.
    Int(u64),
    /// A `float`, by its bits.
    Float(u64),
}

/// `a how b` of small numbers whose result is one too.
#[inline]
pub(super) fn arithmetic(how: Binary, a: &Value, b: &Value) -> Number {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => integers(how, *a, *b),
        (Value::Float(a), Value::Float(b)) => floats(how, *a, *b),
        (Value::Float(a), Value::Int(b)) if b.unsigned_abs() <= EXACT => floats(how, *a, *b as f64),
        (Value::Int(a), Value::Float(b)) if a.unsigned_abs() <= EXACT => floats(how, *a as f64, *b),
        _ => Number::Other,
    }
}

#[inline]
fn integers(how: Binary, a: i64, b: i64) -> Number {
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
            return floats(how, a as f64, b as f64);
        }
        _ => None,
    };
    match result {
        Some(result) => Number::Int(result as u64),
        None => Number::Other,
    }
}

#[inline]
fn floats(how: Binary, a: f64, b: f64) -> Number {
    let result = match how {
        Binary::Add => a + b,
        Binary::Subtract => a - b,
        Binary::Multiply => a * b,
        Binary::Divide if b != 0.0 => a / b,
        _ => return Number::Other,
    };
    Number::Float(result.to_bits())
}

/// `a how b` of two ints or two floats.
#[inline]
pub(super) fn comparison(how: Comparison, a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(ordered(how, *a, *b)),
        (Value::Float(a), Value::Float(b)) => Some(ordered(how, *a, *b)),
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
    /// `Compare` of small numbers, which are taken off.
    #[inline]
    pub(super) fn small_comparison(&mut self, how: Comparison) -> Option<bool> {
        let [.., a, b] = &self.thread.stack[..] else {
            return None;
        };
        let truth = comparison(how, a, b)?;
        let length = self.thread.stack.len();
        self.thread.stack.truncate(length - 2);
        Some(truth)
    }

    /// `Binary` of small numbers.
    #[inline]
    pub(super) fn small_arithmetic(&mut self, how: Binary) -> bool {
        let [.., a, b] = &self.thread.stack[..] else {
            return false;
        };
        let result = arithmetic(how, a, b);
        if matches!(result, Number::Other) {
            return false;
        }
        self.thread.stack.pop();
        self.set_number(result)
    }

    /// `Binary` of the top and another small number.
    #[inline]
    pub(super) fn top_arithmetic(&mut self, how: Binary, b: &Value) -> bool {
        let [.., a] = &self.thread.stack[..] else {
            return false;
        };
        let result = arithmetic(how, a, b);
        self.set_number(result)
    }

    /// `Binary` of the top and a slot.
    #[inline]
    pub(super) fn slot_arithmetic(&mut self, how: Binary, slot: usize) -> bool {
        let [.., a] = &self.thread.stack[..] else {
            return false;
        };
        let result = arithmetic(how, a, &self.thread.stack[slot]);
        self.set_number(result)
    }

    /// Puts a number in the place of a top that is no object.
    #[inline]
    fn set_number(&mut self, number: Number) -> bool {
        let Some(top) = self.thread.stack.last_mut() else {
            return false;
        };
        match number {
            Number::Int(bits) => *top = Value::Int(bits as i64),
            Number::Float(bits) => *top = Value::Float(f64::from_bits(bits)),
            Number::Other => return false,
        }
        true
    }

    /// Pushes a number.
    #[inline]
    pub(super) fn push_number(&mut self, number: Number) -> bool {
        match number {
            Number::Int(bits) => self.thread.stack.push(Value::Int(bits as i64)),
            Number::Float(bits) => self.thread.stack.push(Value::Float(f64::from_bits(bits))),
            Number::Other => return false,
        }
        true
    }

    /// Puts a value in the place of a top that is no object.
    #[inline]
    pub(super) fn set_top(&mut self, value: Value) {
        if let Some(top) = self.thread.stack.last_mut() {
            *top = value;
        }
    }

    /// Pushes the value of a slot, if it has one. By kind: numbers were often
    /// just made, and are moved as they were made, word by word.
    #[inline]
    pub(super) fn push_slot(&mut self, at: usize) -> bool {
        match self.thread.stack[at] {
            Value::Int(number) => self.thread.stack.push(Value::Int(number)),
            Value::Float(number) => self.thread.stack.push(Value::Float(number)),
            Value::Ref(object) => {
                self.heap.count(object);
                self.thread.stack.push(Value::Ref(object));
            }
            Value::Null => return false,
            other => self.thread.stack.push(other),
        }
        true
    }

    /// `Negate` of a small number.
    #[inline]
    pub(super) fn small_negation(&mut self) -> bool {
        match self.thread.stack.last_mut() {
            Some(Value::Int(number)) if *number != i64::MIN => *number = -*number,
            Some(Value::Float(number)) => *number = -*number,
            _ => return false,
        }
        true
    }

    /// Exchanges the top two.
    #[inline]
    pub(super) fn swap_top(&mut self) {
        let [.., a, b] = &mut self.thread.stack[..] else {
            return;
        };
        match *b {
            Value::Int(number) => {
                *b = *a;
                *a = Value::Int(number);
            }
            Value::Float(number) => {
                *b = *a;
                *a = Value::Float(number);
            }
            _ => std::mem::swap(a, b),
        }
    }

    /// Pushes what the cell in a slot holds, if it holds something.
    #[inline]
    pub(super) fn push_cell(&mut self, at: usize) -> bool {
        let Value::Ref(cell) = self.thread.stack[at] else {
            return false;
        };
        match *self.heap.object(cell) {
            Object::Cell(value) if !value.is_null() => {
                self.push(value);
                true
            }
            _ => false,
        }
    }

    /// Moves a value within the stack, whose place then is free.
    #[inline]
    pub(super) fn move_value(&mut self, from: usize, to: usize) {
        self.thread.stack[to] = match self.thread.stack[from] {
            Value::Int(number) => Value::Int(number),
            Value::Float(number) => Value::Float(number),
            other => other,
        };
    }

    /// The top becomes the value of a slot; `true`: a reference went.
    #[inline]
    pub(super) fn store_slot(&mut self, at: usize) -> bool {
        let old = match self.thread.stack[at] {
            Value::Ref(object) => Some(object),
            _ => None,
        };
        match self.thread.stack.last() {
            Some(&Value::Int(number)) => self.thread.stack[at] = Value::Int(number),
            Some(&Value::Float(number)) => self.thread.stack[at] = Value::Float(number),
            Some(&other) => self.thread.stack[at] = other,
            None => return false,
        }
        self.thread.stack.pop();
        if let Some(object) = old {
            self.heap.release(Value::Ref(object));
        }
        old.is_some()
    }

    /// A counted value becomes that of a slot.
    #[inline]
    pub(super) fn fill_slot(&mut self, at: usize, value: Value) {
        let old = std::mem::replace(&mut self.thread.stack[at], value);
        self.heap.release(old);
    }

    /// `Subscript` of a list, tuple or dict that has the item.
    #[inline]
    pub(super) fn small_subscript(&mut self) -> bool {
        let [.., Value::Ref(at), key] = &self.thread.stack[..] else {
            return false;
        };
        let (at, key) = (*at, *key);
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
        let [.., Value::Ref(at), key] = &self.thread.stack[..] else {
            return false;
        };
        let (at, key) = (*at, *key);
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

    /// The next number of an iterator over a range, which is on top.
    #[inline]
    pub(super) fn next_number(&mut self) -> Option<i64> {
        let Value::Ref(at) = self.top() else {
            return None;
        };
        let Object::Iter(iter) = self.heap.object_mut(at) else {
            return None;
        };
        match &mut **iter {
            Iter::Range { range, at, length } if *at < *length => {
                let number = range.at(*at);
                *at += 1;
                Some(number)
            }
            _ => None,
        }
    }

    /// The next value of an iterator over a list, which is on top; counted for
    /// the place that takes it.
    #[inline]
    pub(super) fn small_next(&mut self) -> Option<Value> {
        let Value::Ref(at) = self.top() else {
            return None;
        };
        let Object::Iter(iter) = self.heap.object_mut(at) else {
            return None;
        };
        match &mut **iter {
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

//! Comparisons and membership: built-in operands here, the program's own
//! methods through calls and the prelude.

use super::Machine;
use super::dispatch::Next;
use super::frame::After;
use super::native::{Answer, Stop};
use super::small::comparison;
use crate::python::code::Comparison;
use crate::python::heap::object::ViewKind;
use crate::python::heap::{KeyFault, Match, Object, Type, Value};
use crate::python::text::number::compare_int_float;
use std::cmp::Ordering;

impl Machine {
    /// `Compare`: pushes the answer, perhaps after a call.
    pub(crate) fn compare_call(&mut self, how: Comparison, a: Value, b: Value) -> Answer<Next> {
        match self.compare(how, a, b) {
            Ok(truth) => {
                self.thread.stack.push(Value::Bool(truth));
                Ok(Next::On)
            }
            Err(stop) if matches!(*stop, Stop::Ask) => self.compare_twin(how, a, b),
            Err(stop) => Err(stop),
        }
    }

    fn compare_twin(&mut self, how: Comparison, a: Value, b: Value) -> Answer<Next> {
        self.call_twin("compare", &[a, b, Value::Int(how as i64)], &[], After::Push)
    }

    fn has_own_method(&self, class: Value, name: &str) -> bool {
        matches!(self.class_lookup(class, name), Some(found) if !matches!(found, Value::Native(_)))
    }

    /// `CompareJump`: jumps if the comparison fails.
    pub(crate) fn compare_jump(&mut self, how: Comparison, to: u32) -> Answer<Next> {
        // After a call the answer lies on the stack as one operand: the pair
        // of instructions is made by a comparison and a jump on its truth.
        let b = self.pop();
        let a = self.pop();
        match self.compare(how, a, b) {
            Ok(true) => Ok(Next::On),
            Ok(false) => Ok(Next::Jump(to)),
            Err(stop) if matches!(*stop, Stop::Ask) => {
                let how = Value::Int(how as i64);
                self.call_twin("compare_truth", &[a, b, how], &[], After::JumpUnless { to })
            }
            Err(stop) => Err(stop),
        }
    }

    /// A comparison of built-in values; `Ask` when program text decides.
    pub(crate) fn compare(&mut self, how: Comparison, a: Value, b: Value) -> Answer<bool> {
        if let Some(truth) = comparison(how, &a, &b) {
            return Ok(truth);
        }
        if matches!(how, Comparison::Equal | Comparison::NotEqual) {
            return match self.heap.equal(a, b) {
                Match::Ask => Stop::ask(),
                found => Ok((found == Match::Yes) == (how == Comparison::Equal)),
            };
        }
        if self.is_of_program(a) || self.is_of_program(b) {
            let (x, y) = (self.heap.base_of(a), self.heap.base_of(b));
            let plain = !self.defines_order(a) && !self.defines_order(b);
            if plain && (x != a || y != b) {
                return self.compare_builtin(how, x, y, a, b);
            }
            if plain {
                return self.cannot_compare(how, a, b);
            }
            return Stop::ask();
        }
        self.compare_builtin(how, a, b, a, b)
    }

    fn is_of_program(&self, value: Value) -> bool {
        match value {
            Value::Ref(at) => matches!(
                self.heap.object(at),
                Object::Instance(_) | Object::Exception(_)
            ),
            _ => false,
        }
    }

    fn defines_order(&self, value: Value) -> bool {
        let class = self.heap.class_of(value);
        ["__lt__", "__le__", "__gt__", "__ge__"]
            .iter()
            .any(|name| self.has_own_method(class, name))
    }

    fn compare_builtin(
        &mut self,
        how: Comparison,
        x: Value,
        y: Value,
        a: Value,
        b: Value,
    ) -> Answer<bool> {
        if let (Some(_), Some(_)) = (self.heap.as_set(x), self.heap.as_set(y)) {
            return self.compare_sets(how, x, y);
        }
        if self.heap.as_view(x).is_some()
            && (self.heap.as_view(y).is_some() || self.heap.as_set(y).is_some())
        {
            return Stop::ask();
        }
        match self.order(x, y, 0)? {
            Order::Is(ordering) => Ok(holds(how, ordering)),
            Order::Unordered => Ok(false),
            Order::Incomparable => self.cannot_compare(how, a, b),
            Order::Items(x, y) => {
                if self.is_of_program(x) || self.is_of_program(y) {
                    return Stop::ask();
                }
                self.cannot_compare(how, x, y)
            }
        }
    }

    fn cannot_compare<T>(&mut self, how: Comparison, a: Value, b: Value) -> Answer<T> {
        let (x, y) = (self.heap.type_name(a), self.heap.type_name(b));
        let symbol = how.symbol();
        self.type_error(format!(
            "'{symbol}' not supported between instances of '{x}' and '{y}'"
        ))
    }

    fn compare_sets(&mut self, how: Comparison, a: Value, b: Value) -> Answer<bool> {
        let length =
            |machine: &Machine, set: Value| machine.heap.as_set(set).map_or(0, |set| set.len());
        let (n, m) = (length(self, a), length(self, b));
        let (inner, outer, fits) = match how {
            Comparison::Less => (a, b, n < m),
            Comparison::LessEqual => (a, b, n <= m),
            Comparison::Greater => (b, a, m < n),
            _ => (b, a, m <= n),
        };
        if !fits {
            return Ok(false);
        }
        for key in self.all_items(inner)? {
            if !self.native_contains(outer, key)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// How two built-in values are ordered.
    pub(crate) fn order(&self, a: Value, b: Value, depth: u32) -> Answer<Order> {
        let from = |ordering: Option<Ordering>| ordering.map_or(Order::Unordered, Order::Is);
        match (a, b) {
            (Value::Int(a), Value::Int(b)) => return Ok(Order::Is(a.cmp(&b))),
            (Value::Float(a), Value::Float(b)) => return Ok(from(a.partial_cmp(&b))),
            _ => {}
        }
        if let (Some(x), Some(y)) = (self.heap.as_str(a), self.heap.as_str(b)) {
            return Ok(Order::Is(x.cmp(y)));
        }
        match (self.heap.as_int(a), self.heap.as_int(b)) {
            (Some(x), Some(y)) => return Ok(Order::Is(x.cmp(&y))),
            (Some(x), None) => {
                if let Value::Float(y) = b {
                    return Ok(from(compare_int_float(&x, y)));
                }
            }
            (None, Some(y)) => {
                if let Value::Float(x) = a {
                    return Ok(from(compare_int_float(&y, x).map(Ordering::reverse)));
                }
            }
            (None, None) => {}
        }
        if let (Some(x), Some(y)) = (self.heap.as_bytes(a), self.heap.as_bytes(b)) {
            return Ok(Order::Is(x.cmp(y)));
        }
        let kinds = (self.heap.type_of(a), self.heap.type_of(b));
        match kinds {
            (Type::List, Type::List) | (Type::Tuple, Type::Tuple) => {
                let (x, y) = (
                    self.heap.as_sequence(a).unwrap_or(&[]),
                    self.heap.as_sequence(b).unwrap_or(&[]),
                );
                self.order_items(x, y, depth)
            }
            _ => Ok(Order::Incomparable),
        }
    }

    fn order_items(&self, a: &[Value], b: &[Value], depth: u32) -> Answer<Order> {
        if depth > 64 {
            return Stop::ask();
        }
        for (x, y) in a.iter().zip(b) {
            if x == y {
                continue;
            }
            match self.heap.equal(*x, *y) {
                Match::Yes => continue,
                Match::Ask => return Stop::ask(),
                Match::No => {
                    return Ok(match self.order(*x, *y, depth + 1)? {
                        Order::Incomparable => Order::Items(*x, *y),
                        other => other,
                    });
                }
            }
        }
        Ok(Order::Is(a.len().cmp(&b.len())))
    }

    /// `In`, `NotIn`.
    pub(crate) fn contains_call(
        &mut self,
        container: Value,
        item: Value,
        negate: bool,
    ) -> Answer<Next> {
        let class = self.heap.class_of(container);
        if let Value::Ref(_) = class
            && let Some(method @ Value::Ref(_)) = self.class_lookup(class, "__contains__")
        {
            return self.call_with(method, &[container, item], &[], After::Truth { negate });
        }
        if let Some(method) = self.class_hook(container, "__class_contains__") {
            return self.call_with(method, &[container, item], &[], After::Truth { negate });
        }
        match self.native_contains(container, item) {
            Ok(found) => {
                self.thread.stack.push(Value::Bool(found != negate));
                Ok(Next::On)
            }
            Err(stop) if matches!(*stop, Stop::Ask | Stop::Twin(..)) => {
                self.call_twin("contains", &[container, item], &[], After::Truth { negate })
            }
            Err(stop) => Err(stop),
        }
    }

    /// Membership in a built-in container.
    pub(crate) fn native_contains(&mut self, container: Value, item: Value) -> Answer<bool> {
        let base = self.heap.base_of(container);
        if let Some(text) = self.heap.as_str(base) {
            let Some(part) = self.heap.as_str(item) else {
                let kind = self.heap.type_name(item);
                return self.type_error(format!(
                    "'in <string>' requires string as left operand, not {kind}"
                ));
            };
            return Ok(text.contains(part));
        }
        if let Some(items) = self.heap.as_sequence(base) {
            for entry in items {
                match if *entry == item {
                    Match::Yes
                } else {
                    self.heap.equal(*entry, item)
                } {
                    Match::Yes => return Ok(true),
                    Match::No => {}
                    Match::Ask => return Stop::ask(),
                }
            }
            return Ok(false);
        }
        let Value::Ref(at) = base else {
            return self.not_iterable_in(container);
        };
        match self.heap.object(at) {
            Object::Dict(_) => {
                let found = self.heap.dict_get(at, item);
                Ok(self.key(found)?.is_some())
            }
            Object::Set(_) | Object::FrozenSet(_) => {
                let found = self.heap.set_find(base, item);
                Ok(self.key(found)?.is_some())
            }
            Object::View(ViewKind::Keys, dict) => {
                let found = self.heap.dict_get(*dict, item);
                Ok(self.key(found)?.is_some())
            }
            Object::Range(range) => {
                let range = **range;
                match self.heap.as_int(item) {
                    Some(int) => Ok(int.to_i64().is_some_and(|value| in_range(range, value))),
                    None => match item {
                        Value::Float(float) if float == (float as i64) as f64 => {
                            Ok(in_range(range, float as i64))
                        }
                        _ => Ok(false),
                    },
                }
            }
            Object::Bytes(_) | Object::ByteArray(_) => self.bytes_contain(base, item),
            _ => Stop::ask(),
        }
    }

    fn bytes_contain(&mut self, bytes: Value, item: Value) -> Answer<bool> {
        if let Some(part) = self.heap.as_bytes(item) {
            let whole = self.heap.as_bytes(bytes).unwrap_or(&[]);
            return Ok(part.is_empty() || whole.windows(part.len()).any(|window| window == part));
        }
        match self.heap.as_int(item).map(|int| int.to_i64()) {
            Some(Some(byte @ 0..=255)) => {
                let whole = self.heap.as_bytes(bytes).unwrap_or(&[]);
                Ok(whole.contains(&(byte as u8)))
            }
            Some(_) => self.value_error("byte must be in range(0, 256)"),
            None => {
                let kind = self.heap.type_name(item);
                self.type_error(format!("a bytes-like object is required, not '{kind}'"))
            }
        }
    }

    fn not_iterable_in(&mut self, container: Value) -> Answer<bool> {
        let kind = self.heap.type_name(container);
        self.type_error(format!("argument of type '{kind}' is not iterable"))
    }

    /// The outcome of a look-up by key, its fault as an exception or a question.
    pub(crate) fn key<T>(&mut self, found: Result<T, KeyFault>) -> Answer<T> {
        match found {
            Ok(found) => Ok(found),
            Err(KeyFault::Ask) => Stop::ask(),
            Err(KeyFault::Unhashable(value)) => {
                let kind = self.heap.type_name(value);
                self.type_error(format!("unhashable type: '{kind}'"))
            }
        }
    }
}

/// How two values are ordered.
pub(crate) enum Order {
    /// So.
    Is(Ordering),
    /// Not at all (NaN).
    Unordered,
    /// These types have no order.
    Incomparable,
    /// These two items have none.
    Items(Value, Value),
}

/// Whether a comparison holds for an ordering.
pub(crate) fn holds(how: Comparison, ordering: Ordering) -> bool {
    match how {
        Comparison::Less => ordering.is_lt(),
        Comparison::LessEqual => ordering.is_le(),
        Comparison::Equal => ordering.is_eq(),
        Comparison::NotEqual => ordering.is_ne(),
        Comparison::Greater => ordering.is_gt(),
        Comparison::GreaterEqual => ordering.is_ge(),
    }
}

fn in_range(range: crate::python::heap::object::Range, value: i64) -> bool {
    let inside = if range.step > 0 {
        range.start <= value && value < range.stop
    } else {
        range.stop < value && value <= range.start
    };
    inside && value.wrapping_sub(range.start).wrapping_rem(range.step) == 0
}

//! Building collections from the stack, and taking them apart again.

use super::Machine;
use super::dispatch::Next;
use super::frame::After;
use super::native::{Answer, Stop};
use crate::python::heap::{Object, Ref, Value};

impl Machine {
    pub(crate) fn build_set(&mut self, count: usize) -> Answer<Next> {
        let items = self.pop_many(count);
        let set = self.heap.set(false);
        self.push(set);
        for item in &items {
            if let Err(stop) = self.add_key(set, *item) {
                return match *stop {
                    Stop::Twin(..) => {
                        self.pop();
                        let list = self.heap.list(items);
                        self.call_twin("set_from", &[list], &[], After::Push)
                    }
                    _ => Err(stop),
                };
            }
        }
        Ok(Next::On)
    }

    pub(crate) fn build_dict(&mut self, count: usize) -> Answer<Next> {
        let items = self.pop_many(2 * count);
        let dict = self.heap.dict();
        self.push(dict);
        for pair in items.chunks_exact(2) {
            if let Err(stop) = self.set_subscript(dict, pair[0], pair[1]) {
                return match *stop {
                    Stop::Twin(..) => {
                        self.pop();
                        let list = self.heap.list(items);
                        self.call_twin("dict_from_flat", &[list], &[], After::Push)
                    }
                    _ => Err(stop),
                };
            }
        }
        Ok(Next::On)
    }

    pub(crate) fn build_string(&mut self, count: usize) -> Answer<()> {
        let parts = self.pop_many(count);
        let texts = || parts.iter().filter_map(|part| self.heap.as_str(*part));
        let mut text = String::with_capacity(texts().map(str::len).sum());
        texts().for_each(|part| text.push_str(part));
        self.afford(text.len())?;
        let value = self.heap.text(text.into());
        self.push(value);
        Ok(())
    }

    /// Appends to a list, with its memory.
    pub(crate) fn list_push(&mut self, list: Value, value: Value) -> Answer<()> {
        if let Value::Ref(at) = self.heap.base_of(list) {
            self.heap.dup(value);
            if let Object::List(items) = self.heap.object_mut(at) {
                items.push(value);
            }
            return self.settle(Value::Ref(at));
        }
        Ok(())
    }

    pub(crate) fn unpack(&mut self, count: usize) -> Answer<Next> {
        let value = self.pop();
        let items = match self.finite_items(value, count + 1) {
            Ok(items) => items,
            Err(stop) => match *stop {
                Stop::Ask => {
                    // The prelude makes a tuple of it; then this is run again.
                    self.frame_mut().pc -= 1;
                    let wanted = Value::Int(count as i64);
                    return self.call_twin("unpack_to_tuple", &[value, wanted], &[], After::Push);
                }
                _ => return Err(stop),
            },
        };
        if items.len() > count {
            return self.value_error(format!("too many values to unpack (expected {count})"));
        }
        if items.len() < count {
            let got = items.len();
            return self.value_error(format!(
                "not enough values to unpack (expected {count}, got {got})"
            ));
        }
        for item in items.into_iter().rev() {
            self.push(item);
        }
        Ok(Next::On)
    }

    pub(crate) fn unpack_star(&mut self, before: usize, after: usize) -> Answer<Next> {
        let value = self.pop();
        let items = match self.finite_items(value, usize::MAX) {
            Ok(items) => items,
            Err(stop) => match *stop {
                Stop::Ask => {
                    self.frame_mut().pc -= 1;
                    return self.call_twin("list_from", &[value], &[], After::Push);
                }
                _ => return Err(stop),
            },
        };
        let least = before + after;
        if items.len() < least {
            let got = items.len();
            return self.value_error(format!(
                "not enough values to unpack (expected at least {least}, got {got})"
            ));
        }
        let split = items.len() - after;
        for item in items[split..].iter().rev() {
            self.push(*item);
        }
        let middle = self.heap.list(items[before..split].to_vec());
        self.push(middle);
        for item in items[..before].iter().rev() {
            self.push(*item);
        }
        Ok(Next::On)
    }

    /// Takes up to `most` items out of a finished iterable; used by unpacking.
    pub(crate) fn finite_items(&mut self, value: Value, most: usize) -> Answer<Vec<Value>> {
        if let Some(items) = self.heap.as_sequence(value) {
            return Ok(items
                .iter()
                .take(most.max(items.len().min(1 << 20)))
                .copied()
                .collect());
        }
        let iterator = match self.native_iter(value) {
            Ok(Some(iterator)) => iterator,
            Ok(None) => return Stop::ask(),
            Err(stop) => {
                if matches!(*stop, Stop::Raise(_))
                    && !matches!(
                        self.heap.object(value.as_ref().unwrap_or(Ref(0))),
                        Object::Iter(_)
                    )
                {
                    let kind = self.heap.type_name(value);
                    if !self.is_iterable(value) {
                        return self
                            .type_error(format!("cannot unpack non-iterable {kind} object"));
                    }
                }
                return Err(stop);
            }
        };
        let mut items = Vec::new();
        while items.len() < most {
            match self.next_native(iterator)? {
                Some(item) => items.push(item),
                None => break,
            }
        }
        Ok(items)
    }
}

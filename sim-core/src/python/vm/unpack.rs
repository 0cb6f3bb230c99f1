//! Assignment to several targets at once: `a, b = ...` and `a, *b = ...`.

use super::Machine;
use super::dispatch::Next;
use super::frame::After;
use super::native::{Answer, Stop};
use crate::python::heap::Value;

impl Machine {
    pub(super) fn unpack(&mut self, count: usize) -> Answer<Next> {
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

    pub(super) fn unpack_star(&mut self, before: usize, after: usize) -> Answer<Next> {
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
}

//! The arguments of a call of a function written in Python, sorted into slots,
//! and the messages when they do not fit.

use super::Machine;
use super::native::{Answer, Stop};
use crate::python::heap::{Object, Ref, Value};

impl Machine {
    /// Sorts the arguments above `base` into slots: defaults, keywords, rest.
    pub(crate) fn bind(&mut self, function: Ref, base: usize, names: &[Value]) -> Answer<()> {
        let given: Vec<Value> = self.thread.stack.drain(base..).collect();
        let outcome = self.sort_arguments(function, &given, names);
        let slots = match outcome {
            Ok(slots) => slots,
            Err(stop) => {
                given.iter().for_each(|value| self.heap.release(*value));
                return Err(stop);
            }
        };
        for slot in slots {
            self.push(slot);
        }
        given.iter().for_each(|value| self.heap.release(*value));
        Ok(())
    }

    pub(crate) fn sort_arguments(
        &mut self,
        function: Ref,
        given: &[Value],
        names: &[Value],
    ) -> Answer<Vec<Value>> {
        let Object::Function(state) = self.heap.object(function) else {
            return Stop::ask();
        };
        let loaded = state.code.clone();
        let (defaults, kw_defaults) = (state.defaults.clone(), state.kw_defaults.clone());
        let code = &loaded.code;
        let positional = code.positional as usize;
        let named_slots = positional + code.keyword_only as usize;
        let mut slots = vec![Value::Null; code.slots.len() - code.frees() as usize];
        let (by_place, by_name) = given.split_at(given.len() - names.len());
        let taken = by_place.len().min(positional);
        slots[..taken].copy_from_slice(&by_place[..taken]);
        let mut rest_at = named_slots;
        if code.rest {
            let rest = self.heap.tuple(by_place[taken..].to_vec());
            slots[rest_at] = rest;
            rest_at += 1;
        }
        let rest_keywords = code.rest_keywords.then(|| self.heap.dict());
        if let Some(dict) = rest_keywords {
            slots[rest_at] = dict;
        }
        for (name, value) in names.iter().zip(by_name) {
            self.bind_keyword(function, &mut slots, (*name, *value), rest_keywords, names)?;
        }
        if by_place.len() > positional && !code.rest {
            return self.too_many(function, by_place.len(), &slots);
        }
        let first_default = positional - defaults.len();
        for at in first_default..positional {
            if slots[at].is_null() {
                slots[at] = defaults[at - first_default];
            }
        }
        for (at, default) in kw_defaults.iter().enumerate() {
            if slots[positional + at].is_null() {
                slots[positional + at] = *default;
            }
        }
        self.missing(function, &slots)?;
        Ok(slots)
    }

    pub(crate) fn bind_keyword(
        &mut self,
        function: Ref,
        slots: &mut [Value],
        (name, value): (Value, Value),
        rest: Option<Value>,
        all: &[Value],
    ) -> Answer<()> {
        let Object::Function(state) = self.heap.object(function) else {
            return Stop::ask();
        };
        let loaded = state.code.clone();
        let code = &loaded.code;
        let Some(text) = self.heap.as_shared(name) else {
            return self.type_error("keywords must be strings");
        };
        let named_slots = (code.positional + code.keyword_only) as usize;
        let from = code.positional_only as usize;
        let found = code.slots[from..named_slots]
            .iter()
            .position(|slot| **slot == *text);
        match (found, rest) {
            (Some(at), _) => {
                let at = at + from;
                if !slots[at].is_null() {
                    let title = self.qualname(function);
                    return self.type_error(format!(
                        "{title}() got multiple values for argument '{text}'"
                    ));
                }
                slots[at] = value;
            }
            (None, Some(Value::Ref(dict))) => {
                let _ = self.heap.dict_set(dict, name, value);
            }
            _ => {
                let title = self.qualname(function);
                let given: Vec<&str> = code.slots[..from]
                    .iter()
                    .map(|slot| &**slot)
                    .filter(|slot| {
                        all.iter()
                            .any(|name| self.heap.as_str(*name) == Some(*slot))
                    })
                    .collect();
                if !given.is_empty() {
                    let given = given.join(", ");
                    return self.type_error(format!(
                        "{title}() got some positional-only arguments passed as keyword arguments: '{given}'"
                    ));
                }
                return self.type_error(format!(
                    "{title}() got an unexpected keyword argument '{text}'"
                ));
            }
        }
        Ok(())
    }

    pub(crate) fn qualname(&self, function: Ref) -> String {
        match self.heap.object(function) {
            Object::Function(state) => self
                .heap
                .as_str(state.qualname)
                .unwrap_or("function")
                .to_owned(),
            _ => "function".to_owned(),
        }
    }

    pub(crate) fn too_many<T>(
        &mut self,
        function: Ref,
        given: usize,
        slots: &[Value],
    ) -> Answer<T> {
        let title = self.qualname(function);
        let Object::Function(state) = self.heap.object(function) else {
            return Stop::ask();
        };
        let positional = state.code.code.positional as usize;
        let defaults = state.defaults.len();
        let by_name = slots[positional..positional + state.code.code.keyword_only as usize]
            .iter()
            .filter(|slot| !slot.is_null())
            .count();
        let takes = if defaults > 0 {
            format!("from {} to {positional}", positional - defaults)
        } else {
            positional.to_string()
        };
        let plural = if positional == 1 && defaults == 0 {
            ""
        } else {
            "s"
        };
        let given_text = if by_name > 0 {
            let (p, k) = (
                if given == 1 { "" } else { "s" },
                if by_name == 1 { "" } else { "s" },
            );
            format!("{given} positional argument{p} (and {by_name} keyword-only argument{k}) were")
        } else {
            format!("{given} {}", if given == 1 { "was" } else { "were" })
        };
        self.type_error(format!(
            "{title}() takes {takes} positional argument{plural} but {given_text} given"
        ))
    }

    pub(crate) fn missing(&mut self, function: Ref, slots: &[Value]) -> Answer<()> {
        let Object::Function(state) = self.heap.object(function) else {
            return Stop::ask();
        };
        let loaded = state.code.clone();
        let positional = loaded.code.positional as usize;
        let named = positional + loaded.code.keyword_only as usize;
        for (range, kind) in [
            (0..positional, "positional"),
            (positional..named, "keyword-only"),
        ] {
            let names: Vec<String> = range
                .filter(|at| slots[*at].is_null())
                .map(|at| format!("'{}'", loaded.code.slots[at]))
                .collect();
            if names.is_empty() {
                continue;
            }
            let list = match names.as_slice() {
                [one] => one.clone(),
                [one, two] => format!("{one} and {two}"),
                [most @ .., last] => format!("{}, and {last}", most.join(", ")),
                [] => String::new(),
            };
            let (title, count) = (self.qualname(function), names.len());
            let plural = if count == 1 { "" } else { "s" };
            return self.type_error(format!(
                "{title}() missing {count} required {kind} argument{plural}: {list}"
            ));
        }
        Ok(())
    }
}

//! Variables: slots, cells, globals, names of class bodies and built-ins.

use super::Machine;
use super::loaded::Loaded;
use super::native::{Answer, Stop};
use crate::python::heap::{Object, Ref, Type, Value};
use std::rc::Rc;

impl Machine {
    pub(crate) fn slot(&self, slot: u32) -> Value {
        self.thread.stack[(self.frame().base + slot) as usize]
    }

    pub(crate) fn set_slot(&mut self, slot: u32, value: Value) {
        self.heap.dup(value);
        let at = (self.frame().base + slot) as usize;
        let old = std::mem::replace(&mut self.thread.stack[at], value);
        self.heap.release(old);
    }

    pub(crate) fn load_fast(&mut self, slot: u32) -> Answer<()> {
        let value = self.bound_slot(slot)?;
        self.push(value);
        Ok(())
    }

    pub(crate) fn bound_slot(&mut self, slot: u32) -> Answer {
        let value = self.slot(slot);
        if value.is_null() {
            let name = self.frame().code.code.slots[slot as usize].clone();
            return self.fail(
                Type::UnboundLocalError,
                format!(
                    "cannot access local variable '{name}' where it is not associated with a value"
                ),
            );
        }
        Ok(value)
    }

    pub(crate) fn load_cell(&mut self, slot: u32) -> Answer {
        let cell = self.slot(slot);
        let value = match cell {
            Value::Ref(at) => match self.heap.object(at) {
                Object::Cell(value) => *value,
                _ => Value::Null,
            },
            _ => Value::Null,
        };
        if !value.is_null() {
            return Ok(value);
        }
        let code = self.frame().code.code.clone();
        let name = &code.slots[slot as usize];
        if slot < code.locals + code.cells {
            return self.fail(
                Type::UnboundLocalError,
                format!(
                    "cannot access local variable '{name}' where it is not associated with a value"
                ),
            );
        }
        self.fail(
            Type::NameError,
            format!("cannot access free variable '{name}' where it is not associated with a value in enclosing scope"),
        )
    }

    pub(crate) fn store_cell(&mut self, slot: u32, value: Value) {
        self.heap.dup(value);
        if let Value::Ref(at) = self.slot(slot)
            && let Object::Cell(place) = self.heap.object_mut(at)
        {
            let old = std::mem::replace(place, value);
            self.heap.release(old);
        }
    }

    pub(crate) fn load_class_cell(&mut self, slot: u32, loaded: &Rc<Loaded>) -> Answer<()> {
        let name = loaded.code.slots[slot as usize].clone();
        let names = self.local_names();
        let value = match self.heap.dict_get_str(names, &name) {
            Some(value) => value,
            None => self.load_cell(slot)?,
        };
        self.push(value);
        Ok(())
    }

    /// The namespace that names of this frame are stored in.
    pub(crate) fn local_names(&self) -> Ref {
        let frame = self.frame();
        frame.names.as_ref().unwrap_or(frame.globals)
    }

    pub(crate) fn load_global(&mut self, loaded: &Rc<Loaded>, name: u32) -> Answer<()> {
        let globals = self.frame().globals;
        let (key, hash) = (loaded.names[name as usize], loaded.hashes[name as usize]);
        let value = match self.heap.dict_find(globals, hash, key) {
            Ok(Some(at)) => self.heap.dict_at(globals).value(at),
            _ => self.builtin_name(key)?,
        };
        self.push(value);
        Ok(())
    }

    pub(crate) fn load_name(&mut self, loaded: &Rc<Loaded>, name: u32) -> Answer<()> {
        let names = self.local_names();
        let key = loaded.names[name as usize];
        if let Ok(Some(value)) = self.heap.dict_get(names, key) {
            self.push(value);
            return Ok(());
        }
        self.load_global(loaded, name)
    }

    /// A name of `builtins`, or `NameError`.
    pub(crate) fn builtin_name(&mut self, key: Value) -> Answer {
        let name = self.heap.as_shared(key).unwrap_or_else(|| "".into());
        let library = self.frame().code.code.file.library;
        if let Some(value) = crate::python::builtins::lookup(&name) {
            return Ok(value);
        }
        if let Some(value) = self.prelude.and_then(|prelude| {
            let public = crate::python::builtins::is_prelude_name(&name);
            (library || public)
                .then(|| self.heap.dict_get_str(prelude, &name))
                .flatten()
        }) {
            return Ok(value);
        }
        let message = self.heap.str(&format!("name '{name}' is not defined"));
        let exception = self.exception(Value::Type(Type::NameError), vec![message]);
        self.set_exception_attr(exception, "name", key);
        Err(Box::new(Stop::Raise(exception)))
    }

    pub(crate) fn store_in(&mut self, names: Ref, key: Value, value: Value) -> Answer<()> {
        let _ = self.heap.dict_set(names, key, value);
        if self.heap.is_over() {
            return self.memory_error();
        }
        Ok(())
    }

    pub(crate) fn delete_in(&mut self, names: Ref, key: Value) -> Answer<()> {
        if let Ok(Some(_)) = self.heap.dict_remove(names, key) {
            return Ok(());
        }
        let name = self.heap.as_shared(key).unwrap_or_else(|| "".into());
        self.fail(Type::NameError, format!("name '{name}' is not defined"))
    }
}

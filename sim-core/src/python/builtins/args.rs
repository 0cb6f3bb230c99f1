//! Arguments of built-ins that take keywords.

use crate::python::heap::Type;
use crate::python::heap::Value;
use crate::python::text::number::Int;
use crate::python::vm::Machine;
use crate::python::vm::native::{Answer, Args};

impl Args<'_> {
    /// Arguments in the order of `names`, null where absent; the first
    /// `required` ones must be there, the first `positional` may come by place.
    pub fn parse<const N: usize>(
        self,
        machine: &mut Machine,
        function: &str,
        names: [&str; N],
        required: usize,
        positional: usize,
    ) -> Answer<[Value; N]> {
        let mut values = [Value::Null; N];
        if self.positional.len() > positional {
            let given = self.positional.len() + self.named.len();
            let plural = if positional == 1 { "" } else { "s" };
            return machine.type_error(format!(
                "{function}() takes at most {positional} argument{plural} ({given} given)"
            ));
        }
        values[..self.positional.len()].copy_from_slice(self.positional);
        for (name, value) in self.named {
            let text = machine.heap.as_shared(*name).unwrap_or_else(|| "".into());
            let Some(at) = names
                .iter()
                .position(|known| *known == &*text && !known.is_empty())
            else {
                return machine.type_error(format!(
                    "'{text}' is an invalid keyword argument for {function}()"
                ));
            };
            if !values[at].is_null() {
                return machine.type_error(format!(
                    "argument for {function}() given by name ('{text}') and position ({})",
                    at + 1
                ));
            }
            values[at] = *value;
        }
        if let Some(at) = (0..required).find(|at| values[*at].is_null()) {
            let name = names[at];
            let place = if function == "enumerate" {
                String::new()
            } else {
                format!(" (pos {})", at + 1)
            };
            return machine.type_error(format!(
                "{function}() missing required argument '{name}'{place}"
            ));
        }
        Ok(values)
    }
}

impl Machine {
    /// An argument that must be an int of 64 bits (or has `__index__`: ask).
    pub(crate) fn int_arg(&mut self, value: Value) -> Answer<i64> {
        Ok(self.big_int_arg(value)?.clamp_i64())
    }

    /// An argument that must be an int.
    pub(crate) fn big_int_arg(&mut self, value: Value) -> Answer<Int> {
        match self.index_of(value)? {
            Some(int) => Ok(int),
            None => {
                let kind = self.heap.type_name(value);
                self.type_error(format!(
                    "'{kind}' object cannot be interpreted as an integer"
                ))
            }
        }
    }

    /// A switch that C code reads as an int, e.g. `reverse`; absent is off.
    pub(crate) fn flag_arg(&mut self, value: Value) -> Answer<bool> {
        match value {
            Value::Null => Ok(false),
            Value::Bool(flag) => Ok(flag),
            _ => match self.big_int_arg(value)?.to_i64() {
                Some(flag) if i32::try_from(flag).is_ok() => Ok(flag != 0),
                _ => {
                    let message = "Python int too large to convert to C int";
                    self.fail(Type::OverflowError, message)
                }
            },
        }
    }

    /// An optional bound of a search: absent or `None` is none.
    pub(crate) fn bound_arg(&mut self, value: Value) -> Answer<Option<i64>> {
        if value.is_null() || value.is_none() {
            return Ok(None);
        }
        match self.index_of(value)? {
            Some(int) => Ok(Some(int.clamp_i64())),
            None => self
                .type_error("slice indices must be integers or None or have an __index__ method"),
        }
    }

    /// An argument that must be a `str`.
    pub(crate) fn str_arg(&mut self, function: &str, value: Value) -> Answer<std::rc::Rc<str>> {
        match self.heap.as_shared(value) {
            Some(text) => Ok(text),
            None => {
                let kind = if value.is_none() {
                    "None".into()
                } else {
                    self.heap.type_name(value)
                };
                self.type_error(format!("{function}() argument must be str, not {kind}"))
            }
        }
    }

    /// An argument that must be a number, as a float.
    pub(crate) fn float_arg(&mut self, value: Value) -> Answer<f64> {
        if let Some(float) = self.heap.as_float(value) {
            return Ok(float);
        }
        if let Some(int) = self.heap.as_int(value) {
            return self.text(int.to_f64());
        }
        let class = self.heap.class_of(value);
        if class.as_ref().is_some()
            && (self.class_lookup(class, "__float__").is_some()
                || self.class_lookup(class, "__index__").is_some())
        {
            return crate::python::vm::native::Stop::ask();
        }
        let kind = self.heap.type_name(value);
        self.type_error(format!("must be real number, not {kind}"))
    }

    /// A bytes-like argument.
    pub(crate) fn bytes_arg(&mut self, value: Value) -> Answer<Vec<u8>> {
        match self.heap.as_bytes(value) {
            Some(bytes) => Ok(bytes.to_vec()),
            None => {
                let kind = self.heap.type_name(value);
                self.type_error(format!("a bytes-like object is required, not '{kind}'"))
            }
        }
    }
}

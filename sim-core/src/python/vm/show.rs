//! `str`, `repr` and `format` of built-in values; what is the program's own is
//! a call. And the plain forms for views and tracebacks, which run no program
//! text at all.

use super::Machine;
use super::native::{Answer, Stop};
use crate::python::heap::object::{Iter, ViewKind};
use crate::python::heap::{Object, Ref, Type, Value};
use crate::python::text::{format_spec, number, repr};

/// Deepest nesting shown natively; below it the prelude goes on.
const DEPTH: usize = 40;

/// How much program text may take part.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    /// The real thing: ask when a class of the program has its own form.
    Real,
    /// For views: never ask, stop after about so many bytes.
    Plain(usize),
}

struct Show<'a> {
    machine: &'a Machine,
    mode: Mode,
    path: Vec<Ref>,
    out: String,
}

impl Machine {
    /// `repr(value)` as text, or a stop that says what to call.
    pub(crate) fn repr_text(&mut self, value: Value) -> Answer<String> {
        if let Some(int) = self.heap.as_big(value) {
            let int = number::Int::Big(int.clone());
            return self.text(number::int_text(&int));
        }
        let mut show = Show {
            machine: self,
            mode: Mode::Real,
            path: self.showing.clone(),
            out: String::new(),
        };
        match show.repr(value) {
            Ok(()) => {
                let out = show.out;
                self.afford(out.len())?;
                Ok(out)
            }
            Err(()) => Err(Box::new(self.repr_stop(value))),
        }
    }

    fn repr_stop(&self, value: Value) -> Stop {
        if let Some(method) = self.class_hook(value, "__class_repr__") {
            return Stop::Call(method, vec![value], Vec::new());
        }
        let class = self.heap.class_of(value);
        match self.class_lookup(class, "__repr__") {
            Some(method @ Value::Ref(_)) => Stop::Call(method, vec![value], Vec::new()),
            _ => Stop::Twin("repr_slow", vec![value]),
        }
    }

    /// `repr(value)`.
    pub(crate) fn repr_value(&mut self, value: Value) -> Answer {
        let text = self.repr_text(value)?;
        Ok(self.heap.text(text.into()))
    }

    /// `ascii(value)`.
    pub(crate) fn ascii_value(&mut self, value: Value) -> Answer {
        match self.repr_text(value) {
            Ok(text) => {
                let text = repr::to_ascii(&text);
                Ok(self.heap.text(text.into()))
            }
            Err(stop) if matches!(*stop, Stop::Raise(_)) => Err(stop),
            Err(_) => Stop::twin("ascii_slow", vec![value]),
        }
    }

    /// `str(value)`.
    pub(crate) fn str_value(&mut self, value: Value) -> Answer {
        if let Value::Ref(at) = value {
            match self.heap.object(at) {
                Object::Str(_) => return Ok(value),
                Object::Instance(_) | Object::Exception(_) => {
                    let class = self.heap.class_of(value);
                    for name in ["__str__", "__repr__"] {
                        match self.class_lookup(class, name) {
                            Some(method @ Value::Ref(_)) => {
                                return Stop::call(method, vec![value]);
                            }
                            // `__str__ = int.__repr__`
                            Some(Value::Native(native)) if native.name != name => {
                                return self.repr_value(self.heap.base_of(value));
                            }
                            _ => {}
                        }
                        let base = self.heap.base_of(value);
                        if base != value && self.heap.as_text(base).is_some() {
                            return Ok(base);
                        }
                        if name == "__str__" && self.as_exception(value).is_some() {
                            return self.exception_str(value);
                        }
                        let base = self.heap.base_of(value);
                        if self.heap.as_str(base).is_some() {
                            return self.str_value(base);
                        }
                    }
                }
                _ => {}
            }
        }
        self.repr_value(value)
    }

    /// `str(value)` as text; program text is a question.
    pub(crate) fn str_text(&mut self, value: Value) -> Answer<String> {
        if let Some(text) = self.heap.as_str(value)
            && !matches!(value, Value::Ref(at) if matches!(self.heap.object(at), Object::Instance(_)))
        {
            return Ok(text.to_owned());
        }
        let text = self.str_value(value)?;
        Ok(self.heap.as_str(text).unwrap_or("").to_owned())
    }

    /// `str` of an exception of whose class it is not overridden.
    pub(crate) fn exception_str(&mut self, value: Value) -> Answer {
        let args: Vec<Value> = self
            .as_exception(value)
            .and_then(|found| self.heap.as_tuple(found.args))
            .map(<[Value]>::to_vec)
            .unwrap_or_default();
        let kind = self.heap.type_of(value);
        if kind.derives_from(Type::OSError) && args.len() >= 2 {
            let name = self
                .instance_dict(value)
                .and_then(|dict| self.heap.dict_get_str(dict, "filename"));
            let second = self
                .instance_dict(value)
                .and_then(|dict| self.heap.dict_get_str(dict, "filename2"));
            return self.os_error_str(&args, name, second);
        }
        match args.as_slice() {
            [] => Ok(self.heap.str("")),
            [one] if self.is_exception_of(value, Type::KeyError) => self.repr_value(*one),
            [one] => self.str_value(*one),
            _ => {
                let tuple = self.heap.tuple(args);
                self.repr_value(tuple)
            }
        }
    }

    fn os_error_str(
        &mut self,
        args: &[Value],
        name: Option<Value>,
        second: Option<Value>,
    ) -> Answer {
        let (number, words) = (self.str_text(args[0])?, self.str_text(args[1])?);
        let mut text = format!("[Errno {number}] {words}");
        if let Some(name) = name.filter(|name| !name.is_none()) {
            text.push_str(": ");
            text.push_str(&self.repr_text(name)?);
            if let Some(second) = second {
                text.push_str(" -> ");
                text.push_str(&self.repr_text(second)?);
            }
        }
        Ok(self.heap.text(text.into()))
    }

    /// `format(value, spec)`; a null or empty spec is `str(value)`.
    pub(crate) fn format_value(&mut self, value: Value, spec: Value) -> Answer {
        let class = self.heap.class_of(value);
        if let Value::Ref(_) = class
            && let Some(method @ Value::Ref(_)) = self.class_lookup(class, "__format__")
        {
            let spec = if spec.is_null() {
                self.heap.str("")
            } else {
                spec
            };
            return Stop::call(method, vec![value, spec]);
        }
        let text = self.heap.as_shared(spec).filter(|text| !text.is_empty());
        let Some(text) = text else {
            return self.str_value(value);
        };
        let base = self.heap.base_of(value);
        let result = if let Some(own) = self.heap.as_str(base) {
            format_spec::format_str(own, &text)
        } else if let Some(int) = self.heap.as_int(base) {
            match class {
                Value::Type(kind) => format_spec::format_int(&int, &text, kind.name()),
                _ => format_spec::format_int(&int, &text, &self.heap.type_name(value)),
            }
        } else if let Some(float) = self.heap.as_float(base) {
            format_spec::format_float(float, &text)
        } else {
            let kind = self.heap.type_name(value);
            return self.type_error(format!(
                "unsupported format string passed to {kind}.__format__"
            ));
        };
        let result = self.text(result)?;
        self.afford(result.len())?;
        Ok(self.heap.text(result.into()))
    }

    /// The repr of a value without running program text, cut to about `most` bytes.
    pub(crate) fn plain_repr(&self, value: Value, most: usize) -> String {
        let mut show = Show {
            machine: self,
            mode: Mode::Plain(most),
            path: Vec::new(),
            out: String::new(),
        };
        let _ = show.repr(value);
        let mut out = show.out;
        if out.len() > most {
            let cut = (0..=most)
                .rev()
                .find(|at| out.is_char_boundary(*at))
                .unwrap_or(0);
            out.truncate(cut);
            out.push('…');
        }
        out
    }

    /// The str of a value without running program text.
    pub(crate) fn plain_str(&self, value: Value) -> String {
        match self.heap.as_str(value) {
            Some(text) => text.to_owned(),
            None => self.plain_repr(value, 4_000),
        }
    }

    /// What stands for an object's address in its default repr.
    pub(crate) fn address(&self, value: Value) -> u64 {
        match value {
            Value::Ref(at) => 0x7f5a_0000_0000 + u64::from(at.0) * 48,
            Value::Type(kind) => 0x7f59_0000_0000 + kind as u64 * 64,
            Value::Native(native) => 0x7f58_0000_0000 + u64::from(native.name.len() as u32) * 64,
            Value::Int(int) => 0x7f57_0000_0000u64.wrapping_add((int as u64).wrapping_mul(32)),
            _ => 0x7f56_0000_0000,
        }
    }
}

impl Show<'_> {
    fn repr(&mut self, value: Value) -> Result<(), ()> {
        if let Mode::Plain(most) = self.mode
            && self.out.len() > most
        {
            return Ok(());
        }
        match value {
            Value::Null => self.out.push_str("<unbound>"),
            Value::None => self.out.push_str("None"),
            Value::Ellipsis => self.out.push_str("Ellipsis"),
            Value::NotImplemented => self.out.push_str("NotImplemented"),
            Value::Bool(true) => self.out.push_str("True"),
            Value::Bool(false) => self.out.push_str("False"),
            Value::Int(int) => self.out.push_str(&int.to_string()),
            Value::Float(float) => self.out.push_str(&number::float_repr(float)),
            Value::Type(kind) => self.out.push_str(&format!("<class '{}'>", kind.name())),
            Value::Native(native) => self.out.push_str(&match native.owner {
                Some(owner) if native.is_method && native.name.starts_with("__") => {
                    format!(
                        "<slot wrapper '{}' of '{}' objects>",
                        native.name,
                        owner.name()
                    )
                }
                Some(owner) if native.is_method => {
                    format!("<method '{}' of '{}' objects>", native.name, owner.name())
                }
                Some(owner) => format!(
                    "<built-in method {} of type object at {:#x}>",
                    native.name, owner as u64
                ),
                None => format!("<built-in function {}>", native.name),
            }),
            Value::Ref(at) => return self.object(value, at),
        }
        Ok(())
    }

    fn object(&mut self, value: Value, at: Ref) -> Result<(), ()> {
        let heap = &self.machine.heap;
        match heap.object(at) {
            Object::Str(text) => {
                let text = match self.mode {
                    Mode::Plain(most) if text.text.len() > most => {
                        let cut = (0..=most)
                            .rev()
                            .find(|at| text.text.is_char_boundary(*at))
                            .unwrap_or(0);
                        repr::str_repr(&text.text[..cut])
                    }
                    _ => repr::str_repr(&text.text),
                };
                self.out.push_str(&text);
            }
            Object::Bytes(bytes) => {
                let text = repr::bytes_repr(self.cut(bytes));
                self.out.push_str(&text);
            }
            Object::ByteArray(bytes) => {
                let text = repr::bytearray_repr(self.cut(bytes));
                self.out.push_str(&text);
            }
            Object::Big(int) => {
                let int = number::Int::Big(int.clone());
                match number::int_text(&int) {
                    Ok(text) => self.out.push_str(&text),
                    Err(_) if self.mode == Mode::Real => return Err(()),
                    Err(_) => self
                        .out
                        .push_str(&format!("<int of {} bits>", number::bit_length(&int))),
                }
            }
            Object::List(items) => {
                let items = items.clone();
                return self.nested(at, "[...]", |show| show.items("[", &items, "]"));
            }
            Object::Tuple(items) => {
                let items = items.to_vec();
                let end = if items.len() == 1 { ",)" } else { ")" };
                return self.nested(at, "(...)", |show| show.items("(", &items, end));
            }
            Object::Dict(_) => return self.nested(at, "{...}", |show| show.dict(at)),
            Object::Set(set) => {
                let items: Vec<Value> = set.iter().map(|(_, key)| key).collect();
                if items.is_empty() {
                    self.out.push_str("set()");
                    return Ok(());
                }
                return self.nested(at, "set(...)", |show| show.items("{", &items, "}"));
            }
            Object::FrozenSet(set) => {
                let items: Vec<Value> = set.iter().map(|(_, key)| key).collect();
                if items.is_empty() {
                    self.out.push_str("frozenset()");
                    return Ok(());
                }
                return self.nested(at, "frozenset(...)", |show| {
                    show.items("frozenset({", &items, "})")
                });
            }
            Object::Range(range) => {
                let range = **range;
                let text = if range.step == 1 {
                    format!("range({}, {})", range.start, range.stop)
                } else {
                    format!("range({}, {}, {})", range.start, range.stop, range.step)
                };
                self.out.push_str(&text);
            }
            Object::Slice(parts) => {
                let parts = **parts;
                return self.nested(at, "slice(...)", |show| show.items("slice(", &parts, ")"));
            }
            Object::View(kind, dict) => {
                let (kind, dict) = (*kind, *dict);
                return self.nested(at, "...", |show| show.view(kind, dict));
            }
            Object::Exception(_) => return self.exception(value, at),
            Object::Instance(_) => return self.instance(value, at),
            Object::Class(_)
                if matches!(self.mode, Mode::Real)
                    && self.machine.class_hook(value, "__class_repr__").is_some() =>
            {
                return Err(());
            }
            Object::Method(method) if self.mode == Mode::Real => {
                let receiver = method.receiver;
                let text = match method.function.as_ref().map(|at| heap.object(at)) {
                    Some(Object::Function(function)) => {
                        heap.as_str(function.qualname).unwrap_or("?").to_owned()
                    }
                    _ => {
                        let text = self.plain_object(value, at);
                        self.out.push_str(&text);
                        return Ok(());
                    }
                };
                self.out.push_str("<bound method ");
                self.out.push_str(&text);
                self.out.push_str(" of ");
                self.repr(receiver)?;
                self.out.push('>');
            }
            _ => {
                let text = self.plain_object(value, at);
                self.out.push_str(&text);
            }
        }
        Ok(())
    }

    fn cut<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        match self.mode {
            Mode::Plain(most) => &bytes[..bytes.len().min(most)],
            Mode::Real => bytes,
        }
    }

    /// Objects shown by kind and name.
    fn plain_object(&self, value: Value, at: Ref) -> String {
        let heap = &self.machine.heap;
        let address = self.machine.address(value);
        let text = |value: Value| heap.as_str(value).unwrap_or("?").to_owned();
        match heap.object(at) {
            Object::Function(function) => {
                format!("<function {} at {address:#x}>", text(function.qualname))
            }
            Object::Method(method) => match method.function {
                Value::Native(native) => format!(
                    "<built-in method {} of {} object at {:#x}>",
                    native.name,
                    heap.type_name(method.receiver),
                    self.machine.address(method.receiver)
                ),
                Value::Ref(function) => match heap.object(function) {
                    Object::Function(function) => format!(
                        "<bound method {} of {}>",
                        text(function.qualname),
                        self.machine.plain_repr(method.receiver, 200)
                    ),
                    _ => format!("<bound method at {address:#x}>"),
                },
                _ => format!("<bound method at {address:#x}>"),
            },
            Object::Class(_) => {
                let title = self.machine.class_title(value);
                let module = self.machine.class_module(value);
                if module == "__main__" {
                    format!("<class '__main__.{title}'>")
                } else {
                    format!("<class '{title}'>")
                }
            }
            Object::Module(module) => {
                let file = heap.dict_get_str(module.dict, "__file__").map(text);
                match file {
                    Some(file) => format!("<module '{}' from '{file}'>", module.name),
                    None => format!("<module '{}' (built-in)>", module.name),
                }
            }
            Object::Generator(generator) if generator.kind == Type::Generator => {
                format!(
                    "<generator object {} at {address:#x}>",
                    text(generator.name)
                )
            }
            Object::Iter(iter) => match &**iter {
                Iter::Enumerate { .. } | Iter::Zip { .. } => {
                    format!("<{} object at {address:#x}>", iter.kind().name())
                }
                _ => format!("<{} object at {address:#x}>", iter.kind().name()),
            },
            Object::Handle(handle) => format!("<handle {}>", handle.0),
            Object::Proxy(inner) => match heap.as_dict(*inner) {
                Some(_) => format!("mappingproxy({})", self.machine.plain_repr(*inner, 4_000)),
                None => "mappingproxy({})".to_owned(),
            },
            Object::Super(parts) => format!(
                "<super: {}, <{} object>>",
                self.machine.plain_repr(parts.0, 200),
                heap.type_name(parts.1)
            ),
            _ => format!("<{} object at {address:#x}>", heap.type_name(value)),
        }
    }

    fn nested(
        &mut self,
        at: Ref,
        again: &str,
        show: impl FnOnce(&mut Self) -> Result<(), ()>,
    ) -> Result<(), ()> {
        if self.path.contains(&at) {
            self.out.push_str(again);
            return Ok(());
        }
        if self.path.len() >= DEPTH {
            if self.mode == Mode::Real {
                return Err(());
            }
            self.out.push_str("...");
            return Ok(());
        }
        self.path.push(at);
        let result = show(self);
        self.path.pop();
        result
    }

    fn items(&mut self, open: &str, items: &[Value], close: &str) -> Result<(), ()> {
        self.out.push_str(open);
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.out.push_str(", ");
            }
            self.repr(*item)?;
            if self.is_full() {
                break;
            }
        }
        self.out.push_str(close);
        Ok(())
    }

    fn is_full(&self) -> bool {
        matches!(self.mode, Mode::Plain(most) if self.out.len() > most)
    }

    fn dict(&mut self, at: Ref) -> Result<(), ()> {
        let machine = self.machine;
        self.out.push('{');
        for (nth, entry) in machine.heap.dict_at(at).iter().enumerate() {
            if nth > 0 {
                self.out.push_str(", ");
            }
            self.repr(entry.key)?;
            self.out.push_str(": ");
            self.repr(entry.value)?;
            if self.is_full() {
                break;
            }
        }
        self.out.push('}');
        Ok(())
    }

    fn view(&mut self, kind: ViewKind, dict: Ref) -> Result<(), ()> {
        let machine = self.machine;
        let entries: Vec<(Value, Value)> = machine
            .heap
            .dict_at(dict)
            .iter()
            .map(|entry| (entry.key, entry.value))
            .collect();
        match kind {
            ViewKind::Keys => {
                let keys: Vec<Value> = entries.iter().map(|entry| entry.0).collect();
                self.items("dict_keys([", &keys, "])")
            }
            ViewKind::Values => {
                let values: Vec<Value> = entries.iter().map(|entry| entry.1).collect();
                self.items("dict_values([", &values, "])")
            }
            ViewKind::Items => {
                self.out.push_str("dict_items([");
                for (nth, (key, value)) in entries.iter().enumerate() {
                    if nth > 0 {
                        self.out.push_str(", ");
                    }
                    self.items("(", &[*key, *value], ")")?;
                    if self.is_full() {
                        break;
                    }
                }
                self.out.push_str("])");
                Ok(())
            }
        }
    }

    fn exception(&mut self, value: Value, at: Ref) -> Result<(), ()> {
        let class = self.machine.heap.class_of(value);
        let own = matches!(
            self.machine.class_lookup(class, "__repr__"),
            Some(Value::Ref(_))
        );
        if own && self.mode == Mode::Real {
            return Err(());
        }
        let args = self
            .machine
            .as_exception(value)
            .and_then(|found| self.machine.heap.as_tuple(found.args))
            .map(<[Value]>::to_vec)
            .unwrap_or_default();
        let name = self.machine.heap.class_name(class);
        self.nested(at, "...", |show| {
            show.out.push_str(&name);
            show.items("(", &args, ")")
        })
    }

    fn instance(&mut self, value: Value, at: Ref) -> Result<(), ()> {
        let class = self.machine.heap.class_of(value);
        let own = matches!(
            self.machine.class_lookup(class, "__repr__"),
            Some(Value::Ref(_))
        );
        if own && self.mode == Mode::Real {
            return Err(());
        }
        let base = self.machine.heap.base_of(value);
        let is_set = matches!(self.machine.heap.type_of(base), Type::Set | Type::FrozenSet);
        if base != value && !own && is_set {
            let name = self.machine.heap.class_name(class);
            let from = self.out.len();
            self.nested(at, "...", |show| show.repr(base))?;
            let shown = self.out.split_off(from);
            let inner = shown.trim_start_matches("frozenset(").trim_end_matches(')');
            let inner = if inner == "set(" { "" } else { inner };
            self.out.push_str(&format!("{name}({inner})"));
            return Ok(());
        }
        if base != value && !own {
            let again = match self.machine.heap.type_of(base) {
                Type::List => "[...]",
                Type::Dict => "{...}",
                Type::Tuple => "(...)",
                _ => "...",
            };
            return self.nested(at, again, |show| show.repr(base));
        }
        if base != value {
            let name = self.machine.heap.class_name(class);
            return self.nested(at, "...", |show| {
                show.out.push_str(&name);
                show.out.push('(');
                show.repr(base)?;
                show.out.push(')');
                Ok(())
            });
        }
        let title = self.machine.class_title(class);
        let module = self.machine.class_module(class);
        let prefix = if module == "__main__" {
            "__main__."
        } else {
            ""
        };
        let address = self.machine.address(value);
        self.out
            .push_str(&format!("<{prefix}{title} object at {address:#x}>"));
        Ok(())
    }
}

impl Machine {
    /// `__module__` of a class.
    pub(crate) fn class_module(&self, class: Value) -> String {
        let Some(Object::Class(state)) = class.as_ref().map(|at| self.heap.object(at)) else {
            return "builtins".to_owned();
        };
        self.heap
            .dict_get_str(state.dict, "__module__")
            .and_then(|module| self.heap.as_str(module).map(str::to_owned))
            .unwrap_or_else(|| "builtins".to_owned())
    }
}

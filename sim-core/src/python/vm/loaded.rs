//! Code as it stands on one machine's heap: its constants and names are
//! objects there, made once when its module is loaded and kept for good.

use super::Machine;
use crate::base::Map;
use crate::python::code::{Code, Const, NO_CACHE};
use crate::python::heap::Value;
use crate::python::text::hash;
use std::fmt;
use std::rc::Rc;

/// A code object with its constants on a heap.
pub struct Loaded {
    /// Number on this machine, in order of loading.
    pub id: u32,
    /// The code.
    pub code: Rc<Code>,
    /// Constants.
    pub consts: Vec<Value>,
    /// Names, interned.
    pub names: Vec<Value>,
    /// Hashes of the names.
    pub hashes: Vec<i64>,
    /// Nested code.
    pub children: Vec<Rc<Loaded>>,
    /// Where its inline caches begin.
    pub caches: u32,
    /// How many arguments a call has to have that needs no sorting out, if
    /// there is such a call.
    pub simple: Option<u32>,
    /// Slots that such a call leaves empty.
    pub empty: u32,
    /// Number of free variables.
    pub frees: u32,
}

impl Loaded {
    /// The place of an instruction's inline cache.
    #[inline]
    pub fn cache(&self, number: u16) -> Option<usize> {
        (number != NO_CACHE).then_some(self.caches as usize + usize::from(number))
    }
}

impl PartialEq for Loaded {
    fn eq(&self, other: &Loaded) -> bool {
        self.id == other.id
            && (Rc::ptr_eq(&self.code.file, &other.code.file) || self.code == other.code)
    }
}

impl fmt::Debug for Loaded {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "<{} in {}>", self.code.qualname, self.code.file.name)
    }
}

/// Strings that exist once: names and short constants.
pub type Interned = Map<Rc<str>, Value>;

impl Machine {
    /// Puts a code object and all nested ones on the heap.
    pub(crate) fn load(&mut self, code: &Rc<Code>) -> Rc<Loaded> {
        let consts = code
            .consts
            .iter()
            .map(|value| self.load_const(value))
            .collect();
        let names = code.names.iter().map(|name| self.intern(name)).collect();
        let hashes = code.names.iter().map(|name| hash::hash_str(name)).collect();
        let children = code.children.iter().map(|child| self.load(child)).collect();
        let caches = self.caches.len() as u32;
        let end = self.caches.len() + usize::from(code.caches);
        self.caches.resize(end, super::cache::Cache::default());
        let loaded = Rc::new(Loaded {
            id: self.loaded.len() as u32,
            code: code.clone(),
            consts,
            names,
            hashes,
            children,
            caches,
            simple: code.is_simple().then_some(code.positional),
            empty: code.locals + code.cells - code.positional,
            frees: code.frees(),
        });
        self.loaded.push(loaded.clone());
        loaded
    }

    fn load_const(&mut self, value: &Const) -> Value {
        match value {
            Const::Str(text) if text.len() <= 32 => {
                let value = self.intern(text);
                self.heap.dup(value)
            }
            other => {
                let value = self.constant(other);
                self.heap.dup(value)
            }
        }
    }

    fn constant(&mut self, value: &Const) -> Value {
        match value {
            Const::None => Value::None,
            Const::Bool(value) => Value::Bool(*value),
            Const::Ellipsis => Value::Ellipsis,
            Const::Int(int) => self.heap.int(int.clone()),
            Const::Float(value) => Value::Float(*value),
            Const::Str(text) if text.len() <= 32 => self.intern(text),
            Const::Str(text) => self.heap.text(text.clone()),
            Const::Bytes(bytes) => self
                .heap
                .alloc(crate::python::heap::Object::Bytes(bytes.clone())),
            Const::Tuple(items) => {
                let items = items.iter().map(|item| self.constant(item)).collect();
                self.heap.tuple(items)
            }
        }
    }

    /// The one `str` object of this text; the table holds it for good.
    pub(crate) fn intern(&mut self, text: &Rc<str>) -> Value {
        if let Some(value) = self.interned.get(text) {
            return *value;
        }
        let value = self.heap.text(text.clone());
        self.heap.dup(value);
        Rc::make_mut(&mut self.interned).insert(text.clone(), value);
        value
    }

    /// The one `str` object of a name of ours.
    pub(crate) fn name(&mut self, text: &'static str) -> Value {
        if let Some(value) = self.interned.get(text) {
            return *value;
        }
        self.intern(&Rc::from(text))
    }
}

//! Making objects and looking into them: the vocabulary of everything that
//! works on the heap.

use super::object::{Instance, Iter, Object, Range, Text, ViewKind};
use super::{Dict, Heap, Ref, Set, Type, Value};
use crate::python::text::number::Int;
use num_bigint::BigInt;
use std::rc::Rc;

impl Heap {
    /// A `str`.
    pub fn str(&mut self, text: &str) -> Value {
        self.text(Rc::from(text))
    }

    /// A `str` that shares its text.
    pub fn text(&mut self, text: Rc<str>) -> Value {
        let points = if text.is_ascii() {
            text.len()
        } else {
            text.chars().count()
        };
        self.alloc(Object::Str(Text {
            text,
            points: points as u32,
        }))
    }

    /// A `bytes`.
    pub fn bytes_value(&mut self, bytes: &[u8]) -> Value {
        self.alloc(Object::Bytes(Rc::from(bytes)))
    }

    /// An `int` of any size.
    pub fn int(&mut self, int: Int) -> Value {
        match int {
            Int::Small(value) => Value::Int(value),
            Int::Big(value) => self.alloc(Object::Big(value)),
        }
    }

    /// A `list` of values, each of which it now holds.
    pub fn list(&mut self, items: Vec<Value>) -> Value {
        items.iter().for_each(|item| {
            self.dup(*item);
        });
        self.alloc(Object::List(items))
    }

    /// A `tuple` of values, each of which it now holds.
    pub fn tuple(&mut self, items: Vec<Value>) -> Value {
        items.iter().for_each(|item| {
            self.dup(*item);
        });
        self.alloc(Object::Tuple(items.into_boxed_slice()))
    }

    /// An empty `dict`.
    pub fn dict(&mut self) -> Value {
        self.alloc(Object::Dict(Box::default()))
    }

    /// An empty `set` or `frozenset`.
    pub fn set(&mut self, frozen: bool) -> Value {
        if frozen {
            self.alloc(Object::FrozenSet(Box::default()))
        } else {
            self.alloc(Object::Set(Box::default()))
        }
    }

    /// An iterator; it holds what it walks over.
    pub fn iter(&mut self, iter: Iter) -> Value {
        self.hold(Object::Iter(Box::new(iter)))
    }

    /// Puts an object on the heap and counts everything it refers to.
    pub fn hold(&mut self, object: Object) -> Value {
        object.each_value(&mut |value| {
            self.dup(value);
        });
        self.alloc(object)
    }

    /// The text of a `str` or of an instance of a class derived from it.
    #[inline]
    pub fn as_text(&self, value: Value) -> Option<&Text> {
        match value {
            Value::Ref(at) => match self.object(at) {
                Object::Str(text) => Some(text),
                Object::Instance(Instance { base, .. }) if !base.is_null() => self.as_text(*base),
                _ => None,
            },
            _ => None,
        }
    }

    /// The text of a `str`.
    #[inline]
    pub fn as_str(&self, value: Value) -> Option<&str> {
        self.as_text(value).map(|text| &*text.text)
    }

    /// The shared text of a `str`.
    pub fn as_shared(&self, value: Value) -> Option<Rc<str>> {
        self.as_text(value).map(|text| text.text.clone())
    }

    /// The bytes of a `bytes` or `bytearray`.
    pub fn as_bytes(&self, value: Value) -> Option<&[u8]> {
        match self.object(self.base_of(value).as_ref()?) {
            Object::Bytes(bytes) => Some(bytes),
            Object::ByteArray(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The number of an `int` or `bool`.
    pub fn as_int(&self, value: Value) -> Option<Int> {
        match self.base_of(value) {
            Value::Int(value) => Some(Int::Small(value)),
            Value::Bool(value) => Some(Int::Small(i64::from(value))),
            Value::Ref(at) => match self.object(at) {
                Object::Big(value) => Some(Int::Big(value.clone())),
                _ => None,
            },
            _ => None,
        }
    }

    /// The payload of an integer beyond 64 bits.
    pub fn as_big(&self, value: Value) -> Option<&Rc<BigInt>> {
        match self.object(value.as_ref()?) {
            Object::Big(value) => Some(value),
            _ => None,
        }
    }

    /// The number of a `float`.
    pub fn as_float(&self, value: Value) -> Option<f64> {
        match self.base_of(value) {
            Value::Float(value) => Some(value),
            _ => None,
        }
    }

    /// The items of a `list`.
    pub fn as_list(&self, value: Value) -> Option<&Vec<Value>> {
        match self.object(self.base_of(value).as_ref()?) {
            Object::List(items) => Some(items),
            _ => None,
        }
    }

    /// The items of a `tuple`.
    pub fn as_tuple(&self, value: Value) -> Option<&[Value]> {
        match self.object(self.base_of(value).as_ref()?) {
            Object::Tuple(items) => Some(items),
            _ => None,
        }
    }

    /// The items of a list or tuple.
    pub fn as_sequence(&self, value: Value) -> Option<&[Value]> {
        match self.object(self.base_of(value).as_ref()?) {
            Object::List(items) => Some(items),
            Object::Tuple(items) => Some(items),
            _ => None,
        }
    }

    /// The table of a `dict`.
    pub fn as_dict(&self, value: Value) -> Option<&Dict> {
        match self.object(self.base_of(value).as_ref()?) {
            Object::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    /// The table of a dict known by its slot.
    #[inline]
    pub fn dict_at(&self, at: Ref) -> &Dict {
        match self.object(at) {
            Object::Dict(dict) => dict,
            _ => unreachable!("invariant: the slot holds a dict"),
        }
    }

    /// The table of a dict known by its slot, to be changed.
    #[inline]
    pub fn dict_at_mut(&mut self, at: Ref) -> &mut Dict {
        match self.object_mut(at) {
            Object::Dict(dict) => dict,
            _ => unreachable!("invariant: the slot holds a dict"),
        }
    }

    /// The table of a `set` or `frozenset`.
    pub fn as_set(&self, value: Value) -> Option<&Set> {
        match self.object(self.base_of(value).as_ref()?) {
            Object::Set(set) | Object::FrozenSet(set) => Some(set),
            _ => None,
        }
    }

    /// A `range`.
    pub fn as_range(&self, value: Value) -> Option<Range> {
        match self.object(value.as_ref()?) {
            Object::Range(range) => Some(**range),
            _ => None,
        }
    }

    /// A view of a dict.
    pub fn as_view(&self, value: Value) -> Option<(ViewKind, Ref)> {
        match self.object(value.as_ref()?) {
            Object::View(kind, dict) => Some((*kind, *dict)),
            _ => None,
        }
    }

    /// For an instance of a class derived from a built-in type: the built-in
    /// part; any other value as it is.
    #[inline]
    pub fn base_of(&self, value: Value) -> Value {
        if let Value::Ref(at) = value
            && let Object::Instance(instance) = self.object(at)
            && !matches!(instance.base, Value::Null | Value::NotImplemented)
        {
            return instance.base;
        }
        value
    }

    /// The class of a value: `Value::Type` or a reference to a class.
    pub fn class_of(&self, value: Value) -> Value {
        match value {
            Value::Ref(at) => match self.object(at) {
                Object::Instance(instance) => Value::Ref(instance.class),
                Object::Exception(exception) => exception.class,
                _ => Value::Type(self.type_of(value)),
            },
            _ => Value::Type(self.type_of(value)),
        }
    }

    /// The built-in type a value is made of.
    pub fn type_of(&self, value: Value) -> Type {
        match value {
            Value::Null | Value::None => Type::None,
            Value::Ellipsis => Type::Ellipsis,
            Value::NotImplemented => Type::NotImplemented,
            Value::Bool(_) => Type::Bool,
            Value::Int(_) => Type::Int,
            Value::Float(_) => Type::Float,
            Value::Type(_) => Type::Type,
            Value::Native(native) => {
                if native.is_method {
                    Type::MethodDescriptor
                } else {
                    Type::Native
                }
            }
            Value::Ref(at) => self.object_type(at),
        }
    }

    fn object_type(&self, at: Ref) -> Type {
        match self.object(at) {
            Object::Free(_) => Type::None,
            Object::Str(_) => Type::Str,
            Object::Bytes(_) => Type::Bytes,
            Object::ByteArray(_) => Type::ByteArray,
            Object::Big(_) => Type::Int,
            Object::List(_) => Type::List,
            Object::Tuple(_) => Type::Tuple,
            Object::Dict(_) => Type::Dict,
            Object::Set(_) => Type::Set,
            Object::FrozenSet(_) => Type::FrozenSet,
            Object::Range(_) => Type::Range,
            Object::Slice(_) => Type::Slice,
            Object::Function(_) => Type::Function,
            Object::Method(method) => match method.function {
                Value::Native(_) => Type::Native,
                _ => Type::Method,
            },
            Object::Cell(_) => Type::Cell,
            Object::Instance(instance) => match self.object(instance.class) {
                Object::Class(class) => class.layout,
                _ => Type::Object,
            },
            Object::Class(_) => Type::Type,
            Object::Module(_) => Type::Module,
            Object::Generator(generator) => generator.kind,
            Object::Iter(iter) => iter.kind(),
            Object::Exception(exception) => match exception.class {
                Value::Type(kind) => kind,
                Value::Ref(class) => match self.object(class) {
                    Object::Class(class) => class.layout,
                    _ => Type::Exception,
                },
                _ => Type::Exception,
            },
            Object::Handle(_) => Type::Handle,
            Object::Property(_) => Type::Property,
            Object::ClassMethod(_) => Type::ClassMethod,
            Object::StaticMethod(_) => Type::StaticMethod,
            Object::Super(_) => Type::Super,
            Object::View(ViewKind::Keys, _) => Type::DictKeys,
            Object::View(ViewKind::Values, _) => Type::DictValues,
            Object::View(ViewKind::Items, _) => Type::DictItems,
            Object::Proxy(_) => Type::MappingProxy,
            Object::HashedKey(_) => Type::HashedKey,
            Object::Traceback(_) => Type::Traceback,
            Object::Twister(_) => Type::Twister,
        }
    }

    /// `__name__` of a value's class.
    pub fn type_name(&self, value: Value) -> Rc<str> {
        self.class_name(self.class_of(value))
    }

    /// `__name__` of a class.
    pub fn class_name(&self, class: Value) -> Rc<str> {
        match class {
            Value::Type(kind) => kind.name().into(),
            Value::Ref(at) => match self.object(at) {
                Object::Class(class) => class.name.clone(),
                _ => "object".into(),
            },
            _ => "object".into(),
        }
    }

    /// Whether `class` is `other` or derives from it.
    pub fn is_subclass(&self, class: Value, other: Value) -> bool {
        if class == other || other == Value::Type(Type::Object) {
            return true;
        }
        match class {
            Value::Type(kind) => match other {
                Value::Type(other) => kind.derives_from(other),
                _ => false,
            },
            Value::Ref(at) => match self.object(at) {
                Object::Class(class) => class.mro.contains(&other),
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether a value is an instance of the built-in type or of a class
    /// derived from it.
    pub fn is_instance(&self, value: Value, kind: Type) -> bool {
        self.type_of(value).derives_from(kind)
    }
}

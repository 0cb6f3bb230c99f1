//! Lines of the case files: arguments in, answers out.

use serde_json::Value;
use sim_core::python::text::number::{Int, parse_int, radix_text};
use sim_core::python::text::repr::{bytes_repr, str_repr};
use sim_core::python::text::{TextError, TextResult};

/// An answer as text, or the exception.
pub type Outcome = Result<String, TextError>;

/// The arguments of one call.
pub struct Arguments(Vec<Value>);

/// A value in a list argument.
pub enum Tagged {
    Int(Int),
    Float(f64),
    Bytes(Vec<u8>),
    Str(String),
    Other(String),
}

/// Operation, arguments and answer of a line.
pub fn parse(line: &str) -> (String, Arguments, String) {
    let mut values: Vec<Value> = serde_json::from_str(line).expect("a line is a JSON array");
    let expected = values.pop().expect("a line ends with the answer");
    let op = values.remove(0);
    let text = |value: Value| value.as_str().expect("text").to_owned();
    (text(op), Arguments(values), text(expected))
}

fn int_of(value: &Value) -> Int {
    match value {
        Value::Bool(truth) => Int::from(*truth),
        Value::Number(number) => Int::from(number.as_i64().expect("a word")),
        Value::String(text) => parse_int(text, 16).expect("hex()"),
        other => panic!("no int: {other}"),
    }
}

fn float_of(text: &str) -> f64 {
    f64::from_bits(u64::from_str_radix(text, 16).expect("bits"))
}

fn bytes_of(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| u8::try_from(c).expect("Latin-1"))
        .collect()
}

impl Arguments {
    pub fn text(&self, at: usize) -> &str {
        self.0[at].as_str().expect("a text argument")
    }

    pub fn maybe_text(&self, at: usize) -> Option<&str> {
        self.0[at].as_str()
    }

    pub fn bytes(&self, at: usize) -> Vec<u8> {
        bytes_of(self.text(at))
    }

    pub fn maybe_bytes(&self, at: usize) -> Option<Vec<u8>> {
        self.maybe_text(at).map(bytes_of)
    }

    pub fn int(&self, at: usize) -> Int {
        int_of(&self.0[at])
    }

    pub fn word(&self, at: usize) -> i64 {
        self.int(at).clamp_i64()
    }

    pub fn maybe_int(&self, at: usize) -> Option<Int> {
        (!self.0[at].is_null()).then(|| self.int(at))
    }

    pub fn maybe_word(&self, at: usize) -> Option<i64> {
        self.maybe_int(at).map(|value| value.clamp_i64())
    }

    pub fn truth(&self, at: usize) -> bool {
        self.0[at].as_bool().expect("a truth")
    }

    pub fn float(&self, at: usize) -> f64 {
        float_of(self.text(at))
    }

    pub fn list(&self, at: usize) -> Vec<Tagged> {
        let items = self.0[at].as_array().expect("a list argument");
        items.iter().map(tagged).collect()
    }
}

fn tagged(value: &Value) -> Tagged {
    let (tag, value) = value
        .as_object()
        .and_then(|object| object.iter().next())
        .expect("a tagged value");
    let text = value.as_str().expect("text");
    match tag.as_str() {
        "int" => Tagged::Int(int_of(value)),
        "float" => Tagged::Float(float_of(text)),
        "bytes" => Tagged::Bytes(bytes_of(text)),
        "str" => Tagged::Str(text.into()),
        _ => Tagged::Other(text.into()),
    }
}

/// How an answer is written.
pub trait Show {
    fn show(&self) -> String;
    /// Within a list.
    fn show_item(&self) -> String {
        self.show()
    }
}

impl Show for Int {
    fn show(&self) -> String {
        radix_text(self, 16)
    }
}

impl Show for u64 {
    fn show(&self) -> String {
        Int::from(*self).show()
    }
}

impl Show for u32 {
    fn show(&self) -> String {
        u64::from(*self).show()
    }
}

impl Show for u8 {
    fn show(&self) -> String {
        u64::from(*self).show()
    }
}

impl Show for i64 {
    fn show(&self) -> String {
        Int::from(*self).show()
    }
}

impl Show for usize {
    fn show(&self) -> String {
        Int::from(*self).show()
    }
}

impl Show for f64 {
    fn show(&self) -> String {
        if self.is_nan() {
            return "nan".into();
        }
        format!("{:016x}", self.to_bits())
    }
}

impl Show for bool {
    fn show(&self) -> String {
        if *self { "True".into() } else { "False".into() }
    }
}

impl Show for str {
    fn show(&self) -> String {
        self.into()
    }
    fn show_item(&self) -> String {
        str_repr(self)
    }
}

impl Show for String {
    fn show(&self) -> String {
        self.clone()
    }
    fn show_item(&self) -> String {
        str_repr(self)
    }
}

impl Show for [u8] {
    fn show(&self) -> String {
        self.iter().map(|byte| char::from(*byte)).collect()
    }
    fn show_item(&self) -> String {
        bytes_repr(self)
    }
}

impl<T: Show + ?Sized> Show for &T {
    fn show(&self) -> String {
        (**self).show()
    }
    fn show_item(&self) -> String {
        (**self).show_item()
    }
}

impl<T: Show> Show for Option<T> {
    fn show(&self) -> String {
        self.as_ref().map_or("None".into(), Show::show)
    }
}

/// A list of answers.
pub struct Items<T>(pub Vec<T>);

impl<T: Show> Show for Items<T> {
    fn show(&self) -> String {
        let items: Vec<String> = self.0.iter().map(Show::show_item).collect();
        format!("[{}]", items.join(", "))
    }
}

impl<T: Show> Show for (T, T) {
    fn show(&self) -> String {
        format!("[{}, {}]", self.0.show_item(), self.1.show_item())
    }
}

/// The answer of an operation that cannot fail.
pub fn ok(value: impl Show) -> Option<Outcome> {
    Some(Ok(value.show()))
}

/// The answer of an operation that can.
pub fn result<T: Show>(value: TextResult<T>) -> Option<Outcome> {
    Some(value.map(|value| value.show()))
}

//! Exceptions: construction, attributes, methods.

use crate::python::heap::{Type, Value};
use crate::python::vm::Machine;
use crate::python::vm::native::{Answer, Args, Body, Native, Stop};

pub static BASE: &[Native] = &[
    Native::method(Type::BaseException, "__init__", Body::Free(init)),
    Native::method(
        Type::BaseException,
        "__str__",
        Body::One(|m, e| m.exception_str(e)),
    ),
    Native::method(Type::BaseException, "__repr__", Body::One(plain_repr)),
    Native::method(
        Type::BaseException,
        "with_traceback",
        Body::Two(|_, e, _| Ok(e)),
    ),
    Native::method(Type::BaseException, "add_note", Body::Two(add_note)),
    Native::on_type(Type::BaseException, "__new__", Body::Free(new)),
];

macro_rules! constructors {
    ($($kind:ident)*) => {
        static CONSTRUCTORS: &[Native] = &[$(
            Native::on_type(Type::$kind, "__new__", Body::Free(|m, args| make(m, Type::$kind, args))),
        )*];
    };
}

constructors! {
    BaseException SystemExit KeyboardInterrupt GeneratorExit Exception StopIteration StopAsyncIteration
    ArithmeticError FloatingPointError OverflowError ZeroDivisionError AssertionError AttributeError
    BufferError EOFError ImportError ModuleNotFoundError LookupError IndexError KeyError MemoryError
    NameError UnboundLocalError OSError BlockingIOError ChildProcessError ConnectionError BrokenPipeError
    ConnectionAbortedError ConnectionRefusedError ConnectionResetError FileExistsError FileNotFoundError
    InterruptedError IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError
    ReferenceError RuntimeError NotImplementedError RecursionError SyntaxError IndentationError TabError
    SystemError TypeError ValueError UnicodeError UnicodeDecodeError UnicodeEncodeError
    UnicodeTranslateError Warning DeprecationWarning PendingDeprecationWarning RuntimeWarning SyntaxWarning
    UserWarning FutureWarning ImportWarning UnicodeWarning BytesWarning ResourceWarning EncodingWarning
}

/// What calling a built-in exception class runs.
pub fn constructor(kind: Type) -> Option<&'static Native> {
    CONSTRUCTORS
        .iter()
        .find(|native| native.owner == Some(kind))
}

fn make(m: &mut Machine, kind: Type, args: Args<'_>) -> Answer {
    let exception = m.exception(Value::Type(kind), args.positional.to_vec());
    for (name, value) in args.named {
        let text = m.heap.as_shared(*name).unwrap_or_else(|| "".into());
        let key = match (kind, &*text) {
            (Type::ImportError | Type::ModuleNotFoundError, "name") => "name",
            (Type::ImportError | Type::ModuleNotFoundError, "path") => "path",
            (Type::AttributeError | Type::NameError, "name") => "name",
            (Type::AttributeError, "obj") => "obj",
            _ => return m.type_error(format!("{}() takes no keyword arguments", kind.name())),
        };
        m.set_exception_attr(exception, key, *value);
    }
    Ok(exception)
}

fn new(m: &mut Machine, args: Args<'_>) -> Answer {
    match args.positional {
        [class, rest @ ..] => Ok(m.exception(*class, rest.to_vec())),
        [] => m.type_error("BaseException.__new__(): not enough arguments"),
    }
}

/// `super().__init__(*args)`: the arguments become `args`.
fn init(m: &mut Machine, args: Args<'_>) -> Answer {
    let [exception, rest @ ..] = args.positional else {
        return m.type_error("descriptor '__init__' of 'BaseException' object needs an argument");
    };
    if !args.named.is_empty() {
        let name = m.heap.type_name(*exception);
        return m.type_error(format!("{name}() takes no keyword arguments"));
    }
    let tuple = m.heap.tuple(rest.to_vec());
    replace_args(m, *exception, tuple);
    Ok(Value::None)
}

fn replace_args(m: &mut Machine, exception: Value, tuple: Value) {
    m.heap.dup(tuple);
    if let Some(old) =
        m.change_exception(exception, |found| std::mem::replace(&mut found.args, tuple))
    {
        m.heap.release(old);
    }
}

/// `repr` of an exception as `BaseException` makes it.
pub fn plain_repr(m: &mut Machine, exception: Value) -> Answer {
    let args = args_of(m, exception);
    let name = m.heap.type_name(exception);
    let mut text = format!("{name}(");
    for (at, arg) in args.iter().enumerate() {
        if at > 0 {
            text.push_str(", ");
        }
        match m.repr_text(*arg) {
            Ok(part) => text.push_str(&part),
            Err(stop) if matches!(*stop, Stop::Raise(_)) => return Err(stop),
            Err(_) => return Stop::twin("exception_repr", vec![exception]),
        }
    }
    text.push(')');
    Ok(m.heap.text(text.into()))
}

/// The arguments of an exception.
pub fn args_of(m: &Machine, exception: Value) -> Vec<Value> {
    m.as_exception(exception)
        .and_then(|found| m.heap.as_tuple(found.args))
        .map(<[Value]>::to_vec)
        .unwrap_or_default()
}

fn add_note(m: &mut Machine, exception: Value, note: Value) -> Answer {
    let Some(dict) = m.exception_dict(exception) else {
        return Ok(Value::None);
    };
    let notes = match m.heap.dict_get_str(dict, "__notes__") {
        Some(notes) => notes,
        None => {
            let list = m.heap.list(Vec::new());
            m.heap.dict_set_str(dict, "__notes__", list);
            list
        }
    };
    m.list_push(notes, note)?;
    Ok(Value::None)
}

/// Attributes that follow from the exception's parts.
pub fn attribute(m: &mut Machine, exception: Value, name: &str) -> Answer<Option<Value>> {
    let Some(found) = m.as_exception(exception) else {
        return Ok(None);
    };
    let kind = m.heap.type_of(exception);
    let simple = match name {
        "args" => Some(found.args),
        "__cause__" => Some(found.cause.or_none()),
        "__context__" => Some(found.context.or_none()),
        "__suppress_context__" => Some(Value::Bool(found.suppress)),
        "__traceback__" => return Ok(Some(m.traceback_of(exception))),
        _ => None,
    };
    if simple.is_some() {
        return Ok(simple);
    }
    let args = args_of(m, exception);
    let arg = |at: usize| args.get(at).copied().unwrap_or(Value::None);
    Ok(match name {
        "errno" if kind.derives_from(Type::OSError) => {
            Some(if args.len() >= 2 { arg(0) } else { Value::None })
        }
        "strerror" if kind.derives_from(Type::OSError) => {
            Some(if args.len() >= 2 { arg(1) } else { Value::None })
        }
        "filename" | "filename2" if kind.derives_from(Type::OSError) => Some(Value::None),
        "value" if kind == Type::StopIteration => Some(arg(0)),
        "code" if kind == Type::SystemExit => Some(match args.len() {
            0 => Value::None,
            1 => args[0],
            _ => m.heap.tuple(args),
        }),
        "name" | "path" if kind.derives_from(Type::ImportError) => Some(Value::None),
        "name" if kind.derives_from(Type::NameError) || kind == Type::AttributeError => {
            Some(Value::None)
        }
        "obj" if kind == Type::AttributeError => Some(Value::None),
        "msg" if kind.derives_from(Type::ImportError) || kind.derives_from(Type::SyntaxError) => {
            Some(arg(0))
        }
        _ => None,
    })
}

/// Sets `__cause__` and its kind; true if it is one of them.
pub fn set_attribute(m: &mut Machine, exception: Value, name: &str, value: Value) -> Answer<bool> {
    match name {
        "__cause__" | "__context__" => {
            let link = if value.is_none() { Value::Null } else { value };
            m.link_exception(exception, link, name == "__cause__");
            if name == "__cause__" {
                m.change_exception(exception, |found| found.suppress = true);
            }
        }
        "__suppress_context__" => {
            let suppress = m.truth(value)?;
            m.change_exception(exception, |found| found.suppress = suppress);
        }
        "__traceback__" => {
            if value.is_none() {
                let trace = m.change_exception(exception, |found| std::mem::take(&mut found.trace));
                for entry in trace.into_iter().flatten() {
                    entry
                        .held
                        .into_iter()
                        .for_each(|value| m.heap.release(value));
                }
            }
        }
        "args" => {
            let items = m.all_items(value)?;
            let tuple = m.heap.tuple(items);
            replace_args(m, exception, tuple);
        }
        _ => return Ok(false),
    }
    Ok(true)
}

//! `_traceback`: stacks and exceptions for `traceback`, `warnings` and
//! `logging`. Frames of library text are not shown, as everywhere.

use crate::python::code::File;
use crate::python::heap::object::TraceEntry;
use crate::python::heap::{Object, Value};
use crate::python::traceback::frame;
use crate::python::vm::Machine;
use crate::python::vm::frame::Frame;
use crate::python::vm::native::{Answer, Body, Native};
use std::rc::Rc;

pub static FUNCTIONS: &[Native] = &[
    Native::function("chain", Body::One(chain)),
    Native::function("format", Body::Many(1, 2, format)),
    Native::function("entries", Body::One(entries)),
    Native::function("stack", Body::Zero(stack)),
    Native::function("caller", Body::One(caller)),
    Native::function("line", Body::Two(line)),
];

/// The exceptions that `format` prints, in that order.
fn chain(m: &mut Machine, exception: Value) -> Answer {
    let items = m.exception_chain(exception);
    Ok(m.heap.list(items))
}

/// What CPython prints for an exception, with the words of each of its chain if
/// program text had to say them.
fn format(m: &mut Machine, args: &[Value]) -> Answer {
    let words = match args.get(1) {
        Some(words) => m.all_items(*words)?,
        None => Vec::new(),
    };
    let words: Vec<String> = words.into_iter().map(|word| m.plain_str(word)).collect();
    let text = m.traceback_text(args[0], &words);
    Ok(m.heap.text(text.into()))
}

/// `(file, line, function, text of the line)`.
fn entry(m: &mut Machine, file: &File, line: u32, function: &Rc<str>) -> Value {
    let items = vec![
        m.heap.text(file.name.clone()),
        Value::Int(i64::from(line)),
        m.heap.text(function.clone()),
        m.heap.str(file.line(line).unwrap_or("").trim()),
    ];
    m.heap.tuple(items)
}

/// The user's frames of a traceback, outermost first, each with what is
/// printed for it.
fn entries(m: &mut Machine, traceback: Value) -> Answer {
    let trace: Vec<TraceEntry> = match traceback.as_ref().map(|at| m.heap.object(at)) {
        Some(Object::Traceback(trace)) => trace.clone(),
        _ => Vec::new(),
    };
    let mut items = Vec::new();
    for passed in trace.iter().rev() {
        let code = &passed.code.code;
        if !code.file.library {
            let span = code.span(passed.at);
            let mut shown = String::new();
            frame(&mut shown, code, span);
            let shown = m.heap.str(&shown);
            let entry = entry(m, &code.file, span.line, &code.name);
            items.push(m.heap.tuple(vec![entry, shown]));
        }
    }
    Ok(m.heap.list(items))
}

fn is_users(frame: &&Frame) -> bool {
    !frame.code.code.file.library
}

/// The user's frames of the running thread, outermost first.
fn stack(m: &mut Machine) -> Answer {
    let places: Vec<_> = m
        .thread
        .frames
        .iter()
        .filter(is_users)
        .map(|frame| (frame.code.code.clone(), frame.pc.saturating_sub(1)))
        .collect();
    let items = places
        .iter()
        .map(|(code, at)| entry(m, &code.file, code.span(*at).line, &code.name))
        .collect();
    Ok(m.heap.list(items))
}

/// `(file, line, function, module)` of the user frame so far above the
/// innermost one, or `None`.
fn caller(m: &mut Machine, depth: Value) -> Answer {
    let depth = m.int_arg(depth)?.max(0) as usize;
    let Some(frame) = m.thread.frames.iter().rev().filter(is_users).nth(depth) else {
        return Ok(Value::None);
    };
    let (code, at, globals) = (frame.code.code.clone(), frame.pc, frame.globals);
    let line = code.span(at.saturating_sub(1)).line;
    let module = m.heap.dict_get_str(globals, "__name__");
    let items = vec![
        m.heap.text(code.file.name.clone()),
        Value::Int(i64::from(line)),
        m.heap.text(code.name.clone()),
        module.unwrap_or(Value::None),
    ];
    Ok(m.heap.tuple(items))
}

/// A line of a file that is loaded, or an empty string.
fn line(m: &mut Machine, file: Value, number: Value) -> Answer {
    let number = u32::try_from(m.int_arg(number)?).unwrap_or(0);
    let name = m.heap.as_shared(file).unwrap_or_else(|| "".into());
    let text = m
        .loaded
        .iter()
        .map(|loaded| &loaded.code.file)
        .find(|file| file.name == name && !file.library)
        .and_then(|file| file.line(number))
        .map(str::to_owned);
    Ok(m.heap.str(&text.unwrap_or_default()))
}

//! `list`, `tuple`, `range`, `slice`.

use crate::python::heap::object::{Iter, Range};
use crate::python::heap::{Match, Object, Type, Value};
use crate::python::vm::Machine;
use crate::python::vm::native::{Answer, Args, Body, Native, Stop};
use std::cmp::Ordering;

pub static LIST: &[Native] = &[
    Native::method(Type::List, "append", Body::Two(append)),
    Native::method(Type::List, "extend", Body::Two(extend)),
    Native::method(Type::List, "insert", Body::Three(insert)),
    Native::method(Type::List, "pop", Body::Many(1, 2, pop)),
    Native::method(Type::List, "remove", Body::Two(remove)),
    Native::method(Type::List, "clear", Body::One(clear)),
    Native::method(Type::List, "index", Body::Many(2, 4, index)),
    Native::method(Type::List, "count", Body::Two(count)),
    Native::method(Type::List, "sort", Body::Free(sort)),
    Native::method(Type::List, "reverse", Body::One(reverse)),
    Native::method(Type::List, "copy", Body::One(copy)),
    Native::method(Type::List, "__len__", Body::One(length)),
    Native::method(Type::List, "__getitem__", Body::Two(get_item)),
    Native::method(Type::List, "__setitem__", Body::Three(set_item)),
    Native::method(Type::List, "__delitem__", Body::Two(delete_item)),
    Native::method(Type::List, "__contains__", Body::Two(contains)),
    Native::method(Type::List, "__iter__", Body::One(iter)),
    Native::method(Type::List, "__reversed__", Body::One(reversed)),
    Native::method(Type::List, "__init__", Body::Many(1, 2, init)),
    Native::method(Type::List, "__add__", Body::Two(add)),
    Native::method(Type::List, "__mul__", Body::Two(multiply)),
];

pub static TUPLE: &[Native] = &[
    Native::method(Type::Tuple, "index", Body::Many(2, 4, index)),
    Native::method(Type::Tuple, "count", Body::Two(count)),
    Native::method(Type::Tuple, "__len__", Body::One(length)),
    Native::method(Type::Tuple, "__getitem__", Body::Two(get_item)),
    Native::method(Type::Tuple, "__contains__", Body::Two(contains)),
    Native::method(Type::Tuple, "__iter__", Body::One(iter)),
    Native::on_type(Type::Tuple, "__new__", Body::Many(1, 2, tuple_new)),
    Native::method(Type::Tuple, "__add__", Body::Two(add)),
    Native::method(Type::Tuple, "__mul__", Body::Two(multiply)),
];

pub static RANGE: &[Native] = &[
    Native::method(Type::Range, "index", Body::Two(range_index)),
    Native::method(Type::Range, "count", Body::Two(range_count)),
    Native::method(Type::Range, "__len__", Body::One(length)),
    Native::method(Type::Range, "__getitem__", Body::Two(get_item)),
    Native::method(Type::Range, "__contains__", Body::Two(contains)),
    Native::method(Type::Range, "__iter__", Body::One(iter)),
    Native::method(Type::Range, "__reversed__", Body::One(reversed)),
];

pub static SLICE: &[Native] = &[Native::method(
    Type::Slice,
    "indices",
    Body::Two(slice_indices),
)];

fn append(m: &mut Machine, list: Value, item: Value) -> Answer {
    m.list_push(list, item)?;
    Ok(Value::None)
}

fn extend(m: &mut Machine, list: Value, from: Value) -> Answer {
    m.extend_list(list, from)?;
    Ok(Value::None)
}

/// The items of a list, to be changed; `settle` afterwards.
fn items(m: &mut Machine, list: Value) -> &mut Vec<Value> {
    let at = m
        .heap
        .base_of(list)
        .as_ref()
        .expect("invariant: a list is on the heap");
    match m.heap.object_mut(at) {
        Object::List(items) => items,
        _ => unreachable!("invariant: a list method has a list"),
    }
}

fn insert(m: &mut Machine, list: Value, at: Value, item: Value) -> Answer {
    let Some(at) = m.big_int_arg(at)?.to_i64() else {
        let message = "Python int too large to convert to C ssize_t";
        return m.fail(Type::OverflowError, message);
    };
    m.heap.dup(item);
    let items = items(m, list);
    let length = items.len() as i64;
    let at = if at < 0 {
        (at + length).max(0)
    } else {
        at.min(length)
    };
    items.insert(at as usize, item);
    m.settle(m.heap.base_of(list))?;
    Ok(Value::None)
}

fn pop(m: &mut Machine, args: &[Value]) -> Answer {
    let at = match args.get(1) {
        Some(at) => m.int_arg(*at)?,
        None => -1,
    };
    let items = items(m, args[0]);
    let length = items.len() as i64;
    if length == 0 {
        return m.fail(Type::IndexError, "pop from empty list");
    }
    let at = if at < 0 { at + length } else { at };
    if at < 0 || at >= length {
        return m.fail(Type::IndexError, "pop index out of range");
    }
    let item = items.remove(at as usize);
    m.heap.release(item);
    m.settle(m.heap.base_of(args[0]))?;
    Ok(item)
}

fn remove(m: &mut Machine, list: Value, item: Value) -> Answer {
    match find(m, list, item, 0, i64::MAX)? {
        Some(at) => {
            let old = items(m, list).remove(at);
            m.heap.release(old);
            m.settle(m.heap.base_of(list))?;
            Ok(Value::None)
        }
        None => m.value_error("list.remove(x): x not in list"),
    }
}

fn find(m: &mut Machine, list: Value, item: Value, start: i64, end: i64) -> Answer<Option<usize>> {
    let entries = m.heap.as_sequence(list).unwrap_or(&[]);
    let length = entries.len() as i64;
    let clamp = |at: i64| {
        if at < 0 {
            (at + length).max(0)
        } else {
            at.min(length)
        }
    };
    let (start, end) = (clamp(start) as usize, clamp(end) as usize);
    for (at, entry) in entries.iter().enumerate().take(end).skip(start) {
        match if *entry == item {
            Match::Yes
        } else {
            m.heap.equal(*entry, item)
        } {
            Match::Yes => return Ok(Some(at)),
            Match::No => {}
            Match::Ask => return Stop::ask(),
        }
    }
    Ok(None)
}

fn clear(m: &mut Machine, list: Value) -> Answer {
    m.replace_list(list, Vec::new());
    Ok(Value::None)
}

fn index(m: &mut Machine, args: &[Value]) -> Answer {
    let start = args.get(2).map_or(Ok(0), |at| m.int_arg(*at))?;
    let end = args.get(3).map_or(Ok(i64::MAX), |at| m.int_arg(*at))?;
    match find(m, args[0], args[1], start, end)? {
        Some(at) => Ok(Value::Int(at as i64)),
        None if m.heap.as_list(args[0]).is_some() => {
            match m.repr_text(args[1]) {
                Ok(item) => m.value_error(format!("{item} is not in list")),
                Err(stop) if matches!(*stop, Stop::Raise(_)) => Err(stop),
                // Its text is the program's to make.
                Err(_) => Stop::ask(),
            }
        }
        None => m.value_error("tuple.index(x): x not in tuple"),
    }
}

fn count(m: &mut Machine, list: Value, item: Value) -> Answer {
    let mut count = 0;
    for entry in m.heap.as_sequence(list).unwrap_or(&[]) {
        match if *entry == item {
            Match::Yes
        } else {
            m.heap.equal(*entry, item)
        } {
            Match::Yes => count += 1,
            Match::No => {}
            Match::Ask => return Stop::ask(),
        }
    }
    Ok(Value::Int(count))
}

fn sort(m: &mut Machine, args: Args<'_>) -> Answer {
    if args.positional.len() > 1 {
        return m.type_error("sort() takes no positional arguments");
    }
    let [list, key, reverse] = args.parse(m, "sort", ["", "key", "reverse"], 1, 1)?;
    if !key.is_null() && !key.is_none() {
        return Stop::ask();
    }
    let reverse = m.flag_arg(reverse)?;
    let items = m.heap.as_list(list).cloned().unwrap_or_default();
    let sorted = sorted_natively(m, items, reverse)?;
    place_back(m, list, sorted);
    Ok(Value::None)
}

/// The same items in another order.
fn place_back(m: &mut Machine, list: Value, sorted: Vec<Value>) {
    *items(m, list) = sorted;
}

/// Sorts built-in values; stable, also in reverse.
pub fn sorted_natively(
    m: &mut Machine,
    mut items: Vec<Value>,
    reverse: bool,
) -> Answer<Vec<Value>> {
    if items.iter().all(|item| matches!(item, Value::Int(_))) {
        let number = |value: &Value| match value {
            Value::Int(number) => *number,
            _ => 0,
        };
        // Equal numbers cannot be told apart.
        items.sort_unstable_by_key(number);
        if reverse {
            items.reverse();
        }
        return Ok(items);
    }
    let order = sorted_positions(m, &items, reverse)?;
    Ok(order.into_iter().map(|at| items[at]).collect())
}

/// The order of positions that sorts these keys.
pub fn sorted_positions(m: &mut Machine, keys: &[Value], reverse: bool) -> Answer<Vec<usize>> {
    use crate::python::code::Comparison;
    let mut failed: Option<Box<Stop>> = None;
    let mut order: Vec<usize> = (0..keys.len()).collect();
    if reverse {
        order.reverse();
    }
    if let Some(numbers) = integers(keys) {
        sort_integers(&mut order, &numbers);
        if reverse {
            order.reverse();
        }
        return Ok(order);
    }
    let mut less = |m: &mut Machine, a: Value, b: Value| {
        if failed.is_some() {
            return false;
        }
        match m.compare(Comparison::Less, a, b) {
            Ok(less) => less,
            Err(stop) => {
                failed = Some(stop);
                false
            }
        }
    };
    merge_sort(&mut order, &mut |a, b| less(m, keys[b], keys[a]));
    if reverse {
        order.reverse();
    }
    match failed {
        Some(stop) => Err(stop),
        None => Ok(order),
    }
}

/// The keys as numbers, if all of them are small integers.
fn integers(keys: &[Value]) -> Option<Vec<i64>> {
    let number = |key: &Value| match key {
        Value::Int(number) => Some(*number),
        _ => None,
    };
    keys.iter().map(number).collect()
}

fn sort_integers(order: &mut Vec<usize>, keys: &[i64]) {
    if order.is_sorted_by(|a, b| keys[*a] <= keys[*b]) {
        return;
    }
    if order.is_sorted_by(|a, b| keys[*a] > keys[*b]) {
        return order.reverse();
    }
    merge_sort(order, &mut |a, b| keys[b] < keys[a]);
}

/// A stable merge sort that tolerates any answers; `after(a, b)`: a belongs
/// strictly after b.
fn merge_sort(order: &mut Vec<usize>, after: &mut dyn FnMut(usize, usize) -> bool) {
    let length = order.len();
    let mut width = 1;
    let mut buffer = Vec::with_capacity(length);
    while width < length {
        buffer.clear();
        let mut start = 0;
        while start < length {
            let middle = (start + width).min(length);
            let end = (start + 2 * width).min(length);
            let (mut left, mut right) = (start, middle);
            while left < middle && right < end {
                if after(order[left], order[right]) {
                    buffer.push(order[right]);
                    right += 1;
                } else {
                    buffer.push(order[left]);
                    left += 1;
                }
            }
            buffer.extend_from_slice(&order[left..middle]);
            buffer.extend_from_slice(&order[right..end]);
            start = end;
        }
        std::mem::swap(order, &mut buffer);
        width *= 2;
    }
}

fn reverse(m: &mut Machine, list: Value) -> Answer {
    items(m, list).reverse();
    Ok(Value::None)
}

fn copy(m: &mut Machine, list: Value) -> Answer {
    let items = m.heap.as_list(list).cloned().unwrap_or_default();
    m.afford(items.len() * 16)?;
    Ok(m.heap.list(items))
}

fn length(m: &mut Machine, value: Value) -> Answer {
    super::functions::len(m, m.heap.base_of(value))
}

fn get_item(m: &mut Machine, list: Value, key: Value) -> Answer {
    m.subscript(m.heap.base_of(list), key)
}

fn set_item(m: &mut Machine, list: Value, key: Value, value: Value) -> Answer {
    m.set_subscript(m.heap.base_of(list), key, value)?;
    Ok(Value::None)
}

fn delete_item(m: &mut Machine, list: Value, key: Value) -> Answer {
    m.delete_subscript(m.heap.base_of(list), key)?;
    Ok(Value::None)
}

fn contains(m: &mut Machine, list: Value, item: Value) -> Answer {
    Ok(Value::Bool(m.native_contains(list, item)?))
}

fn iter(m: &mut Machine, list: Value) -> Answer {
    let base = m.heap.base_of(list);
    match m.native_iter(base)? {
        Some(iterator) => Ok(Value::Ref(iterator)),
        None => Stop::ask(),
    }
}

fn reversed(m: &mut Machine, list: Value) -> Answer {
    super::functions::reversed(m, m.heap.base_of(list))
}

fn init(m: &mut Machine, args: &[Value]) -> Answer {
    let new = match args.get(1) {
        Some(from) => m.all_items(*from)?,
        None => Vec::new(),
    };
    m.replace_list(args[0], new);
    Ok(Value::None)
}

fn add(m: &mut Machine, a: Value, b: Value) -> Answer {
    m.builtin_binary(crate::python::code::Binary::Add, a, b)
}

fn multiply(m: &mut Machine, a: Value, b: Value) -> Answer {
    m.builtin_binary(crate::python::code::Binary::Multiply, a, b)
}

/// `tuple.__new__(cls, items)`.
fn tuple_new(m: &mut Machine, args: &[Value]) -> Answer {
    let items = match args.get(1) {
        Some(from) => m.all_items(*from)?,
        None => Vec::new(),
    };
    let tuple = m.heap.tuple(items);
    match args[0] {
        Value::Ref(class) if m.is_class(args[0]) => Ok(m.new_instance(class, tuple)),
        _ => Ok(tuple),
    }
}

/// `range(...)`.
pub fn make_range(m: &mut Machine, args: &[Value]) -> Answer {
    let mut numbers = Vec::with_capacity(3);
    for arg in args {
        let number = m.big_int_arg(*arg)?;
        match number.to_i64() {
            Some(number) => numbers.push(number),
            // An empty one, up to where numbers end here.
            None if args.len() == 1 && number.clamp_i64() < 0 => numbers.push(i64::MIN),
            None => return m.fail(Type::OverflowError, "a range here is of 64-bit numbers"),
        }
    }
    let (start, stop, step) = match numbers.as_slice() {
        [stop] => (0, *stop, 1),
        [start, stop] => (*start, *stop, 1),
        [start, stop, step] => (*start, *stop, *step),
        _ => return m.type_error("range expected at least 1 argument, got 0"),
    };
    if step == 0 {
        return m.value_error("range() arg 3 must not be zero");
    }
    Ok(m.heap
        .alloc(Object::Range(Box::new(Range { start, stop, step }))))
}

fn range_index(m: &mut Machine, range: Value, item: Value) -> Answer {
    let found = m.native_contains(range, item)?;
    match (
        found,
        m.heap.as_range(range),
        m.heap.as_int(item).and_then(|int| int.to_i64()),
    ) {
        (true, Some(range), Some(value)) => Ok(Value::Int((value - range.start) / range.step)),
        _ => {
            if m.heap.as_int(item).is_none() {
                return m.value_error("sequence.index(x): x not in sequence");
            }
            let item = m.repr_text(item)?;
            m.value_error(format!("{item} is not in range"))
        }
    }
}

fn range_count(m: &mut Machine, range: Value, item: Value) -> Answer {
    Ok(Value::Int(i64::from(m.native_contains(range, item)?)))
}

fn slice_indices(m: &mut Machine, slice: Value, length: Value) -> Answer {
    let length = m.int_arg(length)?;
    let parts = m
        .slice_parts(slice)
        .expect("invariant: a slice method has a slice");
    let indices = m.slice_indices(parts, length.max(0) as usize)?;
    Ok(m.heap.tuple(vec![
        Value::Int(indices.start),
        Value::Int(indices.stop),
        Value::Int(indices.step),
    ]))
}

/// `enumerate(iterable, start)` over a built-in iterable.
pub fn make_enumerate(m: &mut Machine, args: Args<'_>) -> Answer {
    let [iterable, start] = args.parse(m, "enumerate", ["iterable", "start"], 1, 2)?;
    let next = if start.is_null() {
        0
    } else {
        m.int_arg(start)?
    };
    let inner = native_inner(m, iterable)?;
    Ok(m.heap.iter(Iter::Enumerate { inner, next }))
}

/// `zip(...)` over built-in iterables.
pub fn make_zip(m: &mut Machine, args: Args<'_>) -> Answer {
    if !args.named.is_empty() {
        return Stop::ask();
    }
    for iterable in args.positional {
        if !m.is_iterable(*iterable) {
            return m.not_iterable(*iterable);
        }
    }
    let mut inner = Vec::with_capacity(args.positional.len());
    for iterable in args.positional {
        inner.push(native_inner(m, *iterable)?);
    }
    Ok(m.heap.iter(Iter::Zip { inner }))
}

/// A built-in iterator over a value, or a question to the prelude.
fn native_inner(m: &mut Machine, iterable: Value) -> Answer {
    match m.native_iter(iterable)? {
        Some(iterator) if matches!(m.heap.object(iterator), Object::Iter(_)) => {
            Ok(Value::Ref(iterator))
        }
        _ => Stop::ask(),
    }
}

/// How two keys are ordered, for `min` and `max`.
pub fn is_less(m: &mut Machine, a: Value, b: Value, ordering: Ordering) -> Answer<bool> {
    use crate::python::code::Comparison;
    let how = if ordering == Ordering::Less {
        Comparison::Less
    } else {
        Comparison::Greater
    };
    m.compare(how, a, b)
}

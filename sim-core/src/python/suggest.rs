//! "Did you mean": the nearest name, measured as CPython measures it.

use super::heap::{Object, Type, Value};
use super::vm::Machine;

const MOVE: usize = 2;
const CASE: usize = 1;
/// Longest name and most candidates that are looked at.
const LENGTH: usize = 40;
const CANDIDATES: usize = 750;

/// The name that was probably meant, for an uncaught `NameError` or
/// `AttributeError`.
pub fn suggestion(machine: &Machine, exception: Value) -> Option<String> {
    let kind = machine.heap.type_of(exception);
    let dict = machine.instance_dict(exception)?;
    let wrong = machine.heap.dict_get_str(dict, "name")?;
    let wrong = machine.heap.as_str(wrong)?.to_owned();
    let candidates = if kind.derives_from(Type::AttributeError) {
        attributes(machine, machine.heap.dict_get_str(dict, "obj")?)
    } else if kind.derives_from(Type::NameError) {
        names(machine, exception)
    } else {
        return None;
    };
    nearest(&wrong, candidates)
}

fn add_names(machine: &Machine, dict: super::heap::Ref, names: &mut Vec<String>) {
    let entries = machine.heap.dict_at(dict).iter();
    names.extend(entries.filter_map(|entry| machine.heap.as_str(entry.key).map(str::to_owned)));
}

fn attributes(machine: &Machine, object: Value) -> Vec<String> {
    let mut names = Vec::new();
    if let Some(dict) = machine.instance_dict(object) {
        add_names(machine, dict, &mut names);
    }
    let is_module =
        matches!(object, Value::Ref(at) if matches!(machine.heap.object(at), Object::Module(_)));
    if !is_module {
        let class = if machine.is_class(object) {
            object
        } else {
            machine.heap.class_of(object)
        };
        for base in machine.mro(class) {
            match base {
                Value::Type(kind) => {
                    names.extend(super::builtins::own_names(kind).map(str::to_owned))
                }
                Value::Ref(at) => {
                    if let Object::Class(state) = machine.heap.object(at) {
                        add_names(machine, state.dict, &mut names);
                    }
                }
                _ => {}
            }
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// Locals of the innermost frame, globals, built-ins.
fn names(machine: &Machine, exception: Value) -> Vec<String> {
    let mut names = Vec::new();
    let innermost = machine
        .as_exception(exception)
        .and_then(|found| found.trace.first());
    if let Some(entry) = innermost {
        for (slot, name) in entry.code.code.slots.iter().enumerate() {
            if entry.held.get(slot).is_some_and(|value| !value.is_null()) {
                names.push(name.to_string());
            }
        }
        if let Some(module) = machine.modules.get("__main__") {
            add_names(machine, machine.module_dict(*module), &mut names);
        }
    }
    names.extend(super::builtins::names().map(str::to_owned));
    names.extend(["False", "None", "True"].map(str::to_owned));
    names
}

fn nearest(wrong: &str, candidates: Vec<String>) -> Option<String> {
    if wrong.chars().count() > LENGTH || candidates.len() > CANDIDATES {
        return None;
    }
    let mut best: Option<(usize, String)> = None;
    for candidate in candidates {
        if candidate == wrong {
            continue;
        }
        let limit = (candidate.chars().count() + wrong.chars().count() + 3) * MOVE / 6;
        let limit = best
            .as_ref()
            .map_or(limit, |(distance, _)| limit.min(distance - 1));
        if let Some(distance) = distance(wrong, &candidate, limit)
            && best.as_ref().is_none_or(|(known, _)| distance < *known)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, name)| name)
}

fn substitution(a: char, b: char) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE
    } else {
        MOVE
    }
}

/// The weighted edit distance, if it is at most `limit`.
fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    if b.len() > LENGTH {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).map(|at| at * MOVE).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1) * MOVE;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + substitution(*x, *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + MOVE).min(diagonal + MOVE);
        }
    }
    (row[b.len()] <= limit).then_some(row[b.len()])
}

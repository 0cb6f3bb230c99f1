//! Operations of number.jsonl and random.jsonl.

use std::cmp::Ordering;

use sim_core::python::text::hash;
use sim_core::python::text::mersenne::Mersenne;
use sim_core::python::text::number::*;
use sim_core::python::text::slice::indices;

use crate::arguments::{Arguments, Items, Outcome, Show, Tagged, ok, result};

pub fn run(op: &str, a: &Arguments) -> Option<Outcome> {
    text(op, a)
        .or_else(|| floats(op, a))
        .or_else(|| ints(op, a))
        .or_else(|| others(op, a))
}

fn text(op: &str, a: &Arguments) -> Option<Outcome> {
    match op {
        "int" => result(parse_int(a.text(0), a.word(1))),
        "int_bytes" => result(parse_int_bytes(&a.bytes(0), a.word(1))),
        "float" => result(parse_float(a.text(0))),
        "float_bytes" => result(parse_float_bytes(&a.bytes(0))),
        "float_repr" => ok(float_repr(a.float(0))),
        "float_hex" => ok(float_hex(a.float(0))),
        "float_from_hex" => result(float_from_hex(a.text(0))),
        "int_of_ones" => result(parse_int(&"1".repeat(a.word(0) as usize), a.word(1))),
        "digits_of" => Some(power_of_ten(a.word(0)).map(|text| text.len().show())),
        "int_text" => result(int_text(&a.int(0))),
        "radix" => ok(radix_text(&a.int(0), a.word(1) as u32)),
        _ => None,
    }
}

fn floats(op: &str, a: &Arguments) -> Option<Outcome> {
    match op {
        "float_to_int" => result(float_to_int(a.float(0))),
        "float_floor" => result(float_floor(a.float(0))),
        "float_ceil" => result(float_ceil(a.float(0))),
        "float_round" => result(float_round(a.float(0))),
        "float_ratio" => result(float_ratio(a.float(0))),
        "float_is_integer" => ok(float_is_integer(a.float(0))),
        "float_round_digits" => result(float_round_digits(a.float(0), &a.int(1))),
        "float_floor_div" => result(float_floor_div(a.float(0), a.float(1))),
        "float_mod" => result(float_mod(a.float(0), a.float(1))),
        "float_divmod" => result(float_divmod(a.float(0), a.float(1))),
        "float_exp" => ok(float_exp(a.float(0))),
        "float_log" => ok(float_log(a.float(0))),
        "float_div" => result(float_div(a.float(0), a.float(1))),
        "float_power" => result(float_power(a.float(0), a.float(1))),
        "hash_float" => ok(hash::hash_float(a.float(0), 7)),
        _ => None,
    }
}

fn power_of_ten(exponent: i64) -> Outcome {
    match power(&Int::from(10_i64), &Int::from(exponent))? {
        Power::Int(value) => int_text(&value),
        Power::Float(_) => panic!("the exponent is not negative"),
    }
}

fn sign(order: Ordering) -> i64 {
    order as i64
}

fn ints(op: &str, a: &Arguments) -> Option<Outcome> {
    let binary = |function: fn(&Int, &Int) -> Int| ok(function(&a.int(0), &a.int(1)));
    match op {
        "add" => result(add(&a.int(0), &a.int(1))),
        "sub" => result(sub(&a.int(0), &a.int(1))),
        "mul" => result(mul(&a.int(0), &a.int(1))),
        "floor_div" => result(floor_div(&a.int(0), &a.int(1))),
        "modulo" => result(modulo(&a.int(0), &a.int(1))),
        "divmod" => result(divmod(&a.int(0), &a.int(1))),
        "true_div" => result(true_div(&a.int(0), &a.int(1))),
        "shift_left" => result(shift_left(&a.int(0), &a.int(1))),
        "shift_right" => result(shift_right(&a.int(0), &a.int(1))),
        "power_mod" => result(power_mod(&a.int(0), &a.int(1), &a.int(2))),
        "int_round" => result(round_int(&a.int(0), &a.int(1))),
        "isqrt" => result(isqrt(&a.int(0))),
        "int_to_float" => result(a.int(0).to_f64()),
        "and" => binary(and),
        "or" => binary(or),
        "xor" => binary(xor),
        "gcd" => result(gcd(&a.int(0), &a.int(1))),
        "invert" => ok(invert(&a.int(0))),
        "neg" => ok(neg(&a.int(0))),
        "bit_length" => ok(bit_length(&a.int(0))),
        "bit_count" => ok(bit_count(&a.int(0))),
        "hash_int" => ok(hash::hash_int(&a.int(0))),
        "compare" => ok(sign(a.int(0).cmp(&a.int(1)))),
        "compare_float" => ok(compare_int_float(&a.int(0), a.float(1)).map(sign)),
        _ => None,
    }
}

fn order(name: &str) -> ByteOrder {
    ByteOrder::named(name).expect("an order")
}

fn others(op: &str, a: &Arguments) -> Option<Outcome> {
    match op {
        "power" => Some(power(&a.int(0), &a.int(1)).map(|power| match power {
            Power::Int(value) => value.show(),
            Power::Float(value) => value.show(),
        })),
        "to_bytes" => {
            let bytes = to_bytes(&a.int(0), a.word(1), order(a.text(2)), a.truth(3));
            Some(bytes.map(|bytes| bytes.as_slice().show()))
        }
        "from_bytes" => ok(from_bytes(&a.bytes(0), order(a.text(1)), a.truth(2))),
        "hash_tuple" => ok(hash::hash_tuple(&hashes(a))),
        "hash_frozenset" => ok(hash::hash_frozenset(&hashes(a))),
        "indices" => {
            Some(slice(a).map(|at| Items(vec![at.start, at.stop, at.step, at.count as i64]).show()))
        }
        "slice_list" => Some(slice(a).map(|at| Items(at.iter().collect::<Vec<_>>()).show())),
        "seed_int" => ok(drawn(Mersenne::from_int(&a.int(0)))),
        "seed_str" => ok(drawn(Mersenne::from_bytes(a.text(0).as_bytes()))),
        "seed_bytes" => ok(drawn(Mersenne::from_bytes(&a.bytes(0)))),
        "seed_float" => ok(drawn(Mersenne::from_hash(hash::hash_float(a.float(0), 0)))),
        "getrandbits" => result(Mersenne::from_int(&Int::from(1_i64)).random_bits(a.word(0))),
        _ => None,
    }
}

fn hashes(a: &Arguments) -> Vec<i64> {
    let hash_of = |item: Tagged| match item {
        Tagged::Int(value) => hash::hash_int(&value),
        _ => panic!("only ints are hashed here"),
    };
    a.list(0).into_iter().map(hash_of).collect()
}

fn slice(
    a: &Arguments,
) -> sim_core::python::text::TextResult<sim_core::python::text::slice::Indices> {
    let (start, stop, step) = (a.maybe_int(0), a.maybe_int(1), a.maybe_int(2));
    indices(
        start.as_ref(),
        stop.as_ref(),
        step.as_ref(),
        a.word(3) as usize,
    )
}

/// The same draws as in the generator; a copy in the middle goes on alike.
fn drawn(mut source: Mersenne) -> Plain {
    let mut shown = Vec::new();
    for _ in 0..3 {
        shown.push(source.random().show());
    }
    for count in [1, 5, 32, 33, 64, 100] {
        shown.push(source.random_bits(count).expect("in bounds").show());
    }
    for limit in [1, 2, 6, 7, 1000, 1_i128 << 40, 1_i128 << 70] {
        shown.push(source.below(&Int::from(limit)).expect("in bounds").show());
    }
    let mut source = Mersenne::from_state(&source.state()).expect("its own state");
    for _ in 0..700 {
        source.random();
    }
    shown.push(source.random().show());
    shown.push(source.random_bits(32).expect("in bounds").show());
    for count in [0, 1, 5, 8] {
        shown.push(Items(source.random_bytes(count).expect("in bounds")).show());
    }
    let state = source.state();
    shown.push(state[624].show());
    shown.push(state[0].show());
    Plain(format!("[{}]", shown.join(", ")))
}

/// Text that is shown as it is.
struct Plain(String);

impl Show for Plain {
    fn show(&self) -> String {
        self.0.clone()
    }
}

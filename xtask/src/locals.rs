//! The local variables of a WebAssembly function, those that are used most
//! first within their type: the same numbers then stand in more places, which
//! compresses better, and more numbers take one byte. Those that are used about
//! as often come in the order of their first use, so that one use more in one of two functions that
//! resemble each other does not give them other numbers.

use std::cmp::Reverse;

use wasmparser::{FunctionBody, Operator, ValType};

/// The variables of one function in their new order.
pub struct Locals {
    /// How many of each type, in order; parameters are not among them.
    pub groups: Vec<(u32, ValType)>,
    /// New numbers by old ones, parameters included.
    numbers: Vec<u32>,
}

impl Locals {
    /// Orders the variables of a function with so many parameters; what is
    /// never used is left out.
    ///
    /// Errors: the body is no WebAssembly.
    pub fn by_use(body: &FunctionBody, parameters: usize) -> wasmparser::Result<Self> {
        let mut types = Vec::new();
        for group in body.get_locals_reader()? {
            let (count, of_type) = group?;
            types.extend(std::iter::repeat_n(of_type, count as usize));
        }
        let mut uses = vec![0_usize; types.len()];
        let mut first = vec![0; types.len()];
        for (place, operator) in body.get_operators_reader()?.into_iter().enumerate() {
            if let Some(local) = used(&operator?).and_then(|it| it.checked_sub(parameters)) {
                if uses[local] == 0 {
                    first[local] = place;
                }
                uses[local] += 1;
            }
        }
        let mut order: Vec<usize> = (0..types.len()).filter(|local| uses[*local] > 0).collect();
        let about = |local: usize| Reverse(uses[local].ilog2());
        order.sort_by_key(|local| (rank(types[*local]), about(*local), first[*local]));
        let mut numbers: Vec<u32> = (0..).take(parameters + types.len()).collect();
        for (new, old) in order.iter().enumerate() {
            numbers[parameters + old] = (parameters + new) as u32;
        }
        let mut groups: Vec<(u32, ValType)> = Vec::new();
        for of_type in order.iter().map(|local| types[*local]) {
            match groups.last_mut() {
                Some((count, last)) if *last == of_type => *count += 1,
                _ => groups.push((1, of_type)),
            }
        }
        Ok(Self { groups, numbers })
    }

    /// The new number of a variable.
    pub fn number(&self, old: u32) -> u32 {
        self.numbers.get(old as usize).copied().unwrap_or(old)
    }
}

fn used(operator: &Operator) -> Option<usize> {
    match operator {
        Operator::LocalGet { local_index }
        | Operator::LocalSet { local_index }
        | Operator::LocalTee { local_index } => Some(*local_index as usize),
        _ => None,
    }
}

/// The place of a type among the others: what is most frequent comes first.
fn rank(of_type: ValType) -> u8 {
    match of_type {
        ValType::I32 => 0,
        ValType::I64 => 1,
        ValType::F64 => 2,
        ValType::F32 => 3,
        ValType::V128 => 4,
        ValType::Ref(_) => 5,
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{Encode, Function, Instruction};

    use super::*;

    #[test]
    fn what_is_used_most_comes_first_and_what_is_unused_goes() {
        let types = [
            (2, wasm_encoder::ValType::I64),
            (2, wasm_encoder::ValType::I32),
        ];
        let mut function = Function::new(types);
        // One parameter (0), i64 1 and 2, i32 3 and 4.
        for local in [0, 0, 0, 2, 4, 4, 3, 2] {
            function.instruction(&Instruction::LocalGet(local));
            function.instruction(&Instruction::Drop);
        }
        function.instruction(&Instruction::End);
        let mut bytes = Vec::new();
        function.encode(&mut bytes);
        // The body's length comes first, in one byte.
        let body = FunctionBody::new(wasmparser::BinaryReader::new(&bytes[1..], 0));
        let locals = Locals::by_use(&body, 1).unwrap();
        assert_eq!(locals.groups, [(2, ValType::I32), (1, ValType::I64)]);
        let numbers = [0, 2, 3, 4].map(|old| locals.number(old));
        assert_eq!(numbers, [0, 3, 2, 1]);
    }
}

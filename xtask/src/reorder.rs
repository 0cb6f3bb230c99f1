//! A WebAssembly module with its functions in another order, in which it
//! compresses better, and so with the variables of every function; it does what
//! it did. Nothing is taken out or rewritten but these numbers, and hints.

use std::convert::Infallible;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, Function, FunctionSection, Instruction, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, MemArg, Parser, Payload};

use crate::locals::Locals;
use crate::{order, packed, twins};

/// What may be called common when functions are compared: which is best is
/// another for every module, and worth three thousandths.
const COMMON: [usize; 4] = [60, 100, 150, 200];

/// How often: functions have other numbers in the new order, and those that call
/// them other bytes.
const PASSES: usize = 2;

/// The module with one of every function, and those that resemble each other
/// side by side: the smallest of several tries.
///
/// Errors: it is no WebAssembly module.
pub fn by_resemblance(module: &[u8]) -> Result<Vec<u8>> {
    // First the variables: functions with the same numbers resemble each other.
    let module = rewrite(module, |bodies| (0..bodies.len()).collect())?;
    let merged = twins::merged(&module)?;
    let mut tried = Vec::new();
    for common in COMMON {
        let mut ordered = merged.clone();
        for _ in 0..PASSES {
            ordered = rewrite(&ordered, |bodies| order::by_resemblance(bodies, common))?;
            tried.push(ordered.clone());
        }
    }
    let best = tried.into_iter().min_by_key(|it| packed::gzip(it).len());
    best.context("nothing was tried")
}

/// The module with functions in an order that is made from their bodies.
fn rewrite(module: &[u8], order: impl Fn(&[&[u8]]) -> Vec<usize>) -> Result<Vec<u8>> {
    let functions = Functions::of(module)?;
    let order = order(&functions.bodies);
    let mut numbers: Vec<u32> = (0..functions.imported).collect();
    numbers.resize(functions.bodies.len() + numbers.len(), 0);
    for (new, old) in (functions.imported..).zip(&order) {
        numbers[functions.imported as usize + old] = new;
    }
    let mut renumber = Renumber {
        order,
        numbers,
        parameters: functions.parameters,
    };
    let mut whole = Module::new();
    renumber
        .parse_core_module(&mut whole, Parser::new(0), module)
        .map_err(|problem| anyhow::anyhow!("{problem}"))
        .context("cannot put the functions of the module in order")?;
    Ok(whole.finish())
}

/// What a module has of functions.
struct Functions<'a> {
    /// How many are imported: they have the first numbers.
    imported: u32,
    /// Of those that are not imported.
    bodies: Vec<&'a [u8]>,
    /// How many parameters each of these has.
    parameters: Vec<usize>,
}

impl<'a> Functions<'a> {
    fn of(module: &'a [u8]) -> Result<Self> {
        let (mut imported, mut bodies) = (0, Vec::new());
        let (mut types, mut parameters) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::TypeSection(section) => {
                    for of_type in section.into_iter_err_on_gc_types() {
                        types.push(of_type?.params().len());
                    }
                }
                Payload::FunctionSection(section) => {
                    for of_type in section {
                        let count = types.get(of_type? as usize);
                        parameters.push(*count.context("a function has no type")?);
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let is_function = matches!(import?.ty, wasmparser::TypeRef::Func(_));
                        imported += u32::from(is_function);
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(&module[body.range()]),
                _ => {}
            }
        }
        Ok(Self {
            imported,
            bodies,
            parameters,
        })
    }
}

struct Renumber {
    /// The old places of the functions that are not imported, in new order.
    order: Vec<usize>,
    /// New numbers by old ones, imported functions first.
    numbers: Vec<u32>,
    /// By old place: how many parameters a function has.
    parameters: Vec<usize>,
}

impl Renumber {
    /// What a section has, in the new order.
    fn in_order<T: Clone>(
        &self,
        section: impl IntoIterator<Item = wasmparser::Result<T>>,
    ) -> Result<Vec<T>, Error<Infallible>> {
        let all: Vec<T> = section.into_iter().collect::<wasmparser::Result<_>>()?;
        Ok(self
            .order
            .iter()
            .filter_map(|old| all.get(*old).cloned())
            .collect())
    }
}

impl Reencode for Renumber {
    type Error = Infallible;

    fn function_index(&mut self, old: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.numbers.get(old as usize).copied().unwrap_or(old))
    }

    /// Every access claims the alignment of its size, so that the same
    /// instruction is the same bytes everywhere. It is a hint, which does not
    /// change what an access does (Core Specification, 4.4.7) and which no
    /// engine on today's processors looks at.
    fn mem_arg(&mut self, arg: MemArg) -> Result<wasm_encoder::MemArg, Error<Infallible>> {
        Ok(wasm_encoder::MemArg {
            offset: arg.offset,
            align: arg.max_align.into(),
            memory_index: self.memory_index(arg.memory)?,
        })
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for of_type in self.in_order(section)? {
            functions.function(self.type_index(of_type)?);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let bodies = self.in_order(section)?;
        for (place, body) in bodies.iter().enumerate() {
            let locals = Locals::by_use(body, self.parameters[self.order[place]])?;
            let mut groups = Vec::new();
            for (count, of_type) in &locals.groups {
                groups.push((*count, self.val_type(*of_type)?));
            }
            let mut function = Function::new(groups);
            let mut reader = body.get_operators_reader()?;
            while !reader.eof() {
                let instruction = match self.parse_instruction(&mut reader)? {
                    Instruction::LocalGet(local) => Instruction::LocalGet(locals.number(local)),
                    Instruction::LocalSet(local) => Instruction::LocalSet(locals.number(local)),
                    Instruction::LocalTee(local) => Instruction::LocalTee(locals.number(local)),
                    other => other,
                };
                function.instruction(&instruction);
            }
            code.function(&function);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{ExportKind, ExportSection, Function, Instruction, TypeSection, ValType};

    use super::*;

    /// What a function's body is made of.
    fn body(instructions: &[Instruction]) -> Function {
        let mut function = Function::new([]);
        for instruction in instructions.iter().chain(&[Instruction::End]) {
            function.instruction(instruction);
        }
        function
    }

    /// A module of functions, each exported under its place: it answers many
    /// numbers added, or what another function answers.
    fn module(bodies: &[Function]) -> Vec<u8> {
        let (mut types, mut functions) = (TypeSection::new(), FunctionSection::new());
        let (mut exports, mut code) = (ExportSection::new(), CodeSection::new());
        types.ty().function([], [ValType::I32]);
        for (place, body) in (0..).zip(bodies) {
            functions.function(0);
            exports.export(&place.to_string(), ExportKind::Func, place);
            code.function(body);
        }
        let mut module = Module::new();
        module.section(&types).section(&functions);
        module.section(&exports).section(&code);
        module.finish()
    }

    /// The body of an exported function, and the exports that it calls.
    fn look_up(module: &[u8], export: &str) -> (Vec<u8>, Vec<String>) {
        let bodies = Functions::of(module).unwrap().bodies;
        let mut names = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            if let Payload::ExportSection(section) = payload.unwrap() {
                names.extend(section.into_iter().map(|export| export.unwrap()));
            }
        }
        let name_of = |index| {
            names
                .iter()
                .find(|export| export.index == index)
                .unwrap()
                .name
        };
        let found = names.iter().find(|other| other.name == export).unwrap();
        let body = bodies[found.index as usize];
        let reader = wasmparser::BinaryReader::new(body, 0);
        let operators = wasmparser::FunctionBody::new(reader)
            .get_operators_reader()
            .unwrap();
        let calls = operators
            .into_iter()
            .filter_map(|operator| match operator.unwrap() {
                wasmparser::Operator::Call { function_index } => {
                    Some(name_of(function_index).to_owned())
                }
                _ => None,
            });
        (body.to_vec(), calls.collect())
    }

    #[test]
    fn exports_and_calls_follow_their_functions() {
        let sum = |seed: i32| {
            let mut all = vec![Instruction::I32Const(seed)];
            for number in 0..40 {
                all.extend([Instruction::I32Const(seed + number), Instruction::I32Add]);
            }
            body(&all)
        };
        let bodies = [
            sum(1),
            sum(5_000),
            body(&[Instruction::Call(3)]),
            sum(2),
            sum(5_001),
        ];
        let old = module(&bodies);
        let new = by_resemblance(&old).unwrap();
        assert_ne!(old, new);
        for export in ["0", "1", "3", "4"] {
            assert_eq!(look_up(&new, export), look_up(&old, export));
        }
        assert_eq!(look_up(&new, "2").1, ["3"]);
        assert_eq!(look_up(&by_resemblance(&new).unwrap(), "2").1, ["3"]);
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(by_resemblance(b"<html>").is_err());
    }
}

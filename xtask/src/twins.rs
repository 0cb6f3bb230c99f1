//! A WebAssembly module in which no two functions are the same: what a compiler
//! made of different sources, such as the ends of two kinds of lists, is often
//! equal, and only seen to be when everything is compiled.

use std::collections::HashMap;
use std::convert::Infallible;

use anyhow::{Context, Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload};

/// Most rounds: functions that differ only in which of two equal ones they call
/// become equal in the next. Six are enough for the page.
const ROUNDS: usize = 20;

/// The module with one of each.
///
/// Errors: it is no WebAssembly module.
pub fn merged(module: &[u8]) -> Result<Vec<u8>> {
    let mut module = module.to_vec();
    for _ in 0..ROUNDS {
        let Some(mut twins) = Twins::of(&module)? else {
            break;
        };
        let mut whole = Module::new();
        twins
            .parse_core_module(&mut whole, Parser::new(0), &module)
            .map_err(|problem| anyhow!("{problem}"))
            .context("cannot merge the equal functions of the module")?;
        module = whole.finish();
    }
    Ok(module)
}

struct Twins {
    /// New numbers by old ones, imported functions first.
    numbers: Vec<u32>,
    /// Of those that are not imported: whether it is the first of its kind.
    stays: Vec<bool>,
}

impl Twins {
    /// None if no two functions are equal.
    fn of(module: &[u8]) -> Result<Option<Self>> {
        let (mut imported, mut types, mut bodies) = (0, Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let is_function = matches!(import?.ty, wasmparser::TypeRef::Func(_));
                        imported += u32::from(is_function);
                    }
                }
                Payload::FunctionSection(section) => {
                    types = section
                        .into_iter()
                        .collect::<wasmparser::Result<Vec<u32>>>()?;
                }
                Payload::CodeSectionEntry(body) => bodies.push(&module[body.range()]),
                _ => {}
            }
        }
        let (mut numbers, mut stays) = ((0..imported).collect::<Vec<u32>>(), Vec::new());
        let (mut firsts, mut next) = (HashMap::new(), imported);
        for function in types.iter().zip(&bodies) {
            let number = *firsts.entry(function).or_insert(next);
            stays.push(number == next);
            next += u32::from(number == next);
            numbers.push(number);
        }
        let has_twins = stays.contains(&false);
        Ok(has_twins.then_some(Self { numbers, stays }))
    }

    /// What a section has of those that stay.
    fn of_stayers<T>(
        &self,
        section: impl IntoIterator<Item = wasmparser::Result<T>>,
    ) -> Result<Vec<T>, Error<Infallible>> {
        let all = section.into_iter().zip(&self.stays);
        let stayers = all.filter(|(_, stays)| **stays).map(|(item, _)| item);
        Ok(stayers.collect::<wasmparser::Result<_>>()?)
    }
}

impl Reencode for Twins {
    type Error = Infallible;

    fn function_index(&mut self, old: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.numbers.get(old as usize).copied().unwrap_or(old))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for of_type in self.of_stayers(section)? {
            functions.function(self.type_index(of_type)?);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for body in self.of_stayers(section)? {
            self.parse_function_body(code, body)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{ExportKind, ExportSection, Function, Instruction, TypeSection, ValType};

    use super::*;

    fn body(instruction: Instruction) -> Function {
        let mut function = Function::new([]);
        function.instruction(&instruction);
        function.instruction(&Instruction::End);
        function
    }

    /// A module of functions, each with its type (without and with a
    /// parameter) and exported under its place.
    fn module(functions: &[(u32, Function)]) -> Vec<u8> {
        let (mut types, mut of_types) = (TypeSection::new(), FunctionSection::new());
        let (mut exports, mut code) = (ExportSection::new(), CodeSection::new());
        types.ty().function([], [ValType::I32]);
        types.ty().function([ValType::I32], [ValType::I32]);
        for (place, (of_type, body)) in (0..).zip(functions) {
            of_types.function(*of_type);
            exports.export(&place.to_string(), ExportKind::Func, place);
            code.function(body);
        }
        let mut module = Module::new();
        module.section(&types).section(&of_types);
        module.section(&exports).section(&code);
        module.finish()
    }

    /// How many functions a module has, and the number that each export names.
    fn look_up(module: &[u8]) -> (u32, Vec<u32>) {
        let (mut count, mut exports) = (0, Vec::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload.unwrap() {
                Payload::FunctionSection(section) => count = section.count(),
                Payload::ExportSection(section) => {
                    exports.extend(section.into_iter().map(|export| export.unwrap().index));
                }
                _ => {}
            }
        }
        (count, exports)
    }

    #[test]
    fn functions_of_one_type_and_body_become_one_and_so_do_their_callers() {
        let functions = [
            (0, body(Instruction::I32Const(1))),
            (0, body(Instruction::Call(0))),
            (0, body(Instruction::I32Const(1))),
            (0, body(Instruction::Call(2))),
            (1, body(Instruction::I32Const(1))),
            (0, body(Instruction::I32Const(2))),
        ];
        let merged = merged(&module(&functions)).unwrap();
        assert_eq!(look_up(&merged), (4, vec![0, 1, 0, 1, 2, 3]));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(merged(b"<html>").is_err());
    }
}

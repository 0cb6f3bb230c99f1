//! Short names for what the module imports from wasm-bindgen's script: their
//! long ones have a checksum each, which does not compress, and nobody reads
//! them after the two have been built together.

use std::convert::Infallible;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ImportSection, Module};
use wasmparser::{Import, Imports, Parser, Payload};

/// The script's name in the module.
const SCRIPT: &str = "w";

/// The digits of the new names.
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// The module and the script with short names for what one has from the other.
///
/// Errors: it is no WebAssembly module, or not of this script.
pub fn shorten(module: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut script = script.to_owned();
    let mut from = None;
    for (place, import) in imports(module)?.into_iter().enumerate() {
        script = renamed(&script, &format!(" {}:", import.name), &name(place))?;
        from = Some(import.module);
    }
    let from = from.context("the module imports nothing")?;
    script = renamed(&script, &format!(" \"{from}\":"), SCRIPT)?;
    let mut whole = Module::new();
    Shorten { place: 0 }
        .parse_core_module(&mut whole, Parser::new(0), module)
        .map_err(|problem| anyhow!("cannot rename the module's imports: {problem}"))?;
    Ok((whole.finish(), script))
}

fn imports(module: &[u8]) -> Result<Vec<Import<'_>>> {
    let mut imports = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ImportSection(section) = payload? {
            for import in section.into_imports() {
                imports.push(import?);
            }
        }
    }
    Ok(imports)
}

/// The script with another key in one of its objects.
fn renamed(script: &str, key: &str, name: &str) -> Result<String> {
    ensure!(
        script.matches(key).count() == 1,
        "wasm-bindgen's script does not have `{key}` once"
    );
    Ok(script.replace(key, &format!(" '{name}':")))
}

/// Two digits are enough for a thousand imports, and all have two: the same
/// form compresses better than one byte less.
fn name(place: usize) -> String {
    let digits = [place / 36 % 36, place % 36];
    let digits = digits.map(|digit| char::from(DIGITS[digit]));
    let more = (place >= 36 * 36).then(|| place.to_string());
    digits.into_iter().collect::<String>() + &more.unwrap_or_default()
}

struct Shorten {
    place: usize,
}

impl Reencode for Shorten {
    type Error = Infallible;

    fn parse_imports(
        &mut self,
        section: &mut ImportSection,
        imports: Imports<'_>,
    ) -> Result<(), Error<Infallible>> {
        for import in imports {
            let (_, import) = import?;
            let of_type = self.entity_type(import.ty)?;
            section.import(SCRIPT, &name(self.place), of_type);
            self.place += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, TypeSection, ValType};

    use super::*;

    fn module(names: &[&str]) -> Vec<u8> {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        types.ty().function([], [ValType::I32]);
        for name in names {
            imports.import("./x_bg.js", name, EntityType::Function(0));
        }
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.finish()
    }

    const SCRIPT_TEXT: &str = "{ __wbg_a_12: function() {}, __wbg_b_34: function() {} }; \
                               return { \"./x_bg.js\": import0 };";

    #[test]
    fn module_and_script_have_the_same_short_names() {
        let whole = module(&["__wbg_a_12", "__wbg_b_34"]);
        let (module, script) = shorten(&whole, SCRIPT_TEXT).unwrap();
        let found = imports(&module).unwrap();
        let names: Vec<(&str, &str)> = found.iter().map(|it| (it.module, it.name)).collect();
        assert_eq!(names, [("w", "00"), ("w", "01")]);
        let expected = "{ '00': function() {}, '01': function() {} }; return { 'w': import0 };";
        assert_eq!(script, expected);
    }

    #[test]
    fn another_script_is_refused() {
        assert!(shorten(&module(&["__wbg_c_56"]), SCRIPT_TEXT).is_err());
        assert!(shorten(&module(&[]), SCRIPT_TEXT).is_err());
        assert!(shorten(b"<html>", SCRIPT_TEXT).is_err());
    }

    #[test]
    fn names_differ() {
        let names: std::collections::BTreeSet<String> = (0..3000).map(name).collect();
        assert_eq!(names.len(), 3000);
    }
}

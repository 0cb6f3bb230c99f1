//! The WebAssembly module as people get it: without the names of its functions,
//! which are a quarter of its compressed size and serve only debugging.
//! (`reorder` then puts them in an order that compresses.)
//!
//! `wasm-opt` is not used: after this it takes 6 % off the plain size and
//! nothing off the compressed one (measured with Binaryen 132, -O2 to -Oz),
//! Debian's version of it cannot read what rustc 1.95 writes, and npm's needs a
//! Node.js. The format is the WebAssembly Core Specification's, section 5.5.

use anyhow::{Context, Result, bail};

/// `\0asm` and the version, 1.
const HEAD: &[u8; 8] = b"\0asm\x01\0\0\0";

/// The identifier of sections that mean nothing to an engine.
const CUSTOM: u8 = 0;

/// The identifier of the functions' bodies.
pub const CODE: u8 = 10;

/// The identifier of what memory holds at the start.
pub const DATA: u8 = 11;

/// Custom sections that nobody reads. `target_features` stays.
const DROPPED: [&[u8]; 2] = [b"name", b"producers"];

/// A module without the sections in [`DROPPED`].
///
/// Errors: it is no WebAssembly module.
pub fn strip(module: &[u8]) -> Result<Vec<u8>> {
    let mut kept = HEAD.to_vec();
    for section in sections(module)? {
        if section.id != CUSTOM || !DROPPED.contains(&split_sized(section.content)?.0) {
            kept.extend_from_slice(section.whole);
        }
    }
    Ok(kept)
}

/// The content of the first section with an identifier; nothing without one.
///
/// Errors: it is no WebAssembly module.
pub fn section(module: &[u8], id: u8) -> Result<&[u8]> {
    let found = sections(module)?
        .into_iter()
        .find(|section| section.id == id);
    Ok(found.map_or(&[], |section| section.content))
}

struct Section<'a> {
    id: u8,
    content: &'a [u8],
    /// With its identifier and length.
    whole: &'a [u8],
}

fn sections(module: &[u8]) -> Result<Vec<Section<'_>>> {
    let Some(mut rest) = module.strip_prefix(HEAD) else {
        bail!("not a WebAssembly module");
    };
    let mut sections = Vec::new();
    while let Some((&id, after)) = rest.split_first() {
        let (content, after) = split_sized(after)?;
        let whole = &rest[..rest.len() - after.len()];
        sections.push(Section { id, content, whole });
        rest = after;
    }
    Ok(sections)
}

/// Splits bytes that begin with their length off what follows them.
fn split_sized(bytes: &[u8]) -> Result<(&[u8], &[u8])> {
    let (length, rest) = split_length(bytes)?;
    rest.split_at_checked(length)
        .context("a WebAssembly section is cut off")
}

/// Reads an unsigned LEB128 number of at most 32 bits.
fn split_length(bytes: &[u8]) -> Result<(usize, &[u8])> {
    let mut length = 0_usize;
    for (place, byte) in bytes.iter().take(5).enumerate() {
        length |= usize::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Ok((length, &bytes[place + 1..]));
        }
    }
    bail!("a WebAssembly length is cut off or too long")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module of sections, each an identifier and its content.
    fn module(sections: &[(u8, &[u8])]) -> Vec<u8> {
        let mut bytes = HEAD.to_vec();
        for (id, content) in sections {
            bytes.extend([*id, content.len() as u8 | 0x80, 0]);
            bytes.extend_from_slice(content);
        }
        bytes
    }

    #[test]
    fn only_the_names_of_functions_and_producers_go() {
        let types: (u8, &[u8]) = (1, b"types");
        let features: (u8, &[u8]) = (CUSTOM, b"\x0ftarget_featuresx");
        let whole = [
            types,
            (CUSTOM, b"\x04namexyz"),
            (CUSTOM, b"\x09producers"),
            features,
        ];
        assert_eq!(strip(&module(&whole)).unwrap(), module(&[types, features]));
    }

    #[test]
    fn sections_are_found_by_their_identifier() {
        let bytes = module(&[(1, b"types"), (CODE, b"code")]);
        assert_eq!(section(&bytes, CODE).unwrap(), b"code");
        assert_eq!(section(&bytes, DATA).unwrap(), b"");
    }

    #[test]
    fn what_is_no_module_is_refused() {
        let good = module(&[(1, b"types")]);
        assert!(strip(&good).is_ok());
        assert!(strip(&good[..good.len() - 1]).is_err());
        assert!(strip(b"<html>").is_err());
        assert!(strip(&[HEAD.as_slice(), &[1, 0xff, 0xff, 0xff, 0xff, 0xff]].concat()).is_err());
    }
}

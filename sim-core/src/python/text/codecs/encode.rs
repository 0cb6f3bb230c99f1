//! Text to bytes.

use super::{Encoding, unicode_error, unknown_handler};
use crate::python::text::number::ByteOrder;
use crate::python::text::{CodecFault, TextError, TextResult};

/// Encodes with a codec.
pub(super) fn encode(text: &str, codec: Encoding, errors: &str) -> TextResult<Vec<u8>> {
    match codec {
        Encoding::Utf8 => Ok(text.as_bytes().to_vec()),
        Encoding::Utf8Sig => Ok([b"\xef\xbb\xbf", text.as_bytes()].concat()),
        Encoding::Ascii => narrow(text, "ascii", 128, errors),
        Encoding::Latin1 => narrow(text, "latin-1", 256, errors),
        Encoding::Utf16(order) => Ok(utf16(text, order)),
        Encoding::Utf32(order) => Ok(utf32(text, order)),
    }
}

/// UTF-16; without an order little-endian behind a mark.
fn utf16(text: &str, order: Option<ByteOrder>) -> Vec<u8> {
    let mark = order.is_none().then_some(0xfeff);
    let units = mark.into_iter().chain(text.encode_utf16());
    units
        .flat_map(|unit: u16| match order {
            Some(ByteOrder::Big) => unit.to_be_bytes(),
            _ => unit.to_le_bytes(),
        })
        .collect()
}

/// UTF-32; without an order little-endian behind a mark.
fn utf32(text: &str, order: Option<ByteOrder>) -> Vec<u8> {
    let mark = order.is_none().then_some('\u{feff}');
    let units = mark.into_iter().chain(text.chars()).map(u32::from);
    units
        .flat_map(|unit| match order {
            Some(ByteOrder::Big) => unit.to_be_bytes(),
            _ => unit.to_le_bytes(),
        })
        .collect()
}

/// A codec of one byte per character, for code points below `limit`.
fn narrow(text: &str, encoding: &'static str, limit: u32, errors: &str) -> TextResult<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.chars().enumerate().peekable();
    while let Some((start, c)) = rest.next() {
        if u32::from(c) < limit {
            out.push(u32::from(c) as u8);
            continue;
        }
        // What cannot be encoded is handled by the run.
        let mut run = vec![c];
        while let Some((_, next)) = rest.next_if(|(_, next)| u32::from(*next) >= limit) {
            run.push(next);
        }
        handle(&run, start, encoding, limit, errors, &mut out)?;
    }
    Ok(out)
}

/// Lets the handler append its replacement for a run, or raise.
fn handle(
    run: &[char],
    start: usize,
    encoding: &'static str,
    limit: u32,
    errors: &str,
    out: &mut Vec<u8>,
) -> TextResult<()> {
    match errors {
        "ignore" => {}
        "replace" => out.resize(out.len() + run.len(), b'?'),
        "backslashreplace" => run
            .iter()
            .for_each(|c| out.extend_from_slice(escape(*c).as_bytes())),
        "xmlcharrefreplace" => run
            .iter()
            .for_each(|c| out.extend_from_slice(format!("&#{};", u32::from(*c)).as_bytes())),
        "strict" | "surrogateescape" | "surrogatepass" => {
            return Err(error(run, start, encoding, limit));
        }
        other => return Err(unknown_handler(other)),
    }
    Ok(())
}

/// `\xe9`, `\u20ac`, `\U0001f600`.
fn escape(c: char) -> String {
    match u32::from(c) {
        code @ 0..=0xff => format!("\\x{code:02x}"),
        code @ 0x100..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

/// The exception of the strict handler.
fn error(run: &[char], start: usize, encoding: &'static str, limit: u32) -> TextError {
    let end = start + run.len();
    let place = match run {
        [only] => format!("character '{}' in position {start}", escape(*only)),
        _ => format!("characters in position {start}-{}", end - 1),
    };
    let reason = format!("ordinal not in range({limit})");
    let message = format!("'{encoding}' codec can't encode {place}: {reason}");
    let fault = CodecFault {
        encoding,
        start,
        end,
        reason,
    };
    unicode_error("UnicodeEncodeError", message, fault)
}

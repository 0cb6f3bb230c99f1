//! ZMTP's bytes taken apart for a screen: greeting, commands, frames of
//! messages, field by field. It reads what it is given from its beginning, as
//! far as it can; state, it has none.
//!
//! Spec: ZeroMQ RFC 23 and 37.

use super::codec::{GREETING, SIGNATURE};
use super::kind::Kind;
use crate::network::packets::dissect::{Field, Layer};

/// True if sockets of this type speak ZMTP.
pub fn speaks(kind: &str) -> bool {
    Kind::named(kind).is_some_and(|kind| kind != Kind::Stream)
}

/// Frames taken apart of one stretch of bytes: a packet has few.
const UNITS: usize = 32;

/// The layers of `bytes`, which begin where a unit of ZMTP begins; `start` is
/// where that is in the Ethernet frame, in bytes.
pub fn dissect(bytes: &[u8], start: usize) -> Vec<Layer> {
    let mut reader = Reader {
        bytes,
        start,
        at: 0,
    };
    let mut layers = Vec::new();
    if bytes.first() == Some(&0xff) {
        layers.push(reader.greeting());
    }
    for _ in 0..UNITS {
        match reader.unit() {
            Some(layer) => layers.push(layer),
            None => break,
        }
    }
    layers
}

struct Reader<'a> {
    bytes: &'a [u8],
    start: usize,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &[u8] {
        &self.bytes[self.at.min(self.bytes.len())..]
    }

    /// A field of whole bytes at the place reached; what is missing is cut off.
    fn take(&mut self, name: &'static str, bytes: usize, value: String, meaning: &str) -> Field {
        let bytes = bytes.min(self.rest().len());
        let field = Field {
            name,
            bit: (self.start + self.at) * 8,
            bits: bytes * 8,
            value,
            meaning: meaning.to_owned(),
        };
        self.at += bytes;
        field
    }

    fn layer(&self, name: &'static str, from: usize, mut fields: Vec<Field>) -> Layer {
        fields.retain(|field| field.bits > 0);
        Layer {
            number: 5,
            name,
            start: self.start + from,
            end: self.start + self.at,
            fields,
        }
    }

    /// The greeting, or as much of it as is there: libzmq sends it in parts.
    fn greeting(&mut self) -> Layer {
        let from = self.at;
        let byte = |at: usize| self.bytes.get(at).map_or(String::new(), u8::to_string);
        let (major, minor, server) = (byte(SIGNATURE), byte(SIGNATURE + 1), byte(32));
        let mechanism = self.bytes.get(12..32).map_or(String::new(), text);
        let fields = vec![
            self.take("signature", SIGNATURE, "ff … 7f".into(), "here begins ZMTP"),
            self.take("version, major", 1, major, ""),
            self.take("version, minor", 1, minor, ""),
            self.take(
                "mechanism",
                20,
                mechanism,
                "how the peers prove who they are",
            ),
            self.take("as-server", 1, server, ""),
            self.take("filler", GREETING - 33, "zeros".into(), ""),
        ];
        self.layer("ZMTP greeting", from, fields)
    }

    /// A frame of a message, or a command.
    fn unit(&mut self) -> Option<Layer> {
        let from = self.at;
        let flags = *self.rest().first()?;
        let long = flags & 2 != 0;
        let head = if long { 9 } else { 2 };
        let digits = self.rest().get(1..head)?;
        let size = digits
            .iter()
            .fold(0u64, |n, byte| n << 8 | u64::from(*byte));
        let bit = (self.start + self.at) * 8;
        let mut fields = vec![flag("reserved", bit, 5, flags >> 3, "")];
        let named = [
            ("COMMAND", 4, "the systems' own talk, no message"),
            ("LONG", 2, "8 bytes of length follow, else 1"),
            ("MORE", 1, "another frame of this message follows"),
        ];
        for (place, (name, mask, meaning)) in named.into_iter().enumerate() {
            let set = u8::from(flags & mask != 0);
            let meaning = if set == 1 { meaning } else { "" };
            fields.push(flag(name, bit + 5 + place, 1, set, meaning));
        }
        self.at += 1;
        fields.push(self.take("length", head - 1, size.to_string(), "bytes of the body"));
        if flags & 4 == 0 {
            let layer = self.layer("ZMTP frame", from, fields);
            // The body is the program's: no field of this layer.
            self.at = self.at.saturating_add(size as usize);
            return Some(layer);
        }
        self.command(size as usize, &mut fields);
        Some(self.layer("ZMTP command", from, fields))
    }

    fn command(&mut self, size: usize, fields: &mut Vec<Field>) {
        let length = self.rest().first().map_or(0, |length| usize::from(*length));
        let name = self.rest().get(1..1 + length).map_or(String::new(), text);
        let rest = size.saturating_sub(1 + length);
        fields.push(self.take("name length", 1, length.to_string(), ""));
        fields.push(self.take("name", length, name, ""));
        let data = self.rest();
        let data = text(&data[..rest.min(data.len())]);
        fields.push(self.take("data", rest, data, "properties, or what is subscribed to"));
    }
}

fn flag(name: &'static str, bit: usize, bits: usize, value: u8, meaning: &str) -> Field {
    Field {
        name,
        bit,
        bits,
        value: value.to_string(),
        meaning: meaning.to_owned(),
    }
}

/// What of some bytes can be read, the rest as dots.
fn text(bytes: &[u8]) -> String {
    let mut text: String = bytes
        .iter()
        .take(60)
        .map(|byte| match byte {
            0x20..0x7f => char::from(*byte),
            _ => '·',
        })
        .collect();
    text.truncate(text.trim_end_matches('·').len());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each layer as `name start..end: field=value ...`.
    fn check(bytes: &[u8], expected: &[&str]) {
        let told = |layer: &Layer| {
            let fields = layer
                .fields
                .iter()
                .map(|it| format!(" {}={}", it.name, it.value));
            let fields: String = fields.collect();
            format!("{} {}..{}:{fields}", layer.name, layer.start, layer.end)
        };
        let layers = dissect(bytes, 54);
        let found: Vec<String> = layers.iter().map(told).collect();
        assert_eq!(found, expected);
        for layer in &layers {
            let mut next = layer.start * 8;
            for field in &layer.fields {
                assert_eq!(field.bit, next, "{} of {}", field.name, layer.name);
                next += field.bits;
            }
            assert_eq!(next, layer.end * 8, "{}", layer.name);
        }
    }

    #[test]
    fn units_are_taken_apart_bit_by_bit() {
        check(
            b"\x01\x00\x00\x05Hello",
            &[
                "ZMTP frame 54..56: reserved=0 COMMAND=0 LONG=0 MORE=1 length=0",
                "ZMTP frame 56..58: reserved=0 COMMAND=0 LONG=0 MORE=0 length=5",
            ],
        );
        check(
            b"\x04\x0b\x09SUBSCRIBEa",
            &[
                "ZMTP command 54..67: reserved=0 COMMAND=1 LONG=0 MORE=0 length=11 name length=9 name=SUBSCRIBE data=a",
            ],
        );
        check(
            b"\xff\0\0\0\0\0\0\0\x01\x7f",
            &["ZMTP greeting 54..64: signature=ff … 7f"],
        );
        check(b"\x02\0\0", &[]);
        check(b"", &[]);
    }

    #[test]
    fn only_sockets_of_zeromq_speak_it() {
        for (kind, speaks_it) in [
            ("REQ", true),
            ("XSUB", true),
            ("STREAM", false),
            ("TCP", false),
        ] {
            assert_eq!(speaks(kind), speaks_it, "{kind}");
        }
    }
}

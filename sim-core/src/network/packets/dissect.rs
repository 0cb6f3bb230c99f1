//! A frame taken apart: its layers, their fields, where each field's bits are,
//! what they say. The same for any frame, so that a screen can show it without
//! knowing a protocol. It reads bytes only; what the run knows beside them
//! (which message, which connection) is in the facts.

use core::net::Ipv4Addr;

use serde::Serialize;

use super::wire::ETHERNET;

/// One layer of a frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Layer {
    /// The number in the reference model: 2, 3 or 4; 7 for the payload.
    pub number: u8,
    /// Its name: `Ethernet II`.
    pub name: &'static str,
    /// First byte in the frame.
    pub start: usize,
    /// One past its last byte, what it carries not included.
    pub end: usize,
    /// Its fields, in order.
    pub fields: Vec<Field>,
}

/// One field of a header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// First bit, counted from the beginning of the frame.
    pub bit: usize,
    /// How many bits.
    pub bits: usize,
    /// What is there, as one writes it.
    pub value: String,
    /// What that means; empty where the value says it all.
    pub meaning: String,
}

/// The layers of a frame, from the outermost on. What cannot be read ends the
/// list; the rest is the last layer, `Payload`.
pub fn dissect(frame: &[u8]) -> Vec<Layer> {
    let mut layers = Vec::new();
    let end = ethernet(frame, &mut layers).unwrap_or(0);
    if end < frame.len() {
        layers.push(Layer {
            number: 7,
            name: "Payload",
            start: end,
            end: frame.len(),
            fields: Vec::new(),
        });
    }
    layers
}

/// Takes fields off a header, bit by bit.
struct Reader<'a> {
    frame: &'a [u8],
    bit: usize,
    start: usize,
    fields: Vec<Field>,
}

impl<'a> Reader<'a> {
    /// A header of `length` bytes at `start`; `None` if the frame is too short.
    fn new(frame: &'a [u8], start: usize, length: usize) -> Option<Reader<'a>> {
        (frame.len() >= start + length).then_some(Reader {
            frame,
            bit: start * 8,
            start,
            fields: Vec::new(),
        })
    }

    /// The next bits as a number; at most 32, and inside the frame.
    fn bits(&self, count: usize) -> u32 {
        (self.bit..self.bit + count).fold(0, |number, bit| {
            let byte = self.frame.get(bit / 8).copied().unwrap_or(0);
            number << 1 | u32::from(byte >> (7 - bit % 8) & 1)
        })
    }

    fn put(&mut self, name: &'static str, bits: usize, value: String, meaning: String) {
        self.fields.push(Field {
            name,
            bit: self.bit,
            bits,
            value,
            meaning,
        });
        self.bit += bits;
    }

    fn number(&mut self, name: &'static str, bits: usize, meaning: &str) -> u32 {
        let number = self.bits(bits);
        self.put(name, bits, number.to_string(), meaning.into());
        number
    }

    fn hex(&mut self, name: &'static str, bits: usize, meaning: &str) -> u32 {
        let number = self.bits(bits);
        let value = format!("0x{number:0width$x}", width = bits.div_ceil(4));
        self.put(name, bits, value, meaning.into());
        number
    }

    fn flag(&mut self, name: &'static str, meaning: &str) -> bool {
        let set = self.bits(1) == 1;
        let meaning = if set { meaning } else { "" };
        self.put(name, 1, u32::from(set).to_string(), meaning.into());
        set
    }

    fn mac(&mut self, name: &'static str) {
        let bytes = &self.frame[self.bit / 8..][..6];
        let text: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let meaning = match bytes {
            [0xff, 0xff, 0xff, 0xff, 0xff, 0xff] => "everybody on the cable",
            [0, 0, 0, 0, 0, 0] => "nobody: not known, or loopback",
            _ => "",
        };
        self.put(name, 48, text.join(":"), meaning.into());
    }

    fn ip(&mut self, name: &'static str) {
        let ip = Ipv4Addr::from(self.bits(32));
        self.put(name, 32, ip.to_string(), String::new());
    }

    fn layer(self, number: u8, name: &'static str, layers: &mut Vec<Layer>) -> usize {
        let end = self.bit / 8;
        layers.push(Layer {
            number,
            name,
            start: self.start,
            end,
            fields: self.fields,
        });
        end
    }
}

/// Reads the layers; how far it came.
fn ethernet(frame: &[u8], layers: &mut Vec<Layer>) -> Option<usize> {
    let mut reader = Reader::new(frame, 0, ETHERNET)?;
    reader.mac("destination");
    reader.mac("source");
    let kind = reader.bits(16);
    let meaning = match kind {
        0x0800 => "IPv4",
        0x0806 => "ARP",
        _ => "another protocol",
    };
    reader.hex("type", 16, meaning);
    let end = reader.layer(2, "Ethernet II", layers);
    let inner = match kind {
        0x0800 => ipv4(frame, end, layers),
        0x0806 => arp(frame, end, layers),
        _ => None,
    };
    Some(inner.unwrap_or(end))
}

fn arp(frame: &[u8], start: usize, layers: &mut Vec<Layer>) -> Option<usize> {
    let mut reader = Reader::new(frame, start, 28)?;
    reader.number("hardware type", 16, "Ethernet");
    reader.hex("protocol type", 16, "IPv4");
    reader.number("hardware length", 8, "bytes of a MAC address");
    reader.number("protocol length", 8, "bytes of an IPv4 address");
    let meaning = match reader.bits(16) {
        1 => "request: who has this address?",
        2 => "reply: I have it",
        _ => "",
    };
    reader.number("operation", 16, meaning);
    reader.mac("sender MAC");
    reader.ip("sender IP");
    reader.mac("target MAC");
    reader.ip("target IP");
    Some(reader.layer(2, "ARP", layers))
}

fn ipv4(frame: &[u8], start: usize, layers: &mut Vec<Layer>) -> Option<usize> {
    let mut reader = Reader::new(frame, start, 20)?;
    reader.number("version", 4, "");
    let words = reader.number("header length", 4, "in units of 4 bytes");
    reader.number("DSCP", 6, "default service");
    reader.number("ECN", 2, "");
    let total = reader.number("total length", 16, "bytes, header included");
    reader.number(
        "identification",
        16,
        "the same in all fragments of a packet",
    );
    reader.flag("reserved", "");
    reader.flag("don't fragment", "routers must not cut it");
    reader.flag("more fragments", "another fragment follows");
    let offset = reader.number("fragment offset", 13, "in units of 8 bytes");
    reader.number("time to live", 8, "routers that it may still pass");
    let protocol = reader.bits(8);
    let meaning = match protocol {
        1 => "ICMP",
        6 => "TCP",
        17 => "UDP",
        _ => "another protocol",
    };
    reader.number("protocol", 8, meaning);
    reader.hex("header checksum", 16, "");
    reader.ip("source");
    reader.ip("destination");
    let end = (start + words as usize * 4).min(frame.len());
    reader.bit = reader.bit.max(end * 8);
    let end = reader.layer(3, "IPv4", layers);
    let whole = frame.get(..start + total as usize).unwrap_or(frame);
    // Only the first fragment has the next header.
    let inner = match protocol {
        _ if offset > 0 => None,
        1 => icmp(whole, end, layers),
        6 => tcp(whole, end, layers),
        17 => udp(whole, end, layers),
        _ => None,
    };
    Some(inner.unwrap_or(end))
}

fn icmp(frame: &[u8], start: usize, layers: &mut Vec<Layer>) -> Option<usize> {
    let mut reader = Reader::new(frame, start, 8)?;
    let (kind, code) = (frame[start], frame[start + 1]);
    let meaning = match kind {
        0 => "echo reply",
        3 => "destination unreachable",
        8 => "echo request",
        11 => "time exceeded",
        _ => "",
    };
    reader.number("type", 8, meaning);
    let meaning = match (kind, code) {
        (3, 0) => "network unreachable",
        (3, 1) => "host unreachable",
        (3, 2) => "protocol unreachable",
        (3, 3) => "port unreachable",
        (3, 4) => "fragmentation needed",
        (11, 0) => "time to live used up",
        (11, 1) => "fragments missing",
        _ => "",
    };
    reader.number("code", 8, meaning);
    reader.hex("checksum", 16, "");
    match (kind, code) {
        (0 | 8, _) => {
            reader.number("identifier", 16, "");
            reader.number("sequence number", 16, "");
        }
        (3, 4) => {
            reader.number("unused", 16, "");
            reader.number("next-hop MTU", 16, "bytes that fit");
        }
        _ => {
            reader.number("unused", 32, "");
        }
    }
    Some(reader.layer(3, "ICMP", layers))
}

fn udp(frame: &[u8], start: usize, layers: &mut Vec<Layer>) -> Option<usize> {
    let mut reader = Reader::new(frame, start, 8)?;
    reader.number("source port", 16, "");
    reader.number("destination port", 16, "");
    reader.number("length", 16, "bytes, header included");
    reader.hex("checksum", 16, "");
    Some(reader.layer(4, "UDP", layers))
}

fn tcp(frame: &[u8], start: usize, layers: &mut Vec<Layer>) -> Option<usize> {
    let mut reader = Reader::new(frame, start, 20)?;
    reader.number("source port", 16, "");
    reader.number("destination port", 16, "");
    let acks = frame[start + 13] & 0x10 != 0;
    reader.number("sequence number", 32, "number of the first byte");
    let meaning = if acks { "next byte expected" } else { "" };
    reader.number("acknowledgement number", 32, meaning);
    let words = reader.number("data offset", 4, "header length in units of 4 bytes");
    reader.number("reserved", 4, "");
    reader.flag("CWR", "congestion window reduced");
    reader.flag("ECE", "congestion was met");
    reader.flag("URG", "the urgent pointer counts");
    reader.flag("ACK", "the acknowledgement number counts");
    reader.flag("PSH", "hand it to the program soon");
    reader.flag("RST", "break the connection");
    reader.flag("SYN", "open a direction");
    reader.flag("FIN", "nothing follows");
    reader.number(
        "window",
        16,
        "what may follow, in units of the window scale",
    );
    reader.hex("checksum", 16, "over the payload, too");
    reader.number("urgent pointer", 16, "");
    let end = (start + words as usize * 4).min(frame.len());
    tcp_options(&mut reader, end);
    reader.bit = end.max(start + 20) * 8;
    Some(reader.layer(4, "TCP", layers))
}

fn tcp_options(reader: &mut Reader<'_>, end: usize) {
    // At most 40 bytes of options.
    while reader.bit / 8 < end {
        let at = reader.bit / 8;
        let length = reader.frame.get(at + 1).copied().unwrap_or(0);
        match (reader.frame[at], length) {
            (0, _) => return,
            (1, _) => {
                reader.number("no-operation", 8, "fills up");
            }
            (2, 4) if at + 4 <= end => {
                reader.number("option kind", 8, "maximum segment size");
                reader.number("option length", 8, "");
                reader.number("maximum segment size", 16, "bytes of payload");
            }
            (3, 3) if at + 3 <= end => {
                reader.number("option kind", 8, "window scale");
                reader.number("option length", 8, "");
                let shift = reader.bits(8).min(14);
                let meaning = format!("window fields count in units of {}", 1u32 << shift);
                reader.put("shift", 8, shift.to_string(), meaning);
            }
            (_, length) if length >= 2 && at + usize::from(length) <= end => {
                let bits = usize::from(length) * 8;
                reader.put("option", bits, String::new(), "not used here".into());
            }
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A SYN|ACK with both options and two bytes of payload.
    const FRAME: &str = "020000010000 020000020000 0800 \
        4500 0032 0007 4000 4006 26bd 0a000002 0a000001 \
        0050 c350 00000064 0000012d 7012 ffff 1234 0000 020405b4 01 030305 abcd";

    fn bytes(text: &str) -> Vec<u8> {
        let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(16)).collect();
        digits
            .chunks(2)
            .map(|pair| (pair[0] << 4 | pair[1]) as u8)
            .collect()
    }

    fn check(layer: &str, field: &str, value: &str, bit: usize) {
        let layers = dissect(&bytes(FRAME));
        let layer = layers.iter().find(|it| it.name == layer).expect("a layer");
        let found = layer.fields.iter().find(|it| it.name == field);
        let found = found.expect("a field");
        assert_eq!((found.value.as_str(), found.bit), (value, bit), "{field}");
    }

    #[test]
    fn fields_are_where_the_standards_say() {
        check("Ethernet II", "destination", "02:00:00:01:00:00", 0);
        check("Ethernet II", "type", "0x0800", 96);
        check("IPv4", "total length", "50", 128);
        check("IPv4", "don't fragment", "1", 161);
        check("IPv4", "source", "10.0.0.2", 208);
        check("TCP", "source port", "80", 272);
        check("TCP", "sequence number", "100", 304);
        check("TCP", "SYN", "1", 382);
        check("TCP", "window", "65535", 384);
        check("TCP", "maximum segment size", "1460", 448);
        check("TCP", "shift", "5", 488);
    }

    #[test]
    fn every_bit_of_the_headers_belongs_to_one_field() {
        let frame = bytes(FRAME);
        let layers = dissect(&frame);
        let names: Vec<_> = layers.iter().map(|it| it.name).collect();
        assert_eq!(names, ["Ethernet II", "IPv4", "TCP", "Payload"]);
        let mut next = 0;
        for field in layers.iter().flat_map(|it| &it.fields) {
            assert_eq!(field.bit, next, "{}", field.name);
            next += field.bits;
        }
        assert_eq!(next, (frame.len() - 2) * 8);
    }

    #[test]
    fn no_bytes_make_it_fail() {
        let frame = bytes(FRAME);
        for length in 0..frame.len() {
            for flip in 0..frame.len() {
                let mut bad = frame[..length].to_vec();
                if let Some(byte) = bad.get_mut(flip) {
                    *byte ^= 0xff;
                }
                let covered = dissect(&bad).last().map_or(0, |layer| layer.end);
                assert_eq!(covered, length);
            }
        }
    }
}

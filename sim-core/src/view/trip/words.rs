//! What is said at the stations of a trip beyond the log's own sentences: the
//! numbers that decided.

use crate::base::Span;
use crate::messaging::Messaging;
use crate::messaging::zeromq::Full;
use crate::network::packets::Way;
use crate::network::packets::dissect::{Layer, dissect};
use crate::trace::{Carrier, Hop};

/// Frames of a message that are spelled out.
const FRAMES: usize = 4;

/// A statement's sentence for the moment before it.
pub(super) fn comes_to(executes: &str) -> String {
    executes.replacen(" executes line ", " comes to line ", 1)
}

/// That a message is given in several parts.
pub(super) fn parts(count: u32) -> String {
    match count {
        0 | 1 => String::new(),
        count => format!(" It has {count} parts, which travel as one message."),
    }
}

/// The check against a high-water mark that lets a message pass; `fill` and
/// `counted` are with it.
pub(super) fn fits(to: Option<&str>, fill: u32, counted: u32, mark: Option<u32>) -> String {
    let to = to.map_or(String::new(), |to| format!(" to {to}"));
    let held = fill.saturating_sub(1);
    let gone = left(counted.saturating_sub(fill));
    match mark {
        Some(mark) => format!(
            "High-water mark: the queue{to} holds {held} of {mark} messages{gone}. One more fits, so nothing blocks and nothing is dropped."
        ),
        None => format!("The queue{to} has no high-water mark: it takes every message."),
    }
}

/// The check that does not let it pass.
pub(super) fn full(full: Full) -> String {
    let Full {
        mark,
        counted,
        waiting,
    } = full;
    let gone = left(counted.saturating_sub(waiting));
    format!(
        "High-water mark: the queue holds {waiting} of {mark} messages{gone}. One more does not fit."
    )
}

/// Messages that have left a queue and still count against its mark.
fn left(gone: u32) -> String {
    match gone {
        0 => String::new(),
        1 => ", and 1 that has left it still counts".to_owned(),
        gone => format!(", and {gone} that have left it still count"),
    }
}

/// Which bytes of the message are in a segment with others'.
pub(super) fn own_bytes(from: u64, to: u64) -> String {
    format!(
        " Of this message it has bytes {from} to {}.",
        to.saturating_sub(1)
    )
}

/// Segments that are not told one by one.
pub(super) fn more_segments(count: usize, from: u64, to: u64) -> String {
    let (first, last) = (from, to.saturating_sub(1));
    match count {
        1 => format!("One more segment carries bytes {first} to {last}."),
        count => format!("{count} more segments carry bytes between {first} and {last}."),
    }
}

/// To whom the first hop goes; `waited` says whether that had to be found out.
pub(super) fn address(hop: &Hop, waited: bool) -> String {
    let mac: Vec<String> = match hop.bytes.0.get(..6) {
        Some(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        None => return String::new(),
    };
    let mac = mac.join(":");
    match (hop.way, waited) {
        (Way::Loopback(_), _) => String::new(),
        (_, true) => format!("It has waited until ARP had the receiver's address, {mac}."),
        (_, false) => format!("It goes to {mac}, which the host knows: no ARP is needed."),
    }
}

/// The hosts on the way, where packets are not simulated.
pub(super) fn whole_way(hosts: &[&str]) -> String {
    let way = match hosts {
        [one] => format!("stays on {one}"),
        hosts => format!("goes over {}", hosts.join(" → ")),
    };
    format!("It {way}. Segments and frames are not simulated in this run: `detail = \"messages\"`.")
}

/// That its bytes were there before its receiver took them in.
pub(super) fn waited(span: Span) -> String {
    format!(
        " Its last bytes came {span} before: until now they waited in the receiver's TCP buffer."
    )
}

/// Which line gets it, and how much that is: bytes and parts.
pub(super) fn returned(line: u32, code: &str, size: Option<(u64, u32)>) -> String {
    let size = match size {
        None => "it".to_owned(),
        Some((1, _)) => "1 byte".to_owned(),
        Some((bytes, 0 | 1)) => format!("{bytes} bytes"),
        Some((bytes, parts)) => format!("{bytes} bytes, sent in {parts} parts"),
    };
    format!(" Line {line} gets {size}: {code}")
}

/// How a messaging system frames a message for its peer.
pub(super) fn framing(kind: &str, first: Option<&Carrier>, bytes: u64, parts: u32) -> String {
    if Messaging::dissect(kind, &[0, 0], 0).is_empty() {
        return match kind {
            "UDP" => format!("It is one datagram of {bytes} bytes, with no frame around it."),
            "TCP" => {
                format!("Its {bytes} bytes go into the stream as they are: TCP knows no messages.")
            }
            _ => String::new(),
        };
    }
    let frames = first.map_or_else(Vec::new, frames);
    let said: Vec<String> = frames.iter().take(FRAMES).map(frame).collect();
    match frames.len() {
        0 if parts > 1 => "ZMTP puts flags and length before each of its parts.".to_owned(),
        0 => "ZMTP puts flags and length before it.".to_owned(),
        1 => format!("ZMTP makes one frame of it: {}.", said.join("; ")),
        count => {
            let more = match count.saturating_sub(FRAMES) {
                0 => String::new(),
                more => format!("; and {more} more"),
            };
            format!(
                "ZMTP makes {count} frames of it: {}{more}.",
                said.join("; ")
            )
        }
    }
}

/// The ZMTP frames that a segment begins with for this message.
fn frames(carrier: &Carrier) -> Vec<Layer> {
    let Some(bytes) = carrier.hops.first().map(|hop| &hop.bytes.0) else {
        return Vec::new();
    };
    let layers = dissect(bytes);
    let payload = layers.iter().find(|layer| layer.name == "Payload");
    let own = payload.and_then(|payload| {
        let from = payload.start + carrier.at as usize;
        let to = from + (carrier.to - carrier.from) as usize;
        bytes.get(from..to.min(payload.end))
    });
    let all = own.map_or_else(Vec::new, |own| Messaging::dissect("REQ", own, 0));
    let framed = |layer: &Layer| layer.fields.iter().any(|field| field.name == "length");
    all.into_iter().filter(framed).collect()
}

/// `flags 01 (MORE), length 5`.
fn frame(layer: &Layer) -> String {
    let value = |name: &str| {
        let field = layer.fields.iter().find(|field| field.name == name);
        field.map_or("", |field| &field.value)
    };
    let set: Vec<(&str, u8)> = [("COMMAND", 4), ("LONG", 2), ("MORE", 1)]
        .into_iter()
        .filter(|(name, _)| value(name) == "1")
        .collect();
    let flags: u8 = set.iter().map(|(_, bit)| bit).sum();
    let names: Vec<&str> = set.iter().map(|(name, _)| *name).collect();
    let names = match names.is_empty() {
        true => String::new(),
        false => format!(" ({})", names.join(", ")),
    };
    format!("flags {flags:02x}{names}, length {}", value("length"))
}

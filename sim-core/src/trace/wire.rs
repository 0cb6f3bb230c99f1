//! What happens to frames, packets and segments, each as one sentence.

use super::Names;
use crate::base::CableId;
use crate::network::packets::{
    CableChange, Carried, Drop, Flags, Header, Loss, Mishap, TcpFact, Way, WireFact,
};
use crate::network::{End, Spot};

/// The sentence of a fact.
pub(super) fn sentence(fact: &WireFact, names: Names<'_>) -> String {
    match fact {
        WireFact::FrameSent { .. }
        | WireFact::FrameReceived { .. }
        | WireFact::Dropped { .. }
        | WireFact::Learnt { .. }
        | WireFact::Flooded { .. }
        | WireFact::CableChanged { .. } => link(fact, names),
        WireFact::ArpAsked { .. } | WireFact::ArpLearnt { .. } | WireFact::ArpFailed { .. } => {
            arp(fact, names)
        }
        WireFact::SegmentSent { .. } | WireFact::SegmentReceived { .. } | WireFact::Tcp { .. } => {
            transport(fact, names)
        }
        _ => network(fact, names),
    }
}

/// True if something goes wrong in it.
pub(super) fn is_loss(fact: &WireFact) -> bool {
    match fact {
        // What others hear on the same cable is no loss.
        WireFact::Dropped { why, .. } => !matches!(why, Drop::NotMyMac | Drop::SamePort),
        WireFact::ArpFailed { .. } => true,
        WireFact::Tcp { fact, .. } => {
            matches!(fact, TcpFact::TimedOut { .. } | TcpFact::GivenUp { .. })
        }
        _ => false,
    }
}

fn link(fact: &WireFact, names: Names<'_>) -> String {
    match fact {
        WireFact::FrameSent {
            packet,
            way,
            bytes,
            waits_for,
            leaves,
            arrives,
            mishap,
        } => {
            let queue = match waits_for {
                0 => String::new(),
                1 => " behind 1 other".into(),
                count => format!(" behind {count} others"),
            };
            let takes = arrives.since(*leaves);
            let length = bytes.0.len() + way.trailer();
            let mishap = mishap.map_or(String::new(), |it| format!("; {}", mishap_words(it)));
            let way = over(*way, names);
            format!(
                "A frame of {length} bytes with packet {} leaves {way}{queue}: {takes}{mishap}.",
                packet.0
            )
        }
        WireFact::FrameReceived { packet, host, .. } => {
            format!(
                "{} has the frame with packet {}.",
                names.host(*host),
                packet.0
            )
        }
        WireFact::Dropped {
            packet,
            host,
            way,
            why,
        } => {
            let loss = Loss {
                why: *why,
                host: Some(*host),
                way: *way,
            };
            format!("{}.", lost(&format!("Packet {}", packet.0), loss, names))
        }
        WireFact::Learnt { switch, mac, cable } => format!(
            "{} learns that {} is on its cable {}.",
            names.host(*switch),
            mac_words(*mac),
            cable_words(*cable, names)
        ),
        WireFact::Flooded {
            switch,
            packet,
            mac,
            ports,
        } => {
            let why = match mac {
                [0xff, ..] => "it is for everybody".to_owned(),
                mac => format!("it has not seen {} yet", mac_words(*mac)),
            };
            format!(
                "{} sends packet {} out of all {ports} other ports: {why} (IEEE 802.1D, 7.7).",
                names.host(*switch),
                packet.0
            )
        }
        WireFact::CableChanged { cable, change } => {
            let cable = cable_words(*cable, names);
            match change.up {
                Some(false) => format!("The cable {cable} is cut."),
                Some(true) => format!("The cable {cable} is mended."),
                None => changed(&cable, change),
            }
        }
        _ => String::new(),
    }
}

/// Where and why `what` is no more, as a sentence without its full stop.
pub(super) fn lost(what: &str, loss: Loss, names: Names<'_>) -> String {
    let Loss { why, host, way } = loss;
    let at = host.map_or("its sender", |host| names.host(host));
    let rule = why.rule();
    let way = match way {
        Some(Way::Cable(cable, side)) => Some(ends(cable, side, names)),
        _ => None,
    };
    match (why, way) {
        (Drop::Lost, Some((from, to))) => {
            format!("{what} is lost on the cable from {from} to {to}")
        }
        (Drop::Cut, Some((from, to))) => {
            format!("{what} is lost: the cable from {from} to {to} is cut")
        }
        (Drop::TakenOff, Some((from, to))) => {
            format!("{what} is taken off the cable from {from} to {to} by hand")
        }
        (Drop::TakenOff, None) => format!("{what} is taken off its way by hand"),
        (Drop::Damaged, Some((from, to))) => format!(
            "{what} is thrown away at {at}: bits were flipped on the cable from {from} to {to}, the frame check sequence does not fit ({})",
            rule.source
        ),
        (Drop::QueueFull { frames }, Some((_, to))) => format!(
            "{what} is dropped at {at}: its queue for the cable to {to} is full, {frames} frames wait there already ({})",
            rule.source
        ),
        (Drop::NotMyMac, _) => format!("{what} is ignored by {at}: {rule}"),
        (Drop::SamePort, _) => format!("{what} goes no further than {at}: {rule}"),
        _ => format!("{what} is dropped at {at}: {rule}"),
    }
}

fn arp(fact: &WireFact, names: Names<'_>) -> String {
    match fact {
        WireFact::ArpAsked { host, ip, retries } => {
            let again = if *retries > 0 { " again" } else { "" };
            format!("{} asks everybody{again}: who has {ip}?", names.host(*host))
        }
        WireFact::ArpLearnt {
            host,
            ip,
            mac,
            waiting,
        } => {
            let then = match waiting {
                0 => String::new(),
                1 => "; the packet that waited goes".into(),
                count => format!("; the {count} packets that waited go"),
            };
            let (host, mac) = (names.host(*host), mac_words(*mac));
            format!("{host} learns that {mac} has {ip}{then}.")
        }
        WireFact::ArpFailed { host, ip, waiting } => format!(
            "{} gives up: nobody has answered three times for {ip}; {waiting} packets are thrown away (RFC 1122, 2.3.2).",
            names.host(*host)
        ),
        _ => String::new(),
    }
}

fn network(fact: &WireFact, names: Names<'_>) -> String {
    match fact {
        WireFact::Forwarded {
            router,
            packet,
            time_to_live,
            next_hop,
        } => format!(
            "Router {} passes packet {} on to {next_hop}; time to live {time_to_live}.",
            names.host(*router),
            packet.0
        ),
        WireFact::Fragmented {
            host,
            packet,
            pieces,
            mtu,
        } => format!(
            "{} cuts packet {} into {} fragments: the MTU is {mtu} (RFC 791, 3.2).",
            names.host(*host),
            packet.0,
            pieces.len()
        ),
        WireFact::Reassembled { host, bytes, .. } => format!(
            "{} has all fragments and puts {bytes} bytes together.",
            names.host(*host)
        ),
        WireFact::IcmpSent {
            host,
            to,
            what,
            about,
            ..
        } => {
            let about = about.map_or(String::new(), |packet| {
                format!(" about packet {}", packet.0)
            });
            format!(
                "{} sends ICMP {} to {to}{about}.",
                names.host(*host),
                what.name()
            )
        }
        WireFact::IcmpReceived {
            host, from, what, ..
        } => format!(
            "{} gets ICMP {} from {from}.",
            names.host(*host),
            what.name()
        ),
        WireFact::DatagramSent {
            host,
            from,
            to,
            bytes,
            ..
        } => format!(
            "{} sends a datagram of {bytes} bytes from port {} to {}.",
            names.host(*host),
            from.1,
            spot(*to)
        ),
        WireFact::DatagramReceived { bytes, packet, .. } => format!(
            "A datagram of {bytes} bytes (packet {}) waits to be read.",
            packet.0
        ),
        _ => String::new(),
    }
}

fn transport(fact: &WireFact, names: Names<'_>) -> String {
    match fact {
        WireFact::SegmentSent {
            end,
            host,
            to,
            header,
            carries,
            cause,
            packet,
            ..
        } => {
            let again = if cause.is_retransmission() {
                " again"
            } else {
                ""
            };
            let why = cause
                .rule()
                .map_or(String::new(), |rule| format!(": {rule}"));
            format!(
                "{} sends {}{} to {}{again} (packet {}){why}.",
                names.host(*host),
                segment(header, *end, names),
                cargo(carries, names),
                spot(*to),
                packet.0
            )
        }
        WireFact::SegmentReceived { end, header, .. } => {
            format!(
                "{} gets {}.",
                names.end(*end),
                segment(header, Some(end.peer()), names)
            )
        }
        WireFact::Tcp { end, fact } => format!("{} {}", names.end(*end), tcp(fact)),
        _ => String::new(),
    }
}

fn tcp(fact: &TcpFact) -> String {
    match fact {
        TcpFact::State { from, to } => format!("goes from {from} to {to}."),
        TcpFact::TimedOut { after, times, next } => format!(
            "has waited {after} for an acknowledgement, time {times}: the next time-out is {next} (RFC 6298, 5.5), the congestion window is one segment (RFC 5681, 3.1)."
        ),
        TcpFact::DuplicateAck { count } => {
            format!("gets duplicate acknowledgement {count} (RFC 5681, 2).")
        }
        TcpFact::RecoveryBegins { threshold } => format!(
            "takes the missing segment for lost; its window shrinks to {threshold} bytes (RFC 5681, 3.2)."
        ),
        TcpFact::RecoveryEnds { window } => format!(
            "has everything acknowledged that was on its way; its window is {window} bytes (RFC 6582, 3.2)."
        ),
        TcpFact::WindowClosed { waiting } => format!(
            "may send nothing: the receiver's window is 0, {waiting} bytes wait (RFC 9293, 3.8.6)."
        ),
        TcpFact::WindowOpened { window } => {
            format!("may send again: the window is {window} bytes.")
        }
        TcpFact::OutOfOrder { gap } => {
            format!("keeps a segment that came too early: {gap} bytes are missing before it.")
        }
        TcpFact::AlreadyThere { bytes } => {
            format!("throws {bytes} bytes away that it has already or cannot take.")
        }
        TcpFact::GivenUp { error } => format!("gives up: {}.", error.words()),
    }
}

/// A segment of `end`, with numbers counted from the beginning of its stream.
fn segment(header: &Header, end: Option<End>, names: Names<'_>) -> String {
    let Header { flags, length, .. } = header;
    let (seq, ack) = names.relative(end, header);
    let window = names.window(end, header);
    let acks = if flags.ack {
        format!(", ack {ack}")
    } else {
        String::new()
    };
    let size = match length {
        0 => String::new(),
        1 => ", 1 byte".into(),
        count => format!(", {count} bytes"),
    };
    let kind = if *flags == Flags::default() {
        String::new()
    } else {
        format!(" {flags}")
    };
    format!("a segment{kind} (seq {seq}{acks}{size}, window {window})")
}

fn cargo(carries: &[Carried], names: Names<'_>) -> String {
    match carries {
        [] => String::new(),
        [one] => format!(
            " with bytes {} to {} of {}",
            one.from,
            one.to.saturating_sub(1),
            names.message(one.message)
        ),
        several => format!(" with bytes of {} messages", several.len()),
    }
}

fn mishap_words(mishap: Mishap) -> String {
    match mishap {
        Mishap::Lost => "it will be lost on the way".into(),
        Mishap::Damaged { bits: 1 } => "1 bit is flipped on the way".into(),
        Mishap::Damaged { bits } => format!("{bits} bits are flipped on the way"),
        Mishap::Duplicated => "it will arrive twice".into(),
        Mishap::Delayed => "it is held up, others may overtake it".into(),
    }
}

fn over(way: Way, names: Names<'_>) -> String {
    match way {
        Way::Loopback(host) => format!("{} for itself", names.host(host)),
        Way::Cable(cable, side) => {
            let (from, to) = ends(cable, side, names);
            format!("{from} for {to}")
        }
    }
}

/// The hosts from which and to which frames go that leave this end of a cable.
fn ends<'a>(cable: CableId, side: u8, names: Names<'a>) -> (&'a str, &'a str) {
    let (a, b) = names.cable_ends(cable);
    if side == 0 { (a, b) } else { (b, a) }
}

/// What of a cable's properties is different, in a few words.
pub(crate) fn change_words(change: &CableChange) -> String {
    let up = change
        .up
        .map(|up| if up { "mended" } else { "cut" }.to_owned());
    let others = changes(change).into_iter();
    let others = others.map(|(what, value)| format!("{what} {value}"));
    up.into_iter().chain(others).collect::<Vec<_>>().join(", ")
}

/// Which properties are different, each with its new value.
fn changes(change: &CableChange) -> Vec<(&'static str, String)> {
    let part = |ppm: Option<u32>| ppm.map(|ppm| format!("{} %", f64::from(ppm) / 10_000.0));
    let all = [
        ("latency", change.latency.map(|span| span.to_string())),
        ("jitter", change.jitter.map(|span| span.to_string())),
        ("bandwidth", change.bandwidth.map(bits)),
        ("loss", part(change.loss_ppm)),
        ("damage", part(change.corrupt_ppm)),
        ("duplicates", part(change.duplicate_ppm)),
        ("reordering", part(change.reorder_ppm)),
        ("MTU", change.mtu.map(|bytes| bytes.to_string())),
        ("queue", change.queue.map(|frames| frames.to_string())),
    ];
    let set = all
        .into_iter()
        .filter_map(|(what, value)| Some((what, value?)));
    set.collect()
}

/// A change of a cable's properties, as one sentence.
fn changed(cable: &str, change: &CableChange) -> String {
    match &changes(change)[..] {
        [(what, value)] => format!("The {what} of the cable {cable} is now {value}."),
        all => {
            let all: Vec<String> = all
                .iter()
                .map(|(what, now)| format!("{what} {now}"))
                .collect();
            format!("The cable {cable} changes: {}.", all.join(", "))
        }
    }
}

/// A bandwidth in words.
pub(crate) fn bits(bits: u64) -> String {
    let units = [
        (1_000_000_000, "Gbit/s"),
        (1_000_000, "Mbit/s"),
        (1_000, "kbit/s"),
    ];
    let fits = units.iter().find(|(unit, _)| bits >= *unit);
    let (unit, name) = fits.copied().unwrap_or((1, "bit/s"));
    format!("{} {name}", bits as f64 / unit as f64)
}

pub(crate) fn cable_words(cable: CableId, names: Names<'_>) -> String {
    let (a, b) = names.cable_ends(cable);
    format!("{a} - {b}")
}

fn mac_words(mac: [u8; 6]) -> String {
    let [a, b, c, d, e, f] = mac;
    format!("{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{f:02x}")
}

fn spot((ip, port): Spot) -> String {
    format!("{ip}:{port}")
}

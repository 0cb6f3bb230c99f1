//! The frames of a run as a capture that Wireshark reads. Small enough to be
//! written by hand: three kinds of blocks, no compression, no comments.
//!
//! Spec: draft-ietf-opsawg-pcapng (section header, interface description with
//! name and resolution, enhanced packet).

use crate::base::{CableId, HostId, Map, Time};
use crate::network::Topology;
use crate::network::packets::{Mishap, PacketId, Way, WireFact};
use crate::trace::Trace;
use crate::world::World;

/// Where a capture is taken.
enum Tap {
    /// Every cable and loopback interface, each frame once, when it leaves.
    Everywhere,
    /// One network card: what it sends, and what it gets undamaged.
    Card(HostId, CableId, u8),
    /// One host's loopback interface.
    Loopback(HostId),
}

/// What a run without packets is told.
const NO_PACKETS: &str = "the run has no packets: write detail = \"packets\" in the scenario";

/// The interfaces of hosts and routers at which a capture can be taken, as
/// `pcapng` names them: `client:eth0`.
pub fn taps(world: &World) -> Vec<String> {
    let network = world.system().network();
    if network.packets().is_none() {
        return Vec::new();
    }
    let topology = network.topology();
    let hosts = (0..topology.len() as u32).map(HostId);
    let cards = hosts.flat_map(|host| {
        let name = host_name(topology, host);
        let used = topology.interfaces(host).enumerate();
        used.map(move |(number, _)| format!("{name}:eth{number}"))
    });
    cards.collect()
}

/// The frames of a computed run as pcapng: of the whole network (one interface
/// for each cable), or of one interface (`client`, `client:eth1`, `client:lo`).
///
/// Errors: there are no packets in the run, or no such interface.
pub fn pcapng(world: &World, trace: &Trace, interface: Option<&str>) -> Result<Vec<u8>, String> {
    let network = world.system().network();
    if network.packets().is_none() {
        return Err(NO_PACKETS.into());
    }
    let topology = network.topology();
    let tap = match interface {
        None => Tap::Everywhere,
        Some(name) => tap(topology, name)?,
    };
    let mut capture = Capture::default();
    // What came is what was sent: by packet and cable, the latest.
    let mut sent: Map<(PacketId, bool, u32, u8), &[u8]> = Map::new();
    for record in trace.records() {
        let Some(fact) = record.wire() else { continue };
        match fact {
            WireFact::FrameSent {
                packet,
                way,
                bytes,
                leaves,
                mishap,
                ..
            } => {
                let damaged = matches!(mishap, Some(Mishap::Damaged { .. }));
                match tap {
                    Tap::Card(..) if damaged => {
                        sent.remove(&key(*packet, *way));
                    }
                    Tap::Card(..) => {
                        sent.insert(key(*packet, *way), &bytes.0);
                    }
                    _ => {}
                }
                if tap.sees_sent(*way) {
                    capture.add(&name(topology, &tap, *way), *leaves, &bytes.0);
                }
            }
            WireFact::FrameReceived { packet, way, .. } if tap.sees_received(*way) => {
                if let Some(bytes) = sent.get(&key(*packet, *way)) {
                    capture.add(&name(topology, &tap, *way), record.at, bytes);
                }
            }
            _ => {}
        }
    }
    Ok(capture.finish())
}

fn key(packet: PacketId, way: Way) -> (PacketId, bool, u32, u8) {
    match way {
        Way::Cable(cable, side) => (packet, true, cable.0, side),
        Way::Loopback(host) => (packet, false, host.0, 0),
    }
}

impl Tap {
    fn sees_sent(&self, way: Way) -> bool {
        match (self, way) {
            (Tap::Everywhere, _) => true,
            (Tap::Card(_, cable, side), Way::Cable(used, from)) => (*cable, *side) == (used, from),
            (Tap::Loopback(host), Way::Loopback(used)) => *host == used,
            _ => false,
        }
    }

    fn sees_received(&self, way: Way) -> bool {
        match (self, way) {
            (Tap::Card(_, cable, side), Way::Cable(used, from)) => *cable == used && *side != from,
            _ => false,
        }
    }
}

fn tap(topology: &Topology, name: &str) -> Result<Tap, String> {
    let (host, card) = name.split_once(':').unwrap_or((name, "eth0"));
    let mut hosts = (0..topology.len() as u32).map(HostId);
    let Some(id) = hosts.find(|id| host_name(topology, *id) == host) else {
        return Err(format!("there is no host `{host}`"));
    };
    if card == "lo" {
        return Ok(Tap::Loopback(id));
    }
    let number = card.strip_prefix("eth").and_then(|text| text.parse().ok());
    let found = number.and_then(|number: usize| topology.interfaces(id).nth(number));
    match found {
        Some(it) => Ok(Tap::Card(id, it.cable, it.side)),
        None => Err(format!("host `{host}` has no interface `{card}`")),
    }
}

fn host_name(topology: &Topology, host: HostId) -> &str {
    topology.host(host).map_or("", |spec| spec.name.as_str())
}

fn name(topology: &Topology, tap: &Tap, way: Way) -> String {
    let host = |id: HostId| host_name(topology, id);
    match (tap, way) {
        (Tap::Card(id, cable, _), _) => {
            let number = topology.interfaces(*id).position(|it| it.cable == *cable);
            format!("{}:eth{}", host(*id), number.unwrap_or(0))
        }
        (_, Way::Loopback(id)) => format!("{}:lo", host(id)),
        (_, Way::Cable(cable, _)) => {
            let (one, other) = topology.cables()[cable.index()].between;
            format!("{} - {}", host(one), host(other))
        }
    }
}

/// A capture being written; interfaces are described when they are met first.
#[derive(Default)]
struct Capture<'a> {
    /// Sorted by time before they are written: a frame that waits in a queue
    /// leaves later than it was given to the cable.
    frames: Vec<(Time, u32, &'a [u8])>,
    names: Vec<String>,
}

impl<'a> Capture<'a> {
    fn add(&mut self, name: &str, at: Time, bytes: &'a [u8]) {
        let known = self.names.iter().position(|known| known == name);
        let interface = known.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        self.frames.push((at, interface as u32, bytes));
    }

    fn finish(mut self) -> Vec<u8> {
        self.frames.sort_by_key(|(at, ..)| *at);
        let mut out = Vec::new();
        // Version 1.0, in the order of bytes that the magic number shows, of
        // unknown length.
        let section = [
            &0x1a2b_3c4d_u32.to_le_bytes()[..],
            &[1, 0, 0, 0],
            &[0xff; 8],
        ];
        block(&mut out, 0x0a0d_0d0a, &section.concat());
        for name in &self.names {
            // Link type 1 is Ethernet; no limit of length.
            let mut body = vec![1, 0, 0, 0, 0, 0, 0, 0];
            option(&mut body, 2, name.as_bytes());
            // Times count in units of 10^-9 s.
            option(&mut body, 9, &[9]);
            option(&mut body, 0, &[]);
            block(&mut out, 1, &body);
        }
        for (at, interface, bytes) in &self.frames {
            let length = bytes.len() as u32;
            let (high, low) = ((at.0 >> 32) as u32, at.0 as u32);
            let head = [*interface, high, low, length, length];
            let mut body: Vec<u8> = head.iter().flat_map(|word| word.to_le_bytes()).collect();
            body.extend_from_slice(bytes);
            block(&mut out, 6, &body);
        }
        out
    }
}

/// A block: kind, length, body filled up to 32 bits, length once more.
fn block(out: &mut Vec<u8>, kind: u32, body: &[u8]) {
    let padded = body.len().next_multiple_of(4);
    let length = (12 + padded as u32).to_le_bytes();
    out.extend(kind.to_le_bytes());
    out.extend(length);
    out.extend(body);
    out.resize(out.len() + padded - body.len(), 0);
    out.extend(length);
}

/// An option: code, length, value filled up to 32 bits.
fn option(out: &mut Vec<u8>, code: u16, value: &[u8]) {
    out.extend(code.to_le_bytes());
    out.extend((value.len() as u16).to_le_bytes());
    out.extend(value);
    out.resize(out.len().next_multiple_of(4), 0);
}

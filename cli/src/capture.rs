//! What a run's records can be written as: a capture that Wireshark reads.

use std::collections::BTreeMap;
use std::time::Duration;

use pcap_file::DataLink;
use pcap_file::pcapng::PcapNgWriter;
use pcap_file::pcapng::blocks::enhanced_packet::EnhancedPacketBlock;
use pcap_file::pcapng::blocks::interface_description::{
    InterfaceDescriptionBlock, InterfaceDescriptionOption,
};
use sim_core::base::{CableId, HostId, Time};
use sim_core::network::packets::{Mishap, PacketId, Way, WireFact};
use sim_core::network::{Fact, Topology};
use sim_core::session::Session;
use sim_core::trace::Happening;

/// Where a capture is taken.
enum Tap {
    /// Every cable and loopback interface, each frame once, when it leaves.
    Everywhere,
    /// One network card: what it sends, and what it gets undamaged.
    Card(HostId, CableId, u8),
    /// One host's loopback interface.
    Loopback(HostId),
}

/// The frames of a computed run as pcapng: of the whole network (one interface
/// for each cable), or of one interface (`client`, `client:eth1`, `client:lo`).
///
/// Errors: there are no packets in the run, or no such interface.
pub fn pcapng(session: &Session, interface: Option<&str>) -> Result<Vec<u8>, String> {
    let network = session.last_world().system().network();
    if network.packets().is_none() {
        return Err("the run has no packets: write detail = \"packets\" in the scenario".into());
    }
    let topology = network.topology();
    let tap = match interface {
        None => Tap::Everywhere,
        Some(name) => tap(topology, name)?,
    };
    let mut capture = Capture::new();
    // What came is what was sent: by packet and cable, the latest.
    let mut sent: BTreeMap<(PacketId, bool, u32, u8), &[u8]> = BTreeMap::new();
    for record in session.trace().records() {
        let Happening::Network {
            fact: Fact::Wire(fact),
        } = &record.what
        else {
            continue;
        };
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
                if !damaged {
                    sent.insert(key(*packet, *way), &bytes.0);
                } else {
                    sent.remove(&key(*packet, *way));
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
    capture.finish()
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
    let hosts = (0..topology.len() as u32).map(HostId);
    let named = |id: &HostId| topology.host(*id).is_some_and(|spec| spec.name == host);
    let Some(id) = hosts.into_iter().find(named) else {
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

fn name(topology: &Topology, tap: &Tap, way: Way) -> String {
    let host = |id: HostId| topology.host(id).map_or("", |spec| spec.name.as_str());
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
struct Capture {
    /// Sorted by time before they are written: a frame that waits in a queue
    /// leaves later than it was given to the cable.
    frames: Vec<(Time, u32, Vec<u8>)>,
    names: Vec<String>,
}

impl Capture {
    fn new() -> Capture {
        Capture {
            frames: Vec::new(),
            names: Vec::new(),
        }
    }

    fn add(&mut self, name: &str, at: Time, bytes: &[u8]) {
        let known = self.names.iter().position(|known| known == name);
        let interface = known.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        self.frames.push((at, interface as u32, bytes.to_vec()));
    }

    fn finish(mut self) -> Result<Vec<u8>, String> {
        let broken = |problem: pcap_file::PcapError| problem.to_string();
        self.frames.sort_by_key(|(at, ..)| *at);
        let mut writer = PcapNgWriter::new(Vec::new()).map_err(broken)?;
        for name in &self.names {
            let block = InterfaceDescriptionBlock {
                linktype: DataLink::ETHERNET,
                snaplen: 0,
                options: vec![
                    InterfaceDescriptionOption::IfName(name.into()),
                    // Times count in units of 10^-9 s.
                    InterfaceDescriptionOption::IfTsResol(9),
                ],
            };
            writer.write_pcapng_block(block).map_err(broken)?;
        }
        for (at, interface, bytes) in &self.frames {
            let block = EnhancedPacketBlock {
                interface_id: *interface,
                timestamp: Duration::from_nanos(at.0),
                original_len: bytes.len() as u32,
                data: bytes.into(),
                options: Vec::new(),
            };
            writer.write_pcapng_block(block).map_err(broken)?;
        }
        Ok(writer.into_inner())
    }
}

//! Books over the frames of a run, from its records alone: every frame that
//! was given to a cable came to the other end, was lost there for a reason, or
//! is still on it; and whoever got one did something with it, on record.

use std::collections::{BTreeMap, BTreeSet};

use sim_core::base::HostId;
use sim_core::network::packets::{Drop, Mishap, PacketId, Way, WireFact};
use sim_core::network::{Fact, HostKind};
use sim_core::session::Session;
use sim_core::trace::Happening;

/// Bytes of frames, each counted on every cable that it crossed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frames {
    /// Given to cables, copies that a cable made included.
    pub sent: u64,
    /// Came to the other end.
    pub received: u64,
    /// Did not, by the code of the rule.
    pub lost: BTreeMap<&'static str, u64>,
    /// Still on the way at the end.
    pub flying: u64,
}

/// A received frame that must come to something, and its bytes.
struct Landed {
    packet: PacketId,
    host: HostId,
    bytes: Vec<u8>,
}

struct Books<'a> {
    session: &'a Session,
    frames: Frames,
    /// Bytes of what is on a cable: by packet and way, first in first out.
    on_the_way: BTreeMap<(PacketId, bool, u32, u8), Vec<Vec<u8>>>,
    landed: Vec<Landed>,
    /// What the records of the present event say of packets.
    settled: BTreeSet<(PacketId, Option<HostId>)>,
}

/// Adds up all frames of the computed run. Errors: what does not agree.
pub fn frames(session: &Session) -> Result<Frames, String> {
    let mut books = Books {
        session,
        frames: Frames::default(),
        on_the_way: BTreeMap::new(),
        landed: Vec::new(),
        settled: BTreeSet::new(),
    };
    let mut position = 0;
    for record in session.trace().records() {
        if record.position != position {
            books.settle()?;
            position = record.position;
        }
        if let Happening::Network {
            fact: Fact::Wire(fact),
        } = &record.what
        {
            books.add(fact)?;
        }
    }
    books.settle()?;
    books.close()
}

fn key(packet: PacketId, way: Way) -> (PacketId, bool, u32, u8) {
    match way {
        Way::Cable(cable, side) => (packet, false, cable.0, side),
        Way::Loopback(host) => (packet, true, host.0, 0),
    }
}

impl Books<'_> {
    fn add(&mut self, fact: &WireFact) -> Result<(), String> {
        match fact {
            WireFact::FrameSent {
                packet,
                way,
                bytes,
                mishap,
                ..
            } => {
                let copies = if *mishap == Some(Mishap::Duplicated) {
                    2
                } else {
                    1
                };
                for _ in 0..copies {
                    self.frames.sent += bytes.0.len() as u64;
                    let frames = self.on_the_way.entry(key(*packet, *way)).or_default();
                    frames.push(bytes.0.to_vec());
                }
                self.settled.insert((*packet, None));
            }
            WireFact::FrameReceived { packet, way, host } => {
                let bytes = self.take(*packet, *way)?;
                self.frames.received += bytes.len() as u64;
                self.landed.push(Landed {
                    packet: *packet,
                    host: *host,
                    bytes,
                });
            }
            WireFact::Dropped {
                packet,
                host,
                way,
                why,
            } => self.drop(*packet, *host, *way, *why)?,
            other => {
                if let Some(packet) = other.packet() {
                    self.settled.insert((packet, None));
                }
            }
        }
        Ok(())
    }

    fn take(&mut self, packet: PacketId, way: Way) -> Result<Vec<u8>, String> {
        let frames = self.on_the_way.get_mut(&key(packet, way));
        match frames.filter(|frames| !frames.is_empty()) {
            Some(frames) => Ok(frames.remove(0)),
            None => Err(format!("packet {packet:?} was not on {way:?}")),
        }
    }

    fn drop(
        &mut self,
        packet: PacketId,
        host: HostId,
        way: Option<Way>,
        why: Drop,
    ) -> Result<(), String> {
        self.settled.insert((packet, Some(host)));
        let on_cable = match (way, why) {
            (Some(way), Drop::Lost) => Some(way),
            // A cable that is cut takes nothing; what is on it is lost.
            (Some(way), Drop::Cut) if !self.leaves_from(way, host) => Some(way),
            _ => None,
        };
        if let Some(way) = on_cable {
            let bytes = self.take(packet, way)?.len() as u64;
            *self.frames.lost.entry(why.rule().code).or_default() += bytes;
        }
        Ok(())
    }

    fn leaves_from(&self, way: Way, host: HostId) -> bool {
        let Way::Cable(cable, side) = way else {
            return false;
        };
        let (one, other) = self.session.lesson().setup.cables[cable.index()].between;
        host == if side == 0 { one } else { other }
    }

    /// Every frame that came in the event that is over has come to something.
    fn settle(&mut self) -> Result<(), String> {
        let hosts = &self.session.lesson().setup.hosts;
        for landed in self.landed.drain(..) {
            let Landed {
                packet,
                host,
                bytes,
            } = landed;
            let somewhere = [(packet, None), (packet, Some(host))];
            let told = somewhere.iter().any(|it| self.settled.contains(it));
            // A switch whose other ports are shut has nobody to give it to.
            let lonely = hosts[host.index()].kind == HostKind::Switch;
            if !told && !lonely && !is_quiet(&bytes) {
                let name = &hosts[host.index()].name;
                return Err(format!("nobody says what {name} did with {packet:?}"));
            }
        }
        self.settled.clear();
        Ok(())
    }

    fn close(mut self) -> Result<Frames, String> {
        let left = self.on_the_way.values().flatten();
        self.frames.flying = left.map(|bytes| bytes.len() as u64).sum();
        let Frames {
            sent,
            received,
            flying,
            lost,
        } = &self.frames;
        let lost: u64 = lost.values().sum();
        if *sent != received + flying + lost {
            return Err(format!("the frames do not add up: {:?}", self.frames));
        }
        let network = self.session.last_world().system().network();
        let there = network
            .packets()
            .map_or(0, |packets| packets.flying_count());
        let here: usize = self.on_the_way.values().map(Vec::len).sum();
        if here != there {
            return Err(format!("{here} frames should be on their way, not {there}"));
        }
        Ok(self.frames)
    }
}

/// What a host takes without a word: an ARP question or answer, and a fragment
/// that it keeps until the others have come.
fn is_quiet(frame: &[u8]) -> bool {
    let arp = frame.get(12..14) == Some(&[0x08, 0x06]);
    let fragment = frame
        .get(20..22)
        .is_some_and(|it| u16::from_be_bytes([it[0], it[1]]) & 0x3fff != 0);
    arp || fragment
}

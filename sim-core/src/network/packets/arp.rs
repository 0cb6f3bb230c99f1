//! ARP (RFC 826): which network card has an IPv4 address. A packet waits until
//! the answer is there; a question without an answer is asked three times, one
//! second apart (Linux), then what waited is thrown away.

use core::net::Ipv4Addr;

use smoltcp::wire::EthernetProtocol;

use super::fact::{Drop, PacketId, WireFact};
use super::line::{Frame, drop_frame};
use super::wire::{self, Arp};
use super::{Event, Packets};
use crate::base::{HostId, Span, Time};
use crate::network::addressing::Interface;
use crate::network::{Event as NetworkEvent, Io};

/// How long an answer counts. Linux asks again after about a minute if nothing
/// else shows that the neighbour is there; here anything from it shows that.
const AGING: Span = Span::from_secs(300);

const TRIES: u32 = 3;

const PAUSE: Span = Span::from_secs(1);

/// Packets that wait for one answer: Linux's `unres_qlen`.
const WAITING: usize = 101;

/// Answers that a host remembers: Linux's `gc_thresh3`.
const ENTRIES: usize = 1_024;

/// What a host knows of one address on its network.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Neighbour {
    pub(super) ip: Ipv4Addr,
    pub(super) known: Known,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Known {
    /// Since then.
    Card([u8; 6], Time),
    /// Being asked for.
    Asking {
        tries: u32,
        generation: u32,
        waiting: Vec<Frame>,
    },
}

impl Packets {
    /// Sends an IPv4 packet, whose frame lacks its MAC addresses, to a
    /// neighbour.
    pub(super) fn send_to_neighbour(
        &mut self,
        interface: &Interface,
        next: Ipv4Addr,
        mut frame: Frame,
        io: &mut Io<'_>,
    ) {
        if next.is_broadcast() {
            self.address(&mut frame, wire::BROADCAST, interface);
            return self.transmit(interface.cable, interface.side, frame, io);
        }
        let now = io.now;
        let node = self.node(interface.host);
        match node.neighbours.binary_search_by_key(&next, |it| it.ip) {
            Ok(at) => match &mut node.neighbours[at].known {
                Known::Card(mac, since) if now.since(*since) <= AGING => {
                    let mac = *mac;
                    self.address(&mut frame, mac, interface);
                    self.transmit(interface.cable, interface.side, frame, io);
                }
                Known::Asking { waiting, .. } if waiting.len() >= WAITING => {
                    drop_frame(&frame, interface.host, None, Drop::MacQueueFull, io);
                }
                Known::Asking { waiting, .. } => waiting.push(frame),
                Known::Card(..) => self.begin_asking(interface, next, frame, io),
            },
            Err(_) => self.begin_asking(interface, next, frame, io),
        }
    }

    fn address(&mut self, frame: &mut Frame, to: [u8; 6], interface: &Interface) {
        let bytes = super::ip::own_bytes(frame);
        wire::put_ethernet(bytes, to, interface.mac, EthernetProtocol::Ipv4);
    }

    fn begin_asking(&mut self, interface: &Interface, ip: Ipv4Addr, frame: Frame, io: &mut Io<'_>) {
        let node = self.node(interface.host);
        node.generation += 1;
        let known = Known::Asking {
            tries: 0,
            generation: node.generation,
            waiting: vec![frame],
        };
        let neighbours = &mut node.neighbours;
        match neighbours.binary_search_by_key(&ip, |it| it.ip) {
            Ok(at) => neighbours[at].known = known,
            Err(at) => {
                neighbours.insert(at, Neighbour { ip, known });
                forget_oldest(neighbours, ip);
            }
        }
        self.ask(interface.host, ip, io);
    }

    /// Sends the question; the answer, or the end of patience, comes later.
    fn ask(&mut self, host: HostId, ip: Ipv4Addr, io: &mut Io<'_>) {
        let node = self.node(host);
        let Ok(at) = node.neighbours.binary_search_by_key(&ip, |it| it.ip) else {
            return;
        };
        let Known::Asking {
            tries, generation, ..
        } = &mut node.neighbours[at].known
        else {
            return;
        };
        let retries = *tries;
        *tries += 1;
        let generation = *generation;
        io.out.wire(|| WireFact::ArpAsked { host, ip, retries });
        let event = Event::Ask {
            host,
            ip,
            generation,
        };
        io.out
            .events
            .push((io.now + PAUSE, NetworkEvent::Packets(event)));
        let Some((interface, _)) = self.next_hop(host, ip, io.topology) else {
            return;
        };
        let Some(from) = interface.ip else { return };
        let arp = Arp {
            request: true,
            from_mac: interface.mac,
            from,
            to_mac: [0; 6],
            to: ip,
        };
        self.send_arp(interface, &arp, io);
    }

    fn send_arp(&mut self, interface: &Interface, arp: &Arp, io: &mut Io<'_>) {
        let packet = self.new_packet();
        let frame = Frame::new(&wire::arp_frame(arp), packet, io.now);
        self.transmit(interface.cable, interface.side, frame, io);
    }

    /// True if the answer has come, or another question was begun.
    pub(super) fn asked_enough(&self, host: HostId, ip: Ipv4Addr, generation: u32) -> bool {
        let Some(node) = self.node_at(host) else {
            return true;
        };
        let found = node.neighbours.binary_search_by_key(&ip, |it| it.ip);
        let known = found.ok().map(|at| &node.neighbours[at].known);
        !matches!(known, Some(Known::Asking { generation: now, .. }) if *now == generation)
    }

    /// A second has passed without an answer.
    pub(super) fn ask_again(&mut self, host: HostId, ip: Ipv4Addr, io: &mut Io<'_>) {
        let neighbours = &mut self.node(host).neighbours;
        let Ok(at) = neighbours.binary_search_by_key(&ip, |it| it.ip) else {
            return;
        };
        if let Known::Asking { tries, .. } = &neighbours[at].known
            && *tries < TRIES
        {
            return self.ask(host, ip, io);
        }
        let Known::Asking { waiting, .. } = neighbours.remove(at).known else {
            return;
        };
        let count = waiting.len() as u32;
        io.out.wire(|| WireFact::ArpFailed {
            host,
            ip,
            waiting: count,
        });
        for frame in waiting {
            drop_frame(&frame, host, None, Drop::NoMac, io);
            self.host_unreachable(host, &frame, io);
        }
    }

    /// An ARP message has come.
    pub(super) fn arp_input(
        &mut self,
        interface: &Interface,
        packet: PacketId,
        bytes: &[u8],
        io: &mut Io<'_>,
    ) {
        let host = interface.host;
        let Some(arp) = wire::read_arp(bytes) else {
            return io.out.wire(|| WireFact::Dropped {
                packet,
                host,
                way: None,
                why: Drop::Malformed,
            });
        };
        let for_me = interface.ip == Some(arp.to);
        self.learn_neighbour(interface, &arp, for_me, io);
        if for_me && arp.request {
            let answer = Arp {
                request: false,
                from_mac: interface.mac,
                from: arp.to,
                to_mac: arp.from_mac,
                to: arp.from,
            };
            self.send_arp(interface, &answer, io);
        }
    }

    /// RFC 826: known senders are brought up to date, unknown ones are learnt
    /// if the message is for us.
    fn learn_neighbour(&mut self, interface: &Interface, arp: &Arp, new: bool, io: &mut Io<'_>) {
        let (host, ip, mac) = (interface.host, arp.from, arp.from_mac);
        let known = Known::Card(mac, io.now);
        let neighbours = &mut self.node(host).neighbours;
        let before = match neighbours.binary_search_by_key(&ip, |it| it.ip) {
            Ok(at) => Some(core::mem::replace(&mut neighbours[at].known, known)),
            Err(at) if new => {
                neighbours.insert(at, Neighbour { ip, known });
                forget_oldest(neighbours, ip);
                None
            }
            Err(_) => return,
        };
        if matches!(before, Some(Known::Card(same, _)) if same == mac) {
            return;
        }
        let waiting = match before {
            Some(Known::Asking { waiting, .. }) => waiting,
            _ => Vec::new(),
        };
        let count = waiting.len() as u32;
        io.out.wire(|| WireFact::ArpLearnt {
            host,
            ip,
            mac,
            waiting: count,
        });
        for mut frame in waiting {
            self.address(&mut frame, mac, interface);
            self.transmit(interface.cable, interface.side, frame, io);
        }
    }
}

/// Keeps the table within its bound; `but` is new.
fn forget_oldest(neighbours: &mut Vec<Neighbour>, but: Ipv4Addr) {
    if neighbours.len() <= ENTRIES {
        return;
    }
    let age = |it: &Neighbour| match it.known {
        Known::Card(_, since) if it.ip != but => since,
        _ => Time::NEVER,
    };
    let oldest = (0..neighbours.len()).min_by_key(|at| age(&neighbours[*at]));
    if let Some(at) = oldest.filter(|at| age(&neighbours[*at]) != Time::NEVER) {
        neighbours.remove(at);
    }
}

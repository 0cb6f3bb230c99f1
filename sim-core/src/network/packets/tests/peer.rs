//! Our TCP with smoltcp's own sockets as the peer, over the same simulated bad
//! cables: two implementations that were not written by the same hand. On host
//! 1 of the network nothing of ours answers: its frames go to smoltcp and its
//! frames come from there.

use core::net::Ipv4Addr;
use std::collections::VecDeque;

use smoltcp::iface::{Config, Interface, SocketHandle, SocketSet};
use smoltcp::phy::{Device, DeviceCapabilities, Medium, RxToken, TxToken};
use smoltcp::socket::tcp;
use smoltcp::time::Instant;
use smoltcp::wire::{EthernetAddress, HardwareAddress, IpAddress, IpCidr};

use super::lab::*;
use super::lossy::{rough, runs};
use crate::base::{CableId, HostId, Random, Span, Time};
use crate::network::packets::line::Frame;
use crate::network::*;

/// What the simulated cable is to smoltcp.
struct Card {
    incoming: VecDeque<Vec<u8>>,
    outgoing: Vec<Vec<u8>>,
    mtu: usize,
}

struct Received(Vec<u8>);

struct Sending<'a>(&'a mut Vec<Vec<u8>>);

impl RxToken for Received {
    fn consume<R, F: FnOnce(&[u8]) -> R>(self, f: F) -> R {
        f(&self.0)
    }
}

impl TxToken for Sending<'_> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(self, length: usize, f: F) -> R {
        let mut frame = vec![0; length];
        let result = f(&mut frame);
        self.0.push(frame);
        result
    }
}

impl Device for Card {
    type RxToken<'a> = Received;
    type TxToken<'a> = Sending<'a>;

    fn receive(&mut self, _: Instant) -> Option<(Received, Sending<'_>)> {
        let frame = self.incoming.pop_front()?;
        Some((Received(frame), Sending(&mut self.outgoing)))
    }

    fn transmit(&mut self, _: Instant) -> Option<Sending<'_>> {
        Some(Sending(&mut self.outgoing))
    }

    fn capabilities(&self) -> DeviceCapabilities {
        let mut capabilities = DeviceCapabilities::default();
        capabilities.medium = Medium::Ethernet;
        capabilities.max_transmission_unit = self.mtu + 14;
        capabilities
    }
}

/// Our host 0, smoltcp as host 1, the cable between them.
struct Both {
    lab: Lab,
    card: Card,
    interface: Interface,
    sockets: SocketSet<'static>,
    socket: SocketHandle,
}

impl Both {
    fn new(spec: &CableSpec, seed: u64) -> Both {
        let mut lab = Lab::pair(spec, seed);
        lab.mute = true;
        let mut card = Card {
            incoming: VecDeque::new(),
            outgoing: Vec::new(),
            mtu: spec.mtu as usize,
        };
        let there = lab.network.topology().interface_at(CableId(0), 1).mac;
        let mut config = Config::new(HardwareAddress::Ethernet(EthernetAddress(there)));
        config.random_seed = seed;
        let mut interface = Interface::new(config, &mut card, Instant::ZERO);
        let own = IpAddress::Ipv4(Ipv4Addr::new(10, 0, 0, 2));
        interface.update_ip_addrs(|all| {
            all.push(IpCidr::new(own, 8)).expect("room for one");
        });
        let buffer = || tcp::SocketBuffer::new(vec![0; 20_000]);
        let mut sockets = SocketSet::new(vec![]);
        let mut socket = tcp::Socket::new(buffer(), buffer());
        socket.set_timeout(None);
        let socket = sockets.add(socket);
        Both {
            lab,
            card,
            interface,
            sockets,
            socket,
        }
    }

    fn socket(&mut self) -> &mut tcp::Socket<'static> {
        self.sockets.get_mut(self.socket)
    }

    fn instant(&self) -> Instant {
        Instant::from_micros((self.lab.now.0 / 1_000) as i64)
    }

    /// Lets smoltcp work; what it sends goes onto the cable.
    fn poll(&mut self) {
        let now = self.instant();
        self.interface.poll(now, &mut self.card, &mut self.sockets);
        for bytes in core::mem::take(&mut self.card.outgoing) {
            self.lab.with(|network, now, out| {
                network.with_packets(now, out, |packets, io| {
                    let packet = packets.new_packet();
                    let frame = Frame::new(&bytes, packet, io.now);
                    packets.transmit(CableId(0), 1, frame, io);
                });
            });
        }
    }

    /// The next thing happens, here or there; false after `until`.
    fn step(&mut self, until: Time) -> bool {
        self.poll();
        let now = self.instant();
        let theirs = self.interface.poll_at(now, &self.sockets);
        let theirs = theirs.map_or(Time::NEVER, |at| {
            Time(at.total_micros() as u64 * 1_000).max(self.lab.now + Span(1_000))
        });
        let ours = self.lab.agenda.next_time().unwrap_or(Time::NEVER);
        if ours.min(theirs) > until {
            return false;
        }
        if theirs < ours {
            self.lab.now = theirs;
            return true;
        }
        let Some((at, event)) = self.lab.agenda.pop() else {
            return false;
        };
        if self.lab.network.is_void(&event) {
            return true;
        }
        self.lab.now = at;
        if let Some(frame) = self.for_peer(&event) {
            self.card.incoming.push_back(frame);
            self.poll();
            return true;
        }
        self.lab
            .with(|network, now, out| network.handle(now, event, out));
        true
    }

    /// The bytes of a frame that arrives at host 1, undamaged.
    fn for_peer(&mut self, event: &Event) -> Option<Vec<u8>> {
        let Event::Packets(packets::Event::Frame(slot)) = event else {
            return None;
        };
        let packets = self.lab.network.packets.as_deref_mut()?;
        let flying = packets.flying[*slot as usize].as_ref()?;
        let there = flying.way == packets::Way::Cable(CableId(0), 0);
        if !there || flying.fate != packets::Fate::Arrives || flying.frame.is_bad() {
            return None;
        }
        let flying = packets.flying[*slot as usize].take()?;
        packets.free_slots.push(*slot);
        Some(flying.frame.bytes.to_vec())
    }
}

/// Sends `data` both ways at once, then closes from our side.
fn exchange(both: &mut Both, end: End, data: &[u8], seed: u64) {
    let (mut sent, mut echoed, mut got, mut theirs) = (0, 0, Vec::new(), Vec::new());
    let until = both.lab.now + Span::from_secs(36_000);
    while got.len() < data.len() || theirs.len() < data.len() {
        assert!(
            both.step(until),
            "seed {seed}: stuck at {} and {} of {}",
            got.len(),
            theirs.len(),
            data.len()
        );
        sent += both.lab.write(end, &data[sent..]);
        got.extend_from_slice(&both.lab.read_all(end));
        let socket = both.socket();
        if socket.can_send() && echoed < data.len() {
            echoed += socket.send_slice(&data[echoed..]).expect("can send");
        }
        while socket.can_recv() {
            let more = |bytes: &mut [u8]| (bytes.len(), bytes.to_vec());
            theirs.extend(socket.recv(more).expect("can receive"));
        }
    }
    assert!(got == data && theirs == data, "seed {seed}: bytes differ");
}

#[test]
fn smoltcp_listens_and_we_connect() {
    for seed in 0..runs() {
        let mut random = Random::new(seed, "test.peer", 0);
        let spec = rough(&mut random);
        let mut both = Both::new(&spec, seed);
        both.socket().listen(80).expect("a new socket");
        let data = pattern(1 + random.below(40_000) as usize);
        let mut id = both.lab.connect(0, (Ipv4Addr::new(10, 0, 0, 2), 80));
        let until = Time(3_600_000 * MS);
        while !both.lab.said(&Notice::Connected { connection: id }) {
            assert!(both.step(until), "seed {seed}: no connection, {spec:?}");
            let refused = |(_, said): &(Time, Notice)| matches!(said, Notice::Refused { connection, .. } if *connection == id);
            if both.lab.notices.iter().any(refused) {
                id = both.lab.connect(0, (Ipv4Addr::new(10, 0, 0, 2), 80));
            }
        }
        exchange(&mut both, End::client(id), &data, seed);
        both.lab.close(End::client(id));
        both.socket().close();
        let until = both.lab.now + Span::from_secs(3_600);
        let over = |both: &Both| {
            let state = both.lab.state(End::client(id));
            // An orphan waits a minute for the peer's FIN, which smoltcp in
            // CLOSING may never send again.
            use packets::State::{FinWait2, TimeWait};
            state.is_none_or(|state| matches!(state, TimeWait | FinWait2))
        };
        while !over(&both) && both.step(until) {}
        let states = (both.lab.state(End::client(id)), both.socket().state());
        assert!(over(&both), "seed {seed}: {states:?}");
    }
}

#[test]
fn we_listen_and_smoltcp_connects() {
    let mut unlucky = 0;
    for seed in 0..runs() {
        let mut random = Random::new(seed, "test.peer", 1);
        let spec = rough(&mut random);
        let mut both = Both::new(&spec, seed);
        both.lab.listen(0);
        let data = pattern(1 + random.below(40_000) as usize);
        let to = (IpAddress::Ipv4(Ipv4Addr::new(10, 0, 0, 1)), 80);
        let Both {
            interface,
            sockets,
            socket,
            ..
        } = &mut both;
        let there = sockets.get_mut::<tcp::Socket>(*socket);
        there
            .connect(interface.context(), to, 50_000)
            .expect("a new socket");
        let until = Time(3_600_000 * MS);
        let end = loop {
            if !both.step(until) {
                break None;
            }
            let accepted = both.lab.notices.iter().find_map(|(_, said)| match said {
                Notice::Accepted { connection, .. } => Some(End::server(*connection)),
                _ => None,
            });
            if accepted.is_some() {
                break accepted;
            }
        };
        match end {
            Some(end) => exchange(&mut both, end, &data, seed),
            // Six acknowledgements of a handshake in a row can get lost.
            None => unlucky += 1,
        }
    }
    assert!(unlucky * 100 <= runs(), "{unlucky} handshakes failed");
}

#[test]
fn an_echo_comes_back() {
    let spec = slow();
    let mut lab = Lab::pair(&spec, 1);
    let to = lab.ip(1);
    assert!(lab.with(|n, now, out| n.ping(now, HostId(0), to, 1, b"anybody there?", out)));
    lab.run_for(100);
    let answer = |fact: &packets::WireFact| {
        matches!(
            fact,
            packets::WireFact::IcmpReceived {
                host: HostId(0),
                what: packets::Icmp::EchoReply,
                ..
            }
        )
    };
    assert!(lab.wire().any(|(_, fact)| answer(fact)));
}

//! Random programs, deaths and restarts, by seed: nothing is lost without a
//! reason, no wake-up is lost, and the same seed gives the same run.

use super::lab::{Lab, Sock};
use super::*;
use crate::base::{Random, Time};
use crate::messaging::Fact;
use crate::messaging::seam::Ending;
use crate::network::{CableSpec, Detail};
use crate::python::Data;

const HOSTS: u32 = 3;

/// Each client type, with the server type it talks to.
const PAIRS: [(&str, &str); 10] = [
    ("SUB", "PUB"),
    ("SUB", "XPUB"),
    ("XSUB", "PUB"),
    ("XSUB", "XPUB"),
    ("PAIR", "PAIR"),
    ("DEALER", "DEALER"),
    ("REQ", "REP"),
    ("PUSH", "PULL"),
    ("DEALER", "ROUTER"),
    ("REQ", "ROUTER"),
];

struct Play {
    lab: Lab,
    random: Random,
    pairs: [usize; 3],
    sockets: Vec<Sock>,
    /// Those that are SUB.
    subscribers: Vec<Sock>,
    /// A process that is stopped.
    stopped: Option<u32>,
    /// A host whose cable is cut.
    cut: Option<u32>,
}

impl Play {
    fn below(&mut self, bound: usize) -> usize {
        self.random.below(bound as u64) as usize
    }

    /// A run has three of the pairs, so that they meet.
    fn pair(&mut self) -> usize {
        let pick = self.below(3);
        self.pairs[pick]
    }

    fn open(&mut self) {
        let process = self.below(HOSTS as usize) as u32;
        let pair = self.pair();
        let (client, server) = PAIRS[pair];
        let serves = self.below(3) == 0;
        let socket = self
            .lab
            .socket(process, if serves { server } else { client });
        let marks = [0, 1, 2, 10];
        let options = [
            (RCVTIMEO, 30),
            (SNDTIMEO, 30),
            (LINGER, [-1, 0, 50][self.below(3)]),
            (SNDHWM, marks[self.below(4)]),
            (RCVHWM, marks[self.below(4)]),
            (IMMEDIATE, self.below(2) as i64),
            (RCVBUF, [-1, 2_048][self.below(2)]),
            (SNDBUF, [-1, 2_048][self.below(2)]),
        ];
        for (option, value) in options {
            self.lab.set(&socket, option, value);
        }
        let kind = if serves { server } else { client };
        if kind == "PUB" && self.below(3) == 0 {
            self.lab.set(&socket, XPUB_NODROP, 1);
        }
        let conflates = ["PUB", "SUB", "DEALER", "PUSH", "PULL"].contains(&kind);
        if conflates && self.below(8) == 0 {
            self.lab.set(&socket, CONFLATE, 1);
        }
        if kind == "ROUTER" && self.below(2) == 0 {
            self.lab.set(&socket, ROUTER_HANDOVER, 1);
        }
        if ["DEALER", "REQ"].contains(&kind) && self.below(3) == 0 {
            let name = Data::from(&b"same"[..]);
            let args = [socket.handle.clone(), Data::Int(ROUTING_ID), name];
            let done = self.lab.call(socket.process, "zmq_setsockopt", &args);
            assert_eq!(done, Ok(Data::None));
            self.lab
                .set(&socket, PROBE_ROUTER, self.random.below(2) as i64);
        }
        if self.below(6) == 0 {
            self.lab.set(&socket, HEARTBEAT_IVL, 40);
        }
        if kind == "SUB" {
            self.subscribers.push(socket.clone());
            self.subscribe(&socket);
        }
        self.address(&socket, pair, serves);
        self.sockets.push(socket);
    }

    fn subscribe(&mut self, socket: &Sock) {
        let option = 6 + self.below(4) as i64 / 3;
        let prefix = ["", "a", "ab", "b"][self.below(4)];
        self.lab.subscribe(socket, option, prefix);
    }

    /// Binds or connects, mostly to what fits.
    fn address(&mut self, socket: &Sock, pair: usize, serves: bool) {
        let port = 5_000
            + if self.below(10) == 0 {
                self.below(PAIRS.len())
            } else {
                pair
            };
        let local = self.below(5);
        let address = match (local, serves) {
            (0, _) => format!("inproc://{port}"),
            (1, _) => format!("ipc:///tmp/{port}"),
            (_, true) => format!("tcp://*:{port}"),
            (_, false) => format!("tcp://h{}:{port}", self.below(HOSTS as usize)),
        };
        let call = if serves { "zmq_bind" } else { "zmq_connect" };
        let done = self.lab.on(socket, call, &address);
        assert!(matches!(done, Ok(()) | Err(98)), "{done:?}");
    }

    fn send(&mut self, socket: &Sock) {
        let body = vec![b'x'; self.below(6_000)];
        let heads: [&[u8]; 6] = [b"", b"a", b"abc", b"b", b"\x01a", b"\0a"];
        let parts: [&[u8]; 2] = [heads[self.below(6)], &body];
        let single = self.below(3) == 0;
        let parts = if single { &parts[..1] } else { &parts[..] };
        for _ in 0..=self.below(6) {
            // Errors (wrong state, nobody there, full) are part of it.
            if self.lab.send_parts(socket, parts, 0).is_err() {
                break;
            }
        }
    }

    fn receive(&mut self, socket: &Sock) {
        while let Ok(parts) = self.lab.recv_parts(socket, 0) {
            let parts: Vec<&[u8]> = parts.iter().map(|part| &part[..]).collect();
            let _ = self.lab.send_parts(socket, &parts, 0);
            if self.below(6) == 0 {
                break;
            }
        }
    }

    fn step(&mut self) {
        let action = self.below(100);
        if self.sockets.is_empty() || (action < 10 && self.sockets.len() < 14) {
            return self.open();
        }
        let pick = self.below(self.sockets.len());
        let socket = self.sockets[pick].clone();
        if self.stopped == Some(socket.process.0) {
            // Its program makes no calls.
            return self.lab.sleep(20);
        }
        match action {
            0..14 => {
                let (pair, serves) = (self.pair(), self.below(4) == 0);
                self.address(&socket, pair, serves);
                if let Some(sub) = self.subscribers.last().cloned()
                    && self.sockets.iter().any(|s| s.handle == sub.handle)
                {
                    self.subscribe(&sub);
                }
            }
            14..50 => self.send(&socket),
            50..90 => self.receive(&socket),
            90..93 => {
                self.sockets.swap_remove(pick);
                self.lab.close(&socket);
            }
            94 => self.stop_or_go(),
            95 => self.cut_or_mend(),
            93 => {
                self.lab.end(socket.process.0, Ending::Killed);
                self.sockets.retain(|other| other.process != socket.process);
            }
            _ => {
                let millis = self.random.below(300);
                self.lab.sleep(millis);
            }
        }
    }
}

impl Play {
    fn stop_or_go(&mut self) {
        match self.stopped.take() {
            Some(process) => self.lab.resume(process),
            None => {
                let process = self.below(HOSTS as usize) as u32;
                self.lab.pause(process);
                self.stopped = Some(process);
            }
        }
    }

    /// Has an effect only where there are packets.
    fn cut_or_mend(&mut self) {
        match self.cut.take() {
            Some(host) => self.lab.cable(host, true),
            None => {
                let host = self.below(HOSTS as usize) as u32;
                self.lab.cable(host, false);
                self.cut = Some(host);
            }
        }
    }

    fn finish(mut self) -> Vec<(Time, Fact)> {
        if self.stopped.is_some() {
            self.stop_or_go();
        }
        if self.cut.is_some() {
            self.cut_or_mend();
        }
        self.lab.finish()
    }
}

fn run(seed: u64, steps: u32) -> Vec<(Time, Fact)> {
    play(Lab::new(HOSTS, seed), seed, steps)
}

/// The same over cables that lose, double and overtake frames.
fn run_over_bad_cables(seed: u64, steps: u32) -> Vec<(Time, Fact)> {
    let cable = CableSpec {
        loss_ppm: 20_000,
        duplicate_ppm: 5_000,
        reorder_ppm: 5_000,
        ..CableSpec::default()
    };
    let lab = Lab::over(HOSTS, seed, Detail::Packets, cable);
    play(lab, seed, steps)
}

fn play(lab: Lab, seed: u64, steps: u32) -> Vec<(Time, Fact)> {
    let mut play = Play {
        lab,
        random: Random::new(seed, "test", 0),
        pairs: [seed, seed / 10, seed / 100].map(|n| n as usize % PAIRS.len()),
        sockets: Vec::new(),
        subscribers: Vec::new(),
        stopped: None,
        cut: None,
    };
    for _ in 0..steps {
        play.step();
    }
    play.finish()
}

#[test]
fn random_programs_lose_nothing_without_a_reason() {
    let mut taken = 0;
    let mut reasons = std::collections::BTreeSet::new();
    for seed in 0..400 {
        for (_, fact) in run(seed, 300) {
            match fact {
                Fact::Taken { .. } => taken += 1,
                Fact::Dropped { rule, .. } => {
                    reasons.insert(rule.code());
                }
                _ => {}
            }
        }
    }
    // The programs are not idle: messages arrive, and are lost in many ways.
    assert!(taken > 1_000, "{taken}");
    assert!(reasons.len() >= 8, "{reasons:?}");
}

#[test]
fn bad_cables_lose_no_message_without_a_reason() {
    let mut taken = 0;
    for seed in 0..40 {
        let facts = run_over_bad_cables(seed, 200);
        let is_taken = |(_, fact): &&(Time, Fact)| matches!(fact, Fact::Taken { .. });
        taken += facts.iter().filter(is_taken).count();
    }
    assert!(taken > 100, "{taken}");
}

#[test]
fn the_same_seed_gives_the_same_run() {
    for seed in [1, 7, 42] {
        assert_eq!(run(seed, 150), run(seed, 150));
    }
}

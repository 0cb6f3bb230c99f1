//! A laboratory: hosts on one switch, a clock, and blocking calls that let
//! simulated time pass. It holds what every test wants to be true: no wake-up
//! is lost, and every message that was sent is taken or dropped exactly once.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Agenda, CableId, HostId, MessageId, ProcessId, Span, ThreadId, Time};
use crate::messaging::seam::{Attempt, Caller, Ending, Env, Outbox, Outcome, Reason, Timer};
use crate::messaging::{Fact, MessageKind, Messaging, SocketId};
use crate::network::packets::CableChange;
use crate::network::{
    Address, CableEnds, CableSpec, Detail, End, Event, HostKind, HostSpec, Network, Read,
};
use crate::python::{Data, Handle};

enum Due {
    Network(Event),
    Timer(Timer),
}

pub(super) struct Lab {
    pub(super) messaging: Messaging,
    pub(super) network: Network,
    pub(super) now: Time,
    pub(super) facts: Vec<(Time, Fact)>,
    /// What the last call that waited for ever waited for.
    pub(super) reason: Option<Reason>,
    agenda: Agenda<Due>,
    woken: Vec<(ProcessId, ThreadId)>,
    contexts: BTreeMap<ProcessId, Data>,
}

/// A socket of a test: whose, and its handle.
#[derive(Clone, Debug)]
pub(super) struct Sock {
    pub(super) process: ProcessId,
    pub(super) handle: Data,
}

impl Sock {
    pub(super) fn id(&self) -> SocketId {
        match self.handle {
            Data::Handle(Handle(number)) => SocketId(number as u32),
            _ => panic!("not a handle"),
        }
    }
}

pub(super) const TYPES: [(&str, i64); 12] = [
    ("PAIR", 0),
    ("PUB", 1),
    ("SUB", 2),
    ("XPUB", 9),
    ("XSUB", 10),
    ("STREAM", 11),
    ("REQ", 3),
    ("REP", 4),
    ("DEALER", 5),
    ("ROUTER", 6),
    ("PULL", 7),
    ("PUSH", 8),
];

impl Lab {
    /// `hosts` end systems `h0`, `h1`, ... on one switch; process n runs on
    /// host n.
    pub(super) fn new(hosts: u32, seed: u64) -> Lab {
        Lab::over(hosts, seed, Detail::Messages, CableSpec::default())
    }

    /// The same over cables like this, with packets or without.
    pub(super) fn over(hosts: u32, seed: u64, detail: Detail, cable: CableSpec) -> Lab {
        let spec = |name: String, kind| HostSpec {
            name,
            kind,
            names: Vec::new(),
            routes: Vec::new(),
        };
        let mut all: Vec<_> = (0..hosts)
            .map(|n| spec(format!("h{n}"), HostKind::Host))
            .collect();
        all.push(spec("switch".into(), HostKind::Switch));
        let cables: Vec<_> = (0..hosts)
            .map(|n| CableEnds {
                between: (HostId(n), HostId(hosts)),
                spec: cable.clone(),
                addresses: [None, None],
            })
            .collect();
        let loopback = CableSpec {
            latency: Span::from_micros(20),
            bandwidth: 10_000_000_000,
            ..CableSpec::default()
        };
        Lab {
            messaging: Messaging::new(seed),
            network: Network::new(detail, &all, &cables, &loopback, seed),
            now: Time::ZERO,
            facts: Vec::new(),
            reason: None,
            agenda: Agenda::default(),
            woken: Vec::new(),
            contexts: BTreeMap::new(),
        }
    }

    fn with<R>(&mut self, work: impl FnOnce(&mut Messaging, &mut Env) -> R) -> R {
        let mut out = Outbox::default();
        let mut env = Env {
            now: self.now,
            network: &mut self.network,
            out: &mut out,
        };
        let result = work(&mut self.messaging, &mut env);
        self.absorb(out);
        result
    }

    fn absorb(&mut self, mut out: Outbox) {
        // Each notice may bring more.
        while !out.network.notices.is_empty() {
            for notice in std::mem::take(&mut out.network.notices) {
                let mut env = Env {
                    now: self.now,
                    network: &mut self.network,
                    out: &mut out,
                };
                self.messaging.handle_notice(notice, &mut env);
            }
        }
        for (at, timer) in out.timers {
            self.agenda.schedule(at, Due::Timer(timer));
        }
        for (at, event) in out.network.events {
            assert!(at >= self.now, "an event in the past");
            self.agenda.schedule(at, Due::Network(event));
        }
        self.woken.extend(out.wakes);
        let now = self.now;
        self.facts
            .extend(out.facts.into_iter().map(|fact| (now, fact)));
    }

    /// Lets the next event happen; false if there is none before `limit`.
    pub(super) fn step(&mut self, limit: Time) -> bool {
        if self.agenda.next_time().is_none_or(|at| at > limit) {
            return false;
        }
        let Some((at, due)) = self.agenda.pop() else {
            return false;
        };
        self.now = at;
        match due {
            Due::Timer(timer) => self.with(|m, env| m.handle_timer(timer, env)),
            Due::Network(event) if self.network.is_void(&event) => {}
            Due::Network(event) => {
                let mut out = Outbox::default();
                self.network.handle(self.now, event, &mut out.network);
                self.absorb(out);
            }
        }
        true
    }

    /// Stops a process, as SIGSTOP does.
    pub(super) fn pause(&mut self, process: u32) {
        self.messaging.pause(ProcessId(process));
    }

    /// Lets it go on.
    pub(super) fn resume(&mut self, process: u32) {
        self.with(|m, env| m.resume(ProcessId(process), env));
    }

    /// Cuts the cable of a host, or mends it.
    pub(super) fn cable(&mut self, host: u32, up: bool) {
        let mut out = Outbox::default();
        let change = CableChange {
            up: Some(up),
            ..CableChange::default()
        };
        self.network
            .alter_cable(self.now, CableId(host), &change, &mut out.network);
        self.absorb(out);
    }

    pub(super) fn sleep(&mut self, millis: u64) {
        let until = self.now + Span::from_millis(millis);
        while self.step(until) {}
        self.now = until;
    }

    /// One try of a call.
    pub(super) fn attempt(
        &mut self,
        process: ProcessId,
        name: &str,
        args: &[Data],
        attempt: Attempt,
    ) -> Outcome {
        let caller = Caller {
            process,
            thread: ThreadId(0),
            host: HostId(process.0),
        };
        self.now += Span::from_micros(1);
        self.with(|m, env| m.call(caller, name, args, attempt, env))
    }

    /// A call, with all the waiting it takes. `Err` is the error's number; a
    /// call that would wait for ever gives `Err(0)`.
    pub(super) fn call(
        &mut self,
        process: ProcessId,
        name: &str,
        args: &[Data],
    ) -> Result<Data, i64> {
        let limit = self.now + Span::from_secs(20);
        let mut attempt = Attempt::first(self.now);
        loop {
            match self.attempt(process, name, args, attempt) {
                Outcome::Done(Ok(data)) => return Ok(data),
                Outcome::Done(Err(raise)) => match raise.args[..] {
                    [Data::Int(errno)] => return Err(errno),
                    _ => panic!("{raise:?}"),
                },
                Outcome::Wait(wait) => {
                    self.woken.clear();
                    let until = wait.until.unwrap_or(limit).min(limit);
                    let woken = self.run_until_woken(process, until);
                    attempt.expired = !woken && wait.until == Some(until);
                    if !woken && wait.until.is_none() {
                        self.reason = Some(wait.reason);
                        self.check_no_lost_wake_up(process, name, args, attempt);
                        return Err(0);
                    }
                }
            }
        }
    }

    fn run_until_woken(&mut self, process: ProcessId, until: Time) -> bool {
        loop {
            if self.woken.iter().any(|(who, _)| *who == process) {
                return true;
            }
            if !self.step(until) {
                self.now = until;
                return false;
            }
        }
    }

    /// Nobody woke the call: trying again must be of no use.
    fn check_no_lost_wake_up(
        &mut self,
        process: ProcessId,
        name: &str,
        args: &[Data],
        attempt: Attempt,
    ) {
        let again = self.attempt(process, name, args, attempt);
        assert!(
            matches!(again, Outcome::Wait(_)),
            "a wake-up was lost: {name} {again:?}"
        );
    }

    pub(super) fn socket(&mut self, process: u32, kind: &str) -> Sock {
        let process = ProcessId(process);
        let number = TYPES.iter().find(|(name, _)| *name == kind);
        let number = Data::Int(number.expect("a type of the table").1);
        if !self.contexts.contains_key(&process) {
            let context = self.call(process, "zmq_ctx_new", &[]).expect("a context");
            self.contexts.insert(process, context);
        }
        let context = self.contexts[&process].clone();
        let handle = self.call(process, "zmq_socket", &[context, number]);
        let handle = handle.expect("a socket");
        Sock { process, handle }
    }

    pub(super) fn set(&mut self, socket: &Sock, option: i64, value: i64) {
        let args = [socket.handle.clone(), Data::Int(option), Data::Int(value)];
        let done = self.call(socket.process, "zmq_setsockopt", &args);
        assert_eq!(done, Ok(Data::None), "option {option}");
    }

    /// SUBSCRIBE (6) or UNSUBSCRIBE (7).
    pub(super) fn subscribe(&mut self, socket: &Sock, option: i64, prefix: &str) {
        let prefix = Data::from(prefix.as_bytes());
        let args = [socket.handle.clone(), Data::Int(option), prefix];
        let done = self.call(socket.process, "zmq_setsockopt", &args);
        assert_eq!(done, Ok(Data::None));
    }

    pub(super) fn on(&mut self, socket: &Sock, name: &str, address: &str) -> Result<(), i64> {
        let args = [socket.handle.clone(), Data::from(address)];
        self.call(socket.process, name, &args).map(|_| ())
    }

    pub(super) fn bind(&mut self, socket: &Sock, address: &str) {
        assert_eq!(self.on(socket, "zmq_bind", address), Ok(()));
    }

    pub(super) fn connect(&mut self, socket: &Sock, address: &str) {
        assert_eq!(self.on(socket, "zmq_connect", address), Ok(()));
    }

    pub(super) fn close(&mut self, socket: &Sock) {
        let args = [socket.handle.clone()];
        assert_eq!(
            self.call(socket.process, "zmq_close", &args),
            Ok(Data::None)
        );
    }

    /// Sends parts; flag 1 is NOBLOCK.
    pub(super) fn send_parts(
        &mut self,
        socket: &Sock,
        parts: &[&[u8]],
        flags: i64,
    ) -> Result<(), i64> {
        let parts = parts.iter().map(|part| Data::from(*part)).collect();
        let args = [socket.handle.clone(), Data::List(parts), Data::Int(flags)];
        self.call(socket.process, "zmq_send", &args).map(|_| ())
    }

    pub(super) fn send(&mut self, socket: &Sock, text: &str) -> Result<(), i64> {
        self.send_parts(socket, &[text.as_bytes()], 0)
    }

    pub(super) fn recv_parts(&mut self, socket: &Sock, flags: i64) -> Result<Vec<Vec<u8>>, i64> {
        let args = [socket.handle.clone(), Data::Int(flags)];
        match self.call(socket.process, "zmq_recv_multipart", &args)? {
            Data::List(parts) => Ok(parts
                .into_iter()
                .map(|part| match part {
                    Data::Bytes(bytes) => bytes.to_vec(),
                    other => panic!("{other:?}"),
                })
                .collect()),
            other => panic!("{other:?}"),
        }
    }

    /// The last part of the next message, as text.
    pub(super) fn recv(&mut self, socket: &Sock) -> Result<String, i64> {
        let parts = self.recv_parts(socket, 0)?;
        let last = parts.last().map_or(&[][..], |part| part);
        Ok(String::from_utf8_lossy(last).into_owned())
    }

    /// Which events (1 in, 2 out) come within `millis` on each socket.
    pub(super) fn poll(&mut self, sockets: &[&Sock], events: i64, millis: i64) -> Vec<i64> {
        let items = sockets.iter().map(|s| {
            let pair = vec![s.handle.clone(), Data::Int(events)];
            Data::Tuple(pair)
        });
        let args = [Data::List(items.collect()), Data::Int(millis)];
        match self.call(sockets[0].process, "zmq_poll", &args) {
            Ok(Data::List(found)) => found
                .into_iter()
                .map(|data| match data {
                    Data::Int(events) => events,
                    other => panic!("{other:?}"),
                })
                .collect(),
            other => panic!("{other:?}"),
        }
    }

    /// All messages that come, until none comes for `millis`.
    pub(super) fn drain(&mut self, socket: &Sock, millis: i64) -> Vec<String> {
        let mut all = Vec::new();
        while self.poll(&[socket], 1, millis) == [1] {
            all.push(self.recv(socket).expect("poll said so"));
        }
        all
    }

    pub(super) fn events(&mut self, socket: &Sock) -> i64 {
        let args = [socket.handle.clone(), Data::Int(15)];
        match self.call(socket.process, "zmq_getsockopt", &args) {
            Ok(Data::Int(events)) => events,
            other => panic!("{other:?}"),
        }
    }

    /// `context.term()`: how long it took, in ms, or `None` if for ever.
    pub(super) fn term(&mut self, process: u32) -> Option<u64> {
        let process = ProcessId(process);
        let context = self.contexts.remove(&process).expect("a context");
        let begin = self.now;
        let done = self.call(process, "zmq_ctx_term", &[context]);
        done.ok().map(|_| self.now.since(begin).0 / 1_000_000)
    }

    pub(super) fn end(&mut self, process: u32, how: Ending) -> Outcome {
        let process = ProcessId(process);
        let outcome = self.with(|m, env| m.process_ended(process, how, env));
        if matches!(outcome, Outcome::Done(_)) {
            self.contexts.remove(&process);
        }
        outcome
    }

    /// A connection of a program that is no ZeroMQ socket, from `h1`.
    pub(super) fn dial(&mut self, address: &Address) -> End {
        let mut out = Outbox::default();
        let host = HostId(1);
        let connection = self
            .network
            .connect(self.now, host, address, &mut out.network);
        self.absorb(out);
        self.sleep(10);
        End::client(connection)
    }

    pub(super) fn say(&mut self, end: End, bytes: &[u8]) {
        let mut out = Outbox::default();
        let taken = self
            .network
            .write(self.now, end, bytes, &[], &mut out.network);
        assert_eq!(taken, bytes.len());
        self.absorb(out);
        self.sleep(10);
    }

    /// What has come; `None` after the end of the stream.
    pub(super) fn hear(&mut self, end: End) -> Option<Vec<u8>> {
        let mut heard = Vec::new();
        loop {
            let mut out = Outbox::default();
            let read = self
                .network
                .read(self.now, end, usize::MAX, &mut out.network);
            self.absorb(out);
            match read {
                Read::Bytes { bytes, .. } => heard.extend_from_slice(&bytes),
                Read::WouldBlock => return Some(heard),
                Read::End | Read::Broken(_) => return None,
            }
        }
    }

    /// Kills everybody and sees that no message is unaccounted for.
    pub(super) fn finish(mut self) -> Vec<(Time, Fact)> {
        let hosts = self.network.topology().len() as u32;
        for process in 0..hosts {
            let ended = self.end(process, Ending::Killed);
            assert_eq!(ended, Outcome::Done(Ok(Data::None)));
        }
        let limit = self.now + Span::from_secs(3_600);
        while self.step(limit) {}
        assert!(self.agenda.is_empty(), "something goes on for ever");
        assert_eq!(self.network.in_flight().count(), 0);
        for process in 0..hosts {
            assert_eq!(
                self.messaging.sockets(ProcessId(process), &self.network),
                []
            );
        }
        check_conservation(&self.facts);
        check_order(&self.facts);
        self.facts
    }
}

/// Between a queue that sends and a queue that receives, messages stay in the
/// order in which they were sent; and each queue is read in the order in which
/// it was filled, but for subscriptions: XPUB keeps new ones for its program
/// and notes the others at once. (Numbers are given in order of sending.)
#[track_caller]
fn check_order(facts: &[(Time, Fact)]) {
    let mut left = BTreeMap::new();
    let mut arrived = BTreeMap::new();
    let mut last_of_pair = BTreeMap::new();
    let mut place = 0;
    let mut last_taken = BTreeMap::new();
    let mut controls = BTreeSet::new();
    for (at, fact) in facts {
        match fact {
            Fact::Sent {
                message,
                kind: MessageKind::Control,
                ..
            } => drop(controls.insert(*message)),
            Fact::Copied { message, of, .. } if controls.contains(of) => {
                controls.insert(*message);
            }
            Fact::Departed { message, queue, .. } => drop(left.insert(*message, *queue)),
            Fact::Arrived { message, queue, .. } => {
                place += 1;
                arrived.insert(*message, (*queue, place));
                let pair = (left.get(message).copied(), *queue);
                let before = last_of_pair.insert(pair, *message);
                assert!(
                    before.is_none_or(|before| before < *message),
                    "{message:?} overtook {before:?} before {at}"
                );
            }
            Fact::Taken { message, .. } if !controls.contains(message) => {
                if let Some((queue, place)) = arrived.get(message) {
                    let before = last_taken.insert(*queue, *place);
                    assert!(before < Some(*place), "{fact:?} out of turn at {at}");
                }
            }
            _ => {}
        }
    }
}

/// Every message that was sent was taken or dropped, once; nothing was taken
/// or dropped that was not sent.
#[track_caller]
fn check_conservation(facts: &[(Time, Fact)]) {
    let mut fates: BTreeMap<MessageId, Vec<&Fact>> = BTreeMap::new();
    for (_, fact) in facts {
        match fact {
            Fact::Sent { message, .. } | Fact::Copied { message, .. } => {
                assert!(
                    fates.insert(*message, Vec::new()).is_none(),
                    "{fact:?} twice"
                );
            }
            Fact::Taken { message, .. } | Fact::Dropped { message, .. } => {
                let fate = fates.get_mut(message);
                fate.unwrap_or_else(|| panic!("{fact:?} of what was never sent"))
                    .push(fact);
            }
            _ => {}
        }
    }
    for (message, fate) in fates {
        if fate.len() != 1 {
            let life = facts
                .iter()
                .filter(|(_, fact)| format!("{fact:?}").contains(&format!("{message:?}")));
            panic!(
                "{message:?} has {} fates: {}",
                fate.len(),
                life.map(|f| format!("\n{f:?}")).collect::<String>()
            );
        }
    }
}

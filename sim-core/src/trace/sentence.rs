//! One plain English sentence for each record, in the present tense, with
//! names and numbers: the log line, the screen reader's text and the lecture
//! note are the same.

use serde::Serialize;

use super::names::{Names, cut};
use crate::base::{ProcessId, ThreadId, Time};
use crate::messaging::threads::is_queue;
use crate::messaging::{Fact, MessageKind, Peer, Phase, Reason, Rule};
use crate::network::packets::WireFact;
use crate::network::{self, Side};
use crate::system::{Happening, Local, LocalWait, ProgramFact, Stream, Switch, signal_name};
use crate::world::Record;

/// How a sentence stands out: colour and symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// A statement executed, a time-out passed.
    Plain,
    /// A message moves.
    Message,
    /// A reply moves.
    Reply,
    /// Somebody waits.
    Wait,
    /// Something is lost, refused or crashed.
    Loss,
    /// Program output.
    Output,
    /// The author's or the user's intervention.
    Command,
}

impl Tone {
    /// Its name in an export.
    pub fn word(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Message => "message",
            Tone::Reply => "reply",
            Tone::Wait => "wait",
            Tone::Loss => "loss",
            Tone::Output => "output",
            Tone::Command => "command",
        }
    }
}

/// Characters of program output in a sentence.
const OUTPUT: usize = 80;

/// The sentence for a record.
pub fn sentence(record: &Record, names: Names<'_>) -> String {
    match &record.what {
        Happening::Program {
            process,
            thread,
            fact,
        } => program(*process, *thread, fact, record.at, names),
        Happening::Messaging { fact, .. } => messaging(fact, names),
        Happening::Network { fact } => network(fact, names),
    }
}

fn program(
    process: ProcessId,
    thread: ThreadId,
    fact: &ProgramFact,
    at: Time,
    names: Names<'_>,
) -> String {
    let who = names.thread(process, thread);
    match fact {
        ProgramFact::Started { restarts: 0 } => format!("{who} starts."),
        ProgramFact::Started { restarts } => {
            format!("{who} starts again (restart {restarts}), with empty memory.")
        }
        ProgramFact::Line { line, file, .. } => {
            let text = names.line(process, file.as_deref(), *line);
            match file {
                None => format!("{who} executes line {line}: {text}"),
                Some(file) => format!("{who} executes line {line} of {file}: {text}"),
            }
        }
        ProgramFact::Wrote { stream, text } => {
            let verb = if *stream == Stream::Stderr {
                "prints on standard error"
            } else {
                "prints"
            };
            format!("{who} {verb}: {}", cut(text.trim_end(), OUTPUT))
        }
        ProgramFact::Typed { line } if line.trim().is_empty() => {
            format!("An empty line is typed into {who}.")
        }
        ProgramFact::Typed { line } => format!("“{}” is typed into {who}.", cut(line, OUTPUT)),
        ProgramFact::InputEnded => format!("The input of {who} ends."),
        ProgramFact::WaitsForInput => format!("{who} waits for a line of input."),
        ProgramFact::Sleeps { until } => format!("{who} sleeps for {}.", until.since(at)),
        ProgramFact::Blocked { call, reason, .. } => {
            format!("{who} waits in {call}: {}.", waiting(reason, names))
        }
        ProgramFact::GoesOn {
            waited,
            expired: false,
        } => format!("{who} goes on after {waited}."),
        ProgramFact::GoesOn {
            waited,
            expired: true,
        } => format!("{who} goes on: its time of {waited} is up."),
        ProgramFact::Long { line } => format!("{who} is still in line {line}."),
        ProgramFact::Lingers { reason } => {
            format!("{who} is at its end but stays: {}.", waiting(reason, names))
        }
        ProgramFact::Ended {
            code: 0,
            error: None,
        } => format!("{who} ends."),
        ProgramFact::Ended { code, error: None } => format!("{who} ends with exit status {code}."),
        ProgramFact::Ended {
            code,
            error: Some(error),
        } => {
            format!("{who} ends with {error} that nobody caught (exit status {code}).")
        }
        ProgramFact::Waits { local, holder, .. } => {
            let what = waiting_here(local, thread, holder.as_deref(), names);
            format!("{who} waits in {}: {what}.", local.call)
        }
        ProgramFact::ThreadStarted { .. } => format!("{who} begins."),
        ProgramFact::ThreadEnded => format!("{who} ends; its process goes on."),
        ProgramFact::Switched { from, why } => {
            let from = names.thread(process, *from);
            match why {
                Switch::Blocked => format!("Switch to {who}: {from} blocks."),
                Switch::Ended => format!("Switch to {who}: {from} has ended."),
                Switch::Interval => {
                    format!("Switch to {who}: {from} has had its time (the switch interval).")
                }
                Switch::Chance => format!("Switch to {who}, by chance (the scenario's seed)."),
            }
        }
        ProgramFact::Forked { name, .. } => {
            format!("{who} forks: {name} goes on as a copy of it.")
        }
        ProgramFact::Signalled { number } => format!("{} comes to {who}.", signal_name(*number)),
        ProgramFact::Crashed => {
            format!("{who} crashes: it is gone at once, with all it had in memory.")
        }
        ProgramFact::Paused => format!("{who} is paused."),
        ProgramFact::Resumed => format!("{who} is resumed."),
        ProgramFact::Interrupted => format!("Ctrl-C interrupts {who}."),
        ProgramFact::NoEffect { why } => format!("Nothing to do for {who}: {why}."),
    }
}

/// What a call waits for on its own host, as the end of a sentence without full
/// stop; `holder` is the name of the thread that has the lock.
pub(crate) fn waiting_here(
    local: &LocalWait,
    thread: ThreadId,
    holder: Option<&str>,
    names: Names<'_>,
) -> String {
    let holder = holder.unwrap_or("a thread");
    match (&local.what, &*local.call) {
        (Local::Lock { .. }, "Thread.join") => format!("{holder} has not ended"),
        (Local::Lock { .. }, "_shutdown") => {
            format!("the program is at its end, but {holder} is no daemon and still runs")
        }
        (Local::Lock { .. }, "Thread.start") => "the new thread has not begun".to_owned(),
        (Local::Lock { holder: of, .. }, call) if *of == Some(thread) => notice(call).to_owned(),
        (Local::Lock { .. }, _) => format!("{holder} has the lock"),
        (Local::Child { process }, _) => format!("{} has not ended", names.process(*process)),
        (Local::Signal, _) => "no signal has come".to_owned(),
        (Local::Pipe { .. }, _) => "nothing has been written to it".to_owned(),
        (Local::Room { .. }, _) => "the pipe is full".to_owned(),
        (Local::Semaphore { .. }, _) => "another process has it".to_owned(),
    }
}

/// What has not happened yet, by the call of the library that waits for it.
fn notice(call: &str) -> &'static str {
    match call {
        "Event.wait" => "nobody has set the event",
        "Queue.get" | "SimpleQueue.get" => "the queue is empty",
        "Queue.put" => "the queue is full",
        "Queue.join" => "not all of its tasks are done",
        "Semaphore.acquire" => "the semaphore is at zero",
        "Barrier.wait" => "not all threads have come to the barrier",
        "Future.result" | "Future.exception" => "the call has not ended in its thread",
        "ThreadPoolExecutor._serve" => "the pool has nothing to do for it",
        "Timer.run" => "its time has not come",
        _ => "nobody has notified it",
    }
}

/// What a blocked call waits for, as the end of a sentence without full stop.
pub(crate) fn waiting(reason: &Reason, names: Names<'_>) -> String {
    let whom = |peers: &[Peer], nobody: &str| match peers {
        [] => nobody.to_owned(),
        peers => list(peers.iter().map(|peer| names.peer(peer))),
    };
    match reason {
        Reason::Receive {
            peers,
            rule: Rule::Socket(_),
            ..
        } => match &peers[..] {
            [] => "no datagram is there to be read".to_owned(),
            peers => format!("there is nothing to read from {}", whom(peers, "anybody")),
        },
        Reason::Send {
            peers,
            rule: Rule::Socket(_),
            ..
        } => format!(
            "there is no room in the send buffer to {}",
            whom(peers, "anybody")
        ),
        Reason::Receive { peers, .. } => {
            let there = peers.iter().filter(|peer| peer.is_ready());
            match there.clone().count() {
                0 if peers.is_empty() => "nobody is connected who could send a message".to_owned(),
                0 => phases(peers),
                _ => format!(
                    "there is nothing to receive from {}",
                    list_with("or", there.map(|peer| names.peer(peer)))
                ),
            }
        }
        Reason::Send { peers, .. } if peers.is_empty() => {
            "nobody is connected who could take the message".to_owned()
        }
        // There is no queue before the connection is ready.
        Reason::Send { peers, rule, .. } if rule.code() == "zmq.no-peer" => phases(peers),
        Reason::Send { peers, .. } => format!(
            "there is no room in the queue to {}",
            whom(peers, "anybody")
        ),
        Reason::Poll { sockets, .. } => match sockets.len() {
            1 => "its socket is not ready".to_owned(),
            n => format!("none of its {n} sockets is ready"),
        },
        Reason::Accept { .. } => "nobody has connected".to_owned(),
        Reason::Connect { address, .. } => format!("the handshake with {address} is not over"),
        Reason::Select { sockets, input, .. } => match (sockets.len(), input) {
            (0, false) => "its time is not over".to_owned(),
            (0, true) => "nothing has been typed".to_owned(),
            (1, false) => "its socket is not ready".to_owned(),
            (1, true) => "its socket is not ready, and nothing has been typed".to_owned(),
            (n, false) => format!("none of its {n} sockets is ready"),
            (n, true) => format!("none of its {n} sockets is ready, and nothing has been typed"),
        },
        Reason::Finish { open, .. } if !open.is_empty() => {
            format!(
                "{} still open",
                counted(open.len() as u64, "socket is", "sockets are")
            )
        }
        Reason::Finish {
            messages, peers, ..
        } => {
            let what = counted(u64::from(*messages), "message is", "messages are");
            format!("{what} still to be sent to {}", whom(peers, "nobody yet"))
        }
    }
}

/// How far the connections are over which nothing can go yet.
fn phases(peers: &[Peer]) -> String {
    let mut all: Vec<(Phase, Vec<String>)> = Vec::new();
    for peer in peers {
        let address = peer.address.to_string();
        match all.iter_mut().find(|it| it.0 == peer.phase) {
            Some((_, known)) => known.push(address),
            None => all.push((peer.phase, vec![address])),
        }
    }
    let clauses = all.into_iter().map(|(phase, addresses)| {
        let at = list(addresses.into_iter());
        match phase {
            Phase::NoHost => format!("no host is found for {at}"),
            Phase::Unanswered => format!("nobody answers at {at}"),
            Phase::Gone => format!("the connection to {at} is gone"),
            Phase::Connecting => format!("it is still connecting to {at}"),
            Phase::Greeting => {
                format!("it is connected to {at}, but the greeting is still under way")
            }
            Phase::Ready => format!("{at} is ready"),
        }
    });
    clauses.collect::<Vec<_>>().join("; ")
}

fn messaging(fact: &Fact, names: Names<'_>) -> String {
    let who = names.owner(fact.socket());
    let kind = names.kind(fact.socket());
    let what = fact
        .message()
        .map(|message| names.message(message))
        .unwrap_or_default();
    match fact {
        Fact::SocketOpened { kind, .. } if is_queue(kind) => {
            format!("{who} makes a {kind} for its threads.")
        }
        Fact::Put {
            thread, fill, mark, ..
        } => {
            let thread = names.thread_of(fact.socket(), *thread);
            format!(
                "{thread} puts {what} into the {kind} ({}).",
                held(*fill, *mark)
            )
        }
        Fact::Got {
            thread, fill, mark, ..
        } => {
            let thread = names.thread_of(fact.socket(), *thread);
            format!(
                "{thread} takes {what} out of the {kind} ({}).",
                held(*fill, *mark)
            )
        }
        Fact::SocketOpened { kind, .. } => format!("{who} opens {} {kind} socket.", article(kind)),
        Fact::SocketClosed { pending: 0, .. } => format!("{who}'s {kind} socket is closed."),
        Fact::SocketClosed { pending, .. } => {
            let pending = counted(u64::from(*pending), "message", "messages");
            format!("{who}'s {kind} socket is closed with {pending} still to be sent.")
        }
        Fact::Bound { address, .. } if is_plain(kind) => {
            format!("{who} binds its {kind} socket to {address}.")
        }
        Fact::Bound { address, .. } => format!("{who}'s {kind} socket listens on {address}."),
        Fact::Unbound { address, .. } => {
            format!("{who}'s {kind} socket no longer listens on {address}.")
        }
        Fact::Connecting {
            address,
            attempt: 0,
            ..
        } => {
            let how = match is_plain(kind) {
                true => "",
                false => ", in the background",
            };
            format!("{who}'s {kind} socket begins to connect to {address}{how}.")
        }
        Fact::Connecting {
            address, attempt, ..
        } => {
            format!(
                "{who}'s {kind} socket tries again to connect to {address} (attempt {}).",
                attempt + 1
            )
        }
        Fact::ConnectFailed {
            address,
            retry_in: Some(span),
            ..
        } => {
            format!(
                "{who}'s {kind} socket gets no connection to {address}; it tries again in {span}."
            )
        }
        Fact::ConnectFailed {
            address,
            retry_in: None,
            ..
        } => {
            format!("{who}'s {kind} socket gets no connection to {address}; it gives up.")
        }
        Fact::PeerReady { peer, address, .. } if is_plain(kind) => {
            let to = peer.map_or(String::new(), |peer| format!("{} at ", names.owner(peer)));
            format!("{who}'s {kind} socket is connected to {to}{address}.")
        }
        Fact::PeerReady {
            peer: Some(peer), ..
        } => {
            format!(
                "{who}'s {kind} socket is ready to talk to {}'s {} socket: they have greeted each other.",
                names.owner(*peer),
                names.kind(*peer)
            )
        }
        Fact::PeerReady {
            peer: None,
            address,
            ..
        } => format!("{who}'s {kind} socket has a peer at {address}."),
        Fact::Accepted { peer, address, .. } => {
            let from = peer.map_or(String::new(), |peer| format!("{} at ", names.owner(peer)));
            format!(
                "{who} accepts the connection of {from}{address}: it gets a second socket for it, the first goes on listening."
            )
        }
        Fact::Part {
            call, bytes, rule, ..
        } => {
            let bytes = counted(*bytes, "byte", "bytes");
            let does = if call.starts_with("recv") {
                "returns"
            } else {
                "takes"
            };
            format!("{who}'s {call} {does} {bytes}: {}", lower(&rule.text()))
        }
        Fact::PeerLost {
            peer,
            address,
            rule,
            ..
        } => {
            let peer = peer.map_or(address.to_string(), |peer| names.owner(peer).to_owned());
            if rule.is_mismatch() {
                let rule = rule.text();
                return format!("{who}'s {kind} socket cannot greet {peer}. {rule}");
            }
            format!("{who}'s {kind} socket has lost its connection to {peer}.")
        }
        Fact::Sent {
            kind: MessageKind::Control,
            ..
        } => format!("{who}'s {kind} socket has {what} to send."),
        Fact::Copied { .. } => {
            format!("{who}'s {kind} socket makes one more copy of {what}.")
        }
        Fact::Sent { bytes, .. } => {
            format!(
                "{who} hands {what} ({}) to its {kind} socket.",
                counted(*bytes, "byte", "bytes")
            )
        }
        Fact::Routed {
            peer: Some(peer),
            rule,
            ..
        } => {
            let peer = names.owner(*peer);
            format!(
                "{who}'s {kind} socket chooses {peer} for {what}: {}",
                lower(&rule.text())
            )
        }
        Fact::Routed {
            peer: None, rule, ..
        } => {
            format!(
                "{who}'s {kind} socket keeps {what} for the peer that it is connecting to: {}",
                lower(&rule.text())
            )
        }
        Fact::Queued { fill, mark, .. } => {
            format!("{what} is in {who}'s send queue ({}).", level(*fill, *mark))
        }
        Fact::Departed { peer, .. } => {
            let to = peer.map_or(String::new(), |peer| format!(" for {}", names.owner(peer)));
            format!("{what} leaves {who}{to}.")
        }
        Fact::Arrived { fill, mark, .. } if is_plain(kind) => {
            let fill = match mark {
                Some(mark) => format!("{fill} of {mark} bytes"),
                None => counted(u64::from(*fill), "datagram", "datagrams"),
            };
            format!("{what} arrives in {who}'s receive buffer ({fill}).")
        }
        Fact::Arrived { fill, mark, .. } => {
            format!(
                "{what} arrives in {who}'s receive queue ({}).",
                level(*fill, *mark)
            )
        }
        Fact::Taken { message, rule, .. }
            if names.kind_of(*message) == Some(MessageKind::Control) =>
        {
            let asks = names.owner(names.socket_of(*message));
            let reason = rule.text().replace("this peer", asks);
            format!("{who}'s {kind} socket takes in {what}: {}", lower(&reason))
        }
        Fact::Taken { .. } => format!("{who} receives {what}."),
        Fact::Dropped { rule, .. } => dropped(&what, who, rule, names),
        Fact::OptionSet {
            option,
            value,
            before,
            ..
        } => {
            let before = match before {
                -1 => "the system's own choice".to_owned(),
                before => before.to_string(),
            };
            format!("Somebody sets {option} of {who}'s {kind} socket to {value}; it was {before}.")
        }
        Fact::Refused {
            call, error, rule, ..
        } => {
            format!("{who}'s {call} fails with {error}: {}", lower(&rule.text()))
        }
    }
}

/// A message is no more: where, and why.
fn dropped(what: &str, who: &str, rule: &Rule, names: Names<'_>) -> String {
    let reason = reason(rule, names);
    if let Some(loss) = rule.loss() {
        return format!("{}. {reason}", super::wire::lost(what, loss, names));
    }
    let to = rule.goes_without().map(|peer| names.owner(peer));
    let to = to.map_or(String::new(), |to| format!(" for {to}"));
    format!("{what}{to} is dropped at {who}: {}", lower(&reason))
}

/// A rule's text with the name of whom it is about.
fn reason(rule: &Rule, names: Names<'_>) -> String {
    let text = rule.text();
    match rule.goes_without() {
        Some(peer) => text.replace("this subscriber", names.owner(peer)),
        None => text,
    }
}

/// The sentence for a record without the rule that it ends with: for a place
/// that says the rule beside it.
pub(crate) fn bare(record: &Record, names: Names<'_>) -> String {
    let said = sentence(record, names);
    let Some(rule) = record.rule() else {
        return said;
    };
    let reason = reason(rule, names);
    let ends = [format!(": {}", lower(&reason)), format!(". {reason}")];
    let short = ends.iter().find_map(|end| said.strip_suffix(end.as_str()));
    short.map_or_else(|| said.clone(), |short| format!("{short}."))
}

fn network(fact: &network::Fact, names: Names<'_>) -> String {
    match fact {
        network::Fact::Listening { host, address } => {
            format!("Host {} listens on {address}.", names.host(*host))
        }
        network::Fact::Knocked {
            from,
            to: Some(to),
            address,
            ..
        } => {
            format!(
                "Host {} asks {} for a connection to {address}.",
                names.host(*from),
                names.host(*to)
            )
        }
        network::Fact::Knocked {
            from,
            to: None,
            address,
            ..
        } => {
            format!(
                "Host {} looks for {address}, which no host has.",
                names.host(*from)
            )
        }
        network::Fact::Established { connection } => {
            format!("{} stands.", names.connection(*connection))
        }
        network::Fact::NotEstablished { connection, error } => {
            let name = names.connection(*connection);
            format!("{name} does not come about: {error}.")
        }
        network::Fact::PeerFinished { connection, side } => {
            let name = names.connection(*connection);
            match names.ends(*connection) {
                Some((from, to)) => {
                    let done = if *side == Side::Client { to } else { from };
                    format!("{name}: host {done} sends nothing more.")
                }
                None => format!("{name}: the other side sends nothing more."),
            }
        }
        network::Fact::Broken { connection, .. } => {
            format!("{} is broken.", names.connection(*connection))
        }
        network::Fact::TakenOff { message, frames } => format!(
            "Somebody takes {} off its way ({}).",
            names.message(*message),
            counted(u64::from(*frames), "frame", "frames")
        ),
        network::Fact::NotThere { message } => format!(
            "Nothing to do for {}: it waits in no queue and is on no cable. What is on a stream without packets arrives, because TCP sends it again.",
            names.message(*message)
        ),
        network::Fact::HeldBack {
            message,
            until,
            frames,
            ..
        } => {
            let then = match (frames, names.is_stream(*message)) {
                (0, _) => format!("it arrives at {until}"),
                (1, false) => format!("its frame stays on the cable until {until}"),
                (1, true) => format!(
                    "its frame stays on the cable until {until}, if TCP waits that long; it sends again what is not acknowledged in time"
                ),
                (frames, _) => {
                    format!("its {frames} frames stay on their cables until {until} at the latest")
                }
            };
            format!("Somebody holds {} back: {then}.", names.message(*message))
        }
        network::Fact::Wire(fact) => super::wire::sentence(fact, names),
    }
}

/// How a record's sentence stands out.
pub fn tone(record: &Record, names: Names<'_>) -> Tone {
    match &record.what {
        Happening::Program { fact, .. } => match fact {
            ProgramFact::Wrote { .. } => Tone::Output,
            ProgramFact::Blocked { .. }
            | ProgramFact::Waits { .. }
            | ProgramFact::WaitsForInput
            | ProgramFact::Lingers { .. } => Tone::Wait,
            ProgramFact::Crashed | ProgramFact::Ended { error: Some(_), .. } => Tone::Loss,
            ProgramFact::Typed { .. }
            | ProgramFact::InputEnded
            | ProgramFact::Paused
            | ProgramFact::Resumed
            | ProgramFact::Interrupted
            | ProgramFact::Signalled { .. }
            | ProgramFact::NoEffect { .. } => Tone::Command,
            _ => Tone::Plain,
        },
        Happening::Messaging { fact, .. } => match fact {
            Fact::OptionSet { .. } => Tone::Command,
            Fact::Dropped { .. }
            | Fact::Refused { .. }
            | Fact::PeerLost { .. }
            | Fact::ConnectFailed { .. } => Tone::Loss,
            fact => match fact.message().and_then(|message| names.kind_of(message)) {
                Some(MessageKind::Reply) => Tone::Reply,
                Some(_) => Tone::Message,
                None => Tone::Plain,
            },
        },
        Happening::Network {
            fact:
                network::Fact::TakenOff { .. }
                | network::Fact::HeldBack { .. }
                | network::Fact::NotThere { .. },
        } => Tone::Command,
        Happening::Network {
            fact: network::Fact::Wire(WireFact::CableChanged { .. }),
        } => Tone::Command,
        Happening::Network {
            fact: network::Fact::Broken { .. } | network::Fact::NotEstablished { .. },
        } => Tone::Loss,
        Happening::Network {
            fact: network::Fact::Wire(fact),
        } if super::wire::is_loss(fact) => Tone::Loss,
        Happening::Network { .. } => Tone::Plain,
    }
}

/// True for a socket of the operating system: no library works behind it.
fn is_plain(kind: &str) -> bool {
    matches!(kind, "TCP" | "UDP" | "UNIX")
}

fn level(fill: u32, mark: Option<u32>) -> String {
    match mark {
        Some(mark) => format!("{fill} of {mark}"),
        None => format!("{fill}, no high-water mark"),
    }
}

fn held(fill: u32, mark: Option<u32>) -> String {
    match mark {
        Some(mark) => format!("{fill} of {mark}"),
        None => format!("{fill} in it"),
    }
}

fn counted(count: u64, one: &str, many: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {many}")
    }
}

fn article(kind: &str) -> &'static str {
    // As the letters are read out: "an XPUB", "a REQ".
    if kind.starts_with(['X', 'A', 'E', 'I', 'O', 'S']) && kind != "SUB" {
        "an"
    } else {
        "a"
    }
}

/// A rule's text as the rest of a sentence.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        // A type's name (REQ) keeps its capitals.
        (Some(first), Some(second))
            if first.is_ascii_uppercase() && !second.is_ascii_uppercase() =>
        {
            format!("{}{}", first.to_ascii_lowercase(), letters.as_str())
        }
        _ => text.to_owned(),
    }
}

/// `a`, `a and b`, `a, b and c`; beyond four, how many more.
fn list(items: impl Iterator<Item = String>) -> String {
    list_with("and", items)
}

/// The same with another word before the last.
fn list_with(word: &str, items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<String> = items.collect();
    items.dedup();
    if items.len() > 4 {
        let more = items.len() - 3;
        items.truncate(3);
        items.push(format!("{more} more"));
    }
    match items.pop() {
        None => String::new(),
        Some(last) if items.is_empty() => last,
        Some(last) => format!("{} {word} {last}", items.join(", ")),
    }
}

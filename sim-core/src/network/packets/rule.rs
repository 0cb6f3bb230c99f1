//! The rule behind each thing that happens below the messages: why a frame is
//! no more, why a segment is sent again, why somebody waits or complains.

use core::fmt;

use super::fact::{Drop, Icmp, WireFact};
use super::tcp::{Cause, TcpFact};
use crate::network::port::{ConnectError, Fact};

/// A rule with the numbers that decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What it is called: `tcp.timeout`.
    pub code: &'static str,
    /// What it says here, as the rest of a sentence.
    pub text: String,
    /// Where it is written; empty where it is plain physics.
    pub source: &'static str,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.source {
            "" => f.write_str(&self.text),
            source => write!(f, "{} ({source})", self.text),
        }
    }
}

fn rule(code: &'static str, text: impl Into<String>, source: &'static str) -> Rule {
    Rule {
        code,
        text: text.into(),
        source,
    }
}

impl Drop {
    /// The rule behind it.
    pub fn rule(self) -> Rule {
        match self {
            Drop::QueueFull { frames } => rule(
                "frame.queue-full",
                format!("{frames} frames wait for the cable already, the queue is full"),
                "tail drop; RFC 7567, 2.1",
            ),
            Drop::Lost => rule(
                "frame.lost",
                "a cable loses frames by chance and tells nobody; what needs them all must notice by itself",
                "",
            ),
            Drop::Damaged => rule(
                "frame.damaged",
                "bits were flipped, the frame check sequence does not fit",
                "IEEE 802.3, 3.2.9",
            ),
            Drop::Cut => rule("frame.cut", "the cable is cut", ""),
            Drop::NotMyMac => rule(
                "frame.not-mine",
                "it is for another network card",
                "IEEE 802.3, 4.1.2",
            ),
            Drop::SamePort => rule(
                "switch.same-port",
                "its receiver is on the side it came from",
                "IEEE 802.1D, 7.7",
            ),
            Drop::NotMyAddress => rule(
                "ip.not-mine",
                "it is for another host, and hosts do not forward",
                "RFC 1122, 3.3.1.1",
            ),
            Drop::TimeToLive => rule("ip.ttl", "its time to live is used up", "RFC 791, 3.2"),
            Drop::NoRoute => rule("ip.no-route", "no route leads there", "RFC 1812, 5.2.4"),
            Drop::NoMac => rule(
                "arp.failed",
                "nobody answered for the address of the next hop",
                "RFC 1122, 2.3.2",
            ),
            Drop::MacQueueFull => rule(
                "arp.queue-full",
                "too many packets wait for an ARP answer",
                "RFC 1122, 2.3.2.2",
            ),
            Drop::TooLong { mtu } => rule(
                "ip.too-long",
                format!("it is longer than the MTU of {mtu} and must not be fragmented"),
                "RFC 1191, 4",
            ),
            Drop::Incomplete => rule(
                "ip.incomplete",
                "fragments of it did not come in time",
                "RFC 1122, 3.3.2",
            ),
            Drop::NoListener => rule(
                "udp.no-listener",
                "nobody listens on that port",
                "RFC 1122, 4.1.3.1",
            ),
            Drop::NoConnection => rule(
                "tcp.no-connection",
                "it belongs to no connection",
                "RFC 9293, 3.5.2",
            ),
            Drop::BacklogFull { backlog } => rule(
                "tcp.backlog",
                format!("more than {backlog} connections wait to be accepted, the queue is full"),
                "Linux listen(2)",
            ),
            Drop::BufferFull => rule(
                "udp.buffer-full",
                "the socket's receive buffer is full",
                "Linux udp(7)",
            ),
            Drop::Malformed => rule("frame.malformed", "it is no valid packet", ""),
            Drop::TakenOff => rule(
                "frame.taken",
                "somebody took it off in the simulator, as a bad line would lose it",
                "",
            ),
            Drop::UnknownProtocol => rule(
                "ip.protocol",
                "nobody here speaks its protocol",
                "RFC 1122, 3.2.2.1",
            ),
        }
    }
}

impl Cause {
    /// The rule, where something needs a reason.
    pub fn rule(self) -> Option<Rule> {
        Some(match self {
            Cause::New | Cause::Acknowledgement => return None,
            Cause::Duplicate => rule(
                "tcp.acknowledge-at-once",
                "what came twice or out of order is acknowledged at once",
                "RFC 5681, 4.2",
            ),
            Cause::WindowUpdate => rule(
                "tcp.window-update",
                "the window opened again",
                "RFC 9293, 3.8.6",
            ),
            Cause::Timeout => rule(
                "tcp.timeout",
                "no acknowledgement within the retransmission time-out",
                "RFC 6298, 5.4",
            ),
            Cause::FastRetransmit => rule(
                "tcp.fast-retransmit",
                "3 duplicate acknowledgements",
                "RFC 5681, 3.2",
            ),
            Cause::PartialAck => rule(
                "tcp.partial-ack",
                "an acknowledgement in recovery shows the next gap",
                "RFC 6582, 3.2",
            ),
            Cause::WindowProbe => rule(
                "tcp.window-probe",
                "a closed window is asked again and again",
                "RFC 9293, 3.8.6.1",
            ),
            Cause::KeepAlive => rule(
                "tcp.keep-alive",
                "nothing was heard for long",
                "RFC 9293, 3.8.4",
            ),
            Cause::SmallerMtu => rule(
                "tcp.smaller-mtu",
                "the way takes smaller packets only",
                "RFC 1191",
            ),
            Cause::Reset => rule(
                "tcp.reset",
                "there is no such connection, or it is given up",
                "RFC 9293, 3.5.2",
            ),
        })
    }
}

fn of_tcp(fact: &TcpFact) -> Option<Rule> {
    Some(match fact {
        TcpFact::TimedOut { after, next, .. } => rule(
            "tcp.timeout",
            format!(
                "nothing was acknowledged for {after}: the first segment is sent again, the next time-out is {next}, the congestion window is one segment"
            ),
            "RFC 6298, 5.4 to 5.6; RFC 5681, 3.1",
        ),
        TcpFact::DuplicateAck { count } => rule(
            "tcp.duplicate-ack",
            format!(
                "it acknowledges what was acknowledged before, so a segment beyond a gap has come; this is number {count}, with number 3 the missing one counts as lost"
            ),
            "RFC 5681, 2 and 3.2",
        ),
        TcpFact::RecoveryBegins { threshold } => rule(
            "tcp.recovery",
            format!(
                "3 duplicate acknowledgements: the missing segment is sent again, and the window shrinks to {threshold} bytes"
            ),
            "RFC 5681, 3.2; RFC 6582; RFC 9438, 4.6",
        ),
        TcpFact::RecoveryEnds { window } => rule(
            "tcp.recovered",
            format!(
                "all that was on the way at the loss is acknowledged; the window is {window} bytes"
            ),
            "RFC 6582, 3.2",
        ),
        TcpFact::WindowClosed { waiting } => rule(
            "tcp.window-closed",
            format!("the receiver's buffer is full: {waiting} bytes wait until it is read"),
            "RFC 9293, 3.8.6",
        ),
        TcpFact::WindowOpened { window } => rule(
            "tcp.window-opened",
            format!("the receiver has room for {window} bytes"),
            "RFC 9293, 3.8.6",
        ),
        TcpFact::OutOfOrder { gap } => rule(
            "tcp.out-of-order",
            format!("{gap} bytes before it are missing; it is kept until they come"),
            "RFC 9293, 3.10.7.4",
        ),
        TcpFact::AlreadyThere { bytes } => rule(
            "tcp.already-there",
            format!("{bytes} bytes are there already, or outside of the window"),
            "RFC 9293, 3.10.7.4",
        ),
        TcpFact::GivenUp { error } => rule("tcp.given-up", error.words(), "RFC 9293, 3.8.3"),
        TcpFact::State { .. } => return None,
    })
}

fn of_icmp(what: Icmp) -> Rule {
    let code = match what {
        Icmp::EchoRequest | Icmp::EchoReply => "icmp.echo",
        Icmp::TimeExceeded | Icmp::ReassemblyTimeExceeded => "icmp.time-exceeded",
        Icmp::FragmentationNeeded { .. } => "icmp.too-long",
        _ => "icmp.unreachable",
    };
    let text = format!("{}: the sender of a packet that fails is told", what.name());
    rule(code, text, "RFC 792; RFC 1122, 3.2.2")
}

impl WireFact {
    /// The rule behind it, where something needs a reason.
    pub fn rule(&self) -> Option<Rule> {
        match self {
            WireFact::Dropped { why, .. } => Some(why.rule()),
            WireFact::SegmentSent { cause, .. } => cause.rule(),
            WireFact::Tcp { fact, .. } => of_tcp(fact),
            WireFact::IcmpSent { what, .. } | WireFact::IcmpReceived { what, .. } => {
                Some(of_icmp(*what))
            }
            WireFact::ArpFailed { waiting, .. } => Some(rule(
                "arp.failed",
                format!("3 questions, one a second, had no answer; {waiting} packets waited"),
                "RFC 1122, 2.3.2",
            )),
            WireFact::Fragmented { mtu, pieces, .. } => Some(rule(
                "ip.fragmented",
                format!("no more than {mtu} bytes fit: {} fragments", pieces.len()),
                "RFC 791, 3.2",
            )),
            _ => None,
        }
    }
}

impl Fact {
    /// The rule behind it, where something needs a reason.
    pub fn rule(&self) -> Option<Rule> {
        match self {
            Fact::NotEstablished { error, .. } => Some(match error {
                ConnectError::Refused => rule(
                    "tcp.refused",
                    "the host answered the SYN with RST: nobody listens there",
                    "RFC 9293, 3.10.7.1",
                ),
                ConnectError::TimedOut => rule(
                    "tcp.no-answer",
                    "the SYN was sent 7 times, and nobody answered",
                    "Linux tcp(7), tcp_syn_retries",
                ),
                other => rule("tcp.not-established", other.to_string(), "Linux connect(2)"),
            }),
            Fact::Wire(fact) => fact.rule(),
            _ => None,
        }
    }
}

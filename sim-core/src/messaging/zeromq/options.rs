//! Socket options: numbers and limits of `zmq.h`, defaults of libzmq 4.3.5.
//!
//! Options that change nothing here (multicast, keep-alive, affinity, ...) are
//! checked, kept and given back. Security options are refused.

use crate::base::Map;

use super::errno::Errno;
use super::kind::Kind;
use super::message::Frame;
use crate::base::Span;
use crate::python::Data;

pub(super) const ROUTING_ID: i64 = 5;
pub(super) const RCVMORE: i64 = 13;
pub(super) const FD: i64 = 14;
pub(super) const EVENTS: i64 = 15;
pub(super) const TYPE: i64 = 16;
pub(super) const SNDHWM: i64 = 23;
pub(super) const RCVHWM: i64 = 24;
pub(super) const LAST_ENDPOINT: i64 = 32;
const SNDBUF: i64 = 11;
const RCVBUF: i64 = 12;
pub(super) const LINGER: i64 = 17;
const RECONNECT_IVL: i64 = 18;
const RECONNECT_IVL_MAX: i64 = 21;
const MAXMSGSIZE: i64 = 22;
const RCVTIMEO: i64 = 27;
const SNDTIMEO: i64 = 28;
const ROUTER_MANDATORY: i64 = 33;
const IMMEDIATE: i64 = 39;
const PROBE_ROUTER: i64 = 51;
const REQ_CORRELATE: i64 = 52;
const REQ_RELAXED: i64 = 53;
const ROUTER_HANDOVER: i64 = 56;

/// Options that are kept and given back, with their defaults.
const KEPT: &[(i64, i64)] = &[
    (4, 0),       // AFFINITY
    (8, 100),     // RATE
    (9, 10_000),  // RECOVERY_IVL
    (19, 100),    // BACKLOG
    (25, 1),      // MULTICAST_HOPS
    (31, 1),      // IPV4ONLY
    (34, -1),     // TCP_KEEPALIVE
    (35, -1),     // TCP_KEEPALIVE_CNT
    (36, -1),     // TCP_KEEPALIVE_IDLE
    (37, -1),     // TCP_KEEPALIVE_INTVL
    (42, 0),      // IPV6
    (57, 0),      // TOS
    (66, 30_000), // HANDSHAKE_IVL
    (75, 0),      // HEARTBEAT_IVL
    (76, 0),      // HEARTBEAT_TTL
    (77, -1),     // HEARTBEAT_TIMEOUT
    (79, 0),      // CONNECT_TIMEOUT
    (80, 0),      // TCP_MAXRT
    (84, 1_500),  // MULTICAST_MAXTPDU
];

/// Options that can be read and not set, besides those of the socket itself.
const MECHANISM: i64 = 43;
const THREAD_SAFE: i64 = 81;

/// PLAIN, CURVE and GSSAPI.
fn is_security(option: i64) -> bool {
    matches!(option, 44..=50 | 55 | 62..=65 | 90 | 91 | 93)
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Options {
    pub(super) send_mark: u32,
    pub(super) receive_mark: u32,
    /// Milliseconds; -1 is for ever.
    pub(super) linger: i64,
    pub(super) send_timeout: i64,
    pub(super) receive_timeout: i64,
    /// Milliseconds; -1 is never.
    pub(super) reconnect: i64,
    /// Milliseconds; 0 is no doubling.
    pub(super) reconnect_most: i64,
    pub(super) immediate: bool,
    pub(super) identity: Frame,
    pub(super) req_relaxed: bool,
    pub(super) req_correlate: bool,
    pub(super) router_mandatory: bool,
    pub(super) router_handover: bool,
    pub(super) probe_router: bool,
    /// Bytes; -1 is the system's default.
    pub(super) send_buffer: i64,
    pub(super) receive_buffer: i64,
    /// Bytes; -1 is no bound.
    pub(super) most_bytes: i64,
    kept: Map<i64, i64>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            send_mark: 1_000,
            receive_mark: 1_000,
            linger: -1,
            send_timeout: -1,
            receive_timeout: -1,
            reconnect: 100,
            reconnect_most: 0,
            immediate: false,
            identity: Frame::from([]),
            req_relaxed: false,
            req_correlate: false,
            router_mandatory: false,
            router_handover: false,
            probe_router: false,
            send_buffer: -1,
            receive_buffer: -1,
            most_bytes: -1,
            kept: Map::new(),
        }
    }
}

impl Options {
    /// Sets an option by number, as `zmq_setsockopt` would.
    pub(super) fn set(&mut self, kind: Kind, option: i64, value: &Data) -> Result<(), Errno> {
        if option == ROUTING_ID {
            return self.set_identity(value);
        }
        if is_security(option) {
            return Err(Errno::ENOTSUP);
        }
        let number = match value {
            Data::Int(number) => *number,
            Data::Bool(flag) => i64::from(*flag),
            _ => return Err(Errno::EINVAL),
        };
        if let Some(flag) = self.flag(kind, option) {
            *flag = match number {
                0 => false,
                1 => true,
                _ => return Err(Errno::EINVAL),
            };
            return Ok(());
        }
        if option == SNDHWM || option == RCVHWM {
            let mark = u32::try_from(number).map_err(|_| Errno::EINVAL)?;
            let slot = match option {
                SNDHWM => &mut self.send_mark,
                _ => &mut self.receive_mark,
            };
            *slot = mark;
            return Ok(());
        }
        let (slot, least) = self.number(option).ok_or(Errno::EINVAL)?;
        if number < least {
            return Err(Errno::EINVAL);
        }
        *slot = number;
        Ok(())
    }

    /// An option's value, as `zmq_getsockopt` would give it.
    pub(super) fn value(&self, kind: Kind, option: i64) -> Result<Data, Errno> {
        match option {
            ROUTING_ID => return Ok(Data::Bytes(self.identity.clone())),
            TYPE => return Ok(Data::Int(kind.number())),
            SNDHWM => return Ok(Data::Int(i64::from(self.send_mark))),
            RCVHWM => return Ok(Data::Int(i64::from(self.receive_mark))),
            IMMEDIATE => return Ok(Data::Int(i64::from(self.immediate))),
            MECHANISM | THREAD_SAFE => return Ok(Data::Int(0)),
            _ => {}
        }
        // The slot is only read; a copy keeps one table for both directions.
        let mut copy = self.clone();
        let (slot, _) = copy.number(option).ok_or(Errno::EINVAL)?;
        Ok(Data::Int(*slot))
    }

    /// LINGER as a span; `None` is for ever.
    pub(super) fn linger(&self) -> Option<Span> {
        millis(self.linger)
    }

    fn set_identity(&mut self, value: &Data) -> Result<(), Errno> {
        match value {
            Data::Bytes(bytes) if (1..=255).contains(&bytes.len()) => {
                self.identity = bytes.clone();
                Ok(())
            }
            _ => Err(Errno::EINVAL),
        }
    }

    fn flag(&mut self, kind: Kind, option: i64) -> Option<&mut bool> {
        match (option, kind) {
            (IMMEDIATE, _) => Some(&mut self.immediate),
            (REQ_RELAXED, Kind::Req) => Some(&mut self.req_relaxed),
            (REQ_CORRELATE, Kind::Req) => Some(&mut self.req_correlate),
            (ROUTER_MANDATORY, Kind::Router) => Some(&mut self.router_mandatory),
            (ROUTER_HANDOVER, Kind::Router) => Some(&mut self.router_handover),
            (PROBE_ROUTER, Kind::Req | Kind::Dealer | Kind::Router) => Some(&mut self.probe_router),
            _ => None,
        }
    }

    /// The slot of a number and the least value it takes.
    fn number(&mut self, option: i64) -> Option<(&mut i64, i64)> {
        Some(match option {
            LINGER => (&mut self.linger, -1),
            SNDTIMEO => (&mut self.send_timeout, -1),
            RCVTIMEO => (&mut self.receive_timeout, -1),
            RECONNECT_IVL => (&mut self.reconnect, -1),
            RECONNECT_IVL_MAX => (&mut self.reconnect_most, 0),
            SNDBUF => (&mut self.send_buffer, -1),
            RCVBUF => (&mut self.receive_buffer, -1),
            MAXMSGSIZE => (&mut self.most_bytes, -1),
            other => {
                let (_, default) = KEPT.iter().find(|(number, _)| *number == other)?;
                (self.kept.entry(other).or_insert(*default), -1)
            }
        })
    }
}

/// Milliseconds as a span; `None` if negative, which is for ever.
pub(super) fn millis(number: i64) -> Option<Span> {
    u64::try_from(number).ok().map(Span::from_millis)
}

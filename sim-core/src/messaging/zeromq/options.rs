//! Socket options: numbers and limits of `zmq.h`, defaults of libzmq 4.3.5.
//!
//! Options that change nothing here (multicast, keep-alive, affinity, ...) are
//! checked, kept and given back. Security options are refused.

use super::errno::Errno;
use super::kind::Kind;
use super::message::Frame;
use crate::base::Span;
use crate::network::StreamOption;
use crate::python::Data;

const ROUTING_ID: i64 = 5;
pub(super) const SUBSCRIBE: i64 = 6;
pub(super) const UNSUBSCRIBE: i64 = 7;
const SNDBUF: i64 = 11;
const RCVBUF: i64 = 12;
pub(super) const RCVMORE: i64 = 13;
pub(super) const FD: i64 = 14;
pub(super) const EVENTS: i64 = 15;
const TYPE: i64 = 16;
pub(super) const LINGER: i64 = 17;
const RECONNECT_IVL: i64 = 18;
const RECONNECT_IVL_MAX: i64 = 21;
const MAXMSGSIZE: i64 = 22;
pub(super) const SNDHWM: i64 = 23;
pub(super) const RCVHWM: i64 = 24;
const RCVTIMEO: i64 = 27;
const SNDTIMEO: i64 = 28;
pub(super) const LAST_ENDPOINT: i64 = 32;
const ROUTER_MANDATORY: i64 = 33;
const IMMEDIATE: i64 = 39;
const XPUB_VERBOSE: i64 = 40;
const ROUTER_RAW: i64 = 41;
const MECHANISM: i64 = 43;
const PROBE_ROUTER: i64 = 51;
const REQ_CORRELATE: i64 = 52;
const REQ_RELAXED: i64 = 53;
const CONFLATE: i64 = 54;
const ROUTER_HANDOVER: i64 = 56;
const CONNECT_ROUTING_ID: i64 = 61;
const HANDSHAKE_IVL: i64 = 66;
const SOCKS_PROXY: i64 = 68;
const XPUB_NODROP: i64 = 69;
const XPUB_MANUAL: i64 = 71;
const XPUB_WELCOME_MSG: i64 = 72;
const STREAM_NOTIFY: i64 = 73;
const INVERT_MATCHING: i64 = 74;
const HEARTBEAT_IVL: i64 = 75;
const HEARTBEAT_TTL: i64 = 76;
const HEARTBEAT_TIMEOUT: i64 = 77;
const XPUB_VERBOSER: i64 = 78;
const THREAD_SAFE: i64 = 81;
const BINDTODEVICE: i64 = 92;
const XSUB_VERBOSE_UNSUBSCRIBE: i64 = 115;
pub(super) const TOPICS_COUNT: i64 = 116;

/// Largest value of an option that is a C `int`.
const INT: i64 = i32::MAX as i64;

/// Options that are numbers: default, least and most.
const NUMBERS: &[(i64, i64, i64, i64)] = &[
    (4, 0, 0, i64::MAX), // AFFINITY
    (8, 100, 1, INT),    // RATE
    (9, 10_000, 0, INT), // RECOVERY_IVL
    (SNDBUF, -1, -1, INT),
    (RCVBUF, -1, -1, INT),
    (LINGER, -1, -1, INT),
    (RECONNECT_IVL, 100, -1, INT),
    (19, 100, 0, INT), // BACKLOG
    (RECONNECT_IVL_MAX, 0, 0, INT),
    (MAXMSGSIZE, -1, -1, i64::MAX),
    (SNDHWM, 1_000, 0, INT),
    (RCVHWM, 1_000, 0, INT),
    (25, 1, 1, INT), // MULTICAST_HOPS
    (RCVTIMEO, -1, -1, INT),
    (SNDTIMEO, -1, -1, INT),
    (31, 1, 0, 1),     // IPV4ONLY
    (34, -1, -1, 1),   // TCP_KEEPALIVE
    (35, -1, -1, INT), // TCP_KEEPALIVE_CNT
    (36, -1, -1, INT), // TCP_KEEPALIVE_IDLE
    (37, -1, -1, INT), // TCP_KEEPALIVE_INTVL
    (IMMEDIATE, 0, 0, 1),
    (42, 0, 0, 1), // IPV6
    (CONFLATE, 0, 0, 1),
    (57, 0, 0, INT), // TOS
    (HANDSHAKE_IVL, 30_000, 0, INT),
    (INVERT_MATCHING, 0, 0, 1),
    (HEARTBEAT_IVL, 0, 0, INT),
    (HEARTBEAT_TTL, 0, 0, 6_553_599),
    (HEARTBEAT_TIMEOUT, -1, 0, INT),
    (79, 0, 0, INT),     // CONNECT_TIMEOUT
    (80, 0, 0, INT),     // TCP_MAXRT
    (84, 1_500, 1, INT), // MULTICAST_MAXTPDU
    (89, -1, -1, INT),   // USE_FD
];

/// PLAIN, CURVE and GSSAPI.
fn is_security(option: i64) -> bool {
    matches!(option, 44..=50 | 55 | 62..=65 | 90 | 91 | 93)
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Options {
    pub(super) send_mark: u32,
    pub(super) receive_mark: u32,
    /// Milliseconds; -1 is for ever.
    pub(super) send_timeout: i64,
    pub(super) receive_timeout: i64,
    pub(super) immediate: bool,
    pub(super) conflate: bool,
    pub(super) invert_matching: bool,
    pub(super) identity: Frame,
    pub(super) req_relaxed: bool,
    pub(super) req_correlate: bool,
    pub(super) router_mandatory: bool,
    pub(super) router_handover: bool,
    pub(super) router_raw: bool,
    pub(super) probe_router: bool,
    pub(super) xpub_verbose: bool,
    pub(super) xpub_verboser: bool,
    pub(super) xpub_nodrop: bool,
    pub(super) xpub_manual: bool,
    /// XPUB_MANUAL_LAST_VALUE: the next message goes only to whose wish was
    /// received last.
    pub(super) xpub_last_value: bool,
    pub(super) xsub_verbose_unsubscribe: bool,
    pub(super) stream_notify: bool,
    /// What XPUB sends to each new peer.
    pub(super) welcome: Option<Frame>,
    /// What the next peer that is connected to will be called.
    pub(super) next_name: Option<Frame>,
    /// Other numbers that were set, by option.
    numbers: Vec<(i64, i64)>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            send_mark: 1_000,
            receive_mark: 1_000,
            send_timeout: -1,
            receive_timeout: -1,
            immediate: false,
            conflate: false,
            invert_matching: false,
            identity: Frame::from([]),
            req_relaxed: false,
            req_correlate: false,
            router_mandatory: false,
            router_handover: false,
            router_raw: false,
            probe_router: false,
            xpub_verbose: false,
            xpub_verboser: false,
            xpub_nodrop: false,
            xpub_manual: false,
            xpub_last_value: false,
            xsub_verbose_unsubscribe: false,
            stream_notify: true,
            welcome: None,
            next_name: None,
            numbers: Vec::new(),
        }
    }
}

impl Options {
    /// Sets an option by number, as `zmq_setsockopt` would.
    pub(super) fn set(&mut self, kind: Kind, option: i64, value: &Data) -> Result<(), Errno> {
        if is_security(option) {
            return Err(Errno::ENOTSUP);
        }
        let number = match value {
            Data::Bytes(bytes) => return self.set_bytes(kind, option, bytes),
            Data::Int(number) => *number,
            Data::Bool(flag) => i64::from(*flag),
            _ => return Err(Errno::EINVAL),
        };
        if self.set_flag(kind, option, number)? {
            return Ok(());
        }
        let known = NUMBERS.iter().find(|(known, ..)| *known == option);
        let (_, _, least, most) = known.ok_or(Errno::EINVAL)?;
        if !(*least..=*most).contains(&number) {
            return Err(Errno::EINVAL);
        }
        match option {
            SNDHWM => self.send_mark = number as u32,
            RCVHWM => self.receive_mark = number as u32,
            SNDTIMEO => self.send_timeout = number,
            RCVTIMEO => self.receive_timeout = number,
            IMMEDIATE => self.immediate = number != 0,
            CONFLATE => self.conflate = number != 0,
            INVERT_MATCHING => self.invert_matching = number != 0,
            _ => self.keep(option, number),
        }
        Ok(())
    }

    fn keep(&mut self, option: i64, number: i64) {
        match self.numbers.iter_mut().find(|(known, _)| *known == option) {
            Some((_, slot)) => *slot = number,
            None => self.numbers.push((option, number)),
        }
    }

    /// An option's value, as `zmq_getsockopt` would give it.
    pub(super) fn value(&self, kind: Kind, option: i64) -> Result<Data, Errno> {
        Ok(Data::Int(match option {
            ROUTING_ID => return Ok(Data::Bytes(self.identity.clone())),
            SOCKS_PROXY | BINDTODEVICE => return Ok(Data::from(&b""[..])),
            TYPE => kind.number(),
            SNDHWM => i64::from(self.send_mark),
            RCVHWM => i64::from(self.receive_mark),
            SNDTIMEO => self.send_timeout,
            RCVTIMEO => self.receive_timeout,
            IMMEDIATE => i64::from(self.immediate),
            CONFLATE => i64::from(self.conflate),
            INVERT_MATCHING => i64::from(self.invert_matching),
            MECHANISM | THREAD_SAFE => 0,
            // Servers and domains: off.
            44 | 47 | 62 | 65 | 90 | 91 | 93 => 0,
            45 | 46 | 48..=50 | 55 | 63 | 64 => return Ok(Data::from(&b""[..])),
            // Kept in tenths of a second.
            HEARTBEAT_TTL => self.number(option) / 100 * 100,
            _ if NUMBERS.iter().any(|(known, ..)| *known == option) => self.number(option),
            _ => return Err(Errno::EINVAL),
        }))
    }

    /// A number that was set, or its default.
    fn number(&self, option: i64) -> i64 {
        if let Some((_, number)) = self.numbers.iter().find(|(known, _)| *known == option) {
            return *number;
        }
        let known = NUMBERS.iter().find(|(known, ..)| *known == option);
        known.map_or(0, |(_, default, ..)| *default)
    }

    /// LINGER as a span; `None` is for ever.
    pub(super) fn linger(&self) -> Option<Span> {
        millis(self.number(LINGER))
    }

    /// RECONNECT_IVL in milliseconds; -1 is never.
    pub(super) fn reconnect(&self) -> i64 {
        self.number(RECONNECT_IVL)
    }

    /// RECONNECT_IVL_MAX in milliseconds; 0 is no doubling.
    pub(super) fn reconnect_most(&self) -> i64 {
        self.number(RECONNECT_IVL_MAX)
    }

    /// What a stream has from its first packet on: libzmq sets SNDBUF and
    /// RCVBUF (-1 is the system's default) before it connects or listens.
    /// Linux doubles both and keeps half of the receive buffer for itself.
    pub(super) fn of_stream(&self) -> Vec<StreamOption> {
        let size = |option| {
            usize::try_from(self.number(option))
                .ok()
                .filter(|it| *it > 0)
        };
        let send = size(SNDBUF).map(|bytes| StreamOption::SendBuffer((2 * bytes).max(4_608)));
        let receive = size(RCVBUF).map(|bytes| StreamOption::ReceiveBuffer(bytes.max(1_152)));
        send.into_iter().chain(receive).collect()
    }

    /// MAXMSGSIZE in bytes, if there is a bound.
    pub(super) fn most_bytes(&self) -> Option<usize> {
        usize::try_from(self.number(MAXMSGSIZE)).ok()
    }

    /// HANDSHAKE_IVL; `None` is no bound.
    pub(super) fn handshake(&self) -> Option<Span> {
        millis(self.number(HANDSHAKE_IVL)).filter(|span| *span > Span::ZERO)
    }

    /// HEARTBEAT_IVL, if there are heartbeats.
    pub(super) fn heartbeat(&self) -> Option<Span> {
        millis(self.number(HEARTBEAT_IVL)).filter(|span| *span > Span::ZERO)
    }

    /// HEARTBEAT_TIMEOUT: how long a peer may be silent after a PING.
    pub(super) fn heartbeat_timeout(&self) -> Option<Span> {
        match self.number(HEARTBEAT_TIMEOUT) {
            -1 => self.heartbeat(),
            number => millis(number).filter(|span| *span > Span::ZERO),
        }
    }

    /// HEARTBEAT_TTL as a PING carries it: tenths of a second.
    pub(super) fn heartbeat_ttl(&self) -> u16 {
        (self.number(HEARTBEAT_TTL) / 100) as u16
    }

    /// What the pipes of a socket of this type hold: (out, in), or `None` if
    /// they keep only the newest message.
    pub(super) fn marks(&self, kind: Kind) -> Option<(u32, u32)> {
        let may = matches!(
            kind,
            Kind::Dealer | Kind::Pull | Kind::Push | Kind::Pub | Kind::Sub
        );
        (!self.conflate || !may).then_some((self.send_mark, self.receive_mark))
    }

    fn set_bytes(&mut self, kind: Kind, option: i64, bytes: &Frame) -> Result<(), Errno> {
        let named = (1..=255).contains(&bytes.len());
        match (option, kind) {
            (ROUTING_ID, _) if named => self.identity = bytes.clone(),
            (CONNECT_ROUTING_ID, Kind::Router | Kind::Stream) if named => {
                self.next_name = Some(bytes.clone());
            }
            (XPUB_WELCOME_MSG, Kind::XPub | Kind::Pub) => {
                self.welcome = (!bytes.is_empty()).then(|| bytes.clone());
            }
            (SOCKS_PROXY | BINDTODEVICE, _) if bytes.is_empty() => {}
            _ => return Err(Errno::EINVAL),
        }
        Ok(())
    }

    /// Sets an option that only some types have. False if it is none of these.
    fn set_flag(&mut self, kind: Kind, option: i64, number: i64) -> Result<bool, Errno> {
        let is_pub = matches!(kind, Kind::XPub | Kind::Pub);
        let probes = matches!(kind, Kind::Req | Kind::Dealer | Kind::Router);
        let flag = match option {
            REQ_RELAXED if kind == Kind::Req => &mut self.req_relaxed,
            REQ_CORRELATE if kind == Kind::Req => &mut self.req_correlate,
            ROUTER_MANDATORY if kind == Kind::Router => &mut self.router_mandatory,
            ROUTER_HANDOVER if kind == Kind::Router => &mut self.router_handover,
            ROUTER_RAW if kind == Kind::Router => &mut self.router_raw,
            PROBE_ROUTER if probes => &mut self.probe_router,
            XPUB_NODROP if is_pub => &mut self.xpub_nodrop,
            XPUB_MANUAL if is_pub => &mut self.xpub_manual,
            XPUB_VERBOSE if is_pub => {
                self.xpub_verboser = false;
                &mut self.xpub_verbose
            }
            XPUB_VERBOSER if is_pub => &mut self.xpub_verboser,
            98 if is_pub => {
                self.xpub_manual = number != 0;
                &mut self.xpub_last_value
            }
            STREAM_NOTIFY if kind == Kind::Stream => &mut self.stream_notify,
            XSUB_VERBOSE_UNSUBSCRIBE if kind == Kind::XSub => &mut self.xsub_verbose_unsubscribe,
            _ => return Ok(false),
        };
        if number < 0 {
            return Err(Errno::EINVAL);
        }
        *flag = number != 0;
        Ok(true)
    }
}

/// Milliseconds as a span; `None` if negative, which is for ever.
pub(super) fn millis(number: i64) -> Option<Span> {
    u64::try_from(number).ok().map(Span::from_millis)
}

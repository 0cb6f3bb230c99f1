//! Socket options by Linux's numbers: kept, given back, and told to the network
//! where they mean something.

use super::Sockets;
use super::errno::Errno;
use super::rule::Rule;
use super::socket::{Halt, Kind, State};
use crate::base::Span;
use crate::messaging::SocketOption;
use crate::messaging::fact::SocketId;
use crate::messaging::seam::Env;
use crate::network::{Congestion, KeepAlive, StreamOption};
use crate::python::Data;

const SOL_SOCKET: i64 = 1;
const SO_REUSEADDR: i64 = 2;
const SO_TYPE: i64 = 3;
const SO_ERROR: i64 = 4;
const SO_BROADCAST: i64 = 6;
const SO_SNDBUF: i64 = 7;
const SO_RCVBUF: i64 = 8;
const SO_KEEPALIVE: i64 = 9;
const SO_LINGER: i64 = 13;
const SO_REUSEPORT: i64 = 15;
const SO_ACCEPTCONN: i64 = 30;
const SO_PROTOCOL: i64 = 38;
const SO_DOMAIN: i64 = 39;
const IPPROTO_TCP: i64 = 6;
const TCP_NODELAY: i64 = 1;
const TCP_KEEPIDLE: i64 = 4;
const TCP_KEEPINTVL: i64 = 5;
const TCP_KEEPCNT: i64 = 6;
const TCP_QUICKACK: i64 = 12;
const TCP_CONGESTION: i64 = 13;
const TCP_USER_TIMEOUT: i64 = 18;

/// Linux's defaults (`tcp_rmem`, `tcp_wmem`, `rmem_default`), in bytes.
const TCP_RECEIVE: i64 = 131_072;
const TCP_SEND: i64 = 16_384;
const OTHER: i64 = 212_992;

/// Options that a program may set and nothing here obeys: other settings of
/// the socket, of IP and of TCP. So many are kept.
const MOST_KEPT: usize = 32;

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Options {
    pub(super) reuse: bool,
    pub(super) broadcast: bool,
    /// SO_LINGER: (on, seconds).
    pub(super) linger: (bool, i32),
    /// As the kernel keeps them: twice what was asked for.
    pub(super) receive: Option<i64>,
    pub(super) send: Option<i64>,
    pub(super) keepalive: bool,
    congestion: Option<Congestion>,
    /// Of `listen`.
    pub(super) backlog: u32,
    /// (level, option, value) of the others.
    kept: Vec<(i64, i64, i64)>,
}

impl Options {
    fn kept(&self, level: i64, option: i64) -> Option<i64> {
        let found = self
            .kept
            .iter()
            .find(|(l, o, _)| (*l, *o) == (level, option));
        found.map(|(_, _, value)| *value)
    }

    fn tcp(&self, option: i64) -> i64 {
        self.kept(IPPROTO_TCP, option).unwrap_or(match option {
            TCP_KEEPIDLE => 7_200,
            TCP_KEEPINTVL => 75,
            TCP_KEEPCNT => 9,
            TCP_QUICKACK => 1,
            _ => 0,
        })
    }

    /// What the program set, as the network understands it.
    pub(super) fn of_stream(&self) -> Vec<StreamOption> {
        let seconds = |option| Span::from_secs(self.tcp(option).max(0) as u64);
        let mut all = Vec::new();
        if let Some(size) = self.send {
            all.push(StreamOption::SendBuffer(size as usize));
        }
        // Half of the buffer is for what the kernel itself needs (tcp_adv_win_scale).
        if let Some(size) = self.receive {
            all.push(StreamOption::ReceiveBuffer(size as usize / 2));
        }
        if self.keepalive {
            all.push(StreamOption::KeepAlive(Some(KeepAlive {
                idle: seconds(TCP_KEEPIDLE),
                interval: seconds(TCP_KEEPINTVL),
                probes: u32::try_from(self.tcp(TCP_KEEPCNT)).unwrap_or(0),
            })));
        }
        if let Some(value) = self.kept(IPPROTO_TCP, TCP_NODELAY) {
            all.push(StreamOption::NoDelay(value != 0));
        }
        if let Some(value) = self.kept(IPPROTO_TCP, TCP_QUICKACK) {
            all.push(StreamOption::QuickAck(value != 0));
        }
        all.extend(self.congestion.map(StreamOption::Congestion));
        match self.tcp(TCP_USER_TIMEOUT) {
            0 => {}
            millis => all.push(StreamOption::UserTimeout(Some(Span::from_millis(
                millis.max(0) as u64,
            )))),
        }
        all
    }
}

impl Sockets {
    /// `setsockopt`.
    pub(super) fn set_option(
        &mut self,
        number: u32,
        level: i64,
        option: i64,
        value: &Data,
        env: &mut Env,
    ) -> Result<(), Halt> {
        let Some(socket) = self.at_mut(number) else {
            return Ok(());
        };
        let options = &mut socket.options;
        let number_of = match value {
            Data::Int(value) => *value,
            Data::Bool(value) => i64::from(*value),
            Data::Bytes(bytes) => bytes
                .first_chunk()
                .map_or(0, |first| i64::from(i32::from_le_bytes(*first))),
            _ => return Err(Halt::Errno(Errno::EINVAL, Rule::WrongState)),
        };
        let on = number_of != 0;
        match (level, option) {
            (SOL_SOCKET, SO_REUSEADDR) => options.reuse = on,
            (SOL_SOCKET, SO_BROADCAST) => options.broadcast = on,
            // Twice what is asked for, and not less than Linux's least.
            (SOL_SOCKET, SO_RCVBUF) => options.receive = Some((2 * number_of).max(2_304)),
            (SOL_SOCKET, SO_SNDBUF) => options.send = Some((2 * number_of).max(4_608)),
            (SOL_SOCKET, SO_KEEPALIVE) => options.keepalive = on,
            (SOL_SOCKET, SO_LINGER) => {
                let Data::Bytes(bytes) = value else {
                    return Err(Halt::Errno(Errno::EINVAL, Rule::WrongState));
                };
                let [_, _, _, _, seconds @ ..] = &bytes[..] else {
                    return Err(Halt::Errno(Errno::EINVAL, Rule::WrongState));
                };
                let seconds = seconds.first_chunk().map(|four| i32::from_le_bytes(*four));
                options.linger = (on, seconds.unwrap_or(0));
            }
            (IPPROTO_TCP, TCP_CONGESTION) => options.congestion = Some(control(value)?),
            (SOL_SOCKET, SO_TYPE | SO_ERROR | SO_ACCEPTCONN | SO_PROTOCOL | SO_DOMAIN) => {
                return Err(Halt::Errno(Errno::ENOPROTOOPT, Rule::WrongState));
            }
            _ => {
                options.kept.retain(|(l, o, _)| (*l, *o) != (level, option));
                if options.kept.len() < MOST_KEPT {
                    options.kept.push((level, option, number_of));
                }
            }
        }
        self.apply_options(number, env);
        Ok(())
    }

    /// Sets an option for somebody who watches; false if there is none.
    pub fn force(&mut self, id: SocketId, option: SocketOption, value: u32, env: &mut Env) -> bool {
        let number = match option {
            SocketOption::SendBuffer => SO_SNDBUF,
            SocketOption::ReceiveBuffer => SO_RCVBUF,
            SocketOption::SendMark | SocketOption::ReceiveMark => return false,
        };
        let Some(at) = id.0.checked_sub(super::FIRST_SOCKET) else {
            return false;
        };
        let value = Data::Int(value.into());
        self.set_option(at, SOL_SOCKET, number, &value, env).is_ok()
    }

    /// Tells the network what was set.
    pub(super) fn apply_options(&mut self, number: u32, env: &mut Env) {
        let Some(socket) = self.at(number) else {
            return;
        };
        let options = socket.options.of_stream();
        match socket.state {
            State::Connected(end) | State::Connecting(end) => {
                for option in options {
                    env.network
                        .set_option(env.now, end, option, &mut env.out.network);
                }
            }
            State::Bound(listener, _) | State::Listening(listener, _) => {
                for option in options {
                    env.network.inherit(listener, option);
                }
            }
            State::Datagram(datagram) => {
                env.network
                    .datagram_set_broadcast(datagram, socket.options.broadcast);
                if let Some(size) = socket.options.receive {
                    env.network.datagram_set_buffer(datagram, size as usize);
                }
            }
            State::Idle | State::Local(_) => {}
        }
    }

    /// `getsockopt`: a number, or the bytes of a structure.
    pub(super) fn option(&mut self, number: u32, level: i64, option: i64) -> Result<Data, Halt> {
        let Some(socket) = self.at_mut(number) else {
            return Ok(Data::None);
        };
        let options = &socket.options;
        let stream = socket.kind == Kind::Stream && socket.family == super::socket::AF_INET;
        let value = match (level, option) {
            (SOL_SOCKET, SO_REUSEADDR) => i64::from(options.reuse),
            (SOL_SOCKET, SO_BROADCAST) => i64::from(options.broadcast),
            (SOL_SOCKET, SO_KEEPALIVE) => i64::from(options.keepalive),
            (SOL_SOCKET, SO_RCVBUF) => {
                options
                    .receive
                    .unwrap_or(if stream { TCP_RECEIVE } else { OTHER })
            }
            (SOL_SOCKET, SO_SNDBUF) => {
                options
                    .send
                    .unwrap_or(if stream { TCP_SEND } else { OTHER })
            }
            (SOL_SOCKET, SO_TYPE) => socket.kind.number(),
            (SOL_SOCKET, SO_DOMAIN) => socket.family,
            (SOL_SOCKET, SO_PROTOCOL) => match (socket.family, socket.kind) {
                (super::socket::AF_INET, Kind::Datagram) => 17,
                (super::socket::AF_INET, _) => 6,
                _ => 0,
            },
            (SOL_SOCKET, SO_ACCEPTCONN) => i64::from(matches!(socket.state, State::Listening(..))),
            (SOL_SOCKET, SO_ERROR) => i64::from(socket.error.take().map_or(0, |error| error.0)),
            (SOL_SOCKET, SO_LINGER) => {
                let (on, seconds) = options.linger;
                let mut bytes = i32::from(on).to_le_bytes().to_vec();
                bytes.extend(seconds.to_le_bytes());
                return Ok(Data::from(&bytes[..]));
            }
            (IPPROTO_TCP, TCP_CONGESTION) => {
                let kind = options.congestion.unwrap_or_default();
                // A C string in 16 bytes (TCP_CA_NAME_MAX).
                let mut bytes = kind.word().as_bytes().to_vec();
                bytes.resize(16, 0);
                return Ok(Data::from(&bytes[..]));
            }
            (SOL_SOCKET, SO_REUSEPORT) => options.kept(level, option).unwrap_or(0),
            (IPPROTO_TCP, option) => options.tcp(option),
            _ => options.kept(level, option).unwrap_or(0),
        };
        Ok(Data::Int(value))
    }
}

/// The congestion control that a text names; Linux knows no other here.
fn control(value: &Data) -> Result<Congestion, Halt> {
    let Data::Bytes(name) = value else {
        return Err(Halt::Errno(Errno::EINVAL, Rule::WrongState));
    };
    let kinds = [Congestion::Cubic, Congestion::Reno];
    let named = |kind: &Congestion| kind.word().as_bytes() == &name[..];
    let found = kinds.into_iter().find(named);
    found.ok_or(Halt::Errno(Errno::ENOENT, Rule::WrongState))
}

//! The system calls of the Python module: arguments in, results or errors out.
//!
//! Handles stand for contexts and sockets; everything else is plain data. A
//! call with arguments of the wrong form fails with EINVAL: the Python text
//! checks what a program can get wrong.

use std::rc::Rc;

use super::Zeromq;
use super::context::Socket;
use super::errno::Errno;
use super::kind::Kind;
use super::message::Frame;
use super::options;
use super::proxy::Proxy;
use super::transfer::{Halt, Patience, refuse};
use crate::messaging::SocketOption;
use crate::messaging::fact::SocketId;
use crate::messaging::seam::{Attempt, Caller, Env, Outcome};
use crate::python::{Data, Handle, Raise};

/// The system calls that the Python module makes.
pub const CALLS: &[&str] = &[
    "zmq_ctx_new",
    "zmq_ctx_term",
    "zmq_ctx_shutdown",
    "zmq_ctx_close_sockets",
    "zmq_ctx_count",
    "zmq_ctx_get",
    "zmq_ctx_set",
    "zmq_socket",
    "zmq_close",
    "zmq_is_closed",
    "zmq_bind",
    "zmq_connect",
    "zmq_unbind",
    "zmq_disconnect",
    "zmq_send",
    "zmq_recv",
    "zmq_recv_multipart",
    "zmq_setsockopt",
    "zmq_getsockopt",
    "zmq_poll",
    "zmq_strerror",
    "zmq_monitor",
    "zmq_proxy",
    "zmq_traffic",
];

/// What marks a handle as ZeroMQ's, and which kind of thing it stands for.
const CONTEXT: u64 = 0x5A4D_5101;
const SOCKET: u64 = 0x5A4D_5102;

const DONTWAIT: i64 = 1;
const SNDMORE: i64 = 2;

/// Numbers of context options (`zmq.h`).
const IO_THREADS: i64 = 1;
const MAX_SOCKETS: i64 = 2;
const SOCKET_LIMIT: i64 = 3;
const MAX_MSGSZ: i64 = 5;
const IPV6: i64 = 42;
const BLOCKY: i64 = 70;

/// The number of the socket that a handle stands for.
pub(super) fn socket_number(handle: Handle) -> Option<u32> {
    (handle.0 >> 32 == SOCKET).then_some(handle.0 as u32)
}

fn context_number(handle: Handle) -> Option<u32> {
    (handle.0 >> 32 == CONTEXT).then_some(handle.0 as u32)
}

fn handle(mark: u64, number: u32) -> Data {
    Data::Handle(Handle(mark << 32 | u64::from(number)))
}

type Called = Result<Data, Halt>;

/// Arguments, taken one after the other.
struct Args<'a>(std::slice::Iter<'a, Data>);

impl Args<'_> {
    fn next(&mut self) -> Result<&Data, Halt> {
        self.0.next().ok_or(Halt::Errno(Errno::EINVAL))
    }

    fn int(&mut self) -> Result<i64, Halt> {
        int(self.next()?)
    }

    fn text(&mut self) -> Result<Rc<str>, Halt> {
        match self.next()? {
            Data::Str(text) => Ok(text.clone()),
            _ => Err(Halt::Errno(Errno::EINVAL)),
        }
    }

    fn socket(&mut self) -> Result<SocketId, Halt> {
        socket(self.next()?)
    }

    fn context(&mut self) -> Result<u32, Halt> {
        match self.next()? {
            Data::Handle(handle) => context_number(*handle).ok_or(Halt::Errno(Errno::EFAULT)),
            _ => Err(Halt::Errno(Errno::EFAULT)),
        }
    }

    fn frames(&mut self) -> Result<Vec<Frame>, Halt> {
        let frame = |data: &Data| match data {
            Data::Bytes(bytes) => Ok(bytes.clone()),
            _ => Err(Halt::Errno(Errno::EINVAL)),
        };
        match self.next()? {
            Data::List(parts) | Data::Tuple(parts) => parts.iter().map(frame).collect(),
            single => Ok(vec![frame(single)?]),
        }
    }
}

fn int(data: &Data) -> Result<i64, Halt> {
    match data {
        Data::Int(number) => Ok(*number),
        Data::Bool(flag) => Ok(i64::from(*flag)),
        _ => Err(Halt::Errno(Errno::EINVAL)),
    }
}

fn socket(data: &Data) -> Result<SocketId, Halt> {
    match data {
        Data::Handle(handle) => socket_number(*handle)
            .map(SocketId)
            .ok_or(Halt::Errno(Errno::ENOTSOCK)),
        _ => Err(Halt::Errno(Errno::ENOTSOCK)),
    }
}

impl Zeromq {
    /// Makes, or tries again, one of `CALLS`.
    pub fn call(
        &mut self,
        caller: Caller,
        name: &str,
        args: &[Data],
        attempt: Attempt,
        env: &mut Env,
    ) -> Outcome {
        let mut args = Args(args.iter());
        let called = match name {
            "zmq_ctx_term" => match args.context() {
                Ok(number) => {
                    let outcome = self.terminate(number, caller, env);
                    self.settle(env);
                    return outcome;
                }
                Err(halt) => Err(halt),
            },
            "zmq_send" => self.call_send(caller, &mut args, attempt, env),
            "zmq_recv" => self.call_receive(caller, &mut args, false, attempt, env),
            "zmq_recv_multipart" => self.call_receive(caller, &mut args, true, attempt, env),
            "zmq_poll" => self.call_poll(caller, &mut args, attempt, env),
            "zmq_proxy" => self.call_proxy(caller, &mut args, attempt, env),
            name => self.call_at_once(caller, name, &mut args, env),
        };
        self.settle(env);
        match called {
            Ok(data) => Outcome::Done(Ok(data)),
            Err(Halt::Wait(wait)) => Outcome::Wait(*wait),
            Err(Halt::Errno(errno)) => Outcome::Done(Err(errno.raise())),
        }
    }

    /// The last reference to a handle is gone. (pyzmq's `Socket` closes itself
    /// before; this is for what is left over.)
    pub fn drop_handle(&mut self, caller: Caller, handle: Handle, env: &mut Env) {
        let _ = caller;
        if let Some(number) = socket_number(handle) {
            self.close(SocketId(number), env);
        }
        if let Some(number) = context_number(handle) {
            self.shut_down(number, env);
            let sockets = self
                .contexts
                .at(number)
                .map(|context| context.sockets.clone());
            for id in sockets.into_iter().flatten() {
                self.close(id, env);
            }
        }
        self.settle(env);
    }

    fn call_at_once(
        &mut self,
        caller: Caller,
        name: &str,
        args: &mut Args,
        env: &mut Env,
    ) -> Called {
        match name {
            "zmq_ctx_new" => {
                let io_threads = args.int().unwrap_or(1);
                let number = self.open_context(caller.process, io_threads);
                return Ok(handle(CONTEXT, number));
            }
            "zmq_ctx_shutdown" => {
                let number = args.context()?;
                self.shut_down(number, env);
            }
            "zmq_ctx_get" => {
                let (number, option) = (args.context()?, args.int()?);
                return self.context_option(number, option);
            }
            "zmq_ctx_set" => {
                let (number, option) = (args.context()?, args.int()?);
                self.set_context_option(number, option, args.int()?)?;
            }
            "zmq_ctx_close_sockets" => {
                let number = args.context()?;
                self.close_sockets(number, args.next()?, env)?;
            }
            "zmq_ctx_count" => {
                let context = self.contexts.at(args.context()?);
                let ids = context.into_iter().flat_map(|context| &context.sockets);
                let open = ids.filter(|id| self.is_open(**id)).count();
                return Ok(Data::Int(open as i64));
            }
            "zmq_is_closed" => {
                let id = args.socket()?;
                return Ok(Data::Bool(!self.is_open(id)));
            }
            "zmq_socket" => {
                let (number, kind) = (args.context()?, args.int()?);
                return self.call_socket(caller, number, kind, env);
            }
            "zmq_close" => {
                let id = args.socket()?;
                self.close(id, env);
            }
            "zmq_bind" | "zmq_connect" | "zmq_unbind" | "zmq_disconnect" => {
                let (id, address) = (args.socket()?, args.text()?);
                self.call_address(name, id, &address, env)?;
            }
            "zmq_setsockopt" => {
                let (id, option) = (args.socket()?, args.int()?);
                self.set_option(id, option, args.next()?, env)?;
            }
            "zmq_monitor" => {
                let id = args.socket()?;
                self.usable(id)?;
                let address = match args.next()? {
                    Data::Str(address) => Some(address.clone()),
                    _ => None,
                };
                let events = args.int()?;
                let begun = self.monitor(caller, id, address, events, env);
                begun.map_err(Halt::Errno)?;
            }
            "zmq_traffic" => {
                let traffic = self.usable(args.socket()?)?.traffic;
                let numbers = [traffic.received, traffic.sent];
                let numbers = numbers
                    .into_iter()
                    .flat_map(|(count, bytes)| [count, bytes]);
                return Ok(Data::List(numbers.map(|n| Data::Int(n as i64)).collect()));
            }
            "zmq_getsockopt" => {
                let (id, option) = (args.socket()?, args.int()?);
                return self.option(id, option, env);
            }
            "zmq_strerror" => {
                let number = i32::try_from(args.int()?).unwrap_or(0);
                return Ok(Data::Str(Errno(number).text().into()));
            }
            _ => return Err(Halt::Errno(Errno::EINVAL)),
        }
        Ok(Data::None)
    }

    fn is_open(&self, id: SocketId) -> bool {
        self.sockets.at(id.0).is_some_and(|socket| !socket.closed)
    }

    /// Closes what a context still has open, with another linger period if one
    /// is given (pyzmq's `destroy`).
    fn close_sockets(&mut self, number: u32, linger: &Data, env: &mut Env) -> Result<(), Halt> {
        let context = self.contexts.at(number);
        let context = context.ok_or(Halt::Errno(Errno::EFAULT))?;
        for id in context.sockets.clone() {
            if let Some(socket) = self.sockets.at_mut(id.0)
                && !socket.closed
                && *linger != Data::None
            {
                let kind = socket.kind;
                let set = socket.options.set(kind, options::LINGER, linger);
                set.map_err(Halt::Errno)?;
            }
            self.close(id, env);
        }
        Ok(())
    }

    fn call_socket(&mut self, caller: Caller, context: u32, number: i64, env: &mut Env) -> Called {
        let kind = Kind::from_number(number).ok_or(Halt::Errno(Errno::EINVAL))?;
        let id = self.open_socket(caller, context, kind, env);
        Ok(handle(SOCKET, id.map_err(Halt::Errno)?.0))
    }

    fn call_address(
        &mut self,
        name: &str,
        id: SocketId,
        address: &Rc<str>,
        env: &mut Env,
    ) -> Result<(), Halt> {
        self.usable(id)?;
        let (call, result) = match name {
            "zmq_bind" => ("bind", self.bind(id, address, env)),
            "zmq_connect" => ("connect", self.connect(id, address, env)),
            "zmq_unbind" => ("unbind", self.unbind(id, address, env)),
            _ => ("disconnect", self.disconnect(id, address, env)),
        };
        result.map_err(|(errno, rule)| refuse(id, call, errno, rule, env))
    }

    fn call_send(
        &mut self,
        caller: Caller,
        args: &mut Args,
        attempt: Attempt,
        env: &mut Env,
    ) -> Called {
        let (id, frames, flags) = (args.socket()?, args.frames()?, args.int()?);
        let patience = |socket: &Socket| Patience {
            attempt,
            never: flags & DONTWAIT != 0,
            option: "SNDTIMEO",
            millis: socket.options.send_timeout,
        };
        let more = flags & SNDMORE != 0;
        self.send(caller, id, &frames, more, patience, env)?;
        Ok(Data::None)
    }

    fn call_receive(
        &mut self,
        caller: Caller,
        args: &mut Args,
        whole: bool,
        attempt: Attempt,
        env: &mut Env,
    ) -> Called {
        let (id, flags) = (args.socket()?, args.int()?);
        let patience = |socket: &Socket| Patience {
            attempt,
            never: flags & DONTWAIT != 0,
            option: "RCVTIMEO",
            millis: socket.options.receive_timeout,
        };
        if whole {
            let frames = self.receive_rest(caller, id, patience, env)?;
            return Ok(Data::List(frames.into_iter().map(Data::Bytes).collect()));
        }
        let frame = self.receive(caller, id, patience, env)?;
        Ok(frame.map_or(Data::None, Data::Bytes))
    }

    fn call_poll(
        &mut self,
        caller: Caller,
        args: &mut Args,
        attempt: Attempt,
        env: &mut Env,
    ) -> Called {
        let item = |data: &Data| match data {
            Data::Tuple(pair) | Data::List(pair) => match &pair[..] {
                [handle, events] => Ok((socket(handle)?, int(events)?)),
                _ => Err(Halt::Errno(Errno::EINVAL)),
            },
            _ => Err(Halt::Errno(Errno::EINVAL)),
        };
        let items: Vec<(SocketId, i64)> = match args.next()? {
            Data::List(items) | Data::Tuple(items) => {
                items.iter().map(item).collect::<Result<_, _>>()?
            }
            _ => return Err(Halt::Errno(Errno::EINVAL)),
        };
        let found = self.poll(caller, &items, args.int()?, attempt, env)?;
        Ok(Data::List(found.into_iter().map(Data::Int).collect()))
    }

    fn call_proxy(
        &mut self,
        caller: Caller,
        args: &mut Args,
        attempt: Attempt,
        env: &mut Env,
    ) -> Called {
        let optional = |data: &Data| match data {
            Data::None => Ok(None),
            data => socket(data).map(Some),
        };
        let proxy = Proxy {
            front: args.socket()?,
            back: args.socket()?,
            capture: optional(args.next()?)?,
            control: optional(args.next()?)?,
        };
        self.proxy(caller, proxy, attempt, env)?;
        Ok(Data::None)
    }

    fn set_option(
        &mut self,
        id: SocketId,
        option: i64,
        value: &Data,
        env: &mut Env,
    ) -> Result<(), Halt> {
        self.enter(id, env);
        self.usable(id)?;
        if let (options::SUBSCRIBE | options::UNSUBSCRIBE, Data::Bytes(prefix)) = (option, value) {
            let add = option == options::SUBSCRIBE;
            let done = self.with_pattern(id, env, |pattern, desk| {
                pattern.subscribe(add, prefix, desk)
            });
            return match done {
                Some(true) => Ok(()),
                _ => Err(Halt::Errno(Errno::EINVAL)),
            };
        }
        let socket = self.usable(id)?;
        let result = socket.options.set(socket.kind, option, value);
        result.map_err(Halt::Errno)?;
        if option == options::SNDHWM || option == options::RCVHWM {
            self.update_marks(id);
        }
        Ok(())
    }

    /// Sets an option for somebody who watches; false if the value is none for
    /// it. Who waits in a call looks again.
    pub fn force(&mut self, id: SocketId, option: SocketOption, value: u32, env: &mut Env) -> bool {
        let number = match option {
            SocketOption::SendMark => options::SNDHWM,
            SocketOption::ReceiveMark => options::RCVHWM,
            SocketOption::SendBuffer | SocketOption::ReceiveBuffer => return false,
        };
        let value = Data::Int(value.into());
        let done = self.set_option(id, number, &value, env).is_ok();
        if let Some(socket) = self.sockets.at_mut(id.0) {
            socket.wake(true, true, &mut env.out.wakes);
        }
        self.settle(env);
        done
    }

    /// New marks count at once, also for pipes that exist (libzmq since 4.2).
    fn update_marks(&mut self, id: SocketId) {
        let Some(socket) = self.sockets.at(id.0) else {
            return;
        };
        if socket.options.marks(socket.kind).is_none() {
            return;
        }
        for plug in &socket.plugs {
            if let Some(super::pipe::Owner::Session(_)) = self.pipes.owner(plug.other()) {
                self.pipes.set_mark(*plug, socket.options.send_mark);
                self.pipes
                    .set_mark(plug.other(), socket.options.receive_mark);
            }
        }
    }

    fn option(&mut self, id: SocketId, option: i64, env: &mut Env) -> Called {
        let socket = self.usable(id)?;
        match option {
            options::RCVMORE => Ok(Data::Int(i64::from(socket.incoming.is_some()))),
            options::FD => Ok(Data::Int(16 + i64::from(id.0))),
            options::LAST_ENDPOINT => Ok(Data::from(socket.last_endpoint.as_bytes())),
            options::EVENTS => Ok(Data::Int(self.events(id, env))),
            options::TOPICS_COUNT => {
                let wanted = socket.pattern.wanted().map(|wanted| wanted.rows().len());
                let asked = || socket.pattern.interest().map(|i| i.rows().len());
                let count = wanted.or_else(asked).ok_or(Halt::Errno(Errno::EINVAL))?;
                Ok(Data::Int(count as i64))
            }
            option => {
                let value = socket.options.value(socket.kind, option);
                value.map_err(Halt::Errno)
            }
        }
    }

    fn context_option(&self, number: u32, option: i64) -> Called {
        let context = self.contexts.at(number);
        let context = context.ok_or(Halt::Errno(Errno::EFAULT))?;
        Ok(Data::Int(match option {
            IO_THREADS => context.io_threads,
            MAX_SOCKETS => context.max_sockets,
            SOCKET_LIMIT => 65_535,
            MAX_MSGSZ => i64::from(i32::MAX),
            IPV6 => 0,
            BLOCKY => i64::from(context.blocky),
            _ => return Err(Halt::Errno(Errno::EINVAL)),
        }))
    }

    fn set_context_option(&mut self, number: u32, option: i64, value: i64) -> Result<(), Halt> {
        let context = self.contexts.at_mut(number);
        let context = context.ok_or(Halt::Errno(Errno::EFAULT))?;
        match (option, value) {
            (IO_THREADS, 0..) => context.io_threads = value,
            (MAX_SOCKETS, 1..) => context.max_sockets = value,
            (BLOCKY, 0..) => context.blocky = value != 0,
            // Scheduling, priority and affinity of I/O threads; IPv6.
            (3..=9 | IPV6, 0..) => {}
            _ => return Err(Halt::Errno(Errno::EINVAL)),
        }
        Ok(())
    }
}

impl From<Errno> for Raise {
    fn from(errno: Errno) -> Raise {
        errno.raise()
    }
}

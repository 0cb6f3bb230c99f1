//! The system calls of the Python modules: arguments in, results or errors out.
//!
//! A handle stands for a descriptor; everything else is plain data. The Python
//! text checks what a program can get wrong, so that arguments have their form.

use core::net::Ipv4Addr;
use std::rc::Rc;

use super::errno::Errno;
use super::local::Local;
use super::rule::Rule;
use super::socket::{AF_INET, AF_UNIX, Halt, Kind, Patience, State, Task};
use super::{Descriptor, Sockets};
use crate::base::{HostId, ProcessId, ThreadId};
use crate::messaging::fact::Fact;
use crate::messaging::seam::{Attempt, Caller, Env, Outcome};
use crate::network::{Address, Network};
use crate::python::{Data, Handle, Raise};

/// The system calls that the Python modules make.
pub const CALLS: &[&str] = &[
    "sock_open",
    "sock_pair",
    "sock_adopt",
    "sock_dup",
    "sock_detach",
    "sock_close",
    "sock_bind",
    "sock_listen",
    "sock_accept",
    "sock_connect",
    "sock_send",
    "sock_sendto",
    "sock_recv",
    "sock_shutdown",
    "sock_name",
    "sock_setopt",
    "sock_getopt",
    "sock_poll",
    "sock_poll_mixed",
    "sock_nudge",
    "sock_host",
    "sock_resolve",
    "sock_host_of",
];

/// What marks a handle as a socket's.
const MARK: u64 = 0x534F_434B;

/// Descriptors 0, 1 and 2 are the standard ones.
const FIRST_FD: u32 = 3;

/// `ulimit -n`: descriptors of one process.
const MOST_OPEN: usize = 1_024;

pub(super) fn descriptor_of(handle: Handle) -> Option<u32> {
    (handle.0 >> 32 == MARK).then_some(handle.0 as u32)
}

pub(super) type Called = Result<Data, Halt>;

/// A call in progress: who calls, what was given, how far it has come.
pub(super) struct Call<'a> {
    pub(super) caller: Caller,
    pub(super) attempt: Attempt,
    args: std::slice::Iter<'a, Data>,
    pub(super) task: Task,
}

const WRONG: Halt = Halt::Errno(Errno::EINVAL, Rule::WrongState);

impl Call<'_> {
    pub(super) fn next(&mut self) -> Result<&Data, Halt> {
        self.args.next().ok_or(WRONG)
    }

    pub(super) fn int(&mut self) -> Result<i64, Halt> {
        match self.next()? {
            Data::Int(number) => Ok(*number),
            Data::Bool(flag) => Ok(i64::from(*flag)),
            _ => Err(WRONG),
        }
    }

    pub(super) fn text(&mut self) -> Result<Rc<str>, Halt> {
        match self.next()? {
            Data::Str(text) => Ok(text.clone()),
            _ => Err(WRONG),
        }
    }

    pub(super) fn bytes(&mut self) -> Result<Rc<[u8]>, Halt> {
        match self.next()? {
            Data::Bytes(bytes) => Ok(bytes.clone()),
            _ => Err(WRONG),
        }
    }

    pub(super) fn patience(&mut self) -> Result<Patience, Halt> {
        let attempt = self.attempt;
        Patience::new(attempt, self.next()?)
    }
}

impl Sockets {
    /// Makes, or tries again, one of `CALLS`.
    pub fn call(
        &mut self,
        caller: Caller,
        name: &str,
        args: &[Data],
        attempt: Attempt,
        env: &mut Env,
    ) -> Outcome {
        let who = |task: &Task| (task.process, task.thread) == (caller.process, caller.thread);
        let task = match self.tasks.iter().position(who) {
            Some(at) => self.tasks.swap_remove(at),
            None => Task {
                process: caller.process,
                thread: caller.thread,
                socket: None,
                done: 0,
                bytes: Vec::new(),
                message: None,
                input: false,
            },
        };
        let held = task.socket;
        let mut call = Call {
            caller,
            attempt,
            args: args.iter(),
            task,
        };
        let called = self.dispatch(name, &mut call, env);
        if let Err(Halt::Wait(_)) = called {
            if held.is_none()
                && let Some(socket) = call.task.socket.and_then(|number| self.at_mut(number))
            {
                socket.uses += 1;
            }
            self.tasks.push(call.task);
        } else if let Some(number) = held {
            self.let_go(number, env);
        }
        match called {
            Ok(data) => Outcome::Done(Ok(data)),
            Err(Halt::Wait(wait)) => Outcome::Wait(*wait),
            Err(Halt::TimedOut) => Outcome::Done(Err(Raise::new(
                "builtins",
                "TimeoutError",
                vec![Data::from("timed out")],
            ))),
            Err(Halt::Raise(raise)) => Outcome::Done(Err(raise)),
            Err(Halt::Errno(errno, _)) => Outcome::Done(Err(errno.raise())),
        }
    }

    pub(super) fn drop_task(&mut self, process: ProcessId, thread: ThreadId, env: &mut Env) {
        let who = |task: &Task| (task.process, task.thread) == (process, thread);
        let Some(at) = self.tasks.iter().position(who) else {
            return;
        };
        let task = self.tasks.swap_remove(at);
        for socket in self.sockets.iter_mut().flatten() {
            socket
                .waiters
                .retain(|w| (w.process, w.thread) != (process, thread));
        }
        if let Some(number) = task.socket {
            self.let_go(number, env);
        }
    }

    /// The last reference to a handle is gone.
    pub fn drop_handle(&mut self, handle: Handle, env: &mut Env) {
        if let Some(descriptor) = descriptor_of(handle) {
            self.close_descriptor(descriptor, env);
        }
    }

    /// A child process gets descriptors of the same numbers for the same sockets.
    pub fn forked(&mut self, parent: ProcessId, child: ProcessId) {
        let open = self.open.get(parent.index()).cloned().unwrap_or_default();
        let mut own = Vec::new();
        for old in open {
            own.push(old.and_then(|old| {
                let descriptor = self.descriptors[old as usize]?;
                let new = self.descriptors.len() as u32;
                self.descriptors.push(Some(Descriptor {
                    process: child,
                    ..descriptor
                }));
                self.at_mut(descriptor.socket)?.uses += 1;
                self.inherited.push((child, old, new));
                Some(new)
            }));
        }
        let count = self.open.len().max(child.index() + 1);
        self.open.resize(count, Vec::new());
        self.open[child.index()] = own;
    }

    /// Gives up a path; false if no socket is bound to it.
    pub fn unlink(&mut self, host: HostId, path: &str, network: &mut Network) -> bool {
        let known = self.has_path(host, path);
        self.paths.retain(|(h, p)| *h != host || &**p != path);
        network.unlink(host, &path.into());
        known
    }

    /// The descriptor that a handle stands for in a process.
    fn descriptor_for(&self, handle: Handle, process: ProcessId) -> Option<u32> {
        let number = descriptor_of(handle)?;
        let mine = self
            .inherited
            .iter()
            .find(|(child, old, _)| (*child, *old) == (process, number));
        Some(mine.map_or(number, |(_, _, new)| *new))
    }

    fn dispatch(&mut self, name: &str, call: &mut Call, env: &mut Env) -> Called {
        match name {
            "sock_open" => return self.call_open(call, env),
            "sock_pair" => return self.call_pair(call, env),
            "sock_adopt" => return self.call_adopt(call),
            "sock_poll" => return self.call_poll(call, env),
            "sock_host" | "sock_resolve" | "sock_host_of" => {
                return super::names::call(name, call, env);
            }
            _ => {}
        }
        let handle = call.next()?.clone();
        let number = match call.task.socket {
            Some(number) => number,
            None => self.socket_of(&handle, call.caller.process)?,
        };
        let called = self.call_on(name, number, &handle, call, env);
        match &called {
            Err(Halt::Wait(_)) => call.task.socket = Some(number),
            Err(Halt::Errno(errno, rule)) => {
                let socket = self.at(number).map(|socket| socket.id);
                if let (Some(socket), Some(call)) = (socket, call_word(name)) {
                    env.out.fact(|| Fact::Refused {
                        socket,
                        call,
                        errno: errno.0,
                        error: errno.name(),
                        rule: rule.clone().into(),
                    });
                }
            }
            _ => {}
        }
        called
    }

    fn call_on(
        &mut self,
        name: &str,
        number: u32,
        handle: &Data,
        call: &mut Call,
        env: &mut Env,
    ) -> Called {
        match name {
            "sock_close" => self.call_close(handle, call.caller.process, env),
            "sock_nudge" => self.nudge(number, env),
            "sock_dup" => self.open_descriptor(call.caller.process, number),
            "sock_detach" => self.call_detach(handle, call.caller.process),
            "sock_bind" => {
                let address = self.address(call, env)?;
                self.bind(number, address, env)
            }
            "sock_listen" => {
                let backlog = call.int()?;
                self.listen(number, backlog, env)
            }
            "sock_accept" => {
                let patience = call.patience()?;
                self.accept(call.caller, number, patience, env)
            }
            "sock_connect" => {
                let address = self.address(call, env)?;
                let patience = call.patience()?;
                self.connect(call, number, address, patience, env)
            }
            "sock_send" => self.call_send(number, call, env),
            "sock_sendto" => {
                let (bytes, flags) = (call.bytes()?, call.int()?);
                let address = self.address(call, env)?;
                let patience = quick(call.patience()?, flags);
                self.send_datagram(call.caller, number, &bytes, Some(address), patience, env)
            }
            "sock_recv" => {
                let (most, flags) = (call.int()?, call.int()?);
                let patience = quick(call.patience()?, flags);
                self.receive(call, number, most.max(0) as usize, flags, patience, env)
            }
            "sock_shutdown" => {
                let how = call.int()?;
                self.shut_down(number, how, env)
            }
            "sock_name" => {
                let peer = call.int()? != 0;
                self.name_of(number, peer, env)
            }
            "sock_setopt" => {
                let (level, option) = (call.int()?, call.int()?);
                let value = call.next()?.clone();
                self.set_option(number, level, option, &value, env)?;
                Ok(Data::None)
            }
            "sock_getopt" => {
                let (level, option) = (call.int()?, call.int()?);
                self.option(number, level, option)
            }
            _ => Err(WRONG),
        }
    }

    fn call_send(&mut self, number: u32, call: &mut Call, env: &mut Env) -> Called {
        let (bytes, flags) = (call.bytes()?, call.int()?);
        let patience = quick(call.patience()?, flags);
        let all = call.int()? != 0;
        let stream = self.at(number).is_some_and(|socket| {
            socket.kind == Kind::Stream && !matches!(socket.state, State::Local(_))
        });
        match stream {
            true => self.send_stream(call, number, &bytes, all, patience, env),
            false => self.send_datagram(call.caller, number, &bytes, None, patience, env),
        }
    }

    fn call_open(&mut self, call: &mut Call, env: &mut Env) -> Called {
        let asked = (call.int()?, call.int()?, call.int()?);
        let (family, kind, proto) = checked_kind(asked)?;
        let state = match (family, kind) {
            (AF_INET, Kind::Datagram) => {
                let datagram = env.network.datagram_open(call.caller.host);
                self.datagrams.resize(datagram.index() + 1, None);
                self.datagrams[datagram.index()] = Some(self.sockets.len() as u32);
                State::Datagram(datagram)
            }
            (AF_UNIX, Kind::Datagram) => State::Local(Local::default()),
            (_, Kind::Packets) => {
                return Err(Halt::Errno(Errno::ESOCKTNOSUPPORT, Rule::Unsupported));
            }
            _ => State::Idle,
        };
        let number = self.open_socket(call.caller, (family, kind, proto), state, env);
        self.open_descriptor(call.caller.process, number)
    }

    /// `socketpair`.
    fn call_pair(&mut self, call: &mut Call, env: &mut Env) -> Called {
        let asked = (call.int()?, call.int()?, call.int()?);
        let (family, kind, proto) = checked_kind(asked)?;
        if family != AF_UNIX {
            return Err(Halt::Errno(Errno::EOPNOTSUPP, Rule::Unsupported));
        }
        let first = self.sockets.len() as u32;
        let mut ends = Vec::new();
        for number in [first, first + 1] {
            let local = Local::of_pair(2 * first + 1 - number);
            self.open_socket(call.caller, (family, kind, proto), State::Local(local), env);
            ends.push(self.open_descriptor(call.caller.process, number)?);
        }
        Ok(Data::Tuple(ends))
    }

    /// Another object for an open descriptor: (handle, family, type, protocol).
    fn call_adopt(&mut self, call: &mut Call) -> Called {
        let fd = call.int()?;
        let process = call.caller.process;
        let bad = Halt::Errno(Errno::EBADF, Rule::Closed);
        let old = self.descriptor_at(process, fd).ok_or(bad.clone())?;
        let new = self.renumber(old).ok_or(bad)?;
        let found = self.descriptors[new as usize].and_then(|d| self.at(d.socket));
        let (family, kind, proto) = found
            .map(|socket| (socket.family, socket.kind.number(), socket.proto))
            .ok_or(WRONG)?;
        Ok(Data::Tuple(vec![
            handle(new),
            Data::Int(family),
            Data::Int(kind),
            Data::Int(proto),
        ]))
    }

    /// The descriptor stays open, and its handle no longer stands for it.
    fn call_detach(&mut self, of: &Data, process: ProcessId) -> Called {
        if let Data::Handle(of) = of
            && let Some(old) = self.descriptor_for(*of, process)
        {
            self.renumber(old);
        }
        Ok(Data::None)
    }

    fn renumber(&mut self, old: u32) -> Option<u32> {
        let descriptor = self.descriptors.get_mut(old as usize)?.take()?;
        let new = self.descriptors.len() as u32;
        self.descriptors.push(Some(descriptor));
        let open = self.open.get_mut(descriptor.process.index())?;
        open[(descriptor.fd - FIRST_FD) as usize] = Some(new);
        Some(new)
    }

    fn call_close(&mut self, of: &Data, process: ProcessId, env: &mut Env) -> Called {
        if let Data::Handle(of) = of
            && let Some(descriptor) = self.descriptor_for(*of, process)
        {
            self.close_descriptor(descriptor, env);
        }
        Ok(Data::None)
    }

    /// A descriptor, the lowest that is free, for a socket: (handle, number).
    pub(super) fn open_descriptor(&mut self, process: ProcessId, socket: u32) -> Called {
        if self.open.len() <= process.index() {
            self.open.resize(process.index() + 1, Vec::new());
        }
        let open = &mut self.open[process.index()];
        let place = open.iter().position(Option::is_none).unwrap_or(open.len());
        if place + FIRST_FD as usize >= MOST_OPEN {
            if let Some(unused) = self.sockets.get_mut(socket as usize) {
                unused.take_if(|socket| socket.uses == 0);
            }
            return Err(Halt::Errno(Errno::EMFILE, Rule::WrongState));
        }
        let number = self.descriptors.len() as u32;
        match open.get_mut(place) {
            Some(free) => *free = Some(number),
            None => open.push(Some(number)),
        }
        let fd = FIRST_FD + place as u32;
        self.descriptors.push(Some(Descriptor {
            process,
            fd,
            socket,
        }));
        if let Some(socket) = self.at_mut(socket) {
            socket.uses += 1;
        }
        Ok(Data::Tuple(vec![handle(number), Data::Int(i64::from(fd))]))
    }

    fn close_descriptor(&mut self, number: u32, env: &mut Env) {
        let slot = self.descriptors.get_mut(number as usize);
        let Some(descriptor) = slot.and_then(Option::take) else {
            return;
        };
        if let Some(open) = self.open.get_mut(descriptor.process.index()) {
            open[(descriptor.fd - FIRST_FD) as usize] = None;
        }
        self.let_go(descriptor.socket, env);
    }

    /// The descriptor's place, by its number in the process.
    pub(super) fn descriptor_at(&self, process: ProcessId, fd: i64) -> Option<u32> {
        let open = self.open.get(process.index())?;
        let place = usize::try_from(fd - i64::from(FIRST_FD)).ok()?;
        open.get(place).copied().flatten()
    }

    /// The socket of a process's descriptor.
    pub(super) fn socket_at(&self, process: ProcessId, fd: i64) -> Option<u32> {
        let number = self.descriptor_at(process, fd)?;
        self.descriptors[number as usize].map(|descriptor| descriptor.socket)
    }

    fn socket_of(&self, handle: &Data, process: ProcessId) -> Result<u32, Halt> {
        let bad = Halt::Errno(Errno::EBADF, Rule::Closed);
        let Data::Handle(handle) = handle else {
            return Err(bad);
        };
        let found = self
            .descriptor_for(*handle, process)
            .and_then(|number| self.descriptors.get(number as usize))
            .copied()
            .flatten();
        found.map(|descriptor| descriptor.socket).ok_or(bad)
    }

    /// An address as the Python text gives it: a pair, or a path.
    fn address(&self, call: &mut Call, env: &Env) -> Result<Address, Halt> {
        let host = call.caller.host;
        match call.next()? {
            Data::Str(path) => Ok(Address::Path(path.clone())),
            Data::Tuple(pair) => match &pair[..] {
                [Data::Str(name), Data::Int(port)] => {
                    let ip = super::names::resolve(name, host, env)?;
                    Ok(Address::Port(ip, *port as u16))
                }
                _ => Err(WRONG),
            },
            _ => Err(WRONG),
        }
    }
}

pub(super) fn handle(number: u32) -> Data {
    Data::Handle(Handle(MARK << 32 | u64::from(number)))
}

/// An address as Python has it.
pub(super) fn data_of(address: Option<&Address>, family: i64) -> Data {
    match address {
        Some(Address::Port(ip, port)) => spot(*ip, *port),
        Some(Address::Path(path)) => Data::Str(path.clone()),
        None if family == AF_UNIX => Data::from(""),
        None => spot(Ipv4Addr::UNSPECIFIED, 0),
    }
}

pub(super) fn spot(ip: Ipv4Addr, port: u16) -> Data {
    Data::Tuple(vec![
        Data::Str(ip.to_string().into()),
        Data::Int(i64::from(port)),
    ])
}

/// MSG_DONTWAIT.
fn quick(patience: Patience, flags: i64) -> Patience {
    const MSG_DONTWAIT: i64 = 0x40;
    match flags & MSG_DONTWAIT {
        0 => patience,
        _ => Patience {
            span: Some(crate::base::Span::ZERO),
            ..patience
        },
    }
}

fn checked_kind((family, kind, proto): (i64, i64, i64)) -> Result<(i64, Kind, i64), Halt> {
    if family != AF_INET && family != AF_UNIX {
        return Err(Halt::Errno(Errno::EAFNOSUPPORT, Rule::Unsupported));
    }
    let kind = match kind & 0xF {
        1 => Kind::Stream,
        2 => Kind::Datagram,
        5 if family == AF_UNIX => Kind::Packets,
        _ => return Err(Halt::Errno(Errno::ESOCKTNOSUPPORT, Rule::Unsupported)),
    };
    let fits = match kind {
        _ if proto == 0 => true,
        Kind::Stream => family == AF_INET && proto == 6,
        Kind::Datagram => family == AF_INET && proto == 17,
        Kind::Packets => false,
    };
    match fits {
        true => Ok((family, kind, proto)),
        false => Err(Halt::Errno(Errno::EPROTONOSUPPORT, Rule::Unsupported)),
    }
}

/// The call in a program's words, for those that say something when they fail.
fn call_word(name: &str) -> Option<&'static str> {
    Some(match name {
        "sock_bind" => "bind",
        "sock_listen" => "listen",
        "sock_accept" => "accept",
        "sock_connect" => "connect",
        "sock_send" => "send",
        "sock_sendto" => "sendto",
        "sock_recv" => "recv",
        "sock_shutdown" => "shutdown",
        _ => return None,
    })
}

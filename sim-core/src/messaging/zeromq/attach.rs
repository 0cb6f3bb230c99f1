//! How sockets find each other: bind, connect, unbind, disconnect, over tcp,
//! ipc and inproc.

use core::net::Ipv4Addr;
use std::rc::Rc;

use super::context::{Binding, Connection, Mail, Place, Way};
use super::endpoint::{self, Endpoint};
use super::errno::Errno;
use super::monitor::Event;
use super::pattern::Arrival;
use super::pipe::{Owner, Plug};
use super::rule::Rule;
use super::session::Session;
use super::{Pending, Zeromq};
use crate::base::HostId;
use crate::messaging::fact::{Fact, SocketId};
use crate::messaging::seam::Env;
use crate::network::{Address, ListenError};

/// A call on an address that failed: the error, and the rule behind it.
pub(super) type Refusal = (Errno, Rule);

impl Zeromq {
    pub(super) fn bind(
        &mut self,
        id: SocketId,
        text: &Rc<str>,
        env: &mut Env,
    ) -> Result<(), Refusal> {
        let endpoint =
            endpoint::parse_bind(text).map_err(|errno| address_refusal(errno, text, false))?;
        let socket = self
            .sockets
            .at(id.0)
            .ok_or((Errno::ENOTSOCK, Rule::Invalid))?;
        let (host, context) = (socket.host, socket.context);
        let (place, address): (Place, Rc<str>) = match endpoint {
            Endpoint::Tcp { host: name, port } => {
                let bound = bind_tcp(host, &name, port, env);
                if let Err((errno, _)) = &bound {
                    self.report(id, Event::BindFailed, errno.0 as u32, text, env);
                }
                bound?
            }
            Endpoint::Ipc(path) => self.bind_ipc(host, &path, env)?,
            Endpoint::Inproc(name) => {
                let key = (context, name.clone());
                if self.inproc.contains_key(&key) {
                    return Err((Errno::EADDRINUSE, Rule::AddressInUse));
                }
                self.inproc.insert(key, id);
                (Place::Inproc(name), text.clone())
            }
        };
        let binding = Binding {
            given: text.clone(),
            address: address.clone(),
            place,
        };
        if let Some(listener) = binding.listener() {
            let options = self
                .sockets
                .at(id.0)
                .map(|socket| socket.options.of_stream());
            for option in options.into_iter().flatten() {
                env.network.inherit(listener, option);
            }
            self.listeners.insert(listener, id);
            self.report(id, Event::Listening, listener.0 + 8, &address, env);
        }
        env.out.fact(|| Fact::Bound {
            socket: id,
            address: address.clone(),
        });
        if let Some(socket) = self.sockets.at_mut(id.0) {
            socket.last_endpoint = address;
            socket.bindings.push(binding);
        }
        self.join_pending(context, text, id, env);
        Ok(())
    }

    /// A Unix socket's path is first removed, whoever listens there: that is
    /// how libzmq gets rid of what a dead program left.
    fn bind_ipc(
        &mut self,
        host: HostId,
        path: &Rc<str>,
        env: &mut Env,
    ) -> Result<(Place, Rc<str>), Refusal> {
        let path: Rc<str> = match &**path {
            "*" => format!("/tmp/tmp{:06}/socket", self.sessions.next()).into(),
            _ => path.clone(),
        };
        env.network.unlink(host, &path);
        let there = Address::Path(path.clone());
        let out = &mut env.out.network;
        let (listener, _) = env
            .network
            .listen(host, &there, out)
            .map_err(listen_refusal)?;
        let address = format!("ipc://{path}").into();
        Ok((Place::Ipc(listener, path), address))
    }

    /// Connections that were made to an inproc name before it was bound.
    fn join_pending(&mut self, context: u32, text: &str, id: SocketId, env: &mut Env) {
        let Some(name) = text.strip_prefix("inproc://") else {
            return;
        };
        let (ready, pending) = std::mem::take(&mut self.pending)
            .into_iter()
            .partition(|p: &Pending| p.context == context && &*p.name == name);
        self.pending = pending;
        for Pending { plug, .. } in ready {
            self.join_marks(plug, id);
            self.join_inproc(plug, id, true, env);
        }
    }

    pub(super) fn connect(
        &mut self,
        id: SocketId,
        text: &Rc<str>,
        env: &mut Env,
    ) -> Result<(), Refusal> {
        let endpoint =
            endpoint::parse_connect(text).map_err(|errno| address_refusal(errno, text, true))?;
        let number = self.sessions.next();
        let socket = self
            .sockets
            .at_mut(id.0)
            .ok_or((Errno::ENOTSOCK, Rule::Invalid))?;
        socket.last_endpoint = text.clone();
        if let Endpoint::Inproc(name) = endpoint {
            self.connect_inproc(id, name, text, env);
            return Ok(());
        }
        let mut session = Session::new(id, text.clone());
        session.target = Some(endpoint);
        socket.sessions.push(number);
        socket.connections.push(Connection {
            address: text.clone(),
            way: Way::Session(number),
        });
        if !socket.options.immediate && !socket.is_raw() {
            let marks = socket.options.marks(socket.kind);
            let owners = (Owner::Socket(id), Owner::Session(number));
            let plug = self.pipes.open_with(owners, marks);
            session.plug = Some(plug.other());
            socket.plugs.push(plug);
            self.attach_here(id, plug, env);
        }
        self.sessions.insert(session);
        self.start_connecting(number, env);
        Ok(())
    }

    /// A pipe that the program's own call has made.
    fn attach_here(&mut self, id: SocketId, plug: Plug, env: &mut Env) {
        let Some(socket) = self.sockets.at_mut(id.0) else {
            return;
        };
        let peer = Arrival {
            identity: None,
            given: socket.options.next_name.take(),
        };
        socket.wake(true, true, &mut env.out.wakes);
        self.with_pattern(id, env, |pattern, desk| pattern.attach(plug, &peer, desk));
    }

    /// An inproc pipe goes straight from socket to socket, and exists even
    /// before somebody has bound the name.
    fn connect_inproc(&mut self, id: SocketId, name: Rc<str>, text: &Rc<str>, env: &mut Env) {
        let Some(socket) = self.sockets.at_mut(id.0) else {
            return;
        };
        let marks = socket.options.marks(socket.kind);
        let owners = (Owner::Socket(id), Owner::Nobody);
        let plug = self.pipes.open_with(owners, marks);
        let context = socket.context;
        socket.plugs.push(plug);
        socket.connections.push(Connection {
            address: text.clone(),
            way: Way::Inproc(plug),
        });
        env.out.fact(|| Fact::Connecting {
            socket: id,
            address: text.clone(),
            attempt: 0,
        });
        let there = self.inproc.get(&(context, name.clone())).copied();
        if let Some(there) = there {
            self.join_marks(plug, there);
        }
        self.attach_here(id, plug, env);
        match there {
            Some(there) => self.join_inproc(plug, there, false, env),
            None => self.pending.push(Pending {
                context,
                name,
                plug,
            }),
        }
    }

    /// Each direction of an inproc pipe holds what both sides allow together.
    fn join_marks(&mut self, plug: Plug, there: SocketId) {
        let Some(Owner::Socket(here)) = self.pipes.owner(plug) else {
            return;
        };
        let marks = |id: SocketId| {
            let socket = self.sockets.at(id.0)?;
            socket.options.marks(socket.kind)
        };
        let (Some(ours), Some(theirs)) = (marks(here), marks(there)) else {
            return self.pipes.conflate(plug);
        };
        let sum = |send: u32, receive: u32| match (send, receive) {
            (0, _) | (_, 0) => 0,
            (send, receive) => send.saturating_add(receive),
        };
        self.pipes.set_mark(plug, sum(ours.0, theirs.1));
        self.pipes.set_mark(plug.other(), sum(theirs.0, ours.1));
    }

    /// The other end of an inproc pipe gets its socket. `binding`: it is this
    /// that binds now, so it knows at once.
    fn join_inproc(&mut self, plug: Plug, there: SocketId, binding: bool, env: &mut Env) {
        let Some(Owner::Socket(here)) = self.pipes.owner(plug) else {
            return;
        };
        let name = |id: SocketId| {
            let socket = self.sockets.at(id.0)?;
            Some(socket.options.identity.clone())
        };
        let (Some(ours), Some(theirs)) = (name(here), name(there)) else {
            return;
        };
        self.pipes.set_owner(plug.other(), Owner::Socket(there));
        if let Some(socket) = self.sockets.at_mut(there.0) {
            let peer = Arrival {
                identity: Some(ours),
                given: None,
            };
            socket.plugs.push(plug.other());
            socket.mail.push(Mail::Attach(plug.other(), peer));
            socket.wake(true, true, &mut env.out.wakes);
        }
        if let Some(socket) = self.sockets.at_mut(here.0) {
            socket.mail.push(Mail::Identify(plug, theirs));
            socket.wake(true, true, &mut env.out.wakes);
        }
        match binding {
            true => self.enter(there, env),
            false => self.enter(here, env),
        }
        let address = self.address_of(plug);
        for (socket, peer) in [(here, there), (there, here)] {
            let (peer, address) = (Some(peer), address.clone());
            env.out.fact(|| Fact::PeerReady {
                socket,
                peer,
                address,
            });
        }
    }

    pub(super) fn unbind(
        &mut self,
        id: SocketId,
        text: &str,
        env: &mut Env,
    ) -> Result<(), Refusal> {
        endpoint::parse_bind(text).map_err(|errno| address_refusal(errno, text, false))?;
        let unknown = (Errno::ENOENT, Rule::NoSuchEndpoint);
        let socket = self.sockets.at_mut(id.0).ok_or(unknown.clone())?;
        let matches = |b: &Binding| &*b.address == text || &*b.given == text;
        let at = socket.bindings.iter().position(matches).ok_or(unknown)?;
        let binding = socket.bindings.remove(at);
        let (host, context) = (socket.host, socket.context);
        let listener = binding.listener();
        let sessions = socket.sessions.clone();
        let linger = socket.options.linger();
        self.stop_listening(id, host, context, &binding, env);
        for number in sessions {
            let session = self.sessions.at(number);
            if listener.is_some() && session.is_some_and(|s| s.listener == listener) {
                self.close_session(number, linger, Rule::EndpointRemoved, env);
            }
        }
        let address = binding.address;
        env.out.fact(|| Fact::Unbound {
            socket: id,
            address,
        });
        Ok(())
    }

    pub(super) fn disconnect(
        &mut self,
        id: SocketId,
        text: &str,
        env: &mut Env,
    ) -> Result<(), Refusal> {
        endpoint::parse_connect(text).map_err(|errno| address_refusal(errno, text, true))?;
        let unknown = (Errno::ENOENT, Rule::NoSuchEndpoint);
        let socket = self.sockets.at_mut(id.0).ok_or(unknown.clone())?;
        let matches = |c: &Connection| &*c.address == text;
        let at = socket.connections.iter().position(matches).ok_or(unknown)?;
        let connection = socket.connections.remove(at);
        let linger = socket.options.linger();
        match connection.way {
            Way::Session(number) => {
                self.close_session(number, linger, Rule::EndpointRemoved, env);
            }
            Way::Inproc(plug) => {
                self.pending.retain(|pending| pending.plug != plug);
                self.detach(id, plug, env);
            }
        }
        let address = connection.address;
        env.out.fact(|| Fact::Unbound {
            socket: id,
            address,
        });
        Ok(())
    }
}

/// Where `bind` listens: `*`, one of the host's interfaces, or a name that
/// leads to one.
fn bind_tcp(
    host: HostId,
    name: &str,
    port: u16,
    env: &mut Env,
) -> Result<(Place, Rc<str>), Refusal> {
    let ip = match name {
        "*" => Ipv4Addr::UNSPECIFIED,
        "lo" => Ipv4Addr::LOCALHOST,
        "eth0" => env.network.topology().ip(host),
        name => {
            let found = env.network.resolve(host, name);
            found.map_err(|_| (Errno::ENODEV, Rule::NoSuchDevice))?
        }
    };
    let there = Address::Port(ip, port);
    let out = &mut env.out.network;
    let (listener, there) = env
        .network
        .listen(host, &there, out)
        .map_err(listen_refusal)?;
    let port = match there {
        Address::Port(_, port) => port,
        Address::Path(_) => 0,
    };
    Ok((Place::Tcp(listener), endpoint::tcp_address(ip, port)))
}

fn listen_refusal(error: ListenError) -> Refusal {
    match error {
        ListenError::InUse => (Errno::EADDRINUSE, Rule::AddressInUse),
        ListenError::NotAvailable | ListenError::Invalid => {
            (Errno::EADDRNOTAVAIL, Rule::NoSuchDevice)
        }
    }
}

fn address_refusal(errno: Errno, text: &str, connect: bool) -> Refusal {
    let rule = Rule::BadAddress {
        text: text.into(),
        connect,
    };
    (errno, rule)
}

//! Who of the waiting processes can still go on: because something is on its
//! way to them, because their time will be up, or because somebody who can go
//! on may yet give them something. The others are stuck.
//!
//! Careful on one side only: whoever is called stuck is; somebody who in truth
//! waits for ever may be called free because a program that still runs could
//! have done something for him.

use crate::base::ProcessId;
use crate::messaging::{LinkView, Peer, Reason, SocketId, SocketView};
use crate::network::{End, Network, Side};
use crate::system::{Activity, Doing, Local, Process, State, Waiting, WaitsFor};
use crate::view::model::Envelope;
use crate::world::World;

/// What can be hoped of a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It has ended, or was killed.
    Over,
    /// It waits for what only others can do.
    Stuck,
    /// It runs, or will go on by itself.
    Free,
}

/// One thing for which a blocked call waits.
enum Awaited<'a> {
    /// Something to read, or a connection to accept.
    Read(SocketId),
    /// Room to write.
    Write(SocketId),
    /// One of these does something.
    Peers(&'a [Peer]),
    /// A process ends.
    Child(ProcessId),
    /// Somebody of the same family does something.
    Kin,
    /// Something that comes by itself, or that a person may do.
    Itself,
}

/// The standing of all processes; `under_way` are the messages that fly.
pub(super) fn standings(world: &World, under_way: &[Envelope]) -> Vec<Standing> {
    let look = Look::new(world, under_way);
    let processes = world.system().processes();
    let mut found: Vec<Standing> = processes.iter().map(|it| look.alone(it)).collect();
    // Each round frees at least one process, or is the last.
    for _ in 0..processes.len() {
        let frees = |process: &&Process| {
            found[process.id.index()] == Standing::Stuck && look.may_be_freed(process, &found)
        };
        let freed: Vec<ProcessId> = processes.iter().filter(frees).map(|it| it.id).collect();
        if freed.is_empty() {
            break;
        }
        for process in freed {
            found[process.index()] = Standing::Free;
        }
    }
    found
}

/// The sockets on which a process waits for something to come.
pub(super) fn listens_on(process: &Process) -> Vec<SocketId> {
    let read = |awaited| match awaited {
        Awaited::Read(socket) => Some(socket),
        _ => None,
    };
    awaited(process).into_iter().filter_map(read).collect()
}

/// All that is looked at, gathered once.
struct Look<'a> {
    world: &'a World,
    network: &'a Network,
    links: Vec<LinkView>,
    sockets: Vec<SocketView>,
    under_way: &'a [Envelope],
}

impl<'a> Look<'a> {
    fn new(world: &'a World, under_way: &'a [Envelope]) -> Look<'a> {
        let system = world.system();
        let (messaging, network) = (system.messaging(), system.network());
        let sockets = |process: &Process| messaging.sockets(process.id, network);
        Look {
            world,
            network,
            links: messaging.links(network),
            sockets: system.processes().iter().flat_map(sockets).collect(),
            under_way,
        }
    }

    /// What can be said of a process without the others.
    fn alone(&self, process: &Process) -> Standing {
        match process.activity() {
            Activity::Ended | Activity::Crashed => return Standing::Over,
            Activity::Blocked => {}
            _ => return Standing::Free,
        }
        let awaited = awaited(process);
        match has_time_out(process) || awaited.iter().any(|it| self.comes(process, it)) {
            true => Standing::Free,
            false => Standing::Stuck,
        }
    }

    /// True if what is waited for comes without anybody's doing.
    fn comes(&self, process: &Process, awaited: &Awaited<'_>) -> bool {
        match awaited {
            Awaited::Read(socket) => self.is_fed(process, *socket),
            Awaited::Write(socket) => self.is_drained(*socket),
            Awaited::Itself => true,
            _ => false,
        }
    }

    /// True if something is there for a socket, or on its way to it.
    fn is_fed(&self, process: &Process, socket: SocketId) -> bool {
        let queued = self.sockets.iter().flat_map(|it| &it.queues).any(|queue| {
            let mine = queue.socket == socket && !queue.outgoing;
            let to_me = queue.outgoing && queue.peer.socket == Some(socket);
            queue.fill > 0 && (mine || to_me)
        });
        let flies = || self.under_way.iter().any(|it| it.to == process.id);
        let streams = || {
            self.ends(socket).any(|end| {
                let here = self.network.status(end).unwrap_or_default();
                here.readable > 0 || self.network.is_sending(end.peer())
            })
        };
        queued || flies() || streams() || self.is_called(process, socket)
    }

    /// True if somebody with something to send is about to connect.
    fn is_called(&self, process: &Process, socket: SocketId) -> bool {
        let bound = |it: &SocketView| it.id == socket && !it.bound.is_empty();
        let full = |link: &LinkView| {
            let mine = self.sockets.iter().filter(|it| it.id == link.from);
            let mut queues = mine.flat_map(|it| &it.queues);
            queues.any(|queue| queue.outgoing && queue.fill > 0)
        };
        let calls = |link: &LinkView| {
            !link.established && link.to.is_none() && link.host == Some(process.host) && full(link)
        };
        self.sockets.iter().any(bound) && self.links.iter().any(calls)
    }

    /// True if room comes by itself: bytes still move, or there is room already.
    fn is_drained(&self, socket: SocketId) -> bool {
        self.ends(socket).any(|end| {
            let status = self.network.status(end).unwrap_or_default();
            // Linux tells a writer of room when a third is free.
            let roomy = status.room > 0 && status.room * 3 >= status.room + status.unsent;
            roomy || !self.network.is_still(self.world.now(), end)
        })
    }

    /// The socket's ends of its connections.
    fn ends(&self, socket: SocketId) -> impl Iterator<Item = End> + '_ {
        self.links.iter().filter_map(move |link| {
            let connection = link.connection?;
            let side = match (link.from == socket, link.to == Some(socket)) {
                (true, _) => Side::Client,
                (_, true) => Side::Server,
                _ => return None,
            };
            Some(End { connection, side })
        })
    }

    /// True if a process that can go on might do what this one waits for.
    fn may_be_freed(&self, process: &Process, found: &[Standing]) -> bool {
        let free = |id: ProcessId| found[id.index()] == Standing::Free;
        let any_free = || found.contains(&Standing::Free);
        awaited(process).iter().any(|awaited| match awaited {
            Awaited::Peers(peers) => peers.iter().any(|peer| match peer.process {
                Some(peer) => free(peer),
                // Whoever comes may be the one.
                None => any_free(),
            }),
            Awaited::Read(socket) | Awaited::Write(socket) => {
                let open = |it: &SocketView| {
                    it.id == *socket && (!it.bound.is_empty() || it.connected.is_empty())
                };
                self.sockets.iter().any(open) && any_free()
            }
            Awaited::Child(child) => free(*child),
            Awaited::Kin => {
                let mut all = self.world.system().processes().iter();
                all.any(|it| it.origin == process.origin && it.id != process.id && free(it.id))
            }
            Awaited::Itself => true,
        })
    }
}

/// What the threads of a process wait for.
fn awaited(process: &Process) -> Vec<Awaited<'_>> {
    let mut found = Vec::new();
    match &process.state {
        State::Lingering(_, wait) => in_reason(&wait.reason, &mut found),
        _ => {
            for waiting in waits_of(process) {
                match &waiting.what {
                    WaitsFor::Messaging(reason) => in_reason(reason, &mut found),
                    WaitsFor::Local(local) => found.extend(in_local(&local.what)),
                    WaitsFor::Sleep | WaitsFor::Input => found.push(Awaited::Itself),
                }
            }
        }
    }
    found
}

fn in_reason<'a>(reason: &'a Reason, found: &mut Vec<Awaited<'a>>) {
    match reason {
        Reason::Receive { socket, .. } | Reason::Accept { socket, .. } => {
            found.push(Awaited::Read(*socket));
        }
        Reason::Send { socket, .. } => found.push(Awaited::Write(*socket)),
        Reason::Connect { .. } | Reason::Select { input: true, .. } => found.push(Awaited::Itself),
        Reason::Poll { sockets, .. } | Reason::Select { sockets, .. } => {
            for polled in sockets {
                found.extend(polled.readable.then_some(Awaited::Read(polled.socket)));
                found.extend(polled.writable.then_some(Awaited::Write(polled.socket)));
            }
        }
        Reason::Finish { lingering, .. } => {
            found.extend(lingering.iter().map(|socket| Awaited::Write(*socket)));
        }
    }
    found.push(Awaited::Peers(reason.peers()));
}

/// A lock is in the hands of another thread, which is looked at for itself.
fn in_local<'a>(local: &Local) -> Option<Awaited<'a>> {
    match local {
        Local::Lock { .. } => None,
        Local::Child { process } => Some(Awaited::Child(*process)),
        Local::Pipe { .. } | Local::Room { .. } | Local::Semaphore { .. } => Some(Awaited::Kin),
        Local::Signal => Some(Awaited::Itself),
    }
}

/// True if it goes on by itself when its time is up.
fn has_time_out(process: &Process) -> bool {
    match &process.state {
        State::Lingering(_, wait) => wait.until.is_some(),
        _ => waits_of(process).any(|waiting| waiting.until.is_some()),
    }
}

fn waits_of(process: &Process) -> impl Iterator<Item = &Waiting> {
    process.threads.iter().filter_map(|it| match &it.doing {
        Doing::Waits(waiting) => Some(waiting),
        _ => None,
    })
}

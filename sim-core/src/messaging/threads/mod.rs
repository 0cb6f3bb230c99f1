//! Queues between the threads of one process: what is in a program's
//! `queue.Queue` and its kin, so that it can be seen and told.
//!
//! Spec: Python Library Reference 3.11, `queue`.
//!
//! Not here: the waiting, and the objects themselves. Both are the library
//! text's (`python/stdlib/queue.py`), which says here what came and went.
//! A child process's copies of its parent's queues are not shown.

use std::collections::VecDeque;
use std::rc::Rc;

use serde::Serialize;

use super::fact::{Fact, MessageKind, QueueId, SocketId, label};
use super::seam::{Caller, Env, Outcome, Peer, Phase, QueueView, QueuedView, SocketView, Unit};
use crate::base::{MessageId, ProcessId};
use crate::python::{Data, Handle, Raise};

/// The system calls of the library text: `queue_new(kind, maxsize)` gives a
/// handle; `queue_moved(handle, text, put)` tells how the entry that was put or
/// taken reads.
pub const CALLS: &[&str] = &["queue_new", "queue_moved"];

/// Numbers begin where those of the other systems do not come.
const FIRST: u32 = 0x1000_0000;
const FIRST_MESSAGE: u64 = 1 << 33;
const MARK: u64 = 0x5155_4555;

/// Entries of a queue that are shown.
const HEAD: usize = 8;

/// Why it was this entry's turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum Rule {
    /// The one that came first.
    FirstIn,
    /// The one that came last.
    LastIn,
    /// The smallest.
    Smallest,
}

impl Rule {
    /// A short stable name.
    pub fn code(self) -> &'static str {
        match self {
            Rule::FirstIn => "python.queue.first-in",
            Rule::LastIn => "python.queue.last-in",
            Rule::Smallest => "python.queue.smallest",
        }
    }

    /// What it says.
    pub fn text(self) -> &'static str {
        match self {
            Rule::FirstIn => "get takes the entry that was put first.",
            Rule::LastIn => "get takes the entry that was put last: a stack.",
            Rule::Smallest => "get takes the smallest entry.",
        }
    }

    /// Where it is written down.
    pub fn source(self) -> &'static str {
        match self {
            Rule::FirstIn => "Python 3.11, queue.Queue",
            Rule::LastIn => "Python 3.11, queue.LifoQueue",
            Rule::Smallest => "Python 3.11, queue.PriorityQueue",
        }
    }
}

/// The kinds that library text makes, and in which order they give.
const KINDS: [(&str, Rule); 4] = [
    ("Queue", Rule::FirstIn),
    ("SimpleQueue", Rule::FirstIn),
    ("LifoQueue", Rule::LastIn),
    ("PriorityQueue", Rule::Smallest),
];

/// True for a queue between threads: no socket, though it has a number as one.
pub fn is_queue(kind: &str) -> bool {
    KINDS.iter().any(|(name, _)| *name == kind)
}

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    message: MessageId,
    label: Rc<str>,
}

#[derive(Clone, Debug, PartialEq)]
struct Queue {
    process: ProcessId,
    kind: &'static str,
    rule: Rule,
    mark: Option<u32>,
    inside: VecDeque<Entry>,
}

/// The queues of all processes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Threads {
    next_message: u64,
    /// By number; `None` once its last reference is gone.
    queues: Vec<Option<Queue>>,
    /// By number, for ever.
    owners: Vec<ProcessId>,
}

impl Threads {
    /// Makes one of `CALLS`; none of them waits.
    pub fn call(&mut self, caller: Caller, args: &[Data], env: &mut Env) -> Outcome {
        Outcome::Done(match args {
            [Data::Str(kind), Data::Int(most)] => self.open(caller, kind, *most, env),
            [Data::Handle(of), Data::Str(text), Data::Bool(put)] => {
                if let Some(number) = number_of(*of) {
                    let text = label(std::iter::once(text.as_bytes()));
                    match put {
                        true => self.put(caller, number, text, env),
                        false => self.got(caller, number, &text, env),
                    }
                }
                Ok(Data::None)
            }
            _ => {
                let message: Rc<str> =
                    "queue_new(kind, most), queue_moved(handle, text, put)".into();
                Err(Raise::new(
                    "builtins",
                    "TypeError",
                    vec![message.as_ref().into()],
                ))
            }
        })
    }

    fn open(
        &mut self,
        caller: Caller,
        kind: &str,
        most: i64,
        env: &mut Env,
    ) -> Result<Data, Raise> {
        let known = KINDS.iter().find(|(name, _)| *name == kind);
        let (kind, rule) = *known.unwrap_or(&KINDS[0]);
        let number = self.queues.len() as u32;
        self.queues.push(Some(Queue {
            process: caller.process,
            kind,
            rule,
            mark: u32::try_from(most).ok().filter(|most| *most > 0),
            inside: VecDeque::new(),
        }));
        self.owners.push(caller.process);
        env.out.fact(|| Fact::SocketOpened {
            socket: SocketId(FIRST + number),
            process: caller.process,
            kind,
        });
        Ok(Data::Handle(Handle(MARK << 32 | u64::from(number))))
    }

    /// The queue of this number, if it is the caller's own and no copy of it.
    fn own(&mut self, caller: Caller, number: u32) -> Option<&mut Queue> {
        let queue = self.queues.get_mut(number as usize)?.as_mut()?;
        (queue.process == caller.process).then_some(queue)
    }

    fn put(&mut self, caller: Caller, number: u32, text: Rc<str>, env: &mut Env) {
        let message = MessageId(FIRST_MESSAGE + self.next_message);
        let Some(queue) = self.own(caller, number) else {
            return;
        };
        let label = text.clone();
        queue.inside.push_back(Entry { message, label });
        let (fill, mark) = (queue.inside.len() as u32, queue.mark);
        env.out.fact(|| Fact::Put {
            message,
            socket: SocketId(FIRST + number),
            queue: QueueId(FIRST + number),
            thread: caller.thread,
            label: text,
            fill,
            mark,
        });
        self.next_message += 1;
    }

    fn got(&mut self, caller: Caller, number: u32, text: &str, env: &mut Env) {
        let Some(queue) = self.own(caller, number) else {
            return;
        };
        let reads = |entry: &Entry| &*entry.label == text;
        let found = match queue.rule {
            Rule::LastIn => queue.inside.iter().rposition(reads),
            Rule::FirstIn | Rule::Smallest => queue.inside.iter().position(reads),
        };
        // What the program changed since it was put reads otherwise.
        let Some(entry) = queue.inside.remove(found.unwrap_or(0)) else {
            return;
        };
        let (fill, mark, rule) = (queue.inside.len() as u32, queue.mark, queue.rule);
        env.out.fact(|| Fact::Got {
            message: entry.message,
            socket: SocketId(FIRST + number),
            queue: QueueId(FIRST + number),
            thread: caller.thread,
            fill,
            mark,
            rule: rule.into(),
        });
    }

    /// The last reference to a queue is gone.
    pub fn drop_handle(&mut self, handle: Handle) {
        let number = number_of(handle).map(|number| number as usize);
        if let Some(queue) = number.and_then(|number| self.queues.get_mut(number)) {
            *queue = None;
        }
    }

    /// What a process had in memory goes with it.
    pub fn process_ended(&mut self, process: ProcessId) {
        for queue in &mut self.queues {
            if queue.as_ref().is_some_and(|queue| queue.process == process) {
                *queue = None;
            }
        }
    }

    /// Whose a queue is or was.
    pub fn owner(&self, socket: SocketId) -> Option<ProcessId> {
        let number = socket.0.checked_sub(FIRST)?;
        self.owners.get(number as usize).copied()
    }

    /// The queue that a handle stands for.
    pub fn socket_of_handle(&self, handle: Handle) -> Option<SocketId> {
        let number = number_of(handle)?;
        self.queues.get(number as usize)?.as_ref()?;
        Some(SocketId(FIRST + number))
    }

    /// The queues of a process, in order of creation.
    pub fn sockets(&self, process: ProcessId) -> impl Iterator<Item = SocketView> + '_ {
        let all = (FIRST..).zip(&self.queues);
        let own = all.filter_map(|(number, queue)| Some((number, queue.as_ref()?)));
        own.filter(move |(_, queue)| queue.process == process)
            .map(|(number, queue)| view(SocketId(number), queue))
    }
}

fn number_of(handle: Handle) -> Option<u32> {
    (handle.0 >> 32 == MARK).then_some(handle.0 as u32)
}

fn view(socket: SocketId, queue: &Queue) -> SocketView {
    let fill = queue.inside.len() as u32;
    let words = match queue.mark {
        Some(mark) => format!("{} with {fill} of {mark}", queue.kind),
        None => format!("{} with {fill}, without bound", queue.kind),
    };
    let shown = |entry: &Entry| QueuedView {
        message: entry.message,
        label: entry.label.clone(),
        kind: MessageKind::Message,
        frames: Vec::new(),
    };
    // Who comes next out of a stack lies on top.
    let head: Vec<QueuedView> = match queue.rule {
        Rule::LastIn => queue.inside.iter().rev().take(HEAD).map(shown).collect(),
        _ => queue.inside.iter().take(HEAD).map(shown).collect(),
    };
    SocketView {
        id: socket,
        process: queue.process,
        kind: queue.kind,
        bound: Vec::new(),
        connected: Vec::new(),
        summary: words,
        lingering: false,
        queues: vec![QueueView {
            id: QueueId(socket.0),
            socket,
            peer: Peer {
                address: "its threads".into(),
                socket: None,
                process: None,
                phase: Phase::Ready,
            },
            outgoing: false,
            unit: Unit::Messages,
            fill,
            kept: 0,
            noun: "",
            mark: queue.mark,
            head,
            next: false,
            dropped: 0,
        }],
        tables: Vec::new(),
        options: Vec::new(),
    }
}

//! Processes that processes start (fork), and what they share: pipes,
//! semaphores and single values.
//!
//! A child is a copy of its parent's memory at that moment, with the thread
//! that forked as its only one. It has the parent's program, host and pipes; of
//! the parent's sockets it has the objects, but closing them there means
//! nothing, as the connections are the parent's.

use std::collections::VecDeque;
use std::rc::Rc;

use super::System;
use super::calls::{Answer, Ask, bad_call, done, os_error, time_out};
use super::core::Core;
use super::event::{Effects, Event, Turn};
use super::fact::ProgramFact;
use super::lifecycle::MAIN;
use super::local::Local;
use super::process::{Doing, Process, State, Thread, WaitsFor};
use super::terminal::Terminal;
use crate::base::{ProcessId, Random, ThreadId, Time};
use crate::python::Data;

/// Process ids begin after those of an operating system's own processes.
const FIRST_PID: i64 = 1_001;

/// Processes that may be started in one run besides those of the scenario:
/// each is a copy of a whole memory.
const CHILDREN: usize = 256;

/// Bytes that a pipe of Linux holds.
const PIPE_BYTES: usize = 64 << 10;

/// Bytes that all pipes and queues between processes hold.
const ALL_BYTES: usize = 64 << 20;

/// Pipes, semaphores and shared values of one run.
const OBJECTS: usize = 10_000;

/// What processes share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shared {
    pipes: Vec<Pipe>,
    semaphores: Vec<i64>,
    values: Vec<Data>,
    bytes: usize,
}

/// Messages on their way between processes of a host.
#[derive(Clone, Debug, PartialEq)]
struct Pipe {
    messages: VecDeque<Rc<[u8]>>,
    bytes: usize,
    /// False for a queue, whose writers never wait.
    bounded: bool,
    /// The processes that hold its ends.
    readers: Vec<ProcessId>,
    writers: Vec<ProcessId>,
}

impl System {
    /// The number under which programs know a process.
    pub fn pid(process: ProcessId) -> i64 {
        FIRST_PID + i64::from(process.0)
    }

    pub(super) fn process_of_pid(&self, pid: i64) -> Option<ProcessId> {
        let at = usize::try_from(pid.checked_sub(FIRST_PID)?).ok()?;
        (at < self.processes.len()).then_some(ProcessId(at as u32))
    }

    /// `fork(name)`: 0 in the child, its id in the parent.
    pub(super) fn call_fork(&mut self, ask: &Ask<'_>, effects: &mut Effects) -> Answer {
        let [Data::Str(name)] = ask.args else {
            return bad_call("fork(name)");
        };
        if self.processes.len() >= self.setup.processes.len() + CHILDREN {
            return os_error(11, None);
        }
        let child = ProcessId(self.processes.len() as u32);
        let process = self.child_of(ask, child, name);
        let name = process.name.clone();
        self.processes.push(process);
        for pipe in &mut self.shared.pipes {
            for ends in [&mut pipe.readers, &mut pipe.writers] {
                if ends.contains(&ask.process) {
                    ends.push(child);
                }
            }
        }
        self.messaging.forked(ask.process, child);
        let origin = self.process(ask.process).origin;
        self.note(
            ask.process,
            ProgramFact::Forked {
                child,
                name,
                origin,
            },
            effects,
        );
        self.note(child, ProgramFact::Started { restarts: 0 }, effects);
        self.ready_later(ask.now, child, MAIN, effects);
        done(Data::Int(System::pid(child)))
    }

    fn child_of(&self, ask: &Ask<'_>, child: ProcessId, name: &str) -> Process {
        let parent = self.process(ask.process);
        let machine = parent.machine.as_ref();
        let mut machine = machine
            .expect("invariant: a process that calls has a machine")
            .fork(ask.thread);
        let foreign: Rc<[_]> = machine.handles().into();
        machine.resume(MAIN, Ok(Data::Int(0)));
        // The numbers of threads go on from the machine's.
        let lost = Thread {
            doing: Doing::Done,
            ..Thread::new("MainThread".into())
        };
        let mut threads = vec![lost; parent.threads.len()];
        threads[0] = Thread::new("MainThread".into());
        let chance = |purpose| Random::new(self.setup.seed, purpose, u64::from(child.0));
        Process {
            id: child,
            name: format!("{}/{name}", parent.name).into(),
            origin: parent.origin,
            parent: Some(ask.process),
            host: parent.host,
            state: State::Alive,
            paused: false,
            machine: Some(machine.into()),
            threads,
            core: Core::new(
                parent.core.chance.as_ref().map(|_| chance("threads")),
                parent.core.interval,
            ),
            signals: parent.signals.clone(),
            terminal: Terminal::default(),
            restarts: 0,
            started: ask.now,
            chance: chance("urandom"),
            foreign,
        }
    }

    /// `child_wait(pid, seconds or None)`: the exit status (negative: the
    /// signal), or `None` if the time is up.
    pub(super) fn call_child_wait(&mut self, ask: &Ask<'_>) -> Answer {
        let [Data::Int(pid), patience] = ask.args else {
            return bad_call("child_wait(pid, seconds or None)");
        };
        let child = self.process_of_pid(*pid);
        let child = child.filter(|child| self.process(*child).parent == Some(ask.process));
        let Some(process) = child else {
            return os_error(10, None);
        };
        match &self.process(process).state {
            State::Ended(exit) => {
                let signal = exit.signal.map(|number| -i64::from(number));
                done(Data::Int(signal.unwrap_or(i64::from(exit.code))))
            }
            State::Killed => done(Data::Int(-9)),
            _ if ask.attempt.expired || *patience == Data::Float(0.0) => done(Data::None),
            _ => self.wait_local(ask, Local::Child { process }, time_out(ask, patience)),
        }
    }

    /// A process is gone: who waits for it goes on, its pipe ends are closed.
    pub(super) fn child_gone(&mut self, now: Time, process: ProcessId, effects: &mut Effects) {
        self.wake_local(now, |what| *what == Local::Child { process }, effects);
        for number in 0..self.shared.pipes.len() as u32 {
            self.close_pipe(now, process, number, true, effects);
            self.close_pipe(now, process, number, false, effects);
        }
    }

    /// Tries the calls again that wait for this, in the order in which they came.
    fn wake_local(&self, now: Time, is_it: impl Fn(&Local) -> bool, effects: &mut Effects) {
        let mut found = Vec::new();
        for process in &self.processes {
            for (at, thread) in process.threads.iter().enumerate() {
                if let Doing::Waits(waiting) = &thread.doing
                    && let WaitsFor::Local(local) = &waiting.what
                    && is_it(&local.what)
                {
                    found.push((waiting.arrival, process.id, ThreadId(at as u32)));
                }
            }
        }
        found.sort_unstable();
        for (_, process, thread) in found {
            let ticket = self.process(process).ticket(thread);
            let turn = Turn {
                process,
                thread,
                ticket,
            };
            effects.schedule(now, Event::Retry(turn));
        }
    }

    /// Calls about pipes, semaphores and shared values.
    pub(super) fn call_shared(&mut self, ask: &Ask<'_>, effects: &mut Effects) -> Answer {
        let many = self.shared.pipes.len().max(self.shared.values.len());
        if ask.name.ends_with("_new") && many.max(self.shared.semaphores.len()) >= OBJECTS {
            return os_error(24, None);
        }
        match (ask.name, ask.args) {
            ("pipe_new", [Data::Bool(bounded)]) => {
                self.shared.pipes.push(Pipe {
                    messages: VecDeque::new(),
                    bytes: 0,
                    bounded: *bounded,
                    readers: vec![ask.process],
                    writers: vec![ask.process],
                });
                done(Data::Int(self.shared.pipes.len() as i64 - 1))
            }
            ("pipe_send", [Data::Int(number), Data::Bytes(data)]) => {
                self.call_pipe_send(ask, *number as u32, data, effects)
            }
            ("pipe_receive", [Data::Int(number), patience, Data::Bool(take)]) => {
                self.call_pipe_receive(ask, *number as u32, patience, *take, effects)
            }
            ("pipe_close", [Data::Int(number), Data::Bool(reader)]) => {
                self.close_pipe(ask.now, ask.process, *number as u32, *reader, effects);
                done(Data::None)
            }
            ("semaphore_new", [Data::Int(value)]) => {
                self.shared.semaphores.push(*value);
                done(Data::Int(self.shared.semaphores.len() as i64 - 1))
            }
            ("semaphore_take", [Data::Int(number), patience]) => {
                self.call_semaphore_take(ask, *number as u32, patience)
            }
            ("semaphore_give", [Data::Int(number), Data::Int(count)]) => {
                let number = *number as u32;
                self.shared.semaphores[number as usize] += count;
                self.wake_local(
                    ask.now,
                    |what| *what == Local::Semaphore { number },
                    effects,
                );
                done(Data::None)
            }
            ("semaphore_value", [Data::Int(number)]) => {
                done(Data::Int(self.shared.semaphores[*number as usize]))
            }
            ("shared_new", [value]) => {
                self.shared.values.push(value.clone());
                done(Data::Int(self.shared.values.len() as i64 - 1))
            }
            ("shared_value", [Data::Int(number)]) => {
                done(self.shared.values[*number as usize].clone())
            }
            ("shared_set", [Data::Int(number), value]) => {
                self.shared.values[*number as usize] = value.clone();
                done(Data::None)
            }
            (name, _) => bad_call(name),
        }
    }

    fn call_pipe_send(
        &mut self,
        ask: &Ask<'_>,
        number: u32,
        data: &Rc<[u8]>,
        effects: &mut Effects,
    ) -> Answer {
        let full = self.shared.bytes + data.len() > ALL_BYTES;
        let pipe = &mut self.shared.pipes[number as usize];
        if pipe.readers.is_empty() {
            return os_error(32, None);
        }
        if full {
            return os_error(12, None);
        }
        if pipe.bounded && pipe.bytes > 0 && pipe.bytes + data.len() > PIPE_BYTES {
            return self.wait_local(ask, Local::Room { number }, None);
        }
        pipe.messages.push_back(data.clone());
        pipe.bytes += data.len();
        self.shared.bytes += data.len();
        self.wake_local(ask.now, |what| *what == Local::Pipe { number }, effects);
        done(Data::None)
    }

    /// The next message; `None` at the end, `False` when the time is up.
    /// Without `take` only whether there is one.
    fn call_pipe_receive(
        &mut self,
        ask: &Ask<'_>,
        number: u32,
        patience: &Data,
        take: bool,
        effects: &mut Effects,
    ) -> Answer {
        let pipe = &mut self.shared.pipes[number as usize];
        if !take && (!pipe.messages.is_empty() || pipe.writers.is_empty()) {
            return done(Data::Bool(true));
        }
        if let Some(message) = pipe.messages.pop_front() {
            pipe.bytes -= message.len();
            self.shared.bytes -= message.len();
            self.wake_local(ask.now, |what| *what == Local::Room { number }, effects);
            return done(Data::Bytes(message));
        }
        if pipe.writers.is_empty() {
            return done(Data::None);
        }
        if ask.attempt.expired || *patience == Data::Float(0.0) {
            return done(Data::Bool(false));
        }
        self.wait_local(ask, Local::Pipe { number }, time_out(ask, patience))
    }

    fn close_pipe(
        &mut self,
        now: Time,
        process: ProcessId,
        number: u32,
        reader: bool,
        effects: &mut Effects,
    ) {
        let pipe = &mut self.shared.pipes[number as usize];
        let ends = if reader {
            &mut pipe.readers
        } else {
            &mut pipe.writers
        };
        let before = ends.len();
        ends.retain(|holder| *holder != process);
        if ends.len() == before || !ends.is_empty() {
            return;
        }
        let waits = match reader {
            true => Local::Room { number },
            false => Local::Pipe { number },
        };
        self.wake_local(now, |what| *what == waits, effects);
    }

    fn call_semaphore_take(&mut self, ask: &Ask<'_>, number: u32, patience: &Data) -> Answer {
        let value = &mut self.shared.semaphores[number as usize];
        if *value > 0 {
            *value -= 1;
            return done(Data::Bool(true));
        }
        if ask.attempt.expired || *patience == Data::Float(0.0) {
            return done(Data::Bool(false));
        }
        self.wait_local(ask, Local::Semaphore { number }, time_out(ask, patience))
    }
}

//! Where programs, messaging and the network meet: hosts, processes, threads,
//! system calls. Only here does a Python call become a system call.
//!
//! A thread's turn is one statement, or the rest of one. A call that cannot
//! return yet is kept and tried again when what it waits for has changed, so a
//! blocked program is plain data.
//!
//! Differs from a real operating system: a process starts in no time, a
//! statement takes the scenario's `cpu` whatever it does, processes on one host
//! do not share a processor, output is not buffered.

mod activity;
mod calls;
mod children;
mod command;
mod core;
mod disk;
mod event;
mod fact;
mod lifecycle;
mod local;
mod process;
mod setup;
mod signals;
mod terminal;
mod threads;
mod turns;

use std::rc::Rc;

pub use self::core::{Core, Order, SWITCH_INTERVAL, Switch};
pub use activity::Activity;
pub use command::{Command, Planned};
pub use event::{Effect, Effects, Event, Turn};
pub use fact::{Happening, ProgramFact, Stream};
pub use local::{Local, LocalRule, LocalWait};
pub use process::{Doing, Exit, Missed, Process, State, Thread, Waiting, WaitsFor};
pub use setup::{ProcessSetup, Setup};
pub use signals::{Signals, signal_name};
pub use terminal::Terminal;

use crate::base::{MessageId, ProcessId, Time};
use crate::messaging::{self, Messaging};
use crate::network::{self, Network};
use crate::python::{Image, Library, Source, Texts};
use children::Shared;
use disk::Disk;

/// Hosts, processes, and what connects them.
#[derive(Clone, Debug, PartialEq)]
pub struct System {
    setup: Rc<Setup>,
    /// The programs, compiled; replays and restarts use it again.
    image: Rc<Image>,
    processes: Vec<Process>,
    /// The files of each host.
    disks: Vec<Rc<Disk>>,
    /// What processes share.
    shared: Shared,
    /// Counts waits, so that who came first goes on first.
    arrivals: u64,
    network: Network,
    messaging: Messaging,
    /// Kept between steps so that handling an event allocates nothing.
    scratch: Option<Box<messaging::Outbox>>,
}

impl System {
    /// Everything in place, nothing started. Of an `earlier` system the compiled
    /// library is used again.
    pub fn new(setup: Rc<Setup>, earlier: Option<&System>) -> System {
        let network = Network::new(
            setup.detail,
            &setup.hosts,
            &setup.cables,
            &setup.loopback,
            setup.seed,
        );
        let processes = setup
            .processes
            .iter()
            .enumerate()
            .map(|(at, process)| Process::new(at, process, &setup))
            .collect();
        // Hosts begin with the same files; the first change makes a copy.
        let disk = Rc::new(Disk::new(&setup.files));
        System {
            image: Rc::new(image(&setup, earlier.map(|it| &*it.image))),
            processes,
            disks: std::iter::repeat_n(disk, setup.hosts.len()).collect(),
            shared: Shared::default(),
            arrivals: 0,
            network,
            messaging: Messaging::new(setup.seed),
            scratch: None,
            setup,
        }
    }

    /// What it began with.
    pub fn setup(&self) -> &Rc<Setup> {
        &self.setup
    }

    /// All processes, in order of the scenario.
    pub fn processes(&self) -> &[Process] {
        &self.processes
    }

    /// One process.
    pub fn process(&self, id: ProcessId) -> &Process {
        &self.processes[id.index()]
    }

    /// The network.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The messaging systems.
    pub fn messaging(&self) -> &Messaging {
        &self.messaging
    }

    /// What is due at the beginning: starts and typed lines.
    pub fn begin(&self, effects: &mut Effects) {
        for (at, process) in self.setup.processes.iter().enumerate() {
            let id = ProcessId(at as u32);
            effects.schedule(process.start, Event::Start(id));
            for (index, (when, _)) in process.stdin.iter().enumerate() {
                effects.schedule(
                    *when,
                    Event::Type {
                        process: id,
                        index: index as u32,
                    },
                );
            }
        }
    }

    /// True if what the event was for is over: the thread has had another turn.
    pub fn is_void(&self, event: &Event) -> bool {
        match event {
            Event::Run(turn) => !self.is_valid(*turn) || self.process(turn.process).paused,
            Event::Retry(turn) | Event::Expire(turn) => !self.is_valid(*turn),
            Event::Signal { process, alarm, .. } => {
                let process = self.process(*process);
                !process.is_alive() || !process.signals.is_due(*alarm)
            }
            Event::Network(event) => self.network.is_void(event),
            Event::Messaging(timer) => self.messaging.is_void(timer),
            _ => false,
        }
    }

    fn is_valid(&self, turn: Turn) -> bool {
        let process = self.process(turn.process);
        matches!(process.state, State::Alive | State::Lingering(..))
            && process.ticket(turn.thread) == turn.ticket
    }

    /// Handles an event that is due and not void.
    pub fn handle(&mut self, now: Time, event: Event, effects: &mut Effects) {
        match event {
            Event::Start(process) => self.start(now, process, effects),
            Event::Run(turn) => self.run(now, turn, effects),
            Event::Retry(turn) => self.retry(now, turn, Missed::Retry, effects),
            Event::Expire(turn) => self.retry(now, turn, Missed::Expire, effects),
            Event::Type { process, index } => {
                let line = self.setup.processes[process.index()].stdin[index as usize]
                    .1
                    .clone();
                self.type_line(now, process, line, effects);
            }
            Event::Signal {
                process,
                number,
                alarm,
            } => self.handle_signal(now, process, number, alarm, effects),
            Event::Network(event) => self.handle_network(now, event, effects),
            Event::Messaging(timer) => {
                self.with_messaging(now, effects, |messaging, env| {
                    messaging.handle_timer(timer, env)
                });
            }
            Event::Planned { .. } => {
                unreachable!("invariant: the world itself handles planned commands")
            }
        }
    }

    /// Does what a person, or a fault of the scenario, commands.
    /// A process that is not there (a child that another run had) does nothing.
    pub fn obey(&mut self, now: Time, command: &Command, effects: &mut Effects) {
        let (_, whom) = command.words();
        if whom.is_some_and(|whom| whom.index() >= self.processes.len()) {
            return;
        }
        match command {
            Command::Input { process, line } => {
                self.type_line(now, *process, line.clone(), effects)
            }
            Command::EndOfInput { process } => self.end_input(now, *process, effects),
            Command::Crash { process } => self.crash(now, *process, effects),
            Command::Restart { process } => self.restart(now, *process, effects),
            Command::Pause { process } => self.pause(*process, effects),
            Command::Resume { process } => self.resume(now, *process, effects),
            Command::Interrupt { process } => self.interrupt(now, *process, effects),
            Command::Cable { cable, change } => {
                self.with_network(now, effects, |network, out| {
                    network.alter_cable(now, *cable, change, out)
                });
            }
            Command::Drop { message } => {
                let act = |messaging: &mut Messaging, env: &mut messaging::Env<'_>| {
                    messaging.discard(*message, env)
                };
                if !self.with_messaging(now, effects, act) {
                    self.on_its_way(now, *message, effects, |network, out| {
                        network.take_off(now, *message, out)
                    });
                }
            }
            Command::Delay { message, by } => {
                self.on_its_way(now, *message, effects, |network, out| {
                    network.hold_back(now, *message, *by, out)
                });
            }
            Command::SetOption {
                process,
                socket,
                option,
                value,
            } => {
                let act = |messaging: &mut Messaging, env: &mut messaging::Env<'_>| {
                    messaging.intervene(*process, *socket, *option, *value, env)
                };
                if let Err(why) = self.with_messaging(now, effects, act) {
                    self.no_effect(*process, why, effects);
                }
            }
        }
    }

    /// Does something to what carries a message, or says that it is not there.
    fn on_its_way(
        &mut self,
        now: Time,
        message: MessageId,
        effects: &mut Effects,
        act: impl FnOnce(&mut Network, &mut network::Outbox) -> bool,
    ) {
        if !self.with_network(now, effects, act) {
            let fact = network::Fact::NotThere { message };
            effects.happened(Happening::Network { fact });
        }
    }

    /// Lets the network do something, then passes on what came of it.
    fn with_network<T>(
        &mut self,
        now: Time,
        effects: &mut Effects,
        act: impl FnOnce(&mut Network, &mut network::Outbox) -> T,
    ) -> T {
        let mut scratch = self.scratch.take().unwrap_or_default();
        let result = act(&mut self.network, &mut scratch.network);
        self.settle(now, &mut scratch, effects);
        self.scratch = Some(scratch);
        result
    }

    /// Whether facts are wanted; without, those that cost much are not made.
    pub fn set_recording(&mut self, wanted: bool) {
        let scratch = self.scratch.get_or_insert_default();
        scratch.mute = !wanted;
        scratch.network.mute = !wanted;
    }

    fn handle_network(&mut self, now: Time, event: network::Event, effects: &mut Effects) {
        self.with_network(now, effects, |network, out| network.handle(now, event, out));
    }

    /// Lets messaging do something, then passes on what came of it.
    fn with_messaging<T>(
        &mut self,
        now: Time,
        effects: &mut Effects,
        act: impl FnOnce(&mut Messaging, &mut messaging::Env<'_>) -> T,
    ) -> T {
        let mut scratch = self.scratch.take().unwrap_or_default();
        let mut env = messaging::Env {
            now,
            network: &mut self.network,
            out: &mut scratch,
        };
        let result = act(&mut self.messaging, &mut env);
        self.settle(now, &mut scratch, effects);
        self.scratch = Some(scratch);
        result
    }

    /// Passes on everything in `out`: facts to the trace, timers to the agenda,
    /// notices of the network to messaging, wake-ups to threads; until nothing
    /// new comes of it.
    fn settle(&mut self, now: Time, out: &mut messaging::Outbox, effects: &mut Effects) {
        loop {
            drain(&self.messaging, out, effects);
            let notices = std::mem::take(&mut out.network.notices);
            if notices.is_empty() {
                break;
            }
            for notice in notices {
                let mut env = messaging::Env {
                    now,
                    network: &mut self.network,
                    out,
                };
                self.messaging.handle_notice(notice, &mut env);
                drain(&self.messaging, out, effects);
            }
        }
        for (process, thread) in std::mem::take(&mut out.wakes) {
            let ticket = self.process(process).ticket(thread);
            effects.schedule(
                now,
                Event::Retry(Turn {
                    process,
                    thread,
                    ticket,
                }),
            );
        }
    }
}

/// All programs of a run, compiled, with what they import.
fn image(setup: &Setup, earlier: Option<&Image>) -> Image {
    let programs: Vec<&Source> = setup
        .processes
        .iter()
        .map(|process| &process.program)
        .collect();
    let library = Rc::new(library(&setup.library));
    Image::new(&programs, &setup.files, library, earlier)
}

/// What programs may import and call: the messaging systems' modules.
fn library(texts: &Texts) -> Library {
    let modules = Messaging::modules()
        .map(|(name, path)| (name.into(), texts.get(path)))
        .collect();
    Library {
        texts: texts.clone(),
        modules,
        calls: Messaging::CALLS,
    }
}

/// Moves facts and timers from `out` to `effects`.
fn drain(messaging: &Messaging, out: &mut messaging::Outbox, effects: &mut Effects) {
    for fact in out.network.facts.drain(..) {
        effects.happened(Happening::Network { fact });
    }
    for fact in out.facts.drain(..) {
        let process = messaging.owner(fact.socket());
        effects.happened(Happening::Messaging { process, fact });
    }
    for (at, event) in out.network.events.drain(..) {
        effects.schedule(at, Event::Network(event));
    }
    for (at, timer) in out.timers.drain(..) {
        effects.schedule(at, Event::Messaging(timer));
    }
}

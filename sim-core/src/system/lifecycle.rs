//! Begin and end of processes, and what a person can do to them.

use std::rc::Rc;

use super::event::{Effects, Event, Turn};
use super::fact::{Happening, ProgramFact};
use super::process::{Doing, Exit, Missed, Process, State, Thread, Waiting};
use super::{Core, Effect, Order, ProcessSetup, Setup, Signals, System, Terminal, WaitsFor};
use crate::base::{ProcessId, Random, ThreadId, Time};
use crate::messaging::{Ending, Outcome, Wait};
use crate::python::Machine;

/// The main thread of every process.
pub(super) const MAIN: ThreadId = ThreadId(0);

impl Process {
    pub(super) fn new(at: usize, spec: &ProcessSetup, setup: &Setup) -> Process {
        Process {
            id: ProcessId(at as u32),
            name: spec.name.as_str().into(),
            origin: ProcessId(at as u32),
            parent: None,
            host: spec.host,
            state: State::NotStarted,
            paused: false,
            machine: None,
            threads: Vec::new(),
            core: new_core(at, setup),
            signals: Signals::default(),
            terminal: Terminal::default(),
            restarts: 0,
            started: Time::ZERO,
            chance: Random::new(setup.seed, "urandom", at as u64),
            foreign: Rc::default(),
        }
    }
}

fn new_core(process: usize, setup: &Setup) -> Core {
    let chance =
        (setup.order == Order::Chance).then(|| Random::new(setup.seed, "threads", process as u64));
    Core::new(chance, setup.switch)
}

impl System {
    /// The process begins, if it has not begun already.
    pub(super) fn start(&mut self, now: Time, process: ProcessId, effects: &mut Effects) {
        if self.process(process).state != State::NotStarted {
            return;
        }
        let spec = &self.setup.processes[process.index()];
        let argv: Vec<String> = std::iter::once(spec.program.name.to_string())
            .chain(spec.args.iter().cloned())
            .collect();
        let machine = self.image.machine(process.index(), &argv);
        let place = &mut self.processes[process.index()];
        place.started = now;
        let restarts = place.restarts;
        self.note(process, ProgramFact::Started { restarts }, effects);
        match machine {
            Ok(machine) => self.begin_main(now, process, machine, effects),
            Err(problems) => {
                let text: String = problems
                    .iter()
                    .map(|problem| format!("{}\n", problem.message))
                    .collect();
                self.write(process, MAIN, super::Stream::Stderr, text.into(), effects);
                let error = problems.first().map(|problem| problem.message.clone());
                let exit = Exit {
                    error,
                    ..Exit::with_status(1)
                };
                self.process_ends(now, process, exit, effects);
            }
        }
    }

    fn begin_main(
        &mut self,
        now: Time,
        process: ProcessId,
        machine: Machine,
        effects: &mut Effects,
    ) {
        let place = &mut self.processes[process.index()];
        place.machine = Some(machine.into());
        place.state = State::Alive;
        place.threads = vec![Thread::new("MainThread".into())];
        place.core.holder = Some(MAIN);
        // The machine pauses before its first statement; then the first turn begins.
        self.go_on(now, process, MAIN, effects);
    }

    /// The program has ended: its sockets linger, then the process is gone.
    pub(super) fn process_ends(
        &mut self,
        now: Time,
        process: ProcessId,
        exit: Exit,
        effects: &mut Effects,
    ) {
        self.forget_program(now, process, effects);
        match self.say_died(now, process, Ending::Exited, effects) {
            Some(wait) => {
                self.note(
                    process,
                    ProgramFact::Lingers {
                        reason: wait.reason.clone(),
                    },
                    effects,
                );
                self.linger(process, exit, wait, effects);
            }
            None => self.process_gone(now, process, exit, effects),
        }
    }

    fn linger(&mut self, process: ProcessId, exit: Exit, wait: Wait, effects: &mut Effects) {
        let until = wait.until;
        self.processes[process.index()].state = State::Lingering(exit, wait);
        if let Some(until) = until {
            let ticket = self.process(process).ticket(MAIN);
            effects.schedule(
                until,
                Event::Retry(Turn {
                    process,
                    thread: MAIN,
                    ticket,
                }),
            );
        }
    }

    /// Looks again whether a process that lingers can go.
    pub(super) fn linger_on(&mut self, now: Time, process: ProcessId, effects: &mut Effects) {
        let State::Lingering(exit, _) = self.process(process).state.clone() else {
            return;
        };
        if self
            .say_died(now, process, Ending::Exited, effects)
            .is_none()
        {
            self.process_gone(now, process, exit, effects);
        }
    }

    /// Its memory is gone, and no thread of it has a turn any more.
    pub(super) fn forget_program(&mut self, now: Time, process: ProcessId, effects: &mut Effects) {
        let place = &mut self.processes[process.index()];
        place.machine = None;
        place.core.ready.clear();
        place.core.holder = None;
        let mut waits = Vec::new();
        for (at, thread) in place.threads.iter_mut().enumerate() {
            if let Doing::Waits(waiting) = &thread.doing
                && let WaitsFor::Messaging(_) = waiting.what
            {
                waits.push(ThreadId(at as u32));
            }
            thread.doing = Doing::Done;
            thread.held.clear();
        }
        for thread in waits {
            let caller = self.caller(process, thread);
            self.with_messaging(now, effects, |messaging, env| messaging.cancel(caller, env));
        }
    }

    pub(super) fn process_gone(
        &mut self,
        now: Time,
        process: ProcessId,
        exit: Exit,
        effects: &mut Effects,
    ) {
        let fact = ProgramFact::Ended {
            code: exit.code,
            error: exit.error.as_deref().map(Rc::from),
        };
        self.processes[process.index()].state = State::Ended(exit);
        self.note(process, fact, effects);
        self.child_gone(now, process, effects);
    }

    pub(super) fn say_died(
        &mut self,
        now: Time,
        process: ProcessId,
        ending: Ending,
        effects: &mut Effects,
    ) -> Option<Wait> {
        let outcome = self.with_messaging(now, effects, |messaging, env| {
            messaging.process_ended(process, ending, env)
        });
        match outcome {
            Outcome::Done(_) => None,
            Outcome::Wait(wait) => Some(wait),
        }
    }

    /// The process is killed.
    pub(super) fn crash(&mut self, now: Time, process: ProcessId, effects: &mut Effects) {
        if !matches!(
            self.process(process).state,
            State::Alive | State::Lingering(..)
        ) {
            return self.no_effect(process, "crash: the process is not running", effects);
        }
        self.note(process, ProgramFact::Crashed, effects);
        self.forget_program(now, process, effects);
        let place = &mut self.processes[process.index()];
        place.state = State::Killed;
        place.paused = false;
        self.say_died(now, process, Ending::Killed, effects);
        self.child_gone(now, process, effects);
    }

    /// The program begins anew.
    pub(super) fn restart(&mut self, now: Time, process: ProcessId, effects: &mut Effects) {
        if self.process(process).state == State::NotStarted {
            return self.no_effect(process, "restart: the process has not started yet", effects);
        }
        if self.process(process).parent.is_some() {
            let why = "restart: only its parent can start a child process";
            return self.no_effect(process, why, effects);
        }
        if matches!(
            self.process(process).state,
            State::Alive | State::Lingering(..)
        ) {
            self.crash(now, process, effects);
        }
        let core = new_core(process.index(), &self.setup);
        let place = &mut self.processes[process.index()];
        place.state = State::NotStarted;
        place.restarts += 1;
        place.threads.clear();
        place.core = core;
        place.signals = Signals::default();
        self.start(now, process, effects);
    }

    /// The process stops where it is.
    pub(super) fn pause(&mut self, process: ProcessId, effects: &mut Effects) {
        if !self.process(process).is_alive() || self.process(process).paused {
            return self.no_effect(process, "pause: the process is not running", effects);
        }
        self.processes[process.index()].paused = true;
        self.messaging.pause(process);
        self.note(process, ProgramFact::Paused, effects);
    }

    /// The stopped process goes on, with what it missed.
    pub(super) fn resume(&mut self, now: Time, process: ProcessId, effects: &mut Effects) {
        if !self.process(process).paused {
            return self.no_effect(process, "resume: the process is not paused", effects);
        }
        self.processes[process.index()].paused = false;
        self.note(process, ProgramFact::Resumed, effects);
        self.with_messaging(now, effects, |messaging, env| {
            messaging.resume(process, env)
        });
        for at in 0..self.process(process).threads.len() {
            let thread = ThreadId(at as u32);
            let doing = self.process(process).threads[at].doing.clone();
            let event = match &doing {
                Doing::Ready { .. } if self.process(process).core.holder != Some(thread) => {
                    continue;
                }
                Doing::Ready { .. } => Event::Run as fn(Turn) -> Event,
                Doing::Waits(Waiting {
                    missed: Some(Missed::Retry),
                    ..
                }) => Event::Retry,
                Doing::Waits(Waiting {
                    missed: Some(Missed::Expire),
                    ..
                }) => Event::Expire,
                Doing::Waits(Waiting { until: Some(_), .. }) | Doing::Waits(_) | Doing::Done => {
                    continue;
                }
            };
            // A ready thread may still have its turn on the agenda: a new one voids it.
            let turn = match doing {
                Doing::Ready { .. } => self.begin_turn(process, thread, doing),
                _ => Turn {
                    process,
                    thread,
                    ticket: self.process(process).ticket(thread),
                },
            };
            effects.schedule(now, event(turn));
        }
    }

    pub(super) fn note(&self, process: ProcessId, fact: ProgramFact, effects: &mut Effects) {
        effects.0.push(Effect::Happened(Happening::Program {
            process,
            thread: MAIN,
            fact,
        }));
    }

    pub(super) fn no_effect(&self, process: ProcessId, why: &str, effects: &mut Effects) {
        self.note(process, ProgramFact::NoEffect { why: why.into() }, effects);
    }
}

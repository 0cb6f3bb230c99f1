//! Whose turn it is: the threads of a process share one core, as CPython's do
//! by its interpreter lock. A thread keeps it until it blocks, ends, or has had
//! it for the switch interval while another one waits.
//!
//! Differs from CPython: a switch comes between two statements, not between two
//! instructions; who is next is decided by the order of coming (or by the
//! scenario's seed), not by an operating system.

use serde::Serialize;

use super::System;
use super::event::{Effects, Event};
use super::fact::{Happening, ProgramFact};
use super::process::Doing;
use crate::base::{ProcessId, Random, Span, ThreadId, Time};

/// How threads of a process take turns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// In the order in which they came; a switch after the interval.
    #[default]
    Turns,
    /// Any of them, and a switch after any statement, as the seed says.
    Chance,
}

/// CPython's `sys.getswitchinterval()`.
pub const SWITCH_INTERVAL: Span = Span::from_millis(5);

/// Of so many statements about one is followed by a switch, where chance
/// decides: often enough that every order shows within a few seeds.
const CHANCE: u64 = 4;

/// Why another thread has the core.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Switch {
    /// The thread before blocks.
    #[default]
    Blocked,
    /// The thread before has had it for the switch interval.
    Interval,
    /// The thread before has ended.
    Ended,
    /// The scenario's seed wants it so.
    Chance,
}

/// The core of one process.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Core {
    /// Who has it.
    pub holder: Option<ThreadId>,
    /// Who waits for it, in the order of coming.
    pub ready: Vec<ThreadId>,
    /// Since when the holder has it and somebody waits.
    since: Time,
    /// Who had it last.
    pub last: ThreadId,
    /// Why it was given on.
    why: Switch,
    /// Decides, where the scenario asks for chance.
    pub chance: Option<Random>,
    /// How long a thread may keep it.
    pub interval: Span,
}

impl Core {
    /// The core of a process that starts.
    pub fn new(chance: Option<Random>, interval: Span) -> Core {
        Core {
            chance,
            interval,
            ..Core::default()
        }
    }

    fn enqueue(&mut self, now: Time, thread: ThreadId) {
        if self.ready.is_empty() {
            self.since = now;
        }
        self.ready.push(thread);
    }

    /// Whether the holder has to give it on at `end`, and why.
    fn must_switch(&mut self, end: Time) -> Option<Switch> {
        if self.ready.is_empty() {
            return None;
        }
        match &mut self.chance {
            Some(chance) => (chance.below(CHANCE) == 0).then_some(Switch::Chance),
            None => (end.since(self.since) >= self.interval).then_some(Switch::Interval),
        }
    }

    /// Takes the next one off the queue.
    fn next(&mut self, now: Time) -> Option<ThreadId> {
        let count = self.ready.len() as u64;
        let at = match &mut self.chance {
            Some(chance) if count > 1 => chance.below(count) as usize,
            _ if count > 0 => 0,
            _ => return None,
        };
        let thread = self.ready.remove(at);
        self.holder = Some(thread);
        self.since = now;
        Some(thread)
    }
}

impl System {
    /// The thread can go on: at once if the core is free, else when it is given it.
    pub(super) fn ready(
        &mut self,
        now: Time,
        process: ProcessId,
        thread: ThreadId,
        effects: &mut Effects,
    ) {
        let core = &mut self.processes[process.index()].core;
        if core.holder.is_none() && core.ready.is_empty() {
            core.holder = Some(thread);
            self.note_switch(process, thread, effects);
            return self.go_on(now, process, thread, effects);
        }
        core.enqueue(now, thread);
        self.begin_turn(process, thread, Doing::Ready { within: true });
    }

    /// As `ready`, but nothing runs before the event that is handled is over.
    pub(super) fn ready_later(
        &mut self,
        now: Time,
        process: ProcessId,
        thread: ThreadId,
        effects: &mut Effects,
    ) {
        let turn = self.begin_turn(process, thread, Doing::Ready { within: true });
        let core = &mut self.processes[process.index()].core;
        match core.holder {
            Some(holder) if holder != thread => core.enqueue(now, thread),
            _ => {
                core.holder = Some(thread);
                effects.schedule(now, Event::Run(turn));
            }
        }
    }

    /// A statement is over, or a slice of a long one: the thread goes on at
    /// `end`, or somebody else.
    pub(super) fn next_turn(
        &mut self,
        process: ProcessId,
        thread: ThreadId,
        within: bool,
        end: Time,
        effects: &mut Effects,
    ) {
        let turn = self.begin_turn(process, thread, Doing::Ready { within });
        let core = &mut self.processes[process.index()].core;
        let switch = if within { None } else { core.must_switch(end) };
        match switch {
            None => effects.schedule(end, Event::Run(turn)),
            Some(why) => {
                core.enqueue(end, thread);
                self.give_core(end, process, why, effects);
            }
        }
    }

    /// The thread does not need the core any more, if it had it.
    pub(super) fn leave_core(
        &mut self,
        now: Time,
        process: ProcessId,
        thread: ThreadId,
        why: Switch,
        effects: &mut Effects,
    ) {
        let core = &mut self.processes[process.index()].core;
        core.ready.retain(|waiting| *waiting != thread);
        if core.holder == Some(thread) {
            self.give_core(now, process, why, effects);
        }
    }

    /// Gives the core to the next thread, which runs from `at` on.
    fn give_core(&mut self, at: Time, process: ProcessId, why: Switch, effects: &mut Effects) {
        let place = &mut self.processes[process.index()];
        place.core.holder = None;
        place.core.why = why;
        let Some(thread) = place.core.next(at) else {
            return;
        };
        let doing = place.threads[thread.index()].doing.clone();
        let turn = self.begin_turn(process, thread, doing);
        effects.schedule(at, Event::Run(turn));
    }

    /// Says so if another thread than the last one runs.
    pub(super) fn note_switch(
        &mut self,
        process: ProcessId,
        thread: ThreadId,
        effects: &mut Effects,
    ) {
        let core = &mut self.processes[process.index()].core;
        if core.last == thread {
            return;
        }
        let fact = ProgramFact::Switched {
            from: core.last,
            why: core.why,
        };
        core.last = thread;
        effects.happened(Happening::Program {
            process,
            thread,
            fact,
        });
    }
}

//! A thread's turn: one statement, or the rest of one, with the calls in it.

use super::calls::{Answer, Ask};
use super::core::Switch;
use super::event::{Effects, Event, Turn};
use super::fact::{Happening, ProgramFact};
use super::lifecycle::MAIN;
use super::local::Local;
use super::process::{Doing, Missed, Waiting};
use super::{System, WaitsFor};
use crate::base::{ProcessId, ThreadId, Time, limits};
use crate::messaging::Attempt;
use crate::python::{Call, Data, Exit, Pause};

impl System {
    /// A thread runs: a new statement, or the rest of one.
    pub(super) fn run(&mut self, now: Time, turn: Turn, effects: &mut Effects) {
        self.note_switch(turn.process, turn.thread, effects);
        let thread = &self.process(turn.process).threads[turn.thread.index()];
        if thread.doing == (Doing::Ready { within: false }) {
            self.note_line(turn.process, turn.thread, effects);
        }
        self.go_on(now, turn.process, turn.thread, effects);
    }

    /// A blocked call is tried again, or a process that lingers looks whether it can go.
    pub(super) fn retry(&mut self, now: Time, turn: Turn, what: Missed, effects: &mut Effects) {
        let (process, thread) = (turn.process, turn.thread);
        if !self.process(process).is_alive() {
            return self.linger_on(now, process, effects);
        }
        let paused = self.process(process).paused;
        let place = &mut self.processes[process.index()];
        let Doing::Waits(waiting) = &mut place.thread_mut(thread).doing else {
            return;
        };
        if paused {
            if waiting.missed != Some(Missed::Expire) {
                waiting.missed = Some(what);
            }
            return;
        }
        let waiting = waiting.clone();
        self.try_again(
            now,
            process,
            thread,
            waiting,
            what == Missed::Expire,
            effects,
        );
    }

    fn try_again(
        &mut self,
        now: Time,
        process: ProcessId,
        thread: ThreadId,
        waiting: Waiting,
        expired: bool,
        effects: &mut Effects,
    ) {
        let attempt = Attempt {
            since: waiting.since,
            expired,
        };
        let mark = effects.0.len();
        let ask = Ask {
            now,
            process,
            thread,
            name: waiting.call.name,
            args: &waiting.call.args,
            attempt,
            again: false,
        };
        match self.call(&ask, effects) {
            Answer::Done(answer) => {
                let fact = ProgramFact::GoesOn {
                    waited: now.since(waiting.since),
                    expired,
                };
                // The call goes on before what it then does: takes a message, prints.
                effects.0.insert(
                    mark,
                    super::Effect::Happened(Happening::Program {
                        process,
                        thread,
                        fact,
                    }),
                );
                self.processes[process.index()]
                    .machine_mut()
                    .resume(thread, answer);
                self.ready(now, process, thread, effects);
            }
            Answer::Wait(what, until) if what != waiting.what || until != waiting.until => {
                self.wait(
                    now,
                    process,
                    thread,
                    Waiting {
                        what,
                        until,
                        missed: None,
                        ..waiting
                    },
                    effects,
                );
            }
            // No call that waits comes to these.
            Answer::Wait(..) | Answer::Signal(_) | Answer::Exit(_) => {}
        }
    }

    fn note_line(&mut self, process: ProcessId, thread: ThreadId, effects: &mut Effects) {
        let place = self.process(process);
        let Some(machine) = &place.machine else {
            return;
        };
        let Some((file, line, depth)) = machine.place(thread) else {
            return;
        };
        let own = *file == *self.setup.processes[place.origin.index()].program.name;
        let fact = ProgramFact::Line {
            line,
            file: (!own).then_some(file),
            depth,
        };
        effects.happened(Happening::Program {
            process,
            thread,
            fact,
        });
    }

    /// Runs the thread until its statement ends, a call blocks, or the program ends.
    pub(super) fn go_on(
        &mut self,
        now: Time,
        process: ProcessId,
        thread: ThreadId,
        effects: &mut Effects,
    ) {
        for _ in 0..limits::CALLS_IN_A_TURN {
            let pause = self.processes[process.index()]
                .machine_mut()
                .run(thread, limits::PYTHON_SLICE);
            self.release_dropped(now, process, thread, effects);
            match pause {
                Pause::Statement => return self.pay(now, process, thread, false, effects),
                Pause::Exhausted => return self.pay(now, process, thread, true, effects),
                Pause::Ended(exit) => {
                    return self.thread_ended(now, process, thread, exit, effects);
                }
                Pause::Call(call) => {
                    if !self.make_call(now, process, thread, call, effects) {
                        return;
                    }
                }
            }
        }
        self.pay(now, process, thread, true, effects);
    }

    /// Makes a call for the first time; `false` if it blocks.
    fn make_call(
        &mut self,
        now: Time,
        process: ProcessId,
        thread: ThreadId,
        call: Call,
        effects: &mut Effects,
    ) -> bool {
        let held = self.held_call(process, thread);
        let again = held.is_some();
        let since = held.as_ref().map_or(now, |held| held.since);
        let until = held.and_then(|held| held.until);
        let ask = Ask {
            now,
            process,
            thread,
            name: call.name,
            args: &call.args,
            attempt: Attempt {
                since,
                expired: until.is_some_and(|until| until <= now),
            },
            again,
        };
        match self.call(&ask, effects) {
            Answer::Done(answer) => {
                let machine = self.processes[process.index()].machine_mut();
                machine.resume(thread, answer);
                true
            }
            Answer::Signal(number) => {
                let machine = self.processes[process.index()].machine_mut();
                machine.resume(thread, Ok(Data::None));
                self.signal_itself(now, process, number, effects)
            }
            Answer::Exit(code) => {
                let exit = super::Exit::with_status(code);
                self.end_at_once(now, process, exit, effects);
                false
            }
            Answer::Wait(what, until) => {
                let waiting = Waiting {
                    call,
                    since,
                    until,
                    what,
                    missed: None,
                    arrival: 0,
                };
                self.wait(now, process, thread, waiting, effects);
                false
            }
        }
    }

    /// The call that a signal came into, if the one that is made now is that.
    fn held_call(&mut self, process: ProcessId, thread: ThreadId) -> Option<Waiting> {
        let place = &mut self.processes[process.index()];
        if !place.machine_mut().take_again(thread) {
            return None;
        }
        place.thread_mut(thread).held.pop()
    }

    /// The thread waits; the agenda gets the end of its patience.
    fn wait(
        &mut self,
        now: Time,
        process: ProcessId,
        thread: ThreadId,
        mut waiting: Waiting,
        effects: &mut Effects,
    ) {
        self.arrivals += 1;
        waiting.arrival = self.arrivals;
        let fact = match &waiting.what {
            WaitsFor::Sleep => ProgramFact::Sleeps {
                until: waiting.until.unwrap_or(Time::NEVER),
            },
            WaitsFor::Input => ProgramFact::WaitsForInput,
            WaitsFor::Local(local) => {
                let holder = match local.what {
                    Local::Lock {
                        holder: Some(holder),
                        ..
                    } => Some(self.thread_name(process, holder)),
                    _ => None,
                };
                ProgramFact::Waits {
                    local: local.clone(),
                    holder,
                    until: waiting.until,
                }
            }
            WaitsFor::Messaging(reason) => {
                let call = reason.call().into();
                ProgramFact::Blocked {
                    call,
                    reason: reason.clone(),
                    until: waiting.until,
                }
            }
        };
        effects.happened(Happening::Program {
            process,
            thread,
            fact,
        });
        let until = waiting.until;
        let turn = self.begin_turn(process, thread, Doing::Waits(waiting));
        if let Some(until) = until {
            effects.schedule(until, Event::Expire(turn));
        }
        self.leave_core(now, process, thread, Switch::Blocked, effects);
    }

    /// A statement, or a slice of a long one, takes its time.
    fn pay(
        &mut self,
        now: Time,
        process: ProcessId,
        thread: ThreadId,
        within: bool,
        effects: &mut Effects,
    ) {
        let cost = self.setup.cpu;
        let state = self.processes[process.index()].thread_mut(thread);
        state.used = state.used + cost;
        self.next_turn(process, thread, within, now + cost, effects);
    }

    /// A new turn for the thread; what was due for the old one is void.
    pub(super) fn begin_turn(
        &mut self,
        process: ProcessId,
        thread: ThreadId,
        doing: Doing,
    ) -> Turn {
        let place = &mut self.processes[process.index()];
        let state = place.thread_mut(thread);
        state.doing = doing;
        state.turn = state.turn.wrapping_add(1);
        Turn {
            process,
            thread,
            ticket: place.ticket(thread),
        }
    }

    /// A thread has ended; with the main thread the program has.
    fn thread_ended(
        &mut self,
        now: Time,
        process: ProcessId,
        thread: ThreadId,
        exit: Exit,
        effects: &mut Effects,
    ) {
        self.begin_turn(process, thread, Doing::Done);
        if let Some(text) = exit.stderr {
            self.write(process, thread, super::Stream::Stderr, text.into(), effects);
        }
        if thread != MAIN {
            let fact = ProgramFact::ThreadEnded;
            effects.happened(Happening::Program {
                process,
                thread,
                fact,
            });
            return self.leave_core(now, process, thread, Switch::Ended, effects);
        }
        let exit = super::Exit {
            error: exit.exception,
            ..super::Exit::with_status(exit.code)
        };
        self.process_ends(now, process, exit, effects);
    }

    /// Tells messaging of every handle whose last reference has gone.
    pub(super) fn release_dropped(
        &mut self,
        now: Time,
        process: ProcessId,
        thread: ThreadId,
        effects: &mut Effects,
    ) {
        let dropped = self.processes[process.index()].machine_mut().take_dropped();
        for handle in dropped {
            if self.process(process).foreign.contains(&handle) {
                continue;
            }
            let caller = self.caller(process, thread);
            self.with_messaging(now, effects, |messaging, env| {
                messaging.drop_handle(caller, handle, env)
            });
        }
    }
}

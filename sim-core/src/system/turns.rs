//! A thread's turn: one statement, or the rest of one, with the calls in it.

use super::calls::Answer;
use super::event::{Effects, Event, Turn};
use super::fact::{Happening, ProgramFact};
use super::process::{Doing, Missed, Waiting};
use super::{System, WaitsFor};
use crate::base::{ProcessId, ThreadId, Time, limits};
use crate::messaging::Attempt;
use crate::python::{Call, Exit, Pause};

impl System {
    /// A thread runs: a new statement, or the rest of one.
    pub(super) fn run(&mut self, now: Time, turn: Turn, effects: &mut Effects) {
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
        match self.call(now, process, thread, &waiting.call, attempt, effects) {
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
                self.go_on(now, process, thread, effects);
            }
            Answer::Wait(what, until) if what != waiting.what || until != waiting.until => {
                self.wait(
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
            Answer::Wait(..) => {}
        }
    }

    fn note_line(&mut self, process: ProcessId, thread: ThreadId, effects: &mut Effects) {
        let place = self.process(process);
        let Some(machine) = &place.machine else {
            return;
        };
        let Some((file, line)) = machine.place(thread) else {
            return;
        };
        let own = *file == *self.setup.processes[process.index()].program.name;
        let fact = ProgramFact::Line {
            line,
            file: (!own).then_some(file),
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
                Pause::Statement => return self.next_turn(now, process, thread, false, effects),
                Pause::Exhausted => return self.next_turn(now, process, thread, true, effects),
                Pause::Ended(exit) => {
                    return self.program_ended(now, process, thread, exit, effects);
                }
                Pause::Call(call) => {
                    if !self.make_call(now, process, thread, call, effects) {
                        return;
                    }
                }
            }
        }
        self.next_turn(now, process, thread, true, effects);
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
        match self.call(
            now,
            process,
            thread,
            &call,
            Attempt {
                since: now,
                expired: false,
            },
            effects,
        ) {
            Answer::Done(answer) => {
                self.processes[process.index()]
                    .machine_mut()
                    .resume(thread, answer);
                true
            }
            Answer::Wait(what, until) => {
                self.wait(
                    process,
                    thread,
                    Waiting {
                        call,
                        since: now,
                        until,
                        what,
                        missed: None,
                    },
                    effects,
                );
                false
            }
        }
    }

    /// The thread waits; the agenda gets the end of its patience.
    fn wait(
        &mut self,
        process: ProcessId,
        thread: ThreadId,
        waiting: Waiting,
        effects: &mut Effects,
    ) {
        let fact = match &waiting.what {
            WaitsFor::Sleep => ProgramFact::Sleeps {
                until: waiting.until.unwrap_or(Time::NEVER),
            },
            WaitsFor::Input => ProgramFact::WaitsForInput,
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
    }

    fn next_turn(
        &mut self,
        now: Time,
        process: ProcessId,
        thread: ThreadId,
        within: bool,
        effects: &mut Effects,
    ) {
        let turn = self.begin_turn(process, thread, Doing::Ready { within });
        effects.schedule(now + self.setup.cpu, Event::Run(turn));
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

    fn program_ended(
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
        let exit = super::Exit {
            code: exit.code,
            error: exit.exception,
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
            let caller = self.caller(process, thread);
            self.with_messaging(now, effects, |messaging, env| {
                messaging.drop_handle(caller, handle, env)
            });
        }
    }
}

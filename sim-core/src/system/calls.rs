//! System calls: what a program asks of the world outside. The few of the
//! language itself are answered here, the others by `messaging`.

use std::rc::Rc;

use super::System;
use super::event::{Effects, Event, Turn};
use super::fact::{Happening, ProgramFact, Stream};
use super::process::{Doing, WaitsFor};
use crate::base::{ProcessId, Span, ThreadId, Time};
use crate::messaging::{Attempt, Caller, Outcome};
use crate::python::{Call, Data, Raise};

/// What comes of a call.
pub(super) enum Answer {
    /// It returns, or raises.
    Done(Result<Data, Raise>),
    /// It does not return yet, and gives up at that time.
    Wait(WaitsFor, Option<Time>),
}

/// Simulated wall time begins at 2026-01-01 00:00:00 UTC (seconds since 1970).
pub const EPOCH: u64 = 1_767_225_600;

/// Bytes of chance in one call; keys and seeds have a few dozen.
const URANDOM_BYTES: i64 = 65_536;

impl System {
    /// Answers `call`, at the first attempt or a later one.
    pub(super) fn call(
        &mut self,
        now: Time,
        process: ProcessId,
        thread: ThreadId,
        call: &Call,
        attempt: Attempt,
        effects: &mut Effects,
    ) -> Answer {
        match call.name {
            "write" => self.call_write(process, thread, &call.args, effects),
            "read_line" => self.call_read_line(process),
            "sleep" => call_sleep(now, &call.args, attempt),
            "now" => done(Data::Float(EPOCH as f64 + now.as_secs_f64())),
            "monotonic" => done(Data::Float(now.as_secs_f64())),
            "urandom" => self.call_urandom(process, &call.args),
            name => {
                let caller = self.caller(process, thread);
                let outcome = self.with_messaging(now, effects, |messaging, env| {
                    messaging.call(caller, name, &call.args, attempt, env)
                });
                match outcome {
                    Outcome::Done(answer) => Answer::Done(answer),
                    Outcome::Wait(wait) => {
                        Answer::Wait(WaitsFor::Messaging(wait.reason), wait.until)
                    }
                }
            }
        }
    }

    /// Who calls.
    pub(super) fn caller(&self, process: ProcessId, thread: ThreadId) -> Caller {
        Caller {
            process,
            thread,
            host: self.process(process).host,
        }
    }

    fn call_write(
        &mut self,
        process: ProcessId,
        thread: ThreadId,
        args: &[Data],
        effects: &mut Effects,
    ) -> Answer {
        let [Data::Int(fd), Data::Str(text)] = args else {
            return bad_call("write(fd, text)");
        };
        let stream = if *fd == 2 {
            Stream::Stderr
        } else {
            Stream::Stdout
        };
        self.write(process, thread, stream, text.clone(), effects);
        done(Data::None)
    }

    /// Shows `text` on the process's terminal.
    pub(super) fn write(
        &mut self,
        process: ProcessId,
        thread: ThreadId,
        stream: Stream,
        text: Rc<str>,
        effects: &mut Effects,
    ) {
        if text.is_empty() {
            return;
        }
        self.processes[process.index()].terminal.show(stream, &text);
        effects.happened(Happening::Program {
            process,
            thread,
            fact: ProgramFact::Wrote { stream, text },
        });
    }

    fn call_read_line(&mut self, process: ProcessId) -> Answer {
        let terminal = &mut self.processes[process.index()].terminal;
        match terminal.typed.pop_front() {
            Some(line) => done(Data::Str(format!("{line}\n").into())),
            None if terminal.input_ended => done(Data::None),
            None => Answer::Wait(WaitsFor::Input, None),
        }
    }

    fn call_urandom(&mut self, process: ProcessId, args: &[Data]) -> Answer {
        let [Data::Int(count @ 0..=URANDOM_BYTES)] = args else {
            return bad_call("urandom(count), with a count of at most 65536");
        };
        let chance = &mut self.processes[process.index()].chance;
        let bytes: Vec<u8> = (0..*count).map(|_| (chance.bits32() >> 24) as u8).collect();
        done(Data::Bytes(bytes.into()))
    }

    /// A line is typed into the process; if it waits for one it goes on.
    pub(super) fn type_line(
        &mut self,
        now: Time,
        process: ProcessId,
        line: String,
        effects: &mut Effects,
    ) {
        let line: Rc<str> = line.into();
        let terminal = &mut self.processes[process.index()].terminal;
        terminal.typed.push_back(line.clone());
        terminal.show(Stream::Stdin, &format!("{line}\n").into());
        self.input_changed(now, process, ProgramFact::Typed { line }, effects);
    }

    /// No more lines will be typed.
    pub(super) fn end_input(&mut self, now: Time, process: ProcessId, effects: &mut Effects) {
        self.processes[process.index()].terminal.input_ended = true;
        self.input_changed(now, process, ProgramFact::InputEnded, effects);
    }

    fn input_changed(
        &mut self,
        now: Time,
        process: ProcessId,
        fact: ProgramFact,
        effects: &mut Effects,
    ) {
        effects.happened(Happening::Program {
            process,
            thread: ThreadId(0),
            fact,
        });
        let place = self.process(process);
        for (at, thread) in place.threads.iter().enumerate() {
            let Doing::Waits(waiting) = &thread.doing else {
                continue;
            };
            if waiting.what == WaitsFor::Input {
                let thread = ThreadId(at as u32);
                effects.schedule(
                    now,
                    Event::Retry(Turn {
                        process,
                        thread,
                        ticket: place.ticket(thread),
                    }),
                );
            }
        }
    }
}

fn call_sleep(now: Time, args: &[Data], attempt: Attempt) -> Answer {
    let seconds = match args {
        [Data::Float(seconds)] => *seconds,
        [Data::Int(seconds)] => *seconds as f64,
        _ => return bad_call("sleep(seconds)"),
    };
    let Some(span) = Span::from_secs_f64(seconds) else {
        let message: Rc<str> = "sleep length must be non-negative".into();
        return Answer::Done(Err(Raise {
            module: "builtins".into(),
            class: "ValueError".into(),
            args: vec![Data::Str(message)],
        }));
    };
    if attempt.expired || span == Span::ZERO {
        done(Data::None)
    } else {
        Answer::Wait(WaitsFor::Sleep, Some(now.max(attempt.since + span)))
    }
}

fn done(answer: Data) -> Answer {
    Answer::Done(Ok(answer))
}

/// Library text of ours has called with the wrong arguments: the program sees
/// a TypeError rather than the page a panic.
fn bad_call(form: &str) -> Answer {
    let message: Rc<str> = format!("the system call is {form}").into();
    Answer::Done(Err(Raise {
        module: "builtins".into(),
        class: "TypeError".into(),
        args: vec![Data::Str(message)],
    }))
}

//! System calls: what a program asks of the world outside. The few of the
//! language itself are answered here, the others by `messaging`.

use std::rc::Rc;

use super::System;
use super::disk::HOME;
use super::event::{Effects, Event, Turn};
use super::fact::{Happening, ProgramFact, Stream};
use super::process::{Doing, WaitsFor};
use crate::base::{ProcessId, Span, ThreadId, Time};
use crate::messaging::{Attempt, Caller, Outcome};
use crate::python::{Data, Raise};

/// What comes of a call.
pub(super) enum Answer {
    /// It returns, or raises.
    Done(Result<Data, Raise>),
    /// It does not return yet, and gives up at that time.
    Wait(WaitsFor, Option<Time>),
    /// It returns, and this signal has come to the calling process.
    Signal(u8),
    /// The process ends at once with this status.
    Exit(i32),
}

/// A call and who makes it.
pub(super) struct Ask<'a> {
    pub now: Time,
    pub process: ProcessId,
    pub thread: ThreadId,
    pub name: &'static str,
    pub args: &'a [Data],
    pub attempt: Attempt,
    /// Whether it was made before and a signal came into it.
    pub again: bool,
}

/// Simulated wall time begins at 2026-01-01 00:00:00 UTC (seconds since 1970).
pub const EPOCH: u64 = 1_767_225_600;

/// Bytes of chance in one call: keys have a few dozen, a file to be sent some million.
const URANDOM_BYTES: i64 = 16 << 20;

impl System {
    /// Answers a call, at the first attempt or a later one.
    pub(super) fn call(&mut self, ask: &Ask<'_>, effects: &mut Effects) -> Answer {
        let now = ask.now;
        // The most frequent ones first: names are compared one by one.
        if ask.name.starts_with("zmq_") {
            return self.call_messaging(ask, effects);
        }
        match ask.name {
            "write" => self.call_write(ask.process, ask.thread, ask.args, effects),
            "read_line" => self.call_read_line(ask.now, ask.process, effects),
            "sleep" => self.call_sleep(ask),
            "now" => done(Data::Float(EPOCH as f64 + now.as_secs_f64())),
            "monotonic" => done(Data::Float(now.as_secs_f64())),
            "urandom" => self.call_urandom(ask.process, ask.args),
            "thread_started" => self.call_thread_started(ask, effects),
            "thread_renamed" => self.call_thread_renamed(ask),
            "lock_wait" => self.call_lock_wait(ask),
            "lock_wake" => self.call_lock_wake(ask, effects),
            "cpu_time" => self.call_cpu_time(ask),
            "exit" => call_exit(ask.args),
            "pid" => self.call_pid(ask),
            "environ" => self.call_environ(ask),
            "kill" => self.call_kill(ask, effects),
            "signal_set" => self.call_signal_set(ask),
            "pause" => self.call_pause(ask),
            "alarm" => self.call_alarm(ask, effects),
            "fork" => self.call_fork(ask, effects),
            "child_wait" => self.call_child_wait(ask),
            name if name.starts_with("file_") => self.call_file(ask),
            name if SHARED.iter().any(|known| name.starts_with(known)) => {
                self.call_shared(ask, effects)
            }
            _ => self.call_messaging(ask, effects),
        }
    }

    fn call_messaging(&mut self, ask: &Ask<'_>, effects: &mut Effects) -> Answer {
        let caller = self.caller(ask.process, ask.thread);
        let outcome = self.with_messaging(ask.now, effects, |messaging, env| {
            messaging.call(caller, ask.name, ask.args, ask.attempt, env)
        });
        match outcome {
            Outcome::Done(answer) => Answer::Done(answer),
            Outcome::Wait(wait) => Answer::Wait(WaitsFor::Messaging(wait.reason), wait.until),
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

    fn call_read_line(&mut self, now: Time, process: ProcessId, effects: &mut Effects) -> Answer {
        let terminal = &mut self.processes[process.index()].terminal;
        match terminal.typed.pop_front() {
            Some(line) => {
                self.tell_input(now, process, effects);
                done(Data::Str(format!("{line}\n").into()))
            }
            None if terminal.input_ended => done(Data::None),
            None => Answer::Wait(WaitsFor::Input, None),
        }
    }

    fn call_urandom(&mut self, process: ProcessId, args: &[Data]) -> Answer {
        let [Data::Int(count @ 0..=URANDOM_BYTES)] = args else {
            return bad_call("urandom(count), with a count of at most 16 MiB");
        };
        let chance = &mut self.processes[process.index()].chance;
        let bytes: Vec<u8> = (0..*count).map(|_| (chance.bits32() >> 24) as u8).collect();
        done(Data::Bytes(bytes.into()))
    }

    fn call_sleep(&self, ask: &Ask<'_>) -> Answer {
        let seconds = match ask.args {
            [Data::Float(seconds)] => *seconds,
            [Data::Int(seconds)] => *seconds as f64,
            _ => return bad_call("sleep(seconds)"),
        };
        let Some(span) = Span::from_secs_f64(seconds) else {
            let message = "sleep length must be non-negative".into();
            return Answer::Done(Err(Raise::new("builtins", "ValueError", vec![message])));
        };
        // A sleep of no time gives the other threads a turn.
        let others = !self.process(ask.process).core.ready.is_empty();
        let span = match span {
            Span::ZERO if others => self.setup.cpu,
            span => span,
        };
        let until = ask.attempt.since + span;
        if ask.attempt.expired || until <= ask.now {
            done(Data::None)
        } else {
            Answer::Wait(WaitsFor::Sleep, Some(until))
        }
    }

    /// The process's own id and its parent's.
    fn call_pid(&self, ask: &Ask<'_>) -> Answer {
        let parent = self.process(ask.process).parent;
        let parent = parent.map_or(Data::Int(1_000), |parent| Data::Int(System::pid(parent)));
        done(Data::Tuple(vec![
            Data::Int(System::pid(ask.process)),
            parent,
        ]))
    }

    /// The environment in which a program starts.
    fn call_environ(&self, ask: &Ask<'_>) -> Answer {
        let host = self.process(ask.process).host;
        let name = &self.setup.hosts[host.index()].name;
        let pairs = [
            ("HOME", HOME),
            ("USER", "student"),
            ("LOGNAME", "student"),
            ("PATH", "/usr/local/bin:/usr/bin:/bin"),
            ("PWD", HOME),
            ("LANG", "C.UTF-8"),
            ("HOSTNAME", name),
        ];
        let pairs = pairs.map(|(key, value)| (Data::from(key), Data::from(value)));
        done(Data::Dict(pairs.into()))
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

    /// Tells those who wait for descriptors whether there is a line to read.
    fn tell_input(&mut self, now: Time, process: ProcessId, effects: &mut Effects) {
        let terminal = &self.process(process).terminal;
        let ready = terminal.input_ended || !terminal.typed.is_empty();
        self.with_messaging(now, effects, |messaging, env| {
            messaging.input_changed(process, ready, env);
        });
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
        self.tell_input(now, process, effects);
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

/// What calls on what processes share begin with.
const SHARED: [&str; 3] = ["pipe_", "semaphore_", "shared_"];

fn call_exit(args: &[Data]) -> Answer {
    match args {
        [Data::Int(status)] => Answer::Exit((status & 0xFF) as i32),
        _ => bad_call("exit(status)"),
    }
}

/// When a call that was made `ask` ago loses patience.
pub(super) fn time_out(ask: &Ask<'_>, patience: &Data) -> Option<Time> {
    let Data::Float(seconds) = patience else {
        return None;
    };
    let span = Span::from_secs_f64(seconds.max(0.0)).unwrap_or(Span(u64::MAX));
    Some(ask.attempt.since + span)
}

/// `OSError(number, text, path)`, which becomes the class for that number.
pub(super) fn os_error(number: i64, path: Option<&str>) -> Answer {
    let text = ERRORS.iter().find(|(known, _)| *known == number);
    let text = text.map_or("Input/output error", |(_, text)| *text);
    let mut args = vec![Data::Int(number), text.into()];
    args.extend(path.map(Data::from));
    Answer::Done(Err(Raise::new("builtins", "OSError", args)))
}

/// The texts of the errors that calls give.
const ERRORS: &[(i64, &str)] = &[
    (2, "No such file or directory"),
    (3, "No such process"),
    (10, "No child processes"),
    (11, "Resource temporarily unavailable"),
    (12, "Cannot allocate memory"),
    (17, "File exists"),
    (20, "Not a directory"),
    (21, "Is a directory"),
    (22, "Invalid argument"),
    (24, "Too many open files"),
    (28, "No space left on device"),
    (32, "Broken pipe"),
    (39, "Directory not empty"),
];

pub(super) fn done(answer: Data) -> Answer {
    Answer::Done(Ok(answer))
}

/// Library text of ours has called with the wrong arguments: the program sees
/// a TypeError rather than the page a panic.
pub(super) fn bad_call(form: &str) -> Answer {
    let message: Rc<str> = format!("the system call is {form}").into();
    Answer::Done(Err(Raise {
        module: "builtins".into(),
        class: "TypeError".into(),
        args: vec![Data::Str(message)],
    }))
}

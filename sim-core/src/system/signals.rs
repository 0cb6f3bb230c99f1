//! Signals: Ctrl-C, `kill`, `alarm`, and what a process does with them.
//!
//! As in CPython a handler runs in the main thread, between two statements or
//! in place of the system call that it waits in, which then goes on (PEP 475).
//! Differs: a handler cannot come into the middle of a statement.

use super::System;
use super::calls::{Answer, Ask, bad_call, done, os_error};
use super::event::{Effects, Event};
use super::fact::ProgramFact;
use super::lifecycle::MAIN;
use super::local::Local;
use super::process::{Doing, Exit, State, WaitsFor};
use crate::base::{ProcessId, Span, Time};
use crate::messaging::Ending;
use crate::python::{Data, Raise};

/// What a process does when a signal comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handling {
    /// What the operating system does.
    Default,
    /// Nothing.
    Ignore,
    /// KeyboardInterrupt in the main thread: what Python does with SIGINT.
    Interrupt,
    /// Calls a function of the program.
    Handler,
}

/// A process's signals.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signals {
    /// What the program asked for, by number.
    chosen: Vec<(u8, Handling)>,
    /// The alarm that is set.
    alarm: Option<Alarm>,
    /// Counts alarms, so that an old one's event is void.
    alarms: u32,
}

/// A SIGALRM to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Alarm {
    at: Time,
    every: Span,
}

/// Numbers and names, those of Linux.
const NAMES: &[(u8, &str)] = &[
    (1, "SIGHUP"),
    (2, "SIGINT"),
    (3, "SIGQUIT"),
    (6, "SIGABRT"),
    (9, "SIGKILL"),
    (10, "SIGUSR1"),
    (12, "SIGUSR2"),
    (13, "SIGPIPE"),
    (14, "SIGALRM"),
    (15, "SIGTERM"),
    (17, "SIGCHLD"),
    (18, "SIGCONT"),
    (19, "SIGSTOP"),
    (20, "SIGTSTP"),
];

const KILL: u8 = 9;
const STOP: u8 = 19;
const CONTINUE: u8 = 18;
const ALARM: u8 = 14;
const INTERRUPT: u8 = 2;

/// The name of a signal.
pub fn signal_name(number: u8) -> String {
    let known = NAMES.iter().find(|(known, _)| *known == number);
    known.map_or_else(
        || format!("signal {number}"),
        |(_, name)| (*name).to_owned(),
    )
}

impl Signals {
    fn handling(&self, number: u8) -> Handling {
        let chosen = self.chosen.iter().find(|(known, _)| *known == number);
        match (chosen, number) {
            (_, KILL | STOP) => Handling::Default,
            (Some((_, handling)), _) => *handling,
            (None, INTERRUPT) => Handling::Interrupt,
            // Python ignores SIGPIPE: writing fails with BrokenPipeError instead.
            (None, 13) => Handling::Ignore,
            // SIGCHLD, SIGURG, SIGWINCH do nothing by default.
            (None, 17 | 23 | 28) => Handling::Ignore,
            (None, _) => Handling::Default,
        }
    }

    /// Whether an alarm's event still counts.
    pub fn is_due(&self, alarm: u32) -> bool {
        alarm == 0 || (self.alarm.is_some() && self.alarms == alarm)
    }
}

impl System {
    /// Ctrl-C on a terminal: SIGINT to the process, its parent and its children.
    pub(super) fn interrupt(&mut self, now: Time, process: ProcessId, effects: &mut Effects) {
        let group = self.process(process).origin;
        let members: Vec<ProcessId> = self
            .processes
            .iter()
            .filter(|other| other.origin == group)
            .filter(|other| matches!(other.state, State::Alive | State::Lingering(..)))
            .map(|other| other.id)
            .collect();
        if members.is_empty() {
            return self.no_effect(process, "interrupt: the process is not running", effects);
        }
        for member in members {
            self.signal(now, member, INTERRUPT, effects);
        }
    }

    /// A signal comes to a process.
    pub(super) fn signal(
        &mut self,
        now: Time,
        process: ProcessId,
        number: u8,
        effects: &mut Effects,
    ) {
        let place = self.process(process);
        let lingers = matches!(place.state, State::Lingering(..));
        let handling = place.signals.handling(number);
        if !place.is_alive() && !lingers {
            return;
        }
        self.note_signal(process, number, effects);
        match (number, handling) {
            (_, Handling::Ignore) => {}
            (STOP | 20, Handling::Default) => self.pause(process, effects),
            (CONTINUE, Handling::Default) => self.resume(now, process, effects),
            // The interpreter is at its end: nothing of the program runs any more.
            _ if lingers => self.kill(now, process, number, effects),
            (_, Handling::Default) => self.kill(now, process, number, effects),
            _ => {
                self.stop_waiting(now, process, effects);
                self.lay_signal(process, number, handling);
                self.go_on_by_signal(now, process, effects);
            }
        }
    }

    fn note_signal(&mut self, process: ProcessId, number: u8, effects: &mut Effects) {
        let fact = match number {
            INTERRUPT => ProgramFact::Interrupted,
            number => ProgramFact::Signalled { number },
        };
        self.note(process, fact, effects);
    }

    /// The main thread's blocked call is left; it is kept for the time after the handler.
    fn stop_waiting(&mut self, now: Time, process: ProcessId, effects: &mut Effects) {
        let place = &mut self.processes[process.index()];
        let Doing::Waits(waiting) = place.threads[MAIN.index()].doing.clone() else {
            return;
        };
        place.threads[MAIN.index()].held.push(waiting.clone());
        if let WaitsFor::Messaging(_) = waiting.what {
            let caller = self.caller(process, MAIN);
            self.with_messaging(now, effects, |messaging, env| messaging.cancel(caller, env));
        }
    }

    /// Puts handler or exception in front of what the main thread does.
    fn lay_signal(&mut self, process: ProcessId, number: u8, handling: Handling) {
        let place = &mut self.processes[process.index()];
        let machine = place.machine_mut();
        if handling == Handling::Handler && machine.signal(MAIN, number) {
            return;
        }
        place.threads[MAIN.index()].held.clear();
        let raise = Raise::new("builtins", "KeyboardInterrupt", Vec::new());
        place.machine_mut().inject(MAIN, raise);
    }

    fn go_on_by_signal(&mut self, now: Time, process: ProcessId, effects: &mut Effects) {
        let place = self.process(process);
        let waited = matches!(place.threads[MAIN.index()].doing, Doing::Waits(_));
        if waited || place.core.holder == Some(MAIN) {
            self.ready_later(now, process, MAIN, effects);
        }
    }

    /// The process dies of a signal.
    fn kill(&mut self, now: Time, process: ProcessId, number: u8, effects: &mut Effects) {
        let exit = Exit {
            code: 128 + i32::from(number),
            error: Some(signal_name(number)),
            signal: Some(number),
        };
        self.end_at_once(now, process, exit, effects);
    }

    /// The process is gone without its interpreter having finished.
    pub(super) fn end_at_once(
        &mut self,
        now: Time,
        process: ProcessId,
        exit: Exit,
        effects: &mut Effects,
    ) {
        self.forget_program(now, process, effects);
        self.processes[process.index()].paused = false;
        self.say_died(now, process, Ending::Killed, effects);
        self.process_gone(now, process, exit, effects);
    }

    /// `kill(pid, number)`.
    pub(super) fn call_kill(&mut self, ask: &Ask<'_>, effects: &mut Effects) -> Answer {
        let [Data::Int(pid), Data::Int(number)] = ask.args else {
            return bad_call("kill(pid, number)");
        };
        let Ok(number) = u8::try_from(*number) else {
            return os_error(22, None);
        };
        let host = self.process(ask.process).host;
        let target = self.process_of_pid(*pid).filter(|target| {
            let target = self.process(*target);
            target.host == host && matches!(target.state, State::Alive | State::Lingering(..))
        });
        match target {
            None => os_error(3, None),
            Some(_) if number == 0 => done(Data::None),
            Some(target) if target != ask.process => {
                self.signal(ask.now, target, number, effects);
                done(Data::None)
            }
            Some(_) if ask.thread == MAIN => Answer::Signal(number),
            Some(process) => {
                let event = Event::Signal {
                    process,
                    number,
                    alarm: 0,
                };
                effects.schedule(ask.now, event);
                done(Data::None)
            }
        }
    }

    /// The main thread has sent a signal to its own process, and its call has
    /// returned. False if the process is no more.
    pub(super) fn signal_itself(
        &mut self,
        now: Time,
        process: ProcessId,
        number: u8,
        effects: &mut Effects,
    ) -> bool {
        match self.process(process).signals.handling(number) {
            handling @ (Handling::Handler | Handling::Interrupt) => {
                self.note_signal(process, number, effects);
                self.lay_signal(process, number, handling);
            }
            _ => self.signal(now, process, number, effects),
        }
        self.process(process).is_alive()
    }

    /// `signal_set(number, "default" or "ignore" or "interrupt" or "handler")`.
    pub(super) fn call_signal_set(&mut self, ask: &Ask<'_>) -> Answer {
        let [Data::Int(number @ 1..=64), Data::Str(word)] = ask.args else {
            return bad_call("signal_set(number, word)");
        };
        let handling = match &**word {
            "default" => Handling::Default,
            "ignore" => Handling::Ignore,
            "interrupt" => Handling::Interrupt,
            _ => Handling::Handler,
        };
        let number = *number as u8;
        let chosen = &mut self.processes[ask.process.index()].signals.chosen;
        chosen.retain(|(known, _)| *known != number);
        chosen.push((number, handling));
        done(Data::None)
    }

    /// `pause()`: returns after a handler has run.
    pub(super) fn call_pause(&mut self, ask: &Ask<'_>) -> Answer {
        if ask.again {
            return done(Data::None);
        }
        self.wait_local(ask, Local::Signal, None)
    }

    /// `alarm(seconds, every)`: a SIGALRM after some time, and again and
    /// again; 0 is none. Answers what was left of the one before.
    pub(super) fn call_alarm(&mut self, ask: &Ask<'_>, effects: &mut Effects) -> Answer {
        let [Data::Float(seconds), Data::Float(every)] = ask.args else {
            return bad_call("alarm(seconds, every)");
        };
        let (Some(first), Some(every)) =
            (Span::from_secs_f64(*seconds), Span::from_secs_f64(*every))
        else {
            return os_error(22, None);
        };
        let signals = &mut self.processes[ask.process.index()].signals;
        let left = signals.alarm.take().map(|alarm| alarm.at.since(ask.now));
        if first > Span::ZERO {
            let at = ask.now + first;
            self.set_alarm(ask.process, Alarm { at, every }, effects);
        }
        done(Data::Float(left.unwrap_or(Span::ZERO).as_secs_f64()))
    }

    fn set_alarm(&mut self, process: ProcessId, alarm: Alarm, effects: &mut Effects) {
        let signals = &mut self.processes[process.index()].signals;
        signals.alarms += 1;
        signals.alarm = Some(alarm);
        let event = Event::Signal {
            process,
            number: ALARM,
            alarm: signals.alarms,
        };
        effects.schedule(alarm.at, event);
    }

    /// A signal that was due comes.
    pub(super) fn handle_signal(
        &mut self,
        now: Time,
        process: ProcessId,
        number: u8,
        alarm: u32,
        effects: &mut Effects,
    ) {
        if alarm != 0 {
            let before = self.processes[process.index()].signals.alarm.take();
            if let Some(Alarm { every, .. }) = before.filter(|alarm| alarm.every > Span::ZERO) {
                let at = now + every;
                self.set_alarm(process, Alarm { at, every }, effects);
            }
        }
        self.signal(now, process, number, effects);
    }
}

//! System calls of threads: their begin, locks between them, processor time.
//! A lock is an object of the program; here is only who waits for one.

use std::rc::Rc;

use super::System;
use super::calls::{Answer, Ask, bad_call, done, time_out};
use super::event::Effects;
use super::fact::{Happening, ProgramFact};
use super::local::{Local, LocalWait};
use super::process::{Doing, Thread, WaitsFor};
use crate::base::{ProcessId, Span, ThreadId};
use crate::python::Data;

impl System {
    /// A thread was laid in the machine: from now on it takes turns.
    pub(super) fn call_thread_started(&mut self, ask: &Ask<'_>, effects: &mut Effects) -> Answer {
        let [Data::Int(number), Data::Str(name)] = ask.args else {
            return bad_call("thread_started(number, name)");
        };
        let thread = ThreadId(*number as u32);
        let place = &mut self.processes[ask.process.index()];
        if thread.index() != place.threads.len() {
            return bad_call("thread_started(number, name), once for each thread");
        }
        place.threads.push(Thread::new(name.clone()));
        effects.happened(Happening::Program {
            process: ask.process,
            thread,
            fact: ProgramFact::ThreadStarted { name: name.clone() },
        });
        self.ready(ask.now, ask.process, thread, effects);
        done(Data::None)
    }

    /// A thread of the process has another name now.
    pub(super) fn call_thread_renamed(&mut self, ask: &Ask<'_>) -> Answer {
        let [Data::Int(number), Data::Str(name)] = ask.args else {
            return bad_call("thread_renamed(number, name)");
        };
        let place = &mut self.processes[ask.process.index()];
        if let Some(thread) = place.threads.get_mut(*number as usize) {
            thread.name = name.clone();
        }
        done(Data::None)
    }

    /// Waits until a lock is released; the program then tries to take it.
    pub(super) fn call_lock_wait(&mut self, ask: &Ask<'_>) -> Answer {
        let [Data::Int(number), holder, patience] = ask.args else {
            return bad_call("lock_wait(number, holder, seconds or None)");
        };
        if ask.attempt.expired {
            return done(Data::Bool(false));
        }
        let holder = match holder {
            Data::Int(holder) => Some(ThreadId(*holder as u32)),
            _ => None,
        };
        let number = *number;
        self.wait_local(ask, Local::Lock { number, holder }, time_out(ask, patience))
    }

    /// Whoever has waited longest for the lock goes on.
    pub(super) fn call_lock_wake(&mut self, ask: &Ask<'_>, effects: &mut Effects) -> Answer {
        let [Data::Int(wanted)] = ask.args else {
            return bad_call("lock_wake(number)");
        };
        let place = self.process(ask.process);
        let waiting = place.threads.iter().enumerate();
        let first = waiting.filter_map(|(at, thread)| match &thread.doing {
            Doing::Waits(waiting) if waiting.is_for_lock(*wanted) => {
                Some((waiting.arrival, waiting.since, ThreadId(at as u32)))
            }
            _ => None,
        });
        if let Some((_, since, thread)) = first.min() {
            effects.happened(Happening::Program {
                process: ask.process,
                thread,
                fact: ProgramFact::GoesOn {
                    waited: ask.now.since(since),
                    expired: false,
                },
            });
            let machine = self.processes[ask.process.index()].machine_mut();
            machine.resume(thread, Ok(Data::Bool(true)));
            self.ready(ask.now, ask.process, thread, effects);
        }
        done(Data::None)
    }

    /// Processor time used so far, by the process or the thread, in seconds.
    pub(super) fn call_cpu_time(&mut self, ask: &Ask<'_>) -> Answer {
        let place = self.process(ask.process);
        let used: Span = match ask.args {
            [Data::Bool(true)] => place.threads[ask.thread.index()].used,
            _ => place
                .threads
                .iter()
                .fold(Span::ZERO, |sum, thread| sum + thread.used),
        };
        done(Data::Float(used.as_secs_f64()))
    }

    /// The answer of a call that waits for something of its own host.
    pub(super) fn wait_local(
        &self,
        ask: &Ask<'_>,
        what: Local,
        until: Option<crate::base::Time>,
    ) -> Answer {
        let machine = self.process(ask.process).machine.as_ref();
        let call = machine.and_then(|machine| machine.library_call(ask.thread));
        let call = call.unwrap_or_else(|| Rc::from("wait"));
        Answer::Wait(WaitsFor::Local(LocalWait { call, what }), until)
    }

    /// The name of a thread.
    pub fn thread_name(&self, process: ProcessId, thread: ThreadId) -> Rc<str> {
        let threads = &self.process(process).threads;
        threads
            .get(thread.index())
            .map_or_else(|| "a thread".into(), |thread| thread.name.clone())
    }
}

//! Threads of a process in screen words: rows on its card, lanes of the
//! timeline, names of the queues between them.

use super::model::{Activity, Bar, Lane, ThreadRow};
use super::timeline::bars;
use crate::base::{ProcessId, ThreadId, Time};
use crate::messaging::SocketView;
use crate::python::Source;
use crate::system::{Doing, Process, WaitsFor};
use crate::trace::Trace;
use crate::world::World;

/// Threads of one process that are shown: more are a crowd.
const MOST: usize = 8;

/// The threads that live, if there are several.
pub(super) fn rows(process: &Process, program: &Source) -> Vec<ThreadRow> {
    if process.threads.len() < 2 || !process.is_alive() {
        return Vec::new();
    }
    let all = (0..process.threads.len() as u32).map(ThreadId);
    all.filter(|id| process.threads[id.index()].doing != Doing::Done)
        .take(MOST)
        .map(|id| row(process, program, id))
        .collect()
}

fn row(process: &Process, program: &Source, id: ThreadId) -> ThreadRow {
    let thread = &process.threads[id.index()];
    let activity = process.thread_activity(id);
    let state = match (&thread.doing, activity) {
        (_, Activity::Paused) => "paused".to_owned(),
        (Doing::Waits(waiting), _) => match &waiting.what {
            WaitsFor::Sleep => "asleep".to_owned(),
            WaitsFor::Input => "waits: input".to_owned(),
            WaitsFor::Messaging(reason) => format!("waits: {}", reason.call()),
            WaitsFor::Local(local) => format!("waits: {}", local.call),
        },
        _ if process.core.last == id => "running".to_owned(),
        _ => "ready".to_owned(),
    };
    let machine = process.machine.as_ref();
    let frames = machine
        .map(|machine| machine.frames(id))
        .unwrap_or_default();
    let own = frames.iter().rev().find(|frame| frame.file == program.name);
    ThreadRow {
        id,
        name: name(id, &thread.name),
        activity,
        state,
        line: own.map_or(0, |frame| frame.line),
    }
}

/// The main thread's name says nothing to somebody who has not started it.
fn name(id: ThreadId, name: &str) -> String {
    match id {
        ThreadId(0) => "main".to_owned(),
        _ => name.to_owned(),
    }
}

/// What the program calls a queue: a variable that holds it, or its kind.
pub(super) fn queue_name(world: &World, process: &Process, queue: &SocketView) -> String {
    let messaging = world.system().messaging();
    let threads = (0..process.threads.len().min(MOST) as u32).map(ThreadId);
    let frames = threads.flat_map(|id| {
        let machine = process.machine.as_ref();
        machine
            .map(|machine| machine.frames(id))
            .unwrap_or_default()
    });
    let own = frames.filter(|frame| !frame.is_library);
    let mut variables = own.flat_map(|frame| frame.variables);
    let found = variables.find(|variable| {
        let handle = variable.handle;
        handle.and_then(|handle| messaging.socket_of_handle(handle)) == Some(queue.id)
    });
    match found {
        Some(variable) => format!("{}, a {}", variable.name, queue.kind),
        None => format!("a {}", queue.kind),
    }
}

/// The lanes of the threads of a process that has had several.
pub(super) fn lanes(trace: &Trace, process: ProcessId, window: (Time, Time)) -> Vec<Lane> {
    let count = trace.index().threads(process).min(MOST);
    let lane = |at: u32| {
        let id = ThreadId(at);
        let own = trace.index().thread(process, id).unwrap_or_default();
        let all = bars(trace.index().thread_activities(process, id), window);
        let has_core = |bar: &Bar| bar.activity != Activity::NotStarted;
        Lane {
            process,
            thread: Some(id),
            name: format!("· {}", name(id, own)),
            bars: all.into_iter().filter(has_core).collect(),
        }
    };
    (0..count as u32).map(lane).collect()
}

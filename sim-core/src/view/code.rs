//! One process's program at one moment: the current line, why it does not go
//! on, the variables, the terminal.

use super::model::{Activity, CodeView, Frame, OutputLine, Stream, ThreadTab, Variable, Why};
use super::why::{why_blocked, why_waits};
use crate::base::{ProcessId, ThreadId};
use crate::python::{self, FrameView, Handle, Source};
use crate::system::{Doing, Process, State, Terminal, WaitsFor};
use crate::trace::Trace;
use crate::world::World;

/// Threads that are offered to be looked at.
const THREADS: usize = 64;

/// Lines of the terminal that are shown: the last ones.
const TERMINAL_LINES: usize = 500;

/// The program of `process` in `world`, as `thread` executes it, or the thread
/// that ran last; `before` is where its threads were before its last
/// statement, if that is known.
pub fn code(
    world: &World,
    before: &[Stack],
    trace: &Trace,
    process: ProcessId,
    thread: Option<ThreadId>,
) -> CodeView {
    let place = world.system().process(process);
    let thread = thread
        .filter(|thread| thread.index() < place.threads.len())
        .unwrap_or(place.core.last);
    let frames = user_frames(place, thread);
    let source = shown_source(world, process, &frames);
    let earlier = before.get(thread.index()).map_or(&[][..], Vec::as_slice);
    let current = frames.iter().rev().find(|frame| frame.file == source.name);
    CodeView {
        process,
        name: place.name.to_string(),
        subtitle: subtitle(world, place),
        file: source.name.to_string(),
        text: source.text.to_string(),
        current: current.map(|frame| (frame.line, frame.line)),
        activity: place.activity(),
        why: why(world, trace, place, thread),
        threads: threads(place, thread),
        frames: frames
            .iter()
            .enumerate()
            .map(|(at, frame)| frame_of(world, frame, earlier.get(at)))
            .collect(),
        output: terminal_lines(&place.terminal),
        prompt: prompt(place),
    }
}

/// The frames of a thread that are in the user's text, outermost first.
pub type Stack = Vec<FrameView>;

/// Where the threads of a process are.
pub fn stacks(world: &World, process: ProcessId) -> Vec<Stack> {
    let Some(process) = world.system().processes().get(process.index()) else {
        return Vec::new();
    };
    let threads = 0..process.threads.len() as u32;
    let stack = |thread| user_frames(process, ThreadId(thread));
    threads.map(stack).collect()
}

/// The threads that live, and the chosen one.
fn threads(process: &Process, chosen: ThreadId) -> Vec<ThreadTab> {
    if process.threads.len() < 2 {
        return Vec::new();
    }
    let all = process.threads.iter().enumerate();
    let tabs = all.map(|(at, thread)| ThreadTab {
        id: ThreadId(at as u32),
        name: thread.name.to_string(),
        activity: process.thread_activity(ThreadId(at as u32)),
        chosen: at == chosen.index(),
    });
    tabs.filter(|tab| tab.chosen || tab.activity != Activity::Ended)
        .take(THREADS)
        .collect()
}

/// Line and text of the current statement of a process.
pub(super) fn statement(process: &Process, program: &Source) -> (u32, String) {
    let place = process
        .machine
        .as_ref()
        .and_then(|machine| machine.place(process.core.last));
    let Some((file, line, _)) = place else {
        return (0, String::new());
    };
    if file != program.name {
        return (0, format!("{file}:{line}"));
    }
    let text = program.text.lines().nth(line as usize - 1).unwrap_or("");
    (line, text.trim().to_owned())
}

fn user_frames(process: &Process, thread: ThreadId) -> Stack {
    let frames = process
        .machine
        .as_ref()
        .map(|machine| machine.frames(thread))
        .unwrap_or_default();
    frames
        .into_iter()
        .filter(|frame| !frame.is_library)
        .collect()
}

/// The file that the innermost frame is in, or the program.
fn shown_source<'a>(world: &'a World, process: ProcessId, frames: &[FrameView]) -> &'a Source {
    let setup = world.setup();
    let origin = world.system().process(process).origin;
    let own = &setup.processes[origin.index()].program;
    let file = frames.last().map(|frame| &frame.file);
    setup
        .files
        .iter()
        .find(|source| Some(&source.name) == file && source.name != own.name)
        .unwrap_or(own)
}

fn subtitle(world: &World, process: &Process) -> String {
    let host = &world.setup().hosts[process.host.index()].name;
    let start = world.setup().processes[process.origin.index()].start;
    match (&process.state, process.restarts) {
        (State::NotStarted, _) => format!("on host {host} · starts at {start}"),
        (State::Ended(exit) | State::Lingering(exit, _), _) => match &exit.error {
            Some(error) => format!("on host {host} · ended by {error}"),
            None => format!("on host {host} · ended with status {}", exit.code),
        },
        (State::Killed, _) => format!("on host {host} · crashed, with all it had in memory"),
        (_, 0) => format!("on host {host} · started at {}", process.started),
        (_, restarts) => format!(
            "on host {host} · restart {restarts}, at {}",
            process.started
        ),
    }
}

fn why(world: &World, trace: &Trace, process: &Process, thread: ThreadId) -> Option<Why> {
    match &process.state {
        State::Lingering(_, wait) => Some(why_blocked(
            world,
            trace,
            process.id,
            None,
            &wait.reason,
            wait.until,
        )),
        State::Alive => match &process.threads.get(thread.index())?.doing {
            Doing::Waits(waiting) => match &waiting.what {
                WaitsFor::Messaging(reason) => Some(why_blocked(
                    world,
                    trace,
                    process.id,
                    Some(waiting.since),
                    reason,
                    waiting.until,
                )),
                WaitsFor::Local(local) => {
                    Some(why_waits(world, trace, process.id, thread, waiting, local))
                }
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

fn frame_of(world: &World, frame: &FrameView, earlier: Option<&FrameView>) -> Frame {
    let earlier = earlier.filter(|earlier| earlier.function == frame.function);
    let variables = frame.variables.iter().filter(|variable| is_shown(variable));
    Frame {
        function: frame.function.to_string(),
        line: frame.line,
        variables: variables
            .map(|variable| {
                let then = earlier.and_then(|earlier| {
                    earlier
                        .variables
                        .iter()
                        .find(|other| other.name == variable.name)
                });
                Variable {
                    name: variable.name.to_string(),
                    value: value_of(world, variable),
                    changed: earlier.is_some()
                        && then.map(|then| &then.repr) != Some(&variable.repr),
                }
            })
            .collect(),
    }
}

/// Modules, functions and classes are the program's text again, no variables.
pub(super) fn is_shown(variable: &python::Variable) -> bool {
    !variable.name.starts_with("__")
        && !matches!(
            &*variable.type_name,
            "module" | "function" | "type" | "builtin_function_or_method"
        )
}

fn value_of(world: &World, variable: &python::Variable) -> String {
    let handle = variable.handle;
    let summary = handle.and_then(|handle: Handle| {
        world
            .system()
            .messaging()
            .summary(handle, world.system().network())
    });
    summary.unwrap_or_else(|| variable.repr.clone())
}

fn terminal_lines(terminal: &Terminal) -> Vec<OutputLine> {
    let mut lines: Vec<OutputLine> = Vec::new();
    // The stream whose last line still waits for its end.
    let mut open: Option<Stream> = None;
    for (stream, text) in &terminal.shown {
        for piece in text.split_inclusive('\n') {
            let part = piece.trim_end_matches('\n');
            match lines.last_mut() {
                // What is typed stands behind the prompt, as on a terminal.
                Some(last) if open.is_some_and(|open| continues(open, *stream)) => {
                    last.text.push_str(part);
                }
                _ => lines.push(OutputLine {
                    text: part.to_owned(),
                    stream: *stream,
                }),
            }
            open = (!piece.ends_with('\n')).then_some(*stream);
        }
    }
    lines.drain(..lines.len().saturating_sub(TERMINAL_LINES));
    lines
}

/// Whether what comes on `next` stands behind an unfinished line of `open`.
fn continues(open: Stream, next: Stream) -> bool {
    open == next || next == Stream::Stdin
}

/// The unfinished last line of the output, when the program waits for input.
fn prompt(process: &Process) -> Option<String> {
    let reads =
        |doing: &Doing| matches!(doing, Doing::Waits(waiting) if waiting.what == WaitsFor::Input);
    if !process.is_alive() || !process.threads.iter().any(|thread| reads(&thread.doing)) {
        return None;
    }
    let last = process.terminal.shown.last();
    let text = last
        .filter(|(stream, _)| *stream == Stream::Stdout)
        .map(|(_, text)| &**text);
    Some(
        text.and_then(|text| text.rsplit('\n').next())
            .unwrap_or("")
            .to_owned(),
    )
}

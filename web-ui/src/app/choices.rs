//! What is selected and which panels are open.

use sim_core::base::{MessageId, ProcessId, RecordId};
use sim_core::view::Activity;
use sim_core::world::Command;

use super::msg::{Depth, Intervention, Meters, Panel, Tab};
use super::run::Run;
use super::state::{Answer, LOG_MOST, LOG_PAGE, State};
use crate::engine::Unit;

/// Selects a process and shows its program.
pub fn select(state: &mut State, process: ProcessId) {
    if state.view.process != Some(process) {
        state.view.thread = None;
    }
    state.view.process = Some(process);
    state.view.visits += 1;
    if state.view.tab == Tab::Message {
        state.view.tab = Tab::Code;
    }
    state.view.why = false;
}

/// Selects a queue and shows it.
pub fn select_queue(state: &mut State, process: ProcessId, queue: u32) {
    state.view.process = Some(process);
    state.view.queue = Some(queue);
    state.view.tab = Tab::Queues;
}

/// Selects an event with all that it is about, and goes to it.
pub fn select_event(state: &mut State, record: RecordId) {
    let Some(run) = &mut state.run else { return };
    let Some(event) = run.line(record) else {
        return;
    };
    super::transport::seek_event(state, record);
    let view = &mut state.view;
    view.process = event.process.or(view.process);
    view.message = event.message.or(view.message);
    view.queue = event.queue.or(view.queue);
    view.event = Some(event);
}

/// Selects a frame with all that it is about, and shows it. The cursor stays:
/// the frame is on its way.
pub fn select_frame(state: &mut State, record: RecordId) {
    let event = state.run.as_ref().and_then(|run| run.line(record));
    let Some(event) = event else { return };
    let view = &mut state.view;
    view.message = event.message.or(view.message);
    view.event = Some(event);
    if view.tab != Tab::Log {
        show(state, Tab::Message);
    }
}

/// Shows the Queues tab; if it is there, the next of what it can show.
pub fn next_meters(state: &mut State) {
    let view = &state.view;
    let covered = view.panel.is_some() || view.editor;
    if view.tab == Tab::Queues && !covered {
        state.view.meters = match state.view.meters {
            Meters::Now => Meters::OverTime,
            Meters::OverTime => Meters::Connections,
            Meters::Connections => Meters::Now,
        };
    }
    show(state, Tab::Queues);
}

/// Selects an end of a connection and shows its numbers.
pub fn select_connection(state: &mut State, id: u64) {
    state.view.connection = Some(id);
    state.view.meters = Meters::Connections;
    show(state, Tab::Queues);
}

/// Selects nothing but the process.
pub fn unselect(state: &mut State) {
    let view = &mut state.view;
    (view.message, view.queue, view.event, view.link) = (None, None, None, None);
    if matches!(view.unit, Unit::Trip(_)) {
        view.unit = view.unit.general();
    }
}

/// Selects a message and shows its trip.
pub fn select_message(state: &mut State, message: MessageId) {
    state.hush();
    state.view.message = Some(message);
    state.view.event = None;
    tell(state, message);
    // In the log its lines stand out; only the program says nothing of it.
    if state.view.tab != Tab::Log {
        state.view.tab = Tab::Message;
    }
}

/// While nothing moves the caption says what the message does; what a stop
/// says, or asks, stays.
fn tell(state: &mut State, message: MessageId) {
    let playing = state.playback.playing;
    let Some(run) = state.run.as_mut().filter(|_| !playing) else {
        return;
    };
    let caption = run.pictures().caption.as_ref();
    if caption.is_none_or(|caption| caption.stop.is_none()) {
        run.tell(message);
    }
}

/// Selects the event that the caption tells of, and shows why it happened: the
/// cursor stays.
pub fn show_why(state: &mut State, record: RecordId) {
    let event = state.run.as_ref().and_then(|run| run.line(record));
    let Some(event) = event else { return };
    let view = &mut state.view;
    view.process = event.process.or(view.process);
    view.message = event.message.or(view.message);
    view.event = Some(event);
    // Program and message say reasons of their own.
    let tab = match view.tab {
        Tab::Code | Tab::Message => Tab::Log,
        tab => tab,
    };
    show(state, tab);
}

/// Shows a tab of the dock, closing what covers it.
pub fn show(state: &mut State, tab: Tab) {
    state.view.tab = tab;
    state.view.panel = None;
    state.view.editor = false;
}

/// Shows more of the past.
pub fn more_log(state: &mut State) {
    state.view.log_lines = (state.view.log_lines + LOG_PAGE).min(LOG_MOST);
}

/// The guide for who writes a scenario.
const AUTHORS: usize = 1;

/// Opens or closes what stands in the dock's place.
pub fn toggle(state: &mut State, panel: Panel) {
    let open = state.view.panel != Some(panel);
    state.view.panel = open.then_some(panel);
    // The guides are read while one writes.
    state.view.editor &= panel == Panel::Help;
    if state.view.editor && state.view.guide == 0 {
        state.view.guide = AUTHORS;
    }
    state.link = None;
}

/// Opens the list of scenarios, or closes it.
pub fn library(state: &mut State, open: bool) {
    if open != (state.view.panel == Some(Panel::Library)) {
        toggle(state, Panel::Library);
    }
    if open {
        state.playback.pause();
    }
}

/// Opens the timeline to the whole diagram, or closes it.
pub fn toggle_diagram(state: &mut State) {
    let open = !state.diagram();
    state.view.foot = open.then_some(state.window.h * DIAGRAM);
}

/// Part of the page that the whole diagram takes.
const DIAGRAM: f64 = 0.56;

/// Makes controls and timeline this high.
pub fn foot_height(state: &mut State, height: f64) {
    let most = state.window.h * 0.8;
    state.view.foot = (height >= LEAST_FOOT).then_some(height.min(most));
}

/// Less than this and the lanes cannot be seen: then the usual height.
const LEAST_FOOT: f64 = 150.0;

/// Shows another branch at the same moment.
pub fn branch(state: &mut State, to: usize) {
    state.playback.pause();
    state.hush();
    if let Some(run) = &mut state.run {
        run.switch(to);
    }
}

/// Forgets the branch that is shown: the one it left is shown again.
pub fn remove_branch(state: &mut State) {
    state.playback.pause();
    state.hush();
    if let Some(run) = &mut state.run {
        run.remove_branch();
    }
}

/// Opens or closes the editor.
pub fn toggle_editor(state: &mut State) {
    state.view.editor = !state.view.editor && state.document.is_some();
    state.view.panel = state.view.panel.filter(|panel| *panel == Panel::Help);
}

/// Large type, or not.
pub fn toggle_projector(state: &mut State) {
    state.view.projector = !state.view.projector;
}

/// Closes the topmost of what is open.
pub fn escape(state: &mut State) {
    let view = &mut state.view;
    (state.news, state.again) = (None, None);
    if state.notice.take().is_some() || view.panel.take().is_some() {
        return;
    }
    if std::mem::take(&mut view.editor) {
        return;
    }
    if let Some(compare) = state.compare.take() {
        // Who pressed it once too often has it back with one press.
        state.news = Some("The comparison has ended.".to_owned());
        state.again = Some(compare.with);
        return;
    }
    if view.message.is_some() || view.event.is_some() || view.queue.is_some() {
        return unselect(state);
    }
    view.window = None;
}

/// Answers the open question with the choice of this place.
pub fn choose(state: &mut State, choice: usize) {
    let Some(run) = &mut state.run else { return };
    let caption = run.pictures().caption.clone();
    let stop = caption.and_then(|caption| caption.stop);
    let Some(stop) = stop.filter(|stop| choice < stop.choices.len()) else {
        return look_at(state, choice);
    };
    if let (Some(hands), None) = (&mut state.view.hands, &state.view.answer) {
        hands.resize(stop.choices.len(), 0);
        hands[choice] += 1;
        return;
    }
    state.view.answer = Some(Answer {
        choice: Some(choice),
        right: run.answer(stop.index),
    });
    state.keep_answer(stop.index);
}

/// Looks so deep.
pub fn look(state: &mut State, depth: Depth) {
    state.hush();
    state.view.depth = depth;
}

/// Without a question the first four digits say how deep the stage looks.
fn look_at(state: &mut State, digit: usize) {
    let depths = [
        Depth::Messages,
        Depth::Segments,
        Depth::Packets,
        Depth::Frames,
    ];
    if let Some(depth) = depths.get(digit) {
        look(state, *depth);
    }
}

/// Begins to count hands, or stops.
pub fn count_hands(state: &mut State) {
    let counting = state.view.hands.is_none();
    state.view.hands = counting.then(Vec::new);
    state.view.answer = None;
    // The question is open again.
    if let Some(stop) = state.run.as_ref().and_then(Run::stop_here) {
        let index = stop.index;
        state.keep_answer(index);
    }
}

/// Shows the right answer without having chosen one.
pub fn reveal(state: &mut State) {
    let Some(run) = &mut state.run else { return };
    let caption = run.pictures().caption.clone();
    let stop = caption.and_then(|caption| caption.stop);
    if let Some(stop) = stop.filter(|stop| stop.ask.is_some()) {
        state.view.answer = Some(Answer {
            choice: None,
            right: run.answer(stop.index),
        });
        state.keep_answer(stop.index);
    }
}

/// Crashes the selected process, or restarts it.
pub fn crash_or_restart(state: &mut State) {
    if let Some(process) = state.view.process {
        intervene(state, process, Intervention::CrashOrRestart);
    }
}

/// Opens a stack of replicas, or closes it.
pub fn toggle_stack(state: &mut State, name: &str) {
    let other = state.compare.as_mut().map(|compare| &mut compare.run);
    for run in state.run.iter_mut().chain(other) {
        run.toggle_stack(name);
    }
}

/// Intervenes in a process at the cursor.
pub fn intervene(state: &mut State, process: ProcessId, what: Intervention) {
    let Some(run) = &mut state.run else { return };
    let stage = run.pictures().stage.clone();
    let card = stage
        .as_ref()
        .and_then(|s| s.processes.get(process.index()));
    let Some(activity) = card.map(|card| card.activity) else {
        return;
    };
    run.apply(command(process, what, activity));
    state.hush();
}

/// Types a line for a process at the cursor.
pub fn type_line(state: &mut State, process: ProcessId, line: String) {
    if let Some(run) = &mut state.run {
        run.apply(Command::Input { process, line });
        state.playback.playing = true;
        state.playback.last_frame = None;
    }
}

fn command(process: ProcessId, what: Intervention, activity: Activity) -> Command {
    let gone = matches!(activity, Activity::Crashed | Activity::Ended);
    match what {
        Intervention::CrashOrRestart if gone => Command::Restart { process },
        Intervention::CrashOrRestart => Command::Crash { process },
        Intervention::PauseOrResume if activity == Activity::Paused => Command::Resume { process },
        Intervention::PauseOrResume => Command::Pause { process },
        Intervention::Interrupt => Command::Interrupt { process },
        Intervention::EndOfInput => Command::EndOfInput { process },
    }
}

//! What is selected and which panels are open.

use sim_core::base::{MessageId, ProcessId};
use sim_core::view::Activity;
use sim_core::world::Command;

use super::msg::{Intervention, Tab};
use super::state::{Answer, LOG_MOST, LOG_PAGE, State};
use crate::draw::Size;

/// Makes room for a caption that is larger than all before it.
pub fn caption_size(state: &mut State, size: Size) {
    let other_type = std::mem::take(&mut state.caption_outdated);
    let before = if other_type {
        0.0
    } else {
        state.caption_height
    };
    state.caption_height = before.max(size.h);
}

/// Selects a process and shows its program.
pub fn select(state: &mut State, process: ProcessId) {
    state.view.process = Some(process);
    if state.view.tab != Tab::Queues {
        state.view.tab = Tab::Code;
    }
    state.view.why = false;
}

/// Selects a message and shows its trip.
pub fn select_message(state: &mut State, message: MessageId) {
    state.view.message = Some(message);
    state.view.tab = Tab::Message;
}

/// Shows a tab of the dock, closing what covers it.
pub fn show(state: &mut State, tab: Tab) {
    state.view.tab = tab;
    state.view.library = false;
    state.view.editor = false;
    state.view.keys = false;
}

/// Shows more of the past.
pub fn more_log(state: &mut State) {
    state.view.log_lines = (state.view.log_lines + LOG_PAGE).min(LOG_MOST);
}

/// Opens or closes the list of scenarios.
pub fn toggle_library(state: &mut State) {
    state.view.library = !state.view.library;
    state.view.editor = false;
    state.view.keys = false;
}

/// Opens or closes the editor.
pub fn toggle_editor(state: &mut State) {
    state.view.editor = !state.view.editor && state.document.is_some();
    state.view.library = false;
}

/// Opens or closes the list of keys.
pub fn toggle_keys(state: &mut State) {
    state.view.keys = !state.view.keys;
    state.view.editor = false;
    state.view.library = false;
}

/// Large type, or not.
pub fn toggle_projector(state: &mut State) {
    state.view.projector = !state.view.projector;
    state.caption_outdated = true;
}

/// Closes the topmost of what is open.
pub fn escape(state: &mut State) {
    let view = &mut state.view;
    if state.notice.take().is_none() {
        let open = [&mut view.keys, &mut view.library, &mut view.editor];
        if let Some(open) = open.into_iter().find(|open| **open) {
            *open = false;
        }
    }
}

/// Answers the open question with the choice of this place.
pub fn choose(state: &mut State, choice: usize) {
    let Some(run) = &mut state.run else { return };
    let caption = run.pictures().caption.clone();
    let stop = caption.and_then(|caption| caption.stop);
    if let Some(stop) = stop.filter(|stop| choice < stop.choices.len()) {
        state.view.answer = Some(Answer {
            choice,
            right: run.answer(stop.index),
        });
    }
}

/// Crashes the selected process, or restarts it.
pub fn crash_or_restart(state: &mut State) {
    if let Some(process) = state.view.process {
        intervene(state, process, Intervention::CrashOrRestart);
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

//! Play, pause, steps, stops and seeking.

use sim_core::base::{MessageId, RecordId, Time};
use sim_core::scenario as stop;

use super::document;
use super::msg::{Depth, FrameStep, Meters, Tab};
use super::run::{Reached, Run};
use super::state::{State, View};
use crate::draw::{window, words};
use crate::engine::{Direction, Unit, duration};

/// One frame: computes ahead until `enough`, then moves the cursor on. While the
/// run of a changed text is on its way, all of the frame is for that one.
pub fn frame(state: &mut State, at: f64, enough: &dyn Fn() -> bool) {
    if document::change(state, enough) {
        state.playback.last_frame = None;
        return;
    }
    let Some(run) = &mut state.run else { return };
    let reached = run.compute(enough);
    if let Some(compare) = &mut state.compare {
        compare.follow(run.now(), enough);
    }
    say(state, reached);
    state.refresh();
    let Some(run) = &mut state.run else { return };
    let timeline = run.pictures().timeline.clone();
    state.playback.follow(match state.view.depth {
        Depth::Messages => run.hop(),
        _ => run.frame_time(),
    });
    if !state.playback.playing || run.stands_in() {
        return;
    }
    let over = if state.playback.jumps {
        state.playback.jump_due(at) && jump(run, state.view.unit)
    } else {
        let target = state.playback.advance(run.now(), at, &timeline.gaps);
        play_to(run, target)
    };
    if over {
        state.playback.pause();
        follow_stop(state);
    }
    forget_answer(state);
    state.refresh();
}

/// One jump of playing with reduced motion; true if playing ends there.
fn jump(run: &mut Run, unit: Unit) -> bool {
    let from = run.here();
    let found = run.step(unit, Direction::Forward);
    let next = run.stop_after(from, run.now()).cloned();
    if let Some(stop) = &next {
        run.seek_stop(stop);
    }
    next.is_some() || (!found && run.complete())
}

/// Moves the cursor to `target`, or to a stop before it, or to the end; true
/// if playing ends there.
fn play_to(run: &mut Run, target: Time) -> bool {
    if let Some(stop) = run.stop_after(run.here(), target).cloned() {
        run.seek_stop(&stop);
        return true;
    }
    let over = run.complete() && target >= run.horizon();
    run.show(target);
    over
}

/// Plays from here, or from the beginning when the end is shown; or pauses.
pub fn play_pause(state: &mut State) {
    let Some(run) = &mut state.run else { return };
    if state.playback.playing {
        return state.playback.pause();
    }
    (state.notice, state.news) = (None, None);
    if run.complete() && run.now() >= run.horizon() {
        run.seek(0);
    }
    state.playback.playing = true;
    state.playback.last_frame = None;
}

/// A step in the chosen unit.
pub fn step(state: &mut State, direction: Direction) {
    // The next event is the next one that can be seen.
    let unit = match (state.view.unit, state.view.depth) {
        (Unit::Event, depth) if depth > Depth::Messages => Unit::Deep(depth),
        (unit, _) => unit,
    };
    step_along(state, unit, direction);
}

/// A step in some unit. Rare things are looked for without holding up the page.
pub fn step_along(state: &mut State, unit: Unit, direction: Direction) {
    let usual = matches!(
        unit,
        Unit::Line | Unit::Message | Unit::Event | Unit::Deep(_)
    );
    if !usual && direction == Direction::Forward {
        return run_until(state, unit);
    }
    moved(state, |run| {
        // Behind the last of its kind there may be others: go to the end.
        if !run.step(unit, direction) && direction == Direction::Forward && run.complete() {
            run.show(run.horizon());
        }
    });
}

/// A step of the selected process by frames of its stack.
pub fn step_frames(state: &mut State, how: FrameStep, direction: Direction) {
    let Some(process) = state.view.process else {
        return;
    };
    state.view.thread = None;
    if how == FrameStep::Into {
        return step_along(state, Unit::LineOf(process), direction);
    }
    let mut known = true;
    moved(state, |run| {
        known = run.step_frames(process, how == FrameStep::Out, direction);
    });
    if !known {
        state.notice = Some("The run is not computed that far yet.".to_owned());
    }
}

/// To the next or the previous stop; without one, to the end or the beginning.
pub fn stop(state: &mut State, direction: Direction) {
    moved(state, |run| {
        if !run.to_stop(direction) {
            match direction {
                Direction::Forward => run.to_end(),
                Direction::Back => run.seek(0),
            }
        }
    });
}

/// To the beginning.
pub fn start(state: &mut State) {
    moved(state, |run| run.seek(0));
}

/// To the end, as far as it is computed.
pub fn end(state: &mut State) {
    moved(state, Run::to_end);
}

/// To the stop of this time and position.
pub fn seek_stop(state: &mut State, at: u64, position: u64) {
    moved(state, |run| {
        if let Some(stop) = run.stop_at(Time(at), position).cloned() {
            run.seek_stop(&stop);
        }
    });
}

/// To a position.
pub fn seek(state: &mut State, position: u64) {
    moved(state, |run| run.seek(position));
}

/// To an event, of which is told then.
pub fn seek_event(state: &mut State, record: RecordId) {
    moved(state, |run| run.seek_event(record));
}

/// To a station of a message's trip.
pub fn seek_station(state: &mut State, message: MessageId, at: usize) {
    moved(state, |run| run.seek_station(message, at));
}

/// To a moment, wherever the playhead is dragged.
pub fn scrub(state: &mut State, nanos: u64) {
    moved(state, |run| run.show(Time(nanos)));
}

/// Chooses what a step is.
pub fn step_by(state: &mut State, unit: Unit) {
    state.view.unit = unit;
}

/// Goes to the next event of a kind, however far it is.
pub fn run_until(state: &mut State, unit: Unit) {
    let mut reached = Reached::Fine;
    moved(state, |run| reached = run.run_until(unit));
    if !matches!(unit, Unit::Trip(_)) {
        return say(state, reached);
    }
    if reached == Reached::Never {
        state.news = Some("This is the last station of its trip.".to_owned());
    }
}

fn say(state: &mut State, reached: Reached) {
    if reached == Reached::Never {
        state.notice = Some("That does not happen any more in this run.".to_owned());
    }
}

/// To what somebody wrote: `1.5s`, `412 ms`, or `#123` for an event. Done, the
/// panel closes, and the keys go where they went before.
pub fn go_to(state: &mut State, text: &str) {
    let text = text.trim();
    if let Some(position) = text.strip_prefix('#').and_then(|n| n.trim().parse().ok()) {
        moved(state, |run| run.seek(position));
        state.view.panel = None;
        let last = state.run.as_ref().map_or(0, Run::position);
        if last < position {
            let word = format!("This run has {last} events: #{last} is the last one.");
            state.notice = Some(word);
        }
        return;
    }
    // A bare number is seconds, as the clock shows them; it may be grouped.
    let grouped: String = text.split_whitespace().collect();
    let seconds = format!("{grouped}s");
    match duration(&grouped).or_else(|_| duration(&seconds)) {
        Ok(span) => {
            moved(state, |run| {
                run.show(Time(span.0));
                run.aim_at(Time(span.0));
            });
            let end = state.run.as_ref().and_then(Run::end);
            if let Some(end) = end.filter(|end| end.at < Time(span.0)) {
                let word = format!("This run ends at {}.", words::brief(end.at));
                state.notice = Some(word);
            }
            state.view.panel = None;
        }
        Err(_) => {
            let word = format!("“{text}” is no time: write 1.5s, 412ms, or #123 for an event.");
            state.notice = Some(word);
        }
    }
}

/// Shows a longer or shorter time around a moment.
pub fn zoom(state: &mut State, at: u64, factor: f64) {
    if let Some(run) = &state.run {
        let timeline = &run.pictures().timeline;
        state.view.window = window::zoomed(timeline, state.view.window, Time(at), factor);
    }
}

/// Shows an earlier or later time.
pub fn pan(state: &mut State, part: f64) {
    if let Some(run) = &state.run {
        let timeline = &run.pictures().timeline;
        state.view.window = window::panned(timeline, state.view.window, part);
    }
}

/// What was answered holds for one stop only.
fn forget_answer(state: &mut State) {
    state.view.answer = None;
    state.view.hands = None;
    state.view.hint = false;
}

/// A stop says whose program is shown from there on, and may say how deep the
/// stage looks.
fn follow_stop(state: &mut State) {
    follow_depth(state);
    let Some(stop) = state.run.as_ref().and_then(Run::stop_here) else {
        return;
    };
    let view = &mut state.view;
    if let Some(tab) = stop.tab {
        lead(view, tab, stop.message);
    }
    if let Some(process) = stop.process.filter(|_| stop.process != view.process) {
        view.process = Some(process);
        view.thread = None;
        view.why = false;
    }
}

/// Looks as deep as the lesson says here, unless somebody has chosen otherwise
/// since it said so last.
fn follow_depth(state: &mut State) {
    let Some(led) = state.run.as_ref().map(Run::depth_here) else {
        return;
    };
    let view = &mut state.view;
    if view.depth == view.led_depth || led != view.led_depth {
        view.depth = led;
    }
    view.led_depth = led;
}

/// Opens what a stop says, unless somebody has opened something else himself.
fn lead(view: &mut View, tab: stop::Tab, message: Option<MessageId>) {
    let (tab, meters) = match tab {
        stop::Tab::Code => (Tab::Code, view.meters),
        stop::Tab::Message => (Tab::Message, view.meters),
        stop::Tab::Log => (Tab::Log, view.meters),
        stop::Tab::Queues => (Tab::Queues, Meters::Now),
        stop::Tab::Plots => (Tab::Queues, Meters::OverTime),
        stop::Tab::Connections => (Tab::Queues, Meters::Connections),
    };
    let follows = view.tab == view.led;
    view.led = tab;
    if follows {
        (view.tab, view.meters) = (tab, meters);
        view.message = message.or(view.message);
    }
}

/// Pauses and moves the cursor.
fn moved(state: &mut State, go: impl FnOnce(&mut Run)) {
    state.hush();
    state.playback.pause();
    forget_answer(state);
    if let Some(run) = &mut state.run {
        go(run);
    }
    follow_stop(state);
}

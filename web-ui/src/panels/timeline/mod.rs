//! The timeline: lanes with activity, messages as slanted arrows, stops, the
//! playhead. It is the scrubber.

mod axis;
mod branches;
mod labels;
mod lanes;

pub use branches::{BranchLane, lanes_of};

use std::rc::Rc;

use markup::{html, view};
use sim_core::base::{MessageId, ProcessId, Time};
use sim_core::view::{StopMark, Timeline};
use yew::prelude::*;

use crate::app::msg::Msg;
use crate::components::buttons::{Button, act};
use crate::components::classes;
use crate::draw::axis::Axis;
use crate::draw::window::Window;
use crate::draw::{Size, words};
use crate::platform::pointer;
use crate::platform::size::{use_in_view, use_size};
use crate::shared::Shared;

/// The timeline.
#[derive(Properties, PartialEq)]
pub struct TimelinePanelProps {
    /// Lanes and arrows.
    pub timeline: Shared<Timeline>,
    /// The part of the time that is shown; `None` is all.
    pub window: Option<Window>,
    /// The futures, if there are several.
    pub branches: Rc<[BranchLane]>,
    /// Moment and process of the selected event.
    pub chosen: Option<(Time, ProcessId)>,
    /// The stop that is shown, by its number in the file.
    pub stop: Option<usize>,
    /// The moment.
    pub now: Time,
    /// The selected message.
    pub message: Option<MessageId>,
    /// The selected process.
    pub selected: Option<ProcessId>,
    /// How much larger than usual it is shown.
    pub zoom: f64,
    /// Whether that is for the last row of the room.
    pub large: bool,
    /// From when on nothing is shown: the future would answer a question.
    pub veil: Option<Time>,
    /// Whether the moment moves on by itself.
    pub playing: bool,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// What listens to the pointer.
const SHEET: &str = ".timeline-sheet";
/// Room right of the axis.
const RIGHT: f64 = 20.0;

/// Where things are in the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The drawing's size.
    pub size: Size,
    /// Where the axis begins.
    pub left: f64,
    /// Time to pixels right of `left`.
    pub axis: Axis,
    /// Distance of the lanes.
    pub pitch: f64,
    /// Where the lanes begin.
    pub top: f64,
    /// The window of time.
    pub window: Window,
    /// What of it may be seen: not what would answer a question.
    pub seen: Window,
}

impl Frame {
    fn new(
        timeline: &Timeline,
        size: Size,
        window: Option<Window>,
        (branches, folds): (usize, bool),
        veil: Option<Time>,
    ) -> Frame {
        let longest = timeline
            .lanes
            .iter()
            .map(|lane| words::width(&lane.name, 13.0, true))
            .fold(60.0, f64::max);
        // The buttons that choose the part of the time stand above the names.
        let tools = TOOLS[usize::from(window.is_some())][usize::from(branches > 0)];
        let tools = tools + if folds { 72.0 } else { 0.0 };
        let left = (longest + 40.0).min(size.w * 0.25).max(tools);
        let end = timeline.end.unwrap_or(timeline.computed);
        let width = (size.w - left - RIGHT).max(50.0);
        let window = window.unwrap_or((Time::ZERO, end));
        let axis = Axis::new(window, &timeline.gaps, width);
        let count = timeline.lanes.len().max(1) as f64;
        let top = TOP + branches::PITCH * branches as f64;
        let most = if size.h > OPEN { 200.0 } else { 64.0 };
        let room = size.h - top - BOTTOM;
        // Those for which there is no room are reached by scrolling; whole ones are seen.
        let seen = (room / LEAST_PITCH).floor().clamp(1.0, count);
        let pitch = (room / seen).clamp(LEAST_PITCH, most);
        let least = top + pitch * count;
        Frame {
            size: Size::new(size.w, (size.h - BOTTOM).max(least)),
            left,
            axis,
            pitch,
            top,
            window,
            seen: (
                window.0,
                veil.map_or(window.1, |at| at.clamp(window.0, window.1)),
            ),
        }
    }

    /// True if something of this time may be seen.
    pub fn shows(&self, from: Time, to: Time) -> bool {
        from <= self.seen.1 && to >= self.seen.0
    }

    /// The moment, or the nearest one that may be seen.
    pub fn cut(&self, at: Time) -> Time {
        at.clamp(self.seen.0, self.seen.1)
    }

    /// Up to where marks of the axis may be seen.
    pub fn far(&self) -> f64 {
        match self.seen.1 < self.window.1 {
            true => self.axis.x(self.seen.1),
            false => f64::INFINITY,
        }
    }

    /// Size of the lanes' names.
    pub fn name_size(&self) -> f64 {
        (self.pitch - 2.5).min(NAME)
    }

    /// True if there is room for words between the lanes.
    pub fn is_open(&self) -> bool {
        self.pitch >= 34.0 && self.size.h > OPEN
    }

    /// The pixel of a moment.
    pub fn x(&self, at: Time) -> f64 {
        self.left + self.axis.x(at)
    }

    /// How many of so many lanes have no room in this height.
    fn beyond(&self, height: f64, lanes: usize) -> usize {
        let room = (height - self.top - BOTTOM) / self.pitch;
        lanes.saturating_sub((room + 0.01).floor().max(1.0) as usize)
    }

    /// The middle of a lane.
    pub fn y(&self, lane: usize) -> f64 {
        self.top + self.pitch * (lane as f64 + 0.5)
    }
}

/// Width of the buttons above the names: without and with a part of the time,
/// and in it without and with branches.
const TOOLS: [[f64; 2]; 2] = [[40.0, 168.0], [150.0, 278.0]];
/// Room above the lanes for the stops, and below for the axis.
const TOP: f64 = 30.0;
const BOTTOM: f64 = 36.0;
/// The usual size of a lane's name, and the smallest distance of two lanes.
const NAME: f64 = 13.0;
const LEAST_PITCH: f64 = 15.0;
/// Enlarged for the last row, lanes that do not fit are enlarged less: at this
/// part of the zoom their names still have 14 pixels.
const SMALLER: f64 = 0.76;

/// The zoom at which the lanes fit, as far as they can be made smaller.
fn fitting(zoom: f64, size: Size, large: bool, (lanes, branches): (usize, usize)) -> f64 {
    let needs = TOP + BOTTOM + branches::PITCH * branches as f64 + LEAST_PITCH * lanes as f64;
    let least = if large { zoom * SMALLER } else { zoom };
    (size.h / needs).clamp(least, zoom)
}
/// From this height on it is the whole diagram, with words in it.
const OPEN: f64 = 300.0;

/// The timeline.
#[component]
pub fn TimelinePanel(props: &TimelinePanelProps) -> Html {
    let element = use_node_ref();
    let size = use_state(|| Size::new(1200.0, 200.0));
    let set_size = size.setter();
    use_size(&element, Callback::from(move |size| set_size.set(size)));
    let open = use_state(|| false);
    let lanes = branches::unfolded(&props.branches, *open);
    let rows = (props.timeline.lanes.len(), lanes.len());
    let zoom = fitting(props.zoom, *size, props.large, rows);
    let hidden = props.branches.len() - lanes.len();
    // While it plays what comes is covered only: it is not drawn anew each time.
    let edge = |at: Time| {
        props
            .timeline
            .stops
            .iter()
            .map(|stop| stop.at)
            .find(|it| *it >= at)
    };
    let veil = match props.playing {
        true => props.veil.and_then(edge),
        false => props.veil,
    };
    let frame = use_memo(
        (
            props.timeline.clone(),
            *size,
            zoom,
            props.window,
            (lanes.len(), hidden > 0 || *open),
            veil,
        ),
        |(timeline, size, zoom, window, branches, veil)| {
            let drawn = Size::new(size.w / zoom, size.h / zoom);
            Shared::new(Frame::new(timeline, drawn, *window, *branches, *veil))
        },
    );
    let hover = use_state(|| None::<f64>);
    let frame: Shared<Frame> = (*frame).clone();
    let beyond = frame.beyond(size.h / zoom, props.timeline.lanes.len());
    let mut own = props.timeline.lanes.iter();
    let own = own.position(|lane| Some(lane.process) == props.selected);
    let lowest = own.map(|lane| (frame.y(lane) + frame.pitch / 2.0 + BOTTOM) * zoom);
    use_in_view(&element, lowest.filter(|_| beyond > 0));
    let every = props.timeline.every * lanes::step(&props.timeline, &frame);
    let x = frame.x(props.now) * zoom;
    let inside = (frame.window.0..=frame.window.1).contains(&props.now);
    let outside = if props.now < frame.window.0 {
        frame.left
    } else {
        frame.size.w
    };
    let x = if inside { x } else { outside * zoom };
    let leave = hover.setter();
    let stops = &props.timeline.stops;
    let is_shown = |mark: &StopMark| Some(mark.index) == props.stop;
    let shown = stops.iter().position(is_shown);
    let dot = shown.and_then(|at| Some((at + 1, axis::place(&frame, &props.timeline, at)? * zoom)));
    let veiled = props.veil.filter(|at| *at < frame.window.1).map(|at| {
        let passed = || stops.iter().rposition(|stop| stop.at < at);
        let stop = stops.iter().position(|stop| stop.at == at).or_else(passed);
        let dot = stop.and_then(|at| axis::place(&frame, &props.timeline, at));
        (
            frame.x(at.max(frame.window.0)) * zoom,
            dot.map(|dot| dot * zoom),
        )
    });
    let fold = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <div class={classes!("timeline", (beyond > 0).then_some("beyond"))} ref={element}>
            {tools(props, (hidden, *open), fold)}
            <div class="timeline-sheet" style={format!("--zoom:{zoom:.3}")} role="slider" tabindex="0" aria-label="Time" aria-valuemin="0"
                aria-valuemax={micros(props.timeline.end.unwrap_or(props.timeline.computed))}
                aria-valuenow={micros(props.now)} aria-valuetext={words::clock(props.now)}
                onpointerdown={grab(&frame, zoom, &props.send)}
                onpointermove={drag(&frame, zoom, &props.send, hover.setter())}
                onpointerleave={move |_| leave.set(None)}
                onwheel={turn(&frame, zoom, &props.send)}>
                <Drawing timeline={props.timeline.clone()} frame={frame.clone()} {zoom}
                    branches={lanes} chosen={props.chosen}
                    message={props.message} selected={props.selected} send={props.send.clone()} />
                // Layers of their own: while they move, what is below is not painted anew.
                {future(x, dot.map(|dot| dot.1), "future", props, &frame, zoom)}
                if let Some((x, dot)) = veiled {
                    {future(x, dot, "future hidden", props, &frame, zoom)}
                }
                if inside { <div class="playhead" style={moved(x)} aria-hidden="true" /> }
                if let Some((number, x)) = dot { <b class="stop-now" style={moved(x)} aria-hidden="true">{number}</b> }
                {hover_mark(*hover, &frame, zoom)}
            </div>
            if beyond > 0 { <p class="lanes-beyond" aria-hidden="true">{format!("{beyond} more ↕")}</p> }
            if every > 1 {
                <p class="timeline-note">{format!("1 of {every} messages drawn; zoom in for more")}</p>
            }
        </div>
    }
}

/// What lies right of `x`. Dots of one moment stand beside each other: the one
/// that is there, `dot`, is not behind it.
fn future(
    x: f64,
    dot: Option<f64>,
    class: &'static str,
    props: &TimelinePanelProps,
    frame: &Frame,
    zoom: f64,
) -> Html {
    let top = frame.top * zoom;
    let dots = dot.map_or(x, |dot| x.max(dot + axis::STOP_R * zoom));
    html! {
        <>
            <div {class} style={format!("{};top:{top:.0}px", moved(x))} />
            if props.branches.is_empty() {
                <div {class} style={format!("{};height:{top:.0}px", moved(dots))} />
            }
        </>
    }
}

/// Zoom and pan, for those without a wheel.
fn tools(
    props: &TimelinePanelProps,
    (hidden, open): (usize, bool),
    fold: Callback<MouseEvent>,
) -> Html {
    let now = props.now.0;
    let press = |msg: Msg| act(&props.send, msg);
    let part = props.window.is_some();
    html! {
        <div class="timeline-tools" role="group" aria-label="Part of the time">
            if part {
                <Button class="small" onpress={press(Msg::Pan(-0.5))} title="Earlier">{"◂"}</Button>
                <Button class="small" onpress={press(Msg::Pan(0.5))} title="Later">{"▸"}</Button>
                <Button class="small" onpress={press(Msg::WholeTime)} title="The whole time (0)">{"all"}</Button>
                <Button class="small" onpress={press(Msg::Zoom(now, 2.0))} title="A longer time (−, or the wheel)">{"−"}</Button>
            }
            <Button class="small" onpress={press(Msg::Zoom(now, 0.5))} title="A shorter time (+, or the wheel)">{"+"}</Button>
            if props.branches.len() > 1 {
                {branches::list(&props.branches, &props.send)}
                <Button class="small" onpress={press(Msg::SaveBranch)} title="Writes this branch's interventions into the scenario's text">{"Save branch"}</Button>
                if props.branches.iter().any(|it| it.current && it.fork.is_some()) {
                    <Button class="small" onpress={press(Msg::RemoveBranch)} title="Removes the branch that is shown">{"×"}</Button>
                }
                if hidden > 0 || open {
                    <button type="button" class="button small" aria-expanded={open.to_string()} onclick={fold} title="Shows the other branches, or only those near">{ if open { "fewer".to_owned() } else { format!("+{hidden} more") } }</button>
                }
            }
        </div>
    }
}

/// What one turn of the wheel does to the time that is shown.
const TURN: f64 = 1.25;

fn turn(frame: &Shared<Frame>, zoom: f64, send: &Callback<Msg>) -> Callback<WheelEvent> {
    let (frame, send) = (frame.clone(), send.clone());
    Callback::from(move |event: WheelEvent| {
        let Some((x, across, along)) = pointer::wheel(&event, ".timeline") else {
            return;
        };
        if across != 0.0 {
            send.emit(Msg::Pan(across / frame.size.w.max(1.0)));
        }
        if along != 0.0 {
            let at = frame.axis.time(x / zoom - frame.left);
            let factor = if along > 0.0 { TURN } else { 1.0 / TURN };
            send.emit(Msg::Zoom(at.0, factor));
        }
    })
}

/// The upper edge of the controls: dragged up, the timeline opens.
#[derive(PartialEq)]
pub struct GripProps {
    /// Whether it is open.
    pub open: bool,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// The upper edge of the controls.
#[view]
pub fn Grip(props: &GripProps) -> Html {
    let send = props.send.clone();
    let drag = move |event: PointerEvent| {
        if pointer::is_down(&event) {
            send.emit(Msg::FootHeight(pointer::from_bottom(&event)));
        }
    };
    let grab = |event: PointerEvent| {
        event.prevent_default();
        pointer::capture(&event, ".grip");
    };
    html! {
        <div class="grip" role="separator" aria-orientation="horizontal" title="Drag up for the whole diagram (T)"
            onpointerdown={grab} onpointermove={drag} ondblclick={props.send.reform(|_| Msg::ToggleDiagram)} />
    }
}

fn moved(x: f64) -> String {
    format!("transform:translateX({x:.1}px)")
}

/// What stands still while the playhead moves.
#[derive(PartialEq)]
pub struct DrawingProps {
    /// Lanes and arrows.
    pub timeline: Shared<Timeline>,
    /// Where they are.
    pub frame: Shared<Frame>,
    /// How much larger than usual it is shown.
    pub zoom: f64,
    /// The futures.
    pub branches: Rc<[BranchLane]>,
    /// Moment and process of the selected event.
    pub chosen: Option<(Time, ProcessId)>,
    /// The selected message.
    pub message: Option<MessageId>,
    /// The selected process.
    pub selected: Option<ProcessId>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// What stands still while the playhead moves.
#[view]
pub fn Drawing(props: &DrawingProps) -> Html {
    let frame = &props.frame;
    html! {
        <>
            {sheet("lanes-sheet", frame.size, props.zoom, html! {
                <>
                    <lanes::Lanes timeline={props.timeline.clone()} frame={frame.clone()}
                        chosen={props.chosen}
                        message={props.message} selected={props.selected} send={props.send.clone()} />
                    {branches::view(frame, &props.branches, &props.send)}
                    {axis::stops(frame, &props.timeline, &props.send)}
                </>
            })}
            {sheet("axis-sheet", Size::new(frame.size.w, BOTTOM), props.zoom, axis::marks(frame))}
        </>
    }
}

/// What a slider holds is not read out (WAI-ARIA: its children are
/// presentational), and would tell what comes; the log says what has been.
fn sheet(class: &'static str, size: Size, zoom: f64, content: Html) -> Html {
    html! {
        <svg {class} aria-hidden="true" width={size.w * zoom} height={size.h * zoom}
            viewBox={format!("0 0 {:.0} {:.0}", size.w, size.h)}>{content}</svg>
    }
}

fn micros(at: Time) -> String {
    (at.0 / 1_000).to_string()
}

fn moment(frame: &Frame, x: f64) -> Msg {
    Msg::Scrub(frame.axis.time(x - frame.left).0)
}

fn grab(frame: &Shared<Frame>, zoom: f64, send: &Callback<Msg>) -> Callback<PointerEvent> {
    let (frame, send) = (frame.clone(), send.clone());
    Callback::from(move |event: PointerEvent| {
        event.prevent_default();
        pointer::capture(&event, SHEET);
        send.emit(moment(&frame, pointer::x(&event, SHEET) / zoom));
    })
}

fn drag(
    frame: &Shared<Frame>,
    zoom: f64,
    send: &Callback<Msg>,
    hover: UseStateSetter<Option<f64>>,
) -> Callback<PointerEvent> {
    let (frame, send) = (frame.clone(), send.clone());
    Callback::from(move |event: PointerEvent| {
        let x = pointer::x(&event, SHEET) / zoom;
        hover.set((x >= frame.left).then_some(x));
        if pointer::is_down(&event) {
            send.emit(moment(&frame, x));
        }
    })
}

fn hover_mark(hover: Option<f64>, frame: &Frame, zoom: f64) -> Html {
    let Some(x) = hover else {
        return Html::default();
    };
    let text = words::clock(frame.axis.time(x - frame.left));
    let near_end = x > frame.size.w - 120.0;
    html! {
        <div class={classes!("hover", near_end.then_some("near-end"))} style={moved(x * zoom)} aria-hidden="true">
            <span>{text}</span>
        </div>
    }
}

//! Numbers over time: one plot, and the plots of all queues. A click leads to
//! the moment; the legend says the values at the cursor.

use markup::{html, view};
use sim_core::base::{ProcessId, Time};
use sim_core::view::{LineStyle, Plot, Timeline};
use yew::prelude::*;

use crate::app::below;
use crate::app::msg::Msg;
use crate::components::buttons::click;
use crate::components::classes;
use crate::components::element::Shift;
use crate::draw::axis::Axis;
use crate::draw::plot::{self, PlotDrawing};
use crate::draw::window::Window;
use crate::draw::{Size, words};
use crate::platform::pointer;
use crate::platform::size::use_size;
use crate::platform::text;
use crate::shared::Shared;

/// Which time plots show, and how.
#[derive(Clone, PartialEq)]
pub struct PlotWindow {
    /// The moment.
    pub now: Time,
    /// The last moment that is computed.
    pub end: Time,
    /// The part that the timeline shows; `None` is all.
    pub part: Option<Window>,
    /// The whole run, for its idle stretches.
    pub gaps: Shared<Timeline>,
    /// From when on nothing is shown: the future would answer a question.
    pub veil: Option<Time>,
    /// How much larger than usual it is shown.
    pub zoom: f64,
}

/// One plot.
#[derive(Properties, PartialEq)]
pub struct PlotViewProps {
    /// Its numbers.
    pub plot: Shared<Plot>,
    /// The time it shows.
    pub window: PlotWindow,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// What lies right of `x`.
fn future(x: f64, class: &'static str, width: f64) -> Html {
    let x = x.max(LEFT);
    html! { <rect {class} {x} y="0" width={(LEFT + width - x).max(0.0)} height={HEIGHT} /> }
}

/// Height of a plot.
const HEIGHT: f64 = 84.0;
/// Pixels that the words of the scale need.
const LEFT: f64 = 58.0;

/// One plot.
#[component]
pub fn PlotView(props: &PlotViewProps) -> Html {
    let element = use_node_ref();
    let size = use_state(|| Size::new(420.0, HEIGHT));
    let set_size = size.setter();
    use_size(&element, Callback::from(move |size| set_size.set(size)));
    let (zoom, window) = (props.window.zoom, &props.window);
    let shown = window.part.unwrap_or((Time::ZERO, window.end));
    let width = (size.w / zoom - LEFT).max(40.0);
    let key = (
        props.plot.clone(),
        window.gaps.clone(),
        shown,
        (width * 10.0) as u64,
    );
    let made = use_memo(key, |(plot, timeline, shown, _)| {
        let axis = Axis::new(*shown, &timeline.gaps, width);
        let drawing = plot::draw(plot, &axis, *shown, Size::new(width, HEIGHT));
        (axis, Shared::new(drawing))
    });
    let (axis, drawing) = (&made.0, made.1.clone());
    let seek = {
        let (made, send) = (made.clone(), props.send.clone());
        Callback::from(move |event: PointerEvent| {
            let x = pointer::x(&event, ".plot-sheet") / zoom;
            send.emit(Msg::Scrub(made.0.time(x - LEFT).0));
        })
    };
    let x = LEFT + axis.x(window.now);
    let inside = window.now >= shown.0 && window.now <= shown.1;
    html! {
        <figure class="plot" ref={element}>
            <figcaption>{legend(&props.plot, &drawing, window.now)}</figcaption>
            <svg class="plot-sheet" width={(width + LEFT) * zoom} height={HEIGHT * zoom} viewBox={format!("0 0 {:.0} {HEIGHT:.0}", width + LEFT)}
                role="img" aria-label={spoken(&props.plot, window.now)} onpointerdown={seek}>
                <Lines {drawing} send={props.send.clone()} />
                if inside || window.now < shown.0 { {future(x, "plot-future", width)} }
                if let Some(at) = window.veil.filter(|at| *at < shown.1) {
                    {future(LEFT + axis.x(at.max(shown.0)), "plot-future hidden", width)}
                }
                if inside { <line class="plot-now" x1={x} x2={x} y1="0" y2={HEIGHT} /> }
            </svg>
        </figure>
    }
}

/// The title, and each line with its value at the cursor.
fn legend(plot: &Plot, drawing: &PlotDrawing, now: Time) -> Html {
    let line = |(place, line): (usize, &sim_core::view::PlotLine)| {
        let value = plot::value_at(line, now);
        let value = value.map(|value| plot::value_words(value, plot.measure));
        let above = drawing.lines.get(place).is_some_and(|line| line.above);
        html! {
            <span class={classes!("key", line_class(place, line.style))}>
                <i aria-hidden="true" />{line.name}{" "}<b>{value.unwrap_or_else(|| "–".to_owned())}</b>{above.then_some(" ↑")}
            </span>
        }
    };
    html! { <><b class="plot-title">{plot.title}</b>{ for plot.lines.iter().enumerate().map(line) }</> }
}

/// What the picture says at the cursor.
fn spoken(plot: &Plot, now: Time) -> String {
    let mut text = format!("{} over time. At {}:", plot.title, words::clock(now));
    for line in &plot.lines {
        if let Some(value) = plot::value_at(line, now) {
            text += &format!(" {} {};", line.name, plot::value_words(value, plot.measure));
        }
    }
    text
}

/// Lines differ in colour and in how they are drawn.
fn line_class(place: usize, style: LineStyle) -> &'static str {
    const COLOURS: [&str; 3] = ["p-first", "p-second", "p-third"];
    match style {
        LineStyle::Bound => "p-bound",
        _ => COLOURS[place.min(2)],
    }
}

/// What stands still while the cursor moves.
#[derive(PartialEq)]
struct LinesProps {
    drawing: Shared<PlotDrawing>,
    send: Callback<Msg>,
}

#[view]
fn Lines(props: &LinesProps) -> Html {
    let drawing = &props.drawing;
    let right = LEFT + drawing.size.w;
    let scale = |(y, text): &(f64, String)| {
        html! {
            <>
                <line class="plot-grid" x1={LEFT} x2={right} y1={*y} y2={*y} />
                <text x={LEFT - 6.0} y={y + 4.0}>{text}</text>
            </>
        }
    };
    let line = |(place, line): (usize, &plot::PlotPath)| {
        let class = line_class(place, line.style);
        let dots = (line.style == LineStyle::Dots).then_some("p-dots");
        html! {
            <g class={classes!(class, dots)}>
                if let Some(area) = &line.area { <path class="p-area" d={area.clone()} /> }
                <path class="p-line" d={line.path.clone()} />
            </g>
        }
    };
    let mark = |&(x, record, word): &(f64, sim_core::base::RecordId, &'static str)| {
        let send = props.send.clone();
        let go = move |event: PointerEvent| {
            event.stop_propagation();
            send.emit(Msg::SelectEvent(record));
        };
        html! {
            <g class="plot-mark" transform={Shift(x, 0.0)} onpointerdown={go}>
                <title>{word}</title>
                <rect x="-6" y="0" width="12" height="14" /><path d="M-4 1h8l-4 8z" />
            </g>
        }
    };
    html! {
        <>
            <line class="plot-floor" x1={LEFT} x2={right} y1={HEIGHT - 3.0} y2={HEIGHT - 3.0} />
            { for drawing.scale.iter().map(scale) }
            <g transform={Shift(LEFT, 0.0)}>
                { for drawing.lines.iter().enumerate().map(line) }
                { for drawing.marks.iter().map(mark) }
            </g>
        </>
    }
}

/// All queues over time.
#[derive(Properties, PartialEq)]
pub struct QueuePlotsProps {
    /// The queues.
    pub queues: Shared<Vec<below::QueuePlots>>,
    /// The time that is shown.
    pub window: PlotWindow,
    /// The selected queue.
    pub queue: Option<u32>,
    /// The selected process.
    pub process: Option<ProcessId>,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// All queues over time; the selected one with rates and waiting times.
#[component]
pub fn QueuePlots(props: &QueuePlotsProps) -> Html {
    let element = use_node_ref();
    text::use_revealed(&element, ".plots .current", props.queue);
    let queue = |it: &below::QueuePlots| {
        let chosen = props.queue == Some(it.queue.queue);
        let own = it.queue.process.is_some() && it.queue.process == props.process;
        let select = it
            .queue
            .process
            .map(|process| click(&props.send, Msg::SelectQueue(process, it.queue.queue)));
        let class = classes!(own.then_some("selected"), chosen.then_some("current"));
        html! {
            <section key={it.queue.queue} {class}>
                <h3><button type="button" class="queue-name" aria-pressed={chosen.to_string()} onclick={select}>
                    <b class="socket">{it.queue.kind}</b>{" "}{&it.queue.label}
                    if !chosen { <span class="hint fill">{"rates and times"}</span> }
                </button></h3>
                { for it.plots.iter().map(|plot| view(plot, &props.window, &props.send)) }
            </section>
        }
    };
    html! {
        <div class="plots" ref={element}>
            if props.queues.is_empty() { <p class="hint">{"No queue has held anything yet."}</p> }
            else { <p class="hint">{"Click in a plot to go to that moment."}</p> }
            { for props.queues.iter().map(queue) }
        </div>
    }
}

/// A plot with its window.
pub fn view(plot: &Shared<Plot>, window: &PlotWindow, send: &Callback<Msg>) -> Html {
    html! { <PlotView plot={plot.clone()} window={window.clone()} send={send.clone()} /> }
}

//! A process on the stage: name, state as word and colour, current line,
//! queues.

use std::rc::Rc;

use markup::{html, view};
use sim_core::base::ProcessId;
use sim_core::view::{Activity, ProcessCard, Queue};
use yew::prelude::*;

use super::classes::{self, classes};
use super::slots::{bar, brief_words, fill_words, slots};
use super::threads::threads;
use crate::components::element::Shift;
use crate::draw::layout::CardKind;
use crate::draw::{Rect, words};

/// One card.
#[derive(PartialEq)]
pub struct CardProps {
    /// What it shows.
    pub card: Rc<ProcessCard>,
    /// Where.
    pub rect: Rect,
    /// How much.
    pub kind: CardKind,
    /// Whether it is the selected one.
    pub selected: bool,
    /// Called when it is selected.
    pub onselect: Callback<ProcessId>,
    /// The selected queue, if it is one of its own.
    pub queue: Option<u32>,
    /// Whether it is otherwise in the run beside this one.
    pub differs: bool,
    /// How many processes it stands for.
    pub stack: usize,
    /// Called when one of its queues is selected.
    pub onqueue: Callback<(ProcessId, u32)>,
}

/// Room from the card's edge to its text.
const PAD: f64 = 16.0;
/// Queues shown on a card; the rest is in the dock.
const QUEUES: usize = 2;

/// One card.
#[view]
pub fn Card(props: &CardProps) -> Html {
    let (card, rect) = (&props.card, props.rect);
    let (id, onselect) = (card.id, props.onselect.clone());
    let class = classes!(
        "card",
        classes::activity(card.activity),
        props.selected.then_some("selected"),
        props.differs.then_some("differs")
    );
    html! {
        <g class={class} transform={Shift(rect.x, rect.y)} onclick={move |_| onselect.emit(id)}>
            <g class="card-face" role="button" tabindex="-1" aria-label={spoken(props)} aria-pressed={props.selected.to_string()}>
                if props.stack > 1 {
                    <rect class="card-box below" x="8" y="8" width={rect.w} height={rect.h} rx="14" />
                    <rect class="card-box below" x="4" y="4" width={rect.w} height={rect.h} rx="14" />
                }
                <rect class="card-box" width={rect.w} height={rect.h} rx="14" />
                {head(props)}
                {body(props)}
                if props.differs { <text class="differ-mark" x={rect.w - 10.0} y={rect.h + 4.0}>{"≠ differs"}</text> }
            </g>
            // Beside it, not in it: a button holds no other.
            {queues(props)}
        </g>
    }
}

fn spoken(props: &CardProps) -> String {
    let card = &props.card;
    let mut text = format!("{}, {}", card.name, card.state);
    if props.stack > 1 {
        text = format!("{text}, first of {} alike", props.stack);
    }
    if !card.statement.is_empty() {
        text += &format!(", line {}: {}", card.line, card.statement);
    }
    text
}

/// The name and the state.
fn head(props: &CardProps) -> Html {
    let (card, rect) = (&*props.card, props.rect);
    let head = match props.kind {
        CardKind::Full => full_head(card, rect),
        kind => dotted_name(card, rect, kind),
    };
    html! { <><title>{spoken(props)}</title>{head}</> }
}

/// Names shrink to this before they are cut; the state gives way first.
const LEAST_NAME: f64 = 13.0;
/// The size of letters in the pill.
const PILL: f64 = 13.0;
/// Beside a name: the room around it, and a usual state (`waits: accept`). Not
/// that of the moment, as names must not change their size.
const BESIDE_NAME: f64 = 151.0;
/// What is around name and state: the edges, between them, and in the pill.
const AROUND: f64 = PAD + 12.0 + 8.0 + 16.0;

fn full_head(card: &ProcessCard, rect: Rect) -> Html {
    let usual = CardKind::Full.name_size();
    let (size, name) = words::shrink(&card.name, rect.w - BESIDE_NAME, usual, LEAST_NAME);
    let room = rect.w - words::width(&name, size, true) - AROUND;
    // Which thread runs is said below.
    let state = match card.state.split_once(':') {
        Some((word, _)) if card.activity == Activity::Running => word,
        _ => &card.state,
    };
    let state = words::fit(state, room, PILL, true);
    let pill = words::width(&state, PILL, true) + 16.0;
    let pill_x = rect.w - pill - 12.0;
    html! {
        <>
            <text class="name" style={format!("font-size:{size}px")} x={PAD} y="28">{name}</text>
            <rect class="pill" x={pill_x} y="12" width={pill} height="22" rx="11" />
            <text class="pill-text" x={pill_x + pill / 2.0} y="27">{state}</text>
        </>
    }
}

fn dotted_name(card: &ProcessCard, rect: Rect, kind: CardKind) -> Html {
    let room = rect.w - 30.0 - 10.0;
    let (size, name) = words::shrink(&card.name, room, kind.name_size(), LEAST_NAME);
    html! {
        <>
            <circle class="dot" cx="18" cy="14" r="6" />
            <text class="name" style={format!("font-size:{size}px")} x="30" y="19.5">{name}</text>
        </>
    }
}

/// The state, the current line, and the queues, as far as there is room.
fn body(props: &CardProps) -> Html {
    match props.kind {
        CardKind::Mini => mini_body(props),
        CardKind::Compact => compact_body(props),
        CardKind::Full => full_body(props),
    }
}

/// Left edge of what stands below a dotted name.
const LEFT: f64 = 12.0;

/// Less of a state than this says nothing.
const LEAST_STATE: f64 = 36.0;

/// State, and how full the fullest queue is.
fn mini_body(props: &CardProps) -> Html {
    let (card, rect) = (&props.card, props.rect);
    let shown = shown_queues(&card.queues);
    let room = rect.w - 2.0 * LEFT;
    let level = shown.first().map(|queue| brief_words(queue, room));
    let (text, full) = level.filter(|it| it.0 != "empty").unwrap_or_default();
    let beside = words::width(&text, 12.0, full);
    // Of a full queue is told whatever else is: the dot tells the state, too.
    let rest = match full {
        true => room - beside - 8.0,
        false => room,
    };
    let state = match rest > LEAST_STATE {
        true => words::fit(&card.state, rest, 12.0, true),
        false => String::new(),
    };
    let between = if state.is_empty() { 0.0 } else { 8.0 };
    let fits = words::width(&state, 12.0, true) + beside + between <= room;
    html! {
        <>
            <text class="state" x={LEFT} y="36.5">{state}</text>
            if fits { <text class="small level" x={rect.w - LEFT} y="36.5"><tspan class={full.then_some("alarm")}>{text}</tspan></text> }
        </>
    }
}

/// State and current line in one row, the fullest queue below.
fn compact_body(props: &CardProps) -> Html {
    let (card, rect) = (&props.card, props.rect);
    let room = rect.w - 2.0 * LEFT;
    let state = words::fit(&card.state, room, 12.0, true);
    let beside = words::width(&state, 12.0, true) + 10.0;
    let rooms = [(room - beside).max(0.0), room];
    let free = if shown_queues(&card.queues).is_empty() {
        2
    } else {
        1
    };
    let mut lines = told(card, &rooms[..free], 12.0).into_iter();
    let line = lines.next().filter(|_| rooms[0] > 40.0);
    html! {
        <>
            <text class="state" x={LEFT} y="38">{state}</text>
            <text class="statement" style="font-size:12px" x={LEFT + beside} y="38">{line.unwrap_or_default()}</text>
            <text class="statement" style="font-size:12px" x={LEFT} y="56">{lines.next().unwrap_or_default()}</text>
        </>
    }
}

/// The current line; of a program that has ended what it said last, in as many
/// lines as are free.
fn told(card: &ProcessCard, rooms: &[f64], size: f64) -> Vec<String> {
    match card.last_words.is_empty() {
        true => vec![words::fit_mono(&card.statement, rooms[0], size)],
        false => words::wrap_mono(&card.last_words, rooms, size),
    }
}

fn full_body(props: &CardProps) -> Html {
    let (card, rect) = (&props.card, props.rect);
    let room = rect.w - 2.0 * PAD;
    let shown = shown_queues(&card.queues);
    let rooms = [room; 3];
    let free = if shown.is_empty() { 3 } else { 1 };
    // Below what it said nothing needs to be said of empty queues.
    let empty = shown.is_empty() && !card.queues.is_empty() && card.last_words.is_empty();
    let lines = told(card, &rooms[..free], 13.0);
    let line = |(row, text): (usize, &String)| {
        html! { <text class="statement" x={PAD} y={54.0 + 19.0 * row as f64}>{text.clone()}</text> }
    };
    html! {
        <>
            if card.threads.is_empty() {
                { for lines.iter().enumerate().map(line) }
            } else {
                <g transform={Shift(PAD, 54.0)}>{threads(&card.threads, room)}</g>
            }
            if empty { <text class="small" x={PAD} y="80">{"queues empty"}</text> }
        </>
    }
}

/// The queues that there is room for.
fn queues(props: &CardProps) -> Html {
    let shown = shown_queues(&props.card.queues);
    let room = |edge: f64| props.rect.w - 2.0 * edge;
    match (props.kind, &shown[..]) {
        (CardKind::Mini, _) | (_, []) => Html::default(),
        (CardKind::Compact, [queue, ..]) => at((LEFT, 46.0), props, queue, bar(queue, room(LEFT))),
        (CardKind::Full, [queue]) => at((PAD, 68.0), props, queue, slots(queue, room(PAD))),
        (CardKind::Full, _) => shown
            .iter()
            .zip([68.0, 90.0])
            .map(|(queue, y)| at((PAD, y), props, queue, bar(queue, room(PAD))))
            .collect(),
    }
}

/// A queue that can be selected by itself.
fn at((x, y): (f64, f64), props: &CardProps, queue: &Queue, content: Html) -> Html {
    let (process, id, onqueue) = (props.card.id, queue.id, props.onqueue.clone());
    let onclick = move |event: MouseEvent| {
        event.stop_propagation();
        onqueue.emit((process, id));
    };
    let selected = props.queue == Some(id);
    let class = classes!("queue-place", selected.then_some("selected"));
    let label = format!(
        "{}, {}: {}",
        props.card.name,
        queue.label,
        fill_words(queue).0
    );
    html! {
        <g {class} {onclick} transform={Shift(x, y)}
            role="button" tabindex="-1" aria-label={label} aria-pressed={selected.to_string()}>{content}</g>
    }
}

/// A mark that a class can count to; larger ones never matter while empty.
const SMALL_MARK: u32 = 16;

/// The queues worth showing: those that hold something, fullest first, then
/// those with a small high-water mark.
fn shown_queues(queues: &[Queue]) -> Vec<&Queue> {
    let matters = |queue: &&Queue| queue.fill > 0 || queue.mark.is_some_and(|m| m <= SMALL_MARK);
    let mut shown: Vec<&Queue> = queues.iter().filter(matters).collect();
    shown.sort_by_key(|queue| std::cmp::Reverse(queue.fill));
    shown.truncate(QUEUES);
    shown
}

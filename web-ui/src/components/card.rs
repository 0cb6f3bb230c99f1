//! A process on the stage: name, state as word and colour, current line,
//! queues.

use sim_core::base::ProcessId;
use sim_core::view::{ProcessCard, Queue};
use yew::prelude::*;

use super::classes;
use super::slots::{bar, slots};
use crate::components::tags::tag;
use crate::draw::layout::CardKind;
use crate::draw::{Rect, words};

/// One card.
#[derive(Properties, PartialEq)]
pub struct CardProps {
    /// What it shows.
    pub card: ProcessCard,
    /// Where.
    pub rect: Rect,
    /// How much.
    pub kind: CardKind,
    /// Whether it is the selected one.
    pub selected: bool,
    /// Called when it is selected.
    pub onselect: Callback<ProcessId>,
    /// The selected queue, if it is one of its own.
    #[prop_or_default]
    pub queue: Option<u32>,
    /// Whether it is otherwise in the run beside this one.
    #[prop_or_default]
    pub differs: bool,
    /// How many processes it stands for.
    #[prop_or(1)]
    pub stack: usize,
    /// Called when one of its queues is selected.
    #[prop_or_default]
    pub onqueue: Callback<(ProcessId, u32)>,
}

/// Room from the card's edge to its text.
const PAD: f64 = 16.0;
/// Queues shown on a card; the rest is in the dock.
const QUEUES: usize = 2;

/// One card.
#[component]
pub fn Card(props: &CardProps) -> Html {
    let (card, rect) = (&props.card, props.rect);
    let (id, onselect) = (card.id, props.onselect.clone());
    let by_key = {
        let onselect = onselect.clone();
        move |event: KeyboardEvent| {
            if matches!(event.key().as_str(), "Enter" | " ") {
                event.prevent_default();
                onselect.emit(id);
            }
        }
    };
    let class = classes!(
        "card",
        classes::activity(card.activity),
        props.selected.then_some("selected"),
        props.differs.then_some("differs")
    );
    html! {
        <g class={class} transform={format!("translate({:.1} {:.1})", rect.x, rect.y)}
            role="button" tabindex="0" aria-label={spoken(card)} aria-pressed={props.selected.to_string()}
            onclick={move |_| onselect.emit(id)} onkeydown={by_key}>
            if props.stack > 1 {
                <rect class="card-box below" x="8" y="8" width={px(rect.w)} height={px(rect.h)} rx="14" />
                <rect class="card-box below" x="4" y="4" width={px(rect.w)} height={px(rect.h)} rx="14" />
            }
            <rect class="card-box" width={px(rect.w)} height={px(rect.h)} rx="14" />
            {head(card, rect, props.kind)}
            {body(props)}
            if props.differs { <text class="differ-mark" x={px(rect.w - 6.0)} y="-6">{"≠ differs"}</text> }
        </g>
    }
}

fn spoken(card: &ProcessCard) -> String {
    let mut text = format!("{}, {}", card.name, card.state);
    if !card.statement.is_empty() {
        text += &format!(", line {}: {}", card.line, card.statement);
    }
    text
}

/// The name and the state.
fn head(card: &ProcessCard, rect: Rect, kind: CardKind) -> Html {
    match kind {
        CardKind::Full => full_head(card, rect),
        CardKind::Compact => dotted_name(card, rect, 24.0),
        CardKind::Mini => mini(card, rect),
    }
}

fn full_head(card: &ProcessCard, rect: Rect) -> Html {
    let pill = words::width(&card.state, 12.5, true) + 16.0;
    let name = words::fit(&card.name, rect.w - pill - PAD - 16.0, 17.0, true);
    let pill_x = rect.w - pill - 12.0;
    html! {
        <>
            <text class="name" style="font-size:17px" x={px(PAD)} y="28">{name}</text>
            <rect class="pill" x={px(pill_x)} y="12" width={px(pill)} height="22" rx="11" />
            <text class="pill-text" x={px(pill_x + pill / 2.0)} y="27">{card.state.clone()}</text>
        </>
    }
}

fn dotted_name(card: &ProcessCard, rect: Rect, y: f64) -> Html {
    let name = words::fit(&card.name, rect.w - 40.0, 14.0, true);
    html! {
        <>
            {tag("title", "", spoken(card))}
            <circle class="dot" cx="18" cy={px(y - 5.0)} r="6" />
            <text class="name" style="font-size:14px" x="30" y={px(y)}>{name}</text>
        </>
    }
}

fn mini(card: &ProcessCard, rect: Rect) -> Html {
    let state = words::fit(&card.state, rect.w - 24.0, 12.0, true);
    html! {
        <>
            {dotted_name(card, rect, 17.0)}
            <text class="state" x="12" y="31.5">{state}</text>
        </>
    }
}

/// The current line and the queues.
fn body(props: &CardProps) -> Html {
    let (card, rect) = (&props.card, props.rect);
    match props.kind {
        CardKind::Mini => Html::default(),
        CardKind::Compact => compact_body(card, rect),
        CardKind::Full => full_body(props),
    }
}

fn compact_body(card: &ProcessCard, rect: Rect) -> Html {
    let line = words::fit_mono(&card.statement, rect.w - 24.0, 12.0);
    let fullest = card.queues.iter().max_by_key(|queue| queue.fill);
    html! {
        <>
            <text class="state" x="12" y="42">{card.state.clone()}</text>
            <text class="statement" style="font-size:12px" x="12" y="59">{line}</text>
            if let Some(queue) = fullest { {thin_bar(queue.fill, queue.mark, rect)} }
        </>
    }
}

fn full_body(props: &CardProps) -> Html {
    let (card, rect) = (&props.card, props.rect);
    let room = rect.w - 2.0 * PAD;
    let shown = shown_queues(&card.queues);
    let queues = match shown[..] {
        [] if card.queues.is_empty() => Html::default(),
        [] => html! { <text class="small" x={px(PAD)} y="80">{"queues empty"}</text> },
        [queue] => at(68.0, props, queue, slots(queue, room)),
        _ => shown
            .iter()
            .zip([68.0, 90.0])
            .map(|(queue, y)| at(y, props, queue, bar(queue, room)))
            .collect(),
    };
    html! {
        <>
            <text class="statement" x={px(PAD)} y="54">{words::fit_mono(&card.statement, room, 13.0)}</text>
            {queues}
        </>
    }
}

/// A queue that can be selected by itself.
fn at(y: f64, props: &CardProps, queue: &Queue, content: Html) -> Html {
    let (process, id, onqueue) = (props.card.id, queue.id, props.onqueue.clone());
    let onclick = move |event: MouseEvent| {
        event.stop_propagation();
        onqueue.emit((process, id));
    };
    let class = classes!(
        "queue-place",
        (props.queue == Some(id)).then_some("selected")
    );
    html! { <g {class} {onclick} transform={format!("translate({PAD} {y:.1})")}>{content}</g> }
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

/// Fullness of the fullest queue, along the lower edge of a small card.
fn thin_bar(fill: u32, mark: Option<u32>, rect: Rect) -> Html {
    let most = mark.filter(|mark| *mark > 0).unwrap_or(8);
    let part = (f64::from(fill) / f64::from(most)).min(1.0);
    let least = if fill > 0 { 4.0 } else { 0.0 };
    html! {
        <rect class="thin-bar" x="12" y={px(rect.h - 9.0)} width={px(((rect.w - 24.0) * part).max(least))} height="4" rx="2" />
    }
}

fn px(value: f64) -> String {
    format!("{value:.1}")
}

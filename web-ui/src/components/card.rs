//! A process on the stage: name, state as word and colour, current line,
//! queues.

use sim_core::base::ProcessId;
use sim_core::view::ProcessCard;
use yew::prelude::*;

use super::classes;
use super::slots::slots;
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
        props.selected.then_some("selected")
    );
    html! {
        <g class={class} transform={format!("translate({:.1} {:.1})", rect.x, rect.y)}
            role="button" tabindex="0" aria-label={spoken(card)} aria-pressed={props.selected.to_string()}
            onclick={move |_| onselect.emit(id)} onkeydown={by_key}>
            <rect class="card-box" width={px(rect.w)} height={px(rect.h)} rx="14" />
            {head(card, rect, props.kind)}
            {body(card, rect, props.kind)}
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

/// The name and, beside it, the state.
fn head(card: &ProcessCard, rect: Rect, kind: CardKind) -> Html {
    if kind == CardKind::Mini {
        return mini(card, rect);
    }
    let size = if kind == CardKind::Full { 17.0 } else { 15.0 };
    let pill = words::width(&card.state, 12.5, true) + 20.0;
    let name = words::fit(&card.name, rect.w - pill - PAD - 20.0, size, true);
    let pill_x = rect.w - pill - 12.0;
    html! {
        <>
            <text class="name" style={format!("font-size:{size}px")} x={px(PAD)} y="28">{name}</text>
            <rect class="pill" x={px(pill_x)} y="12" width={px(pill)} height="22" rx="11" />
            <text class="pill-text" x={px(pill_x + pill / 2.0)} y="27">{card.state.clone()}</text>
        </>
    }
}

fn mini(card: &ProcessCard, rect: Rect) -> Html {
    let name = words::fit(&card.name, rect.w - 40.0, 14.0, true);
    html! {
        <>
            <title>{spoken(card)}</title>
            <circle class="dot" cx="18" cy={px(rect.h / 2.0)} r="6" />
            <text class="name" style="font-size:14px" x="30" y={px(rect.h / 2.0 + 5.0)}>{name}</text>
        </>
    }
}

/// The current line and the queues.
fn body(card: &ProcessCard, rect: Rect, kind: CardKind) -> Html {
    let room = rect.w - 2.0 * PAD;
    let line = words::fit_mono(&card.statement, room, 13.0);
    let full = card.queues.iter().max_by_key(|queue| queue.fill);
    match kind {
        CardKind::Mini => Html::default(),
        CardKind::Compact => html! {
            <>
                <text class="statement" x={px(PAD)} y="52">{line}</text>
                if let Some(queue) = full { {thin_bar(queue.fill, queue.mark, rect)} }
            </>
        },
        CardKind::Full => html! {
            <>
                <text class="statement" x={px(PAD)} y="54">{line}</text>
                { for card.queues.iter().take(QUEUES).enumerate().map(|(row, queue)| html! {
                    <g transform={format!("translate({PAD} {:.1})", 66.0 + 23.0 * row as f64)}>{slots(queue, room)}</g>
                }) }
            </>
        },
    }
}

/// Fullness of the fullest queue, along the lower edge of a small card.
fn thin_bar(fill: u32, mark: Option<u32>, rect: Rect) -> Html {
    let part = match mark {
        Some(mark) if mark > 0 => (f64::from(fill) / f64::from(mark)).min(1.0),
        _ => (f64::from(fill) / 8.0).min(1.0),
    };
    html! {
        <rect class="thin-bar" x={px(PAD)} y={px(rect.h - 8.0)} width={px((rect.w - 2.0 * PAD) * part)} height="4" rx="2" />
    }
}

fn px(value: f64) -> String {
    format!("{value:.1}")
}
